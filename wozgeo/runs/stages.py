"""How long does each stage of a run take, and who is told?"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from wozgeo.domain.memory import give_back

Report = Callable[[str], None]
"""Told the name of every stage as it begins, or as it ends."""

READING_STREETS, LISTS = "reading streets, addresses and places", "reading registers and own lists"
MEASURING, JUDGING = "measuring distances", "judging and summarising"
SPREADING = "spreading seniors over dwellings"
REACHING = "finding what seniors can reach"
SURFACE = "measuring the surface"
NEW_PATHS, LAYING_OUT = "looking for paths that are not there", "laying out what was found"
TABLES, MAP, REPORT = "writing tables", "drawing the map", "writing the report"

SHARES = {
    READING_STREETS: 20,
    LISTS: 8,
    MEASURING: 10,
    SPREADING: 1,
    SURFACE: 6,
    NEW_PATHS: 4,
    JUDGING: 8,
    REACHING: 3,
    LAYING_OUT: 4,
    TABLES: 10,
    MAP: 22,
    REPORT: 10,
}
"""Every stage of a run, and about what part of a hundred of the work it is."""


@dataclass
class Stages:
    """Times the stages of a run and tells about them."""

    report: Report
    done: Report = lambda _: None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside; what it needed no longer goes back to the system."""
        self.report(name)
        start = time.perf_counter()
        yield
        give_back()
        self.ended(name, time.perf_counter() - start)

    def ended(self, name: str, seconds: float) -> None:
        """Remember how long a stage took."""
        self.seconds[name] = round(seconds, 3)
        self.done(name)
