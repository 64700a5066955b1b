"""What would fix the walk of what just misses it, where: places that do not count, and stretches of street?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.analysis.remedies import n_that_decide, walks_to_each, whom_each_serves
from wozgeo.analysis.verdicts.judge import NearMiss
from wozgeo.config import RunConfig
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.columns_sites import Location
from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import Definition, Within
from wozgeo.domain.language import Language, Text
from wozgeo.domain.metres import tenths
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.vocabulary import Measure, Verdict
from wozgeo.inputs.uncounted import no_uncounted
from wozgeo.network.accesses import Accesses
from wozgeo.network.common_streets import build_common_streets
from wozgeo.network.searcher import Searcher
from wozgeo.runs.called import named_by_street
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read
from wozgeo.runs.told_apart import tell_apart
from wozgeo.runs.verdicts import Judgement

_AT = Text("{name}: {metres} m", "{name}: {metres} m")
_WHY = Text("{name} ({why})", "{name} ({why})")
_NAMELESS = Text("zonder naam", "without a name")
_SLIVER_M = 1.0
"""Nobody builds a place on a shorter piece of street."""
_MOST_STREETS = 12
_ROUNDED_M = 1.0
"""More than rounding takes off a walk."""


@dataclass(frozen=True)
class Remedies:
    """What would fix walks that are too long.

    Attributes
    ----------
    places
        Index ``id``: places that nearly count and lie near enough for some that walk too far; ``naam``,
        ``telt_niet_omdat``, ``helpt_complexen``, ``helpt_plannen``, ``zou_helpen``. What helps most first.
    streets
        Index ``id`` of what just misses the walk: ``wat``, ``naam``, ``kern``, ``straten``, ``straten_m``,
        ``niet_geteld``; the stretch of street as geometry.
    """

    places: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame

    @property
    def tables(self) -> dict[str, gpd.GeoDataFrame]:
        """Both by the names of their layers."""
        return {"plekken_erbij": self.places, "straten_erbij": self.streets}


def find_remedies(
    config: RunConfig, read: Read, measured: Measured, judged: Judgement
) -> Remedies | None:
    """Find what would fix the walk by the first definition that asks one; None where nothing walks too far."""
    definition = next((d for d in read.definitions.values() if d.walk), None)
    if definition is None or definition.walk is None or not config.judges:
        return None
    groups = {"plan": judged.plannen.objects, "complex": judged.complexen.objects}
    far = {word: _too_far(table, definition) for word, table in groups.items()}
    if not any(len(table) for table in far.values()):
        return None
    finder = _Finder(config, read, measured, definition, definition.walk)
    walks = finder.walks_of(far)
    return Remedies(finder.places(walks, far), finder.streets(walks, far))


def _too_far(objects: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    """Take what surely walks too far and does not meet the definition in another way."""
    column = Location(definition.name).ligt_goed
    if column not in objects:
        return objects.iloc[:0]
    bad = (~objects[column].astype("boolean")).fillna(value=False).to_numpy(dtype=bool)
    meets = (
        objects[OfDefinition(definition.name).oordeel].astype(str) == Verdict.VOLDOET
    ).to_numpy()
    return objects[bad & ~meets]


@dataclass(frozen=True)
class _Finder:
    config: RunConfig
    read: Read
    measured: Measured
    definition: Definition
    walk: Within

    @property
    def measure(self) -> Measure:
        return self.walk.measure or self.config.criteria.measure

    @property
    def language(self) -> Language:
        return self.config.language

    @cached_property
    def known(self) -> gpd.GeoDataFrame:
        """Places that nearly count as what the walk leads to, once each; what has no name by its street."""
        read, found = self.read, self.read.osm.uncounted
        table = no_uncounted() if found is None else found
        table = table[(table["voorziening"] == self.walk.voorziening).to_numpy()]
        once = gpd.GeoDataFrame(table[~table.index.duplicated()], geometry="geometry", crs=RD_NEW)
        names = named_by_street(once, read.osm.ways, self.language)
        register = read.bag.addresses if read.bag else read.osm.addresses
        return tell_apart(once.assign(name=names), read.osm.ways, register)

    def mine(self, word: str, objects: pd.Index) -> pd.DataFrame:
        """Give the places of some objects that were found."""
        places = self.measured.places
        chosen = (places["group"] == word) & places["object_id"].isin(objects)
        return places[chosen.to_numpy() & places.geometry.notna().to_numpy()]

    def candidates(self, near: gpd.GeoSeries) -> gpd.GeoDataFrame:
        """Give the places that nearly count, once each, no further than the limit in a straight line."""
        table = self.known
        tree = shapely.STRtree(near.to_numpy())
        rows = tree.query(table.geometry.to_numpy(), "dwithin", self.walk.limit_m)[0]
        return gpd.GeoDataFrame(table.iloc[np.unique(rows)], geometry="geometry", crs=RD_NEW)

    def walks_of(self, far: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Measure from every place of what walks too far to every single place that nearly counts.

        No further than the walk may be: who walks further is not served by that place.
        """
        parts = {word: self.mine(word, table.index) for word, table in far.items()}
        everything = pd.concat(parts.values())
        found = self.candidates(gpd.GeoSeries(everything.geometry))
        if not len(found):
            return {word: pd.DataFrame(index=table.index) for word, table in far.items()}
        access = self.measured.place_access
        rows = _rows_of(everything.index, access)
        locations = access.only(rows)
        searcher = Searcher.certain(
            self.measured.network, locations, Accesses.of(found.geometry, self.measured.snapper)
        )
        ids = found.index.to_numpy()
        enough_m = self.walk.limit_m + _ROUNDED_M
        reached = {
            one: searcher.nearest_of(searcher.outward(ids == one, enough_m)).metres
            for one in found.index
        }
        metres = pd.DataFrame(reached, index=locations.points.index)
        return {
            word: walks_to_each(metres.reindex(part.index), part["object_id"], measure=self.measure)
            for word, part in parts.items()
        }

    def places(
        self, walks: Mapping[str, pd.DataFrame], far: Mapping[str, pd.DataFrame]
    ) -> gpd.GeoDataFrame:
        """Lay out the places that nearly count and would serve somebody."""
        served = {word: whom_each_serves(table, self.walk) for word, table in walks.items()}
        ids = [
            one for one in served["complex"] if served["complex"][one] or served["plan"].get(one)
        ]
        table = self.known.loc[ids]
        data = {
            "naam": table["name"].to_numpy(dtype=object),
            "telt_niet_omdat": [self._why(str(why)) for why in table["why"]],
            "helpt_complexen": [len(served["complex"][one]) for one in ids],
            "helpt_plannen": [len(served["plan"].get(one, [])) for one in ids],
            "zou_helpen": [self._whom(one, served, walks, far) for one in ids],
        }
        found = gpd.GeoDataFrame(
            data, geometry=table.geometry.to_numpy(), crs=RD_NEW, index=pd.Index(ids, name="id")
        )
        order = found.assign(
            _n=-(found["helpt_complexen"] + found["helpt_plannen"]), _id=found.index
        )
        return found.loc[order.sort_values(["_n", "_id"], kind="stable").index]

    def streets(
        self, walks: Mapping[str, pd.DataFrame], far: Mapping[str, pd.DataFrame]
    ) -> gpd.GeoDataFrame:
        """Lay out where an ontmoetingsplek would have to come for what just misses the walk."""
        near = NearMiss(self.config.criteria.near_miss_share, self.config.criteria.near_miss_m)
        width = max(near.share * self.walk.limit_m, near.metres)
        rows = []
        for word, table in far.items():
            margin = table[OfDefinition(self.definition.name).marge_m].astype(float)
            for key, thing in table[(margin <= 0) & (margin >= -width)].iterrows():
                stretch = self._stretch(word, key)
                names, metres = self._named(stretch)
                rows.append(
                    {
                        "id": key,
                        "wat": word,
                        "naam": thing["naam"],
                        "kern": thing["kern"],
                        "straten": names,
                        "straten_m": metres,
                        "niet_geteld": self._there(walks[word], key),
                        "geometry": stretch,
                    }
                )
        columns = ("id", "wat", "naam", "kern", "straten", "straten_m", "niet_geteld", "geometry")
        table = pd.DataFrame(rows, columns=[*columns])
        return gpd.GeoDataFrame(table, geometry="geometry", crs=RD_NEW).set_index("id")

    def _stretch(self, word: str, key: object) -> shapely.Geometry:
        """Cut out the streets from which it surely is within the limit, by every place of it that counts."""
        places = self.mine(word, pd.Index([key]))
        if self.measure is Measure.MEDIAAN:
            places = places[places["typical"].to_numpy(dtype=bool)]
        rows = _rows_of(places.index, self.measured.place_access)
        common = build_common_streets(
            self.measured.network,
            self.measured.place_access.only(rows),
            limit_m=self.walk.limit_m,
            n_needed=n_that_decide(len(rows), self.measure),
        )
        lines = shapely.get_parts(common)
        return shapely.MultiLineString([*lines[shapely.length(lines) > _SLIVER_M]])

    def _named(self, stretch: shapely.Geometry) -> tuple[str, float]:
        """Name the streets of a stretch, the longest piece first, and give its metres."""
        ways = self.read.osm.ways
        named = ways[ways["name"].astype(str) != ""] if "name" in ways else ways.iloc[:0]
        wide = shapely.buffer(stretch, 0.2)
        inside = named.iloc[shapely.STRtree(named.geometry.to_numpy()).query(wide, "intersects")]
        metres = shapely.length(shapely.intersection(inside.geometry.to_numpy(), wide))
        sums = pd.Series(metres).groupby(inside["name"].astype(str).to_numpy()).sum()
        ordered = sums[sums > 1.0].sort_values(ascending=False, kind="stable")
        return ", ".join(ordered.index[:_MOST_STREETS]), round(float(shapely.length(stretch)), 1)

    def _there(self, walks: pd.DataFrame, key: object) -> str:
        """Tell what is there within the limit and does not count."""
        if key not in walks.index:
            return ""
        metres = walks[(walks.index == key)].iloc[0]
        near = metres[self.walk.near_enough(metres.to_numpy(dtype=np.float64))].sort_values()
        names, why_not, told = self.known["name"].to_dict(), self.known["why"].to_dict(), []
        for place, walked in near.items():
            name = str(names[place]) or _NAMELESS(self.language)
            why = self._why(str(why_not[place]))
            called = _WHY(self.language, name=name, why=why)
            told.append(_AT(self.language, name=called, metres=self._metres(float(walked))))
        return "; ".join(told)

    def _whom(
        self,
        place: str,
        served: Mapping[str, Mapping[str, list[str]]],
        walks: Mapping[str, pd.DataFrame],
        far: Mapping[str, pd.DataFrame],
    ) -> str:
        told = []
        for word, table in far.items():
            names, metres = table["naam"].to_dict(), walks[word].get(place, pd.Series()).to_dict()
            for key in served[word].get(place, []):
                called = str(names[key] or key)
                told.append(_AT(self.language, name=called, metres=self._metres(metres[key])))
        return "; ".join(told)

    def _metres(self, metres: float) -> float:
        return float(tenths(np.array([metres]), self.walk.limit_m)[0])

    def _why(self, why: str) -> str:
        rules = self.config.known[self.walk.voorziening].rules
        named = next((rule for rule in rules if rule.nl == why), None)
        return named(self.language) if named else why


def _rows_of(places: pd.Index, access: Accesses) -> IntArray:
    """Find where some places stand among all that were measured, in their order there."""
    rows = access.points.index.get_indexer(places)  # looking texts up is slow in pandas' isin
    return np.sort(rows[rows >= 0])
