"""How are the dwellings, their distances and what was judged put on one map?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd

from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Profile
from wozgeo.network.path_trees import PathTrees
from wozgeo.outputs.asset_files import asset
from wozgeo.outputs.legend import (
    DISTANCE_BREAKS_M,
    SYMBOLS,
    build_views,
    label_of,
    voorzieningen_of,
)
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.map.areas import NIVEAUS, describe_areas, describe_walksheds
from wozgeo.outputs.map.framing import bounds_of, places_of
from wozgeo.outputs.map.layers import PackedBackdrop, PackedPaths, PackedPoints, PackedShapes
from wozgeo.outputs.map.objects import (
    SOORTEN,
    VERDICTS,
    Judged,
    describe_listed,
    describe_routes,
    listed_voorzieningen,
)
from wozgeo.outputs.map.packed_paths import path_columns, with_paths
from wozgeo.outputs.map.packed_points import Column
from wozgeo.outputs.map.packed_shapes import Shapes
from wozgeo.outputs.map.page import LeafletMap, Page, Verbatim
from wozgeo.outputs.map.page_text import page_body
from wozgeo.outputs.map.street_names import place_street_names
from wozgeo.outputs.map.verdict_views import build_verdict_views
from wozgeo.outputs.texts import Texts, read_texts

ATTRIBUTION = "© OpenStreetMap-bijdragers (ODbL)"

WALKING_SPEEDS: dict[str, float] = {Profile.ROLLATOR: 0.75, Profile.VOETGANGER: 1.2}
"""Metres per second, for minutes as an aid, never for a verdict. Rollator: people over 75 who walk with
difficulty (University of Bath); voetganger: an ordinary pace (assumed)."""

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
    thin: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    breaks_m: Sequence[float] = DISTANCE_BREAKS_M,
    attribution: str = "",
    online_backdrop: bool = False,
    judged: Judged | None = None,
    made_on: str = "",
    paths: PathTrees | None = None,
    language: str = Language.NL,
    back: str = "",
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
        ``kind``, geometry in RD New and, to be written along streets, ``name``; may be empty.
    title, profile
        Name of the run and who walks, as the reader sees them.
    search_limit_m
        How far was searched: what ``inf`` means.
    warnings
        Sentences for the panel "Let op".
    thin
        Voorzieningen of which there are probably more than are known, and the warning that stands below
        the legend of each.
    labels
        Word per voorziening, where it differs from the vocabulary.
    breaks_m
        Whole metres between the distance classes.
    attribution
        Where streets and backdrop come from; "" for OpenStreetMap.
    online_backdrop
        Offer PDOK's grey map and aerial photograph as well. The page asks for them only when the
        reader switches one on.
    judged
        Plans, complexes and clusters with their verdicts, and summaries of areas; None when nothing
        was judged. The map then opens with the view "Oordeel".
    made_on
        Date of the data or the run as the reader sees it; "" says nothing.
    paths
        Ways to walk of the dwellings: the way to each voorziening is then drawn with the card of a
        dwelling. Adds 5 to 10 % to the file.
    language
        ``nl`` or ``en``. What comes in (names, titles, warnings, sentences of verdicts) stays as given.
    back
        Address of the page that lists this map among others; "" where there is none.

    Returns
    -------
    folium.Map
        Give it to :func:`write_map`. Every text in it is text: names never become HTML.

    Raises
    ------
    ConfigError
        When the breaks are not whole, positive and rising.
    """
    judged = judged or Judged()
    texts = read_texts(language)
    views = build_views(
        woningen,
        breaks_m=breaks_m,
        search_limit_m=search_limit_m,
        labels=labels,
        language=language,
    )
    verdict_views = build_verdict_views(judged, language=language)
    online = _online_backdrops(texts) if online_backdrop else []
    listed = judged.listed()
    settings = {
        "title": title,
        "profile": _minutes(profile, texts),
        "search_limit_m": search_limit_m,
        "views": [*map(asdict, verdict_views), *map(asdict, views)],
        "facilities": _facility_kinds(woningen, voorzieningen, labels, language),
        "places": places_of(woningen),
        "bounds": bounds_of(woningen, *listed.values(), voorzieningen, backdrop),
        "attribution": attribution or texts("page.attribution"),
        "online": online,
        "made_on": made_on,
        "thin": dict(thin or {}),
        "listed": _listed_settings(judged, labels, texts),
        "back": back,
        **_words(texts),
    }
    name = texts("page.title", title=title)
    page = Page(name, language=texts.language, image_sources=_hosts(online))
    body = page_body(
        settings,
        views,
        verdict_views,
        listed,
        n_dwellings=len(woningen),
        warnings=warnings,
        texts=texts,
    )
    map_ = LeafletMap(page, name="kaart", body=body, options=_LEAFLET_OPTIONS)
    described = {**_described(judged, language), "straatnamen": place_street_names(backdrop)}
    _add_layers(map_, woningen, voorzieningen, backdrop, described, paths)
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
    "tekens",
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


