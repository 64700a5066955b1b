"""How are the dwellings, their distances and what was judged put on one map?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.columns import Walk
from wozgeo.domain.definitions import Definition, Within
from wozgeo.domain.language import Language
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import Profile, Voorziening
from wozgeo.outputs.asset_files import asset
from wozgeo.outputs.found import SOORTEN, Found
from wozgeo.outputs.legend import View, build_views, label_of, voorzieningen_of
from wozgeo.outputs.looks import VERDICT_LOOKS, letters_of
from wozgeo.outputs.map.area_views import build_area_views
from wozgeo.outputs.map.areas import AREA_WORDS, describe_areas, describe_walksheds
from wozgeo.outputs.map.framing import bounds_of, places_of
from wozgeo.outputs.map.ground import MapGround, pack_ground
from wozgeo.outputs.map.layers import (
    PackedBackdrop,
    PackedCells,
    PackedPaths,
    PackedPoints,
    PackedShapes,
)
from wozgeo.outputs.map.missing_paths import describe_paths, tally_paths
from wozgeo.outputs.map.more import More, more_layers
from wozgeo.outputs.map.objects import (
    VERDICT_ORDER,
    describe_listed,
    describe_routes,
    listed_voorzieningen,
)
from wozgeo.outputs.map.packed_paths import path_columns, path_names, with_paths
from wozgeo.outputs.map.packed_points import PackedColumn, PackPoints, pack_points
from wozgeo.outputs.map.packed_shapes import Shapes, pack_shapes
from wozgeo.outputs.map.page import LeafletMap, Page, Verbatim
from wozgeo.outputs.map.page_text import page_body
from wozgeo.outputs.map.senior_views import build_senior_areas as senior_areas
from wozgeo.outputs.map.senior_views import senior_views
from wozgeo.outputs.map.verdict_views import build_verdict_views
from wozgeo.outputs.texts import PageTexts

ATTRIBUTION = "© OpenStreetMap-bijdragers (ODbL)"

WALKING_SPEEDS: dict[str, float] = {Profile.ROLLATOR: 0.75, Profile.VOETGANGER: 1.2}
"""Metres per second, for minutes as an aid, never for a verdict. Rollator: people over 75 who walk with
difficulty (University of Bath); voetganger: an ordinary pace (assumed)."""

_ADDRESS = ("naam", "straat", "huisnummer", "postcode", "woonplaats")


def draw_map(
    found: Found,
    *,
    online_backdrop: bool = False,
    back: str = "",
    ground: MapGround | None = None,
    points: PackPoints = pack_points,
) -> folium.Map:
    """Draw the dwellings, and what was judged, on a map that needs no network.

    Parameters
    ----------
    found
        What there is to show. All columns of the dwellings may be missing, and every table may be empty.
        Where anything was judged the map opens with the view "Oordeel". ``paths`` add 5 to 10 % to the file.
    online_backdrop
        Offer PDOK's grey map and aerial photograph as well. The page asks for them only when the
        reader switches one on.
    back
        Address of the page that lists this map among others; "" where there is none.
    ground
        Of the whole backdrop, where that was packed before; None: it is packed here.
    points
        Packs the dwellings.

    Returns
    -------
    folium.Map
        Give it to :func:`write_map`. Every text in it is text: names never become HTML.

    Raises
    ------
    ConfigError
        When the breaks are not whole, positive and rising.
    """
    texts, views, verdict_views = found.texts, build_views(found), build_verdict_views(found)
    online = _online_backdrops(texts) if online_backdrop else []
    areas = describe_areas(found)
    per_area = senior_views(found, areas[1])
    more = more_layers(found)
    settings = {
        "title": found.name,
        "profile": _minutes(found.profile, texts),
        "search_limit_m": found.search_limit_m,
        "views": [*map(asdict, verdict_views), *map(asdict, views), *per_area],
        "per": [*map(asdict, (*build_area_views(found, areas[1]), *senior_areas(found, areas[1])))],
        "facilities": _facility_kinds(found),
        "places": places_of(found.woningen),
        "bounds": bounds_of(
            found.woningen, *found.listed.values(), found.voorzieningen, found.backdrop
        ),
        "attribution": found.attribution or texts("page.attribution"),
        "online": online,
        "made_on": found.streets_stamp[:10],
        "thin": dict(found.thin),
        "listed": _listed_settings(found),
        "back": back,
        **_words(texts),
        "rules": found.rules,
        "path_columns": None if found.paths is None else path_names(found.paths),
        **more.settings,
    }
    name = texts("page.title", title=found.name)
    page = Page(name, language=texts.language, image_sources=_hosts(online))
    body = page_body(settings, views, verdict_views, found)
    map_ = LeafletMap(page, name="kaart", body=body, options=_LEAFLET_OPTIONS)
    _add_layers(map_, found, ground or pack_ground(found.backdrop), views, areas, more, points)
    return map_


def write_map(map_: folium.Map, path: Path) -> Path:
    """Write a map as one HTML file. Equal maps give equal files."""
    path.write_text(map_.get_root().render(), encoding="utf-8", newline="\n")
    return path


_LEAFLET_OPTIONS: dict[str, Any] = {
    "zoomControl": False,
    "attributionControl": False,
    "fadeAnimation": False,
    "minZoom": 7,
    "maxZoom": 19,
    "tapTolerance": 12,
}
"""The page adds its own controls, with Dutch titles."""


_SCRIPTS = (
    "beelden",
    "coordinaten",
    "tekens",
    "pergebied",
    "legenda",
    "kaartje",
    "objectkaartje",
    "keuze",
    "lijst",
    "zoeken",
    "adres",
    "afdruk",
    "plaatsen",
    "straatnamen",
    "kaart",
)


_ABOVE: dict[str, Any] = {"pane": "tekens", "paneZ": 420}
"""Signs and symbols lie over marks and ways to walk (400 in Leaflet)."""


_Described = tuple[Shapes, Sequence[Mapping[str, Any]]]


def _add_layers(
    map_: LeafletMap,
    found: Found,
    ground: MapGround,
    views: Sequence[View],
    areas: _Described,
    more: More,
    points: PackPoints,
) -> None:
    PackedBackdrop(ground.backdrop, name="ondergrond", className="ondergrond").add_to(map_)
    dwellings = _with_nearness(_rounded(found.woningen), found)
    columns = _dwelling_columns(views)
    if found.paths is not None:
        dwellings = with_paths(dwellings, found.paths)
        columns += path_columns(found.paths)
        PackedPaths(found.paths, name="paden").add_to(map_)
    packed_points = points(dwellings, columns)
    PackedPoints(packed_points, name="woningen", zIndex=4).add_to(map_)
    wanted = [PackedColumn("index", "id")]
    wanted += [PackedColumn(name, "text") for name in ("voorziening", "naam", "telt_als", "bron")]
    wanted += [PackedColumn("aanloop_m", "number")]
    facilities = _rounded(found.voorzieningen)
    packed_points = pack_points(facilities, wanted)
    PackedPoints(packed_points, name="voorzieningen", zIndex=7, **_ABOVE).add_to(map_)
    if found.cells is not None:
        PackedCells(found.cells, name="vlak", zIndex=2, className="vlak").add_to(map_)
    described = {**_described(found), "gebieden": areas, "meer": more.described}
    packed = {name: pack_shapes(*of) for name, of in described.items() if of[1]}
    packed |= {"straatnamen": ground.street_names} if ground.street_names else {}
    low = (("loopgebied", 2), ("gebieden", 3), ("oordelen", 5), ("routes", 7))
    for name, z_index in (*low, ("straatnamen", 1), ("nieuw", 6), ("meer", 4)):
        if name in packed:
            drawn = name == "oordelen"
            PackedShapes(packed[name], name=name, show=drawn, zIndex=z_index).add_to(map_)
    _Face(map_.get_name(), list(map_._children.values()), more.scripts).add_to(map_)


def _described(found: Found) -> dict[str, _Described]:
    return {
        "loopgebied": describe_walksheds(found),
        "oordelen": describe_listed(found),
        "routes": describe_routes(found),
        "nieuw": describe_paths(found),
    }


class _Face(folium.MacroElement):  # type: ignore[misc]  # folium has no types
    """What makes the layers into our page: views, legend, cards, list (``assets/kaart.js``)."""

    def __init__(
        self, map_name: str, layers: Sequence[folium.map.Layer], more: Sequence[str]
    ) -> None:
        super().__init__()
        self._id = "start"
        self.scripts = (*_SCRIPTS[:-1], *more, _SCRIPTS[-1])
        named = ", ".join(f"{layer.layer_name}: {layer.get_name()}" for layer in layers)
        self.call = f"wozgeo.startKaart({map_name}, {{{named}}});"

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401
        page = self.get_root()
        for name in self.scripts:
            script = Verbatim(f"<script>{asset(f'{name}.js')}</script>")
            page.header.add_child(script, name=f"{name}_js")
        page.script.add_child(Verbatim(self.call), name="start")
        super().render(**kwargs)


def _rounded(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Round the off-network legs: no class hangs on them, so nearest is better than down."""
    if "aanloop_m" not in table.columns:
        return table
    return table.assign(aanloop_m=table["aanloop_m"].round())


