"""What is a reader told of counts of the gemeente's own that were put together?"""

from collections.abc import Iterator

import pandas as pd

from wozgeo.analysis.population.pooling import Pooled
from wozgeo.analysis.population.seniors import SeniorSpread
from wozgeo.domain.language import Text
from wozgeo.inputs.population.words import ZONES
from wozgeo.runs import words_seniors as words


def said_of_misfit(spread: SeniorSpread) -> Iterator[Text]:
    """Tell where what is expected suits not all sources."""
    if spread.n_off:
        yield words.NOT_FITTED.about(spread.n_off, persons=max(1, round(spread.most_off)))


def said_of_pooled(pooled: Pooled, code: "pd.Series[str]", at_least: int) -> Iterator[Text]:
    """Tell how few persons were put together, which became secret, and what lies nowhere."""
    figures = pooled.figures
    single, more = ZONES[str(figures.kind)]
    if pooled.n_together:
        groups = pooled.group_of[pooled.group_of.index.isin({*code})].nunique()
        yield words.POOLED.about(
            groups, file=figures.source, zones=more, together=pooled.n_together, least=at_least
        )
        if nowhere := int((~pooled.group_of.index.isin({*code})).sum()):
            yield words.IN_NO_AREA.about(nowhere, file=figures.source, zone=single, zones=more)
    if pooled.n_secret:
        yield words.MADE_SECRET.about(
            pooled.n_secret, file=figures.source, zone=single, zones=more, least=at_least
        )
