"""What must a reader know before trusting the numbers?

Every caveat is one Dutch sentence with its figure and, where there is one, the remedy. They go on the
map, in ``run.json`` and on the terminal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from wozgeo.analysis.scores import PointRule
from wozgeo.domain.vocabulary import LABELS, PLURALS, Crossing, Reason, Voorziening


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
) -> list[str]:
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
    """
    found = []
    for name, n in counts.items():
        kind = Voorziening(name)
        expected = n_dwellings / dwellings_per_facility.get(kind, np.inf)
        remedy = "vul aan met een eigen lijst"
        if n == 0:
            found.append(f"Geen {LABELS[kind]} bekend in dit gebied: {remedy}.")
        elif n < thin_share * expected:
            found.append(
                f"Waarschijnlijk ontbreken er {PLURALS[kind]}: {n} bekend, terwijl "
                f"{_int(n_dwellings)} woningen er ongeveer {expected:.0f} doen verwachten; {remedy}."
            )
    return found


def unconnected_facilities(facilities: pd.DataFrame, access: pd.DataFrame) -> list[str]:
    """Name the facilities that no walkable street comes near; nobody walks to those.

    Parameters
    ----------
    facilities, access
        Contract tables on the same index.
    """
    lost = facilities[(access["edge"] < 0).to_numpy()]
    return [
        f"{LABELS[Voorziening(kind)].capitalize()} {name or id_} ligt te ver van een begaanbare weg "
        "en telt niet mee."
        for id_, kind, name in zip(
            lost.index.astype(str),
            lost["voorziening"].astype(str),
            lost["name"].astype(str),
            strict=True,
        )
    ]


def wet_facilities(facilities: pd.DataFrame, access: pd.DataFrame) -> list[str]:
    """Name the facilities whose connector crosses water or a railway; no walk to them is certain."""
    wet = facilities[(access["crosses"] != Crossing.NONE).to_numpy()]
    names = [
        f"{LABELS[Voorziening(kind)]} {name or id_}"
        for id_, kind, name in zip(
            wet.index.astype(str),
            wet["voorziening"].astype(str),
            wet["name"].astype(str),
            strict=True,
        )
    ]
    if not names:
        return []
    return [
        f"De aanloop kruist water of spoor bij {_listed(names, 'en')}: controleer ter plaatse; "
        "geen afstand daarheen is zeker."
    ]


def left_out(counts: Mapping[str, int]) -> list[str]:
    """Tell how many objects had too little of their shape in the extract to be used."""
    parts = [f"{name} ({_int(n)})" for name, n in counts.items() if n]
    if not parts:
        return []
    return [
        f"Weggelaten omdat hun plaats niet in het uittreksel staat: {_listed(parts, 'en')}; "
        "neem een ruimer uittreksel."
    ]


def merged_facilities(merged: Mapping[str, int]) -> list[str]:
    """Tell how many places were mapped twice and counted once."""
    counted = [
        f"{_int(n)} {LABELS[Voorziening(name)] if n == 1 else PLURALS[Voorziening(name)]}"
        for name, n in merged.items()
    ]
    return (
        [f"Dubbel gekarteerd en als één plek geteld: {_listed(counted, 'en')}."] if counted else []
    )


def shallow_search(rules: Mapping[Voorziening, PointRule], search_limit_m: float) -> list[str]:
    """Warn where the search stops before the score has fallen to 0: beyond it the score is unknown."""
    kinds = [f"{LABELS[v]} ({r.poor_m:g} m)" for v, r in rules.items() if r.poor_m > search_limit_m]
    if not kinds:
        return []
    return [
        f"De zoekgrens ({search_limit_m:g} m) ligt voor het punt waar de score 0 wordt: "
        f"{_listed(kinds, 'en')}. Wie daarbinnen niets vindt heeft geen score; vergroot de zoekgrens."
    ]


def doubtful_distances(
    distances: pd.DataFrame, access: pd.DataFrame, wanted: Sequence[Voorziening], levels: Levels
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
    """
    n = len(access)
    if not n:
        return [
            "Geen woningen gevonden: geef een lijst met eigen punten, of neem een ander uittreksel."
        ]
    return [*_missing(distances, access), *_per_voorziening(distances, wanted, levels, n)]


def _missing(distances: pd.DataFrame, access: pd.DataFrame) -> Iterator[str]:
    first = distances[~distances.index.get_level_values(0).duplicated()]
    lost = int((first["reason"] == Reason.TE_VER_VAN_WEG).sum())
    if lost:
        yield f"{_homes(lost, 'ligt liggen')} te ver van een begaanbare weg: daarvoor is geen afstand bepaald."
    wet = int((access["crosses"] != Crossing.NONE).sum())
    if wet:
        yield (
            f"Van {_homes(wet)} kruist de aanloop water of spoor: controleer ter plaatse; "
            "zij hebben geen zekere afstand."
        )


def _per_voorziening(
    distances: pd.DataFrame, wanted: Sequence[Voorziening], levels: Levels, n: int
) -> Iterator[str]:
    apart = _counts(distances["certain_m"] > distances["distance_m"] + levels.unknown_m)
    said = {
        v: f"{LABELS[v]} ({_share(apart[v], n)})"
        for v in wanted
        if apart[v] / n >= levels.unknown_share
    }
    if said:
        yield (
            "De afstand hangt voor een deel van de woningen af van stukken waarvan niet zeker is of men "
            f"er kan lopen (zonder die stukken meer dan {levels.unknown_m:g} m verder): "
            f"{_listed(said.values(), 'en')}."
        )
    edge = _counts(distances["beyond_edge"])
    said = {
        v: f"{LABELS[v]} ({_share(edge[v], n)})" for v in wanted if edge[v] / n >= levels.edge_share
    }
    if said:
        yield (
            "Voor een deel van de woningen kan buiten de kaart een voorziening dichterbij liggen: "
            f"{_listed(said.values(), 'en')}; neem een ruimer uittreksel."
        )
    cut_off = _counts(distances["reason"] == Reason.NIET_VERBONDEN)
    for homes in sorted({cut_off[v] for v in wanted} - {0}, reverse=True):
        kinds = _listed([LABELS[v] for v in wanted if cut_off[v] == homes], "of")
        yield f"{_homes(homes, 'is zijn')} over begaanbare wegen niet verbonden met een {kinds}."


def _counts(flags: pd.Series) -> dict[Voorziening, int]:
    """Count per voorziening how often something holds."""
    counts = flags.groupby(level="voorziening", sort=False).sum()
    return {Voorziening(str(name)): int(n) for name, n in counts.items()}


def _listed(items: Iterable[str], last: str) -> str:
    """Write "a, b en c"."""
    *head, tail = items
    return f"{', '.join(head)} {last} {tail}" if head else tail


def _homes(n: int, verb: str = "") -> str:
    """Write "1 woning ligt" or "2 woningen liggen" for "ligt liggen"."""
    singular, _, plural = verb.partition(" ")
    return (
        f"{_int(n)} {'woning' if n == 1 else 'woningen'} {singular if n == 1 else plural}".strip()
    )


def _share(n: int, total: int) -> str:
    return f"{100 * n / total:.0f} %"


def _int(n: int) -> str:
    return f"{n:,}".replace(",", ".")
