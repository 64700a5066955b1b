"""On what do plans and complexes fail or wait, in a few sentences?"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.domain.columns_reasons import ALL_KERNEN, ALL_REQUIREMENTS
from wozgeo.domain.criteria import Definition, Requirement, Within
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Counted, Text
from wozgeo.domain.vocabulary import Eis
from wozgeo.outputs.answer_sentences import LISTED
from wozgeo.outputs.found import Found

WORDS = {"plan": LISTED["plannen"], "complex": LISTED["complexen"]}
"""How a kind of object in a table is called where there are more of them."""

_FAILS = Text(
    "{what}, {title}: waar niet aan is voldaan: {counts}.",
    "{what}, {title}: what is not met: {counts}.",
)
_UNKNOWN = Text(
    "{what}, {title}: wat nog niet bekend is: {counts}.",
    "{what}, {title}: what is not known yet: {counts}.",
)
_SETTLED = Counted(
    Text(
        "{said} Bij 1 ervan is één antwoord genoeg voor een oordeel: {counts}.",
        "{said} For 1 of them one answer is enough for a verdict: {counts}.",
    ),
    Text(
        "{said} Bij {n} ervan is één antwoord genoeg voor een oordeel: {counts}.",
        "{said} For {n} of them one answer each is enough for a verdict: {counts}.",
    ),
)
_OF_ONE = Text("{requirement} ({n})", "{requirement} ({n})")


def name_requirement(rule: Requirement, found: Found) -> str:
    """Name what is asked; of a walk also where it leads to."""
    name = LABELS_IN[found.language].requirements[rule.kind]
    walks = [a for a in rule.alternatives if isinstance(a, Within)]
    if rule.kind is not Eis.LOOPAFSTAND or not walks:
        return name
    return f"{name}: {found.labels[walks[0].voorziening](found.language)}"


def requirement_names(found: Found) -> dict[str, str]:
    """Give how each requirement is called, by its name in tables."""
    asked = (rule for one in found.definitions.values() for rule in one.requirements)
    return {rule.name.replace("_", " "): name_requirement(rule, found) for rule in asked}


def say_reasons(found: Found, definition: Definition) -> Iterator[tuple[str, str]]:
    """Say what is not met and what is not known, the most frequent first; nothing where nothing is.

    Yields
    ------
    tuple of str
        What was judged (``"plan"``), and a sentence.
    """
    if not len(found.waarom):
        return
    table = found.waarom[found.waarom["kern"] == ALL_KERNEN.nl]
    table = table[table["definitie"] == definition.name]
    title, language = definition.title_in(found.language), found.language
    for word, rows in table.groupby("wat", sort=False):
        parts = rows[rows["eis"] != ALL_REQUIREMENTS.nl].set_index("eis")
        about = {"what": WORDS[str(word)], "title": title}
        if parts["voldoet_niet"].any():
            yield str(word), _FAILS(language, **about, counts=_each(parts["voldoet_niet"], found))
        if parts["onbekend"].any():
            said = _UNKNOWN(language, **about, counts=_each(parts["onbekend"], found))
            waits = parts["wacht_op_antwoord"]
            if waits.any():
                counts = _each(waits, found)
                said = _SETTLED(language, int(waits.sum()), said=said, counts=counts)
            yield str(word), said


def _each(counts: "pd.Series[int]", found: Found) -> str:
    names = requirement_names(found)
    ordered = counts[counts > 0].sort_values(ascending=False, kind="stable")
    return ", ".join(
        _OF_ONE(found.language, n=int(n), requirement=names[str(eis)]) for eis, n in ordered.items()
    )
