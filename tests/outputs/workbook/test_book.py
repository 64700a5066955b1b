"""oordelen.xlsx says what the tables say, as Excel and its readers expect."""

import zipfile
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from shapely.geometry import Point

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.criteria import choose_definitions, read_criteria
from wozgeo.domain.errors import OutputError
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.outputs.found import Found
from wozgeo.outputs.judged_tables import build_complexen, build_plannen
from wozgeo.outputs.workbook import sheets
from wozgeo.outputs.workbook.book import SHEETS, write_workbook

DRUTEN = choose_definitions(read_criteria(), ["druten"], source="test")
EVIL = '=HYPERLINK("http://voorbeeld.invalid","klik")'
BAG_ID = "0214010000000123"


def objects(**columns):
    given = {
        "naam": [EVIL, "Zon", "Maan"],
        "kern": ["Dorp", "", "@Dorp"],
        "n_woningen": pd.array([12, None, 30], dtype="Int64"),
        "afstand_ontmoetingsplek_min_m": [1.26, 2.0, np.nan],
        "afstand_ontmoetingsplek_mediaan_m": [100.0, 200.0, np.nan],
        "afstand_ontmoetingsplek_max_m": [399.96, 400.04, np.inf],
        "reden_ontmoetingsplek": ["", "", "buiten_zoekgrens"],
        "ontmoetingsplek_id": [BAG_ID, "http://voorbeeld.invalid", ""],
        "ontmoetingsplek_naam": ["+31", "-1", ""],
        "score": [61.25, np.nan, 80.0],
        "oordeel_druten": ["voldoet", "voldoet_niet", "onbekend"],
        "gemeten_druten_m": [399.9, 400.1, np.inf],
        "marge_druten_m": [0.04, -0.04, -np.inf],
        "bijna_druten": [False, True, False],
        "toelichting_druten": ["Ja.", "Nee.", "Wie weet. " * 30],
        "nodig_druten": ["", "0,1 m dichterbij", ""],
        "ontbreekt_druten": ["", "", ""],
        "hangt_af_van_druten": ["", "", ""],
        "aandeel_druten": [0.9999, 0.5, np.nan],
        "inpandig": pd.array([True, None, False], dtype="boolean"),
        "oplevering_eerste": pd.array([2027, None, 2030], dtype="Int64"),
        **columns,
    }
    return gpd.GeoDataFrame(
        given,
        geometry=[Point(i, 0) for i in range(3)],
        index=pd.Index([BAG_ID, "=1+1", "p3"], name="id"),
        crs=RD_NEW,
    )


def found(**more):
    plannen = build_plannen(objects(), DRUTEN, [Voorziening.ONTMOETINGSPLEK])
    lost = pd.DataFrame(
        {
            "complex_id": ["c1"],
            "rij": [4],
            "opgegeven": ["=1+1"],
            "uitkomst": ["niet gevonden"],
            "kandidaten": [""],
        }
    ).astype(object)
    tables = {"plannen": plannen} | {
        name: more.pop(name) for name in ("plannen", "complexen") if name in more
    }
    return Found(
        **{
            "name": "Proef & co",
            "search_limit_m": 5000,
            "definitions": DRUTEN,
            "tables": tables,
            "niet_gevonden": lost,
            "warnings": ["=SUM(1)", "http://voorbeeld.invalid"],
            "settings": {"zoekgrens": "2.000 m"},
            **more,
        }
    )


def opened(tmp_path, **more):
    return openpyxl.load_workbook(write_workbook(tmp_path / "oordelen.xlsx", found(**more)))


def rows_of(sheet):
    """Give the rows of a sheet by the first cell, as name of the column to cell."""
    _, header, *rows = sheet.iter_rows()
    return {row[0].value: {h.value: c for h, c in zip(header, row, strict=True)} for row in rows}


def test_the_sheets_are_those_that_were_asked_for_and_the_answer_opens(tmp_path):
    book = opened(tmp_path)
    assert book.sheetnames == [*SHEETS]
    assert SHEETS == (
        "Samenvatting", "Plannen", "Complexen", "Kansrijke clusters", "Kernen", "Buurten", "Paden",
        "Senioren", "Vraag en aanbod", "Concentraties", "Bereik", "Plekken", "Zoekgebieden", "Waarom", "Hangt aan",
        "In elke kern", "Ombouwen", "Straten erbij", "Plekken erbij", "Navragen", "Per eis", "Na te kijken", "Toelichting",
    )  # fmt: skip
    assert book.active.title == "Samenvatting"


def test_the_columns_keep_their_names_and_order(tmp_path):
    header = [cell.value for cell in opened(tmp_path)["Plannen"][2]]
    assert header[:10] == [
        "id",
        "naam",
        "kern",
        "n_woningen",
        "oordeel_druten",
        "gemeten_druten_m",
        "marge_druten_m",
        "bijna_druten",
        "toelichting_druten",
        "nodig_druten",
    ]
    assert "geometry" not in header


