"""What do the cells of a list of building plans say, and which say what cannot be?"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pandas as pd

from wozgeo.domain.contracts import PLAN_COUNTS, PLAN_TEXTS, PLAN_YEARS
from wozgeo.domain.facts import FACTS, Fact, FactKind
from wozgeo.domain.shown import MOST_SHOWN, short
from wozgeo.inputs.alike_ids import alike_ids
from wozgeo.inputs.fact_cells import expected_of, keep_fact, read_fact
from wozgeo.inputs.numerals import parse_counts, parse_numbers
from wozgeo.inputs.plan_columns import (
    Choice,
)
from wozgeo.inputs.plan_layers import Told
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.yes_no_years import is_unknown, read_answer, read_years

_MOST_DWELLINGS = 100_000
"""A plan of more is a slip of the keyboard, or an id in the wrong column."""

_ROUNDED_BY_EXCEL = r"\d(?:[.,]\d+)?E\+\d+"


def read_plan_cells(cells: pd.DataFrame, choice: Choice) -> tuple[pd.DataFrame, list[Told]]:
    """Read what the plans are, and tell per kind of fault which rows have it."""
    names, told = choice.mapping, [*_faulty_ids(cells["plan_id"])]
    columns: dict[str, pd.Series] = {
        name: texts_of(cells, name).map(short).astype(str) for name in PLAN_TEXTS
    }
    readers: dict[str, Callable[[pd.Series, str], tuple[pd.Series, Told]]] = {
        **{name: partial(_years, last=name == PLAN_YEARS[1]) for name in PLAN_YEARS},
        **dict.fromkeys(PLAN_COUNTS, _counts),
    }
    for name, reader in readers.items():
        columns[name], wrong = reader(texts_of(cells, name), names.get(name, name))
        told.append(wrong)
    for name, fact in FACTS.items():
        found, wrong = _of_fact(fact, texts_of(cells, name), names.get(name, name))
        columns |= found
        told.append(wrong)
    table = pd.DataFrame(columns)
    return table, [*told, *_contradictions(table, names)]


def texts_of(cells: pd.DataFrame, name: str) -> pd.Series:
    """Give a column as texts; "" throughout where the list has no such column."""
    if name in cells:
        return cells[name].astype(object)
    return pd.Series("", index=cells.index, dtype=object)


def _faulty_ids(ids: pd.Series) -> Iterator[Told]:
    empty, rounded = ids.index[ids == ""], ids.index[ids.str.fullmatch(_ROUNDED_BY_EXCEL)]
    yield dict.fromkeys(empty, "the id is empty; give every plan an id of its own")
    yield dict.fromkeys(
        ids.index[ids.str.len() > MOST_SHOWN], f"the id is longer than {MOST_SHOWN} letters"
    )
    yield dict.fromkeys(
        rounded,
        "Excel has rounded this id when it saved the file; make the column text (Celeigenschappen > "
        "Tekst), fill in the ids again and save",
    )


def repeated_plan_ids(ids: pd.Series, sheet: Sheet) -> list[str]:
    """Tell which ids stand there more than once, and in which rows, and which differ too little."""
    repeated = ids[ids.duplicated(keep=False) & (ids != "")]
    told = shortened(
        f"id {name!r} is there {len(rows)} times ({sheet.row_word}s "
        f"{', '.join(map(str, rows.index[:5]))}{', ...' if len(rows) > 5 else ''}); give each plan an "
        "id of its own, or name another column with columns.plan_id"
        for name, rows in repeated.groupby(repeated)
    )
    return [*told, *alike_ids(ids, "plan_id")]


def _wrong(texts: pd.Series, wrong: pd.Series, field: str, expected: str) -> Told:
    return {
        row: f"{field} is {cell!r}, expected {expected}"
        for row, cell in zip(texts.index[wrong], texts[wrong], strict=True)
    }


def _counts(texts: pd.Series, field: str) -> tuple[pd.Series, Told]:
    numbers = pd.Series(parse_counts(texts), index=texts.index)
    wrong = ~texts.map(is_unknown).astype(bool) & ~(
        numbers.between(0, _MOST_DWELLINGS) & (numbers.round() == numbers)
    )
    expected = (
        f"a whole number up to {_MOST_DWELLINGS}, 0 or more, without a mark between thousands; mend it, or "
        "empty the cell when it is not known"
    )
    return numbers.mask(wrong).astype("Int64"), _wrong(texts, wrong, field, expected)


def _shares(texts: pd.Series, field: str) -> tuple[pd.Series, Told]:
    """Read percentages; above 0 up to 1 is told, since it may be a share that is meant."""
    numbers = pd.Series(parse_numbers(texts.str.removesuffix("%")), index=texts.index)
    wrong = ~texts.map(is_unknown).astype(bool) & ~(
        (numbers == 0) | ((numbers > 1) & (numbers <= 100))
    )
    expected = "a percentage from 0 to 100 (write 50 for half of them)"
    return numbers.mask(wrong).astype("Float64") / 100, _wrong(texts, wrong, field, expected)


def _years(texts: pd.Series, field: str, *, last: bool) -> tuple[pd.Series, Told]:
    read = texts.map({text: read_years(text) for text in texts.unique()})
    wrong = read.isna()
    years = read.map(lambda found: found[last], na_action="ignore").astype("Float64")
    expected = (
        "a year or a date, like 2027, 2027-05-01, 01-05-2027, Q3 2027, 2025-2029 or 2030 en verder"
    )
    return years.astype("Int64"), _wrong(texts, wrong, field, expected)


def _of_fact(fact: Fact, texts: pd.Series, field: str) -> tuple[dict[str, pd.Series], Told]:
    if fact.kind is FactKind.SHARE:
        shares, told = _shares(texts, field)
        return {fact.name: shares}, told
    read = {text: read_fact(fact, text, read_answer) for text in texts.unique()}
    answers = texts.map(read).astype(object)
    wrong = answers.isna() & ~texts.map(is_unknown).astype(bool)
    expected = f"{expected_of(fact)} or nothing (not known)"
    return keep_fact(fact, answers), _wrong(texts, wrong, field, expected)


def _contradictions(table: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Told]:
    """Tell where a part is larger than the whole, or the last comes before the first."""
    smaller_first = [(part, "n_dwellings") for part in PLAN_COUNTS if part != "n_dwellings"]
    for low, high in (*smaller_first, PLAN_YEARS):
        wrong = table[(table[low] > table[high]).fillna(value=False).astype(bool)]
        yield {
            row: f"{names[low]} {a} is more than {names[high]} {b}; mend one of them, or empty the one "
            "that is not known"
            for row, a, b in zip(wrong.index, wrong[low], wrong[high], strict=True)
        }
    for count, answer in (("n_nultreden", "nultreden"), ("n_geclusterd", "voor_senioren")):
        none = (table[count] == 0) & table[answer]
        yield {
            row: f"{names.get(answer, answer)} is ja and {names.get(count, count)} is 0; mend one of them, or "
            "empty the one that is not known"
            for row in table.index[none.fillna(value=False).astype(bool)]
        }
