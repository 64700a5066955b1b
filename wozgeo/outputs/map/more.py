"""Which layers does this map have besides, together?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wozgeo.outputs.found import Found
from wozgeo.outputs.map.more_layers import layer_settings, pack_ready
from wozgeo.outputs.map.packed_shapes import Shapes
from wozgeo.outputs.map.place_layers import (
    nearly_counting,
    new_places,
    search_areas,
    would_come,
)
from wozgeo.outputs.map.senior_layers import concentrations, streets
from wozgeo.outputs.map.surfaces import surface_settings

_IN_THE_LEGEND = (
    concentrations,
    new_places,
    search_areas,
    would_come,
    nearly_counting,
    streets,
)
_UNDERMOST_FIRST = ("zoekgebieden", "straten", "straten_erbij", "concentraties", "plekken_erbij")
"""How they are drawn; what is not named here lies over these, and the next places over all."""


@dataclass(frozen=True)
class More:
    """What a page gets of them: nothing at all where there are none.

    Attributes
    ----------
    settings
        For the scripts.
    described
        Shapes and their records.
    scripts
        What the page needs to draw them.
    """

    settings: Mapping[str, Any]
    described: tuple[Shapes, Sequence[Mapping[str, Any]]]
    scripts: tuple[str, ...]


def more_layers(found: Found) -> More:
    """Lay out every layer that the run made, in the order of the legend."""
    layers = [layer for describe in _IN_THE_LEGEND for layer in describe(found)]
    drawn = sorted(layers, key=lambda layer: _height(layer.laag))
    settings: dict[str, Any] = {}
    if layers:
        settings["lagen"] = layer_settings(layers)
    settings |= surface_settings(found)
    return More(settings, pack_ready(drawn), ("lagen",) if settings else ())


def _height(laag: str) -> int:
    if laag == "plekken":
        return len(_UNDERMOST_FIRST) + 1
    named = (
        k
        for k, name in enumerate(_UNDERMOST_FIRST)
        if laag == name or (name == "zoekgebieden" and laag.startswith(f"{name}_"))
    )
    return next(named, len(_UNDERMOST_FIRST))
