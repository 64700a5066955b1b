"""How does QGIS draw where seniors live, walk and lack something, and where the next place could come?

Classes, colours and words are those of the map.
"""

from itertools import pairwise

from wozgeo.domain.columns_seniors import SENIOR_SHARES
from wozgeo.domain.language import Language, Text
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import (
    COME_COLOUR,
    EXISTING_COLOUR,
    LACKING_COLOURS,
    NEARLY_COLOUR,
    NO_SHARE_COLOUR,
    PLACE_COLOUR,
    SENIOR_BREAKS,
    SHARE_COLOURS,
    WALKER_BREAKS,
    WALKER_COLOUR,
)
from wozgeo.outputs.tables.qml import LineStyle, Rule, Symbol, build_qml, fill, line, marker

_WIDTHS_MM = (0.5, 1.0, 1.6, 2.4)
_OF = Text("{what}: {of}", "{what}: {of}")


def style_seniors(found: Found) -> dict[str, str]:
    """Draw these layers: by name of the layer, QML."""
    language = found.language
    return {
        "concentraties": style_concentrations(found),
        "straten": style_streets("", language=language),
        "plekken": style_places(found),
        "plekken_erbij": _one(
            words.NEARLY(language, what=found.meeting_place.one),
            marker("diamond", outline=NEARLY_COLOUR, size=3.0),
            "marker",
        ),
        "straten_erbij": _one(
            words.WOULD_COME(language, what=found.meeting_place.some),
            line(COME_COLOUR, "dot", width=1.0),
            "line",
        ),
    }


def _one(label: str, look: dict[str, str], kind: Symbol) -> str:
    return build_qml([Rule(label, "", look)], kind=kind, label="naam")


def style_concentrations(found: Found) -> str:
    """Draw concentrations by what most of their seniors lack, as QML."""
    language = found.language
    place = found.meeting_place
    called = place.one(language).replace("'", "''")
    lacks_it = f"array_contains(string_to_array(coalesce(\"mist\", ''), ', '), '{called}')"
    lacks = "coalesce(\"mist\", '') <> ''"
    rules: tuple[tuple[Text, str, LineStyle], ...] = (
        (words.LACKS_IT.about(what=place.some), lacks_it, "dash"),
        (words.LACKS_ELSE, f"{lacks} AND NOT {lacks_it}", "dot"),
        (words.LACKS_NOTHING, f"NOT ({lacks})", "solid"),
    )
    drawn = [
        Rule(said(language), where, line(colour, style, width=1.3))
        for (said, where, style), colour in zip(rules, LACKING_COLOURS, strict=True)
    ]
    return build_qml(drawn, kind="line", label="naam")


def style_streets(voorziening: str, *, language: Language = Language.NL) -> str:
    """Draw streets by how many seniors walk them, as QML: to one voorziening; "" for all together."""
    of = f"\"voorziening\" = '{voorziening}' AND " if voorziening else ""
    rules = []
    edges = (None, *WALKER_BREAKS, None)
    for (low, high), width in zip(pairwise(edges), _WIDTHS_MM, strict=True):
        above = "" if low is None else f'"n_senioren" >= {low}'
        below = "" if high is None else f'"n_senioren" < {high}'
        where = " AND ".join(filter(None, (above, below)))
        look = line(WALKER_COLOUR, "solid", width=width)
        rules.append(Rule(words.walkers(low, high)(language), of + where, look))
    return build_qml(rules, kind="line")


def style_places(found: Found) -> str:
    """Draw the next places full, candidates hollow and what exists as squares, as QML."""
    language, kind = found.language, found.sited[0] if found.sited else Voorziening.ONTMOETINGSPLEK
    what = found.kinds[kind].one if kind in found.kinds else Text(kind, kind)
    looks = {
        "gekozen": (words.CHOSEN, marker("circle", fill=PLACE_COLOUR, outline="#ffffff", size=4.2)),
        "bestaand": (words.EXISTING, marker("square", outline=EXISTING_COLOUR, size=3.2)),
        "kandidaat": (words.CANDIDATES, marker("circle", outline=PLACE_COLOUR, size=2.0)),
    }
    rules = [
        Rule(said(language, what=what), f"\"plek\" = '{plek}'", look)
        for plek, (said, look) in looks.items()
    ]
    return build_qml(rules, kind="marker", label="naam")


def style_senior_areas(age: int, laag: str, *, language: Language = Language.NL) -> str:
    """Draw kernen or buurten by the share of their inhabitants of an age, as QML."""
    column, what = SENIOR_SHARES[age], words.VIEW(language, age=str(age))
    of = "" if laag == "kernen" else "\"niveau\" = 'buurt' AND "
    rules = []
    edges = (None, *SENIOR_BREAKS[age], None)
    for (low, high), colour in zip(pairwise(edges), SHARE_COLOURS, strict=True):
        above = "" if low is None else f'"{column}" >= {low / 100:g}'
        below = "" if high is None else f'"{column}" < {high / 100:g}'
        where = " AND ".join(filter(None, (above, below)))
        said = _OF(language, what=what, of=words.percents(low, high))
        rules.append(Rule(said, of + where, fill(colour, "solid")))
    unknown = fill(NO_SHARE_COLOUR, "dash", filling="dense6")
    said = _OF(language, what=what, of=words.NOT_TOLD)
    return build_qml(
        [*rules, Rule(said, f'{of}"{column}" IS NULL', unknown)], kind="fill", label="naam"
    )
