"""Claims about the result folder: whole or not at all, and never the results of two runs."""

from pathlib import Path

import pytest

from wozgeo.domain.errors import OutputError
from wozgeo.outputs.folder import replaced_folder, require_writable


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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
