"""How does work that is told to stop put everything back first?"""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stopped_cleanly() -> Iterator[None]:
    """Let a request to stop (SIGTERM, a closed terminal) do what Ctrl-C does: put everything back first.

    A second request is not heard while that is done. Only the main thread can hear any.
    """
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop(_number: int, _frame: object) -> None:
        for kind in kinds:
            signal.signal(kind, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {kind: signal.signal(kind, stop) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
