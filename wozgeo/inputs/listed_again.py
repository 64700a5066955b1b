"""Which rows of own lists are a place that OpenStreetMap, or another row, has as well?

Such a place counts once, where the list says it is; of its doors it keeps what the map knows.
"""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.language import Text, some_named
from wozgeo.domain.many_shapes import shapes_of
from wozgeo.domain.plain_types import Geometries
from wozgeo.domain.values import OWN_LIST
from wozgeo.inputs.facility_places import PlaceKind, kept_places
from wozgeo.inputs.spelling import name_key
from wozgeo.inputs.words_lists import LISTED_AGAIN, LISTED_TWICE

_NEAR_M = 60.0
"""As far as a node and an area of one name are one place (``merge_m`` of the standard table)."""
_NAMELESS_M = 25.0
"""What has no name on the map is nearer: within its outline, or not further from its point or a door of it."""
_STOPS, _STOP_M = "ov_halte", 10.0
"""Stops on both sides of a street have one name."""
_ROWS_M, _ROWS_STOP_M = 10.0, 1.0
"""Rows of lists that are nearer to each other than two places of one name are: a place geocoded twice. The
bays of a station are as near, and have one name."""
_MOST_NAMED = 5
_DOORS = frozenset({PlaceKind.DEUR, PlaceKind.MISSCHIEN, PlaceKind.NEVEN, PlaceKind.PERRON})


def once_each(
    facilities: gpd.GeoDataFrame,
    known: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame | None,
    *own_places: gpd.GeoDataFrame | None,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, list[Text]]:
    """Let a place of an own list that is on the map too count once, with the doors that the map knows.

    One place are a row of a list and a place on the map of the same voorziening and the same name, within 60 m
    of each other (a stop: 10 m); or within 25 m, where the map has no name for it. Two rows of lists are one
    place by the same name within 10 m of each other (stops: 1 m): the first by its id stays.

    Parameters
    ----------
    facilities
        Facilities contract: what counts, own lists and OpenStreetMap together.
    known
        Facilities contract: all that OpenStreetMap has, also what a list has replaced.
    places
        Where those are entered; None: not known.
    own_places
        Where the facilities of each list are entered.

    Returns
    -------
    tuple
        The facilities, each once; where they are entered (`wozgeo.inputs.facility_places.places_table`);
        and which were there twice.
    """
    facilities, repeated = _rows_once(facilities)
    own = facilities[(facilities["source"] == OWN_LIST).to_numpy()]
    pairs = _pairs(own, known, places)
    twice = pd.MultiIndex.from_arrays([pairs["known"], pairs["voorziening"]])
    keys = pd.MultiIndex.from_arrays([facilities.index, facilities["voorziening"]])
    gone = (facilities["source"] != OWN_LIST).to_numpy() & keys.isin(twice)
    names = sorted({str(name) for name in facilities["name"][gone]} - {""})
    told = [LISTED_AGAIN.about(int(gone.sum()), names=_named(names))] if gone.any() else []
    told = [*repeated, *told]
    left = facilities[~gone] if gone.any() else facilities
    if pairs.empty or places is None:
        return left, kept_places(left, places, *own_places), told
    mine = kept_places(left, *own_places)
    inherited = _inherited(pairs, places, mine)
    by_door = inherited.index[inherited["kind"].isin([*_DOORS])]
    rest = mine[~mine.index.isin(by_door)]
    return left, kept_places(left, places, rest, inherited), told


