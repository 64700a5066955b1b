"""What does QGIS show when it opens the results as a project, without anything to set up?

A project lies in the GeoPackage itself, in the table where QGIS keeps its projects: one layer for every view
of the map, in groups, drawn and named as on the map. PDOK's grey map is there as well, off: it is asked for
when the reader switches it on, and not before.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from urllib.parse import quote
from xml.etree import ElementTree as ET

import geopandas as gpd

from wozgeo.domain.columns_areas import ShareNear
from wozgeo.domain.columns_seniors import SENIOR_SHARES
from wozgeo.domain.language import Text
from wozgeo.domain.population import AGES
from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.tables import styles
from wozgeo.outputs.tables.aliases import known_columns, with_aliases
from wozgeo.outputs.tables.qml import DOCTYPE
from wozgeo.outputs.tables.styles_seniors import style_senior_areas, style_streets

PROJECT = "wozgeo"
"""What the project in a GeoPackage is called."""

_TABLE = "CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
_STAMP = "2000-01-01T00:00:00"
"""A project says this instead of the time of writing, so that equal runs give equal files."""
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_LAYER_ID = "wozgeo_view_{number:02}"
"""QGIS gives a layer with a shorter id another one, and finds it in its tree no more."""
_FALLBACK = (0.0, 300_000.0, 280_000.0, 625_000.0)
"""The Netherlands, RD New: shown where a run found nothing."""

_GEOMETRIES = {"0": "Point", "1": "Line", "2": "Polygon"}
_VERDICTS = Text("Oordelen", "Verdicts")
_WALKS = Text("Woningen", "Dwellings")
_WALK_TO = Text("Lopen naar {label}", "Walk to {label}")
_AREAS = Text("Gebieden", "Areas")
_AREA_BY = Text("{what}: {label} binnen {n} m", "{what}: {label} within {n} m")
_GROUND = Text("Ondergrond (met internet)", "Background (with internet)")
_GREY_MAP = Text("PDOK, grijze kaart", "PDOK, grey map")
_SENIORS = Text("Ouderen en nieuwe plekken", "Seniors and new places")
_STREETS_TO = Text("{what}, naar {label}", "{what}, to {label}")
_RASTERS = Text("Rasters", "Rasters")
_OF = Text("{what}: {of}", "{what}: {of}")
_LAYERS = {
    "plannen": Text("Plannen", "Plans"),
    "complexen": Text("Complexen", "Complexes"),
    "clusters": Text("Kansrijke clusters", "Promising clusters"),
    "voorzieningen": Text("Voorzieningen", "Facilities"),
    "looproutes": Text("Looproutes", "Walks"),
    "zoekgebieden": Text("Zoekgebieden", "Search areas"),
    "paden": Text("Paden die er niet zijn", "Paths that are not there"),
    "concentraties": Text(
        "Concentraties van 65-plussers", "Concentrations of people of 65 and over"
    ),
    "straten": Text("Straten waar ouderen lopen", "Streets where seniors walk"),
    "plekken": Text("Volgende en bestaande plekken", "Next and existing places"),
    "plekken_erbij": Text("Plekken die nog niet tellen", "Places that do not count yet"),
    "straten_erbij": Text("Waar een plek zou moeten komen", "Where a place would have to come"),
    "kernen": Text("Kernen", "Kernen (towns and villages)"),
    "buurten": Text("Buurten, wijken en gemeenten", "Neighbourhoods and larger areas"),
}


@dataclass(frozen=True)
class LayerView:
    """One layer of the project.

    Attributes
    ----------
    title
        What the reader sees.
    layer
        In the GeoPackage.
    qml
        How it is drawn.
    shown
        Whether it is on when the project opens.
    """

    title: str
    layer: str
    qml: str
    shown: bool = False


@dataclass(frozen=True)
class LayerGroup:
    """Layers that belong together; ``title`` "" for those at the top."""

    title: str
    views: Sequence[LayerView] = field(default=())


def list_views(found: Found) -> list[LayerGroup]:
    """List what the project shows, from top to bottom: verdicts by definition, walks by voorziening."""
    drawn = styles.build_styles(found)
    return [group for group in _groups(found, drawn) if group.views]


def _groups(found: Found, drawn: dict[str, str]) -> Iterator[LayerGroup]:
    language = found.language

    def plain(*layers: str, shown: bool) -> list[LayerView]:
        there = [name for name in layers if len(found.layers.get(name, ())) and name in drawn]
        return [LayerView(_LAYERS[name](language), name, drawn[name], shown) for name in there]

    yield LayerGroup("", plain("voorzieningen", shown=True))
    yield LayerGroup(_VERDICTS(language), [*_verdicts(found)])
    new = ("plekken", "plekken_erbij", "straten_erbij", "concentraties")
    yield LayerGroup(_SENIORS(language), [*plain(*new, shown=False), *_streets(found)])
    yield LayerGroup("", plain("zoekgebieden", "paden", "looproutes", shown=False))
    yield LayerGroup(_WALKS(language), [*_walks(found)])
    yield LayerGroup(_AREAS(language), [*_areas(found)])


def _verdicts(found: Found) -> Iterator[LayerView]:
    for number, (name, title) in enumerate(found.titles.items()):
        for soort in SOORTEN:
            table = found.tables.get(soort)
            if table is None or not len(table):
                continue
            style = styles.style_judged(found, soort, name)
            said = _OF(found.language, what=_LAYERS[soort], of=title)
            yield LayerView(said, soort, style, shown=number == 0 and soort != "clusters")


def _streets(found: Found) -> Iterator[LayerView]:
    """Give the streets where seniors walk, one voorziening after the other."""
    table, language = found.layers.get("straten"), found.language
    kinds = () if table is None else dict.fromkeys(table["voorziening"].astype(str))
    for key in kinds:
        label = found.kinds[key].one if key in found.kinds else Text(key, key)
        said = _STREETS_TO(language, what=_LAYERS["straten"], label=label)
        yield LayerView(said, "straten", style_streets(key, language=language))


def _senior_areas(found: Found, laag: str) -> Iterator[LayerView]:
    table, language = found.layers[laag], found.language
    for age in (one for one in AGES if SENIOR_SHARES[one] in table.columns):
        said = _OF(language, what=_LAYERS[laag], of=words.VIEW.about(age=str(age)))
        yield LayerView(said, laag, style_senior_areas(age, laag, language=language))


def _areas(found: Found) -> Iterator[LayerView]:
    """Give what the map shows per kern and per buurt: one voorziening after the other, then the seniors."""
    for laag in ("kernen", "buurten"):
        table = found.layers.get(laag)
        if table is None or not len(table):
            continue
        for key in found.wanted:
            if ShareNear.within(key, found.summary_near_m).aandeel not in table.columns:
                continue
            label = found.kinds[key].one
            said = _AREA_BY(found.language, what=_LAYERS[laag], label=label, n=found.summary_near_m)
            yield LayerView(said, laag, styles.style_areas(found, laag, key))
        yield from _senior_areas(found, laag)


def _walks(found: Found) -> Iterator[LayerView]:
    for number, key in enumerate(found.wanted):
        kind = found.kinds[key]
        title = _WALK_TO(found.language, label=kind.one)
        shown = number == 0 and not found.titles
        yield LayerView(
            title,
            "woningen",
            styles.style_woningen(kind, found.scale, language=found.language),
            shown,
        )


def write_project(database: sqlite3.Connection, found: Found, *, file_name: str) -> None:
    """Put the project in a GeoPackage that holds the layers of ``found``.

    Parameters
    ----------
    database
        The GeoPackage; it has no project yet.
    found
        What was found.
    file_name
        What the GeoPackage will be called: the project points at its own file, wherever that lies.
    """
    content = _zipped(project_xml(found, file_name=file_name))
    told = json.dumps({"last_modified_time": _STAMP, "last_modified_user": "wozgeo"})
    database.execute(_TABLE)
    database.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (PROJECT, told, content.hex()))


def _zipped(xml: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{PROJECT}.qgs", _ZIP_TIME), xml, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def project_xml(found: Found, *, file_name: str) -> str:
    """Write the project as QGIS 3 reads it."""
    root = ET.Element("qgis", projectname=found.name, version="3.22.0", saveDateTime=_STAMP)
    ET.SubElement(root, "title").text = found.name
    ET.SubElement(root, "projectCrs").append(_srs("EPSG:28992"))
    tree = ET.SubElement(root, "layer-tree-group")
    layers = ET.Element("projectlayers")
    number = 0
    for group in list_views(found):
        parent = tree
        if group.title:
            parent = ET.SubElement(
                tree, "layer-tree-group", name=group.title, expanded="1", checked="Qt::Checked"
            )
        for view in group.views:
            number += 1
            ref = _LAYER_ID.format(number=number)
            source = f"./{file_name}|layername={view.layer}"
            _node(parent, ref, view.title, source, "ogr", shown=view.shown)
            layers.append(_layer(ref, view, source, found))
    _add_rasters(tree, layers, found)
    ground = ET.SubElement(
        tree, "layer-tree-group", name=_GROUND(found.language), expanded="0", checked="Qt::Checked"
    )
    grey = _GREY_MAP(found.language)
    _node(ground, "wozgeo_pdok", grey, _grey_tiles(), "wms", shown=False)
    layers.append(_tiles(grey))
    root.append(_canvas(found))
    root.append(layers)
    root.append(_properties())
    ET.indent(root)
    return f"{DOCTYPE}\n{ET.tostring(root, encoding='unicode')}\n"


def _add_rasters(tree: ET.Element, layers: ET.Element, found: Found) -> None:
    """Put the rasters that lie beside the GeoPackage in a group, off and folded."""
    if not found.rasters:
        return
    group = ET.SubElement(
        tree,
        "layer-tree-group",
        name=_RASTERS(found.language),
        expanded="0",
        checked="Qt::Checked",
    )
    for number, raster in enumerate(found.rasters, start=1):
        ref, source = f"wozgeo_raster_{number:02}", f"./{raster.file}"
        _node(group, ref, raster.title, source, "gdal", shown=False)
        layer = ET.SubElement(layers, "maplayer", type="raster")
        for name, text in (("id", ref), ("datasource", source), ("layername", raster.title)):
            ET.SubElement(layer, name).text = text
        ET.SubElement(layer, "srs").append(_srs("EPSG:28992"))
        ET.SubElement(layer, "provider").text = "gdal"
        layer.extend(ET.fromstring(raster.qml))  # noqa: S314 our own


def _node(
    parent: ET.Element, ref: str, title: str, source: str, provider: str, *, shown: bool
) -> None:
    ET.SubElement(
        parent,
        "layer-tree-layer",
        id=ref,
        name=title,
        source=source,
        providerKey=provider,
        checked="Qt::Checked" if shown else "Qt::Unchecked",
        expanded="1" if shown else "0",
    )


def _layer(ref: str, view: LayerView, source: str, found: Found) -> ET.Element:
    table = found.layers[view.layer]
    names = [*map(str, table.index.names), *table.columns.drop([table.geometry.name]).map(str)]
    columns = known_columns(names, found.labels)
    drawn = ET.fromstring(with_aliases(view.qml, columns, found.language))  # noqa: S314 our own
    kind = drawn.findtext("layerGeometryType", "0")
    layer = ET.Element(
        "maplayer", type="vector", geometry=_GEOMETRIES[kind], labelsEnabled="1", readOnly="0"
    )
    for name, text in (("id", ref), ("datasource", source), ("layername", view.title)):
        ET.SubElement(layer, name).text = text
    ET.SubElement(layer, "srs").append(_srs("EPSG:28992"))
    ET.SubElement(layer, "provider", encoding="UTF-8").text = "ogr"
    layer.extend(part for part in drawn if part.tag != "layerGeometryType")
    ET.SubElement(layer, "previewExpression").text = (
        '"naam"' if "naam" in names else f'"{names[0]}"'
    )
    return layer


def _grey_tiles() -> str:
    """Say where PDOK's map is: as tiles, of which no list is asked when the project opens."""
    tiles = import_module("xyzservices").providers.nlmaps.grijs
    url = quote(tiles.build_url(), safe=":/")
    return f"type=xyz&url={url}&zmin={tiles.min_zoom}&zmax={tiles.max_zoom}"


