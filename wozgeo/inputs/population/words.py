"""In which words is a reader told how sources of seniors were read?"""

from wozgeo.domain.language import Counted, Text

SECRET = Counted(
    Text(
        "{file}: van 1 {zone} is het aantal personen van 65 jaar en ouder geheim: het is 0 tot en met "
        "{most}, niet nul.",
        "{file}: of 1 {zone} the number of persons of 65 and over is kept secret: it is 0 to {most}, not "
        "nought.",
    ),
    Text(
        "{file}: van {n} {zones} is het aantal personen van 65 jaar en ouder geheim: het is 0 tot en met "
        "{most}, niet nul.",
        "{file}: of {n} {zones} the number of persons of 65 and over is kept secret: it is 0 to {most}, "
        "not nought.",
    ),
)
ABSENT = Counted(
    Text(
        "{file}: van 1 {zone} is het aantal personen van 65 jaar en ouder niet geleverd: het is onbekend.",
        "{file}: of 1 {zone} the number of persons of 65 and over was not delivered: it is not known.",
    ),
    Text(
        "{file}: van {n} {zones} is het aantal personen van 65 jaar en ouder niet geleverd: het is onbekend.",
        "{file}: of {n} {zones} the number of persons of 65 and over was not delivered: it is not known.",
    ),
)
STRANGE = Text(
    "{file}: kolom {column} heeft de code {code} ({n} keer), waarvan wozgeo de betekenis niet kent: gelezen "
    "als onbekend.",
    "{file}: column {column} has the code {code} (how often: {n}), of which wozgeo does not know the meaning: "
    "read as not known.",
)
FROM_SHARE = Text(
    "{file}: er staat geen aantal van 65 jaar en ouder in, wel een percentage: dat maal de inwoners is "
    "veel grover dan een "
    "aantal.",
    "{file}: holds no number of 65 and over, but a percentage: that times the inhabitants is far coarser "
    "than a number.",
)
ROUNDED = Text(
    "{file}: alle aantallen zijn vijftallen en dus gelezen als afgerond: 10 is 7,5 tot 12,5.",
    "{file}: all numbers are multiples of five and therefore read as rounded: 10 is 7.5 to 12.5.",
)
WHICH_YEAR = Text(
    "{file}: er staan meer jaren in; gelezen is kolom {column}.",
    "{file}: holds several years; column {column} was read.",
)
ZONES = {
    "adres": (Text("adres", "address"), Text("adressen", "addresses")),
    "pc6": (Text("postcode", "postcode"), Text("postcodes", "postcodes")),
    "vierkant": (Text("vierkant", "square"), Text("vierkanten", "squares")),
    "gebied": (Text("gebied", "area"), Text("gebieden", "areas")),
    "buurt": (Text("buurt", "buurt"), Text("buurten", "buurten")),
    "pc4": (
        Text("postcode (vier cijfers)", "postcode (four digits)"),
        Text("postcodes (vier cijfers)", "postcodes (four digits)"),
    ),
    "wijk": (Text("wijk", "wijk"), Text("wijken", "wijken")),
    "gemeente": (Text("gemeente", "gemeente"), Text("gemeenten", "gemeenten")),
}
"""One and more of each kind of zone."""

WITHDRAWN = Text(
    "{file}: de prognose is van {source} ({date}). PBL en CBS hebben de leeftijden van hun regionale "
    "prognoses van 2019 en 2022 zelf ingetrokken: aantallen ouderen daaruit kloppen niet. Gebruik een andere.",
    "{file}: the forecast is by {source} ({date}). PBL and CBS withdrew the ages of their regional forecasts "
    "of 2019 and 2022 themselves: numbers of seniors taken from them are wrong. Use another.",
)
