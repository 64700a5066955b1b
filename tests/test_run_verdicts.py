"""Claims about a run that judges: the sample municipality with its plans and complexes."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from wozgeo.cli import main
from wozgeo.domain.packaged import packaged_path

EXPECTED = json.loads((Path(__file__).parent / "sample" / "expected_verdicts.json").read_text())
SECRET = ("WW-11",)


def wozgeo(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def sample(name: str) -> Path:
    return packaged_path("voorbeeld") / name


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    result = wozgeo("demo", "--out", folder)
    assert result.exit_code == 0, result.output
    return folder, result.output


def rows(folder: Path, sheet: str) -> pd.DataFrame:
    book = openpyxl.load_workbook(folder / "oordelen.xlsx")
    _, header, *body = book[sheet].iter_rows(values_only=True)
    return pd.DataFrame(body, columns=header).set_index("id")


@pytest.mark.parametrize(("sheet", "key"), [("Plannen", "plannen"), ("Complexen", "complexen")])
def test_every_plan_and_complex_has_the_verdict_worked_out_for_it(demo, sheet, key) -> None:
    table = rows(demo[0], sheet)
    expected = {i: v for i, v in EXPECTED[key].items() if i not in SECRET}
    found = table["oordeel_druten"].str.replace(" ", "_").to_dict()
    assert found == expected
    assert set(found.values()) == {"voldoet", "voldoet_niet", "onbekend"}
    for_rijk = table["oordeel_rijk"].str.replace(" ", "_").to_dict()
    assert for_rijk == {i: v for i, v in EXPECTED["rijk"][key].items() if i not in SECRET}


def test_the_workbook_has_its_sheets_and_its_columns(demo) -> None:
    book = openpyxl.load_workbook(demo[0] / "oordelen.xlsx")
    assert book.sheetnames == [
        "Samenvatting", "Plannen", "Complexen", "Kansrijke clusters", "Kernen", "Buurten", "Paden", "Senioren",
        "Vraag en aanbod", "Concentraties", "Bereik", "Plekken", "Zoekgebieden", "Waarom", "Hangt aan", "In elke kern", "Ombouwen",
        "Straten erbij", "Plekken erbij", "Navragen", "Per eis", "Na te kijken", "Toelichting",
    ]  # fmt: skip
    needed = {"n_woningen", "afstand_ontmoetingsplek_max_m"} | {
        name.format(d=d)
        for d in ("druten", "rijk")
        for name in ("oordeel_{d}", "marge_{d}_m", "toelichting_{d}", "nodig_{d}")
    }
    for sheet in ("Plannen", "Complexen", "Kansrijke clusters"):
        assert needed <= set(rows(demo[0], sheet).columns)


def test_the_sample_has_an_object_for_everything_that_a_verdict_can_hang_on(demo) -> None:
    """What turns a verdict, and what an unknown one waits for: each once at least, in words and with its name."""
    told = pd.concat([rows(demo[0], sheet) for sheet in ("Plannen", "Complexen")])
    turns = told[(told["stevig_druten"] == "nee") & (told["oordeel_druten"] != "onbekend")]
    waits = told[told["oordeel_druten"] == "onbekend"]["hangt_aan_druten"].str.split("; ").explode()
    said = turns["hangt_aan_druten"].str.split("; ").explode()
    assert (said == (
        "deur: de dichtstbijzijnde ontmoetingsplek ligt op 386,4 m gerekend vanaf de Wilgenstraat, en op "
        "509,9 m gerekend vanaf een pad zonder naam"
    )).any()  # fmt: skip
    assert said.str.match("plek Dorpshuis De Brink: .* als men haar elders binnenkomt").any()
    assert said.str.match(
        "pad Wozerkade – Voorstraat: .* met dat pad, dat niet op de kaart staat"
    ).any()
    assert said.str.match(
        r"hangt aan één plek: Dorpshuis De Brink \(OpenStreetMap, \d+ \w+ \d{4}\)"
    ).any()
    for cause in ("toegankelijkheid", "lijst onvolledig", "deur: aanloop over water", "opgave"):
        assert waits.str.startswith(cause).any(), cause
    assert not said.str.contains(r"\b[nwr]\d{5,}\b").any()
    places = gpd.read_file(demo[0] / "resultaat.gpkg", layer="voorzieningen")
    assert {"ingang", "perron", "straat", "punt"} <= set(places["gemeten_tot"])
    # one with a main entrance, one with a door at either side: nothing is left to guess
    known = places.loc[places["gemeten_tot"] == "ingang", "naam"]
    assert {"Voordeelmarkt Wozerdam", 'Buurthuis <b>"De Vogel"</b> & co'} == set(known)


def test_a_verdict_that_is_not_voldoet_says_what_it_needs(demo) -> None:
    for sheet in ("Plannen", "Complexen"):
        table = rows(demo[0], sheet)
        open_ = table["oordeel_druten"] != "voldoet"
        assert (table.loc[open_, "nodig_druten"].fillna("") != "").all()
        assert (table.loc[~open_, "nodig_druten"].fillna("") == "").all()


def test_the_margin_is_what_the_sentence_says(demo) -> None:
    row = rows(demo[0], "Complexen").loc["WB-02"]
    assert row["afstand_ontmoetingsplek_max_m"] == 426.9
    assert row["marge_druten_m"] == -26.9
    assert "426,9 m lopen, 26,9 m te ver" in row["toelichting_druten"]


def test_the_terminal_answers_the_questions_of_the_council(demo) -> None:
    text = demo[1]
    assert (
        "Plannen, geclusterd wonen volgens Druten: 3 voldoen, 3 voldoen niet, 8 zijn onbekend"
        in text
    )
    assert "net niet: Brinkhofje, Overwoud (WB-02)" in text
    assert "26,9 m te ver" in text
    assert (
        "Van de 85 woningen in sociale huur t/m 2030 zijn er 24 zeker in plannen die voldoen"
        in text
    )
    assert text.splitlines()[-1] == str(demo[0] / "kaart.html")


def test_the_geopackage_holds_the_layers_with_their_styles(demo) -> None:
    path = demo[0] / "resultaat.gpkg"
    with sqlite3.connect(path) as database:
        layers = {row[0] for row in database.execute("SELECT table_name FROM gpkg_contents")}
        styled = {row[0] for row in database.execute("SELECT f_table_name FROM layer_styles")}
    judged = {"plannen", "complexen", "clusters", "kernen", "buurten"}
    assert judged <= layers
    assert judged <= styled
    for name in judged:
        layer = gpd.read_file(path, layer=name)
        same = gpd.read_parquet(demo[0] / f"{name}.parquet")
        assert len(layer) == len(same) > 0
        assert layer.crs.to_epsg() == 28992


def test_no_shared_file_holds_a_byte_of_a_confidential_plan(demo) -> None:
    folder = demo[0]
    plans = gpd.read_file(sample("planmonitor.gpkg"))
    secret = plans[plans["vertrouwelijkheid"] != "Openbaar"]
    assert set(secret["plan_id"]) == set(SECRET)
    words = [*secret["plan_id"], *secret["plannaam"]]
    for path in folder.rglob("*"):
        if path.is_file() and path.parent == folder:
            content = path.read_bytes()
            if path.suffix == ".xlsx":
                cells = openpyxl.load_workbook(path)
                content = "\n".join(
                    str(c) for s in cells for r in s.iter_rows(values_only=True) for c in r if c
                ).encode()
            for word in words:
                assert word.encode() not in content, path.name
    for name in ("plannen", "kernen", "buurten"):
        table = pd.read_parquet(folder / f"{name}.parquet").drop(columns="geometry")
        assert not any(word in str(cell) for word in words for cell in table.to_numpy().ravel())
    own = gpd.read_file(folder / "vertrouwelijk" / "plannen.gpkg", layer="plannen")
    assert set(own["id"]) == set(SECRET)
    assert own["oordeel_druten"].isin(["voldoet", "voldoet_niet", "onbekend"]).all()


def run_file(folder: Path, text: str = "", *, plans: str = "") -> Path:
    path = folder / "run.toml"
    path.write_text(
        f'[run]\nname = "proef"\nout = "uit"\n[osm]\nfile = "{sample("wozerwaard.osm.pbf")}"\n'
        f'[[plans]]\nfile = "{sample("planmonitor.gpkg")}"\n{plans}\n{text}'
    )
    return path


def test_a_confidential_plan_that_is_asked_for_by_name_is_shared(tmp_path: Path) -> None:
    result = wozgeo("run", run_file(tmp_path, plans='publish = ["WW-11"]'))
    assert result.exit_code == 0, result.output
    assert "WW-11" in rows(tmp_path / "uit", "Plannen").index
    assert not (tmp_path / "uit" / "vertrouwelijk").exists()


def test_a_plan_that_is_asked_for_and_not_there_is_a_fault(tmp_path: Path) -> None:
    result = wozgeo("run", run_file(tmp_path, plans='publish = ["WW-99"]'))
    assert result.exit_code == 2
    assert "WW-99" in result.output
    assert not (tmp_path / "uit").exists()


def test_an_unknown_definition_is_told_with_the_nearest(tmp_path: Path) -> None:
    result = wozgeo("run", run_file(tmp_path, '[criteria]\ndefinitions = ["drutten"]'))
    assert result.exit_code == 2
    assert "drutten: unknown definition; did you mean druten?" in result.output
    assert not (tmp_path / "uit").exists()


def test_the_measure_of_the_run_file_decides(tmp_path: Path) -> None:
    result = wozgeo("run", run_file(tmp_path, '[criteria]\nmeasure = "min"'))
    assert result.exit_code == 0, result.output
    assert rows(tmp_path / "uit", "Plannen").loc["WW-02", "oordeel_druten"] == "voldoet"


def test_the_routes_of_plans_are_written_beside_those_of_dwellings(tmp_path: Path) -> None:
    path = run_file(tmp_path)
    path.write_text(path.read_text().replace("[run]\n", "[run]\nroutes = true\n", 1))
    result = wozgeo("run", path)
    assert result.exit_code == 0, result.output
    routes = gpd.read_file(tmp_path / "uit" / "resultaat.gpkg", layer="looproutes")
    assert {"woning", "plan"} <= set(routes["soort"])
    assert not set(SECRET) & set(routes["locatie_id"])
    mine = routes[(routes["soort"] == "plan") & (routes["voorziening"] == "ontmoetingsplek")]
    table = rows(tmp_path / "uit", "Plannen")["afstand_ontmoetingsplek_max_m"]
    farthest = pd.to_numeric(table, errors="coerce").dropna()
    walked = mine.set_index("locatie_id")["afstand_m"]
    assert set(walked.index) <= set(table.index)
    both = walked.index.intersection(farthest.index)
    assert len(both) > 3
    assert walked[both].to_numpy() == pytest.approx(farthest[both].to_numpy(), abs=0.1)


def test_screen_judges_one_list(tmp_path: Path) -> None:
    osm, bag = sample("wozerwaard.osm.pbf"), sample("bag.gpkg")
    result = wozgeo(
        "screen", sample("complexen.xlsx"), "--osm", osm, "--bag", bag, "--definition", "druten",
        "--out", tmp_path / "uit",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    found = rows(tmp_path / "uit", "Complexen")["oordeel_druten"].str.replace(" ", "_").to_dict()
    # without the municipality's own list of huisartsen nothing changes here
    assert found == EXPECTED["complexen"]
    assert not (tmp_path / "uit" / "plannen.parquet").exists()


def test_sites_judges_and_ranks_one_list(tmp_path: Path) -> None:
    result = wozgeo(
        "sites", sample("planmonitor.gpkg"), "--osm", sample("wozerwaard.osm.pbf"), "--out",
        tmp_path / "uit",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    table = rows(tmp_path / "uit", "Plannen")
    ranked = table.dropna(subset=["rang"]).sort_values("rang")
    assert ranked["score"].is_monotonic_decreasing
    assert next(iter(ranked["rang"])) == 1


def test_a_file_geodatabase_gives_the_same_verdicts_and_is_traced(tmp_path: Path, demo) -> None:
    plans = gpd.read_file(sample("planmonitor.gpkg"))
    plans.to_file(tmp_path / "plannen.gdb", driver="OpenFileGDB", layer="Planregistratie")
    result = wozgeo(
        "sites", tmp_path / "plannen.gdb", "--osm", sample("wozerwaard.osm.pbf"), "--out",
        tmp_path / "uit",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    column = rows(tmp_path / "uit", "Plannen")["oordeel_druten"]
    pd.testing.assert_series_equal(column, rows(demo[0], "Plannen")["oordeel_druten"])
    inputs = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))["invoer"]
    (traced,) = [one for one in inputs if one["bestand"] == "plannen.gdb"]
    inside = [f for f in (tmp_path / "plannen.gdb").rglob("*") if f.suffix != ".lock"]
    assert traced["bytes"] == sum(file.stat().st_size for file in inside)


def test_every_requirement_is_told_with_what_was_found_and_what_is_asked(demo) -> None:
    table = rows(demo[0], "Per eis")
    walk = table[(table["eis"] == "ontmoetingsruimte") & (table["definitie"] == "druten")]
    assert walk.loc["WB-02", ["oordeel", "gevonden", "grens", "marge", "eenheid"]].tolist() == [
        "voldoet niet", 426.9, 400, -26.9, "m",
    ]  # fmt: skip
    homes = table[(table["eis"] == "woningen") & (table["definitie"] == "druten")]
    assert homes.loc["WB-13", ["gevonden", "grens", "marge", "net_niet"]].tolist() == [
        11, 12, -1, "ja",
    ]  # fmt: skip
    order = ["voldoet", "onbekend", "voldoet niet"]
    for sheet in ("Plannen", "Complexen"):
        whole = rows(demo[0], sheet)["oordeel_druten"]
        parts = table[table["definitie"] == "druten"].groupby(level=0)["oordeel"]
        worst = parts.agg(lambda said: max(said, key=order.index))
        assert worst.loc[whole.index].tolist() == whole.tolist()
    assert not any(secret in table.index for secret in SECRET)


def test_the_columns_that_were_taken_are_told_and_kept(demo) -> None:
    assert "Kolommen van planmonitor.gpkg: " in demo[1]
    assert "aantal_woningen uit Totaal_bouw" in demo[1]
    kept = json.loads((demo[0] / "run.json").read_text(encoding="utf-8"))["kolommen"]
    assert kept["planmonitor.gpkg"]["n_dwellings"] == "Totaal_bouw"
    assert kept["complexen.xlsx"]["straat"] == "straat"


def test_numbers_that_a_range_passes_over_are_listed_and_are_no_dwellings(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        "complex_id;adres;woonplaats\nA;Beukenlaan 101 t/m 123;Overwoud\n"  # an odd side only
    )
    result = wozgeo(
        "screen", tmp_path / "c.csv", "--osm", sample("wozerwaard.osm.pbf"), "--bag",
        sample("bag.gpkg"), "--out", tmp_path / "uit",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert rows(tmp_path / "uit", "Complexen").loc["A", "n_woningen"] == 12
    book = openpyxl.load_workbook(tmp_path / "uit" / "oordelen.xlsx")
    listed = " ".join(str(c) for r in book["Na te kijken"].iter_rows(values_only=True) for c in r)
    assert "nummer 102 t/m 122 (even)" in listed


def test_verdicts_do_not_hang_on_the_order_of_the_lists(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sample("complexen.xlsx"))
    sheet = book.active
    every = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next(i for i, row in enumerate(every) if "complex_id" in row)
    turned = openpyxl.Workbook()
    for row in [*every[: start + 1], *reversed(every[start + 1 :])]:
        turned.active.append(row)
    turned.save(tmp_path / "omgekeerd.xlsx")
    osm, bag = sample("wozerwaard.osm.pbf"), sample("bag.gpkg")
    tables = []
    for name, path in (("a", sample("complexen.xlsx")), ("b", tmp_path / "omgekeerd.xlsx")):
        result = wozgeo("screen", path, "--osm", osm, "--bag", bag, "--out", tmp_path / name)
        assert result.exit_code == 0, result.output
        tables.append(rows(tmp_path / name, "Complexen").drop(columns="bron", errors="ignore"))
    pd.testing.assert_frame_equal(*tables)


def test_every_fault_in_every_list_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        "complex_id;straat;huisnummer;woonplaats;levensloopgeschikt\n"
        "A;Brink;1;Wozerdam;ja\nA;Brink;2;Wozerdam;nee\nB;Brink;-3;Wozerdam;misschien\n"
    )
    text = '[[complexes]]\nfile = "c.csv"\n[criteria]\ndefinitions = ["onzin"]'
    shutil.copy(sample("planmonitor.gpkg"), tmp_path / "p.gpkg")
    result = wozgeo("run", run_file(tmp_path, text, plans='layer = "niets"'))
    assert result.exit_code == 2
    for part in ("onzin", "niets", "c.csv", "misschien"):
        assert part in result.output, part
    assert not (tmp_path / "uit").exists()


def screened(folder: Path, addresses: str, *options: object) -> tuple[Result, Path]:
    said = "levensloopgeschikt;voor_senioren;ontmoetingsruimte_inpandig"
    lines = [f"{line};ja;ja;ja" for line in addresses.splitlines()]
    (folder / "c.csv").write_text("\n".join([f"complex_id;adres;woonplaats;{said}", *lines]))
    result = wozgeo(
        "screen", folder / "c.csv", "--osm", sample("wozerwaard.osm.pbf"), "--bag",
        sample("bag.gpkg"), "--out", folder / "uit", *options,
    )  # fmt: skip
    return result, folder / "uit"


def test_addresses_that_are_no_dwellings_do_not_make_the_minimum(tmp_path: Path) -> None:
    vbo = gpd.read_file(sample("bag.gpkg"), layer="verblijfsobject")
    no_home = vbo[~vbo["gebruiksdoel"].str.contains("woonfunctie")]
    no_home = no_home[no_home["status"] == "Verblijfsobject in gebruik"].head(13)
    lines = [
        f"W;{row.openbare_ruimte_naam} {row.huisnummer};{row.woonplaats_naam}"
        for row in no_home.itertuples()
    ]
    result, out = screened(tmp_path, "\n".join(lines))
    assert result.exit_code == 0, result.output
    row = rows(out, "Complexen").loc["W"]
    assert row["oordeel_druten"] == "onbekend"
    assert "als woning gevonden" in row["toelichting_druten"]
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    told = [r[3] for r in book["Na te kijken"].iter_rows(min_row=3, values_only=True)]
    assert sum("geen woning" in text for text in told) == len(lines)


def test_a_range_that_runs_on_beyond_the_street_is_not_certain(tmp_path: Path) -> None:
    # 101 to 123 exist on this side, 125 to 151 are another block: 153 to 159 do not
    result, out = screened(tmp_path, "R;Beukenlaan 139 t/m 169 (oneven);Overwoud")
    assert result.exit_code == 0, result.output
    row = rows(out, "Complexen").loc["R"]
    assert row["oordeel_druten"] == "onbekend"
    assert "7 van de 16 adressen" in row["toelichting_druten"]


def test_areas_of_another_town_are_a_fault(tmp_path: Path) -> None:
    areas = gpd.read_file(sample("buurten.gpkg"), layer="buurten")
    areas.geometry = areas.translate(60_000, 60_000)
    areas.to_file(tmp_path / "elders.gpkg", layer="buurten")
    result, out = screened(
        tmp_path, "A;Beukenlaan 101;Overwoud", "--areas", tmp_path / "elders.gpkg"
    )
    assert result.exit_code == 2
    assert "another town" in result.output
    assert not out.exists()


def test_that_confidential_plans_count_nowhere_is_told(demo) -> None:
    assert "1 vertrouwelijk plan staat alleen in de map vertrouwelijk" in demo[1]
    book = openpyxl.load_workbook(demo[0] / "vertrouwelijk" / "oordelen.xlsx")
    text = " ".join(str(c) for s in book for r in s.iter_rows(values_only=True) for c in r if c)
    assert "WW-11" in text
    assert "Van de 85 woningen" not in text


def test_definitions_whose_columns_would_be_alike_are_a_fault(tmp_path: Path) -> None:
    text = packaged_path("criteria.toml").read_text(encoding="utf-8")
    (tmp_path / "eigen.toml").write_text(text.replace("[rijk", "[niet_druten"), encoding="utf-8")
    chosen = '[criteria]\nfile = "eigen.toml"\ndefinitions = ["druten", "niet_druten"]'
    result = wozgeo("run", run_file(tmp_path, chosen))
    assert result.exit_code == 2
    assert "columns alike" in result.output


def test_a_list_that_would_be_overwritten_is_left_alone(tmp_path: Path) -> None:
    shutil.copy(sample("complexen.xlsx"), tmp_path / "oordelen.xlsx")
    before = (tmp_path / "oordelen.xlsx").read_bytes()
    result = wozgeo(
        "screen", tmp_path / "oordelen.xlsx", "--osm", sample("wozerwaard.osm.pbf"), "--out", tmp_path
    )  # fmt: skip
    assert result.exit_code == 2
    assert "would be overwritten" in result.output
    assert (tmp_path / "oordelen.xlsx").read_bytes() == before


def test_an_earlier_confidential_folder_goes_and_what_is_the_users_own_stays(
    tmp_path: Path,
) -> None:
    assert wozgeo("run", run_file(tmp_path)).exit_code == 0
    secret = tmp_path / "uit" / "vertrouwelijk"
    (secret / "notities.txt").write_text("van mij")
    assert wozgeo("run", run_file(tmp_path, plans='publish = ["WW-11"]')).exit_code == 0
    assert [path.name for path in secret.iterdir()] == ["notities.txt"]


def test_the_report_answers_first_and_asks_for_nothing(demo) -> None:
    page = (demo[0] / "rapport.html").read_text(encoding="utf-8")
    assert '<html lang="nl"' in page
    assert "Van de 85 woningen in sociale huur" in page
    assert "WW-11" not in page
    assert str(demo[0] / "rapport.html") in demo[1]


def test_a_run_in_english_says_verdicts_in_english(tmp_path: Path) -> None:
    path = run_file(tmp_path)
    path.write_text(path.read_text().replace("[run]\n", '[run]\nlanguage = "en"\n'))
    result = wozgeo("run", path)
    assert result.exit_code == 0, result.output
    sentence = rows(tmp_path / "uit", "Plannen").loc["WW-04", "toelichting_druten"]
    assert "does not meet" in sentence.lower()
    assert "The columns were read as those of: Planmonitor Gelderland" in result.output
    assert "Stationshof" in result.output
    assert "near miss" not in result.output  # it is told beside a verdict that is not met alone
    for name in ("rapport.html", "kaart.html"):
        page = (tmp_path / "uit" / name).read_text(encoding="utf-8")
        assert '<html lang="en"' in page
        assert "1 confidential plan is only in the folder vertrouwelijk" in page
        assert not re.search(
            r"vertrouwelijk plan staat|De kolommen zijn|Wie loopt|stand 1 |voegt .* toe", page
        )


DUTCH = re.compile(
    r"\b(het|een|voldoet|niet|wordt|minstens|opgegeven|onbekend|woningen|lopen|geen|meter|zeker|nodig)\b",
    re.IGNORECASE,
)


def test_an_english_workbook_has_both_languages_in_no_cell_and_on_no_sheet(tmp_path: Path) -> None:
    path = run_file(tmp_path)
    path.write_text(path.read_text().replace("[run]\n", '[run]\nlanguage = "en"\n'))
    assert wozgeo("run", path).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "uit" / "oordelen.xlsx")

    def said(sheet: str) -> list[str]:
        return [str(c) for row in book[sheet].iter_rows(values_only=True) for c in row if c]

    explained = said("Toelichting")
    explained = explained[: explained.index("The columns")]  # below it the names of columns
    explained = [text for text in explained if "(place: " not in text]  # documents are called so
    rules = [
        str(c) for row in book["Per eis"].iter_rows(min_row=3, values_only=True) for c in row if c
    ]
    for text in (*said("Samenvatting"), *explained, *rules):
        assert not DUTCH.search(text.replace("Na te kijken", "")), text  # the name of a sheet
    assert "The question" in said("Samenvatting")
    assert {"meets", "does not meet", "unknown"} <= {*rules}
    clusters = [*book["Kansrijke clusters"].iter_rows(min_row=3, values_only=True)]
    assert clusters
    assert not any(" en " in str(row[1]) or "andere stra" in str(row[1]) for row in clusters)
    explained = (tmp_path / "uit" / "LEESMIJ.md").read_text(encoding="utf-8")
    # names of columns and sheets, and the verdicts as the tables keep them
    names = re.compile(r"`[^`]*`|### .*|Samenvatting|Toelichting|voldoet_niet|voldoet\b|onbekend")
    assert not DUTCH.search(names.sub("", explained)), DUTCH.search(names.sub("", explained))


@pytest.mark.parametrize("sheet", ["plannen", "complexen", "clusters"])
@pytest.mark.parametrize("definition", ["druten", "rijk"])
def test_every_verdict_is_firm_or_says_what_it_hangs_on(demo, sheet, definition) -> None:
    table = gpd.read_file(demo[0] / "resultaat.gpkg", layer=sheet)
    verdict, firm, on, single = (
        table[f"{name}_{definition}"].astype(object).fillna("")
        for name in ("oordeel", "stevig", "hangt_aan", "een_plek")
    )
    firm = firm.astype(bool)
    assert not firm[verdict == "onbekend"].any()
    causes = ("deur", "plek", "pad", "toegankelijkheid", "lijst onvolledig", "opgave")
    for said in on[~firm]:
        assert said.startswith(causes), said
    for said, name in zip(on[firm], single[firm], strict=True):
        assert said.startswith("hangt aan één plek") if name else said == ""
    assert (verdict[single != ""] == "voldoet").all()


def test_the_decision_rule_stands_in_every_result(demo) -> None:
    folder = demo[0]
    stated = json.loads((folder / "run.json").read_text("utf-8"))["beslisregel"]
    assert {name: rule["decision"] for name, rule in stated.items()} == {
        "druten": "eenvoudig",
        "rijk": "eenvoudig",
    }
    assert "ILAC-G8:09/2019" in json.dumps(stated)
    assert "Beslisregel voor" in (folder / "rapport.html").read_text("utf-8")
    book = openpyxl.load_workbook(folder / "oordelen.xlsx")
    cells = [str(c) for r in book["Toelichting"].iter_rows(values_only=True) for c in r]
    assert any("Beslisregel voor" in cell for cell in cells)
