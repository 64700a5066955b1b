"""What does one run need to know?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from wozgeo.domain.language import Language
from wozgeo.domain.plain_types import Mode, Tenure
from wozgeo.domain.vocabulary import Door, Measure, Profile, Voorzieningen


@dataclass(frozen=True)
class ScoreRule:
    """Points for one voorziening: 100 up to ``good_m``, falling to 0 at ``poor_m``."""

    weight: float
    good_m: float
    poor_m: float


@dataclass(frozen=True)
class OwnFacilities:
    """A list of the user's own and what it does to the facilities found in OSM."""

    file: Path
    mode: Mode


@dataclass(frozen=True)
class OwnPlans:
    """A list of building plans.

    Attributes
    ----------
    file, layer
        The file, and the layer where it has several.
    preset, columns
        How its columns are known: a preset, and own names per column of the contract.
    skip_faulty
        Whether plans with a faulty geometry are left out (and listed) instead of stopping the run.
    publish
        Ids of confidential plans that may go into the shared results all the same.
    openbaar
        That all plans may be shared when no column says which may.
    """

    file: Path
    layer: str | None = None
    preset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    skip_faulty: bool = False
    publish: tuple[str, ...] = ()
    openbaar: bool = False


@dataclass(frozen=True)
class AreaRule:
    """Which area is asked about: a gemeente of the areas, a polygon, or a gemeente of a file of its own.

    Attributes
    ----------
    gemeente
        Its name or code, as it was asked; None: the whole of ``file``.
    file
        None: the areas of the run.
    names_run
        Whether the run is called after it, since nobody named the run.
    """

    gemeente: str | None
    file: Path | None
    names_run: bool


@dataclass(frozen=True)
class OwnTable:
    """A list of complexes or a file of areas, and own names for its columns."""

    file: Path
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CriteriaRule:
    """By which definitions is judged, and how.

    Attributes
    ----------
    file
        The user's own definitions; None: those of wozgeo.
    definitions
        Their names, in the order of the columns; the first decides what the map shows.
    measure
        Which distance of an object counts where a definition does not say.
    near_miss_share, near_miss_m
        What counts as just missing a limit.
    """

    file: Path | None
    definitions: tuple[str, ...]
    measure: Measure
    near_miss_share: float
    near_miss_m: float


@dataclass(frozen=True)
class TargetRule:
    """How many units are wanted, by when.

    Attributes
    ----------
    units, year
        So many, at the end of that year at the latest.
    tenure
        ``sociale_huur``: only these units of a plan count; "": all.
    definition
        What they must meet; one of the run's definitions.
    counts_existing
        Whether existing complexes count as well as plans.
    """

    units: int
    year: int
    tenure: Tenure
    definition: str
    counts_existing: bool


@dataclass(frozen=True)
class SiteRule:
    """How densely a building site is measured: a point per ``spacing_m``, ``max_points`` at most."""

    spacing_m: float
    max_points: float


@dataclass(frozen=True)
class CompletenessRule:
    """When our distances are so far above those of CBS that a facility is probably missing."""

    factor: float
    extra_m: float


@dataclass(frozen=True)
class PathRule:
    """Which paths are looked for that are not there: no longer, and saving no less, than so many metres."""

    within_m: float
    least_gain_m: float


