"""What stands on the pages of the workbook, in sentences and small tables?

Pages to read from top to bottom: first the question, the answer and what is needed (Samenvatting), then
how it was judged and what everything means (Toelichting).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wozgeo.domain.column import Labels
from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.criteria import Definition
from wozgeo.domain.dictionary import describe, find_column
from wozgeo.domain.labels import LABELS_IN
from wozgeo.domain.language import NOTHING, Language, Text, joined
from wozgeo.domain.values import said
from wozgeo.domain.vocabulary import Verdict, Voorziening
from wozgeo.outputs.answer_sentences import (
    LISTED,
    answer,
    ask,
    metres_missed,
    near_requirements,
    say_asked,
)
from wozgeo.outputs.conversion_sentences import say_conversions
from wozgeo.outputs.deciding_walk import each_walk, leads_to, metres_told
from wozgeo.outputs.distance_sentences import answer_distances, ask_distances
from wozgeo.outputs.firm_sentences import say_causes
from wozgeo.outputs.found import Found
from wozgeo.outputs.kern_sentences import say_every_kern
from wozgeo.outputs.legend import say_exactly
from wozgeo.outputs.reason_sentences import name_requirement, say_reasons
from wozgeo.outputs.remedy_sentences import say_remedies
from wozgeo.outputs.search_sentences import say_search
from wozgeo.outputs.senior_sentences import say_seniors
from wozgeo.outputs.site_sentences import say_locations, say_sites
from wozgeo.outputs.workbook import words


@dataclass(frozen=True)
class Block:
    """A part of a page: a heading, sentences and a small table, each perhaps absent.

    Parameters
    ----------
    heading
        "" for none.
    sentences
        Before the table.
    table
        Its headers are words; its index says nothing.
    """

    heading: str
    sentences: Sequence[str] = ()
    table: pd.DataFrame | None = None


def summary_blocks(found: Found) -> Iterator[Block]:
    """Ask the question and answer it: counts, what meets, what just misses, the target, warnings."""
    language = found.language
    if found.reports and not found.titles:
        yield from _distance_blocks(found)
        return
    asked = ask([*found.definitions.values()], language)
    rules = [say_asked(definition, language) for definition in found.definitions.values()]
    yield Block(words.QUESTION(language), [asked, *rules])
    yield Block(words.ANSWER(language), list(_answers(found)), _counts(found))
    for definition in found.definitions.values():
        yield from _lists(found, definition)
    if len(found.progress):
        sentences = list(found.progress_said)
        yield Block(words.HOW_FAR(language), sentences, _progress(found.progress, language))
    yield from _remarks(found)
    yield Block(words.READ_ON(language), [words.GUIDE(language, meeting=found.meeting_place.one)])


def _distance_blocks(found: Found) -> Iterator[Block]:
    """Ask and answer how far the walk is, where nothing was judged."""
    language = found.language
    yield Block(words.QUESTION(language), [ask_distances(found)])
    answers = [*answer_distances(found), *answer({}, [], language), *_of_seniors(found)]
    yield Block(words.ANSWER(language), answers)
    yield from _remarks(found)
    yield Block(words.READ_ON(language), [words.GUIDE(language, meeting=found.meeting_place.one)])


def _remarks(found: Found) -> Iterator[Block]:
    """Tell what to know of the numbers apart from what the lists did."""
    read = [*filter(None, [say_exactly(found) if found.titles else ""]), *found.notes]
    for heading, told in ((words.BEWARE, found.warnings), (words.LISTS_DID, read)):
        if told:
            yield Block(heading(found.language), told)


def explanation_blocks(found: Found, columns: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    """Explain how was judged, by what, and what every column means.

    Parameters
    ----------
    found
        What the workbook says.
    columns
        Sheet name to the columns it has.

    Raises
    ------
    KeyError
        When nobody has described a column.
    """
    language = found.language
    reading = [text(language) for text in words.HOW_VERDICTS_READ]
    yield Block(words.HOW_TO_READ(language), reading, _verdict_words(language))
    if found.population is not None:
        yield Block(words.SENIORS(language), [text(language) for text in words.HOW_SENIORS_READ])
    titles = [
        words.TITLED(language, name=name, title=d.title_in(language))
        for name, d in found.definitions.items()
    ]
    if found.titles or not found.reports:
        yield Block(words.DEFINITIONS(language), titles, _requirements(found))
    for kind in dict.fromkeys([Voorziening.ONTMOETINGSPLEK, *found.wanted]):
        yield _places(found.places_told(kind), found.kinds[kind], language)
    if found.settings:
        table = _pairs(found.settings, words.SETTING(language), words.VALUE(language))
        yield Block(words.SETTINGS(language), (), table)
    if found.sources:
        yield Block(words.DATA(language), list(found.sources))
    if columns:
        yield Block(words.THE_COLUMNS(language), (), _described(columns, found.labels, language))


def _answers(found: Found) -> Iterator[str]:
    definitions = [*found.definitions.values()]
    yield from answer(found.groups, definitions, found.language, eisen=found.eisen)
    for definition in found.definitions.values():
        for say in (say_reasons, say_causes, say_conversions):
            yield from (sentence for _, sentence in say(found, definition))
        yield from (*say_sites(found, definition), *say_locations(found, definition))
        yield from say_every_kern(found, definition)
    yield from found.progress_said[:1]
    yield from say_remedies(found)
    yield from _of_seniors(found)


def _of_seniors(found: Found) -> Iterator[str]:
    yield from (*say_seniors(found), *found.places_said, *say_search(found))


def _verdict_counts(table: pd.DataFrame, name: str) -> dict[Verdict, int]:
    verdicts = table[OfDefinition(name).oordeel].astype(str)
    return {verdict: int((verdicts == verdict.value).sum()) for verdict in Verdict}


def _near(table: pd.DataFrame, name: str) -> "pd.Series[bool]":
    return table[OfDefinition(name).bijna].astype(bool)


def _counts(found: Found) -> pd.DataFrame | None:
    language = found.language
    labels = LABELS_IN[language].verdicts
    rows = [
        {
            words.DEFINITION(language): name,
            words.WHAT(language): words.GROUPS[word](language),
            words.NUMBER(language): len(table),
            **{labels[v]: n for v, n in _verdict_counts(table, name).items()},
            words.NEAR_MISS(language): int(_near(table, name).sum()),
        }
        for name in found.definitions
        for word, table in found.groups.items()
    ]
    return pd.DataFrame(rows) if rows else None


def _lists(found: Found, definition: Definition) -> Iterator[Block]:
    """List what meets a definition and what just misses it; the clusters are on their own sheet."""
    language = found.language
    column, title = OfDefinition(definition.name).oordeel, definition.title_in(language)
    for word in LISTED:
        table = found.groups.get(word)
        if table is None:
            continue
        meets = table[table[column].astype(str) == Verdict.VOLDOET.value]
        near = table[_near(table, definition.name)]
        by = near_requirements(found.eisen, word, definition.name)
        far = metres_missed(near, definition.name, by).sort_values(kind="stable")
        what = words.GROUPS[word].capital()
        heading = words.MEET(language, what=what, title=title)
        yield _listed(heading, _meeting(meets, definition, found), language)
        heading = words.JUST_MISS(language, what=what, title=title)
        yield _listed(
            heading, _missing(near.loc[far.index], far, definition.name, language), language
        )


def _listed(heading: str, table: pd.DataFrame, language: Language) -> Block:
    return Block(heading, (), table) if len(table) else Block(heading, [words.NONE(language)])


def _meeting(table: pd.DataFrame, definition: Definition, found: Found) -> pd.DataFrame:
    language = found.language
    listed = _identified(table, language)
    to = leads_to(definition, found.meeting_place)
    listed[words.METRES_AWAY(language, meeting=to)] = metres_told(table, definition, found.limit_m)
    for one in each_walk(table, definition):
        place, bound = one.walk.place.one, one.walk.bound_in(language)
        listed[words.WALK_ASKED(language, place=place, bound=bound)] = one.metres
    listed[words.WHY(language)] = table[OfDefinition(definition.name).toelichting]
    return listed


def _missing(
    table: pd.DataFrame, far: "pd.Series[float]", name: str, language: Language
) -> pd.DataFrame:
    listed, labels = _identified(table, language), LABELS_IN[language].verdicts
    listed[words.METRES_TOO_FAR(language)] = far
    verdicts = table[OfDefinition(name).oordeel]
    listed[words.VERDICT(language)] = [labels[Verdict(verdict)] for verdict in verdicts]
    listed[words.NEEDED(language)] = table[OfDefinition(name).nodig]
    return listed


def _identified(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words.ID(language): table.index.astype(object),
            words.NAME(language): table["naam"].to_numpy(dtype=object),
            words.KERN(language): table["kern"].to_numpy(dtype=object),
            words.HOMES(language): table["n_woningen"].array,
        },
        index=table.index,
    )


def _progress(progress: pd.DataFrame, language: Language) -> pd.DataFrame:
    shown = {name: text(language) for name, text in words.PROGRESS.items()}
    table = progress[[*shown]].rename(columns=shown)
    kernen = [said("kern", kern, language) for kern in progress.index]
    table.insert(0, words.KERN(language), pd.Series(kernen, table.index, dtype=object))
    remarks = [_remark(row)(language) for _, row in progress.iterrows()]
    return table.assign(**{words.REMARK(language): remarks})


def _remark(row: "pd.Series[int]") -> Text:
    without = int(row["n_zonder_aantal"])
    told = words.WITHOUT_NUMBER.about(n=without) if without else NOTHING
    return joined([_nothing_here(row), told], "; ")


def _nothing_here(row: "pd.Series[int]") -> Text:
    if row["geen"]:
        return words.NOTHING_HERE
    if not row["zeker"] and not row["bestaand_voldoet"]:
        return words.NOTHING_SURE
    return NOTHING


def _verdict_words(language: Language) -> pd.DataFrame:
    labels = LABELS_IN[language].verdicts
    told = {labels[verdict]: text(language) for verdict, text in words.MEANINGS.items()}
    return _pairs(told, words.VERDICT(language), words.MEANING(language))


def _pairs(texts: Mapping[str, str], one: str, other: str) -> pd.DataFrame:
    return pd.DataFrame({one: [*texts], other: [*map(str, texts.values())]}, dtype=object)


def _requirements(found: Found) -> pd.DataFrame:
    language = found.language
    rows = [
        (name, name_requirement(rule, found), rule.said(language), rule.source.said(language))
        for name, definition in found.definitions.items()
        for rule in definition.requirements
    ]
    heads = (words.DEFINITION, words.REQUIREMENT, words.ASKED, words.SOURCE)
    return pd.DataFrame(rows, columns=[head(language) for head in heads])


def _places(places: pd.DataFrame, kind: Voorziening, language: Language) -> Block:
    heading = words.MEETING_PLACES(language, meeting=kind.one, some=kind.some)
    if places.empty:
        return Block(heading, [words.NO_MEETING_PLACE(language, meeting=kind.one)])
    counts = places["bron"].astype(str).value_counts().sort_index()
    by_source = "; ".join(f"{source}: {n}" for source, n in counts.items())
    table = pd.DataFrame(
        {
            words.NAME(language): places["naam"].to_numpy(dtype=object),
            words.KERN(language): places["kern"].to_numpy(dtype=object),
            words.COUNTS_AS(language): places["telt_als"].to_numpy(dtype=object),
            words.SOURCE(language): places["bron"].to_numpy(dtype=object),
            words.ID(language): places.index.astype(object),
        }
    )
    return Block(heading, [words.IN_ALL(language, n=len(places), sources=by_source)], table)


def _described(
    columns: Mapping[str, Sequence[str]], labels: Labels, language: Language
) -> pd.DataFrame:
    sheets: dict[str, list[str]] = {}
    for sheet, names in columns.items():
        for name in names:
            sheets.setdefault(name, []).append(sheet)
    known = {name: find_column(name, labels) for name in sheets}
    rows = [
        (
            known[name].head(language),
            name,
            ", ".join(where),
            describe(known[name], language).replace("`", ""),
        )
        for name, where in sheets.items()
    ]
    heads = (words.HEAD, words.COLUMN, words.ON_SHEETS, words.MEANING)
    return pd.DataFrame(rows, columns=[head(language) for head in heads])
