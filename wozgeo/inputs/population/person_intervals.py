"""Between which bounds lies a number of persons? Rounded, kept secret, and not delivered are three answers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.population import Known
from wozgeo.inputs.numerals import parse_counts, parse_numbers
from wozgeo.inputs.population.spellings import CodeMeaning
from wozgeo.inputs.sheet import cell_text, shortened

Strange = tuple[tuple[int, int], ...]
"""Codes that no list explains, and how often each."""


@dataclass(frozen=True)
class PersonCells:
    """Numbers as intervals.

    Attributes
    ----------
    low, high
        At least, at most; 0 and inf where not known.
    likely
        As it stands there; NaN where no number does.
    known
        A `Known` per cell.
    faults
        What cannot be.
    strange
        Codes that no list explains, and how often each: taken as not known.
    """

    low: FloatArray
    likely: FloatArray
    high: FloatArray
    known: "pd.Series[str]"
    faults: tuple[str, ...] = ()
    strange: Strange = ()

    @classmethod
    def absent(cls, index: pd.Index) -> "PersonCells":
        """Give what is known where there is no column."""
        n = len(index)
        known = pd.Series(str(Known.ABSENT), index, dtype=object)
        return cls(np.zeros(n), np.full(n, np.nan), np.full(n, np.inf), known)

    def columns(self, age: int) -> dict[str, object]:
        """Give them as columns of the table of figures."""
        return {
            f"low_{age}": self.low,
            f"likely_{age}": self.likely,
            f"high_{age}": self.high,
            f"known_{age}": self.known.to_numpy(),
        }


def read_counts(
    column: pd.Series, labels: "pd.Series[str]", meaning: CodeMeaning, *, half: float, name: str
) -> PersonCells:
    """Read a column of persons.

    Parameters
    ----------
    column
        PersonCells as they stand.
    labels
        What a row is called in a fault.
    meaning
        What codes mean.
    half
        How far a rounded number may be off; 0: they are exact.
    name
        Of the column, in a fault.
    """
    texts = column.map(cell_text, na_action=None)
    numbers = parse_counts(texts)
    empty = (texts == "").to_numpy()
    code = numbers <= meaning.from_on
    told = [meaning.codes.get(int(n)) if c else None for n, c in zip(numbers, code, strict=True)]
    says = np.array(told, dtype=object)
    wrong = (
        (np.isnan(numbers) & ~empty)
        | (~code & (numbers < 0))
        | (~code & (numbers % 1 != 0) & ~empty)
    )
    counted = ~empty & ~code & ~wrong
    low = np.where(counted, np.maximum(numbers - half, 0), 0.0)
    high = np.where(counted, numbers + half, np.inf)
    secret, none = says == "geheim", says == "geen"
    high = np.where(secret, meaning.secret_at_most, np.where(none, 0, high))
    known = np.where(counted | none, str(Known.COUNTED), str(Known.ABSENT)).astype(object)
    known[secret] = str(Known.SECRET)
    likely = np.where(counted, numbers, np.where(none, 0.0, np.nan))
    faults = shortened(
        f"{label}: {name} is {cell!r}, expected a whole number of persons, 0 or more, without a mark between "
        f"thousands, or a code of {meaning.from_on:.10g} or below"
        for label, cell in zip(labels[wrong], texts[wrong], strict=True)
    )
    return PersonCells(
        low,
        likely,
        high,
        pd.Series(known, column.index),
        tuple(faults),
        _unexplained(numbers[code], meaning),
    )


def _unexplained(codes: FloatArray, meaning: CodeMeaning) -> Strange:
    """Count the codes of which nobody says what they mean."""
    found = Counter(int(code) for code in codes if int(code) not in meaning.codes)
    return tuple(sorted(found.items()))


def read_share(
    column: pd.Series,
    labels: "pd.Series[str]",
    meaning: CodeMeaning,
    inhabitants: PersonCells,
    *,
    half: float,
    name: str,
) -> PersonCells:
    """Read a column of percentages of the inhabitants: far coarser than a count."""
    texts = column.map(cell_text, na_action=None)
    numbers = parse_numbers(texts)
    empty, code = (texts == "").to_numpy(), numbers <= meaning.from_on
    wrong = (np.isnan(numbers) & ~empty) | (~code & ((numbers < 0) | (numbers > 100)))
    known = ~empty & ~code & ~wrong
    low = np.where(known, np.maximum(numbers - half, 0) / 100 * inhabitants.low, 0)
    top = np.minimum(numbers + half, 100) / 100
    most = np.where(known & (top > 0), top, 0) * np.where(
        np.isinf(inhabitants.high), 0, inhabitants.high
    )
    high = np.where(known & np.isfinite(inhabitants.high), most, inhabitants.high)
    likely = np.where(known, numbers / 100 * inhabitants.likely, np.nan)
    secret = np.array(
        [
            meaning.codes.get(int(n)) == "geheim" if c else False
            for n, c in zip(numbers, code, strict=True)
        ]
    )
    states = np.where(
        known, str(Known.COUNTED), np.where(secret, str(Known.SECRET), str(Known.ABSENT))
    )
    faults = shortened(
        f"{label}: {name} is {cell!r}, expected a percentage from 0 to 100"
        for label, cell in zip(labels[wrong], texts[wrong], strict=True)
    )
    known_as = pd.Series(states.astype(object), column.index)
    strange = _unexplained(numbers[code], meaning)
    return PersonCells(low, likely, high, known_as, tuple(faults), strange)


def at_most_all(cells: PersonCells, most: PersonCells) -> PersonCells:
    """Keep at most what there are of all: of 65 and over no more than inhabitants."""
    return PersonCells(
        cells.low,
        cells.likely,
        np.minimum(cells.high, most.high),
        cells.known,
        cells.faults,
        cells.strange,
    )


def more_than_all(
    cells: PersonCells, all_of_them: PersonCells, labels: "pd.Series[str]", *, name: str, of: str
) -> Iterator[str]:
    """Tell where a part is more than the whole, however both were rounded."""
    wrong = cells.low > all_of_them.high
    yield from shortened(
        f"{label}: {name} ({part:,.10g}) is more than {of} ({whole:,.10g}); these do not add up"
        for label, part, whole in zip(
            labels[wrong], cells.likely[wrong], all_of_them.likely[wrong], strict=True
        )
    )
