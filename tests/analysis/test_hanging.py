"""Claims about what verdicts hang on, counted by hand."""

import pandas as pd

from wozgeo.analysis.doubts import Cause
from wozgeo.analysis.hanging import count_causes
from wozgeo.analysis.verdicts.three_valued import NIET, ONBEKEND, VOLDOET


def firm(*rows):
    return pd.DataFrame(
        [(rank, not causes, causes) for rank, causes in rows], columns=["rank", "stevig", "causes"]
    )


TABLE = firm(
    (VOLDOET, ()),
    (VOLDOET, (Cause.DEUR, Cause.PAD)),
    (NIET, (Cause.PAD,)),
    (NIET, ()),
    (ONBEKEND, (Cause.OPGAVE,)),
    (ONBEKEND, (Cause.OPGAVE, Cause.DEUR)),
)


def test_a_verdict_that_hangs_on_two_counts_with_each_and_once_in_all():
    table = count_causes({"plan": {"druten": TABLE}})
    assert list(table.itertuples(index=False, name=None)) == [
        ("plan", "druten", "", 2, 2),
        ("plan", "druten", "pad", 2, 0),
        ("plan", "druten", "deur", 1, 1),
        ("plan", "druten", "opgave", 0, 2),
    ]


def test_firm_verdicts_alone_hang_on_nothing_and_no_objects_have_no_row():
    table = count_causes(
        {"plan": {"druten": TABLE.iloc[:1]}, "complex": {"druten": TABLE.iloc[:0]}}
    )
    assert table[["wat", "oorzaak", "niet_stevig"]].to_numpy().tolist() == [["plan", "", 0]]
