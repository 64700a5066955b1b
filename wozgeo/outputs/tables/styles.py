"""How does QGIS draw a layer of the results when it opens it?

Each ``style_*`` gives QML, the style format of QGIS, for one layer. Rules instead of classes, so
that a missing answer has a drawing of its own: "none within the search limit" and "could not be
searched" never look alike, nor like a distance. Classes and colours are those of the map, all 3:1 or
more on white.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from xml.etree import ElementTree as ET

from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_areas import ShareNear
from wozgeo.domain.columns_paths import Doet
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, Text
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import Reason, Verdict, Voorziening, Voorzieningen
from wozgeo.outputs.found import Found
from wozgeo.outputs.looks import (
    BUILD_COLOUR,
    FACILITY_INK,
    LOOK_COLOUR,
    ROUTE_COLOUR,
    SHARE_COLOURS,
    UNKNOWN_ROUTE_COLOUR,
    VERDICT_LOOKS,
    DistanceScale,
    letters_of,
)
from wozgeo.outputs.tables.marks import facility_svg

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"

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
_SEARCH_AREA = Text("zoekgebied: {lezing}", "search area: {lezing}")
_MISSING_PATH = Text("ontbrekend pad: {doet}", "missing path: {doet}")
_OF = Text("{what}: {of}", "{what}: {of}")
_UNKNOWN = Text("onbekend", "unknown")

_Kind = Literal["marker", "line", "fill"]

_GEOMETRY_TYPES: dict[_Kind, str] = {"marker": "0", "line": "1", "fill": "2"}
_DRAWINGS: dict[_Kind, str] = {"marker": "SimpleMarker", "line": "SimpleLine", "fill": "SimpleFill"}


_BEYOND_RIM, _UNKNOWN_RIM = "#571d00", "#757575"
"""Of the hollow markers of dwellings without a distance."""

_OUTLINE = "#3c4a54"


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line of the legend: which rows (QGIS expression), how they are drawn, and by what if not as usual."""

    label: str
    filter: str
    symbol: dict[str, str]
    drawing: str = ""


def build_styles(found: Found) -> dict[str, str]:
    """Draw every layer of a run: verdicts by the first definition, dwellings by the first voorziening."""
    first, language = next(iter(found.definitions), ""), found.language
    near = ShareNear.within(Voorziening.ONTMOETINGSPLEK, found.summary_near_m).aandeel
    within = _WITHIN(language, label=found.meeting_place.one, n=found.summary_near_m)
    plans = found.tables.get("plannen")
    points = plans is not None and bool(plans.geom_type.isin(("Point", "MultiPoint")).any())
    styles = {
        "plannen": style_plannen(first, points=points, language=language),
        "complexen": style_objecten(first, language=language),
        "clusters": style_objecten(first, language=language),
        "kernen": style_kernen(near, within, language=language),
        "buurten": style_buurten(near, within, language=language),
        "looproutes": style_looproutes(language=language),
        "paden": style_paden(language=language),
        "zoekgebieden": style_zoekgebieden(language=language),
    }
    if found.wanted:
        measured = {key: found.kinds[key] for key in found.wanted}
        styles["woningen"] = style_woningen(
            next(iter(measured.values())), found.scale, language=language
        )
        styles["voorzieningen"] = style_voorzieningen(measured, language=language)
    return styles


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
            _Rule(
                _between(label, low, high)(language),
                _filter(column, low, high),
                _marker(look.marker, fill=look.colour),
            )
            for (low, high), look in zip(
                pairwise((0, *scale.breaks_m, None)), scale.looks, strict=True
            )
        ),
        _Rule(
            _BEYOND(language, label=label),
            f'"{column}" IS NULL AND {beyond}',
            _marker("triangle", outline=_BEYOND_RIM),
        ),
        _Rule(
            _NO_ANSWER(language, label=label),
            f'"{column}" IS NULL AND ("{reason}" IS NULL OR NOT {beyond})',
            _marker("circle", outline=_UNKNOWN_RIM),
        ),
    ]
    return _qml(rules, kind="marker")


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
        _Rule(
            one.one(language),
            f"\"voorziening\" = '{key}'",
            _picture(facility_svg(one, letters.get(key, ""))),
            "SvgMarker",
        )
        for key, one in voorzieningen.items()
    ]
    return _qml(rules, kind="marker")


