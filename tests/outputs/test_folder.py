"""Claims about the result folder: whole or not at all, never two runs at once, and nothing of the user's."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wozgeo.domain.errors import OutputError
from wozgeo.outputs import exchange
from wozgeo.outputs.folder import claimed_folder, replaced_folder
from wozgeo.outputs.written import list_written

KNOWN = ["kaart.html", "a.csv", "vertrouwelijk/a.gpkg", "vertrouwelijk/b.xlsx"]


@pytest.fixture(params=["in one step", "file by file", "inside"])
def way(request, monkeypatch: pytest.MonkeyPatch) -> str:
    """Exchange whole folders, or files where that cannot be, or where nothing can be beside the folder."""
    if request.param == "in one step" and not sys.platform.startswith("linux"):
        pytest.skip("this system cannot exchange two folders in one step")
    if request.param == "file by file":
        monkeypatch.setattr("wozgeo.outputs.folder.can_exchange", lambda *_: False)
    if request.param == "inside":
        monkeypatch.setattr("wozgeo.outputs.folder._can_be_beside", lambda _: False)
    return request.param


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, str]:
    """Give what stands in every file, but in the list of them."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def write(folder: Path, **texts: str) -> None:
    """Write files in a folder; two underscores stand for a folder within, one for a full stop."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def result(work: Path, **texts: str) -> None:
    """Write files as a run does: with a list of them."""
    write(work, **texts)
    (work / "run.json").write_text(json.dumps({"bestanden": list_written(work)}))


def run(folder: Path, **texts: str) -> None:
    with replaced_folder(folder) as work:
        result(work, **texts)


@pytest.mark.usefixtures("way")
class TestWhatIsReplaced:
    def test_results_of_an_earlier_run_go_and_other_files_stay(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud", oud_parquet="oud", diep__b_csv="oud")
        own = {
            "notitie.txt": "mijn",
            "kaart-oud.html": "mijn",
            "rapport.pdf": "mijn",
            "eigen/c.csv": "mijn",
        }
        for name, text in own.items():
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text(text)
        (out / "leeg").mkdir()
        run(out, a_csv="nieuw")
        assert contents(out) == {"a.csv": "nieuw", **own}
        assert names(out) == sorted(["a.csv", "leeg", "eigen", "run.json", *own][:-1])
        assert names(tmp_path) == ["uit"]

    def test_a_result_that_the_user_changed_is_theirs(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud", b_csv="oud")
        write(out, b_csv="aangevuld")
        run(out, a_csv="nieuw")
        assert contents(out) == {"a.csv": "nieuw", "b.csv": "aangevuld"}

    @pytest.mark.parametrize("name", ["rapport.pdf", "LEESMIJ.md", "vertrouwelijk/a.gpkg"])
    def test_what_stands_in_the_way_is_told_and_stays(self, tmp_path: Path, name: str) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("mijn")
        with (
            claimed_folder(out) as claim,
            pytest.raises(OutputError, match="was not written") as told,
        ):
            claim.require_free(["a.csv", name])
        assert told.value.source == str(out)
        assert name in told.value.faults[0]
        with pytest.raises(OutputError, match="was not written"), replaced_folder(out) as work:
            result(work, a_csv="nieuw")
            (work / name).parent.mkdir(exist_ok=True)
            (work / name).write_text("nieuw")
        assert contents(out) == {"a.csv": "oud", name: "mijn"}

    def test_a_list_that_no_run_wrote_makes_nothing_ours(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        write(tmp_path, buiten_txt="mijn")
        write(out, a_csv="mijn")
        for listed in (
            '{"bestanden": 3}',
            "[]",
            "geen json",
            '{"bestanden": [{"bestand": "../buiten.txt"}]}',
        ):
            (out / "run.json").write_text(listed)
            with pytest.raises(OutputError, match=r"run\.json was not written"):
                run(out, b_csv="nieuw")
        assert contents(tmp_path) == {"buiten.txt": "mijn", "uit/a.csv": "mijn"}

    def test_a_list_reaches_nothing_outside_the_folder(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        write(tmp_path, buiten_txt="mijn")
        write(out, a_csv="mijn")
        listed = list_written(tmp_path)
        for item in listed:
            item["bestand"] = f"../{item['bestand']}"
        (out / "run.json").write_text(json.dumps({"bestanden": listed}))
        with pytest.raises(OutputError, match=r"run\.json was not written"):
            run(out, b_csv="nieuw")
        assert contents(tmp_path) == {"buiten.txt": "mijn", "uit/a.csv": "mijn"}

    def test_a_folder_of_results_goes_with_the_last_of_them(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, vertrouwelijk__a_gpkg="oud", vertrouwelijk__b_xlsx="oud")
        run(out, a_csv="nieuw")
        assert names(out) == ["a.csv", "run.json"]

    def test_own_files_beside_confidential_ones_stay(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, vertrouwelijk__a_gpkg="oud", vertrouwelijk__b_xlsx="oud")
        write(out, vertrouwelijk__planmonitor_csv="mijn", vertrouwelijk__diep__a_gpkg="mijn")
        own = {"vertrouwelijk/planmonitor.csv": "mijn", "vertrouwelijk/diep/a.gpkg": "mijn"}
        run(out, vertrouwelijk__a_gpkg="nieuw")
        assert contents(out) == {"vertrouwelijk/a.gpkg": "nieuw", **own}
        run(out, a_csv="nieuw")
        assert contents(out) == {"a.csv": "nieuw", **own}

    def test_a_folder_under_the_name_of_a_result_is_not_touched(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        write(out, kaart_html__notitie_txt="mijn")
        before = contents(out)
        with pytest.raises(OutputError, match=r"kaart\.html is a folder"):
            run(out, a_csv="nieuw", kaart_html="nieuw")
        assert contents(out) == before
        run(out, a_csv="nieuw")
        assert contents(out) == before | {"a.csv": "nieuw"}

    def test_a_file_where_a_folder_of_results_must_come_is_not_touched(
        self, tmp_path: Path
    ) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        write(out, vertrouwelijk="mijn")
        before = contents(out)
        with pytest.raises(OutputError, match="vertrouwelijk is a file"):
            run(out, a_csv="nieuw", vertrouwelijk__a_gpkg="nieuw")
        assert contents(out) == before

    @pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
    def test_a_link_in_the_folder_is_not_followed(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        write(tmp_path / "elders", a_gpkg="van een ander")
        run(out, a_csv="oud")
        (out / "vertrouwelijk").symlink_to(tmp_path / "elders")
        with pytest.raises(OutputError, match="vertrouwelijk is a link"):
            run(out, a_csv="nieuw", vertrouwelijk__a_gpkg="nieuw")
        assert (out / "a.csv").read_text() == "oud"
        run(out, a_csv="nieuw")
        assert (out / "vertrouwelijk").is_symlink()
        assert contents(tmp_path / "elders") == {"a.gpkg": "van een ander"}

    @pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
    def test_a_link_in_the_place_of_a_result_is_the_users(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        write(tmp_path / "elders", a_csv="oud")
        (out / "a.csv").unlink()
        (out / "a.csv").symlink_to(tmp_path / "elders" / "a.csv")
        with pytest.raises(OutputError, match=r"a\.csv was not written"):
            run(out, a_csv="nieuw")
        assert contents(tmp_path / "elders") == {"a.csv": "oud"}

    @pytest.mark.skipif(os.name == "nt", reason="rights are otherwise there")
    def test_rights_stay_as_they_were(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        out.chmod(0o750)
        run(out, a_csv="nieuw")
        assert out.stat().st_mode & 0o777 == 0o750

    @pytest.mark.skipif(os.name == "nt", reason="rights are otherwise there")
    def test_what_is_for_the_owner_alone_stays_so_also_beside_files_of_the_user(
        self, tmp_path: Path
    ) -> None:
        out = tmp_path / "uit"
        write(out, vertrouwelijk__eigen_csv="mijn")
        (out / "vertrouwelijk").chmod(0o755)
        for _ in range(2):
            with replaced_folder(out) as work:
                (work / "vertrouwelijk").mkdir(mode=0o700)
                result(work, vertrouwelijk__a_gpkg="geheim")
                (work / "vertrouwelijk" / "a.gpkg").chmod(0o600)
            assert (out / "vertrouwelijk").stat().st_mode & 0o777 == 0o700
            assert (out / "vertrouwelijk" / "a.gpkg").stat().st_mode & 0o777 == 0o600

    def test_a_folder_that_is_a_link_is_replaced_where_it_points_to(self, tmp_path: Path) -> None:
        run(tmp_path / "echt", a_csv="oud")
        (tmp_path / "weg").symlink_to(tmp_path / "echt")
        run(tmp_path / "weg", a_csv="nieuw")
        assert contents(tmp_path / "echt") == {"a.csv": "nieuw"}
        assert (tmp_path / "weg").is_symlink()


@pytest.mark.usefixtures("way")
class TestARunThatBreaksOff:
    def test_everything_is_as_it_was(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        with pytest.raises(ZeroDivisionError), replaced_folder(out) as work:
            write(work, a_csv="half")
            raise ZeroDivisionError
        assert contents(tmp_path) == {"uit/a.csv": "oud"}
        assert names(tmp_path) == ["uit"]

    def test_a_folder_made_for_it_is_gone_again(self, tmp_path: Path) -> None:
        with pytest.raises(ZeroDivisionError), replaced_folder(tmp_path / "nieuw" / "dieper"):
            raise ZeroDivisionError
        assert names(tmp_path) == []


def test_a_folder_that_cannot_be_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    for folder in ("bestand", "bestand/uit", "a\0b", "x" * 300):
        with pytest.raises(OutputError), claimed_folder(tmp_path / folder):
            pytest.fail("it was claimed")
    with claimed_folder(tmp_path / "nieuw" / "dieper"):
        pass
    assert names(tmp_path) == ["bestand"]


def test_where_somebody_stands_the_folder_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, a_csv="oud")
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    run(Path(), a_csv="nieuw")
    assert tmp_path.stat().st_ino == before
    assert contents(tmp_path) == {"a.csv": "nieuw"}


@pytest.mark.parametrize("fault", [PermissionError(13, "in use"), KeyboardInterrupt()])
def test_one_file_that_cannot_be_replaced_keeps_all_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """As on Windows when a table of yesterday is still open in a spreadsheet."""
    monkeypatch.setattr("wozgeo.outputs.folder.can_exchange", lambda *_: False)
    out = tmp_path / "uit"
    run(out, a_csv="oud", vertrouwelijk__a_gpkg="oud", vertrouwelijk__b_xlsx="oud")
    write(out, vertrouwelijk__eigen_txt="mijn")
    before, replace = contents(out), Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == out / "vertrouwelijk" / "b.xlsx" and self.read_text() == "nieuw":
            raise fault
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        run(out, a_csv="nieuw", nieuw__diep__a_csv="nieuw", vertrouwelijk__b_xlsx="nieuw")
    assert contents(out) == before
    assert names(out) == ["a.csv", "run.json", "vertrouwelijk"]
    assert names(tmp_path) == ["uit"]


def test_what_the_user_saves_while_the_folder_is_exchanged_is_brought_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("this system cannot exchange two folders in one step")
    out = tmp_path / "uit"
    run(out, a_csv="oud")
    write(out, notitie_txt="mijn")
    swap = exchange._rename_exchange

    def late(new: Path, folder: Path) -> None:
        (folder / "notitie.txt").unlink()
        write(folder, notitie_txt="mijn, verbeterd", ook_txt="mijn")
        swap(new, folder)

    monkeypatch.setattr(exchange, "_rename_exchange", late)
    run(out, a_csv="nieuw")
    assert contents(out) == {
        "a.csv": "nieuw",
        "notitie.txt": "mijn",
        "notitie (2).txt": "mijn, verbeterd",
        "ook.txt": "mijn",
    }


def test_a_folder_with_very_much_in_it_is_not_walked_through(tmp_path: Path) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    for number in range(exchange.MOST_KEPT + 5):
        (out / f"{number}.txt").touch()
    before = out.stat().st_ino
    run(out, a_csv="nieuw")
    assert out.stat().st_ino == before
    assert (out / "a.csv").read_text() == "nieuw"


class TestInputsThatLieAmongTheResults:
    def faults(self, folder: Path, inputs: list[Path]) -> tuple[str, ...]:
        """Tell what is wrong; nothing when all is well."""
        with claimed_folder(folder) as claim:
            try:
                claim.require_apart(KNOWN, inputs)
            except OutputError as told:
                return told.faults if told.source == str(folder) else (told.source,)
        return ()

    def test_every_one_of_them_is_told(self, tmp_path: Path) -> None:
        write(tmp_path, a_csv="mijn", vertrouwelijk__a_gpkg="mijn", eigen_csv="mijn")
        inputs = [tmp_path / name for name in ("a.csv", "vertrouwelijk/a.gpkg", "eigen.csv")]
        assert self.faults(tmp_path, inputs) == tuple(
            f"{path} is an input of this run and would be overwritten; choose another folder"
            for path in inputs[:2]
        )

    def test_a_result_of_an_earlier_run_is_one_too(self, tmp_path: Path) -> None:
        run(tmp_path, kaart_kampen_csv="oud")
        assert len(self.faults(tmp_path, [tmp_path / "kaart.kampen.csv"])) == 1

    def test_others_are_fine_also_where_the_folder_is_not_there_yet(self, tmp_path: Path) -> None:
        write(tmp_path, a_csv="mijn", vertrouwelijk__planmonitor_csv="mijn", diep__a_csv="mijn")
        inputs = [tmp_path / name for name in contents(tmp_path)]
        assert self.faults(tmp_path / "uit", inputs) == ()
        assert self.faults(tmp_path, [path for path in inputs if path != tmp_path / "a.csv"]) == ()

    def test_another_way_to_write_the_same_path_makes_no_difference(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path, uit__a_csv="mijn")
        monkeypatch.chdir(tmp_path)
        for path in (Path("uit/a.csv"), Path("uit/../uit/a.csv"), tmp_path / "uit" / "a.csv"):
            assert len(self.faults(Path("uit"), [path])) == 1

    @pytest.mark.skipif(os.name == "nt", reason="a link needs rights there")
    def test_a_link_to_a_result_or_through_its_folder_is_seen(self, tmp_path: Path) -> None:
        write(tmp_path, uit__a_csv="mijn")
        (tmp_path / "lijst.csv").symlink_to(tmp_path / "uit" / "a.csv")
        (tmp_path / "weg").symlink_to(tmp_path / "uit")
        for path in (tmp_path / "lijst.csv", tmp_path / "weg" / "a.csv"):
            assert len(self.faults(tmp_path / "uit", [path])) == 1


class TestTwoRunsAtOnce:
    def test_the_second_is_refused_and_the_first_goes_on(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        with replaced_folder(out) as work:
            result(work, a_csv="eerste")
            with pytest.raises(OutputError, match="another run is writing its results there"):
                run(out, a_csv="tweede")
        assert contents(out) == {"a.csv": "eerste"}
        assert names(tmp_path) == ["uit"]

    def test_also_by_another_way_to_the_folder_and_from_within_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out = tmp_path / "uit"
        out.mkdir()
        (tmp_path / "weg").symlink_to(out)
        with claimed_folder(out):
            monkeypatch.chdir(out)
            for folder in (tmp_path / "weg", Path(), out / ".." / "uit"):
                with pytest.raises(OutputError, match="another run"), claimed_folder(folder):
                    pytest.fail("it was claimed twice")

    def test_two_folders_beside_each_other_do_not_wait(self, tmp_path: Path) -> None:
        with claimed_folder(tmp_path / "een"), claimed_folder(tmp_path / "twee"):
            pass


KILLED = """
import os, sys
from pathlib import Path
from wozgeo.outputs.folder import replaced_folder
with replaced_folder(Path(sys.argv[1])) as work:
    (work / "geheim.csv").write_text("geheim")
    os._exit(9)
