"""Claims about the lists to send: each gets its own questions and nobody else's."""

import openpyxl
import pandas as pd
import pytest

from wozgeo.outputs.found import Found
from wozgeo.outputs.workbook.to_send import file_name, write_lists


def asked(*whom):
    return pd.DataFrame(
        {
            "aan": whom,
            "wat": "complex",
            "id": [f"c{k}" for k in range(len(whom))],
            "naam": "Hof",
            "kern": "Dorp",
            "vraag": "bevestig dat het voor senioren is",
            "voor": "druten",
            "beslist": "",
            "voldoet_bij_ja": "",
            "ontbreekt": "",
        }
    )


def found(*whom):
    return Found(name="Proef", search_limit_m=5000.0, navragen=asked(*whom))


def test_each_gets_a_list_with_its_own_questions_and_room_for_answers(tmp_path):
    paths = write_lists(tmp_path, found("Woonwaarts", "De Kernen", "Woonwaarts"))
    assert [path.name for path in paths] == ["De Kernen.xlsx", "Woonwaarts.xlsx"]
    _, names, *rows = openpyxl.load_workbook(paths[1])["Navragen"].values
    assert [dict(zip(names, row, strict=True))["id"] for row in rows] == ["c0", "c2"]
    assert names[-1] == "antwoord"
    assert {row[-1] for row in rows} == {None}


def test_names_that_would_make_one_file_get_one_each(tmp_path):
    paths = write_lists(tmp_path, found("A/B", "a b", "A:B"))
    assert len({path.name.casefold() for path in paths}) == 3
    assert all(path.exists() for path in paths)


@pytest.mark.parametrize(
    ("whom", "name"),
    [
        ("Woonwaarts B.V. / De Kernen", "Woonwaarts B.V De Kernen"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "CON lijst"),
        ("///", "zonder naam"),
        ("x" * 300, "x" * 60),
        ("lijst.xlsx", "lijst"),
    ],
)
def test_a_file_is_named_so_that_every_computer_can_hold_it(whom, name):
    assert file_name(whom) == name


def test_without_questions_there_is_no_folder(tmp_path):
    assert write_lists(tmp_path, Found(name="Proef", search_limit_m=5000.0)) == []
    assert not [*tmp_path.iterdir()]
