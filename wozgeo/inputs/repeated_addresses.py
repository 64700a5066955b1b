"""Which addresses does a list of complexes give more than once?"""

import pandas as pd

from wozgeo.domain.language import Text, some_named
from wozgeo.inputs.address_register import address_keys
from wozgeo.inputs.not_found import as_told
from wozgeo.inputs.words_lists import (
    GIVEN_TWICE,
    IN_SEVERAL_COMPLEXES,
    MANY_GIVEN_TWICE,
    MANY_IN_SEVERAL,
)

_MOST_NAMED = 3
"""More addresses are counted; the sheet Na te kijken names them all."""


def leave_out_repeated(
    table: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame, list[Text]]:
    """Leave out what a complex gives again, written alike, and tell it; and what two complexes give.

    Parameters
    ----------
    table
        Addresses of complexes, with the row and the text they come from.

    Returns
    -------
    tuple
        What is left; what was left out (``complex_id``, ``rij``, ``opgegeven`` and ``eerder``, the
        row that counts); and what a reader should know.
    """
    table = _without_doubt(table)
    keys = address_keys(table).join(table[["complex_id", "postcode", "nummer", "toevoeging"]])
    codes = keys.drop(columns="complex_id").groupby([*keys.columns.drop("complex_id")]).ngroup()
    pairs = pd.DataFrame({"complex_id": table["complex_id"], "address": codes})
    again = pairs.duplicated()
    earlier = table["rij"].groupby([pairs["complex_id"], pairs["address"]]).transform("first")
    told = as_told(table)
    rows = table.assign(opgegeven=told, eerder=earlier)
    repeated = rows.loc[again, ["complex_id", "rij", "opgegeven", "eerder"]]
    once = pairs.assign(opgegeven=told)[~again]
    notes = [*_twice(repeated), *_in_several(once[once.duplicated("address", keep=False)])]
    return table[~again].reset_index(drop=True), repeated.reset_index(drop=True), notes


def _without_doubt(table: pd.DataFrame) -> pd.DataFrame:
    """Take away the doubt of what a range may hold across the street where its complex gives it for certain.

    "1 t/m 13" and "2 t/m 12" are the two sides: neither gives the other's numbers twice.
    """
    if "andere_kant" not in table or not table["andere_kant"].any():
        return table
    keys = address_keys(table).join(table[["complex_id", "postcode", "nummer", "toevoeging"]])
    each = pd.MultiIndex.from_frame(keys)
    doubted = table["andere_kant"].astype(bool)
    one_sided = doubted.groupby(table["rij"]).transform("any") & table["reeks"].astype(bool)
    own_side = doubted & each.isin(each[(one_sided & ~doubted).to_numpy()])
    certain = doubted & each.isin(each[~doubted.to_numpy()])
    return table.assign(andere_kant=doubted & ~certain)[~own_side].reset_index(drop=True)


def _twice(repeated: pd.DataFrame) -> list[Text]:
    if len(repeated) > _MOST_NAMED:
        return [MANY_GIVEN_TWICE.about(n=len(repeated))]
    return [
        GIVEN_TWICE.about(
            address=row.opgegeven, complex=row.complex_id, first=str(row.eerder), row=str(row.rij)
        )
        for row in repeated.itertuples()
    ]


def _in_several(shared: pd.DataFrame) -> list[Text]:
    by_address = shared.groupby("address", sort=False)
    owners = by_address["complex_id"].agg(lambda ids: ", ".join(ids))
    if len(owners) <= _MOST_NAMED:
        firsts = by_address["opgegeven"].first()
        return [
            IN_SEVERAL_COMPLEXES.about(address=address, complexes=complexes)
            for address, complexes in zip(firsts, owners, strict=True)
        ]
    together = owners.value_counts(sort=False)
    named = [f"{names}: {n}" for names, n in together.items()]
    complexes = some_named(named, _MOST_NAMED, between="; ")
    return [MANY_IN_SEVERAL.about(n=len(owners), complexes=complexes)]
