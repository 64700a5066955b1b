"""How many seniors live here, what do they lack, and what would the next place bring, in one sentence?"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.columns_seniors import senior_column
from wozgeo.domain.language import Counted, Language, Text, some_named, write_number
from wozgeo.domain.values import said
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs.found import Found

_MOST_AREAS = 4

_SENTENCE = Text("{parts}.", "{parts}.")
_EXPECTED = Text(
    "Er wonen naar verwachting {n} 65-plussers",
    "An expected {n} people of 65 and over live here",
)
_EXPECTED_IN = Text(
    "Naar verwachting wonen er 65-plussers in {named}",
    "People of 65 and over are expected in {named}",
)
_IN_AREA = Text("{area}: {n}", "{area}: {n}")
_LACKING = Counted(
    Text(
        "in 1 concentratie {have} geen {what} op minder dan {m} m zeker lopen",
        "in 1 concentration {have} no {what} within {m} m of certain walking",
    ),
    Text(
        "in {n} concentraties {have} geen {what} op minder dan {m} m zeker lopen",
        "in {n} concentrations {have} no {what} within {m} m of certain walking",
    ),
)
_HAVE = Text("hebben er {persons}", "{persons} have")
_NEXT = Text(
    "de volgende plek, {name}, brengt er {n} binnen {m} m",
    "the next place, {name}, brings {n} within {m} m",
)
_INTERVAL = Text("{n} ({low}–{high})", "{n} ({low}–{high})")
_SIGNED = Text("{n} ({low} tot {high})", "{n} ({low} to {high})")
_AT_LEAST = Text("{n} (ten minste {low})", "{n} (at least {low})")
_AT_MOST = Text("{n} (ten hoogste {high})", "{n} (at most {high})")
_NO_BOUNDS = Text("{n} (geen grenzen bekend)", "{n} (no bounds known)")
"""That there are 0 or more says nothing."""
FEWER_PERSONS = Text("minder dan {n}", "fewer than {n}")
"""Than may be shown."""


def say_seniors(found: Found) -> Iterator[str]:
    """Say how many are expected, how many in a concentration lack an ontmoetingsplek, and what is next.

    Yields
    ------
    str
        One sentence in the language of the run; nothing where no seniors are known.
    """
    parts = [*_parts(found)]
    if parts:
        told = _SENTENCE(found.language, parts="; ".join(parts))
        yield told[:1].upper() + told[1:]


def say_interval(
    row: "pd.Series[Any] | Mapping[Hashable, Any]",
    name: str,
    language: Language,
    *,
    signed: bool = False,
) -> str:
    """Write a number with its bounds: "1.280 (1.265–1.303)"; "" where it is not known or not shown.

    Parameters
    ----------
    row
        With columns ``{name}_laag``, ``{name}`` and ``{name}_hoog``; either bound may be missing.
    name
        Of the number in the middle.
    language
        Of the reader.
    signed
        Whether it may lie below nought: "−41 (−117 tot 4)".
    """
    likely = row.get(name)
    if likely is None or pd.isna(likely):
        return ""
    values = {"n": likely, "low": row.get(f"{name}_laag"), "high": row.get(f"{name}_hoog")}
    known = {
        bound: write_number(int(value), language).replace("-", "−")
        for bound, value in values.items()
        if value is not None and not pd.isna(value)
    }
    if len(known) == len(values):
        return (_SIGNED if signed else _INTERVAL)(language, **known)
    if "high" in known:
        return _AT_MOST(language, **known)
    if "low" not in known:
        return known["n"]
    says_something = signed or int(values["low"]) > 0
    return (_AT_LEAST if says_something else _NO_BOUNDS)(language, **known)


def areas_told(found: Found) -> pd.DataFrame:
    """Give the gemeenten, or the kernen where there are none, with what may be shown of their seniors."""
    if found.population is None or not len(found.population.per_area):
        return pd.DataFrame()
    table = found.population.per_area
    niveau = table.index.get_level_values("niveau")
    chosen = table[niveau == ("gemeente" if "gemeente" in set(niveau) else "kern")]
    return chosen[chosen["n_65"].notna()] if "n_65" in chosen else chosen.iloc[:0]


def area_name(key: tuple[str, str], row: "pd.Series[Any]", language: Language) -> str:
    """Name an area for a reader; one without a name by its code."""
    return said("kern", row["naam"] or key[1], language)


def _parts(found: Found) -> Iterator[str]:
    if found.population is None:
        return
    yield from _expected(found)
    yield from _lacking(found)
    yield from _next(found)


def _expected(found: Found) -> Iterator[str]:
    table, language = areas_told(found), found.language
    if not len(table):
        return
    name = senior_column(65)
    if len(table) == 1 and table.index[0][0] == "gemeente":  # of a kern a part may be asked about
        yield _EXPECTED(language, n=say_interval(table.iloc[0], name, language))
        return
    table = table.sort_values(name, ascending=False, kind="stable")
    named = [
        _IN_AREA.about(area=area_name(key, row, language), n=say_interval(row, name, language))
        for key, (_, row) in zip(table.index, table.iterrows(), strict=True)
    ]
    yield _EXPECTED_IN(language, named=some_named(named, _MOST_AREAS))


def _lacking(found: Found) -> Iterator[str]:
    table = found.tables.get("concentraties")
    column = Lacking(str(Voorziening.ONTMOETINGSPLEK)).n_zonder
    if table is None or found.population is None or column not in table:
        return
    without = table[column].fillna(0).astype(int)
    without = without[without > 0]
    if len(without):
        yield _LACKING(
            found.language,
            len(without),
            have=_HAVE(found.language, persons=int(without.sum())),
            what=found.meeting_place.one,
            m=f"{found.population.walk_m:g}",
        )


def _next(found: Found) -> Iterator[str]:
    table = found.tables.get("plekken")
    if table is None or found.population is None:
        return
    chosen = table[(table["plek"] == "gekozen").to_numpy()]
    if not len(chosen):
        return
    first, language = chosen.iloc[0], found.language
    kern = f" ({first['kern']})" if first["kern"] else ""
    fewer = FEWER_PERSONS(language, n=found.population.at_least)
    yield _NEXT(
        language,
        name=f"{first['naam']}{kern}",
        n=say_interval(first, "winst", language) or fewer,
        m=f"{found.population.place_m:g}",
    )
