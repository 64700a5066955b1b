"""What does each file and each column of a result mean?

The answer travels with every result as LEESMIJ.md, in Dutch, for whoever opens the folder in a few
years. Every exported column is described here once, as data; a column that is not, is a fault of
wozgeo and raises.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wozgeo.domain.errors import OutputError
from wozgeo.domain.vocabulary import LABELS, REASON_LABELS, Voorziening

FILES: dict[str, str] = {
    "woningen.csv": "Alle woningen met hun loopafstanden. Opent met een dubbelklik in Nederlandse "
    "Excel.",
    "woningen.parquet": "Dezelfde woningen als GeoParquet, voor wie verder rekent (Python, R, "
    "DuckDB).",
    "resultaat.gpkg": "GeoPackage met de lagen `woningen` en `voorzieningen` (en op verzoek "
    "`looproutes`). Opent met opmaak in QGIS; ook ArcGIS leest het.",
    "kaart.html": "De kaart. Opent in elke browser, ook zonder internet.",
    "run.json": "Hoe dit resultaat is gemaakt: bestanden met controlegetal (SHA-256), versies, "
    "instellingen, aantallen en waarschuwingen.",
    "LEESMIJ.md": "Deze uitleg.",
}
"""What each file of a result is, for :func:`write_readme`."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one exported column means.

    Parameters
    ----------
    name
        The column; ``{v}`` stands for any voorziening.
    meaning
        In Dutch; ``{v}`` is filled with the voorziening's label.
    unit
        Unit or kind of value, in Dutch.
    empty
        What it means when the cell is empty, in Dutch; "" when that does not occur.
    """

    name: str
    meaning: str
    unit: str
    empty: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("locatie_id", "De woning: `n`, `w` of `r` en het nummer in OpenStreetMap, of de id uit "
           "de eigen lijst", "tekst"),
    Column("id", "De voorziening: `n`, `w` of `r` en het nummer in OpenStreetMap, of de id uit de "
           "eigen lijst", "tekst"),
    Column("naam", "Naam van de woning of voorziening", "tekst", "geen naam bekend"),
    Column("straat", "Straatnaam van het adres", "tekst", "onbekend"),
    Column("huisnummer", "Huisnummer met toevoeging", "tekst", "onbekend"),
    Column("postcode", "Postcode", "tekst", "onbekend"),
    Column("woonplaats", "Woonplaats", "tekst", "onbekend"),
    Column("aanloop_m", "Hemelsbreed stuk van het punt tot de dichtstbijzijnde begaanbare weg; "
           "telt mee in de afstand", "meter", "geen begaanbare weg dichtbij genoeg"),
    Column("aanloop_kruist", "Wat dat hemelsbrede stuk oversteekt (water, spoor): de werkelijke "
           "loopweg is dan waarschijnlijk langer", "tekst", "het kruist niets"),
    Column("afstand_{v}_m", "Loopafstand tot de dichtstbijzijnde {v}, over alles wat niet zeker "
           "onbegaanbaar is", "meter", "geen getal; zie `reden_{v}`"),
    Column("zeker_{v}_m", "Loopafstand tot de dichtstbijzijnde {v} over alleen wegen waarvan zeker "
           "is dat ze begaanbaar zijn; nooit korter dan `afstand_{v}_m`", "meter",
           "geen zekere route binnen de zoekgrens, of er kon niet worden gezocht"),
    Column("reden_{v}", "Waarom er geen loopafstand tot een {v} is", "tekst",
           "er is een loopafstand"),
    Column("{v}_id", "De id van die dichtstbijzijnde {v}", "tekst", "geen gevonden"),
    Column("{v}_naam", "De naam van die dichtstbijzijnde {v}", "tekst",
           "geen gevonden, of zonder naam"),
    Column("rand_{v}", "Of er buiten de kaart een {v} dichterbij kan zijn: de woning ligt "
           "dichter bij de rand van de gegevens dan bij de gevonden {v}", "ja of nee"),
    Column("score", "Gewogen cijfer over alle voorzieningen, uit de afstanden `afstand_..._m`; "
           "gewichten en grenzen staan in run.json", "0 (ver) tot 100 (dichtbij)",
           "niet te bepalen: van minstens één voorziening ontbreekt het antwoord"),
    Column("score_zeker", "Hetzelfde cijfer uit de zekere afstanden `zeker_..._m`",
           "0 (ver) tot 100 (dichtbij)",
           "niet te bepalen: van minstens één voorziening ontbreekt het antwoord"),
    Column("x", "Oostwaarde in het Rijksdriehoekstelsel (RD New, EPSG:28992)", "meter"),
    Column("y", "Noordwaarde in het Rijksdriehoekstelsel (RD New, EPSG:28992)", "meter"),
    Column("geometry", "Ligging in RD New (EPSG:28992)", "punt of lijn", "ligging onbekend"),
    Column("geom", "Ligging in RD New (EPSG:28992)", "punt of lijn", "ligging onbekend"),
    Column("voorziening", "Soort voorziening: " + ", ".join(v.value for v in Voorziening), "tekst"),
    Column("bron", "Waar de voorziening vandaan komt: `osm` of `eigen lijst`", "tekst"),
    Column("voorziening_id", "De id van de voorziening waar de route heen gaat", "tekst"),
    Column("afstand_m", "Lengte van de hele route: aanloop, langs de straten en aanloop bij de "
           "voorziening", "meter"),
    Column("langs_straten_m", "Deel van de route over wegen en paden", "meter"),
    Column("aanloop_voorziening_m", "Hemelsbreed stuk van de weg naar de voorziening", "meter"),
    Column("onbekend_m", "Deel van de route waarvan niet bekend is of het begaanbaar is", "meter"),
)  # fmt: skip
"""Every column that wozgeo exports."""


def describe(column: str) -> str:
    """Say in Dutch what a column means, with its unit and what empty means.

    Parameters
    ----------
    column
        Name as exported, for instance ``"afstand_huisarts_m"``.

    Raises
    ------
    KeyError
        When nobody has described this column: a fault of wozgeo, not of the user.
    """
    found = _find(column)
    empty = f" Leeg: {found.empty}." if found.empty else ""
    return f"{found.meaning} ({found.unit}).{empty}"


def write_readme(
    path: Path,
    *,
    title: str,
    files: Mapping[str, str],
    columns: Mapping[str, Sequence[str]],
    notes: Sequence[str],
) -> Path:
    """Write LEESMIJ.md: what every file and every column of a result means, in Dutch.

    Parameters
    ----------
    path
        Where to; an earlier file there is replaced.
    title
        Name of the result; shown as text, whatever it holds.
    files
        File name to explanation; :data:`FILES` holds those of the usual ones.
    columns
        Table name to the columns it has, in order.
    notes
        What the reader should know of this very result, for instance its warnings. May be empty.

    Returns
    -------
    Path
        The path given.

    Raises
    ------
    KeyError
        When a column is not described in :data:`COLUMNS`.
    OutputError
        When the file cannot be written there.
    """
    text = _readme(title, files, columns, notes)
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as fault:
        raise OutputError(
            path,
            f"cannot be written ({fault}); check that the folder exists and may be written to",
        ) from fault
    return path


def _readme(
    title: str,
    files: Mapping[str, str],
    columns: Mapping[str, Sequence[str]],
    notes: Sequence[str],
) -> str:
    parts = [
        f"# {_plain(title)}",
        _INTRODUCTION,
        "## Bestanden",
        "\n".join(f"- `{name}`: {text}" for name, text in files.items()),
        *_notes_part(notes),
        _READING,
        "## Kolommen",
        *(_table_part(name, names) for name, names in columns.items()),
        _EXCEL,
        _LICENCE,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


@cache
def _find(column: str) -> Column:
    for known, v in _spelled_out():
        if known.name.format(v=v.value if v else "") == column:
            return known if v is None else _filled(known, v)
    raise KeyError(f"column {column!r} is not described in wozgeo.outputs.dictionary")


def _spelled_out() -> Iterator[tuple[Column, Voorziening | None]]:
    """Give every described column, those with ``{v}`` once for each voorziening."""
    for column in COLUMNS:
        if "{v}" in column.name:
            yield from ((column, v) for v in Voorziening)
        else:
            yield column, None


def _filled(column: Column, v: Voorziening) -> Column:
    def fill(text: str) -> str:
        """Name a column between backticks by its value, anything else by its label."""
        parts = text.split("`")
        parts[::2] = [part.replace("{v}", LABELS[v]) for part in parts[::2]]
        parts[1::2] = [part.replace("{v}", v.value) for part in parts[1::2]]
        return "`".join(parts)

    return Column(column.name, fill(column.meaning), column.unit, fill(column.empty))


def _notes_part(notes: Sequence[str]) -> list[str]:
    if not notes:
        return []
    return ["## Let op bij dit resultaat", "\n".join(f"- {_plain(note)}" for note in notes)]


def _table_part(name: str, columns: Sequence[str]) -> str:
    lines = [f"### {_plain(name)}", "", "| kolom | betekenis | waarde | leeg betekent |"]
    lines.append("|---|---|---|---|")
    for column in columns:
        c = _find(column)
        lines.append(f"| `{column}` | {c.meaning} | {c.unit} | {c.empty or 'komt niet voor'} |")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Keep names and warnings text: no HTML, no links, no table or list of their own."""
    one_line = " ".join(text.split())
    return re.sub(r"([\\`\[\]|])", r"\\\1", one_line).replace("&", "&amp;").replace("<", "&lt;")


