"""A stage may take so many seconds and no more: reports are untrusted.

What counts is the time that the processor works for this process, so that a busy machine does not change a
verdict; the clock on the wall allows several times as much, so that nothing waits for ever either. Where the
system has no such clocks, or outside the main thread, there is no limit.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LEAST = 0.001  # seconds; a timer set to 0 would never ring
AGAIN = 0.5  # seconds after which it rings once more, should the first ring be lost in a destructor


class TimeUpError(BaseException):
    """The time is up; no `except Exception` on the way may swallow it."""


def on_the_wall(seconds: float) -> float:
    """How long work of so many seconds of processor time may take by the clock on the wall."""
    return 4 * seconds + 5


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Run a block for so many seconds at most.

    Raises:
        TimeUpError: the block took longer; it was stopped where it stood.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _ring) for number in (signal.SIGPROF, signal.SIGALRM)}
    try:
        signal.setitimer(signal.ITIMER_REAL, on_the_wall(max(seconds, 0)), AGAIN)
        signal.setitimer(signal.ITIMER_PROF, max(seconds, LEAST), AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeUpError
