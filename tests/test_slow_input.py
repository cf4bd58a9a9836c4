"""What was slow is not: ten times each input costs about ten times the work, on any machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

from benchmarks.shapes import SHAPES, Shape
from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Report, Results
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.render import FORMATS, view
from tieout.rulebook import load_rulebook

STEEPEST = 30  # what is quadratic costs a hundred times
UNMEASURABLE = 0.05  # seconds of CPU: less is the clock's own noise and what every report costs


def read(shape: Shape, size: int) -> Report:
    return extract(read_bytes(shape.make(size), f"input.{shape.suffix}"), load_rulebook().schemas)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_no_input_is_slow_to_read(name: str) -> None:
    shape = SHAPES[name]
    small, large = (cost(partial(read, shape, size)) for size in (shape.size // 30, shape.size // 3))
    assert large < STEEPEST * small


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_no_input_is_slow_to_judge(name: str) -> None:
    shape, book = SHAPES[name], load_rulebook()

    def judged(report: Report) -> None:
        found = judge(tuple(relate(report, book)), (report,), book)
        assert FORMATS[shape.output](view(Results((report,), found.outcomes, found.findings, {}), book))

    sizes = shape.size // 100, shape.size // 100, shape.size // 10
    warm, *reports = (read(shape, size) for size in sizes)
    judged(warm)  # what is made once is not the input's cost; what is kept of a report is
    small, large = (cost(partial(judged, report)) for report in reports)
    assert large < STEEPEST * small


def cost(work: Callable[[], object]) -> float:
    """Seconds of this process's own CPU."""
    begin = time.process_time()
    work()
    return max(time.process_time() - begin, UNMEASURABLE)
