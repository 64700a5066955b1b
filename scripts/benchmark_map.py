"""How large is the map, how soon is its picture finished, and how smoothly does it move?

Measured in headless Chromium with the network cut, until the picture stops changing. Called by
``python scripts/benchmark.py --map``; a page beside it is the same page with no dwellings in it.
"""

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from wozgeo.outputs.map.packing import Stream, pack, unpack

SWITCHES = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND")
SCORING = (
    "reading streets, addresses and places",
    "measuring distances",
    "judging and summarising",
)
"""Stages of a run that turn a file into scores; the map is built after them."""

PAN = """(zoom) => new Promise((done) => {
  map_kaart.setZoom(zoom, { animate: false });
  let frames = 0;
  let turn = 1;
  const glide = () => map_kaart.panBy([700 * turn, 240], { animate: true, duration: 1, easeLinearity: 1 });
  map_kaart.on("moveend", () => { turn = -turn; glide(); });
  const begun = performance.now();
  const count = () => {
    frames += 1;
    const now = performance.now();
    if (now - begun < 3000) requestAnimationFrame(count);
    else { map_kaart.off("moveend"); map_kaart.stop(); done((1000 * frames) / (now - begun)); }
  };
  glide();
  requestAnimationFrame(count);
})"""
"""Glide to and fro as a hand or the arrow keys do, and count the frames."""


@dataclass(frozen=True)
class Seen:
    """What one opening of a page showed.

    Attributes
    ----------
    seconds
        From asking for the page to the last change of its picture.
    frames
        Frames a second while the map is moved, per zoom.
    """

    seconds: float
    frames: dict[int, float]


def report_map(osm: Path, copies: int, runs: int) -> None:
    """Print the numbers of a complete map, and of many copies of the extract side by side."""
    with tempfile.TemporaryDirectory(prefix="wozgeo-") as name:
        folder = Path(name)
        done = _in_process(osm, folder, lists=True)
        page = folder / "uit" / "kaart.html"
        bare = _without_dwellings(page)
        print(f"{osm.name}: {done['woningen']} dwellings, 200 complexes, 50 plans, {runs} runs")
        with _chromium() as browser:
            full = [_look(browser, page, pan=True) for _ in range(runs)]
            empty = [_look(browser, bare) for _ in range(runs)]
        middle, least = _middle(full), _middle(empty)
        _line("size of the map", page.stat().st_size / 1e6, "MB", 4)
        _line("picture finished", middle, "s", 1.5 * least + 1)
        _line("the same page with no dwellings", least, "s")
        _frames(full)
        if copies:
            _report_copies(osm, copies, runs, folder)


def _report_copies(osm: Path, copies: int, runs: int, folder: Path) -> None:
    many = folder / f"{copies}.osm.pbf"
    command = [sys.executable, str(Path(__file__).with_name("benchmark.py"))]
    subprocess.run(
        [*command, "--measure", "copies", "--osm", str(osm), str(many)],
        check=True,
        capture_output=True,
    )
    done = _in_process(many, folder, lists=False)
    page = folder / "uit" / "kaart.html"
    scoring = sum(done["seconden"][stage] for stage in SCORING)
    print(f"{copies} copies side by side: {done['woningen']} dwellings")
    with _chromium() as browser:
        seen = [_look(browser, page, pan=True) for _ in range(runs)]
    _line("size of the map", page.stat().st_size / 1e6, "MB", 14)
    _line("picture finished", _middle(seen), "s", 3)
    _frames(seen)
    _line("building the map / scoring", done["seconden"]["drawing the map"] / scoring, "x", 2)
    _line("building the map", done["seconden"]["drawing the map"], "s")


def _in_process(osm: Path, folder: Path, *, lists: bool) -> dict[str, Any]:
    """Do a run in a process of its own, with or without lists of plans and complexes."""
    text = f'[run]\nname = "{osm.name}"\nout = "uit"\n[osm]\nfile = "{osm.resolve()}"\n'
    if lists:
        made = Path(__file__).with_name("make_lists.py")
        subprocess.run(
            [sys.executable, str(made), str(osm), "--out", str(folder)],
            check=True,
            capture_output=True,
        )
        text += '[[plans]]\nfile = "planmonitor.gpkg"\n[[complexes]]\nfile = "complexen.xlsx"\n'
    run_file = folder / "run.toml"
    run_file.write_text(text)
    code = (
        "import json, sys; from pathlib import Path; from wozgeo.config import read_config;"
        "from wozgeo.runs import run; done = run(read_config(Path(sys.argv[1])));"
        "print(json.dumps({'woningen': done.n_locations, 'seconden': done.seconds}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(run_file)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


def _without_dwellings(page: Path) -> Path:
    """Write the same page with no dwellings in it."""

    def emptied(found: re.Match[str]) -> str:
        header, _ = unpack(found[2])
        nothing = np.zeros(0, dtype=np.int64)
        streams = {s["name"]: Stream(nothing, delta=s["delta"]) for s in header.pop("streams")}
        return found[1] + pack({**header, "n": 0}, streams) + found[3]

    text = page.read_text(encoding="utf-8")
    text, n = re.subn(r'(id="[^"]*woningen_data">)([^<]*)(<)', emptied, text)
    if n != 1:
        raise RuntimeError(f"{page.name}: found {n} tables of dwellings, expected 1")
    target = page.with_name("leeg.html")
    target.write_text(text, encoding="utf-8")
    return target


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    where = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=where, args=list(SWITCHES))
        yield browser
        browser.close()


def _look(browser: Any, page: Path, *, pan: bool = False) -> Seen:  # noqa: ANN401
    """Open a page in a fresh tab and look until the picture has been the same for a second."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    begun = perf_counter()
    tab.goto(page.as_uri(), wait_until="commit")
    tab.wait_for_selector("html[data-ready=true]", state="attached", timeout=120_000)
    ready = tab.evaluate("performance.getEntriesByName('klaar')[0].startTime / 1000")
    picture, changed, since = tab.screenshot(), ready, perf_counter()
    while perf_counter() - since < 1:
        tab.wait_for_timeout(50)
        asked = perf_counter()
        again = tab.screenshot()
        if again != picture:
            picture, changed, since = again, asked - begun, perf_counter()
    frames = {}
    if pan:
        first = tab.evaluate("map_kaart.getZoom()")
        frames = {zoom: tab.evaluate(PAN, zoom) for zoom in (first, first + 2)}
    context.close()
    return Seen(changed, frames)


def _middle(seen: list[Seen]) -> float:
    return statistics.median(each.seconds for each in seen)


def _frames(seen: list[Seen]) -> None:
    for zoom in seen[0].frames:
        middle = statistics.median(each.frames[zoom] for each in seen)
        _line(f"panning at zoom {zoom}", middle, "frames/s", 50, least=True)


def _line(
    name: str, value: float, unit: str, limit: float | None = None, *, least: bool = False
) -> None:
    goal = (
        "" if limit is None else f"   (goal at {'least' if least else 'most'} {limit:.2f} {unit})"
    )
    print(f"  {name:45s} {value:8.2f} {unit}{goal}")
