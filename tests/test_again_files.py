"""A second run writes no file of dwellings anew that an earlier one wrote of just these: the same bytes, never others."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wozgeo.config import read_config
from wozgeo.domain.contracts import RD_NEW, STATED_DOOR
from wozgeo.domain.language import Language
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.osm_arrays import arrays_to_bytes
from wozgeo.outputs.found import Found
from wozgeo.outputs.map.packed_points import PackedColumn, pack_points, unpack_points
from wozgeo.runs import kept_files, writing
from wozgeo.runs.keeping import OF_DWELLINGS, Kept
from wozgeo.runs.kept_files import KeptFiles

NAMES = ("woningen.csv", "woningen.xlsx", "woningen.parquet")
COLUMNS = [PackedColumn("index", "id"), PackedColumn("afstand_huisarts_m", "number")]


def dwellings(metres: float = 401.0, street: str = "Dorpsstraat") -> gpd.GeoDataFrame:
    table = pd.DataFrame(
        {"straat": [street, None], "afstand_huisarts_m": [metres, np.inf]},
        index=pd.Index(["n1", "n2"], name="locatie_id"),
    )
    points = shapely.points([(190_000, 507_000), (190_100, 507_000)])
    return gpd.GeoDataFrame(table, geometry=points, crs=RD_NEW)


def found(woningen: gpd.GeoDataFrame | None = None, **more: object) -> Found:
    places = {"voorziening": ["huisarts"], "naam": ["Jansen"], "telt_als": [""], "bron": ["osm"]}
    index = pd.Index(["n9"], name="voorziening_id")
    shops = gpd.GeoDataFrame(
        places, index=index, geometry=[shapely.Point(190_050, 507_000)], crs=RD_NEW
    )
    streets = gpd.GeoDataFrame({"kind": [], "name": []}, geometry=[], crs=RD_NEW)
    given = {"name": "Voorbeeld", "search_limit_m": 5000, "backdrop": streets}
    homes = dwellings() if woningen is None else woningen
    return Found(**{**given, "woningen": homes, "voorzieningen": shops, **more})


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """What was written or packed, rather than taken."""
    seen: list[str] = []

    def noted(name: str, real):
        def make(*given):
            seen.append(name)
            return real(*given)

        return make

    for name in ("write_csv", "write_dwellings", "write_parquet"):
        monkeypatch.setattr(writing, name, noted(name, getattr(writing, name)))
    monkeypatch.setattr(kept_files, "pack_points", noted("pack_points", pack_points))
    return seen


def written(folder: Path, what: Found, kept: Kept) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    writing.write_tables(folder, what, KeptFiles(kept))
    return {name: (folder / name).read_bytes() for name in NAMES}


def test_files_of_the_same_dwellings_are_the_same_bytes_and_are_not_written_again(
    kept, made, tmp_path
) -> None:
    first = written(tmp_path / "eerst", found(), kept)
    assert len(made) == 3
    assert written(tmp_path / "weer", found(), kept) == first
    assert len(made) == 3
    assert written(tmp_path / "vers", found(), Kept()) == first
    assert len(made) == 6


@pytest.mark.parametrize(
    "other",
    [
        lambda: found(dwellings(metres=399.0)),
        lambda: found(dwellings(street="Kerkstraat")),
        lambda: found(dwellings().iloc[:1]),
        lambda: found(dwellings().rename(index={"n2": "n3"})),
        lambda: found(dwellings().assign(straat=["Dorpsstraat", ""])),
        lambda: found(language=Language.EN),
        lambda: found(name="Anders"),
    ],
)
def test_other_dwellings_or_other_words_are_written_anew(other, kept, made, tmp_path) -> None:
    written(tmp_path / "eerst", found(), kept)
    again = written(tmp_path / "weer", other(), kept)
    assert len(made) == 6
    assert again == written(tmp_path / "vers", other(), Kept())


@pytest.mark.parametrize("name", ["_writers", "zlib"])
def test_another_library_that_writes_makes_them_anew(name, kept, made, tmp_path, monkeypatch):
    written(tmp_path / "eerst", found(), kept)
    if name == "zlib":
        monkeypatch.setattr(kept_files.zlib, "ZLIB_RUNTIME_VERSION", "another")
    else:
        monkeypatch.setattr(kept_files, name, lambda: ["another"])
    written(tmp_path / "weer", found(), kept)
    assert len(made) == 6


def as_kept(content: bytes):
    array = np.frombuffer(content, dtype=np.uint8)
    return lambda key: arrays_to_bytes({"content": array}, {}, key=key)


def book_with(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr(name, "macro")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "spoilt"),
    [
        ("woningen.csv", b"\xef\xbb\xbflocatie_id;straat\r\n=cmd();\r\n"),
        ("woningen.csv", b'\xef\xbb\xbflocatie_id;straat\r\nn1;"@cmd;"\r\n'),
        ("woningen.csv", b"\xef\xbb\xbf+cmd;straat\r\n"),
        ("woningen.csv", b"MZ"),
        ("woningen.xlsx", book_with("xl/vbaProject.bin")),
        ("woningen.xlsx", b"no workbook"),
        ("woningen.parquet", b"PAR1 and no end"),
    ],
)
def test_what_can_be_run_or_is_another_file_is_not_taken(name, spoilt, kept, tmp_path) -> None:
    first = written(tmp_path / "eerst", found(), kept)
    mine = KeptFiles(kept).of_dwellings(found()).kept.about({"file": name}, OF_DWELLINGS)
    good = mine.place.read_bytes()
    mine.place.write_bytes(as_kept(spoilt)(mine.key))
    assert mine.place.read_bytes() != good
    assert written(tmp_path / "weer", found(), kept) == first
    assert mine.place.read_bytes() == good


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda b: b[:-9], lambda b: b[:-1] + b"\0\0"])
def test_what_is_damaged_is_written_anew_and_mended(spoil, kept, made, tmp_path) -> None:
    first = written(tmp_path / "eerst", found(), kept)
    for path in tmp_path.glob(f"*{OF_DWELLINGS}"):
        path.write_bytes(spoil(path.read_bytes()))
    assert written(tmp_path / "weer", found(), kept) == first
    assert len(made) == 6
    assert written(tmp_path / "nog", found(), kept) == first
    assert len(made) == 6


def test_a_street_that_is_called_like_a_formula_is_written_harmless_and_kept(kept, made, tmp_path):
    odd = found(dwellings(street="=HYPERLINK(1)"))
    first = written(tmp_path / "eerst", odd, kept)
    assert b";'=HYPERLINK(1);" in first["woningen.csv"]
    assert written(tmp_path / "weer", odd, kept) == first
    assert len(made) == 3


def test_points_of_the_map_are_packed_once(kept, made) -> None:
    files = KeptFiles(kept)
    first = files.points(dwellings(), COLUMNS)
    assert files.points(dwellings(), COLUMNS) == first == pack_points(dwellings(), COLUMNS)
    assert made == ["pack_points"]
    assert unpack_points(first)["afstand_huisarts_m"].tolist() == [401.0, np.inf]
    assert files.points(dwellings(), COLUMNS[:1]) != first
    assert files.points(dwellings(metres=399.0), COLUMNS) != first
    assert len(made) == 3


def test_points_that_would_end_the_script_are_packed_anew(kept, made) -> None:
    first = KeptFiles(kept).points(dwellings(), COLUMNS)
    (file,) = kept.place.parent.glob(f"*{OF_DWELLINGS}")
    file.write_bytes(as_kept(b"</script><script>alert(1)</script>")(file.stem))
    assert KeptFiles(kept).points(dwellings(), COLUMNS) == first
    assert len(made) == 2


def test_of_dwellings_in_a_list_of_ones_own_no_file_is_kept(kept) -> None:
    config = read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=Path("uit"))
    config = replace(config, locations=())
    homes = dwellings()
    assert KeptFiles.of(config, homes, kept).kept == kept
    own = replace(config, locations=(Path("adressen.csv"),))
    assert KeptFiles.of(own, homes, kept) == KeptFiles()
    x, y = STATED_DOOR
    stated = homes.assign(**{x: [190_000.0, np.nan], y: [507_000.0, np.nan]})
    assert KeptFiles.of(config, stated, kept) == KeptFiles()
