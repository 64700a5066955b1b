"""What does the report draw and count besides the findings?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.outputs.found import Oordelen
from wozgeo.outputs.legend import CRITERION_M, DISTANCE_BREAKS_M

UNKNOWN_KERN = "onbekend"
"""Where dwellings without a woonplaats are counted, here as in the table of kernen."""


@dataclass(frozen=True)
class Surroundings:
    """The dwellings, the places and the ground of a run; nothing in it is confidential.

    Parameters
    ----------
    woningen, voorzieningen
        Result tables.
    backdrop
        RD New; ``kind`` as `wozgeo.inputs.backdrop` gives it. May be empty: maps have no ground then.
    profile
        Who walks.
    search_limit_m
        How far was searched.
    made_on
        Day of the run.
    objects
        ``plannen`` and ``complexen`` with their geometry, indexed by id as in the findings.
    walksheds
        What can be reached on foot from each ontmoetingsplek within the limit; None: not drawn.
    breaks_m
        Where classes of distance begin.
    target_units
        How many dwellings were agreed; None: no target.
    attribution
        Of the ground.
    """

    woningen: gpd.GeoDataFrame
    voorzieningen: gpd.GeoDataFrame
    backdrop: gpd.GeoDataFrame
    profile: str
    search_limit_m: float
    made_on: date
    objects: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    walksheds: gpd.GeoDataFrame | None = None
    breaks_m: Sequence[int] = DISTANCE_BREAKS_M
    target_units: int | None = None
    attribution: str = ""


def criterion_m(found: Oordelen) -> int:
    """Give the distance that divides near from far: that of the definitions, or rollatorafstand."""
    return int(found.limit_m) if np.isfinite(found.limit_m) else CRITERION_M


def kern_names(found: Oordelen, woningen: pd.DataFrame) -> list[str]:
    """List the kernen: those of the summary, else those of the dwellings; the unknown one last."""
    if len(found.kernen):
        names = [str(name) for name in found.kernen.index]
    else:
        names = [str(name).strip() for name in woningen["woonplaats"].astype(object).fillna("")]
    known = sorted(set(names) - {"", UNKNOWN_KERN}, key=str.casefold)
    return [*known, *([UNKNOWN_KERN] if {"", UNKNOWN_KERN} & set(names) else [])]


def spell_kernen(written: "pd.Series[str]", kernen: Sequence[str]) -> "pd.Series[str]":
    """Name the kern of every row as the report does; "" is `UNKNOWN_KERN`.

    Spellings that differ in capitals, spaces or the form of an apostrophe only are one kern.
    """
    spelled = {_plain(name): name for name in kernen}
    codes, texts = pd.factorize(written.astype(object).fillna("").to_numpy(dtype=object))
    names = [spelled.get(_plain(str(t)), str(t).strip()) or UNKNOWN_KERN for t in texts]
    return pd.Series(np.array(names, dtype=object)[codes], index=written.index)


def _plain(name: str) -> str:
    return re.sub("[‘’`´]", "'", name.strip().casefold())
