"""Which columns tell how a place lies, apart from what is known of the building, and what do they mean?"""

from dataclasses import dataclass

from wozgeo.domain.column import Column, Family, Kind
from wozgeo.domain.columns import OfVoorziening
from wozgeo.domain.language import Text


@dataclass(frozen=True, slots=True)
class Location(Family):
    """How a plan, complex or cluster lies by a definition, whatever is known of the building.

    Parameters
    ----------
    definition
        Its name: ``"druten"``.
    """

    definition: str

    ligt_goed = Column(
        "ligt_goed_{definition}",
        Text("Ligt goed {definition}", "Lies well {definition}"),
        Text(
            "Of alles waar de definitie `{definition}` een loopafstand toe noemt zeker binnen die afstand "
            "ligt; "
            "wat er van het gebouw bekend is doet hier niet toe",
            "Whether everything to which the definition `{definition}` names a walking distance certainly lies "
            "within it; what is known of the building does not matter here",
        ),
        Kind.YES_NO_UNKNOWN,
        Text(
            "niet zeker, of de definitie noemt geen loopafstand",
            "not certain, or the definition names no walking distance",
        ),
    )
    ligging = Column(
        "ligging_{definition}",
        Text("Ligging {definition}", "Location {definition}"),
        Text(
            "Hoe het ligt volgens de definitie `{definition}`, met de meters, en wat er van het gebouw nog "
            "moet "
            "worden opgegeven",
            "How it lies by the definition `{definition}`, with the metres, and what is still to be stated of "
            "the building",
        ),
        Kind.SENTENCE,
        Text("de definitie noemt geen loopafstand", "the definition names no walking distance"),
    )


@dataclass(frozen=True, slots=True)
class SitePoints(OfVoorziening):
    """Of what the score of a plan, complex or cluster is made."""

    punten = Column(
        "punten_{voorziening}",
        Text("Punten voor {label}", "Points for {label}"),
        Text(
            "Hoeveel punten de loopafstand tot de dichtstbijzijnde plek ({label}) verdient; het gewogen "
            "gemiddelde van de punten is de score",
            "How many points the walking distance to the nearest {label} earns; the weighted mean of the "
            "points is the score",
        ),
        Kind.SCORE,
        Text(
            "er is geen afstand, of er is niet ver genoeg gezocht",
            "there is no distance, or the search did not go far enough",
        ),
    )
