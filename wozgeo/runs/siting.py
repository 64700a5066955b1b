"""Where should the next places of this run come, and which existing one is missed the least?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.analysis.areas import nearest_kern
from wozgeo.analysis.population.sets import PersonBounds
from wozgeo.analysis.siting.covering import Demand, Siting, choose_places, only_by
from wozgeo.config import RunConfig
from wozgeo.config.run_config import SitingRule
from wozgeo.domain.errors import ConfigError, InputError
from wozgeo.domain.language import Text, joined, number_text
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Crossing
from wozgeo.inputs.points import read_location_list
from wozgeo.network.accesses import Accesses
from wozgeo.network.junctions import junction_accesses
from wozgeo.network.searcher import Searcher
from wozgeo.network.snapping import Snapper
from wozgeo.network.within import Within
from wozgeo.runs import words_places as words
from wozgeo.runs.reading import Read
from wozgeo.runs.senior_places import SeniorPlaces

CHOSEN_PLACE, CANDIDATE_PLACE, EXISTING_PLACE = "gekozen", "kandidaat", "bestaand"
_CELL_M = 50.0
"""Of corners nearer to each other than this, about, one is a candidate."""


@dataclass(frozen=True)
class Candidates:
    """Places that may be chosen.

    Attributes
    ----------
    table
        ``naam`` and Point, RD New; index: ids.
    access
        Where they meet the streets.
    warnings
        Which of a list cannot be chosen.
    """

    table: gpd.GeoDataFrame
    access: Accesses
    warnings: tuple[Text, ...] = ()


def read_candidates(config: RunConfig, read: Read) -> gpd.GeoDataFrame | None:
    """Read the list of candidates; None where the run has none.

    Raises
    ------
    ConfigError
        When what is to come is not measured.
    InputError
        When it cannot be read, or has fewer candidates than places are asked for.
    """
    rule = config.siting
    if rule is not None and rule.voorziening not in config.voorzieningen:
        measured = ", ".join(map(str, config.voorzieningen))
        raise ConfigError(
            "siting.voorziening",
            f"found {rule.voorziening!r}, expected one that is measured: {measured}",
        )
    if rule is None or rule.candidates is None:
        return None
    register = read.bag.addresses if read.bag else read.osm.addresses
    extent = read.osm.extent.buffer(config.max_off_network_m).bounds
    table = read_location_list(rule.candidates, extent=extent, register=register)
    if rule.k > len(table):
        raise InputError(
            rule.candidates,
            f"siting.k asks for {rule.k} places, and there are {len(table)} candidates; "
            f"expected {len(table)} or fewer, or a longer list",
        )
    return table


@dataclass(frozen=True)
class SitingRun:
    """The question where the next places should come, in this run."""

    places: SeniorPlaces
    rule: SitingRule
    listed: gpd.GeoDataFrame | None

    @cached_property
    def candidates(self) -> Candidates:
        """Those of the list that meet a street, or the corners with most seniors around them."""
        return self._corners() if self.listed is None else self._of_list(self.listed)

    def _of_list(self, listed: gpd.GeoDataFrame) -> Candidates:
        config, measured = self.places.config, self.places.measured
        limits = config.max_off_network_m, config.max_extra_m
        snapper = Snapper(measured.network, self.places.read.osm.obstacles, *limits)
        access = Accesses.of(listed.geometry, snapper)
        met = (access.certain["edge"].to_numpy() >= 0) & ~self._in_water(listed)
        names = listed["naam"].where(listed["naam"] != "", listed.index.astype(str))
        table = gpd.GeoDataFrame({"naam": names}, geometry=listed.geometry)
        told: list[Text] = []
        if not met.all():
            named = joined([Text(n, n) for n in names[~met].astype(str)], ", ")
            file = self.rule.candidates.name if self.rule.candidates else ""
            told.append(words.OFF_STREET.about(file=file, named=named))
        return Candidates(table[met], access.only(met), tuple(told))

    def _in_water(self, listed: gpd.GeoDataFrame) -> NDArray[np.bool_]:
        obstacles = self.places.read.osm.obstacles
        water = obstacles.geometry.to_numpy()[(obstacles["kind"] == str(Crossing.WATER)).to_numpy()]
        tree = shapely.STRtree(listed.geometry.to_numpy())
        _, found = tree.query(water[shapely.get_dimensions(water) == 2], predicate="intersects")
        return np.isin(np.arange(len(listed)), found)

    def _corners(self) -> Candidates:
        """Take the corners with most seniors within the walk, not all of them side by side."""
        network = self.places.measured.network
        public = ~network.private & ~network.across & network.open
        degree = np.bincount(
            np.concatenate([network.u[public], network.v[public]]), minlength=network.n_nodes
        )
        nodes = np.flatnonzero(degree > 2)
        access = junction_accesses(network, nodes)
        searcher = Searcher.certain(network, self.places.access, access)
        weights = np.where(self.reached, 0.0, self.places.expected[:, 0])
        around = Within(searcher, self.rule.within_m).sums(weights[:, None])[:, 0]
        order = np.lexsort((nodes, -around.round(6)))
        cell = np.floor(network.xy[nodes[order]] / _CELL_M).astype(np.int64)
        _, first = np.unique(cell, axis=0, return_index=True)
        kept = order[np.sort(first)[: self.rule.junctions]]
        kept = np.sort(kept[around[kept] > 0])
        chosen = access.only(kept)
        names = [self._corner_name(int(node)) for node in nodes[kept]]
        ids = [f"hoek{i}" for i in range(1, len(names) + 1)]
        points = gpd.GeoSeries(chosen.points.to_numpy(), index=ids, crs=chosen.points.crs)
        table = gpd.GeoDataFrame({"naam": pd.Series(names, index=ids)}, geometry=points)
        return Candidates(table, chosen)

    def _corner_name(self, node: int) -> str:
        network, ways = self.places.measured.network, self.places.read.osm.ways
        here = network.way_id[(network.u == node) | (network.v == node)]
        found = ways["name"][ways.index.isin(here)] if "name" in ways else pd.Series(dtype=object)
        streets = " / ".join(sorted({*found} - {""}))
        told = words.CORNER.about(streets=streets) if streets else words.NAMELESS
        return told(self.places.config.language)

    # --- who is reached ----------------------------------------------------------------------------

    def _cover(self, access: Accesses, *, certain: bool) -> csr_array:
        of = Searcher.certain if certain else Searcher.possible
        searcher = of(self.places.measured.network, self.places.access, access)
        own = np.arange(len(self.places.access.points)) < self.places.n_own
        return csr_array(
            Within(searcher, self.rule.within_m).matrix() * own[None, :].astype(np.int8)
        )

    @cached_property
    def existing(self) -> gpd.GeoDataFrame:
        """Places of this voorziening that are there."""
        table = self.places.measured.facilities
        return table[(table["voorziening"].astype(str) == self.rule.voorziening).to_numpy()]

    @cached_property
    def _existing_cover(self) -> csr_array:
        """Shape (existing, dwellings): by whichever of its doors each is reached."""
        entries = self._cover(self.places.measured.facility_access, certain=True)
        kinds = self.places.measured.facilities["voorziening"].astype(str)
        mine = (kinds == self.rule.voorziening).to_numpy()
        return csr_array(self.places.by_facility(entries)[np.flatnonzero(mine)])

    @cached_property
    def reached(self) -> NDArray[np.bool_]:
        """Who has one within the walk for certain."""
        return np.asarray(self._existing_cover.sum(axis=0)).reshape(-1) > 0

    @cached_property
    def cover(self) -> csr_array:
        """Shape (candidates, dwellings), in the certain reading."""
        return self._cover(self.candidates.access, certain=True)

    @cached_property
    def _possible_cover(self) -> csr_array:
        return self._cover(self.candidates.access, certain=False)

    # --- the choice --------------------------------------------------------------------------------

    @cached_property
    def siting(self) -> Siting:
        """The best set at the expected counts."""
        return self._chosen_at(self.places.expected[:, 0])

    def _chosen_at(self, weights: FloatArray) -> Siting:
        kern = pd.factorize(self.places.holds["kern"].where(self.places.holds["kern"] != ""))[0]
        demand = Demand(self.cover, weights, self.reached, kern.astype(np.int64))
        return choose_places(demand, self.rule.k, metres=self._metres, seconds=self.rule.seconds)

    def _metres(self, row: int) -> FloatArray:
        searcher = Searcher.certain(
            self.places.measured.network, self.places.access, self.candidates.access
        )
        return searcher.nearest(np.arange(len(self.candidates.table)) == row).metres

    @cached_property
    def always(self) -> list[bool | None]:
        """Per chosen place whether it is chosen too where every zone has its least, and its most."""
        low, high = self._scenarios()
        others = [self._chosen_at(w).chosen if np.isfinite(w).all() else None for w in (low, high)]
        if any(one is None for one in others):
            return [None] * len(self.siting.chosen)
        return [all(row in one for one in others if one) for row in self.siting.chosen]

    def _scenarios(self) -> tuple[FloatArray, FloatArray]:
        """Give who lives in every dwelling when its zone has its least and its most, spread as expected."""
        people = self.places.people[65]
        likely = np.nan_to_num(people.likely)
        total = np.bincount(people.zone_of, likely, people.n_zones)
        share = np.divide(
            likely, total[people.zone_of], out=np.zeros_like(likely), where=likely > 0
        )
        low = people.least[people.zone_of]
        high = np.where(likely > 0, people.most[people.zone_of], 0.0)
        # who is in no zone has bounds of the dwelling alone
        alone = people.zone_of == people.n_zones - 1
        least = np.where(alone, people.low, low * share)
        return least, np.where(alone, np.where(likely > 0, people.high, 0.0), high * share)

    # --- the table ---------------------------------------------------------------------------------

    def table(self) -> gpd.GeoDataFrame:
        """Lay out what is chosen, in steps, then the other candidates, then what exists."""
        names, chosen = self.candidates.table["naam"].astype(str).to_numpy(), self.siting.chosen
        steps = [*self._steps()]
        gains = self._gains([s for s, _ in steps], [p for _, p in steps])
        head = self._rows(self.candidates.table.iloc[list(chosen)], CHOSEN_PLACE, gains, "winst")
        head["rang"] = pd.array(range(1, len(chosen) + 1), dtype="Int64")
        head["altijd_gekozen"] = pd.array(self.always, dtype="boolean")
        head["even_goed"] = [self._as_good(row, names) for row in chosen]
        rest = np.setdiff1d(np.arange(len(names)), chosen)
        alone = self._gains(
            [self._row(self.cover, r) & ~self.reached for r in rest],
            [self._row(self._possible_cover, r) & ~self.reached for r in rest],
        )
        others = self._rows(self.candidates.table.iloc[rest], CANDIDATE_PLACE, alone, "winst")
        mine = only_by(self._existing_cover)
        lost = [self._row(mine, row) for row in range(len(self.existing))]
        there = self.existing.rename(columns={"name": "naam"})
        existing = self._rows(there, EXISTING_PLACE, self._gains(lost, lost), "verlies")
        laid = pd.concat([head, _sorted(others, "winst"), _sorted(existing, "verlies", least=True)])
        laid["kern"] = nearest_kern(laid.geometry, self.places.read.everyone).to_numpy(dtype=object)
        columns = ["plek", "rang", "naam", "kern", *_NUMBERS, "altijd_gekozen", "even_goed"]
        laid = laid.reindex(columns=[*columns, "geometry"])
        laid["even_goed"] = laid["even_goed"].fillna("")
        for name in ("rang", *_NUMBERS):
            laid[name] = laid[name].astype("Int64")
        laid["altijd_gekozen"] = laid["altijd_gekozen"].astype("boolean")
        return gpd.GeoDataFrame(laid, geometry="geometry", crs=self.existing.crs).rename_axis("id")

    def _steps(self) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
        """Give whom each chosen place newly reaches, for certain and perhaps."""
        before = self.reached.copy()
        for row in self.siting.chosen:
            sure = self._row(self.cover, row)
            yield sure & ~before, self._row(self._possible_cover, row) & ~before
            before |= sure

    def _row(self, cover: csr_array, row: int) -> NDArray[np.bool_]:
        found = np.zeros(cover.shape[1], dtype=bool)
        found[cover[[row]].tocoo().col] = True
        return found

    def _gains(
        self, sure: list[NDArray[np.bool_]], perhaps: list[NDArray[np.bool_]]
    ) -> pd.DataFrame:
        """Count who is in some sets, at least and expected for certain, at most perhaps."""
        width = len(self.places.access.points)
        people = self.places.people[65]
        sets = [
            csr_array(np.array(s, dtype=np.float64).reshape(-1, width)) for s in (sure, perhaps)
        ]
        certain, possible = (people.ask(one) for one in sets)
        bounds: PersonBounds = certain._replace(high=possible.high)
        size = np.asarray(sets[1].sum(axis=1)).reshape(-1).astype(np.int64)
        shown = self.places.shown({65: bounds}, size)
        table = pd.DataFrame(
            {"laag": shown["n_65_laag"], "n": shown["n_65"], "hoog": shown["n_65_hoog"]}
        )
        return table.assign(exact=np.nan_to_num(bounds.likely))

    def _rows(
        self, places: gpd.GeoDataFrame, kind: str, gains: pd.DataFrame, name: str
    ) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(
            {
                "plek": kind,
                "naam": places["naam"].astype(object),
                f"{name}_laag": gains["laag"].array,
                name: gains["n"].array,
                f"{name}_hoog": gains["hoog"].array,
                "exact": gains["exact"].to_numpy(),
            },
            geometry=places.geometry.to_numpy(),
            crs=places.crs,
            index=places.index,
        )

    def _as_good(self, row: int, names: NDArray[np.object_]) -> str:
        """Name what may stand in the place of a chosen one in a set that is as good."""
        chosen = {*self.siting.chosen}
        swaps = {
            other
            for one in self.siting.ties
            if len({*one} - chosen) == 1 and row not in one
            for other in {*one} - chosen
        }
        return ", ".join(str(names[other]) for other in sorted(swaps))

    # --- in words ----------------------------------------------------------------------------------

    def said(self, table: gpd.GeoDataFrame) -> Iterator[Text]:
        """Say where the next should come, and what it brings."""
        what = self.places.config.known[self.rule.voorziening].one
        metres = number_text(self.rule.within_m)
        chosen = table[table["plek"] == CHOSEN_PLACE]
        if chosen.empty:
            yield words.NOTHING_TO_GAIN.about(metres=metres, what=what)
        for place, row in enumerate(chosen.to_dict("records")):
            first = words.NEXT if len(chosen) == 1 else words.TOGETHER
            template = words.AFTER_THAT if place else first
            yield template.about(
                what=what,
                metres=metres,
                k=len(chosen),
                name=f"{row['naam']} ({row['kern']})",
                n=self._number(row["winst"]),
                low=_low(row["winst_laag"]),
                high=words.NO_MOST
                if row["winst_hoog"] is pd.NA
                else number_text(row["winst_hoog"]),
            )
            if row["even_goed"]:
                yield words.AS_GOOD.about(named=row["even_goed"])
        if self.siting.gap > 0:
            yield words.NOT_PROVEN.about(percent=number_text(round(100 * self.siting.gap, 1)))
        elif len(chosen):
            yield words.PROVEN
        existing = table[table["plek"] == EXISTING_PLACE]
        if len(existing) > 1:
            least = existing.iloc[0]
            named = least["naam"] or str(existing.index[0])
            yield words.CLOSING.about(
                name=f"{named} ({least['kern']})", n=self._number(least["verlies"])
            )

    def _number(self, value: float | None) -> Text:
        at_least = self.places.population.at_least
        return words.FEWER.about(n=at_least) if pd.isna(value) else number_text(int(value or 0))


_NUMBERS = ("winst_laag", "winst", "winst_hoog", "verlies_laag", "verlies", "verlies_hoog")


def _low(value: float | None) -> Text:
    return number_text(0 if pd.isna(value) else int(value or 0))


def _sorted(table: gpd.GeoDataFrame, name: str, *, least: bool = False) -> gpd.GeoDataFrame:
    """Put the most first, or the least; of equals by id. By what is shown, so that no order tells more."""
    shown = table[name].astype("Float64").fillna(0).to_numpy(dtype=np.float64)
    order = np.lexsort((table.index.astype(str), shown if least else -shown))
    return table.iloc[order]
