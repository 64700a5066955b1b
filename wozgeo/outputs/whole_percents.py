"""How are shares written as whole percents that add up to 100?"""

import math
from collections.abc import Sequence
from fractions import Fraction


def whole_percents(counts: Sequence[int], n_near: int = 0) -> list[int]:
    """Round shares to whole percents, together 100: each down, or up where most was cut off.

    Parameters
    ----------
    counts
        How many of each part, 0 or more.
    n_near
        How many of the first parts are told together as well ("37 % is near enough"): their percents
        together are that share rounded down, so that what is near is never told as more than it is.

    Returns
    -------
    list of int
        Per part; all 0 where there is nothing to share.

    Examples
    --------
    >>> whole_percents([1, 1, 1])
    [34, 33, 33]
    >>> whole_percents([125, 250, 625], n_near=2)
    [12, 25, 63]
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    shares = [Fraction(100 * count, total) for count in counts]
    near = math.floor(sum(shares[:n_near]))
    return [
        *_largest_remainder(shares[:n_near], near),
        *_largest_remainder(shares[n_near:], 100 - near),
    ]


def _largest_remainder(shares: Sequence[Fraction], together: int) -> list[int]:
    """Round down, then give what is left to those that lost most; of equal ones the first."""
    whole = [math.floor(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda k: (whole[k] - shares[k], k))
    for k in order[: together - sum(whole)]:
        whole[k] += 1
    return whole
