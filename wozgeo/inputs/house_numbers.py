"""What does a text say of an address: its house numbers, street and place?

``1-3`` is number 1 with addition 3, as on a Dutch envelope; a range needs a word: ``1 t/m 23``
(``tm``, ``t.m.``, ``tot en met``), if need be with ``(even)`` or ``(oneven)``. What can be read in
two ways is a fault, never a choice.

Capitals, accents, dots, hyphens, apostrophes and spaces do not count, "ij" is "ÿ" and "str." is
"straat". Titles and ordinals may be short or in full (Burg., Dr., St., 1e), and the name of a place
may do without its province (Rijssen OV).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MOST_IN_A_RANGE = 2_000

_RANGE_WORD = re.compile(r"(?<![a-z])(?:t\s*/\s*m|t\.\s?m\.?|tm|tot\s+en\s+met)(?![a-z])", re.I)
_BOTH_SIDES = re.compile(r"(?:on)?even\s+en\s+(?:on)?even", re.I)
_SIDE = re.compile(
    r"\(?\s*(?:alleen\s+)?(?<![a-z])(even|oneven|alle|doorlopend)"
    r"(?:\s+(?:huis)?nummers|\s+zijde|\s+kant)?\s*\)?$",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:[,;&+]|(?<![a-z])en(?![a-z]))\s*", re.I)
_ONE = re.compile(
    r"""
    (\d{1,5})
    (
        (?: \s?-\s?[a-z0-9]{1,4} | \s?[a-z]{1,5}\d{0,2} )
        (?: \s?-\s?[a-z0-9]{1,4} | \s[a-z]{1,4}\d{0,2} )?
    )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_INSIDE_A_LIST = re.compile(rf",|\d\s+en$|\d\s*-$|[&+;]$|{_RANGE_WORD.pattern}", re.IGNORECASE)
_SPACED_HYPHEN = re.compile(r"\d\s+-\s*\d|\d\s*-\s+\d")
_GROUPS = re.compile(r"[^\W\d_]+|\d+")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,5})(.*)", re.DOTALL)
_NUMBER_STARTS = re.compile(r"(?<=\s)-?\d")
_POSTCODE_AND_PLACE = re.compile(
    r"[\s,]+([1-9]\d{3}\s?[a-z]{2})(?:[\s,]+([^\d,;]+))?$", re.IGNORECASE
)
_PLACE = re.compile(r"[^\d;]*[^\W\d_]{3}[^\d;]*")

_SAME_WORDS = (
    "burg burgemeester burgem; dr dokter doctor; ds dominee; gen generaal; ir ingenieur ing; "
    "jhr jonkheer; kon koning koningin; mgr monseigneur; min minister; mr meester; past pastoor; "
    "pres president; prof professor; st sint; "
    "1e eerste 1ste; 2e tweede 2de; 3e derde 3de; 4e vierde 4de"
)
_SHORT = {word: words.split()[0] for words in _SAME_WORDS.split(";") for word in words.split()}
_SAME_PROVINCES = "dr; fl; fr; gld gd; gr gn; lb l; nb; nh; ov; ut; zh; zl zld"
_PROVINCES = {
    word: words.split()[0] for words in _SAME_PROVINCES.split(";") for word in words.split()
}

_EXPECTED = (
    'expected a number with its addition (12, 12A, 12-2), a list (1, 3 en 5) or "1 t/m 23 '
    '(oneven)"; an addition of another kind goes in a column toevoeging'
)


class HouseNumber(NamedTuple):
    """One number with its addition in the form of `addition_key`."""

    number: int
    addition: str
    in_range: bool = False


class Numbers(NamedTuple):
    """The house numbers of a text, or what is wrong with it."""

    found: tuple[HouseNumber, ...]
    fault: str = ""


class SplitAddress(NamedTuple):
    """A whole address in its parts; postcode and place "" where the text has none."""

    street: str
    numbers: Numbers
    postcode: str = ""
    place: str = ""


class Woonplaats(NamedTuple):
    """A woonplaats and its province; "" where the text does not say it."""

    name: str
    province: str


class _FaultyNumberError(Exception):
    """Carries a fault out of the middle of a text; never leaves this module."""


