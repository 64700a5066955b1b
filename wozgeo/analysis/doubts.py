"""What may turn a verdict: which walks may be shorter or longer than they were measured, and why?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.language import NOTHING, Text
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.values import VALUES


class Cause(StrEnum):
    """What a verdict can hang on."""

    DEUR = "deur"
    """By which door one leaves, and whether one can get from it to the street."""
    PLEK = "plek"
    """Where the facility is entered."""
    PAD = "pad"
    """A path that the map does not have."""
    TOEGANKELIJKHEID = "toegankelijkheid"
    """Whether ways of which that is unknown can be walked."""
    LIJST = "lijst onvolledig"
    """Facilities that are not known, or lie outside the data."""
    OPGAVE = "opgave"
    """Something that was not stated or could not be measured."""


CAUSES: Mapping[Cause, Text] = {cause: VALUES["oorzaak"][cause] for cause in Cause}
"""In words."""


@dataclass(frozen=True)
class Bounds:
    """One reason why a walk to one voorziening may be shorter or longer than it was measured.

    Attributes
    ----------
    cause
        What kind of reason.
    voorziening
        Where the walks lead.
    table
        Index place_id, unique; ``low_m`` and ``high_m``: the shortest and the longest that the walk may be, in
        metres; ``inf`` is none within the search limit, ``NaN`` is as it was measured. ``low_name`` and
        ``high_name``: a name for what makes it so, "" for none. A place that is not in it is as measured.
    street
        From which street a place is left, where it walks so many metres; nothing where that is not known.
    """

    cause: Cause
    voorziening: str
    table: pd.DataFrame
    street: Callable[[str, float], Text] = lambda place, metres: NOTHING  # noqa: ARG005

    @classmethod
    def of(
        cls,
        cause: Cause,
        voorziening: str,
        places: pd.Index,
        *,
        low_m: FloatArray | float = np.nan,
        high_m: FloatArray | float = np.nan,
        low_name: object = "",
        high_name: object = "",
    ) -> "Bounds":
        """Lay out what is known; the rest is as measured."""
        columns = {
            "low_m": low_m,
            "high_m": high_m,
            "low_name": low_name,
            "high_name": high_name,
        }
        return cls(cause, voorziening, pd.DataFrame(columns, index=places))


@dataclass(frozen=True)
class Removed:
    """The walk of every place to one voorziening when the facility it walks to is not there.

    Attributes
    ----------
    voorziening
        Where the walks lead.
    table
        Index place_id, unique; ``facility_id`` and ``without_m`` in the reading of ``distance_m``,
        ``certain_id`` and ``certain_without_m`` in that of ``certain_m``. An id is "" where there is none.
    names
        What to call each facility: a `Text` by its id, with where it is known from.
    """

    voorziening: str
    table: pd.DataFrame
    names: Mapping[str, Text]

    def beside(self, places: pd.Index) -> "tuple[Alone, Alone]":
        """Lay it beside places: in the reading of ``distance_m``, and in that of ``certain_m``."""
        row = self.table.index.get_indexer(places)
        one, other = (
            Alone(
                np.append(self.table[facility].to_numpy(dtype=object), "")[row],
                np.append(self.table[metres].to_numpy(dtype=np.float64), np.nan)[row],
            )
            for facility, metres in (
                ("facility_id", "without_m"),
                ("certain_id", "certain_without_m"),
            )
        )
        return one, other


class Alone(NamedTuple):
    """The facility that every place walks to in one reading, "" for none, and the walk without it."""

    facility: NDArray[np.object_]
    without_m: FloatArray


@dataclass(frozen=True)
class Doubts:
    """Everything that may turn a verdict.

    Attributes
    ----------
    bounds, removed
        Each by itself.
    joint
        The shortest and the longest walk when several of ``bounds`` hold at once: that may be less, and more,
        than by each of them.
    """

    bounds: Sequence[Bounds] = ()
    removed: Sequence[Removed] = ()
    joint: Sequence[Bounds] = ()
