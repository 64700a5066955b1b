"""In which words is a reader warned?"""

from wozgeo.domain.language import Counted, Text

AND = Text("en", "and")
OR = Text("of", "or")
PERCENT = Text("{percent} %", "{percent}%")
METRES = Text("{n} m", "{n} m")
NAMED = Text("{place} {name}", "{place} {name}")
MORE = Text("{what} ({more})", "{what} ({more})")

NONE_KNOWN = Text(
    "Geen {place} bekend in dit gebied: vul aan met een eigen lijst.",
    "No {place} known in this area: add a list of your own.",
)
THIN = Text(
    "Waarschijnlijk ontbreken er {places}: {n} bekend, terwijl {homes} er ongeveer {expected} doen "
    "verwachten; vul aan met een eigen lijst.",
    "Some {places} are probably missing: {n} known, where {homes} suggest about {expected}; add a list "
    "of your own.",
)
UNCONNECTED = Text(
    "{place} {name} ligt te ver van een begaanbare weg en telt niet mee.",
    "{place} {name} is too far from a walkable street and does not count.",
)
WET = Text(
    "De aanloop kruist water, spoor, een autoweg, een muur of een hoogteverschil bij {places}: controleer ter "
    "plaatse; geen afstand daarheen is zeker.",
    "The way from the street crosses water, a railway, a motorway, a wall or a difference in height at "
    "{places}: check on the spot; no distance to it is certain.",
)
STRAY = Text(
    "Alleen bereikbaar langs een stukje weg dat nergens op aansluit, zodat niemand van elders er komt: "
    "{places}; controleer de kaart.",
    "Reached only along a piece of street that joins nothing, so that nobody from elsewhere gets there: "
    "{places}; check the map.",
)
LEFT_OUT = Text(
    "Weggelaten omdat hun plaats niet in het uittreksel staat: {objects}; neem een ruimer uittreksel.",
    "Left out because the extract does not hold their place: {objects}; take a larger extract.",
)
LEFT_OUT_KINDS = {
    "voorzieningen": Text("voorzieningen", "facilities"),
    "adressen": Text("adressen", "addresses"),
}
"""What can be left out."""

FAR_DOORS = Counted(
    Text(
        "Van {n} woning ligt de opgegeven deur meer dan 25 m van haar gebouw: die deur is niet gebruikt. Kijk "
        "deur_x en deur_y na.",
        "Of {n} dwelling the stated door lies more than 25 m from its building: that door was not used. Check "
        "deur_x and deur_y.",
    ),
    Text(
        "Van {n} woningen ligt de opgegeven deur meer dan 25 m van hun gebouw: die deuren zijn niet gebruikt. "
        "Kijk deur_x en deur_y na.",
        "Of {n} dwellings the stated doors lie more than 25 m from their buildings: those doors were not used. "
        "Check deur_x and deur_y.",
    ),
)

CROSSES_ITSELF = Counted(
    Text(
        "Van {n} voorziening kruist de omtrek zichzelf: die is tot haar punt gemeten. Herstel de omtrek in "
        "OpenStreetMap.",
        "The outline of {n} facility crosses itself: it was measured to its point. Mend the outline in "
        "OpenStreetMap.",
    ),
    Text(
        "Van {n} voorzieningen kruist de omtrek zichzelf: die zijn tot hun punt gemeten. Herstel de omtrek in "
        "OpenStreetMap.",
        "The outlines of {n} facilities cross themselves: these were measured to their points. Mend the "
        "outlines in OpenStreetMap.",
    ),
)

