"""Which addresses in OpenStreetMap are dwellings, and in which building?

The rule, its word lists and its source are in ``data/woningen.toml``.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import Table, Words, read_toml, require_table


class Ground(StrEnum):
    """On what ground an address is a dwelling or is not."""

    WOONGEBOUW = "in of op een woongebouw"
    ZONDER_FUNCTIE = "gebouw zonder aanduiding en zonder functie"
    FUNCTIE = "functie op gebouw of adres"
    ANDER_GEBOUW = "ander gebouw"
    GEEN_GEBOUW = "geen gebouw"


DWELLING_GROUNDS = [str(Ground.WOONGEBOUW), str(Ground.ZONDER_FUNCTIE)]


class DwellingRule(Table):
    """The word lists of the dwelling rule; see ``data/woningen.toml``."""

    home: Words
    shared: Words
    unspecified: Words
    function_keys: Words
    no_function: Words

    def has_function(self, tags: Mapping[str, str]) -> bool:
        """Whether tags make a building or an address something else than a dwelling."""
        return any(tags[key] not in self.no_function for key in self.function_keys & tags.keys())

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return (
            dict.fromkeys(self.unspecified, 2)
            | dict.fromkeys(self.shared, 3)
            | dict.fromkeys(self.home, 4)
        )

    def rank(self, tags: Mapping[str, str]) -> int:
        """How well a building houses people: 4 home, 3 shared, 2 unspecified, 1 other."""
        rank = self._ranks.get(tags.get("building", ""), 1)
        return 1 if rank == 2 and self.has_function(tags) else rank


def read_dwelling_rule(path: Path | None = None) -> DwellingRule:
    """Read the word lists; the ones that come with wozgeo unless a path is given.

    Raises
    ------
    ConfigError
        Every fault in the file at once.
    """
    path = path or packaged_path("woningen.toml")
    return require_table(DwellingRule, read_toml(path, what="a dwelling rule"), source=path)


class Housing(NamedTuple):
    """What the buildings say of every address.

    Attributes
    ----------
    ground
        A `Ground` per address.
    building
        Position of the building it lies in; -1 if it lies in none.
    """

    ground: "pd.Categorical[str]"
    building: NDArray[np.int64]


def housing_of(
    points: NDArray[np.object_],
    has_function: NDArray[np.bool_],
    buildings: NDArray[np.object_],
    ranks: NDArray[np.int64],
    function_points: NDArray[np.object_],
) -> Housing:
    """Tell for every address on what ground it is a dwelling or is not, and where it lies.

    Parameters
    ----------
    points, has_function
        Addresses and whether their own tags hold a function.
    buildings, ranks
        Outlines in the same coordinates (None: no area), and `DwellingRule.rank` of each. Where an
        address lies in several, the one that houses best counts; of equals the first.
    function_points
        Shops and the like without an address of their own: one in a building without a nearer
        description that has a single address takes that address.
    """
    tree = shapely.STRtree(buildings)
    address, building = tree.query(points, predicate="intersects")
    used, function_in = tree.query(function_points, predicate="intersects")
    n_addresses = np.bincount(building, minlength=len(buildings))
    taken = np.zeros(len(buildings), dtype=bool)
    taken[function_in[used >= 0]] = True
    effective = np.where((ranks == 2) & taken & (n_addresses == 1), 1, ranks)

    best = np.zeros(len(points), dtype=np.int64)
    within = np.full(len(points), -1, dtype=np.int64)
    worst_first = np.lexsort((-building, effective[building]))
    best[address[worst_first]] = effective[building[worst_first]]
    within[address[worst_first]] = building[worst_first]
    code = np.select(
        [best == 4, has_function & (best > 0), best == 3, best == 2, best == 1],
        [0, 2, 0, 1, 3],
        default=4,
    )
    inside_function = np.zeros(len(points), dtype=bool)
    inside_function[address[ranks[building] != effective[building]]] = True
    code[inside_function & (best == 1)] = 2
    grounds = pd.Categorical.from_codes(code.astype(np.intp), categories=pd.Index(map(str, Ground)))
    return Housing(grounds, within)
