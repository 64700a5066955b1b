"""What does a reader of Dutch read?"""

from collections.abc import Iterable

from wozgeo.domain.language import Language, Text


def dutch(notes: Iterable[Text]) -> tuple[str, ...]:
    """Read notes in Dutch."""
    return tuple(note(Language.NL) for note in notes)
