"""How many seniors live in every postcode of four digits, by class of age?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.population import AGES, EVERYONE, Figures, Known, ZoneKind
from wozgeo.inputs.population.ages import is_total, parse_ages
from wozgeo.inputs.population.figures import figures_of
from wozgeo.inputs.population.outlines import read_outlines
from wozgeo.inputs.population.person_intervals import PersonCells, read_counts
from wozgeo.inputs.population.spellings import find_columns, read_spellings
from wozgeo.inputs.sheet import shortened
from wozgeo.inputs.sheet_files import read_sheet

_REMEDY = "expected columns postcode, leeftijd and inwoners, a row per postcode and class of age"


def read_pc4_files(paths: Sequence[Path], outlines: Path | None = None) -> Figures:
    """Read inhabitants per postcode and class of age from one file or several, see `read_pc4`.

    Raises
    ------
    InputError
        Naming every fault of the first faulty file, or a postcode that is in two.
    """
    read = [read_pc4(path, outlines) for path in paths]
    if len(read) == 1:
        return read[0]
    table = pd.concat([one.table for one in read])
    twice = sorted({*table.index[table.index.duplicated()]})
    names = ", ".join(one.source for one in read)
    if twice:
        raise InputError(
            names,
            [
                *shortened(
                    f"postcode {code} is in two of these files; keep it in one" for code in twice
                )
            ],
        )
    notes = tuple(note for one in read for note in one.notes)
    warnings = tuple(warning for one in read for warning in one.warnings)
    return Figures(ZoneKind.PC4, names, gpd.GeoDataFrame(table.sort_index()), notes, warnings)


def read_pc4(path: Path, outlines: Path | None = None) -> Figures:
    """Read inhabitants per postcode and class of age.

    Parameters
    ----------
    path
        CSV or Excel: ``postcode`` (four digits), ``leeftijd`` (``65-69``, ``65 tot 70 jaar``, ``95+``) and
        ``inwoners``; classes that do not cross 65 or 75. Numbers are rounded to 5: every class may be 2.5 off.
    outlines
        Outlines with the same postcodes; None: a dwelling is in the postcode of its address.

    Returns
    -------
    Figures
        Index the postcode; 65 and over and 75 and over.

    Raises
    ------
    InputError
        Naming every fault: postcodes or ages that cannot be read, a class twice or none between others,
        numbers that cannot be, postcodes without an outline.
    """
    spellings = read_spellings()
    names = spellings.names("pc4")
    sheet = read_sheet(path, columns=[n for key in names for n in names[key]])
    found = find_columns([*sheet.cells], names)
    missing = [key for key in ("code", "leeftijd", "inwoners") if key not in found]
    if missing:
        raise InputError(
            path,
            f"columns missing: {', '.join(missing)} (found: {', '.join(map(str, sheet.cells))}); {_REMEDY}",
        )
    cells, labels = sheet.cells, sheet.labels()
    code = cells[found["code"]].str.replace(r"\.0$", "", regex=True)
    ages = [parse_ages(text) for text in cells[found["leeftijd"]]]
    counts = read_counts(
        cells[found["inwoners"]],
        labels,
        spellings.meaning("pc4"),
        half=spellings.half,
        name=found["inwoners"],
    )
    total = cells[found["leeftijd"]].map(is_total).to_numpy(bool)
    faults = [
        *sheet.faults,
        *counts.faults,
        *_faulty(code, ages, total, cells[found["leeftijd"]], labels),
    ]
    if faults:
        raise InputError(path, faults)
    table = _summed(code[~total], [a for a in ages if a], _kept(counts, ~total))
    if outlines is not None:
        shapes = read_outlines(outlines, names["code"], wanted=table.index)
        table = gpd.GeoDataFrame(table, geometry=[shapes[code] for code in table.index], crs=RD_NEW)
    return figures_of(ZoneKind.PC4, path, table, strange={found["inwoners"]: counts.strange})


def _kept(counts: PersonCells, chosen: NDArray[np.bool_]) -> PersonCells:
    return PersonCells(
        counts.low[chosen], counts.likely[chosen], counts.high[chosen], counts.known[chosen]
    )


def _faulty(
    code: "pd.Series[str]",
    ages: list[tuple[int, int | None] | None],
    total: NDArray[np.bool_],
    said: "pd.Series[str]",
    labels: "pd.Series[str]",
) -> Iterator[str]:
    no_code = ~code.str.fullmatch(r"[1-9]\d{3}")
    yield from shortened(
        f"{label}: postcode is {text!r}, expected four digits (8261)"
        for label, text in zip(labels[no_code], code[no_code], strict=True)
    )
    unread = np.array([one is None for one in ages], dtype=bool) & ~total
    yield from shortened(
        f"{label}: class of age {text!r} cannot be read; expected 65-69, 65 tot 70 jaar or 95+"
        for label, text in zip(labels[unread], said[unread], strict=True)
    )
    read = pd.DataFrame({"code": code, "age": ages, "label": labels})[~total & ~unread]
    across = [
        any(a[0] < age and (a[1] is None or a[1] >= age) for age in AGES) for a in read["age"]
    ]
    yield from shortened(
        f"{label}: class {_spelled(age)} crosses 65 or 75, so that nobody knows how many are older; take a "
        "table with classes of five years"
        for label, age in zip(read["label"][across], read["age"][across], strict=True)
    )
    for name, own in read.groupby("code", sort=True):
        yield from _gaps(str(name), sorted(own["age"], key=lambda a: (a[0], a[1] or 999)))


def _gaps(code: str, ages: list[tuple[int, int | None]]) -> Iterator[str]:
    """Tell where the classes of 65 and over leave years out, or hold some twice."""
    old = [age for age in ages if age[0] >= AGES[0]]
    if not old or old[0][0] != AGES[0] or old[-1][1] is not None:
        held = ", ".join(map(_spelled, old)) or "none"
        yield (
            f"postcode {code}: the classes of 65 and over are not all there, from 65 to and over "
            f"(found: {held})"
        )
        return
    for one, following in pairwise(old):
        if one[1] is None or following[0] != one[1] + 1:
            yield (
                f"postcode {code}: classes {_spelled(one)} and {_spelled(following)} do not follow each other; "
                "a class is missing, there twice, or there are totals among them"
            )


def _spelled(age: tuple[int, int | None]) -> str:
    return f"{age[0]}+" if age[1] is None else f"{age[0]}-{age[1]}"


def _summed(
    code: "pd.Series[str]", ages: list[tuple[int, int | None]], counts: PersonCells
) -> gpd.GeoDataFrame:
    """Add up the classes of each age and over: bounds add up as well."""
    first = np.array([age[0] for age in ages])
    postcodes = pd.Index(sorted(set(code)), name="code", dtype=object)
    columns: dict[str, object] = {}
    complete = len(first) and first.min() == EVERYONE
    for age in (*AGES, *([EVERYONE] if complete else [])):
        old = first >= age
        part = pd.DataFrame({"low": counts.low, "likely": counts.likely, "high": counts.high})[old]
        groups = part.groupby(code[old].to_numpy(), sort=True)
        columns |= {
            f"{name}_{age}": groups[name].sum().reindex(postcodes) for name in ("low", "high")
        }
        all_there = groups["likely"].count() == groups["likely"].size()
        columns[f"likely_{age}"] = groups["likely"].sum().where(all_there).reindex(postcodes)
        states = counts.known[old].groupby(code[old].to_numpy()).agg(_worst)
        columns[f"known_{age}"] = states.reindex(postcodes)
    table = pd.DataFrame(columns, index=postcodes)
    nowhere = np.full(len(table), None, dtype=object)
    return gpd.GeoDataFrame(table, geometry=nowhere, crs=RD_NEW)


def _worst(states: "pd.Series[str]") -> str:
    for state in (Known.ABSENT, Known.SECRET):
        if (states == str(state)).any():
            return str(state)
    return str(Known.COUNTED)
