"""Which groups of dwellings do sources and areas make together, and which is a part of which?

Every set of sources parts the dwellings: those with the same zone in each of them are a group. A group of fewer
sources is the sum of its groups of one source more. All these groups are kept, also those that are no zone of
any source: what two sources say together is not lost when a third cuts through it, so that more information
never widens an interval.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from wozgeo.domain.plain_types import IntArray

Names = frozenset[str]
"""A set of sources, and at most one layer of areas."""


@dataclass(frozen=True)
class Partition:
    """Groups of atoms.

    Attributes
    ----------
    groups
        Per atom the number of its group, from 0 on without gaps.
    n
        How many groups.
    """

    groups: IntArray
    n: int


@dataclass(frozen=True)
class Step:
    """That every group of one partition is a part of a group of another.

    Attributes
    ----------
    coarse, fine
        Numbers of the partitions.
    parent
        Per group of ``fine`` the group of ``coarse`` it is a part of.
    """

    coarse: int
    fine: int
    parent: IntArray


@dataclass(frozen=True)
class Partitions:
    """All partitions that sources and areas make, each once.

    Attributes
    ----------
    atoms
        Index: number of the atom; a column with codes per source and layer.
    atom_of
        Number of its atom per row of the codes given.
    kept
        The partitions.
    number
        Which partition a set of names makes.
    steps
        From coarse to fine.
    """

    atoms: pd.DataFrame
    atom_of: IntArray
    kept: tuple[Partition, ...]
    number: Mapping[Names, int]
    steps: tuple[Step, ...]

    def of(self, names: Iterable[str]) -> int:
        """Give the number of the partition that these names make."""
        return self.number[frozenset(names)]

    def codes(self, name: str) -> pd.Index:
        """Give the code per group of the partition that one source or layer makes."""
        part = self.kept[self.of([name])]
        codes = np.empty(part.n, dtype=object)
        codes[part.groups] = self.atoms[name].to_numpy(dtype=object)
        return pd.Index(codes, dtype=object)


def build_partitions(codes: pd.DataFrame, sources: Sequence[str]) -> Partitions:
    """Build every partition that sources make, alone, together and with each of the other columns.

    Parameters
    ----------
    codes
        Per dwelling the code of its zone; "" where it is in none. A column per source, and per layer of areas.
    sources
        Which columns are sources.
    """
    atom_of, firsts = _factorized([codes[name] for name in codes])
    atoms = codes.iloc[firsts].reset_index(drop=True)
    number: dict[Names, int] = {}
    kept: list[Partition] = []
    seen: dict[bytes, int] = {}
    for names in _sets(sources, [str(name) for name in codes if name not in sources]):
        groups, first = _factorized([atoms[name] for name in codes if name in names])
        at = seen.setdefault(groups.tobytes(), len(kept))
        if at == len(kept):
            kept.append(Partition(groups, len(first)))
        number[names] = at
    return Partitions(atoms, atom_of, tuple(kept), number, tuple(_steps(number, kept)))


def _sets(sources: Sequence[str], layers: Sequence[str]) -> Iterator[Names]:
    for n in range(len(sources) + 1):
        for chosen in combinations(sources, n):
            if chosen:
                yield frozenset(chosen)
            for layer in layers:
                yield frozenset((*chosen, layer))


def _factorized(columns: Sequence[pd.Series]) -> tuple[IntArray, IntArray]:
    """Give one number to what is the same in every column, in order of appearance, and where each is first."""
    length = len(columns[0]) if columns else 0
    number = np.zeros(length, dtype=np.int64)
    for column in columns:
        code = pd.factorize(column.to_numpy(dtype=object))[0].astype(np.int64)
        number = pd.factorize(number * (code.max(initial=0) + 1) + code)[0].astype(np.int64)
    first = np.unique(number, return_index=True)[1]
    return number, first.astype(np.int64)


def _steps(number: Mapping[Names, int], kept: Sequence[Partition]) -> Iterator[Step]:
    done = set()
    for names, coarse in sorted(number.items(), key=lambda item: len(item[0])):
        for more, fine in number.items():
            if len(more) != len(names) + 1 or not names < more or fine == coarse:
                continue
            if (coarse, fine) in done:
                continue
            done.add((coarse, fine))
            parent = np.zeros(kept[fine].n, dtype=np.int64)
            parent[kept[fine].groups] = kept[coarse].groups
            yield Step(coarse, fine, parent)
