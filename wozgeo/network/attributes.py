"""What does an attribute of a graph say, whoever wrote it?"""

from typing import Any

import numpy as np


def several(value: object) -> list[Any]:
    """Give what an attribute holds as a list: OSMnx makes lists where it merges streets."""
    return (list(value) or [None]) if isinstance(value, list | tuple | set) else [value]


def is_true(value: object) -> bool:
    """Whether an attribute says yes; OSMnx's GraphML makes text of it."""
    return str(value) == "True"


def present(value: object) -> object:
    """Give None for a missing value, also where it came out of a table as NaN."""
    return None if isinstance(value, float) and np.isnan(value) else value


def text(value: object) -> str:
    """Give a value as text, "" where it is missing."""
    return "" if present(value) is None else str(value)


def number(value: Any) -> float:  # noqa: ANN401 - graphs hold anything
    """Give a value as a number, NaN where it is none."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")