def _rows_once(facilities: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """Leave out rows of lists that say again what another row says, and name them."""
    named = facilities["name"].fillna("").astype(str)
    own = (facilities["source"] == OWN_LIST).to_numpy() & (named != "").to_numpy()
    table = pd.DataFrame(
        {
            "row": np.flatnonzero(own),
            "kind": facilities["voorziening"].to_numpy(dtype=object)[own],
            "name": named[own].map(name_key).to_numpy(dtype=object),
            "id": facilities.index.to_numpy(dtype=object)[own],
        }
    ).sort_values("id", kind="stable")
    again = set[int]()
    alike = table[table.duplicated(["kind", "name"], keep=False)].groupby(["kind", "name"])
    for (kind, _), some in alike:
        rows = some["row"].to_numpy()
        points = facilities.geometry.to_numpy()[rows]
        near_m = _ROWS_STOP_M if kind == _STOPS else _ROWS_M
        pairs = shapely.STRtree(points).query(points, predicate="dwithin", distance=near_m)
        for first, other in sorted(pairs.T.tolist()):
            if first < other and rows[first] not in again:
                again.add(int(rows[other]))
    if not again:
        return facilities, []
    gone = np.isin(np.arange(len(facilities)), [*again])
    names = sorted({*named[gone]})
    return facilities[~gone], [LISTED_TWICE.about(int(gone.sum()), names=_named(names))]


def _named(names: list[str]) -> Text:
    return some_named(names, _MOST_NAMED) if names else Text("zonder naam", "without a name")


def _inherited(
    pairs: pd.DataFrame, places: gpd.GeoDataFrame, mine: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Give rows of lists the doors of what they are on the map; an outline only where the list says nothing."""
    of = pairs.drop_duplicates("own").set_index("known")["own"]
    of = of[~of.index.duplicated()]
    rows = places[places.index.isin(of.index)]
    rows = rows.set_axis(pd.Index(of.reindex(rows.index), name="facility_id", dtype=object))
    rows = rows.assign(source=OWN_LIST)
    has_door = {*rows.index[rows["kind"].isin([*_DOORS])]}
    kept = [name in has_door or name not in mine.index for name in rows.index]
    return rows[np.array(kept, dtype=bool)]


def _pairs(
    own: gpd.GeoDataFrame, known: gpd.GeoDataFrame, places: gpd.GeoDataFrame | None
) -> pd.DataFrame:
    """Tell which rows are which places: ``own``, ``known`` and ``voorziening``; the nearest first."""
    left, right, taken = set[int](), set[int](), list[tuple[int, int]]()
    for _, one, other in sorted(_candidates(own, known, places)):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            taken.append((one, other))
    mine, theirs = (np.array([pair[i] for pair in taken], dtype=np.int64) for i in (0, 1))
    return pd.DataFrame(
        {
            "own": own.index.to_numpy(dtype=object)[mine],
            "known": known.index.to_numpy(dtype=object)[theirs],
            "voorziening": own["voorziening"].to_numpy(dtype=object)[mine],
        }
    )


def _candidates(
    own: gpd.GeoDataFrame, known: gpd.GeoDataFrame, places: gpd.GeoDataFrame | None
) -> Iterator[tuple[float, int, int]]:
    """Give the pairs that may be one place, with how far they lie apart, to a millimetre."""
    if own.empty or known.empty:
        return
    names, other_names = (
        table["name"].fillna("").astype(str).map(name_key).to_numpy(dtype=object)
        for table in (own, known)
    )
    kinds, other_kinds = own["voorziening"].to_numpy(), known["voorziening"].to_numpy()
    shapes = _shapes(known, places)
    points = own.geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(points, predicate="dwithin", distance=_NEAR_M)
    apart = np.round(shapely.distance(points[one], shapes[other]), 3)
    for a, b, metres in zip(one.tolist(), other.tolist(), apart.tolist(), strict=True):
        near_m = _STOP_M if kinds[a] == _STOPS else _NEAR_M
        same = names[a] == other_names[b] != "" and metres <= near_m
        nameless = other_names[b] == "" and metres <= min(near_m, _NAMELESS_M)
        if kinds[a] == other_kinds[b] and (same or nameless):
            yield metres, a, b


def _shapes(known: gpd.GeoDataFrame, places: gpd.GeoDataFrame | None) -> Geometries:
    """Give all that is drawn of a place, laid together: its point, its doors and its outline."""
    points = known.geometry.to_numpy()
    if places is None or places.empty:
        return points
    drawn = pd.Series(shapes_of(places.geometry)).groupby(places.index.to_numpy()).agg(list)
    return np.array(
        [
            shapely.GeometryCollection([point, *drawn[name]]) if name in drawn else point
            for name, point in zip(known.index, points, strict=True)
        ]
        + [None],
        dtype=object,
    )[:-1]
