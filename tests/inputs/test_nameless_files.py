"""What is made on the way lies where a run that is killed leaves nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wozgeo.inputs.nameless_files import file_in_memory, nameless_file
from wozgeo.inputs.osm_xml import tidied

UNTIDY = """<osm version='0.6'><node id='-1' lat='52' lon='5'/><node id='-2' lat='52.001' lon='5'/>
<way id='-3'><nd ref='-1'/><nd ref='-2'/><tag k='highway' v='residential'/></way>
<node id='7' action='delete' lat='52' lon='5'/></osm>"""

needs_linux = pytest.mark.skipif(
    not hasattr(os, "O_TMPFILE"), reason="this system has no files without a name"
)


@pytest.mark.parametrize("made", [file_in_memory, nameless_file])
def test_it_is_written_and_read_by_its_path_and_gone_afterwards(made):
    with made("iets.osm") as path:
        path.write_text("een", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "een"
    assert not path.exists()


@needs_linux
def test_untidy_xml_is_tidied_without_a_file_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    osm = tmp_path / "stad.osm"
    osm.write_text(UNTIDY, encoding="utf-8")
    with tidied(osm) as tidy:
        assert tidy != osm
        assert "highway" in tidy.read_text(encoding="utf-8")
        assert [*(tmp_path / "tmp").iterdir()] == []


@needs_linux
@pytest.mark.parametrize("made", ["file_in_memory", "nameless_file"])
def test_a_process_that_is_killed_in_the_middle_leaves_nothing(tmp_path, made):
    code = (
        f"import os, signal; from wozgeo.inputs.nameless_files import {made} as made\n"
        "with made('iets.osm') as path:\n"
        "    path.write_text('een'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode != 0
    assert [*Path(tmp_path).iterdir()] == []
