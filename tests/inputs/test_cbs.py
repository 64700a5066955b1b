"""Claims about areas of CBS: every generation of names, what is missing stays missing, every fault is told."""

import warnings
import zipfile
from pathlib import Path
from typing import ClassVar

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from said import dutch

from wozgeo.domain.errors import InputError
from wozgeo.inputs.cbs import read_areas

DATA = Path(__file__).parents[3] / "shared" / "data"
WEST, EAST, NORTH, LAKE = (
    shapely.box(190_000 + x, 500_000 + y, 191_000 + x, 501_000 + y)
    for x, y in ((0, 0), (1_000, 0), (0, 1_000), (5_000, 0))
)
"""Three squares of 1 km: west and east side by side, north above west; and one apart."""


def layer(codes, shapes, *, crs="EPSG:28992", **columns) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({**codes, **columns}, geometry=list(shapes), crs=crs)


def buurten(**columns) -> gpd.GeoDataFrame:
    """Two buurten of wijk 01 and one of wijk 02."""
    given = {
        "buurtcode": ["BU01660101", "BU01660102", "BU01660200"],
        "buurtnaam": ["West", "Oost", "Noord"],
        "gemeentenaam": ["Kampen"] * 3,
        "aantal_inwoners": [100, 50, 30],
        "percentage_personen_65_jaar_en_ouder": [20, 25, -99997],
    }
    return layer({**given, **columns}, [WEST, EAST, NORTH])


def saved(path: Path, **layers: gpd.GeoDataFrame) -> Path:
    for name, table in layers.items():
        table.to_file(path, layer=name)
    return path


def faults_of(path: Path, **choices) -> str:
    with pytest.raises(InputError) as caught:
        read_areas(path, **choices)
    return str(caught.value)


class TestWhatIsRead:
    def test_names_inhabitants_and_shares_of_the_buurten(self, tmp_path):
        areas = read_areas(saved(tmp_path / "b.gpkg", buurten=buurten()))
        west, north = areas.loc[("buurt", "BU01660101")], areas.loc[("buurt", "BU01660200")]
        assert (west["naam"], west["n_inwoners"], west["share_65plus"]) == ("West", 100, 0.2)
        assert north["n_inwoners"] == 30
        assert north["share_65plus"] is pd.NA
        assert areas["n_inwoners"].dtype == "Int64"
        assert areas["share_65plus"].dtype == "Float64"
        assert areas.crs.to_epsg() == 28992

    @pytest.mark.parametrize("missing", [-99990, -99991, -99995, -99997, -99999999])
    def test_every_code_for_missing_is_missing(self, tmp_path, missing):
        areas = read_areas(
            saved(tmp_path / "b.gpkg", buurten=buurten(aantal_inwoners=[missing, 50, 30]))
        )
        assert areas["n_inwoners"].loc["buurt"].isna().tolist() == [True, False, False]

    def test_distances_of_cbs_are_there_when_cbs_gives_them_and_only_then(self, tmp_path):
        near = buurten(huisartsenpraktijk_gemiddelde_afstand_in_km=[0.9, 1.25, -99997.0])
        areas = read_areas(saved(tmp_path / "b.gpkg", buurten=near))
        assert areas["cbs_huisarts_km"].loc["buurt"].tolist() == [0.9, 1.25, pd.NA]
        assert "cbs_supermarkt_km" not in areas

    def test_numbers_that_are_text_are_read_as_dutch_numbers(self, tmp_path):
        near = buurten(grote_supermarkt_gemiddelde_afstand_in_km=["0,9", "1,2", ""])
        areas = read_areas(saved(tmp_path / "b.gpkg", buurten=near))
        assert areas["cbs_supermarkt_km"].loc["buurt"].tolist() == [0.9, 1.2, pd.NA]

    def test_degrees_become_metres(self, tmp_path):
        path = saved(tmp_path / "b.gpkg", buurten=buurten().to_crs(4326))
        west = read_areas(path).geometry.loc[("buurt", "BU01660101")]
        assert shapely.hausdorff_distance(west, WEST) < 0.5

    def test_water_and_belgian_ground_stay_out(self, tmp_path):
        for water in ("JA", "B"):
            path = saved(tmp_path / f"{water}.gpkg", buurten=buurten(water=["NEE", water, "NEE"]))
            assert ("buurt", "BU01660102") not in read_areas(path).index

    def test_the_land_and_the_water_of_one_gemeente_are_no_repeated_code(self, tmp_path):
        gemeenten = layer(
            {"gemeentecode": ["GM0166", "GM0166"], "gemeentenaam": ["Kampen", "Kampen"]},
            [WEST, LAKE],
            water=["NEE", "JA"],
        )
        areas = read_areas(saved(tmp_path / "g.gpkg", gemeenten=gemeenten))
        assert areas.loc[("gemeente", "GM0166"), "geometry"].equals(WEST)

    def test_only_what_touches_the_box_is_read(self, tmp_path):
        path = saved(tmp_path / "b.gpkg", buurten=buurten().to_crs(4326))
        areas = read_areas(path, extent=(190_200, 500_200, 190_800, 500_800))
        assert areas.loc["buurt"].index.tolist() == ["BU01660101"]
        text = faults_of(path, extent=(10_000, 400_000, 11_000, 401_000))
        assert "x 10000 to 11000, y 400000 to 401000" in text

    def test_the_order_of_the_rows_changes_nothing(self, tmp_path):
        one = read_areas(saved(tmp_path / "1.gpkg", buurten=buurten()))
        other = read_areas(saved(tmp_path / "2.gpkg", buurten=buurten().iloc[::-1]))
        assert one.index.equals(other.index)
        assert one.geometry.geom_equals(other.geometry).all()


