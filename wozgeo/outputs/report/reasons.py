"""Why does so much not meet a definition or stay unknown, and what can be asked of whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wozgeo.domain.columns_reasons import ALL_KERNEN, ALL_REQUIREMENTS
from wozgeo.domain.language import Text, some_named
from wozgeo.domain.values import said
from wozgeo.outputs.conversion_sentences import missing_in_words, say_conversions
from wozgeo.outputs.found import Found
from wozgeo.outputs.reason_sentences import WORDS, requirement_names, say_reasons
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.search_sentences import called_apart

_MOST_NAMED = 4

_HEADING = Text("Waarom, en wat u kunt navragen", "Why, and what to ask")
_INTRO = Text(
    "Hoe vaak aan elke eis is voldaan. Een plan of complex kan aan meer eisen niet voldoen; wie aan één eis "
    "niet voldoet, voldoet niet aan de definitie. Per kern staat het op blad Waarom van oordelen.xlsx.",
    "How often each requirement is met. One may fail on several; who fails on one does not meet the "
    "definition. Sheet Waarom of oordelen.xlsx has it per kern.",
)
_CAPTION = Text("Per eis", "Per requirement")
_REQUIREMENT = Text("Eis", "Requirement")
_WAITS = Text("wacht alleen hierop", "waits for this alone")
_QUESTIONS = Text("Dit kunt u navragen", "What to ask")
_QUESTIONS_NOTE = Text(
    "De hele lijst, per plan en complex, staat op blad Navragen van oordelen.xlsx.",
    "The whole list, per plan and complex, is on sheet Navragen of oordelen.xlsx.",
)
_WHOM = Text("Aan", "Whom")
_QUESTION = Text("Vraag", "Question")
_OF_WHAT = Text("Over", "About")
_SETTLES = Text("waarvan genoeg voor een oordeel", "of which enough for a verdict")


_EVERY_KERN = Text("In elke kern", "In every kern")
_STANDING = Text("Geclusterd wonen", "Geclusterd wonen")
_RESTS_ON = Text("Waarop dat rust", "What that rests on")
_CANDIDATE = Text("Wat er het dichtst bij komt", "What comes nearest to it")
_MOST_IN_A_KERN = 12
_MOST_CONVERTED = 15
_CONVERT = Text(
    "Ombouwen: bestaande complexen die het minst missen", "To convert: complexes that miss least"
)
_CONVERT_NOTE = Text(
    "Hooguit {n}; alle staan in oordelen.xlsx, blad Ombouwen.",
    "{n} at most; all are in oordelen.xlsx, sheet Ombouwen.",
)
_ORDER, _MISSES = Text("nr.", "no."), Text("mist", "misses")
_CAUSES = Text("Waar een oordeel aan hangt", "What a verdict hangs on")
_CAUSES_NOTE = Text(
    "Hoeveel oordelen niet stevig zijn of onbekend, en waardoor; wat aan meer dingen hangt, telt bij elk. "
    "De lijst verderop zegt bij elk plan en complex wat het is, met de meters.",
    "How many verdicts are not firm or unknown, and why; what hangs on several counts with each. The list "
    "further on says of every plan and complex what it is, with the metres.",
)
_CAUSE = Text("Hangt aan", "Hangs on")
_SOFT = Text("oordeel niet stevig", "verdict not firm")
_OPEN = Text("oordeel onbekend", "verdict unknown")
_ALL_CAUSES = Text("alle samen, elk oordeel één keer", "all together, every verdict once")


@dataclass(frozen=True)
class ReasonRow:
    """One requirement of one kind of objects: how many voldoen, voldoen niet, are onbekend, and wait."""

    requirement: str
    counts: Sequence[str]
    whole: bool


@dataclass(frozen=True)
class AskRow:
    """One question to someone, and about how many."""

    whom: str
    question: str
    n: str
    names: str
    settles: str


@dataclass(frozen=True)
class Reasons:
    """What the section says.

    Attributes
    ----------
    heading, intro
        Of the section.
    sentences
        What is not met and what is not known, by the first definition: a table has the others.
    parts
        Per definition and kind of objects its title and rows.
    asks
        The questions, by whom to ask.
    causes
        Per definition and kind of objects its title, and how many verdicts hang on what.
    conversions
        By the first definition the complexes that miss least: order, name, kern, what they miss and need.
    kernen
        Per definition its title, and per kern what it has, on what that rests, what comes nearest and what
        that needs.
    texts
        What the section says itself, by a name.
    """

    heading: str
    intro: str
    sentences: Sequence[str]
    parts: Sequence[tuple[str, Sequence[ReasonRow]]]
    asks: Sequence[AskRow]
    causes: Sequence[tuple[str, Sequence[ReasonRow]]]
    conversions: Sequence[tuple[str, ...]]
    kernen: Sequence[tuple[str, Sequence[tuple[str, ...]]]]
    texts: dict[str, str]


def build_reasons(found: Found, words: ReportWords) -> Reasons | None:
    """Lay the section together; None where nothing was judged."""
    if not len(found.waarom):
        return None
    language = found.language
    first = [*found.definitions.values()][:1]
    told = [
        s
        for d in first
        for say in (say_reasons, say_conversions)  # on what verdicts hang has a table
        for _, s in say(found, d)
    ]
    texts = {
        "caption": _CAPTION, "requirement": _REQUIREMENT, "waits": _WAITS, "questions": _QUESTIONS,
        "note": _QUESTIONS_NOTE, "whom": _WHOM, "question": _QUESTION, "about": _OF_WHAT, "settles": _SETTLES,
        "every_kern": _EVERY_KERN, "standing": _STANDING, "rests_on": _RESTS_ON, "candidate": _CANDIDATE,
        "causes": _CAUSES, "causes_note": _CAUSES_NOTE, "cause": _CAUSE, "soft": _SOFT, "open": _OPEN,
        "convert": _CONVERT, "order": _ORDER, "misses": _MISSES,
        "convert_note": _CONVERT_NOTE.about(n=_MOST_CONVERTED),
    }  # fmt: skip
    return Reasons(
        _HEADING(language),
        _INTRO(language),
        told,
        _parts(found, words),
        _asks(found, words),
        _causes(found, words),
        _conversions(found),
        _kernen(found),
        {name: text(language) for name, text in texts.items()},
    )


def _conversions(found: Found) -> list[tuple[str, ...]]:
    """List the complexes that miss least by the first definition."""
    table = found.ombouw
    if not len(table):
        return []
    first = table[table["definitie"] == next(iter(found.definitions))].head(_MOST_CONVERTED)
    return [
        (
            str(row["volgorde"]),
            str(row["naam"] or row["id"]),
            str(row["kern"]),
            missing_in_words(str(row["mist_eisen"]), found),
            str(row["nodig"]),
        )
        for row in first.to_dict("records")
    ]


def _kernen(found: Found) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Tell per definition of every kern."""
    language, parts = found.language, []
    for name, table in (
        found.elke_kern.groupby("definitie", sort=False) if len(found.elke_kern) else ()
    ):
        rows = [
            (
                str(kern),
                said("aanwezig", row["aanwezig"], language),
                some_named(str(row["namen"] or "").split(", "), _MOST_IN_A_KERN)(language),
                *(row[c] for c in ("kandidaat", "nodig")),
            )
            for kern, row in zip(table.index, table.to_dict("records"), strict=True)
        ]
        parts.append((found.definitions[str(name)].title_in(language), rows))
    return parts


