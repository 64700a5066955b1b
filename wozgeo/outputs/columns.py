"""What does each exported column mean?

Every column is described here once, as data: of dwellings, places and routes, of what was judged
(plans, complexes, clusters) and of areas.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wozgeo.domain.vocabulary import LABELS, Voorziening


@dataclass(frozen=True, slots=True)
class Column:
    """What one exported column means.

    Parameters
    ----------
    name
        The column; ``{v}`` stands for any voorziening, ``{d}`` for the name of any definition of
        geclusterd wonen and ``{n}`` for any whole number.
    meaning
        In Dutch; what stands between braces is filled in, ``{v}`` with the voorziening's label.
    unit
        Unit or kind of value, in Dutch.
    empty
        What it means when the cell is empty, in Dutch; "" when that does not occur.
    """

    name: str
    meaning: str
    unit: str
    empty: str = ""


_UNKNOWN = "niet bekend of niet opgegeven"
_VERDICT = "voldoet, voldoet_niet (in Excel: voldoet niet) of onbekend"
_SHARE = "deel van 0 tot 1; in Excel een percentage"
_YES_NO = "ja, nee of onbekend"
_NO_DISTANCE = "geen getal; zie `reden_{v}`"
_NONE = "geen woning in dit gebied heeft er een"

_MEASURED: tuple[Column, ...] = (
    Column("locatie_id", "De woning: `n`, `w` of `r` en het nummer in OpenStreetMap, of de id uit "
           "de eigen lijst", "tekst"),
    Column("id", "De voorziening, het plan, het complex of het cluster: de id zoals in de bron, of "
           "`n`, `w` of `r` en het nummer in OpenStreetMap", "tekst"),
    Column("naam", "Naam van de woning, de voorziening, het plan, het complex of het gebied",
           "tekst", "geen naam bekend"),
    Column("straat", "Straatnaam van het adres", "tekst", "onbekend"),
    Column("huisnummer", "Huisnummer met toevoeging", "tekst", "onbekend"),
    Column("postcode", "Postcode", "tekst", "onbekend"),
    Column("woonplaats", "Woonplaats", "tekst", "onbekend"),
    Column("aanloop_m", "Hemelsbreed stuk van het punt tot de dichtstbijzijnde begaanbare weg; "
           "telt mee in de afstand", "meter", "geen begaanbare weg dichtbij genoeg"),
    Column("aanloop_kruist", "Wat dat hemelsbrede stuk oversteekt (water, spoor, een weg, een muur, een "
           "hoogteverschil): de werkelijke loopweg is dan waarschijnlijk langer", "tekst", "het kruist niets"),
    Column("afstand_{v}_m", "Loopafstand tot de dichtstbijzijnde {v}, over alles wat niet zeker "
           "onbegaanbaar is", "meter", _NO_DISTANCE),
    Column("zeker_{v}_m", "Loopafstand tot de dichtstbijzijnde {v} over alleen wegen waarvan zeker "
           "is dat ze begaanbaar zijn; nooit korter dan `afstand_{v}_m`", "meter",
           "geen zekere route binnen de zoekgrens, of er kon niet worden gezocht"),
    Column("reden_{v}", "Waarom er geen loopafstand tot een {v} is", "tekst",
           "er is een loopafstand"),
    Column("{v}_id", "De id van die dichtstbijzijnde {v}", "tekst", "geen gevonden"),
    Column("{v}_naam", "De naam van die dichtstbijzijnde {v}", "tekst",
           "geen gevonden, of zonder naam"),
    Column("rand_{v}", "Of er buiten de kaart een {v} dichterbij kan zijn: de woning (van een plan of "
           "complex de plek waar de afstand vandaan is gemeten) ligt dichter bij de rand van de "
           "gegevens dan bij de gevonden {v}", "ja of nee"),
    Column("score", "Gewogen cijfer over alle voorzieningen, uit de afstanden `afstand_..._m`; "
           "gewichten en grenzen staan in run.json", "0 (ver) tot 100 (dichtbij)",
           "niet te bepalen: van minstens één voorziening ontbreekt het antwoord"),
    Column("score_zeker", "Hetzelfde cijfer uit de zekere afstanden `zeker_..._m`",
           "0 (ver) tot 100 (dichtbij)",
           "niet te bepalen: van minstens één voorziening ontbreekt het antwoord"),
    Column("x", "Oostwaarde in het Rijksdriehoekstelsel (RD New, EPSG:28992)", "meter"),
    Column("y", "Noordwaarde in het Rijksdriehoekstelsel (RD New, EPSG:28992)", "meter"),
    Column("geometry", "Ligging in RD New (EPSG:28992)", "punt, lijn of vlak", "ligging onbekend"),
    Column("geom", "Ligging in RD New (EPSG:28992)", "punt, lijn of vlak", "ligging onbekend"),
    Column("voorziening", "Soort voorziening: " + ", ".join(v.value for v in Voorziening), "tekst"),
    Column("telt_als", "De regel van de tabel van voorzieningen waardoor deze plek meetelt", "tekst",
           "opgegeven in een eigen lijst"),
    Column("bron", "Waar het vandaan komt: `OpenStreetMap`, `eigen lijst` of de naam van het bestand",
           "tekst"),
    Column("voorziening_id", "De id van de voorziening waar de route heen gaat", "tekst"),
    Column("afstand_m", "Lengte van de hele route: aanloop, langs de straten en aanloop bij de "
           "voorziening", "meter"),
    Column("langs_straten_m", "Deel van de route over wegen en paden", "meter"),
    Column("aanloop_voorziening_m", "Hemelsbreed stuk van de weg naar de voorziening", "meter"),
    Column("onbekend_m", "Deel van de route waarvan niet bekend is of het begaanbaar is", "meter"),
)  # fmt: skip

_JUDGED: tuple[Column, ...] = (
    Column("kern", "De kern: de woonplaats waar het ligt", "tekst", _UNKNOWN),
    Column("n_woningen", "Aantal woningen van het plan, het complex, het cluster of het gebied",
           "aantal", _UNKNOWN),
    Column("afstand_{v}_min_m", "Loopafstand tot de dichtstbijzijnde {v}, vanaf de plek of woning "
           "die er het dichtst bij ligt", "meter", _NO_DISTANCE),
    Column("afstand_{v}_mediaan_m", "Loopafstand tot de dichtstbijzijnde {v}, vanaf de middelste "
           "plek of woning: de helft ligt dichterbij", "meter", _NO_DISTANCE),
    Column("afstand_{v}_max_m", "Loopafstand tot de dichtstbijzijnde {v}, vanaf de plek of woning "
           "die er het verst van ligt", "meter", _NO_DISTANCE),
    Column("rang", "Plaats in de volgorde van plannen naar score; 1 is de hoogste score", "rang",
           "de score is niet te bepalen"),
    Column("oordeel_{d}", "Of het voldoet aan de definitie `{d}`", _VERDICT),
    Column("marge_{d}_m", "Hoeveel meter de loopafstand tot de ontmoetingsplek onder de grens van "
           "de definitie `{d}` blijft; met een min ervoor: hoeveel meter te ver", "meter",
           "er is geen loopafstand om te vergelijken, de definitie vraagt er geen, of op een "
           "andere manier is aan de eis voldaan"),
    Column("bijna_{d}", "Of het de definitie `{d}` net niet haalt: een getal scheelt weinig, en "
           "niets anders waarvan bekend is dat het niet klopt scheelt meer", "ja of nee"),
    Column("toelichting_{d}", "Waarom het oordeel over de definitie `{d}` zo is", "zin"),
    Column("nodig_{d}", "Wat ervoor zou zorgen dat het voldoet aan de definitie `{d}`", "tekst",
           "het voldoet al"),
    Column("ontbreekt_{d}", "Wat niet is opgegeven of niet kon worden gemeten, en wel nodig is om "
           "over de definitie `{d}` te oordelen", "tekst", "er ontbreekt niets"),
    Column("hangt_af_van_{d}", "Waar het oordeel over de definitie `{d}` van afhangt: onbekende "
           "meters, een aanloop over water of spoor, of de rand van de gegevens", "tekst",
           "nergens van"),
    Column("aandeel_{d}", "Deel van de plekken of woningen vanwaar de ontmoetingsplek zeker binnen "
           "de loopafstand van de definitie `{d}` ligt: langs wegen die zeker begaanbaar zijn", _SHARE,
           "niet te bepalen, of de definitie vraagt geen loopafstand"),
    Column("soort", "Soort cluster: `pand` (woningen in één gebouw) of `hof` (woningen in gebouwen "
           "om één hof of pad)", "tekst"),
    Column("gemeente", "De gemeente", "tekst", _UNKNOWN),
    Column("opdrachtgever", "De opdrachtgever van het plan", "tekst", _UNKNOWN),
    Column("plantype", "Soort plan, in de woorden van de bron", "tekst", _UNKNOWN),
    Column("projectfase", "Fase van het plan, in de woorden van de bron", "tekst", _UNKNOWN),
    Column("status", "Planologische status, in de woorden van de bron", "tekst", _UNKNOWN),
    Column("realisatiekans", "Kans dat het plan doorgaat, in de woorden van de bron", "tekst",
           _UNKNOWN),
    Column("oplevering_eerste", "Jaar waarin de eerste woningen klaar zijn", "jaar", _UNKNOWN),
    Column("oplevering_laatste", "Jaar waarin de laatste woningen klaar zijn", "jaar", _UNKNOWN),
    Column("n_geclusterd", "Aantal geclusterde woningen volgens de bron", "aantal", _UNKNOWN),
    Column("n_nultreden", "Aantal nultredenwoningen volgens de bron", "aantal", _UNKNOWN),
    Column("n_zorggeschikt", "Aantal zorggeschikte woningen volgens de bron", "aantal", _UNKNOWN),
    Column("n_sociale_huur", "Aantal socialehuurwoningen volgens de bron", "aantal", _UNKNOWN),
    Column("inpandig", "Of er een inpandige ontmoetingsruimte is", _YES_NO, _UNKNOWN),
    Column("voor_bewoners", "Of er een gedeelde ontmoetingsruimte voor de bewoners is, op het "
           "terrein of elders", _YES_NO, _UNKNOWN),
    Column("voor_senioren", "Of het voor senioren bestemd is", _YES_NO, _UNKNOWN),
    Column("levensloopgeschikt", "Of de woningen levensloopgeschikt zijn", _YES_NO, _UNKNOWN),
    Column("nultreden", "Of het nultredenwoningen zijn", _YES_NO, _UNKNOWN),
    Column("intramuraal", "Of het intramuraal is", _YES_NO, _UNKNOWN),
    Column("aandeel_55plus", "Deel van de bewoners of woningen dat 55-plus of voor 55-plus is",
           _SHARE, _UNKNOWN),
    Column("n_opgegeven", "Aantal adressen dat van het complex is opgegeven", "aantal"),
    Column("n_gevonden", "Aantal daarvan dat met zekerheid is gevonden", "aantal"),
    Column("n_mogelijk", "Zo veel zouden het er zijn als elk niet gevonden adres dat een reeks kan zijn "
           "(1-23), er een is", "aantal"),
    Column("vertrouwelijk", "Of het plan vertrouwelijk is", "ja of nee"),
    Column("wat", "Wat er is beoordeeld: een plan of een complex", "tekst"),
    Column("definitie", "De naam van de definitie waaraan is getoetst", "tekst"),
    Column("eis", "De eis van die definitie", "tekst"),
    Column("oordeel", "Of aan die eis is voldaan", _VERDICT),
    Column("gevonden", "Het getal dat is gevonden: lopen in meters, woningen of procenten", "zie "
           "eenheid", "de eis vraagt geen getal, of het is niet bekend"),
    Column("grens", "Het getal dat wordt gevraagd", "zie eenheid", "de eis vraagt geen getal"),
    Column("marge", "Hoeveel ruimte er over is; met een min ervoor: hoeveel het scheelt", "zie "
           "eenheid", "de eis vraagt geen getal, of er is op een andere manier aan voldaan"),
    Column("eenheid", "Waarin gevonden, grens en marge zijn geteld", "tekst",
           "de eis vraagt geen getal"),
    Column("net_niet", "Of het getal maar weinig scheelt", "ja of nee"),
    Column("toelichting", "Waarom het oordeel over deze eis zo is", "zin"),
    Column("nodig", "Wat ervoor zou zorgen dat aan deze eis is voldaan", "tekst",
           "er is aan voldaan"),
    Column("ontbreekt", "Wat niet is opgegeven of niet kon worden gemeten", "tekst",
           "er ontbreekt niets"),
    Column("hangt_af_van", "Onbekende meters, een aanloop over water of spoor, of de rand van de "
           "gegevens", "tekst", "nergens van"),
    Column("complex_id", "De id van het complex, zoals in de bron", "tekst"),
    Column("rij", "Rij in het bestand van de gebruiker waar het adres staat", "rijnummer"),
    Column("opgegeven", "Het adres zoals het is opgegeven", "tekst"),
    Column("uitkomst", "Wat het zoeken van dat adres opleverde", "tekst"),
    Column("kandidaten", "Adressen die er het meest op lijken; er is er geen gekozen", "tekst",
           "er lijkt er geen op"),
)  # fmt: skip

_COUNTED = tuple(
    Column(f"{dwellings}{kind}_{verdict}_{{d}}",
           f"Aantal {of}{kind} in dit gebied {told} de definitie `{{d}}`", "aantal", empty)
    for dwellings, of, empty in (("", "", ""), ("woningen_", "woningen (elk één keer) in ", _UNKNOWN))
    for kind in ("plannen", "complexen")
    for verdict, told in (("voldoet", "die voldoen aan"),
                          ("voldoet_niet", "die niet voldoen aan"),
                          ("onbekend", "waarvan onbekend is of ze voldoen aan"))
)  # fmt: skip

_AREAS: tuple[Column, ...] = (
    Column("niveau", "Soort gebied: kern, buurt, wijk of gemeente", "tekst"),
    Column("code", "Code van het gebied: die van het CBS, of van een kern de naam", "tekst"),
    Column("n_inwoners", "Aantal inwoners volgens het CBS", "aantal", "door het CBS niet gegeven"),
    Column("aandeel_65plus", "Deel van de inwoners van 65 jaar of ouder volgens het CBS", _SHARE,
           "door het CBS niet gegeven"),
    Column("gemiddeld_{v}_m", "Gemiddelde loopafstand tot de dichtstbijzijnde {v}, van de woningen "
           "in dit gebied die er een binnen de zoekgrens hebben", "meter", _NONE),
    Column("mediaan_{v}_m", "Middelste loopafstand tot de dichtstbijzijnde {v}, van de woningen in "
           "dit gebied die er een binnen de zoekgrens hebben", "meter", _NONE),
    Column("n_geen_{v}", "Aantal woningen zonder {v} binnen de zoekgrens", "aantal"),
    Column("n_onbekend_{v}", "Aantal woningen waarvan de loopafstand tot een {v} niet kon worden "
           "bepaald", "aantal"),
    Column("aandeel_{v}_{n}", "Deel van alle woningen dat zeker een {v} op minder dan {n} m lopen "
           "heeft; een woning waarvan het onbekend is, telt niet als dichtbij", _SHARE,
           "er zijn geen woningen"),
    Column("cbs_{v}_km", "Gemiddelde afstand over de autoweg tot de dichtstbijzijnde {v} volgens "
           "het CBS: geen loopafstand", "kilometer", "door het CBS niet gegeven"),
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (*_MEASURED, *_JUDGED, *_COUNTED, *_AREAS)
"""Every column that wozgeo exports."""

_BLANKS = {
    "{v}": f"(?P<v>{'|'.join(v.value for v in Voorziening)})",
    "{d}": "(?P<d>[a-z][a-z0-9_]*)",
    "{n}": r"(?P<n>[0-9]+(?:\.[0-9]+)?)",
}


@cache
def find_column(name: str) -> Column:
    """Find what is known of a column, with everything between braces filled in.

    A name that fits several is the one that leaves least to fill in: ``plannen_voldoet_niet_druten``
    counts plans that do not meet ``druten``, not those that meet a definition ``niet_druten``.

    Raises
    ------
    KeyError
        When nobody has described this column: a fault of wozgeo, not of the user.
    """
    for known in _plainest_first():
        found = re.fullmatch(_pattern(known.name), name)
        if found:
            return _filled(known, found.groupdict())
    raise KeyError(f"column {name!r} is not described in wozgeo.outputs.columns")


@cache
def _plainest_first() -> tuple[Column, ...]:
    return tuple(sorted(COLUMNS, key=lambda c: ("{d}" in c.name, "{" in c.name, -len(c.name))))


def _pattern(name: str) -> str:
    for blank, pattern in _BLANKS.items():
        name = name.replace(blank, pattern)
    return name


def _filled(column: Column, found: Mapping[str, str]) -> Column:
    said = {**found, "v": LABELS[Voorziening(found["v"])]} if "v" in found else found

    def fill(text: str) -> str:
        """Name a column between backticks by its value, anything else by its label."""
        parts = text.split("`")
        parts[::2] = [_with(part, said) for part in parts[::2]]
        parts[1::2] = [_with(part, found) for part in parts[1::2]]
        return "`".join(parts)

    return Column(column.name, fill(column.meaning), column.unit, fill(column.empty))


def _with(text: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text
