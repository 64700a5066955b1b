"""Which columns do concentrations, reach, streets and new places have, and what do they mean?"""

from dataclasses import dataclass

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.columns import OfVoorziening
from wozgeo.domain.language import Text

_FEW = Text(
    "niet bekend, of minder dan de ondergrens (5, of meer waar de run dat zegt)",
    "not known, or fewer than the least (5, or more where the run says so)",
)
_ROUNDED = Text(
    "afgerond op een veelvoud van de ondergrens (5, of meer waar de run dat zegt)",
    "rounded to a multiple of the least (5, or more where the run says so)",
)

_NOUGHT = Text(
    "0: er is geen woning waar het om gaat; minder dan de ondergrens is leeg",
    "0: there is no dwelling that it is about, fewer than the least is empty",
)
_LEAST_NOUGHT = Text(
    "0: niet zeker zoveel als de ondergrens, misschien niemand",
    "0: not for certain as many as the least, perhaps nobody",
)


@dataclass(frozen=True, slots=True)
class Lacking(OfVoorziening):
    """How many seniors of a concentration have none of a voorziening within the walk."""

    n_zonder = Column(
        "n_65_zonder_{voorziening}",
        Text("65-plussers zonder {label} dichtbij", "Aged 65 or over without {label} near"),
        Text(
            "Verwacht aantal 65-plussers van deze concentratie dat niet zeker een {label} binnen de "
            f"loopafstand heeft; {_ROUNDED.nl}",
            "Expected number of people of 65 and over in this concentration who do not for certain have one "
            f"({{label}}) within the walk; {_ROUNDED.en}",
        ),
        Kind.COUNT,
        _FEW,
    )


def _gain(name: str, head: Text, meaning: Text) -> Column:
    empty = Text(
        f"{_FEW.nl}; of de regel is er niet voor: winst is van kandidaten, verlies van bestaande plekken",
        f"{_FEW.en}; or it is not for this row: a gain is of candidates, a loss of existing places",
    )
    if name.endswith("_laag"):
        meaning = Text(f"{meaning.nl}; {_LEAST_NOUGHT.nl}", f"{meaning.en}; {_LEAST_NOUGHT.en}")
    else:
        meaning = Text(f"{meaning.nl}; {_NOUGHT.nl}", f"{meaning.en}; {_NOUGHT.en}")
    return Column(name, head, meaning, Kind.COUNT, empty)


