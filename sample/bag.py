"""How does a drawn gemeente look in the BAG, as the light GeoPackage of PDOK holds it?"""

from collections.abc import Iterable, Iterator

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from sample.model import XY, Address, Building, Sheet

Layers = dict[str, gpd.GeoDataFrame]

HOME = "woonfunctie"
_BY_FUNCTION = (
    ("shop", "", "winkelfunctie"),
    ("office", "", "kantoorfunctie"),
    ("craft", "", "woonfunctie,industriefunctie"),
    ("amenity", "library", "bijeenkomstfunctie"),
    ("amenity", "community_centre", "bijeenkomstfunctie"),
    ("amenity", "school", "onderwijsfunctie"),
    ("amenity", "social_facility", "woonfunctie,gezondheidszorgfunctie"),
    ("amenity", "pharmacy", "winkelfunctie"),
    ("amenity", "", "gezondheidszorgfunctie"),
    ("leisure", "", "sportfunctie"),
    ("building", "retail", "winkelfunctie"),
    ("building", "industrial", "industriefunctie"),
)
"""Key, value ("" is any) and what the BAG calls it; the first that fits."""

_ADDRESS_COLUMNS = ["openbare_ruimte_naam", "huisnummer", "huisletter", "toevoeging", "postcode"]
_ADDRESS_COLUMNS += ["woonplaats_naam"]


def build_bag(sheets: Iterable[tuple[Sheet, XY]]) -> Layers:
    """Lay out the four layers of the BAG light GeoPackage.

    Parameters
    ----------
    sheets
        Each with its place in RD New.
    """
    placed = list(sheets)
    return {
        "verblijfsobject": _layer(r for s, shift in placed for r in _verblijfsobjecten(s, shift)),
        "pand": _layer(r for sheet, shift in placed for r in _panden(sheet, shift)),
        "ligplaats": _layer(r for s, shift in placed for r in _berths(s, "ligplaats", shift)),
        "standplaats": _layer(r for s, shift in placed for r in _berths(s, "standplaats", shift)),
    }


def _layer(rows: Iterable[dict[str, object]]) -> gpd.GeoDataFrame:
    table = gpd.GeoDataFrame(list(rows), geometry="geometry", crs="EPSG:28992")
    numbers = table.columns.intersection(
        ["oppervlakte", "bouwjaar", "huisnummer", "aantal_verblijfsobjecten"]
    )
    return table.astype(dict.fromkeys(numbers, "int32")).sort_values("identificatie")


def _verblijfsobjecten(sheet: Sheet, shift: XY) -> Iterator[dict[str, object]]:
    for building in (*sheet.buildings, *sheet.register_only):
        addresses = [*building.addresses, *building.register_only]
        for address in addresses:
            yield {
                "identificatie": address.vbo_id,
                "oppervlakte": _floor_m2(building, len(addresses)),
                "bouwjaar": building.year,
                "status": address.status,
                "gebruiksdoel": purposes_of(building, address),
                **_written(address),
                "pand_identificatie": building.pand_id,
                "geometry": _moved(Point(address.at), shift),
            }


def _panden(sheet: Sheet, shift: XY) -> Iterator[dict[str, object]]:
    for building in (*sheet.buildings, *sheet.register_only):
        addresses = [*building.addresses, *building.register_only]
        uses = {use for a in addresses for use in purposes_of(building, a).split(",")}
        yield {
            "identificatie": building.pand_id,
            "bouwjaar": building.year,
            "status": building.status,
            "gebruiksdoel": ",".join(sorted(uses)),
            "aantal_verblijfsobjecten": len(addresses),
            "geometry": _moved(building.outline, shift),
        }


def _berths(sheet: Sheet, kind: str, shift: XY) -> Iterator[dict[str, object]]:
    for berth in (b for b in sheet.berths if b.kind == kind):
        yield {
            "identificatie": berth.address.vbo_id,
            "status": berth.address.status,
            **_written(berth.address),
            "geometry": _moved(berth.outline, shift),
        }


def _written(address: Address) -> dict[str, object]:
    values = (
        address.street,
        address.number,
        address.letter,
        address.addition,
        address.postcode,
        address.city,
    )
    return dict(zip(_ADDRESS_COLUMNS, values, strict=True))


def _floor_m2(building: Building, n: int) -> int:
    """Guess the floor area of one address: two floors of a house, an equal part of a block."""
    floors = int(building.tags.get("building:levels", "2"))
    return max(15, round(building.outline.area * floors * 0.85 / max(n, 1)))


def purposes_of(building: Building, address: Address) -> str:
    """Tell what the BAG says an address is used for."""
    if address.purposes:
        return address.purposes
    tags = building.tags | address.tags
    for key, value, purposes in _BY_FUNCTION:
        if tags.get(key) == value or (not value and key in tags):
            return purposes
    if tags.get("building") == "commercial":
        return "kantoorfunctie" if _is_works(address) else "gezondheidszorgfunctie"
    return f"{HOME},industriefunctie" if "Lage Polderweg" in address.street else HOME


def _is_works(address: Address) -> bool:
    return address.street.startswith(("Ambachtsweg", "Nijverheidsweg"))


def _moved(shape: Point | Polygon, shift: XY) -> shapely.Geometry:
    """Bring a shape to RD New, in millimetres."""
    return shapely.transform(shape, lambda xy: np.round(xy + shift, 3))
