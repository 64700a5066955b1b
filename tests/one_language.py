"""Which words of the other language does a reader of one language read, in anything that a run writes?

A word gives itself away when wozgeo knows it in texts of the other language only. Names of machines (keys,
columns, files) and what the data say are no words of wozgeo.
"""

import ast
import html
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from wozgeo.domain.dictionary import PLAIN
from wozgeo.domain.language import Language
from wozgeo.outputs.map.packing import unpack
from wozgeo.outputs.workbook.book import SHEETS

PACKAGE = Path(__file__).parents[1] / "wozgeo"

Said = tuple[str, str]
"""Where something is said, and what."""

_BLANK = re.compile(
    r"`[^`]*`|\{[^}]*\}|<[^>]*>|https?://\S+|\S*[/\\_]\S*|\S+\.(?:csv|xlsx|gpkg|md|json|html|pbf|toml)\b"
)
"""What is no word: names in the way of machines, blanks, tags, addresses and files."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMMON = {
    Language.NL: frozenset(
        [
            "de",
            "het",
            "een",
            "en",
            "van",
            "niet",
            "geen",
            "wel",
            "naar",
            "met",
            "voor",
            "bij",
            "aan",
            "uit",
            "door",
            "zijn",
            "wordt",
            "worden",
            "deze",
            "dit",
            "die",
            "dat",
            "onbekend",
            "onbekende",
            "vermeld",
            "opgegeven",
            "eigen",
            "lijst",
            "gevonden",
            "nummer",
            "rij",
            "woning",
            "woningen",
            "adres",
            "adressen",
            "ook",
            "nog",
            "telt",
            "als",
            "perron",
            "bushalte",
            "buurthuis",
            "dorpshuis",
            "tuin",
            "ja",
            "nee",
            "jaar",
            "meter",
            "zekere",
            "zeker",
            "waarom",
            "bron",
            "naam",
            "straat",
            "hoogteverschil",
            "spoor",
            "muur",
            "hek",
            "eis",
            "eisen",
        ]
    ),
    Language.EN: frozenset(
        [
            "the",
            "a",
            "an",
            "and",
            "of",
            "not",
            "no",
            "from",
            "with",
            "for",
            "by",
            "at",
            "out",
            "through",
            "are",
            "is",
            "this",
            "these",
            "that",
            "which",
            "unknown",
            "stated",
            "given",
            "own",
            "list",
            "found",
            "row",
            "dwelling",
            "dwellings",
            "address",
            "addresses",
            "also",
            "more",
            "counts",
            "as",
            "yes",
            "year",
            "metres",
            "certain",
            "why",
            "source",
            "name",
            "street",
            "railway",
            "wall",
            "requirement",
            "distance",
            "walk",
        ]
    ),
}
_KEPT = frozenset(
    # What both languages say, and what policy or statistics coined, explained where it first stands
    [
        "geclusterd",
        "door",
        "by",
        "wonen",
        "kern",
        "kernen",
        "voorziening",
        "voorzieningen",
        "woonplaats",
        "huisarts",
        "buurt",
        "wijk",
        "gemeente",
        "in",
        "is",
        "of",
        "met",
        "en",
        "per",
        "week",
        "was",
        "are",
        "do",
        "had",
        "been",
        "van",
        "best",
        "over",
        "rank",
        "score",
        "open",
        "park",
    ]
)


def words_of(text: str) -> set[str]:
    """Give the words in a text, small, without what is for machines."""
    found = _WORD.findall(_BLANK.sub(" ", html.unescape(text)))
    return {word.casefold() for word in found if len(word) > 1}


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """List what the package says in Dutch and in English."""
    return (*_in_code(), *_in_json())


def _in_code() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Text"), args=[dutch, english]):
                    yield _constant(dutch), _constant(english)
                case ast.Tuple(elts=[dutch, english]) if "words" in path.name:
                    yield _constant(dutch), _constant(english)


def _constant(node: ast.expr) -> str:
    parts = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return " ".join(part for part in parts if isinstance(part, str))


def _in_json() -> Iterator[tuple[str, str]]:
    dutch, english = (
        json.loads((PACKAGE / "outputs" / "assets" / f"teksten.{language}.json").read_text("utf-8"))
        for language in Language
    )
    for key in dutch.keys() | english.keys():
        yield dutch.get(key, ""), english.get(key, "")


@cache
def telltale(reads: Language) -> frozenset[str]:
    """Give the words by which the other language gives itself away to a reader of this one."""
    dutch: set[str] = set().union(*(words_of(d) for d, _ in pairs()))
    english: set[str] = set().union(*(words_of(e) for _, e in pairs()))
    other = next(language for language in Language if language != reads)
    theirs, mine = (dutch, english) if other == Language.NL else (english, dutch)
    return frozenset((theirs - mine - _KEPT) | (_COMMON[other] - _KEPT - _COMMON[reads]))


def said_in(folder: Path) -> Iterator[Said]:
    """Find everything that people read in a folder of results."""
    for path in sorted(folder.rglob("*")):
        match path.suffix:
            case ".html":
                yield from _page(path)
            case ".xlsx":
                yield from _workbook(path)
            case ".md":
                text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
                yield from ((path.name, line) for line in text.splitlines())
            case ".gpkg":
                yield from _geopackage(path)


def _page(path: Path) -> Iterator[Said]:
    page = path.read_text(encoding="utf-8")
    for number, body in re.findall(
        r'<script type="text/plain" id="(\w+)">(.*?)</script>', page, re.DOTALL
    ):
        header, _ = unpack(body.strip())
        yield from _texts(header, f"{path.name} {number}")
    for name, body in re.findall(
        r'<script type="application/json" id="([\w-]+)">(.*?)</script>', page, re.DOTALL
    ):
        yield from _texts(json.loads(body), f"{path.name} {name}")
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    for said in re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', bare):
        yield f"{path.name} attribute", said
    for said in re.split(r"</?(?!(?:b|strong|em|i|span|abbr|a|wbr|sup)\b)[a-zA-Z][^>]*>", bare):
        yield path.name, re.sub(r"<[^>]*>", "", said)


_OF_MACHINES = frozenset(
    [
        "streams",
        "kinds",
        "kind",
        "grid",
        "telt_als",
        "bron",
        "aanloop_kruist",
        "voorziening",
        "voorzieningen",
        "v",
        "id",
        "key",
        "letter",
        "deel",
        "soort",
        "soorten",
        "laag",
        "doet",
        "path",
        "colour",
        "shape",
        "pattern",
        "column",
        "certain",
    ]
)
"""What the page looks up, and never shows as it is."""


def _texts(found: Any, where: str) -> Iterator[Said]:
    if isinstance(found, str):
        yield where, found
    elif isinstance(found, dict):
        for key, value in found.items():
            if key not in _OF_MACHINES:
                yield from _texts(value, f"{where}.{key}")
    elif isinstance(found, list):
        for value in found:
            yield from _texts(value, where)


def _workbook(path: Path) -> Iterator[Said]:
    for sheet in openpyxl.load_workbook(path):
        names = _row_of_names(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.row != names:
                    yield f"{path.name} {sheet.title}!{cell.coordinate}", cell.value


def _row_of_names(sheet: Any) -> int:
    """Number the row of machine names below the heads of a table; 0 where there is none."""
    second = [cell.value for cell in sheet[2]] if sheet.max_row > 1 else []
    return 2 if second and all(isinstance(v, str) and v == v.casefold() for v in second) else 0


def _geopackage(path: Path) -> Iterator[Said]:
    with sqlite3.connect(path) as base:
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
        for table, columns in (
            ("gpkg_contents", "identifier, description"),
            ("gpkg_data_columns", "title, description"),
            ("layer_styles", "description, styleQML"),
        ):
            if table in tables:
                for row in base.execute(f"SELECT {columns} FROM {table}"):
                    for said in filter(None, row):
                        for line in _of_style(said):
                            yield f"{path.name} {table}", line


def _of_style(said: str) -> list[str]:
    if not said.lstrip().startswith("<"):
        return [said]
    seen = re.sub(r"<Option\b[^>]*>", "", said)  # how QGIS calls a property, nobody reads
    return re.findall(r'(?:label|alias|name|title)="([^"]*)"', seen)


def phrases_in(folder: Path) -> list[str]:
    """List what the input says itself, longest first: names, kinds and statuses, and heads of its columns."""
    found: set[str] = set()
    for path in sorted(folder.iterdir()):
        if path.suffix == ".gpkg":
            with sqlite3.connect(path) as base:
                layers = base.execute("SELECT table_name FROM gpkg_contents").fetchall()
                for (layer,) in layers:
                    found |= set(_of_layer(base, layer))
        elif path.suffix == ".xlsx":
            found |= {said for _, said in _workbook(path)}
        elif path.suffix == ".csv":
            found |= set(re.split("[;,\n]", path.read_text(encoding="utf-8")))
    return _longest_first(found)


def phrases_found(path: Path) -> list[str]:
    """List what the map of OpenStreetMap says itself: names of facilities, streets and places."""
    names = {"voorzieningen": ("naam",), "woningen": ("naam", "straat", "woonplaats", "huisnummer")}
    with sqlite3.connect(path) as base:
        asked = ((layer, name) for layer, columns in names.items() for name in columns)
        return _longest_first(
            {
                row[0]
                for layer, name in asked
                for row in base.execute(f'SELECT DISTINCT "{name}" FROM "{layer}"')
                if row[0]
            }
        )


def _of_layer(base: sqlite3.Connection, layer: str) -> Iterator[str]:
    for _, name, kind, *_ in base.execute(f'PRAGMA table_info("{layer}")').fetchall():
        yield name
        if kind.startswith("TEXT"):
            for (said,) in base.execute(f'SELECT DISTINCT "{name}" FROM "{layer}"'):
                if isinstance(said, str):
                    yield said


def _longest_first(found: Iterable[str]) -> list[str]:
    """Keep what can be told from a word of wozgeo: a name of more than two letters."""
    plain = {" ".join(said.split()) for said in found}
    return sorted(
        (said for said in plain if len(said) > 2 and not said.isdigit()),
        key=lambda said: (-len(said), said),
    )


def faults(
    said: Iterable[Said], reads: Language, own: Iterable[str] = ()
) -> Iterator[tuple[str, str, list[str]]]:
    """Find what holds words of the other language, with where it stands and which words.

    ``own`` is what the data say, longest first: it is taken out before a word counts.
    """
    told, own = telltale(reads), [*own]
    for where, text in said:
        if not words_of(text) & told or _LISTED_NAMES.fullmatch(text.strip()):
            continue
        bare = " ".join(html.unescape(html.unescape(text)).split())
        for phrase in own:
            if phrase in bare:
                bare = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", bare)
        found = words_of(_NAMED.sub(" ", bare)) & told
        if found:
            yield where, text, sorted(found)


_SHEETS = "|".join(map(re.escape, SHEETS))
_NAMED = re.compile(
    rf"\b(?:{_SHEETS})\b"  # sheets are called alike in every language
    r"|gevonden, grens and marge|Basisregistratie Adressen en Gebouwen|eigen lijst \(an own list\)"
    r"|\b(?:pand|hof) \d+\b|[\w-]+ (?=\()"  # an id; a word that is explained behind it
)

_COLUMN = "|".join(sorted(column.name for column in PLAIN))
_READ_AS = r"[\w,]+(?: (?:from|uit) [^,]+)?"
_LISTED_NAMES = re.compile(
    rf"(?:{_COLUMN})|### \w+|woningen|concentraties|name"
    rf"|(?:(?:Columns of|Kolommen van) \S+: )?(?:plan_id|complex_id)(?:, {_READ_AS})+"
)
"""A text of nothing but names of columns (and of what they were read from), a layer or a cell of a legend."""
