"""What is an object of an OpenStreetMap file, by its tags?

Of the tens of thousands of objects of a town a few hundred differ in the tags that tell it: every rule
is asked once for each of those.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wozgeo.domain.contracts import PLATFORM_TAGS, STOP_KEYS
from wozgeo.domain.plain_types import IntArray, Tags
from wozgeo.inputs.backdrop_kinds import BACKDROP_KEYS, backdrop_kind
from wozgeo.inputs.dwellings import DwellingRule
from wozgeo.inputs.facilities import FacilityRules
from wozgeo.inputs.obstacles import OBSTACLE_KIND_KEYS, OBSTACLE_TAGS, obstacle_kind
from wozgeo.inputs.osm_columns import OsmColumns
from wozgeo.inputs.squares import SQUARE_KEYS, is_over_ground, may_be_square

_GATES = re.compile("gate|stile|turnstile|entrance|opening")
"""Barriers on a node by which one gets through a fence."""

_OWN_KEYS = frozenset({"highway", "building", "entrance", *PLATFORM_TAGS, *STOP_KEYS})
_OBSTACLE_KEYS = frozenset(OBSTACLE_TAGS)


class Meaning(NamedTuple):
    """What an object is; anything may be several things at once.

    Attributes
    ----------
    counts_as
        The voorzieningen it is, and by which rule.
    left_out
        The tag by which it is none, though it would count.
    uncounted
        The voorzieningen that it nearly is, and why it is not.
    has_function, is_berth
        Whether it, or the address on it, is something else than a dwelling, or a place for a boat.
    is_building, rank, shops_below, over_ground
        Whether it is a building, how well it houses people (`DwellingRule.rank`), whether they may live
        above its shops, and whether one may walk below it.
    is_square, is_street
        Whether it is walked on, all over or along it.
    obstacle
        What it stops (`obstacle_kind`); "" for what is walked all over.
    is_coast_or_road
        Whether land lies within it where it closes.
    is_stop, is_gate, is_main_door
        What nodes are.
    backdrop
        How the map draws it (`backdrop_kind`).
    """

    counts_as: dict[str, str]
    left_out: str
    uncounted: dict[str, str]
    has_function: bool
    is_berth: bool
    is_building: bool
    rank: int
    shops_below: bool
    over_ground: bool
    is_square: bool
    is_street: bool
    obstacle: str
    is_coast_or_road: bool
    is_stop: bool
    is_gate: bool
    is_main_door: bool
    backdrop: str


def keys_that_tell(rules: FacilityRules, dwelling_rule: DwellingRule) -> frozenset[str]:
    """Give the keys of all tags that `meaning_of` looks at; a test holds it to them."""
    fixed = _OWN_KEYS | OBSTACLE_KIND_KEYS | SQUARE_KEYS | BACKDROP_KEYS
    return fixed | rules.keys_read | dwelling_rule.keys_read


def meaning_of(kind: str, tags: Tags, rules: FacilityRules, dwelling_rule: DwellingRule) -> Meaning:
    """Tell what a node (``"n"``), way (``"w"``) or relation (``"r"``) is, by its tags."""
    counts_as = rules.classify(tags)
    outlined = kind != "n"
    is_square = outlined and may_be_square(kind, tags)
    is_street = kind == "w" and not is_square and ("highway" in tags or _is_platform(tags))
    may_stop = is_street or not (is_square or _OBSTACLE_KEYS.isdisjoint(tags))
    return Meaning(
        counts_as=counts_as,
        left_out="" if counts_as else rules.left_out(tags),
        uncounted=rules.uncounted(tags),
        has_function=dwelling_rule.has_function(tags),
        is_berth=dwelling_rule.is_berth(tags),
        is_building=outlined and "building" in tags,
        rank=dwelling_rule.rank(tags),
        shops_below=dwelling_rule.has_shops_below(tags),
        over_ground=is_over_ground(tags),
        is_square=is_square,
        is_street=is_street,
        obstacle=obstacle_kind(tags) if outlined and may_stop else "",
        is_coast_or_road=tags.get("natural") == "coastline" or "highway" in tags,
        is_stop=not (outlined or STOP_KEYS.isdisjoint(tags)),
        is_gate=bool(_GATES.search(tags.get("barrier", ""))),
        is_main_door=not outlined and tags.get("entrance") == "main",
        backdrop=backdrop_kind(tags) if outlined else "",
    )


def _is_platform(tags: Tags) -> bool:
    return any(tags.get(tag) == kind for tag, kind in PLATFORM_TAGS.items())


@dataclass(frozen=True)
class OsmKinds:
    """What every object of a file is.

    Attributes
    ----------
    meanings
        Everything that occurs, once.
    of
        For every object its position in ``meanings``.
    """

    meanings: list[Meaning]
    of: IntArray

    @classmethod
    def told(
        cls, columns: OsmColumns, rules: FacilityRules, dwelling_rule: DwellingRule
    ) -> "OsmKinds":
        """Ask the rules what the objects are."""
        things, of = columns.distinct(keys_that_tell(rules, dwelling_rule))
        return cls([meaning_of(*thing, rules, dwelling_rule) for thing in things], of)

    def column(self, name: str) -> NDArray[np.object_]:
        """Give one attribute of `Meaning` for every object."""
        values = np.full(len(self.meanings), None, dtype=object)
        values[:] = [getattr(meaning, name) for meaning in self.meanings]
        found: NDArray[np.object_] = values[self.of]
        return found

    def which(self, name: str) -> NDArray[np.bool_]:
        """Tell of which objects an attribute is true, or holds anything."""
        values = [bool(getattr(meaning, name)) for meaning in self.meanings]
        found: NDArray[np.bool_] = np.array(values, dtype=bool)[self.of]
        return found

    def left_out(self) -> dict[str, int]:
        """Count the places that do not count though they would, by the tag by which they do not."""
        return dict(Counter(self.column("left_out")[self.which("left_out")]).most_common())
