"""A complex between two streets, whose verdict hangs on the door: both ways are on the map, and on its card."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from towns import OsmDraft
from wozgeo.cli import main
from wozgeo.outputs.map.packing import unpack

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


def between_two_streets(folder: Path) -> Path:
    """Twelve addresses of the Voorstraat, 25 m from it and 15 m from the lane behind; a meeting place at the end.

    ::

        D-----------C      Voorstraat, y = 40
        h h h       |
        A-----------B-----------------E m      Achterlaan, y = 0

    From the middle by the Achterlaan 385 m, by the Voorstraat 435 m; asked is less than 400 m.
    """
    draft = OsmDraft(box=(-600, -600, 900, 600))
    a, b, c, d, e = (draft.node(*xy) for xy in ((0, 0), (100, 0), (100, 40), (0, 40), (400, 0)))
    draft.way([a, b, e], highway="residential", name="Achterlaan")
    draft.way([b, c], highway="residential", name="Zijstraat")
    draft.way([c, d], highway="residential", name="Voorstraat")
    for number in range(HOMES):
        place = (30 + 0.1 * number, 15)
        draft.node(*place, **{"addr:street": "Voorstraat", "addr:housenumber": str(number + 1),
                              "addr:postcode": "1234 AB", "addr:city": "Dorp"})  # fmt: skip
    draft.node(400, 1, amenity="community_centre", name="De Brug")
    draft.write(folder / "t.osm")
    rows = [f"C1;Zonhof;Voorstraat;{n + 1};1234 AB;Dorp;ja;ja;nee" for n in range(HOMES)]
    head = "complex_id;naam;straat;huisnummer;postcode;plaats;senioren;levensloopgeschikt;inpandig"
    (folder / "complexen.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    (folder / "run.toml").write_text(RUN, encoding="utf-8")
    return folder / "run.toml"


def test_the_list_tells_both_streets_with_their_metres(tmp_path):
    result = CliRunner().invoke(main, ["run", str(between_two_streets(tmp_path))])
    assert result.exit_code == 0, result.output
    table = pd.read_parquet(tmp_path / "uit" / "complexen.parquet")
    said = table["hangt_aan_druten"].iloc[0]
    assert re.match(
        "deur: de dichtstbijzijnde ontmoetingsplek ligt op 43[56],?.* m gerekend vanaf de Voorstraat, en op "
        "38[56],?.* m gerekend vanaf de Achterlaan; minder dan 400 m is nodig",
        said,
    ), said


def packed(page: str, name: str) -> list[dict]:
    text = page.split(f'_{name}_data">')[1].split("</script>")[0]
    return unpack(text)[0]["records"]


def test_both_ways_travel_with_the_map(tmp_path):
    result = CliRunner().invoke(main, ["run", str(between_two_streets(tmp_path))])
    assert result.exit_code == 0, result.output
    page = (tmp_path / "uit" / "kaart.html").read_text(encoding="utf-8")
    (record,) = (r for r in packed(page, "oordelen") if r["soort"] == "complexen")
    said = record["oordelen"][0]
    assert (said["o"], said.get("zacht")) == (1, True), json.dumps(said)
    assert re.match(
        r"Deur: op 43[56],\d m gerekend vanaf de Voorstraat, en op 385,\d m", said["hangt"]
    ), said["hangt"]
    assert said["hangt"].endswith(
        " gerekend vanaf de Achterlaan"
    )  # the rest stands on the card already
    metres = {
        bool(r.get("deur")): r["m"] - 2
        for r in packed(page, "routes")
        if r["v"] == "ontmoetingsplek"
    }
    assert metres == {False: pytest.approx(436, abs=3), True: pytest.approx(386, abs=3)}
