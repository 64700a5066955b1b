"""How little memory is held, how much is there, and what goes back to the system when needed no longer?"""

import ctypes
import gc
import sys
from contextlib import suppress
from pathlib import Path

_M_ARENA_MAX = -8
"""Of glibc's malloc.h: how many heaps there are."""
_TOLD_BY = Path("/proc/meminfo")


def give_back() -> None:
    """Give back what was freed and is kept for later by glibc and Arrow; without them, do nothing.

    It takes some milliseconds. Nothing that is still used moves.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library has no such function
            ctypes.CDLL(None).malloc_trim(0)
    if "pyarrow" in sys.modules:
        from pyarrow import default_memory_pool

        default_memory_pool().release_unused()


def keep_what_was_imported() -> None:
    """Leave all there is now out of every later look for cycles: a command calls it when it has its modules.

    Once per process: what an earlier command left behind is no module.
    """
    if not gc.get_freeze_count():
        gc.freeze()


def set_for_a_command() -> None:
    """Set how a command of ours holds memory, for its whole process; a library leaves that to its user.

    Cycles among objects are looked for once per 300 000 new ones, which is more than all that is imported:
    modules and tables live long, and looking was a tenth of a run. What threads of libraries free, all others
    can use again: glibc keeps a heap per thread otherwise, some 25 MB after reading a town.
    """
    gc.set_threshold(300_000, 20, 50)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library has no such function
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def free_bytes() -> int | None:
    """Tell how much memory can be taken without pushing anything out; None where the system does not say."""
    with suppress(OSError, IndexError, ValueError):
        told = _TOLD_BY.read_text(encoding="ascii")
        return int(told.split("MemAvailable:")[1].split()[0]) * 1024
    return None
