"""Map and report in processes of their own: the same bytes, one clear error, nothing left behind."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from wozgeo.config import read_config
from wozgeo.domain.errors import InputError, OutputError
from wozgeo.domain.packaged import packaged_path
from wozgeo.runs import pipeline, run
from wozgeo.runs.side_by_side import Work, done_aside, start_method
from wozgeo.runs.stages import MAP, PACKING, REPORT

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")


def demo(out: Path, processes: str):
    return run(
        read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=out), processes=processes
    )


def files(folder: Path) -> dict[str, bytes]:
    found = {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
    told = json.loads(found.pop("run.json"))
    assert {MAP, REPORT} <= set(told["seconden"])
    found["run.json"] = json.dumps(
        {k: v for k, v in told.items() if k not in ("gemaakt_op", "seconden")}
    ).encode()
    return found


@pytest.fixture(scope="module")
def serial(tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("serial") / "uit"
    demo(out, "")
    return files(out)


@pytest.mark.parametrize(
    "method", [pytest.param("fork", marks=FORKS), pytest.param("spawn", marks=pytest.mark.slow)]
)
def test_every_file_is_the_same_bytes_however_it_was_made(
    method, serial, tmp_path, monkeypatch
) -> None:
    of_this_run = tmp_path / "tijdelijk"  # other tests leave theirs in the common one meanwhile
    of_this_run.mkdir()
    monkeypatch.setenv("TMPDIR", str(of_this_run))
    monkeypatch.setattr(tempfile, "tempdir", None)
    made = demo(tmp_path / "uit", method)
    assert files(tmp_path / "uit") == serial
    assert made.seconds[PACKING] > 0
    assert not multiprocessing.active_children()
    assert not [*of_this_run.iterdir()]


def refuse(*_given: object) -> None:
    raise InputError("lijst.xlsx", "has a fault")


def crash(*_given: object) -> None:
    raise ZeroDivisionError("of ours")


def die(*_given: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(path: Path) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(120)


@FORKS
@pytest.mark.parametrize(
    ("do", "kind", "said"),
    [
        (refuse, InputError, "lijst.xlsx: has a fault"),
        (crash, ZeroDivisionError, "of ours"),
        (die, OutputError, "kaart.html: .*signal 9"),
    ],
)
def test_what_goes_wrong_in_a_process_is_one_error_of_the_run(do, kind, said) -> None:
    with (
        pytest.raises(kind, match=said),
        done_aside([Work("drawing", "kaart.html", do, ())], "fork") as (one,),
    ):
        one.wait()
    assert not multiprocessing.active_children()


@FORKS
def test_a_process_that_dies_leaves_the_earlier_result(serial, tmp_path, monkeypatch) -> None:
    out = tmp_path / "uit"
    demo(out, "")
    monkeypatch.setattr(pipeline, "write_council_report", die)
    with pytest.raises(OutputError, match=r"rapport.html: .*signal 9"):
        demo(out, "fork")
    assert files(out) == serial
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]


@FORKS
def test_a_fault_of_the_parent_ends_its_processes(tmp_path) -> None:
    started = time.monotonic()
    with (
        pytest.raises(KeyboardInterrupt),
        done_aside([Work("drawing", "x", sleep, (tmp_path / "pid",))], "fork"),
    ):
        raise KeyboardInterrupt
    assert time.monotonic() - started < 60
    assert not multiprocessing.active_children()


PARENT = """
import sys, time
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from test_side_by_side import sleep
from wozgeo.runs.side_by_side import Work, done_aside
if __name__ == "__main__":
    works = [Work("a", "a", sleep, (Path(sys.argv[1]) / name,)) for name in "ab"]
    with done_aside(works, "fork"):
        time.sleep(120)
"""


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@FORKS
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes live")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_no_process_outlives_a_run_that_is_killed(how, tmp_path) -> None:
    here = Path(__file__).parent
    paths = [str(here), str(here.parent)]
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path), *paths])
    notes = [tmp_path / "a", tmp_path / "b"]
    until = time.monotonic() + 60
    while not all(n.exists() and n.read_text() for n in notes) and time.monotonic() < until:
        time.sleep(0.05)
    pids = [int(note.read_text()) for note in notes]
    assert all(map(alive, pids))
    parent.send_signal(getattr(signal, how))
    parent.wait()
    until = time.monotonic() + 30
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, pids))


def gives(*given: object) -> object:
    return given


@FORKS
def test_what_was_made_aside_comes_back_however_large() -> None:
    large = "x" * 3_000_000  # far more than a pipe holds
    with done_aside([Work("a", "a", gives, (large, 7))], "fork") as (one,):
        assert one.wait() == (large, 7)


def test_one_core_does_one_thing_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    assert start_method(10**6) == ""
