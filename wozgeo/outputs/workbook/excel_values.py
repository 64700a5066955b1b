"""How is a value written in a cell of Excel?

Numbers stay numbers. A number of metres is rounded in the cell itself, so that no format can show it on
the other side of a limit.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.metres import margin_tenths, tenths
from wozgeo.domain.vocabulary import REASON_LABELS, VERDICT_LABELS

__all__ = ["MAX_CHARACTERS", "Cells", "as_fits", "cells_of", "margin_tenths", "tenths"]

FloatArray = NDArray[np.float64]
Value = str | float | None

MAX_CHARACTERS = 32_767
"""What a cell of Excel holds, counted as Excel does: some characters are two."""

YES, NO, UNKNOWN = "ja", "nee", "onbekend"


@dataclass(frozen=True)
class Cells:
    """A column as it is written: content (None is an empty cell) and the name of their look."""

    content: list[Value]
    look: str


def cells_of(name: str, column: "pd.Series[Any]", limit_m: float = math.inf) -> Cells:
    """Say how a column is written.

    Parameters
    ----------
    name
        Of the column: tells metres, shares, years, verdicts and reasons apart.
    column
        Missing and infinite numbers are empty cells, an unknown yes or no is "onbekend".
    limit_m
        What the definitions ask of a walk to the ontmoetingsplek; see `wozgeo.domain.metres.tenths`.
    """
    kind = column.dtype
    if pd.api.types.is_bool_dtype(kind):
        said = column.astype("boolean").astype(object)
        return Cells([UNKNOWN if v is pd.NA else YES if v else NO for v in said], "text")
    if pd.api.types.is_integer_dtype(kind):
        numbers = _floats(column)
        return Cells(_numbers(numbers), "year" if name.startswith("oplevering_") else "whole")
    if pd.api.types.is_float_dtype(kind):
        numbers = _floats(column)
        if not name.endswith("_m"):
            return Cells(_numbers(numbers), "share" if name.startswith("aandeel_") else "tenth")
        if name.startswith("marge_"):
            return Cells(_numbers(margin_tenths(numbers)), "tenth")
        return Cells(_numbers(tenths(numbers, limit_m)), "tenth")
    return Cells([_text(name, value) for value in column.astype(object)], "text")


def _floats(column: "pd.Series[Any]") -> FloatArray:
    return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)


def _numbers(numbers: FloatArray) -> list[Value]:
    return [float(n) if math.isfinite(n) else None for n in numbers]


def _text(name: str, value: object) -> Value:
    """Write verdicts and reasons in words, numbers among texts as numbers."""
    if value is None or value is pd.NA or value == "" or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, bool | np.bool_):
        return YES if value else NO
    if isinstance(value, int | float | np.number):
        return float(value) if math.isfinite(value) else None
    words: Mapping[Any, str] = {}
    if name.startswith("oordeel_"):
        words = VERDICT_LABELS
    elif name.startswith("reden_"):
        words = REASON_LABELS
    return words.get(str(value), str(value))


def as_fits(text: str) -> str:
    """Cut a text that is too long for a cell, and end it with "…"."""
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) <= 2 * MAX_CHARACTERS:
        return text
    return coded[: 2 * (MAX_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
