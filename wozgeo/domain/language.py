"""In which language is a reader told something, and how does that language write a number?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from numbers import Real


class Language(StrEnum):
    """What a reader reads. Policy words stay Dutch in every language."""

    NL = "nl"
    EN = "en"


_MONTHS = {
    Language.NL: (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip

_MARKS = {Language.NL: str.maketrans(",.", ".,"), Language.EN: str.maketrans("", "")}


def as_written(number: float | Decimal) -> Decimal:
    """Take the decimals as they were written, without the dust of binary fractions."""
    return number if isinstance(number, Decimal) else Decimal(repr(float(number)))


def write_number(number: float | Decimal, language: Language) -> str:
    """Write a number with all its digits: 1436.1 is "1.436,1" in Dutch and "1,436.1" in English."""
    return f"{as_written(number).normalize():,f}".translate(_MARKS[language])


def dutch_number(number: float | Decimal) -> str:
    """Write a number as in a Dutch sentence, with all its digits: 1436.1 is "1.436,1"."""
    return write_number(number, Language.NL)


def write_day(day: date, language: Language) -> str:
    """Write a date in words: 3 februari 2025."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in every language, with blanks like ``{metres}``."""

    nl: str
    en: str

    def __call__(self, language: Language, /, **filled: object) -> str:
        """Give the text in a language, its blanks filled in.

        Numbers are written as the language does it (a year is no number: give it as text); a `Text`
        comes in the same language.
        """
        text = self.en if language == Language.EN else self.nl
        if not filled:
            return text
        return text.format(**{name: _written(value, language) for name, value in filled.items()})

    @classmethod
    def of(cls, say: Callable[[Language], str]) -> "Text":
        """Say in every language what can be said in one."""
        return cls(say(Language.NL), say(Language.EN))

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)

    def small(self) -> "Text":
        """Write it as in the middle of a sentence: without its first capital."""
        return Text(self.nl[:1].lower() + self.nl[1:], self.en[:1].lower() + self.en[1:])

    def capital(self) -> "Text":
        """Write it as at the beginning of a sentence."""
        return Text(self.nl[:1].upper() + self.nl[1:], self.en[:1].upper() + self.en[1:])

    def about(self, **filled: object) -> "Text":
        """Fill in the blanks in every language at once, for who does not know who will read it."""
        return Text(self(Language.NL, **filled), self(Language.EN, **filled))


NOTHING = Text("", "")
"""Nothing to say."""


def joined(texts: Iterable[Text], separator: Text | str) -> Text:
    """Put texts behind each other, leaving out the empty ones; of none nothing is said."""
    told = [text for text in texts if text]
    if len(told) < 2:
        return told[0] if told else NOTHING
    between = Text(separator, separator) if isinstance(separator, str) else separator
    return Text(between.nl.join(t.nl for t in told), between.en.join(t.en for t in told))


def listed(texts: Iterable[Text], last: Text) -> Text:
    """Write "a, b en c", with ``last`` the word before the last; of none nothing is said."""
    *head, tail = [*texts] or [NOTHING]
    spaced = Text(f" {last.nl} ", f" {last.en} ")
    return joined([joined(head, ", "), tail], spaced)


AND_MORE = Text("{names} en nog {n}", "{names} and {n} more")
"""Behind the first of some names."""


def some_named(names: Sequence[object], most: int, *, between: str = ", ") -> Text:
    """Name the first of some, at most so many, and say how many there are besides."""
    told = [name if isinstance(name, Text) else Text(str(name), str(name)) for name in names[:most]]
    first = Text(between.join(text.nl for text in told), between.join(text.en for text in told))
    rest = len(names) - most
    return AND_MORE.about(names=first, n=rest) if rest > 0 else first


def number_text(number: float | Decimal) -> Text:
    """Write a number as each language does."""
    return Text(write_number(number, Language.NL), write_number(number, Language.EN))


@dataclass(frozen=True, slots=True)
class Counted:
    """A text that is another for one than for more; ``{n}`` is how many."""

    one: Text
    many: Text

    def __call__(self, language: Language, n: float, /, **filled: object) -> str:
        """Give the text for so many."""
        return (self.one if n == 1 else self.many)(language, n=n, **filled)

    def about(self, n: float, /, **filled: object) -> Text:
        """Fill in the blanks in every language at once."""
        return (self.one if n == 1 else self.many).about(n=n, **filled)


def _written(value: object, language: Language) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return value(language)
    if isinstance(value, Real):
        return write_number(float(value), language)
    return write_number(value, language) if isinstance(value, Decimal) else value
