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
from wozgeo.domain.vocabulary import VERDICT_LABELS, Reason, Voorziening, Voorzieningen
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
)

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"

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
    first = next(iter(found.definitions), "")
    near = ShareNear.within(Voorziening.ONTMOETINGSPLEK, found.summary_near_m).aandeel
    within = f"{found.meeting_place.label} binnen {found.summary_near_m} m"
    plans = found.tables.get("plannen")
    points = plans is not None and bool(plans.geom_type.isin(("Point", "MultiPoint")).any())
    styles = {
        "plannen": style_plannen(first, points=points),
        "complexen": style_objecten(first),
        "clusters": style_objecten(first),
        "kernen": style_kernen(near, within),
        "buurten": style_buurten(near, within),
        "looproutes": style_looproutes(),
        "paden": style_paden(),
    }
    if found.wanted:
        measured = {key: found.kinds[key] for key in found.wanted}
        styles["woningen"] = style_woningen(next(iter(measured.values())), found.scale)
        styles["voorzieningen"] = style_voorzieningen(measured)
    return styles


def style_woningen(voorziening: Voorziening, scale: DistanceScale) -> str:
    """Draw dwellings by the walking distance to one voorziening.

    Parameters
    ----------
    voorziening
        The layer needs its columns ``afstand_<voorziening>_m`` and ``reden_<voorziening>``.
    scale
        Where the classes begin, and where near becomes far: those of the map.

    Returns
    -------
    str
        QML.
    """
    column, reason = Walk(voorziening.key).afstand_m, Walk(voorziening.key).reden
    beyond = f"\"{reason}\" = '{Reason.BUITEN_ZOEKGRENS.value}'"
    label = voorziening.label
    rules = [
        *(
            _Rule(
                f"{label}: {_between(low, high)}",
                _filter(column, low, high),
                _marker(look.marker, fill=look.colour),
            )
            for (low, high), look in zip(
                pairwise((0, *scale.breaks_m, None)), scale.looks, strict=True
            )
        ),
        _Rule(
            f"{label}: geen binnen de zoekgrens",
            f'"{column}" IS NULL AND {beyond}',
            _marker("triangle", outline=_BEYOND_RIM),
        ),
        _Rule(
            f"{label}: geen antwoord (zie reden)",
            f'"{column}" IS NULL AND ("{reason}" IS NULL OR NOT {beyond})',
            _marker("circle", outline=_UNKNOWN_RIM),
        ),
    ]
    return _qml(rules, kind="marker")


def _between(low: int | None, high: int | None) -> str:
    """Name a class in a Dutch legend."""
    if high is None:
        return f"{low} m of meer"
    return f"{low} tot {high} m" if low else f"minder dan {high} m"


def _filter(column: str, low: int | None, high: int | None) -> str:
    """Say in QGIS's words which rows belong to a class; exactly ``high`` belongs to the next."""
    above = f'"{column}" >= {low}'
    return above if high is None else f'{above} AND "{column}" < {high}'


def style_voorzieningen(voorzieningen: Voorzieningen) -> str:
    """Draw facilities with the mark of each voorziening on the map, as QML."""
    rules = [
        _Rule(one.label, f"\"voorziening\" = '{key}'", _picture(facility_svg(one)), "SvgMarker")
        for key, one in voorzieningen.items()
    ]
    return _qml(rules, kind="marker")


def facility_svg(voorziening: Voorziening) -> str:
    """Draw the mark of a voorziening: its symbol or first letter, white on a dark disc, in a square of 24."""
    if voorziening.symbol:
        inner = ET.Element(
            "path",
            {"d": voorziening.symbol, "fill": "#fff", "fill-rule": "evenodd",
             "transform": "translate(6.4 6.4) scale(.47)"},
        )  # fmt: skip
    else:
        inner = ET.Element(
            "text",
            {"x": "12", "y": "16.6", "fill": "#fff", "font-size": "13", "font-weight": "600",
             "font-family": "sans-serif", "text-anchor": "middle"},
        )  # fmt: skip
        inner.text = voorziening.label[:1].upper()
    picture = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": "0 0 24 24",
            "width": "24",
            "height": "24",
        },
    )
    ET.SubElement(picture, "circle", cx="12", cy="12", r="11", fill=FACILITY_INK)
    picture.append(inner)
    return ET.tostring(picture, encoding="unicode")


