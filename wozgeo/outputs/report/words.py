"""What does the report say itself, in Dutch and in English?

Headings, labels and heads of tables. Sentences of the analysis come in the language they were written in.
"""

import math
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import Language, write_day
from wozgeo.domain.metres import tenths
from wozgeo.domain.vocabulary import Eis, Verdict, Voorziening, Voorzieningen
from wozgeo.inputs.facilities import read_voorzieningen
from wozgeo.outputs.report.words_paths import PATH_TEXTS
from wozgeo.outputs.report.words_why import WHY_TEXTS

HARD_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class ReportWords:
    """The texts and the numbers of one language.

    Parameters
    ----------
    language
        Of the reader.
    kinds
        What voorzieningen are called.
    """

    language: Language
    kinds: Voorzieningen = field(default_factory=read_voorzieningen)

    def __call__(self, key: str, **filled: object) -> str:
        """Give a text, its blanks filled in.

        Raises
        ------
        KeyError
            When nobody has written it: a fault of wozgeo.
        """
        place = self.kinds[Voorziening.ONTMOETINGSPLEK]
        words = {"meeting": place.one, "meetings": place.many, "a_meeting": place.some}
        called = {name: word(self.language) for name, word in words.items()}
        return TEXTS[key][_PLACE[self.language]].format(**(called | filled))

    def number(self, value: float) -> str:
        """Write a whole number: 18.132."""
        return self._marked(f"{value:,.0f}")

    def metres(self, value: float, limit_m: float = math.inf) -> str:
        """Write metres to one decimal, never across a limit; infinite and missing in words.

        Examples
        --------
        399.96 is "399,9"; with a limit of 400, 400.04 is "400,1".
        """
        if math.isnan(value):
            return self("unknown")
        if math.isinf(value):
            return self("none")
        return self._marked(f"{tenths(np.array([value]), limit_m)[0]:,.1f}")

    def count_dwellings(self, n: int) -> str:
        """Say a number of dwellings: "1 woning"."""
        return self("n_dwellings_one") if n == 1 else self("n_dwellings", n=self.number(n))

    def percent(self, share: float) -> str:
        """Write a share in whole percents, rounded down; a little is not none."""
        whole = math.floor(100 * share + 1e-9)
        return f"{f'<{HARD_SPACE}1' if share > 0 and whole == 0 else whole}{HARD_SPACE}%"

    def tenth(self, value: float) -> str:
        """Write a number to one decimal; missing in words."""
        return self("unknown") if math.isnan(value) else self._marked(f"{value:,.1f}")

    def whole_percent(self, percent: int, count: int) -> str:
        """Write a whole percent; a little is not none, and none is a dash."""
        return f"{percent or f'<{HARD_SPACE}1'}{HARD_SPACE}%" if count else "–"

    def day(self, day: date) -> str:
        """Write a date in words."""
        return write_day(day, self.language)

    def verdict(self, verdict: Verdict) -> str:
        """Name a verdict."""
        return LABELS_IN[self.language].verdicts[verdict]

    def requirement(self, kind: Eis) -> str:
        """Name what a requirement is about."""
        return LABELS_IN[self.language].requirements[kind]

    def voorziening(self, name: str) -> str:
        """Name a voorziening as in a sentence; one that nobody knows by its own name."""
        known = self.kinds.get(name)
        return known.one(self.language) if known else name.replace("_", " ")

    def head(self, name: str) -> str:
        """Name a voorziening above a narrow column: long words may break."""
        return self.voorziening(name).replace("ontmoetingsplek", "ontmoetings\N{SOFT HYPHEN}plek")

    def _marked(self, number: str) -> str:
        return (
            number.translate(str.maketrans(",.", ".,")) if self.language == Language.NL else number
        )


_PLACE = {Language.NL: 0, Language.EN: 1}

