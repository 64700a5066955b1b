"""At which places is every facility of this run entered?

By a door that the map knows; else along its outline, with the street of its address as the middle; else at
its point. Of a platform every place serves; a facility that was found by its address follows the rule of
dwellings.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.many_shapes import IndexedShapes, as_places, points_at, shapes_of
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.vocabulary import MeasuredTo
from wozgeo.inputs.facility_places import PlaceKind, no_places
from wozgeo.inputs.osm_arrays import Arrays
from wozgeo.network.accesses import Accesses
from wozgeo.network.doors import UNNAMED_STREET, Streets
from wozgeo.network.entries import (
    Entries,
    EntryRow,
    Fronts,
    entries_table,
    find_fronts,
    places_along,
)
from wozgeo.network.snapping import Snapper
from wozgeo.runs.forms import accesses_apart, accesses_together
from wozgeo.runs.keeping import Form
from wozgeo.runs.named_streets import named_streets


@dataclass(frozen=True)
class Entered:
    """The entries of all facilities.

    Attributes
    ----------
    entries
        Which belongs to which facility.
    access
        Where they meet the streets; index: the id of the facility.
    measured_to
        Per facility what ``afstand`` leads to: a `MeasuredTo`.
    """

    entries: Entries
    access: Accesses
    measured_to: "pd.Series[str]"


def enter_facilities(
    facilities: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame | None,
    snapper: Snapper,
    ways: gpd.GeoDataFrame,
    buildings: IndexedShapes | None,
    *,
    by_street: bool,
) -> Entered:
    """Find where facilities are entered, and connect those places with the streets.

    Parameters
    ----------
    facilities
        Facilities contract.
    places
        See `wozgeo.inputs.facility_places.places_table`; None: nothing is known but their points.
    snapper
        What connects them.
    ways, buildings
        As for `wozgeo.runs.named_streets.named_streets`.
    by_street
        Whether the middle is the street of the address, and not whatever is nearest.
    """
    places = no_places() if places is None else places
    known = _of_each(facilities, places)
    streets = named_streets(ways, known["straat"], buildings)
    laying = _Laying(facilities, known, snapper, streets, by_street=by_street)
    laid = [laying.rows(row) for row in range(len(facilities))]
    table = entries_table([one for rows, _ in laid for one in rows])
    row = table["facility"].to_numpy(dtype=np.int64)
    points = gpd.GeoSeries(
        shapes_of(as_places(table["geometry"])), crs=RD_NEW, index=facilities.index[row]
    )
    of_point = table["street"].to_numpy(dtype=np.int64)
    asked = replace(streets, of_point=of_point) if (of_point != UNNAMED_STREET).any() else None
    access = Accesses.of(points, snapper, asked)
    middle, sole = (table[name].to_numpy(dtype=bool) for name in ("middle", "sole"))
    return Entered(
        Entries(row, middle | _without_middle(row, middle, access), sole),
        access,
        pd.Series([str(to) for _, to in laid], index=facilities.index, dtype=object),
    )


def entered_form(facilities: gpd.GeoDataFrame) -> Form[Entered]:
    """Say how the entries of these facilities become arrays, and come back."""

    def apart(made: Entered) -> tuple[Arrays, dict[str, Any]]:
        arrays: Arrays = {
            "facility": made.entries.facility,
            "middle": made.entries.middle,
            "sole": made.entries.sole,
        }
        access = accesses_apart("access", made.access, arrays)
        return arrays, {"access": access, "measured_to": [str(to) for to in made.measured_to]}

    def together(arrays: Arrays, told: dict[str, Any]) -> Entered:
        row = arrays["facility"]
        ids = facilities.index[row]
        to = pd.Series(told["measured_to"], index=facilities.index, dtype=object)
        access = accesses_together("access", told["access"], arrays, ids)
        return Entered(Entries(row, arrays["middle"], arrays["sole"]), access, to)

    return Form(apart, together)


def _without_middle(
    row: IntArray, middle: NDArray[np.bool_], access: Accesses
) -> NDArray[np.bool_]:
    """Tell which entries are of a facility whose middles meet no street: then any serves that does."""
    met = access.possible["edge"].to_numpy() >= 0
    return np.asarray(~np.isin(row, row[middle & met]))


def _of_each(facilities: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """List what is known of every facility: ``row``, ``kind``, ``straat`` and ``geometry``."""
    rows = pd.DataFrame(
        {
            "facility_id": facilities.index,
            "source": facilities["source"].to_numpy(dtype=object),
            "row": np.arange(len(facilities)),
        }
    )
    found = pd.DataFrame(places).rename_axis("facility_id").reset_index()
    return rows.merge(found, on=["facility_id", "source"])[["row", "kind", "straat", "geometry"]]


class _Laying:
    """Lays out the entries of one facility after another."""

    def __init__(
        self,
        facilities: gpd.GeoDataFrame,
        known: pd.DataFrame,
        snapper: Snapper,
        streets: Streets,
        *,
        by_street: bool,
    ) -> None:
        self._points = facilities.geometry.to_numpy()
        self._by_street = by_street
        self._shapes: dict[int, dict[str, list[shapely.Geometry]]] = {}
        for row, kind, shape in zip(known["row"], known["kind"], known["geometry"], strict=True):
            self._shapes.setdefault(int(row), {}).setdefault(str(kind), []).append(shape)
        self._street_of_row = dict(zip(known["row"], streets.of_point.tolist(), strict=True))
        outlined = known[(known["kind"] == PlaceKind.OMTREK).to_numpy()]
        self._outline = {int(row): i for i, row in enumerate(outlined["row"])}
        self._street_of = streets.of_point[(known["kind"] == PlaceKind.OMTREK).to_numpy()]
        self._round, self._at_street = find_fronts(
            shapes_of(as_places(outlined["geometry"])),
            snapper,
            streets.buildings,
            of_edge=streets.of_edges(snapper.network),
            of_outline=self._street_of,
        )

    def rows(self, row: int) -> tuple[list[EntryRow], MeasuredTo]:
        """Give the entries of one facility, and what is measured to."""
        shapes = self._shapes.get(row)
        if shapes is None:
            return [(row, True, True, UNNAMED_STREET, self._points[row])], MeasuredTo.PUNT
        if PlaceKind.PERRON in shapes:
            anywhere = [p for shape in shapes[PlaceKind.PERRON] for p in places_along(shape)]
            return [*_at(row, anywhere, middle=True)], MeasuredTo.PERRON
        if PlaceKind.DEUR in shapes:
            doors = _at(row, shapes[PlaceKind.DEUR], middle=True)
            perhaps = _at(row, shapes.get(PlaceKind.MISSCHIEN, ()), middle=False)
            beside = _at(row, shapes.get(PlaceKind.NEVEN, ()), middle=False, sole=False)
            return [*doors, *perhaps, *beside], MeasuredTo.INGANG
        if PlaceKind.ADRES in shapes:
            return self._by_address(row, self._street_of_row[row])
        return self._along(row, shapes.get(PlaceKind.DIENST, []))

    def _by_address(self, row: int, street: int) -> tuple[list[EntryRow], MeasuredTo]:
        """Leave it as a dwelling is left: by the street of its address, or by the nearest."""
        both = (street, UNNAMED_STREET) if self._by_street else (UNNAMED_STREET, street)
        rows = [
            (row, middle, True, asked, self._points[row])
            for asked, middle in zip(both, (True, False), strict=True)
        ]
        return rows, MeasuredTo.ADRES

    def _along(
        self, row: int, other_doors: Sequence[shapely.Geometry]
    ) -> tuple[list[EntryRow], MeasuredTo]:
        """Enter it anywhere along its outline where that faces a street."""
        number, point = self._outline.get(row, -1), self._points[row]
        fronts = _at(row, points_at(self._round.xy[self._round.outline == number]), middle=False)
        around, (at, street) = [*fronts], self._nearest_at_street(number, point)
        if at is not None:
            around.append((row, self._by_street, True, street, at))
            if self._by_street:
                return around, MeasuredTo.STRAAT
        if not around and len(other_doors):
            return [*_at(row, other_doors, middle=True)], MeasuredTo.INGANG
        return [(row, True, True, UNNAMED_STREET, point), *around], MeasuredTo.PUNT

    def _nearest_at_street(
        self, number: int, point: shapely.Geometry
    ) -> tuple[shapely.Geometry | None, int]:
        """Give the place at the street of the address that is nearest to the point of the facility."""
        fronts: Fronts = self._at_street
        mine = np.flatnonzero(fronts.outline == number)
        if not len(mine):
            return None, UNNAMED_STREET
        places = points_at(fronts.xy[mine])
        apart = np.round(shapely.distance(places, point), 3)
        x, y = fronts.xy[mine].T
        best = int(np.lexsort((y, x, apart))[0])
        return places[best], int(self._street_of[number])


def _at(
    row: int, shapes: Iterable[shapely.Geometry], *, middle: bool, sole: bool = True
) -> Iterator[EntryRow]:
    for shape in shapes:
        yield row, middle, sole, UNNAMED_STREET, shape