def style_looproutes(*, language: Language = Language.NL) -> str:
    """Draw walking routes as QML; dashed where part of the way is not known to be passable."""
    unknown = '"onbekend_m" > 0'
    rules = [
        _Rule(
            _ROUTE(language),
            '"onbekend_m" IS NULL OR "onbekend_m" <= 0',
            _line(ROUTE_COLOUR, "solid"),
        ),
        _Rule(_UNKNOWN_ROUTE(language), unknown, _line(UNKNOWN_ROUTE_COLOUR, "dash")),
    ]
    return _qml(rules, kind="line")


def style_paden(*, language: Language = Language.NL) -> str:
    """Draw paths that are not there as QML: to look for on the spot, or to build."""
    looks: dict[Doet, dict[str, str]] = {
        Doet.NAKIJKEN: _line(LOOK_COLOUR, "dash", width=1.2),
        Doet.AANLEGGEN: _line(BUILD_COLOUR, "solid", width=1.2),
    }
    rules = [
        _Rule(_MISSING_PATH(language, doet=VALUES["doet"][doet]), f"\"doet\" = '{doet}'", look)
        for doet, look in looks.items()
    ]
    return _qml(rules, kind="line")


def style_zoekgebieden(*, language: Language = Language.NL) -> str:
    """Draw search areas as QML: near enough for certain, or perhaps (dots and dashed besides)."""
    looks = {
        "zeker": (VERDICT_LOOKS[Verdict.VOLDOET], "b_diagonal"),
        "mogelijk": (VERDICT_LOOKS[Verdict.ONBEKEND], "dense6"),
    }
    rules = [
        _Rule(
            _SEARCH_AREA(language, lezing=VALUES["lezing"][lezing]),
            f"\"lezing\" = '{lezing}'",
            _fill(look.colour, look.outline, filling=filling, rim=look.colour),
        )
        for lezing, (look, filling) in looks.items()
    ]
    return _qml(rules, kind="fill")


def style_plannen(
    definition: str, *, points: bool = False, language: Language = Language.NL
) -> str:
    """Draw building plans by their verdict, as QML.

    Parameters
    ----------
    definition
        Name of the definition; the layer needs its column ``oordeel_<definition>``.
    points
        Whether the layer holds points instead of polygons: a style of QGIS is for one of both.
    """
    return _style_verdicts(definition, kind="marker" if points else "fill", language=language)


def style_objecten(definition: str, *, language: Language = Language.NL) -> str:
    """Draw the addresses of complexes or clusters by the verdict on the whole; see `style_plannen`."""
    return _style_verdicts(definition, kind="marker", language=language)


def style_kernen(column: str, what: str, *, language: Language = Language.NL) -> str:
    """Draw kernen by a share of their dwellings, as QML.

    Parameters
    ----------
    column
        A share from 0 to 1, for instance ``aandeel_ontmoetingsplek_400``.
    what
        Of what it is a share, for the legend.
    """
    return _qml(_share_rules(column, "", what, language), kind="fill")


def style_buurten(column: str, what: str, *, language: Language = Language.NL) -> str:
    """Draw buurten by a share of their dwellings, wijken and gemeenten by their outlines alone.

    Parameters
    ----------
    column, what
        See `style_kernen`; the layer has a column ``niveau`` besides.
    """
    rules = [
        *_share_rules(column, "\"niveau\" = 'buurt' AND ", what, language),
        _Rule("wijk", "\"niveau\" = 'wijk'", _fill("", "dash", width=0.5)),
        _Rule("gemeente", "\"niveau\" = 'gemeente'", _fill("", "solid", width=0.9)),
    ]
    return _qml(rules, kind="fill")


def _style_verdicts(definition: str, *, kind: Literal["marker", "fill"], language: Language) -> str:
    rules = []
    for verdict, look in VERDICT_LOOKS.items():
        if kind == "marker":
            symbol = _marker(look.marker, fill=look.colour, outline="#ffffff", size=3.0)
        else:
            symbol = _fill(
                look.colour, look.outline, filling=look.filling, rim=look.colour, width=0.7
            )
        filter_ = f"\"{OfDefinition(definition).oordeel}\" = '{verdict.value}'"
        said = f"{definition}: {LABELS_IN[language].verdicts[verdict]}"
        rules.append(_Rule(said, filter_, symbol))
    return _qml(rules, kind=kind)


