"""Is it told of every address from which is measured that the street of its address is not near, whatever stands there?"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from towns import OsmDraft
from wozgeo.cli import main


def told(
    folder: Path,
    numbers: list[str],
    *,
    street: str = "Dorpsstraat",
    door: str = "",
    entrance: bool = False,
) -> str:
    """Screen a complex of the Kerkstraat in a town that has one street, and give what the run says.

    ::

        [1] [2] [3] ...      Kerkstraat by their address
        -------------------- of the name that is given
    """
    draft = OsmDraft(box=(-500, -500, 500, 500))
    draft.line((-200, 0), (200, 0), highway="residential", name=street)
    draft.node(150, 10, amenity="community_centre", name="De Brink")
    draft.box(-180, 8, 8, 8, building="house")
    draft.node(-176, 12, addr__street="Kerkstraat", addr__housenumber="99")
    for k, number in enumerate(numbers):
        ring = [draft.node(k * 10 - x, y) for x, y in ((100, 8), (92, 8), (92, 16), (100, 16))]
        way = [draft.node(k * 10 - 96, 8, entrance="yes")] if entrance else []
        draft.way([ring[0], *way, *ring[1:], ring[0]], building="yes")
        draft.node(k * 10 - 96, 12, addr__street="Kerkstraat", addr__housenumber=number)
    draft.write(folder / "stad.osm")
    head = "complex_id;straat;huisnummer" + (";deur_x;deur_y" if door else "")
    rows = [f"G1;Kerkstraat;{number}{door}" for number in numbers]
    (folder / "lijst.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    given = ["screen", "lijst.csv", "--osm", "stad.osm", "--out", "uit"]
    result = CliRunner().invoke(
        main, [str(folder / w) if w in ("lijst.csv", "stad.osm", "uit") else w for w in given]
    )
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


ONE_HOME = "Van 1 woning ligt de straat van het adres niet"
GARAGES = "Van 3 adressen van complexen die niet onder de woningen staan (complex G1) ligt de straat van het adres niet"


def test_a_complex_of_garage_boxes_is_told_that_its_street_is_not_found(tmp_path):
    said = told(tmp_path, ["1-GR01", "1-GR02", "1-GR03"])
    assert GARAGES in said
    assert ONE_HOME in said


def test_of_a_complex_of_garage_boxes_along_its_own_street_nothing_is_told(tmp_path):
    said = told(tmp_path, ["1-GR01", "1-GR02", "1-GR03"], street="Kerkstraat")
    assert "ligt de straat van het adres niet" not in said


def test_a_dwelling_in_a_complex_is_told_once(tmp_path):
    said = told(tmp_path, ["1", "3", "5"])
    assert "Van 4 woningen ligt de straat van het adres niet" in said
    assert "adressen van complexen" not in said


@pytest.mark.parametrize("name", ["Dorpsstraat", "Kerkstraat"])
def test_who_has_a_stated_door_leaves_by_it_and_is_not_told_to_lack_a_street(tmp_path, name):
    said = told(tmp_path, ["1-GR01"], street=name, door=";189904;507009")
    assert "adressen van complexen" not in said
    assert "adres van complexen" not in said


def test_a_dwelling_with_a_door_on_the_map_is_not_told_to_lack_a_street(tmp_path):
    """It leaves by that door, to whatever street lies there."""
    assert "Van 2 woningen ligt de straat" in told(tmp_path, ["1"])
    assert ONE_HOME in told(tmp_path, ["1"], entrance=True)
