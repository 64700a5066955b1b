"""How are the dwellings, their distances and what lies around them put on one map?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from jinja2 import Environment

from wozgeo.domain.crs import to_wgs84
from wozgeo.domain.vocabulary import REASON_LABELS, Profile
from wozgeo.outputs.layers import PackedBackdrop, PackedPoints
from wozgeo.outputs.legend import (
    DISTANCE_BREAKS_M,
    SYMBOLS,
    View,
    build_views,
    label_of,
    voorzieningen_of,
)
from wozgeo.outputs.packed_points import Column
from wozgeo.outputs.page import LeafletMap, Page, Verbatim, as_json, asset

ATTRIBUTION = "© OpenStreetMap-bijdragers (ODbL)"

WALKING_SPEEDS: dict[str, tuple[float, str]] = {
    Profile.ROLLATOR: (0.75, "0,75 m/s, 75-plussers die moeilijk lopen (University of Bath)"),
    Profile.VOETGANGER: (1.2, "1,2 m/s, een gewone wandelpas (aanname)"),
}
"""Metres per second and where they come from: for minutes as an aid, never for a verdict."""

_WALKERS: dict[str, tuple[str, str]] = {
    Profile.ROLLATOR: ("met een rollator", "iemand met een rollator"),
    Profile.VOETGANGER: ("van een voetganger", "een voetganger"),
}

_NETHERLANDS = ((50.7, 3.3), (53.6, 7.3))
_MIN_DWELLINGS_OF_A_PLACE = 10
_SMALLEST_VIEW_M = 400.0

_ADDRESS = ("naam", "straat", "huisnummer", "postcode", "woonplaats")


def draw_map(
    woningen: gpd.GeoDataFrame,
    voorzieningen: gpd.GeoDataFrame,
    backdrop: gpd.GeoDataFrame,
    *,
    title: str,
    profile: str,
    search_limit_m: float,
    warnings: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    breaks_m: Sequence[float] = DISTANCE_BREAKS_M,
    attribution: str = ATTRIBUTION,
    online_backdrop: bool = False,
) -> folium.Map:
    """Draw the dwellings on a map that needs no network.

    Parameters
    ----------
    woningen
        Dwellings in RD New, indexed by ``locatie_id``, with ``afstand_<voorziening>_m`` for any
        number of voorzieningen and what else the result tables carry; all but the geometry may be
        missing. May be empty.
    voorzieningen
        Facilities in RD New, indexed by ``id``: ``voorziening``, ``naam``, ``bron``, ``aanloop_m``.
    backdrop
        ``kind`` and geometry in RD New; may be empty.
    title, profile
        Name of the run and who walks, as the reader sees them.
    search_limit_m
        How far was searched: what ``inf`` means.
    warnings
        Dutch sentences for the panel "Let op".
    labels
        Dutch word per voorziening, where it differs from the vocabulary.
    breaks_m
        Whole metres between the distance classes.
    attribution
        Where streets and backdrop come from.
    online_backdrop
        Offer PDOK's grey map as well. The page asks for it only when the reader switches it on.

    Returns
    -------
    folium.Map
        Give it to :func:`write_map`. Every text in it is text: names never become HTML.

    Raises
    ------
    ConfigError
        When the breaks are not whole, positive and rising.
    """
    views = build_views(woningen, breaks_m=breaks_m, search_limit_m=search_limit_m, labels=labels)
    online = _online_backdrop() if online_backdrop else None
    settings = {
        "title": title,
        "profile": _minutes(profile),
        "search_limit_m": search_limit_m,
        "views": [asdict(view) for view in views],
        "facilities": _facility_kinds(woningen, voorzieningen, labels),
        "reasons": {str(reason): text for reason, text in REASON_LABELS.items()},
        "places": _places(woningen),
        "bounds": _bounds(woningen, voorzieningen, backdrop),
        "attribution": attribution,
        "online": online,
    }
    page = Page(f"{title}: loopafstanden", image_sources=(online["host"],) if online else ())
    body = _body(settings, views, n_dwellings=len(woningen), warnings=warnings)
    map_ = LeafletMap(page, name="kaart", body=body, options=_LEAFLET_OPTIONS)
    _add_layers(map_, woningen, voorzieningen, backdrop)
    return map_


def write_map(map_: folium.Map, path: Path) -> Path:
    """Write a map as one HTML file. Equal maps give equal files."""
    path.write_text(map_.get_root().render(), encoding="utf-8", newline="\n")
    return path


_LEAFLET_OPTIONS: dict[str, Any] = {
    "zoomControl": False,
    "attributionControl": False,
    "fadeAnimation": False,
    "minZoom": 5,
    "maxZoom": 19,
    "tapTolerance": 12,
}
"""The page adds its own controls, with Dutch titles."""


def _add_layers(
    map_: LeafletMap,
    woningen: gpd.GeoDataFrame,
    voorzieningen: gpd.GeoDataFrame,
    backdrop: gpd.GeoDataFrame,
) -> None:
    PackedBackdrop(backdrop, name="ondergrond", className="ondergrond").add_to(map_)
    dots = PackedPoints(_rounded(woningen), _dwelling_columns(woningen), name="woningen", zIndex=2)
    dots.add_to(map_)
    wanted = [Column("index", "id"), *(Column(name, "text") for name in ("voorziening", "naam"))]
    wanted += [Column("bron", "text"), Column("aanloop_m", "number")]
    PackedPoints(_rounded(voorzieningen), wanted, name="voorzieningen", zIndex=3).add_to(map_)
    names = [child.get_name() for child in map_._children.values()]
    _Face(map_.get_name(), names).add_to(map_)


class _Face(folium.MacroElement):  # type: ignore[misc]  # folium has no types
    """What makes the layers into our page: views, legend, card (``assets/kaart.js``)."""

    def __init__(self, map_name: str, layer_names: Sequence[str]) -> None:
        super().__init__()
        self._id = "start"
        self.call = f"wozgeo.startKaart({', '.join([map_name, *layer_names])});"

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401
        page = self.get_root()
        for name in ("beelden", "kaartje", "kaart"):
            script = Verbatim(f"<script>{asset(f'{name}.js')}</script>")
            page.header.add_child(script, name=f"{name}_js")
        page.script.add_child(Verbatim(self.call), name="start")
        super().render(**kwargs)


def _rounded(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Round the off-network legs: no class hangs on them, so nearest is better than down."""
    if "aanloop_m" not in table.columns:
        return table
    return table.assign(aanloop_m=table["aanloop_m"].round())


