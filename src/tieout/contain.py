"""Work on untrusted input in processes of its own: what hangs or dies there takes nothing else along.

Each piece of work has a fork to itself, so that it costs milliseconds and the death of one loses one answer.
Processor time and memory are limited by the system, which also stops loops inside C libraries. Whatever ends
the run ends all of them, with what they started. Without fork, or beside other threads, the work is done
here.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn, TypeVar

from tieout.deadline import on_the_wall
from tieout.wording import say

_Key = TypeVar("_Key")
_Result = TypeVar("_Result")
_CHUNK = 1 << 20
_CLOSED = -1
_LOOK = 3600  # seconds after which it is looked at the clock again
_FAREWELL = 0.3  # seconds that a process has to tidy up before it is killed
STOPPING = frozenset(
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
)


class LostError(Exception):
    """The process did not come back: its time or memory was used up, or it died."""


class OutOfTimeError(LostError):
    """It took too long."""


@dataclass(slots=True)
class _Child:
    """A process at work: the pipe it answers through, when it must have ended, what it has said so far."""

    pid: int
    pipe: int
    until: float
    said: list[bytes] = field(default_factory=list)

    def answer(self) -> object:
        """What it said, now that its end of the pipe is closed.

        Raises:
            LostError: it died before it had said everything.
        """
        pipe, self.pipe = self.pipe, _CLOSED
        os.close(pipe)
        _, status = os.waitpid(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code:
            raise _lost(code)
        return pickle.loads(b"".join(self.said))  # of our own process


def contained(
    works: Iterable[tuple[_Key, Callable[[], _Result]]], jobs: int, seconds: int, memory: int
) -> Iterator[tuple[_Key, _Result | LostError]]:
    """Do pieces of work in other processes, and give their answers as they come.

    Args:
        works: what to do, each with a key; results must be picklable. Asked for one by one, as there is room.
        jobs: how many processes work at the same time.
        seconds: of processor time that each may take.
        memory: bytes of address space each may have.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        yield from ((key, work()) for key, work in works)
        return
    waiting = iter(works)
    at_work: dict[int, tuple[_Key, _Child]] = {}  # by the pipe
    try:
        while True:
            while len(at_work) < jobs and (entry := next(waiting, None)) is not None:
                _start(entry, at_work, seconds, memory)
            if not at_work:
                return
            for pipe, overdue in _ended([child for _, child in at_work.values()]):
                key, child = at_work[pipe]
                outcome = _outcome(child, overdue)
                del at_work[pipe]
                yield key, outcome  # type: ignore[misc]  # what its work gave
    finally:
        _stop([child for _, child in at_work.values()])


def _start(
    entry: tuple[_Key, Callable[[], object]],
    at_work: dict[int, tuple[_Key, _Child]],
    seconds: int,
    memory: int,
) -> None:
    """Fork; no signal that ends the run may come between the fork and the note of it."""
    end, start = os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        pid = os.fork()
        if not pid:
            os.close(end)
            _work(entry[1], start, seconds, memory)
        os.close(start)
        at_work[end] = entry[0], _Child(pid, end, time.monotonic() + on_the_wall(seconds))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(work: Callable[[], object], start: int, seconds: int, memory: int) -> NoReturn:
    """The life of the other process."""
    code = 1
    try:
        _settle_in(seconds, memory)
        result = work()
        gc.disable()  # nothing that is pickled is garbage
        answer = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        with os.fdopen(start, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def _settle_in(seconds: int, memory: int) -> None:
    """A group, limits and silence of its own; what ends the run comes from the one that started it."""
    import resource

    os.setpgid(0, 0)  # so that what it starts ends with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # nobody who reads the results waits for this process
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_CPU, max(seconds, 1) + 1)
    _lower(resource.RLIMIT_AS, memory + _mapped())


def _mapped() -> int:
    """The bytes that this process has mapped already: libraries reserve what they never use."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0  # no Linux
    return pages * os.sysconf("SC_PAGE_SIZE")


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(number)


def _lower(limit: int, value: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    import resource

    _, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY or hard > value:
        resource.setrlimit(limit, (value, hard))


def _ended(children: list[_Child]) -> list[tuple[int, bool]]:
    """Wait until some have said all, or should have; gives their pipes, and whether they are overdue."""
    pipes = {child.pipe: child for child in children}
    patience = min(child.until for child in children) - time.monotonic()
    poll = select.poll()
    for pipe in pipes:
        poll.register(pipe, select.POLLIN)
    ready = [pipe for pipe, _ in poll.poll(int(min(max(patience, 0), _LOOK) * 1000) + 1)]
    ended = [(pipe, False) for pipe in ready if not _listen(pipes[pipe])]
    now = time.monotonic()
    overdue = [(pipe, True) for pipe, child in pipes.items() if pipe not in ready and child.until <= now]
    return ended + overdue


def _listen(child: _Child) -> bool:
    """Take what a process says; False if it has said all."""
    chunk = os.read(child.pipe, _CHUNK)
    child.said.append(chunk)
    return bool(chunk)


def _outcome(child: _Child, overdue: bool) -> object:
    if overdue:
        _stop([child])
        return OutOfTimeError(say("it did not end"))
    try:
        return child.answer()
    except LostError as error:
        return error


def _stop(children: list[_Child]) -> None:
    """End processes and what they started: first they may tidy up, then they are killed."""
    working = [child for child in children if child.pipe != _CLOSED]
    for number in (signal.SIGTERM, signal.SIGKILL):
        for child in working:
            _signal(child.pid, number)
        until = time.monotonic() + _FAREWELL
        while number == signal.SIGTERM and time.monotonic() < until and not all(map(_is_over, working)):
            time.sleep(0.01)
    for child in children:
        if child.pipe != _CLOSED:
            os.close(child.pipe)
            child.pipe = _CLOSED
        with suppress(ChildProcessError):
            os.waitpid(child.pid, 0)


def _is_over(child: _Child) -> bool:
    """Whether a process has ended; it stays to be waited for, so that its number is nobody else's."""
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _signal(pid: int, number: int) -> None:
    """Signal a process and its group; it may not have come to have one yet."""
    for send in (os.killpg, os.kill):
        try:
            send(pid, number)
        except (ProcessLookupError, PermissionError):
            continue


def _lost(code: int) -> LostError:
    """Why there is no result, by the exit code; negative ones are signals."""
    if code == -signal.SIGXCPU:
        return OutOfTimeError(say("its processor time was used up"))
    if code < 0:
        name = signal.Signals(-code).name
        return LostError(say("it was stopped by signal {number} ({name})", number=-code, name=name))
    return LostError(say("it ended with exit code {code}", code=code))
