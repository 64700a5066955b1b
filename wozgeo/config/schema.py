"""By which JSON Schema does an editor complete a file that a user writes?"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from wozgeo.config.run_file import read_standard
from wozgeo.config.tables import FILLED_IN, RunFile
from wozgeo.domain.criteria_tables import NAME_OF_DEFINITION, DefinitionTable
from wozgeo.inputs.facility_rules import read_voorzieningen
from wozgeo.inputs.facility_tables import KEY, TAKEN, TagsTable, VoorzieningTable

_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def run_file_schema() -> dict[str, Any]:
    """Describe a run file as JSON Schema, with what holds where it is silent.

    Returns
    -------
    dict
        JSON Schema 2020-12 of the whole file. What ``data/standaard.toml`` fills in is not required,
        and its values are the defaults. A score may name any voorziening: those of wozgeo are offered,
        one of the user's own is accepted.
    """
    schema = RunFile.model_json_schema()
    standard, definitions = read_standard(), schema["$defs"]
    for name, table in standard.items():
        schema["properties"][name]["default"] = table
        if name not in FILLED_IN:
            continue
        described = definitions[schema["properties"][name]["$ref"].rsplit("/", 1)[-1]]
        described.pop("required", None)
        for key, value in table.items():
            described["properties"][key]["default"] = value
    _offer_voorzieningen(schema["properties"]["score"])
    schema["required"] = [name for name in schema["required"] if name not in standard]
    return {**_DIALECT, **schema}


def criteria_schema() -> dict[str, Any]:
    """Describe a file with definitions as JSON Schema.

    Returns
    -------
    dict
        JSON Schema 2020-12 of the whole file: a table per definition. The facts of a building that a
        definition can ask are those there are now; a walk may lead to a voorziening of the user's own.
    """
    schema = TypeAdapter(dict[str, DefinitionTable]).json_schema()
    definition = schema["$defs"][DefinitionTable.__name__]
    walks, _nothing = definition["properties"]["loopafstand"]["anyOf"]
    _offer_voorzieningen(walks)
    named = {"title": "Criteria", "description": "Definitions of geclusterd wonen, by name."}
    names = {"propertyNames": {"pattern": _whole(NAME_OF_DEFINITION)}, "minProperties": 1}
    return {**_DIALECT, **schema, **named, **names}


def voorzieningen_schema() -> dict[str, Any]:
    """Describe a user's table of voorzieningen as JSON Schema.

    Returns
    -------
    dict
        JSON Schema 2020-12 of the whole file: a table per voorziening, those of wozgeo offered; any other
        needs a label. ``leave`` says what never counts.
    """
    schema = TypeAdapter(dict[str, VoorzieningTable]).json_schema()
    described = schema["$defs"][VoorzieningTable.__name__]["properties"]
    described["dwellings_per_facility"].pop("default")  # infinite, which JSON cannot say
    one = schema["additionalProperties"]
    known = {key: dict(one) for key in read_voorzieningen()}
    leave = {
        **TypeAdapter(TagsTable).json_schema(),
        "description": "By which tags a place never counts; laid over those of wozgeo tag by tag.",
    }
    taken = "|".join(map(re.escape, (name for name in TAKEN if name != "leave")))
    allowed = f"^(?!(?:{taken})$)(?!.*_(?:min|mediaan|max)$)(?:{KEY})$"
    return {
        **_DIALECT,
        **schema,
        "title": "Voorzieningen",
        "description": "Voorzieningen and what counts as which, laid over those of wozgeo.",
        "properties": {"leave": leave, **known},
        "additionalProperties": {**one, "required": ["label"]},
        "propertyNames": {"pattern": allowed},
        "minProperties": 1,
    }


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {"run": run_file_schema, "criteria": criteria_schema, "voorzieningen": voorzieningen_schema}
)
"""What describes which file of a user."""


def _offer_voorzieningen(by_name: dict[str, Any]) -> None:
    """Name the voorzieningen of wozgeo in a table per voorziening, so that an editor completes them."""
    one = by_name["additionalProperties"]
    by_name["properties"] = {
        key: {**one, "description": words.label} for key, words in read_voorzieningen().items()
    }
    by_name["propertyNames"] = {"pattern": _whole(KEY)}


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"
