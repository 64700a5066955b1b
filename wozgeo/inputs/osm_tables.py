"""Which tables come out of an OpenStreetMap file?"""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely


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
    entrances: gpd.GeoDataFrame | None = None

    @property
    def dwellings(self) -> gpd.GeoDataFrame:
        """The addresses that are dwellings."""
        chosen = self.addresses[self.addresses["dwelling"]]
        return chosen.drop(columns=["dwelling", "ground"])
