"""What do the tables look like that people read, and those of what was judged?

A column is required as it is declared for the reader (`wozgeo.domain.columns`): the contract takes its
dtype and meaning from there, so that a table cannot say one thing and the LEESMIJ another.
"""

from collections.abc import Collection, Iterable

from wozgeo.domain.column import Family
from wozgeo.domain.columns import OfDefinition, Walk
from wozgeo.domain.columns_areas import AreaWalk, VerdictCount
from wozgeo.domain.columns_paths import PATHS
from wozgeo.domain.contracts import ADDRESS_COLUMNS
from wozgeo.domain.dictionary import built_in, find_column
from wozgeo.domain.language import Language, Text
from wozgeo.domain.tables import Contract, Field, GeoContract
from wozgeo.domain.vocabulary import Measure

_SITES = ("Point", "MultiPoint", "Polygon", "MultiPolygon")
_JUDGED_KINDS = ("plannen", "complexen")


def fields(names: Iterable[str], wanted: Iterable[str] = ()) -> tuple[Field, ...]:
    """Declare columns of a table as they are declared for its reader.

    Parameters
    ----------
    names
        Of the columns.
    wanted
        Voorzieningen that may be the user's own: told by their key.
    """
    labels = {**{str(key): Text(str(key), str(key)) for key in wanted}, **built_in()}
    columns = (find_column(name, labels) for name in names)
    return tuple(Field(c.name, c.kind.dtype, c.meaning(Language.EN)) for c in columns)


def of_objects(name: str, columns: Iterable[str]) -> Contract:
    """Declare a table of what was judged, indexed by its id, of which some columns are asked."""
    return Contract(name, ("",), fields(columns))


def woningen(wanted: Collection[str]) -> GeoContract:
    """Declare the table of the dwellings, with the walk to each voorziening."""
    walks = [name for key in wanted for name in _leaving(Walk(str(key)))]
    names = ("naam", *ADDRESS_COLUMNS, "aanloop_m", "aanloop_kruist", *walks)
    return GeoContract(
        "woningen",
        ("locatie_id",),
        fields((*names, "score", "score_zeker", "x", "y"), wanted),
        shapes=("Point",),
    )


VOORZIENINGEN = GeoContract(
    "voorzieningen",
    ("id",),
    fields(("voorziening", "naam", "kern", "telt_als", "bron", "aanloop_m", "aanloop_kruist")),
    repeats=True,  # one place may be two voorzieningen
    shapes=("Point",),
)
"""Where people go."""

LOOPROUTES = GeoContract(
    "looproutes",
    ("locatie_id",),
    fields(
        (
            *("soort", "voorziening", "voorziening_id", "afstand_m", "aanloop_m"),
            *("langs_straten_m", "aanloop_voorziening_m", "onbekend_m"),
        )
    ),
    repeats=True,  # one row per voorziening
    shapes=("LineString",),
)
"""How one walks."""

PADEN = GeoContract(
    "paden",
    ("voorziening", "rang"),
    fields((*(column.name for column in PATHS), "kern", "n_woningen")),
    shapes=("LineString",),
)
"""Paths that are not there and would bring someone nearer."""

ZOEKGEBIEDEN = GeoContract(
    "zoekgebieden",
    ("rang",),
    fields(
        (
            *("definitie", "lezing", "kern", "oppervlakte_m2", "share_bebouwd"),
            *("score", "n_65_bereik_laag", "n_65_bereik", "n_65_bereik_hoog", "voor_kern"),
        )
    ),
    shapes=("Polygon", "MultiPolygon"),
)
"""Where a geclusterde woonvorm would meet the walks asked for."""


def plannen(definitions: Collection[str], wanted: Collection[str]) -> GeoContract:
    """Declare the table of the building plans."""
    extra = ("rang", "score", "vertrouwelijk")
    return _judged("plannen", definitions, wanted, extra)


def complexen(definitions: Collection[str], wanted: Collection[str]) -> GeoContract:
    """Declare the table of the complexes; one of which no address was found lies nowhere."""
    extra = ("n_opgegeven", "n_gevonden", "n_mogelijk", "n_twijfel")
    return _judged("complexen", definitions, wanted, extra, somewhere=False)


def clusters(definitions: Collection[str], wanted: Collection[str]) -> GeoContract:
    """Declare the table of the clusters that nobody listed."""
    return _judged("clusters", definitions, wanted, ("soort",))


def kernen(definitions: Collection[str], wanted: Collection[str]) -> GeoContract:
    """Declare the table of the kernen; of one without dwellings no outline is known."""
    return GeoContract(
        "kernen",
        ("code",),
        fields(_of_areas(definitions, wanted), wanted),
        shapes=("Polygon", "MultiPolygon"),
        somewhere=False,
    )


def buurten(definitions: Collection[str], wanted: Collection[str]) -> GeoContract:
    """Declare the table of the buurten, wijken and gemeenten."""
    return GeoContract(
        "buurten",
        ("niveau", "code"),
        fields(_of_areas(definitions, wanted), wanted),
        shapes=("Polygon", "MultiPolygon"),
    )


def _leaving(walk: Walk) -> tuple[str, ...]:
    metres = (walk.afstand_m, walk.zeker_m, walk.afstand_van_m, walk.afstand_tot_m)
    return (*metres, walk.reden, walk.id, walk.naam, walk.rand)


def _judged(
    name: str,
    definitions: Collection[str],
    wanted: Collection[str],
    extra: Collection[str],
    *,
    somewhere: bool = True,
) -> GeoContract:
    said = [column for key in definitions for column in _all_of(OfDefinition(key))]
    walks = [column for key in wanted for column in _from_places(Walk(str(key)))]
    return GeoContract(
        name,
        ("id",),
        fields(("naam", "kern", "n_woningen", *said, *walks, *extra), wanted),
        shapes=_SITES,
        somewhere=somewhere,
    )


def _all_of(family: Family) -> list[str]:
    return [column.name.format(**family.blanks()) for column in family.columns()]


def _from_places(walk: Walk) -> tuple[str, ...]:
    return (*map(walk.measured, Measure), walk.reden, walk.rand, walk.id, walk.naam)


def _of_areas(definitions: Collection[str], wanted: Collection[str]) -> list[str]:
    counted = [
        name
        for soort in _JUDGED_KINDS
        for key in definitions
        for one in VerdictCount.of(soort, key)
        for name in (one.n, one.n_woningen)
    ]
    walks = [
        name
        for walk in map(AreaWalk, map(str, wanted))
        for name in (walk.gemiddeld_m, walk.mediaan_m, walk.n_geen, walk.n_onbekend)
    ]
    return ["naam", "n_woningen", *counted, *walks]
