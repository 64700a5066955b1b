"""What is left to ask whoever listed the plans and complexes, and what would the answer settle?

Only what someone can state. What hangs on the map (an unknown path, the edge of the data) is no question
for a developer or a corporation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from wozgeo.analysis.reasons import JudgedRows, waits_for_answer, whole_verdicts
from wozgeo.domain.columns_reasons import QUESTIONS
from wozgeo.domain.criteria import AtLeast, Attribute, Definition, Requirement, Within
from wozgeo.domain.facts import FACTS, FactKind
from wozgeo.domain.labels import DWELLINGS
from wozgeo.domain.language import Text, as_written
from wozgeo.domain.vocabulary import Verdict

_DWELLINGS = Text(
    "bevestig dat het minstens {homes} {become}",
    "confirm that there {become} at least {homes}",
)
_CLASS = Text("bevestig de {fact}: minstens {least}", "confirm the {fact}: at least {least}")
_PLANNED = {"comes": Text("komt", "will be"), "become": Text("worden", "will be")}
_BUILT = {"comes": Text("is", "is"), "become": Text("zijn", "are")}
_COLUMNS = (
    *("aan", "wat", "id", "naam", "kern"),
    *(column.name for column in QUESTIONS if column.name not in ("aan", "antwoord")),
    "ontbreekt",
)


def open_questions(
    groups: Mapping[str, JudgedRows], definitions: Mapping[str, Definition]
) -> pd.DataFrame:
    """List what to ask, per whom to ask, object and question.

    Parameters
    ----------
    groups
        Per word for what was judged (``"plan"``: not built yet); of the objects also ``naam``, ``bron`` and
        perhaps ``opdrachtgever``. What may not be shared must have been left out. May be empty.
    definitions
        By which was judged.

    Returns
    -------
    DataFrame
        ``aan``, ``wat``, ``id``, ``naam``, ``kern``, ``vraag`` (`Text`), ``voor``, ``beslist`` and
        ``voldoet_bij_ja`` (names of definitions with a comma between), ``ontbreekt`` as the requirement
        says it. Sorted by ``aan``, kind, id, and then as the definitions ask. A question that several
        definitions ask is asked once. Of what does not meet a definition, whatever the answer, nothing is
        asked for it.
    """
    asked = [ask for word, group in groups.items() for ask in _asked(word, group, definitions)]
    rows: dict[tuple[str, str, Text], list[_Ask]] = {}
    for one in asked:
        rows.setdefault((one.word, one.id, one.question), []).append(one)
    things = {word: _things(group.objects) for word, group in groups.items()}
    table = pd.DataFrame(
        [_row(same, things[word][key]) for (word, key, _), same in rows.items()],
        columns=[*_COLUMNS],
        dtype=object,
    )
    order = table.assign(_aan=table["aan"].map(str.casefold), _wat=table["wat"] != "plan")
    order = order.sort_values(["_aan", "aan", "_wat", "id"], kind="stable")
    return order[[*_COLUMNS]].reset_index(drop=True)


@dataclass(frozen=True)
class _Ask:
    """One question about one object for one definition."""

    word: str
    id: str
    question: Text
    definition: str
    settles: bool
    enough: bool
    missing: object


def _asked(word: str, group: JudgedRows, definitions: Mapping[str, Definition]) -> Iterator[_Ask]:
    rows = group.requirements
    unknown = (rows["verdict"].astype(str) == str(Verdict.ONBEKEND)).rename("unknown")
    table = rows.assign(
        whole=whole_verdicts(rows),
        settles=waits_for_answer(rows),
        alone=unknown.groupby(level=[0, 1], sort=False).transform("sum") == 1,
    )
    table = table[(table["whole"] == str(Verdict.ONBEKEND)) & (table["asks"] != "")]
    told = table[["asks", "settles", "alone", "missing"]].itertuples()
    asking = {
        (name, r.name): r
        for name, definition in definitions.items()
        for r in definition.requirements
    }
    for (key, name, requirement), asks, settles, alone, missing in told:
        for column in str(asks).split(","):
            question = _question(asking[name, requirement], column, word)
            yield _Ask(word, key, question, name, bool(settles), bool(alone), missing)


def _question(requirement: Requirement, column: str, word: str) -> Text:
    """Ask for one fact, as the definition wants it."""
    blanks = _PLANNED if word == "plan" else _BUILT
    alternative = next(
        a for a in requirement.alternatives if not isinstance(a, Within) and a.column == column
    )
    if column not in FACTS:
        return _DWELLINGS.about(homes=DWELLINGS.about(_least(alternative)), **blanks)
    fact = FACTS[column]
    if fact.kind is FactKind.CLASS and isinstance(alternative, Attribute):
        least = fact.grade(alternative.least).label
        return _CLASS.about(fact=fact.label.small(), least=least)
    percent = as_written(_least(alternative)) * 100
    return (fact.confirm or fact.state).about(percent=percent, **blanks)


def _things(objects: pd.DataFrame) -> dict[str, dict[str, object]]:
    """Give of every object what a question says of it, each once: a row of a table is slow to take."""
    names = [name for name in ("opdrachtgever", "bron", "naam", "kern") if name in objects]
    columns = [objects[name].astype(object).to_list() for name in names]
    rows = zip(objects.index, zip(*columns, strict=True), strict=True)
    return {str(key): dict(zip(names, row, strict=True)) for key, row in rows}


def whom_to_ask(objects: pd.DataFrame) -> set[str]:
    """Name everyone who may be asked something of these plans or complexes."""
    return {str(_whom(thing)) for thing in _things(objects).values()}


def _least(alternative: AtLeast | Attribute) -> float:
    return alternative.minimum if isinstance(alternative, AtLeast) else 0


def _whom(thing: Mapping[str, object]) -> object:
    """Name who commissioned or owns it; the file that lists it where nobody says."""
    owner = thing.get("opdrachtgever")
    return owner if isinstance(owner, str) and owner.strip() else thing["bron"]


def _row(same: list[_Ask], thing: Mapping[str, object]) -> dict[str, object]:
    """Lay one question in a row, for all definitions that ask it."""
    first = same[0]
    return {
        "aan": _whom(thing),
        "wat": first.word,
        "id": first.id,
        "naam": thing["naam"],
        "kern": thing["kern"],
        "vraag": first.question,
        "voor": ", ".join(one.definition for one in same),
        "beslist": ", ".join(one.definition for one in same if one.settles),
        "voldoet_bij_ja": ", ".join(one.definition for one in same if one.enough),
        "ontbreekt": first.missing,
    }
