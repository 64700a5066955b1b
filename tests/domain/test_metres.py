"""Claims about rounded metres: what is shown stays on its side of a limit, and adds up with its margin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wozgeo.domain.metres import centimetres, display_metres, margin_tenths, tenths

METRES = st.floats(min_value=0, max_value=5000)
LIMITS = st.integers(min_value=0, max_value=5000)


def of(rule, metres, *choices):
    return rule(np.array([metres], dtype=float), *choices)[0]


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
def test_rounding_never_lifts_a_distance_onto_a_whole_metre(metres, shown):
    assert of(display_metres, metres) == shown


@pytest.mark.parametrize("rule", [display_metres, centimetres, tenths, margin_tenths])
def test_searched_in_vain_and_not_searched_stay_apart(rule):
    shown = rule(np.array([np.inf, np.nan]))
    assert np.isposinf(shown[0])
    assert np.isnan(shown[1])


@pytest.mark.parametrize(
    ("metres", "shown"),
    [(399.996, 399.99), (400.0, 400.0), (400.004, 400.01), (400.014, 400.01), (12.346, 12.35)],
)
def test_no_distance_is_lifted_or_dropped_onto_a_whole_metre(metres, shown):
    assert of(centimetres, metres) == shown


@pytest.mark.parametrize(
    ("margin", "shown"), [(0.004, 0.01), (0.0, 0.0), (-0.004, -0.01), (-36.137, -36.14)]
)
def test_a_margin_is_nought_in_centimetres_only_where_there_is_none(margin, shown):
    assert of(centimetres, margin) == shown


@given(METRES, LIMITS)
def test_centimetres_keep_every_distance_on_its_side_of_a_whole_metre(metres, limit_m):
    shown = of(centimetres, metres)
    assert (shown < limit_m, shown <= limit_m) == (metres < limit_m, metres <= limit_m)
    assert abs(shown - metres) <= 0.011


@pytest.mark.parametrize(
    ("metres", "shown"),
    [
        (399.96, 399.9),
        (399.999, 399.9),
        (400.0, 400.0),
        (400.001, 400.1),
        (400.04, 400.1),
        (436.14, 436.1),
        (2.3, 2.3),
        (0.0, 0.0),
    ],
)
def test_a_distance_is_shown_on_its_side_of_a_whole_metre(metres, shown):
    assert of(tenths, metres) == shown


@pytest.mark.parametrize(
    ("metres", "shown"),
    [
        (399.96, 399.9),
        (400.0, 400.0),
        (400.04, 400.1),
        (436.14, 436.2),
        (436.1004, 436.1),  # to the centimetre it is 436.10
        (499.96, 499.9),
        (380.04, 380.1),
    ],
)
def test_from_the_limit_on_a_distance_is_rounded_up(metres, shown):
    assert of(tenths, metres, 400.0) == shown


@given(METRES, LIMITS, st.sampled_from([250.0, 400.0, np.inf]))
def test_no_whole_metre_is_ever_crossed(metres, limit_m, judged_m):
    shown = of(tenths, metres, judged_m)
    assert (shown < limit_m, shown <= limit_m) == (metres < limit_m, metres <= limit_m)
    assert abs(shown - metres) < 0.111


@given(METRES, st.integers(min_value=1, max_value=50_000))
def test_a_limit_that_is_no_whole_metre_is_not_crossed_either(metres, tenths_of_limit):
    limit_m = tenths_of_limit / 10
    shown = of(tenths, metres, limit_m)
    assert (shown < limit_m, shown <= limit_m) == (metres < limit_m, metres <= limit_m)


@given(METRES, st.sampled_from([250.0, 400.0, np.inf]))
def test_what_was_rounded_to_centimetres_first_shows_the_same(metres, limit_m):
    assert of(tenths, of(centimetres, metres), limit_m) == of(tenths, metres, limit_m)


@pytest.mark.parametrize(
    ("margin", "shown"),
    [
        (0.04, 0.1),
        (0.0, 0.0),
        (-0.04, -0.1),
        (-36.14, -36.2),
        (-35.96, -35.9),
        (19.95, 19.9),
        (11.8, 11.8),
        (-np.inf, -np.inf),
    ],
)
def test_a_margin_is_nought_only_when_there_is_none(margin, shown):
    assert of(margin_tenths, margin) == shown


@given(METRES.map(lambda metres: round(metres, 6)), LIMITS)
def test_distance_and_margin_add_up_to_the_limit(metres, limit_m):
    margin = of(margin_tenths, limit_m - metres)
    assert of(tenths, metres, float(limit_m)) + margin == pytest.approx(limit_m, abs=1e-6)
