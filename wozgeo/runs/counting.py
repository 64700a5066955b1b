"""How many dwellings does a complex have for certain, were given, and may it have?

A list that says "1 t/m 40" gives forty numbers; the register may know fourteen of them. What is certain is
what was found and is a dwelling. What may be besides: what was given and not found, what may be a range,
numbers with a letter inside a range, the other side of the street, and what the list itself says there are.
"""

from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.inputs.addresses import Uitkomst
from wozgeo.inputs.not_found import possible_numbers
from wozgeo.inputs.street_names import street_key


class Twijfel(StrEnum):
    """Why the number of dwellings of a complex is not certain, the first that holds."""

    GEEN = ""
    KANT = "kant"
    """A range may hold one side of the street or both."""
    LETTERS = "letters"
    """Inside a range the register has numbers with a letter."""
    REEKS = "reeks"
    """What was not found may be a range."""
    AANTAL = "aantal"
    """The list says another number than it gives addresses."""
    NOG_NIET = "nog_niet"
    """The register knows addresses that are not in use yet."""
    ADRES = "adres"
    """Addresses were not found, or are no dwellings."""


def possible_dwellings(
    wanted: pd.DataFrame, lookup: pd.DataFrame, dwelling: pd.Series
) -> pd.Series:
    """Count for every address how many dwellings it may stand for.

    Parameters
    ----------
    wanted, lookup
        Addresses and what `wozgeo.inputs.addresses.find_addresses` made of them, on one index.
    dwelling
        Whether each was found and is one.

    Returns
    -------
    Series
        At least 1, but for a number that was found across the street and is no dwelling: 0.
    """
    other_side = lookup["uitkomst"] == Uitkomst.ANDERE_KANT
    letters = (lookup["letters"] - _given_with_letter(wanted, lookup)).clip(lower=0)
    alone = np.where(other_side, dwelling.astype(int), possible_numbers(wanted, lookup))
    bare = np.where(dwelling | (letters == 0), alone, 0)
    return pd.Series(bare + letters.to_numpy(), index=wanted.index).astype(int)


def _given_with_letter(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[int]":
    """Count the numbers with a letter that a complex gives itself, at each bare number of its ranges."""
    streets = wanted["straat"].map({s: street_key(s) for s in wanted["straat"].unique()})
    keys = pd.DataFrame(
        {"c": wanted["complex_id"], "s": streets, "n": wanted["nummer"].astype(int)}
    )
    by_code = keys.assign(s=wanted["postcode"])  # a list of postcodes need not name streets
    given = (wanted["toevoeging"] != "") & (lookup["uitkomst"] == Uitkomst.GEVONDEN)
    both = pd.concat([keys[given], by_code[given]])
    counts = both[both["s"] != ""].groupby(["c", "s", "n"]).size()
    asked = keys.where(streets != "", by_code)
    return pd.Series(
        counts.reindex(pd.MultiIndex.from_frame(asked)).fillna(0).to_numpy(), wanted.index
    )


def count_dwellings(
    complexes: pd.DataFrame, wanted: pd.DataFrame, lookup: pd.DataFrame, homes: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Count per complex what is certain, given and possible.

    Parameters
    ----------
    complexes
        Index complex_id; where a list says them ``n_genoemd``, ``n_genoemd_som``
        (`wozgeo.inputs.stated_counts`).
    wanted, lookup, homes
        Row by row the same addresses; ``homes`` with ``object_id``, ``dwelling``, ``possible``.

    Returns
    -------
    DataFrame
        Int64 ``n_dwellings`` and ``n_gevonden`` (certain), ``n_opgegeven`` (given: the addresses, without
        those across the street), ``n_mogelijk`` (possible); and ``n_twijfel`` (`Twijfel`).
    """
    owner = homes["object_id"].to_numpy()
    side = wanted["andere_kant"].to_numpy(dtype=bool)
    sure = homes["dwelling"].to_numpy(dtype=bool) & ~side
    possible = homes["possible"].to_numpy(dtype=int)
    uitkomst = lookup["uitkomst"].to_numpy(dtype=object)
    rows = pd.DataFrame(
        {
            "n_gevonden": sure,
            "n_opgegeven": ~side,
            "n_mogelijk": possible,
            Twijfel.KANT: side & (possible > 0),
            Twijfel.LETTERS: ~side & (lookup["letters"].to_numpy() > 0) & (possible > sure),
            Twijfel.REEKS: ~side & (lookup["letters"].to_numpy() == 0) & (possible > 1),
            Twijfel.NOG_NIET: uitkomst == Uitkomst.NOG_NIET_IN_GEBRUIK,
            Twijfel.ADRES: ~side & ~sure,
        }
    )
    sums = rows.groupby(owner).sum().reindex(complexes.index, fill_value=0).astype("Int64")
    table = _with_stated(sums, complexes)
    table["n_dwellings"] = table["n_gevonden"]
    return table


def _with_stated(sums: pd.DataFrame, complexes: pd.DataFrame) -> pd.DataFrame:
    """Let the number that a list says itself widen what is certain and possible, where it differs."""
    stated = complexes.reindex(columns=["n_genoemd", "n_genoemd_som"]).astype("Int64")
    given = sums["n_opgegeven"]
    agrees = stated.eq(given, axis=0).any(axis=1) | stated.isna().all(axis=1)
    least, most = stated.min(axis=1), stated.max(axis=1)
    certain = sums["n_gevonden"].where(agrees, np.minimum(sums["n_gevonden"], least.fillna(0)))
    possible = sums["n_mogelijk"].where(agrees, np.maximum(sums["n_mogelijk"], most.fillna(0)))
    reasons = {
        reason: sums[reason] > 0 for reason in (Twijfel.KANT, Twijfel.LETTERS, Twijfel.REEKS)
    }
    reasons |= {Twijfel.AANTAL: ~agrees}
    reasons |= {reason: sums[reason] > 0 for reason in (Twijfel.NOG_NIET, Twijfel.ADRES)}
    twijfel = np.select(
        [held.to_numpy(dtype=bool) for held in reasons.values()],
        [str(reason) for reason in reasons],
        default=str(Twijfel.GEEN),
    )
    return pd.DataFrame(
        {
            "n_gevonden": certain.astype("Int64"),
            "n_opgegeven": given,
            "n_mogelijk": possible.astype("Int64"),
            "n_twijfel": twijfel.astype(object),
        },
        index=sums.index,
    )
