"""A report that is printed from a browser stays small enough to mail: textures are lines, not pictures."""

import subprocess

import pytest
from browser import CHROMIUM, SWITCHES

from wozgeo.outputs.looks import DISTANCE_BREAKS_M, VERDICT_LOOKS, distance_scale
from wozgeo.outputs.report.charts import draw_bar, fill_shape

LOOKS = [*distance_scale(DISTANCE_BREAKS_M, 400).looks, *VERDICT_LOOKS.values()]
SHARES = [(1 / len(LOOKS), look) for look in LOOKS]


def test_no_texture_is_a_pattern():
    drawn = draw_bar(SHARES, title="t", name="x")
    drawn += "".join(
        fill_shape("M0 0h90v90z", look, (0, 0, 90, 90), f"s{k}") for k, look in enumerate(LOOKS)
    )
    assert "<pattern" not in drawn


@pytest.mark.browser
def test_a_printed_page_of_bars_and_sites_is_small(tmp_path):
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: nothing was printed")
    bars = "".join(draw_bar(SHARES, title="t", name=f"b{k}") for k in range(40))
    sites = "".join(
        f'<svg viewBox="0 0 1000 1000" width="400">'
        f"{fill_shape('M100 100h300v300h-300z', look, (100, 100, 400, 400), f's{k}')}</svg>"
        for k, look in enumerate(LOOKS)
    )
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(f"<!DOCTYPE html><body>{bars}{sites}", encoding="utf-8")
    asked = ["--headless", f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run(
        [CHROMIUM, *SWITCHES, *asked, page.as_uri()], check=True, capture_output=True, timeout=120
    )
    assert printed.stat().st_size < 500_000
