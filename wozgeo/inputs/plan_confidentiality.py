"""Which plans of a list are confidential?

A plan is public only when every column that speaks of it says so in so many words; without such a column,
only when the user says it of the whole list. Whether yes means
public or confidential is for the user to say, and else for the name of the column; where those two
contradict each other it is not certain, and yes and no make no plan public. The words are in
``data/planmonitor.toml``.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from wozgeo.domain.language import Text
from wozgeo.inputs.words_lists import (
    ALL_PUBLIC,
    ALL_SECRET,
    CONFIDENTIAL,
    CONTRADICTORY,
    ONE_COLUMN,
    SEVERAL_COLUMNS,
)

Asks = Literal["public", "secret", ""]
"""What yes means in a column; "" where that is not certain."""

WordsByMeaning = Mapping[str, frozenset[str]]
"""The words of ``[confidentiality]`` by what they mean, in lower case."""


_LONG, _ALIKE = 10, 0.88
"""Of words of so many letters a slip of the keyboard is seen: one letter of ten may be another."""

_SPACED_OUT = re.compile(r"\b(?:\w ){4,}\w\b")
"""v e r t r o u w e l i j k"""

_DIGITS_AS_LETTERS = str.maketrans("01345", "oieas")
"""vertr0uwelijk, g3heim"""


@dataclass(frozen=True)
class Question:
    """A column that says which plans are confidential.

    Attributes
    ----------
    field
        As it is spelled in the file.
    key
        What the user called it; "" when it is known by its own name.
    asks
        "" when the user's name for it and its own contradict each other.
    """

    field: str
    key: str
    asks: Asks


def find_questions(
    fields: Sequence[str],
    columns: Mapping[str, str],
    *,
    known_as: Mapping[str, str],
    keys: Collection[str],
    words: WordsByMeaning,
) -> tuple[Question, ...]:
    """Find every column that says which plans are confidential; the user's own ones come first.

    Parameters
    ----------
    fields
        The columns of the file.
    columns
        The user's own names: key to column of the file. Other keys than ``keys`` are left alone.
    known_as
        Column of the file to the name by which it is understood without the user.
    keys
        Names by which a user can call such a column, in lower case.
    """
    lower = {field.casefold(): field for field in reversed(fields)}
    own = [
        Question(lower[name.strip().casefold()], key, _asked(key, name, words))
        for key, name in columns.items()
        if key.casefold() in keys and name.strip().casefold() in lower
    ]
    named = {question.field for question in own}
    others = [
        Question(field, "", _asks(name, words))
        for field, name in known_as.items()
        if field not in named
    ]
    return (*own, *others)


def find_overlooked(
    fields: Sequence[str], asked: Collection[str], *, keys: Sequence[str], words: WordsByMeaning
) -> list[str]:
    """Tell of the other columns that may say it, each with one of the ``keys`` to call it by."""
    free, faults = [*keys], []
    for field in fields:
        if field in asked or not _looks_confidential(field, words):
            continue
        asks = _asks(field, words) or "secret"
        key = next((key for key in free if _asks(key, words) == asks), "vertrouwelijk")
        free = [other for other in free if other != key]
        meaning = "public" if asks == "public" else "confidential"
        faults.append(
            f"column {field!r} looks as if it says which plans are confidential; name it with "
            f"columns = {{ {_quoted(key)} = {field!r} }} (yes: it is {meaning}), or rename it if it "
            "does not"
        )
    return faults


def judge_confidential(
    cells: pd.DataFrame, questions: Sequence[Question], *, words: WordsByMeaning, public: bool
) -> "pd.Series[bool]":
    """Take a plan for confidential unless every question is answered with: it is public.

    Parameters
    ----------
    cells
        Text, columns in lower case.
    public
        Whether the user says that every plan may be shared: it only counts without questions.
    """
    said_public: dict[Asks, frozenset[str]] = {
        "public": words["public"] | words["affirmed"],
        "secret": words["public"] | words["denied"],
        "": words["public"],
    }
    confidential = pd.Series(not questions and not public, index=cells.index)
    for question in questions:
        said = cells[question.field.casefold()].str.casefold()
        known = said_public[question.asks]
        asked = said.str.contains(r"[?\uff1f]", regex=True)  # "openbaar?" is a question, no answer
        confidential |= asked | ~(said.isin(known) | said.map(_plain).isin(known))
    return confidential


def find_told_elsewhere(
    cells: pd.DataFrame, read: Collection[str], *, others: Collection[str], words: WordsByMeaning
) -> Iterator[str]:
    """Tell of columns that nobody reads, and that say for whom a plan is all the same.

    Parameters
    ----------
    cells
        Text, columns in lower case.
    read
        Columns that are read.
    others
        Columns that are known to say something else: only words for secret count there.
    words
        ``says_secret``, ``says_secret_words``, ``says_level``: what such a cell holds.
    """
    known = {name.casefold() for name in others}
    for name in cells.columns.difference([field.casefold() for field in read]):
        said = cells[name].map(_plain)
        loud = said.map(lambda text: _says_secret(text, words))
        if name not in known:
            loud |= said.isin(words["says_level"])
            loud |= (said != "") & _only_asks_to_show(name, said, words)
        if loud.any():
            yield (
                f"column {name!r} is not read, and says {cells[name][loud].iloc[0][:60]!r}; name it with "
                f"columns = {{ vertrouwelijk = {name!r} }} (or openbaar), or take it out of the file"
            )


def find_called_secret(
    names: "pd.Series[str]",
    secret: "pd.Series[bool]",
    *,
    words: WordsByMeaning,
    said: str = "is called",
    by_phase: bool = False,
) -> dict[int, str]:
    """Tell per row that its plan is called confidential, and no column says that it is.

    Parameters
    ----------
    names
        Of the plans, or another text that is read.
    secret
        Whether a column says that the plan is confidential.
    words
        ``name_says_secret``; ``phase_says_secret`` where a word of a phase counts too.
    said
        How the text is told.
    by_phase
        Whether it is a phase or status, and nothing else says for whom a plan is.
    """
    loud = words["name_says_secret"] | (words["phase_says_secret"] if by_phase else frozenset())
    answers = {name: _speaks(_plain(name), loud) for name in names.unique()}
    called = names.map(answers).astype(bool)
    return {
        row: f"{said} {names[row][:60]!r}, and no column says that it is confidential; say so in a column "
        "vertrouwelijk (ja or nee), or call the plan otherwise"
        for row in names.index[called & ~secret]
    }


def _only_asks_to_show(name: str, said: "pd.Series[str]", words: WordsByMeaning) -> bool:
    """Whether a column that nobody reads asks with yes and no whether something may be seen."""
    asks = {*re.split(r"[^a-z]+", name)} & words["hint_words_of_yes_and_no"]
    given = said[said != ""]
    answers = given.isin(words["denied"] | words["affirmed"])
    return bool(asks) and len(given) > 0 and bool(answers.all())


def _says_secret(text: str, words: WordsByMeaning) -> bool:
    parts = any(part in text for part in words["says_secret"])
    spelled = _holds_misspelled(text, words["says_secret"])
    return parts or spelled or _holds_word(text, words["says_secret_words"])


def _speaks(text: str, words: Collection[str]) -> bool:
    """Whether a text holds one of the words, or a long one of them otherwise spelled."""
    return _holds_word(text, words) or _holds_misspelled(text, words)


def _holds_word(text: str, words: Collection[str]) -> bool:
    return any(f" {word} " in f" {text} " for word in words)


def _holds_misspelled(text: str, words: Collection[str]) -> bool:
    """Whether a text holds a long word with a slip in it, a digit for a letter, or spaces between letters."""
    long = [word.replace(" ", "") for word in words if len(word.replace(" ", "")) >= _LONG]
    letters = text.translate(_DIGITS_AS_LETTERS)
    spaced_out = [run.replace(" ", "") for run in _SPACED_OUT.findall(letters)]
    if any(word.replace(" ", "") in run for run in spaced_out for word in words):
        return True
    told = (part for part in letters.split() if len(part) >= _LONG - 1)
    return any(difflib.get_close_matches(part, long, n=1, cutoff=_ALIKE) for part in told)


def _plain(text: str) -> str:
    """Spell as the eye reads: no capitals, and whatever stands between words is one space."""
    visible = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) != "Cf"
    )
    return " ".join(re.findall(r"\w+", visible.replace("_", " ").casefold()))


def tell_confidential(
    questions: Sequence[Question], *, n_plans: int, n_confidential: int, public: bool
) -> Iterator[Text]:
    """Say how it was decided, without naming a plan."""
    if not questions:
        yield ALL_PUBLIC if public else ALL_SECRET
        return
    *first, last = dict.fromkeys(question.field for question in questions)
    which = SEVERAL_COLUMNS if first else ONE_COLUMN
    columns = which.about(first=", ".join(first), last=last)
    yield CONFIDENTIAL.about(n_plans, secret=n_confidential, columns=columns)
    for question in questions:
        if not question.asks:
            yield CONTRADICTORY.about(column=question.field, key=question.key)


def _asked(key: str, name: str, words: WordsByMeaning) -> Asks:
    """Tell what yes means in a column that the user named: not certain when its name objects."""
    meant = _asks(key, words)
    return meant if _asks(name, words) in ("", meant) else ""


def _asks(name: str, words: WordsByMeaning) -> Asks:
    lower = name.casefold()
    public, secret, otherwise = (
        any(part in lower for part in words[kind])
        for kind in ("asks_public", "asks_secret", "asks_otherwise")
    )
    if public == secret:
        return ""
    return "public" if public != otherwise else "secret"


def _looks_confidential(field: str, words: WordsByMeaning) -> bool:
    lower = field.casefold()
    whole = {*re.split(r"[^a-z]+", lower)}
    return bool(whole & words["hint_words"]) or any(hint in lower for hint in words["hints"])


def _quoted(key: str) -> str:
    """Spell a key as a run file wants it."""
    return key if re.fullmatch(r"\w+", key) else f'"{key}"'
