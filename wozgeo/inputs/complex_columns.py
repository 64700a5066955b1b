"""Which column of a corporation's list says what?"""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from wozgeo.domain.contracts import STATED_DOOR
from wozgeo.domain.facts import FACTS
from wozgeo.domain.language import Text, some_named
from wozgeo.inputs.sheet import Sheet, shortened
from wozgeo.inputs.spelling import column_key, plain_hyphens
from wozgeo.inputs.words_lists import LOOKS_LIKE, UNUSED, UNUSED_LIKELY

PARTS = ("adres", "straat", "huisnummer", "huisletter", "toevoeging")
ADDRESS = (*PARTS, "postcode", "woonplaats")
OF_FACTS = {fact.column: fact for fact in FACTS.values()}
COUNT = "aantal_woningen"
SAID_OF_EACH = ("complex_id", "naam", "opdrachtgever", "straat", "postcode", "woonplaats")
"""What a cell merged over rows says of each of them: a name or a place, no number and no answer."""
OWNER = "opdrachtgever"
"""Whose complex it is: whom to ask what is not known of it."""
TARGETS: tuple[str, ...] = (
    *("complex_id", "naam", OWNER),
    *ADDRESS,
    COUNT,
    *STATED_DOOR,
    *OF_FACTS,
)
"""The columns that mean something; capitals, spaces, dots, hyphens and underscores do not count."""

_ALSO_READ: dict[str, tuple[str, ...]] = {
    "complex_id": ("complexnummer", "complexnr", "complexcode"),
    "naam": ("complexnaam", "naam complex"),
    OWNER: ("corporatie", "woningcorporatie", "verhuurder", "eigenaar"),
    "straat": ("straatnaam", "openbare_ruimte_naam", "openbare_ruimte", "openbareruimtenaam"),
    "huisnummer": ("huisnr", "huisnummers", "huisnrs", "hnr"),
    "huisletter": ("letter", "hltr", "huisltr", "huislt", "huislett", "hsltr"),
    "toevoeging": (
        "toev", "huisnummertoevoeging", "huisnrtoev", "huisnr_toevoeging", "hnr_toev", "hnr_toevoeging",
        "nummertoevoeging", "toevoegsel", "bisnr", "bisnummer", "bis", "huisnrtoevoeging", "toev_huisnr",
    ),
    "postcode": ("pc", "pc6", "postkode", "postcode6"),
    "woonplaats": ("plaats", "plaatsnaam", "woonplaatsnaam", "woonplaats_naam", "stad", "dorp", "kern"),
    COUNT: (
        "woningen", "n_woningen", "aantal_woningen_totaal", "totaal_woningen", "totaal_aantal_woningen",
        "aantal_vhe", "aantal_vhes", "aantal_verhuureenheden", "aantal_eenheden", "aantal_wooneenheden",
        "aantal_appartementen", "aantal won.", "aant_woningen", "vhe", "vhes",
        "vhe's", "verhuureenheden", "wooneenheden",
    ),
    "aandeel_55plus": ("aandeel_55+", "percentage_55plus", "percentage_55+"),
}  # fmt: skip
"""Names that can mean nothing else; the first that is there is read where a target has no column."""

_MAY_MEAN = {
    "complex_id": ("complex", "id"),
    "naam": ("name", "omschrijving"),
    "straat": ("openbareruimte",),
    "huisnummer": ("nummer", "nr"),
    "aandeel_55plus": ("55plus", "55+"),
    "voor_senioren": ("doelgroep",),
}
"""Names that may mean something else as well: only to say which column may have been meant."""

_MOST_NAMED = 20

_SHORT = 4
"""Of names this short nearly every other is alike."""


def names_of(target: str) -> tuple[str, ...]:
    """Give the names by which a column is read as a target, the likeliest first."""
    own = OF_FACTS[target].columns if target in OF_FACTS else (target,)
    return tuple(dict.fromkeys((*own, *_ALSO_READ.get(target, ()))))


def find_unused(sheet: Sheet, mapping: Mapping[str, str]) -> list[Text]:
    """Tell which columns of a list of complexes nothing was read from."""
    unused = [str(name) for name in sheet.cells if name not in mapping.values()]
    return tell_unused(unused, [target for target in TARGETS if target not in mapping])


def choose_mapping(sheet: Sheet, columns: Mapping[str, str]) -> dict[str, str]:
    """Choose the column for each target; one that the user gave to a target is for no other."""
    own = {t: name for t, name in columns.items() if t in TARGETS}
    by_key = {column_key(str(name)): str(name) for name in reversed([*sheet.cells])}
    chosen = {}
    for target in TARGETS:
        names = [own[target]] if target in own else names_of(target)
        taken = set() if target in own else {*own.values()}
        there = [by_key[key] for name in names if (key := column_key(name)) in by_key]
        free = [name for name in there if name not in taken]
        if free:
            chosen[target] = free[0]
    return chosen


def chosen_cells(sheet: Sheet, mapping: Mapping[str, str]) -> pd.DataFrame:
    """Give the chosen columns by their targets, as text; empty where a target has none."""
    empty = pd.Series("", index=sheet.cells.index)
    cells = pd.DataFrame(
        {t: sheet.cells[mapping[t]] if t in mapping else empty for t in TARGETS}, dtype=object
    )
    return cells.assign(complex_id=cells["complex_id"].map(plain_hyphens))


