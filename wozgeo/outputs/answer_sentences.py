"""What is the answer, in one sentence per kind of object?"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition
from wozgeo.domain.language import Counted, Language, Text
from wozgeo.domain.metres import margin_tenths
from wozgeo.domain.vocabulary import Verdict

LISTED = {"plannen": Text("Plannen", "Plans"), "complexen": Text("Complexen", "Complexes")}
"""What someone listed: clusters nobody did, and they are counted in the tables alone."""

_MOST_NAMED = 5

_AND = Text(" en ", " and ")
_QUESTION = Text(
    "Welke plannen en complexen voldoen aan {titles}? Welke net niet, en wat is nodig?",
    "Which plans and complexes meet {titles}? Which just miss it, and what do they need?",
)
_ASKS = Text("{title} vraagt: {asked}.", "{title} asks: {asked}.")
_NOTHING = Text(
    "Er zijn in deze run geen plannen of complexen beoordeeld.",
    "No plans or complexes were judged in this run.",
)
_COUNTS = Text(
    "{what}, {title}: van de {n} {meet}, {fail} niet en is het van {unknown} onbekend.",
    "{what}, {title}: of {n}, {meet}, {fail} not, and of {unknown} it is unknown.",
)
_MEET = Counted(Text("voldoet er {n}", "{n} meets it"), Text("voldoen er {n}", "{n} meet it"))
_FAIL = Counted(Text("voldoet er {n}", "{n} does"), Text("voldoen er {n}", "{n} do"))
_FIRM = Text("{said}{firm}", "{said}{firm}")
_ALL_FIRM = Counted(
    Text(" Dat oordeel ja of nee is stevig{why}.", " That verdict of yes or no is firm{why}."),
    Text(
        " De {n} oordelen ja of nee zijn stevig{why}.",
        " The {n} verdicts of yes or no are firm{why}.",
    ),
)
_WHY_FIRM = Text(
    ": geen andere deur, ingang, weg of plek verandert dat",
    ": no other door, entrance, way or place changes that",
)
_SOFT = Counted(
    Text(
        " Van de {of} oordelen ja of nee is er 1 niet stevig ({parts}){why}.",
        " Of the {of} verdicts of yes or no 1 is not firm ({parts}){why}.",
    ),
    Text(
        " Van de {of} oordelen ja of nee zijn er {n} niet stevig ({parts}){why}.",
        " Of the {of} verdicts of yes or no {n} are not firm ({parts}){why}.",
    ),
)
_WHY_SOFT = Text(
    ": een andere deur, ingang, weg of plek kan dat veranderen",
    ": another door, entrance, way or place may change that",
)
_SOFT_PART = {
    Verdict.VOLDOET: Counted(
        Text("1 die voldoet", "1 that meets it"), Text("{n} die voldoen", "{n} that meet it")
    ),
    Verdict.VOLDOET_NIET: Counted(
        Text("1 die niet voldoet", "1 that does not"),
        Text("{n} die niet voldoen", "{n} that do not"),
    ),
}
_SINGLE = Counted(
    Text(" {n} hangt aan één plek{why}.", " {n} hangs on one place{why}."),
    Text(" {n} hangen aan één plek{why}.", " {n} hang on one place{why}."),
)
_WHY_SINGLE = Text(
    ": zonder die plek zou niet aan de definitie zijn voldaan",
    ": without that place the definition would not be met",
)
_NEAR = Text("{said} Net niet: {n}{named}.", "{said} Near misses: {n}{named}.")
_TOO_FAR = Text("{name}, {m} m te ver", "{name}, {m} m too far")
_NEEDS = Text("{name}, nodig: {needs}", "{name}, needed: {needs}")
_SHORT_OF = Text("{name}, {short}", "{name}, {short}")
_ONE_OF = {"plannen": "plan", "complexen": "complex"}
"""How the rows of single requirements call what was judged."""


def ask(definitions: Sequence[Definition], language: Language) -> str:
    """Ask what a council asks."""
    titles = [definition.title_in(language) for definition in definitions]
    return _QUESTION(language, titles=enumerated(titles, language))


def say_asked(definition: Definition, language: Language) -> str:
    """Say what a definition asks, in one sentence.

    Examples
    --------
    "Geclusterd wonen volgens Druten vraagt: minstens 12 woningen; ..."
    """
    title = definition.title_in(language)
    asked = "; ".join(requirement.said(language) for requirement in definition.requirements)
    return _ASKS(language, title=title[:1].upper() + title[1:], asked=asked)


def answer(
    groups: Mapping[str, pd.DataFrame],
    definitions: Sequence[Definition],
    language: Language,
    *,
    eisen: pd.DataFrame | None = None,
) -> Iterator[str]:
    """Answer by each definition: how many meet it, and which just miss it by how much.

    Parameters
    ----------
    groups
        Dutch plural to the table of what was judged, with its texts in this language.
    definitions
        By which.
    language
        Of the reader.
    eisen
        The verdict on every single requirement, to say on which one something just misses. None: not known.
    """
    there = {word: groups[word] for word in LISTED if word in groups}
    if not there:
        yield _NOTHING(language)
    first = True  # what firm means is said once
    for definition in definitions:
        for word, table in there.items():
            near = near_requirements(eisen, word, definition.name)
            yield _answer(LISTED[word], table, definition, near, language, explain=first)
            first = False


def near_requirements(eisen: pd.DataFrame | None, word: str, definition: str) -> pd.DataFrame:
    """Give the requirements that something just misses: index ``id``; none where that is not known.

    Parameters
    ----------
    eisen
        As `wozgeo.outputs.judged_tables.build_eisen` lays them.
    word
        Dutch plural of what was judged.
    definition
        Name of the definition.
    """
    if eisen is None or eisen.empty:
        return pd.DataFrame(columns=["eenheid", "marge", "toelichting"])
    of = (eisen["wat"] == _ONE_OF[word]) & (eisen["definitie"] == definition)
    return eisen[of & eisen["net_niet"].astype(bool)].set_index("id")


def metres_missed(table: pd.DataFrame, definition: str, near: pd.DataFrame) -> "pd.Series[float]":
    """Give how many metres each row is too far; NaN where it is something else that it just misses.

    Parameters
    ----------
    table
        What just misses the definition, with its margin in metres.
    definition
        Name of the definition.
    near
        What `near_requirements` gives; for a row that is not in it the margin is all that is known.
    """
    margin_m = table[OfDefinition(definition).marge_m].astype(float)
    walks = near.index[near["eenheid"] == "m"]
    other = table.index.isin(near.index.difference(walks))
    short = margin_m.where((margin_m <= 0) & ~other)
    return pd.Series(np.abs(margin_tenths(np.asarray(short, dtype=np.float64))), table.index)


def enumerated(words: Sequence[str], language: Language) -> str:
    """Write a list as in a sentence: a, b en c."""
    return _AND(language).join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _answer(
    what: Text,
    table: pd.DataFrame,
    definition: Definition,
    near_by: pd.DataFrame,
    language: Language,
    *,
    explain: bool,
) -> str:
    verdicts = table[OfDefinition(definition.name).oordeel].astype(str)
    n = {verdict: int((verdicts == verdict.value).sum()) for verdict in Verdict}
    said = _COUNTS(
        language,
        what=what,
        title=definition.title_in(language),
        n=len(table),
        meet=_MEET(language, n[Verdict.VOLDOET]),
        fail=_FAIL(language, n[Verdict.VOLDOET_NIET]),
        unknown=n[Verdict.ONBEKEND],
    )
    said = _FIRM(language, said=said, firm=_firm(table, definition, n, language, explain=explain))
    near = table[table[OfDefinition(definition.name).bijna].astype(bool)]
    if near.empty:
        return said
    names = [
        _missed(str(name or key), float(metres), _short(near_by, key), str(needs), language)
        for key, name, metres, needs in zip(
            near.index,
            near["naam"],
            metres_missed(near, definition.name, near_by),
            near[OfDefinition(definition.name).nodig],
            strict=True,
        )
    ]
    named = f" ({'; '.join(names)})" if len(names) <= _MOST_NAMED else ""
    return _NEAR(language, said=said, n=len(near), named=named)


def _firm(
    table: pd.DataFrame,
    definition: Definition,
    n: Mapping[Verdict, int],
    language: Language,
    *,
    explain: bool,
) -> str:
    """Count the verdicts that are not firm, and those that hang on one place; say what that means if asked."""
    of = OfDefinition(definition.name)
    if of.stevig not in table or not n[Verdict.VOLDOET] + n[Verdict.VOLDOET_NIET]:
        return ""
    verdicts, firm = table[of.oordeel].astype(str), table[of.stevig].astype(bool)
    soft = {one: int((~firm & (verdicts == one.value)).sum()) for one in _SOFT_PART}
    every, n_soft = n[Verdict.VOLDOET] + n[Verdict.VOLDOET_NIET], sum(soft.values())
    parts = [_SOFT_PART[one](language, count) for one, count in soft.items() if count]
    why = _WHY_SOFT if n_soft else _WHY_FIRM
    blanks = {"why": why(language) if explain else "", "parts": enumerated(parts, language)}
    told = (
        _SOFT(language, n_soft, of=every, **blanks)
        if n_soft
        else _ALL_FIRM(language, every, **blanks)
    )
    single = int((table[of.een_plek].fillna("").astype(str) != "").sum())
    if not single:
        return told
    return told + _SINGLE(language, single, why=_WHY_SINGLE(language) if explain else "")


def _short(near_by: pd.DataFrame, key: object) -> str:
    """Say what something just misses that is no walk; "" where there is none, or it is not known."""
    mine = near_by[(near_by.index == key) & (near_by["eenheid"] != "m")]
    return "; ".join(mine["toelichting"])


def _missed(name: str, metres: float, short: str, needs: str, language: Language) -> str:
    """Name what just misses, and by how much: metres when it is too far, else what it is short of or needs."""
    if np.isfinite(metres):
        name = _TOO_FAR(language, name=name, m=metres)
    elif needs and not short:
        name = _NEEDS(language, name=name, needs=needs)
    return _SHORT_OF(language, name=name, short=short) if short else name
