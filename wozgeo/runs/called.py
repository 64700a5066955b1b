"""What do sentences call a facility, and the street by which a place is left?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.analysis import words_firmness as words
from wozgeo.domain.language import NOTHING, Language, Text, write_day
from wozgeo.domain.plain_types import FloatArray, IntArray
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import Voorzieningen
from wozgeo.network.accesses import Accesses
from wozgeo.network.searcher import Searcher
from wozgeo.runs.measuring import Measured

_NEAR_M = 250.0
"""A street further away than this says nothing about where something is."""
_SAME_M = 0.001
_HET = ("plein", "pad", "plantsoen", "veld", "erf", "park", "hofje", "eiland")
_DE = ("straat", "laan", "weg", "steeg", "kade", "singel", "dijk", "gracht", "dreef", "ring", "wal",
       "markt", "brink", "allee", "str.")  # fmt: skip
_PATHS = ("path", "footway", "cycleway", "pedestrian", "steps", "corridor")


def call_facilities(
    facilities: gpd.GeoDataFrame, ways: gpd.GeoDataFrame | None, kinds: Voorzieningen
) -> Mapping[tuple[str, str], Text]:
    """Name every facility: by its name, else by what it is and the street that is nearest.

    Parameters
    ----------
    facilities
        Facilities contract.
    ways
        Ways contract; None: not known.
    kinds
        What voorzieningen are called.

    Returns
    -------
    Mapping
        By id and voorziening: one place may be two of them.
    """
    names = facilities["name"].fillna("").astype(str).to_numpy()
    streets = nearest_streets(facilities, np.flatnonzero(names == ""), ways)
    rules = {rule.nl: rule for kind in kinds.values() for rule in kind.rules}
    called: dict[tuple[str, str], Text] = {}
    rows = zip(facilities.index, facilities["voorziening"], facilities["rule"], names, strict=True)
    for row, (key, voorziening, rule, name) in enumerate(rows):
        told = Text(name, name)
        if not name:
            known = kinds[voorziening].one if voorziening in kinds else NOTHING
            kind = rules.get(str(rule)) or known or Text(str(voorziening), str(voorziening))
            told = words.NAMELESS.about(kind=kind)
            if row in streets:
                told = words.NAMELESS_AT.about(kind=kind, street=say_street(streets[row]))
        called[str(key), str(voorziening)] = told
    return called


def nearest_streets(
    facilities: gpd.GeoDataFrame, rows: IntArray, ways: gpd.GeoDataFrame | None
) -> Mapping[int, str]:
    """Name, of some facilities, the street that is nearest; the first by alphabet of equal ones."""
    if ways is None or not len(rows):
        return {}
    names = ways["name"].fillna("").astype(str).to_numpy()
    named = np.flatnonzero(names != "")
    if not len(named):
        return {}
    tree = shapely.STRtree(ways.geometry.to_numpy()[named])
    points = facilities.geometry.to_numpy()[rows]
    place, way = tree.query_nearest(points, max_distance=_NEAR_M)
    found: dict[int, str] = {}
    for row, name in zip(rows[place].tolist(), names[named[way]].tolist(), strict=True):
        found[row] = min(found.get(row, name), name)
    return found


def named_by_street(
    places: gpd.GeoDataFrame, ways: gpd.GeoDataFrame | None, language: Language
) -> NDArray[np.object_]:
    """Give the names of places; what has none by the street that is nearest, else empty.

    Parameters
    ----------
    places
        With ``name``, RD New.
    ways
        Ways contract; None: not known.
    """
    names = places["name"].fillna("").astype(str).to_numpy(dtype=object)
    for row, street in nearest_streets(places, np.flatnonzero(names == ""), ways).items():
        names[row] = words.ONLY_NAMELESS_AT(language, street=say_street(street))
    return names


def say_street(name: str) -> Text:
    """Say a street in a sentence: with its article where its name tells which.

    Examples
    --------
    >>> say_street("Dorpsstraat").nl, say_street("Marktplein").nl, say_street("Achterom").nl
    ('de Dorpsstraat', 'het Marktplein', 'Achterom')
    """
    small = name.casefold()
    begins = small.startswith(("de ", "het ", "'t ", "den ", "aan ", "achter "))
    for endings, said in ((_HET, words.STREET_HET), (_DE, words.STREET_DE)):
        if not begins and small.endswith(endings):
            return said.about(name=name)
    return Text(name, name)


@dataclass(frozen=True)
class LeftBy:
    """Which street a place is left by, where it walks so many metres to one voorziening.

    Attributes
    ----------
    measured
        Of the run.
    access
        Of the places; those of dwellings or those of what is listed.
    voorziening
        Where they walk to.
    ways
        Ways contract; None: not known.
    """

    measured: Measured
    access: Accesses
    voorziening: str
    ways: gpd.GeoDataFrame | None
    asked: dict[str, "tuple[IntArray, FloatArray]"] = field(default_factory=dict)

    def __call__(self, place: str, metres: float) -> Text:
        """Name the street; nothing where no door of the place walks so many metres."""
        if self.ways is None or not np.isfinite(metres):
            return NOTHING
        if place not in self.asked:
            self.asked[place] = self._doors(place)
        edges, walked = self.asked[place]
        fits = np.flatnonzero(np.abs(walked - metres) < _SAME_M)
        return self._street(int(edges[fits[0]])) if len(fits) else NOTHING

    def _doors(self, place: str) -> "tuple[IntArray, FloatArray]":
        """List the edges that a place may be left by, and the walk from each, in either reading."""
        rows = np.flatnonzero(self._rows == self.access.points.index.get_loc(place))
        if not len(rows):
            return np.empty(0, dtype=np.int64), np.empty(0)
        edges, walked = self._doubtful[0]["edge"].to_numpy()[rows], self._walked[:, rows]
        return np.tile(edges, len(walked)), walked.ravel()

    @cached_property
    def _doubtful(self) -> tuple[pd.DataFrame, IntArray]:
        return self.access.doubtful_doors()

    @property
    def _rows(self) -> IntArray:
        return self._doubtful[1]

    @cached_property
    def _walked(self) -> FloatArray:
        """The walk from every door: a row per reading."""
        chosen = (self.measured.kinds_entered == self.voorziening).to_numpy()
        found = []
        for build in (Searcher.possible, Searcher.certain):
            searcher = build(self.measured.network, self.access, self.measured.facility_access)
            found.append(searcher.each(self._doubtful[0]).nearest(chosen).metres)
        found[1][~self._doubtful[0]["known"].to_numpy(dtype=bool)] = np.inf
        return np.array(found)

    def _street(self, edge: int) -> Text:
        way_id = self.measured.network.way_id[edge]
        ways = self.ways if self.ways is not None else gpd.GeoDataFrame()
        if way_id not in ways.index:
            return NOTHING
        way = ways.loc[[way_id]].iloc[0]
        if str(way["name"]):
            return say_street(str(way["name"]))
        if way["highway"] in _PATHS:
            return words.PATH
        return words.LANE if way["service"] == "alley" else words.ROAD


def with_source(name: Text, source: str, day: date | None = None) -> Text:
    """Say where a place is known from, and of which day that is."""
    if not source:
        return name
    known = VALUES["bron"].get(source, Text(source, source))
    if day is None:
        return words.SOURCED.about(name=name, source=known)
    written = Text.of(partial(write_day, day))
    return words.SOURCED_ON.about(name=name, source=known, day=written)
