"""Which addresses that a mapper drew are one address, or several, and which are no dwelling by their number?

One tag may hold a list of numbers (``1;3;5``), and one address may be drawn twice: on a node of its own and on
the shop in it.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.inputs.dwellings import DwellingRule, Ground
from wozgeo.inputs.house_numbers import registered_numbers
from wozgeo.inputs.street_names import place_key, street_key

_SAME_ADDRESS_M = 100.0
"""Two drawings of one address lie no further apart; the same number further on may be a slip."""

_METRES_PER_DEGREE = 111_320.0
_LATITUDE = np.cos(np.radians(52.0))
_LIST = re.compile(r"\s*[;,]\s*")
_KEYS = ["straat", "nummer"]
_SAID = ("has_function", "berth")


def one_row_per_address(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """Split lists of numbers, and lay together what is drawn twice.

    Parameters
    ----------
    table
        In the order of ids: ``location_id``, ADDRESS_COLUMNS, ``has_function``, ``berth``, ``lon`` and ``lat``
        (degrees).

    Returns
    -------
    tuple
        The same columns, and how many were read otherwise than they were drawn. The first of a list keeps
        its id, the others get ``_2``, ``_3`` behind it. Of what is drawn twice a node without a function
        counts, and all of them tell what the address is.
    """
    split = _one_number_each(table)
    once = _once(split)
    told = {
        "lijst_van_nummers_gesplitst": len(split) - len(table),
        "zelfde_adres_samengevoegd": len(split) - len(once),
    }
    return once, {what: n for what, n in told.items() if n}


def refined_grounds(
    table: pd.DataFrame,
    ground: "pd.Categorical[str]",
    building: NDArray[np.int64],
    shops_below: NDArray[np.bool_],
    rule: DwellingRule,
) -> "pd.Categorical[str]":
    """Let the number and the tags of an address itself decide where its building does not.

    Parameters
    ----------
    table
        From `one_row_per_address`.
    ground, building
        See `wozgeo.inputs.dwellings.Housing`.
    shops_below
        Whether each address lies in a building with shops above which people may live.
    rule
        Which numbers are no dwellings.
    """
    code_of = {name: code for code, name in enumerate(Ground)}
    found = ground.codes.astype(np.intp)
    free = ~table["has_function"].to_numpy(dtype=bool)
    found[table["berth"].to_numpy(dtype=bool) & free] = code_of[Ground.LIGPLAATS]
    found[shops_below & free & _above_a_shop(table, building)] = code_of[Ground.BOVEN_WINKEL]
    written, texts = pd.factorize(table["huisnummer"].to_numpy(dtype=object))
    no_dwelling = np.array([rule.is_no_dwelling(text) for text in texts], dtype=bool)
    found[no_dwelling[written]] = code_of[Ground.GEEN_WONING_AAN_NUMMER]
    return pd.Categorical.from_codes(found, categories=pd.Index(map(str, Ground)))


def _above_a_shop(table: pd.DataFrame, building: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which addresses have an addition, while their bare number in the same building is a shop."""
    written, texts = pd.factorize(table["huisnummer"].to_numpy(dtype=object))
    pairs = [(registered_numbers(text) or [(0, "")])[0] for text in texts]
    bare = np.array([not addition for _, addition in pairs], dtype=bool)[written]
    # 218-220 is a shop of two numbers, no dwelling above 218
    range_like = [a.isdigit() and int(a) > number for number, a in pairs]
    may_be = ~bare & ~np.array(range_like, dtype=bool)[written] & (building >= 0)
    shops = bare & table["has_function"].to_numpy(dtype=bool)
    some = np.flatnonzero((may_be | shops) & np.isin(building, building[shops]))
    keys = pd.MultiIndex.from_arrays(
        [
            building[some],
            table["straat"].to_numpy(dtype=object)[some],
            np.array([number for number, _ in pairs], dtype=object)[written[some]],
        ]
    )
    above: NDArray[np.bool_] = np.zeros(len(table), dtype=bool)
    above[some] = keys.isin(keys[shops[some]])
    above[~may_be] = False
    return above


