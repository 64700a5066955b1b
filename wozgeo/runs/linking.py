"""Which paths that are not there would save metres, and need that be found anew?

It hangs on the streets, on what stands between them and on how far every place on them is from a facility; on
no plan or complex. So a run with another list takes it from what an earlier run kept.
"""

from typing import Any

import numpy as np

from wozgeo.domain.plain_types import Geometries
from wozgeo.inputs.osm_arrays import Arrays
from wozgeo.network.links import Pairs, Places, Walked, find_links
from wozgeo.runs.keeping import LINKED, Form, Kept


def find_links_once(
    kept: Kept,
    walked: Walked,
    places: Places,
    blocking: Geometries,
    *,
    within_m: float,
    least_gain_m: float,
) -> Pairs:
    """Find links as `wozgeo.network.links.find_links` does, or take what an earlier run kept of the same.

    ``kept`` is where the reading of the extract is kept; the rest is as there.
    """
    asked = {"within_m": float(within_m), "least_gain_m": float(least_gain_m)}
    mine = kept
    if kept.place is not None:
        network = walked.searcher.graph.reading.network
        streets = (network.u, network.v, network.xy, network.ground, network.across)
        content = {
            "metres": walked.at(places.edge, places.along_m),
            "places": places.xy,
            "streets": streets,
            "blocking": blocking,
        }
        mine = kept.about({"what": "links", **asked, **content}, LINKED)
    return mine.once(
        lambda: find_links(walked, places, blocking, **asked),
        Form(
            lambda pairs: (pairs._asdict(), {}),
            lambda arrays, _: _together(arrays, len(places.xy)),
        ),
    )


def _together(arrays: Arrays, n_places: int) -> Pairs:
    columns: dict[str, Any] = arrays
    pairs = Pairs(**columns)
    ends = np.concatenate([pairs.far, pairs.near])
    if len({len(column) for column in pairs}) > 1 or ((ends < 0) | (ends >= n_places)).any():
        raise ValueError("links of other places")
    return pairs