def addition_key(text: str) -> str:
    """Spell an addition so that equal ones are equal.

    Capitals, spaces and signs do not count, nor zeros in front of a number (Excel drops them).

    Examples
    --------
    >>> addition_key("-A"), addition_key(" HS "), addition_key("GR01"), addition_key("1-1")
    ('a', 'hs', 'gr1', '1-1')
    """
    key = ""
    for group in _GROUPS.findall(text.lower()):
        spelled = group.lstrip("0") or "0" if group.isdigit() else group
        key += f"-{spelled}" if key[-1:].isdigit() and group.isdigit() else spelled
    return key


def read_house_numbers(text: str) -> Numbers:
    """Read the number, list or range that a user wrote.

    Returns
    -------
    Numbers
        In the order of the text. With a fault (found, expected, remedy) there are none.

    Examples
    --------
    >>> [f"{n.number}{n.addition}" for n in read_house_numbers("1 t/m 5 (oneven), 8a").found]
    ['1', '3', '5', '8a']
    """
    try:
        return Numbers(tuple(_numbers(" ".join(text.replace("–", "-").split()))))
    except _FaultyNumberError as fault:
        return Numbers((), str(fault))


def with_addition(text: str, letter: str, addition: str) -> Numbers:
    """Read the number, list or range of one cell with the letter and addition of cells beside it."""
    numbers = read_house_numbers(text)
    extra = addition_key(f"{letter} {addition}")
    if numbers.fault or not extra:
        return numbers
    number = numbers.found[0]
    if len(numbers.found) > 1:
        return Numbers(
            (),
            f"found {text!r} with the addition {extra!r} beside it; give each address its own row",
        )
    if number.addition == extra:
        return Numbers(
            (), f"found {text!r} with {extra!r} beside it once more; keep one of the two"
        )
    return Numbers((number._replace(addition=addition_key(f"{number.addition} {extra}")),))


def registered_numbers(text: str) -> list[tuple[int, str]]:
    """Read a house number as a register writes it: any addition, several with ``;`` between them.

    Returns
    -------
    list
        Numbers with the `addition_key`; without those that do not begin with a number.
    """
    parts = [_LEADING_NUMBER.fullmatch(part) for part in re.split("[;,]", text)]
    return [(int(part[1]), addition_key(part[2])) for part in parts if part]


def split_address(text: str) -> SplitAddress:
    """Split ``Dorpsstraat 1 t/m 23 (oneven), 1234 AB Wozerdam``; postcode and place need not be there.

    The house numbers are the longest end of the text that can be read as such, so a street may
    have a number in its name (``Plein 1945 12``).
    """
    text = " ".join(text.replace("–", "-").split())
    end = _POSTCODE_AND_PLACE.search(text)
    if end:
        street, numbers = _street_and_numbers(text[: end.start()])
        if not numbers.fault:
            return SplitAddress(street, numbers, end[1], (end[2] or "").strip())
    rest, _, place = text.rpartition(",")
    if rest and _PLACE.fullmatch(place) and not _SIDE.fullmatch(place.strip()):
        return SplitAddress(*_street_and_numbers(rest), "", place.strip())
    return SplitAddress(*_street_and_numbers(text))


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
    last = re.sub(r"str$", "straat", words[-1])
    return "".join([*(_SHORT.get(word, word) for word in words[:-1]), last])


def place_key(text: str) -> Woonplaats:
    """Spell a woonplaats so that equal ones are equal, with its province apart.

    Examples
    --------
    >>> place_key("RIJSSEN (Ov)")
    Place(name='ryssen', province='ov')
    """
    words = _words(text)
    if len(words) > 1 and words[-1] in _PROVINCES:
        return Woonplaats("".join(words[:-1]), _PROVINCES[words[-1]])
    return Woonplaats("".join(words), "")


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace("ij", "y")
    return re.findall(r"[^\W_]+", letters)


def _street_and_numbers(text: str) -> tuple[str, Numbers]:
    first = None
    for start in _NUMBER_STARTS.finditer(text):
        street = text[: start.start()].rstrip()
        if _INSIDE_A_LIST.search(street.rstrip(",")):
            continue
        numbers = read_house_numbers(text[start.start() :])
        if not numbers.fault:
            return street.rstrip(" ,"), numbers
        first = first or (street, numbers)
    return first or (text, Numbers((), f"found no house number in {text!r}; {_EXPECTED}"))


