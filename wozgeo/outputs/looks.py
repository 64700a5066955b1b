"""How does what was found look: which colour and shape, wherever it is drawn?"""

from wozgeo.domain.vocabulary import Verdict

VERDICT_LOOKS: dict[Verdict, tuple[str, str]] = {
    Verdict.VOLDOET: ("#0072b2", "circle"),
    Verdict.VOLDOET_NIET: ("#d55e00", "triangle"),
    Verdict.ONBEKEND: ("#6b6b6b", "lozenge"),
}
"""Colour and shape: apart for who sees no colours, and each 3:1 against the land."""
