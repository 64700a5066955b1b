"""Which columns do tables of what was judged have besides, and what do they mean?"""

from collections.abc import Iterator

from wozgeo.domain import facts
from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text

_UNKNOWN = Text("niet bekend of niet opgegeven", "not known or not given")
_ASKS_NO_NUMBER = Text("de eis vraagt geen getal", "the requirement asks no number")


def _said_by_source(name: str, head: Text, what: Text) -> Column:
    """Declare a text that is passed on as its source words it."""
    meaning = Text("{what}, in de woorden van de bron", "{what}, in the words of the source")
    return Column(name, head, meaning.about(what=what), Kind.TEXT, _UNKNOWN)


def _counted_by_source(name: str, of: Text) -> Column:
    """Declare a number of dwellings that the source gives."""
    meaning = Text("Aantal {of} volgens de bron", "Number of {of} according to the source")
    head = Text(of.nl.capitalize(), of.en.capitalize())
    return Column(name, head, meaning.about(of=of), Kind.COUNT, _UNKNOWN)


_AS_CLASS = Text("{meaning}: {grades}", "{meaning}: {grades}")
_IN_POTENTIE = Text("{label} in potentie", "{label}: potentially")
_CAN_BE_MADE = Text(
    "Of het niet zo is en wel kan worden gemaakt: {made}",
    "Whether it is not so and can be made so: {made}",
)
_KINDS = {facts.FactKind.CLASS: Kind.TEXT, facts.FactKind.SHARE: Kind.SHARE}


def _of_facts() -> Iterator[Column]:
    """Declare the columns that hold facts of a building, as those are declared."""
    for fact in facts.FACTS.values():
        name = fact.column if fact.kind is facts.FactKind.SHARE else fact.name
        grades = ", ".join(f"`{grade.name}`" for grade in fact.grades)
        told = _AS_CLASS.about(meaning=fact.meaning, grades=grades) if grades else fact.meaning
        yield Column(name, fact.label, told, _KINDS.get(fact.kind, Kind.YES_NO_UNKNOWN), _UNKNOWN)
        if fact.can_be_made:
            yield Column(
                f"{fact.name}{facts.POTENTIAL_SUFFIX}",
                _IN_POTENTIE.about(label=fact.label),
                _CAN_BE_MADE.about(made=fact.can_be_made),
                Kind.YES_NO_UNKNOWN,
                _UNKNOWN,
            )


