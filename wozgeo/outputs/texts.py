"""What do the words of the map say, in the language of its reader?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from wozgeo.domain.labels import LABELS_IN, LanguageLabels
from wozgeo.domain.language import Language, write_number
from wozgeo.domain.vocabulary import Voorziening, Voorzieningen
from wozgeo.outputs.asset_files import asset

_NOT_IN_SCRIPTS = ("page.", "index.")


@dataclass(frozen=True)
class PageTexts:
    """The texts of one language (``assets/teksten.<language>.json``).

    Parameters
    ----------
    language
        Of the texts and the numbers in them.
    entries
        Text by key, with blanks like ``{n}``. What differs for one and for more has two keys, ending in
        ``.one`` and ``.many``.
    """

    language: Language
    entries: Mapping[str, str]

    def __call__(self, key: str, /, **filled: object) -> str:
        """Give a text, its blanks filled in; ``n`` chooses between one and more."""
        text = self.entries.get(key)
        if text is None:
            text = self.entries[f"{key}.{'one' if filled.get('n') == 1 else 'many'}"]
        written = {name: self._written(value) for name, value in filled.items()}
        return text.format(**written)

    def number(self, number: float) -> str:
        """Write a whole number as the language does."""
        return write_number(round(number), self.language)

    @property
    def labels(self) -> LanguageLabels:
        """The words of the vocabulary."""
        return LABELS_IN[self.language]

    def naming(self, kinds: Voorzieningen) -> "PageTexts":
        """Call the ontmoetingsplek what this run calls it."""
        place = kinds[Voorziening.ONTMOETINGSPLEK]
        some = place.some(self.language)
        words = {
            "{meeting}": place.one(self.language),
            "{a_meeting}": some,
            "{A_meeting}": some[:1].upper() + some[1:],
        }
        entries = dict(self.entries)
        for key, text in entries.items():
            for blank, word in words.items():
                text = text.replace(blank, word)
            entries[key] = text
        return replace(self, entries=entries)

    def for_scripts(self) -> dict[str, str]:
        """Give what the scripts of the page say."""
        return {k: text for k, text in self.entries.items() if not k.startswith(_NOT_IN_SCRIPTS)}

    def _written(self, value: object) -> object:
        return self.number(value) if isinstance(value, int | float) else value


@cache
def read_texts(language: str = Language.NL) -> PageTexts:
    """Read the texts of a language: ``nl`` or ``en``."""
    chosen = Language(language)
    return PageTexts(chosen, json.loads(asset(f"teksten.{chosen}.json")))


def languages() -> Iterator[PageTexts]:
    """Read the texts of every language."""
    return map(read_texts, Language)
