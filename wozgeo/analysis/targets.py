"""How far is a target for new geclusterde woningen, per kern?

Nobody tells which dwellings of a plan are both geclusterd and of the tenure that counts. Of a plan of N,
with a geclusterde and b of that tenure, it is at least a + b - N and at most the smaller of a and b.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wozgeo.analysis import words_targets as words
from wozgeo.analysis.areas import ONBEKENDE_KERN, name_kernen
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.labels import DWELLINGS
from wozgeo.domain.language import NOTHING, Text, joined
from wozgeo.domain.plain_types import FloatArray, Tenure
from wozgeo.domain.result_tables import of_objects
from wozgeo.domain.vocabulary import Verdict

TOTAAL = "totaal"
"""The last row: all kernen together."""

_PLANNED = ("voldoet", "onbekend", "voldoet_niet", "na_jaar")
_EXISTING = tuple(f"bestaand_{verdict}" for verdict in ("voldoet", "onbekend", "voldoet_niet"))


class Target(Protocol):
    """What was agreed."""

    @property
    def units(self) -> int:
        """How many dwellings."""

    @property
    def year(self) -> int:
        """By the end of this year."""

    @property
    def tenure(self) -> Tenure:
        """Only dwellings of this tenure count; "" for all."""

    @property
    def definition(self) -> str:
        """What they must meet."""

    @property
    def counts_existing(self) -> bool:
        """Whether existing complexes count as well as plans."""


def progress_to_target(
    plans: pd.DataFrame, complexes: pd.DataFrame, kernen: Iterable[str], target: Target
) -> pd.DataFrame:
    """Count the dwellings that meet, may meet and do not meet a target, per kern.

    Parameters
    ----------
    plans
        Judged: index id; ``kern``, ``n_woningen``, ``oordeel_<definition>``, ``n_geclusterd``,
        ``oplevering_eerste``, ``oplevering_laatste`` and, for a tenure, its count (``n_sociale_huur``).
        NA is unknown. What may not be published must have been left out. May be empty.
    complexes
        Judged: ``kern``, ``n_woningen`` (certain), ``n_mogelijk`` (as many as it may have; where it is not
        there, as many), ``oordeel_<definition>``; a tenure's count where known.
    kernen
        Names of all kernen, so that those without any plan or complex are there too.
    target
        What was agreed.

    Returns
    -------
    DataFrame
        Index ``kern``, sorted, `TOTAAL` last; dwellings, Int64, unless said otherwise:

        - ``voldoet``, ``onbekend``, ``voldoet_niet``: in plans ready in ``target.year`` or before. Of a
          plan that is voldoet what is at least of the kind that counts is ``voldoet``, what is more at
          most is ``onbekend``; of one that is onbekend all that may be; of one that is voldoet_niet too.
          A plan of which it is not known that its last dwelling is ready in time is at most ``onbekend``.
        - ``na_jaar``: the same in plans whose first dwelling comes later, whatever their verdict.
        - ``bestaand_voldoet`` and so on: in existing complexes by their verdict, of any tenure; of one that
          is voldoet what is certain, and what it may have besides is ``bestaand_onbekend``.
        - ``zeker``, ``mogelijk``: what counts towards the target for certain, and what may besides:
          ``voldoet`` and ``onbekend``, and when ``target.counts_existing`` what existing complexes have
          of the tenure (unknown where their list does not say).
        - ``n_plannen``, ``n_complexen``, and ``n_zonder_aantal``: objects that count for nothing here,
          for want of any number.
        - ``geen``: bool; nothing here, planned in time or existing, meets the definition or may.

    Raises
    ------
    InputError
        When a column is missing.
    """
    verdict = OfDefinition(target.definition).oordeel
    count = [f"n_{target.tenure}"] if target.tenure else []
    times = ("oplevering_eerste", "oplevering_laatste")
    needed = ("kern", "n_woningen", verdict)
    of_objects("plans", (*needed, "n_geclusterd", *times, *count)).require(plans)
    of_objects("complexes", needed).require(complexes)
    known = pd.Series(sorted(set(kernen)), dtype=object)
    rows = pd.concat(
        [
            _of_plans(plans, verdict, target),
            _of_complexes(complexes, verdict, target),
        ]
    )
    rows.index = pd.Index(
        name_kernen(pd.concat([plans["kern"], complexes["kern"]], ignore_index=True), known)
    )
    sums = rows.groupby(level=0).sum()
    table = sums.reindex(sorted({*known, *sums.index}), fill_value=0)
    table = pd.concat([table, table.sum().to_frame(TOTAAL).T]).astype("Int64").rename_axis("kern")
    meets = ["voldoet", "onbekend", "bestaand_voldoet", "bestaand_onbekend"]
    return table.assign(geen=(table[meets].sum(axis=1) == 0).astype(bool))


_COLUMNS = (
    *_PLANNED,
    *_EXISTING,
    "zeker",
    "mogelijk",
    "n_plannen",
    "n_complexen",
    "n_zonder_aantal",
)


def _counted(n: int, **columns: NDArray[np.generic]) -> pd.DataFrame:
    """Give every column for every object, 0 where nothing is said."""
    return pd.DataFrame({name: columns.get(name, np.zeros(n)) for name in _COLUMNS}, dtype=float)


def _of_plans(plans: pd.DataFrame, verdict: str, target: Target) -> pd.DataFrame:
    least, most = units_that_count(plans, plans["n_geclusterd"], target.tenure)
    judged = plans[verdict].astype(str).to_numpy(dtype=object)
    first, last = (_numbers(plans[f"oplevering_{name}"]) for name in ("eerste", "laatste"))
    late = first > target.year
    in_time = last <= target.year
    unmet = ~late & (judged == Verdict.VOLDOET_NIET.value)
    certain = np.where(in_time & ~late & (judged == Verdict.VOLDOET.value), least, 0)
    unknown = np.isnan(most)
    most = np.where(unknown, 0, most)
    maybe = np.where(late | unmet, 0, most - certain)
    return _counted(
        len(plans),
        voldoet=certain,
        onbekend=maybe,
        voldoet_niet=np.where(unmet, most, 0),
        na_jaar=np.where(late, most, 0),
        zeker=certain,
        mogelijk=maybe,
        n_plannen=np.ones(len(plans)),
        n_zonder_aantal=unknown,
    )


def _of_complexes(complexes: pd.DataFrame, verdict: str, target: Target) -> pd.DataFrame:
    n = _numbers(complexes["n_woningen"])
    may = complexes.get("n_mogelijk", complexes["n_woningen"])
    least, _ = units_that_count(complexes, complexes["n_woningen"], target.tenure)
    _, most = units_that_count(complexes.assign(n_woningen=may), may, target.tenure)
    judged = complexes[verdict].astype(str).to_numpy(dtype=object)
    unknown, possible = np.isnan(n), np.nan_to_num(_numbers(may))
    counts = target.counts_existing
    certain = np.where(judged == Verdict.VOLDOET.value, least, 0) * counts
    most = np.where((judged == Verdict.VOLDOET_NIET.value) | np.isnan(most), 0, most) * counts
    by_verdict = {f"bestaand_{v}": np.where(judged == v.value, possible, 0) for v in Verdict}
    sure = np.where((judged == Verdict.VOLDOET.value) & ~unknown, n, 0)
    by_verdict["bestaand_onbekend"] += by_verdict["bestaand_voldoet"] - sure
    by_verdict["bestaand_voldoet"] = sure
    return _counted(
        len(complexes),
        **by_verdict,
        zeker=certain,
        mogelijk=most - certain,
        n_complexen=np.ones(len(complexes)),
        n_zonder_aantal=unknown,
    )


def units_that_count(
    objects: pd.DataFrame, clustered: pd.Series, tenure: Tenure
) -> tuple[FloatArray, FloatArray]:
    """Bound how many dwellings are both geclusterd and of the tenure; NaN where nothing is known.

    A total smaller than one of its parts contradicts them, and is taken as unknown.

    Parameters
    ----------
    objects
        Their ``n_woningen``, and a tenure's count where known.
    clustered
        How many are geclusterd; NA: not stated.
    tenure
        Only these; "" for all.

    Returns
    -------
    least, most
        Shape (objects,), dwellings.
    """
    total, a = _numbers(objects["n_woningen"]), _numbers(clustered)
    if not tenure:
        return np.where(np.isnan(a), 0.0, a), np.where(np.isnan(a), total, a)
    column = f"n_{tenure}"
    b = _numbers(objects[column]) if column in objects else np.full(len(objects), np.nan)
    total[total < np.fmax(a, b)] = np.nan
    least: FloatArray = np.nan_to_num(np.maximum(a + b - total, 0.0))
    return least, np.fmin(np.fmin(a, b), total)


def _numbers(column: pd.Series) -> FloatArray:
    return np.array(column.astype("Float64").to_numpy(na_value=np.nan), dtype=np.float64)


def say_progress(progress: pd.DataFrame, target: Target) -> list[Text]:
    """Say how far the target is.

    Parameters
    ----------
    progress
        From `progress_to_target`.
    target
        The same.

    Returns
    -------
    list of Text
        First the answer; then what comes too late, what exists, what could not be counted and which
        kernen have nothing, each only where there is something to say.
    """
    answer = _say_answer(_total(progress), target)
    return [answer, *_say_rest(progress, target)]


def _total(progress: pd.DataFrame) -> dict[str, int]:
    row = progress.loc[[TOTAAL], list(_COLUMNS)].to_numpy(dtype=np.int64)[0]
    return dict(zip(_COLUMNS, map(int, row), strict=True))


def _say_answer(total: Mapping[str, int], target: Target) -> Text:
    certain, maybe = total["zeker"], total["mogelijk"]
    wanted = words.WANTED.about(
        homes=DWELLINGS.about(target.units),
        tenure=words.TENURES[target.tenure],
        year=str(target.year),
    )
    where = words.PLANS_OR_COMPLEXES if target.counts_existing else words.PLANS
    are = words.ARE.about(certain)
    found = words.FOUND.about(wanted=wanted, are=are, certain=certain, where=where)
    if maybe:
        found = words.AND_MAYBE.about(maybe, found=found)
    missing, needed = target.units - certain - maybe, target.units - certain
    if needed <= 0:
        return words.ENOUGH.about(found=found)
    if missing <= 0:
        return words.PERHAPS_ENOUGH.about(found=found, needed=needed)
    assumed = words.ALL_UNKNOWN_COUNTED if maybe else NOTHING
    return words.LACKING.about(missing, found=found, assumed=assumed)


def _say_rest(progress: pd.DataFrame, target: Target) -> Iterator[Text]:
    total = _total(progress)
    late, existing = total["na_jaar"], total["bestaand_voldoet"]
    without = total["n_zonder_aantal"]
    if total["mogelijk"]:
        yield words.WHY_UNCERTAIN.about(year=str(target.year))
    if late:
        homes, stand = DWELLINGS.about(late), words.STAND.about(late)
        yield words.LATE.about(homes=homes, stand=stand, year=str(target.year))
    if existing:
        homes, stand = DWELLINGS.about(existing), words.STAND.about(existing)
        counted = _say_whether_counted(target)
        yield words.EXISTING.about(homes=homes, stand=stand, counted=counted)
    if without:
        yield words.WITHOUT_NUMBER.about(without)
    none = [str(kern) for kern in progress.index[progress["geen"]] if kern != TOTAAL]
    if none:
        unknown = {ONBEKENDE_KERN: words.UNNAMED_KERN_IN_TARGET}
        kernen = [unknown.get(kern) or Text(kern, kern) for kern in none]
        yield words.NOTHING_IN.about(kernen=joined(kernen, ", "))


def _say_whether_counted(target: Target) -> Text:
    if not target.counts_existing:
        return words.NOT_COUNTED
    if target.tenure:
        return words.COUNTED_IF_SURE.about(tenure=words.TENURES[target.tenure])
    return NOTHING
