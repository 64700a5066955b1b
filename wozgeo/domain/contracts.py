"""What do the tables look like that travel between the rooms?

All geometry is in RD New (EPSG:28992, metres). The index of a table is its identity: text, unique
unless said otherwise. ``require_*`` raises with every fault, or returns None.

========== ====================== ==========================================================
table      index                  columns
========== ====================== ==========================================================
ways       way_id (int, repeats   ``geometry`` LineString, of a square (Multi)Polygon; ``nodes``
           where a way was cut,   object array of int64 node ids, one per coordinate, of a square
           < 0 for a relation)    none; one text column per WALKING_TAGS and PLACE_TAGS
stops      node_id (int)          tags of nodes with one of STOP_KEYS: BARRIER_TAGS, text
obstacles  running number         ``geometry`` line or polygon; ``kind`` {water, spoor, weg,
                                  muur of hek}: see `wozgeo.domain.vocabulary.Crossing`
locations  location_id            ``geometry`` Point; ``kind`` {woning}; ``naam``,
                                  ADDRESS_COLUMNS and ``pand_id``, text ("" where unknown)
facilities facility_id            ``geometry`` Point; ``voorziening``; ``name``; ``source``;
                                  ``rule``: why it counts, "" where a user's list says so
access     as the table snapped   ``edge`` int (-1: none); ``along_m``; ``off_m``; ``crosses``
distances  location_id,           ``distance_m``, ``certain_m``, ``facility_id``, ``reason``,
           voorziening            ``beyond_edge`` bool; ``edge_m``
plans      plan_id                ``geometry`` of the site; PLAN_TEXTS; PLAN_YEARS and PLAN_COUNTS
                                  Int64; ATTRIBUTES boolean; ``share_55plus`` 0 to 1;
                                  ``vertrouwelijk`` bool; ``bron``
complexes  complex_id             ``naam``; ATTRIBUTES boolean; ``share_55plus``; ``bron``
complex    running number         ``complex_id``; ``rij`` in the user's file; ``opgegeven`` as
addresses                         written; ``straat``, ``nummer``, ``toevoeging``, ``postcode``,
                                  ``woonplaats``; ``apart`` bool: addition in a cell of its own;
                                  ``reeks`` bool: from a range
places     place_id               ``geometry`` Point, None where not found; ``object_id``;
                                  ``kind``: see `wozgeo.network.sites.Spot`
areas      niveau, code           ``geometry``; ``naam``; ``n_inwoners``; ``share_65plus``
========== ====================== ==========================================================
"""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from wozgeo.domain.errors import InputError

RD_NEW = "EPSG:28992"
WGS84 = "EPSG:4326"

ADDRESS_COLUMNS = ("straat", "huisnummer", "postcode", "woonplaats")

ATTRIBUTES = (
    "inpandig",
    "voor_bewoners",
    "voor_senioren",
    "levensloopgeschikt",
    "nultreden",
    "intramuraal",
)
"""What may be known of a plan or complex: yes, no or (NA) unknown."""

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


def require_columns(table: pd.DataFrame, columns: Iterable[str], *, name: str) -> None:
    """Raise unless every column is there.

    Raises
    ------
    InputError
        Naming all that are missing and all that were found.
    """
    missing = [c for c in columns if c not in table.columns]
    if missing:
        found = ", ".join(map(str, table.columns)) or "none"
        raise InputError(name, f"columns missing: {', '.join(missing)} (found: {found})")


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
