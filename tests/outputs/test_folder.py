"""Claims about the result folder: whole or not at all, and never the results of two runs."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wozgeo.domain.errors import OutputError
from wozgeo.outputs.folder import replaced_folder, require_apart, require_writable

KNOWN = ["kaart.html", "a.csv", "vertrouwelijk", "vertrouwelijk/a.gpkg", "vertrouwelijk/b.xlsx"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write(folder: Path, **texts: str) -> None:
    """Write files in a folder; two underscores stand for a folder within, one for a full stop."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_new_files_replace_old_ones_and_stale_results_go_but_other_files_stay(
    tmp_path: Path,
) -> None:
    for name in ("a.csv", "oud.parquet", "eigen notitie.txt"):
        (tmp_path / name).write_text("oud")
    with replaced_folder(tmp_path, known=["a.csv", "oud.parquet"]) as work:
        (work / "a.csv").write_text("nieuw")
    assert names(tmp_path) == ["a.csv", "eigen notitie.txt"]
    assert (tmp_path / "a.csv").read_text() == "nieuw"


def test_a_run_that_breaks_off_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("oud")
    with pytest.raises(ZeroDivisionError), replaced_folder(tmp_path, known=["a.csv"]) as work:
        (work / "a.csv").write_text("half")
        raise ZeroDivisionError
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "oud"


def test_a_folder_made_for_a_run_that_breaks_off_is_gone_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), replaced_folder(tmp_path / "nieuw", known=[]):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(OutputError, match="choose another folder"):
        require_writable(tmp_path / "bestand" / "uit")
    require_writable(tmp_path / "nieuw" / "dieper")
    assert names(tmp_path) == ["bestand"]


