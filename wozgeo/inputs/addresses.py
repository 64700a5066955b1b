"""Which address of the register is the one a user wrote?

Spellings that say the same (`wozgeo.inputs.house_numbers`) are equal. What is then equal to two
addresses is found twice, and what is not equal is not found: candidates are shown, never taken.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cached_property
from typing import TypeVar, cast

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS
from wozgeo.inputs.house_numbers import place_key, registered_numbers, street_key

T = TypeVar("T")
_RowsOf = dict[str, NDArray[np.intp]]

_MOST_CANDIDATES = 3
_ALIKE = 0.75


class Uitkomst(StrEnum):
    """What came of the search for one address."""

    GEVONDEN = "gevonden"
    NIET_GEVONDEN = "niet_gevonden"
    DUBBEL_GEVONDEN = "dubbel_gevonden"


def address_keys(table: pd.DataFrame) -> pd.DataFrame:
    """Give ``straat``, ``plaats`` and ``provincie`` of addresses in the spelling to compare by."""
    places = _each(table["woonplaats"], place_key)
    return pd.DataFrame(
        {
            "straat": _each(table["straat"], street_key),
            "plaats": [place.name for place in places],
            "provincie": [place.province for place in places],
        },
        index=table.index,
        dtype=object,
    )


def find_addresses(wanted: pd.DataFrame, register: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find each address in the register, or say that it is not certain.

    With a postcode: by postcode, number and addition, and then the street must be the same where
    both sides give one, else the woonplaats where both give one. Without: by street, number, addition and
    woonplaats; without a woonplaats when the register has it once. A bare number is the bare
    address only: 60 is not 60-A.

    Parameters
    ----------
    wanted
        The addresses of complexes, from `wozgeo.inputs.complexes.read_complex_list`.
    register
        Locations with their addresses; several numbers may share a location ("25;27"). Where
        postcode or woonplaats is unknown they match nothing that gives them.

    Returns
    -------
    DataFrame
        On the index of ``wanted``: ``location_id`` ("" unless certain), ``uitkomst`` (`Uitkomst`)
        and ``kandidaten``, Dutch text: the nearest addresses, or those it was found as. Numbers of a
        range have none unless the whole range is unknown: within a street, numbers are skipped.
    """
    known = _Register(register)
    asked = _asked(wanted)
    hits = _hits(asked, known)
    n_found = np.bincount(hits["asked"], minlength=len(asked))
    location = np.full(len(asked), "", dtype=object)
    sole = n_found[hits["asked"]] == 1
    location[hits["asked"][sole]] = known.ids[hits["address"][sole]]
    uitkomst = np.array([Uitkomst.NIET_GEVONDEN, Uitkomst.GEVONDEN, Uitkomst.DUBBEL_GEVONDEN])
    candidates = np.full(len(asked), "", dtype=object)
    for row, several in hits[~sole].groupby("asked")["address"]:
        candidates[cast(int, row)] = known.listed(several.to_numpy())
    missing = np.flatnonzero((n_found == 0) & _may_have_candidates(wanted, n_found))
    candidates[missing] = _nearest(asked.iloc[missing], known)
    return pd.DataFrame(
        {
            "location_id": location,
            "uitkomst": uitkomst[np.minimum(n_found, 2)],
            "kandidaten": candidates,
        },
        index=wanted.index,
        dtype=object,
    )


