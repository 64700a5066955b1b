"""Which building plans does a planmonitor or a list of sites hold?

A list is read whole or not at all: one error names every fault in it. Only plans without a sound
site may be left out, when the user says so, and then they are listed. How a planmonitor calls its
columns is in ``data/planmonitor.toml``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from wozgeo.domain.contracts import PLAN_TEXTS, PLAN_YEARS, RD_NEW
from wozgeo.domain.errors import InputError
from wozgeo.domain.facts import FACTS
from wozgeo.domain.language import Text
from wozgeo.domain.many_shapes import as_places
from wozgeo.inputs.complex_columns import tell_unused
from wozgeo.inputs.coordinates import Extent
from wozgeo.inputs.plan_cells import read_plan_cells, repeated_plan_ids, texts_of
from wozgeo.inputs.plan_columns import (
    OWN_NAMES,
    PLAN_TARGETS,
    Choice,
    Planmonitor,
    choose_columns,
    read_planmonitor,
)
from wozgeo.inputs.plan_confidentiality import (
    find_called_secret,
    find_told_elsewhere,
    judge_confidential,
    tell_confidential,
)
from wozgeo.inputs.plan_layers import SUFFIXES, PlanLayer, Told, find_sites, read_plan_layer
from wozgeo.inputs.rows_of_totals import total_faults
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.sheet_files import read_sheet
from wozgeo.inputs.spelling import plain_hyphens
from wozgeo.inputs.vector_files import PassedOver
from wozgeo.inputs.words_lists import (
    ELSEWHERE,
    NUMBERED,
    PASSED_OVER,
    READ_AS,
    SKIPPED,
    YEARS_IN_WORDS,
)
from wozgeo.inputs.yes_no_years import is_wide

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_OF_THE_FILE = frozenset({"fid", "ogc_fid", "objectid", "globalid", "shape_length", "shape_area"})
"""Columns that a program keeps for itself: nobody wrote anything in them."""

_NO_SITES = "no plan has a sound site"
_MEND_OR_SKIP = "mend the file, or say skip_faulty when what is left is enough"


@dataclass(frozen=True)
class PlanList:
    """A list of building plans, and how it was read.

    Attributes
    ----------
    plans
        Plans of the contract, sorted by id.
    mapping
        Column of the contract to column of the file, as it was used. CSV and Excel: in lower case.
    preset
        The planmonitor whose names fit, ``""`` when none was needed.
    notes
        What a reader should know. They may be shared: they name no plan.
    skipped
        Plans without a sound site that were left out: ``id``, ``fault`` and whether they are
        ``vertrouwelijk``. Empty unless ``skip_faulty``.
    numbered
        Whether the list gives no ids, so that each is the number of the row.
    """

    plans: gpd.GeoDataFrame
    mapping: Mapping[str, str]
    preset: str
    notes: tuple[Text, ...]
    skipped: pd.DataFrame
    numbered: bool = False


def read_plan_list(
    path: Path,
    *,
    layer: str | None = None,
    preset: str | None = None,
    columns: Mapping[str, str] = _NO_NAMES,
    skip_faulty: bool = False,
    public: bool = False,
    extent: Extent | None,
) -> PlanList:
    """Read a list of building plans.

    Parameters
    ----------
    path
        FileGDB, GeoPackage, GeoJSON or Shapefile in any CRS, of points or polygons; or Excel or CSV
        with ``lon`` and ``lat``, ``x`` and ``y``, or ``geometrie`` (WKT in RD New).
    layer
        Which layer, where several could be meant.
    preset
        A planmonitor of ``data/planmonitor.toml``; None: the one that fits, if one does.
    columns
        The user's own names, before those of the preset: column of the contract to column of the
        file.
    skip_faulty
        Leave out plans of which the site is missing or broken, and list them. All other faults still
        stop the reading.
    public
        That all plans may be shared when no column says which may. A column goes before it.
    extent
        Of the streets that were read: plans wholly outside are left out, and the notes tell how many.
        None: not checked.

    Returns
    -------
    PlanList
        What the file does not say is unknown ("" or NA). A plan is public only where the file says
        so in so many words, in every column that speaks of it; without such a column only when
        ``public``, and the notes tell.

    Raises
    ------
    InputError
        Naming every fault in the list.
    """
    known = read_planmonitor()
    read = _read(path, layer, known, columns)
    choice, faults = choose_columns(
        read.fields,
        preset=preset,
        columns=columns,
        with_places=read.sheet.geometry is None,
        cut_off=read.cut_off,
    )
    if faults:
        raise InputError(path, [*faults, *read.sheet.faults])
    cells, numbered = _cells(read, choice)
    table, told = read_plan_cells(cells, choice)
    table["vertrouwelijk"] = judge_confidential(
        read.sheet.cells, choice.questions, words=known.confidentiality, public=public
    )
    sites, misplaced, elsewhere, faults = find_sites(_placed(read.sheet, cells), extent=extent)
    labels = read.sheet.labels() if numbered else _labels(cells, read.sheet)
    told += [] if skip_faulty else [misplaced]
    faults = [*read.sheet.faults, *faults, *repeated_plan_ids(cells["plan_id"], read.sheet)]
    if read.passed_over and not skip_faulty:
        faults.append(f"{read.passed_over}; {_MEND_OR_SKIP}")
    faults += total_faults(cells["plan_id"], table["naam"], labels, "plan_id")
    faults += _unsure_who_may_see(read, choice, known, public=public)
    told += _called_secret(cells, table, choice, known)
    faults += [fault for kind in told for fault in _sentences(kind, labels)]
    if not faults and len(misplaced) + len(elsewhere) == len(cells):
        why = _all_elsewhere(sites, elsewhere, extent) if len(elsewhere) else _NO_SITES
        faults = [why, *_sentences(misplaced, labels)]
    if faults:
        raise InputError(path, faults)
    plans = gpd.GeoDataFrame(table.assign(bron=path.name), geometry=sites.to_numpy(), crs=RD_NEW)
    ids = cells["plan_id"].drop([*misplaced, *elsewhere])
    kept = plans.loc[ids.index].set_index(pd.Index(ids, name="plan_id", dtype=str)).sort_index()
    return PlanList(
        kept,
        choice.mapping,
        choice.preset,
        (
            *read.sheet.notes,
            *_notes(kept, choice, known, numbered=numbered, public=public),
            *_left_out(len(misplaced), read.passed_over, len(elsewhere)),
            *_years_in_words(cells, choice),
            *_unused(read, choice, known),
        ),
        _skipped(misplaced, cells, table),
        numbered,
    )


def _called_secret(
    cells: pd.DataFrame, table: pd.DataFrame, choice: Choice, known: Planmonitor
) -> Iterator[Told]:
    """Tell which plans are called confidential, where no column says that they are."""
    said_so = table["vertrouwelijk"] & bool(choice.questions)
    for name in PLAN_TEXTS:
        yield find_called_secret(
            texts_of(cells, name),
            said_so,
            words=known.confidentiality,
            said="is called" if name == "naam" else f"has {choice.mapping.get(name, name)}",
            by_phase=name in ("projectfase", "status") and not choice.questions,
        )


def _all_elsewhere(sites: gpd.GeoSeries, elsewhere: pd.Index, extent: Extent | None) -> str:
    low_x, low_y, high_x, high_y = as_places(sites[elsewhere]).total_bounds
    box = "" if extent is None else " (x {0:.0f} to {2:.0f}, y {1:.0f} to {3:.0f})".format(*extent)
    return (
        f"no plan lies in the streets that were read{box}: they lie at x {low_x:.0f} to {high_x:.0f}, y "
        f"{low_y:.0f} to {high_y:.0f}; take the OSM extract of the region of the plans"
    )


def _left_out(n_misplaced: int, passed_over: PassedOver | None, n_elsewhere: int) -> Iterator[Text]:
    """Say how many plans the list holds that are not among those that were read."""
    if n_misplaced:
        yield SKIPPED.about(n_misplaced)
    if passed_over:
        yield PASSED_OVER.about(n=passed_over.n_read, n_there=passed_over.n_there)
    if n_elsewhere:
        yield ELSEWHERE.about(n_elsewhere)


def _years_in_words(cells: pd.DataFrame, choice: Choice) -> Iterator[Text]:
    """Say how many cells with years say more than a year."""
    wide = sum(
        is_wide(text) for name in PLAN_YEARS if name in choice.mapping for text in cells[name]
    )
    if wide:
        yield YEARS_IN_WORDS.about(n=wide)


def _unused(read: PlanLayer, choice: Choice, known: Planmonitor) -> list[Text]:
    """Tell which columns say nothing to wozgeo, save those that a planmonitor is known to have."""
    used = {*choice.mapping.values(), *(question.field for question in choice.questions)}
    used = {name.casefold() for name in used} | _OF_THE_FILE
    used |= {other for preset in known.presets.values() for other in preset.others}
    unused = [name for name in read.fields if name.casefold() not in used]
    return tell_unused(unused, [fact for fact in FACTS if fact not in choice.mapping])


def _read(
    path: Path, layer: str | None, known: Planmonitor, columns: Mapping[str, str]
) -> PlanLayer:
    names = {name.strip().casefold() for name in columns.values()}
    names |= known.spellings([*PLAN_TARGETS, *known.places])
    if path.suffix.lower() in SUFFIXES:
        return read_plan_layer(path, layer=layer, known=names)
    # A date is content here, not a number that a spreadsheet spoiled.
    years = known.spellings(PLAN_YEARS) | {*PLAN_YEARS}
    years |= {name.strip().casefold() for key, name in columns.items() if key.casefold() in years}
    sheet = read_sheet(path, columns=names - years)
    if layer is not None:
        raise InputError(
            path,
            f"layer {layer!r} is asked for, but a list has no layers; leave layer out, or save that "
            "sheet to a workbook of its own",
        )
    return PlanLayer(sheet, tuple(sheet.cells.columns), cut_off=False)


def _cells(read: PlanLayer, choice: Choice) -> tuple[pd.DataFrame, bool]:
    """Give the chosen columns under the names of the contract; say if plans are called by their row."""
    cells = pd.DataFrame(index=read.sheet.cells.index)
    for target, field in choice.mapping.items():
        cells[target] = read.sheet.cells[field.casefold()]
    numbered = "plan_id" not in cells
    if numbered:
        cells["plan_id"] = pd.Series(cells.index.astype(str), index=cells.index, dtype=str)
    cells["plan_id"] = cells["plan_id"].map(plain_hyphens)
    return cells, numbered


def _placed(sheet: Sheet, cells: pd.DataFrame) -> Sheet:
    """Let the columns that say where a plan lies have the names by which they are known."""
    places = {name: cells[name] for name in read_planmonitor().places if name in cells}
    return replace(sheet, cells=sheet.cells.assign(**places))


def _unsure_who_may_see(
    read: PlanLayer, choice: Choice, known: Planmonitor, *, public: bool
) -> list[str]:
    """Tell where a list may say which plans are public, and it is not read."""
    used = [*choice.mapping.values(), *(question.field for question in choice.questions)]
    return [
        *_unsaid(choice, known, public=public),
        *find_told_elsewhere(
            read.sheet.cells,
            used,
            others=_known_otherwise(read, known),
            words=known.confidentiality,
        ),
    ]


def _unsaid(choice: Choice, known: Planmonitor, *, public: bool) -> list[str]:
    """Tell that a planmonitor that says which plans are public has lost the column in which it does."""
    if choice.preset == OWN_NAMES or choice.questions or public:
        return []
    preset = known.presets[choice.preset]
    return [
        f"this is read as {preset.title.en}, which has a column {name}, and it is not in this file: nothing "
        "says which plans are public; export the list with that column, or, when all plans may be shared, "
        "say openbaar = true under [[plans]] in the run file (wozgeo sites: --openbaar)"
        for name in preset.columns.get("vertrouwelijk", ())[:1]
    ]


def _known_otherwise(read: PlanLayer, known: Planmonitor) -> set[str]:
    """Name the columns that are known to say something else than for whom a plan is."""
    names = known.spellings([name for name in PLAN_TARGETS if name != "vertrouwelijk"])
    names |= {other for preset in known.presets.values() for other in preset.others}
    names |= known.confidentiality["level_is_other"]
    if not read.cut_off:
        return names
    fields = {field.casefold() for field in read.fields}
    return names | {field for field in fields for name in names if name.startswith(field)}


def _labels(cells: pd.DataFrame, sheet: Sheet) -> "pd.Series[str]":
    named = cells[["plan_id"]].rename(columns={"plan_id": "id"})
    return Sheet(named, row_word=sheet.row_word).labels()


def _sentences(told: Told, labels: "pd.Series[str]") -> list[str]:
    return shortened(f"{labels[row]}: {sentence}" for row, sentence in told.items())


def _skipped(misplaced: Told, cells: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    rows = [*misplaced]
    skipped = {
        "id": cells.loc[rows, "plan_id"].astype(object),
        "fault": pd.Series(misplaced, dtype=object),
        "vertrouwelijk": table.loc[rows, "vertrouwelijk"],
    }
    return pd.DataFrame(skipped).sort_values("id").reset_index(drop=True)


def _notes(
    plans: gpd.GeoDataFrame, choice: Choice, known: Planmonitor, *, numbered: bool, public: bool
) -> Iterator[Text]:
    """Say how the list was read, without a word of what stands in it."""
    if choice.preset != OWN_NAMES:
        yield READ_AS.about(planmonitor=known.presets[choice.preset].title)
    yield from choice.notes
    if numbered:
        yield NUMBERED
    yield from tell_confidential(
        choice.questions,
        n_plans=len(plans),
        n_confidential=int(plans["vertrouwelijk"].sum()),
        public=public,
    )
