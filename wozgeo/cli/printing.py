"""How does a command do a run, and how does it tell what the user can mend?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from wozgeo.domain.errors import WozgeoError
from wozgeo.domain.memory import keep_what_was_imported, set_for_a_command
from wozgeo.domain.shown import told
from wozgeo.domain.stopping import stopped_cleanly

if TYPE_CHECKING:
    from wozgeo.config import RunConfig


def run_and_tell(config: "RunConfig", *, fresh: bool = False) -> None:
    """Do a run, with its progress; print what it came to and the files it made."""
    from wozgeo.runs import run
    from wozgeo.runs.progress import shown_progress
    from wozgeo.runs.words_run import BEWARE, COLUMNS_READ, MEASURED_IN

    keep_what_was_imported()
    start = time.perf_counter()
    with shown_progress() as (begun, done):
        result = run(config, report=begun, done=done, fresh=fresh)
    seconds = round(time.perf_counter() - start, 1)
    click.echo(MEASURED_IN(config.language, result.n_locations, seconds=seconds))
    for line in (
        *(f"{BEWARE(config.language)}: {warning}" for warning in result.warnings),
        *result.notes,
        *(COLUMNS_READ(config.language, line=line) for line in result.columns),
        *result.summary,
    ):
        click.echo(told(line))
    last = [name for name in ("rapport.html", "kaart.html") if name in result.files]
    for name in [*(name for name in result.files if name not in last), *last]:
        click.echo(result.out / name)


@contextmanager
def faults_told() -> Iterator[None]:
    """Print what the user can mend and stop with exit code 2; anything else keeps its traceback."""
    set_for_a_command()
    try:
        with stopped_cleanly():
            yield
    except WozgeoError as error:
        click.echo(told(f"Error: {error}"), err=True)
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        click.echo("Stopped; earlier results are as they were.", err=True)
        raise SystemExit(130) from None
