"""With which settings, and from which data, was a run done? For a reader, in their language."""

from collections.abc import Iterable
from pathlib import Path

from wozgeo.config import RunConfig
from wozgeo.domain.language import Language, Text, write_day
from wozgeo.inputs.file_dates import day_of, read_date
from wozgeo.inputs.plan_columns import read_planmonitor
from wozgeo.outputs.texts import read_texts
from wozgeo.runs import words_run as words
from wozgeo.runs.reading import Read
from wozgeo.runs.study_area import said_name
from wozgeo.runs.words_area import AREA


def attribution_of(config: RunConfig) -> str:
    """Say whose streets these are."""
    return config.attribution or read_texts(config.language)("page.attribution")


def how_in_words(config: RunConfig) -> str:
    """Say in one sentence how was walked."""
    return words.HOW(
        config.language,
        profile=_walker(config),
        search=config.search_limit_m,
        connector=config.max_off_network_m,
    )


def columns_in_words(read: Read, language: Language) -> dict[str, str]:
    """Say per list which column was taken for what, under the names that a list may use itself."""
    return {
        file: ", ".join(
            _column_in_words(_called(target), column, language)
            for target, column in mapping.items()
        )
        for file, mapping in read.listed.mappings.items()
    }


def settings_in_words(config: RunConfig, read: Read) -> dict[str, str]:
    """Say the settings that decide over a verdict."""
    language, criteria = config.language, config.criteria
    said: dict[Text, str] = {
        **({AREA: said_name(read.area)(language)} if read.area else {}),
        words.WHO_WALKS: str(_walker(config)(language)),
        words.SEARCHED: words.METRES(language, n=config.search_limit_m),
        words.LONGEST_CONNECTOR: words.METRES(language, n=config.max_off_network_m),
        words.WHICH_COUNTS: words.MEASURES[str(criteria.measure)](language),
        words.NEAR_MISS: words.NEAR_MISS_IS(
            language, percent=round(100 * criteria.near_miss_share, 6), metres=criteria.near_miss_m
        ),
        words.SPACING: words.METRES(language, n=config.sites.spacing_m),
        **{
            words.DECISION.about(title=Text.of(d.title_in)): d.decision_in(language)
            for d in read.definitions.values()
        },
    }
    columns = {
        words.COLUMNS_OF(language, file=file): text
        for file, text in columns_in_words(read, language).items()
    }
    return {**{name(language): value for name, value in said.items()}, **columns}


def sources_in_words(config: RunConfig, read: Read) -> list[str]:
    """Name the data with the date that a file says of itself, the licence and whose it is."""
    language = config.language
    day = day_of(read.osm.timestamp)
    name = config.osm_file.name if config.osm_file else config.place
    said = [
        words.STREETS(
            language,
            attribution=attribution_of(config),
            name=name or "",
            stamp=words.STAMP(language, day=write_day(day, language)) if day else "",
        )
    ]
    if config.bag_file:
        said.append(words.ADDRESSES(language, file=_dated([config.bag_file], language)))
    groups = {
        words.AREAS: [own.file for own in config.areas],
        words.FACILITIES: [own.file for own in config.facilities],
        words.PLANS_FROM: [own.file for own in config.plans],
        words.COMPLEXES_FROM: [own.file for own in config.complexes],
    }
    for text, files in groups.items():
        said += [text(language, files=_dated(files, language))] if files else []
    return said


def _dated(files: Iterable[Path], language: Language) -> str:
    return "; ".join(
        words.SAVED_ON(language, name=file.name, day=write_day(day, language))
        if (day := read_date(file))
        else words.NO_DATE(language, name=file.name)
        for file in files
    )


def _column_in_words(target: str, column: str, language: Language) -> str:
    if target == column:
        return column
    return words.COLUMN_FROM(language, target=target, column=column)


def _walker(config: RunConfig) -> Text:
    return words.PROFILES[str(config.profile)]


def _called(target: str) -> str:
    return read_planmonitor().names.get(target, (target,))[0]
