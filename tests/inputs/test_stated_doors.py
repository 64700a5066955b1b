"""A list may state the door of a dwelling: metres in RD New, both or neither."""

from pathlib import Path

import numpy as np
import pytest

from wozgeo.domain.errors import InputError
from wozgeo.inputs.complexes import read_complex_list
from wozgeo.inputs.points import read_location_list


def written(folder: Path, text: str) -> Path:
    path = folder / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_of_dwellings_states_doors_and_may_leave_some_open(tmp_path):
    text = "id;x;y;deur_x;deur_y\n1;190000;507000;190003,5;507001\n2;190050;507000;;\n"
    table = read_location_list(written(tmp_path, text), extent=None)
    assert table.loc["1", ["deur_x", "deur_y"]].tolist() == [190003.5, 507001.0]
    assert np.isnan(table.loc["2", ["deur_x", "deur_y"]].astype(float)).all()


def test_a_list_of_complexes_states_the_door_of_every_number_in_a_row(tmp_path):
    text = "complex_id;adres;woonplaats;deur_x;deur_y\nA;Dorpsstraat 1 t/m 5;Stad;190003;507001\nB;Laan 2;Stad;;\n"
    addresses = read_complex_list(written(tmp_path, text), columns={}).addresses
    of_a = addresses[(addresses["complex_id"] == "A").to_numpy()]
    assert len(of_a) > 1
    assert (of_a["deur_x"] == 190003).all()
    assert addresses["deur_x"].isna().sum() == 1


@pytest.mark.parametrize(
    ("x", "y"),
    [("190003", ""), ("", "507001"), ("5,91", "52,5"), ("hier", "daar"), ("507001", "190003")],
)
def test_half_a_door_or_one_elsewhere_is_a_fault(tmp_path, x, y):
    lists = (
        (read_location_list, {"extent": None}, f"id;x;y;deur_x;deur_y\n1;190000;507000;{x};{y}\n"),
        (read_complex_list, {"columns": {}}, f"complex_id;adres;deur_x;deur_y\nA;Laan 1;{x};{y}\n"),
    )
    for read, choices, text in lists:
        with pytest.raises(InputError) as told:
            read(written(tmp_path, text), **choices)
        assert any("deur_x" in fault and "both empty" in fault for fault in told.value.faults)


def test_a_column_without_the_other_is_a_fault(tmp_path):
    with pytest.raises(InputError, match="'deur_y' is missing beside 'deur_x'"):
        read_location_list(
            written(tmp_path, "id;x;y;deur_x\n1;190000;507000;190003\n"), extent=None
        )
