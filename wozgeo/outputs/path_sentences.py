"""What would a path that is not there bring, in one sentence?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from wozgeo.domain.columns_paths import Doet
from wozgeo.domain.language import NOTHING, Counted, Language, Text, listed
from wozgeo.domain.vocabulary import Voorzieningen


@dataclass(frozen=True, slots=True)
class SaidPath:
    """One path, as a reader is told of it.

    Parameters
    ----------
    voorziening, rank
        To what, and its place among the paths to it (1 is the first).
    doet
        Whether to look on the spot or to build.
    kern
        Where; "" outside all of them.
    where
        Between which streets: "tussen Dorpsstraat en Plein".
    length
        Whole metres: "18 m".
    brings
        Who would come within the limit, or nearer.
    sentence
        All of it.
    """

    voorziening: str
    rank: int
    doet: Doet
    kern: str
    where: str
    length: str
    brings: str
    sentence: str


_AND = Text("en", "and")
_METRES = Text("{m} m", "{m} m")
_WITHIN = {
    "n_over_grens": Counted(
        Text("{n} woning", "{n} dwelling"), Text("{n} woningen", "{n} dwellings")
    ),
    "n_complexen": Counted(
        Text("{n} complex", "{n} complex"), Text("{n} complexen", "{n} complexes")
    ),
    "n_plannen": Counted(Text("{n} plan", "{n} plan"), Text("{n} plannen", "{n} plans")),
}
_BETWEEN = Text("tussen {van} en {naar}", "between {van} and {naar}")
_BY = Text("bij {street}", "near {street}")
_IN = Text("in {kern}", "in {kern}")
_BRINGS = Text(
    "{who} binnen {limit} m van {a_place} brengen", "bring {who} within {limit} m of {a_place}"
)
_NEARER = Text(
    "{who} dichter bij {a_place} brengen, niemand binnen {limit} m",
    "bring {who} nearer to {a_place}, nobody within {limit} m",
)
_SENTENCE = Text(
    "Een pad van {length}{where} zou {brings}: {do}.",
    "A path of {length}{where} would {brings}: {do}.",
)
DO: dict[Doet, Text] = {
    Doet.NAKIJKEN: Text(
        "kijk ter plaatse na of het er al ligt", "look on the spot whether it is there"
    ),
    Doet.AANLEGGEN: Text(
        "op de kaart ligt daar niets, dus aanleggen", "the map has nothing there, so build it"
    ),
}
"""What a municipality does next."""


def say_paths(paths: pd.DataFrame, kinds: Voorzieningen, language: Language) -> Iterator[SaidPath]:
    """Say every path of table ``paden``, in its order.

    Parameters
    ----------
    paths
        From `wozgeo.outputs.measured_tables.build_paden`, or the first rows of it.
    kinds
        What the voorzieningen are called.
    language
        Of the reader.
    """
    for key, row in paths.iterrows():
        voorziening, rank = cast("tuple[str, int]", key)
        doet = Doet(row["doet"])
        where = _where(row)
        brings = _brings(row, kinds[voorziening].some)
        length = _METRES.about(m=max(1, round(row["lengte_m"])))
        spaced = Text(f" {where.nl}", f" {where.en}") if where else NOTHING
        said = _SENTENCE(language, length=length, where=spaced, brings=brings, do=DO[doet])
        yield SaidPath(
            str(voorziening),
            int(rank),
            doet,
            str(row["kern"] or ""),
            where(language),
            length(language),
            brings(language),
            said,
        )


def _where(row: "pd.Series[Any]") -> Text:
    """Name both streets, or the only one; else the kern."""
    streets = [*dict.fromkeys(str(row[end]) for end in ("van", "naar") if row[end])]
    if len(streets) == 2:
        return _BETWEEN.about(van=streets[0], naar=streets[1])
    if streets:
        return _BY.about(street=streets[0])
    return _IN.about(kern=str(row["kern"])) if row["kern"] else NOTHING


def _brings(row: "pd.Series[Any]", a_place: Text) -> Text:
    counts = {name: int(row[name]) for name in _WITHIN}
    who = [_WITHIN[name].about(n) for name, n in counts.items() if n]
    limit = round(row["grens_m"])
    if who:
        return _BRINGS.about(who=_listed(who), limit=limit, a_place=a_place)
    nearer = _WITHIN["n_over_grens"].about(int(row["n_woningen"]))
    return _NEARER.about(who=nearer, limit=limit, a_place=a_place)


def _listed(who: Sequence[Text]) -> Text:
    return who[0] if len(who) == 1 else listed(who, _AND)
