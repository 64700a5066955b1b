"""Files that are made to cost much: a clear error or a plain answer, within seconds."""

import io
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main
from wozgeo.config import parse_config, read_config
from wozgeo.domain.errors import ConfigError, InputError
from wozgeo.domain.shown import MOST_SHOWN, printable, short, told
from wozgeo.inputs.plans import read_plan_list
from wozgeo.inputs.points import read_location_list

CASES = Path(__file__).parents[2] / "shared" / "cases" / "weerbaar"
MOST_CPU_S = 10


@pytest.fixture(autouse=True)
def in_time():
    start = time.process_time()
    yield
    assert time.process_time() - start < MOST_CPU_S


def book(path: Path, n: int = 50) -> Path:
    made = openpyxl.Workbook()
    made.active.append(["id", "naam", "x", "y"])
    for number in range(n):
        made.active.append([f"P{number}", "Een", 171_000, 434_000])
    made.save(path)
    return path


def edited(path: Path, old: str, new: str) -> Path:
    """Change the XML of the first sheet."""
    content = io.BytesIO(path.read_bytes())
    with (
        zipfile.ZipFile(content) as parts,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in parts.namelist():
            text = parts.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(old.encode(), new.encode(), text, count=1)
            target.writestr(name, text)
    return path


def read(path: Path) -> int:
    return len(read_location_list(path, extent=None))


class TestWorkbooks:
    def test_a_stray_cell_far_to_the_right_costs_nothing(self, tmp_path):
        path = book(tmp_path / "a.xlsx", 5000)
        stray = '<c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row>'
        edited(path, r"(<row r=\"3\".*?)</row>", r"\1" + stray)
        assert read(path) == 5000

    def test_stray_cells_far_to_the_right_of_every_row_neither(self, tmp_path):
        made = openpyxl.Workbook()
        made.active.append(["id", "naam", "x", "y"])
        for number in range(2, 2000):
            made.active.append([f"P{number}", "Een", 171_000, 434_000])
            made.active.cell(number, 16_384, "x")
        made.save(tmp_path / "a.xlsx")
        assert read(tmp_path / "a.xlsx") == 1998

    def test_a_stray_cell_far_below_costs_nothing(self, tmp_path):
        path = book(tmp_path / "a.xlsx")
        edited(path, '<row r="3"', '<row r="1048576"').touch()
        edited(path, 'r="A3"', 'r="A1048576"')
        for column in "BCD":
            edited(path, f'r="{column}3"', f'r="{column}1048576"')
        assert read(path) == 50

    def test_a_row_beyond_the_last_of_excel_is_a_clear_error(self, tmp_path):
        path = edited(book(tmp_path / "a.xlsx"), '<row r="3"', '<row r="900000000"')
        with pytest.raises(InputError, match="beyond the last of Excel"):
            read(path)

    def test_a_workbook_that_unpacks_to_gigabytes_is_refused_unread(self, tmp_path):
        path = book(tmp_path / "a.xlsx")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("xl/worksheets/sheet2.xml", b" " * (130 << 20))
        with pytest.raises(InputError, match="unpacks to"):
            read(path)

    @pytest.mark.parametrize(("name", "n"), [("cel_in_XFD", 2), ("rij_900000000", None)])
    def test_the_shared_cases(self, name, n):
        from wozgeo.inputs.sheet_files import read_sheet

        path = CASES / "werkboek" / f"{name}.xlsx"
        if not path.is_file():
            pytest.skip("the cases are not here: ../shared/cases/weerbaar")
        if n is None:
            with pytest.raises(InputError, match="beyond the last of Excel"):
                read_sheet(path, columns=["complex_id"])
        else:
            sheet = read_sheet(path, columns=["complex_id", "straat", "huisnummer"])
            assert len(sheet.cells) == n
            assert "5000 rijen hebben alleen iets rechts" in sheet.notes[0].nl.replace(".", "")


class TestText:
    def test_a_million_columns(self, tmp_path):
        (tmp_path / "a.csv").write_text("id;x;y" + ";" * 1_000_000 + "\n1;171000;434000\n")
        with pytest.raises(InputError, match="1000003 columns"):
            read(tmp_path / "a.csv")

    @pytest.mark.parametrize("deep", [5_000, 200_000])
    def test_toml_that_goes_deep(self, tmp_path, deep):
        for text in ("a = " + "[" * deep + "]" * deep, "a" + ".b" * deep + " = 1", "[" * deep):
            (tmp_path / "run.toml").write_text(text)
            with pytest.raises(ConfigError):
                read_config(tmp_path / "run.toml")

    @pytest.mark.parametrize("deep", [5_000, 1_000_000])
    def test_geojson_that_goes_deep(self, tmp_path, deep):
        path = tmp_path / "a.geojson"
        path.write_text(
            '{"type": "FeatureCollection", "features": ' + "[" * deep + "]" * deep + "}"
        )
        with pytest.raises(InputError):
            read_plan_list(path, extent=None)


@pytest.mark.parametrize(
    "sites", [{"spacing_m": 1e-9}, {"spacing_m": 1e300}, {"max_points": 1e12}, {"spacing_m": 0.1}]
)
def test_a_grid_without_end_is_refused(sites):
    with pytest.raises(ConfigError, match="sites"):
        parse_config(
            {"run": {"out": "uit"}, "osm": {"file": "a.osm"}, "sites": sites},
            source="run",
            folder=Path(),
        )


class TestNames:
    def test_what_a_terminal_would_obey_is_taken_out(self):
        assert printable("a\x1b[31mb\x07\u202ec\u2066\x9bd") == "a[31mbcd"
        assert printable("Ca\u0308fé\t✓\u200dx") == "Ca\u0308fé ✓\u200dx"
        assert told("een\ntwee\x1b") == "een\ntwee"
        assert len(told("x" * 10_000)) < 2_100

    def test_a_name_is_no_longer_than_is_read(self):
        assert short("x" * 1_000_000) == "x" * (MOST_SHOWN - 1) + "…"
        assert short(" Kerk\nstraat ") == "Kerk straat"

    def test_no_name_of_a_list_or_a_map_reaches_the_terminal_or_a_page_as_it_is(self, tmp_path):
        town = OsmDraft(box=(-1000, -1000, 1000, 1000))
        town.line((0, 0), (100, 0), highway="residential")
        town.node(5, 5, amenity="doctors", name="Dok\u202eter")
        osm = town.write(tmp_path / "dorp.osm")
        names = ["\x1b[2J\x1b]0weg\x07", "N" * 100_000]
        x, y = ORIGIN
        rows = "\n".join(f"P{i};{name};{x};{y + 2}" for i, name in enumerate(names))
        (tmp_path / "a.csv").write_text("id;naam;x;y\n" + rows)
        done = CliRunner().invoke(
            main,
            [
                "score",
                "--osm",
                str(osm),
                "--locations",
                str(tmp_path / "a.csv"),
                "--out",
                str(tmp_path / "uit"),
            ],
        )
        assert done.exit_code == 0, done.output
        assert "\x1b" not in done.output
        for name in ("woningen.csv", "kaart.html"):
            page = (tmp_path / "uit" / name).read_text(encoding="utf-8")
            assert "\x1b" not in page
            assert "N" * (MOST_SHOWN + 1) not in page

    def test_a_fault_is_told_without_control_characters(self, tmp_path):
        (tmp_path / "a.csv").write_text("id;naam;x;y\n1;\x1b[2J;hier\x1b[31m;434000\n")
        osm = OsmDraft()
        osm.line((0, 0), (100, 0), highway="residential")
        done = CliRunner().invoke(
            main,
            [
                "score", "--osm", str(osm.write(tmp_path / "d.osm")), "--locations",
                str(tmp_path / "a.csv"), "--out", str(tmp_path / "uit\x1b"),
            ],
        )  # fmt: skip
        assert done.exit_code == 2
        assert "\x1b" not in done.output
