"""What a run found is one value; of a confidential plan nothing is in what is shared, nor the other way."""

from dataclasses import MISSING, FrozenInstanceError, fields, replace

import pandas as pd
import pytest
from judged import dwellings, facilities, judged, plannen

from wozgeo.domain.language import Language
from wozgeo.outputs.found import Found, confidential_part

BESIDE_CONFIDENTIAL_PLANS = {
    "kinds", "name", "search_limit_m", "definitions", "language", "profile", "voorzieningen", "tables", "eisen",
    "waarom", "navragen", "notes", "warnings", "thin", "settings", "sources", "confidential",
}  # fmt: skip


def whole_run() -> Found:
    """Give a run of which every part says something."""
    table = pd.DataFrame({"geheim": ["van de rest"]})
    return judged(
        woningen=dwellings(),
        voorzieningen=facilities(),
        language=Language.EN,
        wanted=("supermarkt",),
        breaks_m=(100,),
        summary_breaks_m=(100,),
        streets_stamp="2026",
        attribution="iemand",
        looproutes=dwellings(),
        paths=object(),
        backdrop=dwellings(),
        tables={"plannen": plannen(), "kernen": plannen()},
        eisen=table,
        waarom=table,
        navragen=table,
        elke_kern=table,
        oorzaken=table,
        ombouw=table,
        weights={"supermarkt": 52},
        measure="min",
        niet_gevonden=table,
        progress=table,
        progress_said=("said",),
        target_units=85,
        notes=("note",),
        warnings=("warning",),
        thin={"park": "thin"},
        how="how",
        settings={"a": "b"},
        sources=("source",),
        counts={"plannen": 3},
        columns={"file": {}},
        made_on=object(),
        population=object(),
        bereik=table,
        places_said=("said",),
        no_way_to_area=("Reeve",),
        senior_walk_m=400.0,
        sited=("supermarkt", 400.0),
        rasters=(object(),),
        cells=object(),
    )


def said(found: Found) -> dict[str, str]:
    return {field.name: repr(getattr(found, field.name)) for field in fields(Found)}


def default_of(name: str) -> str:
    (field,) = [field for field in fields(Found) if field.name == name]
    made = field.default if field.default_factory is MISSING else field.default_factory()
    return repr(made)


def test_beside_confidential_plans_lies_nothing_of_a_run_but_what_is_named() -> None:
    secret = plannen().assign(vertrouwelijk=True)
    own = pd.DataFrame({"eis": ["van het plan"]})
    part = confidential_part(whole_run(), secret, own, waarom=own, navragen=own)
    left_out = {field.name for field in fields(Found)} - BESIDE_CONFIDENTIAL_PLANS
    assert {"progress", "niet_gevonden", "objects", "woningen", "counts"} <= left_out
    for name in left_out:
        assert said(part)[name] == default_of(name), name
        assert said(whole_run())[name] != default_of(name), f"the test says nothing of {name}"
    assert list(part.tables) == ["plannen"]
    assert part.voorzieningen.index.tolist() == ["o1"]
    for table in (part.eisen, part.waarom, part.navragen):
        assert table["eis"].tolist() == ["van het plan"]
    without = confidential_part(whole_run(), secret, own)
    assert not len(without.waarom)
    assert not len(without.navragen)


@pytest.mark.parametrize("secret", [[False, True], [False, None]])
@pytest.mark.parametrize("place", ["objects", "tables"])
def test_a_confidential_plan_among_what_is_shared_stops_everything(place, secret) -> None:
    table = plannen().assign(vertrouwelijk=pd.array(secret, dtype="boolean"))
    with pytest.raises(ValueError, match="confidential"):
        replace(judged(), **{place: {"plannen": table}})
    public = plannen().assign(vertrouwelijk=False)
    assert replace(judged(), **{place: {"plannen": public}}).titles


def test_what_a_run_found_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        judged().name = "anders"


def test_titles_are_in_the_language_of_the_run_and_absent_where_nothing_was_judged() -> None:
    assert list(judged().titles) == ["een", "twee"]
    nothing = dict.fromkeys(("plannen", "complexen", "clusters"))
    assert judged(**nothing).titles == {}


@pytest.mark.parametrize(
    ("breaks_m", "near_m"), [((250, 500), 400), ((100,), 400), ((250, 400, 500, 800), 400)]
)
def test_near_is_the_limit_of_the_first_definition(breaks_m, near_m) -> None:
    found = judged(breaks_m=breaks_m, summary_breaks_m=(300, 500))
    assert (found.limit_m, found.near_m, found.summary_near_m) == (400, near_m, 300)


def test_without_a_limit_near_is_a_break_and_the_limit_of_nothing() -> None:
    found = judged(definitions={}, breaks_m=(250, 400, 500, 800), summary_breaks_m=(250, 400))
    assert (found.limit_m, found.near_m, found.summary_near_m) == (None, 400, 400)


def test_no_facilities_and_no_dwellings_are_tables_too() -> None:
    found = Found(name="Leeg", search_limit_m=5000)
    assert len(found.ontmoetingsplekken) == len(found.woningen) == 0
    assert list(found.layers) == ["woningen", "voorzieningen"]
