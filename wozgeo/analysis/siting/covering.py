"""Which new places bring the most people within a walk, and which existing place is missed the least?

Maximal covering, exactly: no set of so many candidates reaches more. Who is within reach already counts for
nothing. Dwellings that the same candidates reach are one demand, which makes the problem small enough to be
solved to the end by HiGHS; where time runs out before, the bound says how much better it might be.

Of sets that reach equally many, the one is taken where the kern that is worst off is served best, then the
one with the shortest mean walk, then the first candidates of the list; all of them are told.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, hstack, vstack

from wozgeo.domain.plain_types import FloatArray, IntArray

_ALIKE = 1e-6
"""Persons: sets that differ by less reach equally many."""
WalksOf = Callable[[int], FloatArray]
"""Gives for a candidate the walk of every dwelling, in metres."""
_MOST_TIES = 50
"""So many sets that reach equally many are looked for; more is told as such."""


@dataclass(frozen=True)
class Demand:
    """Who could be reached, and who is.

    Attributes
    ----------
    cover
        Shape (candidates, dwellings): 1 where a candidate is within the walk of a dwelling.
    weights
        Shape (dwellings,): what is to be reached, 0 or more.
    reached
        Shape (dwellings,): whether an existing place is within the walk.
    kern
        Shape (dwellings,): the number of the kern of each; -1 for none.
    """

    cover: csr_array
    weights: FloatArray
    reached: NDArray[np.bool_]
    kern: IntArray

    @property
    def open(self) -> FloatArray:
        """What is still to be reached, per dwelling."""
        return np.where(self.reached, 0.0, self.weights)

    def value(self, chosen: Sequence[int]) -> float:
        """Add up what a set of candidates brings within reach."""
        return float(self.open[self.covered(chosen)].sum())

    def covered(self, chosen: Sequence[int]) -> NDArray[np.bool_]:
        """Tell which dwellings a set of candidates reaches."""
        found = np.zeros(len(self.weights), dtype=bool)
        found[self.cover[list(chosen)].indices] = True
        return found

    def worst_off(self, chosen: Sequence[int]) -> float:
        """Give the share that is within reach in the kern where that is lowest; 1 without kernen."""
        there = (self.kern >= 0) & (self.weights > 0)
        n = int(self.kern.max(initial=-1)) + 1
        total = np.bincount(self.kern[there], self.weights[there], n)
        near = there & (self.covered(chosen) | self.reached)
        reached = np.bincount(self.kern[near], self.weights[near], n)
        return float((reached[total > 0] / total[total > 0]).min(initial=1.0))


class Siting(NamedTuple):
    """Where the next places should come.

    Attributes
    ----------
    chosen
        Rows of candidates in the order in which each adds the most to those before it; fewer than was asked
        for where fewer bring all there is to bring.
    value
        What they bring within reach together.
    bound
        No set of so many candidates brings more than this; equal to ``value`` where that is proven.
    ties
        Every set that brings equally much, each sorted; ``chosen`` is among them.
    all_ties
        Whether those are all there are.
    """

    chosen: tuple[int, ...]
    value: float
    bound: float
    ties: tuple[tuple[int, ...], ...]
    all_ties: bool

    @property
    def gap(self) -> float:
        """How much more another set may bring at most, as a share of what this one brings."""
        return (self.bound - self.value) / self.value if self.value else 0.0


def choose_places(
    demand: Demand, k: int, *, metres: WalksOf | None = None, seconds: float = 60.0
) -> Siting:
    """Choose the candidates that bring the most within reach.

    Parameters
    ----------
    demand
        Who could be reached, and who is.
    k
        How many places, 1 or more.
    metres
        Gives for a candidate the walk of every dwelling; asked of equally good candidates alone. None: the
        walk does not decide.
    seconds
        How long may be looked; what is found then is told with its bound.

    Examples
    --------
    Of candidates that reach dwellings {a, b}, {b, c} and {c, d}, the first and the last are the best two.
    """
    until = monotonic() + seconds
    useful = np.flatnonzero(demand.cover @ demand.open > 0)
    if not len(useful):
        return Siting((), 0.0, 0.0, ((),), True)
    problem = _Problem.of(demand, useful)
    best, bound, proven = problem.best(min(k, problem.n_classes), until)
    value = problem.value(best)
    n = len(best)
    if value > problem.total - _ALIKE:  # all there is: with as few places as can be
        best, n = problem.fewest(best, until)
    found, complete = problem.all_as_good(best, n, value, until)
    sets = [s for one in found for s in islice(problem.spelled(one), _MOST_TIES + 1)]
    complete &= proven and len(sets) <= _MOST_TIES
    ties = tuple(sorted({tuple(sorted(one)) for one in sets})[:_MOST_TIES])
    asked = metres if len(ties) > 1 else None
    first = min(ties, key=lambda one: _second_goals(demand, one, asked))
    chosen = tuple(_in_steps(demand, first))
    brought = demand.value(chosen)
    return Siting(chosen, brought, brought if proven else max(bound, brought), ties, complete)


def only_by(cover: csr_array) -> csr_array:
    """Keep, shape (places, dwellings), whom one place alone reaches: what closing it takes away."""
    return cut_to(cover, np.asarray(cover.sum(axis=0)).reshape(-1) == 1)


def cut_to(cover: csr_array, chosen: NDArray[np.bool_]) -> csr_array:
    """Keep the chosen dwellings of a table of shape (places, dwellings).

    Scipy keeps what is multiplied by nought as an entry that is 0, and whoever asks which columns a row holds
    would count it: these entries are dropped.
    """
    kept = csr_array(cover * chosen[None, :].astype(np.int8))
    kept.eliminate_zeros()
    return kept


def new_by_step(
    cover: csr_array,
    chosen: Sequence[int],
    reached: NDArray[np.bool_],
    perhaps: csr_array | None = None,
) -> NDArray[np.bool_]:
    """Tell, shape (chosen, dwellings), whom each place reaches that none before it does.

    Of ``perhaps``, shape (places, dwellings), where that is given, besides who was reached by ``cover`` before.
    """
    before, rows = reached.copy(), np.zeros((len(chosen), cover.shape[1]), dtype=bool)
    told = cover if perhaps is None else perhaps
    for step, row in enumerate(chosen):
        rows[step, told[[row]].tocoo().col] = True
        rows[step] &= ~before
        before[cover[[row]].tocoo().col] = True
    return rows


@dataclass(frozen=True)
class _Problem:
    """Candidates that reach the same are one class, dwellings that the same classes reach one demand."""

    members: list[list[int]]
    cover: csr_array
    weights: FloatArray

    @classmethod
    def of(cls, demand: Demand, useful: IntArray) -> "_Problem":
        wanted = np.flatnonzero(demand.open > 0)
        cover = csr_array(demand.cover[useful][:, wanted])
        by_row: dict[bytes, list[int]] = {}
        cover.sort_indices()
        for i, row in enumerate(useful.tolist()):
            reach = cover.indices[cover.indptr[i] : cover.indptr[i + 1]]
            by_row.setdefault(reach.tobytes(), []).append(row)
        first = [np.searchsorted(useful, rows[0]) for rows in by_row.values()]
        by_column = csr_array(cover[first].T.tocsr())
        by_column.sort_indices()
        weight: dict[bytes, float] = {}
        reach_of: dict[bytes, IntArray] = {}
        for j, own in enumerate(demand.open[wanted].tolist()):
            reach = by_column.indices[by_column.indptr[j] : by_column.indptr[j + 1]]
            if len(reach):
                key = reach.tobytes()
                weight[key] = weight.get(key, 0.0) + own
                reach_of[key] = reach.astype(np.int64)
        column = np.repeat(np.arange(len(reach_of)), [len(r) for r in reach_of.values()])
        row = np.concatenate([*reach_of.values()])
        shape = (len(by_row), len(reach_of))
        table = csr_array((np.ones(len(row)), (row, column)), shape=shape)
        return cls([*by_row.values()], table, np.array([*weight.values()]))

    @property
    def n_classes(self) -> int:
        return len(self.members)

    @property
    def total(self) -> float:
        return float(self.weights.sum())

    def value(self, classes: Sequence[int]) -> float:
        found = np.zeros(len(self.weights), dtype=bool)
        found[self.cover[list(classes)].indices] = True
        return float(self.weights[found].sum())

    def best(self, k: int, until: float) -> tuple[tuple[int, ...], float, bool]:
        """Solve to the end, or as far as time allows: the best of what is found and of step by step."""
        by_steps = self._greedily(k)
        found, bound, proven = self._solve(k, until)
        if found is None or self.value(found) < self.value(by_steps) - _ALIKE:
            found = by_steps
        value = self.value(found)
        return found, max(value, min(bound, self.total)), proven or bound <= value + _ALIKE

    def fewest(self, best: tuple[int, ...], until: float) -> tuple[tuple[int, ...], int]:
        """Find as few classes as can be that reach all there is."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        n, m = self.cover.shape
        all_of_it = LinearConstraint(csr_array(self.cover.T), lb=np.ones(m))
        found = milp(
            np.ones(n),
            integrality=np.ones(n, dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=[all_of_it],
            options={"time_limit": max(0.1, until - monotonic())},
        )
        if found.x is not None and found.x.round().sum() < len(best):
            best = tuple(np.flatnonzero(found.x > 0.5).tolist())
        return best, len(best)

    def all_as_good(
        self, best: tuple[int, ...], k: int, value: float, until: float
    ) -> tuple[list[tuple[int, ...]], bool]:
        """List every set of ``k`` classes that reaches as much, the one that is known first."""
        found = [tuple(sorted(best))]
        while len(found) <= _MOST_TIES:
            if monotonic() > until:
                return found, False
            other, bound, proven = self._solve(k, until, without=found)
            if other is None or self.value(other) < value - _ALIKE:
                return found, other is not None or proven or bound < value - _ALIKE
            found.append(tuple(sorted(other)))
        return found[:_MOST_TIES], False

    def spelled(self, classes: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Name the sets of candidates that a set of classes stands for."""
        yield from product(*(self.members[c] for c in classes))

    def _greedily(self, k: int) -> tuple[int, ...]:
        left, chosen = self.weights.copy(), []
        for _ in range(k):
            gain = self.cover @ left
            most = int(np.argmax(gain))
            if gain[most] <= 0:
                break
            chosen.append(most)
            left[self.cover[[most]].indices] = 0.0
        return tuple(chosen)

    def _solve(
        self, k: int, until: float, without: Sequence[tuple[int, ...]] = ()
    ) -> tuple[tuple[int, ...] | None, float, bool]:
        """Give a best set of at most ``k`` classes that is none of those, a bound, and whether it is proven."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        n, m = self.cover.shape
        unit = max(self.total, 1e-12)
        # reached only where some class of it is chosen: y <= sum of x
        rows = [hstack([-self.cover.T, eye_array(m)])]
        most = [np.zeros(m)]
        rows.append(csr_array(np.append(np.ones(n), np.zeros(m))[None, :]))
        most.append(np.array([float(k)]))
        for one in without:
            cut = np.zeros(n + m)
            cut[list(one)] = 1.0
            rows.append(csr_array(cut[None, :]))
            most.append(np.array([len(one) - 1.0]))
        found = milp(
            np.append(np.zeros(n), -self.weights / unit),
            integrality=np.repeat(np.array([1, 0]), [n, m]),
            bounds=Bounds(0, 1),
            constraints=[LinearConstraint(csr_array(vstack(rows)), ub=np.concatenate(most))],
            options={"time_limit": max(0.1, until - monotonic()), "mip_rel_gap": 0.0},
        )
        if found.x is None:
            return None, self.total, found.status == 2
        bound = -float(found.mip_dual_bound) * unit
        chosen = tuple(np.flatnonzero(found.x[:n] > 0.5).tolist())
        return chosen, bound, found.status == 0


def _second_goals(
    demand: Demand, chosen: tuple[int, ...], metres: WalksOf | None
) -> tuple[float, float, tuple[int, ...]]:
    """Give what is lowest for the set to take: the kern that is worst off, the mean walk, the order."""
    walk = 0.0
    if metres is not None and len(chosen):
        inside = demand.cover[list(chosen)].toarray() > 0
        each = np.array([metres(row) for row in chosen])
        nearest = np.where(inside, each, np.inf).min(axis=0)
        near = np.isfinite(nearest) & (demand.open > 0)
        weight = demand.open[near]
        walk = float((nearest[near] * weight).sum() / weight.sum())
    return -round(demand.worst_off(chosen), 9), round(walk, 6), chosen


def _in_steps(demand: Demand, chosen: Sequence[int]) -> Iterator[int]:
    """Order a set so that each place adds the most to those before it; of equals the first of the list."""
    left, rest = demand.open.copy(), sorted(chosen)
    while rest:
        gains = [round(float(left[demand.cover[[row]].indices].sum()), 6) for row in rest]
        take = rest.pop(int(np.argmax(gains)))
        yield take
        left[demand.cover[[take]].indices] = 0.0
