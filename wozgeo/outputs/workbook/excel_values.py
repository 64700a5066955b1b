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

from wozgeo.domain.column import Kind
from wozgeo.domain.dictionary import kind_of
from wozgeo.domain.metres import margin_tenths, tenths
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import REASON_LABELS, VERDICT_LABELS

__all__ = ["MAX_CHARACTERS", "Cells", "as_fits", "cells_of", "margin_tenths", "tenths"]

Value = str | float | None

MAX_CHARACTERS = 32_767
"""What a cell of Excel holds, counted as Excel does: some characters are two."""

_YES, _NO, _UNKNOWN = "ja", "nee", "onbekend"


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
        Of the column: its `Kind` tells metres, shares, years, verdicts and reasons apart.
    column
        Missing and infinite numbers are empty cells, an unknown yes or no is "onbekend".
    limit_m
        What the definitions ask of a walk to the ontmoetingsplek; see `wozgeo.domain.metres.tenths`.
    """
    kind, dtype = kind_of(name), column.dtype
    if pd.api.types.is_bool_dtype(dtype):
        said = column.astype("boolean").astype(object)
        return Cells([_UNKNOWN if v is pd.NA else _YES if v else _NO for v in said], "text")
    if pd.api.types.is_integer_dtype(dtype):
        return Cells(_numbers(_floats(column)), "year" if kind is Kind.YEAR else "whole")
    if pd.api.types.is_float_dtype(dtype):
        numbers = _floats(column)
        if kind is Kind.MARGIN_M:
            numbers = margin_tenths(numbers)
        elif kind is Kind.METRES:
            numbers = tenths(numbers, limit_m)
        return Cells(_numbers(numbers), "share" if kind is Kind.SHARE else "tenth")
    words = _WORDS.get(kind, {}) if kind else {}
    return Cells([_text(value, words) for value in column.astype(object)], "text")


_WORDS: dict[Kind, Mapping[Any, str]] = {
    Kind.VERDICT: VERDICT_LABELS,
    Kind.REASON: REASON_LABELS,
}
"""How values are written for a reader."""


def _floats(column: "pd.Series[Any]") -> FloatArray:
    return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)


def _numbers(numbers: FloatArray) -> list[Value]:
    return [float(n) if math.isfinite(n) else None for n in numbers]


def _text(value: object, words: Mapping[Any, str]) -> Value:
    """Write verdicts and reasons in words, numbers among texts as numbers."""
    if value is None or value is pd.NA or value == "" or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, bool | np.bool_):
        return _YES if value else _NO
    if isinstance(value, int | float | np.number):
        return float(value) if math.isfinite(value) else None
    return words.get(str(value), str(value))


def as_fits(text: str) -> str:
    """Cut a text that is too long for a cell, and end it with "…"."""
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) <= 2 * MAX_CHARACTERS:
        return text
    return coded[: 2 * (MAX_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
