"""How are metres rounded for a reader, so that no number stands on the wrong side of a limit?

Sentences, cells and margins all round in this way, so that they agree. Limits are whole metres, and a
verdict is given before, on the number that is not rounded. ``inf`` and ``NaN`` stay what they are.
"""

import math

import numpy as np

from wozgeo.domain.plain_types import FloatArray


def display_metres(metres: FloatArray) -> FloatArray:
    """Round to centimetres, but never up onto a whole metre: 399.996 stays below 400."""
    with np.errstate(invalid="ignore"):
        return _not_lifted(_nearest(metres), metres) / 100


def centimetres(metres: FloatArray) -> FloatArray:
    """Round to centimetres, but never onto a whole metre, from below nor from above.

    399.996 is 399.99 and 400.004 is 400.01; 400.0 alone is 400.0. A margin may be negative.
    """
    return _hundredths(metres) / 100


def tenths(metres: FloatArray, limit_m: float | FloatArray = math.inf) -> FloatArray:
    """Round metres to one decimal without crossing a limit, or each its own.

    Down below ``limit_m``, up from there, and never onto a whole metre that it is not. Two steps, by
    way of centimetres: what a table shows in centimetres gives the same tenths as what was measured.

    Examples
    --------
    399.96 is 399.9, 400.04 is 400.1 and 400.0 is 400.0; with a limit of 400, 436.14 is 436.2 and
    436.1004 is 436.1.
    """
    hundredths = _hundredths(metres)
    limit = np.round(np.multiply(limit_m, 10), 6)
    with np.errstate(invalid="ignore"):
        shown = np.where(metres < limit_m, np.floor(hundredths / 10), np.ceil(hundredths / 10))
        onto = (shown % 10 == 0) & (hundredths % 10 != 0)
        off = np.where(shown * 10 > hundredths, shown - 1, shown + 1)
        shown = np.where(onto, off, shown)
        shown = np.where(metres < limit_m, np.minimum(shown, np.ceil(limit) - 1), shown)
        shown = np.where(metres > limit_m, np.maximum(shown, np.floor(limit) + 1), shown)
    return shown / 10


def margin_tenths(margins: FloatArray) -> FloatArray:
    """Round margins to one decimal, so that with the distance of `tenths` they make the limit.

    Away from zero, but never onto a whole metre that it is not: 0.04 m to spare is 0.1, 36.14 m too
    far is -36.2, and 35.96 m too far is -35.9.
    """
    return np.copysign(tenths(np.abs(margins), 0.0), margins)


def _nearest(metres: FloatArray) -> FloatArray:
    """Round to hundredths, without the dust of binary fractions."""
    return np.rint(np.rint(metres * 1e6) / 1e4)


def _not_lifted(hundredths: FloatArray, metres: FloatArray) -> FloatArray:
    lifted = (hundredths % 100 == 0) & (hundredths / 100 > metres)
    return np.where(lifted, hundredths - 1, hundredths)


def _hundredths(metres: FloatArray) -> FloatArray:
    with np.errstate(invalid="ignore"):
        shown = _not_lifted(_nearest(metres), metres)
        fell = (shown % 100 == 0) & (shown / 100 < metres)
    return np.where(fell, shown + 1, shown)
