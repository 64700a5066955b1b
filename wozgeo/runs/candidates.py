"""Where could the next places come: in a list of the user's, public and vacant buildings, or at corners?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.config import RunConfig
from wozgeo.config.run_config import COMPLEXES, SitingRule
from wozgeo.domain.errors import ConfigError, InputError
from wozgeo.domain.labels import FILE_SAYS
from wozgeo.domain.language import Text, joined
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.vocabulary import Crossing
from wozgeo.inputs.candidate_buildings import read_building_rules
from wozgeo.inputs.points import read_location_list
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.junctions import junction_accesses
from wozgeo.network.searcher import Searcher
from wozgeo.network.within import Within
from wozgeo.outputs.manifest import Watched
from wozgeo.runs import words_places as words
from wozgeo.runs.called import nearest_streets, say_street
from wozgeo.runs.reading import Read, read_streets
from wozgeo.runs.senior_places import SeniorPlaces

_CELL_M = 50.0
"""Of corners nearer to each other than this, about, one is a candidate."""
_MOST_NAMED = 10


@dataclass(frozen=True)
class Candidates:
    """Places that may be chosen.

    Attributes
    ----------
    table
        ``naam`` and Point, RD New; index: ids.
    access
        Where they meet the streets.
    warnings
        Which of a list cannot be chosen.
    """

    table: gpd.GeoDataFrame
    access: Accesses
    warnings: tuple[Text, ...] = ()


def together(parts: Sequence[Candidates]) -> Candidates:
    """Put candidates of several kinds in one list."""
    first, *rest = parts
    for one in rest:
        table = pd.concat([first.table, one.table])
        warnings = (*first.warnings, *one.warnings)
        first = Candidates(gpd.GeoDataFrame(table), first.access.with_more(one.access), warnings)
    return first


def read_candidates(
    config: RunConfig, read: Read, watched: Collection[Watched] = ()
) -> gpd.GeoDataFrame | None:
    """Read the list of candidates, or the buildings that are; None where corners alone are asked.

    Raises
    ------
    ConfigError
        When what is to come is not measured, or no complex can fail.
    InputError
        When it cannot be read, or has fewer candidates than places are asked for.
    """
    rule = config.siting
    if rule is None:
        return None
    if rule.voorziening not in config.voorzieningen:
        measured = ", ".join(map(str, config.voorzieningen))
        raise ConfigError(
            "siting.voorziening",
            f"found {rule.voorziening!r}, expected one that is measured: {measured}",
        )
    if rule.goal == COMPLEXES and not read.definitions:
        raise ConfigError(
            "siting.goal", "no definition is asked for, so that none of the complexes can fail"
        )
    if rule.candidates is not None:
        register = read.bag.addresses if read.bag else read.osm.addresses
        extent = read.osm.extent.buffer(config.max_off_network_m).bounds
        table = read_location_list(rule.candidates, extent=extent, register=register)
        source = str(rule.candidates)
    elif rule.buildings:
        table, source = _buildings(config, watched), "siting.buildings"
    else:
        return None
    if rule.k > len(table) + (rule.junctions or 0):
        n = len(table)
        raise InputError(
            source,
            f"siting.k asks for {rule.k} places, and there are {n} candidates; "
            f"expected {n} or fewer, or a longer list",
        )
    return table


def _buildings(config: RunConfig, watched: Collection[Watched]) -> gpd.GeoDataFrame:
    """Read public and vacant buildings: each called by its name and by what makes it a candidate."""
    rules, called = read_building_rules()
    found = read_streets(config, rules, watched).facilities
    rule = [called[str(one)](config.language) for one in found["rule"]]
    named = found["name"].astype(str)
    names = [f"{name} ({what})" if name else what for name, what in zip(named, rule, strict=True)]
    table = gpd.GeoDataFrame({"naam": pd.Series(names, index=found.index)}, geometry=found.geometry)
    return table.rename_axis("id").sort_index()


def candidates_of(places: SeniorPlaces, rule: SitingRule, listed: gpd.GeoDataFrame) -> Candidates:
    """Connect a list of places with the streets; those in water or on no street cannot be chosen.

    The warnings tell how the list was read too: what lies outside the map is not among its places.
    """
    access = Accesses.of(listed.geometry, places.measured.snapper)
    met = (access.certain["edge"].to_numpy() >= 0) & ~_in_water(places, listed)
    names = listed["naam"].where(listed["naam"] != "", listed.index.astype(str))
    table = gpd.GeoDataFrame({"naam": names}, geometry=listed.geometry)
    file = rule.candidates.name if rule.candidates else words.BUILDINGS
    told = [FILE_SAYS.about(file=file, said=note) for note in listed.attrs.get("notes", ())]
    if not met.all():
        off = names[~met].astype(str).to_list()
        shown = [*off[:_MOST_NAMED], *(["..."] if len(off) > _MOST_NAMED else [])]
        told.append(
            words.OFF_STREET.about(file=file, named=joined([Text(n, n) for n in shown], ", "))
        )
    return Candidates(table[met], access.only(met), tuple(told))


def worth(
    places: SeniorPlaces, rule: SitingRule, given: Candidates, weights: FloatArray
) -> Candidates:
    """Keep those that have anything around them that is still to be reached, shape (dwellings,)."""
    searcher = Searcher.certain(places.measured.network, places.access, given.access)
    around = Within(searcher, rule.within_m).sums(weights[:, None])[:, 0]
    return Candidates(given.table[around > 0], given.access.only(around > 0), given.warnings)


def _in_water(places: SeniorPlaces, listed: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    obstacles = places.read.osm.obstacles
    water = obstacles.geometry.to_numpy()[(obstacles["kind"] == str(Crossing.WATER)).to_numpy()]
    tree = shapely.STRtree(listed.geometry.to_numpy())
    _, found = tree.query(water[shapely.get_dimensions(water) == 2], predicate="intersects")
    return np.isin(np.arange(len(listed)), found)


def corners(places: SeniorPlaces, rule: SitingRule, weights: FloatArray) -> Candidates:
    """Take the corners with most around them, not all of them side by side.

    Parameters
    ----------
    weights
        Shape (dwellings,): what is still to be reached.
    """
    network = places.measured.network
    public = ~network.private & ~network.across & network.open
    degree = np.bincount(
        np.concatenate([network.u[public], network.v[public]]), minlength=network.n_nodes
    )
    nodes = np.flatnonzero(degree > 2)
    access = junction_accesses(network, nodes)
    searcher = Searcher.certain(network, places.access, access)
    around = Within(searcher, rule.within_m).sums(weights[:, None])[:, 0]
    order = np.lexsort((nodes, -around.round(6)))
    cell = np.floor(network.xy[nodes[order]] / _CELL_M).astype(np.int64)
    _, first = np.unique(cell, axis=0, return_index=True)
    kept = order[np.sort(first)[: rule.junctions]]
    kept = np.sort(kept[around[kept] > 0])
    chosen = access.only(kept)
    names = _corner_names(places, network, nodes[kept])
    ids = [f"hoek{i}" for i in range(1, len(names) + 1)]
    points = gpd.GeoSeries(chosen.points.to_numpy(), index=ids, crs=chosen.points.crs)
    table = gpd.GeoDataFrame({"naam": pd.Series(names, index=ids)}, geometry=points)
    return Candidates(table, chosen)


def _corner_names(places: SeniorPlaces, network: WalkNetwork, nodes: IntArray) -> list[str]:
    """Call corners by their streets: two or more cross, one has its paths, and none is near to one."""
    ways, language = places.read.osm.ways, places.config.language
    met = [_streets_at(ways, network, int(node)) for node in nodes]
    points = gpd.GeoDataFrame(geometry=shapely.points(network.xy[nodes]), crs=ways.crs)
    lonely = np.array([row for row, streets in enumerate(met) if not streets], dtype=np.int64)
    near = nearest_streets(points, lonely, ways if "name" in ways else None)
    return [_corner_name(streets, near.get(row, ""))(language) for row, streets in enumerate(met)]


def _streets_at(ways: gpd.GeoDataFrame, network: WalkNetwork, node: int) -> list[str]:
    here = network.way_id[(network.u == node) | (network.v == node)]
    found = ways["name"][ways.index.isin(here)] if "name" in ways else pd.Series(dtype=object)
    return sorted({*found.fillna("")} - {""})


def _corner_name(streets: Sequence[str], near: str) -> Text:
    if len(streets) > 1:
        return words.CORNER.about(streets=" / ".join(streets))
    if streets:
        return words.ONE_STREET.about(street=say_street(streets[0]))
    return words.NEAR_STREET.about(street=say_street(near)) if near else words.NAMELESS
