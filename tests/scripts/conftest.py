"""What tests of the sample municipality share: its script, and what that makes now."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def _load(name: str, path: Path, folder: Path | None = None) -> ModuleType:
    search = [str(folder)] if folder else None
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=search)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def script():
    before = set(sys.modules)
    parts = ROOT / "scripts" / "sample"
    _load("sample", parts / "__init__.py", parts)
    yield _load("make_sample", ROOT / "scripts" / "make_sample.py")
    for name in set(sys.modules) - before:
        if name.split(".")[0] in {"sample", "make_sample"}:
            del sys.modules[name]


@pytest.fixture(scope="module")
def made(script, tmp_path_factory):
    """What the script makes now: the sheets and the file."""
    sheets = script.place_sheets(script.SHEET_DWELLINGS)
    path = tmp_path_factory.mktemp("sample") / "made.osm.pbf"
    return sheets, script.write_sheets(sheets, path)
