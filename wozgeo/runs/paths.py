"""Which paths that are not there yet would change the answers of this run?"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.analysis.areas import nearest_kern
from wozgeo.analysis.new_paths import Asked, Walkers, as_contract, count_paths, what_to_do
from wozgeo.config import RunConfig
from wozgeo.domain.many_shapes import points_at
from wozgeo.domain.plain_types import FloatArray, Geometries, IntArray
from wozgeo.domain.vocabulary import Measure
from wozgeo.network.links import Pairs, Places, Walked, draw_links, effects
from wozgeo.network.searcher import Searcher
from wozgeo.network.sites import Spot
from wozgeo.runs.connecting import kept_apart
from wozgeo.runs.keeping import Kept
from wozgeo.runs.linking import find_links_once
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read

_SPACING_M = 10.0
"""A path may begin at every node, and at so many metres from the next place it may."""
_AT_M = 0.05
_NEAR_M = 250.0


class NewPaths(NamedTuple):
    """Paths that are not there, and what they would do.

    Attributes
    ----------
    table
        As `wozgeo.analysis.new_paths.count_paths`, for one voorziening after the other, and ``kern``, ``van``,
        ``naar`` and ``doet``.
    shorter
        By voorziening who would walk less: ``of_dwellings`` and ``of_places`` of `Measured`, those of plans
        that may not be shared among them.
    """

    table: gpd.GeoDataFrame
    shorter: dict[str, "Shorter"]


class Shorter(NamedTuple):
    """The shortest walk that any single path would bring, of whom one does.

    Attributes
    ----------
    of_dwellings, of_places
        Index as in `Measured`, unique; ``low_m`` in metres, and ``name``: between which streets the path lies.
    """

    of_dwellings: pd.DataFrame
    of_places: pd.DataFrame


def find_new_paths(
    config: RunConfig,
    read: Read,
    measured: Measured,
    backdrop: gpd.GeoDataFrame,
    kept: Kept | None = None,
) -> NewPaths | None:
    """Find the paths that would bring someone nearer to what the definitions ask a walk to.

    What crosses nothing and saves metres is taken from ``kept`` where an earlier run found it.

    None where nothing is asked, or where the run knows no buildings: a path through a house is none.
    """
    buildings = backdrop.geometry.to_numpy()[(backdrop["kind"] == "gebouw").to_numpy()]
    asked = [one for one in _asked(config, read) if one.voorziening in config.voorzieningen]
    if not asked or not len(buildings):
        return None
    blocking = np.concatenate([read.osm.obstacles.geometry.to_numpy(), buildings])
    search = _Search(config, read, measured, blocking, kept or Kept())
    found = {one.voorziening: search.of(one) for one in asked}
    parts = [table for table, _ in found.values()]
    table = gpd.GeoDataFrame(pd.concat(parts), geometry="geometry", crs=parts[0].crs)
    return NewPaths(table, {kind: shorter for kind, (_, shorter) in found.items()})


def _asked(config: RunConfig, read: Read) -> Iterator[Asked]:
    """Give, of every voorziening that a definition asks a walk to, the first that is asked."""
    done: set[str] = set()
    if not config.judges:
        return
    for walk in (walk for definition in read.definitions.values() for walk in definition.walks):
        if walk.voorziening not in done:
            done.add(walk.voorziening)
            measure = Measure(walk.measure or config.criteria.measure)
            yield Asked(walk.voorziening, walk.limit_m, walk.strict, measure)


class _Search:
    """Dwellings, and the places of what may be shared, on the streets of this run."""

    def __init__(
        self,
        config: RunConfig,
        read: Read,
        measured: Measured,
        blocking: Geometries,
        kept: Kept,
    ) -> None:
        self._kept = kept_apart(config, measured.locations, kept)
        self._config, self._read, self._measured, self._blocking = config, read, measured, blocking
        plans = read.listed.plans
        secret = plans.index[plans["vertrouwelijk"].astype(bool)]
        places = measured.places.loc[measured.place_access.points.index]
        of_secret = (places["group"] == "plan") & places["object_id"].isin(secret)
        shared = np.flatnonzero(~of_secret.to_numpy())
        self._places_in_order = np.append(shared, np.flatnonzero(of_secret.to_numpy()))
        mine = places.iloc[shared]
        self._walkers = Walkers(
            len(measured.access.points),
            list(zip(mine["group"].astype(str), mine["object_id"].astype(str), strict=True)),
            mine["kind"].isin([str(Spot.RASTER), str(Spot.ADRES)]).to_numpy(),
        )
        self._n_shared = len(measured.access.points) + len(shared)
        # what may not be shared comes last: it walks along, and is in no count
        access = measured.access.with_more(measured.place_access.only(self._places_in_order))
        self._searcher = Searcher.possible(measured.network, access, measured.facility_access)
        self._places = Places.on(measured.network, spacing_m=_SPACING_M)

    def of(self, asked: Asked) -> tuple[gpd.GeoDataFrame, Shorter]:
        """Find and count the paths to one voorziening, and tell who would walk less."""
        rule = self._config.paths
        chosen = (self._measured.kinds_entered == asked.voorziening).to_numpy()
        walked = Walked(self._searcher, chosen)
        pairs = find_links_once(
            self._kept,
            walked,
            self._places,
            self._blocking,
            within_m=rule.within_m,
            least_gain_m=rule.least_gain_m,
        )
        limits_m = self._read.limits_m.get(asked.voorziening, ())
        reach_m = max(asked.limit_m, *limits_m, *self._config.summary_breaks_m)
        served = [*effects(walked, self._places, pairs, within_m=reach_m)]
        shared = ((number, row < self._n_shared, row, m) for number, row, m in served)
        counted = count_paths(
            asked,
            draw_links(pairs, self._places),
            pairs.gain_m,
            ((number, row[mine], m[mine]) for number, mine, row, m in shared),
            walked.of_locations[: self._n_shared],
            self._walkers,
        )
        return as_contract(self._named(counted)), self._shorter(served, pairs)

    def _shorter(self, served: list[tuple[int, IntArray, FloatArray]], pairs: Pairs) -> Shorter:
        """Keep of every row the path that shortens its walk most; of equal ones the first."""
        n_rows = self._searcher.n_locations
        low_m, best = np.full(n_rows, np.inf), np.full(n_rows, -1)
        for number, rows, metres in served:
            less = metres < low_m[rows]
            low_m[rows[less]], best[rows[less]] = metres[less], number
        used = np.unique(best[best >= 0])
        ends = (self._street(self._places.xy[end[used]]) for end in (pairs.far, pairs.near))
        names = [" – ".join(dict.fromkeys(filter(None, both))) for both in zip(*ends, strict=True)]
        table = pd.DataFrame(
            {"low_m": low_m, "name": pd.Series(names, used).reindex(best).to_numpy()}
        )
        table = table.astype({"name": object}).fillna({"name": ""})
        n = len(self._measured.access.points)
        of_places = table.iloc[n:].set_axis(
            self._measured.place_access.points.index[self._places_in_order]
        )
        tables = (table.iloc[:n].set_axis(self._measured.access.points.index), of_places)
        return Shorter(*(one[np.isfinite(one["low_m"])] for one in tables))

    def _named(self, paths: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Say where each path lies, and whether to look on the spot first."""
        xy = shapely.get_coordinates(paths.geometry.to_numpy()).reshape(-1, 2, 2)
        van, naar = (self._street(xy[:, end]) for end in (0, 1))
        dead_end = self._dead_end(xy[:, 0]) | self._dead_end(xy[:, 1])
        return gpd.GeoDataFrame(
            paths.assign(
                van=van,
                naar=naar,
                kern=nearest_kern(paths.geometry.centroid, self._measured.locations),
                doet=what_to_do(paths["lengte_m"].to_numpy(), dead_end),
            )
        )

    @cached_property
    def _named_streets(self) -> tuple[shapely.STRtree, NDArray[np.object_]]:
        ways = self._read.osm.ways
        named = ways[ways["name"] != ""].sort_values("name", kind="stable")
        return shapely.STRtree(named.geometry.to_numpy()), named["name"].to_numpy(dtype=object)

    def _street(self, xy: FloatArray) -> list[str]:
        """Name the street at places, or the nearest; the first by alphabet of equal ones, or ""."""
        tree, names = self._named_streets
        place, way = tree.query_nearest(shapely.points(xy), max_distance=_NEAR_M)
        found = pd.Series(names[way]).groupby(place).min()
        return [str(name) for name in found.reindex(range(len(xy)), fill_value="")]

    def _dead_end(self, xy: FloatArray) -> NDArray[np.bool_]:
        """Tell which places are where a street or path stops."""
        network = self._measured.network
        street = ~network.across
        ends = np.concatenate([network.u[street], network.v[street]])
        single = np.flatnonzero(np.bincount(ends, minlength=network.n_nodes) == 1)
        if not len(single):
            return np.zeros(len(xy), dtype=bool)
        tree = shapely.STRtree(points_at(network.xy[single]))
        found = np.zeros(len(xy), dtype=bool)
        found[tree.query(shapely.points(xy), predicate="dwithin", distance=_AT_M)[0]] = True
        return found
