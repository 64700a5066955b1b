"""By which metres is a plan, complex or cluster told, and where do they lead to?

Report, workbook and map all show the walk that the verdict is about, so that a reader who adds sentence,
list, margin and limit finds one number.
"""

import numpy as np
import pandas as pd

from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Text
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Voorziening

_SEVERAL = Text("krapste loopafstand", "tightest walk")


def metres_told(table: pd.DataFrame, definition: Definition) -> FloatArray:
    """Give the metres of every object to a tenth, as its sentence says them.

    ``inf``: none within the search limit; ``NaN``: not measured. By a definition that asks no walk the
    farthest place's, to the ontmoetingsplek: no sentence speaks of them.
    """
    name = OfDefinition(definition.name).gemeten_m
    if not definition.walks:
        name = Walk(Voorziening.ONTMOETINGSPLEK).afstand_max_m
    metres = table[name].to_numpy(dtype=np.float64, na_value=np.nan)
    return tenths(np.asarray(metres, dtype=np.float64))


def leads_to(definition: Definition, meeting_place: Voorziening) -> Text:
    """Name what `metres_told` leads to, as above a column; where it may be one of several, that."""
    if len(definition.walks) > 1:
        return _SEVERAL
    return definition.walks[0].place.one if definition.walks else meeting_place.one
