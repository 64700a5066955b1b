"""Where should the next places of this run come, and which existing one is missed the least?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wozgeo.analysis.areas import nearest_kern
from wozgeo.analysis.population.sets import PersonBounds
from wozgeo.analysis.siting.covering import (
    Demand,
    Siting,
    choose_places,
    cut_to,
    new_by_step,
    only_by,
)
from wozgeo.config.run_config import COMPLEXES, SitingRule
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.language import Text, number_text
from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Verdict
from wozgeo.network.accesses import Accesses
from wozgeo.network.searcher import Searcher
from wozgeo.network.within import Within
from wozgeo.runs import words_places as words
from wozgeo.runs.called import named_by_street
from wozgeo.runs.candidates import Candidates, candidates_of, corners, together, worth
from wozgeo.runs.senior_places import SeniorPlaces

HOMES_WON = "winst_woningen"
"""How many dwellings of complexes that fail a place brings within the walk."""
CHOSEN_PLACE, CANDIDATE_PLACE, EXISTING_PLACE = "gekozen", "kandidaat", "bestaand"


def failing_homes(places: SeniorPlaces, complexes: gpd.GeoDataFrame | None) -> NDArray[np.bool_]:
    """Tell which dwellings are in a listed complex that certainly fails the first definition.

    Parameters
    ----------
    complexes
        As they were judged, index object_id; None: nothing was.
    """
    definition = next(iter(places.read.definitions), "")
    column = OfDefinition(definition).oordeel
    if complexes is None or column not in complexes:
        return np.zeros(len(places.access.points), dtype=bool)
    failing = complexes.index[(complexes[column].astype(str) == str(Verdict.VOLDOET_NIET))]
    homes = places.read.listed.homes
    theirs = homes["location_id"][homes["object_id"].isin(failing)]
    return np.asarray(places.access.points.index.isin(theirs), dtype=bool)


@dataclass(frozen=True)
class SitingRun:
    """The question where the next places should come, in this run.

    Attributes
    ----------
    places, rule
        Who lives where, and what is asked.
    listed
        Candidates of a list, and buildings; None: corners alone.
    failing
        Shape (dwellings of ``places``,): whether it is in a listed complex that now fails.
    """

    places: SeniorPlaces
    rule: SitingRule
    listed: gpd.GeoDataFrame | None
    failing: NDArray[np.bool_]

    @cached_property
    def candidates(self) -> Candidates:
        """Those of the list, and of the map, that meet a street."""
        parts, still = [], np.where(self.reached, 0.0, self.aims)
        if self.listed is not None:
            given = candidates_of(self.places, self.rule, self.listed)
            a_list = self.rule.candidates is not None
            parts.append(given if a_list else worth(self.places, self.rule, given, still))
        if self.rule.junctions:
            parts.append(corners(self.places, self.rule, still))
        return together(parts)

    @cached_property
    def aims(self) -> FloatArray:
        """What every dwelling counts for, by the goal of the run; outside the study area nothing."""
        if self.rule.goal == COMPLEXES:
            return self.failing.astype(np.float64)
        return np.where(self._own, self.places.expected[:, 0], 0.0)

    @property
    def _own(self) -> NDArray[np.bool_]:
        """Shape (dwellings,): whether it is in the study area."""
        return np.arange(len(self.places.access.points)) < self.places.n_own

    # --- who is reached ----------------------------------------------------------------------------

    def _cover(self, access: Accesses, *, certain: bool) -> csr_array:
        of = Searcher.certain if certain else Searcher.possible
        searcher = of(self.places.measured.network, self.places.access, access)
        return cut_to(Within(searcher, self.rule.within_m).matrix(), self._own)

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
        return self._chosen_at(self.aims)

    def _chosen_at(self, weights: FloatArray) -> Siting:
        kern = pd.factorize(self.places.holds["kern"].where(self.places.holds["kern"] != ""))[0]
        theirs = np.where(self._own, weights, 0.0)
        demand = Demand(self.cover, theirs, self.reached, kern.astype(np.int64))
        return choose_places(demand, self.rule.k, metres=self._metres, seconds=self.rule.seconds)

    def _metres(self, row: int) -> FloatArray:
        searcher = Searcher.certain(
            self.places.measured.network, self.places.access, self.candidates.access
        )
        return searcher.nearest(np.arange(len(self.candidates.table)) == row).metres

    @cached_property
    def always(self) -> list[bool | None]:
        """Per chosen place whether it is chosen too where every zone has its least, and its most."""
        if self.rule.goal == COMPLEXES:  # how many seniors there are decides nothing
            return [None] * len(self.siting.chosen)
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
        steps = new_by_step(self.cover, chosen, self.reached)
        perhaps = new_by_step(self.cover, chosen, self.reached, self._possible_cover)
        gains = self._gains([*steps], [*perhaps])
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
        read, language = self.places.read, self.places.config.language
        there = self.existing.assign(naam=named_by_street(self.existing, read.osm.ways, language))
        existing = self._rows(there, EXISTING_PLACE, self._gains(lost, lost), "verlies")
        if self.rule.goal == COMPLEXES:
            head[HOMES_WON] = [self._failing_in(step) for step in steps]
            others[HOMES_WON] = [
                self._failing_in(self._row(self.cover, r) & ~self.reached) for r in rest
            ]
            others = others.sort_values(HOMES_WON, ascending=False, kind="stable")
        laid = pd.concat([head, _sorted(others, "winst"), _sorted(existing, "verlies", least=True)])
        laid["kern"] = nearest_kern(laid.geometry, self.places.read.everyone).to_numpy(dtype=object)
        numbers = [*_NUMBERS, *([HOMES_WON] if self.rule.goal == COMPLEXES else [])]
        columns = ["plek", "rang", "naam", "kern", *numbers, "altijd_gekozen", "even_goed"]
        laid = laid.reindex(columns=[*columns, "geometry"])
        laid["even_goed"] = laid["even_goed"].fillna("")
        for name in ("rang", *numbers):
            laid[name] = laid[name].astype("Int64")
        laid["altijd_gekozen"] = laid["altijd_gekozen"].astype("boolean")
        return gpd.GeoDataFrame(laid, geometry="geometry", crs=self.existing.crs).rename_axis("id")

    def _failing_in(self, dwellings: NDArray[np.bool_]) -> int:
        return int((dwellings & self.failing).sum())

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
        said = {"metres": number_text(self.rule.within_m), "what": what}
        chosen = table[table["plek"] == CHOSEN_PLACE]
        of_homes = self.rule.goal == COMPLEXES
        tell = self._said_of_homes if of_homes else self._said_of_seniors
        if chosen.empty:
            nothing = words.NO_HOMES_TO_GAIN if of_homes else words.NOTHING_TO_GAIN
            yield nothing.about(**said, definition=self.definition)
        for place, row in enumerate(chosen.to_dict("records")):
            name = f"{row['naam']} ({row['kern']})"
            yield tell(row, place, k=len(chosen), name=name, **said)
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
                name=f"{named} ({least['kern']})",
                n=self._number(least["verlies"]),
                metres=said["metres"],
            )

    def _said_of_seniors(self, row: Mapping[Any, Any], place: int, **said: object) -> Text:
        first = words.NEXT if said["k"] == 1 else words.TOGETHER
        return (words.AFTER_THAT if place else first).about(
            **said,
            n=self._number(row["winst"]),
            low=_low(row["winst_laag"]),
            high=words.NO_MOST
            if row["winst_hoog"] is pd.NA
            else number_text(int(row["winst_hoog"])),
        )

    def _said_of_homes(self, row: Mapping[Any, Any], place: int, **said: object) -> Text:
        first = words.NEXT_HOMES if said["k"] == 1 else words.TOGETHER_HOMES
        return (words.AFTER_THAT_HOMES if place else first).about(
            **said,
            n=number_text(int(row[HOMES_WON])),
            total=number_text(int(self.failing.sum())),
            definition=self.definition,
        )

    @property
    def definition(self) -> str:
        """By which definition complexes fail: the first; "" where none is asked."""
        return next(iter(self.places.read.definitions), "")

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
