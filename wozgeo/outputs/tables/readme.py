"""What does each file and each column of a result mean?

The answer travels with every result as LEESMIJ.md for whoever opens the folder in a few
years. First what everybody opens, then what to know of the numbers, then every column, once: under the layers
that have it, and together with those that differ in the voorziening, the definition or the metres alone. A
column that nobody has declared (`wozgeo.domain.columns`) is a fault of wozgeo and raises.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wozgeo.domain.column import Labels
from wozgeo.domain.columns import Walk
from wozgeo.domain.dictionary import Alike, columns_alike
from wozgeo.domain.errors import OutputError
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, Text
from wozgeo.outputs.tables import words_readme as words


def write_readme(
    path: Path,
    *,
    title: str,
    files: Mapping[str, Text],
    columns: Mapping[str, Sequence[str]],
    notes: Sequence[str],
    warnings: Sequence[str] = (),
    labels: Labels | None = None,
    language: Language = Language.NL,
) -> Path:
    """Write LEESMIJ.md: what every file and every column of a result means.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    title
        Name of the result; shown as text, whatever it holds.
    files
        File name to explanation; `wozgeo.outputs.tables.words_readme.FILES` holds those of the usual ones.
    columns
        Table name to the columns it has, in order.
    notes
        How this very result was made. May be empty.
    warnings
        What the reader must know of its numbers. May be empty.
    labels
        The voorzieningen of the result.
    language
        Of the reader.

    Returns
    -------
    Path
        The path given.

    Raises
    ------
    KeyError
        When nobody has declared a column.
    OutputError
        When the file cannot be written there.
    """
    text = _readme(title, files, columns, (warnings, notes), labels, language)
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as fault:
        raise OutputError(
            path,
            f"cannot be written ({fault}); check that the folder exists and may be written to",
        ) from fault
    return path


def _readme(
    title: str,
    files: Mapping[str, Text],
    columns: Mapping[str, Sequence[str]],
    remarks: tuple[Sequence[str], Sequence[str]],
    labels: Labels | None,
    language: Language,
) -> str:
    reasons = LABELS_IN[language].reasons.items()
    walk = Walk("...")
    reading = words.HOW_TO_READ(
        language,
        reasons="\n".join(f"| `{reason.value}` | {label} |" for reason, label in reasons),
        afstand=walk.afstand_m,
        zeker=walk.zeker_m,
        reden=walk.reden,
        rand=walk.rand,
    )
    parts = [
        f"# {_plain(title)}",
        words.INTRODUCTION(language),
        words.FILES_HEAD(language),
        "\n".join(_files_part(files, language)),
        *_notes_part(words.WARNINGS_HEAD, remarks[0], language),
        *_notes_part(words.NOTES_HEAD, remarks[1], language),
        reading,
        words.COLUMNS_HEAD(language),
        words.HEADS(language),
        *_tables_parts(columns, labels, language),
        words.EXCEL(language),
        words.LICENCE(language),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _notes_part(head: Text, notes: Sequence[str], language: Language) -> list[str]:
    if not notes:
        return []
    return [head(language), "\n".join(f"- {_plain(note)}" for note in notes)]


def _files_part(files: Mapping[str, Text], language: Language) -> Iterator[str]:
    """Tell every file; the layers for programs in one line, for they are told among those of the GeoPackage."""
    layers = [name for name in files if name.endswith(_PARQUET) and name != _DWELLINGS]
    for name, text in files.items():
        if name not in layers:
            yield f"- `{name}`: {text(language)}"
    if layers:
        yield f"- {', '.join(f'`{name}`' for name in layers)}: {words.LAYERS_TOO(language)}"


_PARQUET, _DWELLINGS = ".parquet", "woningen.parquet"


def _tables_parts(
    columns: Mapping[str, Sequence[str]], labels: Labels | None, language: Language
) -> Iterator[str]:
    """Tell every column once, under the layers that have it; those of few columns in one table of all."""
    where: dict[str, list[str]] = {}
    for table, names in columns.items():
        for name in names:
            where.setdefault(name, []).append(table)
    by_layers: dict[tuple[str, ...], list[str]] = {}
    for name, tables in where.items():
        by_layers.setdefault(tuple(tables), []).append(name)
    told = {tables: columns_alike(names, labels) for tables, names in by_layers.items()}
    scattered = [one for one in told if len(one) > 1 and len(told[one]) < _MOST_SCATTERED]
    if scattered:
        head = [
            words.IN_SEVERAL(language),
            "",
            words.SEVERAL_HEAD(language),
            "|---|---|---|---|---|",
        ]
        rows = [_row(same, language, *one) for one in scattered for same in told.pop(one)]
        yield "\n".join([*head, *rows])
    for layers, rest in sorted(told.items(), key=lambda one: [*columns].index(one[0][0])):
        lines = [f"### {_as_code(layers)}", "", words.TABLE_HEAD(language), "|---|---|---|---|"]
        yield "\n".join([*lines, *(_row(same, language) for same in rest)])


_MOST_SCATTERED = 4
"""Fewer columns than this of the same several layers stand in one table with their layers beside them."""


def _row(told: Alike, language: Language, *layers: str) -> str:
    """Lay out what is known of columns; ``layers`` in a cell of their own, where any are given."""
    names, known = told
    texts = (known.meaning, known.kind.unit, known.empty or words.NEVER_EMPTY)
    cells = [_as_code(names), *filter(None, [_as_code(layers)])]
    return f"| {' | '.join([*cells, *(_in_a_cell(text(language)) for text in texts)])} |"


def _as_code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _in_a_cell(text: str) -> str:
    """Keep our own words with their `code`, and what a user calls a voorziening, text in one cell."""
    one_line = " ".join(text.split())
    return one_line.replace("|", r"\|").replace("&", "&amp;").replace("<", "&lt;")


def _plain(text: str) -> str:
    """Keep names and warnings text: no HTML, no links, no table or list of their own."""
    one_line = " ".join(text.split())
    return re.sub(r"([\\`\[\]|])", r"\\\1", one_line).replace("&", "&amp;").replace("<", "&lt;")
