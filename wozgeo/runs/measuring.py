"""How far is everything from everything it needs?

Dwellings and the places of plans and complexes are measured together: one network, one search.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.analysis.scores import score_locations
from wozgeo.config import RunConfig
from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.domain.memory import give_back
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.vocabulary import Door, Voorziening
from wozgeo.inputs.osm import OsmTables
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.distances import measure_distances
from wozgeo.network.entries import Entries
from wozgeo.network.searcher import Searcher
from wozgeo.network.sites import Spot, refine_sites, sample_sites
from wozgeo.network.snapping import Snapper
from wozgeo.network.square_doors import SquareDoors, open_doors
from wozgeo.runs.connecting import connect, connect_dwellings, kept_apart, walking
from wozgeo.runs.forms import walks_form
from wozgeo.runs.keeping import ENTERED, WALKED, Kept
from wozgeo.runs.lists import Listed
from wozgeo.runs.places import Entered, enter_facilities, entered_form

_NO_LIMITS: Mapping[str, Sequence[float]] = MappingProxyType({})


@dataclass(frozen=True)
class Measured:
    """Everything between reading and judging, as contract tables.

    Attributes
    ----------
    network
        Streets of the run's profile.
    locations, facilities
        What was measured from and to.
    access, facility_access
        Where they meet the streets; of a facility with several doors each, with its id.
    of_access
        The row of the facility of each of those; None: each has one.
    measured_to
        Per facility what ``afstand`` leads to: a `wozgeo.domain.vocabulary.MeasuredTo`; None: to its point.
    n_far_doors
        How many dwellings have a stated door that lies far from their building, and was not used.
    distances, scores
        Of the locations.
    places, place_access, place_distances
        The places of plans and complexes; those that were not found have a place only.
    snapper
        What connects any point with the streets.
    """

    network: WalkNetwork
    locations: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    access: Accesses
    facility_access: Accesses
    distances: pd.DataFrame
    scores: pd.DataFrame
    places: gpd.GeoDataFrame
    place_access: Accesses
    place_distances: pd.DataFrame
    snapper: Snapper
    of_access: IntArray | None = None
    measured_to: "pd.Series[str] | None" = None
    n_far_doors: int = 0

    @property
    def facility_rows(self) -> IntArray:
        """The row of the facility of each of the accesses of facilities."""
        return np.arange(len(self.facilities)) if self.of_access is None else self.of_access

    @property
    def kinds_entered(self) -> "pd.Series[str]":
        """The voorziening of each of the accesses of facilities."""
        return self.facilities["voorziening"].iloc[self.facility_rows]

    @property
    def first_access(self) -> Accesses:
        """Where facilities meet the streets, by the first of their doors: a row per facility."""
        return self.facility_access.only(np.unique(self.facility_rows, return_index=True)[1])


def measure(
    config: RunConfig,
    osm: OsmTables,
    locations: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    listed: Listed | None = None,
    limits_m: Mapping[str, Sequence[float]] = _NO_LIMITS,
    *,
    known: gpd.GeoDataFrame | None = None,
    kept: Kept = Kept(),  # noqa: B008  # nothing, and frozen
) -> Measured:
    """Measure and score every location and every place of what is listed: no file of the user touched.

    ``known`` tells where facilities are entered (`wozgeo.inputs.facility_places`); None: what ``osm`` tells.
    Sites that only just stay within one of the ``limits_m`` to a voorziening are measured more densely.
    What the lists have no say in is taken from ``kept``, where an earlier run left it.
    """
    listed = listed or Listed.nothing()
    snapper, leaving, far_doors = connect_dwellings(config, osm, locations, kept)
    give_back()
    places = _places(config, snapper.network, listed)
    found = places[places.geometry.notna()]
    if len(found):
        homes = (found["kind"] == str(Spot.ADRES)).to_numpy()
        beside, more_far = connect(config, osm, snapper, found, homes)
        leaving, far_doors = leaving.with_more(beside), far_doors + more_far
    entered = _entered(config, osm, facilities, known, snapper, kept)
    opened = open_doors(snapper.network, leaving, entered.access, max_extra_m=config.max_extra_m)
    network, everything, entries = opened
    kinds = facilities["voorziening"].iloc[entered.entries.facility]
    asked = _Asked(kinds, entered.entries, [*config.voorzieningen], config.search_limit_m)
    distances_of = partial(_distances, asked, osm.extent)
    n = len(locations)
    access = everything.only(np.arange(n, len(everything.points)))
    certain_m = partial(_certain_m, asked, network, access, entries)
    finer = _finer(config, listed.plans.geometry, found, certain_m, limits_m)
    if len(finer):
        spots = Accesses.of(finer.geometry, snapper)
        # to the doors that the others walk to, and along which routes are drawn
        network, more, _ = open_doors(network, spots, entries, max_extra_m=config.max_extra_m)
        places, access = _laid_after(places, finer), access.with_more(more)
        opened = network, everything.with_more(more), entries
    own, walks = _walks(locations, kept_apart(config, locations, kept), opened, asked, distances_of)
    return Measured(
        network,
        locations,
        facilities,
        everything.only(np.arange(n), locations.index),
        entries.only(entered.entries.middle),
        own,
        _scores(config, own),
        places,
        access,
        walks.rename_axis(index=["place_id", "voorziening"]),
        snapper,
        entered.entries.facility[entered.entries.middle],
        entered.measured_to,
        far_doors,
    )


def _entered(
    config: RunConfig,
    osm: OsmTables,
    facilities: gpd.GeoDataFrame,
    known: gpd.GeoDataFrame | None,
    snapper: Snapper,
    kept: Kept,
) -> Entered:
    """Find where facilities are entered, or take it as it was kept: by what is known of them all."""
    known = osm.places if known is None else known
    given = {**walking(config), "facilities": facilities, "known": known}
    mine = kept.about({"what": "entries", **given}, ENTERED)
    by_street = config.door == Door.STRAAT
    return mine.once(
        lambda: enter_facilities(
            facilities, known, snapper, osm.ways, osm.buildings, by_street=by_street
        ),
        entered_form(facilities),
    )


class _Asked(NamedTuple):
    """What is asked of every walk.

    Attributes
    ----------
    voorziening
        Of every entry of a facility.
    entries
        Of which facility each is.
    wanted, limit_m
        To which voorzieningen, and how far is looked.
    """

    voorziening: "pd.Series[str]"
    entries: Entries
    wanted: list[str]
    limit_m: float


def _walks(
    locations: gpd.GeoDataFrame,
    kept: Kept,
    opened: SquareDoors,
    asked: _Asked,
    distances_of: Callable[[WalkNetwork, Accesses, Accesses], pd.DataFrame],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measure the dwellings, which come first, or take their walks as they were kept; and all other places.

    They are kept by the streets, and by everything that stands on them: squares that somebody of a list
    crosses are among these streets, and may be others in another run.
    """
    network, everything, entries = opened
    n, mine = len(locations), kept
    if kept.place is not None:
        living = everything.only(np.arange(n), locations.index)
        given = {"what": "walks", "walked": [network, living, entries], "asked": [*asked]}
        mine = kept.about(given, WALKED)
    form = walks_form(locations.index, asked.wanted)
    own = mine.taken(form)
    if own is None:
        # all in one search: what is walked from one place hangs on no other
        both, n_rows = distances_of(network, everything, entries), n * len(asked.wanted)
        own, rest = both.iloc[:n_rows], both.iloc[n_rows:]
        mine.left(own, form)
    elif len(everything.points) > n:
        places = everything.only(np.arange(n, len(everything.points)))
        rest = distances_of(network, places, entries)
    else:
        rest = own.iloc[:0]
    return own.rename_axis(index=["location_id", "voorziening"]), rest