NEARNESS = "dichtbij"
"""Whether an ontmoetingsplek is near enough for the first definition that asks one: 0 no, 1 unknown, 2 yes."""


def _with_nearness(woningen: gpd.GeoDataFrame, found: Found) -> gpd.GeoDataFrame:
    """Compare unrounded, for the page keeps whole metres: 500,4 m is not at most 500 m."""
    walk = Walk(Voorziening.ONTMOETINGSPLEK)
    asked = found.asking.walk if found.asking else None
    if asked is None or walk.afstand_m not in woningen.columns:
        return woningen
    return woningen.assign(**{NEARNESS: nearness(woningen, asked)})


def nearness(woningen: pd.DataFrame, asked: Within) -> FloatArray:
    """Say of every dwelling whether an ontmoetingsplek is near enough: 2 yes, 1 unknown, 0 no.

    ``NaN`` where nothing is said: there is no distance, the off-network leg crosses something, or it is too
    far and a nearer one may lie outside the data.
    """
    walk = Walk(Voorziening.ONTMOETINGSPLEK)
    possible_m = woningen[walk.afstand_m].to_numpy(dtype=np.float64)
    certain_m = possible_m
    if walk.zeker_m in woningen.columns:
        certain_m = woningen[walk.zeker_m].to_numpy(dtype=np.float64)
    silent = np.isnan(possible_m)
    if "aanloop_kruist" in woningen.columns:
        silent |= (woningen["aanloop_kruist"].fillna("") != "").to_numpy()
    possibly = asked.near_enough(possible_m)
    if walk.rand in woningen.columns:
        silent |= ~possibly & woningen[walk.rand].fillna(value=True).to_numpy(dtype=bool)
    surely = asked.near_enough(certain_m)
    return np.where(silent, np.nan, np.select([surely, possibly], [2.0, 1.0], default=0.0))


