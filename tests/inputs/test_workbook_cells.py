"""Texts that stand in their own cells are read as openpyxl reads them, and as quickly as shared ones."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from wozgeo.inputs import workbook_cells
from wozgeo.inputs.workbook_cells import filled_cells

SHEET = "xl/worksheets/sheet1.xml"


def book(path: Path, cells: str) -> Path:
    """Write a workbook whose first row holds these cells, as XML."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as made, zipfile.ZipFile(path, "w") as whole:
        for part in made.namelist():
            content = made.read(part)
            if part == SHEET:
                before, found, after = content.partition(b"<sheetData>")
                assert found
                content = b"".join([before, found, f'<row r="1">{cells}</row>'.encode(), after])
            whole.writestr(part, content)
    return path


def read(path: Path, *, values: bool = True) -> dict[int, object]:
    sheet = openpyxl.load_workbook(path, read_only=True, data_only=values).active
    return next((cells for _, cells in filled_cells(sheet, values=values)), {})


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<is><t>Dorpsstraat</t></is>", "Dorpsstraat"),
        ('<is><t xml:space="preserve"> met ruimte </t></is>', " met ruimte "),
        ("<is><t>a &amp; b\nc</t></is>", "a & b\nc"),
        ("<is><t>0012</t></is>", "0012"),
        ("<is><t>=1+1</t></is>", "=1+1"),
        ("<is><r><t>Dorps</t></r><r><rPr><b/></rPr><t>straat</t></r></is>", "Dorpsstraat"),
        ('<is><t>kern</t><rPh sb="0" eb="1"><t>klank</t></rPh></is>', "kern"),
        ("<is><t></t></is>", None),
        ("<is></is>", None),
        ("", None),
        ("<is><t>a</t></is><v>3</v>", "a"),
        ("<v>3</v>", None),
    ],
)
@pytest.mark.parametrize("values", [True, False])
def test_a_text_in_its_own_cell_is_what_openpyxl_makes_of_it(
    inside, expected, values, tmp_path, monkeypatch
) -> None:
    path = book(tmp_path / "a.xlsx", f'<c r="B1" t="inlineStr">{inside}</c>')
    found = read(path, values=values)
    monkeypatch.setattr(workbook_cells, "_plain_text", lambda _element: None)
    assert found == read(path, values=values)
    assert (found.get(2) or None) == expected


def test_a_text_in_its_own_cell_with_a_formula_is_the_formula_where_that_is_asked(tmp_path) -> None:
    cell = '<c r="A1" t="inlineStr"><f>1+1</f><is><t>2</t></is></c>'
    path = book(tmp_path / "a.xlsx", cell)
    assert read(path, values=True) == {1: "2"}
    assert read(path, values=False) == {1: "=1+1"}


def test_plain_texts_are_taken_without_objects_of_openpyxl(tmp_path, monkeypatch) -> None:
    def refused(_node: object) -> None:
        raise AssertionError("an object was made")

    monkeypatch.setattr("openpyxl.worksheet._reader.Text.from_tree", refused)
    path = book(tmp_path / "a.xlsx", '<c r="A1" t="inlineStr"><is><t>a</t></is></c>')
    assert read(path) == {1: "a"}
