"""Claims about the area that is asked about: what lies elsewhere counts nowhere, and is told.

::

              west: Proefdorp, GM9901          |        east: Overkant, GM9902
    0        100        200        300        400        500        600  metres
    A----------B----------C----------D----------E----------F----------G
        |h1|       |h2|                         |    |h3|       |h4|
                                                |  shop at x = 410, 5 m north
    houses 10 m north, x = 50, 150, 450 and 550; the border at x = 400
"""

import json
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner, Result

from towns import ORIGIN, OsmDraft
from wozgeo.cli import main

SIDES = {"Proefdorp": (50, 150), "Overkant": (450, 550)}


def draw(path: Path) -> Path:
    town = OsmDraft(box=(-1000, -1000, 1400, 1000))
    street = [town.node(x, 0) for x in range(0, 700, 100)]
    town.way(street, highway="residential", name="Dorpsstraat")
    for city, places in SIDES.items():
        for x in places:
            town.box(x - 4, 6, 8, 8, building="house")
            tags = {"street": "Dorpsstraat", "housenumber": str(x), "city": city}
            town.node(x, 10, id=9000 + x, **{f"addr:{key}": value for key, value in tags.items()})
    town.node(410, 5, id=9100, shop="supermarket", name="Buurtwinkel")
    return town.write(path)


def square(low: float, high: float) -> shapely.Polygon:
    x, y = ORIGIN
    return shapely.box(x + low, y - 500, x + high, y + 500)


def save_areas(path: Path, *, names: tuple[str, str] = ("Proefdorp", "Overkant")) -> Path:
    gpd.GeoDataFrame(
        {
            "buurtcode": ["BU99010001", "BU99020001"],
            "buurtnaam": ["West", "Oost"],
            "gemeentenaam": list(names),
        },
        geometry=[square(-500, 400), square(400, 1300)],
        crs="EPSG:28992",
    ).to_file(path, layer="buurten")
    return path


def save_plans(path: Path) -> Path:
    """Two plans in the west, of which one names no kern, and one in the east."""
    gpd.GeoDataFrame(
        {
            "id": ["noemt-kern", "zonder-kern", "elders"],
            "naam": ["a", "b", "c"],
            "kern": ["Proefdorp", "", "Overkant"],
            "n_woningen": [10, 20, 40],
            "openbaar": ["ja"] * 3,
        },
        geometry=[square(x, x + 20) for x in (60, 160, 460)],
        crs="EPSG:28992",
    ).to_file(path, layer="plannen")
    return path


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    draw(folder / "dorp.osm")
    save_areas(folder / "buurten.gpkg")
    save_plans(folder / "plannen.gpkg")
    return folder


