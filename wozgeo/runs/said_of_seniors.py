"""What is said of the sources of seniors: whose they are, what was assumed, and what in them does not fit?"""

from collections.abc import Callable, Iterator, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.population.belonging import WHOLE_AREA
from wozgeo.analysis.population.bounds import Refused
from wozgeo.domain.language import Text, number_text, some_named
from wozgeo.domain.population import EVERYONE, Figures, Known
from wozgeo.inputs.population.spellings import read_spellings
from wozgeo.inputs.population.words import ZONES
from wozgeo.runs import words_seniors as words

_MOST_NAMED = 10
_MOST_CONTRADICTIONS = 5


def assumptions(figures: Sequence[Figures]) -> Iterator[Text]:
    """Say what was assumed of every figure."""
    yield words.INTERVALS
    known = [(one.table["known_75"] == str(Known.COUNTED)).any() for one in figures]
    if not any(known):
        yield words.NO_75
    elif not all(known):
        yield words.RATIO_75


def said_of_sources(figures: Sequence[Figures]) -> Iterator[Text]:
    """Name every source."""
    for one in figures:
        yield words.SOURCE.about(zone=ZONES[str(one.kind)][0], file=one.source)


def said_of_edge(one: Figures, zones: pd.Index) -> Iterator[Text]:
    """Name the zones that reach out of what was read, or may."""
    drawn = one.table.geometry.reindex(zones).notna().to_numpy()
    within, unknown = (some_named([*zones[mine]], _MOST_NAMED) for mine in (drawn, ~drawn))
    if drawn.any():
        share = round(100 * WHOLE_AREA)
        yield words.REACHES_OUT.about(file=one.source, zones=within, percent=share)
    if not drawn.all():
        most = number_text(read_spellings().crowd[EVERYONE])
        yield words.MAY_REACH_OUT.about(file=one.source, zones=unknown, most=most)


def said_of_empty(one: Figures, empty: gpd.GeoDataFrame) -> Iterator[Text]:
    """Tell of zones that have persons and no dwelling."""
    if len(empty):
        single, more = ZONES[str(one.kind)]
        persons = round(float(np.nansum(empty["likely_65"])))
        yield words.WITHOUT_DWELLING.about(
            len(empty), file=one.source, zone=single, zones=more, persons=persons
        )


def said_of_refused(
    refused: Sequence[Refused], sources: Sequence[Figures], at_least: int
) -> Iterator[Text]:
    """Tell which numbers of which sources contradict each other, the first few by their numbers."""
    # beside counts of the gemeente's own no bound is told to the person
    step = at_least if any(source.own for source in sources) else 0
    for source in sources:
        own = [one for one in refused if one.figures is source]
        others = ", ".join(dict.fromkeys(s.source for s in sources if s is not source))
        for one in own[:_MOST_CONTRADICTIONS]:
            yield words.CONTRADICTS.about(
                file=source.source,
                zone=ZONES[str(source.kind)][0],
                code=one.code,
                age=one.age,
                others=others,
                low=_number(one.low, step, np.floor),
                high=_number(one.high, step, np.ceil),
                others_low=_number(one.others_low, step, np.floor),
                others_high=_number(one.others_high, step, np.ceil),
            )
        if (rest := len(own) - _MOST_CONTRADICTIONS) > 0:
            yield words.MORE_CONTRADICT.about(rest, file=source.source)


def _number(value: float, step: int, outward: Callable[[float], float]) -> Text:
    value = step * outward(value / step) if step and np.isfinite(value) else value
    return number_text(round(value, 1)) if np.isfinite(value) else words.NO_LIMIT