def _add_layers(
    map_: LeafletMap,
    woningen: gpd.GeoDataFrame,
    voorzieningen: gpd.GeoDataFrame,
    backdrop: gpd.GeoDataFrame,
    described: Mapping[str, tuple[Shapes, Sequence[Mapping[str, Any]]]],
    paths: PathTrees | None,
) -> None:
    PackedBackdrop(backdrop, name="ondergrond", className="ondergrond").add_to(map_)
    dwellings, columns = _rounded(woningen), _dwelling_columns(woningen)
    if paths is not None:
        dwellings, columns = with_paths(dwellings, paths), [*columns, *path_columns(paths)]
        PackedPaths(paths, name="paden").add_to(map_)
    PackedPoints(dwellings, columns, name="woningen", zIndex=4).add_to(map_)
    wanted = [Column("index", "id"), *(Column(name, "text") for name in ("voorziening", "naam"))]
    wanted += [Column(name, "text") for name in ("telt_als", "bron")]
    wanted += [Column("aanloop_m", "number")]
    PackedPoints(_rounded(voorzieningen), wanted, name="voorzieningen", zIndex=7, **_ABOVE).add_to(
        map_
    )
    shown = ("loopgebied", 2), ("gebieden", 3), ("oordelen", 5), ("routes", 7), ("straatnamen", 1)
    for name, z_index in shown:
        if described[name][1]:
            drawn = name == "oordelen"
            PackedShapes(*described[name], name=name, show=drawn, zIndex=z_index).add_to(map_)
    _Face(map_.get_name(), list(map_._children.values())).add_to(map_)


def _described(
    judged: Judged, language: str
) -> dict[str, tuple[Shapes, Sequence[Mapping[str, Any]]]]:
    return {
        "loopgebied": describe_walksheds(judged),
        "gebieden": describe_areas(judged),
        "oordelen": describe_listed(judged, language=language),
        "routes": describe_routes(judged),
    }


class _Face(folium.MacroElement):  # type: ignore[misc]  # folium has no types
    """What makes the layers into our page: views, legend, cards, list (``assets/kaart.js``)."""

    def __init__(self, map_name: str, layers: Sequence[folium.map.Layer]) -> None:
        super().__init__()
        self._id = "start"
        named = ", ".join(f"{layer.layer_name}: {layer.get_name()}" for layer in layers)
        self.call = f"wozgeo.startKaart({map_name}, {{{named}}});"

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401
        page = self.get_root()
        for name in _SCRIPTS:
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


def _words(texts: Texts) -> dict[str, dict[str, str]]:
    """Give the words for what stands in the tables as a code."""
    labels = texts.labels
    return {
        "reasons": {str(reason): text for reason, text in labels.reasons.items()},
        "crossings": {str(what): text for what, text in labels.crossings.items() if text},
    }


def _minutes(profile: str, texts: Texts) -> dict[str, Any]:
    speed = WALKING_SPEEDS.get(profile)
    source = texts(f"page.speed_{profile}") if speed else ""
    return {"name": profile, "speed_m_s": speed, "source": source}


def _facility_kinds(
    woningen: gpd.GeoDataFrame,
    voorzieningen: gpd.GeoDataFrame,
    labels: Mapping[str, str] | None,
    language: str,
) -> list[dict[str, Any]]:
    """Describe every kind that is on the map or was searched for: word, symbol, number."""
    counts = voorzieningen["voorziening"].astype(str).value_counts()
    searched = voorzieningen_of(woningen)
    kinds = [*searched, *sorted(set(counts.index) - set(searched))]
    described = []
    for kind in kinds:
        label = label_of(kind, labels, language)
        symbol = {"path": SYMBOLS.get(kind), "letter": label[:1].upper()}
        described.append({"key": kind, "label": label, "n": int(counts.get(kind, 0)), **symbol})
    return described


def _listed_settings(
    judged: Judged, labels: Mapping[str, str] | None, texts: Texts
) -> dict[str, Any]:
    """Tell the page in which order verdicts, voorzieningen and definitions stand in the records."""
    voorzieningen = listed_voorzieningen(judged)
    return {
        "soorten": {soort: len(table) for soort, table in judged.listed().items()},
        "volgorde": list(SOORTEN),
        "oordelen": [
            {
                "key": str(v),
                "label": texts.labels.verdicts[v],
                "colour": VERDICT_LOOKS[v][0],
                "shape": VERDICT_LOOKS[v][1],
            }
            for v in VERDICTS
        ],
        "definities": list(judged.definitions.values()),
        "voorzieningen": [
            {"key": v, "label": label_of(v, labels, texts.language)} for v in voorzieningen
        ],
        "lagen": [laag for laag in NIVEAUS if getattr(judged, laag) is not None],
        "loopgebied": judged.walksheds is not None and len(judged.walksheds) > 0,
        "limit_m": judged.limit_m,
    }


def _online_backdrops(texts: Texts) -> list[dict[str, Any]]:
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
