"""What may be known of a building, and how is each of it asked, stated, said and written?

A fact is declared here and nowhere else: the columns of lists and results, what a definition can ask,
the sentences, the card on the map and the explanation of the columns follow from the declaration. To
add one: declare it in `FACTS`, and where a definition asks it, write so in ``data/criteria.toml``.
"""

from dataclasses import dataclass
from enum import StrEnum

from wozgeo.domain.language import NOTHING, Text
from wozgeo.domain.vocabulary import Eis


class FactKind(StrEnum):
    """What can be answered."""

    YES_NO = "ja of nee"
    CLASS = "klasse"
    """One of some classes in order: a class at least as good as the one that is asked answers."""
    SHARE = "aandeel"


class Answer(StrEnum):
    """What a list says of a fact that is so or is not so; "" where it says nothing."""

    YES = "ja"
    NO = "nee"
    IN_POTENTIE = "in potentie"
    """It is not so, and can be made so. It counts as not so unless a definition says otherwise."""
    UNKNOWN = ""


IN_POTENTIE_WORDS = frozenset(
    {
        "in potentie", "potentie", "potentieel", "aanpasbaar", "aan te passen", "geschikt te maken",
        "levensloopgeschikt te maken", "adaptable",
    }
)  # fmt: skip
"""How a list says that something can be made so."""

POTENTIAL_SUFFIX = "_in_potentie"


@dataclass(frozen=True)
class Grade:
    """One of the classes of a fact.

    Attributes
    ----------
    name
        In results and in definitions.
    label
        In the middle of a sentence.
    words
        How a list may write it besides: lower case; codes of a standard too.
    """

    name: str
    label: Text
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """Something that may be known of a building.

    Attributes
    ----------
    name
        Its column in tables.
    kind
        What can be answered.
    label
        On a card: begins with a capital.
    meaning
        What the column means, for who reads the explanation.
    missing
        Nobody told.
    columns
        How a list may call it, the likeliest first: by that one definitions and faults name it.
    eis
        The requirement of a definition that it can answer; None: none.
    so, not_so
        It is so, it is not. Of a share: with ``{percent}``; of a class: not used.
    make
        What would make it as it is asked; "" to repeat ``so``.
    state
        What someone must state. Of a share with ``{percent}``, of a class not used.
    confirm
        What someone is asked to confirm, with ``{comes}`` and ``{become}`` for what a plan will be and a
        building is; "" to ask for ``state``.
    asked
        What a definition asks; "" to repeat ``so``, or ``not_so`` where that is wanted.
    can_be_made
        Whether a list may say that it is not so and can be made so, and how that is said.
    grades
        Of a class: from the worst to the best.
    """

    name: str
    kind: FactKind
    label: Text
    meaning: Text
    missing: Text
    columns: tuple[str, ...]
    eis: Eis | None = None
    so: Text = NOTHING
    not_so: Text = NOTHING
    make: Text = NOTHING
    state: Text = NOTHING
    confirm: Text = NOTHING
    asked: Text = NOTHING
    can_be_made: Text | None = None
    grades: tuple[Grade, ...] = ()

    @property
    def column(self) -> str:
        """How a list calls it, and a definition."""
        return self.columns[0]

    @property
    def dtypes(self) -> dict[str, str]:
        """Columns of a table that hold it, with how each is kept."""
        if self.kind is FactKind.SHARE:
            return {self.name: "Float64"}
        if self.kind is FactKind.CLASS:
            return {self.name: "object"}
        potential = {f"{self.name}{POTENTIAL_SUFFIX}": "boolean"} if self.can_be_made else {}
        return {self.name: "boolean", **potential}

    @property
    def optional(self) -> tuple[str, ...]:
        """Columns that a result leaves out where nothing stands in them."""
        return tuple(c for c in self.dtypes if c != self.name or self.kind is FactKind.CLASS)

    def grade(self, name: str) -> Grade:
        """Give a class by its name."""
        return next(grade for grade in self.grades if grade.name == name)


