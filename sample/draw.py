"""In which order is a gemeente drawn?"""

from sample.cases_firm import (
    entrance_of_a_supermarket,
    entrances_of_a_buurthuis,
    homes_between_two_streets,
    lane_behind_homes,
    platform_of_a_bus_stop,
)
from sample.cases_polder import draw_polder_cases, fill_polder
from sample.cases_town import draw_town_cases, field_with_a_ditch_around
from sample.country import draw_country, level_crossings
from sample.fields import draw_fields
from sample.kernen import draw_borders, draw_kern_streets, fill_kernen, found_kernen
from sample.landmarks import bus_stops, draw_landmarks, shops_in_the_centre, villas_in_the_woods
from sample.model import Sheet
from sample.nodes import join_ways
from sample.register_only import register_what_osm_lacks
from sample.reserved_addresses import number_telling_addresses


def draw_sheet(number: int = 0, *, density: float = 1.0) -> Sheet:
    """Draw one whole gemeente: roads first, then what needs a place of its own, then houses."""
    sheet = Sheet(number, density=density)
    found_kernen(sheet)
    draw_country(sheet)
    draw_kern_streets(sheet)
    draw_town_cases(sheet)
    draw_polder_cases(sheet)
    draw_landmarks(sheet)
    fill_kernen(sheet)
    fill_polder(sheet)
    villas_in_the_woods(sheet)
    shops_in_the_centre(sheet)
    bus_stops(sheet)
    draw_fields(sheet)
    field_with_a_ditch_around(sheet)
    lane_behind_homes(sheet)
    entrance_of_a_supermarket(sheet)
    platform_of_a_bus_stop(sheet)
    draw_borders(sheet)
    level_crossings(sheet)
    join_ways(sheet)
    number_telling_addresses(sheet)
    register_what_osm_lacks(sheet)
    homes_between_two_streets(sheet)
    entrances_of_a_buurthuis(sheet)
    return sheet
