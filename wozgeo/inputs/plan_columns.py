"""Which column of a planmonitor says what?

Every province calls its columns otherwise. The names that are understood, the presets and the words
for yes, no and public are in ``data/planmonitor.toml``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

from wozgeo.domain.contracts import PLAN_COUNTS, PLAN_TEXTS, PLAN_YEARS
from wozgeo.domain.facts import FACTS
from wozgeo.domain.language import Text
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import read_toml
from wozgeo.inputs.plan_confidentiality import Question, find_overlooked, find_questions
from wozgeo.inputs.words_lists import CUT_OFF_COLUMN

Spellings = Mapping[str, tuple[str, ...]]
"""Column of the contract to how it may be called, in lower case, the likeliest first."""

PLAN_TARGETS = (
    "plan_id",
    *PLAN_TEXTS,
    *PLAN_YEARS,
    *PLAN_COUNTS,
    *FACTS,
    "vertrouwelijk",
)
"""What a list of plans may say."""

OWN_NAMES = ""
"""The preset when none fits and the names that are always understood are enough."""

_SHAPEFILE_NAME_LENGTH = 10


@dataclass(frozen=True)
class Preset:
    """How one planmonitor calls its columns.

    Attributes
    ----------
    title
        For a reader.
    columns
        See :data:`Spellings`.
    others
        Further columns of this planmonitor, to know what a cut off name can stand for.
    notes
        Column of the contract to what a reader should know when it was read so.
    """

    title: Text
    columns: Spellings
    others: tuple[str, ...]
    notes: Mapping[str, Text]


@dataclass(frozen=True)
class Planmonitor:
    """The content of ``data/planmonitor.toml``, names and words in lower case.

    Attributes
    ----------
    names, places
        What is understood without a preset; ``places`` only where there is no geometry.
    presets
        By name.
    answers, confidentiality
        Words by what they mean.
    """

    names: Spellings
    places: Spellings
    presets: Mapping[str, Preset]
    answers: Mapping[str, frozenset[str]]
    confidentiality: Mapping[str, frozenset[str]]

    def spellings(self, targets: Collection[str]) -> set[str]:
        """Give every name that could mean one of the targets."""
        tables = [self.names, self.places, *(p.columns for p in self.presets.values())]
        return {name for table in tables for target in targets for name in table.get(target, ())}


@dataclass(frozen=True)
class Choice:
    """Which columns are read.

    Attributes
    ----------
    preset
        Its name; ``OWN_NAMES`` when none was needed.
    mapping
        Column of the contract to column of the file, as it is spelled there; the first of them
        where several say which plans are confidential.
    notes
        What a reader should know of it; never the content of a cell.
    questions
        Every column that says which plans are confidential.
    """

    preset: str
    mapping: Mapping[str, str]
    notes: tuple[Text, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class _Fields:
    """The columns of a file, found by any of their names."""

    names: tuple[str, ...]
    by_name: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]

    def match(self, spellings: Spellings) -> dict[str, str]:
        """Give per target the column with the likeliest of its names."""
        return {
            target: next(self.by_name[name] for name in names if name in self.by_name)
            for target, names in spellings.items()
            if any(name in self.by_name for name in names)
        }


@cache
def read_planmonitor() -> Planmonitor:
    """Read the names, presets and words that come with wozgeo."""
    table = read_toml(packaged_path("planmonitor.toml"), what="the names of planmonitors")
    presets = {
        name: Preset(
            title=Text(**preset["title"]),
            columns=_spellings(preset["columns"]),
            others=tuple(preset["others"]),
            notes=MappingProxyType(
                {name: Text(**note) for name, note in preset.get("notes", {}).items()}
            ),
        )
        for name, preset in table["presets"].items()
    }
    return Planmonitor(
        names=_spellings(table["names"] | {fact.name: fact.columns for fact in FACTS.values()}),
        places=_spellings(table["places"]),
        presets=MappingProxyType(presets),
        answers=_words(table["answers"]),
        confidentiality=_words(table["confidentiality"]),
    )


def choose_columns(
    fields: Sequence[str],
    *,
    preset: str | None,
    columns: Mapping[str, str],
    with_places: bool,
    cut_off: bool,
) -> tuple[Choice, list[str]]:
    """Choose what each column of a file is read as.

    Parameters
    ----------
    fields
        The columns of the file.
    preset
        None: the one of which most columns are there, if they are enough to make a list of plans.
    columns
        The user's own names, before everything else: column of the contract, or a name that is
        understood for it, to column of the file. Several may say which plans are confidential.
    with_places
        Whether columns say where the plans lie.
    cut_off
        Whether names have been cut off at 10 characters, as a Shapefile does. They are completed
        where they can stand for one thing only.

    Returns
    -------
    tuple
        The choice, and what is wrong with it: names that are unknown, columns that are not there
        or that could mean several things.
    """
    known = read_planmonitor()
    base = {**known.names, **(known.places if with_places else {})}
    own, faults = _own_columns(fields, columns, base)
    if preset is not None and preset not in known.presets:
        faults.append(
            f"preset {preset!r} is unknown{_meant(preset, known.presets)}; "
            f"expected one of {', '.join(known.presets)}, or none"
        )
        return Choice(preset, {}, ()), faults
    fitting = _fitting(fields, known, own, cut_off=cut_off) if preset is None else []
    if len(fitting) > 1:
        faults.append(
            f"the columns fit several presets: {', '.join(fitting)}; choose one with preset"
        )
    name = preset or (fitting[0] if fitting else OWN_NAMES)
    chosen = known.presets.get(name, Preset(Text("", ""), {}, (), {}))
    merged = {target: _merged(target, chosen.columns, base) for target in base}
    found = _find_fields(fields, merged, chosen.others, cut_off=cut_off)
    read = {**found.match(merged), **own}
    known_as = {found.by_name[n]: n for n in merged["vertrouwelijk"] if n in found.by_name}
    questions = find_questions(
        fields, columns, known_as=known_as, keys=base["vertrouwelijk"], words=known.confidentiality
    )
    asked = [question.field for question in questions]
    faults += _required(fields, read, merged)
    faults += _repeated(fields, [*read.values(), *asked])
    free = [key for key in base["vertrouwelijk"] if key not in map(str.casefold, columns)]
    faults += find_overlooked(fields, asked, keys=free, words=known.confidentiality)
    notes = [note for target, note in chosen.notes.items() if target in {*read} - {*own}]
    notes += _cut_off_notes(found, read, merged)
    mapping = {target: read[target] for target in (*PLAN_TARGETS, *known.places) if target in read}
    return Choice(name, MappingProxyType(mapping), tuple(notes), questions), faults


def _spellings(table: Mapping[str, Any]) -> Spellings:
    return MappingProxyType({target: tuple(names) for target, names in table.items()})


def _words(table: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({meaning: frozenset(words) for meaning, words in table.items()})


def _merged(target: str, preset: Spellings, base: Spellings) -> tuple[str, ...]:
    return (*preset.get(target, ()), *base.get(target, ()))


# --- the user's own names ------------------------------------------------------------------------


def _own_columns(
    fields: Sequence[str], columns: Mapping[str, str], base: Spellings
) -> tuple[dict[str, str], list[str]]:
    lower = {field.casefold(): field for field in reversed(fields)}
    targets = {name: target for target, names in base.items() for name in (*names, target)}
    own: dict[str, str] = {}
    faults = []
    for key, name in columns.items():
        target, field = targets.get(key.casefold()), lower.get(name.strip().casefold())
        if target is None:
            faults.append(
                f"columns.{key}: unknown{_meant(key, targets)}; expected one of {', '.join(base)}"
            )
        elif target in own and target != "vertrouwelijk":
            faults.append(f"columns.{key}: {target} is named twice; keep one of them")
        elif field is None:
            faults.append(f"columns.{key}: no column {name!r}{_meant(name, lower)}; {_all(fields)}")
        if target is not None:
            own.setdefault(target, field or name)
    return own, faults


# --- presets -------------------------------------------------------------------------------------


def _fitting(
    fields: Sequence[str], known: Planmonitor, own: Mapping[str, str], *, cut_off: bool
) -> list[str]:
    """Name the presets that read most; several only when they would read different columns."""
    reads: dict[str, dict[str, str]] = {}
    for name, preset in known.presets.items():
        merged = {t: _merged(t, preset.columns, known.names) for t in known.names}
        found = _find_fields(fields, merged, preset.others, cut_off=cut_off)
        read = found.match(preset.columns)
        if {"plan_id", "naam"} & {*read, *own} and "n_dwellings" in read:
            reads[name] = read
    most = max(map(len, reads.values()), default=0)
    best = [name for name, read in reads.items() if len(read) == most]
    return [name for i, name in enumerate(best) if i == 0 or reads[name] != reads[best[0]]]


def _find_fields(
    fields: Sequence[str], spellings: Spellings, others: Iterable[str], *, cut_off: bool
) -> _Fields:
    by_name = {field.casefold(): field for field in reversed(fields)}
    if not cut_off:
        return _Fields(tuple(fields), by_name, {})
    meanings = {name: target for target, names in spellings.items() for name in names}
    completed: dict[str, str] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    for cut, field in by_name.items():
        if cut in meanings or len(cut) != _SHAPEFILE_NAME_LENGTH:
            continue
        whole = [name for name in meanings if name.startswith(cut)]
        strangers = [name for name in others if name.startswith(cut) and name not in meanings]
        if len({meanings[name] for name in whole}) == 1 and not strangers:
            completed |= dict.fromkeys(whole, field)
        elif whole:
            ambiguous[field] = tuple(dict.fromkeys([*whole, *strangers]))
    return _Fields(tuple(fields), {**completed, **by_name}, ambiguous)


def _cut_off_notes(found: _Fields, read: Collection[str], spellings: Spellings) -> list[Text]:
    meanings = {name: target for target, names in spellings.items() for name in names}
    return [
        CUT_OFF_COLUMN.about(column=field, meanings=Text(" of ".join(names), " or ".join(names)))
        for field, names in found.ambiguous.items()
        if any(meanings.get(name, "") not in {"", *read} for name in names)
    ]


# --- what cannot be missed -----------------------------------------------------------------------


def _required(fields: Sequence[str], read: Collection[str], spellings: Spellings) -> list[str]:
    needs = {"the id or the name": ("plan_id", "naam"), "the number of dwellings": ("n_dwellings",)}
    faults = []
    for told, targets in needs.items():
        if any(target in read for target in targets):
            continue
        names = list(dict.fromkeys(name for target in targets for name in spellings[target]))
        lower = {field.casefold(): field for field in fields}
        likeliest = spellings[targets[-1]]
        near = [f for name in likeliest for f in get_close_matches(name, lower, n=1, cutoff=0.6)]
        likely = lower[near[0]] if near else "..."
        faults.append(
            f"no column with {told} of the plans: expected one of {', '.join(names)}; "
            f"{_all(fields)}; name it with columns = {{ {targets[-1]} = {likely!r} }}, or add a "
            f"column {read_planmonitor().names[targets[-1]][0]} (empty where it is not known)"
        )
    return faults


def _repeated(fields: Sequence[str], used: Iterable[str]) -> list[str]:
    counts = Counter(field.casefold() for field in fields)
    return [
        f"column {name!r} is there {counts[name]} times; keep one of them"
        for name in sorted({field.casefold() for field in used})
        if counts[name] > 1
    ]


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.strip().casefold(), list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]}?)" if near else ""


def _all(fields: Sequence[str]) -> str:
    return f"found: {', '.join(fields) or 'none'}"
