"""A folder may be called anything a file system takes: every result is written there and opens again."""

import json
import shutil
import sqlite3
import tempfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from click.testing import CliRunner

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main

NAMES = [
    "uit! nu",
    "a.zip!b",
    "a;b",
    "#1 plan",
    "50% klaar%20%s%d",
    "wat?x=1&mode=ro",
    "'enkel' en \"dubbel\"",
    "  spaties  ervoor",
    "Zuid-Beijerland café ñ 日本 e\u0301",
    "$HOME `ls` {x} [y] ~",
    "a,b=c&d+e@f^g|h<i>j",
    "-begin",
    "x.gpkg",
    "n" * 200,
    "/".join(["d" * 100] * 12),
    "/".join(["d!" * 50] * 5),
]


def draw(folder: Path) -> tuple[Path, Path]:
    town = OsmDraft(box=(-1000, -1000, 1000, 1000))
    town.line((0, 0), (300, 0), highway="residential", name="Dorpsstraat")
    town.node(200, 5, shop="supermarket", name="Winkel")
    for x in (50, 100):
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, **{"addr:street": "Dorpsstraat", "addr:housenumber": str(x)})
    x, y = ORIGIN
    plans = folder / "plannen.csv"
    plans.write_text(
        "plan_id;naam;aantal_woningen;openbaar;x;y\n"
        f"P1;Open;12;ja;{x + 60};{y + 3}\nP2;Dicht;5;nee;{x + 90};{y + 3}\n",
        encoding="utf-8",
    )
    return town.write(folder / "dorp.osm"), plans


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES, ids=[str(number) for number in range(len(NAMES))])
def test_every_result_is_written_there_and_opens_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        folder = tmp_path / name
        folder.mkdir(parents=True)
    except OSError:
        pytest.skip("the file system has no such name")
    osm, plans = draw(folder)  # what is read lies there as well
    out = folder / f"uit {name.split('/')[0]}"[:200]
    run = folder / "run.toml"
    run.write_text(
        f"[run]\nname = {json.dumps(name[:80])}\nout = {json.dumps(str(out))}\n"
        f"pdf = {str(_has_pdf()).lower()}\n[osm]\nfile = {json.dumps(osm.name)}\n"
        f"[[plans]]\nfile = {json.dumps(plans.name)}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # the second takes the place of the first
        done = CliRunner().invoke(
            main,
            ["run", str(run)],
        )
        assert done.exit_code == 0, done.output
    said = json.loads((out / "run.json").read_text(encoding="utf-8"))
    listed = {item["bestand"] for item in said["bestanden"]} | {"run.json"}
    found = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert found == listed
    assert {"kaart.html", "rapport.html", "oordelen.xlsx", "resultaat.gpkg"} <= found
    assert ("rapport.pdf" in found) == _has_pdf()
    for path in (out / one for one in sorted(found)):
        opens(path)


def _has_pdf() -> bool:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def opens(path: Path) -> None:
    """Open a result as its reader does, and find something in it."""
    if path.suffix == ".gpkg":
        with path.open("rb") as file:
            assert file.read(15) == b"SQLite format 3"
        plain = Path(tempfile.mkdtemp()) / "resultaat.gpkg"  # its readers know no ! nor a long path
        shutil.copyfile(path, plain)
        layers = pyogrio.list_layers(plain)[:, 0]
        assert all(len(gpd.read_file(plain, layer=str(layer))) >= 0 for layer in layers)
        with sqlite3.connect(plain) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            styled = "SELECT count(*) FROM sqlite_master WHERE name = 'layer_styles'"
            assert database.execute(styled).fetchone() == (1,)
        assert len(layers)
    elif path.suffix == ".xlsx":
        assert openpyxl.load_workbook(path).sheetnames
    elif path.suffix == ".csv":
        assert len(pd.read_csv(path, sep=";", decimal=",").columns) >= 1
    elif path.suffix == ".parquet":
        assert len(gpd.read_parquet(path).columns) >= 1
    elif path.suffix == ".pdf":
        assert path.read_bytes().startswith(b"%PDF-")
    else:
        assert path.read_text(encoding="utf-8").strip()
