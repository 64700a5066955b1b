"""What does a reader have to know of how a source of seniors was read?"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd

from wozgeo.domain.language import Text
from wozgeo.domain.population import FIGURE_TABLE, Figures, Known, ZoneKind
from wozgeo.inputs.population import words
from wozgeo.inputs.population.spellings import read_spellings


def figures_of(
    kind: ZoneKind,
    path: Path,
    table: gpd.GeoDataFrame,
    *,
    strange: Mapping[str, Iterable[tuple[int, int]]] = MappingProxyType({}),
    notes: Iterable[Text] = (),
    own: bool = False,
) -> Figures:
    """Make figures of a table that was read, and tell what is secret, not there or strange in it.

    ``strange``: by column, the codes that nobody explains and how often each is there.
    """
    FIGURE_TABLE.require(table)
    warnings = tuple(
        words.STRANGE.about(file=path.name, column=column, n=n, code=str(code))
        for column, codes in strange.items()
        for code, n in codes
    )
    told = (*notes, *_told(kind, path, table))
    return Figures(kind, path.name, table, told, warnings, own)


def _told(kind: ZoneKind, path: Path, table: gpd.GeoDataFrame) -> Iterator[Text]:
    one, more = words.ZONES[str(kind)]
    states = table["known_65"].astype(str)
    if n := int((states == str(Known.SECRET)).sum()):
        most = read_spellings().meaning("vierkant").secret_at_most
        yield words.SECRET.about(n, file=path.name, zone=one, zones=more, most=most)
    if n := int((states == str(Known.ABSENT)).sum()):
        yield words.ABSENT.about(n, file=path.name, zone=one, zones=more)
