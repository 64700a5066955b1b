"""What may a table of voorzieningen hold? Every key, with what it means.

The check of such a table and its JSON Schema follow from this declaration.
"""

import math
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from wozgeo.domain.toml_files import Table, refused

KEY = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
"""A key becomes part of the names of columns."""

TAKEN = ("leave", "score", "locatie", "voorziening", "plan", "complex", "cluster", "pand")
"""Names that mean something else, in this table or in the columns of the results."""

_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE.,\s+-]*")


def _word(found: object) -> str:
    if isinstance(found, str) and found.strip() and not set("{}`|\n") & set(found):
        return found.strip()
    raise refused(f"found {found!r}, expected a word in quotes, without {{ }} ` or |")


def _symbol(found: object) -> str:
    if isinstance(found, str) and _PATH.fullmatch(found):
        return found
    raise refused(f"found {found!r}, expected the path of an SVG: M4 4h16v16z")


def _values(found: object) -> frozenset[str]:
    if isinstance(found, list) and found and all(isinstance(value, str) for value in found):
        return frozenset(map(str, found))
    raise refused(f"found {found!r}, expected a list of texts such as ['yes']")


def _telling_something(tags: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    if all("" in values for values in tags.values()):
        raise refused("every tag may be absent, so anything would count")
    return tags


_Word = Annotated[str, BeforeValidator(_word)]
_Values = Annotated[
    frozenset[str],
    BeforeValidator(_values),
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 1}),
]
TagsTable = dict[str, _Values]
"""Per key of OpenStreetMap which values fit: "*" is any, "" is none."""


class TakeTable(Table):
    """A way in which a place counts, as the table writes it."""

    rule: str | None = Field(
        default=None, description="What it is called: in osm.include, and where people read."
    )
    rule_en: str | None = Field(default=None, description="The same in English.")
    on: bool = Field(default=True, description="false: off unless a run file includes it.")
    spare: bool = Field(
        default=False, description="true: counts only where no other is within merge_m."
    )
    tags: Annotated[TagsTable, AfterValidator(_telling_something)] = Field(
        description='All must fit, each with one of its values; "*" is any value, "" is absent.'
    )


class VoorzieningTable(Table):
    """A voorziening as the table writes it; the defaults hold for one of the user's own."""

    label: _Word | None = Field(
        default=None, description="What it is called; a new voorziening needs one."
    )
    plural: _Word | None = Field(default=None, description="More than one; the label if left out.")
    label_en: _Word | None = Field(default=None, description="In English; else the Dutch.")
    plural_en: _Word | None = Field(
        default=None, description="More than one in English; else the label."
    )
    article: Literal["de", "het"] = Field(default="de", description="Of its label.")
    symbol: Annotated[str, BeforeValidator(_symbol)] = Field(
        default="", description="Path of an SVG in a square of 24; its first letter if left out."
    )
    always: bool = Field(
        default=True, description="false: measured only where a run, a list or a definition asks."
    )
    dwellings_per_facility: float = Field(
        default=math.inf,
        gt=0,
        description="How many dwellings one usually serves: with far fewer a reader is warned.",
    )
    merge_m: float = Field(
        default=60,
        gt=0,
        description="A point and an area of one name within so many metres are one place.",
    )
    entrances: bool = Field(
        default=False, description="true: measured to where ways enter it (a park), not its middle."
    )
    take: list[TakeTable] = Field(
        default=[], description="What counts; one rule that fits is enough. None: own lists only."
    )
