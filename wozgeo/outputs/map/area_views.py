"""What does the map show per kern and per buurt: which share of the dwellings has a voorziening near?

A view of the dwellings is drawn per area as well where its key is among what the records of the areas carry
(`area_shares`): add a share there and its title here, and switch, legend, colours and labels follow.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wozgeo.domain.columns import Walk
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import label_of
from wozgeo.outputs.looks import NO_SHARE_COLOUR, SHARE_COLOURS
from wozgeo.outputs.map.areas import AREA_WORDS
from wozgeo.outputs.texts import PageTexts


@dataclass(frozen=True)
class AreaClass:
    """One row of the legend.

    Parameters
    ----------
    label, colour
        As the reader sees it.
    counts
        Of every view that is drawn per area: how many areas.
    """

    label: str
    colour: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class AreaView:
    """One layer of areas in which views of the dwellings can be drawn.

    Parameters
    ----------
    laag, niveau
        Which areas: those of this level in this layer.
    label
        As the switch says it.
    titles
        Of every view (its key) that can be drawn so: the title of the legend.
    breaks
        Whole percents between the classes: what is on a break belongs to the higher one.
    classes
        From few to many, then the areas without an answer.
    """

    laag: str
    niveau: str
    label: str
    titles: Mapping[str, str]
    breaks: Sequence[int]
    classes: tuple[AreaClass, ...]


def build_area_views(found: Found, records: Sequence[Mapping[str, Any]]) -> list[AreaView]:
    """Describe what can be shown per area, the coarser first; nothing where a layer has one area or none.

    Parameters
    ----------
    found
        Everything.
    records
        Of all areas, as `wozgeo.outputs.map.areas.describe_areas` gives them.
    """
    return [*_views(found, records)]


def _views(found: Found, records: Sequence[Mapping[str, Any]]) -> Iterator[AreaView]:
    texts = found.texts
    for laag, word in AREA_WORDS.items():
        mine = [r for r in records if r["laag"] == laag and r["niveau"] == word]
        keys = [key for key in _walked(found) if any(key in r["aandelen"] for r in mine)]
        if len(mine) < 2 or not keys:
            continue
        titles = {
            key: texts(
                "page.area_share",
                label=label_of(key, found),
                n=found.summary_near_m,
                per=texts(f"per.{laag}"),
            )
            for key in keys
        }
        yield AreaView(
            laag, word, texts(f"per.{laag}"), titles, _BREAKS, _classes(mine, keys, texts)
        )


_STEP = 100 // len(SHARE_COLOURS)
_BREAKS = tuple(range(_STEP, 100, _STEP))


def _walked(found: Found) -> list[str]:
    return [walk.voorziening for walk in Walk.among(found.woningen.columns, Walk.afstand_m)]


def _classes(
    records: Sequence[Mapping[str, Any]], keys: Sequence[str], texts: PageTexts
) -> tuple[AreaClass, ...]:
    last = len(SHARE_COLOURS)
    found = {
        key: [
            min(r["aandelen"][key] // _STEP, last - 1) if key in r["aandelen"] else last
            for r in records
        ]
        for key in keys
    }
    labels = [
        texts(
            "page.area_step" if k < last - 1 else "page.area_last",
            low=k * _STEP,
            high=(k + 1) * _STEP,
        )
        for k in range(last)
    ]
    rows = zip(
        [*labels, texts("page.area_unknown")], [*SHARE_COLOURS, NO_SHARE_COLOUR], strict=True
    )
    return tuple(
        AreaClass(label, colour, {key: classes.count(k) for key, classes in found.items()})
        for k, (label, colour) in enumerate(rows)
    )
