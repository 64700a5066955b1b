"""Which doors does a list of dwellings state?"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.inputs.coordinates import METRES
from wozgeo.inputs.numerals import parse_numbers
from wozgeo.inputs.sheet import Sheet, shortened


def stated_doors(sheet: Sheet) -> tuple[dict[str, NDArray[np.float64]], list[str]]:
    """Read the columns ``deur_x`` and ``deur_y`` of a list, metres in RD New.

    Returns
    -------
    tuple
        Both columns, NaN where a row states no door, and nothing where the list has neither; and what is
        wrong with them.
    """
    there = [name for name in STATED_DOOR if name in sheet.cells]
    if not there:
        return {}, []
    if len(there) == 1:
        other = next(name for name in STATED_DOOR if name not in there)
        return {}, [f"column {other!r} is missing beside {there[0]!r}"]
    return read_doors(sheet.cells, sheet.labels())


def read_doors(
    cells: pd.DataFrame, labels: "pd.Series[str]"
) -> tuple[dict[str, NDArray[np.float64]], list[str]]:
    """Read the texts in ``deur_x`` and ``deur_y``; ``labels``: how a fault calls each row."""
    texts = cells[[*STATED_DOOR]].to_numpy(dtype=object)
    numbers = np.column_stack([parse_numbers(cells[name]) for name in STATED_DOOR])
    stated = (texts != "").any(axis=1)
    faulty = stated & ~METRES.holds(*numbers.T)
    faults = shortened(
        f"{label}: deur_x {x!r} and deur_y {y!r} are no place in the Netherlands; expected {METRES}, "
        "or both empty"
        for label, (x, y) in zip(labels[faulty], texts[faulty], strict=True)
    )
    numbers[~stated] = np.nan
    return dict(zip(STATED_DOOR, numbers.T, strict=True)), faults
