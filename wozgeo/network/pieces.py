"""Which streets hang together, and which hang on private ground alone?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wozgeo.domain.plain_types import FloatArray, IntArray

if TYPE_CHECKING:
    from wozgeo.network.search import Reading

STRAY_M = 1_000.0
"""A piece of network with less street than this, beside a larger one, is a stray piece."""
_MILLIMETRE = 3


def pieces_of(
    u: IntArray, v: IntArray, usable: NDArray[np.bool_], street_m: FloatArray
) -> tuple[IntArray, FloatArray]:
    """Tell of every edge which piece of the network it belongs to, and how much street that piece has.

    Parameters
    ----------
    u, v
        Ends of the edges.
    usable
        Which edges join anything; another one is a piece of 0 m.
    street_m
        Metres of street of each edge; 0 for a line across a square.

    Returns
    -------
    tuple
        Per edge a number, and metres.
    """
    n_nodes = int(max(u.max(initial=-1), v.max(initial=-1))) + 1
    edge = np.flatnonzero(usable)
    graph = coo_array((np.ones(len(edge)), (u[edge], v[edge])), shape=(n_nodes, n_nodes))
    piece = connected_components(graph, directed=False)[1].astype(np.int64)[u]
    metres = np.bincount(piece, weights=np.where(usable, street_m, 0.0), minlength=n_nodes)
    return piece, np.where(usable, np.round(metres[piece], _MILLIMETRE), 0.0)


@dataclass(frozen=True)
class Pieces:
    """Which piece each edge belongs to in a reading, and the metres of street in it."""

    piece: IntArray
    metres: FloatArray

    @classmethod
    def of(cls, reading: "Reading") -> "Pieces":
        """Find the pieces of a reading."""
        # a gate of one's own joins what lies on both sides, and is no street
        u = np.concatenate([reading.u, reading.gates[:, 0]])
        v = np.concatenate([reading.v, reading.gates[:, 1]])
        still = np.zeros(len(reading.gates))
        usable = np.concatenate([reading.usable, still == 0.0])
        street_m = np.concatenate([reading.network.street_m, still])
        piece, metres = pieces_of(u, v, usable, street_m)
        n_edges = reading.network.n_edges
        return cls(piece[:n_edges], metres[:n_edges])

    def stray(self, edge: IntArray) -> NDArray[np.bool_]:
        """Tell which edges are of a piece with little street; -1 is no edge."""
        return (edge >= 0) & (self.metres[edge] < STRAY_M)


def enclosed(
    u: IntArray,
    v: IntArray,
    xy: FloatArray,
    private: NDArray[np.bool_],
    minor: NDArray[np.bool_],
    street_m: FloatArray,
) -> NDArray[np.bool_]:
    """Tell which public edges are reached over private ground alone: those are private ground themselves.

    The paths between the houses of a court are often drawn public behind a private drive. Who lives there
    leaves by that drive, and who visits comes in by it; nobody else passes. So of what private ways hold
    together the largest public piece stays public, and stray pieces of paths become first and last legs.

    Parameters
    ----------
    u, v, xy, private, street_m
        Edges, and the places of their ends, RD New.
    minor
        Which edges are paths and drives: a street of a town is nobody's ground.
    """
    if not private.any():
        return private
    whole, _ = pieces_of(u, v, np.ones(len(u), dtype=bool), street_m)
    public = ~private
    part, metres = pieces_of(u, v, public, street_m)
    edge = np.flatnonzero(public)
    west, south = (_least(np.minimum(xy[u, axis], xy[v, axis]), part) for axis in (0, 1))
    # of equally large ones the one most to the west and south: ids may not decide anything
    order = edge[np.lexsort((south[edge], west[edge], -metres[edge], whole[edge]))]
    first = order[np.unique(whole[order], return_index=True)[1]]
    largest = np.full(int(whole.max(initial=0)) + 1, -1, dtype=np.int64)
    largest[whole[first]] = part[first]
    streets = np.bincount(part[public & ~minor], minlength=int(part.max(initial=0)) + 1) > 0
    apart = public & (part != largest[whole]) & ~streets[part]
    return np.asarray(apart & (metres < STRAY_M))


def _least(values: FloatArray, part: IntArray) -> FloatArray:
    least = np.full(int(part.max(initial=0)) + 1, np.inf)
    np.minimum.at(least, part, values)
    return np.asarray(least[part])
