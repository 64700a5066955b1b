"""What does a run give back to the system when it needs it no longer?"""

import ctypes
import sys
from contextlib import suppress


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
