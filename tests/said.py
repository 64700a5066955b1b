"""What does a reader of Dutch read?"""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any

import pandas as pd

from wozgeo.domain.language import Language, Text
from wozgeo.domain.told import in_language


def dutch(notes: Iterable[Text]) -> tuple[str, ...]:
    """Read notes in Dutch."""
    return tuple(note(Language.NL) for note in notes)


def read(found: Any, language: Language = Language.NL) -> Any:
    """Read every text in what was found, whatever holds it."""
    if isinstance(found, Text):
        return found(language)
    if isinstance(found, pd.DataFrame):
        return in_language(found, language)
    if isinstance(found, pd.Series):
        return found.map(lambda value: read(value, language))
    if isinstance(found, dict):
        return {key: read(value, language) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return type(found)(read(value, language) for value in found)
    if is_dataclass(found) and not isinstance(found, type):
        parts = {f.name: read(getattr(found, f.name), language) for f in fields(found)}
        return type(found)(**parts)
    return found


def telling(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function that knows every language tell one: Dutch, unless ``language`` says."""

    @wraps(function)
    def told(*given: Any, language: Language = Language.NL, **named: Any) -> Any:
        return read(function(*given, **named), language)

    return told
