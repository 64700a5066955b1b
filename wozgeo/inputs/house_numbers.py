"""What does a text say of an address: its house numbers, street and place?

``1-3`` is number 1 with addition 3, as on a Dutch envelope; a range needs a word: ``1 t/m 23``
(``tm``, ``t.m.``, ``t.e.m.``, ``tot en met``), if need be with ``(even)``, ``(oneven)`` or ``(alle)``. What
can be read in two ways is a fault, never a choice; so is a date that Excel made of a number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wozgeo.inputs.made_by_excel import DATE, ROUNDED_BY_EXCEL, without_fraction
from wozgeo.inputs.spelling import plain_hyphens

_MOST_IN_A_RANGE = 2_000

_RANGE_WORD = re.compile(
    r"(?<![a-z])(?:t\s*/\s*m|t\.\s?m\.?|tm|t\.?\s?e\.?\s?m\b\.?|tot\s+en\s+met)(?![a-z])", re.I
)
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
_INSIDE_A_LIST = re.compile(
    rf",|\d[a-z]?\s*[^\w\s.'()]+$|[&+;]$|{_RANGE_WORD.pattern}"
    r"|\s\d+[a-z]?\s+(?:en|of|tot|tot\s+en|tot\s+aan|naar|t|m|a|à|á|to|or|and|until|through|bis|und)$",
    re.IGNORECASE,
)
"""A street that ends so is cut in the middle of a list or range: the number behind it is not the whole."""
_DASHED = re.compile(r"\d\s*[\u2012-\u2015]\s*\d")
"""A dash between numbers, which is longer than a hyphen: typography has it for a range."""
_NEW_LINE = re.compile(r"\s*[\r\n\v\f]+\s*")
_SPACED_HYPHEN = re.compile(r"\d\s+-\s*\d|\d\s*-\s+\d")
_SEVERAL = re.compile(r"[,;&+]|(?<=\s)en(?=\s)", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![a-z])([a-z])\s?-\s?([a-z])$", re.IGNORECASE)
_TWO_ADDRESSES = re.compile(r"\d\s?[a-z]?\s*(?:[/;&+,]|\s-|\sen\s)\s*[^\W\d_]{3}", re.IGNORECASE)
"""A number, a mark and a word: ``Kerkstraat 3 / Brinkhofje`` is no street but an address and a half."""
_STREET_AND_MORE = re.compile(
    r"[^\W\d_]{2}(?:straat|weg|laan|plein|hof|hofje|pad|kade|gracht|dijk|singel|steeg|plantsoen|dreef|markt)"
    r"\s\d{1,5}\s?[a-z]?\s[^\W\d_]{3}",
    re.IGNORECASE,
)
"""A whole street, its number, a word: ``Kerkstraat 3 Brinkhofje``; ``Plein 1944 Noord`` may be one street."""
_NEAR_BY = re.compile(
    r"^(?:tegenover|naast|nabij|t\.?o\.|t\.h\.v\.)\s|\s(?:tegenover|naast|nabij|t\.o\.|t\.h\.v\.)$"
    r"|(?<!\bde)\shoek\s",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"(?<=[\s,-])(?:huis)?(?:nrs?|no|nummers?)\b\.?\s*(?=\d)", re.IGNORECASE)
_ROMAN = re.compile("[ivx]+")
_GROUPS = re.compile(r"[^\W\d_]+|\d+")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,5})(.*)", re.DOTALL)
_NUMBER_STARTS = re.compile(r"(?<=\s)-?\d")
_POSTCODE_AND_PLACE = re.compile(
    r"[\s,]+([1-9]\d{3}\s?[a-z]{2})(?:[\s,]+([^\d,;]+))?$", re.IGNORECASE
)
_PLACE = re.compile(r"[^\d;]*[^\W\d_]{3}[^\d;]*")

_EXPECTED = (
    'expected a number with its addition (12, 12A, 12-2), a list (1, 3 en 5) or "1 t/m 23 '
    '(oneven)"; an addition of another kind goes in a column toevoeging'
)
_AS_TEXT = "make the column text (Celeigenschappen > Tekst), type it again and save"


class HouseNumber(NamedTuple):
    """One number with its addition in the form of `addition_key`.

    Attributes
    ----------
    in_range
        It was not written itself, but lies between two that were.
    other_side
        It may not be meant: both ends of its range are on the other side of the street, and nothing
        says whether that side alone is meant. In "1 t/m 13" these are 2 to 12; in "1 t/m 14",
        "1 t/m 13 (oneven)" and "1 t/m 13 (alle)" there are none.
    """

    number: int
    addition: str
    in_range: bool = False
    other_side: bool = False


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


class _FaultyNumberError(Exception):
    """Carries a fault out of the middle of a text; never leaves this module."""


def addition_key(text: str) -> str:
    """Spell an addition so that equal ones are equal.

    Capitals, spaces and signs do not count, nor zeros in front of a number (Excel drops them).

    Examples
    --------
    >>> addition_key("-A"), addition_key(" HS "), addition_key("GR01"), addition_key("1-1")
    ('a', 'hs', 'gr1', '1-1')
    >>> addition_key("I-II"), addition_key("III")
    ('i-ii', 'iii')
    """
    key = before = ""
    for group in _GROUPS.findall(text.lower()):
        spelled = group.lstrip("0") or "0" if group.isdigit() else group
        apart = (before.isdigit() and group.isdigit()) or _both_roman(before, group)
        key += f"-{spelled}" if apart else spelled
        before = group
    return key


def _both_roman(one: str, other: str) -> bool:
    """Whether two parts are floors: I-II is not III."""
    return bool(_ROMAN.fullmatch(one) and _ROMAN.fullmatch(other))


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
    if _DASHED.search(text):
        return Numbers((), _may_be_a_range(text))
    if ROUNDED_BY_EXCEL.fullmatch(text.strip()):
        return Numbers((), f"found {text!r}, which Excel has made of what was typed; {_AS_TEXT}")
    text = without_fraction(text)
    try:
        plain = " ".join(plain_hyphens(_NEW_LINE.sub(", ", text.strip())).split())
        return Numbers(tuple(_numbers(_NUMBER_WORD.sub("", f" {plain}").strip())))
    except _FaultyNumberError as fault:
        return Numbers((), str(fault))


def with_addition(text: str, letter: str, addition: str) -> Numbers:
    """Read the number, list or range of one cell with the letter and addition of cells beside it."""
    numbers = read_house_numbers(text)
    letter, addition = without_fraction(letter), without_fraction(addition)
    extra = addition_key(f"{letter} {addition}")
    if numbers.fault or not extra:
        return numbers
    if _DASHED.search(addition):
        return Numbers((), _may_be_a_range(addition))
    beside = " ".join(plain_hyphens(f"{letter} {addition}").split())
    if len(numbers.found) == 1 and (_RANGE_WORD.search(beside) or _SEVERAL.search(beside)):
        return read_house_numbers(_each_with_number(text.strip(), beside))
    if _LETTERS.search(beside) and _rising(beside):
        return Numbers((), _may_be_letters(beside))
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


def _each_with_number(number: str, additions: str) -> str:
    """Write "A t/m C, F" beside number 60 as "60-A t/m 60-C, 60-F"."""
    one_spelling = _RANGE_WORD.sub(" t/m ", additions)
    parts = [
        " t/m ".join(f"{number}-{end.strip(' -')}" for end in part.split(" t/m "))
        for part in _BETWEEN.split(one_spelling)
    ]
    return ", ".join(parts)


def _rising(text: str) -> bool:
    """Whether two letters at the end of a text follow each other in the alphabet."""
    letters = _LETTERS.search(text)
    return letters is not None and letters[1].lower() < letters[2].lower()


def _may_be_letters(text: str) -> str:
    return (
        f"found {text!r}, which may be a range of letters; write t/m for a range (60-A t/m 60-F, or A t/m F in "
        "a column of its own), and one addition without the hyphen (60AF)"
    )


def _may_be_a_range(text: str) -> str:
    return (
        f"found {text!r}, which may be a range or an addition; write t/m for a range, and a number with its "
        "addition with the hyphen of the keyboard, without spaces (1-3)"
    )


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
    text = _NEW_LINE.sub(", ", text.strip())
    plain = text if _DASHED.search(text) else plain_hyphens(text)
    text = _NUMBER_WORD.sub("", " ".join(plain.split()))
    end = _POSTCODE_AND_PLACE.search(text)
    if end:
        street, numbers = _street_and_numbers(text[: end.start()])
        if not numbers.fault:
            return SplitAddress(street, numbers, end[1], (end[2] or "").strip())
    rest, _, place = text.rpartition(",")
    if rest and _PLACE.fullmatch(place) and not _SIDE.fullmatch(place.strip()):
        return SplitAddress(*_street_and_numbers(rest), "", place.strip())
    return SplitAddress(*_street_and_numbers(text))


def _street_and_numbers(text: str) -> tuple[str, Numbers]:
    first = None
    for start in _NUMBER_STARTS.finditer(text):
        street = text[: start.start()].rstrip()
        if _INSIDE_A_LIST.search(street.rstrip(",")):
            continue
        numbers = read_house_numbers(text[start.start() :])
        if not numbers.fault:
            return plain_hyphens(street.rstrip(" ,")), on_one_street(street, numbers, text)
        first = first or (street, numbers)
    return first or (text, Numbers((), f"found no house number in {text!r}; {_EXPECTED}"))


def on_one_street(street: str, numbers: Numbers, text: str) -> Numbers:
    """Give no numbers where the words before them are no street: another address would be found for it."""
    street = _NEW_LINE.sub(", ", street.strip())
    if _TWO_ADDRESSES.search(street) or _STREET_AND_MORE.search(street):
        return Numbers((), f"found two addresses in {text!r}; give each its own row")
    if _NEAR_BY.search(street):
        return Numbers((), f"found {text!r}, a place near an address; write the address itself")
    return numbers


def _numbers(text: str) -> Iterator[HouseNumber]:
    if DATE.fullmatch(text):
        raise _FaultyNumberError(
            f"found {text!r}, a date that Excel has made of what was typed (1-12 becomes 1-dec); {_AS_TEXT}"
        )
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
        yield from _range(text, numbers[0], numbers[1], side_word)
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
    if match[2] and _LETTERS.search(text) and _rising(text):
        raise _FaultyNumberError(_may_be_letters(text))
    if match[2] and _SPACED_HYPHEN.search(text):
        raise _FaultyNumberError(_may_be_a_range(text))
    return HouseNumber(int(match[1]), addition_key(match[2] or ""))


def _unreadable(text: str, within: str) -> str:
    if re.match(r"-\s*\d", text):
        return f"found the negative house number {text!r}; {_EXPECTED}"
    return f"found {text!r}{f' in {within!r}' if within != text else ''}; {_EXPECTED}"


def _range(
    text: str, first: HouseNumber, last: HouseNumber, side_word: str
) -> Iterator[HouseNumber]:
    step = 2 if "even" in side_word else 1
    if not first.addition and not last.addition:
        one_side = not side_word and first.number % 2 == last.number % 2
        for number in _counted(text, first.number, last.number, step):
            other_side = one_side and number % 2 != first.number % 2
            yield HouseNumber(number, "", in_range=True, other_side=other_side)
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
