"""Which columns do the tables share that travel between the rooms, and which columns must be there?

The tables themselves are declared in `wozgeo.domain.tables`; these are besides:

========== ====================== ==========================================================
table      index                  columns
========== ====================== ==========================================================
obstacles  running number         ``geometry`` line or polygon; ``kind`` {water, spoor, weg,
                                  muur of hek}: see `wozgeo.domain.vocabulary.Crossing`
access     as the table snapped   ``edge`` int (-1: none); ``along_m``; ``off_m``; ``crosses``
complex    running number         ``complex_id``; ``rij`` in the user's file; ``opgegeven`` as
addresses                         written; ``straat``, ``nummer``, ``toevoeging``, ``postcode``,
                                  ``woonplaats``; ``apart`` bool: addition in a cell of its own;
                                  ``reeks`` bool: from a range; ``andere_kant`` bool: across the
                                  street from both ends of a range
places     place_id               ``geometry`` Point, None where not found; ``object_id``;
                                  ``kind``: see `wozgeo.network.sites.Spot`
========== ====================== ==========================================================
"""

from collections.abc import Mapping

import geopandas as gpd

from wozgeo.domain.errors import InputError
from wozgeo.domain.facts import fact_dtypes

RD_NEW = "EPSG:28992"
WGS84 = "EPSG:4326"

STATED_DOOR = ("deur_x", "deur_y")
"""Where a list says that the door of a dwelling is: metres in RD New; NaN where it does not say."""

ADDRESS_COLUMNS = ("straat", "huisnummer", "postcode", "woonplaats")

FACT_COLUMNS: Mapping[str, str] = fact_dtypes()
"""What may be known of a plan or complex, and how it is kept; NA, of a text "", is unknown."""

ATTRIBUTES = tuple(name for name, dtype in FACT_COLUMNS.items() if dtype == "boolean")
"""Those of them that are yes, no or (NA) unknown."""

PLAN_TEXTS = (
    "naam",
    "kern",
    "gemeente",
    "opdrachtgever",
    "plantype",
    "projectfase",
    "status",
    "realisatiekans",
)
PLAN_YEARS = ("oplevering_eerste", "oplevering_laatste")
PLAN_COUNTS = ("n_dwellings", "n_geclusterd", "n_nultreden", "n_zorggeschikt", "n_sociale_huur")

WALKING_TAGS = (
    "highway",
    "access",
    "foot",
    "access:conditional",
    "foot:conditional",
    "opening_hours",
    "motorroad",
    "bridge",
    "route",
    "sidewalk",
    "public_transport",
    "railway",
    "man_made",
    "surface",
    "smoothness",
    "tracktype",
    "wheelchair",
    "maxwidth:physical",
    "kerb",
    "ramp",
    "ramp:wheelchair",
    "ramp:stroller",
    "ramp:bicycle",
    "conveying",
    "ladder",
    "ford",
    "seasonal",
    "tidal",
    "abandoned",
    "construction",
    "demolished",
    "destroyed",
    "dismantled",
    "disused",
    "proposed",
    "razed",
    "removed",
    "name",
)
"""Tags of a way that decide who may walk it (and its name, for the map)."""

PLACE_TAGS = (
    "tunnel",
    "layer",
    "level",
    "covered",
    "location",
    "footway",
    "path",
    "is_sidepath",
)
"""Tags of a way that tell where it lies: on the ground or not, beside which street."""

BARRIER_TAGS = (
    "barrier",
    "access",
    "foot",
    "access:conditional",
    "foot:conditional",
    "opening_hours",
    "wheelchair",
    "maxwidth:physical",
    "kerb",
    "ford",
    "locked",
)
"""Tags of a node that decide who may pass it."""

STOP_KEYS = frozenset({"barrier", "ford", "kerb", "maxwidth:physical"})
"""A node with one of these may stop someone who walks by."""

PLATFORM_TAGS = {"public_transport": "platform", "railway": "platform", "man_made": "pier"}
"""What is walked though it is no ``highway``, where it joins streets: it is among the ways."""


def require_points(table: gpd.GeoDataFrame, *, name: str) -> None:
    """Raise unless the table is a table of points in RD New with a unique index.

    Raises
    ------
    InputError
        Naming every fault: the wrong CRS, other geometry than points, repeated ids.
    """
    faults = []
    if table.crs is None or table.crs.to_epsg() != 28992:
        faults.append(f"the CRS is {table.crs}, expected {RD_NEW}; convert with to_crs")
    if len(table) and not (table.geom_type == "Point").all():
        faults.append("not every geometry is a Point")
    if not table.index.is_unique:
        repeated = table.index[table.index.duplicated()].unique()
        faults.append(f"ids repeat: {', '.join(map(str, repeated[:5]))}")
    if faults:
        raise InputError(name, faults)
