"""What a run needs no longer is not held while it is written down."""

import gc
import weakref

import pytest

from wozgeo.config import read_config
from wozgeo.domain.packaged import packaged_path
from wozgeo.runs import memory, pipeline


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
    for platform in ("linux", "win32"):
        monkeypatch.setattr(memory.sys, "platform", platform)
        memory.give_back()
