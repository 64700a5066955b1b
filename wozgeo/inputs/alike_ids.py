"""Which ids of one list are the same to who reads them?

One plan or complex that is written in two ways is judged, and counted, as two. Whether it is one is for
the user to say.
"""

import re
import unicodedata

import pandas as pd

from wozgeo.inputs.sheet import shortened
from wozgeo.inputs.spelling import plain_hyphens, visible

_NO_DECIMALS = re.compile(r"(\d+)[.,]0+")
_APART = re.compile(r"[\W_]+")
_NO_NUMBERS_BESIDE = re.compile(r"(?<!\d)-|-(?!\d)")
_ZEROS_IN_FRONT = re.compile(r"(?<![\d-])0+(?=\d)")


def id_key(text: str) -> str:
    """Spell an id so that ids that a reader may take for one are equal.

    Capitals, spaces, how an accent is stored, zeros in front, the decimals that Excel writes and the
    mark between two parts do not count; a mark between two numbers does (1.1 is not 11).

    Examples
    --------
    >>> id_key("A_01"), id_key("a-1"), id_key("12.0"), id_key("1.1"), id_key("11")
    ('a1', 'a1', '12', '1-1', '11')
    """
    plain = plain_hyphens(unicodedata.normalize("NFKC", visible(text))).casefold()
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", plain))
    whole = _NO_DECIMALS.fullmatch(plain)
    marked = _APART.sub("-", whole[1] if whole else plain)
    return _ZEROS_IN_FRONT.sub("", _NO_NUMBERS_BESIDE.sub("", marked))


def alike_ids(ids: "pd.Series[str]", what: str) -> list[str]:
    """Tell which different ids may be one, in the order of the list.

    Parameters
    ----------
    what
        How an id is called.
    """
    unique = pd.Series(ids[ids != ""].unique(), dtype=object)
    key = unique.map(id_key)
    named = unique[(key != "").astype(bool)]
    return shortened(
        f"{what} {' and '.join(map(repr, alike))} differ only in capitals, spaces, marks or zeros; write "
        "one in one way, or give them ids that differ more"
        for _, alike in named.groupby(key, sort=False)
        if len(alike) > 1
    )
