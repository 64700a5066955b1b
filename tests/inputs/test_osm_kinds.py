"""What an object is, told once for all that are alike: nothing that tells may be left out."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facility_rules import read_facility_rules
from wozgeo.inputs.osm_kinds import keys_that_tell, meaning_of

RULES, DWELLINGS = read_facility_rules(), read_dwelling_rule()

TAGS = [
    {},
    {"highway": "trunk_link", "foot": "no", "motorroad": "no", "bridge": "no", "area": "yes"},
    {"highway": "pedestrian", "area": "yes", "type": "multipolygon", "tunnel": "no"},
    {"railway": "platform", "public_transport": "platform", "man_made": "pier"},
    {"railway": "rail", "tunnel": "no"},
    {"building": "yes", "building:min_level": "1", "location": "roof", "shop": "yes"},
    {"landuse": "basin", "basin": "detention", "leisure": "park", "natural": "wood"},
    {"waterway": "river", "tunnel": "culvert", "location": "underground"},
    {"barrier": "gate", "kerb": "raised", "ford": "yes", "entrance": "main"},
    {"natural": "coastline"},
    {"shop": "supermarket", "access": "private", "disused:shop": "yes", "name": "x"},
    {"amenity": "pharmacy", "dispensing": "no", "disused:amenity": "pharmacy"},
    {"highway": "bus_stop", "bus": "yes", "disused": "yes", "abandoned": "yes"},
    *({key: "*"} for key in RULES.keys_read | DWELLINGS.keys_read),
    *(
        {key: next(iter(values), "x") for key, values in rule.tags.items()}
        for kind in RULES.kinds
        for rule in kind.take
    ),
]


class Watched(Mapping[str, str]):
    """Tags that remember which keys were looked at."""

    def __init__(self, tags: dict[str, str]) -> None:
        self.tags, self.asked = tags, set()

    def __getitem__(self, key: str) -> str:
        self.asked.add(key)
        return self.tags[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tags)

    def __len__(self) -> int:
        return len(self.tags)


@pytest.mark.parametrize("kind", ["n", "w", "r"])
def test_every_key_that_is_looked_at_is_named(kind):
    asked = set()
    for tags, more in product(TAGS, TAGS):
        watched = Watched({**tags, **more})
        meaning_of(kind, watched, RULES, DWELLINGS)
        asked |= watched.asked
    assert len(asked) > 30
    assert asked <= keys_that_tell(RULES, DWELLINGS)


@pytest.mark.parametrize("kind", ["n", "w", "r"])
def test_a_tag_that_is_not_named_changes_nothing(kind):
    for tags in TAGS:
        more = {"source": "BAG", "start_date": "1900", "addr:city": "Kampen", **tags}
        told = {k: v for k, v in more.items() if k in keys_that_tell(RULES, DWELLINGS)}
        assert meaning_of(kind, more, RULES, DWELLINGS) == meaning_of(kind, told, RULES, DWELLINGS)
