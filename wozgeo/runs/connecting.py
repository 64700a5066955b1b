"""Where do dwellings meet the streets, and need that be found anew?

It hangs on the extract, on who walks and on where the dwellings are, and on no list: so a run with another
list takes it from what an earlier run kept.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from wozgeo.config import RunConfig
from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.domain.errors import InputError
from wozgeo.domain.many_shapes import as_places, shapes_of
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Door, Profile
from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.osm_arrays import Arrays
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork, build_network
from wozgeo.network.doors import UNNAMED_STREET
from wozgeo.network.own_doors import own_doors
from wozgeo.network.snapping import Snapper
from wozgeo.runs.forms import (
    accesses_apart,
    accesses_together,
    network_apart,
    network_together,
)
from wozgeo.runs.keeping import CONNECTED, Form, Kept
from wozgeo.runs.named_streets import named_streets


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
    mine = kept_apart(config, locations, kept)
    mine = mine.about({"what": "dwellings", **_asked(config, locations)}, CONNECTED)

    def make() -> Connected:
        snapper = _streets(config, osm)
        return Connected(snapper, *connect(config, osm, snapper, locations))

    def together(arrays: Arrays, told: dict[str, Any]) -> Connected:
        return _together(arrays, told, config, osm, locations)

    return mine.once(make, Form(_apart, together))


def kept_apart(config: RunConfig, locations: gpd.GeoDataFrame, kept: Kept) -> Kept:
    """Give where what is found of dwellings is kept: nowhere where a list of one's own says who lives where.

    That is not for a folder beside all runs.
    """
    listed = bool(config.locations) or not np.isnan(_stated(locations)).all()
    return Kept() if listed else kept


def walking(config: RunConfig) -> dict[str, Any]:
    """Name the settings that have a say in where any point meets the streets."""
    return {
        "profile": str(config.profile),
        "door": str(config.door),
        "limits": [config.max_off_network_m, config.max_extra_m],
    }


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
    streets = named_streets(osm.ways, places["straat"], osm.buildings)
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
    streets = locations["straat"].fillna("").astype(str).to_list()
    return {
        **walking(config),
        "places": shapes_of(locations.geometry),
        "streets": np.array(streets, dtype=object),
    }


def _apart(made: Connected) -> tuple[Arrays, dict[str, Any]]:
    arrays: Arrays = {}
    snappers = [made.snapper, *([made.snapper.wheels] if made.snapper.wheels else [])]
    for i, snapper in enumerate(snappers):
        network_apart(str(i), snapper.network, arrays)
    told = accesses_apart("dwellings", made.dwellings, arrays)
    return arrays, {"n_networks": len(snappers), "dwellings": told}


def _together(
    arrays: Arrays,
    told: dict[str, Any],
    config: RunConfig,
    osm: OsmTables,
    locations: gpd.GeoDataFrame,
) -> Connected:
    snapper: Snapper | None = None
    for i in reversed(range(told["n_networks"])):
        snapper = _snapper(config, osm, network_together(str(i), arrays), snapper)
    if snapper is None:
        raise ValueError("no network")
    dwellings = accesses_together("dwellings", told["dwellings"], arrays, locations.index)
    # of a dwelling whose door is stated nothing is kept: so none lies far off
    return Connected(snapper, dwellings, 0)
