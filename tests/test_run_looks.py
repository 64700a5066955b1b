"""The limit of the run decides what looks near: on the map, in the report and in QGIS alike."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from wozgeo.cli import main
from wozgeo.domain.packaged import packaged_path


def run(folder: Path, text: str, *, limits_m: tuple[int, ...] = ()) -> Path:
    """Run the sample by definitions ``ver0``, ``ver1`` ...: those of Druten but for their limits."""
    druten = packaged_path("criteria.toml").read_text(encoding="utf-8").split("[druten]")[1]
    druten = "[druten]" + druten.split("\n[rijk]")[0]
    own = [
        druten.replace("[druten", f"[ver{k}").replace("limit_m = 400", f"limit_m = {limit_m}")
        .replace("volgens Druten", f"volgens Ver{k}")
        for k, limit_m in enumerate(limits_m)
    ]  # fmt: skip
    (folder / "eigen.toml").write_text("\n".join(own), encoding="utf-8")
    sample = packaged_path("voorbeeld")
    (folder / "run.toml").write_text(
        f"""
[run]
name = "Grens"
out = "uit"
[osm]
file = "{(sample / "wozerwaard.osm.pbf").as_posix()}"
[bag]
file = "{(sample / "bag.gpkg").as_posix()}"
[[plans]]
file = "{(sample / "planmonitor.gpkg").as_posix()}"
{text}
""",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["run", str(folder / "run.toml")])
    assert result.exit_code == 0, result.output
    return folder / "uit"


def drawn_on_the_map(out: Path) -> dict[str, str]:
    """Give the shape of every class of distance, by its label."""
    page = (out / "kaart.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="kaart-gegevens">(.*?)</script>', page)
    views = json.loads(found[1])["views"]
    (view,) = [view for view in views if view["key"] == "ontmoetingsplek"]
    return {row["label"]: row["shape"] for row in view["classes"][:-2]}


def drawn_in_qgis(out: Path) -> dict[str, str]:
    """Give the marker of every class of distance, by its label without the voorziening."""
    with closing(sqlite3.connect(out / "resultaat.gpkg")) as layers:
        (qml,) = layers.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = 'woningen'"
        ).fetchone()
    renderer = ET.fromstring(qml).find("renderer-v2")
    markers = [
        symbol.find("layer/Option/Option[@name='name']").get("value")
        for symbol in renderer.findall("symbols/symbol")
    ]
    labels = [rule.get("label").partition(": ")[2] for rule in renderer.findall("rules/rule")]
    return dict(list(zip(labels, markers, strict=True))[:-2])


def words(out: Path, name: str) -> str:
    text = re.sub(r"<[^>]*>", "", (out / name).read_text(encoding="utf-8"))
    return text.replace("\xa0", " ")


def test_with_a_limit_of_500_m_what_lies_450_m_away_is_near_everywhere(tmp_path: Path) -> None:
    chosen = '[criteria]\nfile = "eigen.toml"\ndefinitions = ["ver0"]'
    out = run(tmp_path, chosen, limits_m=(500,))
    assert drawn_on_the_map(out) == {
        "minder dan 250 m": "dot",
        "250–400 m": "dot",
        "400–500 m": "dot",
        "500–800 m": "square",
        "800–1.500 m": "square",
        "1.500 m of meer": "square",
    }
    assert drawn_in_qgis(out) == {
        "minder dan 250 m": "circle",
        "250 tot 400 m": "circle",
        "400 tot 500 m": "circle",
        "500 tot 800 m": "square",
        "800 tot 1.500 m": "square",
        "1.500 m of meer": "square",
    }
    assert "zeker op minder dan 500 m lopen" in words(out, "rapport.html")
    assert "op minder dan 500 m lopen." in words(out, "kaart.html")
    assert 'id="omslag"' not in (out / "kaart.html").read_text(encoding="utf-8")


def test_qgis_has_the_class_breaks_that_the_run_file_gives_the_map(tmp_path: Path) -> None:
    out = run(tmp_path, "[map]\nbreaks_m = [100, 900]")
    assert [*drawn_on_the_map(out).values()] == ["dot", "dot", "square", "square"]
    assert [*drawn_in_qgis(out)] == [
        "minder dan 100 m",
        "100 tot 400 m",
        "400 tot 900 m",
        "900 m of meer",
    ]


def test_where_no_definition_asks_a_walk_nothing_looks_too_far(tmp_path: Path) -> None:
    out = run(tmp_path, '[criteria]\ndefinitions = ["rijk"]')
    assert {*drawn_on_the_map(out).values()} == {"dot"}
    assert {*drawn_in_qgis(out).values()} == {"circle"}
    said = "Geen definitie van deze run vraagt een loopafstand"
    assert said in words(out, "kaart.html")
    assert said in words(out, "rapport.html")


@pytest.mark.parametrize(("first", "second"), [(500, 300), (300, 500)])
def test_of_two_limits_the_first_decides_and_the_legend_says_so(
    tmp_path: Path, first: int, second: int
) -> None:
    chosen = '[criteria]\nfile = "eigen.toml"\ndefinitions = ["ver0", "ver1"]'
    out = run(tmp_path, chosen, limits_m=(first, second))
    shapes = drawn_on_the_map(out)
    far = next(label for label, shape in shapes.items() if shape == "square")
    assert far.startswith(f"{first}–")
    near = [label for label, marker in drawn_in_qgis(out).items() if marker == "circle"]
    assert near[-1].endswith(f"tot {first} m")
    said = (
        f"slaan om bij {first} m, de grens van geclusterd wonen volgens Ver0; "
        f"geclusterd wonen volgens Ver1 vraagt {second} m."
    )
    assert said in words(out, "kaart.html")
    assert said in words(out, "rapport.html")
    assert f"zeker op minder dan {first} m lopen" in words(out, "rapport.html")
