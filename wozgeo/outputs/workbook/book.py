"""What does a reader find in oordelen.xlsx?

A sheet to read first, a sheet per kind of thing that was judged or counted, and one that explains it all.
"""

import math
from pathlib import Path

import pandas as pd

from wozgeo.domain.dictionary import find_column
from wozgeo.domain.values import said
from wozgeo.outputs.conversion_sentences import missing_in_words
from wozgeo.outputs.found import Found
from wozgeo.outputs.judged_tables import first_columns, first_of_areas
from wozgeo.outputs.reason_sentences import requirement_names
from wozgeo.outputs.workbook import words
from wozgeo.outputs.workbook.blocks import explanation_blocks, summary_blocks
from wozgeo.outputs.workbook.senior_sheets import (
    ids_last,
    place_sheets,
    remedy_sheets,
    search_sheet,
    senior_sheets,
)
from wozgeo.outputs.workbook.sheets import Book, write_page, write_table
from wozgeo.outputs.write_errors import told_as_output_error

SHEETS = (
    "Samenvatting",
    "Plannen",
    "Complexen",
    "Kansrijke clusters",
    "Kernen",
    "Buurten",
    "Paden",
    "Senioren",
    "Vraag en aanbod",
    "Concentraties",
    "Bereik",
    "Plekken",
    "Zoekgebieden",
    "Waarom",
    "Hangt aan",
    "In elke kern",
    "Ombouwen",
    "Straten erbij",
    "Plekken erbij",
    "Navragen",
    "Per eis",
    "Na te kijken",
    "Toelichting",
)
"""The sheets, in their order."""

PRINTED_WHOLE = frozenset(SHEETS[SHEETS.index("Senioren") : SHEETS.index("Waarom")]) | {
    "Ombouwen",
    "Straten erbij",
    "Plekken erbij",
}
"""Of these every column is the answer."""

_SUMMARY_WIDTHS = (21, 34, 18, 14, 20, 18, 18, 18, 56)
_EXPLANATION_WIDTHS = (36, 40, 60, 60)


def write_workbook(path: Path, found: Found) -> Path:
    """Write oordelen.xlsx: verdicts, what is needed, and everything they rest on.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    found
        What there is to say. A table without rows becomes a sheet with one line that says why.

    Returns
    -------
    Path
        The path given. Equal content gives equal bytes.

    Raises
    ------
    OutputError
        When a table has more rows than Excel holds, or the file cannot be written there.
    """
    language, complexes = found.language, "complexen" in found.groups
    book = Book(path, found.name, language)
    tables = _tables(found)
    columns = {name: _columns(table) for name, table in tables.items() if len(table)}
    title = (words.TITLE if found.titles else words.TITLE_DISTANCES)(language, name=found.name)
    write_page(book, SHEETS[0], title, summary_blocks(found), widths=_SUMMARY_WIDTHS)
    for name, table in tables.items():
        empty = words.EMPTY.get(name) or (
            words.ALL_FOUND if complexes else words.EMPTY["Complexen"]
        )
        write_table(
            book,
            name,
            table,
            heads={c: find_column(c, found.labels).head(language) for c in columns.get(name, ())},
            empty=empty(language),
            limit_m=math.inf if found.limit_m is None else found.limit_m,
            printed=None if name in PRINTED_WHOLE else _printed(table, found),
        )
    blocks = explanation_blocks(found, columns)
    title = words.EXPLANATION(language)
    write_page(book, SHEETS[-1], title, blocks, widths=_EXPLANATION_WIDTHS)
    with told_as_output_error(path):
        path.write_bytes(book.content())
    return path


def _columns(table: pd.DataFrame) -> list[str]:
    return [*map(str, table.index.names), *map(str, table.columns)]


def _tables(found: Found) -> dict[str, pd.DataFrame]:
    names = ("plannen", "complexen", "clusters", "kernen", "buurten", "paden")
    tables = [pd.DataFrame(found.tables.get(name, pd.DataFrame())) for name in names]
    plain = [table.drop(columns="geometry", errors="ignore") for table in tables]
    plain[3] = _kernen_named(plain[3], found)
    plain[5] = plain[5].rename(
        index={key: kind.one(found.language) for key, kind in found.kinds.items()}
    )
    plain += [*senior_sheets(found), *place_sheets(found), search_sheet(found)]
    lost, rules = found.niet_gevonden, _walks_named(found.eisen, found)
    reasons, questions = _walks_named(found.waarom, found), found.navragen
    plain.append(reasons.set_index("wat") if len(reasons) else reasons)
    plain.append(_causes(found))
    plain.append(found.elke_kern)
    plain.append(_conversions(found))
    plain += remedy_sheets(found)
    plain.append(questions.set_index("aan") if len(questions) else questions)
    plain.append(rules.set_index(["wat", "id"]) if len(rules) else rules)
    plain.append(lost.set_index("complex_id") if len(lost) else lost)
    return dict(zip(SHEETS[1:-1], plain, strict=True))


def _causes(found: Found) -> pd.DataFrame:
    table = found.oorzaken
    if not len(table):
        return table
    told = table["oorzaak"].replace("", words.ALL_CAUSES(found.language))
    return table.assign(oorzaak=told).set_index("wat")


def _conversions(found: Found) -> pd.DataFrame:
    table = found.ombouw
    if not len(table):
        return table
    missing = [missing_in_words(str(one), found) for one in table["mist_eisen"]]
    named = table.assign(mist_eisen=pd.Series(missing, table.index, dtype=object))
    return ids_last(named.set_index("definitie"), first=("volgorde", "naam", "kern", "mist_eisen"))


def _walks_named(rules: pd.DataFrame, found: Found) -> pd.DataFrame:
    """Name a requirement as people read it: of a walk also where it leads to."""
    if not len(rules):
        return rules
    called = requirement_names(found)
    return rules.assign(eis=rules["eis"].map(lambda eis: called.get(eis, eis)))


def _kernen_named(kernen: pd.DataFrame, found: Found) -> pd.DataFrame:
    """Write the kern of dwellings without a woonplaats as the reader's language does."""
    if not len(kernen):
        return kernen
    index = kernen.index.map(lambda code: said("kern", code, found.language))
    named = [said("kern", name, found.language) for name in kernen["naam"]]
    return kernen.set_axis(index).assign(naam=pd.Series(named, index, dtype=object))


def _printed(table: pd.DataFrame, found: Found) -> int:
    """Count the columns that go on paper: the answer by the first definition, without its evidence."""
    if "eis" in table.columns and "toelichting" in table.columns:
        return table.index.nlevels + [*table.columns].index("toelichting") + 1
    first = {*first_columns([*found.definitions][:1]), *first_of_areas(table)}
    leading = [column for column in table.columns if column in first]
    return table.index.nlevels + (len(leading) or table.shape[1])
