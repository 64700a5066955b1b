"""How do verdicts and the summary of areas become the tables that people read?

Metres to the centimetre, shares to a tenth of a percent, and neither ever onto a limit that the
verdict did not see. An infinite distance or margin (searched, none found) stays infinite: what the
files make of it is for their writers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from wozgeo.domain.column import Kind
from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_areas import AreaWalk, VerdictCount
from wozgeo.domain.columns_seniors import SENIOR_COLUMNS
from wozgeo.domain.columns_sites import Location, SitePoints
from wozgeo.domain.columns_walks import AskedWalk
from wozgeo.domain.dictionary import kind_of
from wozgeo.domain.facts import FACTS, FactKind
from wozgeo.domain.metres import centimetres, margin_tenths, tenths
from wozgeo.domain.plain_types import NIVEAUS, FloatArray
from wozgeo.domain.vocabulary import VERDICT_LABELS, Measure

_DUTCH = {
    **{fact.name: fact.column for fact in FACTS.values() if fact.kind is FactKind.SHARE},
    "share_65plus": "aandeel_65plus",
}
_ONLY_WHERE_STATED = tuple(column for fact in FACTS.values() for column in fact.optional)

_ABOUT_AREAS = ("naam", "n_woningen", "n_inwoners", "aandeel_65plus")
_OF_CBS = ("n_inwoners", "share_65plus")


def thousandths(shares: FloatArray) -> FloatArray:
    """Round shares down to 3 decimals: 0.4996 is not a half, nor 0.9999 all; but a little is not none."""
    rounded = np.round(shares, 3)
    with np.errstate(invalid="ignore"):
        lifted = rounded > shares + 1e-9  # more than the dust of binary fractions
        vanished = (rounded == 0) & (shares > 0)
    return np.where(vanished, 0.001, np.where(lifted, np.round(rounded - 0.001, 3), rounded))


def build_plannen(
    objects: gpd.GeoDataFrame, definitions: Iterable[str], wanted: Collection[str]
) -> gpd.GeoDataFrame:
    """Lay everything known of a building plan in one row.

    Parameters
    ----------
    objects
        What was judged, unrounded; index: id as in the source. May be empty.
    definitions
        Names of the definitions, in the order of their columns.
    wanted
        The voorzieningen, in the order of their columns.

    Returns
    -------
    GeoDataFrame
        Index ``id``, sorted. First what it is, how far the ontmoetingsplek and what each definition
        says of it; then score, distances, evidence and the columns of its own.
    """
    return _build_objects(objects, tuple(definitions), wanted)


def build_complexen(
    objects: gpd.GeoDataFrame, definitions: Iterable[str], wanted: Collection[str]
) -> gpd.GeoDataFrame:
    """Lay everything known of a complex in one row; see `build_plannen`."""
    return _build_objects(objects, tuple(definitions), wanted)


def build_clusters(
    objects: gpd.GeoDataFrame, definitions: Iterable[str], wanted: Collection[str]
) -> gpd.GeoDataFrame:
    """Lay everything known of a cluster that nobody listed in one row; see `build_plannen`."""
    return _build_objects(objects, tuple(definitions), wanted)


def build_eisen(parts: Mapping[str, tuple[pd.DataFrame, pd.Series]]) -> pd.DataFrame:
    """Lay the verdict on every single requirement in one row: what was found beside what is asked.

    Parameters
    ----------
    parts
        Per word for what was judged ("plan"): its requirements, index (object_id, definition,
        requirement), unrounded; and its names by id. May be empty.

    Returns
    -------
    DataFrame
        A row per object, definition and requirement, sorted by object. ``gevonden``, ``grens`` and
        ``marge`` in ``eenheid``: metres to a tenth, as in the sentences; dwellings; or percent.
    """
    tables = [_of_requirements(word, *part) for word, part in parts.items() if len(part[0])]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _of_requirements(word: str, rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    rows = rows.sort_index(level=0, sort_remaining=False, kind="stable")
    place, definition, requirement = (rows.index.get_level_values(i) for i in range(3))
    unit = rows["unit"].astype(object)
    found, limit, margin = (
        rows[c].to_numpy(dtype=np.float64) for c in ("found", "limit", "margin")
    )
    of_walk, of_share = (unit == "m").to_numpy(), (unit == "aandeel").to_numpy()
    shown = np.select([of_walk, of_share], [tenths(found, limit), _percent(found)], default=found)
    missed = np.select(
        [of_walk, of_share], [margin_tenths(margin), _percent(margin)], default=margin
    )
    columns = {
        "wat": word,
        "id": place,
        "naam": names.astype(object).reindex(place).to_numpy(),
        "definitie": definition,
        "eis": [str(eis).replace("_", " ") for eis in requirement],
        "oordeel": rows["verdict"].map(VERDICT_LABELS).astype(object).to_numpy(),
        "gevonden": shown,
        "grens": np.where(of_share, limit * 100, limit),
        "marge": missed,
        "eenheid": unit.replace({"aandeel": "%"}).to_numpy(),
        "net_niet": rows["near_miss"].to_numpy(dtype=bool),
        "toelichting": rows["said"].to_numpy(),
        "nodig": rows["nodig"].to_numpy(),
        "ontbreekt": rows["missing"].to_numpy(),
        "hangt_af_van": rows["hangs_on"].to_numpy(),
    }
    return pd.DataFrame(columns).astype(dict.fromkeys(("gevonden", "grens", "marge"), object))


def _percent(shares: FloatArray) -> FloatArray:
    """Give shares in percent to one decimal, never higher than they are."""
    return np.floor(np.round(shares * 1000, 6)) / 10


def build_kernen(summary: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the kernen from the summary of areas.

    Parameters
    ----------
    summary
        Area summary, unrounded, index (niveau, code). May hold no kern.

    Returns
    -------
    GeoDataFrame
        Index ``code``, sorted. Without what CBS tells: it knows no kernen.
    """
    kern = summary.index.get_level_values("niveau") == "kern"
    known = [c for c in summary if c not in _OF_CBS and not AreaWalk.parse(c, AreaWalk.cbs_km)]
    return _dutch_areas(summary.loc[kern, known].droplevel("niveau")).sort_index()


