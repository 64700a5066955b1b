"""Which points meet a piece of street that is no use to them, and where do they come to a better one?

A platform drawn 0.7 m beside the pavement, a footway without a beginning: the nearest street is no use where
nobody gets to it. Such a point is joined with the larger piece beside it as well. So is a house whose
nearest way is somebody's private lane behind it with the street hardly further in front.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.plain_types import IntArray
from wozgeo.network.build import WalkNetwork
from wozgeo.network.pieces import STRAY_M, Pieces
from wozgeo.network.search import Reading
from wozgeo.network.snapping import Reach, Snapper

_LANE_M = 5.0
"""A public street no more than this further than a private way is the front of the house as well."""


def join_fronts(points: gpd.GeoSeries, snapper: Snapper, certain: pd.DataFrame) -> pd.DataFrame:
    """Join points beside a private way with a public street that is hardly further.

    Parameters
    ----------
    points, snapper, certain
        The points, what connected them, and their certain access.

    Returns
    -------
    DataFrame
        The certain access; in the possible reading one still leaves by the private way as well.
    """
    network, edge = snapper.network, certain["edge"].to_numpy()
    row = np.flatnonzero((edge >= 0) & network.private[edge])
    off_m = certain["off_m"].to_numpy()[row]
    found = snapper.dry_within(as_places(points.iloc[row]), off_m + _LANE_M, only_open=True)
    return _replaced(certain, _first(found.only(~network.private[found.edge]), row))


def other_fronts(points: gpd.GeoSeries, snapper: Snapper, possible: pd.DataFrame) -> pd.DataFrame:
    """List the public streets, open or unknown, that are hardly further than a private way.

    Parameters
    ----------
    points, snapper, possible
        The points, what connected them, and their possible access.

    Returns
    -------
    DataFrame
        `OTHER_COLUMNS` of `wozgeo.network.other_streets`: in the possible reading one leaves by these as well.
        Whether a neighbour's lane or the own street lies nearest is no reason to walk round.
    """
    edge = possible["edge"].to_numpy()
    row = np.flatnonzero((edge >= 0) & snapper.network.private[edge])
    off_m = possible["off_m"].to_numpy()[row]
    found = snapper.dry_within(as_places(points.iloc[row]), off_m + _LANE_M, only_open=False)
    front = _first(found.only(~snapper.network.private[found.edge]), row)
    return front.assign(row=front.index, certain=False, street=False)


def join_strays(
    points: gpd.GeoSeries,
    snapper: Snapper,
    accesses: tuple[pd.DataFrame, pd.DataFrame],
    pieces: tuple[Pieces, Pieces],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join points beside a stray piece with a larger piece, no more than ``max_extra_m`` further.

    Parameters
    ----------
    points, snapper
        The points, and what connected them.
    accesses
        Access contract: the possible one, and the certain one.
    pieces
        Of the possible and of the certain reading.

    Returns
    -------
    tuple
        Both accesses. The certain one leads to the larger piece; the possible one only where the certain
        one does not: in the possible reading one leaves by either. What they led to before is in
        `beside_strays`.
    """
    possible, certain = accesses
    larger = _larger(points, snapper, certain, pieces[1], only_open=True)
    certain = _replaced(certain, larger)
    still = ~_leads_out(possible, certain, pieces[0])
    larger = _larger(as_places(points[still]), snapper, possible[still], pieces[0], only_open=False)
    larger.index = pd.Index(np.flatnonzero(still)[larger.index])
    return _replaced(possible, larger), certain


def beside_strays(
    near: tuple[pd.DataFrame, pd.DataFrame], joined: tuple[pd.DataFrame, pd.DataFrame]
) -> list[pd.DataFrame]:
    """List the stray pieces beside points that were joined with a larger one: one leaves by these as well.

    Who shops along the same stray piece does not walk round by the larger one.

    Parameters
    ----------
    near, joined
        Access contract, the possible and the certain one: before and after `join_strays`.

    Returns
    -------
    list of DataFrame
        `OTHER_COLUMNS` of `wozgeo.network.other_streets`.
    """
    others = []
    for before, after, is_certain in zip(near, joined, (False, True), strict=True):
        row = np.flatnonzero((before["edge"] != after["edge"]).to_numpy())
        others.append(before.iloc[row].assign(row=row, certain=is_certain, street=False))
    return others


def _leads_out(possible: pd.DataFrame, certain: pd.DataFrame, pieces: Pieces) -> NDArray[np.bool_]:
    """Tell which points already come to more than a stray piece, by either access."""
    edges = possible["edge"].to_numpy(), certain["edge"].to_numpy()
    outs = [(edge >= 0) & (pieces.metres[edge] >= STRAY_M) for edge in edges]
    own, other = edges
    wider = (other >= 0) & (pieces.metres[other] > pieces.metres[own])
    return np.asarray(outs[0] | outs[1] | wider | (own < 0))


def _larger(
    points: gpd.GeoSeries,
    snapper: Snapper,
    access: pd.DataFrame,
    pieces: Pieces,
    *,
    only_open: bool,
) -> pd.DataFrame:
    """Find accesses to a larger piece; index: the row of the point."""
    edge, off_m = access["edge"].to_numpy(), access["off_m"].to_numpy()
    row = np.flatnonzero(pieces.stray(edge))
    found = snapper.dry_within(
        as_places(points.iloc[row]), off_m[row] + snapper.max_extra_m, only_open=only_open
    )
    own = pieces.metres[edge[row[found.point]]]
    found = found.only(pieces.metres[found.edge] > own)
    worth = np.minimum(pieces.metres[found.edge], STRAY_M)
    order = np.lexsort((np.arange(len(found.edge)), found.off_m, -worth, found.point))
    return _first(found.only(order), row)


def _first(found: Reach, row: IntArray) -> pd.DataFrame:
    """Take the first edge of each point; index: the row of the point."""
    best = found.first()
    return pd.DataFrame(
        {"edge": best.edge, "along_m": best.along_m, "off_m": best.off_m, "crosses": ""},
        index=row[best.point],
    )


def _replaced(access: pd.DataFrame, by: pd.DataFrame) -> pd.DataFrame:
    """Put other accesses in some rows."""
    if by.empty:
        return access
    columns = {name: access[name].to_numpy().copy() for name in access.columns}
    for name, values in columns.items():
        values[by.index.to_numpy()] = by[name].to_numpy()
    return pd.DataFrame(columns, index=access.index)


def on_stray_pieces(
    network: WalkNetwork, possible: pd.DataFrame, certain: pd.DataFrame
) -> NDArray[np.bool_]:
    """Tell which points meet a stray piece and nothing else, although there is more street than that.

    Parameters
    ----------
    network, possible, certain
        Streets, and both accesses of the points.
    """
    pieces = Pieces.of(Reading.possible(network))
    most = pieces.metres.max(initial=0.0)
    lost = np.zeros(len(possible), dtype=bool)
    lost |= (possible["edge"] >= 0).to_numpy()
    for access in (possible, certain):
        edge = access["edge"].to_numpy()
        lost &= (edge < 0) | (pieces.stray(edge) & (pieces.metres[edge] < most))
    return lost