class TestNamesOfOlderYears:
    OLD: ClassVar[dict[str, list[object]]] = {
        "BU_CODE": ["BU00140000", "BU00140001"],
        "BU_NAAM": ["Binnenstad", "Haven"],
        "WK_CODE": ["WK001400", "WK001400"],
        "GM_NAAM": ["Groningen", "Groningen"],
        "AANT_INW": [10, 20],
        "P_65_EO_JR": [10, -99999999],
        "AF_SUPERM": [0.4, 0.6],
    }

    def test_capitals_of_a_shapefile(self, tmp_path):
        path = tmp_path / "buurt.shp"
        layer(self.OLD, [WEST, EAST]).to_file(path)
        areas = read_areas(path)
        assert areas["naam"].tolist() == ["Binnenstad", "Haven", "", "Groningen"]
        assert areas["share_65plus"].tolist() == [0.1, pd.NA, pd.NA, pd.NA]
        assert areas["cbs_supermarkt_km"].loc["buurt"].tolist() == [0.4, 0.6]

    def test_statcode_tells_the_niveau_itself(self, tmp_path):
        for code, niveau in (("BU01660101", "buurt"), ("WK016601", "wijk"), ("GM0166", "gemeente")):
            path = tmp_path / f"{niveau}.geojson"
            layer({"statcode": [code], "statnaam": ["Hier"]}, [WEST]).to_file(path)
            assert read_areas(path).loc[(niveau, code), "naam"] == "Hier"

    def test_the_real_buurten_of_2017(self):
        path = DATA / "formats" / "buurt2017.zip"
        if not path.is_file():
            pytest.skip("the buurten of 2017 are not here: ../shared/data/formats/buurt2017.zip")
        areas = read_areas(path)
        assert areas.index.get_level_values("niveau").value_counts().to_dict() == {
            "buurt": 108,
            "wijk": 15,
            "gemeente": 1,
        }
        assert areas.loc[("buurt", "BU00140000"), "n_inwoners"] == 4440
        assert areas.loc[("buurt", "BU00140000"), "share_65plus"] == 0.06
        assert areas["share_65plus"].loc["buurt"].count() == 84, "24 are secret"
        assert areas.loc[("gemeente", "GM0014"), "naam"] == "Groningen"
        assert areas.loc[("gemeente", "GM0014"), "geometry"].area == pytest.approx(
            areas.loc["buurt"].area.sum()
        )

    def test_the_real_buurten_of_kampen(self):
        path = DATA / "kampen" / "kampen_buurten_2022_rd.geojson"
        if not path.is_file():
            pytest.skip("the buurten of Kampen are not here: ../shared/data/kampen")
        areas = read_areas(path)
        assert len(areas.loc["buurt"]) == 36
        assert areas.loc[("buurt", "BU01660001"), "naam"] == "Brunnepe"
        assert areas["n_inwoners"].isna().all(), "the file has no numbers"


