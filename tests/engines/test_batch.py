"""A batch of reports in a process of its own: every report has its limits, and only the same code answers."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from library import book

from tieout.cache import code_digest
from tieout.engines.batch import Batch, BatchError, done, done_apart
from tieout.engines.cluster import _size
from tieout.engines.tasks import Task
from tieout.gathering import Asked, Gathered, gather
from tieout.read import Limits
from tieout.sources import Source

REPORT = b"Revenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"
ASKED = Asked(book(), Limits())


def batch(*tasks: Task, code: bytes = b"") -> Batch:
    return Batch(tasks, pickle.dumps(ASKED), code or code_digest())


def task(name: str, data: bytes | None = REPORT) -> Task:
    return Task(Source(Path(name), name, data), whole=False)


def test_a_batch_answers_in_its_order_what_is_answered_here() -> None:
    answers: list[Gathered] = pickle.loads(done_apart(pickle.dumps(batch(task("b.md"), task("a.md")))))
    assert [one.path for one in answers] == ["b.md", "a.md"]
    here = gather("a.md", REPORT, ASKED, whole=False)
    assert answers[1].judgement == here.judgement
    assert answers[1].tally == here.tally


def test_what_is_not_there_is_a_problem_of_its_own() -> None:
    answers = done(batch(task("gone.md", None), task("a.md")))
    assert [problem.code for problem in answers[0].problems] == ["read/unreadable"]
    assert answers[1].report is not None


def test_other_code_does_not_answer() -> None:
    with pytest.raises(BatchError, match="runs another tieout"):
        done_apart(pickle.dumps(batch(task("a.md"), code=b"other")))


SIZES = [(1, 4, 1), (7, 2, 1), (24, 2, 3), (10_000, 2, 50), (9, 0, 3)]


@pytest.mark.parametrize(("tasks", "workers", "size"), SIZES)
def test_batches_are_small_enough_to_share(tasks: int, workers: int, size: int) -> None:
    assert _size(tasks, workers) == size
