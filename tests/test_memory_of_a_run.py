"""What a run needs no longer is not held while it is written down."""

import gc
import platform
import subprocess
import sys
import weakref

import pytest

from wozgeo.config import read_config
from wozgeo.domain import memory
from wozgeo.domain.packaged import packaged_path
from wozgeo.runs import pipeline


def test_what_was_measured_is_gone_before_it_is_written_down(tmp_path, monkeypatch):
    kept, alive = [], []
    measure, write = pipeline.measure, pipeline.write_tables

    def measured(*given, **asked):
        found = measure(*given, **asked)
        kept.append(weakref.ref(found))
        return found

    def written(*given):
        gc.collect()
        alive.extend(one() is not None for one in kept)
        write(*given)

    monkeypatch.setattr(pipeline, "measure", measured)
    monkeypatch.setattr(pipeline, "write_tables", written)
    config = read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=tmp_path / "uit")
    pipeline.run(config, processes="", fresh=True)
    assert alive == [False]


@pytest.mark.parametrize("fault", [OSError("no C library"), AttributeError("musl")])
def test_a_system_that_takes_nothing_back_is_no_fault(fault, monkeypatch):
    def refuses(*_):
        raise fault

    monkeypatch.setattr(memory.ctypes, "CDLL", refuses)
    for system in ("linux", "win32"):
        monkeypatch.setattr(memory.sys, "platform", system)
        memory.give_back()
        memory.set_for_a_command()


def test_what_is_free_is_told_where_the_system_says_so(monkeypatch, tmp_path):
    told = tmp_path / "meminfo"
    told.write_text("MemTotal:       24684004 kB\nMemAvailable:    2048 kB\nBuffers: 1 kB\n")
    for path, expected in ((told, 2048 * 1024), (tmp_path / "nowhere", None)):
        monkeypatch.setattr(memory, "_TOLD_BY", path)
        assert memory.free_bytes() == expected
    told.write_text("MemTotal: 24684004 kB\n")
    monkeypatch.setattr(memory, "_TOLD_BY", told)
    assert memory.free_bytes() is None


def test_what_only_a_map_or_a_report_needs_is_not_held_while_reading_and_measuring():
    wings = (
        "folium",
        "branca",
        "requests",
        "wozgeo.outputs.map.draw",
        "wozgeo.outputs.report.page",
    )
    code = (
        f"import sys, wozgeo.config, wozgeo.runs; print([m for m in {wings} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has no such heaps")
def test_a_command_keeps_no_heap_for_every_thread_of_a_library():
    code = (
        "import ctypes, re, sys, threading\n"
        "from wozgeo.cli.printing import faults_told\n"
        "from pathlib import Path\n"
        "libc = ctypes.CDLL(None)\n"
        "with faults_told():\n"
        "    held = []\n"
        "    some = lambda: held.append(libc.malloc(5000))\n"
        "    threads = [threading.Thread(target=some) for _ in range(3)]\n"
        "    [t.start() for t in threads], [t.join() for t in threads]\n"
        "libc.malloc_stats()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.count("Arena") == 1, done.stderr


def test_what_one_command_leaves_behind_is_looked_for_after_the_next():
    asked = """
import gc, weakref
from wozgeo.domain.memory import keep_what_was_imported
class Left: ...
keep_what_was_imported()
one = Left(); one.itself = one; gone = weakref.ref(one); del one
keep_what_was_imported(); gc.collect()
raise SystemExit(gone() is not None)
"""
    subprocess.run([sys.executable, "-c", asked], check=True)
