"""What stands on the sheets of seniors, of new places and of search areas?

Names come before numbers, what answers the question before what it rests on, and ids last.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wozgeo.domain.values import said
from wozgeo.outputs.found import Found
from wozgeo.outputs.workbook import words

_SUPPLY_FIRST = (
    *("geclusterd_bestaand", "geclusterd_zeker", "geclusterd_mogelijk"),
    *("tekort_laag", "tekort", "tekort_hoog"),
    *("tekort_prognose_laag", "tekort_prognose", "tekort_prognose_hoog"),
    *("n_75_laag", "n_75", "n_75_hoog"),
)


def senior_sheets(found: Found) -> list[pd.DataFrame]:
    """Give how many seniors live in every area, and geclusterde dwellings beside them."""
    if found.population is None:
        return [pd.DataFrame(), pd.DataFrame()]
    tables = (found.population.per_area, found.population.supply)
    first: tuple[Sequence[str], ...] = ((), _SUPPLY_FIRST)
    return [
        _areas_named(table.dropna(axis=1, how="all"), columns, found)
        for table, columns in zip(tables, first, strict=True)
    ]


def place_sheets(found: Found) -> list[pd.DataFrame]:
    """Give where seniors concentrate, what they reach and where the next places should come."""
    concentrations, places = _plain("concentraties", found), _plain("plekken", found)
    if len(concentrations):
        concentrations = _ordered(
            concentrations, ("naam", "kern", "buurt", "mist", "n_65_laag", "n_65", "n_65_hoog")
        )
    if len(places):
        chosen = (places["plek"] == "gekozen").to_numpy()
        answers = places["altijd_gekozen"].map({True: words.YES, False: words.NO}, na_action=None)
        told = [
            (answer if isinstance(answer, type(words.YES)) else words.UNKNOWN)(found.language)
            if one
            else ""
            for answer, one in zip(answers, chosen, strict=True)
        ]
        always = pd.Series(told, places.index, dtype=object)
        places = ids_last(places.assign(altijd_gekozen=always), first=("rang", "naam", "kern"))
    return [concentrations, _reach(found), places]


def search_sheet(found: Found) -> pd.DataFrame:
    """Give the search areas, the kern of each first."""
    table = _plain("zoekgebieden", found)
    return _ordered(table, ("kern", "lezing")) if len(table) else table


def remedy_sheets(found: Found) -> list[pd.DataFrame]:
    """Give where a place would have to come for what just misses one, and what is there uncounted."""
    streets, places = _plain("straten_erbij", found), _plain("plekken_erbij", found)
    if len(places):
        why = [found.rules.get(str(rule), str(rule)) for rule in places["telt_niet_omdat"]]
        places = places.assign(telt_niet_omdat=pd.Series(why, places.index, dtype=object))
    return [ids_last(table) if len(table) else table for table in (streets, places)]


def ids_last(table: pd.DataFrame, *, first: Sequence[str] = ()) -> pd.DataFrame:
    """Put an id behind what has a name, so that a reader begins with what it is; the first column leads."""
    flat = table.reset_index()
    own = [name for name in flat.columns if name != "id"]
    leading = table.index.name if table.index.name in own else own[0]
    chosen = [name for name in first if name in own and name != leading]
    rest = [name for name in own if name != leading and name not in chosen]
    return flat.set_index(leading)[[*chosen, *rest, "id"]]


def _plain(name: str, found: Found) -> pd.DataFrame:
    table = pd.DataFrame(found.tables.get(name, pd.DataFrame()))
    return table.drop(columns="geometry", errors="ignore")


def _ordered(table: pd.DataFrame, first: Sequence[str]) -> pd.DataFrame:
    leading = [name for name in first if name in table]
    return table[[*leading, *(name for name in table.columns if name not in leading)]]


def _areas_named(table: pd.DataFrame, first: Sequence[str], found: Found) -> pd.DataFrame:
    """Put the name of an area before its numbers, and its code behind them."""
    if not len(table):
        return table
    codes = table.index.get_level_values("code")
    shown = table["naam"].astype(str) if "naam" in table else pd.Series("", table.index)
    names = [
        said("kern", name or code, found.language) for name, code in zip(shown, codes, strict=True)
    ]
    flat = table.reset_index().assign(naam=np.array(names, dtype=object))
    rest = [name for name in flat.columns if name not in ("niveau", "naam", "code")]
    leading = [name for name in first if name in rest]
    others = [name for name in rest if name not in leading]
    return flat.set_index(["niveau", "naam"])[[*leading, *others, "code"]]


def _reach(found: Found) -> pd.DataFrame:
    """Give who has what within a walk, of the areas that the run is about."""
    reach = found.bereik
    if not len(reach) or found.population is None:
        return reach
    reach = reach[reach.index.isin(found.population.per_area.index)]
    named = {key: kind.one(found.language) for key, kind in found.kinds.items()}
    told = [
        named.get(str(kind), said("voorziening", kind, found.language))
        for kind in reach["voorziening"]
    ]
    reach = reach.assign(voorziening=pd.Series(told, reach.index, dtype=object))
    return _areas_named(reach, (), found)
