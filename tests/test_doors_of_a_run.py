"""Streets, doors and outlines as lists and maps get them wrong: through a whole run, told and never guessed."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from towns import XY, OsmDraft, at
from wozgeo.cli import main

HOMES = 12
RUN = """
[run]
name = "Dorp"
out = "uit"
[osm]
file = "t.osm"
[[complexes]]
file = "complexen.csv"
[criteria]
definitions = ["druten"]
"""
FRONT_M, BACK_M = pytest.approx(436, abs=3), pytest.approx(386, abs=3)
NO_STREET = "ligt de straat van het adres niet, of niet onder die naam"


def town(
    folder: Path,
    *,
    on_map: str = "Voorstraat",
    in_addresses: str = "Voorstraat",
    elsewhere: str = "",
    crossed: bool = False,
    door: XY | None = None,
) -> Path:
    """Twelve addresses of the street in front, and nearer to a lane behind; a meeting place at the end.

    ::

        D-----------C      y = 40, in front: 436 m from the middle
        h h h       |
        A-----------B-----------------E m      Achterlaan, y = 0: 386 m
                    |
        G-----------F      y = -400: in another kern, perhaps a street of the same name
    """
    draft = OsmDraft(box=(-600, -900, 900, 600))
    a, b, c, d, e = (draft.node(*xy) for xy in ((0, 0), (100, 0), (100, 40), (0, 40), (400, 0)))
    f, g = draft.node(100, -400), draft.node(0, -400)
    draft.way([a, b, e], highway="residential", name="Achterlaan")
    draft.way([c, b, f], highway="residential", name="Zijstraat")
    draft.way([c, d], highway="residential", name=on_map)
    draft.way([f, g], highway="residential", **({"name": elsewhere} if elsewhere else {}))
    draft.box(28, 12, 6, 6, building="apartments")
    for number in range(HOMES):
        draft.node(30 + 0.1 * number, 15, **{"addr:street": in_addresses,
                   "addr:housenumber": str(number + 1), "addr:postcode": "1234 AB", "addr:city": "Dorp"})  # fmt: skip
    draft.box(38, -413, 6, 6, building="apartments")
    for number in range(2 if elsewhere else 0):
        draft.node(40 + number, -410, **{"addr:street": elsewhere,
                   "addr:housenumber": str(number + 101), "addr:postcode": "1235 AB", "addr:city": "Elders"})  # fmt: skip
    place = {"amenity": "community_centre", "name": "De Brug"}
    if crossed:
        draft.area((396, -4), (404, 4), (404, -4), (396, 4), building="yes", **place)
    else:
        draft.node(400, 1, **place)
    draft.write(folder / "t.osm")
    head = "complex_id;naam;straat;huisnummer;plaats;voor_senioren;levensloopgeschikt;inpandig"
    rows = [f"C1;Zonhof;{in_addresses};{n + 1};Dorp;ja;ja;nee" for n in range(HOMES)]
    if door:
        x, y = (f"{metres:.1f}".replace(".", ",") for metres in at(*door))
        head, rows = f"{head};deur_x;deur_y", [f"{row};{x};{y}" for row in rows]
    (folder / "complexen.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    (folder / "run.toml").write_text(RUN, encoding="utf-8")
    return folder / "run.toml"


def run(path: Path) -> tuple[str, float, dict[str, Any]]:
    """Give what the terminal says, the longest walk of the complex, and the complex."""
    result = CliRunner().invoke(main, ["run", str(path)])
    assert result.exit_code == 0, result.output
    (judged,) = pd.read_parquet(path.parent / "uit" / "complexen.parquet").to_dict("records")
    return result.output, judged["afstand_ontmoetingsplek_max_m"], judged


@pytest.mark.parametrize(
    ("on_map", "in_addresses"),
    [
        ("Burgemeester Van Dijkstraat", "Burg. van Dÿkstraat"),
        ("Burg. Van Dijkstr.", "burgemeester van-dijkstraat"),
        ("Prof. Röntgenlaan", "Professor Rontgenlaan"),
    ],
)
def test_a_street_that_is_spelt_otherwise_is_the_street_of_the_address(
    tmp_path, on_map, in_addresses
):
    said, walk_m, judged = run(town(tmp_path, on_map=on_map, in_addresses=in_addresses))
    assert walk_m == FRONT_M
    assert NO_STREET not in said
    assert (judged["oordeel_druten"], judged["stevig_druten"]) == ("voldoet_niet", False)
    assert "deur: " in judged["hangt_aan_druten"]


def test_a_street_of_another_name_is_told_and_the_nearest_taken(tmp_path):
    said, walk_m, judged = run(town(tmp_path, on_map="Wilhelminalaan"))
    assert NO_STREET in said
    assert walk_m == BACK_M
    assert judged["oordeel_druten"] == "voldoet"


def test_a_second_street_of_that_name_in_another_kern_changes_nothing(tmp_path):
    said, walk_m, _ = run(town(tmp_path, elsewhere="Voorstraat"))
    assert walk_m == FRONT_M
    assert NO_STREET not in said


def test_a_street_that_lies_in_another_kern_only_is_not_taken_for_it(tmp_path):
    said, walk_m, _ = run(town(tmp_path, on_map="Wilhelminalaan", elsewhere="Voorstraat"))
    assert NO_STREET in said
    assert walk_m == BACK_M


def test_a_stated_door_ends_the_doubt(tmp_path):
    said, walk_m, judged = run(town(tmp_path, door=(30.0, 25.0)))
    assert "opgegeven deur" not in said
    assert judged["stevig_druten"]
    assert "deur: " not in judged["hangt_aan_druten"]
    assert walk_m == pytest.approx(426, abs=3)


def test_a_stated_door_far_from_its_building_is_told_and_not_used(tmp_path):
    said, walk_m, judged = run(town(tmp_path, door=(300.0, 5.0)))
    assert "Van 12 woningen ligt de opgegeven deur meer dan 25 m van hun gebouw" in said
    assert walk_m == FRONT_M
    assert not judged["stevig_druten"]


def test_an_outline_that_crosses_itself_is_told_and_measured_by_its_point(tmp_path):
    said, walk_m, _ = run(town(tmp_path, crossed=True))
    assert "Van 1 voorziening kruist de omtrek zichzelf" in said
    assert walk_m == pytest.approx(436, abs=5)  # the outline is 8 m wide
