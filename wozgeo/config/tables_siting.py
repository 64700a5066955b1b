"""What may a run file say of where the next places should come?"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from wozgeo.config.key_kinds import AboveZero, Filled
from wozgeo.domain.toml_files import Place, Table


class SitingTable(Table):
    """Where the next places should come: which of the candidates bring the most seniors within a walk."""

    candidates: Filled | None = Field(
        default=None,
        description="A list of places that may be chosen, by address or coordinates (CSV, Excel, GeoPackage).",
    )
    junctions: int | None = Field(
        default=None,
        ge=1,
        le=5_000,
        description="Instead of a list: so many corners of streets, those with most seniors around them.",
    )
    buildings: bool = Field(
        default=False,
        description="Instead of a list, or beside corners: public and vacant buildings in OpenStreetMap.",
    )
    goal: Literal["senioren", "complexen"] = Field(
        default="senioren",
        description="What most of is to be brought within the walk: senioren, persons of 65 and over; or "
        "complexen, dwellings of listed complexes that now fail the first definition.",
    )
    voorziening: Filled = Field(
        default="ontmoetingsplek",
        description="What is to come: where one exists already nothing is gained.",
    )
    k: int = Field(default=1, ge=1, le=100, description="How many places may be chosen.")
    within_m: AboveZero = Field(
        default=400.0, description="The walk: less than so many metres; 400 is rollatorafstand."
    )
    seconds: AboveZero = Field(
        default=60.0,
        description="How long may be looked for the best; what is found then is told with its bound.",
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for a list of candidates, or else for some from the map."""
        from_map = "junctions" in found or found.get("buildings") is True
        if ("candidates" in found) == from_map:
            yield (
                (),
                'give either candidates = "a list", or junctions = a number of corners of streets, buildings = '
                "true, or both of these",
            )
