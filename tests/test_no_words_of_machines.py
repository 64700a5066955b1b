"""Claims about what a reader never reads: null, undefined, NaN or None, whichever part of a run is left out."""

import re
import tomllib
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from browser import Reader, open_chromium

from wozgeo.config import parse_config
from wozgeo.domain.packaged import packaged_path
from wozgeo.runs import run

pytestmark = pytest.mark.slow

MACHINE = re.compile(r"(?<![\w./-])(null|undefined|\[object \w+\]|NaN|None|nan|NaT|<NA>)(?![\w-])")
SAMPLE = packaged_path("voorbeeld/wozerwaard.toml")
LISTS = ("plans", "complexes", "target")
LEFT_OUT = {
    "nothing": (),
    "walks and lists": ("criteria", *LISTS),
    "lists and areas": (*LISTS, "areas"),
    "plans": ("plans", "target"),
    "seniors": ("population", "siting"),
}


@pytest.fixture(scope="module", params=[*LEFT_OUT])
def made(request, tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = tomllib.loads(SAMPLE.read_text())
    for part in LEFT_OUT[request.param]:
        del table[part]
    if "areas" not in table:
        del table["population"]["forecast"]  # by wijk
    if request.param == "walks and lists":
        table["criteria"] = {"definitions": ["rijk"]}  # which asks no walk
    table["run"]["out"] = str(tmp_path_factory.mktemp("zonder") / "uit")
    table["surface"] = {"cell_m": 50}
    return run(parse_config(table, source="test", folder=SAMPLE.parent), processes="").out


def texts_of(path: Path) -> Iterator[str]:
    """Give what a reader reads of a file."""
    if path.suffix == ".html":
        page = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", path.read_text())
        yield unescape(re.sub(r"<[^>]*>", " ", page))
        yield from (
            unescape(one) for one in re.findall(r'(?:title|aria-label|alt)="([^"]*)"', page)
        )
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            parts = [name for name in book.namelist() if name.endswith((".xml", ".rels"))]
            for name in (one for one in parts if "sharedStrings" in one or "/sheet" in one):
                yield unescape(re.sub(r"<[^>]*>", " ", book.read(name).decode()))
    elif path.suffix == ".gpkg":
        for name, _ in pyogrio.list_layers(path):
            for column in gpd.read_file(path, layer=name).select_dtypes(["object", "string"]):
                read = pyogrio.read_dataframe(
                    path, layer=name, columns=[column], read_geometry=False
                )
                yield from read[column].dropna().astype(str)
    elif path.suffix in {".csv", ".md", ".qml"}:
        yield path.read_text()


def test_no_file_says_a_word_of_machines(made: Path) -> None:
    read = 0
    for path in sorted(one for one in made.rglob("*") if one.is_file()):
        for text in texts_of(path):
            read += len(text)
            found = MACHINE.search(text)
            assert not found, (
                f"{path.name}: …{text[max(found.start() - 80, 0) : found.end() + 80]}…"
            )
    assert read > 100_000


@pytest.mark.browser
def test_the_map_says_none_whatever_is_switched_on(made: Path) -> None:
    with open_chromium() as chromium:
        reader = Reader(chromium, made / "kaart.html")
        for switch in reader.page.locator("#lagen input").all():
            switch.check()
            seen = reader.page.inner_text("body")
            assert not MACHINE.search(seen), seen
        assert reader.complaints == []


def test_the_words_are_recognised() -> None:
    for said in (
        "binnen null m",
        "undefined",
        "0 (nan–NaN)",
        "naam: None.",
        "<NA>",
        "[object Object]",
    ):
        assert MACHINE.search(said)
    for said in ("nul", "Nanne", "financieel", "ongedefinieerd", "none.csv/None-x"):
        assert not MACHINE.search(said)
