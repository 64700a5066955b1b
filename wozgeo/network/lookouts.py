"""From which places does one look around, which of them lie side by side, and how far is it from them?

Places that come to the streets in the same way are looked from once. Those on one piece of street and near each
other are a *block*: what the one reaches, mostly all do.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.network.search import NOWHERE
from wozgeo.network.searcher import Searcher
from wozgeo.network.spots import of_first

_BLOCK_M = 30.0
"""Places of a block lie within so many metres along the street, and as many beside it."""


class Lookouts(NamedTuple):
    """The accesses of places, each place once: sorted by tile, block and place.

    Attributes
    ----------
    access
        Rows in the facilities of the searcher.
    place, tile, block
        Number of the place, of its tile and of its block. A place with several accesses is a block by itself.
    """

    access: IntArray
    place: IntArray
    tile: IntArray
    block: IntArray

    @classmethod
    def of(cls, searcher: Searcher, place_of: IntArray, tile_m: float) -> "Lookouts":
        """Take the accesses of the first facility of every place."""
        access = of_first(searcher.facilities, searcher.facility_rows, place_of)
        table = searcher.facilities.iloc[access]
        place = place_of[searcher.facility_rows[access]]
        several = np.bincount(place, minlength=1)[place] > 1
        # every access of a place goes with its first: one place is weighed at once
        _, first, back = np.unique(place, return_index=True, return_inverse=True)
        edge, along, off = (table[c].to_numpy()[first][back] for c in ("edge", "along_m", "off_m"))
        network = searcher.graph.reading.network
        xy = network.xy[network.u[edge]]
        corner = xy.min(axis=0, initial=np.inf)
        column, row = (np.floor((xy - corner) / tile_m).astype(np.int64)).T.reshape(2, -1)
        tile = row * (int(column.max(initial=0)) + 1) + column
        aside, step = (np.floor(metres / _BLOCK_M) for metres in (off, along))
        alone = np.where(several, place, NOWHERE)
        order = np.lexsort((access, place, alone, step, aside, edge, column, row))
        columns = {"alone": alone, "step": step, "aside": aside, "edge": edge}
        new = pd.DataFrame(columns).iloc[order].diff().ne(0).any(axis=1).to_numpy()
        return cls(access[order], place[order], tile[order], np.cumsum(new))


class Starts(NamedTuple):
    """Where one sets out from places, shape (places, most ways to leave any).

    Attributes
    ----------
    at
        Rows of what was walked.
    metres
        From the place to there; ``inf`` beyond the last.
    n
        How many each place has.
    """

    at: IntArray
    metres: FloatArray
    n: IntArray

    @classmethod
    def of(cls, starts: csr_array, at: IntArray, first: IntArray) -> "Starts":
        """Lay the starts of the accesses of each place side by side.

        Parameters
        ----------
        starts
            Shape (accesses, ...): metres.
        at
            Of every entry the row of what was walked.
        first
            The first access of every place.
        """
        begin = starts.indptr[first]
        n = np.diff(begin, append=starts.indptr[-1])
        row = np.repeat(np.arange(len(n)), n)
        turn = np.arange(len(row)) - np.repeat(begin - begin[:1], n)
        shape = (len(n), int(n.max(initial=0)))
        laid, metres = np.zeros(shape, np.int64), np.full(shape, np.inf)
        laid[row, turn], metres[row, turn] = at, starts.data
        return cls(laid, metres, n)

    def some(self, rows: slice) -> "Starts":
        """Keep some places."""
        return Starts(self.at[rows], self.metres[rows], self.n[rows])

    def per_block(self, of: np.ufunc, first: IntArray) -> "Starts":
        """Take the least or the most metres in each block: all of it sets out from the same places."""
        return Starts(self.at[first], of.reduceat(self.metres, first, axis=0), self.n[first])

    def onward(self, walked: FloatArray) -> FloatArray:
        """Walk on: shape (places, columns of what was walked)."""
        found = np.full((len(self.n), walked.shape[1]), np.inf)
        for turn in range(self.at.shape[1]):
            some = self.n > turn
            metres = walked[self.at[some, turn]]
            metres += self.metres[some, turn, None]
            if not turn and some.all():
                found = metres
            elif some.all():
                np.minimum(found, metres, out=found)
            else:
                found[some] = np.minimum(found[some], metres)
        return found

    def onward_to(self, walked: FloatArray, row: IntArray, column: IntArray) -> FloatArray:
        """Walk from some places, each to one column of what was walked."""
        found = np.full(len(row), np.inf)
        for turn in range(self.at.shape[1]):
            if turn < 2:
                metres = walked[self.at[row, turn], column] + self.metres[row, turn]
                np.minimum(found, metres, out=found)
            else:
                some = np.flatnonzero(self.n[row] > turn)
                on = row[some]
                metres = walked[self.at[on, turn], column[some]] + self.metres[on, turn]
                found[some] = np.minimum(found[some], metres)
        return found
