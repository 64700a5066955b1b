"""Which columns do areas have, and what do they mean?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from wozgeo.domain.column import Column, Family, Kind, Labels
from wozgeo.domain.columns import OfVoorziening
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Verdict

_NOT_BY_CBS = Text("door het CBS niet gegeven", "not given by CBS")
_UNKNOWN = Text("niet bekend of niet opgegeven", "not known or not given")


@dataclass(frozen=True, slots=True)
class VerdictCount(Family):
    """How many objects of an area got a verdict, and how many dwellings are in them.

    Parameters
    ----------
    objects
        ``"plannen"`` or ``"complexen"``.
    verdict, definition
        Which verdict, by which definition.
    """

    objects: str
    verdict: str
    definition: str

    n = Column(
        "{objects}_{verdict}_{definition}",
        Text("{Things}: {said} {definition}", "{Things}: {said} {definition}"),
        Text(
            "Aantal {things} in dit gebied {told} de definitie `{definition}`",
            "Number of {things} in this area {told} the definition `{definition}`",
        ),
        Kind.COUNT,
    )
    n_woningen = Column(
        "woningen_{objects}_{verdict}_{definition}",
        Text(
            "Woningen in {things}: {said} {definition}",
            "Dwellings in {things}: {said} {definition}",
        ),
        Text(
            "Aantal woningen (elk één keer) in {things} in dit gebied {told} de definitie "
            "`{definition}`",
            "Number of dwellings (each once) in {things} in this area {told} the definition "
            "`{definition}`",
        ),
        Kind.COUNT,
        _UNKNOWN,
    )

    @classmethod
    def of(cls, objects: str, definition: str) -> Iterator[Self]:
        """Give one for every verdict, in their order."""
        for verdict in Verdict:
            yield cls(objects, str(verdict), definition)

    def words(self, labels: Labels) -> Mapping[str, Text] | None:
        """Say what is counted and which verdict it has."""
        del labels
        things, verdict = _THINGS[self.objects], Verdict(self.verdict)
        capitals = Text(things.nl.capitalize(), things.en.capitalize())
        return {
            "things": things,
            "Things": capitals,
            "told": _TOLD[verdict],
            "said": _SAID[verdict],
        }


_THINGS = {"plannen": Text("plannen", "plans"), "complexen": Text("complexen", "complexes")}

_TOLD = {
    Verdict.VOLDOET: Text("die voldoen aan", "that meet"),
    Verdict.VOLDOET_NIET: Text("die niet voldoen aan", "that do not meet"),
    Verdict.ONBEKEND: Text(
        "waarvan onbekend is of ze voldoen aan", "of which it is unknown whether they meet"
    ),
}

_SAID = {
    Verdict.VOLDOET: Text("voldoet aan", "meets"),
    Verdict.VOLDOET_NIET: Text("voldoet niet aan", "does not meet"),
    Verdict.ONBEKEND: Text("onbekend voor", "unknown for"),
}


@dataclass(frozen=True, slots=True)
class AreaWalk(OfVoorziening):
    """How far the dwellings of an area walk to the nearest of a voorziening."""

    gemiddeld_m = Column(
        "gemiddeld_{voorziening}_m",
        Text("Gemiddelde loopafstand tot {label} (m)", "Mean walking distance to {label} (m)"),
        Text(
            "Gemiddelde loopafstand tot de dichtstbijzijnde plek ({label}), van de woningen in dit gebied "
            "waarvan "
            "de afstand bekend is",
            "Mean walking distance to the nearest {label}, of the dwellings in this area whose distance is "
            "known",
        ),
        Kind.METRES,
        Text(
            "ten minste één woning heeft er geen binnen de zoekgrens (zie `n_geen_{voorziening}`): dan is er "
            "geen gemiddelde; of van geen woning is de afstand bekend",
            "at least one dwelling has none within the search limit (see `n_geen_{voorziening}`): then there "
            "is no mean; or of no dwelling the distance is known",
        ),
    )
    mediaan_m = Column(
        "mediaan_{voorziening}_m",
        Text("Middelste loopafstand tot {label} (m)", "Median walking distance to {label} (m)"),
        Text(
            "Middelste loopafstand tot de dichtstbijzijnde plek ({label}), van de woningen in dit gebied "
            "waarvan "
            "de afstand bekend is; wie er geen binnen de zoekgrens heeft, staat achteraan",
            "Median walking distance to the nearest {label}, of the dwellings in this area whose distance is "
            "known; who has none within the search limit comes last",
        ),
        Kind.METRES,
        Text(
            "de helft van de woningen of meer heeft er geen binnen de zoekgrens (zie "
            "`n_geen_{voorziening}`), of van geen woning is de afstand bekend",
            "half of the dwellings or more have none within the search limit (see "
            "`n_geen_{voorziening}`), or of no dwelling the distance is known",
        ),
    )
    n_geen = Column(
        "n_geen_{voorziening}",
        Text("Woningen zonder {label} binnen de zoekgrens", "Dwellings without {label} in reach"),
        Text(
            "Aantal woningen zonder {label} binnen de zoekgrens",
            "Number of dwellings without {label} within the search limit",
        ),
        Kind.COUNT,
    )
    n_onbekend = Column(
        "n_onbekend_{voorziening}",
        Text(
            "Woningen met onbekende afstand tot {label}",
            "Dwellings with unknown distance to {label}",
        ),
        Text(
            "Aantal woningen waarvan de loopafstand tot een {label} niet kon worden bepaald",
            "Number of dwellings of which the walking distance to {label} could not be told",
        ),
        Kind.COUNT,
    )
    cbs_km = Column(
        "cbs_{voorziening}_km",
        Text(
            "Afstand over autoweg tot {label} volgens CBS (km)",
            "CBS distance by car to {label} (km)",
        ),
        Text(
            "Gemiddelde afstand over de autoweg tot de dichtstbijzijnde plek ({label}) volgens het CBS: geen "
            "loopafstand",
            "Mean distance along car roads to the nearest {label} according to CBS: not a walking "
            "distance",
        ),
        Kind.KILOMETRES,
        _NOT_BY_CBS,
    )


@dataclass(frozen=True, slots=True)
class ShareNear(OfVoorziening):
    """Which share of the dwellings of an area certainly has a voorziening nearer than so many metres.

    Parameters
    ----------
    voorziening
        Its key.
    metres
        As text without needless zeros; see `ShareNear.within`.
    """

    metres: str

    aandeel = Column(
        "aandeel_{voorziening}_{metres}",
        Text(
            "Deel woningen met {label} binnen {metres} m",
            "Share of dwellings with {label} within {metres} m",
        ),
        Text(
            "Deel van alle woningen dat zeker een {label} op minder dan {metres} m lopen heeft; een "
            "woning waarvan het onbekend is, telt niet als dichtbij",
            "Share of all dwellings that certainly have one ({label}) at less than {metres} m of walking; "
            "a dwelling of which it is unknown does not count as near",
        ),
        Kind.SHARE,
        Text("er zijn geen woningen", "there are no dwellings"),
    )

    @classmethod
    def within(cls, voorziening: str, metres: float) -> Self:
        """Give the share within a number of metres."""
        return cls(str(voorziening), f"{metres:g}")


AREAS: tuple[Column, ...] = (
    Column(
        "niveau",
        Text("Niveau", "Level"),
        Text(
            "Soort gebied: kern, buurt, wijk of gemeente",
            "Kind of area: kern, buurt, wijk or gemeente",
        ),
    ),
    Column(
        "code",
        Text("Code", "Code"),
        Text(
            "Code van het gebied: die van het CBS, of van een kern de naam",
            "Code of the area: that of CBS, or the name of a kern",
        ),
    ),
    Column(
        "n_inwoners",
        Text("Inwoners", "Inhabitants"),
        Text("Aantal inwoners volgens het CBS", "Number of inhabitants according to CBS"),
        Kind.COUNT,
        _NOT_BY_CBS,
    ),
    Column(
        "aandeel_65plus",
        Text("Deel 65-plus", "Share aged 65 or over"),
        Text(
            "Deel van de inwoners van 65 jaar of ouder volgens het CBS",
            "Share of the inhabitants aged 65 or over according to CBS",
        ),
        Kind.SHARE,
        _NOT_BY_CBS,
    ),
)
"""Of kernen, buurten, wijken and gemeenten."""