class TestWijkenAndGemeenten:
    def test_are_dissolved_from_the_code_where_no_layer_gives_them(self, tmp_path):
        areas = read_areas(saved(tmp_path / "b.gpkg", buurten=buurten()))
        assert areas.loc["wijk"].index.tolist() == ["WK016601", "WK016602"]
        assert areas.loc[("wijk", "WK016601"), "geometry"].equals(WEST.union(EAST))
        gemeente = areas.loc[("gemeente", "GM0166")]
        assert gemeente["geometry"].equals(WEST.union(EAST).union(NORTH))
        assert (gemeente["naam"], gemeente["n_inwoners"]) == ("Kampen", 180)
        assert gemeente["share_65plus"] is pd.NA, "one of its parts is secret"

    def test_inhabitants_of_a_whole_are_unknown_when_those_of_a_part_are(self, tmp_path):
        path = saved(tmp_path / "b.gpkg", buurten=buurten(aantal_inwoners=[100, -99997, 30]))
        found = read_areas(path)["n_inwoners"]
        assert found.loc["wijk"].tolist() == [pd.NA, 30]
        assert found.loc["gemeente"].tolist() == [pd.NA]

    def test_come_from_their_own_layers_where_those_are_there(self, tmp_path):
        wijken = layer(
            {"wijkcode": ["WK016601"], "wijknaam": ["Stad"], "gemeentecode": ["GM0166"]},
            [WEST],
            aantal_inwoners=[155],
        )
        areas = read_areas(saved(tmp_path / "cbs.gpkg", buurten=buurten(), wijken=wijken))
        assert areas.loc["wijk"].index.tolist() == ["WK016601"]
        assert areas.loc[("wijk", "WK016601"), "naam"] == "Stad"
        assert areas.loc[("wijk", "WK016601"), "n_inwoners"] == 155
        assert areas.loc[("gemeente", "GM0166"), "n_inwoners"] == 180, "dissolved from buurten"

    def test_the_part_of_the_wijk_may_be_letters(self, tmp_path):
        codes = ["BU0363AA01", "BU0363AB01", "BU0363AB02"]
        areas = read_areas(saved(tmp_path / "b.gpkg", buurten=buurten(buurtcode=codes)))
        assert areas.loc["wijk"].index.tolist() == ["WK0363AA", "WK0363AB"]

    def test_areas_with_codes_of_ones_own_have_none(self, tmp_path):
        own = layer({"dorp": ["d1", "d2"], "titel": ["Zuid", "Noord"]}, [WEST, NORTH])
        path = saved(tmp_path / "d.gpkg", dorpen=own)
        areas = read_areas(path, columns={"buurtcode": "dorp", "buurtnaam": "titel"})
        assert areas.index.tolist() == [("buurt", "d1"), ("buurt", "d2")]
        assert areas["naam"].tolist() == ["Zuid", "Noord"]


