"""How far is the walk, in one question and a sentence per voorziening, where nothing is judged?"""

from collections.abc import Iterator

import numpy as np

from wozgeo.domain.columns import Walk
from wozgeo.domain.language import Counted, Text
from wozgeo.domain.metres import tenths
from wozgeo.outputs.answer_sentences import enumerated
from wozgeo.outputs.found import Found

_QUESTION = Text(
    "Hoe ver is het lopen van elke woning naar {places}?",
    "How far is the walk from every dwelling to {places}?",
)
_NEAR = Counted(
    Text(
        "{place}: {near_by} van de {n} woning zeker op minder dan {near} m lopen; {half}.",
        "{place}: {near_by} of {n} dwelling certainly within {near} m on foot; {half}.",
    ),
    Text(
        "{place}: {near_by} van de {n} woningen zeker op minder dan {near} m lopen; {half}.",
        "{place}: {near_by} of {n} dwellings certainly within {near} m on foot; {half}.",
    ),
)
_HALF = Text("de helft heeft er een binnen {metres} m", "half have one within {metres} m")
_HALF_HAS_NONE = Text(
    "minstens de helft heeft er geen binnen {metres} m", "at least half have none within {metres} m"
)
_HALF_UNKNOWN = Text("hoe ver de helft loopt is onbekend", "how far half of them walk is unknown")


def ask_distances(found: Found) -> str:
    """Ask what a run without plans and complexes answers."""
    places = [found.kinds[kind].some(found.language) for kind in found.wanted]
    return _QUESTION(found.language, places=enumerated(places, found.language))


def answer_distances(found: Found) -> Iterator[str]:
    """Answer it for each voorziening: how many are certainly near, and how far the middle one walks."""
    homes = found.woningen
    for walk in Walk.among(homes.columns, Walk.zeker_m):
        certain = homes[walk.zeker_m].to_numpy(dtype=np.float64)
        word = found.kinds[walk.voorziening].one(found.language)
        yield _NEAR(
            found.language,
            len(homes),
            place=word[:1].upper() + word[1:],
            near_by=int((certain < found.near_m).sum()),
            near=found.near_m,
            half=_half(homes[walk.afstand_m].to_numpy(dtype=np.float64), found),
        )


def _half(metres: "np.typing.NDArray[np.float64]", found: Found) -> Text:
    """Tell the median of what was measured; where that is none within the search limit, that."""
    known = metres[~np.isnan(metres)]
    if not len(known):
        return _HALF_UNKNOWN
    middle = np.sort(known)[(len(known) - 1) // 2]
    if np.isinf(middle):
        return _HALF_HAS_NONE.about(metres=found.search_limit_m)
    return _HALF.about(metres=float(tenths(np.array([middle]))[0]))
