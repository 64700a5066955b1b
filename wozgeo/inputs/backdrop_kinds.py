"""How does the map draw an object of OpenStreetMap, by its tags?"""

from wozgeo.domain.plain_types import Tags

_MAIN_ROADS = {"motorway", "trunk", "primary", "secondary"}
_PATHS = {"footway", "cycleway", "path", "steps", "track", "bridleway", "corridor"}
_STREETS = {
    "tertiary", "unclassified", "residential", "living_street", "pedestrian", "service", "road", "busway",
}  # fmt: skip
_GREEN = {
    "landuse": {
        "allotments", "cemetery", "farmland", "flowerbed", "forest", "grass", "meadow", "orchard",
        "recreation_ground", "village_green",
    },
    "leisure": {"garden", "golf_course", "nature_reserve", "park", "pitch", "playground"},
    "natural": {"grassland", "heath", "scrub", "wetland", "wood"},
}  # fmt: skip
_WATER_LINES = {"river", "canal", "stream", "ditch", "drain"}

BACKDROP_KEYS = frozenset({*_GREEN, "highway", "building", "railway", "tunnel", "waterway"})
"""The tags by which `backdrop_kind` tells."""

AREAL = frozenset({"water", "groen", "gebouw"})
"""What is drawn as an area or not at all."""


def backdrop_kind(tags: Tags) -> str:
    """Tell how the map draws an object; "" if it does not."""
    highway = tags.get("highway", "")
    if highway:
        highway = highway.removesuffix("_link")
        kinds = ((_MAIN_ROADS, "hoofdweg"), (_STREETS, "straat"), (_PATHS, "pad"))
        return next((kind for classes, kind in kinds if highway in classes), "")
    if tags.get("building", "no") != "no":
        return "gebouw"
    if tags.get("railway") in {"rail", "light_rail", "tram", "subway"}:
        return "" if tags.get("tunnel", "no") != "no" else "spoor"
    if tags.get("natural") == "water" or tags.get("waterway") in {"riverbank", "dock"}:
        return "water"
    if tags.get("waterway") in _WATER_LINES:
        return "" if tags.get("tunnel", "no") != "no" else "waterlijn"
    return "groen" if any(tags.get(key) in values for key, values in _GREEN.items()) else ""