def test_above_every_column_stands_a_head_to_read(tmp_path):
    sheet = opened(tmp_path)["Plannen"]
    heads = {name.value: head for head, name in zip(sheet[1], sheet[2], strict=True)}
    assert [heads[name].value for name in ("n_woningen", "marge_druten_m", "bijna_druten")] == [
        "Woningen",
        "Marge druten (m)",
        "Net niet druten",
    ]
    assert (
        heads["afstand_ontmoetingsplek_max_m"].value
        == "Langste loopafstand tot ontmoetingsplek (m)"
    )
    assert len({head.value for head in heads.values()}) == len(heads)
    for row in (sheet[1], sheet[2]):
        assert contrast(row[0].fill.fgColor.rgb, row[0].font.color.rgb) >= 4.5
    assert sheet[2][0].font.size < sheet[1][0].font.size


def test_a_head_of_many_words_has_room_for_all_of_them(tmp_path):
    sheet = opened(tmp_path)["Plannen"]
    wide = widths_of(sheet)
    longest = max(sheet[1], key=lambda head: len(head.value) / wide[head.column])
    lines = sheet.row_dimensions[1].height / 15
    assert lines >= len(longest.value) * 1.1 / wide[longest.column]
    assert all(max(map(len, h.value.split())) * 1.1 < wide[h.column] for h in sheet[1])


def test_a_workbook_read_by_its_second_row_has_the_names_of_every_other_file(tmp_path):
    path = write_workbook(tmp_path / "oordelen.xlsx", found())
    table = pd.read_excel(path, sheet_name="Plannen", header=1, dtype={"id": str})
    assert table.columns[0] == "id"
    assert {"oordeel_druten", "aandeel_druten"} <= set(table.columns)
    assert set(table["id"]) == {BAG_ID, "=1+1", "p3"}


def test_numbers_are_numbers_and_never_shown_across_a_limit(tmp_path):
    rows = rows_of(opened(tmp_path)["Plannen"])
    metres = [row["afstand_ontmoetingsplek_max_m"] for row in rows.values()]
    assert {key: row["afstand_ontmoetingsplek_max_m"].value for key, row in rows.items()} == {
        BAG_ID: 399.9,
        "=1+1": 400.1,
        "p3": None,
    }
    assert {cell.number_format for cell in metres if cell.value} == {"#,##0.0"}
    assert rows[BAG_ID]["afstand_ontmoetingsplek_min_m"].value == 1.2
    assert [rows[key]["marge_druten_m"].value for key in (BAG_ID, "=1+1", "p3")] == [
        0.1,
        -0.1,
        None,
    ]
    assert rows[BAG_ID]["aandeel_druten"].value == 0.999
    assert rows[BAG_ID]["aandeel_druten"].number_format == "0.0%"
    assert rows[BAG_ID]["n_woningen"].value == 12
    assert rows[BAG_ID]["oplevering_eerste"].number_format == "0"


def test_an_empty_distance_says_why_in_words(tmp_path):
    row = rows_of(opened(tmp_path)["Plannen"])["p3"]
    assert row["afstand_ontmoetingsplek_max_m"].value is None
    assert row["reden_ontmoetingsplek"].value == "verder dan de zoekgrens"


def test_unknown_is_said_and_never_left_empty(tmp_path):
    rows = rows_of(opened(tmp_path)["Plannen"])
    assert [rows[key]["inpandig"].value for key in (BAG_ID, "=1+1", "p3")] == [
        "ja",
        "onbekend",
        "nee",
    ]
    assert rows["=1+1"]["bijna_druten"].value == "ja"


