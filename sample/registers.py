"""Which files stand beside the OpenStreetMap data, as a gemeente and a corporation hold them?"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sample.bag import build_bag
from sample.buurten import build_areas
from sample.candidates import write_candidates
from sample.complexes import write_complexes
from sample.curves import HEIGHT_M, WIDTH_M
from sample.geopackage import write_layers
from sample.model import XY, Sheet
from sample.plans import build_plans
from sample.seniors import build_postcodes, build_squares, households, with_counts, write_pc4
from sample.writing import ORIGIN_RD

Placed = Sequence[tuple[Sheet, int, int]]


def write_registers(sheets: Placed, folder: Path) -> list[Path]:
    """Write BAG, buurten, squares, ages, planmonitor and complexes; equal sheets give equal bytes.

    Parameters
    ----------
    sheets
        Each with its column and row in the larger map.
    folder
        Where to; earlier files of these names are replaced.

    Raises
    ------
    FileNotFoundError
        When the folder does not exist.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder; make it first")
    placed = [(sheet, _place(column, row)) for sheet, column, row in sheets]
    plans = pd.concat([build_plans(sheet, shift) for sheet, shift in placed], ignore_index=True)
    areas = build_areas(placed)
    homes = households(placed, areas["buurten"])
    areas["buurten"] = with_counts(areas["buurten"], homes)
    return [
        write_layers(folder / "bag.gpkg", build_bag(placed)),
        write_layers(folder / "buurten.gpkg", areas),
        write_layers(folder / "vierkanten.gpkg", build_squares(homes)),
        write_layers(folder / "postcodes.gpkg", build_postcodes(areas["buurten"], placed)),
        write_pc4(folder / "pc4_leeftijd.csv", homes),
        write_candidates(folder / "kandidaten.csv", [shift for _, shift in placed]),
        write_layers(folder / "planmonitor.gpkg", {"planmonitor": plans}),
        write_complexes(folder / "complexen.xlsx", [sheet for sheet, _ in placed]),
    ]


def _place(column: int, row: int) -> XY:
    return ORIGIN_RD[0] + column * WIDTH_M, ORIGIN_RD[1] + row * HEIGHT_M
