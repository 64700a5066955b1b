"""How are tables written to a GeoPackage that is the same, byte for byte, every time?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pyogrio

FIXED_TIME = "2026-01-01T00:00:00.000Z"


def write_layers(path: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> Path:
    """Write tables as the layers of a new GeoPackage, each with a spatial index."""
    path.unlink(missing_ok=True)
    with _fixed_gdal_time():
        for name, table in layers.items():
            pyogrio.write_dataframe(
                table,
                path,
                layer=name,
                driver="GPKG",
                dataset_options={"VERSION": "1.2"},
                layer_options={"GEOMETRY_NAME": "geom", "SPATIAL_INDEX": "YES"},
            )
    return path


@contextmanager
def _fixed_gdal_time() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_TIME})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
