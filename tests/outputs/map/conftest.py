"""A browser for the tests of a module, and its page (its own fixture ``path``) opened anew for each test."""

import pytest
from browser import Reader, open_chromium


@pytest.fixture(scope="module")
def chromium():
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def reader(chromium, path):
    """Open the page; it must have asked for nothing but itself and complained of nothing."""
    reader = Reader(chromium, path)
    yield reader
    assert reader.complaints == []
    assert {url.split("#")[0] for url in reader.requests} == {path.as_uri()}
    reader.page.close()