UNREAD = Text(
    "Woorden in OpenStreetMap die wozgeo niet kent: {values}. Zo'n weg of hek geldt als onbekend, niet als "
    "open.",
    "Words in OpenStreetMap that wozgeo does not know: {values}. Such a way or gate counts as unknown, not "
    "as open.",
)
NOT_FOR_ALL = Counted(
    Text(
        "{n} plek in OpenStreetMap telt niet als voorziening, omdat zij er niet (meer) is of niet voor "
        "iedereen: {tags}.",
        "{n} place in OpenStreetMap does not count: it is not there (any more) or not for everyone: {tags}.",
    ),
    Text(
        "{n} plekken in OpenStreetMap tellen niet als voorziening, omdat zij er niet (meer) zijn of niet "
        "voor iedereen: {tags}.",
        "{n} places in OpenStreetMap do not count: they are not there (any more) or not for everyone: {tags}.",
    ),
)
UNREAD_VALUE = Text("{value} ({n})", "{value} ({n})")
UNREAD_MORE = Text("nog {n} andere", "{n} others")
MERGED = Text(
    "Dubbel gekarteerd en als één plek geteld: {places}.",
    "Mapped twice and counted as one place: {places}.",
)
SHALLOW = Text(
    "De zoekgrens ({limit} m) ligt voor het punt waar de score 0 wordt: {places}. Wie daarbinnen niets "
    "vindt heeft geen score; vergroot de zoekgrens.",
    "The search limit ({limit} m) comes before the point where the score becomes 0: {places}. Who finds "
    "nothing within it has no score; raise the search limit.",
)
NO_DWELLINGS = Text(
    "Geen woningen gevonden: geef een lijst met eigen punten, of neem een ander uittreksel.",
    "No dwellings found: give a list with points of your own, or take another extract.",
)
TOO_FAR_FROM_STREET = Text(
    "{homes} {lie} te ver van een begaanbare weg: daarvoor is geen afstand bepaald.",
    "{homes} {lie} too far from a walkable street: no distance was determined.",
)
LIE = Counted(Text("ligt", "is"), Text("liggen", "are"))
HOMES_OVER_WATER = Text(
    "Van {homes} kruist de aanloop water, spoor, een autoweg, een muur of een hoogteverschil: controleer ter "
    "plaatse; zij hebben geen zekere afstand.",
    "For {homes} the way to the street crosses water, a railway, a motorway, a wall or a difference in "
    "height: check on the spot; there is no certain distance.",
)
TWO_READINGS = Text(
    "De afstand hangt voor een deel van de woningen af van stukken waarvan niet zeker is of men er kan "
    "lopen (zonder die stukken meer dan {metres} m verder): {places}.",
    "For some of the dwellings the distance depends on stretches that may not be walkable (without them "
    "it is more than {metres} m further): {places}.",
)
NEAR_EDGE = Text(
    "Voor een deel van de woningen kan buiten de kaart een voorziening dichterbij liggen: {places}; neem "
    "een ruimer uittreksel.",
    "For some of the dwellings a facility outside the map may be nearer: {places}; take a larger extract.",
)
CUT_OFF = Text(
    "{homes} {are} over begaanbare wegen niet verbonden met een {places}.",
    "{homes} {are} not connected with a {places} by walkable streets.",
)
ANOTHER_STREET = Text(
    "Van {homes} ligt de straat van het adres niet, of niet onder die naam, binnen {extra} m verder dan de "
    "dichtstbijzijnde weg: daar is uitgegaan van de dichtstbijzijnde.",
    "Of {homes} the street of the address is not, or not by that name, within {extra} m further than the "
    "nearest "
    "way: there the nearest was taken.",
)
ANOTHER_STREET_OF_COMPLEXES = Counted(
    Text(
        "Van {n} adres van complexen dat niet onder de woningen staat ({whose}) ligt de straat van het adres "
        "niet, of niet onder die naam, binnen {extra} m verder dan de dichtstbijzijnde weg: daar is uitgegaan "
        "van de dichtstbijzijnde.",
        "Of {n} address of complexes that is not among the dwellings ({whose}) the street of the address is "
        "not, or not by that name, within {extra} m further than the nearest way: there the nearest was taken.",
    ),
    Text(
        "Van {n} adressen van complexen die niet onder de woningen staan ({whose}) ligt de straat van het "
        "adres niet, of niet onder die naam, binnen {extra} m verder dan de dichtstbijzijnde weg: daar is "
        "uitgegaan van de dichtstbijzijnde.",
        "Of {n} addresses of complexes that are not among the dwellings ({whose}) the street of the address is "
        "not, or not by that name, within {extra} m further than the nearest way: there the nearest was taken.",
    ),
)
COMPLEXES_NAMED = Counted(
    Text("complex {named}", "complex {named}"), Text("complexen {named}", "complexes {named}")
)
COMPLEXES_AND_MORE = Text("complexen {named} en nog {rest}", "complexes {named} and {rest} more")
ARE = Counted(Text("is", "is"), Text("zijn", "are"))

REGISTER_SHORT = Text(
    "Het BAG-bestand geeft {homes} waar OpenStreetMap er {known} kent: het dekt dit gebied niet, of de status "
    "van de objecten ontbreekt. Wat ontbreekt telt nergens mee.",
    "The BAG file gives {homes} where OpenStreetMap knows {known}: it does not cover this area, or the status "
    "of its objects is missing. What is missing counts nowhere.",
)
OUTSIDE_AREAS = Text(
    "Buiten de opgegeven gebieden, en daarom niet in de cijfers per kern: {kernen}. Op de kaart en in de "
    "tabel van woningen staan ze wel.",
    "Outside the areas given, and therefore not in the figures per kern: {kernen}. They are on the map and "
    "in the table of dwellings.",
)

COUNTED_ONCE = Counted(
    Text(
        "1 woning staat in meer dan één complex. In de tabel van complexen telt zij bij elk mee (opgeteld "
        "{added}), in de sommen per kern, per oordeel en voor het doel één keer (samen {once}).",
        "1 dwelling is listed in more than one complex. In the table of complexes it counts in each ({added} "
        "when added up), in the sums per kern, per verdict and for the target once ({once} together).",
    ),
    Text(
        "{n} woningen staan in meer dan één complex. In de tabel van complexen tellen zij bij elk mee "
        "(opgeteld {added}), in de sommen per kern, per oordeel en voor het doel één keer (samen {once}).",
        "{n} dwellings are listed in more than one complex. In the table of complexes they count in each "
        "({added} when added up), in the sums per kern, per verdict and for the target once ({once} together).",
    ),
)
