"""Which streets can be walked from somewhere, as a network of their own?

Who walks so many metres leaves no box that is so much wider. So a question about a small place is answered by
the streets in that box alone, to the bit: what it costs, in time and in memory, does not grow with the map.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.places_around import reach_m, reach_per_metre
from wozgeo.network.search import NOWHERE
from wozgeo.network.squares import Sights

_OF_NODES = ("node_id", "xy", "doubtful", "own_gate")
_OF_EDGES = (
    "u", "v", "length_m", "way_id", "state", "private", "bridge", "ground", "square", "across"
)  # fmt: skip


def reach_in(network: WalkNetwork, walk_m: float) -> float:
    """Tell how far one comes in a straight line in a network by a walk of so many metres."""
    ends = network.xy[network.u], network.xy[network.v]
    return reach_m(walk_m, reach_per_metre(*ends, network.length_m))


@dataclass(frozen=True)
class Nearby:
    """Some edges of a network with their nodes, in the order they had.

    Attributes
    ----------
    network
        Those alone: every square is there, and what meets on one where it is there.
    number
        Shape (edges of the whole + 1,): the number of each here, `NOWHERE` of the others; of `NOWHERE` too.
    """

    network: WalkNetwork
    number: IntArray

    @classmethod
    def of(
        cls, whole: WalkNetwork, box: tuple[FloatArray, FloatArray], met: list[Accesses]
    ) -> "Nearby":
        """Take the edges that come into a box, and those that points meet.

        Parameters
        ----------
        whole
            The streets.
        box
            South-west and north-east corner, RD New.
        met
            Points with where they meet the streets.
        """
        low, high = box
        start, end = whole.xy[whole.u], whole.xy[whole.v]
        chosen = np.ones(whole.n_edges + 1, dtype=bool)
        chosen[:-1] = (
            (np.minimum(start, end) <= high) & (np.maximum(start, end) >= low)
        ).all(axis=1)  # fmt: skip
        for access in met:
            for table in _tables(access):
                chosen[table["edge"].to_numpy(np.int64)] = True  # the last one answers for NOWHERE
        edge = np.flatnonzero(chosen[:-1])
        number = np.full(whole.n_edges + 1, NOWHERE)
        number[edge] = np.arange(len(edge))
        return cls(_only(whole, edge), number)

    def accesses(self, access: Accesses) -> Accesses:
        """Let points meet the streets here: what lies elsewhere they do not meet."""

        def here(table: pd.DataFrame) -> pd.DataFrame:
            return table.assign(edge=self.number[table["edge"].to_numpy(np.int64)])

        return replace(
            access,
            possible=here(access.possible),
            certain=here(access.certain),
            others=here(access.others),
            street=None if access.street is None else here(access.street),
        )


def _tables(access: Accesses) -> list[pd.DataFrame]:
    tables = [access.possible, access.certain, access.others]
    return tables if access.street is None else [*tables, access.street]


def _only(whole: WalkNetwork, edge: IntArray) -> WalkNetwork:
    """Keep some edges, and the nodes they end in."""
    kept = np.zeros(whole.n_nodes, dtype=bool)
    kept[whole.u[edge]] = kept[whole.v[edge]] = True
    node = np.flatnonzero(kept)
    number = np.full(whole.n_nodes, NOWHERE)
    number[node] = np.arange(len(node))
    columns = {name: getattr(whole, name)[node] for name in _OF_NODES}
    columns |= {name: getattr(whole, name)[edge] for name in _OF_EDGES}
    columns |= {name: number[columns[name]] for name in ("u", "v")}
    sights = whole.sights
    seen = kept[sights.node]
    there = Sights(
        number[sights.node[seen]],
        sights.square[seen],
        sights.bends[seen],
        sights.before[seen],
        sights.after[seen],
    )
    return replace(whole, sights=there, **columns)