REACH_COLUMNS: tuple[Column, ...] = (
    Column(
        "buurt",
        Text("Buurt", "Buurt (neighbourhood)"),
        Text(
            "De buurt waar de meeste woningen ervan liggen",
            "The neighbourhood most of its dwellings are in",
        ),
        Kind.TEXT,
        Text("geen buurten gegeven", "no neighbourhoods were given"),
    ),
    Column(
        "n_65_rond",
        Text("65-plussers rond het drukste punt", "Aged 65 or over around its busiest corner"),
        Text(
            "Verwacht aantal 65-plussers dat op loopafstand (zie de instellingen) van de hoek woont waar dat "
            f"er de meeste zijn; {_ROUNDED.nl}",
            "Expected number of people of 65 and over who live within the walk (see the settings) of the "
            f"corner where that is most; {_ROUNDED.en}",
        ),
        Kind.COUNT,
    ),
    Column(
        "mist",
        Text("Mist op loopafstand", "Lacks within the walk"),
        Text(
            "Wat meer dan de helft van de 65-plussers ervan niet zeker binnen de loopafstand heeft",
            "What more than half of its people of 65 and over do not for certain have within the walk",
        ),
        Kind.TEXT,
        Text("niets", "nothing"),
    ),
    Column(
        "binnen_m",
        Text("Binnen (m lopen)", "Within (m of walking)"),
        Text("Minder dan zoveel meter lopen", "Less than so many metres of walking"),
        Kind.METRES,
    ),
    Column(
        "aandeel_65_binnen",
        Text(
            "Deel van de 65-plussers dat het zeker heeft",
            "Share of 65 or over who certainly have it",
        ),
        Text(
            "Verwacht deel van de 65-plussers van het gebied dat het zeker binnen die afstand heeft; bij "
            "`geen`: dat zeker niets binnen die afstand heeft",
            "Expected share of the people of 65 and over in the area who certainly have it within that walk; "
            "for `geen` (none): who certainly have nothing within it",
        ),
        Kind.SHARE,
        _FEW,
    ),
    Column(
        "keuze",
        Text("Gemiddeld aantal plekken", "Mean number of places"),
        Text(
            "Hoeveel plekken van deze voorziening een 65-plusser gemiddeld zeker binnen die afstand heeft",
            "How many places of this kind a person of 65 or over has within that walk for certain, on average",
        ),
        Kind.MEAN,
        _FEW,
    ),
    Column(
        "n_65_op_een",
        Text("65-plussers met maar één plek", "Aged 65 or over with one place only"),
        Text(
            "Verwacht aantal 65-plussers dat er precies één binnen die afstand heeft, en er geen meer heeft "
            f"als die sluit; {_ROUNDED.nl}",
            "Expected number of people of 65 and over who have exactly one within that walk, and none when it "
            f"closes; {_ROUNDED.en}",
        ),
        Kind.COUNT,
        _FEW,
    ),
    Column(
        "extra_m_bij_sluiten",
        Text("Extra lopen als die sluit (m)", "Further to walk when it closes (m)"),
        Text(
            "Zoveel meter verder lopen 65-plussers die er zeker een binnen die afstand hebben, als juist hun "
            "dichtstbijzijnde sluit: de helft loopt minder ver om, de helft meer (mediaan, op 10 m)",
            "So many metres further walk people of 65 and over who certainly have one within that walk, when "
            "just their nearest closes: half of them less, half of them more (median, to 10 m)",
        ),
        Kind.METRES,
        Text(
            "niet bekend, minder dan de ondergrens, of er is geen andere",
            "not known, fewer than the least, or there is no other",
        ),
    ),
    Column(
        "nr",
        Text("Nummer", "Number"),
        Text("Volgnummer in deze laag", "Number in this layer"),
        Kind.COUNT,
    ),
    Column(
        "n_senioren",
        Text("Ouderen die hier lopen", "Seniors who walk here"),
        Text(
            "Verwacht aantal 65-plussers van wie de kortste weg naar de dichtstbijzijnde plek van deze "
            f"voorziening hierlangs gaat, als die korter dan 800 m is; {_ROUNDED.nl}",
            "Expected number of people of 65 and over whose shortest walk to the nearest place of this kind "
            f"goes along here, where it is less than 800 m; {_ROUNDED.en}",
        ),
        Kind.COUNT,
    ),
    Column(
        "plek",
        Text("Soort plek", "Kind of place"),
        Text(
            "`gekozen`: hier komt de volgende; `kandidaat`: niet gekozen; `bestaand`",
            "`gekozen` (chosen): here comes the next; `kandidaat` (candidate): not chosen; `bestaand` "
            "(existing)",
        ),
        Kind.TEXT,
    ),
    Column(
        "winst_woningen",
        Text("Winst in woningen", "Gain in dwellings"),
        Text(
            "Woningen van complexen die nu niet aan de eerste definitie voldoen en hier zeker een plek "
            'binnen de loopafstand krijgen; alleen bij goal = "complexen"',
            "Dwellings of complexes that now fail the first definition and certainly get a place within the "
            'walk here; for goal = "complexen" alone',
        ),
        Kind.COUNT,
        Text("een bestaande plek", "an existing place"),
    ),
    _gain(
        "winst_laag",
        Text("Winst, ten minste", "Gain, at least"),
        Text(
            "65-plussers die met deze plek zeker binnen de loopafstand komen: van een gekozen plek na de "
            f"eerder gekozen, van een andere kandidaat als enige; {_ROUNDED.nl}",
            "People of 65 and over who certainly come within the walk with this place: of a chosen one after "
            f"those chosen before, of another candidate by itself; {_ROUNDED.en}",
        ),
    ),
    _gain(
        "winst",
        Text("Winst, verwacht", "Gain, expected"),
        Text(f"Hetzelfde, verwacht; {_ROUNDED.nl}", f"The same, expected; {_ROUNDED.en}"),
    ),
    _gain(
        "winst_hoog",
        Text("Winst, ten hoogste", "Gain, at most"),
        Text(
            f"Hetzelfde, ten hoogste, ook over wegen waarvan het onbekend is; {_ROUNDED.nl}",
            f"The same, at most, over ways of which it is unknown too; {_ROUNDED.en}",
        ),
    ),
    Column(
        "altijd_gekozen",
        Text("Gekozen bij elk aantal", "Chosen at every count"),
        Text(
            "Of deze plek ook gekozen wordt als overal het laagste, en als overal het hoogste aantal "
            "65-plussers woont",
            "Whether this place is chosen too when everywhere the least, and when everywhere the most people "
            "of 65 and over live",
        ),
        Kind.YES_NO_UNKNOWN,
        Text(
            "niet gekozen, of geen laagste of hoogste bekend",
            "not chosen, or no least or most is known",
        ),
    ),
    Column(
        "even_goed",
        Text("Even goed is", "As good is"),
        Text(
            "Andere plekken waarmee evenveel 65-plussers binnen de loopafstand komen",
            "Other places with which as many people of 65 and over come within the walk",
        ),
        Kind.TEXT,
        Text("geen", "none"),
    ),
    _gain(
        "verlies_laag",
        Text("Verlies bij sluiten, ten minste", "Loss by closing, at least"),
        Text(
            f"65-plussers die geen andere plek binnen de loopafstand hebben, ten minste; {_ROUNDED.nl}",
            f"People of 65 and over with no other place within the walk, at least; {_ROUNDED.en}",
        ),
    ),
    _gain(
        "verlies",
        Text("Verlies bij sluiten, verwacht", "Loss by closing, expected"),
        Text(f"Hetzelfde, verwacht; {_ROUNDED.nl}", f"The same, expected; {_ROUNDED.en}"),
    ),
    _gain(
        "verlies_hoog",
        Text("Verlies bij sluiten, ten hoogste", "Loss by closing, at most"),
        Text(f"Hetzelfde, ten hoogste; {_ROUNDED.nl}", f"The same, at most; {_ROUNDED.en}"),
    ),
)
"""Of concentrations, the table of reach, streets and places."""