def _distances(
    asked: _Asked,
    extent: shapely.Polygon,
    network: WalkNetwork,
    points: Accesses,
    facilities: Accesses,
) -> pd.DataFrame:
    return measure_distances(
        network,
        points,
        facilities,
        asked.voorziening,
        wanted=asked.wanted,
        search_limit_m=asked.limit_m,
        extent=extent,
        entries=asked.entries,
    )


def _certain_m(
    asked: _Asked, network: WalkNetwork, places: Accesses, entries: Accesses, kind: str
) -> "pd.Series[float]":
    """Measure how far places certainly walk to one voorziening; ``inf`` where that is not known."""
    if not len(places.points):
        return pd.Series(dtype=np.float64)
    chosen = (asked.voorziening == kind).to_numpy() & asked.entries.middle
    metres = Searcher.certain(network, places, entries).nearest(chosen).metres
    metres = np.where(metres > asked.limit_m, np.inf, metres)
    return pd.Series(metres, index=places.points.index, dtype=np.float64)


def _finer(
    config: RunConfig,
    sites: gpd.GeoSeries,
    places: gpd.GeoDataFrame,
    certain_m: Callable[[str], "pd.Series[float]"],
    limits_m: Mapping[str, Sequence[float]],
) -> gpd.GeoDataFrame:
    """Choose more places of the plans that only just stay within a limit."""
    mine = places[(places["group"] == "plan").to_numpy()]
    parts = [
        refine_sites(
            sites,
            mine,
            certain_m(kind).reindex(mine.index),
            limits_m=limits,
            spacing_m=config.sites.spacing_m,
            max_points=config.sites.max_points,
        )
        for kind, limits in (limits_m or {str(Voorziening.ONTMOETINGSPLEK): ()}).items()
    ]
    finer = pd.concat(parts)
    finer = finer[~finer.index.duplicated()]  # near the limits of two walks, the same points
    return gpd.GeoDataFrame(_of_group(finer, "plan"), geometry="geometry", crs=places.crs)


def _laid_after(places: gpd.GeoDataFrame, finer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat([places, finer]), geometry="geometry", crs=places.crs)


def _scores(config: RunConfig, distances: pd.DataFrame) -> pd.DataFrame:
    readings = {"score": "distance_m", "score_zeker": "certain_m"}
    return pd.DataFrame(
        {
            name: score_locations(
                distances[column], config.score, search_limit_m=config.search_limit_m
            )
            for name, column in readings.items()
        }
    )


def _places(config: RunConfig, network: WalkNetwork, listed: Listed) -> gpd.GeoDataFrame:
    """Choose where plans are measured, and lay the dwellings of complexes beside them."""
    sites = sample_sites(
        listed.plans.geometry,
        network,
        spacing_m=config.sites.spacing_m,
        max_points=config.sites.max_points,
    )
    homes = listed.homes.assign(kind=str(Spot.ADRES))
    parts = {"plan": sites, "complex": homes}
    return gpd.GeoDataFrame(
        pd.concat([_of_group(table, group) for group, table in parts.items()]),
        geometry="geometry",
        crs=sites.crs,
    )


def _of_group(places: gpd.GeoDataFrame, group: str) -> pd.DataFrame:
    """Keep plans and complexes apart, that may use the same ids."""
    table = pd.DataFrame(places[["object_id", "kind", "geometry"]]).assign(group=group)
    table["straat"] = places.get("straat", "")  # a plan has no address yet
    for name in STATED_DOOR:
        table[name] = places.get(name, np.nan)
    return table.set_index(pd.Index([f"{group} {i}" for i in places.index], name="place_id"))
