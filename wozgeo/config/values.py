"""Which values stand in a table of TOML, and what is wrong with each?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

_MISSING = object()


@dataclass
class Values:
    """Reads values by path and remembers every fault; local to one reading of one file.

    Attributes
    ----------
    folder
        What paths are relative to.
    faults
        What was found, what was expected and the remedy.
    """

    folder: Path
    faults: list[str] = field(default_factory=list)

    def known(self, table: Mapping[str, Any], path: str, keys: tuple[str, ...]) -> None:
        """Remember every key that means nothing here, with the one that was perhaps meant."""
        for key in table:
            if key not in keys:
                near = get_close_matches(str(key), keys, n=1)
                hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(keys)}"
                self.faults.append(f"{path}{'.' if path else ''}{key}: unknown key{hint}")

    def table(self, table: Mapping[str, Any], path: str, keys: tuple[str, ...]) -> dict[str, Any]:
        """Read a table within the table; empty when it is not one."""
        found = table.get(path.rsplit(".", 1)[-1], {})
        if not isinstance(found, dict):
            self.faults.append(f"{path}: found {found!r}, expected a table")
            return {}
        self.known(found, path, keys)
        return found

    def items(
        self, table: Mapping[str, Any], name: str, keys: tuple[str, ...]
    ) -> list[tuple[int, dict[str, Any]]]:
        """Read the tables of a list, numbered from 1."""
        found = table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.faults.append(f"{name}: found {found!r}, expected [[{name}]] tables")
            return []
        for i, item in enumerate(found, start=1):
            self.known(item, f"{name}[{i}]", keys)
        return list(enumerate(found, start=1))

    def value(
        self,
        table: Mapping[str, Any],
        path: str,
        kind: type,
        expected: str,
        *,
        default: Any = _MISSING,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Read one value of a kind; None when it is not."""
        found = table.get(path.rsplit(".", 1)[-1], default)
        if found is _MISSING:
            self.faults.append(f"{path}: missing; expected {expected}")
        elif found is not default and type(found) is not kind:
            self.faults.append(f"{path}: found {found!r}, expected {expected}")
        else:
            return found
        return None

    def text(self, table: Mapping[str, Any], path: str, *, default: Any = _MISSING) -> str | None:  # noqa: ANN401
        """Read a text that is not empty."""
        found: str | None = self.value(table, path, str, "a text in quotes", default=default)
        if found is not None and not found.strip():
            self.faults.append(f"{path}: found an empty text")
        return found

    def path(self, table: Mapping[str, Any], path: str, *, default: Any = _MISSING) -> Any:  # noqa: ANN401
        """Read a path, relative to the folder."""
        found = self.text(table, path, default=default)
        return None if found is None else self.folder / Path(found).expanduser()

    def texts(self, table: Mapping[str, Any], path: str) -> tuple[str, ...]:
        """Read a list of texts."""
        found = self.value(table, path, list, "a list of texts", default=[]) or []
        if not all(isinstance(item, str) for item in found):
            self.faults.append(f"{path}: found {found!r}, expected a list of texts")
            return ()
        return tuple(found)

    def choice(
        self,
        table: Mapping[str, Any],
        path: str,
        options: tuple[str, ...],
        *,
        default: Any = _MISSING,  # noqa: ANN401
    ) -> str | None:
        """Read a text that is one of a few."""
        found: str | None = self.value(table, path, str, " or ".join(options), default=default)
        if found is not None and found not in options:
            near = get_close_matches(found, options, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            expected = " or ".join(option or 'nothing ("")' for option in options)
            self.faults.append(f"{path}: found {found!r}, expected {expected}{hint}")
        return found

    def flag(self, table: Mapping[str, Any], path: str) -> bool:
        """Read true or false; false where it is silent."""
        return self.value(table, path, bool, "true or false", default=False) is True

    def whole(self, table: Mapping[str, Any], path: str, *, least: int) -> int:
        """Read a whole number that is at least ``least``."""
        found = self.value(table, path, int, f"a whole number, {least} or more")
        if found is not None and found < least:
            self.faults.append(f"{path}: found {found!r}, expected a whole number, {least} or more")
        return int(found or 0)

    def names(self, table: Mapping[str, Any], path: str) -> dict[str, str]:
        """Read a table of texts: what we call a column, and what the user does."""
        found = self.value(table, path, dict, "a table of names", default={}) or {}
        for key, name in found.items():
            if not isinstance(name, str) or not name.strip():
                self.faults.append(f"{path}.{key}: found {name!r}, expected a text in quotes")
        return {key: str(name) for key, name in found.items()}

    def numbers(self, table: Mapping[str, Any], name: str, kind: type) -> dict[str, float]:
        """Read a table of numbers above 0: one for each field of a dataclass."""
        keys = tuple(getattr(kind, "__dataclass_fields__", ()))
        found = self.table(table, name, keys)
        return {key: self.number(found, f"{name}.{key}", above=0) for key in keys}

    def number(self, table: Mapping[str, Any], path: str, *, above: float) -> float:
        """Read a number above ``above``; NaN when it is not."""
        found = table.get(path.rsplit(".", 1)[-1], _MISSING)
        if found is _MISSING:
            self.faults.append(f"{path}: missing; expected a number")
        elif isinstance(found, bool) or not isinstance(found, int | float):
            self.faults.append(f"{path}: found {found!r}, expected a number without quotes")
        elif not above < found < float("inf"):
            floor = "0 or more" if above < 0 else f"above {above:g}"
            self.faults.append(f"{path}: found {found!r}, expected a number {floor}")
        else:
            return float(found)
        return float("nan")
