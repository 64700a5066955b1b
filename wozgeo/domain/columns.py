"""Which columns come once per voorziening, definition or kind of object, and what do they mean?

Each family makes its names and reads them back; `wozgeo.domain.dictionary` finds any column by its name.
Columns with a name of their own are in `wozgeo.domain.plain_columns`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from wozgeo.domain.column import Column, Family, Kind, Labels
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Measure, Verdict

_NO_DISTANCE = Text("geen getal; zie `reden_{voorziening}`", "no number; see `reden_{voorziening}`")
_NO_DWELLING = Text("geen woning in dit gebied heeft er een", "no dwelling in this area has one")
_UNKNOWN = Text("niet bekend of niet opgegeven", "not known or not given")


@dataclass(frozen=True, slots=True)
class OfVoorziening(Family):
    """Columns that come once per voorziening, whichever that is.

    Parameters
    ----------
    voorziening
        Its key: ``"ov_halte"``.
    """

    voorziening: str

    def words(self, labels: Labels) -> Mapping[str, Text] | None:
        """Give the word for the voorziening; None where it is not known."""
        label = labels.get(self.voorziening)
        return None if label is None else {"label": label}


@dataclass(frozen=True, slots=True)
class Walk(OfVoorziening):
    """The walk of a dwelling, plan, complex or cluster to the nearest of a voorziening."""

    afstand_m = Column(
        "afstand_{voorziening}_m",
        Text("Loopafstand tot {label} (m)", "Walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde {label}, over alles wat niet zeker onbegaanbaar is",
            "Walking distance to the nearest {label}, over everything not known to be impassable",
        ),
        Kind.METRES,
        _NO_DISTANCE,
    )
    zeker_m = Column(
        "zeker_{voorziening}_m",
        Text("Zekere loopafstand tot {label} (m)", "Certain walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde {label} over alleen wegen waarvan zeker is dat ze "
            "begaanbaar zijn; nooit korter dan `afstand_{voorziening}_m`",
            "Walking distance to the nearest {label} over ways only that are known to be passable; "
            "never shorter than `afstand_{voorziening}_m`",
        ),
        Kind.METRES,
        Text(
            "geen zekere route binnen de zoekgrens, of er kon niet worden gezocht",
            "no certain route within the search limit, or a search was not possible",
        ),
    )
    afstand_min_m = Column(
        "afstand_{voorziening}_min_m",
        Text("Kortste loopafstand tot {label} (m)", "Shortest walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde {label}, vanaf de plek of woning die er het dichtst "
            "bij ligt",
            "Walking distance to the nearest {label}, from the place or dwelling nearest to it",
        ),
        Kind.METRES,
        _NO_DISTANCE,
    )
    afstand_mediaan_m = Column(
        "afstand_{voorziening}_mediaan_m",
        Text("Middelste loopafstand tot {label} (m)", "Median walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde {label}, vanaf de middelste plek of woning: de helft "
            "ligt dichterbij",
            "Walking distance to the nearest {label}, from the median place or dwelling: half of them "
            "are nearer",
        ),
        Kind.METRES,
        _NO_DISTANCE,
    )
    afstand_max_m = Column(
        "afstand_{voorziening}_max_m",
        Text("Langste loopafstand tot {label} (m)", "Longest walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde {label}, vanaf de plek of woning die er het verst van "
            "ligt",
            "Walking distance to the nearest {label}, from the place or dwelling farthest from it",
        ),
        Kind.METRES,
        _NO_DISTANCE,
    )
    reden = Column(
        "reden_{voorziening}",
        Text("Waarom geen afstand tot {label}", "Why no distance to {label}"),
        Text(
            "Waarom er geen loopafstand tot een {label} is",
            "Why there is no walking distance to {label}",
        ),
        Kind.REASON,
        Text("er is een loopafstand", "there is a walking distance"),
    )
    id = Column(
        "{voorziening}_id",
        Text("Dichtstbijzijnde {label}: id", "Nearest {label}: id"),
        Text("De id van die dichtstbijzijnde {label}", "The id of that nearest {label}"),
        Kind.TEXT,
        Text("geen gevonden", "none found"),
    )
    naam = Column(
        "{voorziening}_naam",
        Text("Dichtstbijzijnde {label}: naam", "Nearest {label}: name"),
        Text("De naam van die dichtstbijzijnde {label}", "The name of that nearest {label}"),
        Kind.TEXT,
        Text("geen gevonden, of zonder naam", "none found, or without a name"),
    )
    rand = Column(
        "rand_{voorziening}",
        Text(
            "Misschien een {label} dichterbij buiten de kaart",
            "Perhaps a nearer {label} outside the map",
        ),
        Text(
            "Of er buiten de kaart een {label} dichterbij kan zijn: de woning (van een plan of complex "
            "de plek waar de afstand vandaan is gemeten) ligt dichter bij de rand van de gegevens dan "
            "bij de gevonden {label}",
            "Whether a {label} outside the map may be nearer: the dwelling (of a plan or complex the "
            "place the distance was measured from) is nearer to the edge of the data than to the "
            "{label} that was found",
        ),
        Kind.YES_NO,
    )

    def measured(self, measure: Measure) -> str:
        """Name the distance of a listed object by one measure."""
        return {
            Measure.MIN: self.afstand_min_m,
            Measure.MEDIAAN: self.afstand_mediaan_m,
            Measure.MAX: self.afstand_max_m,
        }[measure]


@dataclass(frozen=True, slots=True)
class OfDefinition(Family):
    """What a definition of geclusterd wonen says of a plan, complex or cluster.

    Parameters
    ----------
    definition
        Its name: ``"druten"``.
    """

    definition: str

    oordeel = Column(
        "oordeel_{definition}",
        Text("Oordeel {definition}", "Verdict {definition}"),
        Text(
            "Of het voldoet aan de definitie `{definition}`",
            "Whether it meets the definition `{definition}`",
        ),
        Kind.VERDICT,
    )
    marge_m = Column(
        "marge_{definition}_m",
        Text("Marge {definition} (m)", "Margin {definition} (m)"),
        Text(
            "Hoeveel meter de loopafstand tot de ontmoetingsplek onder de grens van de definitie "
            "`{definition}` blijft; met een min ervoor: hoeveel meter te ver",
            "How many metres the walk to the meeting place stays below the limit of the definition "
            "`{definition}`; with a minus: how many metres too far",
        ),
        Kind.MARGIN_M,
        Text(
            "er is geen loopafstand om te vergelijken, de definitie vraagt er geen, of op een andere "
            "manier is aan de eis voldaan",
            "there is no walking distance to compare, the definition asks none, or the requirement is "
            "met in another way",
        ),
    )
    bijna = Column(
        "bijna_{definition}",
        Text("Net niet {definition}", "Just misses {definition}"),
        Text(
            "Of het de definitie `{definition}` net niet haalt: een getal scheelt weinig, en niets "
            "anders waarvan bekend is dat het niet klopt scheelt meer",
            "Whether it just misses the definition `{definition}`: a number is a little short, and "
            "nothing else that is known to fall short falls short by more",
        ),
        Kind.YES_NO,
    )
    toelichting = Column(
        "toelichting_{definition}",
        Text("Toelichting {definition}", "Explanation {definition}"),
        Text(
            "Waarom het oordeel over de definitie `{definition}` zo is",
            "Why the verdict by the definition `{definition}` is what it is",
        ),
        Kind.SENTENCE,
    )
    nodig = Column(
        "nodig_{definition}",
        Text("Nodig voor {definition}", "Needed for {definition}"),
        Text(
            "Wat ervoor zou zorgen dat het voldoet aan de definitie `{definition}`",
            "What would make it meet the definition `{definition}`",
        ),
        Kind.TEXT,
        Text("het voldoet al", "it meets it already"),
    )
    aandeel = Column(
        "aandeel_{definition}",
        Text(
            "Deel zeker binnen loopafstand {definition}",
            "Share certainly within walking distance {definition}",
        ),
        Text(
            "Deel van de plekken of woningen vanwaar de ontmoetingsplek zeker binnen de loopafstand van "
            "de definitie `{definition}` ligt: langs wegen die zeker begaanbaar zijn",
            "Share of the places or dwellings from which the meeting place is certainly within the "
            "walking distance of the definition `{definition}`: along ways known to be passable",
        ),
        Kind.SHARE,
        Text(
            "niet te bepalen, of de definitie vraagt geen loopafstand",
            "it cannot be told, or the definition asks no walking distance",
        ),
    )
    ontbreekt = Column(
        "ontbreekt_{definition}",
        Text("Ontbreekt voor {definition}", "Missing for {definition}"),
        Text(
            "Wat niet is opgegeven of niet kon worden gemeten, en wel nodig is om over de definitie "
            "`{definition}` te oordelen",
            "What was not given or could not be measured, and is needed to judge by the definition "
            "`{definition}`",
        ),
        Kind.TEXT,
        Text("er ontbreekt niets", "nothing is missing"),
    )
    hangt_af_van = Column(
        "hangt_af_van_{definition}",
        Text("Oordeel {definition} hangt af van", "Verdict {definition} hangs on"),
        Text(
            "Waar het oordeel over de definitie `{definition}` van afhangt: onbekende meters, een "
            "aanloop over water of spoor, of de rand van de gegevens",
            "What the verdict by the definition `{definition}` hangs on: unknown metres, a leg over "
            "water or a railway, or the edge of the data",
        ),
        Kind.TEXT,
        Text("nergens van", "nothing"),
    )


@dataclass(frozen=True, slots=True)
class Counted(Family):
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
            "Gemiddelde loopafstand tot de dichtstbijzijnde {label}, van de woningen in dit gebied die "
            "er een binnen de zoekgrens hebben",
            "Mean walking distance to the nearest {label}, of the dwellings in this area that have one "
            "within the search limit",
        ),
        Kind.METRES,
        _NO_DWELLING,
    )
    mediaan_m = Column(
        "mediaan_{voorziening}_m",
        Text("Middelste loopafstand tot {label} (m)", "Median walking distance to {label} (m)"),
        Text(
            "Middelste loopafstand tot de dichtstbijzijnde {label}, van de woningen in dit gebied die "
            "er een binnen de zoekgrens hebben",
            "Median walking distance to the nearest {label}, of the dwellings in this area that have "
            "one within the search limit",
        ),
        Kind.METRES,
        _NO_DWELLING,
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
            "Gemiddelde afstand over de autoweg tot de dichtstbijzijnde {label} volgens het CBS: geen "
            "loopafstand",
            "Mean distance along car roads to the nearest {label} according to CBS: not a walking "
            "distance",
        ),
        Kind.KILOMETRES,
        Text("door het CBS niet gegeven", "not given by CBS"),
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
            "Share of all dwellings that certainly have a {label} at less than {metres} m of walking; "
            "a dwelling of which it is unknown does not count as near",
        ),
        Kind.SHARE,
        Text("er zijn geen woningen", "there are no dwellings"),
    )

    @classmethod
    def within(cls, voorziening: str, metres: float) -> Self:
        """Give the share within a number of metres."""
        return cls(str(voorziening), f"{metres:g}")


FAMILIES: tuple[type[Family], ...] = (Walk, OfDefinition, Counted, AreaWalk, ShareNear)
"""Every family of columns."""
