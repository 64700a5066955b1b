"""A plan of a list without ids is called by its row, in the language of the run, and never "0"."""

from pathlib import Path

import pytest

from towns import OsmDraft, at
from wozgeo.config import parse_config
from wozgeo.domain.errors import InputError
from wozgeo.inputs.osm import read_osm
from wozgeo.runs.reading import Read, read_lists


def read(folder: Path, plans: list[dict], language: str = "nl") -> Read:
    """Read lists of two plans each beside a street, of which the first is confidential where a list says so."""
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.line((0, 0), (200, 0), highway="residential", name="Dorpsstraat")
    town.node(50, 10, addr__street="Dorpsstraat", addr__housenumber="1", addr__city="Dorp")
    town.write(folder / "dorp.osm")
    rows = [("Een", 20, "nee"), ("Twee", 90, "ja")]
    for plan in plans:
        says = "" if plan.get("openbaar") else ";openbaar"
        lines = [f"naam;aantal_woningen;x;y{says}"]
        for name, x, public in rows:
            place = ";".join(map(str, at(x, 20)))
            lines.append(f"{name};12;{place}{says and ';' + public}")
        (folder / plan["file"]).parent.mkdir(exist_ok=True)
        (folder / plan["file"]).write_text("\n".join([*lines, ""]), encoding="utf-8")
    table = {
        "run": {"out": "uit", "language": language},
        "osm": {"file": "dorp.osm"},
        "plans": plans,
    }
    config = parse_config(table, source="run.toml", folder=folder)
    return read_lists(config, read_osm(folder / "dorp.osm", with_backdrop=True))


@pytest.mark.parametrize(
    ("language", "told"), [("nl", ["rij 2", "rij 3"]), ("en", ["row 2", "row 3"])]
)
def test_it_is_called_as_who_opens_the_list_sees_it(tmp_path, language, told):
    plan = {"file": "plannen.csv", "openbaar": True, "publish": told[:1]}
    assert [*read(tmp_path, [plan], language).listed.plans.index] == told


def test_plans_of_two_lists_without_ids_are_told_apart_by_their_file(tmp_path):
    both = [{"file": "oost.csv", "openbaar": True}, {"file": "west.csv", "openbaar": True}]
    assert [*read(tmp_path, both).listed.plans.index] == [
        "rij 2 van oost.csv",
        "rij 2 van west.csv",
        "rij 3 van oost.csv",
        "rij 3 van west.csv",
    ]


def test_two_lists_of_one_name_ask_for_ids(tmp_path):
    both = [{"file": f"{part}/plannen.csv", "openbaar": True} for part in ("oost", "west")]
    with pytest.raises(InputError, match=r"rij 2 van plannen\.csv.*give each list ids of its own"):
        read(tmp_path, both)


def test_a_confidential_plan_is_not_shared_by_the_number_of_its_row(tmp_path):
    """A row is another plan as soon as the list is made anew."""
    with pytest.raises(InputError, match=r"by their row \(rij 2\).*a column id"):
        read(tmp_path, [{"file": "plannen.csv", "publish": ["rij 2"]}])


def test_naming_the_row_of_a_plan_that_is_public_asks_nothing(tmp_path):
    found = read(tmp_path, [{"file": "plannen.csv", "publish": ["rij 3"]}])
    assert found.listed.plans["vertrouwelijk"].to_dict() == {"rij 2": True, "rij 3": False}
