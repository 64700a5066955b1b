"""Make up a planmonitor file and a list of complexes from the real addresses of an OSM extract.

To try wozgeo, and to measure it, on a town of which nobody has such lists at hand. Addresses are real,
what is said of them is not. Equal arguments give equal lists. Usage::

    python scripts/make_lists.py kampen.osm.pbf --out lijsten --plans 50 --complexes 200
    wozgeo screen lijsten/complexen.xlsx --osm kampen.osm.pbf --out maps/kampen
"""

import random
import re
from pathlib import Path

import click
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wozgeo.domain.contracts import RD_NEW
from wozgeo.inputs.dwellings import read_dwelling_rule
from wozgeo.inputs.facilities import read_facility_rules
from wozgeo.inputs.osm import read_osm

YES_NO = ("ja", "ja", "ja", "nee", "")
LETTERS = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z]$)")
"""The hyphen of 32A-I, one address: with it wozgeo asks whether A to I is meant."""


def make_complexes(dwellings: gpd.GeoDataFrame, n: int, size: int | None = None) -> pd.DataFrame:
    """Take runs of neighbouring addresses on one street as complexes: a row per address."""
    rng = random.Random("complexen")
    usable = dwellings[(dwellings["straat"] != "") & (dwellings["postcode"] != "")]
    table = usable.assign(number=usable["huisnummer"].str.extract(r"^(\d+)")[0].astype(float))
    table = table.sort_values(["woonplaats", "straat", "number", "huisnummer"])
    streets = [rows for _, rows in table.groupby(["woonplaats", "straat"]) if len(rows) >= 12]
    parts = []
    for i in range(n):
        rows = streets[rng.randrange(len(streets))] if size is None else table
        length = size or rng.choice((8, 12, 14, 20, 24, 40))
        start = rng.randrange(max(1, len(rows) - length))
        chosen = rows.iloc[start : start + length]
        said = {
            name: rng.choice(YES_NO)
            for name in ("levensloopgeschikt", "ontmoetingsruimte_inpandig", "voor_senioren")
        }
        parts.append(
            pd.DataFrame(
                {
                    "complex_id": f"K{i + 1:04d}",
                    "naam": f"{chosen['straat'].iloc[0]} {chosen['huisnummer'].iloc[0]} e.v.",
                    "straat": chosen["straat"],
                    "huisnummer": chosen["huisnummer"].str.replace(LETTERS, "", regex=True),
                    "postcode": chosen["postcode"],
                    "woonplaats": chosen["woonplaats"],
                    **said,
                    "intramuraal": "nee",
                    "aandeel_55plus": rng.choice((20, 50, 80, "")),
                }
            )
        )
    return pd.concat(parts)


def make_plans(dwellings: gpd.GeoDataFrame, n: int) -> gpd.GeoDataFrame:
    """Draw sites of a quarter to two hectares at the edge of what is built."""
    rng = random.Random("plannen")
    xy = shapely.get_coordinates(dwellings.geometry.to_numpy())
    rows = []
    for i in range(n):
        at = rng.randrange(len(xy))
        width, depth, angle = rng.uniform(50, 140), rng.uniform(50, 140), rng.uniform(0, np.pi)
        x, y = xy[at] + np.array([np.cos(angle), np.sin(angle)]) * rng.uniform(30, 120)
        box = shapely.box(-width / 2, -depth / 2, width / 2, depth / 2)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        site = shapely.Polygon(shapely.get_coordinates(box) @ turn.T + (x, y))
        total = rng.choice((8, 12, 18, 24, 40, 60))
        clustered = rng.choice((0, total // 2, total, total))
        rows.append(
            {
                "planid": f"KP-{i + 1:04d}",
                "plannaam": f"Plan {dwellings['straat'].iloc[at]}",
                "gemeente": dwellings["woonplaats"].iloc[at],
                "woonplaats": dwellings["woonplaats"].iloc[at],
                "vertrouwelijkheid": "Openbaar",
                "opdrachtgever_type": rng.choice(("Corporatie", "Ontwikkelaar", "Gemeente")),
                "plantype": "Uitbreiding",
                "projectfase": rng.choice(("Initiatief", "Ontwerp", "Realisatie")),
                "status_planologisch": rng.choice(("Onherroepelijk", "In voorbereiding")),
                "oplevering_eerste": rng.choice((2027, 2028, 2029)),
                "oplevering_laatste": rng.choice((2029, 2030, 2032)),
                "aantal_nultreden_woningen": rng.choice((0, clustered, total)),
                "aantal_geclusterde_woningen": clustered,
                "aantal_zorggeschikte_woningen": 0,
                "aantal_huurwoningen_corporatie": rng.choice((0, total // 2, total)),
                "Totaal_bouw": total,
                "Totaal_resterend": total,
                "Totaal_netto": total,
                "realisatiekans": "Hoog",
                "geometry": shapely.MultiPolygon([site]),
            }
        )
    return gpd.GeoDataFrame(rows, crs=RD_NEW)


def write_complexes(table: pd.DataFrame, path: Path) -> None:
    """Write a workbook as an office would: one sheet, a header, text."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Complexen")
        for i, row in enumerate([list(table.columns), *table.to_numpy(dtype=object).tolist()]):
            for j, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(i, j, value)
                else:
                    sheet.write_number(i, j, value)


@click.command()
@click.argument("osm", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write in.")
@click.option("--plans", type=int, default=50, show_default=True)
@click.option("--complexes", type=int, default=200, show_default=True)
def main(osm: Path, out: Path, plans: int, complexes: int) -> None:
    """Write planmonitor.gpkg and complexen.xlsx."""
    tables = read_osm(osm, rules=read_facility_rules(), dwelling_rule=read_dwelling_rule())
    out.mkdir(parents=True, exist_ok=True)
    make_plans(tables.dwellings, plans).to_file(out / "planmonitor.gpkg", layer="planmonitor")
    write_complexes(make_complexes(tables.dwellings, complexes), out / "complexen.xlsx")
    print(out / "planmonitor.gpkg")
    print(out / "complexen.xlsx")


if __name__ == "__main__":
    main()
