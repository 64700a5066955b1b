"""Which arcs can be taken in one, because between them one can only go on or back?

Most nodes of a street lie in a bend of it: nobody turns off there. For a search that asks nothing of such a
node itself, the arcs between two nodes that do matter are one, as long as all of them.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from wozgeo.domain.plain_types import IntArray


def take_in_one(arcs: csr_array, kept: NDArray[np.bool_]) -> csr_array:
    """Lead arcs past the nodes where one can only go on or back.

    Parameters
    ----------
    arcs
        Shape (nodes, nodes), metres; of no length is an arc too.
    kept
        Shape (nodes,): nodes that must stay.

    Returns
    -------
    csr_array
        In that shape: the nodes that are passed have no arcs, and from each of the others to each of the others
        the shortest way is as long as it was.

    Examples
    --------
    Of a street 0-1-2 with 10 and 20 m, of which the ends are kept, one arc of 30 m from 0 to 2 is left,
    and one back.
    """
    tail, head, metres = _laid_out(arcs)
    passed = _only_on_or_back(arcs, tail, head, metres) & ~kept
    # what lies between two others hangs together: a street, however many bends it has
    inner = passed[tail] & passed[head]
    shape = arcs.shape
    links = csr_array((np.ones(int(inner.sum())), (tail[inner], head[inner])), shape=shape)
    chain = connected_components(links, directed=False)[1]
    leaving = passed[tail] & ~passed[head]
    # each inner arc is there in both directions
    length = np.bincount(chain[tail[inner]], metres[inner], len(chain)) / 2
    length += np.bincount(chain[tail[leaving]], metres[leaving], len(chain))
    order = np.flatnonzero(leaving)[np.argsort(chain[tail[leaving]], kind="stable")]
    # a chain has two ends, or goes round without any
    a, b = head[order[::2]], head[order[1::2]]
    long = length[chain[tail[order[::2]]]]
    rest = ~(passed[tail] | passed[head])
    return _shortest(
        np.concatenate([tail[rest], a, b]),
        np.concatenate([head[rest], b, a]),
        np.concatenate([metres[rest], long, long]),
        shape,
    )


def _laid_out(arcs: csr_array) -> tuple[IntArray, IntArray, NDArray[np.float64]]:
    tail = np.repeat(np.arange(arcs.shape[0]), np.diff(arcs.indptr))
    return tail, arcs.indices.astype(np.int64), arcs.data


def _only_on_or_back(
    arcs: csr_array, tail: IntArray, head: IntArray, metres: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell where two arcs leave and the same two come back."""
    n = arcs.shape[0]
    leaving, coming = np.bincount(tail, minlength=n), np.bincount(head, minlength=n)
    found: NDArray[np.bool_] = (leaving == 2) & (coming == 2)
    # from the node of each arc back: an arc that is not there gives 0, and so does one of no length
    there, back = csr_array((metres, (tail, head)), shape=arcs.shape), arcs.T.tocsr()
    one_way = (there - back).tocoo()
    odd = (metres == 0) | (tail == head)
    for uneven in (one_way.row[one_way.data != 0], tail[odd], head[odd]):
        found[uneven] = False
    return found


def _shortest(
    tail: IntArray, head: IntArray, metres: NDArray[np.float64], shape: tuple[int, int]
) -> csr_array:
    """Keep of the arcs from one node to another the shortest: a sparse matrix would add them up."""
    order = np.lexsort((metres, head, tail))
    tail, head, metres = tail[order], head[order], metres[order]
    first = (np.diff(tail, prepend=-1) != 0) | (np.diff(head, prepend=-1) != 0)
    first &= tail != head
    return csr_array((metres[first], (tail[first], head[first])), shape=shape)
