"""When is it geclusterd wonen?

Definitions are data (``data/criteria.toml``): every number with its strictness and its source. A
definition is met when all its requirements are; a requirement when one of its alternatives is.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wozgeo.domain.criteria_tables import NAME_OF_DEFINITION, DefinitionTable, walks_in
from wozgeo.domain.definitions import (
    Alternative,
    AtLeast,
    Attribute,
    Definition,
    Requirement,
    Source,
    Within,
)
from wozgeo.domain.errors import ConfigError
from wozgeo.domain.language import as_written, dutch_number
from wozgeo.domain.packaged import packaged_path
from wozgeo.domain.toml_files import checked, hint, read_toml
from wozgeo.domain.vocabulary import Voorzieningen

__all__ = [
    "Alternative",
    "AtLeast",
    "Attribute",
    "Definition",
    "Requirement",
    "Source",
    "Within",
    "as_written",
    "choose_definitions",
    "dutch_number",
    "parse_criteria",
    "read_criteria",
]


def read_criteria(
    path: Path | str | None = None, *, kinds: Voorzieningen | None = None
) -> Mapping[str, Definition]:
    """Read definitions by name, in the order of the file.

    Parameters
    ----------
    path
        A file of the user's own; None: the definitions that come with wozgeo.
    kinds
        Which voorzieningen there are; None: a walk may lead to anything, called by its key.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    path = Path(path) if path else packaged_path("criteria.toml")
    table = read_toml(path, what="a file with definitions")
    return parse_criteria(table, source=str(path), kinds=kinds)


def parse_criteria(
    table: Mapping[str, Any], *, source: str, kinds: Voorzieningen | None = None
) -> Mapping[str, Definition]:
    """Check the content of a file with definitions, as TOML gives it.

    Parameters
    ----------
    table
        Definitions by name.
    source
        How faults name it.
    kinds
        As for `read_criteria`.

    Raises
    ------
    ConfigError
        Every fault at once.
    """
    faults = _faults_of_names(table)
    tables = checked(dict[str, DefinitionTable], dict(table), faults)
    if kinds is not None:
        faults += _unknown_places(table, kinds)
    if not table:
        faults.append("no definitions found; expected at least one table like [druten]")
    if faults or tables is None:
        raise ConfigError(source, faults)
    return {name: one.definition(name, kinds) for name, one in tables.items()}


def choose_definitions(
    criteria: Mapping[str, Definition], names: Iterable[str], *, source: str
) -> Mapping[str, Definition]:
    """Take the definitions a run names, in the order it names them.

    Raises
    ------
    ConfigError
        Naming every unknown definition, and what was perhaps meant.
    """
    names = list(names)
    faults = [
        f"{name}: unknown definition{hint(name, [*criteria])}"
        for name in names
        if name not in criteria
    ]
    if faults:
        raise ConfigError(source, faults)
    return {name: criteria[name] for name in names}


_NAME = re.compile(NAME_OF_DEFINITION)


def _faults_of_names(table: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: a definition's name becomes part of column names; "
        "use lower case letters, digits and _, beginning with a letter"
        for name in table
        if not _NAME.fullmatch(name)
    ]


def _unknown_places(table: Mapping[str, Any], kinds: Voorzieningen) -> list[str]:
    """Tell where a walk leads to something that is no voorziening."""
    return [
        f"{'.'.join(map(str, (name, *place)))}: {key!r} is no voorziening{hint(key, [*kinds])}"
        for name, body in table.items()
        if isinstance(body, dict)
        for place, key in walks_in(body)
        if key not in kinds
    ]
