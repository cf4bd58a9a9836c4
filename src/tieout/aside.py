"""Loading pandas and pandera takes longer than reading ten pages, so a process aside does it meanwhile.

It is forked first, imports them, is then given the relations (without their facts) and answers which of them
failed. Without fork or a second processor, or if that process dies, the verdict is reached in this one; the
answer is the same.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from tieout.contain import STOPPING

if TYPE_CHECKING:
    from tieout.judge.verdict import Failures
    from tieout.model import Relation

Validate = Callable[["Sequence[Relation]"], "Failures"]


@contextmanager
def validating_aside(cpus: int) -> Iterator[Validate]:
    """Start the process and give the function that asks it; it is gone when the block is left.

    Args:
        cpus: how many processors there are to use; with one there is nothing to gain.
    """
    if cpus < 2 or not hasattr(os, "fork"):
        yield _validate_here
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)  # none may come before the process is known
    child = _start()
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield child.validate
    finally:
        child.stop()


@dataclass(slots=True)
class _Child:
    """The process aside, with the ends of the pipes that lead to it and back."""

    pid: int
    questions: int
    answers: int
    asked: bool = False

    def validate(self, relations: Sequence[Relation]) -> Failures:
        """Ask which relations fail; it can be asked once, and later questions are answered here."""
        if self.asked:
            return _validate_here(relations)
        self.asked = True
        try:
            with os.fdopen(os.dup(self.questions), "wb") as pipe:
                pickle.dump([_bare(relation) for relation in relations], pipe, pickle.HIGHEST_PROTOCOL)
            with os.fdopen(os.dup(self.answers), "rb") as pipe:
                answer: Failures = pickle.load(pipe)  # of our own process
        except (OSError, EOFError, pickle.PickleError):
            return _validate_here(relations)
        return answer

    def stop(self) -> None:
        """End the process, whether or not it has answered."""
        os.close(self.questions)
        os.close(self.answers)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _start() -> _Child:
    asked, questions = os.pipe()
    answers, answered = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(questions)
        os.close(answers)
        _answer_once(asked, answered)
    os.close(asked)
    os.close(answered)
    return _Child(pid, questions, answers)


def _answer_once(asked: int, answered: int) -> NoReturn:
    """The life of the process aside; whatever goes wrong in it is left to the one that asked."""
    try:
        for number in STOPPING:  # the one that asked decides when to stop
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # nobody who reads the results waits for this process
        _validate_here([_warming()])
        with os.fdopen(asked, "rb") as pipe:
            relations = pickle.load(pipe)  # of our own process
        with os.fdopen(answered, "wb") as pipe:
            pickle.dump(_validate_here(relations), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _validate_here(relations: Sequence[Relation]) -> Failures:
    from tieout.judge.verdict import validate

    return validate(relations)


def _bare(relation: Relation) -> Relation:
    """All that the verdict looks at: the relation without its facts."""
    from dataclasses import replace

    return replace(relation, subject=None, operands=(), mention=None, computed=None, equation=None)


def _warming() -> Relation:
    """A relation that fails, to load whatever pandera loads on its first failure."""
    from fractions import Fraction

    from tieout.model import Evidence, Relation
    from tieout.quantity import Tie

    return Relation("total", "footing", Evidence.STATED, "1 = 2", tie=Tie(Fraction(1), Fraction(0)), rule="x")
