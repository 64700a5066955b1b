"""How many seniors live in every buurt of CBS: by their number, or else by their share?"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.language import Text
from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.population import EVERYONE, Figures, ZoneKind
from wozgeo.inputs.cbs import rd_outlines
from wozgeo.inputs.coordinates import Extent
from wozgeo.inputs.population import words
from wozgeo.inputs.population.figures import figures_of
from wozgeo.inputs.population.outlines import NO_CRS, REMEDY, fields_of, has_crs, layer_with
from wozgeo.inputs.population.person_intervals import (
    PersonCells,
    Strange,
    at_most_all,
    more_than_all,
    read_counts,
    read_share,
)
from wozgeo.inputs.population.spellings import CodeMeaning, find_columns, read_spellings
from wozgeo.inputs.sheet import cell_text, shortened
from wozgeo.inputs.vector_files import open_vector_file

_WATER = ("ja", "b")


def read_buurten(path: Path, *, extent: Extent | None = None) -> Figures:
    """Read CBS buurten.

    Parameters
    ----------
    path
        GeoPackage, Shapefile or GeoJSON, zipped or not, in any CRS, with a layer of buurten. A number of 65 and
        over (a multiple of 5) is taken before a percentage of the inhabitants, which is far coarser.
    extent
        Only buurten that touch this box (metres, RD New) are read; None: all.

    Returns
    -------
    Figures
        Index the code of the buurt. Water is left out. What CBS keeps secret or does not give is no more than
        the inhabitants.

    Raises
    ------
    InputError
        Naming every fault.
    """
    spellings = read_spellings()
    names = spellings.names("buurt")
    file = open_vector_file(path, remedy=REMEDY, several=True)
    layer = layer_with(file, names["code"])
    fields, crs = fields_of(file, layer), file.info(layer)["crs"]
    found = find_columns(fields, names)
    if not has_crs(crs):
        raise InputError(path, f"layer {layer}: {NO_CRS}")
    if "personen_65" not in found and not {"inwoners", "percentage_65"} <= {*found}:
        raise InputError(
            path,
            "no column with persons of 65 and over, nor inhabitants with a percentage (found: "
            f"{', '.join(fields)}); take CBS wijken en buurten with its figures",
        )
    box = None
    if extent is not None:
        box = pyproj.Transformer.from_crs(RD_NEW, crs, always_xy=True).transform_bounds(*extent)
    raw, _ = file.read(layer, columns=sorted({*found.values()}), bbox=box)
    if "water" in found:
        raw = raw[~raw[found["water"]].map(cell_text).str.casefold().isin(_WATER)]
    raw = raw.reset_index(drop=True)
    if raw.empty:
        raise InputError(
            path, "holds no buurten here; take the file of the region that is looked at"
        )
    code = raw[found["code"]].map(cell_text)
    shapes, misshapen = rd_outlines(as_places(raw.geometry), code)
    twice = shortened(f"{one}: there twice" for one in sorted(set(code[code.duplicated()])))
    odd = ~code.str.fullmatch(r"BU\d{4}[0-9A-Z]{4}")
    unread = shortened(
        f"code {text!r} cannot be read; expected a buurt as BU01660000" for text in code[odd]
    )
    (of_65, of_75, everyone), faults, strange = _read(raw, found, code, spellings.meaning("buurt"))
    if faults or misshapen or twice or unread:
        raise InputError(path, [*unread, *twice, *misshapen, *faults])
    of_all = everyone.columns(EVERYONE) if "inwoners" in found else {}
    table = pd.DataFrame({**of_65.columns(65), **of_75.columns(75), **of_all})
    places = gpd.GeoDataFrame(
        table.set_axis(pd.Index(code, name="code")), geometry=shapes, crs=RD_NEW
    )
    notes = [] if "personen_65" in found else [words.FROM_SHARE.about(file=path.name)]
    return figures_of(
        ZoneKind.BUURT, path, places.sort_index(), strange=strange, notes=list[Text](notes)
    )


def _read(
    raw: pd.DataFrame, found: dict[str, str], labels: "pd.Series[str]", meaning: CodeMeaning
) -> tuple[tuple[PersonCells, PersonCells, PersonCells], list[str], dict[str, Strange]]:
    """Read of 65 and over, of 75 and over and all; the faults; and by column what nobody explains."""
    spellings = read_spellings()
    cells = {
        key: read_counts(raw[found[key]], labels, meaning, half=spellings.half, name=found[key])
        if key in found
        else PersonCells.absent(raw.index)
        for key in ("inwoners", "personen_65", "personen_75")
    }
    faults = [fault for one in cells.values() for fault in one.faults]
    strange = {found[key]: one.strange for key, one in cells.items() if key in found}
    everyone, of_65 = cells["inwoners"], cells["personen_65"]
    if (
        "percentage_65" in found
    ):  # beside a number it is not read, and told all the same when it cannot be
        share = read_share(
            raw[found["percentage_65"]], labels, meaning, everyone,
            half=spellings.half_percent, name=found["percentage_65"],
        )  # fmt: skip
        faults += share.faults
        if "personen_65" not in found:
            of_65, strange[found["percentage_65"]] = share, share.strange
    if {"personen_65", "inwoners"} <= {*found}:
        faults += more_than_all(
            of_65, everyone, labels, name=found["personen_65"], of=found["inwoners"]
        )
    of_65 = at_most_all(of_65, everyone)
    return (of_65, at_most_all(cells["personen_75"], of_65), everyone), faults, strange