TEXTS: dict[str, tuple[str, str]] = {
    # the page
    "report": ("Rapport", "Report"),
    "subtitle": (
        "Voorzieningen op loopafstand en geclusterd wonen",
        "Walking distances and clustered housing",
    ),
    "made_on": ("Gemaakt op {day}", "Made on {day}"),
    "walked_rollator": ("gelopen met een rollator", "walked with a rollator"),
    "walked_voetganger": ("gelopen als voetganger", "walked as a pedestrian"),
    "walked": ("gelopen als: {profile}", "walked as: {profile}"),
    "n_dwellings": ("{n}\N{NO-BREAK SPACE}woningen", "{n}\N{NO-BREAK SPACE}dwellings"),
    "n_dwellings_one": ("1 woning", "1 dwelling"),
    "skip": ("Naar het antwoord", "Skip to the answer"),
    "contents": ("Inhoud", "Contents"),
    # verdicts
    "near_miss": ("net niet", "near miss"),
    "unknown": ("onbekend", "unknown"),
    "none": ("geen", "none"),
    "plannen": ("Plannen", "Plans"),
    "complexen": ("Complexen", "Complexes"),
    "kansrijke clusters": ("Kansrijke clusters", "Promising clusters"),
    # the answer
    "question": ("De vraag", "The question"),
    "answer": ("Het antwoord", "The answer"),
    "counts": ("Aantal per oordeel", "Number per verdict"),
    "what": ("wat", "what"),
    "bar": ("verdeling", "distribution"),
    "n": ("aantal", "number"),
    "caveats_1": (
        "Lees dit met de kanttekening achterin.",
        "Read this with the remark at the end.",
    ),
    "caveats_n": (
        "Lees dit met de {n} kanttekeningen achterin.",
        "Read this with the {n} remarks at the end.",
    ),
    "counts_bar": ("{what}, {title}: {parts}", "{what}, {title}: {parts}"),
    # per kern
    "kernen": ("Wat elke kern heeft, mist en plant", "What each kern has, lacks and plans"),
    "kernen_intro": (
        "Per kern het deel van de woningen dat zeker op minder dan {near} m lopen van een voorziening ligt, "
        "en hoeveel complexen en plannen voldoen aan {title}. Een kern is een woonplaats.",
        "Per kern (a town or village) the share of dwellings that certainly lie within {near} m on foot of a "
        "facility, and how many complexes and plans meet {title}.",
    ),
    "kernen_intro_plain": (
        "Per kern het deel van de woningen dat zeker op minder dan {near} m lopen van een voorziening ligt. "
        "Een kern is een woonplaats.",
        "Per kern (a town or village) the share of dwellings that certainly lie within {near} m on foot of a "
        "facility.",
    ),
    "kernen_caption": (
        "Deel van de woningen binnen {near} m, en aantal plannen en complexen",
        "Share of dwellings within {near} m, and number of plans and complexes",
    ),
    "kernen_caption_near": (
        "Deel van de woningen binnen {near} m",
        "Share of dwellings within {near} m",
    ),
    "kernen_caption_rest": (
        "Aantal plannen en complexen, en wat ontbreekt binnen {near} m",
        "Number of plans and complexes, and what is lacking within {near} m",
    ),
    "kernen_caption_lacks": ("Wat ontbreekt binnen {near} m", "What is lacking within {near} m"),
    "kern": ("kern", "kern"),
    "all_kernen": ("alle kernen", "all kernen"),
    "unknown_kern": ("kern onbekend", "kern unknown"),
    "dwellings": ("woningen", "dwellings"),
    "has": (
        "heeft binnen {near} m",
        "has within {near} m",
    ),
    "meets_short": ("voldoet", "meet it"),
    "unknown_short": ("onbekend", "unknown"),
    "of_short": ("totaal", "total"),
    "lacks": ("mist", "lacks"),
    "lacks_near": (
        "{places} (geen enkele woning heeft er een binnen {near} m)",
        "{places} (no dwelling has one within {near} m)",
    ),
    "lacks_head": (
        "mist: voor geen enkele woning binnen {near} m",
        "lacks: within {near} m of no dwelling",
    ),
    "lacks_meeting": (
        "geen plan of complex dat voldoet of misschien voldoet",
        "no plan or complex that meets it or may",
    ),
    "thin_unknown": (
        "Waar er geen dichtbij is, is daarom onbekend of er een is.",
        "Where none is near it is therefore unknown whether there is one.",
    ),
    "unsure_near": ("onbekend: {places}", "unknown: {places}"),
    "lacks_objects": ("geen plan of complex", "no plan or complex"),
    "no_kernen": (
        "Er zijn geen woningen met een woonplaats in deze run.",
        "No dwelling has a known kern in this run.",
    ),
    "down": (
        "Percentages zijn naar beneden afgerond.",
        "Percentages are rounded down.",
    ),
    # target
    "target": ("Hoe ver is het doel?", "How far is the target?"),
    "target_caption": (
        "Woningen die meetellen voor het doel",
        "Dwellings that count towards the target",
    ),
    "target_all": (
        "Alles wat voor het doel is geteld, in woningen",
        "Everything counted for the target, in dwellings",
    ),
    "certain": ("telt zeker mee", "certainly counts"),
    "maybe": ("telt misschien mee", "may count"),
    "target_bar": (
        "Zeker tellen mee: {certain}; misschien: {maybe}; het doel is {target}.",
        "Certainly counted: {certain}; perhaps: {maybe}; the target is {target}.",
    ),
    "target_row": (
        "{kern}: {certain} zeker, {maybe} misschien",
        "{kern}: {certain} certain, {maybe} perhaps",
    ),
    "target_note": (
        "De streep staat bij {homes}, het doel.",
        "The line stands at {homes}, the target.",
    ),
    "plans_not": ("plannen: voldoet niet", "plans: not met"),
    "plans_late": ("plannen: te laat", "plans: too late"),
    "existing_meets": ("bestaand: voldoet", "existing: meets it"),
    "existing_unknown": ("bestaand: onbekend", "existing: unknown"),
    "existing_not": ("bestaand: voldoet niet", "existing: does not meet it"),
    "nothing_sure": ("nog niets dat zeker voldoet", "nothing certain to meet it yet"),
    "remark": ("opmerking", "remark"),
    "without_number": ("{n} zonder aantal woningen", "{n} without a number of dwellings"),
    # distances
    "distances": ("Hoe ver is het lopen?", "How far is the walk?"),
    "distances_intro": (
        "Elke balk is alle woningen van een kern, verdeeld naar de zekere loopafstand tot de dichtstbijzijnde "
        "voorziening. De streep door de balk is de grens van {near} m: links ervan ligt wat daar zeker "
        "binnen valt.",
        "Each bar is all dwellings of a kern, divided by the certain walking distance to the nearest facility. "
        "The line across the bar is the limit of {near} m: to its left lies what is certainly nearer.",
    ),
    "distances_note": (
        "Zeker: alleen over wegen waarvan bekend is dat ze begaanbaar zijn. De kaart kleurt de kortere "
        "afstand, over alles wat niet zeker onbegaanbaar is; daar kunnen iets meer woningen dichtbij liggen.",
        "Certain: only over ways known to be walkable. The map colours the shorter distance, over everything "
        "not known to be closed; a few more dwellings may be near there.",
    ),
    "distances_caption": (
        "Deel van de woningen naar loopafstand tot de dichtstbijzijnde {place}",
        "Share of dwellings by walking distance to the nearest {place}",
    ),
    "distances_caption_kern": (
        "Deel van de woningen naar loopafstand",
        "Share of dwellings by walking distance",
    ),
    "distance_bar": (
        "{row}: {share} zeker op minder dan {near} m lopen",
        "{row}: {share} certainly within {near} m on foot",
    ),
    "place": ("voorziening", "facility"),
    "near_head": ("minder dan {near} m", "less than {near} m"),
    "far_head": ("{near} m of verder", "{near} m or more"),
    "together": ("samen", "together"),
    "less_than": (
        "<\N{NO-BREAK SPACE}{m}",
        "<\N{NO-BREAK SPACE}{m}",
    ),
    "between": ("{low}–{high}", "{low}–{high}"),
    "or_more": (
        "≥\N{NO-BREAK SPACE}{m}",
        "≥\N{NO-BREAK SPACE}{m}",
    ),
    "beyond": (
        ">\N{NO-BREAK SPACE}{m}",
        ">\N{NO-BREAK SPACE}{m}",
    ),
    # factsheets
    "factsheets": ("Een bladzijde per kern", "One page per kern"),
    "factsheet": ("Factsheet", "Factsheet"),
    "no_factsheet": (
        "Geen eigen bladzijde hebben: {kernen}.",
        "Without a page of their own: {kernen}.",
    ),
    "map_of": ("Kaart van {kern}", "Map of {kern}"),
    "meeting_places": ("{meetings}", "{meetings}"),
    "map_desc": (
        "Plattegrond met {objects} en {meeting}. De lijst ernaast zegt hetzelfde in woorden.",
        "Plan with {objects} and {meeting}. The list beside it says the same in words.",
    ),
    "map_nothing": ("geen plannen of complexen", "no plans or complexes"),
    "plan_sign": ("plan (in een kader)", "plan (framed)"),
    "complex_sign": ("complex (vol)", "complex (solid)"),
    "walkshed": (
        "binnen {near} m lopen van {a_meeting}",
        "within {near} m on foot of {a_meeting}",
    ),
    "north": ("N", "N"),
    "for_target": (
        "Voor het doel: {certain} zeker, {maybe} misschien.",
        "For the target: {certain} certain, {maybe} perhaps.",
    ),
    "lacks_said": ("Mist: {lacks}.", "Lacks: {lacks}."),
    "more_objects": (
        "En nog {n} andere; zie de lijst verderop.",
        "And {n} more; see the list further on.",
    ),
    "listed_none_plannen": ("Geen plannen.", "No plans."),
    "listed_none_complexen": ("Geen complexen.", "No complexes."),
    "metres_head": ("{to} (m)", "{to} (m)"),
    "one_walk": ("{place}: {metres} m, gevraagd {bound}", "{place}: {metres} m, asked {bound}"),
    "one_walk_none": ("{place}: {metres}, gevraagd {bound}", "{place}: {metres}, asked {bound}"),
    "metres_note": (
        "De nummers staan ook op de kaart. Verder weg kan ook voldoen: met een eigen ontmoetingsruimte.",
        "The numbers are on the map too. Further away may meet it too: with a meeting room of its own.",
    ),
    "number": ("nummer", "number"),
    "name": ("naam", "name"),
    "verdict": ("oordeel", "verdict"),
    # lists
    "lists": ("Plannen en complexen: {title}", "Plans and complexes: {title}"),
    "list_caption": ("{what}: {verdict} ({n})", "{what}: {verdict} ({n})"),
    "why": ("waarom", "why"),
    "needs": ("Nodig:", "Needed:"),
    "lists_none": (
        "In deze run zijn geen plannen of complexen beoordeeld.",
        "No plans or complexes were judged in this run.",
    ),
    "also": ("volgens {name}", "by {name}"),
    # meeting places
    "meeting_intro": ("{n} in totaal.", "{n} in total."),
    "no_name": ("zonder naam", "without a name"),
    "source": ("bron", "source"),
    "counts_as": ("telt als", "counts as"),
    "counts_as_given": ("opgegeven", "stated"),
    "id": ("id", "id"),
    "not_found_said": (
        "Opgegeven adressen om na te kijken: {n}; zie oordelen.xlsx, blad Na te kijken.",
        "Addresses given that need a look: {n}; see oordelen.xlsx, sheet Na te kijken.",
    ),
    # how
    "definitions": ("De definities en hun bronnen", "The definitions and their sources"),
    "requirement": ("eis", "requirement"),
    "asked": ("wat er wordt gevraagd", "what is asked"),
    "how": ("Hoe is gemeten", "How was measured"),
    "reading_walk": (
        "Afstanden zijn loopafstanden in meters langs wegen en paden, met de aanloop van de deur naar de "
        "straat erbij. Ze worden nooit over een grens heen afgerond: 399,96\N{NO-BREAK SPACE}m staat er "
        "als 399,9. Het oordeel is gegeven op het onafgeronde getal.",
        "Distances are walking distances in metres along streets and paths, with the way from the door to the "
        "street included. They are never rounded across a limit: 399.96\N{NO-BREAK SPACE}m is shown "
        "as 399.9. The verdict was given on the unrounded number.",
    ),
    "reading_unknown": (
        "Onbekend is geen ja en geen nee: van minstens één eis is niet bekend of eraan is voldaan, en van "
        "geen enkele is bekend dat er niet aan is voldaan.",
        "Unknown is neither yes nor no: of at least one requirement it is not known whether it is met, and of "
        "none it is known that it is not.",
    ),
    "reading_signs": (
        "De vorm van een teken zegt het oordeel: een cirkel voldoet, een driehoek voldoet niet, een ruit is "
        "onbekend. Een plan staat in een kader.",
        "The shape of a sign tells the verdict: a circle meets the definition, a triangle does not, a lozenge "
        "is unknown. A plan stands in a frame.",
    ),
    "setting": ("instelling", "setting"),
    "value": ("waarde", "value"),
    "settings": ("De instellingen", "The settings"),
    "data": ("De gegevens", "The data"),
    "no_sources": ("Er zijn geen bronnen opgegeven.", "No sources were given."),
    "warnings": ("Kanttekeningen", "Remarks"),
    "beware": ("Let op", "Mind this"),
    "lists_did": ("Hoe de gegevens zijn gelezen", "How the data were read"),
    "no_warnings": ("Er zijn geen kanttekeningen.", "There are no remarks."),
    "from_file": ("Uit {file}", "From {file}"),
    **PATH_TEXTS,
    **WHY_TEXTS,
}
"""Per text the Dutch and the English; what stands between braces is filled in."""
