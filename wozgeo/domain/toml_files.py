"""How does a TOML file become values, with everything that is wrong with it told at once?

One reader for every file that a user may write: the run file, definitions, voorzieningen, word lists. What
a file may hold is declared once, as a `Table`; unknown keys, wrong types and impossible values follow from it,
and so does the JSON Schema by which an editor completes the file.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError, core_schema

from wozgeo.domain.errors import ConfigError

Place = tuple[str | int, ...]
"""Where in a file: keys, and positions in a list from 0."""

_OWN = "wozgeo"
"""Kind of an error of which the words are our own."""


class Table(BaseModel):
    """A table of a TOML file: its fields are the keys, and there are no others.

    A number in quotes is no number and 1 is not true. A field may say what it expects in its own words,
    `Expected`, or take a text out of some that are known when the file is read, `OneOf`.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @classmethod
    def also(cls, found: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:  # noqa: ARG003
        """Tell what is wrong between keys: where, and what; called with whatever the file holds."""
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _with_what_is_wrong_between_keys(
        cls,
        found: Any,  # noqa: ANN401
        handler: ModelWrapValidatorHandler[Self],
    ) -> Self:
        said = list(cls.also(found)) if isinstance(found, dict) else []
        own = [InitErrorDetails(type=refused(text), loc=place, input=None) for place, text in said]
        try:
            made = handler(found)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                cls.__name__, [*map(_again, error.errors(include_url=False)), *own]
            ) from error
        if own:
            raise ValidationError.from_exception_data(cls.__name__, own)
        return made


def refused(said: str) -> PydanticCustomError:
    """Make the error that a check of our own raises: what was found, and what was expected."""
    return PydanticCustomError(_OWN, "{said}", {"said": said})


def _again(error: ErrorDetails) -> InitErrorDetails:
    kind: str | PydanticCustomError = error["type"]
    if kind == _OWN:
        kind = refused(str(error["ctx"]["said"]))
    return InitErrorDetails(
        type=kind, loc=error["loc"], input=error["input"], ctx=error.get("ctx", {})
    )


@dataclass(frozen=True)
class Expected:
    """What a field expects, in its own words; ``{where}`` is its place in the file."""

    said: str


@dataclass(frozen=True)
class OneOf:
    """A text out of some that are known only when a file is read."""

    known: Callable[[], Sequence[str]]

    def _checked(self, found: object) -> object:
        if found in self.known():
            return found
        raise refused(f"found {found!r}{hint(found, self.known())}")

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "enum": [*self.known()]}


def _as_set(found: object) -> object:
    of_texts = isinstance(found, list) and all(isinstance(word, str) for word in found)
    return frozenset(map(str, found)) if of_texts and isinstance(found, list) else found


SomeTable = TypeVar("SomeTable", bound=Table)
Made = TypeVar("Made")

Words = Annotated[frozenset[str], BeforeValidator(_as_set)]
"""A list of texts of which the order means nothing."""


CasefoldedWords = Annotated[
    Words, AfterValidator(lambda words: frozenset(map(str.casefold, words)))
]
"""The same, whatever their capitals."""


_MOST_BYTES, _DEEPEST = 4 << 20, 100
"""No table of a user is larger; a key of thousands of parts takes hours to read."""


def read_toml(path: Path, *, what: str) -> dict[str, Any]:
    """Read a TOML file as it is, with or without a byte order mark.

    Parameters
    ----------
    path
        The file.
    what
        What it is, for who must give another: "a run file".

    Raises
    ------
    ConfigError
        When there is no such file, or it cannot be read as TOML.
    """
    try:
        if path.stat().st_size > _MOST_BYTES or (path.exists() and not path.is_file()):
            raise ConfigError(path, f"is not {what}: it is no file, or much too large")
        text = path.read_text(encoding="utf-8-sig")
        if any(line.partition("=")[0].count(".") > _DEEPEST for line in text.splitlines()):
            raise ConfigError(path, "not readable as TOML: nested too deep")
        return tomllib.loads(text)
    except FileNotFoundError as error:
        raise ConfigError(path, f"no such file; give the path of {what}") from error
    except RecursionError as error:
        raise ConfigError(path, "not readable as TOML: nested too deep") from error
    except (OSError, ValueError) as error:
        remedy = _WINDOWS_PATH if "\\" in str(error) or "hex value" in str(error) else ""
        raise ConfigError(path, f"not readable as TOML: {error}{remedy}") from error


_WINDOWS_PATH = (
    "; write a path with / (C:/data/a.csv), or between single quotes ('C:\\data\\a.csv')"
)


def require_table(kind: type[SomeTable], found: Mapping[str, Any], *, source: object) -> SomeTable:
    """Make a table of what a file holds.

    Parameters
    ----------
    kind
        What it must be.
    found
        As TOML gives it.
    source
        How faults name the file.

    Raises
    ------
    ConfigError
        Every fault at once: where, what was found, what was expected and what was perhaps meant.
    """
    faults: list[str] = []
    made = checked(kind, dict(found), faults)
    if made is None:
        raise ConfigError(source, faults)
    return made


def checked(kind: type[Made], found: object, faults: list[str], *, at: Place = ()) -> Made | None:
    """Make a value of what a file holds, for who has other faults to tell besides.

    Parameters
    ----------
    kind
        What it must be: a `Table`, or ``dict[str, SomeTable]`` where a user chooses the names.
    found
        As TOML gives it.
    faults
        Every fault is added here, as `require_table` tells it.
    at
        Where in the file it stands.

    Returns
    -------
    The value; None where something is wrong with it.
    """
    try:
        return TypeAdapter(kind).validate_python(found)
    except ValidationError as error:
        told = (_told(kind, e, at) for e in error.errors(include_url=False))
        faults += dict.fromkeys(told)
        return None


