"""Where do points meet the streets, in either reading?"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.tables import ACCESS_TABLE, OBSTACLE_TABLE
from wozgeo.network.build import WalkNetwork
from wozgeo.network.doors import Streets, no_doors, street_doors
from wozgeo.network.other_streets import (
    OTHER_COLUMNS,
    no_others,
    once,
    streets_of_wheels,
)
from wozgeo.network.search import NOWHERE
from wozgeo.network.snapping import Snapper
from wozgeo.network.stray import beside_strays, join_fronts, join_strays, other_fronts


@dataclass(frozen=True)
class Accesses:
    """How a table of points is connected with the streets.

    Attributes
    ----------
    points
        Points in RD New; index: ids.
    possible
        Access to the nearest edge, open or unknown.
    certain
        Access to the nearest edge known to be open, over dry ground; the same where that is the same.
        Where that edge joins nothing, to the nearest of a larger piece; the nearest is among the others.
    others
        What else may serve as a point's street: `wozgeo.network.other_streets`.
    street
        Access to the street of the address, and ``known``: `wozgeo.network.doors`. None where no address
        is known.
    by_street
        Whether one leaves by that street where there is one, and not by whatever is nearest.
    closed
        Which points are a door of which everyone knows where it is: there is no other. None: none are.
    """

    points: gpd.GeoSeries
    possible: pd.DataFrame
    certain: pd.DataFrame
    others: pd.DataFrame = field(default_factory=no_others)
    street: pd.DataFrame | None = None
    by_street: bool = True
    closed: NDArray[np.bool_] | None = None

    @classmethod
    def of(
        cls,
        points: gpd.GeoSeries,
        snapper: Snapper,
        streets: Streets | None = None,
        *,
        by_street: bool = True,
    ) -> "Accesses":
        """Connect points with the streets, also where the nearest is private or joins nothing."""
        possible = snapper.snap(points)
        certain = join_fronts(points, snapper, snapper.snap_certain(points, possible))
        fronts = other_fronts(points, snapper, possible)
        pieces = snapper.pieces
        near = possible, certain
        possible, certain = join_strays(points, snapper, near, pieces)
        for table in (possible, certain):
            ACCESS_TABLE.require(table)
        street = (
            street_doors(points, snapper, streets, (possible, certain), pieces) if streets else None
        )
        others = once([fronts, *beside_strays(near, (possible, certain))], possible, certain)
        own = cls(points, possible, certain, others, street, by_street)
        if snapper.wheels is None or not len(points):
            return own
        theirs = cls.of(points, snapper.wheels, streets, by_street=by_street)
        return own._or_as(theirs, snapper, snapper.wheels)

    def _or_as(self, other: "Accesses", snapper: Snapper, wheels: Snapper) -> "Accesses":
        """Let a walker also leave by the streets by which someone with a rollator would."""
        theirs = other._as_others(street=False)
        if other.street is not None:
            theirs = pd.concat([theirs, other.leaving._as_others(street=True)], ignore_index=True)
        have = self.leaving.possible, self.leaving.certain
        found = streets_of_wheels(snapper, wheels, theirs, *have)
        return replace(self, others=once([self.others, found], *have))

    def _as_others(self, *, street: bool) -> pd.DataFrame:
        """Lay all accesses but those to the street of the address in one table."""
        row = np.arange(len(self.points))
        tables = [
            self.possible.assign(row=row, certain=False),
            self.certain.assign(row=row, certain=True),
            self.others,
        ]
        tables = [table.assign(street=street)[list(OTHER_COLUMNS)] for table in tables]
        return pd.concat([table for table in tables if len(table)], ignore_index=True)

    @cached_property
    def leaving(self) -> "Accesses":
        """The same points, with those accesses only by which one leaves.

        That is the street of the address where there is one. Where it is not known to be open, one
        leaves by the certain access in the certain reading, and so in the possible one as well: what is
        certain is never shorter.
        """
        street = self.street
        if street is None or not self.by_street or not (street["edge"] >= 0).any():
            return replace(self, street=None)
        has = (street["edge"] >= 0).to_numpy()
        known = has & street["known"].to_numpy()
        row = self.others["row"].to_numpy()
        kept = ~has[row] | self.others["street"].to_numpy()
        kept |= ~known[row] & self.others["certain"].to_numpy()
        return replace(
            self,
            possible=_taken(self.possible, street, has),
            certain=_taken(self.certain, street, known),
            others=self.others[kept].reset_index(drop=True),
            street=None,
        )

    def doubtful_doors(self) -> tuple[pd.DataFrame, IntArray]:
        """List every access of the points that have several, each once: by which does one leave?

        Returns
        -------
        tuple
            Access contract with ``known``: whether it is known to be open, and joins more than a nearer one
            that joins nothing: by that one may, and nobody must; and the row of each.
        """
        street = no_doors(self.points.index) if self.street is None else self.street
        row = np.arange(len(self.points))
        tables = [
            self.certain.assign(row=row, known=True),
            street.assign(row=row),
            self.others.assign(known=self.others["certain"] & ~self._nearer_than_certain()),
            self.possible.assign(row=row, known=False),
        ]
        columns = [*ACCESS_TABLE.columns, "row", "known"]
        several = _several(tables, len(self.points))  # of most there is one, laid out four times
        if self.closed is not None:
            several &= ~self.closed
        chosen = [
            (table["edge"].to_numpy() >= 0) & several[table["row"].to_numpy(np.int64)]
            for table in tables
        ]
        tables = [table.loc[mine, columns] for table, mine in zip(tables, chosen, strict=True)]
        doors = pd.concat([table for table in tables if len(table)] or tables, ignore_index=True)
        doors = doors.sort_values("known", ascending=False, kind="stable")
        doors = doors.drop_duplicates(["row", "edge"]).sort_values(["row", "edge"])
        return doors.drop(columns="row"), doors["row"].to_numpy(dtype=np.int64)

    def _nearer_than_certain(self) -> NDArray[np.bool_]:
        """Tell which of the others lie nearer than the certain access, which leads to a larger piece."""
        certain_m = self.certain["off_m"].to_numpy()[self.others["row"]]
        return np.asarray(self.others["off_m"].to_numpy() < certain_m, dtype=bool)

    def only(self, chosen: NDArray[Any], ids: pd.Index | None = None) -> "Accesses":
        """Take some points, by mask or by position, under other ids if need be."""
        points = self.points.iloc[chosen]
        possible, certain = self.possible.iloc[chosen], self.certain.iloc[chosen]
        street = None if self.street is None else self.street.iloc[chosen]
        if ids is not None:
            points = points.set_axis(ids)
            possible, certain = possible.set_axis(ids), certain.set_axis(ids)
            street = None if street is None else street.set_axis(ids)
        rank = np.full(len(self.points), NOWHERE)
        rank[chosen] = np.arange(len(points))
        others = self.others.assign(row=rank[self.others["row"]])
        others = others[others["row"] >= 0].reset_index(drop=True)
        closed = None if self.closed is None else self.closed[chosen]
        return Accesses(
            as_places(points), possible, certain, others, street, self.by_street, closed
        )

    def with_more(self, other: "Accesses") -> "Accesses":
        """Lay other points after these."""
        street = None
        if self.street is not None or other.street is not None:
            both = [(one.street, one.points.index) for one in (self, other)]
            street = pd.concat([no_doors(i) if own is None else own for own, i in both])
        return Accesses(
            as_places(pd.concat([self.points, other.points])),
            pd.concat([self.possible, other.possible]),
            pd.concat([self.certain, other.certain]),
            pd.concat(
                [self.others, other.others.assign(row=other.others["row"] + len(self.points))],
                ignore_index=True,
            ),
            street,
            self.by_street,
            _both(self, other),
        )

    def either(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack the accesses by which one leaves, each once; and the row of each: first one of every point."""
        possible, certain, others = self.leaving.possible, self.leaving.certain, self.leaving.others
        other = (certain["edge"] >= 0) & (certain["edge"] != possible["edge"])
        more = others[others["edge"].to_numpy() != possible["edge"].to_numpy()[others["row"]]]
        rows = (np.arange(len(self.points)), np.flatnonzero(other), more["row"])
        tables = (possible, certain[other], more[possible.columns])
        return pd.concat(tables), np.concatenate(rows)

    def known(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack those of them known to be open, and the row of each: first one of every point."""
        certain, others = self.leaving.certain, self.leaving.others
        others = others[others["certain"].to_numpy()]
        rows = np.concatenate([np.arange(len(self.points)), others["row"]])
        return pd.concat([certain, others[certain.columns]]), rows


def _several(tables: list[pd.DataFrame], n_points: int) -> NDArray[np.bool_]:
    """Tell which points meet more than one edge."""
    first = np.full(n_points, np.iinfo(np.int64).max)
    last = np.full(n_points, NOWHERE)
    for table in tables:
        edge, row = (table[name].to_numpy(np.int64) for name in ("edge", "row"))
        met = edge >= 0
        np.minimum.at(first, row[met], edge[met])
        np.maximum.at(last, row[met], edge[met])
    return np.asarray(first < last, dtype=bool)


def _both(one: Accesses, other: Accesses) -> NDArray[np.bool_] | None:
    """Tell of two tables of points, one after the other, which are doors."""
    if one.closed is None and other.closed is None:
        return None
    parts = [
        np.zeros(len(side.points), dtype=bool) if side.closed is None else side.closed
        for side in (one, other)
    ]
    return np.concatenate(parts)


def _taken(access: pd.DataFrame, street: pd.DataFrame, rows: NDArray[np.bool_]) -> pd.DataFrame:
    """Let some rows come to the street of their address."""
    return pd.DataFrame(
        {
            name: np.where(rows, street[name].to_numpy(), access[name].to_numpy())
            for name in ACCESS_TABLE.columns
        },
        index=access.index,
    )


def connect_points(
    points: gpd.GeoSeries,
    network: WalkNetwork,
    obstacles: gpd.GeoDataFrame,
    *,
    max_off_m: float = 250.0,
    max_extra_m: float = 25.0,
    streets: Streets | None = None,
) -> Accesses:
    """Connect points with the streets, over ground that can be crossed.

    Parameters
    ----------
    points
        Points in RD New; index: ids. May be empty.
    network
        Streets of one profile.
    obstacles
        What a leg may not cross (`wozgeo.read_osm` gives it); may be empty.
    max_off_m, max_extra_m
        The longest leg to a street, and how much further a street known to be open may lie; metres. The
        defaults are those of ``data/standaard.toml``, and a test holds them to it.
    streets
        Which ways are the street of which address (`wozgeo.runs.named_streets`), to leave dwellings by it;
        None: everything is left by the nearest street.

    Returns
    -------
    Accesses
        In the order of the points; what lies further than ``max_off_m`` from every street has none.

    Raises
    ------
    InputError
        When ``obstacles`` does not keep to its contract.
    """
    OBSTACLE_TABLE.require(obstacles)
    return Accesses.of(points, Snapper(network, obstacles, max_off_m, max_extra_m), streets)
