"""Which layers has the map besides, each with a switch, a legend and a card per thing in it?

A layer is described here in full: its words, its classes and how they look, and what the card of each thing
says. The page draws whatever it is given (``assets/lagen.js``), so that adding one is a function here. What
travels is what stands in the result tables and no more: those hold no number of persons below the least that is
shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.packed_shapes import Shapes

LAYER_TABLES = (
    "concentraties",
    "straten",
    "plekken",
    "plekken_erbij",
    "straten_erbij",
    "zoekgebieden",
)
"""Result tables that become layers here."""

_TOLERANCE_M = 1.0
"""How far a line may move: below a pixel up to zoom 17."""


@dataclass(frozen=True)
class LayerClass:
    """One row of the legend of a layer, and how its things look.

    Parameters
    ----------
    label
        In words.
    look
        ``colour``; of lines and areas ``width``, ``dash``, ``casing``, ``fill``, ``pattern``; of what has a
        sign its ``shape`` (``circle``, ``square``, ``lozenge``) and whether that is ``hollow``.
    """

    label: str
    look: Mapping[str, Any]


@dataclass(frozen=True)
class Thing:
    """One thing of a layer.

    Parameters
    ----------
    shape
        Where it lies, RD New.
    id
        For a link to it; unique in its layer.
    name, under, lines
        What the card says: its head, what it is, and sentences.
    of_class
        Its place among the classes of the layer.
    sign
        What stands in its sign; "" for nothing.
    voorziening
        Drawn in the view of this one alone; "" for always.
    """

    shape: shapely.Geometry
    id: str
    name: str
    under: str
    lines: tuple[str, ...]
    of_class: int = 0
    sign: str = ""
    voorziening: str = ""


@dataclass(frozen=True)
class MoreLayer:
    """A layer: its key in links, its words in the legend, its classes and what is in it, the last on top."""

    laag: str
    label: str
    classes: tuple[LayerClass, ...]
    things: tuple[Thing, ...]
    note: str = ""
    searched: bool = True

    @property
    def of_the_view(self) -> bool:
        """Whether a part of it is drawn in each view, so that its number says nothing."""
        return any(thing.voorziening for thing in self.things)


def filled(rows: Iterable[str]) -> tuple[str, ...]:
    """Leave out what is not said."""
    return tuple(row for row in rows if row)


def under(*parts: str) -> str:
    """Write what a thing is, in parts, on one line."""
    return words.UNDER.join(filled(parts))


def rows_of(found: Found, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rows of a result table with their id; nothing where it is not there."""
    table = found.tables.get(name)
    if table is None:
        return
    for key, row in zip(table.index, table.to_dict("records"), strict=True):
        yield str(key), {str(name): value for name, value in row.items()}


def whole_number(value: Any) -> int | None:  # noqa: ANN401
    """Take a whole number of a table; None where there is none."""
    return None if value is None or pd.isna(value) else int(value)


def some(found: Found, key: str) -> str:
    """Write "een supermarkt", "a supermarket"; the key where the run does not know it."""
    kind = found.kinds.get(key)
    return kind.some(found.language) if kind else key.replace("_", " ")


def pack_ready(layers: Iterable[MoreLayer]) -> tuple[Shapes, list[dict[str, Any]]]:
    """Give the geometry and the record of everything in some layers."""
    things = [(layer.laag, thing) for layer in layers for thing in layer.things]
    shapes = np.array([thing.shape for _, thing in things], dtype=object)
    lined = shapely.get_dimensions(shapes) == 1
    shapes[lined] = shapely.simplify(shapely.line_merge(shapes[lined]), _TOLERANCE_M)
    records = [
        {
            "laag": laag,
            "id": thing.id,
            "naam": thing.name,
            "onder": thing.under,
            "regels": list(thing.lines),
            "klasse": thing.of_class,
            **({"teken": thing.sign} if thing.sign else {}),
            **({"v": thing.voorziening} if thing.voorziening else {}),
        }
        for laag, thing in things
    ]
    return shapes, records


def layer_settings(layers: Iterable[MoreLayer]) -> list[dict[str, Any]]:
    """Tell the page which layers there are."""
    return [
        {
            "laag": layer.laag,
            "label": layer.label,
            "noot": layer.note,
            **({} if layer.of_the_view else {"n": len(layer.things)}),
            "zoekbaar": layer.searched,
            "klassen": [{"label": one.label, **one.look} for one in layer.classes],
        }
        for layer in layers
    ]


def near_a_box(
    tables: Mapping[str, gpd.GeoDataFrame], near: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]
) -> dict[str, gpd.GeoDataFrame]:
    """Keep of the tables of these layers what lies near, and all of the others."""
    return {name: near(table) if name in LAYER_TABLES else table for name, table in tables.items()}
