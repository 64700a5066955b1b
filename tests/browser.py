"""A page in Debian's Chromium, the network cut, with all that it asked for and complained about."""

import shutil
import zlib
from contextlib import contextmanager

import pytest

from wozgeo.domain.crs import to_wgs84

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]


@contextmanager
def open_chromium():
    """Open the browser; where it is missing the test says that it was skipped."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the map was not opened in a browser")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: the map was not opened"
    )
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


class Reader:
    """One open page, with everything it asked for and complained about."""

    def __init__(self, browser, path, *, width=1200, height=800, address="", **options):
        self.requests, self.complaints = [], []
        self.page = browser.new_page(viewport={"width": width, "height": height}, **options)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(path.as_uri() + address)
        self.page.wait_for_selector("html[data-ready=true]", timeout=20_000)

    def look_at(self, xy, zoom=17):
        lon, lat = to_wgs84([xy])[0]
        self.page.evaluate(f"map_kaart.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
        self.page.wait_for_timeout(60)

    def pixel_of(self, xy):
        lon, lat = to_wgs84([xy])[0]
        return self.page.evaluate(
            """([lat, lon]) => {
                 const at = map_kaart.latLngToContainerPoint([lat, lon]);
                 const box = map_kaart.getContainer().getBoundingClientRect();
                 return [Math.round(at.x + box.left), Math.round(at.y + box.top)];
               }""",
            [lat, lon],
        )

    def colour_at(self, xy):
        x, y = self.pixel_of(xy)
        clip = {"x": x, "y": y, "width": 1, "height": 1}
        return colour_of_single_pixel(self.page.screenshot(clip=clip))

    def click(self, xy):
        self.page.mouse.click(*self.pixel_of(xy))
        self.page.wait_for_timeout(30)

    @property
    def card(self):
        return self.page.inner_text("#kaartje")

    def view(self, key):
        self.page.check(f"input[name=weergave][value={key}]")


def colour_of_single_pixel(png: bytes) -> str:
    """Read the only pixel of a PNG: with nothing left of or above it every filter keeps it."""
    at, data = 8, b""
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return "#" + zlib.decompress(data)[1:4].hex()
