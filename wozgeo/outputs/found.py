"""What did a run find, that every face tells: map, report, workbook, tables, terminal and manifest?

One value, built once. Language and texts travel with it; what follows from it is a property.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from wozgeo.domain.column import Labels
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Language
from wozgeo.domain.population import Seniors
from wozgeo.domain.values import said
from wozgeo.domain.vocabulary import Measure, Profile, Voorziening, Voorzieningen
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.network.path_trees import PathTrees
from wozgeo.outputs.looks import DISTANCE_BREAKS_M, DistanceScale, distance_scale
from wozgeo.outputs.shown_surface import MapCells, RasterFile
from wozgeo.outputs.texts import PageTexts, read_texts

SOORTEN = ("plannen", "complexen", "clusters")
"""What can be judged, in the order of every face."""


def _nothing_there(*columns: str) -> gpd.GeoDataFrame:
    data = {column: pd.Series(dtype=object) for column in columns}
    return gpd.GeoDataFrame(data, geometry=[], crs=RD_NEW)


def _no_facilities() -> gpd.GeoDataFrame:
    return _nothing_there("voorziening", "naam", "kern", "telt_als", "bron").rename_axis("id")


def _no_backdrop() -> gpd.GeoDataFrame:
    return _nothing_there("kind", "name")


@dataclass(frozen=True, kw_only=True)
class Found:
    """Everything a run found; nothing in it is confidential, or (see `confidential_part`) everything is.

    Parameters
    ----------
    name
        Of the run, as the reader sees it.
    search_limit_m
        How far was searched: what an infinite distance means.
    definitions
        By name, in the order of the columns.
    language
        Of the reader: of every sentence in it, and of what the faces say themselves.
    profile
        Who walks.
    wanted
        The voorzieningen that were measured, in the order of their columns.
    kinds
        Which voorzieningen there are, in words and symbols.
    breaks_m, summary_breaks_m
        Between which whole metres the drawings have their classes, and within which the summaries count.
    made_on, streets_stamp
        Day of the run; date and time of the streets as their file says, "" where it does not.
    attribution
        Whose streets and backdrop these are; "" for OpenStreetMap.
    woningen, voorzieningen, looproutes
        Result tables from `wozgeo.outputs.measured_tables`; ``looproutes`` None: not asked for.
    backdrop
        ``kind``, ``name`` and geometry, as `wozgeo.inputs.backdrop` gives it. May be empty.
    paths
        Ways to walk of the dwellings; None: none are drawn.
    walksheds
        From where every ontmoetingsplek can be reached on foot: areas indexed by ``facility_id``,
        ``naam`` and ``straten`` (MultiLineString). None: not drawn.
    objects
        What was judged by its kind (`SOORTEN`), unrounded, indexed by id in the source.
    routes
        Ways to walk of objects, indexed by (id, voorziening): LineString, ``facility_id``, ``distance_m``,
        ``unknown_m`` and, to be drawn as such, ``unknown_geometry`` (MultiLineString, empty where all is
        known). With a column ``soort`` a route belongs to that kind only; with ``deur`` True
        it is one by another door, of what hangs on the door. None: none are drawn.
    areas
        Summaries of ``kernen`` and ``buurten``, unrounded, indexed by (niveau, code).
    tables
        Result tables by name, rounded for display: those of `SOORTEN` that were asked for, ``kernen`` and
        ``buurten``, from `wozgeo.outputs.judged_tables`.
    eisen
        The verdict on every single requirement, from `wozgeo.outputs.judged_tables.build_eisen`.
    waarom
        On which requirements it fails or waits, counted: from `wozgeo.analysis.reasons.count_reasons`.
    ombouw
        Complexes that do not meet a definition, what misses least first: from
        `wozgeo.analysis.conversion.rank_conversions`, with every text in the language of the reader.
    oorzaken
        What verdicts that are not firm or unknown hang on, counted: from
        `wozgeo.analysis.hanging.count_causes`.
    navragen
        What to ask whom: from `wozgeo.analysis.questions.open_questions`.
    elke_kern
        Whether every kern has geclusterd wonen, by each definition: ``definitie`` and what
        `wozgeo.analysis.every_kern.clustered_in_every_kern` tells.
    no_way_to_area
        Kernen without geclusterd wonen from where no street leads to a search area.
    niet_gevonden
        Addresses to look at: ``complex_id``, ``rij``, ``opgegeven``, ``uitkomst``, ``doen``,
        ``kandidaten``.
    weights, measure
        How heavily each voorziening counts in the score, and of which place of an object the walk counts in it.
    progress
        Towards the target: index ``kern``; ``zeker``, ``mogelijk``, ``voldoet_niet``, ``na_jaar``,
        ``bestaand_voldoet``, ``bestaand_onbekend``, ``bestaand_voldoet_niet``, ``n_zonder_aantal``
        (dwellings, but the last) and ``geen``. Empty: there is no target.
    progress_said
        The same in words, the answer first.
    target_units
        How many dwellings were agreed; None: no target.
    notes, warnings
        What the lists did, and what a reader must know: sentences.
    thin
        Voorzieningen of which there are probably more than are known, and the warning: where none of them
        is near, nobody knows whether there is one.
    how, settings, sources
        How was walked, in a sentence; name to value; data with their dates, licences and attribution.
    counts, columns
        For the manifest: how many of what; and which column of each list was taken for what.
    confidential
        Whether this is the part of a run that may not be shared.
    population
        How many seniors live in every area, fit to be published; None: no source says so.
    bereik
        How many seniors have what within a walk, per area: index (niveau, code). Empty: none are known.
    places_said
        Where seniors concentrate and where the next places should come: sentences.
    senior_walk_m
        Within how many metres seniors have something near; None where no seniors are known.
    sited
        Of what the next places are looked for, and within which walk they serve; None: not asked.
    rasters
        Which rasters lie beside the results, the finest first in their group.
    cells
        The walk from every place, coarse enough for a map; None: no surface was asked.

    Raises
    ------
    ValueError
        When a plan that may not be shared is in what is shared: a fault of wozgeo, and nothing is written.
    """

    name: str
    search_limit_m: float
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    language: Language = Language.NL
    profile: str = Profile.ROLLATOR
    wanted: Collection[str] = ()
    kinds: Voorzieningen = field(default_factory=read_voorzieningen)
    breaks_m: Sequence[float] = DISTANCE_BREAKS_M
    summary_breaks_m: Sequence[int] = DISTANCE_BREAKS_M
    made_on: date | None = None
    streets_stamp: str = ""
    attribution: str = ""
    woningen: gpd.GeoDataFrame = field(default_factory=_nothing_there)
    voorzieningen: gpd.GeoDataFrame = field(default_factory=_no_facilities)
    looproutes: gpd.GeoDataFrame | None = None
    backdrop: gpd.GeoDataFrame = field(default_factory=_no_backdrop)
    paths: PathTrees | None = None
    walksheds: gpd.GeoDataFrame | None = None
    objects: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    routes: gpd.GeoDataFrame | None = None
    areas: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    tables: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    eisen: pd.DataFrame = field(default_factory=pd.DataFrame)
    waarom: pd.DataFrame = field(default_factory=pd.DataFrame)
    ombouw: pd.DataFrame = field(default_factory=pd.DataFrame)
    oorzaken: pd.DataFrame = field(default_factory=pd.DataFrame)
    navragen: pd.DataFrame = field(default_factory=pd.DataFrame)
    elke_kern: pd.DataFrame = field(default_factory=pd.DataFrame)
    no_way_to_area: Sequence[str] = ()
    niet_gevonden: pd.DataFrame = field(default_factory=pd.DataFrame)
    weights: Mapping[str, float] = field(default_factory=dict)
    measure: str = Measure.MAX
    progress: pd.DataFrame = field(default_factory=pd.DataFrame)
    progress_said: Sequence[str] = ()
    target_units: int | None = None
    notes: Sequence[str] = ()
    warnings: Sequence[str] = ()
    thin: Mapping[str, str] = field(default_factory=dict)
    how: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[str] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    confidential: bool = False
    population: Seniors | None = None
    bereik: pd.DataFrame = field(default_factory=pd.DataFrame)
    places_said: Sequence[str] = ()
    senior_walk_m: float | None = None
    sited: tuple[str, float] | None = None
    rasters: Sequence[RasterFile] = ()
    cells: MapCells | None = None

    def __post_init__(self) -> None:
        for table in (self.objects.get("plannen"), self.tables.get("plannen")):
            if self.confidential or table is None or "vertrouwelijk" not in table:
                continue
            if table["vertrouwelijk"].fillna(True).astype(bool).any():
                raise ValueError("a confidential plan is in the results that are shared")

    # --- in words ----------------------------------------------------------------------------------

    @cached_property
    def texts(self) -> PageTexts:
        """What the faces say themselves, in the language of the reader."""
        return read_texts(self.language).naming(self.kinds)

    @property
    def meeting_place(self) -> Voorziening:
        """What this run calls an ontmoetingsplek."""
        return self.kinds[Voorziening.ONTMOETINGSPLEK]

    @property
    def labels(self) -> Labels:
        """The word for each voorziening."""
        return {key: one.one for key, one in self.kinds.items()}

    @property
    def titles(self) -> dict[str, str]:
        """Title per definition by which was judged; empty where nothing was."""
        if not any(soort in self.objects or soort in self.tables for soort in SOORTEN):
            return {}
        return {name: d.title_in(self.language) for name, d in self.definitions.items()}

    @property
    def reports(self) -> bool:
        """Whether there is a workbook and a report to write: something was judged, or areas were asked for."""
        return bool(self.titles) or "kernen" in self.tables

    @property
    def remarks(self) -> list[str]:
        """What the lists did, then what a reader must know."""
        return [*self.notes, *self.warnings]

    # --- near and far --------------------------------------------------------------------------------

    @property
    def asking(self) -> Definition | None:
        """The first definition that asks a walk to an ontmoetingsplek; None where none does."""
        return next((d for d in self.definitions.values() if d.walk), None)

    @property
    def limit_m(self) -> float | None:
        """The walk that the first definition that asks one allows; None where none does."""
        return self.asking.walk.limit_m if self.asking and self.asking.walk else None

    @property
    def scale(self) -> DistanceScale:
        """The classes of walking distance, and where near becomes far."""
        return distance_scale(self.breaks_m, self.limit_m)

    @property
    def near_m(self) -> int:
        """The break that divides near from far: the limit, else the middle one; the limit of nothing then."""
        scale = self.scale
        middle = scale.breaks_m[(len(scale.breaks_m) - 1) // 2]
        return middle if scale.criterion_m is None else scale.criterion_m

    @property
    def summary_near_m(self) -> int:
        """The break of the summaries that is nearest to `near_m`."""
        return min(self.summary_breaks_m, key=lambda metres: abs(metres - self.near_m))

    # --- tables --------------------------------------------------------------------------------------

    @property
    def listed(self) -> dict[str, gpd.GeoDataFrame]:
        """What was judged and has rows, by its kind, each in the order of its ids."""
        return {
            soort: table.sort_index(kind="stable")
            for soort in SOORTEN
            if (table := self.objects.get(soort)) is not None and len(table)
        }

    @property
    def groups(self) -> dict[str, gpd.GeoDataFrame]:
        """The tables of what was judged that have rows, by its Dutch plural."""
        words = {"clusters": "kansrijke clusters"}
        return {
            words.get(soort, soort): table
            for soort in SOORTEN
            if (table := self.tables.get(soort)) is not None and len(table)
        }

    @property
    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        """Every table by its name, in the order a GIS lists them."""
        layers = {**self.tables, "woningen": self.woningen, "voorzieningen": self.voorzieningen}
        return layers if self.looproutes is None else {**layers, "looproutes": self.looproutes}

    @property
    def ontmoetingsplekken(self) -> gpd.GeoDataFrame:
        """What counted: index id; ``naam``, ``kern``, ``telt_als``, ``bron``."""
        return self._counted_as(Voorziening.ONTMOETINGSPLEK)

    def _counted_as(self, kind: str) -> gpd.GeoDataFrame:
        kinds = self.voorzieningen["voorziening"].astype(str)
        return self.voorzieningen[(kinds == str(kind)).to_numpy()]

    @property
    def rules(self) -> dict[str, str]:
        """How a reader is told by which rule a place counts, by its name in tables."""
        rules = (rule for kind in self.kinds.values() for rule in kind.rules)
        return {rule.nl: rule(self.language) for rule in rules}

    @property
    def meeting_places(self) -> pd.DataFrame:
        """`ontmoetingsplekken` as a reader is told them."""
        return self.places_told(Voorziening.ONTMOETINGSPLEK)

    def places_told(self, kind: str) -> pd.DataFrame:
        """Give what counted as a voorziening as a reader is told it: as `ontmoetingsplekken`."""
        table, language = pd.DataFrame(self._counted_as(kind)), self.language
        written = {
            name: [said(name, value, language) for value in table[name].fillna("")]
            for name in ("kern", "bron")
        }
        rules = [self.rules.get(str(rule), rule) for rule in table["telt_als"]]
        return table.assign(**written, telt_als=pd.Series(rules, table.index, dtype=object))


def confidential_part(
    found: Found,
    plannen: gpd.GeoDataFrame,
    eisen: pd.DataFrame,
    *,
    waarom: pd.DataFrame | None = None,
    navragen: pd.DataFrame | None = None,
) -> Found:
    """Give what may lie beside plans that are not public: these plans, and by what they were judged.

    Built anew of what is named here: whatever else a run finds, now or later, stays out of it. It says
    nothing of the target or of the other lists: their sums are of what is shared.
    """
    return Found(
        name=found.name,
        search_limit_m=found.search_limit_m,
        definitions=found.definitions,
        language=found.language,
        profile=found.profile,
        kinds=found.kinds,
        voorzieningen=found.ontmoetingsplekken,
        tables={"plannen": plannen},
        eisen=eisen,
        waarom=pd.DataFrame() if waarom is None else waarom,
        navragen=pd.DataFrame() if navragen is None else navragen,
        notes=found.notes,
        warnings=found.warnings,
        thin=found.thin,
        settings=found.settings,
        sources=found.sources,
        confidential=True,
    )
