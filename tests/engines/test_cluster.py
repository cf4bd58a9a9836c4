"""Reports walked on a cluster: a real scheduler, workers as processes of their own, one of them killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Command

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
TEXT = (
    "# Harbor Inc. (HRBR)\n\nHarbor Inc. results, {day} March 2025.\n\n"
    "Revenue of Harbor Inc. rose {rate}% from $3,180 million to $3,512 million in 2024.\n"
)


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._processes = folder, []  # type: ignore[var-annotated]
        told = folder / "scheduler.json"
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                    "--scheduler-file", str(told))  # fmt: skip
        until = time.monotonic() + 120
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.1)
        self._told = told
        self.address = _address(told)

    def add(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        return self._start(
            "dask_worker", "--scheduler-file", str(self._told), "--no-nanny", "--nthreads", "1",
            "--no-dashboard", "--local-directory", str(self._folder / "work"),
        )  # fmt: skip

    def end(self) -> None:
        """End all of them."""
        for process in reversed(self._processes):
            process.kill()
            process.wait(60)

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), *sys.path))}
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
            cwd=self._folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._processes.append(process)
        return process


def _address(told: Path) -> str:
    import json

    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return str(json.loads(told.read_text())["address"])
        except ValueError:
            time.sleep(0.1)
    raise AssertionError("the scheduler does not say where it is")


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield made
    finally:
        made.end()


def write(folder: Path, count: int) -> None:
    for number in range(count):
        text = TEXT.format(day=number + 1, rate="10.4" if number % 3 else "12.4")
        (folder / f"r{number:02}.md").write_text(text, "utf-8")


def below(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text() if entry.name.isdecimal() else ""
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[1:2] == [str(parent)]:
            found.append(int(entry.name))
    return found


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_cluster_gives_the_bytes_that_are_given_here(
    project: Path, command: Command, cluster: Cluster, form: str
) -> None:
    write(project, 7)
    (project / "empty.md").write_text("")
    cluster.add()
    here = command("check", ".", "-o", form)
    there = command("check", ".", "-o", form, "--engine", "dask", "--scheduler", cluster.address)
    assert there == here
    assert "empty.md" in here.err


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_a_worker_that_is_killed_loses_nothing(project: Path, command: Command, cluster: Cluster) -> None:
    write(project, 24)
    here = command("check", ".", "-o", "json")
    first, _ = cluster.add(), cluster.add()
    arguments = [sys.executable, "-m", "tieout", "check", ".", "-o", "json", "--engine", "dask"]
    run = subprocess.Popen(
        [*arguments, "--scheduler", cluster.address], cwd=project,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), *sys.path))},
    )  # fmt: skip
    until = time.monotonic() + 240
    while not (batches := below(first.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    assert batches, "it was at work"
    os.kill(first.pid, signal.SIGKILL)
    out, err = run.communicate(timeout=300)
    assert run.returncode == here.code == 1, err
    assert out.decode() == here.out


def test_a_scheduler_that_is_not_there_is_said(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, 1)
    monkeypatch.setattr("tieout.engines.cluster._PATIENCE", 1)
    done = command("check", ".", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.code == 2
    assert "the cluster failed" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:9")])
def test_engine_and_scheduler_go_together(
    project: Path, command: Command, arguments: tuple[str, ...]
) -> None:
    done = command("check", ".", *arguments)
    assert done.code == 2
    assert "go together" in done.err
