"""In which buurten is a facility probably missing from our list?

CBS gives the mean distance of the inhabitants of a buurt along roads for cars. That is no walk; but where
we walk far further than CBS drives, we do not know the facility that CBS drives to.
"""

from collections.abc import Collection, Iterator

import pandas as pd

from wozgeo.domain.columns_areas import AreaWalk
from wozgeo.domain.language import Text
from wozgeo.domain.vocabulary import Voorzieningen

_COLUMNS = ["naam", "cbs_m", "gevonden_m", "meer_m", "minstens", "geen"]

_FAR = Text(
    "In buurt {buurt} is {the} {place} volgens CBS gemiddeld {cbs} km ver (over autowegen), wozgeo vindt "
    "{found}: hier ontbreekt waarschijnlijk een {place}.",
    "In the neighbourhood {buurt} {the} nearest {place} is {cbs} km away on average according to CBS (along "
    "roads for cars), wozgeo finds {found}: a {place} is probably missing here.",
)
_NOT_COMPARED = Text(
    "Niet nagegaan is waar een voorziening in de gegevens ontbreekt: het bestand met buurten geeft geen "
    "afstanden van het CBS om mee te vergelijken. Neem een jaargang van de Wijk- en Buurtkaart die ze geeft.",
    "Where a facility is missing from the data was not checked: the file of neighbourhoods gives no distances "
    "of CBS to compare with. Take a year of the Wijk- en Buurtkaart that gives them.",
)
_EXACTLY = Text("{km} km", "{km} km")
_AT_LEAST = Text("minstens {km} km", "at least {km} km")
_NONE = Text("er geen binnen {km} km", "none within {km} km")


def missing_facilities(
    summary: pd.DataFrame,
    found_m: pd.DataFrame,
    areas: pd.DataFrame,
    kinds: Voorzieningen,
    *,
    factor: float,
    extra_m: float,
    searched_m: float,
    absent: Collection[str] = (),
) -> tuple[pd.DataFrame, list[Text]]:
    """List the buurten where we walk far further than CBS drives.

    Parameters
    ----------
    summary
        From `wozgeo.analysis.areas.summarise_areas`.
    found_m
        From `wozgeo.analysis.areas.mean_of_found`.
    areas
        Areas of the contract, with ``cbs_{v}_km`` where CBS gives it.
    kinds
        The voorzieningen, in order.
    factor, extra_m
        Far is: more than so many times as far, and more than so many metres further as well (CBS
        rounds to 100 m, which makes a factor alone worth little near by).
    searched_m
        How far facilities were searched. A dwelling that found none walks at least so far, and counts
        as such: without it, a buurt where only the few nearest found one would look well served.
    absent
        Voorzieningen of which not one is known: no dwelling could search for them, and all of them count as
        having found none. Where a kind is missing altogether the check would say nothing otherwise.

    Returns
    -------
    tuple
        A table, index (code, voorziening), the largest difference first: ``naam``, ``cbs_m``,
        ``gevonden_m``, ``meer_m`` (the difference), ``minstens`` (some dwellings found none, so that it
        is further) and ``geen`` (none of them found one); and a sentence for each row, or that nothing
        could be compared. Buurten without dwellings that were measured, or of which CBS says nothing,
        are left out.
    """
    buurten, ours = _buurten(areas), _buurten(summary)
    parts = [
        _compared(ours, found_m, buurten, kind, searched_m, absent=kind in absent)
        for kind in kinds
        if len(ours) and AreaWalk(kind).cbs_km in areas and str(kind) in found_m
    ]
    index = pd.MultiIndex.from_arrays([[], []], names=["code", "voorziening"])
    table = pd.concat(parts) if parts else pd.DataFrame(columns=_COLUMNS, index=index)
    far = (table["gevonden_m"] > factor * table["cbs_m"]) & (table["meer_m"] > extra_m)
    table = table[far].sort_index().sort_values("meer_m", ascending=False, kind="stable")
    silent = len(buurten) > 0 and not any(AreaWalk(kind).cbs_km in areas for kind in kinds)
    said = [_NOT_COMPARED] if silent else [*_sentences(table, kinds, searched_m)]
    return table, said


def _buurten(table: pd.DataFrame) -> pd.DataFrame:
    return table[table.index.get_level_values("niveau") == "buurt"].droplevel("niveau")


def _compared(
    summary: pd.DataFrame,
    found_m: pd.DataFrame,
    areas: pd.DataFrame,
    kind: str,
    searched_m: float,
    *,
    absent: bool = False,
) -> pd.DataFrame:
    """Lay the mean of CBS beside what our mean is at least."""
    walk = AreaWalk(kind)
    none = summary["n_woningen" if absent else walk.n_geen].astype(float)
    searched = summary["n_woningen"] - (0 if absent else summary[walk.n_onbekend])
    mean_m = found_m[str(kind)].reindex(summary.index)
    total_m = (mean_m * (searched - none)).where(searched > none, 0.0) + none * searched_m
    km = areas[AreaWalk(kind).cbs_km].reindex(summary.index).astype(float)
    table = pd.DataFrame(
        {
            "naam": summary["naam"],
            "cbs_m": km * 1000,
            "gevonden_m": total_m / searched.where(searched > 0),
            "minstens": none > 0,
            "geen": none == searched,
        },
        index=summary.index,
    ).dropna()
    table.insert(3, "meer_m", table["gevonden_m"] - table["cbs_m"])
    table.index = pd.MultiIndex.from_product(
        [table.index, [str(kind)]], names=["code", "voorziening"]
    )
    return table


def _sentences(table: pd.DataFrame, kinds: Voorzieningen, searched_m: float) -> Iterator[Text]:
    rows = zip(table.index, table.itertuples(index=False, name=None), strict=True)
    for (code, kind), (name, cbs_m, found_m, _, at_least, none) in rows:
        found = _NONE if none else _AT_LEAST if at_least else _EXACTLY
        yield _FAR.about(
            buurt=name or code,
            place=kinds[kind].one,
            the=kinds[kind].the,
            cbs=_km(cbs_m),
            found=found.about(km=_km(searched_m if none else found_m)),
        )


def _km(metres: float) -> float:
    return round(metres / 1000, 1)
