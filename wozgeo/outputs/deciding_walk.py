"""By which metres is a plan, complex or cluster told, and where do they lead to?

Report, workbook and map all show the walk that the verdict is about, so that a reader who adds sentence,
list, margin and limit finds one number.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_walks import AskedWalk
from wozgeo.domain.criteria import Definition, Within
from wozgeo.domain.language import Text
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Voorziening

_SEVERAL = Text("krapste loopafstand", "tightest walk")


def metres_told(
    table: pd.DataFrame, definition: Definition, limit_m: float | None = None
) -> FloatArray:
    """Give the metres of every object to a tenth, as its sentence says them.

    ``inf``: none within the search limit; ``NaN``: not measured. By a definition that asks no walk the
    farthest place's, to the ontmoetingsplek: no sentence speaks of them. They are rounded about ``limit_m``,
    what another definition of the run asks of that walk, as in its own column and on the map.
    """
    name, limit = OfDefinition(definition.name).gemeten_m, math.inf
    if not definition.walks:
        name = Walk(Voorziening.ONTMOETINGSPLEK).afstand_max_m
        limit = math.inf if limit_m is None else limit_m
    metres = table[name].to_numpy(dtype=np.float64, na_value=np.nan)
    return tenths(np.asarray(metres, dtype=np.float64), limit)


@dataclass(frozen=True)
class WalkTold:
    """One of several walks that a definition asks.

    Attributes
    ----------
    walk
        What is asked.
    metres
        Of every object, to a tenth; ``inf`` and ``NaN`` as in `metres_told`.
    """

    walk: Within
    metres: FloatArray


def each_walk(table: pd.DataFrame, definition: Definition) -> list[WalkTold]:
    """Give every walk with its own metres, where a definition asks several; else none."""
    found = []
    for walk in definition.walks:
        name = AskedWalk(walk.voorziening, definition.name).gemeten_m
        if name in table.columns:
            metres = table[name].to_numpy(dtype=np.float64, na_value=np.nan)
            found.append(WalkTold(walk, tenths(np.asarray(metres, dtype=np.float64), walk.limit_m)))
    return found


def leads_to(definition: Definition, meeting_place: Voorziening) -> Text:
    """Name what `metres_told` leads to, as above a column; where it may be one of several, that."""
    if len(definition.walks) > 1:
        return _SEVERAL
    return definition.walks[0].place.one if definition.walks else meeting_place.one
