"""What tests of the sample municipality share: its program, and what that makes now."""

from types import ModuleType

import pytest

from sample import __main__ as program


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return program


@pytest.fixture(scope="module")
def made(script, tmp_path_factory):
    """What the script makes now: the sheets and the file."""
    sheets = script.place_sheets(script.SHEET_DWELLINGS)
    path = tmp_path_factory.mktemp("sample") / "made.osm.pbf"
    return sheets, script.write_sheets(sheets, path)
