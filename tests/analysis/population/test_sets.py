"""Claims about how many seniors live in a set of dwellings: what is sure, and no more."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from wozgeo.analysis.population.sets import People
from wozgeo.domain.tables import SENIOR_TABLE, ZONE_TABLE


def table(rows: dict, contract, **text) -> pd.DataFrame:
    """Rows of (low, likely, high): of 75 the same as of 65."""
    data = {
        f"{bound}_{age}": [float(row[i]) for row in rows.values()]
        for age in (65, 75)
        for i, bound in enumerate(("low", "likely", "high"))
    }
    made = pd.DataFrame(
        data | text, index=pd.Index(list(rows), name=contract.index[0], dtype=object)
    )
    contract.require(made)
    return made


def people(dwellings: dict, zones: dict) -> People:
    """Dwellings: name to (zone, low, likely, high); zones: name to (within, low, likely, high)."""
    seniors = table(
        {k: v[1:] for k, v in dwellings.items()},
        SENIOR_TABLE,
        zone=[v[0] for v in dwellings.values()],
    )
    laid = table(
        {k: v[1:] for k, v in zones.items()}, ZONE_TABLE, within=[v[0] for v in zones.values()]
    )
    return People.of(seniors, laid, 65)


def asked(who: People, *sets) -> list:
    members = np.array([[i in chosen for i in range(len(who.low))] for chosen in sets], dtype=float)
    found = who.ask(csr_array(members))
    return [tuple(row) for row in np.column_stack(found[:3])]


TWO_SQUARES = people(
    # square A has 7.5 to 12.5 seniors in two dwellings, B is secret: 0 to 4 in one
    {"a": ("A", 0, 5, 12.5), "b": ("A", 0, 5, 12.5), "c": ("B", 0, 2, 4)},
    {"A": ("", 7.5, 10, 12.5), "B": ("", 0, 2, 4)},
)


def test_a_whole_zone_has_its_least_a_part_of_it_nothing_for_sure():
    assert asked(TWO_SQUARES, [0, 1], [0], [2], [0, 2], [0, 1, 2]) == [
        (7.5, 10, 12.5), (0, 5, 12.5), (0, 2, 4), (0, 7, 16.5), (7.5, 12, 16.5),
    ]  # fmt: skip


def test_in_an_empty_set_lives_nobody():
    assert asked(TWO_SQUARES, []) == [(0, 0, 0)]


def test_a_coarse_zone_forces_what_the_rest_cannot_hold():
    """The postcode has 20 at least, and outside of the set 4 at most: 16 are in it."""
    who = people(
        {"a": ("A", 0, 9, 30), "b": ("A", 0, 9, 30), "c": ("B", 0, 2, 4)},
        {"P": ("", 20, 20, 20), "A": ("P", 0, 18, 30), "B": ("P", 0, 2, 4)},
    )
    assert asked(who, [0, 1], [2], [0]) == [(16, 18, 20), (0, 2, 4), (0, 9, 20)]


def test_a_zone_holds_no_more_than_its_dwellings_may():
    """A says 30 at most, its dwellings 5 each: of the 20 of the postcode 10 are in the other zone."""
    who = people(
        {"a": ("A", 0, 4, 5), "b": ("A", 0, 4, 5), "c": ("B", 0, 12, 30)},
        {"P": ("", 20, 20, 20), "A": ("P", 0, 8, 30), "B": ("P", 0, 12, 30)},
    )
    assert asked(who, [2], [0, 1]) == [(10, 12, 20), (0, 8, 10)]


def test_a_zone_without_a_dwelling_holds_seniors_too():
    """In a care home without an address live up to 10 of the 12 of the postcode: 2 are in the dwellings."""
    who = people(
        {"a": ("A", 0, 3, 12)},
        {"P": ("", 12, 12, 12), "A": ("P", 0, 3, 12), "tehuis": ("P", 5, 9, 10)},
    )
    assert asked(who, [0]) == [(2, 3, 7)]


def test_of_what_is_not_known_there_is_no_most():
    who = people({"a": ("", np.nan, np.nan, np.nan), "b": ("A", 0, 3, 5)}, {"A": ("", 3, 3, 5)})
    low, likely, high = asked(who, [0, 1])[0]
    assert (low, likely, high) == (3, 3, np.inf)
    low, likely, high = asked(who, [0])[0]
    assert (low, high) == (0, np.inf)
    assert np.isnan(likely)
    assert who.ask(csr_array(np.ones((1, 2)))).n_unknown.tolist() == [1]


@st.composite
def nested(draw):
    """Up to three levels of zones with dwellings in any of them; some point is always possible."""
    n_zones, n_dwellings = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    parent = [-1] + [draw(st.integers(-1, i - 1)) for i in range(1, n_zones)]
    zone = [draw(st.integers(-1, n_zones - 1)) for _ in range(n_dwellings)]
    point = [draw(st.integers(0, 8)) for _ in range(n_dwellings)]
    home = [
        draw(st.integers(0, 3)) for _ in range(n_zones)
    ]  # persons without a dwelling, in a zone of theirs

    def around(value):
        high = draw(st.sampled_from([0.0, 1.0, 2.5, 4.0, np.inf]))
        return max(0.0, value - draw(st.sampled_from([0.0, 1.0, 2.5, 9.0]))), value, value + high

    total = [0] * n_zones
    for z, x in [*zip(zone, point, strict=True), *enumerate(home)]:
        while z >= 0:
            total[z] += x
            z = parent[z]
    name = [f"z{i}" for i in range(n_zones)]
    zones = {
        name[i]: (name[parent[i]] if parent[i] >= 0 else "", *around(total[i]))
        for i in range(n_zones)
    }
    zones |= {f"t{i}": (name[i], *around(home[i])) for i in range(n_zones)}
    dwellings = {
        f"d{i}": (name[z] if z >= 0 else "", *around(x))
        for i, (z, x) in enumerate(zip(zone, point, strict=True))
    }
    chosen = draw(st.sets(st.integers(0, n_dwellings - 1)))
    return dwellings, zones, chosen


def by_linear_programme(dwellings, zones, chosen) -> tuple[float, float]:
    """A variable per dwelling and per zone that holds persons of itself alone."""
    parts = [*dwellings.items(), *((k, v) for k, v in zones.items() if k.startswith("t"))]
    rows, limits = [], []
    for name, (_, low, _, high) in zones.items():
        row = []
        for own, (zone, *_) in parts:
            at = own if own.startswith("t") else zone
            while at and at != name:
                at = zones[at][0]
            row.append(float(at == name))
        rows += [row, [-x for x in row]]
        limits += [min(high, 1e6), -low]
    boxes = [(v[1], min(v[3], 1e6)) for _, v in parts]
    cost = [float(i in chosen) for i in range(len(parts))]
    low = linprog(cost, A_ub=rows, b_ub=limits, bounds=boxes)
    high = linprog([-c for c in cost], A_ub=rows, b_ub=limits, bounds=boxes)
    assert low.status == high.status == 0
    return low.fun, -high.fun


@settings(max_examples=150)
@given(nested())
def test_the_bounds_are_those_of_a_linear_programme(case):
    dwellings, zones, chosen = case
    low, likely, high = asked(people(dwellings, zones), chosen)[0]
    least, most = by_linear_programme(dwellings, zones, chosen)
    assert low == pytest.approx(least, abs=1e-6)
    assert (high == pytest.approx(most, abs=1e-6)) or (np.isinf(high) and most > 1e5)
    assert low <= likely <= high


@settings(max_examples=60)
@given(nested(), st.integers(0, 5))
def test_one_more_dwelling_never_makes_fewer(case, more):
    dwellings, zones, chosen = case
    who = people(dwellings, zones)
    (a, _, b), (c, _, d) = asked(who, chosen, {*chosen, more} & {*range(len(dwellings))} | chosen)
    assert a <= c + 1e-9
    assert b <= d + 1e-9
