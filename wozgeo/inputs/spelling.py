"""Which texts are the same to who reads them?

A list that went through a web page, a PDF and Excel holds characters that nobody sees, spaces of six
kinds and hyphens of ten. Two ids that look the same are one id, and two names of a column are one name.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphen, zero-width signs, marks of direction, selectors of a variant, byte order mark."""

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_HYPHENS = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_QUOTES = re.compile("[\u2018\u2019\u201a\u201b\u2032\u00b4`]")
_APART_IN_NAMES = re.compile(r"[\s_.\-]+")


def visible(text: str) -> str:
    """Leave out what nobody sees, and make one kind of space of all; none around it.

    Examples
    --------
    >>> visible("WB-01\u200b"), visible("\u00a0Annahofje\u00a01")
    ('WB-01', 'Annahofje 1')
    """
    if text.isascii():
        return text.strip()
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def plain_hyphens(text: str) -> str:
    """Write every hyphen, dash and minus sign as the hyphen of the keyboard."""
    return text if text.isascii() else _HYPHENS.sub("-", text)


def column_key(name: str) -> str:
    """Spell the name of a column so that names that say the same are equal.

    Capitals, spaces, underscores, dots and hyphens do not count.

    Examples
    --------
    >>> column_key("Aantal woningen"), column_key("huisnr.-toev")
    ('aantalwoningen', 'huisnrtoev')
    """
    return _APART_IN_NAMES.sub("", plain_hyphens(visible(name)).casefold())


def name_key(name: str) -> str:
    """Spell the name of a place so that names that read the same are equal.

    Capitals, how many spaces and of which kind, how an accent is stored, the kind of hyphen and of apostrophe
    do not count.

    Examples
    --------
    >>> name_key("Dorpshuis  \u2019t Veen") == name_key("dorpshuis 't veen ")
    True
    """
    plain = plain_hyphens(visible(unicodedata.normalize("NFC", name)))
    return " ".join(_QUOTES.sub("'", plain).casefold().split())
