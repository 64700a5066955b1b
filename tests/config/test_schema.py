"""Claims about the description of a run file: complete, and the same as what checks it."""

import json
import tomllib
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from wozgeo.cli import main
from wozgeo.config.schema import run_file_schema
from wozgeo.config.tables import RunFile

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
    written = json.loads((ROOT / "docs/run-file.schema.json").read_text("utf-8"))
    assert written == run_file_schema()


def test_every_key_is_explained() -> None:
    for name, table in run_file_schema()["$defs"].items():
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


def test_the_command_prints_the_schema() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.output) == run_file_schema()