def _numbers(text: str) -> Iterator[HouseNumber]:
    simple = _ONE.fullmatch(text)
    if simple and not _RANGE_WORD.search(text) and not _SIDE.search(text):
        yield _one(text, simple)
        return
    one_spelling = _RANGE_WORD.sub(" t/m ", _BOTH_SIDES.sub("alle", text))
    parts = _BETWEEN.split(" ".join(one_spelling.split()))
    ranges = [part for part in parts if " t/m " in part]
    if len({bool(_SIDE.search(part)) for part in ranges}) > 1:
        raise _FaultyNumberError(
            f"found {text!r}, where one range says (even) or (oneven) and another does not; "
            "write (even), (oneven) or (alle) behind each range"
        )
    for part in parts:
        if not part:
            raise _FaultyNumberError(_unreadable(text, text))
        yield from _part(part)


def _part(text: str) -> Iterator[HouseNumber]:
    side = _SIDE.search(text)
    side_word = side[1].lower() if side else ""
    plain = text[: side.start()].strip() if side else text
    ends = [end.strip() for end in plain.split(" t/m ")]
    numbers = [_one(end or text, _ONE.fullmatch(end), within=text) for end in ends]
    if len(numbers) > 2:
        raise _FaultyNumberError(f"found {text!r} with more than two ends; {_EXPECTED}")
    for number in numbers:
        _require_side(text, number, side_word)
    if len(numbers) == 2:
        yield from _range(text, numbers[0], numbers[1], step=2 if "even" in side_word else 1)
        return
    if side and numbers[0].addition:
        raise _FaultyNumberError(
            f'found {text!r}; expected t/m in a range: "2 t/m 10 (even)" '
            "(2-10 is number 2 with addition 10)"
        )
    yield numbers[0]


def _require_side(text: str, number: HouseNumber, side_word: str) -> None:
    if side_word in ("even", "oneven") and (number.number % 2 == 0) != (side_word == "even"):
        raise _FaultyNumberError(
            f"found {text!r}, but {number.number} is not {side_word}; write the first and the last "
            f"number that are {side_word}"
        )


def _one(text: str, match: re.Match[str] | None, *, within: str = "") -> HouseNumber:
    if not match:
        raise _FaultyNumberError(_unreadable(text, within or text))
    if not int(match[1]):
        raise _FaultyNumberError(f"found house number 0 in {text!r}; {_EXPECTED}")
    if match[2] and _SPACED_HYPHEN.search(text):
        raise _FaultyNumberError(
            f"found {text!r}, which may be a range or an addition; write t/m for a range, and a "
            "number with its addition without spaces (1-3)"
        )
    return HouseNumber(int(match[1]), addition_key(match[2] or ""))


def _unreadable(text: str, within: str) -> str:
    if re.match(r"-\s*\d", text):
        return f"found the negative house number {text!r}; {_EXPECTED}"
    return f"found {text!r}{f' in {within!r}' if within != text else ''}; {_EXPECTED}"


def _range(text: str, first: HouseNumber, last: HouseNumber, *, step: int) -> Iterator[HouseNumber]:
    if not first.addition and not last.addition:
        for number in _counted(text, first.number, last.number, step):
            yield HouseNumber(number, "", in_range=True)
        return
    for addition in _additions(text, first, last, step):
        yield HouseNumber(first.number, addition, in_range=True)


def _additions(text: str, first: HouseNumber, last: HouseNumber, step: int) -> list[str]:
    """Count from 60-A to 60-F, or from 67-GR1 to 67-GR13."""
    one, other = (re.fullmatch(r"(\D*?)(\d+|[a-z])", n.addition) for n in (first, last))
    alike = one and other and one[1] == other[1] and one[2].isdigit() == other[2].isdigit()
    if not one or not other or not alike or first.number != last.number or step != 1:
        raise _FaultyNumberError(
            f"found {text!r}; expected numbers without addition at both ends, or additions of one "
            "number (60-A t/m 60-F); give the others a row each"
        )
    if one[2].isdigit():
        return [f"{one[1]}{n}" for n in _counted(text, int(one[2]), int(other[2]), 1)]
    return [f"{one[1]}{chr(n)}" for n in _counted(text, ord(one[2]), ord(other[2]), 1)]


def _counted(text: str, first: int, last: int, step: int) -> range:
    if last < first:
        raise _FaultyNumberError(f"found {text!r}, which runs backwards; write the lowest first")
    numbers = range(first, last + 1, step)
    if len(numbers) > _MOST_IN_A_RANGE:
        raise _FaultyNumberError(
            f"found {text!r}, a range of {len(numbers)} numbers; expected at most "
            f"{_MOST_IN_A_RANGE}: check the numbers, or give the range in parts"
        )
    return numbers
