"""A run is in a store whole or not at all, whoever else writes there and however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from tieout.errors import UsageError
from tieout.store.query import Store
from tieout.store.rows import Row
from tieout.store.write import ASIDE, MARK, RUNS, Run, open_store, put


def a_run(number: int = 0) -> Run:
    at = datetime(2026, 11, 27, 8, 30, number)
    return Run(Run.named(at), f"{at:%Y-%m-%dT%H:%M:%SZ}", "me", "0.1.0", "2026.1", "ab", "reports", 0, 1, 0)


def rows(count: int, report: str = "a.md") -> dict[str, Iterator[Row]]:
    return {"keys": ({"report": report, "sort": "fact", "key": number} for number in range(count))}


def stored(folder: Path) -> int:
    ((count,),) = Store(folder).ask("SELECT count(*) FROM keys")
    return int(count)


def test_what_is_put_is_there(tmp_path: Path) -> None:
    folder = open_store(tmp_path / "s")
    put(folder, a_run(), rows(45_000))
    assert stored(folder) == 45_000
    assert [run.by for run in Store(folder).runs] == ["me"]
    assert list((folder / ASIDE).iterdir()) == []


def test_an_empty_store_has_all_tables(tmp_path: Path) -> None:
    assert stored(open_store(tmp_path / "s")) == 0


def test_runs_at_the_same_time_do_not_meet(tmp_path: Path) -> None:
    folder = open_store(tmp_path / "s")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: put(folder, a_run(number % 2), rows(50)), range(12)))
    assert stored(folder) == 600
    assert len(Store(folder).runs) == 12


def test_a_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = open_store(tmp_path / "s")

    def broken() -> Iterator[Row]:
        yield {"report": "a.md", "sort": "fact", "key": 1}
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="no space left"):
        put(folder, a_run(), {"keys": broken()})
    assert list((folder / RUNS).iterdir()) == list((folder / ASIDE).iterdir()) == []


KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, "tests/store")
from test_write import a_run
from tieout.store.write import open_store, put
def endless():
    number = 0
    while True:
        number += 1
        yield {"report": "a.md", "sort": "fact", "key": number}
        if number % 20_000 == 0:
            time.sleep(0.01)
put(open_store(Path(sys.argv[1])), a_run(), {"keys": endless()})
"""


def test_a_killed_run_leaves_nothing_that_is_read(tmp_path: Path) -> None:
    folder = open_store(tmp_path / "s")
    put(folder, a_run(), rows(10))
    run = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], cwd=Path(__file__).parents[2],
                           env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    until = time.monotonic() + 120
    while not list((folder / ASIDE).glob("*/keys.parquet")) and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    assert run.wait(60) == -signal.SIGKILL
    left = list((folder / ASIDE).iterdir())
    assert len(left) == 1
    assert stored(folder) == 10
    os.utime(left[0], (0, 0))  # long ago
    put(folder, a_run(1), rows(5))
    assert list((folder / ASIDE).iterdir()) == []
    assert stored(folder) == 15


def test_a_folder_with_something_else_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("x")
    with pytest.raises(UsageError, match="holds no store"):
        open_store(tmp_path)
    with pytest.raises(UsageError, match="is no store"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.md"]


@pytest.mark.parametrize(("mark", "said"), [('{"format_version": 9}', "another version"), ("{", "damaged")])
def test_another_version_is_said(tmp_path: Path, mark: str, said: str) -> None:
    folder = open_store(tmp_path / "s")
    (folder / MARK).write_text(mark)
    with pytest.raises(UsageError, match=said):
        open_store(folder)


def test_a_damaged_run_is_said(tmp_path: Path) -> None:
    folder = open_store(tmp_path / "s")
    place = put(folder, a_run(), {})
    (place / "run.json").write_text(json.dumps({"name": "x"}))
    with pytest.raises(UsageError, match="is damaged"):
        Store(folder)