_FACTS = (
    Fact(
        name="inpandig",
        kind=FactKind.YES_NO,
        eis=Eis.ONTMOETINGSRUIMTE,
        columns=("ontmoetingsruimte_inpandig", "inpandige_ontmoetingsruimte", "inpandig"),
        label=Text("Ontmoetingsruimte inpandig", "Meeting room in the building"),
        meaning=Text(
            "Of er een inpandige ontmoetingsruimte is", "Whether there is an in-house meeting room"
        ),
        so=Text("een inpandige ontmoetingsruimte", "an in-house meeting room"),
        not_so=Text("geen inpandige ontmoetingsruimte", "no in-house meeting room"),
        missing=Text(
            "inpandige ontmoetingsruimte niet opgegeven",
            "not stated whether there is an in-house meeting room",
        ),
        state=Text(
            "een opgave dat er een inpandige ontmoetingsruimte is",
            "a statement that there is an in-house meeting room",
        ),
        confirm=Text(
            "bevestig dat er een ontmoetingsruimte in het gebouw {comes}",
            "confirm that there {comes} a meeting room in the building",
        ),
    ),
    Fact(
        name="voor_bewoners",
        kind=FactKind.YES_NO,
        eis=Eis.ONTMOETINGSRUIMTE,
        columns=("ontmoetingsruimte_voor_bewoners", "voor_bewoners"),
        label=Text("Ontmoetingsruimte voor bewoners", "Meeting room for residents"),
        meaning=Text(
            "Of er een gedeelde ontmoetingsruimte voor de bewoners is, op het terrein of elders",
            "Whether there is a shared meeting room for the residents, on the site or elsewhere",
        ),
        so=Text("een ontmoetingsruimte voor de bewoners", "a meeting room for the residents"),
        not_so=Text("geen ontmoetingsruimte voor de bewoners", "no meeting room for the residents"),
        missing=Text(
            "ontmoetingsruimte voor de bewoners niet opgegeven",
            "not stated whether there is a meeting room for the residents",
        ),
        state=Text(
            "een opgave dat er een ontmoetingsruimte voor de bewoners is",
            "a statement that there is a meeting room for the residents",
        ),
        confirm=Text(
            "bevestig dat er een gedeelde ontmoetingsruimte voor de bewoners {comes}",
            "confirm that there {comes} a shared meeting room for the residents",
        ),
        asked=Text(
            "een gedeelde ontmoetingsruimte voor de bewoners, op het terrein of elders",
            "a shared meeting room for the residents, on the site or elsewhere",
        ),
    ),
    Fact(
        name="voor_senioren",
        kind=FactKind.YES_NO,
        eis=Eis.OUDEREN,
        columns=("voor_senioren", "seniorenwoningen"),
        label=Text("Voor senioren", "For seniors"),
        meaning=Text("Of het voor senioren bestemd is", "Whether it is intended for seniors"),
        so=Text("bestemd voor senioren", "intended for seniors"),
        not_so=Text("niet bestemd voor senioren", "not intended for seniors"),
        missing=Text(
            "bestemming voor senioren niet opgegeven", "not stated whether it is intended for seniors"
        ),
        make=Text("bestemming voor senioren", "dwellings intended for seniors"),
        state=Text(
            "een opgave dat het voor senioren bestemd is",
            "a statement that it is intended for seniors",
        ),
        confirm=Text(
            "bevestig dat het voor senioren bestemd is",
            "confirm that it is intended for seniors",
        ),
    ),
    Fact(
        name="levensloopgeschikt",
        kind=FactKind.YES_NO,
        eis=Eis.TOEGANKELIJK,
        columns=("levensloopgeschikt", "levensloopbestendig"),
        label=Text("Levensloopgeschikt", "Suitable for all stages of life"),
        meaning=Text(
            "Of de woningen levensloopgeschikt zijn",
            "Whether the dwellings are suitable for all stages of life",
        ),
        so=Text("levensloopgeschikt", "suitable for all stages of life"),
        not_so=Text("niet levensloopgeschikt", "not suitable for all stages of life"),
        missing=Text(
            "levensloopgeschikt niet opgegeven",
            "not stated whether it is suitable for all stages of life",
        ),
        make=Text("levensloopgeschikte woningen", "dwellings suitable for all stages of life"),
        state=Text(
            "een opgave dat de woningen levensloopgeschikt zijn",
            "a statement that the dwellings are suitable for all stages of life",
        ),
        confirm=Text(
            "bevestig dat de woningen levensloopgeschikt {become}",
            "confirm that the dwellings {become} suitable for all stages of life",
        ),
        can_be_made=Text(
            "levensloopgeschikt te maken", "can be made suitable for all stages of life"
        ),
    ),
    Fact(
        name="nultreden",
        kind=FactKind.YES_NO,
        eis=Eis.TOEGANKELIJK,
        columns=("nultreden",),
        label=Text("Nultreden", "Step-free"),
        meaning=Text("Of het nultredenwoningen zijn", "Whether the dwellings are step-free"),
        so=Text("nultredenwoningen", "step-free dwellings"),
        not_so=Text("geen nultredenwoningen", "no step-free dwellings"),
        missing=Text("nultreden niet opgegeven", "not stated whether the dwellings are step-free"),
        state=Text(
            "een opgave dat het nultredenwoningen zijn",
            "a statement that the dwellings are step-free",
        ),
        confirm=Text(
            "bevestig dat het nultredenwoningen {become}",
            "confirm that the dwellings {become} step-free",
        ),
        can_be_made=Text("tot nultredenwoningen te maken", "can be made step-free"),
    ),
    Fact(
        name="intramuraal",
        kind=FactKind.YES_NO,
        eis=Eis.NIET_INTRAMURAAL,
        columns=("intramuraal",),
        label=Text("Intramuraal", "Care institution (intramuraal)"),
        meaning=Text("Of het intramuraal is", "Whether it is a care institution (intramuraal)"),
        so=Text("intramuraal", "a care institution (intramuraal)"),
        not_so=Text("niet intramuraal", "not a care institution (intramuraal)"),
        missing=Text(
            "intramuraal niet opgegeven",
            "not stated whether it is a care institution (intramuraal)",
        ),
        make=Text(
            "zelfstandig wonen in plaats van intramuraal",
            "independent living instead of a care institution (intramuraal)",
        ),
        state=Text(
            "een opgave dat het niet intramuraal is",
            "a statement that it is not a care institution (intramuraal)",
        ),
        confirm=Text(
            "bevestig dat het geen zorginstelling (intramuraal) is",
            "confirm that it is not a care institution (intramuraal)",
        ),
    ),
    # Classes and codes: VERA, referentiedata TOEGANKELIJKHEIDSLABEL (GEL, ROA, ROL, RUI, ZON): a better
    # label is by definition the lesser ones too. Rolstoeltoegankelijk (with a wheelchair to the front
    # door, inside with a rollator) is the third star of the Rotterdam classification (Kenniscentrum
    # Wonen-Zorg, kcwz.nl); VERA has no code for it.
    Fact(
        name="toegankelijkheid",
        kind=FactKind.CLASS,
        eis=Eis.TOEGANKELIJK,
        columns=("toegankelijkheid", "toegankelijkheidslabel", "toegankelijkheidsklasse"),
        label=Text("Toegankelijkheid", "Accessibility"),
        meaning=Text(
            "Hoe toegankelijk de woningen zijn, als klasse", "How accessible the dwellings are, as a class"
        ),
        missing=Text("toegankelijkheid niet opgegeven", "accessibility not stated"),
        grades=(
            Grade(
                "zonder",
                Text("zonder bijzondere toegankelijkheid", "no special accessibility"),
                ("zon", "geen", "zonder bijzondere toegankelijkheid",
                 "woning zonder bijzondere toegankelijkheid"),
            ),
            Grade(
                "gelijkvloers",
                Text("gelijkvloers", "all on one level"),
                ("gel", "gelijkvloerse woning", "gelijkvloerse woningen"),
            ),
            Grade(
                "rollator",
                Text("rollator", "with a rollator"),
                ("roa", "rollatorwoning", "rollatorwoningen", "rollatortoegankelijk",
                 "rollatordoorgankelijk", "rollator toe- en doorgankelijk"),
            ),
            Grade(
                "rolstoeltoegankelijk",
                Text("rolstoeltoegankelijk", "with a wheelchair to the door"),
                ("rolstoel toegankelijk",),
            ),
            Grade(
                "rolstoeldoorgankelijk",
                Text("rolstoeldoorgankelijk", "with a wheelchair throughout"),
                ("rol", "rolstoelwoning", "rolstoelwoningen", "rolstoel doorgankelijk",
                 "rolstoel toe- en doorgankelijk"),
            ),
            Grade(
                "rolstoel_extra_ruim",
                Text("extra ruim voor een rolstoel", "with a large wheelchair throughout"),
                ("rui", "extra ruime rolstoelwoning", "extra ruime rolstoelwoningen"),
            ),
        ),
    ),
    Fact(
        name="share_55plus",
        kind=FactKind.SHARE,
        eis=Eis.OUDEREN,
        columns=("aandeel_55plus", "percentage_55plus"),
        label=Text("Aandeel 55-plus", "Share aged 55 or over"),
        meaning=Text(
            "Deel van de bewoners of woningen dat 55-plus of voor 55-plus is",
            "Share of the residents or dwellings that is, or is for, 55 or over",
        ),
        so=Text("{percent} % 55-plus", "{percent}% aged 55 or over"),
        asked=Text("minstens {percent} % 55-plus", "at least {percent}% aged 55 or over"),
        missing=Text("aandeel 55-plus niet opgegeven", "share aged 55 or over not stated"),
        state=Text(
            "een opgave van het aandeel 55-plus, dat minstens {percent} % moet zijn",
            "a statement of the share aged 55 or over, which must be at least {percent}%",
        ),
        confirm=Text(
            "bevestig dat minstens {percent} % van de bewoners of woningen 55-plus is",
            "confirm that at least {percent}% of the residents or dwellings is aged 55 or over",
        ),
    ),
)  # fmt: skip

FACTS: dict[str, Fact] = {fact.name: fact for fact in _FACTS}
"""What may be known of a building, by its name, in the order of the columns of results."""


def facts_for(eis: Eis) -> dict[str, Fact]:
    """Give what can answer a requirement, by the name that definitions use."""
    return {asked_as(fact): fact for fact in FACTS.values() if fact.eis is eis}


def asked_as(fact: Fact) -> str:
    """Tell how a definition names a fact: as its column, of a share as lists call it."""
    return fact.column if fact.kind is FactKind.SHARE else fact.name


def fact_dtypes() -> dict[str, str]:
    """Columns of every fact, with how each is kept."""
    return {column: dtype for fact in FACTS.values() for column, dtype in fact.dtypes.items()}
