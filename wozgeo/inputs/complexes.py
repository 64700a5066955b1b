"""Which complexes does a housing corporation list, and at which addresses?

A row is an address, or several: ``huisnummer`` and ``adres`` may hold a list or a range
(`wozgeo.inputs.house_numbers`). The id repeats on every row of a complex; its name and attributes
stand on every row or on some.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from wozgeo.domain.errors import InputError
from wozgeo.domain.facts import Fact, FactKind
from wozgeo.domain.language import Text
from wozgeo.domain.shown import short
from wozgeo.inputs.alike_ids import alike_ids
from wozgeo.inputs.complex_columns import (
    COUNT,
    OF_FACTS,
    OWNER,
    PARTS,
    SAID_OF_EACH,
    TARGETS,
    choose_mapping,
    chosen_cells,
    column_faults,
    disagreeing,
    find_unused,
    has_addresses,
    names_of,
    told_apart,
)
from wozgeo.inputs.fact_cells import expected_of, keep_fact, read_fact
from wozgeo.inputs.house_numbers import SplitAddress, on_one_street, split_address, with_addition
from wozgeo.inputs.made_by_excel import ROUNDED_BY_EXCEL
from wozgeo.inputs.merged_cells import is_within_one, merged_faults, spread
from wozgeo.inputs.numerals import parse_number
from wozgeo.inputs.repeated_addresses import leave_out_repeated
from wozgeo.inputs.rows_of_totals import total_faults
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.sheet_files import read_sheet
from wozgeo.inputs.stated_counts import stated_counts
from wozgeo.inputs.stated_doors import read_doors
from wozgeo.inputs.yes_no_years import is_unknown, read_answer

_POSTCODE = r"[1-9]\d{3}[A-Z]{2}"


@dataclass(frozen=True)
class ComplexList:
    """A user's list of complexes.

    Attributes
    ----------
    complexes
        Index ``complex_id``, sorted: ``naam``, ``opdrachtgever`` where the list says it ("" for who is not
        told), ``bron``, what is known of the building (boolean,
        <NA> unknown), ``share_55plus`` (0 to 1); and where the list says how many dwellings there are
        ``n_genoemd`` and ``n_genoemd_som`` (`wozgeo.inputs.stated_counts`).
    addresses
        A row per address: ``complex_id``, ``rij``, ``opgegeven``, ``straat``, ``nummer``,
        ``toevoeging``, ``postcode``, ``woonplaats``, ``apart`` (the addition stood in a cell of its own),
        ``reeks``, ``andere_kant`` (of a range of which nothing says that it holds this side of the street);
        in the order of the file.
    mapping
        The column that was read for each target.
    notes
        What a reader of the results should know.
    repeated
        Addresses left out as they were given before in the same complex: ``complex_id``, ``rij``,
        ``opgegeven``, ``eerder`` (the row that counts).
    """

    complexes: pd.DataFrame
    addresses: pd.DataFrame
    mapping: dict[str, str]
    notes: tuple[Text, ...]
    repeated: pd.DataFrame


def read_complex_list(path: Path, *, columns: Mapping[str, str] | None = None) -> ComplexList:
    """Read a user's list of complexes.

    Parameters
    ----------
    path
        CSV or Excel. ``complex_id`` and per row an address: ``adres``, or ``huisnummer`` (with
        ``huisletter`` and ``toevoeging`` where there are) with ``straat`` or ``postcode``. In the
        columns on the building ja, j, true, waar, 1 and x are yes; nee, n, false, onwaar and 0 no;
        empty and onbekend unknown. ``aandeel_55plus`` is a percentage, 0 to 100.
    columns
        Target and the user's name for it, whatever the capitals; goes before the names above.

    Raises
    ------
    InputError
        Naming every fault in the list.
    """
    columns = {t.strip().casefold(): n.strip().casefold() for t, n in (columns or {}).items()}
    names = [*columns.values(), *(name for target in TARGETS for name in names_of(target))]
    sheet = read_sheet(path, columns=names, keep_merged=True)
    mapping = choose_mapping(sheet, columns)
    sheet = spread(sheet, {mapping[target] for target in SAID_OF_EACH if target in mapping})
    cells = chosen_cells(sheet, mapping)
    labels = _labels(sheet, cells["complex_id"])
    addresses, address_faults = read_addresses(cells, labels)
    attributes, attribute_faults = _attributes(cells, labels)
    stated, count_faults = stated_counts(cells["complex_id"], cells[COUNT], labels)
    faults = [
        *column_faults(sheet, columns, mapping),
        *disagreeing(sheet, mapping, columns),
        *sheet.faults,
        *_merged_faults(sheet, mapping),
        *(_id_faults(cells["complex_id"], labels) if "complex_id" in mapping else []),
        *(address_faults if has_addresses(mapping) else []),
        *attribute_faults,
        *count_faults,
    ]
    faults += alike_ids(cells["complex_id"], "complex_id")
    faults += total_faults(cells["complex_id"], cells["naam"], labels, "complex_id")
    if not faults:
        faults = [
            *_without_address(cells["complex_id"], addresses["complex_id"]),
            *told_apart(sheet, mapping),
        ]
    if faults:
        raise InputError(path, faults)
    kept, repeated, notes = leave_out_repeated(addresses)
    return ComplexList(
        complexes=(attributes.join(stated) if COUNT in mapping else attributes).assign(
            bron=path.name
        ),
        addresses=kept,
        mapping=mapping,
        notes=(*sheet.notes, *notes, *find_unused(sheet, mapping)),
        repeated=repeated,
    )


def _merged_faults(sheet: Sheet, mapping: Mapping[str, str]) -> list[str]:
    """Tell of cells merged over rows of which nobody knows what they say of each.

    A number or an answer within one complex is said of that complex, as where it stands on one of its rows.
    """
    targets = {name: target for target, name in mapping.items()}
    whole = {COUNT, *OF_FACTS} if "complex_id" in mapping else set()
    ids = sheet.cells[mapping["complex_id"]] if whole else pd.Series(dtype=object)
    return merged_faults(
        [
            cell
            for cell in sheet.merged
            if not (targets.get(cell.column) in whole and is_within_one(cell, ids))
        ]
    )


def _labels(sheet: Sheet, ids: "pd.Series[str]") -> "pd.Series[str]":
    told = [
        f"{sheet.row_word} {number}{f' ({name})' if name else ''}" for number, name in ids.items()
    ]
    return pd.Series(told, index=ids.index, dtype=object)


def _id_faults(ids: "pd.Series[str]", labels: "pd.Series[str]") -> list[str]:
    empty = shortened(
        f"{label}: complex_id is empty; repeat it on every row of the complex"
        for label in labels[ids == ""]
    )
    rounded = shortened(
        f"{label}: Excel has rounded this id when it saved the file; make the column text "
        "(Celeigenschappen > Tekst), fill in the ids again and save"
        for label in labels[ids.map(ROUNDED_BY_EXCEL.fullmatch).notna()]
    )
    return [*empty, *rounded]


def _attributes(cells: pd.DataFrame, labels: "pd.Series[str]") -> tuple[pd.DataFrame, list[str]]:
    """Give each complex what its rows say, and tell where they say two things."""
    readers: dict[str, Callable[[str], object]] = {
        **dict.fromkeys(("naam", OWNER), lambda text: short(" ".join(text.split())) or None),
        **{column: _reader_of(fact) for column, fact in OF_FACTS.items()},
    }
    ids, faults, table = cells["complex_id"], [], {}
    for target, read in readers.items():
        texts = cells[target]
        values = texts.map({text: read(text) for text in texts.unique()}).astype(object)
        told = values.notna()
        faults += _not_understood(target, texts[~told], labels)
        named = told & (ids != "")
        faults += _contradictions(target, ids[named], values[named], texts)
        table[target] = values[told].groupby(ids[told]).first()
    index = pd.Index(sorted(ids.unique()), name="complex_id")
    words = {name: table[name].reindex(index).fillna("").astype(object) for name in ("naam", OWNER)}
    frame = pd.DataFrame(
        {name: word for name, word in words.items() if name == "naam" or word.any()}
    )
    for target, fact in OF_FACTS.items():
        told = table[target].reindex(index)
        if fact.kind is FactKind.SHARE:
            frame[fact.name] = told.astype("Float64") / 100
        else:
            frame = frame.assign(**keep_fact(fact, told))
    return frame, faults


def _reader_of(fact: Fact) -> Callable[[str], object]:
    if fact.kind is FactKind.SHARE:
        return _percentage
    return lambda text: read_fact(fact, text, read_answer)


def _percentage(text: str) -> float | None:
    """Read a percentage; above 0 and up to 1 only with its sign, since Excel stores 55 % as 0,55."""
    number = parse_number(text.removesuffix("%"))
    clear = number == 0 or 1 < number <= 100 or (text.endswith("%") and 0 < number <= 1)
    return number if clear else None


def _not_understood(target: str, texts: "pd.Series[str]", labels: "pd.Series[str]") -> list[str]:
    if target in ("naam", OWNER):
        return []
    fact = OF_FACTS[target]
    words = "ja or nee (also j, n, x, yes, no, 1, 0, waar, onwaar)"
    expected = f"expected {expected_of(fact, words)} or an empty cell (nvt, - and ? too)"
    if fact.kind is FactKind.SHARE:
        expected = (
            "expected a percentage of 0 to 100 (0,55 in a cell that Excel shows as 55% is written "
            "55, and 1 as 100 or 1%) or an empty cell"
        )
    odd = texts[~texts.map(is_unknown).astype(bool)]
    return shortened(
        f"{label}: {target} is {text!r}; {expected}"
        for label, text in zip(labels[odd.index], odd, strict=True)
    )


def _contradictions(
    target: str, ids: "pd.Series[str]", values: pd.Series, texts: "pd.Series[str]"
) -> list[str]:
    alike = values.str.casefold() if target in ("naam", OWNER) else values
    pairs = pd.DataFrame({"id": ids, "value": alike}).drop_duplicates()
    several = pairs[pairs.duplicated("id", keep=False)]
    return shortened(
        f"complex {name!r}: {target} is "
        + " and ".join(f"{texts[row]!r} on row {row}" for row in rows.index)
        + "; make them the same, or give the complexes ids of their own"
        for name, rows in several.groupby("id", sort=False)
    )


def read_addresses(cells: pd.DataFrame, labels: "pd.Series[str]") -> tuple[pd.DataFrame, list[str]]:
    """Give every address a row of its own, and tell which rows cannot be read.

    Parameters
    ----------
    cells
        From `wozgeo.inputs.complex_columns.chosen_cells`.
    labels
        How a fault calls each row.
    """
    cells = _with_whole_addresses(cells)
    rows = cells[(cells[[*PARTS, "postcode"]] != "").any(axis=1)]
    codes, unique = pd.factorize(pd.Series([*rows[[*PARTS]].itertuples(index=False, name=None)]))
    read = pd.DataFrame([_read_row(*texts) for texts in unique], columns=SplitAddress._fields)
    read = read.iloc[codes].set_index(rows.index)
    given, inside = (some["postcode"].map(_postcode) for some in (rows, read))
    whole = pd.DataFrame(
        {
            "complex_id": rows["complex_id"],
            "rij": rows.index,
            "opgegeven": _as_given(rows),
            "straat": read["street"],
            "postcode": given.where(given != "", inside),
            "woonplaats": rows["woonplaats"].where(rows["woonplaats"] != "", read["place"]),
            "apart": rows["huisletter"] + rows["toevoeging"] != "",
        }
    )
    doors, door_faults = read_doors(rows, labels[rows.index])
    whole = whole.assign(**doors)
    faults = [*_address_faults(rows, read, whole, labels), *door_faults]
    numbers = [number for some in read["numbers"] for number in some.found]
    n_numbers = [len(some.found) for some in read["numbers"]]
    table = whole.iloc[np.repeat(np.arange(len(whole)), n_numbers)].reset_index(drop=True)
    table.insert(4, "nummer", pd.Series([n.number for n in numbers], dtype="Int64"))
    table.insert(5, "toevoeging", np.array([n.addition for n in numbers], dtype=object))
    marks = {
        "reeks": np.array([n.in_range for n in numbers], dtype=bool),
        "andere_kant": np.array([n.other_side for n in numbers], dtype=bool),
    }
    return table.assign(**marks), faults


def _with_whole_addresses(cells: pd.DataFrame) -> pd.DataFrame:
    """Take a street with a number in it for a whole address where no number stands beside it."""
    parts = ["adres", "huisnummer", "huisletter", "toevoeging"]
    whole = (cells[parts] == "").all(axis=1) & cells["straat"].str.contains(r"\d")
    return cells.assign(
        adres=cells["adres"].mask(whole, cells["straat"]), straat=cells["straat"].mask(whole, "")
    )


def _read_row(adres: str, straat: str, huisnummer: str, letter: str, addition: str) -> SplitAddress:
    if adres:
        return split_address(adres)
    numbers = with_addition(huisnummer, letter, addition)
    if not numbers.fault:
        numbers = on_one_street(straat, numbers, f"{straat} {huisnummer}")
    return SplitAddress(straat, numbers)


def _postcode(text: str) -> str:
    return "".join(text.split()).upper()


def _as_given(rows: pd.DataFrame) -> "pd.Series[str]":
    """Put the address of each row in one line, as the user wrote it."""
    addition = ("-" + rows["toevoeging"].str.removeprefix("-")).where(rows["toevoeging"] != "", "")
    parts = rows["straat"] + " " + rows["huisnummer"] + rows["huisletter"] + addition
    place = (rows["postcode"] + " " + rows["woonplaats"]).str.strip()
    told = rows["adres"].where(rows["adres"] != "", parts.str.strip())
    return told + (", " + place).where(place != "", "")


def _address_faults(
    rows: pd.DataFrame, read: pd.DataFrame, whole: pd.DataFrame, labels: "pd.Series[str]"
) -> list[str]:
    """Tell the first thing that is wrong with each row; ``whole`` holds what was made of it."""
    in_one = rows["adres"] != ""
    unreadable = pd.Series([some.fault for some in read["numbers"]], index=rows.index)
    checks: list[tuple[pd.Series[bool], Callable[[int], str]]] = [
        (
            in_one & (rows[[*PARTS[1:]]] != "").any(axis=1),
            lambda _: "adres is filled and so are columns with its parts; keep one of the two",
        ),
        (
            ~in_one & (rows["huisnummer"] == ""),
            lambda row: f"huisnummer is empty (found {whole['opgegeven'][row]!r}); fill it in",
        ),
        (
            unreadable != "",
            lambda row: f"{'adres' if in_one[row] else 'huisnummer'}: {unreadable[row]}",
        ),
        (
            ~whole["postcode"].str.fullmatch(f"({_POSTCODE})?"),
            lambda row: f"postcode {whole['postcode'][row]!r}; expected one as 1234 AB, or empty",
        ),
        (
            (whole["straat"] == "") & (whole["postcode"] == ""),
            lambda row: f"{whole['opgegeven'][row]!r} has neither street nor postcode; add one",
        ),
        (
            _differ(read["postcode"].map(_postcode), whole["postcode"])
            | _differ(read["place"].str.casefold(), whole["woonplaats"].str.casefold()),
            lambda row: (
                f"adres {rows['adres'][row]!r} has another postcode or place than the "
                "columns beside it; make them the same"
            ),
        ),
    ]
    faults = []
    fine = pd.Series(data=True, index=rows.index)
    for wrong, tell in checks:
        faults += shortened(f"{labels[row]}: {tell(row)}" for row in rows.index[wrong & fine])
        fine &= ~wrong
    return faults


def _differ(one: "pd.Series[str]", other: "pd.Series[str]") -> "pd.Series[bool]":
    return (one != "") & (one != other)


def _without_address(ids: "pd.Series[str]", with_address: "pd.Series[str]") -> list[str]:
    without = ids[~ids.isin(with_address.unique())]
    return shortened(
        f"complex {name!r} (row {rows.index[0]}) has no address; add one, or drop the complex"
        for name, rows in without.groupby(ids, sort=False)
    )