_INTRODUCTION = """
Hoe ver loopt iemand vanaf elke woning naar de dichtstbijzijnde voorzieningen? Deze map is gemaakt
met wozgeo. De afstanden zijn loopafstanden over straten en paden, niet hemelsbreed, in meters.
"""

_REASONS = "\n".join(f"| `{reason.value}` | {label} |" for reason, label in REASON_LABELS.items())

_READING = f"""
## Zo leest u de antwoorden

**Drie soorten antwoord.** Een loopafstand is een van deze drie:

1. een getal: zo ver is het lopen van de woning tot de voorziening, de stukken naast de weg
   meegeteld;
2. leeg, met `buiten_zoekgrens` als reden: er is gezocht en binnen de zoekgrens is er geen;
3. leeg, met een andere reden: er kon niet worden gezocht. Dat is iets anders dan ver weg.

Een lege cel is dus nooit nul. In de GeoParquet staat bij 2 het getal oneindig (`inf`) en bij 3
niets; in de CSV en de GeoPackage zijn beide leeg en maakt de kolom `reden_...` het verschil.

| reden | betekenis |
|---|---|
{_REASONS}

**Twee lezingen.** Van sommige paden is niet bekend of ze begaanbaar zijn. Daarom staat elke afstand
er twee keer. `afstand_..._m` loopt over alles wat niet zeker onbegaanbaar is. `zeker_..._m` loopt
alleen over wat zeker begaanbaar is. Zijn ze gelijk, dan maakt het onbekende niet uit. Wie aan een
grens toetst, zoals de rollatorafstand van minder dan 400 m (Prestatieafspraken Druten 2025-2028,
bijlage 1): is `zeker_..._m` kleiner dan 400, dan voldoet de woning; is `afstand_..._m` 400 of meer,
dan voldoet zij niet; daartussen is het antwoord onbekend. Precies 400,0 m voldoet niet.

**De rand.** Staat `rand_...` op ja, dan kan er een dichtere voorziening buiten de kaart liggen.
"""

