"""Files that are made to cost much take 10 CPU seconds and 1 GB at most, in a process of their own.

Measured where it counts: the whole command as its user starts it, imports and all.
"""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import openpyxl
import pytest
import shapely

from towns import ORIGIN, OsmDraft

MOST_CPU_S, MOST_BYTES = 10.0, 1 << 30

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/status").is_file(), reason="the peak of memory is asked of /proc"
    ),
]

_CHILD = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))  # whatever it does, it ends
resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))
from wozgeo.cli import main
try:
    main(sys.argv[2:])
    code = 0
except SystemExit as end:
    code = int(end.code or 0)
used = resource.getrusage(resource.RUSAGE_SELF)
# not ru_maxrss: that of a child begins at what its parent had
peak = next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]
told = {"code": code, "cpu_s": used.ru_utime + used.ru_stime, "bytes": int(peak) * 1024}
open(sys.argv[1], "w").write(json.dumps(told))
"""


class Cost(NamedTuple):
    """How a command ended and what it took."""

    code: int
    cpu_s: float
    n_bytes: int
    said: str


def cost(folder: Path, *arguments: object) -> Cost:
    told = folder / "kosten.json"
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(told), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.is_file(), done.stderr[-2000:]
    found = json.loads(told.read_text())
    return Cost(found["code"], found["cpu_s"], found["bytes"], done.stdout + done.stderr)


@pytest.fixture(scope="module")
def osm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = OsmDraft(box=(-1000, -1000, 1000, 1000))
    town.line((0, 0), (300, 0), highway="residential")
    town.node(50, 5, shop="supermarket", name="Winkel")
    return town.write(tmp_path_factory.mktemp("dorp") / "dorp.osm")


def workbook(path: Path, n: int, edit: Callable[[str], str] = str) -> Path:
    """Write a list of ``n`` locations, with the XML of its sheet changed."""
    x, y = ORIGIN
    book = openpyxl.Workbook()
    book.active.append(["id", "naam", "x", "y"])
    for number in range(n):
        book.active.append([f"P{number}", "Een", x + number % 300, y + 2])
    plain = path.with_name("plain.xlsx")
    book.save(plain)
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8")
            out.writestr(name, edit(text) if name == "xl/worksheets/sheet1.xml" else text)
    return path


def stray_cell(folder: Path) -> tuple[str, Path]:
    stray = '<c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row><row r="4"'
    path = workbook(
        folder / "a.xlsx", 5000, lambda text: text.replace('</row><row r="4"', stray, 1)
    )
    return "--locations", path


def row_900_million(folder: Path) -> tuple[str, Path]:
    path = workbook(
        folder / "a.xlsx", 50, lambda text: text.replace('<row r="3"', '<row r="900000000"', 1)
    )
    return "--locations", path


def unpacks_to_10_gb(folder: Path) -> tuple[str, Path]:
    """Four sheets of which the list of contents says, truly, that they unpack to 2.5 GB each."""
    path = workbook(folder / "a.xlsx", 50)
    pressed, n_bytes = _zeros(5 << 29)
    with zipfile.ZipFile(path, "a") as parts:
        for number in range(4):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{number + 2}.xml")
            with parts.open(info, "w") as sheet:
                sheet.write(pressed)
            info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, n_bytes
    return "--locations", path


def _zeros(n_bytes: int) -> tuple[bytes, int]:
    """Deflate so many spaces, by repeating one deflated block."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = press.compress(b" " * (1 << 24)) + press.flush(zlib.Z_FULL_FLUSH)
    n = n_bytes >> 24
    return block * n + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), n << 24


def million_columns(folder: Path) -> tuple[str, Path]:
    path = folder / "a.csv"
    path.write_text("id;x;y" + ";" * 1_000_000 + "\n1;171000;434000\n")
    return "--locations", path


def endless_view(folder: Path) -> tuple[str, Path]:
    path = folder / "a.gpkg"
    x, y = ORIGIN
    gpd.GeoDataFrame(
        {"id": ["a"], "naam": ["A"]}, geometry=[shapely.Point(x, y + 2)], crs="EPSG:28992"
    ).to_file(path, layer="lijst", engine="pyogrio")
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE VIEW zonder_einde AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS fid, p.geom, p.id, p.naam FROM n, lijst p"
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            "VALUES ('zonder_einde', 'features', 'zonder_einde', 28992)"
        )
        database.execute(
            "INSERT INTO gpkg_geometry_columns VALUES ('zonder_einde', 'geom', 'POINT', 28992, 0, 0)"
        )
    return "--locations", path


def within_bounds(found: Cost) -> None:
    assert "Traceback" not in found.said, found.said[-2000:]
    assert found.code in (0, 2), found
    assert found.cpu_s < MOST_CPU_S, found
    assert found.n_bytes < MOST_BYTES, found


@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        (stray_cell, 0, ""),
        (row_900_million, 2, "beyond the last of Excel"),
        (unpacks_to_10_gb, 2, "unpacks to"),
        (million_columns, 2, "1000003 columns"),
        (endless_view, 0, ""),
    ],
)
def test_a_list_that_is_made_to_cost_much_does_not(
    made: Callable[[Path], tuple[str, Path]], code: int, said: str, osm: Path, tmp_path: Path
) -> None:
    option, path = made(tmp_path)
    found = cost(tmp_path, "score", "--osm", osm, option, path, "--out", tmp_path / "uit")
    within_bounds(found)
    assert found.code == code, found.said
    assert said in " ".join(found.said.split())


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a" + ".b" * 5_000 + " = 1",
        '[run]\nname = "a"\nout = "uit"\n[osm]\nfile = "dorp.osm"\n[sites]\nspacing_m = 1e-9\n',
    ],
    ids=["toml_5000_deep", "keys_5000_deep", "spacing_1e-9"],
)
def test_a_run_file_that_is_made_to_cost_much_does_not(text: str, tmp_path: Path) -> None:
    (tmp_path / "run.toml").write_text(text)
    found = cost(tmp_path, "run", tmp_path / "run.toml")
    within_bounds(found)
    assert found.code == 2, found.said


def test_a_bound_can_be_broken(tmp_path: Path) -> None:
    """What is measured is what was used: this takes 1.5 GB, whatever the parent has."""
    hungry = _CHILD.replace(
        "    main(sys.argv[2:])", "    held = bytearray(3 << 29)\n    held[::4096] = held[::4096]"
    )
    told = tmp_path / "kosten.json"
    subprocess.run(
        [sys.executable, "-c", hungry, str(told)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    assert json.loads(told.read_text())["bytes"] > MOST_BYTES