def hint(name: object, known: Sequence[str]) -> str:
    """Tell which name was perhaps meant, or else which there are.

    Examples
    --------
    >>> hint("walkng", ("walking", "score"))
    '; did you mean walking?'
    """
    near = get_close_matches(str(name), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def _told(kind: Any, error: ErrorDetails, at: Place) -> str:  # noqa: ANN401
    place = error["loc"]
    where, found = _spelled((*at, *place)), error["input"]
    if error["type"] == _OWN:
        said = str(error["ctx"]["said"])
        return f"{where}: {said}" if where else said
    if error["type"] == "extra_forbidden":
        table = _table_at(kind, place[:-1])
        known = tuple(table.model_fields) if table else ()
        return f"{where}: unknown key{hint(place[-1], known)}"
    expected = _expected(_field_at(kind, place), error, where)
    if error["type"] == "missing":
        return f"{where}: missing; expected {expected}"
    return f"{where}: found {found!r}, expected {expected}"


def _spelled(place: Place) -> str:
    """Write a place as a user would: ``facilities[1].file``, lists numbered from 1."""
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _field_at(kind: Any, place: Place) -> Any:  # noqa: ANN401
    """Give the declaration at a place: a field, or what a list or mapping holds there."""
    there: Any = kind
    for step in place:
        there = _inside(there, step)
    return there


def _table_at(kind: Any, place: Place) -> type[Table] | None:  # noqa: ANN401
    there = _bare(_field_at(kind, place))
    return there if isinstance(there, type) and issubclass(there, Table) else None


def _bare(there: Any) -> Any:  # noqa: ANN401
    """Take away what only annotates a type, and the None of what may be left out."""
    if isinstance(there, FieldInfo):
        there = there.annotation
    while get_origin(there) is Annotated:
        there = get_args(there)[0]
    if get_origin(there) is Union or type(there).__name__ == "UnionType":
        there = next(kind for kind in get_args(there) if kind is not type(None))
        return _bare(there)
    return there


def _inside(there: Any, step: str | int) -> Any:  # noqa: ANN401
    there = _bare(there)
    if isinstance(there, type) and issubclass(there, Table):
        return there.model_fields.get(str(step))
    kinds = get_args(there)
    return kinds[-1] if kinds else None


def _expected(declared: Any, error: ErrorDetails, where: str) -> str:  # noqa: ANN401
    """Say what must stand there: in the words of the field, of its bounds or of its type."""
    for more in declared.metadata if isinstance(declared, FieldInfo) else ():
        if isinstance(more, Expected):
            return more.said.replace("{where}", where)
    there = _bare(declared)
    if options := _options(there):
        near = get_close_matches(str(error["input"]), options, n=1)
        meant = f"; did you mean {near[0]}?" if near and error["type"] != "missing" else ""
        return " or ".join(option or 'nothing ("")' for option in options) + meant
    return _expected_number(there, declared, error) or _expected_kind(there, where)


def _options(there: Any) -> list[str]:  # noqa: ANN401
    """List the texts that a choice allows."""
    if get_origin(there) is Literal:
        return [str(option) for option in get_args(there)]
    return [str(o) for o in there] if isinstance(there, type) and issubclass(there, Enum) else []


def _expected_number(there: Any, declared: Any, error: ErrorDetails) -> str:  # noqa: ANN401
    """Say the bounds of a number: they are known to the field, and else to the error."""
    if error["type"] in ("float_type", "int_type", "missing") or there not in (int, float):
        return ""
    bounds = dict(error.get("ctx", {}))
    for limit in declared.metadata if isinstance(declared, FieldInfo) else ():
        bounds |= {
            name: getattr(limit, name) for name in ("gt", "ge", "lt", "le") if hasattr(limit, name)
        }
    kind = "a whole number" if there is int else "a number"
    if "gt" in bounds:
        low = f" above {bounds['gt']:g}"
    elif "ge" in bounds:
        low = f"{', ' if there is int else ' '}{bounds['ge']:g} or more"
    else:
        low = ""
    high = f" and {bounds['le']:,g} or less" if "le" in bounds else ""
    return f"{kind}{low}{high}" if low or there is int else ""


_KINDS: dict[Any, str] = {
    str: "a text in quotes",
    float: "a number without quotes",
    int: "a whole number",
    bool: "true or false",
    dict: "a table",
    frozenset: "a list of words in quotes",
}


def _expected_kind(there: Any, where: str) -> str:  # noqa: ANN401
    if isinstance(there, type) and issubclass(there, Table):
        with_keys = f"with {', '.join(there.model_fields)}"
        return f"a table {'' if '[' in where else f'such as [{where}] '}{with_keys}"
    if get_origin(there) is list:
        (item,) = get_args(there)
        for more in getattr(item, "__metadata__", ()):
            if isinstance(more, OneOf):
                return f"a list of {', '.join(more.known())}"
        held = _bare(item)
        if isinstance(held, type) and issubclass(held, Table):
            return f"[[{where}]] tables"
        return f"a list of {_HELD.get(held, 'values')}"
    return _KINDS.get(get_origin(there) or there, "something else")


_HELD: dict[Any, str] = {str: "texts", int: "whole numbers"}