def _tiles(title: str) -> ET.Element:
    layer = ET.Element("maplayer", type="raster")
    for name, text in (("id", "wozgeo_pdok"), ("datasource", _grey_tiles()), ("layername", title)):
        ET.SubElement(layer, name).text = text
    ET.SubElement(layer, "srs").append(_srs("EPSG:3857"))
    ET.SubElement(layer, "provider").text = "wms"
    return layer


def _srs(code: str) -> ET.Element:
    srs = ET.Element("spatialrefsys")
    ET.SubElement(srs, "srsid").text = code.removeprefix(
        "EPSG:"
    )  # without one QGIS passes over the code
    ET.SubElement(srs, "authid").text = code
    return srs


def _canvas(found: Found) -> ET.Element:
    """Show all that was judged, or else every dwelling."""
    canvas = ET.Element("mapcanvas", name="theMapCanvas")
    ET.SubElement(canvas, "units").text = "meters"
    extent = ET.SubElement(canvas, "extent")
    bounds = _bounds([*found.groups.values()]) or _bounds([found.woningen]) or _FALLBACK
    for name, metres in zip(("xmin", "ymin", "xmax", "ymax"), bounds, strict=True):
        ET.SubElement(extent, name).text = f"{metres:.1f}"
    ET.SubElement(canvas, "destinationsrs").append(_srs("EPSG:28992"))
    return canvas


def _bounds(tables: Sequence[gpd.GeoDataFrame]) -> tuple[float, ...] | None:
    boxes = [t.total_bounds for t in tables if len(t) and not t.geometry.is_empty.all()]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    edge = 0.05 * max(max(east) - min(west), max(north) - min(south), 200.0)
    return min(west) - edge, min(south) - edge, max(east) + edge, max(north) + edge


def _properties() -> ET.Element:
    """Point at files from where the project lies, and draw every layer in the system of the project."""
    properties = ET.Element("properties")
    paths = ET.SubElement(properties, "Paths")
    ET.SubElement(paths, "Absolute", type="bool").text = "false"
    systems = ET.SubElement(properties, "SpatialRefSys")
    ET.SubElement(systems, "ProjectionsEnabled", type="int").text = "1"
    return properties
