"""How does QGIS draw a layer of the results when it opens it?

Each ``style_*`` gives QML, the style format of QGIS, for one layer. Rules instead of classes, so
that a missing answer has a drawing of its own: "none within the search limit" and "could not be
searched" never look alike, nor like a distance. Classes and colours are those of the map, all 3:1 or
more on white.
"""

from itertools import pairwise

import pandas as pd

from wozgeo.domain.columns import Walk
from wozgeo.domain.columns_areas import ShareNear
from wozgeo.domain.columns_paths import Doet
from wozgeo.domain.language import Language, Text
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import Reason, Voorziening, Voorzieningen
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.looks import (
    BEYOND,
    BUILD_COLOUR,
    LOOK_COLOUR,
    NO_SHARE_COLOUR,
    ROUTE_COLOUR,
    SHARE_COLOURS,
    UNKNOWN_CLASS,
    UNKNOWN_ROUTE_COLOUR,
    DistanceScale,
    letters_of,
)
from wozgeo.outputs.tables.marks import facility_svg
from wozgeo.outputs.tables.qml import Rule, build_qml, fill, line, marker, picture
from wozgeo.outputs.tables.styles_search import style_zoekgebieden
from wozgeo.outputs.tables.styles_seniors import style_seniors
from wozgeo.outputs.tables.verdict_styles import style_verdicts

_LESS = Text("{label}: minder dan {high} m", "{label}: less than {high} m")
_BETWEEN = Text("{label}: {low} tot {high} m", "{label}: {low} to {high} m")
_MORE = Text("{label}: {low} m of meer", "{label}: {low} m or more")
_BEYOND = Text("{label}: geen binnen de zoekgrens", "{label}: none within the search limit")
_NO_ANSWER = Text("{label}: geen antwoord (zie reden)", "{label}: no answer (see reden)")
_ROUTE = Text("looproute", "walking route")
_UNKNOWN_ROUTE = Text(
    "looproute, deels onbekend begaanbaar", "walking route, partly unknown whether passable"
)
_STEP = Text(
    "{what}: {low} tot {high} % van de woningen", "{what}: {low} to {high} % of the dwellings"
)
_LAST_STEP = Text(
    "{what}: {low} % of meer van de woningen", "{what}: {low} % or more of the dwellings"
)
_WITHIN = Text("{label} binnen {n} m", "{label} within {n} m")
_MISSING_PATH = Text("ontbrekend pad: {doet}", "missing path: {doet}")
_OF = Text("{what}: {of}", "{what}: {of}")
_UNKNOWN = Text("onbekend", "unknown")


def build_styles(found: Found) -> dict[str, str]:
    """Draw every layer of a run: verdicts by the first definition, dwellings by the first voorziening."""
    language = found.language
    styles = {
        **{soort: style_judged(found, soort) for soort in SOORTEN if soort in found.tables},
        "kernen": style_areas(found, "kernen", Voorziening.ONTMOETINGSPLEK),
        "buurten": style_areas(found, "buurten", Voorziening.ONTMOETINGSPLEK),
        "gemeente": style_areas(found, "gemeente", Voorziening.ONTMOETINGSPLEK),
        "looproutes": style_looproutes(language=language),
        "paden": style_paden(language=language),
        "zoekgebieden": style_zoekgebieden(language=language),
        **style_seniors(found),
    }
    if found.wanted:
        measured = {key: found.kinds[key] for key in found.wanted}
        styles["woningen"] = style_woningen(
            next(iter(measured.values())), found.scale, language=language
        )
        styles["voorzieningen"] = style_voorzieningen(measured, language=language)
    return styles


def style_judged(found: Found, soort: str, definition: str = "") -> str:
    """Draw plans, complexes or clusters by one definition of the run; by its first where none is named."""
    table, language = found.tables[soort], found.language
    name = definition or next(iter(found.definitions), "")
    title = found.definitions[name].title_in(language) if name in found.definitions else name
    points = soort != "plannen" or _has_points(table)
    return style_verdicts(table, name, title, points=points, language=language)


def _has_points(table: pd.DataFrame) -> bool:
    return bool(table.geometry.geom_type.isin(("Point", "MultiPoint")).any())


def style_woningen(
    voorziening: Voorziening, scale: DistanceScale, *, language: Language = Language.NL
) -> str:
    """Draw dwellings by the walking distance to one voorziening.

    Parameters
    ----------
    voorziening
        The layer needs its columns ``afstand_<voorziening>_m`` and ``reden_<voorziening>``.
    scale
        Where the classes begin, and where near becomes far: those of the map.
    language
        Of the legend.

    Returns
    -------
    str
        QML.
    """
    column, reason = Walk(voorziening.key).afstand_m, Walk(voorziening.key).reden
    beyond = f"\"{reason}\" = '{Reason.BUITEN_ZOEKGRENS.value}'"
    label = voorziening.one(language)
    rules = [
        *(
            Rule(
                _between(label, low, high)(language),
                _filter(column, low, high),
                marker(look.marker, fill=look.colour),
            )
            for (low, high), look in zip(
                pairwise((0, *scale.breaks_m, None)), scale.looks, strict=True
            )
        ),
        Rule(
            _BEYOND(language, label=label),
            f'"{column}" IS NULL AND {beyond}',
            marker(BEYOND.marker, fill=BEYOND.colour, size=2.2, angle=45),
        ),
        Rule(
            _NO_ANSWER(language, label=label),
            f'"{column}" IS NULL AND ("{reason}" IS NULL OR NOT {beyond})',
            marker(UNKNOWN_CLASS.marker, outline=UNKNOWN_CLASS.colour),
        ),
    ]
    return build_qml(rules, kind="marker")