def style_looproutes() -> str:
    """Draw walking routes as QML; dashed where part of the way is not known to be passable."""
    unknown = '"onbekend_m" > 0'
    rules = [
        _Rule(
            "looproute", '"onbekend_m" IS NULL OR "onbekend_m" <= 0', _line(ROUTE_COLOUR, "solid")
        ),
        _Rule("looproute, deels onbekend begaanbaar", unknown, _line(UNKNOWN_ROUTE_COLOUR, "dash")),
    ]
    return _qml(rules, kind="line")


def style_paden() -> str:
    """Draw paths that are not there as QML: to look for on the spot, or to build."""
    looks: dict[Doet, dict[str, str]] = {
        Doet.NAKIJKEN: _line(LOOK_COLOUR, "dash", width=1.2),
        Doet.AANLEGGEN: _line(BUILD_COLOUR, "solid", width=1.2),
    }
    rules = [
        _Rule(f"ontbrekend pad: {doet}", f"\"doet\" = '{doet}'", look)
        for doet, look in looks.items()
    ]
    return _qml(rules, kind="line")


def style_plannen(definition: str, *, points: bool = False) -> str:
    """Draw building plans by their verdict, as QML.

    Parameters
    ----------
    definition
        Name of the definition; the layer needs its column ``oordeel_<definition>``.
    points
        Whether the layer holds points instead of polygons: a style of QGIS is for one of both.
    """
    return _style_verdicts(definition, kind="marker" if points else "fill")


def style_objecten(definition: str) -> str:
    """Draw the addresses of complexes or clusters by the verdict on the whole; see `style_plannen`."""
    return _style_verdicts(definition, kind="marker")


def style_kernen(column: str, what: str) -> str:
    """Draw kernen by a share of their dwellings, as QML.

    Parameters
    ----------
    column
        A share from 0 to 1, for instance ``aandeel_ontmoetingsplek_400``.
    what
        Of what it is a share, for the legend.
    """
    return _qml(_share_rules(column, "", what), kind="fill")


def style_buurten(column: str, what: str) -> str:
    """Draw buurten by a share of their dwellings, wijken and gemeenten by their outlines alone.

    Parameters
    ----------
    column, what
        See `style_kernen`; the layer has a column ``niveau`` besides.
    """
    rules = [
        *_share_rules(column, "\"niveau\" = 'buurt' AND ", what),
        _Rule("wijk", "\"niveau\" = 'wijk'", _fill("", "dash", width=0.5)),
        _Rule("gemeente", "\"niveau\" = 'gemeente'", _fill("", "solid", width=0.9)),
    ]
    return _qml(rules, kind="fill")


def _style_verdicts(definition: str, *, kind: Literal["marker", "fill"]) -> str:
    rules = []
    for verdict, look in VERDICT_LOOKS.items():
        if kind == "marker":
            symbol = _marker(look.marker, fill=look.colour, outline="#ffffff", size=3.0)
        else:
            symbol = _fill(
                look.colour, look.outline, filling=look.filling, rim=look.colour, width=0.7
            )
        filter_ = f"\"{OfDefinition(definition).oordeel}\" = '{verdict.value}'"
        rules.append(_Rule(f"{definition}: {VERDICT_LABELS[verdict]}", filter_, symbol))
    return _qml(rules, kind=kind)


def _share_rules(column: str, of: str, what: str) -> list[_Rule]:
    """Draw a share in equal steps, from each up to but without the next; unknown is hatched."""
    steps = len(SHARE_COLOURS)
    rules = []
    for step, colour in enumerate(SHARE_COLOURS):
        low, high = step / steps, (step + 1) / steps
        below = "" if step == steps - 1 else f' AND "{column}" < {high:g}'
        label = f"{100 * low:.0f} tot {100 * high:.0f} %" if below else f"{100 * low:.0f} % of meer"
        rules.append(
            _Rule(
                f"{what}: {label} van de woningen",
                f'{of}"{column}" >= {low:g}{below}',
                _fill(colour, "solid"),
            )
        )
    unknown = _fill("#6b6b6b", "dash", filling="f_diagonal")
    return [*rules, _Rule(f"{what}: onbekend", f'{of}"{column}" IS NULL', unknown)]


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
