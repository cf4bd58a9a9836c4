"""What was slow is not: each shape at a size that took many seconds."""

from __future__ import annotations

import time

import pytest

from benchmarks.shapes import SHAPES
from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Results
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.render import FORMATS, view
from tieout.rulebook import load_rulebook

SECONDS = 5  # the slow ones took from 10 seconds to minutes


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_no_input_is_slow_to_read(name: str) -> None:
    shape, book = SHAPES[name], load_rulebook()
    data = shape.make(shape.size // 3)
    begin = time.process_time()
    extract(read_bytes(data, f"input.{shape.suffix}"), book.schemas)
    assert time.process_time() - begin < SECONDS


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_no_input_is_slow_to_judge(name: str) -> None:
    shape, book = SHAPES[name], load_rulebook()
    report = extract(read_bytes(shape.make(shape.size // 10), f"input.{shape.suffix}"), book.schemas)
    begin = time.process_time()
    judged = judge(tuple(relate(report, book)), (report,), book)
    shown = view(Results((report,), judged.outcomes, judged.findings, {}), book)
    assert FORMATS[shape.output](shown)
    assert time.process_time() - begin < SECONDS
