"""How does the map draw where a place could come: chosen, candidate, nearly counting, or a whole area?"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from wozgeo.domain.language import Text, listed
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import label_of
from wozgeo.outputs.looks import (
    COME_COLOUR,
    EXISTING_COLOUR,
    NEARLY_COLOUR,
    PLACE_COLOUR,
    VERDICT_LOOKS,
)
from wozgeo.outputs.map.more_layers import (
    LayerClass,
    MoreLayer,
    Thing,
    filled,
    rows_of,
    some,
    under,
    whole_number,
)
from wozgeo.outputs.person_words import say_persons

_SIZES = {"chosen": 1.15, "candidate": 0.55, "existing": 0.85}


def new_places(found: Found) -> Iterator[MoreLayer]:
    """Draw the next places by rank, what exists by how little it is missed, and the other candidates."""
    if found.sited is None:
        return
    language, (kind, metres) = found.language, found.sited
    what = label_of(kind, found)
    looks: Mapping[str, tuple[str, Text, dict[str, Any]]] = {
        "kandidaat": (
            "plekken_kandidaat",
            words.CANDIDATES,
            _sign(PLACE_COLOUR, "circle", "candidate"),
        ),
        "bestaand": (
            "plekken_bestaand",
            words.EXISTING,
            _sign(EXISTING_COLOUR, "square", "existing"),
        ),
        "gekozen": ("plekken", words.CHOSEN, _sign(PLACE_COLOUR, "circle", "chosen", hollow=False)),
    }
    rows: dict[str, list[tuple[str, dict[str, Any]]]] = {name: [] for name in looks}
    for key, row in rows_of(found, "plekken"):
        rows[str(row["plek"])].append((key, row))
    n_told = sum(whole_number(row["verlies"]) is not None for _, row in rows["bestaand"])

    def tell(name: str, place: int, row: dict[str, Any]) -> Iterator[str]:
        if name == "bestaand":
            return _existing(row, found, metres, place, n_told)
        return (_chosen if name == "gekozen" else _candidate)(row, found, kind, metres)

    order = ("gekozen", "bestaand", "kandidaat")
    for name in (one for one in order if rows[one]):
        laag, label, look = looks[name]
        said = label(language, what=what)
        things = (
            _place(key, row, found, name, what, filled(tell(name, place, row)))
            for place, (key, row) in enumerate(rows[name], start=1)
        )
        yield MoreLayer(laag, said, (LayerClass(said, look),), tuple(things)[::-1])


def _sign(colour: str, shape: str, size: str, *, hollow: bool = True) -> dict[str, Any]:
    return {"colour": colour, "shape": shape, "hollow": hollow, "size": _SIZES[size]}


def _place(
    key: str, row: dict[str, Any], found: Found, kind: str, what: str, lines: tuple[str, ...]
) -> Thing:
    language, rank = found.language, whole_number(row["rang"])
    said = {
        "gekozen": words.CHOSEN_UNDER(language, what=what, n=rank or 0),
        "kandidaat": words.CANDIDATE_UNDER(language, what=what),
        "bestaand": words.EXISTING_UNDER(language, what=what),
    }[kind]
    name = str(row["naam"] or words.NAMELESS(language))
    sign = str(rank) if rank else ""
    return Thing(row["geometry"], key, name, under(said, str(row["kern"])), lines, sign=sign)


def _interval(row: dict[str, Any], name: str, found: Found) -> str:
    return say_persons((row[f"{name}{b}"] for b in ("_laag", "", "_hoog")), found.language)


def _gain(row: dict[str, Any], found: Found, kind: str, metres: float) -> str:
    persons, what = _interval(row, "winst", found), some(found, kind)
    return words.GAIN(found.language, metres=metres, what=what, persons=persons)


def _chosen(row: dict[str, Any], found: Found, kind: str, metres: float) -> Iterator[str]:
    language = found.language
    yield _gain(row, found, kind, metres)
    yield words.AFTER(language) if (whole_number(row["rang"]) or 0) > 1 else ""
    always = row["altijd_gekozen"]
    if always is not None and not pd.isna(always):
        yield (words.ALWAYS if always else words.NOT_ALWAYS)(language)
    yield words.AS_GOOD(language, named=row["even_goed"]) if row["even_goed"] else ""
    yield words.EXPECTED(language)


def _candidate(row: dict[str, Any], found: Found, kind: str, metres: float) -> Iterator[str]:
    yield _gain(row, found, kind, metres)
    yield words.ALONE(found.language)


def _existing(
    row: dict[str, Any], found: Found, metres: float, place: int, of: int
) -> Iterator[str]:
    persons = _interval(row, "verlies", found)
    yield words.LOSS(found.language, metres=metres, persons=persons)
    known = whole_number(row["verlies"]) is not None
    yield words.LOSS_RANK(found.language, n=place, of=of) if known and of > 1 else ""


def nearly_counting(found: Found) -> Iterator[MoreLayer]:
    """Draw places that do not count, and would help if they did."""
    rows = [*rows_of(found, "plekken_erbij")]
    if not rows:
        return
    language, what = found.language, found.meeting_place.one(found.language)
    look = {"colour": NEARLY_COLOUR, "shape": "lozenge", "hollow": True, "size": 0.85}
    label = words.NEARLY(language, what=what)
    things = tuple(_nearly(key, row, found, what) for key, row in reversed(rows))
    yield MoreLayer("plekken_erbij", label, (LayerClass(label, look),), things)


def _nearly(key: str, row: dict[str, Any], found: Found, what: str) -> Thing:
    language = found.language
    counts = (
        (words.HELPS_COMPLEXES, whole_number(row["helpt_complexen"])),
        (words.HELPS_PLANS, whole_number(row["helpt_plannen"])),
    )
    whom = listed((said.about(n) for said, n in counts if n), words.AND)
    lines = (
        words.HELPS(language, whom=whom) if whom else "",
        words.WHOM(language, named=str(row["zou_helpen"])) if row["zou_helpen"] else "",
    )
    why = words.NEARLY_UNDER(language, what=what, why=str(row["telt_niet_omdat"]))
    name = str(row["naam"] or words.NAMELESS(language))
    return Thing(row["geometry"], key, name, why, filled(lines))


def would_come(found: Found) -> Iterator[MoreLayer]:
    """Draw the streets along which a place would have to come for what just misses its walk."""
    rows = [
        (key, row) for key, row in rows_of(found, "straten_erbij") if not row["geometry"].is_empty
    ]
    if not rows:
        return
    language = found.language
    label = words.WOULD_COME(language, what=found.meeting_place.some(language))
    look = {"colour": COME_COLOUR, "width": 4.0, "dash": [4, 5], "casing": "#ffffff"}
    things = tuple(_stretch(key, row, found) for key, row in rows)
    yield MoreLayer("straten_erbij", label, (LayerClass(label, look),), things)


def _stretch(key: str, row: dict[str, Any], found: Found) -> Thing:
    language, what = found.language, found.meeting_place.one(found.language)
    kind = VALUES["wat"].get(str(row["wat"]), Text(str(row["wat"]), str(row["wat"])))
    metres = round(float(row["straten_m"]))
    streets = str(row["straten"] or "")
    said = (words.WOULD_COME_SAID if streets else words.WOULD_COME_NAMELESS)(
        language, what=what, metres=metres, streets=streets
    )
    there = str(row["niet_geteld"] or "")
    return Thing(
        row["geometry"],
        f"{row['wat']}.{key}",
        str(row["naam"] or key),
        under(words.WOULD_COME_FOR(language, kind=kind, id=key), str(row["kern"])),
        filled((said, words.THERE(language, named=there) if there else "")),
    )


def search_areas(found: Found) -> Iterator[MoreLayer]:
    """Draw search areas by definition: near enough for certain, and perhaps."""
    rows = [*rows_of(found, "zoekgebieden")]
    language = found.language
    classes = (
        LayerClass(
            words.SURELY(language),
            {
                "colour": VERDICT_LOOKS[Verdict.VOLDOET].colour,
                "fill": "rgba(0, 114, 178, 0.26)",
                "width": 1.8,
                "shape": "square",
            },
        ),
        LayerClass(
            words.PERHAPS(language),
            {
                "colour": VERDICT_LOOKS[Verdict.ONBEKEND].colour,
                "fill": "rgba(255, 255, 255, 0.5)",
                "pattern": "dots",
                "dash": [6, 4],
                "width": 1.8,
                "shape": "square",
                "hollow": True,
            },
        ),
    )
    for name in dict.fromkeys(str(row["definitie"]) for _, row in rows):
        definition = found.definitions.get(name)
        title = definition.title_in(language) if definition else name
        mine = [(key, row) for key, row in rows if str(row["definitie"]) == name]
        things = tuple(_area(key, row, found) for key, row in reversed(mine))
        label = words.SEARCH_AREAS(language, title=title)
        yield MoreLayer(f"zoekgebieden_{name}", label, classes, things)


def _area(key: str, row: dict[str, Any], found: Found) -> Thing:
    sure = str(row["lezing"]) == "zeker"
    said = words.SURELY if sure else words.PERHAPS
    return Thing(
        row["geometry"],
        key,
        words.SEARCH_AREA(found.language, n=int(key)),
        under(said(found.language), str(row["kern"] or "")),
        filled(_told(row, found)),
        0 if sure else 1,
        sign=key,
    )


def _told(row: dict[str, Any], found: Found) -> Iterator[str]:
    language, m2 = found.language, round(float(row["oppervlakte_m2"]))
    share, score = row["share_bebouwd"], row["score"]
    if pd.isna(share):
        yield words.AREA_ALONE(language, m2=m2)
    else:
        yield words.AREA(language, m2=m2, percent=round(100 * float(share)))
    if not pd.isna(score):
        yield words.AREA_SCORE(language, n=round(float(score)))
    seniors = whole_number(row["n_65_bereik"])
    if seniors is not None:
        persons = _interval(row, "n_65_bereik", found)
        few = words.AREA_FEW(language)
        yield words.AREA_SENIORS(language, persons=persons) if seniors else few
    yield words.AREA_FOR(language, named=row["voor_kern"]) if row["voor_kern"] else ""
