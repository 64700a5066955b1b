"""Does a whole run show how many seniors live where, and nothing that may not leave the machine?"""

import csv
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main
from wozgeo.config import read_config
from wozgeo.domain.packaged import packaged_path
from wozgeo.runs.seniors_alone import count_seniors

SAMPLE = packaged_path("voorbeeld/wozerwaard.toml")
KAMPEN = Path(__file__).parents[2] / "shared" / "data" / "kampen"
_PERSONS = [
    f"n_{age}{when}{bound}"
    for age in (65, 75)
    for when in ("", "_prognose")
    for bound in ("_laag", "", "_hoog")
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "uit"
    result = CliRunner().invoke(main, ["demo", "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def areas(out: Path) -> dict[str, pd.DataFrame]:
    return {
        name: pd.DataFrame(gpd.read_file(out / "resultaat.gpkg", layer=name))
        for name in ("kernen", "buurten")
    }


def test_kernen_buurten_and_gemeente_say_how_many_seniors_they_have(out: Path) -> None:
    for table in areas(out).values():
        assert {*_PERSONS, "aandeel_65", "aandeel_75"} <= {*table}
        for age in (65, 75):
            known = table[table[f"n_{age}_laag"].notna()]
            assert len(known)
            assert (known[f"n_{age}_laag"] <= known[f"n_{age}"]).all()
            assert (known[f"n_{age}"] <= known[f"n_{age}_hoog"]).all()
    assert "gemeente" in set(areas(out)["buurten"]["niveau"])


def test_the_gemeente_is_a_layer_with_the_figures_it_has_among_the_buurten(out: Path) -> None:
    whole, among = (
        gpd.read_file(out / "resultaat.gpkg", layer=one) for one in ("gemeente", "buurten")
    )
    assert whole["naam"].tolist() == ["Wozerwaard"]
    among = among[among["niveau"] == "gemeente"].reset_index(drop=True)
    pd.testing.assert_frame_equal(pd.DataFrame(whole), pd.DataFrame(among), check_dtype=False)
    assert (whole["n_65_laag"] <= whole["n_65"]).all()
    assert (whole["n_65"] <= whole["n_65_hoog"]).all()


def test_no_file_has_a_figure_per_dwelling(out: Path) -> None:
    with (out / "woningen.csv").open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file, delimiter=";"))
    assert not [name for name in head if "_65" in name or "_75" in name]
    for layer in gpd.list_layers(out / "resultaat.gpkg")["name"]:
        table = gpd.read_file(out / "resultaat.gpkg", layer=layer)
        if layer in ("woningen", "plannen", "complexen", "clusters", "voorzieningen", "paden"):
            assert not {*_PERSONS} & {*table}, layer
        for name in {*_PERSONS} & {*table}:
            persons = table[name].dropna()
            assert ((persons == 0) | (persons >= 5)).all(), (layer, name)


def test_no_number_of_persons_below_five_is_written(out: Path) -> None:
    for table in areas(out).values():
        shown = table[[*{*_PERSONS} & {*table}]].stack().dropna()
        assert len(shown)
        assert (shown >= 5).all()


def test_the_workbook_lays_geclusterde_dwellings_beside_seniors(out: Path) -> None:
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    heads = [cell.value for cell in book["Vraag en aanbod"][2]]
    assert {
        "geclusterd_bestaand",
        "geclusterd_zeker",
        "geclusterd_mogelijk",
        "tekort_laag",
        "tekort_hoog",
    } <= {*heads}
    assert {"niveau", "code", "naam", *_PERSONS} <= {cell.value for cell in book["Senioren"][2]}


def test_the_command_tells_them_without_measuring(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["seniors", str(SAMPLE)])
    assert result.exit_code == 0, result.output
    assert "gemeente Wozerwaard: 65+ nu 1.295 (1.270–1.310)" in result.output
    assert "\nWijk 01 Wozerdam: 65+" in result.output
    assert "75+ nu 219 (ten hoogste 413)" in result.output, "no least is shown: no ? either"
    assert "geheim" in result.output


@pytest.mark.parametrize("outlines", [True, False])
def test_what_a_study_area_cuts_through_keeps_its_forecast_and_its_figures(
    tmp_path: Path, outlines: bool
) -> None:
    """A square of 500 m in Wozerdam holds no whole wijk or buurt, and its dwellings are in one all the same."""
    square = gpd.GeoDataFrame(geometry=[shapely.box(168600, 432800, 169100, 433300)], crs=28992)
    square.to_file(tmp_path / "vierkant.gpkg")
    text = SAMPLE.read_text("utf-8")
    if not outlines:  # counts per buurt in a list: the outlines are those of [[areas]]
        buurten = gpd.read_file(SAMPLE.parent / "buurten.gpkg", layer="buurten")
        buurten["n_65"] = buurten["aantal_personen_65_jaar_en_ouder"]
        buurten[["buurtcode", "n_65"]].to_csv(tmp_path / "aantallen.csv", sep=";", index=False)
        before, rest = text.split("[population]")
        lines = [line for line in rest.splitlines() if not line.startswith(("squares", "pc4"))]
        counts = 'counts = ["aantallen.csv"]'
        rest = "\n".join(counts if line.startswith("buurten") else line for line in lines)
        text = f"{before}[population]\n{rest}\n"
    for file in SAMPLE.parent.iterdir():
        text = text.replace(f'"{file.name}"', f'"{file.as_posix()}"')
    whole, part = tmp_path / "geheel.toml", tmp_path / "deel.toml"
    whole.write_text(text, "utf-8")
    part.write_text(f'{text}\n[area]\nfile = "vierkant.gpkg"\n', "utf-8")
    one, other = (count_seniors(read_config(run)) for run in (whole, part))
    pd.testing.assert_frame_equal(one.now.dwellings, other.now.dwellings)
    pd.testing.assert_frame_equal(one.forecast["2040"].dwellings, other.forecast["2040"].dwellings)
    assert one.forecast["2040"].dwellings["likely_65"].notna().any()
    told = {*other.published.index.get_level_values("niveau")}
    assert told == {"kern"}, "no area is told of which a part alone is asked about"


def test_a_study_area_of_one_buurt_without_its_wijk_is_told_by_its_buurt(tmp_path: Path) -> None:
    """The wijk is not in it, so that its name is asked of no area at all."""
    buurten = gpd.read_file(SAMPLE.parent / "buurten.gpkg", layer="buurten")
    one = buurten[buurten["buurtnaam"] == "Vogelbuurt en De Weerd"]
    one[["geometry"]].to_file(tmp_path / "buurt.gpkg")
    text = SAMPLE.read_text("utf-8")
    for file in SAMPLE.parent.iterdir():
        text = text.replace(f'"{file.name}"', f'"{file.as_posix()}"')
    (tmp_path / "run.toml").write_text(f'{text}\n[area]\nfile = "buurt.gpkg"\n', "utf-8")
    result = CliRunner().invoke(main, ["siting", str(tmp_path / "run.toml")])
    assert result.exit_code == 0, result.output
    assert "Er is 1 concentratie" in result.output


def test_the_command_needs_a_source(tmp_path: Path) -> None:
    run = tmp_path / "run.toml"
    streets = SAMPLE.parent / "wozerwaard.osm.pbf"
    run.write_text(f'[run]\nout = "uit"\n[osm]\nfile = "{streets.as_posix()}"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["seniors", str(run)])
    assert result.exit_code == 2
    assert "nothing says how many live there" in result.output


def test_of_every_source_the_faults_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "pc4.csv").write_text(
        "postcode;leeftijd;inwoners\nabc;65-69;10\n", encoding="utf-8"
    )
    (tmp_path / "tel.csv").write_text("buurtcode;n_65\nBU01;3\n", encoding="utf-8")
    run = tmp_path / "run.toml"
    streets = SAMPLE.parent / "wozerwaard.osm.pbf"
    text = f'[run]\nout = "uit"\n[osm]\nfile = "{streets.as_posix()}"\n'
    run.write_text(f'{text}[population]\npc4 = "pc4.csv"\ncounts = ["tel.csv"]\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["run", str(run)])
    assert result.exit_code == 2
    assert "pc4.csv" in result.output
    assert "tel.csv" in result.output
    assert not (tmp_path / "uit").exists()


def test_of_a_buurt_that_goes_on_outside_the_extract_a_count_has_no_least(tmp_path: Path) -> None:
    """Counted per buurt, without an outline in the file: that of [[areas]] tells. 3 seniors a dwelling west;
    of the east a third lies in the extract, where two dwellings are expected to have 6 of its 50.

    ::

        -500     west      400      east                 3400
          |----h----h-------|----h----h---|- - - - - - - - |
                                          1400: here the extract ends
    """
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    town.way(
        [town.node(x, 0) for x in range(0, 700, 100)], highway="residential", name="Dorpsstraat"
    )
    for x in (50, 150, 450, 550):
        tags = {"street": "Dorpsstraat", "housenumber": str(x), "city": "Proefdorp"}
        town.box(x - 4, 6, 8, 8, building="house")
        town.node(x, 10, id=9000 + x, **{f"addr:{key}": value for key, value in tags.items()})
    town.write(tmp_path / "dorp.osm")
    x, y = ORIGIN
    names = {"buurtcode": ["BU99010001", "BU99010002"], "buurtnaam": ["West", "Oost"]}
    squares = [shapely.box(x + a, y - 500, x + b, y + 500) for a, b in ((-500, 400), (400, 3400))]
    gpd.GeoDataFrame(
        {**names, "gemeentenaam": ["Proefdorp"] * 2}, geometry=squares, crs="EPSG:28992"
    ).to_file(tmp_path / "buurten.gpkg", layer="buurten")
    counts = "buurtcode;n_65\nBU99010001;6\nBU99010002;50\n"
    (tmp_path / "tel.csv").write_text(counts, encoding="utf-8")
    run = tmp_path / "run.toml"
    run.write_text(
        '[run]\nout = "uit"\n[osm]\nfile = "dorp.osm"\n[[areas]]\nfile = "buurten.gpkg"\n[population]\ncounts = ["tel.csv"]\n',
        encoding="utf-8",
    )
    found = count_seniors(read_config(run))
    told = " ".join(warning.nl for warning in found.warnings)
    assert "niet alles van BU99010002 ligt binnen wat gelezen is" in told
    of_buurt = found.now.areas.loc["buurt"]
    assert of_buurt.loc["BU99010001", ["low_65", "likely_65", "high_65"]].tolist() == [6, 6, 6]
    assert of_buurt.loc["BU99010002", ["low_65", "likely_65", "high_65"]].tolist() == [0, 6, 50]


@pytest.mark.kampen
@pytest.mark.skipif(not KAMPEN.exists(), reason="the real town is not here")
def test_of_kampen_the_totals_of_its_postcodes_are_kept(tmp_path: Path) -> None:
    """Of the postcodes that lie in the extract as a whole the numbers are those of the file."""
    run = tmp_path / "run.toml"
    run.write_text(
        f'[run]\nout = "uit"\n[osm]\nfile = "{(KAMPEN / "kampen.osm.pbf").as_posix()}"\n'
        f'[population]\npc4 = "{(KAMPEN / "kampen_pc4_leeftijd.csv").as_posix()}"\n'
        f'pc4_outlines = "{(KAMPEN / "kampen_pc4.gpkg").as_posix()}"\n',
        encoding="utf-8",
    )
    found = count_seniors(read_config(run))
    zones = found.zones
    for code, of_65, of_75 in (
        ("8261", 890, 405),
        ("8262", 1295, 545),
        ("8264", 610, 245),
        ("8265", 2685, 1185),
    ):
        assert zones.loc[code, "likely_65"] == pytest.approx(of_65)
        assert zones.loc[code, "likely_75"] == pytest.approx(of_75)
    assert zones.loc["8278", "likely_65"] < 5, (
        "two of its dwellings are in the extract: not all of its 125 seniors"
    )
    per_zone = found.dwellings["likely_65"].groupby(found.dwellings["zone"]).sum()
    assert per_zone["8265"] == pytest.approx(2685)
