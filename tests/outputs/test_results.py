"""Claims about the tables people read: rounded to the centimetre, never over a limit."""

import numpy as np
import pytest

from wozgeo.outputs.results import display_metres


@pytest.mark.parametrize(
    ("metres", "shown"),
    [
        (399.996, 399.99),
        (399.9999, 399.99),
        (400.0, 400.0),
        (400.004, 400.0),
        (12.345678, 12.35),
        (0.0, 0.0),
    ],
)
def test_rounding_never_lifts_a_distance_onto_a_whole_metre(metres: float, shown: float) -> None:
    assert display_metres(np.array([metres]))[0] == pytest.approx(shown, abs=1e-9)


def test_searched_in_vain_and_not_searched_stay_apart() -> None:
    shown = display_metres(np.array([np.inf, np.nan]))
    assert np.isinf(shown[0])
    assert np.isnan(shown[1])
