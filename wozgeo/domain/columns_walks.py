"""Which columns tell each walk of a definition that asks several?"""

from dataclasses import dataclass

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.columns import OfVoorziening
from wozgeo.domain.language import Text


@dataclass(frozen=True, slots=True)
class AskedWalk(OfVoorziening):
    """One of several walks that a definition asks of a plan, complex or cluster.

    Parameters
    ----------
    voorziening
        What it leads to.
    definition
        Who asks it.
    """

    definition: str

    gemeten_m = Column(
        "gemeten_{definition}_naar_{voorziening}_m",
        Text(
            "Gemeten voor {definition}, naar {label} (m)",
            "Measured for {definition}, to {label} (m)",
        ),
        Text(
            "De loopafstand naar een {label} waar de definitie `{definition}` over oordeelt, zoals de "
            "toelichting haar noemt; alleen waar een definitie meer dan een loopafstand vraagt",
            "The walking distance to a {label} that the definition `{definition}` judges, as the explanation "
            "tells it; only where a definition asks more than one walk",
        ),
        Kind.METRES,
        Text(
            "geen gevonden binnen de zoekgrens, of niet te meten",
            "none found within the search limit, or it could not be measured",
        ),
    )
