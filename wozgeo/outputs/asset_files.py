"""Where are our own scripts, styles and templates that go into a page?"""

from importlib import resources

_ASSETS = resources.files("wozgeo.outputs") / "assets"


def asset(name: str) -> str:
    """Read one of our own files that go into the page."""
    return (_ASSETS / name).read_text(encoding="utf-8")
