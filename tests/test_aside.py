"""The process aside gives the same answer, and its death costs time only."""

from __future__ import annotations

import os
import signal
from fractions import Fraction

import pytest

from tieout.aside import validating_aside
from tieout.judge.verdict import validate
from tieout.model import Evidence, Relation
from tieout.quantity import Tie

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


def relation(gap: Fraction | None, rule: str = "a/b") -> Relation:
    tie = None if gap is None else Tie(gap, Fraction(1, 3))
    return Relation("total", "footing", Evidence.STATED, "sum", tie=tie, rule=rule)


RELATIONS = (
    relation(Fraction(1, 3)),
    relation(Fraction(10**30 + 1, 3 * 10**30)),
    relation(None),
    relation(Fraction(7), "c/d"),
)


@pytest.mark.parametrize("cpus", [1, 2])
def test_the_answer_is_the_same_wherever_it_is_found(cpus: int) -> None:
    with validating_aside(cpus) as ask:
        assert ask(RELATIONS) == validate(RELATIONS)
    assert validate(RELATIONS).failed == {1, 3}


def test_it_may_go_unasked() -> None:
    with validating_aside(2):
        pass


def test_a_second_question_is_answered_too() -> None:
    with validating_aside(2) as ask:
        assert ask(RELATIONS) == ask(RELATIONS)


def test_if_it_dies_the_verdict_is_reached_here(monkeypatch: pytest.MonkeyPatch) -> None:
    pids: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: pids.append(pid := fork()) or pid)
    with validating_aside(2) as ask:
        os.kill(pids[0], signal.SIGKILL)
        assert ask(RELATIONS) == validate(RELATIONS)


def test_it_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    pids: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: pids.append(pid := fork()) or pid)
    with pytest.raises(KeyboardInterrupt), validating_aside(2):
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)