def wozgeo(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def score(town: Path, out: Path, *arguments: object) -> Result:
    return wozgeo("score", "--osm", town / "dorp.osm", "--out", out, *arguments)


def told(result: Result) -> str:
    assert result.exit_code == 2, result.output
    return result.output


@pytest.fixture(scope="module")
def west(town: Path) -> tuple[Path, str]:
    out = town / "west"
    result = score(town, out, "--areas", town / "buurten.gpkg", "--gemeente", "proefdorp")
    assert result.exit_code == 0, result.output
    return out, result.output


def test_only_dwellings_of_the_gemeente_are_measured(west: tuple[Path, str]) -> None:
    homes = gpd.read_parquet(west[0] / "woningen.parquet")
    assert list(homes.index) == ["n9050", "n9150"]
    assert "2 woningen of locaties daarbuiten tellen nergens mee" in west[1]


def test_a_shop_across_the_border_is_walked_to(west: tuple[Path, str]) -> None:
    homes = gpd.read_parquet(west[0] / "woningen.parquet")
    # 10 m to the street, along it to x = 410, 5 m to the shop
    assert homes["afstand_supermarkt_m"].to_list() == pytest.approx([375, 275], abs=0.02)
    shops = gpd.read_file(west[0] / "resultaat.gpkg", layer="voorzieningen")
    assert dict(zip(shops["naam"], shops["kern"], strict=True)) == {"Buurtwinkel": "Overkant"}


def test_kernen_buurten_and_counts_are_of_the_gemeente_alone(west: tuple[Path, str]) -> None:
    kernen = pd.read_parquet(west[0] / "kernen.parquet")
    buurten = pd.read_parquet(west[0] / "buurten.parquet")
    assert kernen["n_woningen"].to_dict() == {"Proefdorp": 2}
    assert set(buurten["naam"]) == {"West", "", "Proefdorp"} & set(buurten["naam"])
    assert "Oost" not in set(buurten["naam"])
    run = json.loads((west[0] / "run.json").read_text(encoding="utf-8"))
    assert run["aantallen"]["woningen"] == 2
    assert "Overkant" not in west[1]


def test_the_run_is_called_after_the_gemeente_as_its_file_spells_it(west: tuple[Path, str]) -> None:
    run = json.loads((west[0] / "run.json").read_text(encoding="utf-8"))
    assert run["naam"] == "Proefdorp"
    assert "<title>Proefdorp" in (west[0] / "kaart.html").read_text(encoding="utf-8")


def run_file(town: Path, name: str, text: str, head: str = "") -> Path:
    path = town / f"{name}.toml"
    path.write_text(
        f'[run]\nout = "{name}-uit"\n{head}\n[osm]\nfile = "dorp.osm"\n{text}', encoding="utf-8"
    )
    return path


PLANS = '[[plans]]\nfile = "plannen.gpkg"\n'
AREAS = '[[areas]]\nfile = "buurten.gpkg"\n'


def plans_of(path: Path) -> pd.DataFrame:
    return pd.read_parquet(path / "plannen.parquet")


def test_a_plan_elsewhere_is_left_out_and_named(town: Path) -> None:
    path = run_file(town, "plannen", PLANS + AREAS + '[area]\ngemeente = "GM9901"\n')
    result = wozgeo("run", path)
    assert result.exit_code == 0, result.output
    assert sorted(plans_of(town / "plannen-uit").index) == ["noemt-kern", "zonder-kern"]
    assert "1 plan ligt buiten het gebied en is weggelaten: elders." in result.output


def test_a_plan_without_a_kern_takes_that_of_the_nearest_dwelling(town: Path) -> None:
    result = wozgeo("run", run_file(town, "kern", PLANS))
    assert result.exit_code == 0, result.output
    assert plans_of(town / "kern-uit")["kern"]["zonder-kern"] == "Proefdorp"
    kernen = pd.read_parquet(town / "kern-uit" / "kernen.parquet")
    assert kernen.index.to_list() == ["Overkant", "Proefdorp"]
    assert "dichtstbijzijnde woning: zonder-kern (Proefdorp)" in result.output


def test_the_option_decides_over_the_run_file_which_may_name_the_run(town: Path) -> None:
    text = AREAS + '[area]\ngemeente = "Proefdorp"\n'
    result = wozgeo(
        "run", run_file(town, "optie", text, 'name = "Mijn run"'), "--gemeente", "Overkant"
    )
    assert result.exit_code == 0, result.output
    homes = gpd.read_parquet(town / "optie-uit" / "woningen.parquet")
    assert list(homes.index) == ["n9450", "n9550"]
    run = json.loads((town / "optie-uit" / "run.json").read_text(encoding="utf-8"))
    assert run["naam"] == "Mijn run"
    assert run["instellingen"]["area"] == {"gemeente": "Overkant", "file": None}


def test_a_polygon_is_an_area_too(town: Path) -> None:
    own = gpd.GeoDataFrame(geometry=[square(100, 500)], crs="EPSG:28992").to_crs("EPSG:4326")
    own.to_file(town / "vlek.geojson")
    result = wozgeo("run", run_file(town, "vlek", AREAS + '[area]\nfile = "vlek.geojson"\n'))
    assert result.exit_code == 0, result.output
    homes = gpd.read_parquet(town / "vlek-uit" / "woningen.parquet")
    assert list(homes.index) == ["n9150", "n9450"]
    # both buurten lie in it in part: a figure of half a buurt is none of it
    assert not (town / "vlek-uit" / "buurten.parquet").exists()
    kernen = pd.read_parquet(town / "vlek-uit" / "kernen.parquet")
    assert kernen["n_woningen"].to_dict() == {"Overkant": 1, "Proefdorp": 1}


@pytest.mark.parametrize("areas", [AREAS, ""])
def test_an_area_without_a_dwelling_is_a_fault_with_its_remedy(town: Path, areas: str) -> None:
    own = gpd.GeoDataFrame(geometry=[square(200, 210)], crs="EPSG:28992")
    own.to_file(town / "leeg.gpkg")
    result = wozgeo("run", run_file(town, "leeg", areas + '[area]\nfile = "leeg.gpkg"\n'))
    assert result.exit_code == 2, result.output
    assert "lies in the area; draw it wider" in result.output
    assert not (town / "leeg-uit").exists()


def test_a_gemeente_of_a_file_of_its_own(town: Path) -> None:
    result = wozgeo(
        "run", run_file(town, "eigen", '[area]\nfile = "buurten.gpkg"\ngemeente = "Overkant"\n')
    )
    assert result.exit_code == 0, result.output
    assert len(gpd.read_parquet(town / "eigen-uit" / "woningen.parquet")) == 2


class TestWhatCannotBe:
    def test_a_gemeente_without_a_file_that_says_where_it_lies(self, town, tmp_path) -> None:
        text = told(score(town, tmp_path / "uit", "--gemeente", "Proefdorp"))
        assert "area.gemeente: no file says where it lies" in text
        assert "--areas" in text

    def test_a_name_that_is_nearly_that_of_one(self, town, tmp_path) -> None:
        areas = ("--areas", town / "buurten.gpkg", "--gemeente", "Proefdrop")
        text = told(score(town, tmp_path / "uit", *areas))
        assert "has no gemeente 'Proefdrop'; did you mean Proefdorp (GM9901)?" in text

    def test_a_name_like_none(self, town, tmp_path) -> None:
        areas = ("--areas", town / "buurten.gpkg", "--gemeente", "Zzz")
        text = told(score(town, tmp_path / "uit", *areas))
        assert "known are Proefdorp (GM9901), Overkant (GM9902)" in text

    def test_an_area_of_another_town(self, town, tmp_path) -> None:
        far = gpd.GeoDataFrame(geometry=[square(30_000, 31_000)], crs="EPSG:28992")
        far.to_file(town / "ver.geojson")
        text = told(wozgeo("run", run_file(town, "ver", '[area]\nfile = "ver.geojson"\n')))
        assert text.count("lies outside the streets that were read") == 1

    def test_an_area_that_says_nothing(self, town) -> None:
        assert 'give gemeente = "a name or code"' in told(
            wozgeo("run", run_file(town, "leeg", "[area]\n"))
        )


@pytest.mark.parametrize(
    "asked", ["Den Haag", "'s-gravenhage", "gemeente Den Haag", "GM9901", "9901"]
)
def test_a_gemeente_goes_by_all_its_names(town, tmp_path, asked) -> None:
    areas = save_areas(tmp_path / "b.gpkg", names=("'s-Gravenhage", "Overkant"))
    result = score(town, tmp_path / "uit", "--areas", areas, "--gemeente", asked)
    assert result.exit_code == 0, result.output
    run = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert run["naam"] == "'s-Gravenhage"


def save_complexes(path: Path) -> Path:
    """One complex in the west, one in the east, and one of which no address is found."""
    rows = [
        "W;Dorpsstraat;50;Proefdorp",
        "O;Dorpsstraat;450;Overkant",
        "X;Dorpsstraat;999;Overkant",
    ]
    path.write_text("\n".join(["complex_id;straat;huisnummer;woonplaats", *rows]), encoding="utf-8")
    return path


def test_complexes_elsewhere_are_left_out_and_named_and_one_that_nobody_found_stays(town) -> None:
    save_complexes(town / "complexen.csv")
    text = AREAS + '[[complexes]]\nfile = "complexen.csv"\n[area]\ngemeente = "Proefdorp"\n'
    result = wozgeo("run", run_file(town, "complexen", text))
    assert result.exit_code == 0, result.output
    kept = pd.read_parquet(town / "complexen-uit" / "complexen.parquet")
    # of one without any address nobody knows where it lies
    assert sorted(kept.index) == ["W", "X"]
    assert "1 complex ligt buiten het gebied en is weggelaten: O." in result.output


def save_secret_plans(path: Path) -> Path:
    """A public plan, and a confidential one inside and one outside the area."""
    gpd.GeoDataFrame(
        {
            "id": ["open", "geheim-hier", "geheim-elders"],
            "naam": ["a", "b", "c"],
            "kern": ["Proefdorp", "", ""],
            "n_woningen": [10, 20, 40],
            "openbaar": ["ja", "nee", "nee"],
        },
        geometry=[square(x, x + 20) for x in (60, 160, 460)],
        crs="EPSG:28992",
    ).to_file(path, layer="plannen")
    return path


def test_a_confidential_plan_in_the_area_is_apart_and_one_elsewhere_only_counted(town) -> None:
    save_secret_plans(town / "geheim.gpkg")
    text = AREAS + '[[plans]]\nfile = "geheim.gpkg"\n[area]\ngemeente = "Proefdorp"\n'
    result = wozgeo("run", run_file(town, "geheim", text))
    assert result.exit_code == 0, result.output
    out = town / "geheim-uit"
    apart = gpd.read_file(out / "vertrouwelijk" / "plannen.gpkg", layer="plannen")
    assert list(apart["id"]) == ["geheim-hier"]
    assert list(plans_of(out).index) == ["open"]
    # neither is named in what is shared: not on the terminal, nor in any file beside the folder apart
    shared = [path for path in out.iterdir() if path.is_file()]
    for name in (b"geheim-hier", b"geheim-elders"):
        assert name not in result.output.encode()
        assert [path.name for path in shared if name in path.read_bytes()] == []
    apart_files = list((out / "vertrouwelijk").iterdir())
    assert [path.name for path in apart_files if b"geheim-elders" in path.read_bytes()] == []


@pytest.mark.parametrize("verb", ["screen", "sites"])
def test_a_gemeente_can_be_asked_of_a_single_list_too(town, tmp_path, verb) -> None:
    given = {"screen": save_complexes(town / "lijst.csv"), "sites": town / "plannen.gpkg"}[verb]
    streets = ("--osm", town / "dorp.osm", "--areas", town / "buurten.gpkg")
    result = wozgeo(verb, given, *streets, "--gemeente", "Proefdorp", "--out", tmp_path / "uit")
    assert result.exit_code == 0, result.output
    homes = gpd.read_parquet(tmp_path / "uit" / "woningen.parquet")
    assert list(homes.index) == ["n9050", "n9150"]
    table = {"screen": "complexen", "sites": "plannen"}[verb]
    kept = pd.read_parquet(tmp_path / "uit" / f"{table}.parquet")
    assert (
        sorted(kept.index) == {"screen": ["W", "X"], "sites": ["noemt-kern", "zonder-kern"]}[verb]
    )


def test_areas_without_plans_get_a_workbook_and_a_report(west: tuple[Path, str]) -> None:
    book = openpyxl.load_workbook(west[0] / "oordelen.xlsx")
    _, names, *rows = book["Kernen"].values
    assert [row[names.index("naam")] for row in rows] == ["Proefdorp"]
    page = (west[0] / "rapport.html").read_text(encoding="utf-8")
    assert "geen plannen of complexen beoordeeld" in page
    assert "Proefdorp" in page