_EXCEL = """
## Openen in Excel

`woningen.csv` heeft puntkomma's en decimale komma's en opent met een dubbelklik in Nederlandse
Excel. Drie dingen om te weten:

- Excel maakt van lange cijferreeksen een afgerond getal en haalt nullen vooraan weg. Staan er
  zulke id's in (bijvoorbeeld BAG-id's van 16 cijfers uit een eigen lijst), open het bestand dan
  via Gegevens > Uit tekst/CSV en zet de id-kolommen op Tekst. In het bestand zelf staan ze goed.
- Een huisnummer als `1-01` leest Excel als een datum. Open het bestand daarom via Gegevens > Uit
  tekst/CSV en zet de kolom `huisnummer` op Tekst, of gebruik de GeoPackage.
- Een tekst die begint met `=`, `+`, `-`, `@`, een tab of een nieuwe regel heeft in de CSV een
  apostrof (') ervoor gekregen, zodat Excel er geen formule van maakt. Die apostrof hoort niet bij
  de tekst. De GeoPackage en de GeoParquet hebben hem niet.
"""

_LICENCE = """
## Herkomst, licentie en privacy

Straten, adressen en voorzieningen: © OpenStreetMap-bijdragers, onder de Open Database License
(ODbL), https://www.openstreetmap.org/copyright. Noem deze bron als u het resultaat deelt; een tabel
die u ervan afleidt en openbaar maakt, valt onder dezelfde licentie. Wat uit een eigen lijst komt,
valt onder de voorwaarden van die lijst.

Het resultaat gaat over adressen en plekken, niet over personen: er staan geen gegevens over
bewoners in. Namen uit een eigen lijst komen wel mee; deel ze alleen als dat mag (AVG).
"""