def _dwelling_columns(woningen: gpd.GeoDataFrame) -> list[Column]:
    """List what travels with a dwelling; what the table lacks is left out when packing."""
    columns = [Column("index", "id"), *(Column(name, "text") for name in _ADDRESS)]
    columns += [Column("aanloop_m", "number"), Column("aanloop_kruist", "text")]
    for v in voorzieningen_of(woningen):
        columns += [
            Column(f"afstand_{v}_m", "number"),
            Column(f"zeker_{v}_m", "number", like=f"afstand_{v}_m"),
            Column(f"reden_{v}", "text"),
            Column(f"{v}_id", "text"),
            Column(f"{v}_naam", "text"),
            Column(f"rand_{v}", "number"),
        ]
    return [*columns, Column("score", "number"), Column("score_zeker", "number", like="score")]


def _minutes(profile: str) -> dict[str, Any]:
    speed, source = WALKING_SPEEDS.get(profile, (None, ""))
    return {"name": profile, "speed_m_s": speed, "source": source}


def _facility_kinds(
    woningen: gpd.GeoDataFrame, voorzieningen: gpd.GeoDataFrame, labels: Mapping[str, str] | None
) -> list[dict[str, Any]]:
    """Describe every kind that is on the map or was searched for: word, symbol, number."""
    counts = voorzieningen["voorziening"].astype(str).value_counts()
    searched = voorzieningen_of(woningen)
    kinds = [*searched, *sorted(set(counts.index) - set(searched))]
    described = []
    for kind in kinds:
        label = label_of(kind, labels)
        symbol = {"path": SYMBOLS.get(kind), "letter": label[:1].upper()}
        described.append({"key": kind, "label": label, "n": int(counts.get(kind, 0)), **symbol})
    return described


