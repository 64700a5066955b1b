"""What does the map show of the ground, packed beside what goes on, or kept by an earlier run?

It hangs on the extract alone and waits for no answer: so it is begun as soon as the streets are read, in a
process of its own where there may be one.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import geopandas as gpd

from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.osm_arrays import Arrays
from wozgeo.outputs.map.ground import MapGround, pack_ground
from wozgeo.outputs.report.ground import Window, trace_ground
from wozgeo.runs.forms import base64_in, text_array
from wozgeo.runs.keeping import GROUND, Form, Kept
from wozgeo.runs.side_by_side import Aside, Work, done_aside, start_method
from wozgeo.runs.stages import PACKING, Stages

_STROKES = re.compile(r"[Mlz0-9 -]+")
_PARTS = ("backdrop", "street_names")


@dataclass
class GroundWork:
    """The ground of one run: begun once, waited for once.

    Parameters
    ----------
    stages
        Told when it begins and ends.
    processes
        As for `wozgeo.runs.pipeline.run`.
    max_dwellings
        With more, there are several maps, and each packs the ground it shows.
    windows
        What lies in the windows of the report; None until it was begun.
    kept
        Where what is made of the extract is kept; nowhere until it was begun.
    """

    stages: Stages
    processes: str | None
    max_dwellings: int
    windows: "KeptWindows | None" = None
    kept: Kept = Kept()  # noqa: RUF009  # nothing, and frozen
    _going: ExitStack = field(default_factory=ExitStack)
    _made: MapGround | None = None
    _aside: Aside | None = None

    def begin(self, osm: OsmTables, kept: Kept) -> None:
        """Begin with it; ``kept`` is where the reading of the extract is kept.

        Without a backdrop of its own there is nothing to begin with: the map then makes do with the streets.
        """
        self.kept = kept
        if osm.backdrop is not None:
            self.windows = KeptWindows(osm.backdrop, kept)
        n_dwellings = int(osm.addresses["dwelling"].sum())
        if osm.backdrop is None or n_dwellings > self.max_dwellings:
            return
        mine = _place_of(kept)
        method = start_method(n_dwellings) if self.processes is None else self.processes
        self._made = mine.taken(_GROUND)
        if self._made is None and method:
            work = Work(PACKING, "kaart.html", pack_ground_and_keep, (osm.backdrop, mine))
            (self._aside,) = self._going.enter_context(done_aside([work], method))
            self.stages.report(PACKING)
        elif self._made is None:
            with self.stages.stage(PACKING):
                self._made = pack_ground_and_keep(osm.backdrop, mine)

    def wait(self) -> MapGround | None:
        """Wait until it is done; None where it was not begun.

        Raises
        ------
        OutputError
            When its process died.
        """
        if self._aside is not None:
            self._made = self._aside.wait()
            self.stages.ended(PACKING, self._aside.seconds)
            self.stop()
        return self._made

    def stop(self) -> None:
        """End what still goes on."""
        self._aside = None
        self._going.close()


@dataclass(frozen=True)
class KeptWindows:
    """Gives what lies in a window of the report, traced or kept by an earlier run.

    Parameters
    ----------
    backdrop
        Of the extract.
    kept
        Where the reading of the extract is kept.
    """

    backdrop: gpd.GeoDataFrame
    kept: Kept

    def __call__(self, window: Window) -> Mapping[str, str]:
        """Give of each kind of ground the ``d`` of its path."""
        asked = {name: float(metres).hex() for name, metres in asdict(window).items()}
        mine = self.kept.about({"what": "ground of a window", **asked}, GROUND)
        return mine.once(lambda: trace_ground(self.backdrop, window), _WINDOW)


@contextmanager
def ground_aside(
    stages: Stages, processes: str | None, *, max_dwellings: int
) -> Iterator[GroundWork]:
    """Give the ground to begin with and to wait for; nothing of it goes on afterwards."""
    ground = GroundWork(stages, processes, max_dwellings)
    try:
        yield ground
    finally:
        ground.stop()


def pack_ground_and_keep(backdrop: gpd.GeoDataFrame, mine: Kept) -> MapGround:
    """Pack what the map shows of the ground, and keep it for a next run."""
    ground = pack_ground(backdrop)
    mine.left(ground, _GROUND)
    return ground


def _place_of(kept: Kept) -> Kept:
    """Find where the ground is kept: of this extract, packed by this library and by these words of ours."""
    return kept.about({"what": "ground of the map", "zlib": zlib.ZLIB_RUNTIME_VERSION}, GROUND)


def _together(arrays: Arrays, _: object) -> MapGround:
    return MapGround(**{name: base64_in(arrays[name]) for name in _PARTS})


def _traced(_: object, told: dict[str, Any]) -> Mapping[str, str]:
    traced = dict(told["traced"])
    if not all(_STROKES.fullmatch(path) for path in traced.values()):
        raise ValueError("what goes into a page as it is must be strokes")
    return traced


_GROUND = Form(
    lambda ground: ({name: text_array(getattr(ground, name)) for name in _PARTS}, {}), _together
)
_WINDOW: Form[Mapping[str, str]] = Form(lambda traced: ({}, {"traced": {**traced}}), _traced)
