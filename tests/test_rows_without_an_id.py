"""A plan of a list without ids is called by its row, in the language of the run, and never "0"."""

import pytest

from towns import OsmDraft, at
from wozgeo.config import parse_config
from wozgeo.inputs.osm import read_osm
from wozgeo.runs.reading import read_lists


@pytest.mark.parametrize(
    ("language", "told"), [("nl", ["rij 2", "rij 3"]), ("en", ["row 2", "row 3"])]
)
def test_it_is_called_as_who_opens_the_list_sees_it(tmp_path, language, told):
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.line((0, 0), (200, 0), highway="residential", name="Dorpsstraat")
    town.node(50, 10, addr__street="Dorpsstraat", addr__housenumber="1", addr__city="Dorp")
    town.write(tmp_path / "dorp.osm")
    rows = [f"{name};12;{at(x, 20)[0]};{at(x, 20)[1]}" for name, x in (("Een", 20), ("Twee", 90))]
    text = "\n".join(["naam;aantal_woningen;x;y", *rows, ""])
    (tmp_path / "plannen.csv").write_text(text, encoding="utf-8")
    table = {
        "run": {"out": "uit", "language": language},
        "osm": {"file": "dorp.osm"},
        "plans": [{"file": "plannen.csv", "openbaar": True, "publish": told[:1]}],
    }
    config = parse_config(table, source="run.toml", folder=tmp_path)
    read = read_lists(config, read_osm(tmp_path / "dorp.osm", with_backdrop=True))
    assert [*read.listed.plans.index] == told
