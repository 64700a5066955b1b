"""Which tables come out of an OpenStreetMap file?"""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
import shapely

from wozgeo.domain.many_shapes import IndexedShapes, as_places, shapes_of


@dataclass(frozen=True)
class OsmTables:
    """What was read, as contract tables (`wozgeo.domain.contracts`), all in RD New.

    Attributes
    ----------
    ways, stops, obstacles
        What the walking network is made of.
    addresses
        Locations contract (``pand_id``: the building), ``dwelling`` (bool), ``ground`` (why so).
    facilities
        Facilities contract; places mapped twice are merged.
    extent
        The area the file holds, from its header, else from its nodes.
    timestamp
        The state of the data, as the file says; "" if it does not.
    counts
        What was found, and by which rule; goes into run.json.
    backdrop
        What the map draws under the answers (`wozgeo.inputs.backdrop`); None where it was not asked.
    places
        Where facilities are entered (`wozgeo.inputs.facility_places`); None where nothing is known of it.
    uncounted
        Places that nearly count as a voorziening, and why they do not (`wozgeo.inputs.uncounted`).
    entrances
        The doors on the map: ``kind``; None where nothing is known of them.
    """

    ways: gpd.GeoDataFrame
    stops: pd.DataFrame
    obstacles: gpd.GeoDataFrame
    addresses: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    extent: shapely.Polygon
    timestamp: str
    counts: dict[str, dict[str, int]]
    backdrop: gpd.GeoDataFrame | None = None
    places: gpd.GeoDataFrame | None = None
    uncounted: gpd.GeoDataFrame | None = None
    entrances: gpd.GeoDataFrame | None = None

    @cached_property
    def buildings(self) -> IndexedShapes | None:
        """The outlines of buildings, in RD New; None where nothing is known of what is drawn."""
        if self.backdrop is None:
            return None
        kinds = (self.backdrop["kind"] == "gebouw").to_numpy()
        return IndexedShapes(shapes_of(as_places(self.backdrop.geometry[kinds])))

    @property
    def dwellings(self) -> gpd.GeoDataFrame:
        """The addresses that are dwellings."""
        chosen = self.addresses[self.addresses["dwelling"]]
        return chosen.drop(columns=["dwelling", "ground"])
