"""What does the map show of the ground, packed beside what goes on, or kept by an earlier run?

It hangs on the extract alone and waits for no answer: so it is begun as soon as the streets are read, in a
process of its own where there may be one.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field

import geopandas as gpd
import numpy as np

from wozgeo.inputs.osm import OsmTables
from wozgeo.inputs.osm_arrays import arrays_from_bytes, arrays_to_bytes, told_as_damage
from wozgeo.outputs.map.ground import MapGround, pack_ground
from wozgeo.outputs.report.ground import Window, trace_ground
from wozgeo.runs.keeping import GROUND, Kept
from wozgeo.runs.side_by_side import Aside, Work, done_aside, start_method
from wozgeo.runs.stages import PACKING, Stages

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
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
        self._made = mine.found(_read)
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
        found = mine.found(_read_window)
        if found is None:
            traced = found = trace_ground(self.backdrop, window)
            mine.keep(lambda key: arrays_to_bytes({}, {"traced": traced}, key=key))
        return found


def _read_window(content: bytes, key: str) -> dict[str, str]:
    _, told = arrays_from_bytes(content, key=key)
    with told_as_damage():
        traced: dict[str, str] = dict(told["traced"])
        if not all(_STROKES.fullmatch(path) for path in traced.values()):
            raise ValueError("what goes into a page as it is must be strokes")
        return traced


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
    mine.keep(lambda key: _written(ground, key))
    return ground


def _place_of(kept: Kept) -> Kept:
    """Find where the ground is kept: of this extract, packed by this library and by these words of ours."""
    return kept.about({"what": "ground of the map", "zlib": zlib.ZLIB_RUNTIME_VERSION}, GROUND)


def _written(ground: MapGround, key: str) -> bytes:
    texts = {name: getattr(ground, name).encode("ascii") for name in _PARTS}
    arrays = {name: np.frombuffer(text, dtype=np.uint8) for name, text in texts.items()}
    return arrays_to_bytes(arrays, {}, key=key)


def _read(content: bytes, key: str) -> MapGround:
    arrays, _ = arrays_from_bytes(content, key=key)
    with told_as_damage():
        texts = {name: arrays[name].tobytes() for name in _PARTS}
        if not all(_BASE64.fullmatch(text) for text in texts.values()):
            raise ValueError("what goes into a page as it is must be base64")
        return MapGround(**{name: text.decode("ascii") for name, text in texts.items()})
