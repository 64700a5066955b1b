"""What does each file and each column of a result mean?

The answer travels with every result as LEESMIJ.md, in Dutch, for whoever opens the folder in a few
years. A column that `wozgeo.outputs.columns` does not describe is a fault of wozgeo and raises.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from wozgeo.domain.errors import OutputError
from wozgeo.domain.vocabulary import REASON_LABELS
from wozgeo.outputs.columns import find_column

FILES: dict[str, str] = {
    "woningen.csv": "Alle woningen met hun loopafstanden. Opent met een dubbelklik in Nederlandse "
    "Excel.",
    "woningen.parquet": "Dezelfde woningen als GeoParquet, voor wie verder rekent (Python, R, "
    "DuckDB).",
    "resultaat.gpkg": "GeoPackage met de lagen `woningen` en `voorzieningen` en, als de run ernaar "
    "vraagt, `looproutes`, `plannen`, `complexen`, `clusters`, `kernen` en `buurten`. Opent "
    "met opmaak in QGIS; ook ArcGIS leest het.",
    "oordelen.xlsx": "Werkboek voor Excel: welke plannen en complexen aan de definities voldoen, "
    "waarom, en wat er nodig is. Begin bij het blad Samenvatting; het blad Toelichting legt alles "
    "uit.",
    "plannen.parquet": "De plannen met hun oordelen, als GeoParquet.",
    "complexen.parquet": "De complexen met hun oordelen, als GeoParquet.",
    "clusters.parquet": "De kansrijke clusters met hun oordelen, als GeoParquet.",
    "kernen.parquet": "De cijfers per kern, als GeoParquet.",
    "buurten.parquet": "De cijfers per buurt, wijk en gemeente, als GeoParquet.",
    "rapport.html": "Het rapport: de vraag en het antwoord, per kern, plan en complex. Opent in elke browser, "
    "ook zonder internet, en drukt af op A4.",
    "rapport.pdf": "Hetzelfde rapport als PDF.",
    "kaart.html": "De kaart. Opent in elke browser, ook zonder internet.",
    "run.json": "Hoe dit resultaat is gemaakt: bestanden met controlegetal (SHA-256), versies, "
    "instellingen, aantallen en waarschuwingen.",
    "vertrouwelijk": "Plannen die niet openbaar zijn; deel deze map niet.",
    "LEESMIJ.md": "Deze uitleg.",
}
"""What each file of a result is, for :func:`write_readme`."""


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


def _notes_part(notes: Sequence[str]) -> list[str]:
    if not notes:
        return []
    return ["## Let op bij dit resultaat", "\n".join(f"- {_plain(note)}" for note in notes)]


def _table_part(name: str, columns: Sequence[str]) -> str:
    lines = [f"### {_plain(name)}", "", "| kolom | betekenis | waarde | leeg betekent |"]
    lines.append("|---|---|---|---|")
    for column in columns:
        c = find_column(column)
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
