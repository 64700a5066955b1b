"""What does a user hear when a file of the results cannot be written?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wozgeo.domain.errors import OutputError


@contextmanager
def told_as_output_error(path: Path) -> Iterator[None]:
    """Raise OutputError, with the remedy, for whatever goes wrong while ``path`` is written."""
    from pyogrio.errors import DataSourceError

    try:
        yield
    except (OSError, DataSourceError, sqlite3.OperationalError) as fault:
        raise OutputError(
            path,
            f"cannot be written ({fault}); check that the folder exists and may be written to, "
            "that the disk is not full and that no other program has the file open",
        ) from fault
