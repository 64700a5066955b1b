"""Claims about the table of kernen: it fits on paper, however many voorzieningen are measured."""

import pytest

from wozgeo.outputs.report.kernen import kern_parts

SOORTEN = ("plannen", "complexen")


@pytest.mark.parametrize(
    ("n", "soorten", "shares"),
    [
        (0, SOORTEN, [0]),
        (4, SOORTEN, [4]),
        (5, SOORTEN, [5, 0]),
        (7, SOORTEN, [7, 0]),
        (9, SOORTEN, [8, 1, 0]),
        (8, (), [8]),
        (9, (), [8, 1, 0]),
    ],
)
def test_many_voorzieningen_get_a_table_of_their_own(n, soorten, shares):
    places = [f"v{k}" for k in range(n)]
    parts = kern_parts(places, soorten)
    assert [len(part.places) for part in parts] == shares
    # every column once, in its order, with its own share
    assert [place for part in parts for place in part.places] == places
    assert all(
        places[part.first : part.first + len(part.places)] == part.places
        for part in parts
        if part.places
    )
    assert [part.lacks for part in parts] == [False] * (len(parts) - 1) + [True]
    assert [tuple(part.soorten) for part in parts if part.soorten] == [soorten] * bool(soorten)
