"""Which buildings in OpenStreetMap may hold a new place: public ones, and those that stand empty?"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import Text
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import checked, read_toml
from wozgeo.inputs.facility_rules import FacilityRules, KindRule, TakeRule
from wozgeo.inputs.facility_tables import TagsTable, VoorzieningTable

BUILDING_PLACE = "gebouw"
"""What such a building counts as."""


class BuildingRules(NamedTuple):
    """Which tags make a building a candidate, and how each rule is called."""

    rules: FacilityRules
    called: Mapping[str, Text]


@cache
def read_building_rules() -> BuildingRules:
    """Read which tags make a building a candidate (``data/gebouwen.toml``).

    Raises
    ------
    ConfigError
        Every fault in the table at once.
    """
    path = packaged_path("gebouwen.toml")
    given = read_toml(path, what="a table of buildings")
    faults: list[str] = []
    leave = checked(TagsTable, given["leave"], faults, at=("leave",))
    table = checked(VoorzieningTable, given[BUILDING_PLACE], faults, at=(BUILDING_PLACE,))
    if faults or table is None or leave is None:
        raise ConfigError(path, faults)
    take = tuple(TakeRule(one.rule or BUILDING_PLACE, one.tags) for one in table.take)
    called = {one.rule: Text(one.rule, one.rule_en or one.rule) for one in table.take if one.rule}
    rules = FacilityRules({}, (KindRule(BUILDING_PLACE, table.merge_m, take),), leave)
    return BuildingRules(rules, called)
