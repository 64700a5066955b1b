"""Where should the next place come, what would closing cost, and where would new housing lie well?"""

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.values import said
from wozgeo.outputs.found import Found
from wozgeo.outputs.remedy_sentences import cut_short, whom_it_helps
from wozgeo.outputs.report import words_seniors as told
from wozgeo.outputs.report.plain_tables import EMPTY_CELL, PlainRow, PlainTable, plain_table
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.senior_sentences import FEWER_PERSONS, say_interval

MOST_ROWS = 15


def siting_tables(found: Found, words: ReportWords) -> Iterator[PlainTable]:
    """Give the chosen places step by step, the other candidates, and what closing would cost."""
    table, population, language = found.tables.get("plekken"), found.population, found.language
    if table is None or population is None or not population.place_kind:
        return
    metres = f"{population.place_m:g}"
    chosen = table[(table["plek"] == "gekozen").to_numpy()]
    others = table[(table["plek"] == "kandidaat").to_numpy()]
    existing = table[(table["plek"] == "bestaand").to_numpy()]
    heads = [one(language) for one in (told.STEP, told.PLACE, told.GAIN, told.FIRM, told.AS_GOOD)]
    rows = [
        PlainRow(
            [
                str(row["rang"]),
                _named(row, words),
                _persons(row, "winst", found),
                _firm(row["altijd_gekozen"], found),
                str(row["even_goed"] or EMPTY_CELL),
            ],
            about=str(row["kern"]),
        )
        for _, row in chosen.iterrows()
    ]
    what = words.voorziening(population.place_kind)
    caption = told.PLACES(language, what=what)
    note = told.PLACES_NOTE(language, m=metres)
    yield from plain_table(caption, heads, rows, note=note, named=1, words=(0, 3, 4))
    heads = [told.PLACE(language), told.KERN(language), told.GAIN(language)]
    rows = [*_gains(others, "winst", found, words)]
    note = _first_of(others, "Plekken", found)
    yield from plain_table(told.OTHERS(language), heads, rows, note=note, words=(1,))
    heads = [told.PLACE(language), told.KERN(language), told.LOSS(language)]
    rows = [*_gains(existing, "verlies", found, words)]
    more = _first_of(existing, "Plekken", found)
    note = " ".join(filter(None, (told.CLOSING_NOTE(language, m=metres), more)))
    yield from plain_table(told.CLOSING(language), heads, rows, note=note, words=(1,))


def _gains(table: pd.DataFrame, name: str, found: Found, words: ReportWords) -> Iterator[PlainRow]:
    for _, row in table.head(MOST_ROWS).iterrows():
        yield PlainRow([_named(row, words), str(row["kern"]), _persons(row, name, found)])


def _named(row: "pd.Series[Any]", words: ReportWords) -> str:
    return str(row["naam"] or words("no_name"))


def _persons(row: "pd.Series[Any]", name: str, found: Found) -> str:
    at_least = found.population.at_least if found.population else 0
    return say_interval(row, name, found.language) or FEWER_PERSONS(found.language, n=at_least)


def _firm(answer: object, found: Found) -> str:
    text = told.NOT_KNOWN if pd.isna(answer) else told.FIRM_SAID[bool(answer)]  # type: ignore[call-overload]
    return text(found.language)


def _first_of(table: pd.DataFrame, sheet: str, found: Found) -> str:
    if len(table) <= MOST_ROWS:
        return ""
    return told.MORE_ROWS(found.language, n=MOST_ROWS, of=len(table), sheet=sheet)


# --- search areas ------------------------------------------------------------------------------------