def build_buurten(summary: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take buurten, then wijken, then gemeenten from the summary of areas.

    Parameters
    ----------
    summary
        Area summary, unrounded, index (niveau, code). May hold none of them.

    Returns
    -------
    GeoDataFrame
        Index (niveau, code), sorted by code within each niveau.
    """
    niveaus = summary.index.get_level_values("niveau")
    parts = [summary[niveaus == level].sort_index() for level in NIVEAUS]
    return _dutch_areas(gpd.GeoDataFrame(pd.concat(parts), crs=summary.crs))


def first_columns(definitions: Iterable[str]) -> list[str]:
    """Name what a table of objects begins with: the answer, before its evidence."""
    return [
        "naam",
        "kern",
        "n_woningen",
        *(
            column
            for d in map(OfDefinition, definitions)
            for column in (
                d.oordeel,
                d.stevig,
                d.gemeten_m,
                d.marge_m,
                d.bijna,
                d.toelichting,
                d.nodig,
            )
        ),
    ]


def first_of_areas(table: pd.DataFrame) -> list[str]:
    """Name what a table of areas begins with: what it is, and how many objects got which verdict."""
    return [
        *_ABOUT_AREAS,
        *(one.name for one in SENIOR_COLUMNS),
        *(counted.n for counted in VerdictCount.among(table.columns, VerdictCount.n)),
    ]


def _build_objects(
    objects: gpd.GeoDataFrame, definitions: Sequence[str], wanted: Collection[str]
) -> gpd.GeoDataFrame:
    table = objects.drop(columns=_unstated(objects)).rename(columns=_DUTCH)
    wished = [*first_columns(definitions), "rang", "score", *_evidence(definitions, wanted)]
    table = table.drop(columns=_of_no_walk(table, definitions))
    ordered = _ordered(table, [str(c) for c in wished])
    return _rounded(ordered).rename_axis("id").sort_index()


def _of_no_walk(table: pd.DataFrame, definitions: Iterable[str]) -> list[str]:
    """Name the columns of how it lies by definitions that name no walk: nothing stands in them."""
    silent = (of for of in map(Location, definitions) if of.ligging in table)
    return [
        column
        for of in silent
        if not table[of.ligging].astype(bool).any()
        for column in (of.ligt_goed, of.ligging)
    ]


def _unstated(objects: pd.DataFrame) -> list[str]:
    """Name the optional columns in which nothing stands: what can be made so, and classes."""
    there = [column for column in _ONLY_WHERE_STATED if column in objects]
    return [c for c in there if not objects[c].fillna(value=False).astype(bool).any()]


def _evidence(definitions: Sequence[str], wanted: Collection[str]) -> Iterator[str]:
    for location in map(Location, definitions):
        yield from (location.ligt_goed, location.ligging)
    yield from (SitePoints(kind).punten for kind in wanted)
    for walk in map(Walk, wanted):
        yield from map(walk.measured, Measure)
        yield from (walk.reden, walk.rand, walk.id, walk.naam)
    for key in definitions:
        yield from (AskedWalk(kind, key).gemeten_m for kind in wanted)
    for d in map(OfDefinition, definitions):
        yield from (d.hangt_aan, d.een_plek, d.aandeel, d.ontbreekt, d.hangt_af_van, d.ruimte_nodig)


def _dutch_areas(summary: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    table = summary.rename(columns=_DUTCH)
    return _rounded(_ordered(table, first_of_areas(table)))


def _ordered(table: gpd.GeoDataFrame, first: Iterable[str]) -> gpd.GeoDataFrame:
    """Put the columns of ``first`` in front, as far as they are there, and the geometry last."""
    geometry = table.geometry.name
    rest = [c for c in table.columns if c != geometry]
    return table[[*dict.fromkeys([*(c for c in first if c in table), *rest]), geometry]]


def _rounded(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Round each column of fractions in the way its kind asks for."""
    rounded = {
        str(name): _round(str(name), column.to_numpy(dtype=np.float64, na_value=np.nan))
        for name, column in table.select_dtypes([np.floating]).items()
    }
    return table.assign(**rounded)


def _round(name: str, numbers: FloatArray) -> FloatArray:
    kind = kind_of(name)
    if kind in (Kind.METRES, Kind.MARGIN_M):
        return centimetres(numbers)
    return thousandths(numbers) if kind is Kind.SHARE else np.round(numbers, 1)