def _one_number_each(table: pd.DataFrame) -> pd.DataFrame:
    texts = table["huisnummer"].to_numpy(dtype=object)
    numbers = {text: _numbers_in(text) for text in dict.fromkeys(texts)}
    if not any(";" in text or "," in text for text in numbers):
        return table
    parts = [numbers[text] for text in texts]
    repeats = [len(some) for some in parts]
    split = table.iloc[np.repeat(np.arange(len(table)), repeats)].reset_index(drop=True)
    place = split.groupby("location_id", sort=False).cumcount() + 1
    ids = split["location_id"].astype(object)
    return split.assign(
        huisnummer=np.array([part for some in parts for part in some], dtype=object),
        location_id=ids.where(place == 1, ids + "_" + place.astype(str)),
    )


def _numbers_in(text: str) -> list[str]:
    """Give the numbers of a list; a text of which some part does not begin with a digit is no list."""
    parts = [part for part in _LIST.split(text) if part]
    return parts if parts and all(part[0].isdigit() for part in parts) else [text]


def _once(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is the same address as one before it; those without a function come first."""
    keys = pd.DataFrame(
        {
            "straat": _numbered(table["straat"], street_key),
            "nummer": _numbered(table["huisnummer"], lambda text: tuple(registered_numbers(text))),
        }
    )
    several = np.flatnonzero((keys > 0).all(axis=1) & keys.duplicated(keep=False))
    group = np.asarray(keys.iloc[several].groupby(_KEYS).ngroup(), dtype=np.int64)
    for axis, metres in (("lon", _LATITUDE * _METRES_PER_DEGREE), ("lat", _METRES_PER_DEGREE)):
        group = _near_each_other(group, table[axis].to_numpy()[several] * metres)
    alone: NDArray[np.bool_] = np.bincount(group, minlength=1)[group] < 2
    gone: list[int] = []
    has_function, berth = (table[name].to_numpy(dtype=bool).copy() for name in _SAID)
    for rows in _drawn_as(table, several[~alone], group[~alone]):
        kept: list[_Drawn] = []
        for row in rows:
            first = next((one for one in kept if _is_same(one, row)), None)
            if first is None:
                kept.append(row)
                continue
            gone.append(row.place)
            has_function[first.place] |= row.has_function
            berth[first.place] |= row.berth
    if not gone:
        return table
    merged = table.assign(has_function=has_function, berth=berth)
    return merged.drop(index=gone).reset_index(drop=True)


class _Drawn(NamedTuple):
    """One drawing of an address, and its row."""

    place: int
    postcode: str
    woonplaats: str
    lon: float
    lat: float
    has_function: bool
    berth: bool


def _drawn_as(
    table: pd.DataFrame, several: NDArray[np.intp], group: NDArray[np.int64]
) -> Iterator[list[_Drawn]]:
    """Give the drawings that may be one address together, those without a function first."""
    order = np.lexsort((table["has_function"].to_numpy()[several], group))
    some = table.iloc[several[order]]
    rows = zip(
        several[order].tolist(),
        [text.replace(" ", "").upper() for text in some["postcode"]],
        [place_key(text).name for text in some["woonplaats"]],
        *(some[name].tolist() for name in ("lon", "lat", *_SAID)),
        strict=True,
    )
    drawn = zip(group[order].tolist(), map(_Drawn._make, rows), strict=True)
    for _, together in groupby(drawn, itemgetter(0)):
        yield [one for _, one in together]


def _near_each_other(group: NDArray[np.int64], at_m: NDArray[np.float64]) -> NDArray[np.int64]:
    """Part every group where nobody lies for longer than one address is wide; number them from 0."""
    order = np.lexsort((at_m, group))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = np.diff(group[order]) != 0
    fresh[1:] |= np.diff(at_m[order]) > 1.01 * _SAME_ADDRESS_M
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.cumsum(fresh) - 1
    return found


def _numbered(texts: pd.Series, key: Callable[[str], Hashable]) -> NDArray[np.int64]:
    """Give what is alike under a key the same number; 0 where the key is empty."""
    written, once = pd.factorize(texts.to_numpy(dtype=object))
    number_of: dict[Hashable, int] = {}
    found = [number_of.setdefault(k, len(number_of) + 1) if (k := key(t)) else 0 for t in once]
    return np.array(found, dtype=np.int64)[written]


def _is_same(one: _Drawn, other: _Drawn) -> bool:
    pairs = ((one.postcode, other.postcode), (one.woonplaats, other.woonplaats))
    if any(a and b and a != b for a, b in pairs):
        return False
    apart = np.hypot((one.lon - other.lon) * _LATITUDE, one.lat - other.lat) * _METRES_PER_DEGREE
    return bool(apart <= _SAME_ADDRESS_M)
