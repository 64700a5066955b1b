"""Which column of a corporation's list says what?"""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from wozgeo.domain.facts import FACTS
from wozgeo.domain.language import Text
from wozgeo.inputs.sheet import Sheet
from wozgeo.inputs.words_lists import LOOKS_LIKE, UNUSED, UNUSED_LIKELY

PARTS = ("adres", "straat", "huisnummer", "huisletter", "toevoeging")
ADDRESS = (*PARTS, "postcode", "woonplaats")
OF_FACTS = {fact.column: fact for fact in FACTS.values()}
TARGETS: tuple[str, ...] = ("complex_id", "naam", *ADDRESS, *OF_FACTS)
"""The columns that mean something; each may also be written with spaces for its underscores."""

_OTHER_NAMES = {
    "complex_id": ("complex", "complexnummer", "complexnr", "complexcode", "id"),
    "naam": ("complexnaam", "name", "omschrijving"),
    "straat": ("straatnaam", "openbare_ruimte_naam", "openbareruimte"),
    "huisnummer": ("huisnr", "huisnummers", "nummer", "nr"),
    "toevoeging": ("toev", "toev.", "huisnummertoevoeging", "huisnr_toev"),
    "postcode": ("pc", "pc6"),
    "woonplaats": ("plaats", "plaatsnaam", "woonplaats_naam", "kern"),
    "aandeel_55plus": ("aandeel_55+", "55plus", "55+"),
}
"""What others call these columns: only to say which one may have been meant."""

_SHORT = 4
"""Of names this short nearly every other is alike."""


def names_of(target: str) -> set[str]:
    """Spell a target as a column may be called."""
    names = OF_FACTS[target].columns if target in OF_FACTS else (target,)
    return {spelling for name in names for spelling in (name, name.replace("_", " "))}


def choose_mapping(sheet: Sheet, columns: Mapping[str, str]) -> dict[str, str]:
    """Choose the column for each target; one that the user gave to a target is for no other."""
    found = [str(name) for name in sheet.cells]
    own = {t: name for t, name in columns.items() if t in TARGETS}
    names = {t: {own[t]} if t in own else names_of(t) - {*own.values()} for t in TARGETS}
    return {t: name for t in TARGETS for name in found if name in names[t]}


def chosen_cells(sheet: Sheet, mapping: Mapping[str, str]) -> pd.DataFrame:
    """Give the chosen columns by their targets, as text; empty where a target has none."""
    empty = pd.Series("", index=sheet.cells.index)
    return pd.DataFrame(
        {t: sheet.cells[mapping[t]] if t in mapping else empty for t in TARGETS}, dtype=object
    )


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
    absent = {t: name for t, name in columns.items() if t in TARGETS and name not in found}
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


def _missing(what: str, targets: Sequence[str], found: Sequence[str]) -> str:
    likely = {target: _likely(target, found) for target in targets}
    remedies = [f"rename {name!r} to {target!r}" for target, name in likely.items() if name]
    return (
        f"column {what} is missing (found: {', '.join(found)}); "
        f"{' and '.join(remedies) or 'add it'}, or say in columns which column it is"
    )


def _likely(target: str, found: Sequence[str]) -> str:
    others = _OTHER_NAMES.get(target, ())
    likely = [name for name in found if name.replace(" ", "_") in others]
    for name in (target, *(o for o in others if len(o) > _SHORT)):
        likely += difflib.get_close_matches(name, found, n=1, cutoff=0.75)
    return next(iter(likely), "")


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name.casefold(), [*known], n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def tell_unused(sheet: Sheet, mapping: Mapping[str, str]) -> list[Text]:
    """Name the columns that nothing was read from: one may hold additions under another name."""
    unused = [str(name) for name in sheet.cells if name not in mapping.values()]
    meant = {t: _likely(t, unused) for t in TARGETS if t not in mapping}
    hints = [LOOKS_LIKE.about(name=name, target=target) for target, name in meant.items() if name]
    said = Text("; ".join(hint.nl for hint in hints), "; ".join(hint.en for hint in hints))
    told = UNUSED_LIKELY if hints else UNUSED
    return [told.about(columns=", ".join(unused), hints=said)] if unused else []
