"""How far is the nearest facility of each kind from every location, on foot?

distance = off-network leg of the location + along the streets + off-network leg of the facility. One
search outward from all facilities of a voorziening answers it for every location at once.
"""

from collections.abc import Collection
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.plain_types import FloatArray
from wozgeo.domain.vocabulary import Reason
from wozgeo.network.accesses import Accesses
from wozgeo.network.build import WalkNetwork
from wozgeo.network.entries import Entries
from wozgeo.network.search import (
    NOWHERE,
)
from wozgeo.network.spans import Spans


def measure_distances(
    network: WalkNetwork,
    locations: Accesses,
    facilities: Accesses,
    voorziening: pd.Series,
    *,
    wanted: Collection[str],
    search_limit_m: float,
    extent: shapely.Polygon,
    entries: Entries | None = None,
) -> pd.DataFrame:
    """Measure the walk from every location to the nearest facility of each voorziening.

    Parameters
    ----------
    network
        Streets of one profile.
    locations, facilities
        Points and where they meet the streets.
    voorziening
        What each facility is; aligned with ``facilities.points``.
    entries
        Where ``facilities`` are entries, several of one facility: of which, and which are a middle. None: each
        is a facility.
    wanted
        The voorzieningen to measure.
    search_limit_m
        What lies further is ``inf``, never the limit itself.
    extent
        The area the streets cover, RD New: beyond it nothing is known.

    Returns
    -------
    DataFrame
        Distances contract: index (location_id, voorziening); ``distance_m`` walks all that is not known
        to be closed, ``certain_m`` only what is known to be open and is never shorter. ``shortest_m`` and
        ``longest_m``: whichever door one leaves by and wherever one enters, in either reading;
        ``shortest_m`` <= ``distance_m`` <= ``certain_m`` <= ``longest_m``. The same by the doors alone
        (``door_low_m``, ``door_high_m``) and by the entries alone (``place_low_m``, ``place_high_m``, and
        ``place_low_id``: the facility that is then nearest). ``inf``:
        searched, none within the limit. ``NaN``: could not be searched, ``reason`` says why.
        ``beyond_edge``: a nearer one may lie outside the data. ``edge_m``: how far the edge of the
        data is in a straight line, where that is within the search limit; else ``inf``.
    """
    entries = entries or Entries.single(len(facilities.points))
    spans = Spans.of(network, locations, facilities, entries)
    shapely.prepare(extent)
    inside = shapely.covers(extent, locations.points.to_numpy())
    edge_m = _distance_to_edge(locations.points, extent, inside, search_limit_m)
    ids, codes = np.unique(
        np.append(facilities.points.index.to_numpy(str), ""), return_inverse=True
    )
    codes = codes.astype(np.int32)
    columns: dict[str, list[NDArray[Any]]] = {}
    for kind in wanted:
        chosen = (voorziening == kind).to_numpy()
        walked = spans.to(chosen)
        possible, certain = walked.possible, walked.certain
        usable = bool((facilities.possible["edge"].to_numpy()[chosen] >= 0).any())
        reason = _reasons(
            possible.metres, locations.leaving.possible, inside, search_limit_m, usable=usable
        )
        found, searched = reason == 0, reason <= _REASONS.index(Reason.BUITEN_ZOEKGRENS)
        answers: dict[str, NDArray[Any]] = {
            "distance_m": _within(possible.metres, search_limit_m, searched),
            "certain_m": _within(certain.metres, search_limit_m, searched),
            **{
                name: _within(metres, search_limit_m, searched)
                for name, metres in walked.bounds.items()
            },
            "place_low_id": codes[walked.nearest_entry],
            "facility_id": codes[np.where(found, possible.facility, NOWHERE)],
            "reason": reason,
            "beyond_edge": edge_m < np.where(found, possible.metres, search_limit_m),
            "edge_m": edge_m,
        }
        for name, values in answers.items():
            columns.setdefault(name, []).append(values)
    return _long_table(columns, locations.points.index, wanted, ids)


def _within(metres: FloatArray, limit_m: float, searched: NDArray[np.bool_]) -> FloatArray:
    """Tell the three kinds of answer apart: walked, none within the limit, not searched."""
    return np.where(searched, np.where(metres > limit_m, np.inf, metres), np.nan)


def _distance_to_edge(
    points: gpd.GeoSeries, extent: shapely.Polygon, inside: NDArray[np.bool_], limit_m: float
) -> FloatArray:
    """Measure how far points lie from the edge of the data, where that is near enough to matter."""
    metres = np.asarray(shapely.distance(points.to_numpy(), extent.exterior))
    metres[metres > limit_m] = np.inf
    metres[~inside] = -1.0
    return metres


_REASONS = ("", Reason.BUITEN_ZOEKGRENS, *(r for r in Reason if r != Reason.BUITEN_ZOEKGRENS))
"""Codes of reasons: 0 none, 1 searched in vain, from 2 on not searched."""


def _reasons(
    metres: FloatArray,
    access: pd.DataFrame,
    inside: NDArray[np.bool_],
    search_limit_m: float,
    *,
    usable: bool,
) -> NDArray[np.int8]:
    met = access["edge"].to_numpy() >= 0
    conditions = [
        (~inside & ~met, Reason.BUITEN_KAART),
        (~met, Reason.TE_VER_VAN_WEG),
        (np.full(len(met), not usable), Reason.GEEN_VOORZIENING),
        (np.isinf(metres), Reason.NIET_VERBONDEN),
        (metres > search_limit_m, Reason.BUITEN_ZOEKGRENS),
    ]
    reason = np.zeros(len(met), dtype=np.int8)
    for condition, why in reversed(conditions):
        reason[condition] = _REASONS.index(why)
    return reason


def _long_table(
    columns: dict[str, list[NDArray[Any]]],
    locations: pd.Index,
    wanted: Collection[str],
    facility_ids: NDArray[np.str_],
) -> pd.DataFrame:
    """Interleave one column per voorziening into one row per (location, voorziening)."""
    index = pd.MultiIndex.from_product(
        [locations, [str(kind) for kind in wanted]], names=["location_id", "voorziening"]
    )
    # column by column, so that never more than one of them is there twice
    data: dict[str, Any] = {
        name: np.stack(columns.pop(name), axis=1).reshape(-1) for name in [*columns]
    }
    texts_of = (
        ("facility_id", facility_ids),
        ("place_low_id", facility_ids),
        ("reason", map(str, _REASONS)),
    )
    for name, texts in texts_of:
        if name in data:
            data[name] = pd.Categorical.from_codes(data[name], categories=pd.Index(texts))
    return pd.DataFrame(data, index=index, copy=False)
