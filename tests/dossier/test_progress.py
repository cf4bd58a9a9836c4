"""How far a long run is: for people at a terminal, and for nobody else."""

from __future__ import annotations

import io

import pytest

from tieout.cli.progress import progress
from tieout.wording import say, translated


class Terminal(io.StringIO):
    """What is said to somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def told_to(terminal: Terminal, steps: list[tuple[str, int, int]], **surroundings: str) -> str:
    """What a terminal shows of some steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        for name, value in surroundings.items():
            patch.setenv(name, value)
        patch.setattr("sys.stderr", terminal)
        with progress("en") as told:
            assert told is not None
            for step in steps:
                told(*step)
    return terminal.getvalue()


def test_nobody_at_a_pipe_is_told() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", io.StringIO())
        with progress("en") as told:
            assert told is None


def test_every_stage_has_a_line_with_what_is_done() -> None:
    said = told_to(Terminal(), [("reports", 1, 3), ("reports", 3, 3), ("pages", 1, 2)])
    assert "1/3" in said
    assert "3/3" in said
    assert "1/2" in said
    assert said.count("\n") == 2
    assert "\x1b[32m" in said


def test_without_colour_where_that_is_asked_for() -> None:
    assert "\x1b[32m" not in told_to(Terminal(), [("reports", 2, 2)], NO_COLOR="1")


def test_one_report_needs_no_line() -> None:
    assert told_to(Terminal(), [("reports", 1, 1)]) == ""


def test_a_stage_is_named_in_the_language_of_the_run() -> None:
    terminal = Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", terminal)
        with progress("zh") as told:
            assert told is not None
            told(say("reports read"), 1, 2)
    assert translated(say("reports read"), "zh") in terminal.getvalue()


def test_a_stage_of_nothing_is_no_mistake() -> None:
    assert "pictures" in told_to(Terminal(), [("pictures", 0, 0)])
