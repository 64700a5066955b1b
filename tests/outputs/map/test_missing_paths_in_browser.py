"""What a reader sees of paths that are not there: a switch each, a sign, a card; the network cut."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from browser import Reader
from judged import at, draw_judged, near

pytestmark = pytest.mark.browser

LOOK, BUILD = near(140, 300), near(400, 420)


def paden() -> gpd.GeoDataFrame:
    lines = [
        shapely.LineString([at(east - 9, north), at(east + 9, north)])
        for east, north in ((140, 300), (400, 420))
    ]
    table = pd.DataFrame(
        {
            "voorziening": "ontmoetingsplek",
            "rang": [1, 2],
            "kern": "Voorbeelddorp",
            "doet": ["nakijken", "aanleggen"],
            "van": "Veerweg",
            "naar": ["Plein", ""],
            "lengte_m": 18.0,
            "n_over_grens": [39, 1],
            "n_woningen": 40,
            "n_complexen": 0,
            "n_plannen": 0,
            "grens_m": 400.0,
        }
    ).set_index(["voorziening", "rang"])
    return gpd.GeoDataFrame(table, geometry=lines, crs="EPSG:28992")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return draw_judged(tmp_path_factory.mktemp("paden"), tables={"paden": paden()})


def test_both_kinds_wait_in_the_legend_with_their_number(reader):
    rows = reader.page.locator("#lagen li", has_text="pad dat er")
    assert [row.strip().split()[-1] for row in rows.all_inner_texts()] == ["1", "1"]
    assert not any(box.is_checked() for box in rows.locator("input").all())


def test_a_click_on_its_sign_tells_where_whom_and_what_to_do(reader):
    reader.page.check("#lagen input[value=pad_nakijken]")
    reader.look_at(LOOK, 15)
    reader.click(LOOK)
    assert "Pad om na te kijken" in reader.card
    assert "Een pad van 18 m tussen Veerweg en Plein zou 39 woningen binnen 400 m" in reader.card
    assert "kijk ter plaatse na of het er al ligt" in reader.card


def test_what_is_switched_off_cannot_be_clicked(reader):
    reader.page.check("#lagen input[value=pad_nakijken]")
    reader.look_at(BUILD, 15)
    reader.click(BUILD)
    assert not reader.page.is_visible("#kaartje")


def test_a_link_to_a_path_switches_its_layer_on(chromium, path):
    reader = Reader(chromium, path, address="#keuze=pad:ontmoetingsplek.2")
    assert "Pad om aan te leggen" in reader.card
    assert reader.page.is_checked("#lagen input[value=pad_aanleggen]")
    assert reader.complaints == []
    reader.page.close()


def test_without_colour_dots_tell_looking_from_building(reader):
    """The middle of the sign is white between two dots, and inked under a line."""
    drawn = {
        doet: reader.page.evaluate(
            f"""() => {{
                 const {{ canvas }} = wozgeo.pathSprite("{doet}", "#000000", 12);
                 const pen = canvas.getContext("2d"), row = canvas.height >> 1;
                 const reach = Math.round(canvas.width * 0.27), mid = canvas.width >> 1;
                 const {{ data }} = pen.getImageData(mid - reach, row, 2 * reach, 1);
                 let turns = 0;
                 for (let k = 4; k < data.length; k += 4) turns += (data[k] < 128) !== (data[k - 4] < 128);
                 return turns; }}"""
        )
        for doet in ("nakijken", "aanleggen")
    }
    assert drawn["aanleggen"] <= 2 < drawn["nakijken"]
