"""What does each kern have, lack and plan, and what stands on its factsheet?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from markupsafe import Markup

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition
from wozgeo.domain.many_shapes import as_places, as_table_of_places
from wozgeo.domain.vocabulary import VERDICT_LABELS, Verdict
from wozgeo.outputs.found import Found
from wozgeo.outputs.report.distances import TOTAL, Spread
from wozgeo.outputs.report.ground import GroundOf, draw_ground, window_of
from wozgeo.outputs.report.kern_map import Mark, draw_kern_map
from wozgeo.outputs.report.kern_names import UNNAMED_KERN, kern_names, spell_kernen
from wozgeo.outputs.report.kern_seniors import drawn_seniors, senior_line
from wozgeo.outputs.report.verdicts import (
    LISTED_ONE_BY_ONE,
    ObjectRow,
    count_verdicts,
    head_of_metres,
    in_order,
    object_rows,
)
from wozgeo.outputs.report.words import ReportWords

_MIN_DWELLINGS = 10
"""A kern with fewer, and no plan or complex, is named but has no page of its own."""

_PROMISING = (Verdict.VOLDOET, Verdict.ONBEKEND, Verdict.VOLDOET_NIET)
"""After what just misses comes what a kern can count on, then what may still turn out well."""

_MOST_BESIDE = 4
"""So many voorzieningen fit beside plans and complexes on an upright A4."""

_MOST_SHARES = 8
"""So many fit in a table of their own."""

_MOST_LISTED = 7
"""What fits under the map on one A4."""


@dataclass(frozen=True)
class KernRow:
    """One kern in the table.

    Parameters
    ----------
    kern
        As the data name it; `TOTAL` for all together.
    n
        Dwellings.
    near
        Share near each voorziening, in the order of the columns.
    judged
        Kind of object to (voldoet, onbekend, all); empty where nothing was judged in the run.
    lacks_places
        Voorzieningen that surely no dwelling has near, in words.
    lacks_objects
        Of which it is not known whether any has one near, and what is missing of plans and complexes,
        in words; "" for nothing.
    """

    kern: str
    n: int
    near: Sequence[float]
    judged: Mapping[str, tuple[int, int, int]]
    lacks_places: Sequence[str]
    lacks_objects: str


@dataclass(frozen=True)
class KernObjects:
    """The plans or the complexes of one kern.

    Parameters
    ----------
    soort
        ``plannen`` or ``complexen``.
    counts
        In the order of `Verdict`.
    rows
        The first few.
    n_more
        How many there are besides.
    metres_head
        What the metres of a row are of.
    """

    soort: str
    counts: tuple[int, ...]
    rows: Sequence[ObjectRow]
    n_more: int
    metres_head: str


@dataclass(frozen=True)
class Factsheet:
    """What stands on the page of one kern."""

    row: KernRow
    map: Markup
    spreads: Sequence[Spread]
    listed: Sequence[KernObjects]
    target: tuple[int, int] | None
    seniors: str = ""


@dataclass(frozen=True)
class KernPart:
    """One table of the kernen: some of the columns.

    Parameters
    ----------
    caption
        Key of its caption in the words of the report.
    places
        Voorzieningen of which it gives the share that has one near.
    first
        The place of the first of them among all.
    soorten
        Kinds of object of which it counts the verdicts.
    lacks
        Whether it says what the kern lacks.
    """

    caption: str
    places: Sequence[str]
    first: int
    soorten: Sequence[str]
    lacks: bool


def kern_parts(places: Sequence[str], soorten: Sequence[str]) -> list[KernPart]:
    """Spread the columns over as many tables as it takes for each to fit on paper."""
    if len(places) <= (_MOST_BESIDE if soorten else _MOST_SHARES):
        return [KernPart("kernen_caption", places, 0, soorten, lacks=True)]
    shares = [
        KernPart("kernen_caption_near", places[k : k + _MOST_SHARES], k, (), lacks=False)
        for k in range(0, len(places), _MOST_SHARES)
    ]
    caption = "kernen_caption_rest" if soorten else "kernen_caption_lacks"
    return [*shares, KernPart(caption, (), 0, soorten, lacks=True)]


def kern_rows(found: Found, spreads: Sequence[Spread], words: ReportWords) -> list[KernRow]:
    """Sum up every kern, and all of them together last.

    Parameters
    ----------
    found
        What was judged.
    spreads
        From `spread_distances`; they name the kernen and the voorzieningen.
    words
        Of the report.
    """
    by_kern: dict[str, list[Spread]] = {}
    for spread in spreads:
        by_kern.setdefault(spread.kern, []).append(spread)
    names = [name for name in by_kern if name != TOTAL]
    groups = {soort: found.groups[soort] for soort in LISTED_ONE_BY_ONE if soort in found.groups}
    where = {soort: spell_kernen(table["kern"], names) for soort, table in groups.items()}
    first = next(iter(found.definitions), "")
    rows = []
    for kern, there in by_kern.items():
        judged = {}
        for soort, table in groups.items():
            here = table if kern == TOTAL else table[where[soort] == kern]
            meets, _, unknown = count_verdicts(here, first)
            judged[soort] = (meets, unknown, len(here))
        near = [spread.share_near for spread in there]
        none_near = [s for s in there if s.n and not s.n_near]
        nowhere, unsure = (
            [
                words.voorziening(s.voorziening)
                for s in none_near
                if bool(s.n_maybe or s.voorziening in found.thin) == unknown
            ]
            for unknown in (False, True)
        )
        perhaps = words("unsure_near", places=", ".join(unsure)) if unsure else ""
        lacks = "; ".join(filter(None, [perhaps, _lacks(judged, words)]))
        rows.append(KernRow(kern, there[0].n, near, judged, nowhere, lacks))
    return rows


def _lacks(judged: Mapping[str, tuple[int, int, int]], words: ReportWords) -> str:
    if judged and not any(n for _, _, n in judged.values()):
        return words("lacks_objects")
    if judged and not any(meets or unknown for meets, unknown, _ in judged.values()):
        return words("lacks_meeting")
    return ""


def has_page(row: KernRow) -> bool:
    """Say whether a kern has a factsheet."""
    objects = any(n for _, _, n in row.judged.values())
    return row.kern not in (TOTAL, UNNAMED_KERN) and (row.n >= _MIN_DWELLINGS or objects)


def build_factsheet(
    row: KernRow,
    found: Found,
    spreads: Sequence[Spread],
    words: ReportWords,
    *,
    number: int,
    ground: GroundOf,
) -> Factsheet:
    """Lay together what stands on the page of one kern.

    Parameters
    ----------
    row
        From `kern_rows`.
    found
        Of the whole run.
    spreads
        Of all kernen.
    words
        Of the report.
    number
        Of the page: makes names in it unique.
    ground
        What lies in the window of its map.
    """
    definition = next(iter(found.definitions.values()), None)
    listed: list[KernObjects] = []
    marks: list[Mark] = []
    if definition is not None:
        names = kern_names(found)
        first = 1
        for soort in LISTED_ONE_BY_ONE:
            if soort not in found.groups:
                continue
            table = found.groups[soort]
            here = table[spell_kernen(table["kern"], names) == row.kern]
            ordered = in_order(here, definition.name, _PROMISING)
            ordered = _nearest_first(ordered, soort, definition.name, found)
            near = ordered[OfDefinition(definition.name).bijna].astype(bool).to_numpy()
            ordered = pd.concat([ordered[near], ordered[~near]])
            listed.append(_listed(ordered, soort, definition, found, words, first))
            marks += _marks(as_table_of_places(ordered), soort, definition, listed[-1].rows)
            first += len(listed[-1].rows)
    own = [spread for spread in spreads if spread.kern == row.kern]
    drawn = _map(row.kern, marks, found, words, f"kaart-{number}", ground)
    seniors = senior_line(row.kern, found)
    return Factsheet(row, drawn, own, listed, _towards_target(row.kern, found), seniors)


def _nearest_first(ordered: pd.DataFrame, soort: str, name: str, found: Found) -> pd.DataFrame:
    """Put within each verdict what is nearest to meeting the definition first.

    That is what fails on the fewest requirements, then of which the fewest are unknown, then what is the
    fewest metres too far; what is equal in all stays in its order.
    """
    keys = pd.DataFrame(
        {
            "verdict": ordered[OfDefinition(name).oordeel]
            .astype(str)
            .map([*map(str, _PROMISING)].index),
            **{
                str(v): _requirements_with(v, ordered, soort, name, found)
                for v in (Verdict.VOLDOET_NIET, Verdict.ONBEKEND)
            },
            "short_m": -ordered[OfDefinition(name).marge_m].astype(float).clip(upper=0),
        }
    ).reset_index(drop=True)
    return ordered.iloc[keys.sort_values([*map(str, keys)], kind="stable").index]


def _requirements_with(
    verdict: Verdict, ordered: pd.DataFrame, soort: str, name: str, found: Found
) -> "pd.Series[int]":
    """Count on how many requirements each object has a verdict."""
    rows, what = found.eisen, {"plannen": "plan", "complexen": "complex"}[soort]
    if not len(rows):
        return pd.Series(0, index=ordered.index)
    mine = rows[(rows["definitie"] == name) & (rows["wat"] == what)]
    counts = mine["id"][mine["oordeel"] == VERDICT_LABELS[verdict]].value_counts()
    return counts.reindex(ordered.index, fill_value=0)


def _listed(
    ordered: pd.DataFrame,
    soort: str,
    definition: Definition,
    found: Found,
    words: ReportWords,
    first: int,
) -> KernObjects:
    rows = object_rows(ordered.head(_MOST_LISTED), soort, definition, found, words)
    numbered = [ObjectRow(**(vars(row) | {"number": str(first + k)})) for k, row in enumerate(rows)]
    counts = count_verdicts(ordered, definition.name)
    head = head_of_metres(definition, found, words)
    return KernObjects(soort, counts, numbered, len(ordered) - len(rows), head)


def _marks(
    ordered: gpd.GeoDataFrame,
    soort: str,
    definition: Definition,
    rows: Sequence[ObjectRow],
) -> list[Mark]:
    """Put on the map what has a place."""
    shapes = ordered.geometry
    numbers = [row.number for row in rows] + [""] * (len(ordered) - len(rows))
    verdicts = ordered[OfDefinition(definition.name).oordeel].astype(str)
    near = ordered[OfDefinition(definition.name).bijna].astype(bool)
    return [
        Mark(soort, Verdict(verdict), shape, missed, number)
        for shape, verdict, missed, number in zip(shapes, verdicts, near, numbers, strict=True)
        if shape is not None and not shape.is_empty
    ]


def _map(
    kern: str,
    marks: Sequence[Mark],
    found: Found,
    words: ReportWords,
    name: str,
    ground: GroundOf,
) -> Markup:
    here = spell_kernen(found.woningen["woonplaats"], kern_names(found)) == kern
    window = window_of(
        as_places(found.woningen.geometry[here.to_numpy()]), [mark.geometry for mark in marks]
    )
    if window is None:
        return Markup()
    meeting, sheds = found.ontmoetingsplekken, found.walksheds
    counted = [
        f"{words.number(sum(mark.soort == soort for mark in marks))} {words(soort).lower()}"
        for soort in LISTED_ONE_BY_ONE
        if any(mark.soort == soort for mark in marks)
    ]
    desc = words(
        "map_desc",
        objects=", ".join(counted) or words("map_nothing"),
        meeting=words("meeting_places"),
    )
    return draw_kern_map(
        window,
        draw_ground(ground(window)),
        marks,
        meeting.geometry.to_numpy(),
        np.array([], dtype=object) if sheds is None else sheds.geometry.to_numpy(),
        name=name,
        kind=found.meeting_place,
        seniors=drawn_seniors(found),
        words={"title": words("map_of", kern=kern), "desc": desc, "north": words("north")},
    )


def _towards_target(kern: str, found: Found) -> tuple[int, int] | None:
    if kern not in found.progress.index:
        return None
    certain, maybe = found.progress.loc[[kern], ["zeker", "mogelijk"]].to_numpy()[0]
    return int(certain), int(maybe)
