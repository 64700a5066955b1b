"""Which address is meant where one part of it is written otherwise than in the register?

Four parts say which address it is: postcode, street, woonplaats and number. Where three of them agree and
exactly one address remains, that is the one: a postcode that changed, a street that is shortened, a slip.
Three must agree: a part that is not given agrees with nothing.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.inputs.address_register import Register
from wozgeo.inputs.street_names import may_be_short_for

STRAAT, POSTCODE, PLAATS, NUMMER = "straat", "postcode", "plaats", "nummer"
"""The part that is otherwise, in Dutch."""

_NUMBER = ["nummer", "toevoeging"]
_COLUMNS = ["asked", "address", "anders"]


def find_nearly(
    asked: pd.DataFrame, known: Register, of_range: NDArray[np.bool_], found: pd.DataFrame
) -> pd.DataFrame:
    """Find what agrees but for one part.

    Parameters
    ----------
    asked
        What was not found: the keys of addresses, and ``asked``, their position.
    known
        The register.
    of_range
        Per position whether it is a number of a range. Within a street numbers are skipped: for those
        no other number is taken.
    found
        What was found already: ``asked``, ``address``.

    Returns
    -------
    DataFrame
        A row per address that is found: ``asked``, ``address``, ``anders`` (one of the constants above).
    """
    whole = asked[(asked["straat"] != "") & (asked["nummer"] > 0)]
    tables = [table for table in _same_number(whole, known) if len(table)]
    nearly = _sole(pd.concat(tables)) if tables else _nothing()
    rest = whole[~whole["asked"].isin([*nearly["asked"]]) & ~of_range[whole["asked"]]]
    if tables:
        # what may be two addresses of another part is not to be settled by a third
        rest = rest[~rest["asked"].isin(pd.concat(tables)["asked"])]
    other = _other_number(rest, known)
    taken = {*found["address"], *nearly["address"]}
    other = other[~other["address"].isin(taken) & ~other["address"].duplicated(keep=False)]
    return pd.concat([nearly, other]).astype({"asked": np.int64, "address": np.int64})


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=object) for name in _COLUMNS})


def _same_number(asked: pd.DataFrame, known: Register) -> Iterator[pd.DataFrame]:
    placed, coded = asked[asked["plaats"] != ""], asked[asked["postcode"] != ""]
    both = placed[placed["postcode"] != ""]
    yield _pairs(_streetless(both, known), known, ["postcode", "plaats", *_NUMBER], STRAAT)
    yield _pairs(both, known, ["straat", "plaats", *_NUMBER], POSTCODE)
    yield _pairs(both, known, ["postcode", "straat", *_NUMBER], PLAATS)
    yield _shortened(placed, known, "plaats")
    yield _shortened(coded, known, "postcode")


def _streetless(asked: pd.DataFrame, known: Register) -> pd.DataFrame:
    """Keep what names a street that its place does not have: one that is there is no slip for another."""
    streets = pd.MultiIndex.from_frame(known.keys[["straat", "plaats"]].drop_duplicates())
    return asked[~pd.MultiIndex.from_frame(asked[["straat", "plaats"]]).isin(streets)]


def _pairs(asked: pd.DataFrame, known: Register, on: list[str], otherwise: str) -> pd.DataFrame:
    pairs = asked.merge(known.keys, on=on)
    same = pairs["provincie_x"] == pairs["provincie_y"]
    same |= (pairs["provincie_x"] == "") | (pairs["provincie_y"] == "")
    return pairs[same | (otherwise == PLAATS)].assign(anders=otherwise)[_COLUMNS]


def _shortened(asked: pd.DataFrame, known: Register, where: str) -> pd.DataFrame:
    """Find the number in the one street of a place, or of a postcode, of which this may be a short form."""
    streets = known.keys.drop_duplicates([where, "straat"])
    rows = []
    for (place, written), some in asked.groupby([where, "geschreven"], sort=False):
        there = streets[streets[where] == place]
        full = [
            str(key)
            for key, address in zip(there["straat"], there["address"], strict=True)
            if may_be_short_for(str(written), known.texts[address][0])
        ]
        if len(full) == 1:
            rows.append(some.assign(straat=full[0]))
    if not rows:
        return _nothing()
    return _pairs(pd.concat(rows), known, ["straat", where, *_NUMBER], STRAAT)


def _other_number(asked: pd.DataFrame, known: Register) -> pd.DataFrame:
    """Find the only address of a street in a postcode; it has another number."""
    both = asked[(asked["postcode"] != "") & (asked["plaats"] != "")]
    return _sole(_pairs(both, known, ["postcode", "straat", "plaats"], NUMMER))


def _sole(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep what can be one address only."""
    once = pairs.drop_duplicates(["asked", "address"])
    return once[~once["asked"].duplicated(keep=False)]
