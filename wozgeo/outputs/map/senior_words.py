"""What does the map say of the seniors of one kern or buurt?

From the summaries of the areas, which hold what may be published and no more.
"""

import math

import pandas as pd

from wozgeo.domain.columns_seniors import SENIOR_SHARES, senior_column
from wozgeo.domain.population import AGES
from wozgeo.outputs import layer_words as words
from wozgeo.outputs.found import Found
from wozgeo.outputs.person_words import say_persons

BOUNDS = ("_laag", "", "_hoog")
"""Of the columns of an interval: at least, expected, at most."""


def senior_shares(row: pd.Series) -> dict[str, int]:
    """Give the shares of an area that are drawn, by the key of their view, in whole percents."""
    shares = {SENIOR_SHARES[age]: row.get(SENIOR_SHARES[age]) for age in AGES}
    return {
        key: math.floor(100 * float(share) + 1e-9)
        for key, share in shares.items()
        if share is not None and not pd.isna(share)
    }


def say_on_card(row: pd.Series, found: Found) -> list[str]:
    """Say in sentences how many seniors live in an area; nothing where no source was given."""
    language = found.language
    said = []
    for age in AGES:
        for when, text in (("", words.AREA_PERSONS), ("_prognose", words.AREA_FORECAST)):
            values = [row.get(senior_column(age, when, bound)) for bound in BOUNDS]
            if senior_column(age, when) not in row.index:
                continue
            percent = senior_shares(row).get(SENIOR_SHARES[age])
            share = "" if percent is None else words.AREA_SHARE(language, percent=percent)
            persons = say_persons(values, language)
            said.append(text(language, age=str(age), persons=persons, share=share))
    return said