def _between(label: str, low: int | None, high: int | None) -> Text:
    """Name a class in a legend."""
    said = _MORE if high is None else _BETWEEN if low else _LESS
    return said.about(label=label, low=low or 0, high=high or 0)


def _filter(column: str, low: int | None, high: int | None) -> str:
    """Say in QGIS's words which rows belong to a class; exactly ``high`` belongs to the next."""
    above = f'"{column}" >= {low}'
    return above if high is None else f'{above} AND "{column}" < {high}'


def style_voorzieningen(voorzieningen: Voorzieningen, *, language: Language = Language.NL) -> str:
    """Draw facilities with the mark of each voorziening on the map, as QML."""
    letters = letters_of(
        {key: one.one(language) for key, one in voorzieningen.items() if not one.symbol}
    )
    rules = [
        Rule(
            one.one(language),
            f"\"voorziening\" = '{key}'",
            picture(facility_svg(one, letters.get(key, ""))),
            "SvgMarker",
        )
        for key, one in voorzieningen.items()
    ]
    return build_qml(rules, kind="marker")


def style_looproutes(*, language: Language = Language.NL) -> str:
    """Draw walking routes as QML; dashed where part of the way is not known to be passable."""
    unknown = '"onbekend_m" > 0'
    rules = [
        Rule(
            _ROUTE(language),
            '"onbekend_m" IS NULL OR "onbekend_m" <= 0',
            line(ROUTE_COLOUR, "solid"),
        ),
        Rule(_UNKNOWN_ROUTE(language), unknown, line(UNKNOWN_ROUTE_COLOUR, "dash")),
    ]
    return build_qml(rules, kind="line")


def style_paden(*, language: Language = Language.NL) -> str:
    """Draw paths that are not there as QML: to look for on the spot, or to build."""
    looks: dict[Doet, dict[str, str]] = {
        Doet.NAKIJKEN: line(LOOK_COLOUR, "dash", width=1.2),
        Doet.AANLEGGEN: line(BUILD_COLOUR, "solid", width=1.2),
    }
    rules = [
        Rule(_MISSING_PATH(language, doet=VALUES["doet"][doet]), f"\"doet\" = '{doet}'", look)
        for doet, look in looks.items()
    ]
    return build_qml(rules, kind="line")


def style_areas(found: Found, laag: str, voorziening: str) -> str:
    """Draw kernen or buurten by the share of their dwellings that has one voorziening near, as QML."""
    column = ShareNear.within(voorziening, found.summary_near_m).aandeel
    label, n = found.kinds[voorziening].one, found.summary_near_m
    what = _WITHIN(found.language, label=label, n=n)
    style = style_kernen if laag == "kernen" else style_buurten
    return style(column, what, language=found.language)


def style_kernen(column: str, what: str, *, language: Language = Language.NL) -> str:
    """Draw kernen by a share of their dwellings, as QML.

    Parameters
    ----------
    column
        A share from 0 to 1, for instance ``aandeel_ontmoetingsplek_400``.
    what
        Of what it is a share, for the legend.
    """
    return build_qml(_share_rules(column, "", what, language), kind="fill", label="naam")


def style_buurten(column: str, what: str, *, language: Language = Language.NL) -> str:
    """Draw buurten by a share of their dwellings, wijken and gemeenten by their outlines alone.

    Parameters
    ----------
    column, what
        See `style_kernen`; the layer has a column ``niveau`` besides.
    """
    rules = [
        *_share_rules(column, "\"niveau\" = 'buurt' AND ", what, language),
        Rule("wijk", "\"niveau\" = 'wijk'", fill("", "dash", width=0.5)),
        Rule("gemeente", "\"niveau\" = 'gemeente'", fill("", "solid", width=0.9)),
    ]
    return build_qml(rules, kind="fill", label="naam")


def _share_rules(column: str, of: str, what: str, language: Language) -> list[Rule]:
    """Draw a share in equal steps, from each up to but without the next; unknown is dotted, as on the map."""
    steps = len(SHARE_COLOURS)
    rules = []
    for step, colour in enumerate(SHARE_COLOURS):
        low, high = step / steps, (step + 1) / steps
        below = "" if step == steps - 1 else f' AND "{column}" < {high:g}'
        step_said = _STEP if below else _LAST_STEP
        said = step_said(language, what=what, low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
        rules.append(Rule(said, f'{of}"{column}" >= {low:g}{below}', fill(colour, "solid")))
    unknown = fill(NO_SHARE_COLOUR, "dash", filling="dense6")
    said = _OF(language, what=what, of=_UNKNOWN)
    return [*rules, Rule(said, f'{of}"{column}" IS NULL', unknown)]