def _places(woningen: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Give the name of every woonplaats with enough dwellings, in the middle of them."""
    if "woonplaats" not in woningen.columns or not len(woningen):
        return []
    lon_lat = to_wgs84(shapely.get_coordinates(woningen.geometry.to_numpy()))
    names = woningen["woonplaats"].fillna("").astype(str).to_numpy()
    places = []
    for name in sorted(set(names) - {""}):
        here = lon_lat[names == name]
        if len(here) >= _MIN_DWELLINGS_OF_A_PLACE:
            lon, lat = np.median(here, axis=0).round(5)
            places.append({"name": name, "lat": float(lat), "lon": float(lon), "n": len(here)})
    return sorted(places, key=lambda place: (-int(place["n"]), str(place["name"])))


def _bounds(*tables: gpd.GeoDataFrame) -> list[list[float]]:
    """Give south-west and north-east of the first table that has anything, never a mere point."""
    filled = [table for table in tables if len(table) and not table.geometry.is_empty.all()]
    if not filled:
        return [list(corner) for corner in _NETHERLANDS]
    west, south, east, north = filled[0].total_bounds
    margin_x = max(0.0, (_SMALLEST_VIEW_M - (east - west)) / 2)
    margin_y = max(0.0, (_SMALLEST_VIEW_M - (north - south)) / 2)
    corners = [(west - margin_x, south - margin_y), (east + margin_x, north + margin_y)]
    return [[float(lat), float(lon)] for lon, lat in to_wgs84(corners).round(5)]


def _online_backdrop() -> dict[str, Any]:
    grey = import_module("xyzservices").providers.nlmaps.grijs
    url = grey.build_url()
    host = "/".join(url.split("/")[:3])
    return {"url": url, "host": host, "attribution": grey.attribution, "max_zoom": grey.max_zoom}


def _body(
    settings: Mapping[str, Any],
    views: Sequence[View],
    *,
    n_dwellings: int,
    warnings: Sequence[str],
) -> str:
    """Fill in the page: what a reader sees who has no map, and the settings for the script."""
    profile = settings["profile"]["name"]
    how, walker = _WALKERS.get(profile, (f"({profile})", "de gekozen loper"))
    template = Environment(autoescape=True).from_string(asset("kaart.html"))
    return template.render(
        title=settings["title"],
        subtitle=f"Loopafstand {how}, {_dutch(n_dwellings)} woningen",
        map_name="map_kaart",
        walker=walker,
        limit=_dutch(settings["search_limit_m"]),
        minutes=settings["profile"]["source"],
        doubtful_mark=any(view.n_doubtful for view in views),
        default_breaks=any(view.breaks == DISTANCE_BREAKS_M for view in views),
        warnings=[str(warning) for warning in warnings],
        tables=_tables(views),
        settings=as_json(settings),
    )


def _tables(views: Sequence[View]) -> list[dict[str, Any]]:
    """Put views with the same classes side by side: counts per class."""
    alike: dict[tuple[str, ...], list[View]] = {}
    for view in views:
        alike.setdefault(tuple(c.label for c in view.classes), []).append(view)
    tables = []
    for row_labels, group in alike.items():
        counts = [[_dutch(view.classes[k].n) for view in group] for k in range(len(row_labels))]
        rows = [{"label": t, "counts": n} for t, n in zip(row_labels, counts, strict=True)]
        about = "loopafstand en voorziening" if group[0].key != "score" else "score"
        heads = [view.label for view in group]
        tables.append({"caption": f"Aantal woningen naar {about}", "heads": heads, "rows": rows})
    return tables


def _dutch(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")
