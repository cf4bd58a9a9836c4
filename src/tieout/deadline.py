"""A report may take so many seconds of processor time and no more: reports are untrusted.

The clock counts the time this process works, not the time that passes, so that a busy machine does not change
a verdict. Where the system has no such clock, or outside the main thread, there is no limit.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LEAST = 0.001  # seconds; a timer set to 0 would never ring


class TimeUpError(BaseException):
    """The time is up; no `except Exception` on the way may swallow it."""


@contextmanager
def deadline(seconds: int) -> Iterator[None]:
    """Run a block for so many seconds at most.

    Raises:
        TimeUpError: the block took longer; it was stopped where it stood.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, LEAST))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeUpError
