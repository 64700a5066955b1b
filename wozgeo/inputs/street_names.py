"""When is a street or a woonplaats the same, however it is written?

Capitals, accents, dots, hyphens, apostrophes and spaces do not count, "ij" is "ÿ" and "str." is
"straat". Which words and names are the same besides is in ``data/adressen.toml``.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import read_toml


class Woonplaats(NamedTuple):
    """A woonplaats and its province; "" where the text does not say it."""

    name: str
    province: str


@dataclass(frozen=True)
class _Words:
    """The content of ``data/adressen.toml``, every spelling to the first of its group."""

    places: dict[str, str]
    provinces: dict[str, str]
    same: dict[str, str]
    shortened: dict[str, str]
    endings: tuple[tuple[str, str], ...]


@lru_cache(maxsize=8_192)  # of ways, of dwellings and of facilities the same names are asked
def street_key(text: str) -> str:
    """Spell a street so that the spellings that are the same street are equal.

    Examples
    --------
    >>> street_key("Burg. Van Dijkstr."), street_key("burgemeester van-Dÿkstraat")
    ('burgvandykstraat', 'burgvandykstraat')
    """
    words = _words(text)
    if not words:
        return ""
    same = _adressen().same
    last = re.sub(r"str$", "straat", words[-1])
    return "".join([*(same.get(word, word) for word in words[:-1]), last])


def place_key(text: str) -> Woonplaats:
    """Spell a woonplaats so that equal ones are equal, with its province apart.

    Examples
    --------
    >>> place_key("RIJSSEN (Ov)"), place_key("Den Haag") == place_key("'s-Gravenhage")
    (Woonplaats(name='ryssen', province='ov'), True)
    """
    known, words, province = _adressen(), _words(text), ""
    if len(words) > 1 and words[-1] in known.provinces:
        *words, last = words
        province = known.provinces[last]
    name = "".join(words)
    return Woonplaats(known.places.get(name, name), province)


def may_be_short_for(short: str, full: str) -> bool:
    """Whether one street may be the other with words shortened, as NEN 5825 does.

    True for many pairs that are other streets: only of use where all else of an address agrees.

    Examples
    --------
    >>> may_be_short_for("Burg. v.d. Boschln", "Burgemeester van den Boschlaan")
    True
    >>> may_be_short_for("Dorpsweg", "Dorpsdwarsweg")
    False
    """
    one, other = _spelled_out(short), _spelled_out(full)
    if len(one) != len(other) or not one:
        return False
    inner = all(_begins(a, b) for a, b in zip(one[:-1], other[:-1], strict=True))
    return inner and one[-1] == other[-1]


def _begins(short: str, full: str) -> bool:
    return full.startswith(short) or short.startswith(full)


@cache
def _spelled_out(street: str) -> list[str]:
    """Give the words of a street: groups in one spelling, "v.d." as two words, the ending in full."""
    known = _adressen()
    words = [w for word in _words(street) for w in known.shortened.get(word, word).split()]
    if not words:
        return []
    *inner, last = (known.same.get(word, word) for word in words)
    for short, full in known.endings:
        if last.endswith(short) and last != short and not last.endswith(full):
            last = last.removesuffix(short) + full
            break
    articles = {"den": "de", "der": "de"}
    return [*(articles.get(word, word) for word in inner), last]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace("ij", "y")
    return re.findall(r"[^\W_]+", letters)


@cache
def _adressen() -> _Words:
    table = read_toml(packaged_path("adressen.toml"), what="the spellings of addresses")
    streets = table["straten"]
    return _Words(
        places={
            "".join(_words(name)): "".join(_words(names[0]))
            for names in table["woonplaatsen"]["namen"]
            for name in names
        },
        provinces={name: names[0] for names in table["provincies"]["namen"] for name in names},
        same={word: words[0] for words in streets["woorden"] for word in words},
        # "van der" has two words already: each is looked at by itself
        shortened={
            words[0]: words[1] for words in streets["verkort"] if words[1] not in (words[0], "")
        },
        endings=tuple((short, full) for short, full in streets["uitgangen"]),
    )