def _dwelling_columns(views: Sequence[View]) -> list[PackedColumn]:
    """List what travels with a dwelling; what the table lacks is left out when packing."""
    columns = [PackedColumn("index", "id"), *(PackedColumn(name, "text") for name in _ADDRESS)]
    columns += [PackedColumn("aanloop_m", "number"), PackedColumn("aanloop_kruist", "text")]
    columns.append(PackedColumn(NEARNESS, "number"))
    for view in views:
        columns.append(PackedColumn(view.column, "number"))
        if view.certain:
            columns.append(PackedColumn(view.certain, "number", like=view.column))
        if view.walks:
            walk = Walk(view.key)
            columns += [PackedColumn(name, "text") for name in (walk.reden, walk.id, walk.naam)]
            columns.append(PackedColumn(walk.rand, "number"))
    return columns


def _words(texts: PageTexts) -> dict[str, dict[str, str]]:
    """Give the words for what stands in the tables as a code."""
    labels = texts.labels
    return {
        "reasons": {str(reason): text for reason, text in labels.reasons.items()},
        "crossings": {str(what): text for what, text in labels.crossings.items() if text},
        "sources": {value: text(texts.language) for value, text in VALUES["bron"].items()},
    }


def _minutes(profile: str, texts: PageTexts) -> dict[str, Any]:
    speed = WALKING_SPEEDS.get(profile)
    source = texts(f"page.speed_{profile}") if speed else ""
    return {"name": profile, "speed_m_s": speed, "source": source}


