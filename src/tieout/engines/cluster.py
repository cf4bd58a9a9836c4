"""Reports walked on a Dask cluster, in batches; a worker that dies costs some time and no result.

Dask's client starts threads, so that it lives in a process of its own, and what follows can be forked here.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.cache import code_digest
from tieout.contain import LostError, contained
from tieout.engines.batch import Batch, done_apart
from tieout.engines.tasks import Task
from tieout.errors import UsageError
from tieout.gathering import Asked, Gathered
from tieout.wording import say

_MOST = 50  # reports of a batch
_SHARE = 4  # batches per worker, so that the last ones do not wait for each other
_RETRIES = 2  # of a batch that failed
_PATIENCE = 30  # seconds for the scheduler to answer
_SECONDS, _MEMORY = 1 << 22, 1 << 44  # of the process that waits for the cluster: as good as no limit


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask cluster, by the address of its scheduler: tcp://host:8786."""

    address: str

    def gathered(self, tasks: Sequence[Task], asked: Asked) -> Iterator[Gathered]:
        """The answers to all tasks.

        Raises:
            UsageError: there is no such cluster, or it failed.
        """
        if not tasks:
            return
        work = "", lambda: self._answers(tasks, asked)
        ((_, answers),) = contained([work], 1, _SECONDS, _MEMORY)
        if isinstance(answers, LostError):
            said = say("the process that waits for the cluster was lost: {reason}", reason=answers.args[0])
            raise UsageError(said, self.address)
        if isinstance(answers, str):
            hint = say("is a scheduler there, with workers that have tieout?")
            raise UsageError(answers, self.address, hint)
        yield from answers

    def _answers(self, tasks: Sequence[Task], asked: Asked) -> list[Gathered] | str:
        """All answers, or what went wrong."""
        from distributed import Client, as_completed

        pickled, code = pickle.dumps(asked, pickle.HIGHEST_PROTOCOL), code_digest()
        try:
            with Client(self.address, timeout=_PATIENCE) as client:
                size = _size(len(tasks), len(client.scheduler_info(n_workers=-1)["workers"]))
                batches = [
                    Batch(tuple(tasks[start : start + size]), pickled, code)
                    for start in range(0, len(tasks), size)
                ]
                futures = [
                    client.submit(done_apart, pickle.dumps(batch), pure=False, retries=_RETRIES)
                    for batch in batches
                ]
                return [
                    answer
                    for _, found in as_completed(futures, with_results=True)
                    for answer in pickle.loads(found)  # of our own run
                ]
        except Exception as error:
            return say("the cluster failed: {name}: {error}", name=type(error).__name__, error=error)


def _size(tasks: int, workers: int) -> int:
    """How many reports make a batch."""
    return max(1, min(_MOST, -(-tasks // (_SHARE * max(workers, 1)))))
