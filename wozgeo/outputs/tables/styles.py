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

from wozgeo.domain.vocabulary import LABELS, VERDICT_LABELS, Reason, Verdict, Voorziening

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"

_Kind = Literal["marker", "line", "fill"]

_GEOMETRY_TYPES: dict[_Kind, str] = {"marker": "0", "line": "1", "fill": "2"}
_DRAWINGS: dict[_Kind, str] = {"marker": "SimpleMarker", "line": "SimpleLine", "fill": "SimpleFill"}


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

_VERDICT_LOOKS: dict[Verdict, tuple[str, str, str, str]] = {
    Verdict.VOLDOET: ("#0072b2", "circle", "solid", "solid"),
    Verdict.VOLDOET_NIET: ("#d55e00", "triangle", "b_diagonal", "solid"),
    Verdict.ONBEKEND: ("#6b6b6b", "diamond", "no", "dash"),
}
"""Colour, marker, filling and outline of each verdict: never told apart by colour alone."""

_SHARE_COLOURS = ("#f2f8fc", "#d0e4f2", "#9cc8e3", "#4d9ccb", "#00639e")
"""From few dwellings to many, in equal steps."""

_OUTLINE = "#3c4a54"


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


def style_kernen(column: str) -> str:
    """Draw kernen by a share of their dwellings, as QML.

    Parameters
    ----------
    column
        A share from 0 to 1, for instance ``aandeel_ontmoetingsplek_400``.
    """
    return _qml(_share_rules(column, ""), kind="fill")


def style_buurten(column: str) -> str:
    """Draw buurten by a share of their dwellings, wijken and gemeenten by their outlines alone.

    Parameters
    ----------
    column
        See `style_kernen`; the layer has a column ``niveau`` besides.
    """
    rules = [
        *_share_rules(column, "\"niveau\" = 'buurt' AND "),
        _Rule("wijk", "\"niveau\" = 'wijk'", _fill("", "dash", width=0.5)),
        _Rule("gemeente", "\"niveau\" = 'gemeente'", _fill("", "solid", width=0.9)),
    ]
    return _qml(rules, kind="fill")


def _style_verdicts(definition: str, *, kind: Literal["marker", "fill"]) -> str:
    rules = []
    for verdict, (colour, shape, filling, outline) in _VERDICT_LOOKS.items():
        if kind == "marker":
            symbol = _marker(shape, fill=colour, outline="#ffffff", size=3.0)
        else:
            symbol = _fill(colour, outline, filling=filling, rim=colour, width=0.7)
        filter_ = f"\"oordeel_{definition}\" = '{verdict.value}'"
        rules.append(_Rule(VERDICT_LABELS[verdict], filter_, symbol))
    return _qml(rules, kind=kind)


def _share_rules(column: str, of: str) -> list[_Rule]:
    """Draw a share in equal steps, from each up to but without the next; unknown is hatched."""
    steps = len(_SHARE_COLOURS)
    rules = []
    for step, colour in enumerate(_SHARE_COLOURS):
        low, high = step / steps, (step + 1) / steps
        below = "" if step == steps - 1 else f' AND "{column}" < {high:g}'
        label = f"{low:.0%} tot {high:.0%}" if below else f"{low:.0%} of meer"
        rules.append(_Rule(label, f'{of}"{column}" >= {low:g}{below}', _fill(colour, "solid")))
    unknown = _fill("#6b6b6b", "dash", filling="f_diagonal")
    return [*rules, _Rule("onbekend", f'{of}"{column}" IS NULL', unknown)]


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
        symbols.append(_symbol(str(number), rule.symbol, kind=kind))
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY_TYPES[kind]
    ET.indent(root)
    return f"{DOCTYPE}\n{ET.tostring(root, encoding='unicode')}\n"


def _symbol(name: str, properties: dict[str, str], *, kind: _Kind) -> ET.Element:
    symbol = ET.Element(
        "symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    layer = ET.SubElement(
        symbol, "layer", {"class": _DRAWINGS[kind], "enabled": "1", "pass": "0", "locked": "0"}
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
