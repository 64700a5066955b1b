"""Where do the seniors of this run live on its streets, and where do they concentrate?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.analysis.population.concentrations import (
    Level,
    Stretches,
    above,
    commonest,
    find_stretches,
)
from wozgeo.analysis.population.reach import Near, SetsOfHomes, who_is_near
from wozgeo.analysis.population.rounded import nearest, round_expected, round_persons
from wozgeo.analysis.population.sets import People, PersonBounds
from wozgeo.config import RunConfig
from wozgeo.domain.columns_reach import Lacking
from wozgeo.domain.plain_types import FloatArray, IntArray, Texts
from wozgeo.domain.population import AGES, Population
from wozgeo.domain.vocabulary import Door, Voorziening
from wozgeo.network.accesses import Accesses
from wozgeo.network.junctions import junction_accesses
from wozgeo.network.searcher import Searcher
from wozgeo.network.within import Within
from wozgeo.runs.measuring import Measured
from wozgeo.runs.named_streets import named_streets
from wozgeo.runs.reading import Read

_HALF = 0.5


@dataclass(frozen=True)
class SeniorPlaces:
    """Seniors of this run on the streets: dwellings of the study area first, then its neighbours.

    Attributes
    ----------
    config, read, measured, population
        Of the run.
    access
        Of all dwellings of which seniors are known, in the order of every array here.
    """

    config: RunConfig
    read: Read
    measured: Measured
    population: Population
    access: Accesses

    @classmethod
    def of(
        cls, config: RunConfig, read: Read, measured: Measured, population: Population
    ) -> "SeniorPlaces":
        """Connect the neighbours of the study area with the streets too, as its own dwellings are."""
        own = measured.access
        extra = read.everyone[~read.everyone.index.isin(own.points.index)]
        if len(extra):
            streets = named_streets(read.osm.ways, extra["straat"], read.osm.buildings)
            by_street = config.door == Door.STRAAT
            theirs = Accesses.of(extra.geometry, measured.snapper, streets, by_street=by_street)
            own = own.with_more(theirs)
        return cls(config, read, measured, population, own)

    @property
    def n_own(self) -> int:
        """How many dwellings are in the study area."""
        return len(self.measured.locations)

    @cached_property
    def kind_of_entry(self) -> Texts:
        """The voorziening of every access of facilities: one with several doors has several."""
        kinds = self.measured.facilities["voorziening"].astype(str).to_numpy(dtype=object)
        found: Texts = kinds[self.measured.facility_rows]
        return found

    def by_facility(self, entries: csr_array) -> csr_array:
        """Say of facilities, shape (facilities, dwellings), what was said of each of their accesses."""
        rows, n = self.measured.facility_rows, len(self.measured.facilities)
        ones, places = np.ones(len(rows), dtype=np.int8), np.arange(len(rows))
        return csr_array(csr_array((ones, (rows, places)), shape=(n, len(rows))) @ entries > 0)

    @cached_property
    def people(self) -> dict[int, People]:
        """Per age."""
        seniors = self.population.dwellings.reindex(self.access.points.index)
        seniors["zone"] = seniors["zone"].fillna("")
        return {age: People.of(seniors, self.population.zones, age) for age in AGES}

    @cached_property
    def holds(self) -> pd.DataFrame:
        """To which area every dwelling belongs."""
        return self.population.holds.reindex(self.access.points.index).fillna("")

    def shown(
        self, bounds: Mapping[int, PersonBounds], n_dwellings: IntArray
    ) -> dict[str, pd.api.extensions.ExtensionArray]:
        """Give columns ``n_65_laag``, ``n_65``, ``n_65_hoog`` and of 75, fit to be in a file."""
        columns = {}
        for age, found in bounds.items():
            rounded = round_persons(found, self.population.at_least, n_dwellings)
            for bound, end in (("laag", "_laag"), ("n", ""), ("hoog", "_hoog")):
                columns[f"n_{age}{end}"] = rounded[bound].array
        return columns

    # --- concentrations ----------------------------------------------------------------------------

    @cached_property
    def stretches(self) -> Stretches:
        """Stretches of street in a concentration."""
        network, rule = self.measured.network, self.config.population
        level = Level(rule.concentration_65, rule.concentration_times, rule.walk_m)
        corners = junction_accesses(network, np.arange(network.n_nodes))
        searcher = Searcher.certain(network, self.access, corners)
        persons, dwellings = Within(searcher, level.walk_m).sums(self.expected).T
        own = self.expected[: self.n_own].sum(axis=0)
        per_dwelling = own[0] / own[1] if own[1] else 0.0
        inside = above(persons, dwellings, level, per_dwelling=per_dwelling)
        edge = self.access.leaving.possible["edge"].to_numpy()
        mine = np.where(np.arange(len(edge)) < self.n_own, edge, -1)
        return find_stretches(network, inside, persons, mine)

    @cached_property
    def expected(self) -> FloatArray:
        """Shape (dwellings, 2): of 65 and over, and whether that is known."""
        likely = self.people[65].likely
        return np.column_stack([np.nan_to_num(likely), np.isfinite(likely)]).astype(np.float64)

    def concentrations(self) -> gpd.GeoDataFrame:
        """Lay the concentrations out, those first where most seniors have no ontmoetingsplek in reach."""
        stretches, at_least = self.stretches, self.population.at_least
        groups, n = SetsOfHomes(stretches.members()), len(stretches.table)
        n_dwellings = np.bincount(stretches.of_dwelling[stretches.of_dwelling >= 0], minlength=n)
        bounds = {age: one.ask(groups.members) for age, one in self.people.items()}
        table = stretches.table.assign(
            naam=commonest(self._streets, stretches.of_dwelling, n),
            buurt=commonest(self.names("buurt"), stretches.of_dwelling, n),
            kern=commonest(self.holds["kern"], stretches.of_dwelling, n),
            n_woningen=n_dwellings,
            **self.shown(bounds, n_dwellings),
            n_65_rond=nearest(stretches.table["most"].to_numpy(), at_least).astype(np.int64),
        )
        lacks: list[list[str]] = [[] for _ in range(n)]
        order = pd.Series(0.0, index=table.index)
        for kind in self.config.voorzieningen:
            expected = self._without(groups, str(kind), self.config.population.walk_m)
            table[Lacking(str(kind)).n_zonder] = round_expected(expected, at_least, n_dwellings)
            if str(kind) == str(Voorziening.ONTMOETINGSPLEK):
                order = pd.Series(expected, index=table.index)
            for i in np.flatnonzero(expected > _HALF * bounds[65].likely):
                lacks[i].append(self.config.known[str(kind)].one(self.config.language))
        table["mist"] = [", ".join(words) for words in lacks]
        likely = pd.Series(bounds[65].likely, index=table.index)
        told = (likely >= at_least).to_numpy()
        sort = pd.DataFrame({"a": -order.round(6), "b": -likely.round(6)}).sort_values(["a", "b"])
        table = table.drop(columns="most").loc[sort.index[told[sort.index]]]
        table["lengte_m"] = table["lengte_m"].round(0)
        return table.set_axis(pd.RangeIndex(1, len(table) + 1, name="rang"))

    def _without(self, groups: SetsOfHomes, kind: str, metres: float) -> FloatArray:
        """Give how many of 65 and over are expected that have none within a walk for certain."""
        near = self.near({kind: (metres,)}, ())[0]
        found = self.people[65].ask(groups.of(~near.certain))
        return np.nan_to_num(found.likely)

    @cached_property
    def _streets(self) -> "pd.Series[str]":
        known = self.read.everyone["straat"].reindex(self.access.points.index)
        return known.fillna("").astype(object)

    def names(self, niveau: str) -> "pd.Series[str]":
        """Name the buurt, wijk or gemeente of every dwelling."""
        areas = self.read.areas
        if areas is None:
            return pd.Series("", index=self.holds.index, dtype=object)
        of_niveau = areas.index.get_level_values("niveau") == niveau
        named = areas["naam"][of_niveau].droplevel("niveau")
        named = self.holds[niveau].map(named[~named.index.duplicated()]).astype(object)
        return named.where(named.notna(), "")

    def near(
        self, limits_m: Mapping[str, Sequence[float]], common_m: Sequence[float]
    ) -> list[Near]:
        """Tell who of all dwellings has what within a walk; of the neighbours of the area nobody has."""
        return [
            one._replace(certain=self._padded(one.certain), possible=self._padded(one.possible))
            for one in who_is_near(self.measured.distances, limits_m, common_m)
        ]

    def _padded(self, own: NDArray[np.bool_]) -> NDArray[np.bool_]:
        rest = np.zeros(len(self.access.points) - len(own), dtype=bool)
        return np.concatenate([own, rest])
