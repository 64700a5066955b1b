"""Broken files: whatever a reader is given, it is clean or one clear error, and never less without a word.

Sound files are spoilt in ways that files are spoilt in: cut off, overwritten, a byte or value turned, a part
doubled or taken out. Marked ``fuzz``: the test command runs it once.
"""

import io
import itertools
import json
import random
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import osmium
import pytest
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from towns import OsmDraft
from wozgeo.config import read_config
from wozgeo.domain.criteria import read_criteria
from wozgeo.domain.errors import WozgeoError
from wozgeo.inputs.bag import read_bag
from wozgeo.inputs.cbs import read_areas
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facility_rules import read_facility_rules
from wozgeo.inputs.osm import read_backdrop, read_osm
from wozgeo.inputs.plans import read_plan_list
from wozgeo.inputs.points import read_facility_list, read_location_list

N_EACH = 220
"""Spoilt files per sound one; there are more than fourteen of those."""

VALUES = [
    "", "-", "NaN", "1e999", "-1", "999999999999999999999999", "51,88", "1-1-2025", "\x00", "\ud800".encode("utf-8", "replace").decode(),
    "'\"<>&", "x" * 5000, "\u202e", "null", "true", "[]", "{}", "=1+1", "POLYGON EMPTY", "CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,0 0))",
]  # fmt: skip


@dataclass(frozen=True)
class Sound:
    """A file that is read, how, and how much of it."""

    name: str
    content: bytes
    read: Callable[[Path], Any]
    n: int


def _points() -> gpd.GeoDataFrame:
    table = {
        "id": [f"P{n}" for n in range(6)],
        "plan_id": [f"P{n}" for n in range(6)],
        "naam": ["Een", "Twee", "Drie", "Vier", "Vijf", "Zes"],
        "voorziening": ["huisarts"] * 6,
        "aantal_woningen": [5, 6, 7, 8, 9, 10],
        "openbaar": ["ja"] * 6,
        "x": [171_000 + n for n in range(6)],
        "y": [434_000 + n for n in range(6)],
    }
    places = [shapely.Point(171_000 + n, 434_000 + n) for n in range(6)]
    return gpd.GeoDataFrame(table, geometry=places, crs=28992)


def _areas() -> gpd.GeoDataFrame:
    squares = [
        shapely.box(170_000 + 500 * n, 434_000, 170_400 + 500 * n, 434_400) for n in range(6)
    ]
    table = {"buurtcode": [f"BU0001000{n}" for n in range(6)], "buurtnaam": ["B"] * 6}
    return gpd.GeoDataFrame(table, geometry=squares, crs=28992)


def _bag() -> gpd.GeoDataFrame:
    table = {
        "identificatie": [f"016601000000000{n}" for n in range(6)],
        "status": ["Verblijfsobject in gebruik"] * 6,
        "openbare_ruimte_naam": ["Kade"] * 6,
        "huisnummer": [1, 2, 3, 4, 5, 6],
        "postcode": ["8261AA"] * 6,
        "woonplaats_naam": ["Kampen"] * 6,
        "gebruiksdoel": ["woonfunctie"] * 6,
        "pand_identificatie": ["0166100000000001"] * 6,
    }
    return gpd.GeoDataFrame(table, geometry=_points().geometry, crs=28992)


