"""Where do seniors live, what do they reach and lack, and what stands beside their need?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.columns_seniors import SENIOR_SHARES, senior_column
from wozgeo.domain.language import Language
from wozgeo.domain.population import AGES
from wozgeo.domain.values import said
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs.found import Found
from wozgeo.outputs.report import words_seniors as told
from wozgeo.outputs.report.new_places import search_tables, siting_tables
from wozgeo.outputs.report.plain_tables import EMPTY_CELL, PlainRow, PlainTable, plain_table
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.search_sentences import say_search
from wozgeo.outputs.senior_sentences import FEWER_PERSONS, area_name, say_interval

MOST_CONCENTRATIONS = 15
_MOST_KINDS = 8
"""So many voorzieningen fit side by side on an A4."""
_WHOLE = ("gemeente", "kern")
_BELOW_ONE_PERCENT = 0.001
_SUPPLIED = ("geclusterd_bestaand", "geclusterd_zeker", "geclusterd_mogelijk")


@dataclass(frozen=True)
class SeniorSection:
    """What the section says.

    Attributes
    ----------
    heading, intro
        Of the section; ``intro`` is "" where no seniors are known.
    sentences
        The answers.
    tables
        In their order.
    sources_heading, sources
        Where the numbers come from and what was assumed.
    """

    heading: str
    intro: str
    sentences: Sequence[str]
    tables: Sequence[PlainTable]
    sources_heading: str
    sources: Sequence[str]


def build_seniors(found: Found, words: ReportWords) -> SeniorSection | None:
    """Lay the section together; None where no seniors are known and no surface was asked."""
    language, population = found.language, found.population
    if population is None and "zoekgebieden" not in found.tables:
        return None
    return SeniorSection(
        told.HEADING(language),
        told.INTRO(language, n=population.at_least) if population else "",
        [*found.places_said, *say_search(found)],
        [
            *_who_live(found, words),
            *_concentrations(found, words),
            *_reach(found, words),
            *_supply(found, words),
            *siting_tables(found, words),
            *search_tables(found, words),
        ],
        told.SOURCES(language),
        population.told if population else (),
    )


def interval(row: "pd.Series[Any]", name: str, language: Language, *, signed: bool = False) -> str:
    """Write a number with its bounds, or a dash."""
    return say_interval(row, name, language, signed=signed) or EMPTY_CELL


def _areas(table: pd.DataFrame) -> Iterator[tuple[tuple[str, str], "pd.Series[Any]"]]:
    """Give the kernen, then the gemeenten, of a table indexed by (niveau, code)."""
    niveau = table.index.get_level_values("niveau")
    for one in reversed(_WHOLE):
        for key, row in table[niveau == one].iterrows():
            yield cast("tuple[str, str]", key), row


def _called(key: tuple[str, str], row: "pd.Series[Any]", language: Language, *, alone: bool) -> str:
    """Name an area; a gemeente of which the list gives the code alone by it, where there are several."""
    if key[0] == "gemeente" and not row["naam"]:
        return told.WHOLE_GEMEENTE(language) if alone else told.NAMELESS(language, code=key[1])
    return told.WHOLE[key[0]](language, name=area_name(key, row, language))


def _one_gemeente(table: pd.DataFrame) -> bool:
    return int((table.index.get_level_values("niveau") == "gemeente").sum()) == 1


def _who_live(found: Found, words: ReportWords) -> list[PlainTable]:
    population, language = found.population, found.language
    if population is None:
        return []
    table = population.per_area
    forecast = [a for a in AGES if senior_column(a, "_prognose") in table and population.forecast]
    shares = [age for age in AGES if SENIOR_SHARES[age] in table]
    heads = [
        told.AREA(language),
        *(told.AGED(language, age=age) for age in AGES),
        *(told.SHARE(language, age=age) for age in shares),
        *(told.AGED_THEN(language, age=age, year=population.forecast) for age in forecast),
    ]
    rows = [
        PlainRow(
            [
                _called(key, row, language, alone=_one_gemeente(table)),
                *(interval(row, senior_column(age), language) for age in AGES),
                *(_share(row[SENIOR_SHARES[age]], words) for age in shares),
                *(interval(row, senior_column(age, "_prognose"), language) for age in forecast),
            ],
            whole=key[0] == "gemeente",
        )
        for key, row in _areas(table)
    ]
    return plain_table(told.LIVE(language), heads, rows, note=told.LIVE_NOTE(language))


def _share(share: float, words: ReportWords) -> str:
    return EMPTY_CELL if pd.isna(share) else words.percent(float(share))


# --- concentrations ----------------------------------------------------------------------------------


def _concentrations(found: Found, words: ReportWords) -> list[PlainTable]:
    table, language, population = (
        found.tables.get("concentraties"),
        found.language,
        found.population,
    )
    if table is None or population is None:
        return []
    what = found.meeting_place.one(language)
    column = Lacking(str(Voorziening.ONTMOETINGSPLEK)).n_zonder
    lacking = column in table
    heads = [
        told.STREETS(language),
        told.SUPPLIED(language),
        told.OVER_65(language),
        *([told.WITHOUT(language, what=what)] if lacking else []),
        told.LACKS(language),
    ]
    rows = [
        PlainRow(
            [
                str(row["naam"]),
                words.number(int(row["n_woningen"])),
                interval(row, "n_65", language),
                *([_count(row[column], found, words)] if lacking else []),
                str(row["mist"] or EMPTY_CELL),
            ],
            about=", ".join(dict.fromkeys(filter(None, (str(row["buurt"]), str(row["kern"]))))),
        )
        for _, row in table.head(MOST_CONCENTRATIONS).iterrows()
    ]
    note = told.CONCENTRATIONS_NOTE(
        language, what=what, m=f"{population.walk_m:g}", most=MOST_CONCENTRATIONS
    )
    last = len(heads) - 1
    return plain_table(told.CONCENTRATIONS(language), heads, rows, note=note, words=(last,))


def _count(value: float, found: Found, words: ReportWords) -> str:
    """Write a number of persons; one that is not shown is fewer than the least."""
    at_least = found.population.at_least if found.population else 0
    return FEWER_PERSONS(found.language, n=at_least) if pd.isna(value) else words.number(int(value))


# --- reach -------------------------------------------------------------------------------------------


def _reach(found: Found, words: ReportWords) -> list[PlainTable]:
    """Give the reach of every gemeente in numbers, and that of every kern in shares."""
    if not len(found.bereik) or found.population is None:
        return []
    table = found.bereik
    shown = table[table.index.isin(found.population.per_area.index)]
    niveau = shown.index.get_level_values("niveau")
    gemeenten = shown[niveau == "gemeente"]
    groups = [one for _, one in gemeenten.groupby(level="code", sort=False)]
    parts = [_reach_of(one, found, words, alone=len(groups) == 1) for one in groups]
    return [one for part in parts for one in part] + _reach_of_kernen(
        shown[niveau == "kern"], found, words
    )


def _kind(kind: str, found: Found, words: ReportWords) -> str:
    named = {"alle": told.ALL_KINDS, "geen": told.NO_KIND}
    return named[kind](found.language) if kind in named else words.voorziening(kind)


def _reach_of(
    table: pd.DataFrame, found: Found, words: ReportWords, *, alone: bool
) -> list[PlainTable]:
    language = found.language
    metres = sorted(table["binnen_m"].unique())
    heads = [told.FACILITY(language), *(told.WITHIN(language, m=f"{m:g}") for m in metres)]
    rows = []
    for kind in dict.fromkeys(table["voorziening"].astype(str)):
        mine = table[(table["voorziening"] == kind).to_numpy()].set_index("binnen_m")
        cells = [
            _reached(mine.loc[m], found, words) if m in mine.index else EMPTY_CELL for m in metres
        ]
        whole = kind in ("alle", "geen")
        rows.append(PlainRow([_kind(kind, found, words), *cells], whole=whole))
    area = _called(("gemeente", str(table.index[0][1])), table.iloc[0], language, alone=alone)
    caption = told.REACH(language, area=area)
    return plain_table(caption, heads, rows, note=told.REACH_NOTE(language))


def _reached(row: "pd.Series[Any]", found: Found, words: ReportWords) -> str:
    share = row["aandeel_65_binnen"]
    if pd.isna(share):
        return EMPTY_CELL
    at_least = found.population.at_least if found.population else 0
    n = say_interval(row, "n_65", found.language) or FEWER_PERSONS(found.language, n=at_least)
    return told.COUNT_AND_SHARE(found.language, n=n, share=_share_within(row, words))


def _share_within(row: "pd.Series[Any]", words: ReportWords) -> str:
    """Write a share that was rounded to whole percents: of some, however few, it is not none."""
    share = row["aandeel_65_binnen"]
    some = share == 0 and not pd.isna(row["n_65"]) and row["n_65"] > 0
    return _share(_BELOW_ONE_PERCENT if some else share, words)


def _reach_of_kernen(table: pd.DataFrame, found: Found, words: ReportWords) -> list[PlainTable]:
    population, language = found.population, found.language
    if not len(table) or population is None:
        return []
    walks = table["binnen_m"].unique()
    metres = min(walks, key=lambda m: abs(m - population.walk_m))
    near = table[(table["binnen_m"] == metres).to_numpy()]
    kinds = [*dict.fromkeys(near["voorziening"].astype(str))]
    own = [kind for kind in kinds if kind not in ("alle", "geen")][: _MOST_KINDS - 2]
    kinds = [*own, *(kind for kind in kinds if kind in ("alle", "geen"))]
    heads = [told.KERN(language), *(_kind(kind, found, words) for kind in kinds)]
    rows = []
    for code, one in near.groupby(level="code", sort=False):
        shares = {str(row["voorziening"]): _share_within(row, words) for _, row in one.iterrows()}
        name = said("kern", one["naam"].iloc[0] or code, language)
        rows.append(PlainRow([name, *(shares.get(kind, EMPTY_CELL) for kind in kinds)]))
    caption = told.REACH_KERN(language, m=f"{metres:g}")
    return plain_table(caption, heads, rows, note=told.REACH_KERN_NOTE(language))


# --- supply ------------------------------------------------------------------------------------------


def _supply(found: Found, words: ReportWords) -> list[PlainTable]:
    """Lay geclusterde dwellings beside who may want one; the gap where a ratio is given."""
    population, language = found.population, found.language
    if population is None or not len(population.supply):
        return []
    table = population.supply
    gaps = [
        (name, head)
        for name, head in (
            ("tekort", told.GAP(language)),
            ("tekort_prognose", told.GAP_THEN(language, year=population.forecast)),
        )
        if population.ratio is not None and name in table and table[name].notna().any()
    ]
    heads = [
        told.AREA(language),
        *(one(language) for one in (told.EXISTING, told.PLANNED, told.PERHAPS)),
        told.AGED(language, age=75),
        *(head for _, head in gaps),
    ]
    rows = [
        PlainRow(
            [
                _called(key, row, language, alone=_one_gemeente(table)),
                *(words.number(int(row[name])) for name in _SUPPLIED),
                interval(row, senior_column(75), language),
                *(interval(row, name, language, signed=True) for name, _ in gaps),
            ],
            whole=key[0] == "gemeente",
        )
        for key, row in _areas(table)
    ]
    title = next((d.title_in(language) for d in found.definitions.values()), "")
    ratio = population.ratio
    gap = told.NO_RATIO(language) if ratio is None else told.GAP_NOTE(language, ratio=ratio)
    notes = (told.SUPPLY_NOTE(language, title=title), gap, population.national)
    note = " ".join(filter(None, notes))
    return plain_table(told.SUPPLY(language), heads, rows, note=note)
