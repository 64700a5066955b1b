"""How does QGIS draw a layer of the results when it opens it?

Each ``style_*`` gives QML, the style format of QGIS, for one layer. Rules instead of classes, so
that a missing answer has a drawing of its own: "none within the search limit" and "could not be
searched" never look alike, nor like a distance. The classes and colours are those of the map: blue
below 400 m, orange from there, darker is further, all 3:1 or more on white. Circle against triangle
says the same without colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from wozgeo.domain.vocabulary import LABELS, Reason, Voorziening

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"

_POINT, _LINE = "0", "1"


@dataclass(frozen=True, slots=True)
class DistanceClass:
    """A stretch of walking distance that is drawn alike.

    Parameters
    ----------
    from_m, to_m
        From, up to but without; in metres. ``to_m`` None: no end.
    colour
        ``#rrggbb``.
    shape
        Marker of QGIS.
    """

    from_m: int
    to_m: int | None
    colour: str
    shape: str

    @property
    def label(self) -> str:
        """How a Dutch legend names it."""
        if self.to_m is None:
            return f"{self.from_m} m of meer"
        if self.from_m == 0:
            return f"minder dan {self.to_m} m"
        return f"{self.from_m} tot {self.to_m} m"

    def filter_on(self, column: str) -> str:
        """Say in QGIS's words which rows belong to it; exactly ``to_m`` belongs to the next."""
        above = f'"{column}" >= {self.from_m}'
        return above if self.to_m is None else f'{above} AND "{column}" < {self.to_m}'


DISTANCE_CLASSES = (
    DistanceClass(0, 250, "#2384c1", "circle"),
    DistanceClass(250, 400, "#005a92", "circle"),
    DistanceClass(400, 500, "#d55e00", "triangle"),
    DistanceClass(500, 800, "#9c3a00", "triangle"),
    DistanceClass(800, None, "#571d00", "triangle"),
)
"""The classes of the drawing; never of a verdict.

250, 400 and 800 m are the published classes of gemeente Amsterdam (Loopafstanden OV), 400 m is the
rollatorafstand of Druten (Prestatieafspraken 2025-2028, bijlage 1) and 500 m is what Kenniscentrum
Sport & Bewegen names for older people.
"""

_FACILITY_MARKS: dict[Voorziening, tuple[str, str]] = {
    Voorziening.SUPERMARKT: ("#d55e00", "square"),
    Voorziening.HUISARTS: ("#a8326e", "cross_fill"),
    Voorziening.OV_HALTE: ("#0072b2", "diamond"),
    Voorziening.ONTMOETINGSPLEK: ("#007a5a", "star"),
    Voorziening.APOTHEEK: ("#6a3d9a", "pentagon"),
    Voorziening.PARK: ("#3f7300", "hexagon"),
}
"""Colour and marker of each voorziening: never told apart by colour alone."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line of the legend: which rows (QGIS expression) and how they are drawn."""

    label: str
    filter: str
    symbol: dict[str, str]


def style_woningen(voorziening: Voorziening) -> str:
    """Draw dwellings by the walking distance to one voorziening.

    Parameters
    ----------
    voorziening
        The layer needs its columns ``afstand_<voorziening>_m`` and ``reden_<voorziening>``.

    Returns
    -------
    str
        QML.
    """
    column = f"afstand_{voorziening.value}_m"
    beyond = f"\"reden_{voorziening.value}\" = '{Reason.BUITEN_ZOEKGRENS.value}'"
    label = LABELS[voorziening]
    rules = [
        *(
            _Rule(f"{label}: {c.label}", c.filter_on(column), _marker(c.shape, fill=c.colour))
            for c in DISTANCE_CLASSES
        ),
        _Rule(
            f"{label}: geen binnen de zoekgrens",
            f'"{column}" IS NULL AND {beyond}',
            _marker("triangle", outline=DISTANCE_CLASSES[-1].colour),
        ),
        _Rule(
            f"{label}: geen antwoord (zie reden)",
            f'"{column}" IS NULL AND ("reden_{voorziening.value}" IS NULL OR NOT {beyond})',
            _marker("circle", outline="#757575"),
        ),
    ]
    return _qml(rules, kind="marker")


def style_voorzieningen(voorzieningen: Sequence[Voorziening] = tuple(Voorziening)) -> str:
    """Draw facilities with a colour and a marker for each voorziening, as QML."""
    rules = [
        _Rule(
            LABELS[v],
            f"\"voorziening\" = '{v.value}'",
            _marker(_FACILITY_MARKS[v][1], fill=_FACILITY_MARKS[v][0], outline="#ffffff", size=4.0),
        )
        for v in voorzieningen
    ]
    return _qml(rules, kind="marker")


def style_looproutes() -> str:
    """Draw walking routes as QML; dashed where part of the way is not known to be passable."""
    unknown = '"onbekend_m" > 0'
    rules = [
        _Rule("looproute", '"onbekend_m" IS NULL OR "onbekend_m" <= 0', _line("#0072b2", "solid")),
        _Rule("looproute, deels onbekend begaanbaar", unknown, _line("#d55e00", "dash")),
    ]
    return _qml(rules, kind="line")


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


def _line(colour: str, style: Literal["solid", "dash"]) -> dict[str, str]:
    return {
        "capstyle": "round",
        "joinstyle": "round",
        "line_color": _rgba(colour),
        "line_style": style,
        "line_width": "0.6",
        "line_width_unit": "MM",
    }


def _rgba(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"


def _qml(rules: Sequence[_Rule], *, kind: Literal["marker", "line"]) -> str:
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
        symbols.append(_symbol(str(number), rule.symbol, kind=kind))
    ET.SubElement(root, "layerGeometryType").text = _POINT if kind == "marker" else _LINE
    ET.indent(root)
    return f"{DOCTYPE}\n{ET.tostring(root, encoding='unicode')}\n"


def _symbol(
    name: str, properties: dict[str, str], *, kind: Literal["marker", "line"]
) -> ET.Element:
    symbol = ET.Element(
        "symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    drawing = "SimpleMarker" if kind == "marker" else "SimpleLine"
    layer = ET.SubElement(
        symbol, "layer", {"class": drawing, "enabled": "1", "pass": "0", "locked": "0"}
    )
    layer.extend(_spelled_twice(properties))
    return symbol


def _spelled_twice(properties: dict[str, str]) -> Iterator[ET.Element]:
    """Spell properties as newer QGIS reads them (Option) and as it did before 3.20 (prop)."""
    options = ET.Element("Option", type="Map")
    for key, value in properties.items():
        ET.SubElement(options, "Option", type="QString", name=key, value=value)
    yield options
    for key, value in properties.items():
        yield ET.Element("prop", k=key, v=value)
