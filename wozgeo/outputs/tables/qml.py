"""How are rules of a legend written in QML, the style format of QGIS?"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from wozgeo.outputs.looks import FACILITY_INK

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"

Symbol = Literal["marker", "line", "fill"]
LineStyle = Literal["solid", "dash", "dot"]

_GEOMETRY_TYPES: dict[Symbol, str] = {"marker": "0", "line": "1", "fill": "2"}
_DRAWINGS: dict[Symbol, str] = {
    "marker": "SimpleMarker",
    "line": "SimpleLine",
    "fill": "SimpleFill",
}

_OUTLINE = "#3c4a54"
_LABELS_FROM = 25_000
"""At a smaller scale names would lie over each other."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing that is drawn: what QGIS calls a symbol layer.

    Parameters
    ----------
    properties
        As QGIS names them.
    drawing
        Its class; "" for the plain one of its kind.
    inner, kind
        What it is made of, and whether that is drawn as markers, lines or areas.
    """

    properties: Mapping[str, str]
    drawing: str = ""
    inner: Sequence["Drawn"] = ()
    kind: Symbol = "fill"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the legend: which rows (QGIS expression), how they are drawn, and by what if not as usual.

    ``over`` is drawn over it, in that order.
    """

    label: str
    filter: str
    symbol: Mapping[str, str] | Drawn
    drawing: str = ""
    over: Sequence[Drawn] = ()


def fill(
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


def marker(
    shape: str, *, fill: str = "", outline: str = "", size: float = 1.8, angle: int = 0
) -> dict[str, str]:
    """Describe a marker; without ``fill`` it is hollow, without ``outline`` it has no rim."""
    return {
        "angle": str(angle),
        "color": _rgba(fill) if fill else "255,255,255,0",
        "name": shape,
        "outline_color": _rgba(outline or "#232323"),
        "outline_style": "solid" if outline else "no",
        "outline_width": "0.4",
        "outline_width_unit": "MM",
        "size": str(size),
        "size_unit": "MM",
    }


def picture(svg: str) -> dict[str, str]:
    """Describe a marker that is a picture, carried within the style itself."""
    return {
        "angle": "0",
        "color": _rgba(FACILITY_INK),
        "name": f"base64:{b64encode(svg.encode()).decode()}",
        "size": "5",
        "size_unit": "MM",
    }


def line(colour: str, style: LineStyle, *, width: float = 0.6) -> dict[str, str]:
    """Describe a line, its width in millimetres."""
    return {
        "capstyle": "round",
        "joinstyle": "round",
        "line_color": _rgba(colour),
        "line_style": style,
        "line_width": str(width),
        "line_width_unit": "MM",
    }


def hatch(colour: str, *, apart_mm: float, width_mm: float) -> Drawn:
    """Describe slanting lines over an area, or over a marker that is drawn as one."""
    properties = {
        "angle": "45",
        "distance": str(apart_mm),
        "distance_unit": "MM",
        "line_width": str(width_mm),
        "line_width_unit": "MM",
    }
    inner = Drawn(line(colour, "solid", width=width_mm), kind="line")
    return Drawn(properties, "LinePatternFill", (inner,), "line")


def hatched_marker(shape: str, colour: str, *, size: float) -> Drawn:
    """Describe a marker with a white rim and a white hatch over its colour."""
    ground = Drawn(fill(colour, "solid", rim="#ffffff", width=0.4))
    lines = hatch("#ffffff", apart_mm=1.1, width_mm=0.45)
    rim = Drawn(fill("", "solid", rim=colour, width=0.35))
    return Drawn(marker(shape, fill=colour, size=size), "FilledMarker", (ground, lines, rim))


def in_the_middle(drawn: Drawn) -> Drawn:
    """Describe a marker inside an area."""
    properties = {"point_on_surface": "1", "point_on_all_parts": "0", "clip_points": "0"}
    return Drawn(properties, "CentroidFill", (drawn,), "marker")


def build_qml(rules: Sequence[Rule], *, kind: Symbol, label: str = "") -> str:
    """Write rules, the first on top of the legend, as QML; ``label`` is the column that is written beside."""
    categories = "Symbology|Labeling" if label else "Symbology"
    root = ET.Element("qgis", version="3.28.0", styleCategories=categories)
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
        first = rule.symbol if isinstance(rule.symbol, Drawn) else Drawn(rule.symbol, rule.drawing)
        symbols.append(_symbol(str(number), (first, *rule.over), kind=kind))
    if label:
        root.append(_labelling(label))
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY_TYPES[kind]
    ET.indent(root)
    return f"{DOCTYPE}\n{ET.tostring(root, encoding='unicode')}\n"


def _labelling(column: str) -> ET.Element:
    """Write a column beside what is drawn, on white: once for all addresses of a complex, and from near by."""
    labelling = ET.Element("labeling", type="simple")
    settings = ET.SubElement(labelling, "settings", calloutType="simple")
    text = ET.SubElement(
        settings,
        "text-style",
        fieldName=column,
        isExpression="0",
        fontSize="8",
        fontSizeUnit="Point",
        textColor=_rgba(FACILITY_INK),
    )
    ET.SubElement(
        text, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferColor="255,255,255,255"
    )
    ET.SubElement(
        settings,
        "placement",
        placement="6",
        dist="1.8",
        distUnits="MM",
        geometryGeneratorEnabled="1",
        geometryGenerator="point_on_surface(convex_hull($geometry))",
        geometryGeneratorType="PointGeometry",
    )
    ET.SubElement(
        settings, "rendering", scaleVisibility="1", scaleMin="1", scaleMax=str(_LABELS_FROM)
    )
    return labelling


def _symbol(name: str, layers: Sequence[Drawn], *, kind: Symbol) -> ET.Element:
    """Write what is drawn, the undermost first; QGIS finds what a layer is made of by its name."""
    symbol = ET.Element(
        "symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    for number, drawn in enumerate(layers):
        layer = ET.SubElement(
            symbol,
            "layer",
            {
                "class": drawn.drawing or _DRAWINGS[kind],
                "enabled": "1",
                "pass": "0",
                "locked": "0",
            },
        )
        layer.extend(_spelled_twice(drawn.properties))
        if drawn.inner:
            layer.append(_symbol(f"@{name}@{number}", drawn.inner, kind=drawn.kind))
    return symbol


def _spelled_twice(properties: Mapping[str, str]) -> Iterator[ET.Element]:
    """Spell properties as newer QGIS reads them (Option) and as it did before 3.20 (prop)."""
    options = ET.Element("Option", type="Map")
    for key, value in properties.items():
        ET.SubElement(options, "Option", type="QString", name=key, value=value)
    yield options
    for key, value in properties.items():
        yield ET.Element("prop", k=key, v=value)


def _rgba(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"
