"""Are there as many geclusterde dwellings as seniors need, per kern and gemeente?

Handreiking wonen-welzijn-zorgvisie, stap 4: *confrontatie van behoefte en aanbod*. How many are needed per 100
persons of 75 and over is for the user to say: wozgeo has no number for it.
"""

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.areas import areas_of_objects
from wozgeo.analysis.targets import units_that_count
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.columns_areas import VerdictCount
from wozgeo.domain.columns_seniors import SENIOR_SHARES, senior_column
from wozgeo.domain.vocabulary import Verdict

_NIVEAUS = ("kern", "gemeente")
_WHENS = ("", "_prognose")
_SUPPLY = ("geclusterd_bestaand", "geclusterd_zeker", "geclusterd_mogelijk")


def supply_beside_need(
    summary: pd.DataFrame,
    published: pd.DataFrame,
    planned: pd.DataFrame,
    definition: str,
    *,
    ratio: float | None,
) -> pd.DataFrame:
    """Lay geclusterde dwellings beside seniors.

    Parameters
    ----------
    summary
        Summary of areas: index (niveau, code); ``naam`` and how many dwellings got which verdict.
    published
        On the same index: what may be written of seniors. Nothing else is used, so that nothing follows from a
        gap that is not shown itself.
    planned
        From `clustered_in_plans`.
    definition
        By which complexes count.
    ratio
        Wanted geclusterde dwellings per 100 persons of 75 and over; None: no gap.

    Returns
    -------
    DataFrame
        Kernen and gemeenten; empty where nothing was judged. A gap is at least what is needed by the fewest
        persons when all that may count does, at most what is needed by the most persons beside what exists.
    """
    kinds = ("plannen", "complexen")
    if not any(_column(kind, Verdict.VOLDOET, definition) in summary for kind in kinds):
        return pd.DataFrame()
    areas = summary[summary.index.get_level_values("niveau").isin(_NIVEAUS)]
    of_plans = planned.reindex(areas.index, fill_value=0)
    supplied = (
        _in_complexes(areas, Verdict.VOLDOET, definition),
        of_plans["zeker"],
        of_plans["mogelijk"] + _in_complexes(areas, Verdict.ONBEKEND, definition),
    )
    table = areas[["naam"]].assign(**dict(zip(_SUPPLY, supplied, strict=True)))
    seniors = published.reindex(areas.index)
    shown = [name for name in seniors if name not in SENIOR_SHARES.values()]
    table = pd.DataFrame(table).join(seniors[shown])
    for when in _WHENS:
        if ratio is None or senior_column(75, when) not in seniors:
            continue
        there, certain, perhaps = supplied
        for bound, supply in (
            ("_laag", there + certain + perhaps),
            ("", there + certain),
            ("_hoog", there),
        ):
            persons = seniors[senior_column(75, when, bound)].astype("Float64")
            gap = persons * ratio / 100 - supply
            whole = np.floor(gap) if bound == "_laag" else np.ceil(gap)
            table[f"tekort{when}{bound}"] = whole.astype("Int64")
    return table


def _column(kind: str, verdict: Verdict, definition: str) -> str:
    return VerdictCount(kind, str(verdict), definition).n_woningen


def _in_complexes(areas: pd.DataFrame, verdict: Verdict, definition: str) -> "pd.Series[int]":
    name = _column("complexen", verdict, definition)
    if name not in areas:
        return pd.Series(0, index=areas.index, dtype="Int64")
    return areas[name].astype("Int64").fillna(0)


def clustered_in_plans(
    plans: gpd.GeoDataFrame, homes: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, definition: str
) -> pd.DataFrame:
    """Count the geclusterde dwellings of plans per area: of a plan of thirty that may be twenty.

    Parameters
    ----------
    plans
        Judged: index id; ``kern``, ``n_woningen``, ``n_geclusterd``, ``oordeel_<definition>``, geometry. What
        may not be published must have been left out. May be empty.
    homes
        Dwellings of the contract.
    areas
        Areas of the contract.
    definition
        By which plans count.

    Returns
    -------
    DataFrame
        Index (niveau, code); dwellings, Int64. ``zeker``: at least so many, in plans that meet the
        definition. ``mogelijk``: what there may be besides, in these and in plans of which it is unknown.
    """
    verdict = plans[OfDefinition(definition).oordeel].astype(str).to_numpy(dtype=object)
    least, most = (np.nan_to_num(n) for n in units_that_count(plans, plans["n_geclusterd"], ""))
    certain = np.where(verdict == Verdict.VOLDOET.value, least, 0)
    perhaps = np.where(verdict == Verdict.VOLDOET_NIET.value, 0, most - certain)
    counted = pd.DataFrame({"zeker": certain, "mogelijk": perhaps}, index=plans.index)
    belongs = areas_of_objects(plans, homes, areas)
    sums = {niveau: counted.groupby(belongs[niveau]).sum() for niveau in _NIVEAUS}
    return pd.concat(sums, names=["niveau", "code"]).astype("Int64")