def _causes(found: Found, words: ReportWords) -> list[tuple[str, list[ReasonRow]]]:
    """Tell per definition and kind of objects how many verdicts hang on what; nothing where all are firm."""
    parts: dict[tuple[str, str], list[ReasonRow]] = {}
    for row in found.oorzaken.to_dict("records"):
        whole = row["oorzaak"] == ""
        called = said("oorzaak", row["oorzaak"], found.language)
        counts = [words.number(row[column]) for column in ("niet_stevig", "oordeel_onbekend")]
        one = ReasonRow(_ALL_CAUSES(found.language) if whole else called, counts, whole)
        parts.setdefault((row["definitie"], row["wat"]), []).append(one)
    return [
        (_part(found, *key), rows) for key, rows in _by_definition(found, parts) if len(rows) > 1
    ]


def _part(found: Found, name: str, what: str) -> str:
    return f"{WORDS[what](found.language)}, {found.definitions[name].title_in(found.language)}"


def _by_definition(
    found: Found, parts: dict[tuple[str, str], list[ReasonRow]]
) -> list[tuple[tuple[str, str], list[ReasonRow]]]:
    order = [*found.definitions]
    return sorted(parts.items(), key=lambda part: order.index(part[0][0]))


def _parts(found: Found, words: ReportWords) -> list[tuple[str, list[ReasonRow]]]:
    names = requirement_names(found) | {ALL_REQUIREMENTS.nl: ALL_REQUIREMENTS(found.language)}
    table = found.waarom[found.waarom["kern"] == ALL_KERNEN.nl]
    parts: dict[tuple[str, str], list[ReasonRow]] = {}
    for row in table.to_dict("records"):
        columns = ("voldoet", "voldoet_niet", "onbekend", "wacht_op_antwoord")
        counts = [words.number(row[column]) for column in columns]
        whole = row["eis"] == ALL_REQUIREMENTS.nl
        one = ReasonRow(names[row["eis"]], counts, whole)
        parts.setdefault((row["definitie"], row["wat"]), []).append(one)
    return [(_part(found, *key), rows) for key, rows in _by_definition(found, parts)]


def _asks(found: Found, words: ReportWords) -> list[AskRow]:
    if not len(found.navragen):
        return []
    rows = []
    once = found.navragen.drop_duplicates(["wat", "id"]).set_index(["wat", "id"])["naam"]
    apart = called_apart(once.droplevel("wat"))
    apart.index = once.index
    for (whom, question), table in found.navragen.groupby(["aan", "vraag"], sort=False):
        called = [*apart.loc[pd.MultiIndex.from_frame(table[["wat", "id"]])]]
        names = some_named(called, _MOST_NAMED)(found.language)
        settles = words.number(int((table["beslist"] != "").sum()))
        rows.append(AskRow(str(whom), str(question), words.number(len(table)), names, settles))
    return sorted(rows, key=lambda row: row.whom.casefold())
