"""How many seniors live in the areas of a run, without measuring anything?"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from wozgeo.config import RunConfig
from wozgeo.domain.columns_seniors import senior_column
from wozgeo.domain.population import AGES, Population
from wozgeo.outputs.senior_sentences import say_interval
from wozgeo.runs import words_seniors as words
from wozgeo.runs.given import read_of_seniors
from wozgeo.runs.seniors import publish_areas


def count_seniors(config: RunConfig, *, fresh: bool = False) -> Population:
    """Spread the seniors of a run over its dwellings, and count them per area.

    Parameters
    ----------
    config
        What is asked.
    fresh
        Whether to read the extract anew though an earlier run kept what it says.

    Returns
    -------
    Population
        With what may be published of the areas that hold dwellings of the run; index (niveau, code).

    Raises
    ------
    ConfigError
        When the run names no source of seniors.
    InputError
        Naming every fault in a source.
    """
    given, population = read_of_seniors(config, fresh=fresh)
    read = given.read
    table = publish_areas(population, read)
    names = pd.Series(table.index.get_level_values("code"), index=table.index)
    if read.areas is not None:
        named = read.areas["naam"].reindex(table.index)
        names = named.where(named.notna() & (named != ""), names)
    table.insert(0, "naam", np.asarray(names, dtype=object))
    return replace(population, published=table)


def tell_counts(config: RunConfig, population: Population) -> Iterator[str]:
    """Say per area how many seniors live there, and what to know of it, in lines for a terminal."""
    language = config.language
    for (_, row), niveau in zip(
        population.published.iterrows(),
        population.published.index.get_level_values("niveau"),
        strict=True,
    ):
        parts = [
            words.AGED(
                language,
                age=str(age),
                when=when(language),
                number=say_interval(row, senior_column(age, key), language)
                or words.NOT_SHOWN(language),
            )
            for key, when in (("", words.NOW), ("_prognose", words.EXPECTED))
            if senior_column(65, key) in row.index
            for age in AGES
        ]
        yield f"{_named(niveau, str(row['naam']))}: {'; '.join(parts)}"
    for text in (*population.warnings, *population.notes, *population.sources):
        yield text(language)


def _named(niveau: str, name: str) -> str:
    """Name an area with what it is, unless its name says so: "Wijk 01 Dorp" is no "wijk Wijk 01 Dorp"."""
    return name if name.casefold().startswith(f"{niveau} ") else f"{niveau} {name}"
