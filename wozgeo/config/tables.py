"""What may a run file hold? Every table and key, with what it means.

The check of a run file, its JSON Schema and ``docs/run-file.md`` follow from this declaration; the values
that hold where a run file is silent are in ``data/standaard.toml``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeGuard

from pydantic import Field

from wozgeo.config.key_kinds import (
    AboveZero,
    Breaks,
    Filled,
    ManyPoints,
    NotNegative,
    PathLength,
    Spacing,
)
from wozgeo.config.tables_population import SENIORS_FROM, PopulationTable
from wozgeo.config.tables_siting import SitingTable
from wozgeo.config.tables_surface import SurfaceTable
from wozgeo.domain.language import Language
from wozgeo.domain.toml_files import Place, Table
from wozgeo.domain.vocabulary import Door, Measure, Profile

FILLED_IN = (
    "walking", "warnings", "criteria", "sites", "completeness", "paths", "map", "summary", "population",
    "surface",
)  # fmt: skip
"""Tables of which a run file may name some keys only; the others hold as in standaard.toml."""


class Run(Table):
    """What the run is called, and where its results go."""

    name: Filled = Field(
        default="wozgeo", description="Name of the run: the title of map and report."
    )
    out: Filled = Field(description="Folder of the results; relative to the run file.")
    language: Language = Field(
        default=Language.NL, strict=False, description="Of map, report and sentences."
    )
    pdf: bool = Field(default=False, description="Write rapport.pdf too (needs the extra `pdf`).")
    routes: bool = Field(default=False, description="Write every walking route in the GeoPackage.")
    online_backdrop: bool = Field(
        default=False, description="Let the reader of the map switch on PDOK's map, with a network."
    )


class Osm(Table):
    """Where streets, addresses and voorzieningen come from: exactly one of `file` and `place`."""

    file: Filled | None = Field(
        default=None, description="An extract of OpenStreetMap (.osm.pbf, .osm, .osm.gz, .osm.bz2)."
    )
    place: Filled | None = Field(
        default=None, description="A municipality, asked from Overpass by OSMnx (needs a network)."
    )
    voorzieningen: Filled | None = Field(
        default=None,
        description="Your own table of voorzieningen and what counts, laid over data/voorzieningen.toml.",
    )
    woningen: Filled | None = Field(
        default=None,
        description="Your own rule of what is a dwelling: a copy of data/woningen.toml.",
    )
    include: list[str] = Field(
        default=[], description="Rules of the table that are off unless named here."
    )
    attribution: Filled | None = Field(
        default=None, description="Where the streets come from, for the map."
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for exactly one source of streets."""
        if ("file" in found) == ("place" in found):
            yield (), 'give either file = "an extract" or place = "a municipality"'


class Area(Table):
    """The area that is asked about: its dwellings, plans and complexes alone; streets reach further."""

    file: Filled | None = Field(
        default=None,
        description="Of its polygon; or, with a gemeente, of the areas it is looked up in "
        "(without: those of `[[areas]]`).",
    )
    gemeente: Filled | None = Field(
        default=None, description="Its name or code (GM0166), as in the file of the areas."
    )

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for a file, a gemeente, or both."""
        if not found.keys() & {"file", "gemeente"}:
            yield (), 'give gemeente = "a name or code", or file = "a polygon"'


class Bag(Table):
    """The register of addresses: its addresses take the place of those in OpenStreetMap."""

    file: Filled | None = Field(
        default=None, description="BAG GeoPackage; only the area of the streets is read."
    )


class Walking(Table):
    """Who walks, and how far is looked."""

    profile: Profile = Field(strict=False, description="Who walks.")
    search_limit_m: AboveZero = Field(
        description="Metres; what lies further is called so, and never has the limit for a distance."
    )
    max_off_network_m: AboveZero = Field(
        description="The longest straight walk from a point to a street, in metres."
    )
    max_extra_m: NotNegative = Field(
        description="How much further than the nearest path the street of the address, or a street known to be "
        "open, may lie, in metres."
    )
    door: Door = Field(
        strict=False,
        description="By which street one leaves a dwelling: that of its address, or the nearest.",
    )


class Score(Table):
    """Points for one voorziening: 100 up to `good_m`, falling to 0 at `poor_m`."""

    weight: NotNegative = Field(description="How heavily it counts among the others.")
    good_m: NotNegative = Field(description="Up to here 100 points, in metres.")
    poor_m: AboveZero = Field(description="From here 0 points, in metres.")

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask that points fall from near to far."""
        good_m, poor_m = found.get("good_m"), found.get("poor_m")
        if _number(good_m) and _number(poor_m) and not good_m < poor_m:
            yield (), f"good_m ({good_m:g}) must be below poor_m ({poor_m:g})"


