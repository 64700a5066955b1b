"""What must a reader know before trusting the numbers?

Every caveat is one sentence with its figure and, where there is one, the remedy. They go on the
map, in ``run.json`` and on the terminal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis import words_caveats as words
from wozgeo.analysis.scores import PointRule
from wozgeo.domain.labels import DWELLINGS, LABELS_IN
from wozgeo.domain.language import Language, write_number
from wozgeo.domain.vocabulary import Crossing, Reason, Voorziening


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
    dwellings_per_facility: Mapping[Voorziening, float],
    *,
    thin_share: float,
    language: Language = Language.NL,
) -> dict[Voorziening, str]:
    """Warn where a voorziening is absent, or rarer than the number of dwellings suggests.

    Parameters
    ----------
    counts
        Facilities per voorziening, for those that matter to the run.
    n_dwellings
        Dwellings in the same area.
    dwellings_per_facility
        How many dwellings one facility usually serves.
    thin_share
        Warn below this share of the expected number.
    language
        Of the reader.

    Returns
    -------
    dict
        The warning of each voorziening that has one: of those nobody knows where none is near.
    """
    labels, found = LABELS_IN[language], {}
    homes = DWELLINGS(language, n_dwellings)
    for name, n in counts.items():
        kind = Voorziening(name)
        expected = n_dwellings / dwellings_per_facility.get(kind, np.inf)
        if n == 0:
            found[kind] = words.NONE_KNOWN(language, place=labels.one[kind])
        elif n < thin_share * expected:
            about, places = round(expected), labels.many[kind]
            found[kind] = words.THIN(language, places=places, n=n, homes=homes, expected=about)
    return found


def short_register(
    n_register: int, n_osm: int, *, register_share: float, language: Language = Language.NL
) -> list[str]:
    """Warn where the register has far fewer dwellings than OpenStreetMap knows in the same area.

    Parameters
    ----------
    n_register, n_osm
        Dwellings by either.
    register_share
        Warn below this share of what OpenStreetMap knows.
    language
        Of the reader.
    """
    if n_register >= register_share * n_osm:
        return []
    homes = DWELLINGS(language, n_register)
    return [words.REGISTER_SHORT(language, homes=homes, known=n_osm)]


def unconnected_facilities(
    facilities: pd.DataFrame, access: pd.DataFrame, *, language: Language = Language.NL
) -> list[str]:
    """Name the facilities that no walkable street comes near; nobody walks to those.

    Parameters
    ----------
    facilities, access
        Contract tables on the same index.
    language
        Of the reader.
    """
    lost = facilities[(access["edge"] < 0).to_numpy()]
    return [
        words.UNCONNECTED(language, place=place[:1].upper() + place[1:], name=name)
        for place, name in _named(lost, language)
    ]


def wet_facilities(
    facilities: pd.DataFrame, access: pd.DataFrame, *, language: Language = Language.NL
) -> list[str]:
    """Name the facilities whose connector crosses water or a railway; no walk to them is certain."""
    wet = facilities[(access["crosses"] != Crossing.NONE).to_numpy()]
    names = [f"{place} {name}" for place, name in _named(wet, language)]
    return [words.WET(language, places=_listed(names, words.AND(language)))] if names else []


def stray_facilities(
    facilities: pd.DataFrame, stray: NDArray[np.bool_], *, language: Language = Language.NL
) -> list[str]:
    """Name the facilities beside a piece of street that joins nothing; nobody from elsewhere gets there.

    Parameters
    ----------
    facilities
        Contract table.
    stray
        Which of them, see `wozgeo.network.stray.on_stray_pieces`.
    language
        Of the reader.
    """
    names = [f"{place} {name}" for place, name in _named(facilities[stray], language)]
    return [words.STRAY(language, places=_listed(names, words.AND(language)))] if names else []


def left_out(counts: Mapping[str, int], *, language: Language = Language.NL) -> list[str]:
    """Tell how many objects had too little of their shape in the extract to be used."""
    parts = [
        f"{words.LEFT_OUT_KINDS[name](language)} ({write_number(n, language)})"
        for name, n in counts.items()
        if n
    ]
    return [words.LEFT_OUT(language, objects=_listed(parts, words.AND(language)))] if parts else []


_UNREAD_NAMED = 5
"""How many unknown words are named; of the rest only the number is told."""


def unread_values(counts: Mapping[str, int], *, language: Language = Language.NL) -> list[str]:
    """Tell which values of tags on streets and barriers were not understood, and how often.

    Parameters
    ----------
    counts
        Per value (``"access=restricted"``) how many ways or barriers have it, the most frequent first.
    language
        Of the reader.
    """
    parts = [f"{value} ({write_number(n, language)})" for value, n in counts.items()]
    named, rest = parts[:_UNREAD_NAMED], parts[_UNREAD_NAMED:]
    if rest:
        named.append(words.UNREAD_MORE(language, n=len(rest)))
    return [words.UNREAD(language, values=_listed(named, words.AND(language)))] if named else []


def merged_facilities(merged: Mapping[str, int], *, language: Language = Language.NL) -> list[str]:
    """Tell how many places were mapped twice and counted once."""
    labels = LABELS_IN[language]
    counted = [
        f"{write_number(n, language)} {(labels.one if n == 1 else labels.many)[Voorziening(name)]}"
        for name, n in merged.items()
    ]
    return [words.MERGED(language, places=_listed(counted, words.AND(language)))] if counted else []


def shallow_search(
    rules: Mapping[Voorziening, PointRule],
    search_limit_m: float,
    *,
    language: Language = Language.NL,
) -> list[str]:
    """Warn where the search stops before the score has fallen to 0: beyond it the score is unknown."""
    kinds = [
        f"{LABELS_IN[language].one[v]} ({write_number(r.poor_m, language)} m)"
        for v, r in rules.items()
        if r.poor_m > search_limit_m
    ]
    if not kinds:
        return []
    places = _listed(kinds, words.AND(language))
    return [words.SHALLOW(language, limit=search_limit_m, places=places)]


def doubtful_distances(
    distances: pd.DataFrame,
    access: pd.DataFrame,
    wanted: Sequence[Voorziening],
    levels: Levels,
    *,
    language: Language = Language.NL,
) -> list[str]:
    """Warn about distances that are missing, uncertain, or near the edge of the data.

    Parameters
    ----------
    distances, access
        Contract tables, of the same locations.
    wanted
        The voorzieningen of the run.
    levels
        When to warn.
    language
        Of the reader.
    """
    n = len(access)
    if not n:
        return [words.NO_DWELLINGS(language)]
    return [
        *_missing(distances, access, language),
        *_uncertain(distances, wanted, levels, n, language),
        *_cut_off(distances, wanted, language),
    ]


def _missing(distances: pd.DataFrame, access: pd.DataFrame, language: Language) -> Iterator[str]:
    first = distances[~distances.index.get_level_values(0).duplicated()]
    lost = int((first["reason"] == Reason.TE_VER_VAN_WEG).sum())
    if lost:
        homes, lie = DWELLINGS(language, lost), words.LIE(language, lost)
        yield words.TOO_FAR_FROM_STREET(language, homes=homes, lie=lie)
    wet = int((access["crosses"] != Crossing.NONE).sum())
    if wet:
        yield words.HOMES_OVER_WATER(language, homes=DWELLINGS(language, wet))


def _uncertain(
    distances: pd.DataFrame,
    wanted: Sequence[Voorziening],
    levels: Levels,
    n: int,
    language: Language,
) -> Iterator[str]:
    apart = _counts(distances["certain_m"] > distances["distance_m"] + levels.unknown_m)
    said = _shares({v: apart[v] / n for v in wanted}, levels.unknown_share, language)
    if said:
        yield words.TWO_READINGS(language, metres=levels.unknown_m, places=said)
    edge = _counts(distances["beyond_edge"])
    said = _shares({v: edge[v] / n for v in wanted}, levels.edge_share, language)
    if said:
        yield words.NEAR_EDGE(language, places=said)


def _cut_off(
    distances: pd.DataFrame, wanted: Sequence[Voorziening], language: Language
) -> Iterator[str]:
    cut_off = _counts(distances["reason"] == Reason.NIET_VERBONDEN)
    for n in sorted({cut_off[v] for v in wanted} - {0}, reverse=True):
        kinds = [LABELS_IN[language].one[v] for v in wanted if cut_off[v] == n]
        yield words.CUT_OFF(
            language,
            homes=DWELLINGS(language, n),
            are=words.ARE(language, n),
            places=_listed(kinds, words.OR(language)),
        )


def _shares(shares: Mapping[Voorziening, float], least: float, language: Language) -> str:
    """List the voorzieningen with at least such a share; "" for none."""
    said = [
        f"{LABELS_IN[language].one[v]} ({words.PERCENT(language, percent=round(100 * share))})"
        for v, share in shares.items()
        if share >= least
    ]
    return _listed(said, words.AND(language)) if said else ""


def _named(facilities: pd.DataFrame, language: Language) -> Iterator[tuple[str, str]]:
    """Say what each facility is and what it is called, by its id where it has no name."""
    kinds, names = (facilities[column].astype(str) for column in ("voorziening", "name"))
    for id_, kind, name in zip(facilities.index.astype(str), kinds, names, strict=True):
        yield LABELS_IN[language].one[Voorziening(kind)], name or id_


def _counts(flags: pd.Series) -> dict[Voorziening, int]:
    """Count per voorziening how often something holds."""
    counts = flags.groupby(level="voorziening", sort=False).sum()
    return {Voorziening(str(name)): int(n) for name, n in counts.items()}


def _listed(items: Iterable[str], last: str) -> str:
    """Write "a, b en c"."""
    *head, tail = items
    return f"{', '.join(head)} {last} {tail}" if head else tail
