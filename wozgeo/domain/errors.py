"""What can be wrong with what a user gave, and how is it told?

::

    WozgeoError            what a face catches and prints; exit code 2
    ├── InputError         a file or list that cannot be used as it is
    ├── ConfigError        a run file or an option that says something impossible
    └── OutputError        results that cannot be written where they were asked for

Anything else that escapes is a fault of wozgeo itself and keeps its traceback.
"""

from collections.abc import Iterable


class WozgeoError(Exception):
    """Everything a user can mend.

    Parameters
    ----------
    source
        The file, table or option at fault, as the user named it.
    faults
        Every fault found, each with what was found, what was expected and the remedy.
    """

    def __init__(self, source: object, faults: str | Iterable[str]) -> None:
        self.source = str(source)
        self.faults: tuple[str, ...] = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__(self.source, self.faults)

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return f"{self.source}: {self.faults[0]}"
        return "\n".join(
            [f"{self.source}: {len(self.faults)} faults", *(f"  - {f}" for f in self.faults)]
        )


class InputError(WozgeoError):
    """A file or list that cannot be used as it is."""


class ConfigError(WozgeoError):
    """A run file or an option that says something impossible."""


class OutputError(WozgeoError):
    """Results that cannot be written where they were asked for."""
