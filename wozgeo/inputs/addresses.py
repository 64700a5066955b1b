"""Which address of the register is the one a user wrote?

Spellings that say the same (`wozgeo.inputs.house_numbers`) are equal. What is then equal to two
addresses is found twice, and what is not equal is not found: candidates are shown, never taken.
"""

import difflib
from enum import StrEnum
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.inputs.address_register import MOST_CANDIDATES, Register, RowsOf, address_keys
from wozgeo.inputs.nearly_found import find_nearly

_ALIKE = 0.75


class Uitkomst(StrEnum):
    """What came of the search for one address."""

    GEVONDEN = "gevonden"
    NIET_GEVONDEN = "niet_gevonden"
    DUBBEL_GEVONDEN = "dubbel_gevonden"
    NOG_NIET_IN_GEBRUIK = "nog_niet_in_gebruik"
    """The register has it, and says that it is not in use yet."""
    ANDERE_KANT = "andere_kant"
    """There, but nobody knows whether it is meant: both ends of its range lie across the street."""


def find_addresses(wanted: pd.DataFrame, register: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find each address in the register, or say that it is not certain.

    With a postcode: by postcode, number and addition, and then the street must be the same where
    both sides give one, else the woonplaats where both give one. Without: by street, number, addition and
    woonplaats; without a woonplaats when the register has it once. A bare number is the bare
    address only: 60 is not 60-A. What is not found so is found all the same, with a note, where all but
    one of postcode, street, woonplaats and number agree and exactly one address remains
    (`wozgeo.inputs.nearly_found`).

    Parameters
    ----------
    wanted
        The addresses of complexes, from `wozgeo.inputs.complexes.read_complex_list`.
    register
        Locations with their addresses; several numbers may share a location ("25;27"). Where
        postcode or woonplaats is unknown they match nothing that gives them. ``dwelling``: whether it is
        one; without it all are.

    Returns
    -------
    DataFrame
        On the index of ``wanted``: ``location_id`` ("" unless certain), ``uitkomst`` (`Uitkomst`)
        and ``kandidaten``, Dutch text: the nearest addresses, or those it was found as. Numbers of a
        range have none unless the whole range is unknown: within a street, numbers are skipped.
        ``anders``: the part that the register writes otherwise (Dutch), "" where all agree.
        ``letters``: how many dwellings of the register have the number of a range with an addition.
    """
    known = Register(register)
    asked = _asked(wanted)
    hits = _hits(asked, known)
    n_found = np.bincount(hits["asked"], minlength=len(asked))
    anders = np.full(len(asked), "", dtype=object)
    nearly = find_nearly(asked[n_found == 0], known, wanted["reeks"].to_numpy(dtype=bool), hits)
    anders[nearly["asked"]] = nearly["anders"]
    n_found[nearly["asked"]] = 1
    hits = pd.concat([hits, nearly]).sort_values(["asked", "address"], ignore_index=True)
    location = np.full(len(asked), "", dtype=object)
    sole = n_found[hits["asked"]] == 1
    location[hits["asked"][sole]] = known.ids[hits["address"][sole]]
    uitkomst = np.array([Uitkomst.NIET_GEVONDEN, Uitkomst.GEVONDEN, Uitkomst.DUBBEL_GEVONDEN])
    candidates = np.full(len(asked), "", dtype=object)
    for row, several in hits[~sole].groupby("asked")["address"]:
        candidates[cast(int, row)] = known.listed(several.to_numpy())
    for row, one in hits[sole & (anders[hits["asked"]] != "")].groupby("asked")["address"]:
        candidates[cast(int, row)] = known.written(one.iloc[0])
    missing = np.flatnonzero((n_found == 0) & _may_have_candidates(wanted, n_found))
    candidates[missing] = _nearest(asked.iloc[missing], known)
    return pd.DataFrame(
        {
            "location_id": location,
            "uitkomst": uitkomst[np.minimum(n_found, 2)],
            "kandidaten": candidates,
            "anders": anders,
            "letters": _lettered(asked, wanted["reeks"].to_numpy(dtype=bool), known),
        },
        index=wanted.index,
    ).astype({"location_id": object, "uitkomst": object, "kandidaten": object, "anders": object})


def _lettered(asked: pd.DataFrame, reeks: NDArray[np.bool_], known: Register) -> NDArray[np.int64]:
    """Count the dwellings with an addition at the bare numbers of ranges: "60 t/m 66" may mean 60-A too."""
    bare = asked[reeks & (asked["toevoeging"] == "").to_numpy()]
    by_street, named = bare["straat"] != "", bare["postcode"] != ""
    lettered = known.keys[(known.keys["toevoeging"] != "") & known.dwelling[known.keys["address"]]]
    pairs = pd.concat(
        [
            bare[by_street].merge(lettered, on=["straat", "nummer"]),
            bare[~by_street & named]
            .merge(lettered, on=["postcode", "nummer"])
            .assign(postcode_x="", postcode_y=""),
        ]
    )
    same_place = (pairs["plaats_x"] == pairs["plaats_y"]) | (pairs["plaats_x"] == "")
    same_place |= (pairs["plaats_y"] == "") & pairs["straat"].isna()  # the postcode says where
    same = (pairs["postcode_x"] == pairs["postcode_y"]) & (pairs["postcode_x"] != "")
    unique = pairs[same | ((pairs["postcode_x"] == "") & same_place)]
    unique = unique.drop_duplicates(["asked", "address"])
    return np.bincount(unique["asked"].astype(np.intp), minlength=len(asked))


def found_again(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which rows are an address that a row above them in the same complex already is.

    The reader of the list has left out what is written twice alike; this is one address written in
    two ways.
    """
    pairs = pd.DataFrame({"complex": wanted["complex_id"], "location": lookup["location_id"]})
    return (lookup["location_id"] != "") & pairs.duplicated()


def _asked(wanted: pd.DataFrame) -> pd.DataFrame:
    """Give the wanted addresses by position, spelled as the register's keys."""
    plain = wanted.reset_index(drop=True)
    return address_keys(plain).assign(
        postcode=plain["postcode"].astype(object),
        nummer=plain["nummer"].astype("int64"),
        toevoeging=plain["toevoeging"].astype(object),
        geschreven=plain["straat"].astype(object),
        asked=np.arange(len(plain)),
    )


def _hits(asked: pd.DataFrame, known: Register) -> pd.DataFrame:
    """Pair each row that is asked for (``asked``) with each address it may be (``address``)."""
    has_postcode = asked["postcode"] != ""
    by_postcode = asked[has_postcode].merge(known.keys, on=["postcode", "nummer", "toevoeging"])
    no_street = (by_postcode["straat_x"] == "") | (by_postcode["straat_y"] == "")
    no_place = (by_postcode["plaats_x"] == "") | (by_postcode["plaats_y"] == "")
    same_street = (by_postcode["straat_x"] == by_postcode["straat_y"]) | (
        no_street & (no_place | (by_postcode["plaats_x"] == by_postcode["plaats_y"]))
    )
    by_street = asked[~has_postcode & (asked["straat"] != "")].merge(
        known.keys, on=["straat", "nummer", "toevoeging"]
    )
    same_place = (by_street["plaats_x"] == "") | (
        (by_street["plaats_x"] == by_street["plaats_y"])
        & _same_province(by_street["provincie_x"], by_street["provincie_y"])
    )
    elsewhere = ~no_place & (by_postcode["plaats_x"] != by_postcode["plaats_y"])
    pairs = [by_postcode.loc[same_street & ~elsewhere], by_street.loc[same_place]]
    return (
        pd.concat([some[["asked", "address"]].astype(np.int64) for some in pairs])
        .drop_duplicates()
        .sort_values(["asked", "address"], ignore_index=True)
    )


def _same_province(one: "pd.Series[str]", other: "pd.Series[str]") -> "pd.Series[bool]":
    return (one == other) | (one == "") | (other == "")


def _may_have_candidates(wanted: pd.DataFrame, n_found: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Leave out the numbers of a range, but for the first of a range that is unknown as a whole."""
    of_range = [wanted[name] for name in ("complex_id", "rij", "opgegeven")]
    found = pd.Series(n_found > 0, index=wanted.index).groupby(of_range).transform("any")
    first = ~wanted.duplicated(["complex_id", "rij", "opgegeven"])
    return (~wanted["reeks"].astype(bool) | (first & ~found)).to_numpy(dtype=bool)


def _nearest(asked: pd.DataFrame, known: Register) -> list[str]:
    """Write the nearest addresses of each row; equal questions are answered once."""
    columns = ["straat", "plaats", "postcode", "nummer", "toevoeging"]
    answers: dict[tuple[object, ...], str] = {}
    near_streets: RowsOf = {}
    result = []
    for question in asked[columns].itertuples(index=False, name=None):
        if question not in answers:
            street, _, postcode, *_ = question
            pool = _pool(known, street, postcode, near_streets)
            answers[question] = _written_nearest(known, pool, question)
        result.append(answers[question])
    return result


def _pool(known: Register, street: str, postcode: str, near_streets: RowsOf) -> NDArray[np.intp]:
    """Give the rows of the same street and postcode; if there are none, of streets named alike."""
    none = np.array([], dtype=np.intp)
    pools = [
        known.by_street.get(street, none) if street else none,
        known.by_postcode.get(postcode, none) if postcode else none,
    ]
    if street and not len(pools[0]):
        if street not in near_streets:
            alike = difflib.get_close_matches(street, known.by_street, n=3, cutoff=_ALIKE)
            near_streets[street] = np.concatenate([none, *(known.by_street[s] for s in alike)])
        pools.append(near_streets[street])
    return np.unique(np.concatenate(pools))


def _written_nearest(known: Register, pool: NDArray[np.intp], question: tuple[object, ...]) -> str:
    """Put the same place first, then the nearest number, then the same addition."""
    street, place, _, number, addition = question
    part = {name: column[pool] for name, column in known.arrays.items()}
    elsewhere = (part["plaats"] != place) & (part["plaats"] != "") & (place != "")
    order = np.lexsort(
        (
            part["address"],
            part["straat"] != street,
            part["toevoeging"] != addition,
            np.abs(part["nummer"] - number),
            elsewhere,
        )
    )
    chosen = dict.fromkeys(part["address"][order].tolist())
    written = dict.fromkeys(known.written(address) for address in [*chosen][: 2 * MOST_CANDIDATES])
    return "; ".join([*written][:MOST_CANDIDATES])
