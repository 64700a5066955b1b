"""Which columns come once per voorziening or per definition, and what do they mean?

Each family makes its names and reads them back; `wozgeo.domain.dictionary` finds any column by its name.
Those of areas are in `wozgeo.domain.columns_areas`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wozgeo.domain.column import Column, Family, Kind, Labels
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Measure, Voorziening

MEETING = Text("ontmoetingsplek", "meeting place")
"""What an ontmoetingsplek is called where no table of voorzieningen calls it otherwise."""
_NO_DISTANCE = Text("geen getal; zie `reden_{voorziening}`", "no number; see `reden_{voorziening}`")


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
            "Loopafstand tot de dichtstbijzijnde plek ({label}), over alles wat niet zeker onbegaanbaar is",
            "Walking distance to the nearest {label}, over everything not known to be impassable",
        ),
        Kind.METRES,
        _NO_DISTANCE,
    )
    zeker_m = Column(
        "zeker_{voorziening}_m",
        Text("Zekere loopafstand tot {label} (m)", "Certain walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde plek ({label}) over alleen wegen waarvan zeker is dat ze "
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
    afstand_van_m = Column(
        "afstand_van_{voorziening}_m",
        Text(
            "Loopafstand tot {label} via de gunstigste deuren (m)",
            "Walking distance to {label} by the best doors (m)",
        ),
        Text(
            "De kortste loopafstand tot de dichtstbijzijnde plek ({label}), langs welke straat of welk pad men "
            "de woning ook verlaat en waar men de plek ook binnenkomt; nooit langer dan "
            "`afstand_{voorziening}_m`",
            "The shortest walking distance to the nearest {label}, by whichever street or path one leaves "
            "the dwelling and wherever one enters the place; never longer than `afstand_{voorziening}_m`",
        ),
        Kind.METRES,
        _NO_DISTANCE,
    )
    afstand_tot_m = Column(
        "afstand_tot_{voorziening}_m",
        Text(
            "Loopafstand tot {label} via de ongunstigste deuren (m)",
            "Walking distance to {label} by the worst doors (m)",
        ),
        Text(
            "De langste loopafstand tot de dichtstbijzijnde plek ({label}), langs welke straat of welk pad men "
            "de woning ook verlaat, waar men de plek ook binnenkomt, en ook over alleen wegen waarvan zeker is "
            "dat ze begaanbaar zijn; nooit korter dan `zeker_{voorziening}_m`",
            "The longest walking distance to the nearest {label}, by whichever street or path one leaves the "
            "dwelling, wherever one enters the place, and also over ways only that are known to be passable; "
            "never shorter than `zeker_{voorziening}_m`",
        ),
        Kind.METRES,
        Text(
            "vanaf een van de deuren geen zekere route binnen de zoekgrens, of er kon niet worden gezocht",
            "no certain route within the search limit from one of the doors, or a search was not possible",
        ),
    )
    afstand_min_m = Column(
        "afstand_{voorziening}_min_m",
        Text("Kortste loopafstand tot {label} (m)", "Shortest walking distance to {label} (m)"),
        Text(
            "Loopafstand tot de dichtstbijzijnde plek ({label}), vanaf de plek of woning die er het dichtst "
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
            "Loopafstand tot de dichtstbijzijnde plek ({label}), vanaf de middelste plek of woning: de helft "
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
            "Loopafstand tot de dichtstbijzijnde plek ({label}), vanaf de plek of woning die er het verst van "
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
        Text("De id van die dichtstbijzijnde plek", "The id of that nearest place"),
        Kind.TEXT,
        Text("geen gevonden", "none found"),
    )
    naam = Column(
        "{voorziening}_naam",
        Text("Dichtstbijzijnde {label}: naam", "Nearest {label}: name"),
        Text("De naam van die dichtstbijzijnde plek", "The name of that nearest place"),
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
            "bij de gevonden plek",
            "Whether one ({label}) outside the map may be nearer: the dwelling (of a plan or complex the "
            "place the distance was measured from) is nearer to the edge of the data than to the "
            "place that was found",
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

    def words(self, labels: Labels) -> Mapping[str, Text] | None:
        """Give the word for an ontmoetingsplek, that definitions ask a walk to."""
        return {"meeting": labels.get(Voorziening.ONTMOETINGSPLEK, MEETING)}

    oordeel = Column(
        "oordeel_{definition}",
        Text("Oordeel {definition}", "Verdict {definition}"),
        Text(
            "Of het voldoet aan de definitie `{definition}`",
            "Whether it meets the definition `{definition}`",
        ),
        Kind.VERDICT,
    )
    stevig = Column(
        "stevig_{definition}",
        Text("Stevig {definition}", "Firm {definition}"),
        Text(
            "Of het oordeel over de definitie `{definition}` stevig is: geen deur van een woning, ingang van "
            "een voorziening, pad, onbekende weg of ontbrekende plek die mogelijk is, zou het keren. Onbekend "
            "is nooit stevig",
            "Whether the verdict by the definition `{definition}` is firm: no door of a dwelling, entrance of "
            "a facility, path, unknown way or missing place that is possible would turn it. Unknown is never "
            "firm",
        ),
        Kind.YES_NO,
    )
    hangt_aan = Column(
        "hangt_aan_{definition}",
        Text("Oordeel {definition} hangt aan", "Verdict {definition} rests on"),
        Text(
            "Wat het oordeel over de definitie `{definition}` zou keren, met de meters: deur, plek, pad, "
            "toegankelijkheid, lijst onvolledig of een opgave die ontbreekt; en of het aan één plek hangt",
            "What would turn the verdict by the definition `{definition}`, with the metres: door, place, "
            "path, accessibility, an incomplete list or a missing statement; and whether it hangs on one "
            "place",
        ),
        Kind.SENTENCE,
        Text("nergens aan", "nothing"),
    )
    een_plek = Column(
        "een_plek_{definition}",
        Text("Enige plek {definition}", "Only place {definition}"),
        Text(
            "De plek, met haar bron, zonder welke niet aan de definitie `{definition}` zou zijn voldaan; dat "
            "zegt niets over de kaart, wel over wat er gebeurt als die plek sluit",
            "The place, with its source, without which the definition `{definition}` would not be met; that "
            "says nothing of the map, but what happens when the place closes",
        ),
        Kind.TEXT,
        Text(
            "er is geen enkele zulke plek, of er is niet voldaan", "there is none, or it is not met"
        ),
    )
    gemeten_m = Column(
        "gemeten_{definition}_m",
        Text("Gemeten voor {definition} (m)", "Measured for {definition} (m)"),
        Text(
            "De loopafstand waar het oordeel over de definitie `{definition}` over gaat, zoals de toelichting "
            "haar noemt: de zekere waar zij voldoet, anders de kortst mogelijke (vraagt de definitie er meer: "
            "de krapste). Samen met de marge is zij de grens",
            "The walking distance that the verdict by the definition `{definition}` is about, as the "
            "explanation tells it: the certain one where it is met, else the shortest possible one (of "
            "several that are asked: the one with the least room). With the margin it makes the limit",
        ),
        Kind.METRES,
        Text(
            "geen gevonden binnen de zoekgrens, niet te meten, of de definitie vraagt geen loopafstand",
            "none found within the search limit, it could not be measured, or the definition asks no "
            "walking distance",
        ),
    )
    marge_m = Column(
        "marge_{definition}_m",
        Text("Marge {definition} (m)", "Margin {definition} (m)"),
        Text(
            "Hoeveel meter de loopafstand die de definitie `{definition}` vraagt onder haar grens blijft "
            "(vraagt zij er meer: de krapste); met een min ervoor: hoeveel meter te ver",
            "How many metres the walk that the definition `{definition}` asks stays below its limit (of "
            "several: the one with the least room); with a minus: how many metres too far",
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
            "Deel van de plekken of woningen vanwaar alles waar de definitie `{definition}` een "
            "loopafstand toe vraagt zeker daarbinnen ligt: langs wegen die zeker begaanbaar zijn",
            "Share of the places or dwellings from which everything that the definition `{definition}` "
            "asks a walk to is certainly within it: along ways known to be passable",
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
    ruimte_nodig = Column(
        "ruimte_nodig_{definition}",
        Text("Inpandige ruimte nodig {definition}", "Room in the building needed {definition}"),
        Text(
            "Of volgens de definitie `{definition}` een inpandige ontmoetingsruimte nodig is, en waarom: dat "
            "hangt af van de loopafstand tot een {meeting}",
            "Whether a meeting room in the building is needed by the definition `{definition}`, and why: that "
            "depends on the walking distance to a {meeting}",
        ),
        Kind.SENTENCE,
        Text(
            "de definitie laat de keus tussen beide niet",
            "the definition does not leave that choice",
        ),
    )
