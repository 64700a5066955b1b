"""By which JSON Schema does an editor complete a run file?"""

from typing import Any

from wozgeo.config.run_file import read_standard
from wozgeo.config.tables import FILLED_IN, RunFile


def run_file_schema() -> dict[str, Any]:
    """Describe a run file as JSON Schema, with what holds where it is silent.

    Returns
    -------
    dict
        JSON Schema 2020-12 of the whole file. What ``data/standaard.toml`` fills in is not required,
        and its values are the defaults.
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
    schema["required"] = [name for name in schema["required"] if name not in standard]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
