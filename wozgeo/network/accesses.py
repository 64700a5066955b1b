"""Where do points meet the streets, in either reading?"""

from dataclasses import dataclass, field, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.domain.many_shapes import as_places
from wozgeo.domain.plain_types import IntArray
from wozgeo.domain.tables import ACCESS_TABLE, OBSTACLE_TABLE
from wozgeo.network.build import WalkNetwork
from wozgeo.network.other_streets import (
    OTHER_COLUMNS,
    no_others,
    once,
    streets_of_wheels,
)
from wozgeo.network.search import (
    NOWHERE,
    Reading,
)
from wozgeo.network.snapping import Snapper
from wozgeo.network.stray import Pieces, join_fronts, join_strays, other_fronts


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
        Where that edge joins nothing, to the nearest of a larger piece.
    others
        What else may serve as a point's street: `wozgeo.network.other_streets`.
    """

    points: gpd.GeoSeries
    possible: pd.DataFrame
    certain: pd.DataFrame
    others: pd.DataFrame = field(default_factory=no_others)

    @classmethod
    def of(cls, points: gpd.GeoSeries, snapper: Snapper) -> "Accesses":
        """Connect points with the streets, also where the nearest is private or joins nothing."""
        possible = snapper.snap(points)
        certain = join_fronts(points, snapper, snapper.snap_certain(points, possible))
        fronts = other_fronts(points, snapper, possible)
        network = snapper.network
        pieces = Pieces.of(Reading.possible(network)), Pieces.of(Reading.certain(network))
        possible, certain = join_strays(points, snapper, (possible, certain), pieces)
        for table in (possible, certain):
            ACCESS_TABLE.require(table)
        own = cls(points, possible, certain, once([fronts], possible, certain))
        if snapper.wheels is None or not len(points):
            return own
        return own._or_as(cls.of(points, snapper.wheels), snapper, snapper.wheels)

    def _or_as(self, other: "Accesses", snapper: Snapper, wheels: Snapper) -> "Accesses":
        """Let a walker also leave by the streets by which someone with a rollator would."""
        row = np.arange(len(self.points))
        tables = [
            other.possible.assign(row=row, certain=False),
            other.certain.assign(row=row, certain=True),
            other.others,
        ]
        theirs = pd.concat([t[list(OTHER_COLUMNS)] for t in tables if len(t)], ignore_index=True)
        found = streets_of_wheels(snapper, wheels, theirs, self.possible, self.certain)
        others = once([self.others, found], self.possible, self.certain)
        return replace(self, others=others)

    def only(self, chosen: NDArray[Any], ids: pd.Index | None = None) -> "Accesses":
        """Take some points, by mask or by position, under other ids if need be."""
        points = self.points.iloc[chosen]
        possible, certain = self.possible.iloc[chosen], self.certain.iloc[chosen]
        if ids is not None:
            points, possible, certain = (
                points.set_axis(ids),
                possible.set_axis(ids),
                certain.set_axis(ids),
            )
        rank = np.full(len(self.points), NOWHERE)
        rank[chosen] = np.arange(len(points))
        others = self.others.assign(row=rank[self.others["row"]])
        others = others[others["row"] >= 0].reset_index(drop=True)
        return Accesses(as_places(points), possible, certain, others)

    def with_more(self, other: "Accesses") -> "Accesses":
        """Lay other points after these."""
        return Accesses(
            as_places(pd.concat([self.points, other.points])),
            pd.concat([self.possible, other.possible]),
            pd.concat([self.certain, other.certain]),
            pd.concat(
                [self.others, other.others.assign(row=other.others["row"] + len(self.points))],
                ignore_index=True,
            ),
        )

    def either(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack all accesses, each once; and the row each belongs to: first one of every point."""
        other = (self.certain["edge"] >= 0) & (self.certain["edge"] != self.possible["edge"])
        more = self.others["edge"].to_numpy()
        more = self.others[more != self.possible["edge"].to_numpy()[self.others["row"]]]
        rows = (np.arange(len(self.points)), np.flatnonzero(other), more["row"])
        tables = (self.possible, self.certain[other], more[self.possible.columns])
        return pd.concat(tables), np.concatenate(rows)

    def known(self) -> tuple[pd.DataFrame, IntArray]:
        """Stack the accesses known to be open, and the row each belongs to: first one of every point."""
        others = self.others[self.others["certain"].to_numpy()]
        rows = np.concatenate([np.arange(len(self.points)), others["row"]])
        return pd.concat([self.certain, others[self.certain.columns]]), rows


def connect_points(
    points: gpd.GeoSeries,
    network: WalkNetwork,
    obstacles: gpd.GeoDataFrame,
    *,
    max_off_m: float = 250.0,
    max_extra_m: float = 25.0,
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
    return Accesses.of(points, Snapper(network, obstacles, max_off_m, max_extra_m))