def has_addresses(mapping: Collection[str]) -> bool:
    """Say whether there is enough to find an address by."""
    return "adres" in mapping or (
        "huisnummer" in mapping and ("straat" in mapping or "postcode" in mapping)
    )


def column_faults(
    sheet: Sheet, columns: Mapping[str, str], mapping: Mapping[str, str]
) -> list[str]:
    """Tell which columns are missing, and what the user named that is not there."""
    found = [*sheet.cells.columns]
    faults = [
        f"columns: {target!r} is unknown{_nearest(target, TARGETS)}; expected one of "
        f"{', '.join(TARGETS)}"
        for target in columns
        if target not in TARGETS
    ]
    keys = {column_key(name) for name in found}
    absent = {
        t: name for t, name in columns.items() if t in TARGETS and column_key(name) not in keys
    }
    faults += [
        f"column {name!r}, given for {target}, is not there{_nearest(name, found)}; found: "
        f"{', '.join(found)}"
        for target, name in absent.items()
    ]
    if "complex_id" not in {*mapping, *absent}:
        faults.append(_missing("complex_id", ["complex_id"], found))
    if not has_addresses({*mapping, *absent}):
        wanted = [n for n in ("huisnummer", "straat") if n not in mapping]
        faults.append(_missing("adres, or huisnummer with straat or postcode,", wanted, found))
    return faults


def disagreeing(sheet: Sheet, mapping: Mapping[str, str], own: Collection[str]) -> list[str]:
    """Tell which columns of one meaning say different things on a row, of which one would be read."""
    faults = []
    for target, read in mapping.items():
        keys = {column_key(name) for name in names_of(target) if name != "kern"}
        alike = [str(n) for n in sheet.cells if column_key(str(n)) in keys and n != read]
        if target in own or column_key(read) not in keys:
            continue
        for other in alike:
            one, two = (sheet.cells[name].str.casefold() for name in (read, other))
            rows = sheet.cells.index[(two != "") & (one != two)]
            faults += [
                f"columns {read!r} and {other!r} both say {target} and differ on {sheet.row_word} {rows[0]}; "
                "keep one of them"
            ] * bool(len(rows))
    return faults


def told_apart(sheet: Sheet, mapping: Mapping[str, str]) -> list[str]:
    """Tell where only a column that is not read tells rows of one complex apart.

    Two rows that give one address count as one dwelling. Where another column differs between them, it may
    hold what makes them two (an addition under a name that is not known): that is for the user to say.
    """
    if "complex_id" not in mapping:
        return []
    read = [mapping[t] for t in ("complex_id", *ADDRESS) if t in mapping]
    unread = [str(name) for name in sheet.cells if name not in mapping.values()]
    same = sheet.cells[read].apply(lambda column: column.str.casefold().str.split().str.join(" "))
    given = (same[read[1:]] != "").any(axis=1)
    repeated = given & same.duplicated(keep=False)
    group = same.groupby(read, sort=False).ngroup().where(repeated)
    faults = []
    for name in unread:
        several = sheet.cells[name].groupby(group).nunique()
        differing = sheet.cells.index[group.isin(several.index[several > 1])]
        if len(differing):
            rows = differing[group[differing] == group[differing[0]]]
            told = ", ".join(f"{row} ({sheet.cells[name][row]!r})" for row in rows[:4])
            faults.append(
                f"{sheet.row_word}s {told} give one address and differ in the column {name!r}, which is not "
                "read; if it holds an addition, name it toevoeging, else leave the column out or keep one of "
                f"the rows ({len(differing)} such {sheet.row_word}s)"
            )
    return shortened(faults)


def _missing(what: str, targets: Sequence[str], found: Sequence[str]) -> str:
    likely = {target: _likely(target, found) for target in targets}
    remedies = [f"rename {name!r} to {target!r}" for target, name in likely.items() if name]
    return (
        f"column {what} is missing (found: {', '.join(found)}); "
        f"{' and '.join(remedies) or 'add it'}, or say in columns which column it is"
    )


def _likely(target: str, found: Sequence[str]) -> str:
    others = _MAY_MEAN.get(target, ())
    likely = [name for name in found if column_key(name) in {column_key(o) for o in others}]
    for name in (*names_of(target), *others):
        if len(name) <= _SHORT:
            continue
        likely += difflib.get_close_matches(name, found, n=1, cutoff=0.75)
    return next(iter(likely), "")


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name.casefold(), [*known], n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def tell_unused(unused: Sequence[str], targets: Iterable[str]) -> list[Text]:
    """Name the columns that nothing was read from: one may hold what is missed, under another name.

    Parameters
    ----------
    unused
        These columns, as the list calls them.
    targets
        What no column was read as: what one of them looks like is told beside it.
    """
    meant = {target: _likely(target, unused) for target in targets}
    hints = [LOOKS_LIKE.about(name=name, target=target) for target, name in meant.items() if name]
    said = Text("; ".join(hint.nl for hint in hints), "; ".join(hint.en for hint in hints))
    told = UNUSED_LIKELY if hints else UNUSED
    columns = some_named(unused, _MOST_NAMED)
    return [told.about(columns=columns, hints=said)] if unused else []