class TestFaults:
    def test_no_column_with_codes_tells_what_was_found_and_the_nearest(self, tmp_path):
        wrong = buurten().rename(columns={"buurtcode": "buurtkode"})
        text = faults_of(saved(tmp_path / "b.gpkg", buurten=wrong))
        assert "buurtcode, bu_code" in text
        assert "aantal_inwoners, buurtkode" in text
        assert 'columns = { buurtcode = "buurtkode" }' in text

    def test_a_mapping_that_names_nothing_tells_the_nearest(self, tmp_path):
        path = saved(tmp_path / "b.gpkg", buurten=buurten())
        text = faults_of(path, columns={"buurtcod": "buurtcode", "naam": "buurtnam"})
        assert "columns.buurtcod: unknown" in text
        assert "did you mean buurtcode?" in text
        assert "columns.naam: no column 'buurtnam'" in text
        assert "did you mean buurtnaam?" in text

    def test_every_fault_in_one_layer_is_told_at_once(self, tmp_path):
        bow = shapely.Polygon(
            [(190_000, 500_000), (191_000, 501_000), (191_000, 500_000), (190_000, 501_000)]
        )
        codes = ["BU01660101", "BU01660101", "BU01660103", "", "BU01660105"]
        shapes = [WEST, EAST, None, NORTH, bow]
        wrong = layer(
            {"buurtcode": codes},
            shapes,
            aantal_inwoners=["12,5", "-3", "veel", "4", "5"],
            percentage_personen_65_jaar_en_ouder=[101, 3, 3, 3, 3],
        )
        text = faults_of(saved(tmp_path / "b.gpkg", buurten=wrong))
        for part in (
            "1 areas have no code",
            "code BU01660101 is there 2 times",
            "BU01660103: no outline",
            "BU01660105: its outline is broken",
            "BU01660101: aantal_inwoners is '12,5', expected a whole number",
            "BU01660101: aantal_inwoners is '-3'",
            "BU01660103: aantal_inwoners is 'veel'",
            "percentage_personen_65_jaar_en_ouder is '101', expected a percentage from 0 to 100",
        ):
            assert part in text

    @pytest.mark.filterwarnings("ignore:'crs' was not provided")
    def test_without_a_crs_coordinates_can_mean_anything(self, tmp_path):
        path = tmp_path / "b.shp"
        layer({"BU_CODE": ["BU01660101"]}, [WEST], crs=None).to_file(path)
        assert "has no CRS" in faults_of(path)

    def test_degrees_that_are_called_metres_lie_elsewhere(self, tmp_path):
        shape = shapely.box(5.9, 52.5, 6.0, 52.6)
        path = saved(tmp_path / "b.gpkg", buurten=layer({"buurtcode": ["BU01660101"]}, [shape]))
        assert "BU01660101: lies outside the Netherlands" in faults_of(path)

    def test_points_are_no_areas(self, tmp_path):
        points = layer({"buurtcode": ["BU01660101"]}, [WEST.centroid])
        assert "a Point, expected a polygon" in faults_of(saved(tmp_path / "b.gpkg", b=points))

    def test_two_layers_of_one_niveau_are_named(self, tmp_path):
        path = saved(tmp_path / "b.gpkg", fijn=buurten(), grof=buurten())
        assert "niveau buurt: fijn, grof" in faults_of(path)

    def test_nothing_but_water_is_no_area(self, tmp_path):
        path = saved(tmp_path / "b.gpkg", buurten=buurten(water=["JA"] * 3))
        assert "no areas besides water" in faults_of(path)

    def test_a_file_that_is_not_there_or_is_something_else(self, tmp_path):
        assert "no such file" in faults_of(tmp_path / "nergens.gpkg")
        (tmp_path / "b.gpkg").write_text("geen kaart")
        assert "cannot be read" in faults_of(tmp_path / "b.gpkg")

    def test_a_table_without_a_map_is_told(self, tmp_path):
        table = pd.DataFrame({"buurtcode": ["BU01660101"], "naam": ["West"]})
        pyogrio.write_dataframe(table, tmp_path / "b.gpkg")
        assert "no layer with outlines" in faults_of(tmp_path / "b.gpkg")
        path = tmp_path / "b.csv"
        path.write_text("buurtcode,naam\nBU01660101,West\n")
        assert "expected a GeoPackage, GeoJSON, Shapefile or FileGDB" in faults_of(path)