def test_nothing_in_the_workbook_is_a_formula_or_a_link(tmp_path):
    book = opened(tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    row = rows_of(book["Plannen"])[BAG_ID]
    assert row["naam"].value == EVIL
    assert row["ontmoetingsplek_naam"].value == "+31"
    assert rows_of(book["Na te kijken"])["c1"]["opgegeven"].value == "=1+1"
    texts = [cell.value for cell in cells]
    assert "=SUM(1)" in texts
    assert "http://voorbeeld.invalid" in texts


def test_sixteen_digits_stay_text(tmp_path):
    row = rows_of(opened(tmp_path)["Plannen"])[BAG_ID]
    assert (row["id"].value, row["id"].data_type) == (BAG_ID, "s")
    assert row["ontmoetingsplek_id"].value == BAG_ID


def contrast(one, other):
    def light(rgb):
        parts = [int(rgb[i : i + 2], 16) / 255 for i in (2, 4, 6)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05

    return max(light(one), light(other)) / min(light(one), light(other))


def test_verdicts_are_words_on_a_fill_that_can_be_read(tmp_path):
    cells = [row["oordeel_druten"] for row in rows_of(opened(tmp_path)["Plannen"]).values()]
    assert sorted(cell.value for cell in cells) == ["onbekend", "voldoet", "voldoet niet"]
    fills = {cell.value: cell.fill.fgColor.rgb for cell in cells}
    assert len(set(fills.values())) == 3
    assert all(contrast(cell.fill.fgColor.rgb, cell.font.color.rgb) >= 4.5 for cell in cells)


def test_a_verdict_colours_its_own_column_only(tmp_path):
    row = rows_of(opened(tmp_path, plannen=build_plannen(
        objects(naam=["voldoet", "b", "c"]), DRUTEN, [Voorziening.ONTMOETINGSPLEK]
    ))["Plannen"])[BAG_ID]  # fmt: skip
    assert row["naam"].value == "voldoet"
    assert row["naam"].fill.fill_type is None
    assert row["oordeel_druten"].fill.fill_type == "solid"


def test_the_header_stays_in_sight_and_filters(tmp_path):
    sheet = opened(tmp_path)["Plannen"]
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == sheet.dimensions.replace("A1:", "A2:")
    assert sheet.print_title_rows == "$1:$2"


def widths_of(sheet):
    return {  # columns of equal width are kept as one
        column: kept.width
        for kept in sheet.column_dimensions.values()
        for column in range(kept.min, kept.max + 1)
    }


def test_columns_are_wide_enough_for_their_name_and_sentences_wrap(tmp_path):
    sheet = opened(tmp_path)["Plannen"]
    wide = widths_of(sheet)
    widths = {cell.value: wide[cell.column] for cell in sheet[2]}
    assert all(width > 8 / 11 * len(name) + 4 for name, width in widths.items())  # of 8 points
    assert widths["toelichting_druten"] == pytest.approx(60, abs=1)
    assert widths["naam"] > len(EVIL)
    sentence = rows_of(sheet)["p3"]["toelichting_druten"]
    assert sentence.alignment.wrap_text
    assert sentence.alignment.vertical == "top"


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4_landscape_with_its_name_and_pages(tmp_path, name):
    sheet = opened(tmp_path)[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.left.text == "Proef && co"
    assert "&P van &N" in sheet.oddFooter.right.text.replace("&[Page]", "&P").replace(
        "&[Pages]", "&N"
    )


def test_the_answer_is_printed_and_its_evidence_is_not(tmp_path):
    assert opened(tmp_path)["Plannen"].print_area == "'Plannen'!$A$1:$J$5"


def test_no_row_column_or_sheet_is_hidden(tmp_path):
    for sheet in opened(tmp_path):
        assert sheet.sheet_state == "visible"
        assert not any(d.hidden for d in sheet.column_dimensions.values())
        assert not any(d.hidden for d in sheet.row_dimensions.values())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Plannen", "Geen (openbare) plannen opgegeven in deze run."),
        ("Complexen", "Geen complexen opgegeven in deze run."),
        ("Buurten", "Geen buurten opgegeven in deze run."),
        ("Na te kijken", "Geen complexen opgegeven in deze run."),
    ],
)
def test_a_table_without_rows_says_why(tmp_path, name, line):
    plannen = found().tables["plannen"].iloc[:0]
    book = opened(tmp_path, plannen=plannen, niet_gevonden=pd.DataFrame())
    assert [[cell.value for cell in row] for row in book[name].iter_rows()] == [[line]]
    assert book.sheetnames == [*SHEETS]


def test_that_all_addresses_were_found_is_told(tmp_path):
    complexen = build_complexen(objects(), DRUTEN, [Voorziening.ONTMOETINGSPLEK])
    book = opened(tmp_path, complexen=complexen, niet_gevonden=found().niet_gevonden.iloc[:0])
    assert book["Na te kijken"]["A1"].value == (
        "Alle opgegeven adressen zijn gevonden; er is niets na te kijken."
    )


def test_the_explanation_names_every_column_of_every_sheet(tmp_path):
    book = opened(tmp_path)
    told = {(row[0].value, row[1].value) for row in book["Toelichting"].iter_rows() if row[3].value}
    for name in ("Plannen", "Na te kijken"):
        heads, names = book[name][1], book[name][2]
        assert {(h.value, n.value) for h, n in zip(heads, names, strict=True)} <= told


def test_a_column_nobody_described_is_a_fault_of_ours(tmp_path):
    with pytest.raises(KeyError, match="is not declared"):
        write_workbook(
            tmp_path / "o.xlsx", found(plannen=found().tables["plannen"].assign(kleur="rood"))
        )
    assert not (tmp_path / "o.xlsx").exists()


def test_the_summary_answers_first(tmp_path):
    values = [row[0].value for row in opened(tmp_path)["Samenvatting"].iter_rows() if row[0].value]
    assert values[0] == "Geclusterd wonen: Proef & co"
    assert values[1] == "De vraag"
    assert values.index("Het antwoord") < values.index("Let op")
    assert "=1+1" in values  # the plan that just misses it, by its id


def test_a_long_sentence_gets_a_row_that_is_high_enough(tmp_path):
    sheet = opened(tmp_path, warnings=["woord " * 200, "kort"])["Samenvatting"]
    heights = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()}
    assert heights["kort"] is None  # as high as any row
    assert heights["woord " * 200] >= 6 * 15