def _facility_kinds(found: Found) -> list[dict[str, Any]]:
    """Describe every kind that is on the map or was searched for: word, symbol, number."""
    counts = found.voorzieningen["voorziening"].astype(str).value_counts()
    searched = voorzieningen_of(found.woningen)
    described: list[dict[str, Any]] = []
    keys = [*searched, *sorted(set(counts.index) - set(searched))]
    paths = {key: found.kinds[key].symbol if key in found.kinds else "" for key in keys}
    letters = letters_of({key: label_of(key, found) for key in keys if not paths[key]})
    for key in keys:
        label = label_of(key, found)
        symbol = {"path": paths[key] or None, "letter": letters.get(key, label[:1].upper())}
        walk = Walk(key)
        columns = {"reden": walk.reden, "rand": walk.rand, "naam": walk.naam, "id": walk.id}
        n = int(counts.get(key, 0))
        described.append({"key": key, "label": label, "n": n, **symbol, "columns": columns})
    return described


def _walk_of(definition: Definition, among: Sequence[str]) -> int:
    """Tell the place of the one voorziening that a definition asks a walk to; -1 for none and for several."""
    asked = [walk.voorziening for walk in definition.walks]
    return among.index(asked[0]) if len(asked) == 1 and asked[0] in among else -1


def _bounds(definition: Definition, language: Language) -> dict[str, str]:
    """Write the bound of each walk by what it leads to, where a definition asks several."""
    walks = definition.walks if len(definition.walks) > 1 else ()
    return {walk.voorziening: walk.bound_in(language) for walk in walks}


def _listed_settings(found: Found) -> dict[str, Any]:
    """Tell the page in which order verdicts, voorzieningen and definitions stand in the records."""
    texts, there = found.texts, bool(found.objects or found.areas)
    there_to = listed_voorzieningen(found)
    return {
        "soorten": {soort: len(table) for soort, table in found.listed.items()},
        "volgorde": list(SOORTEN),
        "oordelen": [
            {
                "key": str(v),
                "label": texts.labels.verdicts[v],
                "colour": VERDICT_LOOKS[v].colour,
                "shape": VERDICT_LOOKS[v].shape,
            }
            for v in VERDICT_ORDER
        ],
        "definities": list(found.titles.values()),
        "lopen": [_walk_of(found.definitions[name], there_to) for name in found.titles],
        "gevraagd": [_bounds(found.definitions[name], found.language) for name in found.titles],
        "voorzieningen": [{"key": v, "label": label_of(v, found)} for v in there_to],
        "lagen": [laag for laag in AREA_WORDS if laag in found.areas],
        "loopgebied": found.walksheds is not None and len(found.walksheds) > 0,
        "limit_m": found.limit_m if there else None,
        "bound": bound_of(found),
        "paden": tally_paths(found),
    }


def bound_of(found: Found) -> str:
    """Write the walk that the first definition asks: "minder dan 400 m"; "" where none does."""
    walk = found.asking.walk if found.asking else None
    return walk.bound_in(found.texts.language) if walk else ""


def _online_backdrops(texts: PageTexts) -> list[dict[str, Any]]:
    """Describe what PDOK offers, as the page asks for it."""
    known = import_module("xyzservices").providers.nlmaps
    offered = {
        "grijs": (known.grijs, texts("page.grijs")),
        "luchtfoto": (known.luchtfoto, texts("page.luchtfoto")),
    }
    return [
        {
            "key": key,
            "label": label,
            "url": tiles.build_url(),
            "attribution": texts(f"page.source_{key}"),
            "max_zoom": tiles.max_zoom,
        }
        for key, (tiles, label) in offered.items()
    ]


def _hosts(online: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({"/".join(str(tiles["url"]).split("/")[:3]) for tiles in online}))
