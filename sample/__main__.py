"""Make the fictional gemeente Wozerwaard, on which ``wozgeo demo`` runs, or a larger one.

Usage::

    python -m sample
    python -m sample --dwellings 100000 --out groot.osm.pbf --registers map

Equal arguments give equal bytes (with the same versions of osmium, GDAL and XlsxWriter).
"""

import math
from pathlib import Path

import click

from sample.draw import draw_sheet
from sample.model import Sheet
from sample.registers import write_registers
from sample.writing import write_sheets

SHEET_DWELLINGS = 2500
"""About what one sheet holds."""

DEFAULT_OUT = Path(__file__).parents[1] / "data" / "voorbeeld" / "wozerwaard.osm.pbf"


def plan_sheets(dwellings: int) -> tuple[int, float]:
    """Return how many sheets to draw and which share of the ordinary houses to build on each."""
    count = max(1, math.ceil(dwellings / SHEET_DWELLINGS - 0.05))
    return count, min(1.0, dwellings / (count * SHEET_DWELLINGS))


def place_sheets(dwellings: int) -> list[tuple[Sheet, int, int]]:
    """Draw sheets side by side, as nearly square as it goes; each with its column and row."""
    count, density = plan_sheets(dwellings)
    columns = math.ceil(math.sqrt(count))
    return [(draw_sheet(i, density=density), i % columns, i // columns) for i in range(count)]


@click.command()
@click.option("--dwellings", type=click.IntRange(1000), default=SHEET_DWELLINGS, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option(
    "--registers",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for BAG, buurten, planmonitor and complexes; the sample itself always has them.",
)
def main(dwellings: int, out: Path | None, registers: Path | None) -> None:
    """Write a fictional gemeente as OpenStreetMap data, and its registers."""
    if out is None and dwellings != SHEET_DWELLINGS:
        raise click.UsageError("--out is needed: only the standard size replaces the sample itself")
    if out is None:
        out, registers = DEFAULT_OUT, registers or DEFAULT_OUT.parent
    sheets = place_sheets(dwellings)
    write_sheets(sheets, out)
    addresses = sum(len(b.addresses) for sheet, _, _ in sheets for b in sheet.buildings)
    print(f"{out}: {addresses} addresses on {len(sheets)} sheet(s), {out.stat().st_size} bytes")
    for path in write_registers(sheets, registers) if registers else ():
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