JUDGED: tuple[Column, ...] = (
    Column(
        "kern",
        Text("Kern", "Kern (village or town)"),
        Text("De kern: de woonplaats waar het ligt", "The kern: the woonplaats in which it lies"),
        Kind.TEXT,
        _UNKNOWN,
    ),
    Column(
        "n_woningen",
        Text("Woningen", "Dwellings"),
        Text(
            "Aantal woningen van het plan, het complex, het cluster of het gebied; van een pad dat er niet is: "
            "hoeveel er minder door lopen, en dan hooguit zo ver als de verste klasse op de kaart",
            "Number of dwellings of the plan, complex, cluster or area; of a path that is not there: how many "
            "walk less by it, and then no further than the farthest class of the map",
        ),
        Kind.COUNT,
        _UNKNOWN,
    ),
    Column(
        "rang",
        Text("Rang", "Rank"),
        Text(
            "Plaats in de volgorde, 1 is de eerste: van plannen naar score, van paden per voorziening naar "
            "wie erdoor binnen de grens komt, van concentraties naar wie er geen {meeting} heeft, van "
            "plekken de stap waarin zij gekozen zijn, van zoekgebieden de zekere eerst",
            "Place in the order, 1 is the first: of plans by score, of paths per voorziening by who comes "
            "within the limit by it, of concentrations by who has no {meeting}, of places the step in "
            "which they are chosen, of search areas the certain ones first",
        ),
        Kind.RANK,
        Text(
            "van een plan: de score is niet te bepalen; van een plek: niet gekozen",
            "of a plan: the score cannot be told; of a place: not chosen",
        ),
    ),
    Column(
        "soort",
        Text("Soort", "Kind"),
        Text(
            "Soort cluster: `pand` (woningen in één gebouw) of `hof` (woningen in gebouwen om één hof of "
            "pad); van een looproute: waarvan zij is (`woning`, `plan`, `complex`, `cluster`)",
            "Kind of cluster: `pand` (building: dwellings in one) or `hof` (court: dwellings in buildings "
            "around one court or path); of a walk: what it is of: `woning` (dwelling), `plan`, "
            "`complex` or `cluster`",
        ),
    ),
    Column(
        "gemeente",
        Text("Gemeente", "Gemeente"),
        Text("De gemeente", "The gemeente"),
        Kind.TEXT,
        _UNKNOWN,
    ),
    Column(
        "opdrachtgever",
        Text("Opdrachtgever", "Commissioned by"),
        Text(
            "De opdrachtgever van het plan; van een complex: van wie het is",
            "Who commissioned the plan; of a complex: whose it is",
        ),
        Kind.TEXT,
        _UNKNOWN,
    ),
    _said_by_source(
        "plantype", Text("Plantype", "Type of plan"), Text("Soort plan", "Kind of plan")
    ),
    _said_by_source(
        "projectfase", Text("Projectfase", "Phase"), Text("Fase van het plan", "Phase of the plan")
    ),
    _said_by_source(
        "status",
        Text("Planologische status", "Planning status"),
        Text("Planologische status", "Planning status"),
    ),
    _said_by_source(
        "realisatiekans",
        Text("Realisatiekans", "Chance of realisation"),
        Text("Kans dat het plan doorgaat", "Chance that the plan goes through"),
    ),
    Column(
        "oplevering_eerste",
        Text("Eerste oplevering", "First delivery"),
        Text(
            "Jaar waarin de eerste woningen klaar zijn",
            "Year in which the first dwellings are ready",
        ),
        Kind.YEAR,
        _UNKNOWN,
    ),
    Column(
        "oplevering_laatste",
        Text("Laatste oplevering", "Last delivery"),
        Text(
            "Jaar waarin de laatste woningen klaar zijn",
            "Year in which the last dwellings are ready",
        ),
        Kind.YEAR,
        _UNKNOWN,
    ),
    _counted_by_source("n_geclusterd", Text("geclusterde woningen", "clustered dwellings")),
    _counted_by_source("n_nultreden", Text("nultredenwoningen", "step-free dwellings")),
    _counted_by_source("n_zorggeschikt", Text("zorggeschikte woningen", "dwellings fit for care")),
    _counted_by_source("n_sociale_huur", Text("socialehuurwoningen", "social rented dwellings")),
    *_of_facts(),
    Column(
        "n_opgegeven",
        Text("Adressen opgegeven", "Addresses given"),
        Text(
            "Aantal adressen dat van het complex is opgegeven",
            "Number of addresses given of the complex",
        ),
        Kind.COUNT,
    ),
    Column(
        "n_gevonden",
        Text("Adressen gevonden", "Addresses found"),
        Text(
            "Aantal daarvan dat met zekerheid is gevonden en een woning is",
            "Number of these found with certainty and a dwelling",
        ),
        Kind.COUNT,
    ),
    Column(
        "n_mogelijk",
        Text("Adressen mogelijk", "Addresses possible"),
        Text(
            "Zo veel woningen kunnen het zijn: met wat niet is gevonden of een reeks kan zijn (1-23), met "
            "nummers met een letter binnen een reeks, met de andere kant van de straat, of met het aantal dat "
            "de lijst zelf noemt",
            "So many dwellings it may have: with what was not found or may be a range (1-23), with numbers "
            "with a letter inside a range, with the other side of the street, or with the number the list "
            "states itself",
        ),
        Kind.COUNT,
    ),
    Column(
        "n_twijfel",
        Text("Waarom niet zeker", "Why not certain"),
        Text(
            "Waarom het aantal woningen niet zeker is: kant (één of beide kanten van de straat), letters "
            "(nummers met een letter binnen een reeks), reeks (wat niet is gevonden kan een reeks zijn), "
            "aantal (de lijst noemt een ander aantal), nog_niet (in de BAG, nog niet in gebruik) of adres "
            "(niet gevonden, of geen woning)",
            "Why the number of dwellings is not certain: `kant` (side: one or both sides of the street), "
            "`letters` (numbers with a letter inside a range), `reeks` (range: what was not found may be a "
            "range), `aantal` (number: the list states another), `nog_niet` (not yet: in the BAG, not in use "
            "yet) or `adres` (address: not found, or no dwelling)",
        ),
        Kind.TEXT,
        Text("het aantal is zeker", "the number is certain"),
    ),
    Column(
        "vertrouwelijk",
        Text("Vertrouwelijk", "Confidential"),
        Text("Of het plan vertrouwelijk is", "Whether the plan is confidential"),
        Kind.YES_NO,
    ),
)
"""Of plans, complexes and clusters."""

