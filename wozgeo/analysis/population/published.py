"""What is written of the seniors of every area?"""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.analysis.population.privacy import publishable
from wozgeo.domain.columns_seniors import SENIOR_SHARES, senior_column
from wozgeo.domain.population import AGES, SetOfFigures

_BOUNDS = {"low": "_laag", "likely": "", "high": "_hoog"}


def published_areas(
    now: SetOfFigures,
    forecast: Mapping[str, SetOfFigures],
    holds: pd.DataFrame,
    areas: pd.Index,
    inhabitants: "pd.Series[float]",
    *,
    at_least: int,
) -> pd.DataFrame:
    """Lay out what may be written of the seniors of areas.

    Parameters
    ----------
    now, forecast
        Seniors now, and as a forecast expects them.
    holds
        To which area of each niveau every dwelling belongs.
    areas
        Which areas are written, (niveau, code): no other number is published.
    inhabitants
        On that index; NaN where not known: then there are no shares.
    at_least
        No number of persons below this is shown, nor follows from those that are.

    Returns
    -------
    DataFrame
        On the index ``areas``; columns of `wozgeo.domain.columns_seniors`, Int64 and shares Float64.
    """
    columns: dict[str, pd.Series] = {}
    of_now = publishable(now.areas.reindex(areas), holds, at_least=at_least)
    shown = {"": of_now}
    for one in forecast.values():
        expected = publishable(one.areas.reindex(areas), holds, at_least=at_least)
        shown["_prognose"] = _only_where_shown(expected, of_now)
    for when, table in shown.items():
        for age in AGES:
            for bound, suffix in _BOUNDS.items():
                columns[senior_column(age, when, suffix)] = table[f"{bound}_{age}"]
    for age in AGES:
        persons = columns[senior_column(age)].astype("Float64")
        whole = inhabitants.astype("Float64").where(inhabitants > 0)
        columns[SENIOR_SHARES[age]] = (persons / whole).clip(upper=1)
    return pd.DataFrame(columns, index=areas)


def _only_where_shown(expected: pd.DataFrame, of_now: pd.DataFrame) -> pd.DataFrame:
    """Leave out of a forecast what is not shown of now: who knows the factors would find it back."""
    kept = expected.copy()
    for age in AGES:
        names = [f"{bound}_{age}" for bound in _BOUNDS]
        kept.loc[of_now[f"likely_{age}"].isna(), names] = pd.NA
    return kept


def with_seniors(summary: gpd.GeoDataFrame, published: pd.DataFrame) -> gpd.GeoDataFrame:
    """Add what may be written of seniors to a summary of areas, without columns in which nothing stands."""
    there = published.dropna(axis=1, how="all").reindex(summary.index)
    shares = [name for name in SENIOR_SHARES.values() if name in there]
    there[shares] = there[shares].astype(float).replace(np.inf, np.nan)
    joined = pd.concat([summary.drop(columns=summary.geometry.name), there], axis=1)
    return gpd.GeoDataFrame(joined, geometry=summary.geometry.to_numpy(), crs=summary.crs)
