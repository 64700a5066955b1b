"""What do the complexes miss that do not meet a definition, in one sentence?"""

from collections.abc import Iterator

from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Counted, Text
from wozgeo.outputs.found import Found
from wozgeo.outputs.reason_sentences import requirement_names

_MISS_ONE = Counted(
    Text(
        "Complexen, {title}: van de {of} die niet voldoen mist er 1 één ding: {parts}.",
        "Complexes, {title}: of {of} that do not meet it, 1 misses one thing: {parts}.",
    ),
    Text(
        "Complexen, {title}: van de {of} die niet voldoen missen er {n} één ding: {parts}.",
        "Complexes, {title}: of {of} that do not meet it, {n} miss one thing: {parts}.",
    ),
)
_ALL_MISS_ONE = Counted(
    Text(
        "Complexen, {title}: het ene dat niet voldoet mist één ding: {parts}.",
        "Complexes, {title}: the one that does not meet it misses one thing: {parts}.",
    ),
    Text(
        "Complexen, {title}: alle {n} die niet voldoen missen één ding: {parts}.",
        "Complexes, {title}: all {n} that do not meet it miss one thing: {parts}.",
    ),
)
_ALONE = Text("alleen {what} ({n})", "{what} alone ({n})")


def say_conversions(found: Found, definition: Definition) -> Iterator[tuple[str, str]]:
    """Say how many complexes miss one thing, and which; nothing where none does.

    Yields
    ------
    tuple of str
        ``"complex"``, and a sentence.
    """
    table = found.ombouw
    if not len(table):
        return
    mine = table[table["definitie"] == definition.name]
    alone = mine["mist_eisen"][mine["n_mist"] == 1].value_counts(sort=False)
    if not len(alone):
        return
    names = requirement_names(found)
    ordered = alone.sort_values(ascending=False, kind="stable")
    parts = [_ALONE(found.language, what=names[str(what)], n=int(n)) for what, n in ordered.items()]
    n = int(alone.sum())
    told = _ALL_MISS_ONE if n == len(mine) else _MISS_ONE
    title = definition.title_in(found.language)
    yield "complex", told(found.language, n, title=title, of=len(mine), parts=", ".join(parts))


def missing_in_words(missing: str, found: Found) -> str:
    """Name the requirements of ``mist_eisen`` for a reader."""
    names = requirement_names(found)
    return ", ".join(names.get(one, one) for one in missing.split(", "))
