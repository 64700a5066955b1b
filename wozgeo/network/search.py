"""How does one search outward from all facilities keep to the rules of private ground?

Private ways serve as first or last leg only: one may walk over private ground to the public street, and
from the street over private ground to the door, but never in at one side and out at the other. Walking
outward from a facility there are three layers: *ground of the facility* -> *public* -> *ground of the
location*. One steps from a layer to the next where private and public ways meet, and never back; so a
plain shortest-path search keeps to the rule. Only nodes on private ways exist in more than one layer.

A gate of someone's own (private, or locked) is private ground of no length, where only what is certain
counts: who lives behind it passes, and nobody walks in at one gate and out at another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.build import WalkNetwork, split_nodes

NOWHERE = -1
MICROMETRE = 6
"""Decimals kept of a metre: sums of binary fractions must not turn 400 m into 399.999 999 999 9 m."""


@dataclass(frozen=True)
class Reading:
    """One way to read a network: everything not known to be closed, or only what is known to be open.

    Attributes
    ----------
    network
        The streets; edges are numbered as there.
    u, v
        Ends of each edge. In the certain reading a doubtful node is a copy per edge.
    usable
        Which edges may be walked.
    xy
        Shape (nodes, 2), copies included.
    gates
        Shape (passages, 2): nodes between which one passes a gate of one's own, as over private ground.
    """

    network: WalkNetwork
    u: IntArray
    v: IntArray
    usable: NDArray[np.bool_]
    xy: FloatArray
    gates: IntArray

    @classmethod
    def possible(cls, network: WalkNetwork) -> "Reading":
        """Walk everything that is not known to be closed."""
        usable = np.ones(network.n_edges, dtype=bool)
        no_gates = np.empty((0, 2), dtype=np.int64)
        return cls(network, network.u, network.v, usable, network.xy, no_gates)

    @classmethod
    def certain(cls, network: WalkNetwork) -> "Reading":
        """Walk only what is known to be open."""
        u, v, origin = split_nodes(network.u, network.v, network.doubtful)
        copies = np.arange(network.n_nodes, len(origin))
        gates = np.column_stack([copies, origin[copies]])
        own = network.own_gate[gates[:, 1]]
        return cls(network, u, v, network.open, network.xy[origin], gates[own])


@dataclass(frozen=True)
class SearchGraph:
    """A reading with its facilities, ready to be searched from them.

    Attributes
    ----------
    arcs
        Weights in metres: places 0..n are nodes in a layer, the last ones are facilities.
    end_u, end_v
        Shape (edges,): the place where a location on the edge comes off at either end; `NOWHERE`
        if the edge is not usable.
    node_of_place
        The node in ``reading.xy`` each place stands for; `NOWHERE` for facilities.
    first_facility
        Place of the first facility access.
    """

    reading: Reading
    arcs: csr_array
    end_u: IntArray
    end_v: IntArray
    node_of_place: IntArray
    first_facility: int

    def on_ground(self, places: IntArray) -> NDArray[np.bool_]:
        """Tell which places lie in a layer of private ground, where private edges alone are walked."""
        return np.asarray(places >= len(self.reading.xy))

    def search(
        self, accesses: IntArray, limit_m: float = np.inf
    ) -> tuple[FloatArray, IntArray, IntArray]:
        """Walk outward from some facility accesses at once, as far as the streets go or the limit allows.

        Returns
        -------
        tuple
            Per place: metres (``inf`` if not connected, or beyond the limit), the place one comes from, and the
            facility access that is nearest (`NOWHERE` if none).
        """
        n_places = self.arcs.shape[0]
        if not len(accesses):
            return np.full(n_places, np.inf), np.full(n_places, NOWHERE), np.full(n_places, NOWHERE)
        metres, before, source = dijkstra(
            self.arcs,
            directed=True,
            indices=self.first_facility + accesses,
            min_only=True,
            limit=limit_m,
            return_predecessors=True,
        )
        nearest = np.where(np.isfinite(metres), source - self.first_facility, NOWHERE)
        return metres, before.astype(np.int64), nearest.astype(np.int64)


def build_search_graph(reading: Reading, facilities: pd.DataFrame) -> SearchGraph:
    """Lay the three layers and hang the facilities in them.

    Parameters
    ----------
    reading
        Streets to walk.
    facilities
        Access contract, one row per access of a facility; rows without an edge are not connected.
    """
    network, usable = reading.network, reading.usable
    n_nodes = len(reading.xy)
    street, ground = (np.zeros(n_nodes, dtype=bool) for _ in range(2))
    for ends in (reading.u, reading.v):
        street[ends[usable & ~network.private]] = True
        ground[ends[usable & network.private]] = True
    ground[reading.gates] = True
    grounds = np.flatnonzero(ground)
    public = np.arange(n_nodes)
    outward, inward = public.copy(), public.copy()
    outward[grounds] = n_nodes + np.arange(len(grounds))
    inward[grounds] = n_nodes + len(grounds) + np.arange(len(grounds))
    layers = _Layers(outward, public, inward)

    first_facility = n_nodes + 2 * len(grounds)
    arcs = [
        *_street_arcs(reading, layers),
        *_gates(np.flatnonzero(ground & street), layers),
        *_facility_arcs(reading, facilities, layers, first_facility),
    ]
    tail, head, metres = (np.concatenate(part) for part in zip(*arcs, strict=True))
    size = first_facility + len(facilities)
    private = network.private
    end_u, end_v = (
        np.where(usable, np.where(private, inward[ends], ends), NOWHERE)
        for ends in (reading.u, reading.v)
    )
    return SearchGraph(
        reading=reading,
        # no two arcs lead from one place to another, so none are added up
        arcs=csr_array(coo_array((metres, (tail, head)), shape=(size, size))),
        end_u=end_u,
        end_v=end_v,
        node_of_place=np.concatenate([public, grounds, grounds, np.full(len(facilities), NOWHERE)]),
        first_facility=first_facility,
    )


Arcs = tuple[IntArray, IntArray, FloatArray]


class _Layers(NamedTuple):
    """The place of every node in each layer; a node on no private way is one place."""

    outward: IntArray
    public: IntArray
    inward: IntArray


def _street_arcs(reading: Reading, layers: _Layers) -> Iterator[Arcs]:
    """Walk public edges in the public layer, private ones and gates in the two of private ground."""
    network = reading.network
    edge = np.flatnonzero(reading.usable)
    private = network.private[edge]
    for a, b in ((reading.u, reading.v), (reading.v, reading.u)):
        street, ground = edge[~private], edge[private]
        yield a[street], b[street], network.length_m[street]
        for layer in (layers.outward, layers.inward):
            yield layer[a[ground]], layer[b[ground]], network.length_m[ground]
    still = np.zeros(len(reading.gates))
    for a, b in (reading.gates.T, reading.gates.T[::-1]):
        for layer in (layers.outward, layers.inward):
            yield layer[a], layer[b], still


def _gates(nodes: IntArray, layers: _Layers) -> Iterator[Arcs]:
    """Step from private ground to the street and from the street to private ground."""
    still = np.zeros(len(nodes))
    yield layers.outward[nodes], layers.public[nodes], still
    yield layers.public[nodes], layers.inward[nodes], still


def _facility_arcs(
    reading: Reading, facilities: pd.DataFrame, layers: _Layers, first: int
) -> Iterator[Arcs]:
    """Leave a facility by both ends of its edge; on private ground also for that same ground."""
    access = np.flatnonzero(facilities["edge"].to_numpy() >= 0)
    edge, along, off = (facilities[c].to_numpy()[access] for c in ("edge", "along_m", "off_m"))
    rest = reading.network.length_m[edge] - along
    private = reading.network.private[edge]
    for ends, metres in ((reading.u, off + along), (reading.v, off + rest)):
        node = ends[edge]
        for layer, chosen in (
            (layers.public, ~private),
            (layers.outward, private),
            (layers.inward, private),
        ):
            yield first + access[chosen], layer[node[chosen]], metres[chosen]
