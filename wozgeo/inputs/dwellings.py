"""Which addresses in OpenStreetMap are dwellings, and in which building?

The rule, its word lists and its source are in ``data/woningen.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.toml_files import Table, Words, read_toml, require_table


class Ground(StrEnum):
    """On what ground an address is a dwelling or is not."""

    WOONGEBOUW = "in of op een woongebouw"
    ZONDER_FUNCTIE = "gebouw zonder aanduiding en zonder functie"
    FUNCTIE = "functie op gebouw of adres"
    ANDER_GEBOUW = "ander gebouw"
    GEEN_GEBOUW = "geen gebouw"
    BOVEN_WINKEL = "toevoeging boven een winkel"
    LIGPLAATS = "ligplaats of standplaats"
    GEEN_WONING_AAN_NUMMER = "garagebox, trafo of nutsgebouw, aan het nummer"


DWELLING_GROUNDS = [
    str(Ground.WOONGEBOUW),
    str(Ground.ZONDER_FUNCTIE),
    str(Ground.BOVEN_WINKEL),
    str(Ground.LIGPLAATS),
]


class DwellingRule(Table):
    """The word lists of the dwelling rule; see ``data/woningen.toml``."""

    home: Words
    shared: Words
    unspecified: Words
    function_keys: Words
    no_function: Words
    no_dwelling_additions: Words = frozenset()
    shops_below: Words = frozenset()
    berths: Words = frozenset()

    @cached_property
    def berth_keys(self) -> frozenset[str]:
        """Keys of the tags that make a place to live of an address without a building."""
        return frozenset(tag.partition("=")[0] for tag in self.berths)

    @cached_property
    def keys_read(self) -> frozenset[str]:
        """Every key of which the value may matter."""
        return self.function_keys | self.berth_keys | {"building"}

    def is_berth(self, tags: Mapping[str, str]) -> bool:
        """Whether tags make a place for a boat or caravan of an address."""
        return any(f"{key}={tags[key]}" in self.berths for key in self.berth_keys & tags.keys())

    def has_shops_below(self, tags: Mapping[str, str]) -> bool:
        """Whether people may live above the shops of a building."""
        return tags.get("building", "") in self.shops_below

    def is_no_dwelling(self, housenumber: str) -> bool:
        """Whether a number is one of a garage box or the like: its last letters say so.

        Examples
        --------
        >>> read_dwelling_rule().is_no_dwelling("67-GR12"), read_dwelling_rule().is_no_dwelling("67-A")
        (True, False)
        """
        letters = re.findall(r"[^\W\d_]+", housenumber)
        return bool(letters) and letters[-1].casefold() in self.no_dwelling_additions

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


class LiesIn(NamedTuple):
    """Which points lie in which buildings: pairs, as parallel arrays.

    Attributes
    ----------
    address, building
        Every address with every building it lies in.
    function_in
        The building of every shop or the like without an address of its own.
    """

    address: IntArray
    building: IntArray
    function_in: IntArray


def only_areas(outlines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Leave out the outlines that are no area."""
    found = outlines.copy()
    found[~np.isin(shapely.get_type_id(outlines), (3, 6))] = None
    return found


def lies_in(
    points: NDArray[np.object_],
    function_points: NDArray[np.object_],
    buildings: Iterable[tuple[IntArray, NDArray[np.object_]]],
) -> LiesIn:
    """Find the buildings that points lie in.

    Parameters
    ----------
    points, function_points
        Addresses, and shops and the like without an address of their own.
    buildings
        Numbers of buildings and their outlines in the same coordinates (None: no area), some at a time.
    """
    found: list[list[IntArray]] = [[], [], []]
    for number, outlines in buildings:
        tree = shapely.STRtree(outlines)
        address, building = tree.query(points, predicate="intersects")
        _, function_in = tree.query(function_points, predicate="intersects")
        for column, some in zip(
            found, (address, number[building], number[function_in]), strict=True
        ):
            column.append(some)
    none = np.empty(0, dtype=np.int64)
    return LiesIn(*(np.concatenate([none, *column]) for column in found))


def housing_of(
    points: NDArray[np.object_],
    has_function: NDArray[np.bool_],
    buildings: NDArray[np.object_],
    ranks: NDArray[np.int64],
    function_points: NDArray[np.object_],
) -> Housing:
    """Tell of addresses as points and buildings as outlines what `housing_in` tells."""
    outlines = [(np.arange(len(buildings)), buildings)]
    return housing_in(lies_in(points, function_points, outlines), has_function, ranks)


def housing_in(pairs: LiesIn, has_function: NDArray[np.bool_], ranks: NDArray[np.int64]) -> Housing:
    """Tell for every address on what ground it is a dwelling or is not, and where it lies.

    Parameters
    ----------
    pairs
        Which addresses, and which shops and the like without an address of their own, lie in which
        building: such a shop in a building without a nearer description that has a single address
        takes that address.
    has_function
        Whether an address's own tags hold a function.
    ranks
        `DwellingRule.rank` of each building. Where an address lies in several, the one that houses best
        counts; of equals the first.
    """
    address, building, function_in = pairs
    n_addresses = np.bincount(building, minlength=len(ranks))
    taken = np.zeros(len(ranks), dtype=bool)
    taken[function_in] = True
    effective = np.where((ranks == 2) & taken & (n_addresses == 1), 1, ranks)

    best = np.zeros(len(has_function), dtype=np.int64)
    within = np.full(len(has_function), -1, dtype=np.int64)
    worst_first = np.lexsort((-building, effective[building]))
    best[address[worst_first]] = effective[building[worst_first]]
    within[address[worst_first]] = building[worst_first]
    code = np.select(
        [best == 4, has_function & (best > 0), best == 3, best == 2, best == 1],
        [0, 2, 0, 1, 3],
        default=4,
    )
    inside_function = np.zeros(len(has_function), dtype=bool)
    inside_function[address[ranks[building] != effective[building]]] = True
    code[inside_function & (best == 1)] = 2
    grounds = pd.Categorical.from_codes(code.astype(np.intp), categories=pd.Index(map(str, Ground)))
    return Housing(grounds, within)