# --- as other programs leave them ------------------------------------------------------------------


def notes_of(path: Path, **choices) -> tuple[str, ...]:
    return dutch(read_areas(path, **choices).attrs["notes"])


@pytest.mark.parametrize(
    "spelled",
    [str.upper, lambda name: name.replace("_", ""), lambda name: name.replace("_", " ").title()],
)
def test_names_are_known_without_underscores_and_in_capitals(tmp_path, spelled):
    table = buurten(huisartsenpraktijk_gemiddelde_afstand_in_km=[0.9, 1.25, -99997.0])
    renamed = table.rename(columns={n: spelled(n) for n in table.columns if n != "geometry"})
    areas = read_areas(saved(tmp_path / "b.gpkg", buurten=renamed))
    west = areas.loc[("buurt", "BU01660101")]
    assert (west["naam"], west["n_inwoners"], west["share_65plus"]) == ("West", 100, 0.2)
    assert west["cbs_huisarts_km"] == 0.9


@pytest.mark.parametrize(
    "codes",
    [[1660101, 1660102, 1660200], ["01660101", "01660102", "01660200"], ["1660101", "1660102", "1660200"], ["BU1660101", "BU1660102", "BU1660200"]],
)  # fmt: skip
def test_codes_that_lost_their_letters_and_zero_get_them_back(tmp_path, codes):
    path = saved(tmp_path / "b.gpkg", buurten=buurten(buurtcode=codes))
    areas = read_areas(path)
    assert areas.loc["buurt"].index.tolist() == ["BU01660101", "BU01660102", "BU01660200"]
    assert areas.loc["wijk"].index.tolist() == ["WK016601", "WK016602"]
    assert areas.loc["gemeente"].index.tolist() == ["GM0166"]
    assert any("terug hebben gekregen" in note and note.endswith(": 3.") for note in notes_of(path))


def test_codes_that_are_the_users_own_stay_as_they_are(tmp_path):
    own = buurten(dorp=[1660101, 1660102, 1660200]).drop(columns="buurtcode")
    areas = read_areas(saved(tmp_path / "b.gpkg", buurten=own), columns={"buurtcode": "dorp"})
    assert areas.loc["buurt"].index.tolist() == ["1660101", "1660102", "1660200"]


def test_short_numbers_are_no_codes_of_cbs(tmp_path):
    path = saved(tmp_path / "b.gpkg", buurten=buurten(buurtcode=["1", "2", "3"]))
    assert read_areas(path).loc["buurt"].index.tolist() == ["1", "2", "3"]


def test_which_figures_were_not_found_is_told(tmp_path):
    assert notes_of(saved(tmp_path / "b.gpkg", buurten=buurten())) == (
        "Cijfers van het CBS die niet in het bestand zijn gevonden: afstand tot de huisarts, afstand tot de "
        "supermarkt, afstand tot de apotheek.",
    )


@pytest.mark.parametrize("folder", ["", "map/", "map/dieper/"])
@pytest.mark.parametrize("suffix", [".gpkg", ".shp"])
def test_a_zip_may_hold_a_folder(tmp_path, folder, suffix):
    table = buurten().rename(columns={"aantal_inwoners": "aant_inw"})
    table[["buurtcode", "aant_inw", "geometry"]].to_file(tmp_path / f"buurten{suffix}")
    path = tmp_path / "wijkbuurt.zip"
    with zipfile.ZipFile(path, "w") as parts:
        for part in tmp_path.glob("buurten.*"):
            parts.write(part, f"{folder}{part.name}")
        parts.writestr("__MACOSX/._buurten.shp", "x")
    areas = read_areas(path)
    assert areas.loc["buurt", "n_inwoners"].tolist() == [100, 50, 30]


