"""A file that is no list is told for what it is, with what to do; a list of which rows are hidden says so."""

import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from said import dutch

from wozgeo.domain.errors import InputError
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.inputs.plans import read_plan_list
from wozgeo.inputs.points import read_facility_list, read_location_list
from wozgeo.inputs.sheet_files import read_sheet

STRICT = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'


def zipped(path, *names, content="x"):
    with zipfile.ZipFile(path, "w") as parts:
        for name in names:
            parts.writestr(name, content)
    return path


def fault_of(path):
    with pytest.raises(InputError) as error:
        read_sheet(path, columns=["id"])
    (fault,) = error.value.faults
    return fault


@pytest.mark.parametrize(
    ("name", "inside", "told"),
    [
        ("a.kmz", ["doc.kml"], "is a Google Earth file (KMZ); open it in QGIS"),
        ("a.zip", ["map/doc.kml"], "is a Google Earth file (KMZ)"),
        ("a.zip", ["h.shp", "h.dbf", "h.shx"], "is a zipped Shapefile; unzip it, open it in QGIS"),
        ("a.xlsx", ["map/h.SHP".lower()], "is a zipped Shapefile"),
        ("a.zip", ["p.gdb/a00000001.gdbtable"], "is a zipped geodatabase"),
        ("a.zip", ["lijst.csv"], "is a zip; unzip it and give the file that is in it"),
        ("a.ods", ["mimetype", "content.xml"], "is an OpenDocument file (.ods); open it and save it as .xlsx"),
        ("a.numbers", ["Index/Document.iwa"], "is a file of Apple Numbers"),
        ("a.xlsb", ["xl/workbook.bin"], "is a binary Excel workbook (.xlsb)"),
        ("a.docx", ["word/document.xml"], "is a Word document"),
    ],
)  # fmt: skip
def test_a_zip_is_told_for_what_it_is(tmp_path, name, inside, told):
    fault = fault_of(zipped(tmp_path / name, *inside))
    assert fault.startswith(told)
    assert "cannot be read" not in fault


def test_a_strict_workbook_is_to_be_saved_as_an_ordinary_one(tmp_path):
    path = zipped(tmp_path / "a.xlsx", "xl/workbook.xml", content=STRICT)
    assert "is a Strict Open XML workbook; save it as an ordinary Excel workbook" in fault_of(path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.kml", '<?xml version="1.0"?><kml/>', "is a Google Earth file (KML); open it in QGIS"),
        ("a.csv", '\ufeff<?xml version="1.0"?>\n<kml xmlns="x"/>', "is a Google Earth file (KML)"),
        ("a.gpx", "<gpx/>", "is a GPX file"),
        ("a.dbf", "\x03", "is a part of a Shapefile"),
        ("a.xls", "<html><table/></html>", "is a web page, whatever its name"),
        ("a.xls", '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "is an XML spreadsheet of Excel 2003"),
    ],
)  # fmt: skip
def test_other_files_are_told_for_what_they_are(tmp_path, name, content, told):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert fault_of(path).startswith(told)


def hidden(tmp_path, *rows, hide=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number in hide:
        book.active.row_dimensions[number].hidden = True
    book.save(tmp_path / "lijst.xlsx")
    return tmp_path / "lijst.xlsx"


def test_rows_that_a_filter_hides_are_read_and_told(tmp_path):
    rows = [["complex_id", "adres"], *(["C", f"Laan {i}"] for i in range(1, 6))]
    own = read_complex_list(hidden(tmp_path, *rows, hide=(3, 4, 99)))
    assert len(own.addresses) == 5
    assert dutch(own.notes) == (
        "2 rijen zijn in de werkmap verborgen (door een filter of met de hand) en zijn toch gelezen.",
    )
    assert read_complex_list(hidden(tmp_path, *rows)).notes == ()


def struck(tmp_path, *rows, strike=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell in strike:
        book.active[cell].font = openpyxl.styles.Font(strike=True)
    book.save(tmp_path / "lijst.xlsx")
    return tmp_path / "lijst.xlsx"


def test_rows_that_are_struck_through_are_read_and_told(tmp_path):
    rows = [["complex_id", "adres"], *(["C", f"Laan {i}"] for i in range(1, 6))]
    # the title, two rows, of which one as a whole, and an empty cell
    own = read_complex_list(struck(tmp_path, *rows, strike=("A1", "A3", "B3", "B5", "C6")))
    assert len(own.addresses) == 5
    (told,) = dutch(own.notes)
    assert told.startswith("In 2 rijen is een cel in de werkmap doorgestreept")
    assert read_complex_list(struck(tmp_path, *rows)).notes == ()


@pytest.mark.parametrize("writer", ["texts in the cells", "texts in a table of their own"])
def test_a_row_of_which_only_a_part_of_a_text_is_struck_through_is_told(tmp_path, writer):
    path = tmp_path / "lijst.xlsx"
    # what is struck through is told, bold is not, nor a space that is struck through
    texts = [("Laan ", "1"), ("Laan 3", " "), ("Laan ", "4")]
    if writer == "texts in the cells":
        book = openpyxl.Workbook()
        gone, bold = InlineFont(strike=True), InlineFont(b=True)
        book.active.append(["complex_id", "adres"])
        for (plain, other), font in zip(texts, (gone, gone, bold), strict=True):
            book.active.append(["C", CellRichText(plain, TextBlock(font, other))])
        book.save(path)
    else:
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet()
        gone, bold = (book.add_format({name: True}) for name in ("font_strikeout", "bold"))
        sheet.write_row(0, 0, ["complex_id", "adres"])
        for i, ((plain, other), look) in enumerate(zip(texts, (gone, gone, bold), strict=True)):
            sheet.write(i + 1, 0, "C")
            sheet.write_rich_string(i + 1, 1, plain, look, other)
        book.close()
    own = read_complex_list(path)
    assert own.addresses["opgegeven"].tolist() == ["Laan 1", "Laan 3", "Laan 4"]
    assert [n for n in dutch(own.notes) if n.startswith("In 1 rij is een cel")]


def test_struck_rows_of_plans_and_places_are_told_as_well(tmp_path):
    rows = [["id", "voorziening", "naam", "lon", "lat"], ["h1", "huisarts", "A", 5.9, 52.5]]
    table = read_location_list(struck(tmp_path, *rows, strike=("C2",)), extent=None)
    assert any(n.startswith("In 1 rij is een cel") for n in dutch(table.attrs["notes"]))
    rows = [["plan_id", "VHE", "x", "y"], ["P", 5, 171_000, 434_000]]
    plans = read_plan_list(struck(tmp_path, *rows, strike=("A2",)), extent=None)
    assert any(n.startswith("In 1 rij is een cel") for n in dutch(plans.notes))
    assert plans.plans["n_dwellings"].tolist() == [5]


def test_lists_of_places_tell_hidden_rows_as_well(tmp_path):
    rows = [["id", "voorziening", "naam", "lon", "lat"], ["h1", "huisarts", "A", 5.9, 52.5]]
    path = hidden(tmp_path, *rows, hide=(2,))
    for table in (
        read_facility_list(path, extent=None, mode="add"),
        read_location_list(path, extent=None),
    ):
        assert any(
            n.startswith("1 rij is in de werkmap verborgen") for n in dutch(table.attrs["notes"])
        )
