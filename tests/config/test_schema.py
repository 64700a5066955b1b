"""Claims about the description of a run file: complete, and the same as what checks it."""

import json
import tomllib
from importlib import util
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest
from click.testing import CliRunner

from wozgeo.cli import main
from wozgeo.config import read_config
from wozgeo.config.schema import SCHEMAS, run_file_schema
from wozgeo.config.tables import RunFile
from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.errors import ConfigError
from wozgeo.inputs.facility_rules import read_facility_rules, read_voorzieningen

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = util.spec_from_file_location("document", ROOT / "scripts" / "document_run_file.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_document_and_the_schema_say_what_is_checked(script: ModuleType) -> None:
    assert (ROOT / "docs/run-file.md").read_text("utf-8") == script.document(), (
        "python scripts/document_run_file.py"
    )
    for kind, schema in SCHEMAS.items():
        written = json.loads((ROOT / "docs" / script.schema_file(kind)).read_text("utf-8"))
        assert written == schema()


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_explained(kind: str) -> None:
    for name, table in SCHEMAS[kind]()["$defs"].items():
        assert table.get("description") or "enum" in table, name
        if name == "DefinitionTable":
            continue  # what it asks is explained by the table of each
        for key, described in table.get("properties", {}).items():
            assert described.get("description"), f"{name}.{key}"


def test_what_the_standard_fills_in_is_not_asked_of_an_editor() -> None:
    schema = run_file_schema()
    assert schema["required"] == ["run", "osm"]
    walking = schema["$defs"]["Walking"]
    assert "required" not in walking
    assert walking["properties"]["search_limit_m"]["default"] == 5000


def test_every_table_of_the_standard_is_one_of_a_run_file() -> None:
    standard = tomllib.loads((ROOT / "data/standaard.toml").read_text("utf-8"))
    assert set(standard) < set(RunFile.model_fields)


@pytest.mark.parametrize(("arguments", "kind"), [([], "run"), *(([k], k) for k in SCHEMAS)])
def test_the_command_prints_the_schema(arguments: list[str], kind: str) -> None:
    result = CliRunner().invoke(main, ["schema", *arguments])
    assert result.exit_code == 0
    printed = json.loads(result.output, parse_constant=lambda word: pytest.fail(f"no JSON: {word}"))
    assert printed == SCHEMAS[kind]()


def valid(kind: str, text: str) -> bool:
    validator = jsonschema.Draft202012Validator(SCHEMAS[kind]())
    return validator.is_valid(tomllib.loads(text))


def read(kind: str, text: str, folder: Path) -> object:
    file = folder / "eigen.toml"
    file.write_text(text, encoding="utf-8")
    readers = {"run": read_config, "criteria": read_criteria, "voorzieningen": read_facility_rules}
    return readers[kind](file)


SOURCE = 'source = { document = "a", place = "b", date = "c" }'
RUN = '[run]\nout = "uit"\n[osm]\nfile = "a.osm"\n'
RIGHT = [
    ("run", RUN),
    ("run", (ROOT / "data/voorbeeld/wozerwaard.toml").read_text("utf-8")),
    ("run", RUN + "[score.park]\nweight = 1\ngood_m = 1\npoor_m = 2\n"),
    ("criteria", (ROOT / "data/criteria.toml").read_text("utf-8")),
    (
        "criteria",
        f'[a]\ntitle = "a"\n[a.loopafstand.brievenbus]\nlimit_m = 9\nstrict = true\n{SOURCE}\n',
    ),
    ("voorzieningen", (ROOT / "data/voorzieningen.toml").read_text("utf-8")),
    ("voorzieningen", '[brievenbus]\nlabel = "brievenbus"\n[supermarkt]\nmerge_m = 9\n'),
    ("voorzieningen", '[leave]\naccess = ["no"]\n[huisarts]\nlabel = "dokter"\n'),
    (
        "voorzieningen",
        '[x]\nlabel = "y"\n[[x.take]]\ntags = { shop = ["yes"], name = ["", "x"] }\n',
    ),
]
WRONG = [
    ("run", RUN + "[score.Park]\nweight = 1\ngood_m = 1\npoor_m = 2\n"),
    ("run", RUN + "[score.park]\nweight = -1\ngood_m = 1\npoor_m = 2\n"),
    ("criteria", ""),
    ("criteria", f'[Proef]\ntitle = "a"\n[Proef.woningen]\nminimum = 3\n{SOURCE}\n'),
    ("criteria", f'[a]\ntitle = "a"\n[a.woningen]\nminimum = 0\n{SOURCE}\n'),
    ("criteria", f'[a]\ntitle = "a"\n[a.woningen]\nminimun = 3\n{SOURCE}\n'),
    ("criteria", f'[a]\ntitle = "a"\n[a.ouderen]\nany_of = ["jong"]\n{SOURCE}\n'),
    ("criteria", f'[a]\ntitle = "a"\n[a.loopafstand.park]\nlimit_m = 9\n{SOURCE}\n'),
    ("voorzieningen", "[brievenbus]\nmerge_m = 9\n"),
    ("voorzieningen", '[park_max]\nlabel = "x"\n'),
    ("voorzieningen", '[plan]\nlabel = "x"\n'),
    ("voorzieningen", '[Bus]\nlabel = "x"\n'),
    ("voorzieningen", '[x]\nlabel = "y"\n[[x.take]]\ntags = { shop = [] }\n'),
]


@pytest.mark.parametrize(("kind", "text"), RIGHT)
def test_what_the_run_accepts_an_editor_accepts(kind: str, text: str, tmp_path: Path) -> None:
    read(kind, text, tmp_path)
    assert valid(kind, text)


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_what_an_editor_refuses_the_run_refuses(kind: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        read(kind, text, tmp_path)
    assert not valid(kind, text)


def test_an_editor_accepts_a_voorziening_of_the_users_own_in_the_score(tmp_path: Path) -> None:
    (tmp_path / "mijn.toml").write_text('[brievenbus]\nlabel = "brievenbus"\n')
    text = RUN + 'voorzieningen = "mijn.toml"\n'
    text += "[score.brievenbus]\nweight = 1\ngood_m = 1\npoor_m = 2\n"
    read("run", text, tmp_path)
    assert valid("run", text)


def test_an_editor_completes_the_voorzieningen_of_wozgeo() -> None:
    known = [*read_voorzieningen()]
    assert [*run_file_schema()["properties"]["score"]["properties"]] == known
    assert [*SCHEMAS["voorzieningen"]()["properties"]] == ["leave", *known]
    definition = SCHEMAS["criteria"]()["$defs"]["DefinitionTable"]
    assert [*definition["properties"]["loopafstand"]["anyOf"][0]["properties"]] == known
