"""Write docs/run-file.md, and the JSON Schemas beside it, from what a file of a user may hold.

Usage::

    python scripts/document_run_file.py
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wozgeo.config.schema import SCHEMAS, run_file_schema

DOCS = Path(__file__).parents[1] / "docs"

_HEAD = """# The run file

Every table and key of a run file (`wozgeo run RUN.toml`). Made from the declaration that checks it
(`wozgeo/config/tables.py`) by `python scripts/document_run_file.py`; a test holds them together. What is
left out holds as in [`data/standaard.toml`](../data/standaard.toml). Paths are relative to the run file.
Every fault in a run file is told at once, with what was found and what was expected.

An editor that knows JSON Schema completes and checks a run file: keep
[`run-file.schema.json`](run-file.schema.json) (or what `wozgeo schema` prints) beside it, and begin the
run file with

```toml
#:schema ./run-file.schema.json
```

Your own definitions and your own table of voorzieningen have one too:
[`criteria.schema.json`](criteria.schema.json) (`wozgeo schema criteria`) and
[`voorzieningen.schema.json`](voorzieningen.schema.json) (`wozgeo schema voorzieningen`).

The least a run file says:

```toml
[run]
out = "maps/wozerwaard"
[osm]
file = "wozerwaard.osm.pbf"
```
"""


def document() -> str:
    """Write every table with its keys, kinds and defaults in Markdown."""
    schema = run_file_schema()
    return "\n".join([_HEAD, *_tables(schema)]).rstrip() + "\n"


def schema_file(kind: str) -> str:
    """Name the file of a schema, beside the document."""
    return f"{'run-file' if kind == 'run' else kind}.schema.json"


def _tables(schema: Mapping[str, Any]) -> Iterator[str]:
    for name, held in schema["properties"].items():
        table, head = _table_of(schema, name, held)
        yield f"## `{head}`\n"
        about = held.get("description") or table.get("description", "")
        yield f"{about}\n"
        yield "| key | what | kind | when left out |\n|---|---|---|---|"
        required = table.get("required", ())
        for key, value in table["properties"].items():
            default = "must be there" if key in required else _default(value)
            yield f"| `{key}` | {value.get('description', '')} | {_kind(schema, value)} | {default} |"
        yield ""


def _table_of(
    schema: Mapping[str, Any], name: str, held: Mapping[str, Any]
) -> tuple[Mapping[str, Any], str]:
    """Find the table that stands under a name, and how a run file heads it."""
    if "additionalProperties" in held:
        return _resolved(schema, held["additionalProperties"]), f"[{name}.<voorziening>]"
    if "items" in held:
        return _resolved(schema, held["items"]), f"[[{name}]]"
    return _resolved(schema, held), f"[{name}]"


def _resolved(schema: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    for option in (value, *value.get("anyOf", ())):
        if "$ref" in option:
            found: Mapping[str, Any] = schema["$defs"][option["$ref"].rsplit("/", 1)[-1]]
            return found
    return value


_KINDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "array": "list",
    "object": "table of texts",
}


def _kind(schema: Mapping[str, Any], value: Mapping[str, Any]) -> str:
    options = [option for option in value.get("anyOf", [value]) if option.get("type") != "null"]
    kind = _resolved(schema, options[0])
    if "enum" in kind:
        return " or ".join(f"`{json.dumps(option)}`" for option in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_KINDS[kind['items']['type']]}s"
    low = kind.get("exclusiveMinimum", kind.get("minimum"))
    bound = (
        ""
        if low is None
        else f" above {low:g}"
        if "exclusiveMinimum" in kind
        else f", {low:g} or more"
    )
    high = f" and {kind['maximum']:,g} or less" if "maximum" in kind else ""
    return _KINDS[kind["type"]] + bound + high


def _default(value: Mapping[str, Any]) -> str:
    default = value.get("default")
    return "nothing" if default in (None, "", [], {}) else f"`{json.dumps(default)}`"


def main() -> None:
    """Write the document and every schema."""
    files = {"run-file.md": document()}
    for kind, schema in SCHEMAS.items():
        text = json.dumps(schema(), indent=2, ensure_ascii=False, allow_nan=False)
        files[schema_file(kind)] = f"{text}\n"
    for name, text in files.items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(DOCS / name)


if __name__ == "__main__":
    main()
