"""A batch of reports in a process of its own, started by a worker of a cluster.

A worker has threads, and beside threads no process can be forked. `python -m tieout.engines.batch` has none,
so that every report has a process to itself there as well, with its limits. It takes a batch on its input
and gives the answers on its output.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tieout.cache import code_digest
from tieout.contain import LostError, contained
from tieout.engines.tasks import Task
from tieout.gathering import Asked, Gathered, warm
from tieout.reading import lost
from tieout.wording import say

_SAID = 2_000  # characters of what a batch said before it failed


class BatchError(Exception):
    """A batch gave no answer, and why."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some tasks, what is asked of them, and the code that asks (`code_digest`)."""

    tasks: tuple[Task, ...]
    asked: bytes
    code: bytes


def done_apart(batch: bytes) -> bytes:
    """Do a pickled batch in a process of its own; gives its pickled answers.

    Raises:
        BatchError: the process failed.
    """
    command = [sys.executable, "-m", "tieout.engines.batch"]
    run = subprocess.run(command, input=batch, capture_output=True, check=False)
    if run.returncode:
        raise BatchError(
            run.stderr.decode("utf-8", "replace")[-_SAID:].strip() or f"exit code {run.returncode}"
        )
    return run.stdout


def done(batch: Batch) -> Sequence[Gathered]:
    """The answers of a batch, in the order of its tasks.

    Raises:
        BatchError: other code runs here than there.
    """
    if batch.code != code_digest():
        raise BatchError(
            say("a worker of the cluster runs another tieout, Python or reader than this machine")
        )
    asked: Asked = pickle.loads(batch.asked)  # of our own run
    limits = asked.limits
    warm(asked)
    works = ((task.source.name, partial(task.done, asked)) for task in batch.tasks)
    found = {
        name: Gathered(name, problems=(lost(answer, limits),)) if isinstance(answer, LostError) else answer
        for name, answer in contained(works, 1, limits.seconds, limits.memory)
    }
    return [found[task.source.name] for task in batch.tasks]


def main() -> None:
    """Answer one batch."""
    try:
        answers = done(pickle.load(sys.stdin.buffer))  # of our own run
    except BatchError as error:
        raise SystemExit(str(error)) from None
    sys.stdout.buffer.write(pickle.dumps(answers, pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()
