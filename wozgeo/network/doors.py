"""By which street does one leave a dwelling: the nearest, or the one its address names?

A dwelling is numbered on the street of its main entrance, as a rule. So where the nearest way is the lane
behind the house, the address says that the door is on the other side. A street is known here by a number
only: whether two spellings are one name is for who hands the numbers over.
"""

from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import IndexedShapes, as_places, lines_between, shapes_of
from wozgeo.domain.plain_types import IntArray
from wozgeo.network.build import WalkNetwork
from wozgeo.network.pieces import STRAY_M
from wozgeo.network.snapping import Reach, Snapper, place_on_edge
from wozgeo.network.street_pieces import Pieces

UNNAMED_STREET = -1
_RANKS = (0, 1, 4, 1 << 62)
"""The nearest edges of a street are tried in rounds: most come to the first over clear ground."""
_OWN_M = 0.5
"""An address this near to a building is that building's, also where it is drawn on its outline."""


@dataclass(frozen=True)
class Streets:
    """Which street each way belongs to, and which street the address of each point names.

    Attributes
    ----------
    way_id, of_way
        Ways, and a number for the name of each; `UNNAMED_STREET` for one without a name. A way may be there
        more than once, with one number.
    of_point
        The same number per point; `UNNAMED_STREET` for one without an address.
    buildings
        Outlines in RD New: one does not leave through a building of others. None where they are not known.
    """

    way_id: IntArray
    of_way: IntArray
    of_point: IntArray
    buildings: IndexedShapes | None = None

    @classmethod
    def unnamed(cls, n_points: int) -> "Streets":
        """Give what holds for points without an address."""
        none = np.empty(0, dtype=np.int64)
        return cls(none, none, np.full(n_points, UNNAMED_STREET))

    def of_edges(self, network: WalkNetwork) -> IntArray:
        """Give the street of every edge."""
        if not len(self.way_id):
            return np.full(network.n_edges, UNNAMED_STREET)
        order = np.argsort(self.way_id, kind="stable")
        way_id, number = self.way_id[order], self.of_way[order]
        place = np.minimum(np.searchsorted(way_id, network.way_id), len(way_id) - 1)
        return np.where(way_id[place] == network.way_id, number[place], UNNAMED_STREET)


def no_doors(index: pd.Index) -> pd.DataFrame:
    """Give what points have that leave by the nearest street: no other door."""
    n = len(index)
    nowhere = np.full((2, n), np.nan)
    return pd.DataFrame(
        {
            "edge": np.full(n, -1, dtype=np.int64),
            "along_m": nowhere[0],
            "off_m": nowhere[1],
            "crosses": np.full(n, "", dtype=object),
            "known": np.zeros(n, dtype=bool),
        },
        index=index,
    )


def street_doors(
    points: gpd.GeoSeries,
    snapper: Snapper,
    streets: Streets,
    accesses: tuple[pd.DataFrame, pd.DataFrame],
    pieces: tuple[Pieces, Pieces],
) -> pd.DataFrame:
    """Find where points come to the street of their address.

    Parameters
    ----------
    points, snapper
        The points, and what connects them.
    streets
        Which ways and which points have which street.
    accesses
        Access contract: the possible one, and the certain one.
    pieces
        Of the possible and of the certain reading.

    Returns
    -------
    DataFrame
        Access contract, and ``known``: whether the way is known to be open and leads somewhere. The
        nearest edge of the street, over ground that can be crossed and through no building but one's own,
        no more than ``max_extra_m`` further than the nearest edge of any; ``edge`` is -1 where there is
        none: nobody guesses which other street of that name is meant.
    """
    possible, certain = accesses
    doors = no_doors(points.index)
    of_edge, of_point = streets.of_edges(snapper.network), streets.of_point
    edge = possible["edge"].to_numpy()
    row = np.flatnonzero((edge >= 0) & (of_point >= 0) & np.isin(of_point, of_edge))
    if not len(row):
        return doors
    least = np.maximum(_metres(pieces[0], possible), _metres(pieces[0], certain))
    least = np.minimum(least, STRAY_M)
    at_it = (of_edge[edge[row]] == of_point[row]) & (pieces[0].metres[edge[row]] >= least[row])
    here, elsewhere = row[at_it], row[~at_it]
    off_m = possible["off_m"].to_numpy()[elsewhere]
    places = as_places(points.iloc[elsewhere])
    found = snapper.within(places, off_m + snapper.max_extra_m, only_open=False)
    at = elsewhere[found.point]
    mine = (of_edge[found.edge] == of_point[at]) & (pieces[0].metres[found.edge] >= least[at])
    found = _first_clear(snapper, places, found.only(mine), streets.buildings)
    there = elsewhere[found.point]
    columns = {name: doors[name].to_numpy().copy() for name in doors.columns}
    for name, values in (("edge", found.edge), ("along_m", found.along_m), ("off_m", found.off_m)):
        columns[name][here] = possible[name].to_numpy()[here]
        columns[name][there] = values
    columns["crosses"][here] = possible["crosses"].to_numpy(dtype=object)[here]
    columns["known"] = _known(snapper.network, columns["edge"], certain, pieces[1])
    columns["known"] &= columns["crosses"] == ""
    return pd.DataFrame(columns, index=points.index)


def _first_clear(
    snapper: Snapper, places: gpd.GeoSeries, found: Reach, buildings: IndexedShapes | None
) -> Reach:
    """Keep the nearest edge of each point that is reached over clear ground, in the order of the points."""
    rank = np.arange(len(found.point)) - np.searchsorted(found.point, found.point)
    lost = np.ones(len(places), dtype=bool)
    parts = []
    for low, high in pairwise(_RANKS):
        turn = found.only((rank >= low) & (rank < high) & lost[found.point])
        dry = snapper.dry(places, turn)
        parts.append(dry.only(_clear(snapper.network, places, dry, buildings)).first())
        lost[parts[-1].point] = False
    every = Reach(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return every.only(np.argsort(every.point))


def _clear(
    network: WalkNetwork, places: gpd.GeoSeries, found: Reach, buildings: IndexedShapes | None
) -> NDArray[np.bool_]:
    """Tell which legs go through no building; the one a point is in or at is its own."""
    clear = np.ones(len(found.point), dtype=bool)
    if buildings is None or not len(buildings) or not len(clear):
        return clear
    at = shapes_of(places)[found.point]
    feet = place_on_edge(network, found.edge, found.along_m)
    legs = lines_between(shapely.get_coordinates(at), feet)
    leg, building = buildings.tree.query(legs, predicate="crosses")
    own = shapely.distance(buildings.shapes[building], at[leg]) < _OWN_M
    clear[leg[~own]] = False
    return clear


def _known(
    network: WalkNetwork, edge: IntArray, certain: pd.DataFrame, pieces: Pieces
) -> NDArray[np.bool_]:
    """Tell which edges are known to be open, and lead as far as the certain access does."""
    least = np.minimum(_metres(pieces, certain), STRAY_M)
    met = edge >= 0
    known = np.zeros(len(edge), dtype=bool)
    known[met] = network.open[edge[met]] & (pieces.metres[edge[met]] >= least[met])
    return known


def _metres(pieces: Pieces, access: pd.DataFrame) -> NDArray[np.float64]:
    """Give the metres of street that hang together with each access; 0 where there is none."""
    edge = access["edge"].to_numpy()
    return np.where(edge >= 0, np.append(pieces.metres, 0.0)[edge], 0.0)
