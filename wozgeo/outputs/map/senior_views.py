"""How does the map show per kern and buurt how many seniors live there?

As a view of areas alone: of a dwelling nobody may know it. Everything comes from the summaries of the areas,
which hold what may be published and no more.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from wozgeo.domain.columns_seniors import SENIOR_SHARES, senior_column
from wozgeo.domain.population import AGES
from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import NO_SHARE_COLOUR, SENIOR_BREAKS, SHARE_COLOURS
from wozgeo.outputs.map.area_views import AreaClass, AreaView
from wozgeo.outputs.map.areas import AREA_WORDS
from wozgeo.outputs.map.senior_words import BOUNDS
from wozgeo.outputs.person_words import person_cells


def senior_views(found: Found, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Describe the views that show areas alone; nothing where no share is known, or of one area."""
    drawn = {key for view in build_senior_areas(found, records) for key in view.titles}
    language = found.language
    return [
        {
            "key": SENIOR_SHARES[age],
            "label": words.VIEW(language, age=str(age)),
            "title": words.VIEW(language, age=str(age)),
            "sign": f"{age}+",
            "column": None,
            "areas": True,
            "classes": [],
        }
        for age in AGES
        if SENIOR_SHARES[age] in drawn
    ]


def build_senior_areas(found: Found, records: Sequence[Mapping[str, Any]]) -> list[AreaView]:
    """Describe the shares of seniors per kern and per buurt, each with classes of its own."""
    return [*_areas(found, records)]


def _areas(found: Found, records: Sequence[Mapping[str, Any]]) -> Iterator[AreaView]:
    language, texts = found.language, found.texts
    for laag, word in AREA_WORDS.items():
        mine = [r for r in records if r["laag"] == laag and r["niveau"] == word]
        for age, breaks in SENIOR_BREAKS.items():
            key = SENIOR_SHARES[age]
            if len(mine) < 2 or not any(key in r["aandelen"] for r in mine):
                continue
            per = texts(f"per.{laag}")
            title = words.VIEW_TITLE(language, age=str(age), per=per)
            yield AreaView(laag, word, per, {key: title}, breaks, _classes(mine, key, age, found))


def _classes(
    records: Sequence[Mapping[str, Any]], key: str, age: int, found: Found
) -> tuple[AreaClass, ...]:
    breaks, language = SENIOR_BREAKS[age], found.language
    edges: list[int | None] = [None, *breaks, None]
    labels = [words.percents(low, high)(language) for low, high in pairwise(edges)]
    of_class = [
        sum(r["aandelen"][key] >= b for b in breaks) if key in r["aandelen"] else len(labels)
        for r in records
    ]
    rows = zip([*labels, words.NOT_TOLD(language)], [*SHARE_COLOURS, NO_SHARE_COLOUR], strict=True)
    return tuple(
        AreaClass(label, colour, {key: of_class.count(k)}) for k, (label, colour) in enumerate(rows)
    )


def senior_tables(found: Found) -> list[dict[str, Any]]:
    """Give the same in tables beside the map: per area at least, expected and at most; and of new places."""
    return [*_tables_of_areas(found), *_table_of_gains(found)]


def _tables_of_areas(found: Found) -> Iterator[dict[str, Any]]:
    language = found.language
    for laag, word in AREA_WORDS.items():
        table = found.areas.get(laag)
        if table is None or senior_column(65) not in table.columns:
            continue
        niveau = table.index.get_level_values(0).astype(str)
        mine = pd.DataFrame(table[niveau == word] if table.index.nlevels > 1 else table)
        rows = mine.sort_values("naam", kind="stable").to_dict("records")
        for age in AGES:
            told = [
                (str(row["naam"]), [row.get(senior_column(age, "", b)) for b in BOUNDS])
                for row in rows
            ]
            if any(not pd.isna(values[1]) for _, values in told):
                per = found.texts(f"per.{laag}")
                caption = words.TABLE_OF_AREAS(language, age=str(age), per=per)
                yield _table(caption, told, found)


def _table_of_gains(found: Found) -> Iterator[dict[str, Any]]:
    table = found.tables.get("plekken")
    if table is None or found.sited is None:
        return
    kind, metres = found.sited
    what = found.kinds[kind].some(found.language) if kind in found.kinds else kind
    chosen = table[(table["plek"] == "gekozen").to_numpy()]
    told = [
        (f"{int(row['rang'])}. {row['naam']}", [row[f"winst{b}"] for b in BOUNDS])
        for row in chosen.to_dict("records")
    ]
    if told:
        caption = words.TABLE_OF_GAINS(found.language, metres=metres, what=what)
        yield _table(caption, told, found)


def _table(caption: str, told: Sequence[tuple[str, Sequence[Any]]], found: Found) -> dict[str, Any]:
    language = found.language
    return {
        "caption": caption,
        "first": words.NAME(language),
        "heads": [head(language) for head in (words.LOW, words.LIKELY, words.HIGH)],
        "rows": [
            {"label": name, "counts": person_cells(values, language)} for name, values in told
        ],
    }