"""


@pytest.mark.usefixtures("way")
class TestWhatAKilledRunLeft:
    def test_its_work_is_removed_by_the_next_run(self, tmp_path: Path) -> None:
        out = tmp_path / "uit"
        run(out, a_csv="oud")
        subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False)
        for left in (*tmp_path.glob(".wozgeo-*-*"), *out.glob(".wozgeo-*-*")):
            backdate(left, days=2)
        run(out, a_csv="nieuw")
        assert contents(tmp_path) == {"uit/a.csv": "nieuw"}
        assert names(tmp_path) == ["uit"]

    @pytest.mark.parametrize("name", [".wozgeo-mijn notities", ".wozgeo", "wozgeo-abcdefgh"])
    def test_a_folder_of_the_user_is_not_taken_for_it(self, tmp_path: Path, name: str) -> None:
        out = tmp_path / "uit"
        for folder in (tmp_path, out):
            write(folder / name, a_csv="mijn")
            backdate(folder / name, days=9)
        run(out)
        assert (
            (out / name / "a.csv").read_text() == (tmp_path / name / "a.csv").read_text() == "mijn"
        )


def backdate(path: Path, *, days: int) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forks")
def test_a_killed_run_leaves_the_old_result_or_the_new_one_whole() -> None:
    """At every step of the exchange and at random moments; what was found stands in docs/veiligheid.md."""
    shared = Path("/dev/shm")
    environment = {**os.environ, **({"TMPDIR": str(shared)} if shared.is_dir() else {})}
    script = Path(__file__).with_name("killing.py")
    told = subprocess.run(
        [sys.executable, str(script), "--random", "80"],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(told.stdout)
    assert {way: {kind.split(": ")[1] for kind in kinds} for way, kinds in found.items()} == {
        "in one step": {"oud", "nieuw"},
        "file by file": {"oud", "nieuw"},
    }
    assert sum(n for kinds in found.values() for n in kinds.values()) >= 200, found


def test_what_takes_the_place_is_on_the_disk_before_it_does_and_the_folder_after(
    tmp_path, monkeypatch, way
):
    """A cut of the power cannot be tested; the order in which the disk is asked for can."""
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere a folder cannot be synced")
    out = tmp_path / "uit"
    run(out, kaart_html="oud", raster__a_tif="oud")
    events: list[tuple[str, int]] = []
    fsync, rename, replace = os.fsync, exchange._rename_exchange, Path.replace

    def synced(handle: int) -> None:
        events.append(("sync", os.fstat(handle).st_ino))
        fsync(handle)

    def exchanged(new: Path, folder: Path) -> None:
        events.extend(("move", one.stat().st_ino) for one in new.rglob("*") if one.is_file())
        rename(new, folder)

    def moved(path: Path, to: Path) -> Path:
        events.append(("move", path.stat().st_ino))
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(exchange, "_rename_exchange", exchanged)
    monkeypatch.setattr(Path, "replace", moved)
    run(out, kaart_html="nieuw", raster__a_tif="nieuw", a_csv="nieuw")
    there = {path.name: path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    assert len(there) == 4
    first_move = next(i for i, (what, _) in enumerate(events) if what == "move")
    last_move = max(
        i for i, event in enumerate(events) if event in {("move", n) for n in there.values()}
    )
    before = {number for what, number in events[:first_move] if what == "sync"}
    after = {number for what, number in events[last_move:] if what == "sync"}
    assert {name for name, number in there.items() if number not in before} == set()
    assert (tmp_path if way == "in one step" else out).stat().st_ino in after


def test_a_folder_that_the_user_moved_and_linked_back_keeps_its_files(tmp_path, way):
    """What is confidential was put where it is safe: its content is still that of the last run."""
    out, safe = tmp_path / "uit", tmp_path / "kluis"
    run(out, kaart_html="oud", vertrouwelijk__a_gpkg="geheim")
    (out / "vertrouwelijk").rename(safe)
    (out / "vertrouwelijk").symlink_to(safe, target_is_directory=True)
    run(out, kaart_html="nieuw")
    assert (out / "kaart.html").read_text() == "nieuw"
    assert (out / "vertrouwelijk").is_symlink()
    assert {path.name: path.read_text() for path in safe.iterdir()} == {"a.gpkg": "geheim"}


def test_a_file_that_the_user_changed_without_making_it_longer_is_the_users(tmp_path, way):
    out = tmp_path / "uit"
    run(out, kaart_html="oud", lijst_csv="nee", b_csv="nee")
    for name in ("lijst.csv", "b.csv"):
        (out / name).write_text("ja!")
    with pytest.raises(OutputError, match=r"lijst\.csv"):
        run(out, kaart_html="nieuw", lijst_csv="nee")
    assert contents(out) == {"kaart.html": "oud", "lijst.csv": "ja!", "b.csv": "ja!"}
    run(out, kaart_html="nieuw")
    assert contents(out) == {"kaart.html": "nieuw", "lijst.csv": "ja!", "b.csv": "ja!"}
