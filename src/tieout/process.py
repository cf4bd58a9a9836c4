"""What this process does about signals, and about streams that are closed or that nobody reads."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import FrameType

TIDYING = 1.0  # seconds


def interrupter() -> Callable[[int, FrameType | None], None]:
    """What ends the run on a signal; for a second nothing may interrupt the tidying up."""
    last = -TIDYING

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal last
        if time.monotonic() - last < TIDYING:
            return
        last = time.monotonic()
        raise KeyboardInterrupt

    return interrupt


def fill_closed_streams() -> None:
    """Let no file that is opened later take the place of a stream that was closed by whoever started this."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def drop_stdout() -> None:
    """Nobody reads any more: keep the interpreter from complaining about it on its way out."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
