"""What do the tests share?"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "wozgeo",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("wozgeo")

KAMPEN = Path(__file__).parents[2] / "shared" / "data" / "kampen" / "kampen.osm.pbf"


@pytest.fixture(scope="session")
def kampen_file() -> Path:
    if not KAMPEN.is_file():
        pytest.skip("the streets of Kampen are not here: ../shared/data/kampen/kampen.osm.pbf")
    return KAMPEN
