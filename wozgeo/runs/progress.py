"""How far is a run, for somebody who waits at a terminal?"""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import click

from wozgeo.runs.stages import SHARES


@contextmanager
def shown_progress() -> Iterator[tuple[Callable[[str], None], Callable[[str], None]]]:
    """Show on a terminal which stages go on, a bar and what is left; nothing in a pipe.

    Yields
    ------
    tuple
        What to tell the name of a stage when it begins, and when it ends.
    """
    if not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return
    going: list[str] = []
    whole = sum(SHARES.values())
    shown: AbstractContextManager[Any] = click.progressbar(
        length=whole,
        file=sys.stderr,
        item_show_func=lambda _: ", ".join(going),
        width=24,
    )
    with shown as bar:

        def begun(stage: str) -> None:
            going.append(stage)
            bar.render_progress()

        def done(stage: str) -> None:
            if stage in going:
                going.remove(stage)
            bar.update(SHARES.get(stage, 0))

        yield begun, done
        going.clear()
        bar.update(whole)  # a run without a list has no report
