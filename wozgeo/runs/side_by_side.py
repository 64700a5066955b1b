"""How is work that waits for nothing done beside what goes on, and what if it fails?

A piece of work gets a process of its own: forked where that is safe, started anew elsewhere. The process
ends with its parent, however that ends; a fault in it is raised in the parent, as itself.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from wozgeo.domain.errors import OutputError, WozgeoError
from wozgeo.domain.memory import give_back

_WORTH_A_START = 20_000
"""Starting a process anew costs a second: worth it from so many dwellings on."""
_PATIENCE_S = 5.0
"""So long a process may take to stop when it is asked to; then it is made to."""


@dataclass(frozen=True)
class Work:
    """A piece of work that can be done aside.

    Attributes
    ----------
    name
        Of the stage.
    makes
        The file it makes: named when it cannot.
    do
        The function, of the top level of a module; what it gives goes back to who waits for it.
    given
        Its arguments.
    """

    name: str
    makes: str
    do: Callable[..., object]
    given: tuple[Any, ...]


class Aside:
    """Work that goes on in a process of its own."""

    def __init__(self, work: Work, method: str) -> None:
        context = multiprocessing.get_context(method)
        self.work, self.seconds = work, 0.0
        self._ours, theirs = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_do, args=(theirs, work.do, work.given), daemon=True
        )
        with warnings.catch_warnings():
            # Python 3.12 warns of any thread; Arrow's and OpenBLAS' begin again after a fork
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        theirs.close()

    def wait(self) -> Any:  # noqa: ANN401  # whatever the work gives
        """Wait until it is done, and give what it gave.

        Raises
        ------
        OutputError
            When its process died.
        Exception
            Whatever was raised in it.
        """
        try:
            self.seconds, fault, told, given = self._ours.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode or 0
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            raise OutputError(
                self.work.makes,
                f"the process that makes it was ended ({how}); is there enough memory? Earlier "
                "results are as they were",
            ) from None
        self._process.join()
        if fault is not None:
            raise fault from (None if isinstance(fault, WozgeoError) else RuntimeError(told))
        return given

    def stop(self) -> None:
        """End it, done or not."""
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(_PATIENCE_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._ours.close()


def start_method(n_dwellings: int) -> str:
    """Say how a process is started here: ``fork``, ``spawn``, or "" where one at a time is quicker.

    Parameters
    ----------
    n_dwellings
        How much there is to do.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if (cores or 1) < 2 or multiprocessing.current_process().daemon:
        return ""
    # elsewhere than on Linux libraries of the system do not survive a fork, nor does a second thread
    if sys.platform == "linux" and threading.active_count() == 1:
        return "fork"
    main = sys.modules.get("__main__")
    by_command = getattr(getattr(main, "__spec__", None), "name", "") or ""
    begun = os.path.basename(sys.argv[0] or "")  # noqa: PTH119
    ours = begun.startswith("wozgeo") or by_command.startswith("wozgeo")
    # a script that starts anew must guard itself against doing its work twice; ours does
    return "spawn" if ours and n_dwellings >= _WORTH_A_START else ""


@contextmanager
def done_aside(works: list[Work], method: str) -> Iterator[list[Aside]]:
    """Do work in processes of their own while this lasts; none is left afterwards.

    Yields
    ------
    list of Aside
        In the order of ``works``; the caller waits for each.
    """
    begun: list[Aside] = []
    try:
        for work in works:
            begun.append(Aside(work, method))
        yield begun
    finally:
        for one in begun:
            one.stop()


def _do(told: Connection, do: Callable[..., object], given: tuple[Any, ...]) -> None:
    """Do the work of a process, and tell how long it took or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is heard by the parent, who ends this
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start, fault, text, gave = time.perf_counter(), None, "", None
    try:
        gave = do(*given)
    except Exception as error:  # told to the parent, who raises it
        fault, text = _portable(error), traceback.format_exc()
    took = time.perf_counter() - start
    give_back()  # the parent may be long in asking what was made
    with suppress(OSError):
        told.send((took, fault, text, gave))
    told.close()


def _portable(error: Exception) -> Exception:
    """Give an error that can go to another process: itself, or its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    except Exception:  # whatever its class does when it is copied
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
