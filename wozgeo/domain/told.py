"""How does one reader read a table whose texts know every language?"""

from collections.abc import Iterable
from typing import TypeVar

import pandas as pd

from wozgeo.domain.language import Language, Text

_Table = TypeVar("_Table", bound=pd.DataFrame)


def in_language(table: _Table, language: Language) -> _Table:
    """Give a table with every `Text` in it read in a language, all else as it was.

    The language of a reader is chosen here and at no earlier moment: what is computed knows all of them.
    """
    chosen = Language(language)
    read = {}
    for name, column in table.items():
        if column.dtype == object and any(isinstance(value, Text) for value in column):
            values = [v(chosen) if isinstance(v, Text) else v for v in column]
            read[str(name)] = pd.Series(values, index=table.index)
    return table.assign(**read) if read else table


def read_all(texts: Iterable[Text], language: Language) -> tuple[str, ...]:
    """Read texts in a language."""
    return tuple(text(language) for text in texts)
