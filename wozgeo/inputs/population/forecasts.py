"""By how much does a forecast of the user's own expect seniors to grow, and where does it come from?"""

from pathlib import Path

import numpy as np
import pandas as pd

from wozgeo.domain.errors import InputError
from wozgeo.domain.population import Growth
from wozgeo.inputs.numerals import parse_numbers
from wozgeo.inputs.population import words
from wozgeo.inputs.population.spellings import find_columns, read_spellings
from wozgeo.inputs.sheet import shortened
from wozgeo.inputs.sheet_files import read_sheet

_MOST = 10
"""No age grows tenfold: such a factor is a percentage, or a number of persons."""


def read_forecast(path: Path) -> Growth:
    """Read factors per class of age.

    Parameters
    ----------
    path
        CSV or Excel: ``gebied`` (code or name of a gemeente or wijk; empty: everywhere), ``factor_75``, and
        ``factor_65_74`` or ``factor_65`` (of all of 65 and over), ``jaar``, ``bron`` and ``datum``. 1.25 is a
        quarter more.

    Raises
    ------
    InputError
        Naming every fault: columns missing, no source or date, factors that cannot be, an area twice, several
        years.
    """
    spellings = read_spellings()
    names = spellings.names("prognose")
    sheet = read_sheet(path, columns=[n for key in names for n in names[key]])
    cells = sheet.cells
    found = find_columns([*map(str, cells)], names)
    missing = [key for key in ("factor_75", "jaar", "bron", "datum") if key not in found]
    if not {"factor_65", "factor_65_74"} & {*found}:
        missing.append("factor_65_74")
    if missing:
        given = ", ".join(map(str, cells))
        raise InputError(path, f"columns missing: {', '.join(missing)} (found: {given})")
    labels, faults = sheet.labels(), [*sheet.faults]
    factors = {}
    for key in ("factor_65_74", "factor_65", "factor_75"):
        if key in found:
            texts = cells[found[key]]
            numbers = parse_numbers(texts)
            wrong = np.isnan(numbers) | (numbers < 0) | (numbers > _MOST)
            faults += shortened(
                f"{label}: {found[key]} is {text!r}, expected a factor from 0 to {_MOST}: 1,25 is a "
                "quarter more"
                for label, text in zip(labels[wrong], texts[wrong], strict=True)
            )
            factors[key] = numbers
    area = cells[found["gebied"]] if "gebied" in found else pd.Series("", index=cells.index)
    faults += shortened(
        f"{one or 'everywhere'}: there twice" for one in sorted(set(area[area.duplicated()]))
    )
    said = {}
    for key in ("jaar", "bron", "datum"):
        values = [*dict.fromkeys(text for text in cells[found[key]] if text)]
        said[key] = values[0] if values else ""
        if not values or (key == "jaar" and len(values) > 1):
            told = (
                f"{found[key]} is empty" if not values else f"{found[key]} has {', '.join(values)}"
            )
            faults.append(
                f"{told}; a forecast says from whom it is, of which date, and for one year"
            )
        elif len(values) > 1:
            said[key] = ", ".join(values)
    if faults:
        raise InputError(path, faults)
    withdrawn = spellings.is_withdrawn(f"{said['bron']} {said['datum']}")
    warnings = (words.WITHDRAWN.about(file=path.name, source=said["bron"], date=said["datum"]),)
    table = pd.DataFrame(factors).set_axis(pd.Index(area, name="gebied"))
    return Growth(
        said["jaar"], said["bron"], said["datum"], path.name, table, warnings if withdrawn else ()
    )
