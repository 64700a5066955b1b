"""Claims about which complex is nearest to meeting a definition: worked out by hand."""

import numpy as np
import pandas as pd

from wozgeo.analysis.conversion import rank_conversions
from wozgeo.analysis.reasons import JudgedRows
from wozgeo.domain.language import Text

V, N, U = "voldoet", "voldoet_niet", "onbekend"


def rows(**complexes):
    """Per complex its requirements: name, verdict, margin and limit."""
    index, data = [], []
    for key, asked in complexes.items():
        for name, verdict, margin, limit in asked:
            index.append((key, "druten", name))
            data.append((verdict, margin, limit, Text(f"{name} voor {key}", "x")))
    table = pd.DataFrame(
        data,
        columns=["verdict", "margin", "limit", "nodig"],
        index=pd.MultiIndex.from_tuples(index, names=["id", "definition", "requirement"]),
    )
    things = pd.DataFrame({"naam": "", "kern": "Dorp"}, index=[*complexes])
    return JudgedRows(table, things)


ROOM = ("ontmoetingsruimte", N, -200.0, 400.0)
TABLE = rows(
    a=[("woningen", N, -3.0, 12.0), ("ontmoetingsruimte", V, 50.0, 400.0)],
    b=[("woningen", V, 2.0, 12.0), ROOM],
    c=[("woningen", N, -1.0, 12.0), ROOM],
    d=[("woningen", V, 2.0, 12.0), ("ouderen", N, np.nan, np.nan)],
    e=[("woningen", V, 2.0, 12.0), ROOM, ("ouderen", U, np.nan, np.nan)],
    f=[("woningen", V, 0.0, 12.0), ("ouderen", U, np.nan, np.nan)],
    g=[("woningen", V, 0.0, 12.0)],
)


def test_what_misses_one_thing_comes_first_and_of_those_what_is_least_short():
    table = rank_conversions(TABLE)
    # three of twelve short is a quarter, 200 of 400 m a half; what is no number counts as a whole
    assert table["id"].tolist() == ["a", "b", "d", "e", "c"]
    assert table["volgorde"].tolist() == [1, 2, 3, 4, 5]
    assert table["mist_eisen"].tolist()[0] == "woningen"
    assert table["n_mist"].tolist() == [1, 1, 1, 1, 2]
    assert table["n_open"].tolist() == [0, 0, 0, 1, 0]
    assert table["nodig"][0].nl == "woningen voor a"


def test_who_meets_it_or_may_is_no_conversion_and_without_complexes_there_are_none():
    assert not {"f", "g"} & set(rank_conversions(TABLE)["id"])
    assert not len(rank_conversions(None))
    assert not len(rank_conversions(rows(g=[("woningen", V, 0.0, 12.0)])))
