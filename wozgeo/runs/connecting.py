"""Where do dwellings meet the streets, and need that be found anew?

It hangs on the extract, on who walks and on where the dwellings are, and on no list: so a run with another
list takes it from what an earlier run kept.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.config import RunConfig
from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.domain.errors import InputError
from wozgeo.domain.many_shapes import as_places, shapes_of
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Door, Profile
from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.osm_arrays import (
    Arrays,
    arrays_from_bytes,
    arrays_to_bytes,
    shapes_apart,
    shapes_together,
    table_apart,
    table_together,
    told_as_damage,
)
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.doors import UNNAMED_STREET
from wozgeo.network.own_doors import own_doors
from wozgeo.network.snapping import Snapper
from wozgeo.network.squares import Sights, Squares
from wozgeo.runs.keeping import Kept
from wozgeo.runs.named_streets import named_streets

_TABLES = ("possible", "certain", "others", "street")


class Connected(NamedTuple):
    """Streets, and where dwellings meet them.

    Attributes
    ----------
    snapper
        What connects other points with the same streets.
    dwellings
        Index: as the dwellings.
    n_far_doors
        Of how many dwellings a stated door lies far from the building, and was not used.
    """

    snapper: Snapper
    dwellings: Accesses
    n_far_doors: int


def connect_dwellings(
    config: RunConfig, osm: OsmTables, locations: gpd.GeoDataFrame, kept: Kept
) -> Connected:
    """Build the streets and connect dwellings with them, or take both from what an earlier run kept.

    Parameters
    ----------
    config, osm, locations
        Of the run.
    kept
        Where the reading of this very extract is kept, with all that had a say in it.

    Raises
    ------
    InputError
        When there is nothing that can be walked.
    """
    # where a list of one's own says who lives where, that is not for a folder beside all runs
    listed = bool(config.locations) or not np.isnan(_stated(locations)).all()
    mine = Kept() if listed else kept.about(_asked(config, locations))
    found = mine.found(lambda content, key: _read(content, key, config, osm, locations))
    if found is not None:
        return found
    snapper = _streets(config, osm)
    made = Connected(snapper, *connect(config, osm, snapper, locations))
    mine.keep(lambda key: _written(made, key))
    return made


def connect(
    config: RunConfig,
    osm: OsmTables,
    snapper: Snapper,
    places: gpd.GeoDataFrame,
    homes: NDArray[np.bool_] | None = None,
) -> tuple[Accesses, int]:
    """Find by which streets dwellings and places are left; and count the stated doors that are far off.

    Every place for itself: which others are connected beside it makes no difference.

    Parameters
    ----------
    config, osm, snapper
        Of the run.
    places
        ``straat`` ("" without an address) and perhaps `STATED_DOOR`.
    homes
        Which are dwellings; None: all.
    """
    homes = np.ones(len(places), dtype=bool) if homes is None else homes
    streets = named_streets(osm.ways, places["straat"], osm.backdrop)
    doors = own_doors(
        as_places(places.geometry),
        _stated(places),
        homes,
        buildings=streets.buildings,
        entrances=osm.entrances,
    )
    # whose door is known leaves there, by whatever street is nearest to it
    streets = replace(streets, of_point=np.where(doors.known, UNNAMED_STREET, streets.of_point))
    by_street = config.door == Door.STRAAT
    access = Accesses.of(doors.points, snapper, streets, by_street=by_street)
    return replace(access, closed=doors.known), int(doors.far.sum())


def _stated(places: gpd.GeoDataFrame) -> FloatArray:
    """Give the doors that lists state: shape (n, 2), NaN where they state none."""
    stated = np.full((len(places), 2), np.nan)
    for column, name in enumerate(STATED_DOOR):
        if name in places:
            stated[:, column] = places[name].to_numpy(dtype=np.float64)
    return stated


def _streets(config: RunConfig, osm: OsmTables) -> Snapper:
    """Build the streets, and what connects points with them."""

    def of(profile: Profile, wheels: Snapper | None) -> Snapper:
        network = build_network(osm.ways, osm.stops, profile=profile, obstacles=osm.obstacles)
        return _snapper(config, osm, network, wheels)

    wheels = None
    if config.profile == Profile.VOETGANGER:
        with suppress(InputError):  # nothing that a rollator can take serves nobody
            wheels = of(Profile.ROLLATOR, None)
    try:
        return of(config.profile, wheels)
    except InputError as error:
        raise InputError(config.osm_file or config.place, error.faults) from error


def _snapper(
    config: RunConfig, osm: OsmTables, network: WalkNetwork, wheels: Snapper | None
) -> Snapper:
    limits = (config.max_off_network_m, config.max_extra_m)
    return Snapper(network, osm.obstacles, *limits, wheels)


def _asked(config: RunConfig, locations: gpd.GeoDataFrame) -> dict[str, Any]:
    """Name everything that has a say in where dwellings meet the streets, beside the extract."""
    content = hashlib.sha256()
    for shape in shapely.to_wkb(locations.geometry.to_numpy()):
        content.update(shape or b"-")
    streets = locations["straat"].fillna("").astype(str).to_list()
    content.update(json.dumps([len(locations), streets]).encode("ascii"))
    return {
        "what": "dwellings",
        "profile": str(config.profile),
        "door": str(config.door),
        "limits": [config.max_off_network_m, config.max_extra_m],
        "locations": content.hexdigest(),
    }


def _written(made: Connected, key: str) -> bytes:
    arrays: Arrays = {}
    snappers = [made.snapper, *([made.snapper.wheels] if made.snapper.wheels else [])]
    for i, snapper in enumerate(snappers):
        _network_apart(str(i), snapper.network, arrays)
    tables = {
        name: table_apart(name, table.reset_index(drop=True), arrays)
        for name in _TABLES
        if (table := getattr(made.dwellings, name)) is not None
    }
    shapes_apart("points", shapes_of(made.dwellings.points), arrays)
    if made.dwellings.closed is not None:
        arrays["closed"] = made.dwellings.closed
    return arrays_to_bytes(arrays, {"n_networks": len(snappers), "tables": tables}, key=key)


def _read(
    content: bytes, key: str, config: RunConfig, osm: OsmTables, locations: gpd.GeoDataFrame
) -> Connected:
    arrays, told = arrays_from_bytes(content, key=key)
    with told_as_damage():
        snapper: Snapper | None = None
        for i in reversed(range(told["n_networks"])):
            snapper = _snapper(config, osm, _network_together(str(i), arrays), snapper)
        if snapper is None:
            raise ValueError("no network")
        tables: dict[str, pd.DataFrame] = {
            name: table_together(name, how, arrays) for name, how in told["tables"].items()
        }
        own = {
            name: table if name == "others" else table.set_axis(locations.index)
            for name, table in tables.items()
        }
        points = gpd.GeoSeries(
            shapes_together("points", arrays), index=locations.index, crs=locations.crs
        )
        by_street, closed = config.door == Door.STRAAT, arrays.get("closed")
        dwellings = Accesses(points, **own, by_street=by_street, closed=closed)
        return Connected(snapper, dwellings, 0)


def _network_apart(name: str, network: WalkNetwork, arrays: Arrays) -> None:
    for part, whole in (("", network), ("squares", network.squares), ("sights", network.sights)):
        for field in fields(whole):
            value = getattr(whole, field.name)
            if field.name == "shapes":
                shapes_apart(f"{name}/{part}/shapes", value, arrays)
            elif isinstance(value, np.ndarray):
                arrays[f"{name}/{part}/{field.name}"] = value


def _network_together(name: str, arrays: Arrays) -> WalkNetwork:
    def of(part: str, kind: type) -> dict[str, Any]:
        start = f"{name}/{part}/"
        names = [field.name for field in fields(kind) if f"{start}{field.name}" in arrays]
        return {each: arrays[f"{start}{each}"] for each in names}

    shapes = shapes_of(pd.Series(shapes_together(f"{name}/squares/shapes", arrays), dtype=object))
    squares = Squares(shapes, **of("squares", Squares))
    sights = Sights(**of("sights", Sights))
    return WalkNetwork(**of("", WalkNetwork), squares=squares, sights=sights)
