"""With which words is it told what a verdict hangs on, whoever writes or shortens it?"""

import re

from wozgeo.domain.language import Language, Text

NOW_AND_THEN = Text(
    "{the} dichtstbijzijnde {place} ligt op {now}, en {then}; {bound} is nodig",
    "{the} nearest {place} is at {now}, and {then}; {bound} is needed",
)
FROM_STREET = Text("{metres} gerekend vanaf {here}", "{metres} reckoned from {here}")
ONE_PLACE = Text(
    "hangt aan één plek: {name}; zonder die ligt {the} dichtstbijzijnde {place} op {then}",
    "hangs on one place: {name}; without it {the} nearest {place} is at {then}",
)
_SHORT = Text("{then}; {bound} is nodig", "{then}; {bound} is needed")
_ALONE = Text(
    "hangt aan één plek: {name}; zonder die op {then}",
    "hangs on one place: {name}; without it at {then}",
)
_KNOWN = Text(
    "hangt aan die ene plek; zonder die op {then}", "hangs on that one place; without it at {then}"
)
_BOTH = Text("op {now}, en {then}", "at {now}, and {then}")
_METRES = re.compile(r"\d[\d.,]* m\b")
_SOURCE = re.compile(r" \([^()]*\)$")


def shorten(hangs_on: str, beside: str, language: Language) -> str:
    """Leave out of what a verdict hangs on what stands beside it already: the walk as it was measured.

    Where that walk is told by the street that it begins at, it stays: both streets, each with its metres.

    Parameters
    ----------
    hangs_on
        As in the tables.
    beside
        What is told beside it, perhaps with the metres that are asked.
    language
        Of both.

    Examples
    --------
    >>> told = "plek X: de dichtstbijzijnde zaal ligt op 380 m, en op 421 m elders; minder dan 400 m is nodig"
    >>> shorten(told, "", Language.NL)
    'plek X: op 421 m elders; minder dan 400 m is nodig'
    >>> shorten(told, "een plek op minder dan 400 m", Language.NL)
    'plek X: op 421 m elders'
    """

    def turn(found: re.Match[str]) -> str:
        asked, then = _METRES.findall(found["bound"]), found["then"]
        if FROM_STREET(language, metres="", here="") in found["now"]:  # told nowhere else
            then = _BOTH(language, now=found["now"], then=then)
        if asked and asked[0] in beside:
            return then
        return _SHORT(language, then=then, bound=found["bound"])

    def alone(found: re.Match[str]) -> str:
        name = _SOURCE.sub("", found["name"])
        known = f"{name}: " in found.string[: found.start()]
        return (_KNOWN if known else _ALONE)(language, name=found["name"], then=found["then"])

    short = _pattern(NOW_AND_THEN, language).sub(turn, hangs_on)
    return _pattern(ONE_PLACE, language).sub(alone, short)


def _pattern(text: Text, language: Language) -> re.Pattern[str]:
    """Find what was written with a text, each blank by its name."""
    blank = r"(?P<\1>.+?)" if text is ONE_PLACE else r"(?P<\1>[^;]+?)"
    written = re.sub(r"\\\{(\w+)\\\}", blank, re.escape(text(language)))
    return re.compile(written.replace("(?P<the>[^;]+?)", r"(?P<the>\w+)") + "(?=;|$)")