def _share_rules(column: str, of: str, what: str, language: Language) -> list[_Rule]:
    """Draw a share in equal steps, from each up to but without the next; unknown is hatched."""
    steps = len(SHARE_COLOURS)
    rules = []
    for step, colour in enumerate(SHARE_COLOURS):
        low, high = step / steps, (step + 1) / steps
        below = "" if step == steps - 1 else f' AND "{column}" < {high:g}'
        step_said = _STEP if below else _LAST_STEP
        said = step_said(language, what=what, low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
        rules.append(_Rule(said, f'{of}"{column}" >= {low:g}{below}', _fill(colour, "solid")))
    unknown = _fill("#6b6b6b", "dash", filling="f_diagonal")
    said = _OF(language, what=what, of=_UNKNOWN)
    return [*rules, _Rule(said, f'{of}"{column}" IS NULL', unknown)]


def _fill(
    colour: str,
    outline: str,
    *,
    filling: str = "solid",
    rim: str = _OUTLINE,
    width: float = 0.3,
) -> dict[str, str]:
    """Describe the filling and outline of a polygon; without ``colour`` there is an outline alone."""
    return {
        "color": _rgba(colour) if colour else "255,255,255,0",
        "joinstyle": "round",
        "outline_color": _rgba(rim),
        "outline_style": outline,
        "outline_width": str(width),
        "outline_width_unit": "MM",
        "style": filling if colour else "no",
    }


def _marker(shape: str, *, fill: str = "", outline: str = "", size: float = 1.8) -> dict[str, str]:
    """Describe a marker; without ``fill`` it is hollow, without ``outline`` it has no rim."""
    return {
        "angle": "0",
        "color": _rgba(fill) if fill else "255,255,255,0",
        "name": shape,
        "outline_color": _rgba(outline or "#232323"),
        "outline_style": "solid" if outline else "no",
        "outline_width": "0.4",
        "outline_width_unit": "MM",
        "size": str(size),
        "size_unit": "MM",
    }


def _picture(svg: str) -> dict[str, str]:
    """Describe a marker that is a picture, carried within the style itself."""
    return {
        "angle": "0",
        "color": _rgba(FACILITY_INK),
        "name": f"base64:{b64encode(svg.encode()).decode()}",
        "size": "5",
        "size_unit": "MM",
    }


def _line(colour: str, style: Literal["solid", "dash"], *, width: float = 0.6) -> dict[str, str]:
    return {
        "capstyle": "round",
        "joinstyle": "round",
        "line_color": _rgba(colour),
        "line_style": style,
        "line_width": str(width),
        "line_width_unit": "MM",
    }


def _rgba(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"


def _qml(rules: Sequence[_Rule], *, kind: _Kind) -> str:
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="RuleRenderer",
        symbollevels="0",
        forceraster="0",
        enableorderby="0",
    )
    tree = ET.SubElement(renderer, "rules", key="{wozgeo}")
    symbols = ET.SubElement(renderer, "symbols")
    for number, rule in enumerate(rules):
        ET.SubElement(
            tree,
            "rule",
            key=f"{{wozgeo-{number}}}",
            symbol=str(number),
            label=rule.label,
            filter=rule.filter,
        )
        symbols.append(_symbol(str(number), rule, kind=kind))
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY_TYPES[kind]
    ET.indent(root)
    return f"{DOCTYPE}\n{ET.tostring(root, encoding='unicode')}\n"


def _symbol(name: str, rule: _Rule, *, kind: _Kind) -> ET.Element:
    symbol = ET.Element(
        "symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    layer = ET.SubElement(
        symbol,
        "layer",
        {"class": rule.drawing or _DRAWINGS[kind], "enabled": "1", "pass": "0", "locked": "0"},
    )
    layer.extend(_spelled_twice(rule.symbol))
    return symbol


def _spelled_twice(properties: dict[str, str]) -> Iterator[ET.Element]:
    """Spell properties as newer QGIS reads them (Option) and as it did before 3.20 (prop)."""
    options = ET.Element("Option", type="Map")
    for key, value in properties.items():
        ET.SubElement(options, "Option", type="QString", name=key, value=value)
    yield options
    for key, value in properties.items():
        yield ET.Element("prop", k=key, v=value)
