"""Does a way lie on the ground, so that one can step onto it anywhere along it?

One does not come down through the roof of a tunnel or a garage, nor climb up onto a viaduct: such a way is
joined where it comes to the ground, at its ends.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import PLACE_TAGS
from wozgeo.domain.tables import WAY_TABLE

_GROUND_TUNNELS = frozenset({"", "no", "building_passage", "covered", "arcade", "colonnade"})
_GROUND_BRIDGES = frozenset({"", "no", "boardwalk", "low_water_crossing"})


def on_ground(ways: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell of every way whether it lies on the ground.

    Parameters
    ----------
    ways
        Ways contract.

    Returns
    -------
    ndarray
        False in a tunnel (a passage through a building lies on the ground), on a bridge, under the ground,
        and inside on another level than 0. ``layer`` says only what lies over what: alone it says
        nothing, below 0 under a roof (``covered``) it does. ``level=0;1`` comes to the ground.
    """
    WAY_TABLE.of(("bridge", *PLACE_TAGS)).require(ways)
    tags = ["bridge", "tunnel", "layer", "level", "covered", "location"]
    groups = ways[tags].groupby(tags, sort=True, observed=True)
    kinds: list[dict[Any, Any]] = groups.size().reset_index()[tags].to_dict("records")
    grounded: NDArray[np.bool_] = np.array([_is_grounded(kind) for kind in kinds], dtype=np.bool_)
    which = np.asarray(groups.ngroup(), dtype=np.intp)
    return np.asarray(grounded[which])


def _is_grounded(tags: dict[str, str]) -> bool:
    if tags["tunnel"] not in _GROUND_TUNNELS or tags["bridge"] not in _GROUND_BRIDGES:
        return False
    if tags["location"] == "underground":
        return False
    if tags["covered"] not in {"", "no"} and _number(tags["layer"]) < 0:
        return False
    return not tags["level"] or _spans_ground(tags["level"])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _spans_ground(level: str) -> bool:
    """Whether level 0 is among those named: ``0``, ``-1;0``, ``0-2``; what is no number says nothing."""
    parts = [part.strip() for part in level.replace(",", ";").split(";")]
    for part in parts:
        low, dash, high = part.partition("-") if part[:1] != "-" else (part, "", "")
        try:
            if float(low) <= 0 <= float(high if dash else low):
                return True
        except ValueError:
            return True
    return False
