"""How does QGIS draw the areas in which is searched for a place?"""

from wozgeo.domain.language import Language, Text
from wozgeo.domain.values import VALUES
from wozgeo.domain.vocabulary import Verdict
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.tables.qml import Rule, build_qml, fill

_SEARCH_AREA = Text("zoekgebied: {lezing}", "search area: {lezing}")


def style_zoekgebieden(*, language: Language = Language.NL) -> str:
    """Draw search areas as QML: near enough for certain (level lines), or perhaps (dots and dashed besides)."""
    looks = {
        "zeker": (VERDICT_LOOKS[Verdict.VOLDOET], "horizontal"),
        "mogelijk": (VERDICT_LOOKS[Verdict.ONBEKEND], "dense6"),
    }
    rules = [
        Rule(
            _SEARCH_AREA(language, lezing=VALUES["lezing"][lezing]),
            f"\"lezing\" = '{lezing}'",
            fill(look.colour, look.outline, filling=filling, rim=look.colour),
        )
        for lezing, (look, filling) in looks.items()
    ]
    return build_qml(rules, kind="fill")
