"""What is there to check about an address of a list, what should its reader do, and what is most urgent?"""

from dataclasses import dataclass

from wozgeo.domain.language import Text
from wozgeo.inputs.addresses import Uitkomst


@dataclass(frozen=True, slots=True)
class Check:
    """An outcome as a reader is told it, and what is asked of them."""

    said: Text
    do: Text


_CORRECT = Text(
    "verbeter het adres in uw lijst, of haal het eruit",
    "correct the address in your list, or take it out",
)

OF_OUTCOME: dict[str, Check] = {
    Uitkomst.NIET_GEVONDEN: Check(Text("niet gevonden", "not found"), _CORRECT),
    Uitkomst.DUBBEL_GEVONDEN: Check(
        Text("dubbel gevonden", "found more than once"),
        Text(
            "schrijf erbij welk adres is bedoeld: postcode, woonplaats of toevoeging",
            "add which address is meant: postal code, place or addition",
        ),
    ),
    Uitkomst.ANDERE_KANT: Check(
        Text(
            "andere kant van de straat: niet zeker of het is bedoeld",
            "other side of the street: not certain whether it is meant",
        ),
        Text(
            "schrijf (even), (oneven) of (alle) achter de reeks",
            "write (even), (oneven: odd) or (alle: all) behind the range",
        ),
    ),
    Uitkomst.NOG_NIET_IN_GEBRUIK: Check(
        Text("in de BAG, nog niet in gebruik", "in the BAG, not in use yet"),
        Text(
            "ga na of de woning al bestaat; zo niet, hoort zij bij de plannen",
            "find out whether the dwelling exists already; if not, it belongs to the plans",
        ),
    ),
}
"""Of what has no certain place, the most urgent first."""

NO_DWELLING = Check(
    Text(
        "gevonden, maar geen woning volgens het register",
        "found, but no dwelling according to the register",
    ),
    Text(
        "ga na of er wordt gewoond; zo niet, haal het adres uit uw lijst",
        "find out whether people live there; if not, take the address out of your list",
    ),
)
NEARLY = Check(
    Text("gevonden, met een verschil", "found, with a difference"),
    Text(
        "vergelijk met het register; klopt het, dan hoeft u niets te doen",
        "compare with the register; if it is right there is nothing to do",
    ),
)
IN_SEVERAL = Check(
    Text("in meer dan één complex", "in more than one complex"),
    Text(
        "gevonden, en telt bij elk complex mee; hoort het bij één, haal het dan uit het andere",
        "found, and counts in each complex; if it belongs to one, take it out of the other",
    ),
)
GIVEN_AGAIN = Check(
    Text("twee keer opgegeven", "given twice"),
    Text("niets: gevonden, en telt één keer", "nothing: found, and counts once"),
)

_URGENT_FIRST = (*OF_OUTCOME.values(), NO_DWELLING, NEARLY, IN_SEVERAL, GIVEN_AGAIN)
URGENCY: dict[Text, int] = {check.said: rank for rank, check in enumerate(_URGENT_FIRST)}
"""What a reader looks at first: what was not found, then what was found with a question, then notes."""

PERHAPS_RANGE = Text(
    "als reeks bedoeld? schrijf dan {first} t/m {last}",
    "meant as a range? then write {first} t/m {last} (up to and including)",
)
NUMBER_OF = Text("{given}, nummer {number}", "{given}, number {number}")
NUMBERS_OF = Text("{given} (nummer {numbers})", "{given} (number {numbers})")
ONE_SIDE = {
    0: Text("{first} t/m {last} (even)", "{first} to {last} (even)"),
    1: Text("{first} t/m {last} (oneven)", "{first} to {last} (odd)"),
}
BOTH_SIDES = Text("{first} t/m {last}", "{first} to {last}")
OTHERWISE = Text(
    "{part} anders dan in het register: {found}", "{part} other than in the register: {found}"
)
ADDRESS_PARTS = {
    "straat": Text("straat", "street"),
    "postcode": Text("postcode", "postal code"),
    "plaats": Text("plaats", "place"),
    "nummer": Text("nummer", "number"),
}
ALSO_IN = Text("ook in complex {others}", "also in complex {others}")
ALSO_ON_ROW = Text("telt één keer; ook op rij {row}", "counts once; also on row {row}")