def found_again(wanted: pd.DataFrame, lookup: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which rows are an address that a row above them in the same complex already is.

    The reader of the list has left out what is written twice alike; this is one address written in
    two ways.
    """
    pairs = pd.DataFrame({"complex": wanted["complex_id"], "location": lookup["location_id"]})
    return (lookup["location_id"] != "") & pairs.duplicated()


class _Register:
    """The addresses of the register, and their numbers in the spelling to compare by."""

    def __init__(self, register: gpd.GeoDataFrame) -> None:
        texts = pd.DataFrame(register)[[*ADDRESS_COLUMNS]].fillna("").astype(object)
        texts = texts.reset_index(drop=True)
        self.ids = register.index.astype(str).to_numpy(dtype=object)
        self.texts = [*texts.itertuples(index=False, name=None)]
        numbers = _each(texts["huisnummer"], registered_numbers)
        address = np.repeat(np.arange(len(texts)), [len(some) for some in numbers])
        pairs = [pair for some in numbers for pair in some]
        postcodes = texts["postcode"].str.replace(r"\s", "", regex=True).str.upper()
        self.keys = (
            address_keys(texts)
            .assign(postcode=postcodes)
            .iloc[address]
            .reset_index(drop=True)
            .assign(
                nummer=np.array([number for number, _ in pairs], dtype=np.int64),
                toevoeging=np.array([addition for _, addition in pairs], dtype=object),
                address=address,
            )
        )

    @cached_property
    def by_street(self) -> _RowsOf:
        """Rows of ``keys`` per street."""
        return cast("_RowsOf", self.keys.groupby("straat").indices)

    @cached_property
    def by_postcode(self) -> _RowsOf:
        """Rows of ``keys`` per postcode."""
        return cast("_RowsOf", self.keys.groupby("postcode").indices)

    @cached_property
    def arrays(self) -> dict[str, NDArray[np.object_]]:
        """The columns of ``keys``, for what is done address by address."""
        return {str(name): column.to_numpy() for name, column in self.keys.items()}

    def written(self, address: int) -> str:
        """Write an address out, without what is not known of it."""
        street, number, postcode, place = self.texts[address]
        parted = re.sub(r"^(\d{4})\s*(\w{2})$", r"\1 \2", postcode)
        return ", ".join(filter(None, (f"{street} {number}".strip(), f"{parted} {place}".strip())))

    def listed(self, addresses: NDArray[np.int64]) -> str:
        """Write out what cannot be told apart, with the ids."""
        told = [f"{self.written(a)} ({self.ids[a]})" for a in addresses[:_MOST_CANDIDATES]]
        rest = len(addresses) - len(told)
        return "; ".join([*told, *([f"en nog {rest}"] if rest > 0 else [])])


def _asked(wanted: pd.DataFrame) -> pd.DataFrame:
    """Give the wanted addresses by position, spelled as the register's keys."""
    plain = wanted.reset_index(drop=True)
    return address_keys(plain).assign(
        postcode=plain["postcode"].astype(object),
        nummer=plain["nummer"].astype("int64"),
        toevoeging=plain["toevoeging"].astype(object),
        asked=np.arange(len(plain)),
    )


def _hits(asked: pd.DataFrame, known: _Register) -> pd.DataFrame:
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
    pairs = [by_postcode.loc[same_street], by_street.loc[same_place]]
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


def _nearest(asked: pd.DataFrame, known: _Register) -> list[str]:
    """Write the nearest addresses of each row; equal questions are answered once."""
    columns = ["straat", "plaats", "postcode", "nummer", "toevoeging"]
    answers: dict[tuple[object, ...], str] = {}
    near_streets: _RowsOf = {}
    result = []
    for question in asked[columns].itertuples(index=False, name=None):
        if question not in answers:
            street, _, postcode, *_ = question
            pool = _pool(known, street, postcode, near_streets)
            answers[question] = _written_nearest(known, pool, question)
        result.append(answers[question])
    return result


def _pool(known: _Register, street: str, postcode: str, near_streets: _RowsOf) -> NDArray[np.intp]:
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


def _written_nearest(known: _Register, pool: NDArray[np.intp], question: tuple[object, ...]) -> str:
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
    written = dict.fromkeys(known.written(address) for address in [*chosen][: 2 * _MOST_CANDIDATES])
    return "; ".join([*written][:_MOST_CANDIDATES])


def _each(texts: Iterable[str], read: Callable[[str], T]) -> list[T]:
    """Read a column of texts, each different one once."""
    texts = list(texts)
    known = {text: read(text) for text in set(texts)}
    return [known[text] for text in texts]
