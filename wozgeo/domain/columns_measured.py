"""Which columns do tables of dwellings, facilities and routes have besides, and what do they mean?"""

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.columns import Walk
from wozgeo.domain.language import Text

_ANY = Walk("...")
_UNKNOWN_ADDRESS = Text("onbekend", "unknown")
_NOWHERE = Text("ligging onbekend", "location unknown")
_NO_SCORE = Text(
    "niet te bepalen: van minstens één voorziening ontbreekt het antwoord",
    "it cannot be told: of at least one voorziening the answer is missing",
)
_PLACE = Text("Ligging in RD New (EPSG:28992)", "Location in RD New (EPSG:28992)")


def _address(name: str, head: Text, meaning: Text | None = None) -> Column:
    return Column(name, head, meaning or head, Kind.TEXT, _UNKNOWN_ADDRESS)


MEASURED: tuple[Column, ...] = (
    Column(
        "locatie_id",
        Text("Id van de woning", "Id of the dwelling"),
        Text(
            "De woning: `n`, `w` of `r` en het nummer in OpenStreetMap, of de id uit de eigen lijst",
            "The dwelling: `n`, `w` or `r` and the number in OpenStreetMap, or the id of an own list",
        ),
    ),
    Column(
        "id",
        Text("Id", "Id"),
        Text(
            "De voorziening, het plan, het complex of het cluster: de id zoals in de bron, of `n`, `w` "
            "of `r` en het nummer in OpenStreetMap",
            "The voorziening, plan, complex or cluster: the id as in the source, or `n`, `w` or `r` "
            "and the number in OpenStreetMap",
        ),
    ),
    Column(
        "naam",
        Text("Naam", "Name"),
        Text(
            "Naam van de woning, de voorziening, het plan, het complex of het gebied",
            "Name of the dwelling, voorziening, plan, complex or area",
        ),
        Kind.TEXT,
        Text("geen naam bekend", "no name known"),
    ),
    _address(
        "straat",
        Text("Straat", "Street"),
        Text("Straatnaam van het adres", "Street of the address"),
    ),
    _address(
        "huisnummer",
        Text("Huisnummer", "House number"),
        Text("Huisnummer met toevoeging", "House number with its addition"),
    ),
    _address("postcode", Text("Postcode", "Postal code")),
    _address("woonplaats", Text("Woonplaats", "Woonplaats (town or village)")),
    Column(
        "aanloop_m",
        Text("Aanloop naar de weg (m)", "Leg to the street (m)"),
        Text(
            "Hemelsbreed stuk van het punt tot de dichtstbijzijnde begaanbare weg; telt mee in de "
            "afstand",
            "Straight line from the point to the nearest walkable street; counted in the distance",
        ),
        Kind.METRES,
        Text("geen begaanbare weg dichtbij genoeg", "no walkable street near enough"),
    ),
    Column(
        "aanloop_kruist",
        Text("Aanloop kruist", "Leg crosses"),
        Text(
            "Wat dat hemelsbrede stuk oversteekt (water, spoor, een weg, een muur, een hoogteverschil): de "
            "werkelijke loopweg is dan waarschijnlijk langer",
            "What that straight line crosses (water, a railway, a road, a wall, a difference in height): the "
            "real walk is then probably longer",
        ),
        Kind.TEXT,
        Text("het kruist niets", "it crosses nothing"),
    ),
    Column(
        "score",
        Text("Score", "Score"),
        Text(
            f"Gewogen cijfer over alle voorzieningen, uit de afstanden `{_ANY.afstand_m}`; gewichten en "
            "grenzen staan in run.json",
            f"Weighted mark over all voorzieningen, of the distances `{_ANY.afstand_m}`; weights and limits "
            "are in run.json",
        ),
        Kind.SCORE,
        _NO_SCORE,
    ),
    Column(
        "score_zeker",
        Text("Score over zekere wegen", "Score over certain ways"),
        Text(
            f"Hetzelfde cijfer uit de zekere afstanden `{_ANY.zeker_m}`",
            f"The same mark of the certain distances `{_ANY.zeker_m}`",
        ),
        Kind.SCORE,
        _NO_SCORE,
    ),
    Column(
        "x",
        Text("X (RD, m)", "X (RD, m)"),
        Text(
            "Oostwaarde in het Rijksdriehoekstelsel (RD New, EPSG:28992)",
            "Easting in the Dutch national grid (RD New, EPSG:28992)",
        ),
        Kind.COORDINATE_M,
    ),
    Column(
        "y",
        Text("Y (RD, m)", "Y (RD, m)"),
        Text(
            "Noordwaarde in het Rijksdriehoekstelsel (RD New, EPSG:28992)",
            "Northing in the Dutch national grid (RD New, EPSG:28992)",
        ),
        Kind.COORDINATE_M,
    ),
    Column("geometry", Text("Ligging", "Location"), _PLACE, Kind.GEOMETRY, _NOWHERE),
    Column("geom", Text("Ligging", "Location"), _PLACE, Kind.GEOMETRY, _NOWHERE),
    Column(
        "voorziening",
        Text("Voorziening", "Voorziening (facility)"),
        Text("Soort voorziening: {keys}", "Kind of facility: {keys}"),
    ),
    Column(
        "telt_als",
        Text("Telt als", "Counts as"),
        Text(
            "De regel van de tabel van voorzieningen waardoor deze plek meetelt",
            "The rule of the table of voorzieningen by which this place counts",
        ),
        Kind.TEXT,
        Text("opgegeven in een eigen lijst", "given in an own list"),
    ),
    Column(
        "gemeten_tot",
        Text("Gemeten tot", "Measured to"),
        Text(
            "Tot waar de afstand gaat: *ingang* (die de kaart kent), *straat* (de plek aan de omtrek langs de "
            "straat van het adres), *adres* (de straat van het adres uit een lijst), *perron* (het nabije "
            "eind) of *punt* (verder is niets bekend)",
            "What the distance leads to: *entrance* (that the map knows), *street* (the place on the outline "
            "at the street of the address), *address* (the street of the address in a list), *platform* (its "
            "near end) or *point* (nothing else is known)",
        ),
        Kind.TEXT,
        Text("niet bekend", "not known"),
    ),
    Column(
        "bron",
        Text("Bron", "Source"),
        Text(
            "Waar het vandaan komt: `OpenStreetMap`, `eigen lijst` of de naam van het bestand",
            "Where it comes from: `OpenStreetMap`, `eigen lijst` (an own list) or the name of the file",
        ),
    ),
    Column(
        "voorziening_id",
        Text("Id van de voorziening", "Id of the voorziening"),
        Text(
            "De id van de voorziening waar de route heen gaat",
            "The id of the voorziening that the route goes to",
        ),
    ),
    Column(
        "afstand_m",
        Text("Hele route (m)", "Whole route (m)"),
        Text(
            "Lengte van de hele route: aanloop, langs de straten en aanloop bij de voorziening",
            "Length of the whole route: the leg to the street, along the streets, and the leg to the "
            "voorziening",
        ),
        Kind.METRES,
    ),
    Column(
        "langs_straten_m",
        Text("Langs straten (m)", "Along streets (m)"),
        Text("Deel van de route over wegen en paden", "Part of the route along streets and paths"),
        Kind.METRES,
    ),
    Column(
        "aanloop_voorziening_m",
        Text("Aanloop bij de voorziening (m)", "Leg to the voorziening (m)"),
        Text(
            "Hemelsbreed stuk van de weg naar de voorziening",
            "Straight line from the street to the voorziening",
        ),
        Kind.METRES,
    ),
    Column(
        "onbekend_m",
        Text("Onbekend begaanbaar (m)", "Unknown whether passable (m)"),
        Text(
            "Deel van de route waarvan niet bekend is of het begaanbaar is",
            "Part of the route of which it is not known whether it is passable",
        ),
        Kind.METRES,
    ),
)
"""Of dwellings, facilities and routes."""