REQUIREMENTS: tuple[Column, ...] = (
    Column(
        "wat",
        Text("Wat", "What"),
        Text(
            "Wat er is beoordeeld: een plan of een complex", "What was judged: a plan or a complex"
        ),
    ),
    Column(
        "definitie",
        Text("Definitie", "Definition"),
        Text(
            "De naam van de definitie waaraan is getoetst",
            "The name of the definition it was held to",
        ),
    ),
    Column(
        "eis",
        Text("Eis", "Requirement"),
        Text("De eis van die definitie", "The requirement of that definition"),
    ),
    Column(
        "oordeel",
        Text("Oordeel", "Verdict"),
        Text("Of aan die eis is voldaan", "Whether that requirement is met"),
        Kind.VERDICT,
    ),
    Column(
        "gevonden",
        Text("Gevonden", "Found"),
        Text(
            "Het getal dat is gevonden: lopen in meters, woningen of procenten",
            "The number that was found: a walk in metres, dwellings or percent",
        ),
        Kind.NUMBER,
        Text(
            "de eis vraagt geen getal, of het is niet bekend",
            "the requirement asks no number, or it is not known",
        ),
    ),
    Column(
        "grens",
        Text("Grens", "Limit"),
        Text("Het getal dat wordt gevraagd", "The number that is asked"),
        Kind.NUMBER,
        _ASKS_NO_NUMBER,
    ),
    Column(
        "marge",
        Text("Marge", "Margin"),
        Text(
            "Hoeveel ruimte er over is; met een min ervoor: hoeveel het scheelt",
            "How much room is left; with a minus: how much it is short",
        ),
        Kind.NUMBER,
        Text(
            "de eis vraagt geen getal, of er is op een andere manier aan voldaan",
            "the requirement asks no number, or it is met in another way",
        ),
    ),
    Column(
        "eenheid",
        Text("Eenheid", "Unit"),
        Text(
            "Waarin gevonden, grens en marge zijn geteld",
            "In what gevonden, grens and marge are counted",
        ),
        Kind.TEXT,
        _ASKS_NO_NUMBER,
    ),
    Column(
        "net_niet",
        Text("Net niet", "Just missed"),
        Text("Of het getal maar weinig scheelt", "Whether the number is only a little short"),
        Kind.YES_NO,
    ),
    Column(
        "toelichting",
        Text("Toelichting", "Explanation"),
        Text(
            "Waarom het oordeel over deze eis zo is",
            "Why the verdict on this requirement is what it is",
        ),
        Kind.SENTENCE,
    ),
    Column(
        "nodig",
        Text("Nodig", "Needed"),
        Text(
            "Wat ervoor zou zorgen dat aan deze eis is voldaan",
            "What would make this requirement be met",
        ),
        Kind.TEXT,
        Text("er is aan voldaan", "it is met"),
    ),
    Column(
        "ontbreekt",
        Text("Ontbreekt", "Missing"),
        Text(
            "Wat niet is opgegeven of niet kon worden gemeten",
            "What was not given or could not be measured",
        ),
        Kind.TEXT,
        Text("er ontbreekt niets", "nothing is missing"),
    ),
    Column(
        "hangt_af_van",
        Text("Hangt af van", "Hangs on"),
        Text(
            "Onbekende meters, een aanloop over water of spoor, of de rand van de gegevens",
            "Unknown metres, a leg over water or a railway, or the edge of the data",
        ),
        Kind.TEXT,
        Text("nergens van", "nothing"),
    ),
)
"""Of verdicts on single requirements."""

NOT_FOUND: tuple[Column, ...] = (
    Column(
        "complex_id",
        Text("Id van het complex", "Id of the complex"),
        Text("De id van het complex, zoals in de bron", "The id of the complex, as in the source"),
    ),
    Column(
        "rij",
        Text("Rij", "Row"),
        Text(
            "Rij in het bestand van de gebruiker waar het adres staat",
            "Row of the address in the file of the user",
        ),
        Kind.ROW,
    ),
    Column(
        "opgegeven",
        Text("Opgegeven adres", "Address as given"),
        Text("Het adres zoals het is opgegeven", "The address as it was given"),
    ),
    Column(
        "uitkomst",
        Text("Uitkomst", "Outcome"),
        Text("Wat het zoeken van dat adres opleverde", "What looking for that address has led to"),
    ),
    Column(
        "doen",
        Text("Wat u kunt doen", "What you can do"),
        Text(
            "Wat de opsteller van de lijst eraan kan doen",
            "What the author of the list can do about it",
        ),
        Kind.SENTENCE,
    ),
    Column(
        "kandidaten",
        Text("Kandidaten of bijzonderheid", "Candidates or detail"),
        Text(
            "Van een adres zonder zekere plek: de adressen die er het meest op lijken, waarvan er geen is "
            "gekozen. Van een gevonden adres: waarin het verschilt, of waar het nog meer staat",
            "Of an address without a certain place: the addresses most like it, none of which was chosen. Of "
            "an address that was found: how it differs, or where else it is listed",
        ),
        Kind.TEXT,
        Text("er lijkt er geen op", "none is like it"),
    ),
)
"""Of addresses to look at."""
