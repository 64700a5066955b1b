"""What does a register know of addresses, in the spelling to compare by?"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar, cast

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.contracts import ADDRESS_COLUMNS
from wozgeo.inputs.house_numbers import registered_numbers
from wozgeo.inputs.street_names import place_key, street_key

T = TypeVar("T")
RowsOf = dict[str, NDArray[np.intp]]
"""Rows of a table by the text in one of its columns."""

MOST_CANDIDATES = 3
"""More addresses that it may be are counted."""


def address_keys(table: pd.DataFrame) -> pd.DataFrame:
    """Give ``straat``, ``plaats`` and ``provincie`` of addresses in the spelling to compare by."""
    places = each_once(table["woonplaats"], place_key)
    return pd.DataFrame(
        {
            "straat": each_once(table["straat"], street_key),
            "plaats": [place.name for place in places],
            "provincie": [place.province for place in places],
        },
        index=table.index,
        dtype=object,
    )


class Register:
    """The addresses of the register, and their numbers in the spelling to compare by."""

    def __init__(self, register: gpd.GeoDataFrame) -> None:
        """Take a table of locations with their addresses; without ``dwelling`` all are dwellings."""
        texts = pd.DataFrame(register)[[*ADDRESS_COLUMNS]].fillna("").astype(object)
        texts = texts.reset_index(drop=True)
        self.ids = register.index.astype(str).to_numpy(dtype=object)
        self.texts = [*texts.itertuples(index=False, name=None)]
        self.dwelling = np.ones(len(texts), dtype=bool)
        if "dwelling" in register:
            self.dwelling = register["dwelling"].to_numpy(dtype=bool)
        numbers = each_once(texts["huisnummer"], registered_numbers)
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
    def by_street(self) -> RowsOf:
        """Rows of ``keys`` per street."""
        return cast("RowsOf", self.keys.groupby("straat").indices)

    @cached_property
    def by_postcode(self) -> RowsOf:
        """Rows of ``keys`` per postcode."""
        return cast("RowsOf", self.keys.groupby("postcode").indices)

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
        told = [f"{self.written(a)} ({self.ids[a]})" for a in addresses[:MOST_CANDIDATES]]
        rest = len(addresses) - len(told)
        return "; ".join([*told, *([f"en nog {rest}"] if rest > 0 else [])])


def each_once(texts: Iterable[str], read: Callable[[str], T]) -> list[T]:
    """Read a column of texts, each different one once."""
    texts = list(texts)
    known = {text: read(text) for text in set(texts)}
    return [known[text] for text in texts]