@dataclass(frozen=True)
class PopulationRule:
    """Where it says how many seniors there are.

    Attributes
    ----------
    squares, squares_year, buurten, pc4, pc4_outlines, counts
        Files; None and empty where not given.
    forecast
        Factors per class of age.
    at_least
        No number of persons below this may be in any file.
    walk_m, concentration_65, concentration_times
        From how many within which walk, and how many times the mean per dwelling, seniors concentrate.
    reach_m, park_m, streets_m
        Within which walks is counted, to a park besides, and how far somebody walks along streets.
    ratio
        Wanted geclusterde dwellings per 100 persons of 75 and over; None: nobody says.
    """

    squares: Path | None = None
    squares_year: int | None = None
    buurten: Path | None = None
    pc4: tuple[Path, ...] = ()
    pc4_outlines: Path | None = None
    counts: tuple[Path, ...] = ()
    forecast: Path | None = None
    at_least: int = 5
    walk_m: float = 400.0
    concentration_65: float = 250.0
    concentration_times: float = 1.0
    reach_m: tuple[int, ...] = (400, 500, 800)
    park_m: float = 300.0
    streets_m: float = 800.0
    ratio: float | None = None

    @property
    def given(self) -> bool:
        """Whether anything says how many there are."""
        return bool(self.squares or self.buurten or self.pc4 or self.counts)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is read for it."""
        named = (self.squares, self.buurten, *self.pc4, self.pc4_outlines, *self.counts)
        return tuple(path for path in (*named, self.forecast) if path)

    def named(self) -> dict[str, object] | None:
        """Give every setting, files by their name alone; None where nothing is given."""
        if not self.given:
            return None
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        named = {k: v.name if isinstance(v, Path) else v for k, v in values.items()}
        lists = {"counts": self.counts, "pc4": self.pc4}
        return {**named, **{key: [path.name for path in paths] for key, paths in lists.items()}}


GOAL_SENIORS, COMPLEXES = "senioren", "complexen"
"""What may be brought within reach: persons, or dwellings of complexes that fail."""


@dataclass(frozen=True)
class SitingRule:
    """Where the next places should come.

    Attributes
    ----------
    candidates, junctions, buildings
        A list of places; or how many corners of streets, public and vacant buildings, or both of these.
    goal
        What most of is brought within reach: `GOAL_SENIORS` or `COMPLEXES`.
    voorziening, k, within_m
        What is to come, how many of it, and within which walk it serves.
    seconds
        How long may be looked for the best.
    """

    candidates: Path | None
    junctions: int | None
    buildings: bool
    goal: str
    voorziening: str
    k: int
    within_m: float
    seconds: float


@dataclass(frozen=True)
class SurfaceRule:
    """Which rasters are made over the area.

    Attributes
    ----------
    cell_m
        Side of a cell, metres.
    layers
        ``afstand``, ``zeker``, ``score``, ``senioren``: those that are wanted.
    seniors_m
        The walk within which seniors are counted.
    least_m2
        Smaller search areas are left out.
    asked
        Whether any are made at all.
    allowed, excluded
        Land in which search areas may lie, and in which they may not.
    """

    cell_m: float
    layers: tuple[str, ...]
    seniors_m: float
    least_m2: float
    asked: bool
    allowed: Path | None = None
    excluded: Path | None = None


@dataclass(frozen=True)
class WarningLevels:
    """When a reader is warned; see ``data/standaard.toml``."""

    thin_share: float
    register_share: float
    edge_share: float
    unknown_share: float
    unknown_m: float


@dataclass(frozen=True)
class RunConfig:
    """Everything one run needs to know.

    Attributes
    ----------
    name, out
        What the run is called, and the folder its results go to.
    osm_file, place
        The extract, or the place to ask Overpass for: exactly one of both.
    profile, search_limit_m, max_off_network_m, max_extra_m
        Who walks, how far is looked, how long an off-network leg may be, and how much longer one to
        the street of the address or one known to be open.
    door
        By which street one leaves a dwelling.
    known
        Which voorzieningen there are, by key, in the order of their columns.
    score
        Points per voorziening; those named here are measured besides what every run measures.
    criteria, sites, completeness
        How plans and complexes are judged.
    paths
        Which paths that are not there are looked for.
    surface
        Which rasters are made.
    facilities, locations, plans, complexes, areas
        The user's own lists.
    population
        Where it says how many seniors there are.
    siting
        Where the next places should come; None: not asked.
    area
        Which area is asked about; None: all that was read.
    bag_file
        A BAG GeoPackage whose addresses take the place of those in OSM.
    facility_table, dwelling_table, include
        The user's own tables of what counts, and rules that are off by default but on here.
    attribution
        Where the streets come from, for the map; None: OpenStreetMap.
    target
        How many units are wanted, by when.
    language, pdf
        Of the map and the report; whether the report is written as PDF too.
    max_dwellings
        A map with more is split per kern.
    routes
        Whether every route is written too.
    online_backdrop
        Whether the reader may switch on PDOK's map where there is a network.
    warnings
        When a reader is warned.
    map_breaks_m, summary_breaks_m
        Between which whole metres the map has classes, and within which the summaries count.
    walkshed_width_m
        How far the area around walkable streets reaches on the map, for the eye.
    also
        Voorzieningen that are measured because an own list has them or a definition asks a walk to them.
    """

    name: str
    out: Path
    osm_file: Path | None
    place: str | None
    profile: Profile
    search_limit_m: float
    max_off_network_m: float
    max_extra_m: float
    door: Door
    known: Voorzieningen
    score: Mapping[str, ScoreRule]
    criteria: CriteriaRule
    sites: SiteRule
    completeness: CompletenessRule
    paths: PathRule
    surface: SurfaceRule
    warnings: WarningLevels
    map_breaks_m: tuple[int, ...]
    summary_breaks_m: tuple[int, ...]
    walkshed_width_m: float
    max_dwellings: int
    language: Language = Language.NL
    pdf: bool = False
    facilities: tuple[OwnFacilities, ...] = ()
    locations: tuple[Path, ...] = ()
    plans: tuple[OwnPlans, ...] = ()
    complexes: tuple[OwnTable, ...] = ()
    areas: tuple[OwnTable, ...] = ()
    area: AreaRule | None = None
    population: PopulationRule = field(default_factory=PopulationRule)
    siting: SitingRule | None = None
    bag_file: Path | None = None
    facility_table: Path | None = None
    dwelling_table: Path | None = None
    include: tuple[str, ...] = ()
    attribution: str | None = None
    target: TargetRule | None = None
    routes: bool = False
    online_backdrop: bool = False
    also: frozenset[str] = frozenset()

    @property
    def voorzieningen(self) -> Voorzieningen:
        """What is measured, by key and in order: what every run measures and what else is asked."""
        asked = {*self.score, *self.also}
        return {key: one for key, one in self.known.items() if one.always or key in asked}

    @property
    def judges(self) -> bool:
        """Whether anything is listed to be judged."""
        return bool(self.plans or self.complexes)
