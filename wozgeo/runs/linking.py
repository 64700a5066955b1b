"""Which paths that are not there would save metres, and need that be found anew?

It hangs on the streets, on what stands between them and on how far every place on them is from a facility; on
no plan or complex. So a run with another list takes it from what an earlier run kept.
"""

import hashlib
from typing import Any

import numpy as np
import shapely

from wozgeo.domain.plain_types import Geometries
from wozgeo.inputs.osm_arrays import (
    Arrays,
    arrays_from_bytes,
    arrays_to_bytes,
    told_as_damage,
)
from wozgeo.network.links import Pairs, Places, Walked, find_links
from wozgeo.runs.keeping import LINKED, Kept


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
        mine = kept.about({"what": "links", **asked, **_content(walked, places, blocking)}, LINKED)
    found = mine.found(lambda content, key: _read(content, key, len(places.xy)))
    if found is not None:
        return found
    pairs = find_links(walked, places, blocking, **asked)
    mine.keep(lambda key: _written(pairs, key))
    return pairs


def _content(walked: Walked, places: Places, blocking: Geometries) -> dict[str, str]:
    """Give the checksums of everything that has a say in the links."""
    network = walked.searcher.graph.reading.network
    metres = walked.at(places.edge, places.along_m)
    streets = (network.u, network.v, network.xy, network.ground, network.across)
    return {
        "metres": _checksum(metres, places.xy),
        "streets": _checksum(*streets),
        "blocking": hashlib.sha256(
            b"".join(shape or b"-" for shape in shapely.to_wkb(blocking))
        ).hexdigest(),
    }


def _checksum(*arrays: "np.typing.NDArray[Any]") -> str:
    content = hashlib.sha256()
    for array in arrays:
        content.update(f"{array.dtype.str} {array.shape}\n".encode("ascii"))
        content.update(np.ascontiguousarray(array).tobytes())
    return content.hexdigest()


def _written(pairs: Pairs, key: str) -> bytes:
    arrays: Arrays = pairs._asdict()
    return arrays_to_bytes(arrays, {}, key=key)


def _read(content: bytes, key: str, n_places: int) -> Pairs:
    arrays, _ = arrays_from_bytes(content, key=key)
    with told_as_damage():
        pairs = Pairs(**arrays)
        ends = np.concatenate([pairs.far, pairs.near])
        if len({len(column) for column in pairs}) > 1 or ((ends < 0) | (ends >= n_places)).any():
            raise ValueError("links of other places")
        return pairs
