"""What did a run find, that every page and workbook tells?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wozgeo.domain.criteria import Definition


@dataclass(frozen=True)
class Oordelen:
    """Everything that oordelen.xlsx says; nothing in it is confidential.

    Parameters
    ----------
    name
        Of the run.
    definitions
        By name, in the order of the columns.
    plannen, complexen, clusters, kernen, buurten
        From `wozgeo.outputs.judged_tables`. Empty: not there.
    eisen
        The verdict on every single requirement, from `wozgeo.outputs.judged_tables.build_eisen`.
    niet_gevonden
        Addresses to look at: ``complex_id``, ``rij``, ``opgegeven``, ``uitkomst``, ``kandidaten``.
    ontmoetingsplekken
        What counted: index id; ``naam``, ``kern``, ``telt_als``, ``bron``.
    progress
        Towards the target: index ``kern``; ``zeker``, ``mogelijk``, ``voldoet_niet``, ``na_jaar``,
        ``bestaand_voldoet``, ``bestaand_onbekend``, ``bestaand_voldoet_niet``, ``n_zonder_aantal``
        (dwellings, but the last) and ``geen``. Empty: there is no target.
    progress_sentences
        The same in words, the answer first.
    warnings
        Sentences.
    thin
        Voorzieningen of which there are probably more than are known, and the warning: where none of them
        is near, nobody knows whether there is one.
    settings
        Name to value.
    sources
        Data with their dates, licences and attribution, in sentences.
    """

    name: str
    definitions: Mapping[str, Definition]
    plannen: pd.DataFrame = field(default_factory=pd.DataFrame)
    complexen: pd.DataFrame = field(default_factory=pd.DataFrame)
    clusters: pd.DataFrame = field(default_factory=pd.DataFrame)
    kernen: pd.DataFrame = field(default_factory=pd.DataFrame)
    buurten: pd.DataFrame = field(default_factory=pd.DataFrame)
    eisen: pd.DataFrame = field(default_factory=pd.DataFrame)
    niet_gevonden: pd.DataFrame = field(default_factory=pd.DataFrame)
    ontmoetingsplekken: pd.DataFrame = field(default_factory=pd.DataFrame)
    progress: pd.DataFrame = field(default_factory=pd.DataFrame)
    progress_sentences: Sequence[str] = ()
    warnings: Sequence[str] = ()
    thin: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[str] = ()

    @property
    def limit_m(self) -> float:
        """The shortest walk to an ontmoetingsplek that a definition allows; ``inf`` where none does."""
        return min((d.walk.limit_m for d in self.definitions.values() if d.walk), default=math.inf)

    @property
    def groups(self) -> dict[str, pd.DataFrame]:
        """What was judged, by its Dutch plural."""
        tables = {
            "plannen": self.plannen,
            "complexen": self.complexen,
            "kansrijke clusters": self.clusters,
        }
        return {word: table for word, table in tables.items() if len(table)}
