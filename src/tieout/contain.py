"""Work on untrusted input in a process of its own: what hangs or dies there takes nothing else along.

The process is a fork, so that it costs milliseconds. Processor time and memory are limited by the system,
which also stops loops inside C libraries. Without fork, or beside other threads, the work is done here.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import threading
import time
from collections.abc import Callable
from typing import NoReturn, TypeVar

_Result = TypeVar("_Result")
_CHUNK = 1 << 20
_PATIENCE = 4  # how many times its processor time a process may take by the clock on the wall
_GRACE = 5  # seconds more


class LostError(Exception):
    """The process did not come back: its time or memory was used up, or it died."""


class OutOfTimeError(LostError):
    """It took too long."""


def contained(work: Callable[[], _Result], seconds: int, memory: int) -> _Result:
    """Do some work in another process.

    Args:
        work: what to do; its result must be picklable, and it must not raise.
        seconds: of processor time that it may take.
        memory: bytes of address space it may have.

    Raises:
        LostError: there is no result.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return work()
    end, start = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(end)
        _work(work, start, seconds, memory)
    os.close(start)
    try:
        answer = _received(end, seconds)
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise
    finally:
        os.close(end)
    _, status = os.waitpid(pid, 0)
    if not answer or os.waitstatus_to_exitcode(status):
        raise _lost(os.waitstatus_to_exitcode(status))
    result: _Result = pickle.loads(answer)  # of our own process
    return result


def _work(work: Callable[[], object], start: int, seconds: int, memory: int) -> NoReturn:
    """The life of the other process."""
    code = 1
    try:
        _limit(seconds, memory)
        answer = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(start, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def _limit(seconds: int, memory: int) -> None:
    import resource

    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_CPU, max(seconds, 1))
    _lower(resource.RLIMIT_AS, memory)


def _lower(limit: int, value: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    import resource

    _, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY or hard > value:
        resource.setrlimit(limit, (value, hard))


def _received(end: int, seconds: int) -> bytes:
    """All that the other process writes until it closes its end."""
    until = time.monotonic() + _PATIENCE * seconds + _GRACE
    chunks: list[bytes] = []
    while True:
        ready, _, _ = select.select([end], [], [], max(until - time.monotonic(), 0))
        if not ready:
            raise OutOfTimeError("it did not end")
        chunk = os.read(end, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)


def _lost(code: int) -> LostError:
    """Why there is no result, by the exit code; negative ones are signals."""
    if code == -signal.SIGXCPU:
        return OutOfTimeError("its processor time was used up")
    if code < 0:
        return LostError(f"it was stopped by signal {-code} ({signal.Signals(-code).name})")
    return LostError(f"it ended with exit code {code}")