def search_tables(found: Found, words: ReportWords) -> list[PlainTable]:
    """Give the search areas of the first definition that asks a walk, and which plans lie in each."""
    table, language = found.tables.get("zoekgebieden"), found.language
    if table is None or not len(table) or found.asking is None:
        return []
    mine = table[(table["definitie"] == found.asking.name).to_numpy()]
    plans = plans_of_each(mine, found.tables.get("plannen"))
    known = mine["n_65_bereik"].notna().any()
    heads = [
        told.NUMBER(language),
        told.KERN(language),
        told.READING(language),
        told.HECTARES(language),
        told.BUILT(language),
        told.SCORE(language),
        *([told.OVER_65(language)] if known else []),
        told.NEAREST_FOR(language),
        told.PLANS_IN(language),
    ]
    rows = [
        PlainRow(
            [
                str(rank),
                said("kern", row["kern"], language),
                said("lezing", row["lezing"], language),
                words.tenth(float(row["oppervlakte_m2"]) / 10_000),
                words.percent(float(row["share_bebouwd"])),
                EMPTY_CELL if pd.isna(row["score"]) else words.tenth(float(row["score"])),
                *([_around(row, found)] if known else []),
                str(row["voor_kern"] or EMPTY_CELL),
                ", ".join(plans[rank]) or EMPTY_CELL,
            ]
        )
        for rank, row in mine.head(MOST_ROWS).iterrows()
    ]
    more = _first_of(mine, "Zoekgebieden", found)
    note = " ".join(filter(None, (told.AREAS_NOTE(language), more)))
    last = len(heads) - 1
    caption = told.AREAS(language, title=found.asking.title_in(language))
    return plain_table(caption, heads, rows, note=note, named=1, words=(0, 2, last - 1, last))


def _around(row: "pd.Series[Any]", found: Found) -> str:
    """Say an interval; nothing where it is not known, and 0 is fewer than may be told."""
    name = "n_65_bereik"
    if pd.isna(row[name]):
        return EMPTY_CELL
    return _persons(row if row[name] else row.drop(name), name, found)


def plans_of_each(
    areas: gpd.GeoDataFrame, plans: gpd.GeoDataFrame | None
) -> dict[object, list[str]]:
    """Name, per area, the plans that lie in one of its reading and for the most part in this."""
    named: dict[object, list[str]] = {rank: [] for rank in areas.index}
    if plans is None or "zoekgebied" not in plans:
        return named
    for reading in ("zeker", "mogelijk"):
        mine = areas[(areas["lezing"] == reading).to_numpy()]
        inside = plans[(plans["zoekgebied"].astype(str) == reading).to_numpy()]
        if reading == "mogelijk":  # for certain in a part of it, perhaps in the rest
            mine = areas
        if not len(mine):
            continue
        shapes = mine.geometry.to_numpy()
        for key, plan in zip(inside.index, inside.geometry, strict=True):
            if plan is None or plan.is_empty:
                continue
            shared = shapely.intersection(shapes, plan)
            size = shapely.area(shared) + 1e-6 * shapely.get_num_coordinates(shared)
            if size.max() > 0:
                name = str(inside["naam"].loc[key] or key)
                named[mine.index[int(np.argmax(size))]].append(name)
    return named


# --- what just misses --------------------------------------------------------------------------------


def remedy_tables(found: Found, words: ReportWords) -> Iterator[PlainTable]:
    """Give where a place would have to come for what just misses one, and what is there uncounted."""
    language = found.language
    streets = found.tables.get("straten_erbij")
    if streets is not None and len(streets):
        heads = [
            words("name"),
            *(one(language) for one in (told.ALONG, told.LENGTH, told.THERE)),
        ]
        rows = [
            PlainRow(
                [
                    str(row["naam"] or key),
                    cut_short(str(row["straten"]), language, 8),
                    words.number(float(row["straten_m"])),
                    str(row["niet_geteld"] or EMPTY_CELL),
                ],
                about=str(row["kern"]),
            )
            for key, row in streets.head(MOST_ROWS).iterrows()
        ]
        more = _first_of(streets, "Straten erbij", found)
        note = " ".join(filter(None, (told.STREETS_NOTE(language), more)))
        yield from plain_table(told.STREETS_TABLE(language), heads, rows, note=note, words=(1, 3))
    places = found.tables.get("plekken_erbij")
    if places is not None and len(places):
        heads = [words("name"), told.WHY(language), told.WHOM(language)]
        rows = [
            PlainRow(
                [
                    _named(row, words),
                    found.rules.get(str(row["telt_niet_omdat"]), str(row["telt_niet_omdat"])),
                    whom_it_helps(row["helpt_complexen"], row["helpt_plannen"])(language),
                ]
            )
            for _, row in places.head(MOST_ROWS).iterrows()
        ]
        more = _first_of(places, "Plekken erbij", found)
        note = " ".join(filter(None, (told.UNCOUNTED_NOTE(language), more)))
        yield from plain_table(told.UNCOUNTED(language), heads, rows, note=note, words=(1, 2))