def _saved(table: gpd.GeoDataFrame, path: Path, **writing: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table.to_file(path, **writing)
    return path.read_bytes()


def _csv(table: gpd.GeoDataFrame) -> bytes:
    return table.drop(columns="geometry").to_csv(sep=";", index=False).encode()


def _xlsx(table: gpd.GeoDataFrame) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    plain = table.drop(columns="geometry")
    for row in [[*plain.columns], *plain.itertuples(index=False)]:
        book.active.append([*row])
    book.save(content)
    return content.getvalue()


def _zipped(folder: Path) -> bytes:
    _saved(_areas(), folder / "buurten.shp")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        for part in sorted(folder.glob("buurten.*")):
            parts.write(part, part.name)
    return content.getvalue()


def _complexes() -> bytes:
    rows = [f"C{n};Kade {n + 1} t/m {n + 8};Kampen;ja;nee" for n in range(6)]
    return "\n".join(["complex_id;adres;woonplaats;levensloopgeschikt;intramuraal", *rows]).encode()


def _town(path: Path) -> bytes:
    town = OsmDraft(box=(-1000, -1000, 1000, 1000))
    for n in range(6):
        town.line((0, 50 * n), (100, 50 * n), (100, 50 * n + 50), highway="residential")
    town.node(5, 5, amenity="doctors", name="Dokter")
    town.area((0, 0), (20, 0), (20, 20), building="house", **{"addr:housenumber": "1"})
    return town.write(path).read_bytes()


def _packed(xml: bytes, folder: Path) -> bytes:
    (folder / "b.osm").write_bytes(xml)
    with osmium.SimpleWriter(folder / "b.osm.pbf", overwrite=True) as writer:
        for thing in osmium.FileProcessor(folder / "b.osm"):
            writer.add(thing)
    return (folder / "b.osm.pbf").read_bytes()


def _osm(path: Path) -> list[Any]:
    rules = read_facility_rules(None, include=())
    tables = read_osm(path, rules=rules, dwelling_rule=read_dwelling_rule(None))
    read_backdrop(path)
    return [*tables.ways.index.unique()]


def _plans(path: Path) -> Any:
    return read_plan_list(path, extent=None).plans


def _facilities(path: Path) -> Any:
    return read_facility_list(path, extent=None, mode="add")


def _locations(path: Path) -> Any:
    return read_location_list(path, extent=None)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> dict[str, Sound]:
    folder = tmp_path_factory.mktemp("heel")
    run_file = b'[run]\nout = "uit"\n[osm]\nfile = "a.osm"\n[sites]\nspacing_m = 20\n[[plans]]\nfile = "p.csv"\n'
    data = Path(__file__).parents[1] / "data"
    files = [
        Sound("plannen.gpkg", _saved(_points(), folder / "p.gpkg", layer="p"), _plans, 6),
        Sound("plannen.geojson", _saved(_points(), folder / "p.geojson"), _plans, 6),
        Sound("plannen.csv", _csv(_points()), _plans, 6),
        Sound("plannen.xlsx", _xlsx(_points()), _plans, 6),
        Sound("artsen.csv", _csv(_points()), _facilities, 6),
        Sound("artsen.xlsx", _xlsx(_points()), _facilities, 6),
        Sound("punten.gpkg", _saved(_points(), folder / "l.gpkg", layer="l"), _locations, 6),
        Sound("punten.geojson", _saved(_points(), folder / "l.geojson"), _locations, 6),
        Sound("buurten.geojson", _saved(_areas(), folder / "b.geojson"), _buurten, 6),
        Sound("buurten.zip", _zipped(folder), _buurten, 6),
        Sound(
            "bag.gpkg", _saved(_bag(), folder / "bag.gpkg", layer="verblijfsobject"), _objects, 6
        ),
        Sound("complexen.csv", _complexes(), lambda path: read_complex_list(path).complexes, 6),
        Sound("stad.osm", _town(folder / "a.osm"), _osm, 6),
        Sound("stad.osm.pbf", _packed(_town(folder / "a.osm"), folder), _osm, 6),
        Sound("run.toml", run_file, lambda path: [read_config(path)], 1),
        Sound("criteria.toml", (data / "criteria.toml").read_bytes(), read_criteria, 4),
        Sound("soorten.toml", (data / "voorzieningen.toml").read_bytes(), _rules, 1),
    ]
    return {file.name: file for file in files}


def _buurten(path: Path) -> Any:
    return read_areas(path).loc["buurt"]


def _objects(path: Path) -> Any:
    return read_bag(path, area=None).addresses


def _rules(path: Path) -> list[Any]:
    return [read_facility_rules(path, include=())]


def spoil(content: bytes, chance: random.Random) -> bytes:
    """Spoil a file as files are spoilt."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(spoilt) or 1)
        length = min(chance.choice((1, 4, 30, 500)), len(spoilt) - at)
        match chance.randrange(7):
            case 0:
                del spoilt[at:]
            case 1:
                spoilt[at : at + length] = chance.randbytes(length)
            case 2:
                del spoilt[at : at + length]
            case 3:
                spoilt[at:at] = spoilt[at : at + length]
            case 4:
                spoilt[at : at + length] = bytes(length)
            case 5:
                if at < len(spoilt):
                    spoilt[at] ^= 1 << chance.randrange(8)
            case _:
                _turn_a_value(spoilt, chance)
    return bytes(spoilt)


def _turn_a_value(spoilt: bytearray, chance: random.Random) -> None:
    """Put something else where a value stands: between quotes, separators or brackets."""
    marks = [i for i, byte in enumerate(spoilt[:20_000]) if byte in b'";,[]<>=']
    if len(marks) > 1:
        i = chance.randrange(len(marks) - 1)
        value = chance.choice(VALUES).encode("utf-8", "replace")
        spoilt[marks[i] + 1 : marks[i + 1]] = value


def test_the_sound_files_are_read_whole(sound, tmp_path):
    for file in sound.values():
        (tmp_path / file.name).write_bytes(file.content)
        assert len(file.read(tmp_path / file.name)) == file.n, file.name


NAMES = [
    "plannen.gpkg", "plannen.geojson", "plannen.csv", "plannen.xlsx", "artsen.csv", "artsen.xlsx", "punten.gpkg",
    "punten.geojson", "buurten.geojson", "buurten.zip", "bag.gpkg", "complexen.csv", "stad.osm", "stad.osm.pbf",
    "run.toml", "criteria.toml", "soorten.toml",
]  # fmt: skip


@pytest.mark.fuzz
@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_file_is_read_or_refused_and_never_read_in_part(sound, tmp_path, name):
    file, found = sound[name], Counter[str]()

    @settings(
        max_examples=N_EACH,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(st.integers(0, 2**48))
    def try_one(seed: int) -> None:
        content = spoil(file.content, random.Random(seed))
        path = tmp_path / name
        path.write_bytes(content)
        read, refused = _tried(file, path)
        found["refused" if refused else "read"] += 1
        if refused:
            assert refused.faults
            assert refused.source in (str(path), path.name, "criteria.definitions"), refused.source
        else:
            assert len(read) >= _still_there(file, content), f"seed {seed}"

    try_one()
    assert found["refused"] + found["read"] >= N_EACH, found
    print(name, dict(found))  # noqa: T201


def _tried(file: Sound, path: Path) -> tuple[Any, WozgeoError | None]:
    try:
        return file.read(path), None
    except WozgeoError as error:
        return (), error


def _still_there(file: Sound, content: bytes) -> int:
    """Count, without the reader, what of the sound file is still there and can be counted simply."""
    if file.name.endswith(".geojson"):
        return content.count(b'"type": "Feature"') if _is_json(content) else 0
    if file.name.endswith(".csv") and b'"' not in content:
        return len({line[:3] for line in content.splitlines() if re.match(rb"[PC]\d;", line)})
    if file.name == "stad.osm":
        return _n_streets(content)
    return 0


def _n_streets(content: bytes) -> int:
    """Count the streets that have two nodes after each other in the file."""
    try:
        town = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return 0
    nodes = {node.get("id") for node in town.iter("node")}
    streets = set()
    for way in town.iter("way"):
        refs = [nd.get("ref") for nd in way.iter("nd")]
        whole = any(a != b and {a, b} <= nodes for a, b in itertools.pairwise(refs))
        if whole and any(tag.get("k") == "highway" for tag in way.iter("tag")):
            streets.add(way.get("id"))
    return len(streets)


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True
