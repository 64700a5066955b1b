"""Which piece of street does an edge belong to in a reading, and how much street is in it?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.build import WalkNetwork
from wozgeo.network.pieces import STRAY_M, pieces_of
from wozgeo.network.search import Reading


@dataclass(frozen=True)
class Pieces:
    """Which piece each edge belongs to in a reading, and the metres of street in it."""

    piece: IntArray
    metres: FloatArray

    @classmethod
    def of(cls, reading: Reading) -> "Pieces":
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

    @classmethod
    def of_both(cls, network: WalkNetwork) -> "tuple[Pieces, Pieces]":
        """Find the pieces of the possible and of the certain reading."""
        return cls.of(Reading.possible(network)), cls.of(Reading.certain(network))
