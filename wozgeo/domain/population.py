"""What does a source say of how many seniors live in its zones, and what follows for every dwelling?

A figure is an interval: rounded to 5, or kept secret, it is so much at least and so much at most. What was not
delivered is unknown: from nothing to no limit. Persons are expected values, never people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import geopandas as gpd
import pandas as pd

from wozgeo.domain.language import Text
from wozgeo.domain.tables import Field, GeoContract

AGES = (65, 75)
"""Of these years and over."""

EVERYONE = 0
"""Of this age and over: all inhabitants. A source may have them, to tell which share seniors are."""


class ZoneKind(StrEnum):
    """What a zone is, from fine to coarse; the finer is believed first where two contradict each other."""

    ADRES = "adres"
    PC6 = "pc6"
    VIERKANT = "vierkant"
    GEBIED = "gebied"
    BUURT = "buurt"
    PC4 = "pc4"
    WIJK = "wijk"
    GEMEENTE = "gemeente"


class Known(StrEnum):
    """How well a figure is known."""

    COUNTED = "geteld"
    SECRET = "geheim"  # noqa: S105
    ABSENT = "niet geleverd"


_BOUNDS = tuple(
    Field(f"{bound}_{age}", "float64", f"persons of {age} and over, {told}")
    for age in AGES
    for bound, told in (
        ("low", "at least; 0 where not known"),
        ("likely", "as the source says; NaN where it says no number"),
        ("high", "at most; inf where not known"),
    )
)

FIGURE_TABLE = GeoContract(
    "figures",
    index=("code",),
    fields=(
        *_BOUNDS,
        Field("known_65", "object", "a `Known`"),
        Field("known_75", "object", "a `Known`"),
    ),
    shapes=("Polygon", "MultiPolygon"),
    somewhere=False,
)
"""What one source says per zone; without an outline a dwelling belongs by its postcode or address."""


@dataclass(frozen=True)
class Figures:
    """What one source says.

    Attributes
    ----------
    kind
        What its zones are.
    source
        The file, by its name alone.
    table
        `FIGURE_TABLE`.
    notes, warnings
        How it was read, and what to know of it.
    own
        Whether it is a count of the gemeente's own, which is believed before all others.
    """

    kind: ZoneKind
    source: str
    table: gpd.GeoDataFrame
    notes: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    own: bool = False

    def of_everyone(self) -> "Figures | None":
        """Give the same of all inhabitants instead of those of 65 and over; None where it has none."""
        if f"high_{EVERYONE}" not in self.table:
            return None
        table = self.table.copy()
        for name in ("low", "likely", "high", "known"):
            table[f"{name}_{AGES[0]}"] = table[f"{name}_{EVERYONE}"]
        table[f"low_{AGES[1]}"], table[f"high_{AGES[1]}"] = 0.0, table[f"high_{AGES[0]}"]
        table[f"likely_{AGES[1]}"], table[f"known_{AGES[1]}"] = float("nan"), str(Known.ABSENT)
        return replace(self, table=table)

    @property
    def name(self) -> str:
        """How its zones are told apart from those of other sources."""
        return f"eigen {self.kind}" if self.own else str(self.kind)


@dataclass(frozen=True)
class Growth:
    """By which factors a forecast expects seniors to grow.

    Attributes
    ----------
    year, source, date, file
        For when, by whom, of when, and in which file.
    factors
        Index ``gebied``: code or name of a gemeente or wijk, "" for everywhere; ``factor_75`` and
        ``factor_65_74`` (of who is not 75 yet) or ``factor_65`` (of all of 65 and over).
    warnings
        What to know of it.
    """

    year: str
    source: str
    date: str
    file: str
    factors: pd.DataFrame
    warnings: tuple[Text, ...] = ()


@dataclass(frozen=True)
class SetOfFigures:
    """Seniors now, or as a forecast expects them.

    Attributes
    ----------
    dwellings
        `SENIOR_TABLE`: every dwelling, those around the study area too. Never in a file.
    zones
        `ZONE_TABLE`.
    areas
        Index (niveau, code), niveau ``kern``, ``buurt``, ``wijk`` or ``gemeente``: ``low_65``, ``likely_65``,
        ``high_65`` and of 75; NaN: not known. Not yet fit to be published.
    """

    dwellings: pd.DataFrame
    zones: pd.DataFrame
    areas: pd.DataFrame


@dataclass(frozen=True)
class Population:
    """How many seniors live where, and what must be known of it. Nothing in it may be written per dwelling.

    Attributes
    ----------
    now
        By the sources.
    inhabitants
        Expected in every area, on its index (niveau, code); empty where no source has them.
    holds
        To which area every dwelling belongs: index location_id; columns ``kern``, ``buurt``, ``wijk``,
        ``gemeente``; "" where in none.
    forecast
        By the name of the forecast (its year); empty where none is given.
    published
        Index (niveau, code): what may be written per area; columns as in layers ``kernen`` and ``buurten``.
    supply
        Dwellings that are clustered beside the seniors, per kern and gemeente; empty: not asked.
    sources, notes, warnings
        Sentences.
    at_least
        No number of persons below this may be in any file.
    """

    now: SetOfFigures
    holds: pd.DataFrame
    inhabitants: "pd.Series[float]" = field(default_factory=lambda: pd.Series(dtype="float64"))
    forecast: Mapping[str, SetOfFigures] = field(default_factory=dict)
    published: pd.DataFrame = field(default_factory=pd.DataFrame)
    supply: pd.DataFrame = field(default_factory=pd.DataFrame)
    sources: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    at_least: int = 5

    @property
    def dwellings(self) -> pd.DataFrame:
        """`SENIOR_TABLE` of now."""
        return self.now.dwellings

    @property
    def zones(self) -> pd.DataFrame:
        """`ZONE_TABLE` of now."""
        return self.now.zones


@dataclass(frozen=True)
class Seniors:
    """What may leave of how many seniors live where: nothing per dwelling, no number below the least.

    Attributes
    ----------
    per_area
        Index (niveau, code); the columns of layers ``kernen`` and ``buurten``.
    supply
        Clustered dwellings beside them, per kern and gemeente; empty: not asked.
    at_least
        No number of persons below this is in it.
    walk_m
        Within which walk concentrations were looked for, and what they lack.
    place_kind, place_m
        Of which voorziening the next places were asked for, and within which walk; "": not asked.
    ratio
        Geclusterde dwellings per 100 persons of 75 and over, by the user; None: not given.
    forecast
        For when, as the forecast is called; "" without one.
    told, national
        Where the numbers come from and what was assumed, in sentences; and those of the whole country.
    """

    per_area: pd.DataFrame = field(default_factory=pd.DataFrame)
    supply: pd.DataFrame = field(default_factory=pd.DataFrame)
    at_least: int = 5
    walk_m: float = 400.0
    place_kind: str = ""
    place_m: float = 400.0
    ratio: float | None = None
    forecast: str = ""
    told: tuple[str, ...] = ()
    national: str = ""
