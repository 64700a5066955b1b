"""How long do lists and registers take, against the bare part of the work? Ratios of one run.

Usage::

    python scripts/benchmark_lists.py kampen.osm.pbf
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import geopandas as gpd
import numpy as np
import openpyxl
import pyogrio
import shapely
from make_lists import make_complexes, make_plans, write_complexes

from wozgeo.config import parse_config
from wozgeo.domain.contracts import RD_NEW
from wozgeo.inputs.addresses import find_addresses
from wozgeo.inputs.bag import read_bag
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import OsmTables, read_osm
from wozgeo.runs import run

BAG_OBJECTS = 1_000_000
AREA_SHARE = 0.01
"""10 000 of a million."""


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def time_complexes(osm: OsmTables, folder: Path) -> dict[str, float]:
    """Read and look up 5 000 complexes of 40 addresses; reading the bare workbook is the measure."""
    path = folder / "complexen.xlsx"
    write_complexes(make_complexes(osm.dwellings, 5_000, size=40), path)

    def bare() -> None:
        book = openpyxl.load_workbook(path, read_only=True)
        for _ in book.worksheets[0].iter_rows(values_only=True):
            pass

    def whole() -> None:
        own = read_complex_list(path)
        find_addresses(own.addresses, osm.addresses)

    bare_s, whole_s = seconds(bare), seconds(whole)
    return {"bare workbook s": bare_s, "list and lookup s": whole_s, "ratio": whole_s / bare_s}


def time_plans(path: Path, osm: OsmTables, folder: Path) -> dict[str, float]:
    """Do a whole run with 1 000 sites and one without, in turns."""
    make_plans(osm.dwellings, 1_000).to_file(folder / "plannen.gpkg", layer="planmonitor")
    without = {"run": {"out": str(folder / "uit")}, "osm": {"file": str(path)}}
    with_plans = {**without, "plans": [{"file": str(folder / "plannen.gpkg")}]}
    times: dict[str, list[float]] = {"without": [], "with": []}
    for _ in range(3):
        for name, table in (("without", without), ("with", with_plans)):
            config = parse_config(table, source="benchmark", folder=Path())
            times[name].append(seconds(partial(run, config)))
    ratios = [b / a for a, b in zip(times["without"], times["with"], strict=True)]
    medians = {f"{name} plans s": statistics.median(values) for name, values in times.items()}
    return {**medians, "ratio": statistics.median(ratios)}


def make_bag(path: Path) -> float:
    """Write a BAG of a million dwellings on a lattice; returns the width of its square in metres."""
    n, side = BAG_OBJECTS, int(BAG_OBJECTS**0.5)
    number = np.arange(n)
    x, y = 150_000.0 + 20.0 * (number % side), 450_000.0 + 20.0 * (number // side)
    text = np.char.zfill(number.astype(str), 9)
    table = gpd.GeoDataFrame(
        {
            "identificatie": np.char.add("0999010", text),
            "oppervlakte": np.full(n, 80),
            "bouwjaar": np.full(n, 1980),
            "status": "Verblijfsobject in gebruik",
            "gebruiksdoel": "woonfunctie",
            "openbare_ruimte_naam": "Dorpsstraat",
            "huisnummer": number % 200 + 1,
            "huisletter": "",
            "toevoeging": "",
            "postcode": "1234AB",
            "woonplaats_naam": "Proefdorp",
            "pand_identificatie": np.char.add("0999100", text),
        },
        geometry=shapely.points(x, y),
        crs=RD_NEW,
    )
    pyogrio.write_dataframe(table, path, layer="verblijfsobject", driver="GPKG")
    for name in ("ligplaats", "standplaats"):
        pyogrio.write_dataframe(table.iloc[:0], path, layer=name, driver="GPKG", append=True)
    return 20.0 * side


def time_bag(folder: Path) -> dict[str, float]:
    """Read an area of 10 000 of a million dwellings, and all of them."""
    path = folder / "bag.gpkg"
    width = make_bag(path)
    part = width * AREA_SHARE**0.5
    area = shapely.box(150_000 + part, 450_000 + part, 150_000 + 2 * part, 450_000 + 2 * part)
    read_bag(path, area=area)
    area_s = statistics.median(seconds(lambda: read_bag(path, area=area)) for _ in range(3))
    whole_s = seconds(lambda: read_bag(path, area=None))
    return {"area s": area_s, "whole s": whole_s, "ratio": area_s / whole_s}


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def main(path: Path) -> None:
    """Print what was measured."""
    osm = read_osm(path, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, found in (
            ("5 000 complexes of 40 addresses", time_complexes(osm, folder)),
            ("1 000 sites", time_plans(path, osm, folder)),
            ("an area of a BAG of a million", time_bag(folder)),
        ):
            print(title, json.dumps({k: round(v, 4) for k, v in found.items()}), flush=True)


if __name__ == "__main__":
    main()