def test_a_zip_may_hold_the_shapefiles_of_every_niveau(tmp_path):
    buurten()[["buurtcode", "geometry"]].to_file(tmp_path / "buurten.shp")
    wijken = layer({"wijkcode": ["WK016601", "WK016602"]}, [WEST, NORTH])
    wijken.to_file(tmp_path / "wijken.shp")
    path = tmp_path / "cbs.zip"
    with zipfile.ZipFile(path, "w") as parts:
        for part in tmp_path.glob("*.*"):
            if part != path:
                parts.write(part, f"2023/{part.name}")
    assert set(read_areas(path).index.get_level_values("niveau")) == {"buurt", "wijk", "gemeente"}


def test_a_zip_of_something_else_tells_what_was_found(tmp_path):
    path = tmp_path / "cbs.zip"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("leesmij.txt", "x")
    assert (
        "expected one .gdb, .shp, .gpkg, .geojson in the zip, found: none; unzip it"
        in faults_of(path)
    )


class TestNamesCutOffAtTenLetters:
    def test_what_cbs_uses_for_nothing_else_is_read(self, tmp_path):
        table = buurten(
            apotheek_gemiddelde_afstand_in_km=[1.5, 0.4, -99997.0],
            huisartsenpraktijk_gemiddelde_afstand_in_km=[0.9, 1.25, -99997.0],
        )
        table["gemeentecode"], table["gemeentenaam"] = "GM0166", "Kampen"
        path = saved_as_shapefile(table, tmp_path / "b.shp")
        assert {"aantal_inw", "gemeenteco", "apotheek_g"} <= {*pyogrio.read_info(path)["fields"]}
        areas = read_areas(path)
        west = areas.loc[("buurt", "BU01660101")]
        assert (west["n_inwoners"], west["cbs_apotheek_km"]) == (100, 1.5)
        assert areas.loc[("gemeente", "GM0166"), "naam"] == "Kampen"

    def test_what_may_be_something_else_is_told_and_not_read(self, tmp_path):
        table = buurten(huisartsenpraktijk_gemiddelde_afstand_in_km=[0.9, 1.25, -99997.0])
        path = saved_as_shapefile(table, tmp_path / "b.shp")
        areas = read_areas(path)
        assert "cbs_huisarts_km" not in areas
        assert areas["share_65plus"].isna().all()
        told = [note for note in notes_of(path) if "afgekapt" in note]
        assert [note.split()[1] for note in told] == ["percentage", "huisartsen"]
        assert "huisartsenpraktijk_gemiddeld_aantal_binnen_1_km" in told[1]

    def test_a_column_that_is_named_is_read(self, tmp_path):
        path = saved_as_shapefile(buurten(), tmp_path / "b.shp")
        areas = read_areas(path, columns={"percentage_65plus": "percentage"})
        assert areas.loc[("buurt", "BU01660101"), "share_65plus"] == 0.2
        assert not any("percentage" in note for note in notes_of_columns(path))

    def test_of_columns_cut_to_the_same_letters_none_is_read(self, tmp_path):
        table = buurten()
        table["aantal_inwijkelingen"] = [7, 8, 9]
        path = saved_as_shapefile(table, tmp_path / "b.shp")
        assert "aantal_i_1" in pyogrio.read_info(path)["fields"]
        areas = read_areas(path)
        assert areas["n_inwoners"].isna().all()
        assert any("Kolom aantal_inw is afgekapt" in note for note in notes_of(path))

    def test_a_name_of_ten_letters_in_another_kind_of_file_is_not_cut_off(self, tmp_path):
        table = buurten().rename(columns={"aantal_inwoners": "aantal_inw"})
        areas = read_areas(saved(tmp_path / "b.gpkg", buurten=table))
        assert areas["n_inwoners"].isna().all()


def saved_as_shapefile(table, path: Path) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL says that it cuts the names off
        pyogrio.write_dataframe(table, path, driver="ESRI Shapefile")
    return path


def notes_of_columns(path: Path) -> tuple[str, ...]:
    return notes_of(path, columns={"percentage_65plus": "percentage"})