class Warnings(Table):
    """When a reader is warned."""

    thin_share: AboveZero = Field(
        description="Fewer facilities than this share of what the number of dwellings leads to expect."
    )
    register_share: AboveZero = Field(
        description="Fewer dwellings in the BAG than this share of what OpenStreetMap knows."
    )
    edge_share: AboveZero = Field(
        description="Share of dwellings for which something nearer may lie outside the data."
    )
    unknown_share: AboveZero = Field(
        description="Share of dwellings of which the certain distance is unknown_m longer."
    )
    unknown_m: AboveZero = Field(description="Metres; see unknown_share.")


class Criteria(Table):
    """By which definitions of geclusterd wonen plans and complexes are judged, and how."""

    file: Filled | None = Field(
        default=None, description="Your own definitions: a copy of data/criteria.toml."
    )
    definitions: list[str] = Field(
        description="Names, side by side in the results; the first decides what the map opens with."
    )
    measure: Measure = Field(
        strict=False,
        description="Which place of an object decides where a definition does not say: the farthest, "
        "the middle or the nearest.",
    )
    near_miss_share: NotNegative = Field(
        description="Just missed: at most this share of the limit away from it."
    )
    near_miss_m: NotNegative = Field(description="Just missed: at most so many metres too far.")

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask for at least one definition, and each once."""
        names = found.get("definitions")
        if names == []:
            yield ("definitions",), 'name at least one, for instance ["druten"]'
        if isinstance(names, list):
            counts = Counter(name for name in names if isinstance(name, str))
            for name in sorted(name for name, n in counts.items() if n > 1):
                yield ("definitions",), f"{name} is named twice"


class TargetTable(Table):
    """How many dwellings are wanted, and by when."""

    units: int = Field(ge=1, description="So many.")
    year: int = Field(ge=1900, description="At the end of this year at the latest.")
    tenure: Literal["sociale_huur", ""] = Field(
        default="", description="Only these dwellings of a plan count; nothing: all."
    )
    definition: str | None = Field(
        default=None,
        description="What they must meet; the first of criteria.definitions unless named.",
    )
    counts_existing: bool = Field(
        default=False, description="Whether existing complexes count as well as plans."
    )


class Sites(Table):
    """How densely a building site is measured."""

    spacing_m: Spacing = Field(
        description="Metres between its points; just within a limit down to a tenth of that."
    )
    max_points: ManyPoints = Field(description="At most so many points; a large site gets coarser.")


class Completeness(Table):
    """When a facility is probably missing: our mean walk beside what CBS measures along roads."""

    factor: AboveZero = Field(description="More than so many times as far ...")
    extra_m: AboveZero = Field(description="... and more than so many metres further.")


class PathsTable(Table):
    """Which paths that are not there yet are looked for: those that would bring someone within a limit."""

    within_m: PathLength = Field(description="No path longer than this is thought of, in metres.")
    least_gain_m: NotNegative = Field(
        description="A path that saves less than this is left out, in metres: the inside of a bend."
    )


class Map(Table):
    """What the map shows."""

    breaks_m: Breaks = Field(description="Whole metres between the classes of distance.")
    walkshed_width_m: AboveZero = Field(
        description="How far the area around walkable streets reaches, for the eye; metres."
    )
    max_dwellings: int = Field(ge=1, description="A map with more dwellings is split per kern.")


class Summary(Table):
    """What the tables per kern and buurt count."""

    breaks_m: Breaks = Field(description="Whole metres within which dwellings are counted.")


class Facilities(Table):
    """A list of voorzieningen of your own (CSV, Excel, GeoPackage)."""

    file: Filled = Field(description="The list.")
    mode: Literal["replace", "add", "drop"] = Field(
        default="replace",
        description="What it does to those found in OpenStreetMap, for the voorzieningen it names.",
    )


class Locations(Table):
    """Points of your own to measure from, instead of the dwellings."""

    file: Filled = Field(description="The list.")


class Plans(Table):
    """A list of building plans (planmonitor FileGDB, GeoPackage, GeoJSON, Shapefile, Excel, CSV)."""

    file: Filled = Field(description="The list.")
    layer: Filled | None = Field(default=None, description="The layer, where the file has several.")
    preset: Filled | None = Field(
        default=None, description="How its columns are known: a name of data/planmonitor.toml."
    )
    columns: dict[str, Filled] = Field(
        default={}, description="Our name of a column = your name of it, where they differ."
    )
    skip_faulty: bool = Field(
        default=False, description="Leave plans with a faulty outline out, and say which."
    )
    publish: list[str] = Field(
        default=[],
        description="Ids of confidential plans that may be in the shared results all the same.",
    )
    openbaar: bool = Field(
        default=False,
        description="All plans may be shared, where no column says which; without it all are confidential.",
    )


class ListTable(Table):
    """A file and what its columns are called."""

    file: Filled = Field(description="The file.")
    columns: dict[str, Filled] = Field(
        default={}, description="Our name of a column = your name of it, where they differ."
    )


class Complexes(ListTable):
    """A list of housing complexes with their addresses (Excel or CSV)."""


class AreasTable(ListTable):
    """Wijken en buurten of CBS, for figures per buurt, wijk and gemeente."""


class RunFile(Table):
    """A run file of wozgeo. Paths are relative to the file itself."""

    run: Run
    osm: Osm
    bag: Bag = Field(default=Bag())
    area: Area | None = None
    walking: Walking
    score: dict[str, Score] = Field(
        description="Points per voorziening; replaces the standard weights as a whole. What is named "
        "here is measured besides the main four.",
    )
    warnings: Warnings
    criteria: Criteria
    target: TargetTable | None = None
    sites: Sites
    completeness: Completeness
    paths: PathsTable
    population: PopulationTable
    siting: SitingTable | None = None
    surface: SurfaceTable
    map: Map
    summary: Summary
    facilities: list[Facilities] = Field(default=[])
    locations: list[Locations] = Field(default=[])
    plans: list[Plans] = Field(default=[])
    complexes: list[Complexes] = Field(default=[])
    areas: list[AreasTable] = Field(default=[])

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
        """Ask that something is scored, and that the target is judged."""
        score = found.get("score")
        rules = [*score.values()] if isinstance(score, dict) else []
        weights = [w for r in rules if isinstance(r, dict) and _number(w := r.get("weight"))]
        if weights and len(weights) == len(rules) and not sum(weights) > 0:
            yield ("score",), "at least one weight must be above 0"
        area = found.get("area")
        if isinstance(area, dict) and {*area} == {"gemeente"} and not found.get("areas"):
            yield (
                ("area", "gemeente"),
                "no file says where it lies; give CBS wijken en buurten as [[areas]] file (--areas), or its "
                "own polygon as [area] file",
            )
        given = found.get("population")
        counted = isinstance(given, dict) and any(map(given.get, SENIORS_FROM))
        if found.get("siting") and not counted:
            yield (
                ("siting",),
                "nothing says how many seniors live where; give [population] pc4, squares, ...",
            )
        siting = found.get("siting")
        goal = siting.get("goal") if isinstance(siting, dict) else None
        if goal == "complexen" and not found.get("complexes"):
            yield ("siting", "goal"), "no complexes are listed; give [[complexes]] file too"
        criteria, target = found.get("criteria"), found.get("target")
        names = criteria.get("definitions") if isinstance(criteria, dict) else None
        wanted = target.get("definition") if isinstance(target, dict) else None
        if isinstance(names, list) and isinstance(wanted, str) and wanted not in names:
            expected = " or ".join(map(str, names))
            yield ("target", "definition"), f"found {wanted!r}, expected {expected}"


def _number(found: object) -> TypeGuard[float]:
    return isinstance(found, int | float) and not isinstance(found, bool)
