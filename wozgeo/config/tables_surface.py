"""What may a run file say of rasters over the area, and of where a geclusterde woonvorm may come?"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from wozgeo.config.key_kinds import AboveZero, Filled, NotNegative
from wozgeo.domain.toml_files import Table, refused

SURFACE_LAYERS = ("afstand", "zeker", "score", "senioren")
"""Rasters that may be asked for; the mask always comes with them."""


def _each_once(layers: list[str]) -> list[str]:
    if not layers or len(layers) != len(set(layers)):
        raise refused(
            f"found {layers!r}, expected one or more of {', '.join(SURFACE_LAYERS)}, each once"
        )
    return layers


Layers = Annotated[
    list[Literal["afstand", "zeker", "score", "senioren"]], AfterValidator(_each_once)
]
CellSide = Annotated[float, Field(ge=0.5, le=1000, allow_inf_nan=False)]


class SurfaceTable(Table):
    """Rasters over the whole area (folder raster/): made where this table is, even when it is empty."""

    cell_m: CellSide = Field(
        description="Side of a cell, in metres; cells lie on multiples in RD New."
    )
    layers: Layers = Field(
        description="Which: afstand and zeker (per voorziening), score, senioren; masker.tif always."
    )
    least_m2: NotNegative = Field(
        description="A search area (layer zoekgebieden) smaller than this is left out, in square metres."
    )
    allowed: Filled | None = Field(
        default=None, description="Polygons: search areas lie within this land alone."
    )
    excluded: Filled | None = Field(
        default=None, description="Polygons: no search area lies within this land."
    )
    seniors_m: AboveZero = Field(
        description="The walk within which seniors are counted, in metres; less than this is within."
    )