def test_a_row_of_a_table_is_as_high_as_its_longest_sentence(tmp_path):
    plannen = found().tables["plannen"]
    column = "toelichting_druten"
    plannen[column] = ["woord " * 60, *["kort"] * (len(plannen) - 1)]
    plannen["nodig_druten"] = ""
    sheet = opened(tmp_path, plannen=plannen)["Plannen"]
    assert sheet.row_dimensions[3].height >= 6 * 15
    assert sheet.row_dimensions[4].height is None


def test_equal_content_gives_equal_bytes_at_any_moment(tmp_path):
    one = write_workbook(tmp_path / "een.xlsx", found())
    assert write_workbook(tmp_path / "twee.xlsx", found()).read_bytes() == one.read_bytes()
    with zipfile.ZipFile(one) as parts:
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
    other = write_workbook(tmp_path / "drie.xlsx", found(name="Anders"))
    assert other.read_bytes() != one.read_bytes()


def test_a_text_too_long_for_a_cell_is_cut_with_an_ellipsis(tmp_path):
    table = found().tables["plannen"].assign(toelichting_druten="a" * 40_000)
    cell = rows_of(opened(tmp_path, plannen=table)["Plannen"])["p3"]["toelichting_druten"]
    assert len(cell.value) == 32_767
    assert cell.value.endswith("a…")


def test_more_rows_than_excel_holds_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    path = tmp_path / "o.xlsx"
    with pytest.raises(OutputError, match="split the lists"):
        write_workbook(path, found())
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(OutputError, match="check that the folder exists") as error:
        write_workbook(tmp_path / "weg" / "o.xlsx", found())
    assert error.value.source == str(tmp_path / "weg" / "o.xlsx")


def test_a_run_with_a_very_long_name_still_prints(tmp_path):
    sheet = opened(tmp_path, name="&" * 400)["Plannen"]
    assert len(sheet.oddFooter.left.text) <= 200


MEANT_OTHERWISE = [
    "<r></r>",
    "<r><t>12 woningen</t></r>",
    "<r>a & b</r>",
    "<r>x</t></r></si><si><t>y</t></r>",
    "{=1+1}",
    "internal:Plannen!A1",
    "external:c:/x.xlsx",
    "mailto:a@b.invalid",
    "0012",
    "1E5",
    "<b>vet</b>",
    "&amp;",
    " spaties ",
]
"""Texts that xlsxwriter or Excel take for something else, or for markup."""


@pytest.mark.parametrize("text", MEANT_OTHERWISE)
def test_what_a_user_wrote_stands_in_the_cell_as_it_was_written(tmp_path, text):
    table = found().tables["plannen"]
    table = table.assign(naam=[text, "Zon", "Maan"], kern=text)
    book = opened(tmp_path, plannen=table, warnings=[text], name=text)
    row = rows_of(book["Plannen"])[BAG_ID]
    assert (row["naam"].value, row["kern"].value) == (text, text)
    assert (row["naam"].data_type, row["naam"].hyperlink) == ("s", None)
    assert row["naam"].alignment.wrap_text
    assert text in [cell.value for cells in book["Samenvatting"].iter_rows() for cell in cells]
    assert book.properties.title == text


@pytest.mark.parametrize("name", ["a\x00b\x1f", "regel\nregel", "\ud800", "&" * 400, "x" * 400])
def test_a_name_of_a_run_breaks_no_file(tmp_path, name):
    with zipfile.ZipFile(write_workbook(tmp_path / "oordelen.xlsx", found(name=name))) as parts:
        for part in parts.namelist():
            if part.endswith(".xml"):
                ElementTree.fromstring(parts.read(part))
    sheet = openpyxl.load_workbook(tmp_path / "oordelen.xlsx")["Plannen"]
    assert sheet.oddFooter.left.text
    assert sheet.oddFooter.center.text == "&A"


def test_control_characters_do_not_break_the_file(tmp_path):
    table = found().tables["plannen"].assign(naam=["a\x00b", "c\x1fd", "regel 1\nregel 2"])
    values = [
        row["naam"].value for row in rows_of(opened(tmp_path, plannen=table)["Plannen"]).values()
    ]
    assert len(values) == 3
    assert "regel 1\nregel 2" in values