def test_one_file_that_cannot_be_replaced_keeps_all_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows when a table of yesterday is still open in a spreadsheet."""
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_text("oud")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self.name == "b.csv" and target.parent == tmp_path and self.read_text() == "nieuw":
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with (
        pytest.raises(OutputError, match="close files"),
        replaced_folder(tmp_path, known=["c.csv"]) as work,
    ):
        (work / "a.csv").write_text("nieuw")
        (work / "b.csv").write_text("nieuw")
    assert names(tmp_path) == ["a.csv", "b.csv", "c.csv"]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"oud"}


def test_own_files_in_a_folder_of_results_stay_and_stale_results_go(tmp_path: Path) -> None:
    own = {"vertrouwelijk__planmonitor_csv": "mijn", "vertrouwelijk__diep__a_gpkg": "mijn"}
    write(tmp_path, vertrouwelijk__a_gpkg="oud", vertrouwelijk__b_xlsx="oud", **own)
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, vertrouwelijk__a_gpkg="nieuw")
    assert contents(tmp_path) == {
        "vertrouwelijk/a.gpkg": "nieuw",
        "vertrouwelijk/planmonitor.csv": "mijn",
        "vertrouwelijk/diep/a.gpkg": "mijn",
    }
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, a_csv="nieuw")
    assert contents(tmp_path) == {
        "a.csv": "nieuw",
        "vertrouwelijk/planmonitor.csv": "mijn",
        "vertrouwelijk/diep/a.gpkg": "mijn",
    }


def test_a_folder_of_results_goes_with_the_last_of_them(tmp_path: Path) -> None:
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, vertrouwelijk__a_gpkg="oud", vertrouwelijk__b_xlsx="oud")
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, a_csv="nieuw")
    assert names(tmp_path) == ["a.csv"]


def test_an_empty_folder_of_the_user_stays(tmp_path: Path) -> None:
    (tmp_path / "vertrouwelijk").mkdir()
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, a_csv="nieuw")
    assert names(tmp_path) == ["a.csv", "vertrouwelijk"]


def test_a_folder_under_the_name_of_a_result_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, kaart_html__notitie_txt="mijn", a_csv="oud")
    before = contents(tmp_path)
    with (
        pytest.raises(OutputError, match=r"kaart\.html is a folder") as told,
        replaced_folder(tmp_path, known=KNOWN) as work,
    ):
        write(work, a_csv="nieuw", kaart_html="nieuw")
    assert told.value.source == str(tmp_path)
    assert contents(tmp_path) == before
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, a_csv="nieuw")
    assert contents(tmp_path) == before | {"a.csv": "nieuw"}


def test_a_file_where_a_folder_of_results_must_come_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, vertrouwelijk="mijn", a_csv="oud")
    before = contents(tmp_path)
    with (
        pytest.raises(OutputError, match="vertrouwelijk is a file"),
        replaced_folder(tmp_path, known=KNOWN) as work,
    ):
        write(work, a_csv="nieuw", vertrouwelijk__a_gpkg="nieuw")
    assert contents(tmp_path) == before
    with replaced_folder(tmp_path, known=KNOWN) as work:
        write(work, a_csv="nieuw")
    assert contents(tmp_path) == before | {"a.csv": "nieuw"}


@pytest.mark.parametrize("fault", [PermissionError(13, "in use"), KeyboardInterrupt()])
def test_what_goes_wrong_halfway_leaves_folders_within_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    write(tmp_path, a_csv="oud", vertrouwelijk__a_gpkg="oud", vertrouwelijk__eigen_txt="mijn")
    before, replace = contents(tmp_path), Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == tmp_path / "vertrouwelijk" / "b.xlsx":
            raise fault
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with (
        pytest.raises((OutputError, KeyboardInterrupt)),
        replaced_folder(tmp_path, known=KNOWN) as work,
    ):
        write(work, a_csv="nieuw", nieuw__diep__a_csv="nieuw", vertrouwelijk__a_gpkg="nieuw")
        write(work, vertrouwelijk__b_xlsx="nieuw")
    assert contents(tmp_path) == before
    assert names(tmp_path) == ["a.csv", "vertrouwelijk"]


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
def test_a_link_under_the_name_of_a_result_goes_but_not_what_it_points_to(tmp_path: Path) -> None:
    write(tmp_path / "elders", a_csv="mijn")
    out = tmp_path / "uit"
    out.mkdir()
    (out / "a.csv").symlink_to(tmp_path / "elders" / "a.csv")
    with replaced_folder(out, known=KNOWN) as work:
        write(work, a_csv="nieuw")
    assert (tmp_path / "elders" / "a.csv").read_text() == "mijn"
    assert contents(out) == {"a.csv": "nieuw"}


class TestInputsThatLieAmongTheResults:
    def test_every_one_of_them_is_told(self, tmp_path: Path) -> None:
        write(tmp_path, a_csv="mijn", vertrouwelijk__a_gpkg="mijn", eigen_csv="mijn")
        inputs = [tmp_path / name for name in ("a.csv", "vertrouwelijk/a.gpkg", "eigen.csv")]
        with pytest.raises(OutputError) as told:
            require_apart(tmp_path, KNOWN, inputs)
        assert told.value.source == str(tmp_path)
        assert told.value.faults == tuple(
            f"{path} is an input of this run and would be overwritten; choose another folder"
            for path in inputs[:2]
        )

    def test_others_are_fine_also_where_the_folder_is_not_there_yet(self, tmp_path: Path) -> None:
        write(tmp_path, a_csv="mijn", vertrouwelijk__planmonitor_csv="mijn", diep__a_csv="mijn")
        inputs = [tmp_path / name for name in contents(tmp_path)]
        require_apart(tmp_path / "uit", KNOWN, inputs)
        require_apart(tmp_path, KNOWN, [path for path in inputs if path != tmp_path / "a.csv"])

    def test_another_way_to_write_the_same_path_makes_no_difference(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path, uit__a_csv="mijn")
        monkeypatch.chdir(tmp_path)
        for path in (Path("uit/a.csv"), Path("uit/../uit/a.csv"), tmp_path / "uit" / "a.csv"):
            with pytest.raises(OutputError, match="is an input of this run"):
                require_apart(Path("uit"), KNOWN, [path])

    @pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
    def test_a_link_to_a_result_or_through_its_folder_is_seen(self, tmp_path: Path) -> None:
        write(tmp_path, uit__a_csv="mijn")
        (tmp_path / "lijst.csv").symlink_to(tmp_path / "uit" / "a.csv")
        (tmp_path / "weg").symlink_to(tmp_path / "uit")
        for path in (tmp_path / "lijst.csv", tmp_path / "weg" / "a.csv"):
            with pytest.raises(OutputError, match="is an input of this run"):
                require_apart(tmp_path / "uit", KNOWN, [path])


class TestWhatAKilledRunLeft:
    def test_its_work_is_removed_by_the_next_run(self, tmp_path: Path) -> None:
        killed = (
            "import os, sys; from pathlib import Path; from wozgeo.outputs.folder import *\n"
            "with replaced_folder(Path(sys.argv[1]), known=[]) as work:\n"
            "    (work / 'geheim.csv').write_text('geheim'); os._exit(9)"
        )
        subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False)
        (left,) = tmp_path.iterdir()
        if os.name == "nt":
            backdate(left, days=2)
        with replaced_folder(tmp_path, known=KNOWN) as work:
            write(work, a_csv="nieuw")
        assert contents(tmp_path) == {"a.csv": "nieuw"}
        assert not left.exists()

    def test_that_of_a_run_that_is_still_going_stays(self, tmp_path: Path) -> None:
        with replaced_folder(tmp_path, known=KNOWN) as first:
            with replaced_folder(tmp_path, known=KNOWN):
                write(first, a_csv="eerste")
            assert first.exists()
        assert contents(tmp_path) == {"a.csv": "eerste"}

    @pytest.mark.parametrize("name", [".wozgeo-abcd_f12", ".wozgeo-0badcafe-1-abcdefg1"])
    def test_where_its_process_cannot_be_asked_a_day_is_waited(
        self, tmp_path: Path, name: str
    ) -> None:
        write(tmp_path / name, geheim_csv="geheim")
        with replaced_folder(tmp_path, known=KNOWN):
            pass
        assert names(tmp_path) == [name]
        backdate(tmp_path / name, days=2)
        with replaced_folder(tmp_path, known=KNOWN):
            pass
        assert names(tmp_path) == []

    @pytest.mark.parametrize("name", [".wozgeo-mijn notities", ".wozgeo", "wozgeo-abcdefgh"])
    def test_a_folder_of_the_user_is_not_taken_for_it(self, tmp_path: Path, name: str) -> None:
        write(tmp_path / name, a_csv="mijn")
        backdate(tmp_path / name, days=9)
        with replaced_folder(tmp_path, known=KNOWN):
            pass
        assert names(tmp_path) == [name]


def backdate(path: Path, *, days: int) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))
