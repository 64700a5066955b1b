"""Is every figure of seniors read as the interval it is, and is what cannot be told at once?"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from wozgeo.domain.errors import InputError
from wozgeo.domain.population import Figures, Known, ZoneKind
from wozgeo.inputs.population.ages import parse_ages
from wozgeo.inputs.population.buurten import read_buurten
from wozgeo.inputs.population.forecasts import read_forecast
from wozgeo.inputs.population.own_counts import read_own_counts
from wozgeo.inputs.population.pc4 import read_pc4, read_pc4_files
from wozgeo.inputs.population.squares import read_squares

SHARED = Path(__file__).parents[4] / "shared" / "data"
FORMATS = SHARED / "formats"
needs_formats = pytest.mark.skipif(
    not (FORMATS / "vierkant100m2014.zip").exists(),
    reason="the real squares of Groningen are not here",
)
RD = "EPSG:28992"


def squares(
    path: Path, *, crs: str = RD, name: str = "s.gpkg", shift: float = 0, **columns: list[object]
) -> Path:
    """Write squares E1900N5000 and on, side by side."""
    n = len(next(iter(columns.values())))
    boxes = [
        shapely.box(190_000 + 100 * i, 500_000 + shift, 190_100 + 100 * i, 500_100 + shift)
        for i in range(n)
    ]
    codes = columns.pop("crs28992res100m", [f"E{1900 + i}N5000" for i in range(n)])
    table = gpd.GeoDataFrame({"crs28992res100m": codes, **columns}, geometry=boxes, crs=RD)
    table.to_crs(crs).to_file(path / name)
    return path / name


def bounds(found: Figures, code: str, age: int = 65) -> list[float]:
    return [float(found.table.loc[code, f"{bound}_{age}"]) for bound in ("low", "high")]


def faults(error: pytest.ExceptionInfo[InputError]) -> str:
    return "\n".join(error.value.faults)


def test_rounded_secret_and_not_delivered_are_three_answers(tmp_path):
    found = read_squares(
        squares(
            tmp_path,
            aantal_inwoners=[40, 40, 40, 40],
            aantal_inwoners_65_jaar_en_ouder=[10, -99997, -99995, 0],
        )
    )
    assert bounds(found, "E1900N5000") == [7.5, 12.5]
    assert bounds(found, "E1901N5000") == [0, 4]
    assert bounds(found, "E1902N5000") == [0, 42.5], "no more than inhabitants"
    assert bounds(found, "E1903N5000") == [0, 2.5], "never below nought"
    assert [*found.table["known_65"]] == [Known.COUNTED, Known.SECRET, Known.ABSENT, Known.COUNTED]
    assert [note.nl.split(":")[1][:15] for note in found.notes] == [
        " van 1 vierkant",
        " van 1 vierkant",
    ]


@pytest.mark.parametrize("crs", [RD, "EPSG:3857", "EPSG:4326"])
def test_a_square_lies_where_its_code_says_to_the_metre(tmp_path, crs):
    found = read_squares(squares(tmp_path, crs=crs, aantal_inwoners_65_jaar_en_ouder=[10, 15]))
    assert [*found.table.geometry.iloc[1].bounds] == [190_100, 500_000, 190_200, 500_100]


def test_squares_that_are_drawn_elsewhere_than_their_code_says_are_refused(tmp_path):
    with pytest.raises(InputError) as error:
        read_squares(squares(tmp_path, shift=400, aantal_inwoners_65_jaar_en_ouder=[10, 15]))
    assert "drawn 400 m from where its code says" in faults(error)
    assert len(error.value.faults) == 2


def test_everything_that_is_wrong_with_squares_is_told_at_once(tmp_path):
    path = squares(
        tmp_path,
        crs28992res100m=["E1900N5000", "E1901N5000", "E19N50", "E1900N5000"],
        aantal_inwoners=[20, 20, 20, 20],
        aantal_inwoners_65_jaar_en_ouder=[-3, 30, 10, 7.5],
    )
    with pytest.raises(InputError) as error:
        read_squares(path)
    told = faults(error)
    for said in ("'-3'", "'E19N50' cannot be read", "there twice", "do not add up", "'7.5'"):
        assert said in told


def test_a_code_that_nobody_explains_is_not_known_and_told(tmp_path):
    found = read_squares(squares(tmp_path, aantal_inwoners_65_jaar_en_ouder=[10, -99993]))
    assert bounds(found, "E1901N5000") == [0, np.inf]
    assert "-99993" in found.warnings[0].nl


def test_every_column_that_is_read_tells_the_codes_that_nobody_explains_and_how_often(tmp_path):
    found = read_squares(
        squares(
            tmp_path,
            aantal_inwoners=[-99993, -99993, 40],
            aantal_inwoners_65_jaar_en_ouder=[-99997, 10, -99996],
            aantal_inwoners_75_jaar_en_ouder=[-99993, 5, 5],
        )
    )
    told = [warning.nl for warning in found.warnings]
    expected = (
        ("aantal_inwoners", "-99993 (2 keer)"),
        ("aantal_inwoners_65_jaar_en_ouder", "-99996 (1 keer)"),
        ("aantal_inwoners_75_jaar_en_ouder", "-99993 (1 keer)"),
    )
    assert len(told) == len(expected)
    for sentence, (column, code) in zip(told, expected, strict=True):
        assert f"kolom {column} heeft de code {code}" in sentence
    assert bounds(found, "E1902N5000") == [0, 42.5], "no more than inhabitants"


def test_a_code_that_nobody_explains_is_told_of_a_share_and_of_own_counts_too(tmp_path):
    shares = {"aantal_inwoners": [100, 100], "percentage_personen_65_jaar_en_ouder": [20, -99993]}
    by_share = read_buurten(buurten(tmp_path, **shares))
    assert bounds(by_share, "BU01660001") == [0, 102.5]
    assert "percentage_personen_65_jaar_en_ouder heeft de code -99993 (1 keer)" in (
        by_share.warnings[0].nl
    )
    # beside a number the share is not read
    counted = read_buurten(buurten(tmp_path, **shares, aantal_personen_65_jaar_en_ouder=[20, 20]))
    assert counted.warnings == ()
    own = tmp_path / "eigen.csv"
    own.write_text("postcode;n_65\n8261AA;12\n8261AB;-99993\n", "utf-8")
    assert "kolom n_65 heeft de code -99993 (1 keer)" in read_own_counts(own).warnings[0].nl


@needs_formats
def test_of_the_real_files_every_code_of_every_year_is_known():
    years = [2011, 2012, 2013, 2014]
    read = [read_squares(FORMATS / "vierkant100m2014.zip", year=year) for year in years]
    for found in (*read, read_buurten(FORMATS / "buurt2017.zip")):
        assert found.warnings == ()


def test_squares_of_another_town_are_refused(tmp_path):
    with pytest.raises(InputError, match="holds no squares within"):
        read_squares(
            squares(tmp_path, aantal_inwoners_65_jaar_en_ouder=[10]), extent=(0, 0, 10, 10)
        )


@needs_formats
def test_the_squares_of_2014_are_read_by_their_own_names_and_codes():
    found = read_squares(FORMATS / "vierkant100m2014.zip")
    assert len(found.table) == 3441
    assert found.table["likely_65"].sum() == 22_750
    older = read_squares(FORMATS / "vierkant100m2014.zip", year=2013)
    none = older.table[(older.table["high_65"] == 0).to_numpy()]
    assert len(none) == 218, "-99998 is nihil there: nobody lives in these squares"


@needs_formats
def test_of_buurten_without_a_number_the_percentage_is_far_coarser():
    """Binnenstad-Noord: 6 % of 4 440: 5.5 % of 4 437.5 to 6.5 % of 4 442.5."""
    found = read_buurten(FORMATS / "buurt2017.zip")
    assert bounds(found, "BU00140000") == pytest.approx([244.0625, 288.7625])
    assert found.table.loc["BU00140004", "known_65"] == Known.ABSENT
    assert bounds(found, "BU00140004") == [0, 12.5], "no more than inhabitants"
    assert "percentage" in found.notes[0].nl


def buurten(path: Path, **columns: list[object]) -> Path:
    n = len(next(iter(columns.values())))
    boxes = [shapely.box(190_000 + 100 * i, 500_000, 190_100 + 100 * i, 500_100) for i in range(n)]
    codes = columns.pop("buurtcode", [f"BU0166000{i}" for i in range(n)])
    gpd.GeoDataFrame({"buurtcode": codes, **columns}, geometry=boxes, crs=RD).to_file(
        path / "b.gpkg"
    )
    return path / "b.gpkg"


def test_the_number_of_a_buurt_is_taken_before_its_percentage(tmp_path):
    found = read_buurten(
        buurten(
            tmp_path,
            aantal_inwoners=[100, 100],
            percentage_personen_65_jaar_en_ouder=[30, 30],
            aantal_personen_65_jaar_en_ouder=[25, -99997],
        )
    )
    assert bounds(found, "BU01660000") == [22.5, 27.5]
    assert bounds(found, "BU01660001") == [0, 4]


@pytest.mark.parametrize("share", ["130", "-3", "veel"])
def test_a_share_that_cannot_be_is_told_also_beside_a_number_that_is_read_instead(tmp_path, share):
    with pytest.raises(InputError, match="expected a percentage from 0 to 100"):
        read_buurten(
            buurten(
                tmp_path,
                aantal_inwoners=[100, 100],
                percentage_personen_65_jaar_en_ouder=["20", share],
                aantal_personen_65_jaar_en_ouder=[20, 20],
            )
        )


def test_shares_above_100_and_codes_that_cannot_be_read_are_told_at_once(tmp_path):
    with pytest.raises(InputError) as error:
        read_buurten(
            buurten(
                tmp_path,
                buurtcode=["BU01660000", "dorp"],
                aantal_inwoners=[100, 100],
                percentage_personen_65_jaar_en_ouder=[130, 20],
            )
        )
    assert "'130', expected a percentage from 0 to 100" in faults(error)
    assert "'dorp' cannot be read" in faults(error)


AGES = ("65-69", "70-74", "75-79", "80-84", "85-89", "90-94", "95+")


def pc4(path: Path, ages: tuple[str, ...] = AGES, number: str = "10") -> Path:
    lines = ["postcode;leeftijd;inwoners", *(f"8261;{age};{number}" for age in ages)]
    (path / "pc4.csv").write_text("\n".join(lines), encoding="utf-8")
    return path / "pc4.csv"


def test_every_class_of_age_may_be_rounded_by_two_and_a_half(tmp_path):
    found = read_pc4(pc4(tmp_path))
    assert found.kind == ZoneKind.PC4
    assert bounds(found, "8261") == [70 - 7 * 2.5, 70 + 7 * 2.5]
    assert bounds(found, "8261", 75) == [50 - 5 * 2.5, 50 + 5 * 2.5]


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (AGES[:-1], "are not all there"),
        (AGES[1:], "are not all there"),
        ((*AGES[:3], *AGES[4:]), "do not follow each other"),
        ((*AGES, "75-79"), "do not follow each other"),
        (("60-69", *AGES[1:]), "crosses 65 or 75"),
        (("oud", *AGES[1:]), "'oud' cannot be read"),
    ],
)
def test_ages_that_do_not_add_up_are_told(tmp_path, ages, said):
    with pytest.raises(InputError) as error:
        read_pc4(pc4(tmp_path, ages))
    assert said in faults(error)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("65-69", (65, 69)),
        ("65 tot 70 jaar", (65, 69)),
        ("95+", (95, None)),
        ("95 jaar of ouder", (95, None)),
        ("90 jaar en ouder", (90, None)),
        ("70-65", None),
        ("", None),
    ],
)
def test_a_class_of_age_is_read_as_people_write_it(text, years):
    assert parse_ages(text) == years


def csv(path: Path, *lines: str) -> Path:
    (path / "telling.csv").write_text("\n".join(lines), encoding="utf-8")
    return path / "telling.csv"


@pytest.mark.parametrize(
    ("head", "row", "kind", "code"),
    [
        ("postcode;huisnummer", "8261 AB;12a", ZoneKind.ADRES, "8261AB 12A"),
        ("postcode", "8261ab", ZoneKind.PC6, "8261AB"),
        ("pc4", "8261", ZoneKind.PC4, "8261"),
        ("buurtcode", "BU01660000", ZoneKind.BUURT, "BU01660000"),
        ("gemeentecode", "GM0166", ZoneKind.GEMEENTE, "GM0166"),
    ],
)
def test_a_gemeente_counts_per_address_postcode_or_area(tmp_path, head, row, kind, code):
    found = read_own_counts(csv(tmp_path, f"{head};n_65;n_75", f"{row};13;4"))
    assert (found.kind, found.own) == (kind, True)
    assert bounds(found, code) == [13, 13]
    assert bounds(found, code, 75) == [4, 4]


def test_counts_that_are_all_multiples_of_five_are_read_as_rounded(tmp_path):
    found = read_own_counts(csv(tmp_path, "buurtcode;n_65", "BU01660000;10", "BU01660001;15"))
    assert bounds(found, "BU01660000") == [7.5, 12.5]
    assert "vijftallen" in found.notes[0].nl


def test_more_of_75_than_of_65_and_over_cannot_be(tmp_path):
    with pytest.raises(InputError, match="do not add up"):
        read_own_counts(csv(tmp_path, "buurtcode;n_65;n_75", "BU01660000;3;4"))


HEAD = "gebied;jaar;factor_65_74;factor_75;bron;datum"


def test_a_forecast_has_factors_a_source_and_a_date(tmp_path):
    found = read_forecast(csv(tmp_path, HEAD, "GM0166;2040;1,1;1,5;Gemeente;2026-01-01"))
    assert (found.year, found.source, found.date, found.warnings) == (
        "2040",
        "Gemeente",
        "2026-01-01",
        (),
    )
    assert found.factors.loc["GM0166"].tolist() == [1.1, 1.5]


@pytest.mark.parametrize("source", ["PBL/CBS 2019", "CBS Regionale prognose 2022", "pbl (2022)"])
def test_who_names_a_forecast_that_was_withdrawn_is_warned(tmp_path, source):
    found = read_forecast(csv(tmp_path, HEAD, f";2040;1,1;1,5;{source};jan"))
    assert "ingetrokken" in found.warnings[0].nl


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";2040;110;1,5;Gemeente;2026", "expected a factor"),
        (";2040;1,1;-1;Gemeente;2026", "expected a factor"),
        (";2040;1,1;1,5;;2026", "bron is empty"),
        (";2040;1,1;1,5;Gemeente;", "datum is empty"),
    ],
)
def test_a_forecast_without_a_source_or_with_factors_that_cannot_be_is_refused(tmp_path, row, said):
    with pytest.raises(InputError) as error:
        read_forecast(csv(tmp_path, HEAD, row))
    assert said in faults(error)


def test_squares_in_a_csv_say_the_same_as_those_with_outlines(tmp_path):
    numbers = [40, -99997, -99995]
    drawn = read_squares(
        squares(tmp_path, aantal_inwoners=[80, 20, 20], aantal_inwoners_65_jaar_en_ouder=numbers)
    )
    (tmp_path / "s.csv").write_text(
        "crs28992res100m;aantal_inwoners;aantal_inwoners_65_jaar_en_ouder\n"
        "E1900N5000;80;40\nE1901N5000;20;-99997\nE1902N5000;20;-99995\n",
        "utf-8",
    )
    told = read_squares(tmp_path / "s.csv", extent=(189_000, 499_000, 191_000, 501_000))
    columns = [f"{bound}_65" for bound in ("low", "high")]
    assert (told.table[columns] == drawn.table[columns]).all(axis=None)
    assert told.table.geometry.geom_equals(drawn.table.geometry).all()


def test_squares_in_a_csv_without_codes_are_a_fault(tmp_path):
    (tmp_path / "s.csv").write_text("vak;aantal_inwoners_65_jaar_en_ouder\n1;5\n", "utf-8")
    with pytest.raises(InputError, match="no column with codes"):
        read_squares(tmp_path / "s.csv")


def test_several_files_of_postcodes_are_read_as_one_and_none_is_in_two(tmp_path):
    for code in ("8261", "8262"):
        (tmp_path / f"{code}.csv").write_text(
            f"postcode;leeftijd;inwoners\n{code};65-74;100\n{code};75+;50\n", "utf-8"
        )
    one, other = tmp_path / "8261.csv", tmp_path / "8262.csv"
    found = read_pc4_files([one, other])
    assert found.table["likely_65"].to_dict() == {"8261": 150, "8262": 150}
    assert found.source == "8261.csv, 8262.csv"
    with pytest.raises(InputError, match="postcode 8261 is in two"):
        read_pc4_files([one, other, one])
