"""What must a reader know before trusting the numbers?

Every caveat is one sentence with its figure and, where there is one, the remedy. They go on the
map, in ``run.json`` and on the terminal.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis import words_caveats as words
from wozgeo.analysis.scores import PointRule
from wozgeo.domain.labels import DWELLINGS
from wozgeo.domain.language import NOTHING, Text, listed, number_text
from wozgeo.domain.vocabulary import Crossing, Reason, Voorzieningen


class Levels(Protocol):
    """When a reader is warned."""

    @property
    def thin_share(self) -> float:
        """Fewer facilities than this share of what the dwellings suggest is thin."""

    @property
    def edge_share(self) -> float:
        """Share of locations near the edge of the data."""

    @property
    def unknown_share(self) -> float:
        """Share of locations with two readings."""

    @property
    def unknown_m(self) -> float:
        """How far apart readings must be to count."""


def thin_facilities(
    counts: Mapping[str, int],
    n_dwellings: int,
    kinds: Voorzieningen,
    *,
    thin_share: float,
) -> dict[str, Text]:
    """Warn where a voorziening is absent, or rarer than the number of dwellings suggests.

    Parameters
    ----------
    counts
        Facilities per voorziening, for those that matter to the run.
    n_dwellings
        Dwellings in the same area.
    kinds
        The voorzieningen: how many dwellings one facility usually serves.
    thin_share
        Warn below this share of the expected number.

    Returns
    -------
    dict
        The warning of each voorziening that has one: of those nobody knows where none is near.
    """
    found = {}
    homes = DWELLINGS.about(n_dwellings)
    for name, n in counts.items():
        kind = kinds[name]
        expected = n_dwellings / kind.dwellings_per_facility
        if n == 0:
            found[name] = words.NONE_KNOWN.about(place=kind.one)
        elif n < thin_share * expected:
            about = round(expected)
            found[name] = words.THIN.about(places=kind.many, n=n, homes=homes, expected=about)
    return found


def short_register(
    n_register: int,
    n_osm: int,
    *,
    register_share: float,
) -> list[Text]:
    """Warn where the register has far fewer dwellings than OpenStreetMap knows in the same area.

    Parameters
    ----------
    n_register, n_osm
        Dwellings by either.
    register_share
        Warn below this share of what OpenStreetMap knows.
    """
    if n_register >= register_share * n_osm:
        return []
    homes = DWELLINGS.about(n_register)
    return [words.REGISTER_SHORT.about(homes=homes, known=n_osm)]


def unconnected_facilities(
    facilities: pd.DataFrame, access: pd.DataFrame, kinds: Voorzieningen
) -> list[Text]:
    """Name the facilities that no walkable street comes near; nobody walks to those.

    Parameters
    ----------
    facilities, access
        Contract tables on the same index.
    kinds
        What voorzieningen are called.
    """
    lost = facilities[(access["edge"] < 0).to_numpy()]
    return [
        words.UNCONNECTED.about(place=kind.capital(), name=name)
        for kind, name in _named(lost, kinds)
    ]


def wet_facilities(
    facilities: pd.DataFrame, access: pd.DataFrame, kinds: Voorzieningen
) -> list[Text]:
    """Name the facilities whose connector crosses water or a railway; no walk to them is certain."""
    wet = facilities[(access["crosses"] != Crossing.NONE).to_numpy()]
    names = [words.NAMED.about(place=kind, name=name) for kind, name in _named(wet, kinds)]
    return [words.WET.about(places=listed(names, words.AND))] if names else []


def stray_facilities(
    facilities: pd.DataFrame, stray: NDArray[np.bool_], kinds: Voorzieningen
) -> list[Text]:
    """Name the facilities beside a piece of street that joins nothing; nobody from elsewhere gets there.

    Parameters
    ----------
    facilities
        Contract table.
    stray
        Which of them, see `wozgeo.network.stray.on_stray_pieces`.
    kinds
        What voorzieningen are called.
    """
    loose = _named(facilities[stray], kinds)
    names = [words.NAMED.about(place=kind, name=name) for kind, name in loose]
    return [words.STRAY.about(places=listed(names, words.AND))] if names else []


def left_out(counts: Mapping[str, int]) -> list[Text]:
    """Tell how many objects had too little of their shape in the extract to be used."""
    parts = [
        words.MORE.about(what=words.LEFT_OUT_KINDS[name], more=number_text(n))
        for name, n in counts.items()
        if n
    ]
    return [words.LEFT_OUT.about(objects=listed(parts, words.AND))] if parts else []


def far_doors(n: int) -> list[Text]:
    """Tell of how many dwellings the stated door lies far from the building."""
    return [words.FAR_DOORS.about(n)] if n else []


def crossing_outlines(counts: Mapping[str, int]) -> list[Text]:
    """Tell of how many facilities the outline crosses itself, so that nobody knows where they are entered."""
    n = counts.get("voorzieningen", 0)
    return [words.CROSSES_ITSELF.about(n)] if n else []


_COMPLEXES_NAMED = 5
"""How many complexes are named; of the rest only the number is told."""

_UNREAD_NAMED = 5
"""How many unknown words are named; of the rest only the number is told."""


def unread_values(counts: Mapping[str, int]) -> list[Text]:
    """Tell which values of tags on streets and barriers were not understood, and how often.

    Parameters
    ----------
    counts
        Per value (``"access=restricted"``) how many ways or barriers have it, the most frequent first.
    """
    parts = [words.UNREAD_VALUE.about(value=value, n=n) for value, n in counts.items()]
    named, rest = parts[:_UNREAD_NAMED], parts[_UNREAD_NAMED:]
    if rest:
        named.append(words.UNREAD_MORE.about(n=len(rest)))
    return [words.UNREAD.about(values=listed(named, words.AND))] if named else []


def closed_facilities(counts: Mapping[str, int]) -> list[Text]:
    """Tell how many places do not count as a voorziening, and by which tag.

    Parameters
    ----------
    counts
        Per tag (``"access=private"``) how many places it leaves out, the most frequent first.
    """
    parts = [words.UNREAD_VALUE.about(value=tag, n=n) for tag, n in counts.items()]
    named, rest = parts[:_UNREAD_NAMED], parts[_UNREAD_NAMED:]
    if rest:
        named.append(words.UNREAD_MORE.about(n=len(rest)))
    n = sum(counts.values())
    return [words.NOT_FOR_ALL.about(n, tags=listed(named, words.AND))] if n else []


def merged_facilities(merged: Mapping[str, int], kinds: Voorzieningen) -> list[Text]:
    """Tell how many places were mapped twice and counted once."""
    said = [kinds[name].counted(n) for name, n in merged.items()]
    return [words.MERGED.about(places=listed(said, words.AND))] if said else []


def shallow_search(
    rules: Mapping[str, PointRule],
    search_limit_m: float,
    named: Voorzieningen,
) -> list[Text]:
    """Warn where the search stops before the score has fallen to 0: beyond it the score is unknown."""
    kinds = [
        words.MORE.about(what=named[v].one, more=words.METRES.about(n=r.poor_m))
        for v, r in rules.items()
        if r.poor_m > search_limit_m
    ]
    if not kinds:
        return []
    said = listed(kinds, words.AND)
    return [words.SHALLOW.about(limit=search_limit_m, places=said)]


def doubtful_distances(
    distances: pd.DataFrame,
    access: pd.DataFrame,
    wanted: Voorzieningen,
    levels: Levels,
) -> list[Text]:
    """Warn about distances that are missing, uncertain, or near the edge of the data.

    Parameters
    ----------
    distances, access
        Contract tables, of the same locations.
    wanted
        The voorzieningen of the run.
    levels
        When to warn.
    """
    n = len(access)
    if not n:
        return [words.NO_DWELLINGS]
    return [
        *_missing(distances, access),
        *_uncertain(distances, wanted, levels, n),
        *_cut_off(distances, wanted),
    ]


def _missing(distances: pd.DataFrame, access: pd.DataFrame) -> Iterator[Text]:
    first = distances[~distances.index.get_level_values(0).duplicated()]
    lost = int((first["reason"] == Reason.TE_VER_VAN_WEG).sum())
    if lost:
        homes, lie = DWELLINGS.about(lost), words.LIE.about(lost)
        yield words.TOO_FAR_FROM_STREET.about(homes=homes, lie=lie)
    wet = int((access["crosses"] != Crossing.NONE).sum())
    if wet:
        yield words.HOMES_OVER_WATER.about(homes=DWELLINGS.about(wet))


def _uncertain(
    distances: pd.DataFrame, wanted: Voorzieningen, levels: Levels, n: int
) -> Iterator[Text]:
    apart = _counts(distances["certain_m"] > distances["distance_m"] + levels.unknown_m)
    said = _shares({v: apart[v] / n for v in wanted}, wanted, levels.unknown_share)
    if said:
        yield words.TWO_READINGS.about(metres=levels.unknown_m, places=said)
    edge = _counts(distances["beyond_edge"])
    said = _shares({v: edge[v] / n for v in wanted}, wanted, levels.edge_share)
    if said:
        yield words.NEAR_EDGE.about(places=said)


def another_street(
    straat: "pd.Series[str]",
    nearest: pd.DataFrame,
    street: pd.DataFrame,
    *,
    extra_m: float,
    closed: NDArray[np.bool_] | None = None,
) -> list[Text]:
    """Tell how many dwellings are not left by the street of their address.

    Parameters
    ----------
    straat
        In the address; "" where there is none.
    nearest, street
        Access contract, in the same order: of the nearest way, and of the street of the address.
    extra_m
        How much further that street may lie.
    closed
        Who leaves by a door that is known, whatever street lies there; None: nobody.
    """
    n = int(left_elsewhere(straat, nearest, street, closed).sum())
    return [words.ANOTHER_STREET.about(homes=DWELLINGS.about(n), extra=extra_m)] if n else []


def another_street_of_complexes(owners: Sequence[str], *, extra_m: float) -> list[Text]:
    """Tell the same of addresses of complexes that are not among the dwellings.

    Parameters
    ----------
    owners
        The complex of every address that is not left by its street.
    extra_m
        How much further that street may lie.
    """
    if not owners:
        return []
    named, n = sorted({*owners}), len(owners)
    told = ", ".join(named[:_COMPLEXES_NAMED])
    rest = len(named) - _COMPLEXES_NAMED
    whose = words.COMPLEXES_NAMED.about(len(named), named=told)
    if rest > 0:
        whose = words.COMPLEXES_AND_MORE.about(named=told, rest=rest)
    return [words.ANOTHER_STREET_OF_COMPLEXES.about(n, whose=whose, extra=extra_m)]


def left_elsewhere(
    straat: "pd.Series[str]",
    nearest: pd.DataFrame,
    street: pd.DataFrame,
    closed: NDArray[np.bool_] | None,
) -> NDArray[np.bool_]:
    """Tell who has an address and a way, no known door, and no way of the street of the address."""
    has_way = (nearest["edge"] >= 0).to_numpy()
    elsewhere = (straat != "").to_numpy() & has_way & (street["edge"] < 0).to_numpy()
    return np.asarray(elsewhere if closed is None else elsewhere & ~closed, dtype=bool)


def _cut_off(distances: pd.DataFrame, wanted: Voorzieningen) -> Iterator[Text]:
    cut_off = _counts(distances["reason"] == Reason.NIET_VERBONDEN)
    for n in sorted({cut_off[v] for v in wanted} - {0}, reverse=True):
        kinds = [one.one for v, one in wanted.items() if cut_off[v] == n]
        yield words.CUT_OFF.about(
            homes=DWELLINGS.about(n),
            are=words.ARE.about(n),
            places=listed(kinds, words.OR),
        )


def _shares(shares: Mapping[str, float], kinds: Voorzieningen, least: float) -> Text:
    """List the voorzieningen with at least such a share; nothing for none."""
    said = [
        words.MORE.about(what=kinds[v].one, more=words.PERCENT.about(percent=round(100 * share)))
        for v, share in shares.items()
        if share >= least
    ]
    return listed(said, words.AND) if said else NOTHING


def _named(facilities: pd.DataFrame, kinds: Voorzieningen) -> Iterator[tuple[Text, str]]:
    """Say what each facility is and what it is called, by its id where it has no name."""
    keys, names = (facilities[column].astype(str) for column in ("voorziening", "name"))
    for id_, key, name in zip(facilities.index.astype(str), keys, names, strict=True):
        yield kinds[key].one, name or id_


def _counts(flags: pd.Series) -> dict[str, int]:
    """Count per voorziening how often something holds."""
    counts = flags.groupby(level="voorziening", sort=False).sum()
    return {str(name): int(n) for name, n in counts.items()}
