"""What may a run file say of how many seniors live where?"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from wozgeo.config.key_kinds import AboveZero, Breaks, Filled, NotNegative
from wozgeo.domain.toml_files import Place, Table

SENIORS_FROM = ("squares", "buurten", "pc4", "counts")
"""Keys of which one at least says how many seniors live where."""


class PopulationTable(Table):
    """How many seniors live where: every figure is taken for the interval it is, and all work together."""

    squares: Filled | None = Field(
        default=None, description="CBS squares of 100 m (GeoPackage, Shapefile, zip)."
    )
    squares_year: int | None = Field(
        default=None,
        ge=2000,
        description="Of a file of squares with several years: which; the last one unless named.",
    )
    buurten: Filled | None = Field(
        default=None,
        description="CBS buurten with the number or the share of persons of 65 and over.",
    )
    pc4: Filled | list[Filled] | None = Field(
        default=None,
        description="Inhabitants per postcode of four digits and class of age: a file, or a list of them.",
    )
    pc4_outlines: Filled | None = Field(
        default=None,
        description="Outlines of these postcodes; without, a dwelling is in that of its address.",
    )
    counts: list[Filled] = Field(
        default=[],
        description="Counts of your own per address, postcode, buurt, wijk, gemeente or outline.",
    )
    forecast: Filled | None = Field(
        default=None,
        description="Your own forecast: factors per class of age, with source and date.",
    )
    at_least: int = Field(
        ge=5, description="No number of persons below this is in any file; 5 or more."
    )
    walk_m: AboveZero = Field(description="The walk around a concentration, in metres.")
    concentration_65: AboveZero = Field(
        description="A concentration: at least so many of 65 and over within that walk ..."
    )
    concentration_times: NotNegative = Field(
        description="... and so many times as many per dwelling as in the whole area."
    )
    reach_m: Breaks = Field(
        description="Walks within which is counted what seniors can reach, in whole metres."
    )
    park_m: AboveZero = Field(
        description="The same to a park besides, where parks are measured; in metres."
    )
    streets_m: AboveZero = Field(
        description="Who has to walk this far, or further, is not counted as walking along a street."
    )
    ratio: AboveZero | None = Field(
        default=None,
        description="Wanted: so many geclusterde dwellings per 100 persons of 75 and over.",
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for what goes with what."""
        if found.get("pc4_outlines") and not found.get("pc4"):
            yield (
                ("pc4_outlines",),
                'outlines alone say nothing; give pc4 = "inhabitants by age" too',
            )
        if found.get("squares_year") is not None and not found.get("squares"):
            yield ("squares_year",), 'there are no squares; give squares = "a file" too'
        given = any(map(found.get, SENIORS_FROM))
        if (found.get("forecast") or found.get("ratio")) and not given:
            yield (), "nothing says how many live there now; give squares, buurten, pc4 or counts"
