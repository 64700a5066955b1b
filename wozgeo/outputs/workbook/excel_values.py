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
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language
from wozgeo.domain.metres import margin_tenths, tenths
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import VERDICT_LABELS
from wozgeo.outputs.workbook import words

__all__ = ["MAX_CHARACTERS", "Cells", "as_fits", "cells_of", "margin_tenths", "tenths"]

Value = str | float | None

MAX_CHARACTERS = 32_767
"""What a cell of Excel holds, counted as Excel does: some characters are two."""


@dataclass(frozen=True)
class Cells:
    """A column as it is written: content (None is an empty cell) and the name of their look."""

    content: list[Value]
    look: str


def cells_of(
    name: str,
    column: "pd.Series[Any]",
    limit_m: float = math.inf,
    *,
    language: Language = Language.NL,
) -> Cells:
    """Say how a column is written.

    Parameters
    ----------
    name
        Of the column: its `Kind` tells metres, shares, years, verdicts and reasons apart.
    column
        Missing and infinite numbers are empty cells, an unknown yes or no is "onbekend".
    limit_m
        What the definitions ask of a walk to the ontmoetingsplek; see `wozgeo.domain.metres.tenths`.
    language
        Of the reader.
    """
    kind, dtype = kind_of(name), column.dtype
    yes, no, unknown = (word(language) for word in (words.YES, words.NO, words.UNKNOWN))
    if pd.api.types.is_bool_dtype(dtype):
        answers = column.astype("boolean").astype(object)
        return Cells([unknown if v is pd.NA else yes if v else no for v in answers], "text")
    if pd.api.types.is_integer_dtype(dtype):
        return Cells(_numbers(_floats(column)), "year" if kind is Kind.YEAR else "whole")
    if pd.api.types.is_float_dtype(dtype):
        numbers = _floats(column)
        if kind is Kind.MARGIN_M:
            numbers = margin_tenths(numbers)
        elif kind is Kind.METRES:
            numbers = tenths(numbers, limit_m)
        return Cells(_numbers(numbers), "share" if kind is Kind.SHARE else "tenth")
    said = _words_of(name, kind, language)
    return Cells([_text(value, said, yes, no) for value in column.astype(object)], "text")


def _words_of(name: str, kind: Kind | None, language: Language) -> Mapping[Any, str]:
    """Tell how values of a column are written for a reader; what stands here already stays so."""
    labels = LABELS_IN[language]
    if kind is Kind.VERDICT:
        return {
            **labels.verdicts,
            **{VERDICT_LABELS[v]: said for v, said in labels.verdicts.items()},
        }
    if kind is Kind.REASON:
        return labels.reasons
    if name == "eis":
        dutch = LABELS_IN[Language.NL].requirements
        together = {v: text(language) for v, text in VALUES[name].items()}
        return together | {dutch[eis]: said for eis, said in labels.requirements.items()}
    return {value: text(language) for value, text in VALUES.get(name, {}).items()}


def _floats(column: "pd.Series[Any]") -> FloatArray:
    return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)


def _numbers(numbers: FloatArray) -> list[Value]:
    return [float(n) if math.isfinite(n) else None for n in numbers]


def _text(value: object, said: Mapping[Any, str], yes: str, no: str) -> Value:
    """Write verdicts and reasons in words, numbers among texts as numbers."""
    if isinstance(value, str):
        return said.get(value, value) if value else None
    if value is None or value is pd.NA or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, bool | np.bool_):
        return yes if value else no
    if isinstance(value, int | float | np.number):
        return float(value) if math.isfinite(value) else None
    return said.get(str(value), str(value))


def as_fits(text: str) -> str:
    """Cut a text that is too long for a cell, and end it with "…"."""
    if len(text) <= MAX_CHARACTERS // 2:  # a character is two at most
        return text
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) <= 2 * MAX_CHARACTERS:
        return text
    return coded[: 2 * (MAX_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
