"""Which columns do the counted reasons and the questions to send have, and what do they mean?"""

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text

ALL_REQUIREMENTS = Text("alle eisen samen", "all requirements together")
"""What stands as requirement of a count that is of whole definitions; tables keep the Dutch."""

ALL_KERNEN = Text("alle kernen samen", "all kernen together")
"""What stands as kern of a count that is of all of them; tables keep the Dutch."""


def _counts(name: str, head: Text, what: Text) -> Column:
    meaning = Text(
        "Aantal plannen of complexen {what}",
        "Number of plans or complexes {what}",
    )
    return Column(name, head, meaning.about(what=what), Kind.COUNT)


REASON_COUNTS: tuple[Column, ...] = (
    _counts(
        "voldoet",
        Text("Voldoet", "Meets it"),
        Text("dat aan deze eis voldoet", "that meet this requirement"),
    ),
    _counts(
        "voldoet_niet",
        Text("Voldoet niet", "Does not meet it"),
        Text("dat niet aan deze eis voldoet", "that do not meet this requirement"),
    ),
    _counts(
        "onbekend",
        Text("Onbekend", "Unknown"),
        Text(
            "waarvan onbekend is of het aan deze eis voldoet",
            "of which it is unknown whether they meet this requirement",
        ),
    ),
    _counts(
        "wacht_op_antwoord",
        Text("Wacht alleen hierop", "Waits for this alone"),
        Text(
            "waarvan het oordeel over de hele definitie onbekend is en alleen nog wacht op één antwoord over "
            "deze eis: dat beslist het, hoe het ook luidt",
            "of which the verdict by the whole definition is unknown and waits for one answer about this "
            "requirement alone: that settles it, whatever it is",
        ),
    ),
)
"""Of requirements; besides ``wat``, ``definitie``, ``eis`` and ``kern``."""

QUESTIONS: tuple[Column, ...] = (
    Column(
        "aan",
        Text("Vraag dit aan", "Whom to ask"),
        Text(
            "Aan wie de vraag gaat: de opdrachtgever van het plan of de corporatie van het complex, of "
            "anders het "
            "bestand waarin het staat",
            "Whom to ask: who commissioned the plan or owns the complex, or else the file that lists it",
        ),
    ),
    Column(
        "vraag",
        Text("Vraag", "Question"),
        Text("Wat er gevraagd wordt", "What is asked"),
        Kind.SENTENCE,
    ),
    Column(
        "voor",
        Text("Nodig voor", "Needed for"),
        Text(
            "De definities waarvan het oordeel op dit antwoord wacht",
            "The definitions whose verdict waits for this answer",
        ),
    ),
    Column(
        "beslist",
        Text("Beslist over", "Settles"),
        Text(
            "De definities waarvan dit antwoord alleen al het oordeel beslist, hoe het ook luidt",
            "The definitions whose verdict this answer settles by itself, whatever it is",
        ),
        Kind.TEXT,
        Text(
            "het oordeel wacht ook nog op iets anders",
            "the verdict waits for something else as well",
        ),
    ),
    Column(
        "voldoet_bij_ja",
        Text("Voldoet bij ja aan", "Meets, if yes"),
        Text(
            "De definities waaraan het voldoet als het antwoord ja is, of zo hoog als gevraagd",
            "The definitions that it meets if the answer is yes, or as high as is asked",
        ),
        Kind.TEXT,
        Text("ja alleen is niet genoeg", "yes alone is not enough"),
    ),
    Column(
        "antwoord",
        Text("Antwoord", "Answer"),
        Text("Hier kan het antwoord in", "Here the answer can go"),
        Kind.TEXT,
        Text("nog in te vullen", "still to be filled in"),
    ),
)
"""Of what to ask; besides ``wat``, ``id``, ``naam``, ``kern`` and ``ontbreekt``."""

KERN_ANSWERS: tuple[Column, ...] = (
    Column(
        "aanwezig",
        Text("Geclusterd wonen", "Clustered housing"),
        Text(
            "Of de kern geclusterd wonen heeft volgens deze definitie: `heeft het` (een bestaand complex "
            "voldoet), "
            "`gepland` (een plan voldoet), `onbekend` of `geen`",
            "Whether the kern has clustered housing by this definition: has it (a complex that exists meets "
            "it), "
            "planned (a plan meets it), unknown or none",
        ),
    ),
    Column(
        "namen",
        Text("Waarop dat rust", "What that rests on"),
        Text(
            "De complexen of plannen die voldoen, of waarvan het onbekend is",
            "The complexes or plans that meet it, or of which it is unknown",
        ),
        Kind.TEXT,
        Text("er is er geen", "there is none"),
    ),
    Column(
        "kandidaat",
        Text("Wat er het dichtst bij komt", "What comes nearest to it"),
        Text(
            "Waar niets voldoet: het complex of plan dat er het dichtst bij komt",
            "Where nothing meets it: the complex or plan that comes nearest to it",
        ),
        Kind.TEXT,
        Text(
            "er voldoet al iets, of er is geen plan of complex",
            "something meets it already, or there is no plan or complex",
        ),
    ),
)
"""Of every kern; besides ``definitie``, ``kern`` and ``nodig``."""

HANGING: tuple[Column, ...] = (
    Column(
        "oorzaak",
        Text("Hangt aan", "What it hangs on"),
        Text(
            "Waar het oordeel aan hangt: deur, plek, pad, toegankelijkheid, lijst onvolledig of een opgave die "
            "ontbreekt",
            "What the verdict hangs on: door, place, path, accessibility, an incomplete list or a missing "
            "statement",
        ),
        Kind.TEXT,
        Text("alle oorzaken samen, elk oordeel één keer", "all together, every verdict once"),
    ),
    Column(
        "niet_stevig",
        Text("Oordelen die niet stevig zijn", "Verdicts that are not firm"),
        Text(
            "Aantal oordelen (voldoet of voldoet niet) dat hierdoor zou keren",
            "Number of verdicts (meets or does not meet) that this would turn",
        ),
        Kind.COUNT,
    ),
    Column(
        "oordeel_onbekend",
        Text("Oordelen die onbekend zijn", "Verdicts that are unknown"),
        Text(
            "Aantal onbekende oordelen dat hierop wacht",
            "Number of unknown verdicts waiting for this",
        ),
        Kind.COUNT,
    ),
)
"""Of what verdicts hang on; besides ``wat`` and ``definitie``."""

CONVERSION: tuple[Column, ...] = (
    Column(
        "volgorde",
        Text("Volgorde", "Order"),
        Text(
            "Plaats onder de complexen die niet aan deze definitie voldoen: 1 mist het minst",
            "Place among the complexes that do not meet this definition: 1 misses least",
        ),
        Kind.RANK,
    ),
    Column(
        "n_mist",
        Text("Eisen waaraan niet is voldaan", "Requirements not met"),
        Text("Aan hoeveel eisen niet is voldaan", "How many requirements are not met"),
        Kind.COUNT,
    ),
    Column(
        "mist_eisen",
        Text("Wat het mist", "What it misses"),
        Text("Aan welke eisen niet is voldaan", "Which requirements are not met"),
    ),
    Column(
        "n_open",
        Text("Eisen die onbekend zijn", "Requirements unknown"),
        Text(
            "Van hoeveel eisen onbekend is of eraan is voldaan",
            "Of how many requirements it is unknown whether they are met",
        ),
        Kind.COUNT,
    ),
)
"""Of complexes that do not meet a definition; besides ``definitie``, ``id``, ``naam``, ``kern``, ``nodig``."""
