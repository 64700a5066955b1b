"""Which groups of dwellings that nobody listed could be a geclusterde woonvorm by numbers alone?

A *pand* with enough dwellings, or a *hof*: dwellings around one court or path, grouped by walking
distance. It is a list to start a conversation from; the numbers and their reasons are in
``data/clusters.toml``.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pydantic import Field

from wozgeo.domain.contracts import RD_NEW
from wozgeo.domain.language import Counted, Text, joined, listed
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.tables import DWELLING_TABLE
from wozgeo.domain.toml_files import Table, Words, read_toml, require_table
from wozgeo.network.neighbours import Paths, group_neighbours

_STREETS_NAMED = 2

_AND = Text("en", "and")
_OTHER_STREETS = Counted(
    Text("1 andere straat", "1 other street"), Text("{n} andere straten", "{n} other streets")
)
_UNKNOWN = Text("adres onbekend", "address unknown")


class ClusterRule(Table):
    """When dwellings are a hof; see ``data/clusters.toml``.

    Attributes
    ----------
    highway
        Classes of ways a hof may lie along.
    max_step_m
        Neighbours are no further apart than this, on foot.
    maximum
        More dwellings than this are no hof.
    """

    highway: Words = Field(min_length=1)
    max_step_m: float = Field(gt=0, allow_inf_nan=False)
    maximum: int = Field(ge=1)


class _ClusterFile(Table):
    clusters: ClusterRule


def read_cluster_rule(path: Path | None = None) -> ClusterRule:
    """Read the rule; the one that comes with wozgeo unless a path is given.

    Raises
    ------
    ConfigError
        Every fault in the file at once.
    """
    path = path or packaged_path("clusters.toml")
    found = read_toml(path, what="a rule for clusters")
    return require_table(_ClusterFile, found, source=path).clusters


def find_clusters(
    dwellings: gpd.GeoDataFrame,
    access: pd.DataFrame,
    paths: Paths,
    *,
    minimum: int,
    rule: ClusterRule,
    known: pd.Index,
) -> gpd.GeoDataFrame:
    """Find panden and hoven with enough dwellings.

    Parameters
    ----------
    dwellings
        Locations contract in RD New; may be empty.
    access
        Access contract, a row for each of the dwellings at least.
    paths
        Courts and paths: the ways of ``rule.highway``.
    minimum
        Fewer dwellings are no cluster: 12 are for 12, 11 are not.
    rule
        When dwellings are a hof.
    known
        Location ids of complexes that were listed: a cluster that holds one of them is left out.

    Returns
    -------
    GeoDataFrame
        Index ``cluster_id``, sorted: "pand" and the id of the pand, or "hof" and the smallest location
        id in it. ``soort`` {pand, hof}; ``n_dwellings``; ``naam``, a `Text` from streets and house
        numbers ("Dorpsstraat 2–48, Wozerdam"); ``kern``, the woonplaats of most ("" unknown);
        ``location_ids``, a sorted tuple; MultiPoint of the dwellings. A dwelling is in one cluster at
        most: those in a pand that counts are in no hof.
    """
    DWELLING_TABLE.require(dwellings)
    dwellings = dwellings.sort_index()
    label = _in_panden(dwellings["pand_id"].astype(object), minimum)
    rest = dwellings.index[label == ""]
    label.update(_in_hoven(access.loc[rest], paths, minimum, rule))
    listed = label[label.index.isin(known)]
    label = label[(label != "") & ~label.isin(listed)]
    return _table(dwellings.loc[label.index], label)


def _in_panden(pand_id: pd.Series, minimum: int) -> pd.Series:
    """Label the dwellings of every pand with enough of them; "" for the rest."""
    enough = (pand_id.groupby(pand_id).transform("size") >= minimum) & (pand_id != "")
    return ("pand " + pand_id).where(enough, "")


def _in_hoven(access: pd.DataFrame, paths: Paths, minimum: int, rule: ClusterRule) -> pd.Series:
    """Label the dwellings of every hof that is neither too small nor too large, and no others."""
    group = group_neighbours(access, paths, max_step_m=rule.max_step_m)
    group = group[group >= 0]
    group = group[group.groupby(group).transform("size").between(minimum, rule.maximum)]
    smallest = group.index.to_series().groupby(group.to_numpy()).transform("min")
    return ("hof " + smallest).astype(object)


def _table(members: gpd.GeoDataFrame, label: pd.Series) -> gpd.GeoDataFrame:
    """Lay the dwellings, sorted by id, together by their labels."""
    cluster_id, code = np.unique(label.to_numpy(str), return_inverse=True)
    order = np.argsort(code, kind="stable")
    n_dwellings = np.bincount(code, minlength=len(cluster_id))
    groups = np.split(order, np.cumsum(n_dwellings))[:-1]
    ids, streets, numbers, kernen = (
        column.to_numpy(dtype=object)
        for column in (members.index, *(members[c] for c in ("straat", "huisnummer", "woonplaats")))
    )
    kern = [_most_named(kernen[rows]) for rows in groups]
    named = [
        joined([name_addresses(streets[rows], numbers[rows]), Text(place, place)], ", ")
        for rows, place in zip(groups, kern, strict=True)
    ]
    texts = {
        "soort": [name.partition(" ")[0] for name in cluster_id.tolist()],
        "naam": named,
        "kern": kern,
        "location_ids": [tuple(ids[rows]) for rows in groups],
    }
    columns = {name: pd.Series(values, dtype=object) for name, values in texts.items()}
    return gpd.GeoDataFrame(
        {"soort": columns.pop("soort"), "n_dwellings": n_dwellings, **columns},
        geometry=shapely.multipoints(members.geometry.to_numpy()[order], indices=code[order]),
        crs=RD_NEW,
    ).set_index(pd.Index(cluster_id.astype(object), name="cluster_id"))


def name_addresses(streets: Iterable[str], numbers: Iterable[str]) -> Text:
    """Name addresses by their streets and the first and last house number in each.

    "Dorpsstraat 2–48"; the street with most of them comes first: "Hof 1–11 en Dorpsstraat 3–5"; further
    streets are counted. What is unknown is left out.
    """
    along: dict[str, list[str]] = {}
    for street, number in zip(streets, numbers, strict=True):
        along.setdefault(street, []).append(number)
    along.pop("", None)
    order = sorted(along, key=lambda street: (-len(along[street]), street))
    named = [f"{street} {_span(along[street])}".strip() for street in order]
    said = [Text(name, name) for name in named]
    more = len(said) - _STREETS_NAMED
    if more > 0:
        said[_STREETS_NAMED:] = [_OTHER_STREETS.about(more)]
    return listed(said, _AND) or _UNKNOWN


def _span(numbers: list[str]) -> str:
    """Give the first and last house number as people count: 2, 10, 10a, 100."""
    known = sorted(filter(None, numbers), key=_as_counted)
    return "–".join(dict.fromkeys([*known[:1], *known[-1:]]))


def _as_counted(number: str) -> tuple[list[tuple[int, int, str]], str]:
    parts = re.findall(r"(\d+)|([^\W\d_]+)", number.casefold())
    return [(not digits, int(digits or 0), letters) for digits, letters in parts], number


def _most_named(texts: Iterable[str]) -> str:
    """Give the text that occurs most, of equals the first in the alphabet; "" where there is none."""
    counts = Counter(filter(None, texts))
    return min(counts, key=lambda text: (-counts[text], text), default="")
