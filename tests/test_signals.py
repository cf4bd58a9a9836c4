"""Whatever ends a run ends all its processes, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")

# A reader that never ends, and that starts a process of its own.
SLOW = """
import subprocess, sys, time
from tieout import cli, read
def slow(data, name, limits):
    subprocess.Popen(["sleep", "600"])
    while True:
        pass
read.SUFFIXES[".md"] = slow
sys.argv = ["tieout", "check", ".", "-j", "3", "-o", "json:out.json", "-o", "concise"]
cli.main()
"""


def children(parent: int) -> list[int]:
    """All processes below one, by their parents."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found, below = [], [parent]
    while below:
        above = below.pop()
        below += [pid for pid, its in parents.items() if its == above]
        found += [pid for pid, its in parents.items() if its == above]
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_ends_everything(tmp_path: Path, number: signal.Signals) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.md").write_text("Units were 105.\n", encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "TIEOUT_CACHE": str(tmp_path / "cache")}, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 120
    while len(below := children(run.pid)) < 6 and time.monotonic() < until:  # three, each with its own
        time.sleep(0.05)
    assert len(below) >= 6
    run.send_signal(number)
    out, err = run.communicate(timeout=120)  # nobody holds the pipes
    assert run.returncode == 130, err
    assert b"interrupted" in err
    assert out == b""
    assert [pid for pid in below if is_running(pid)] == []
    left = {path.name for path in tmp_path.iterdir()} - {"cache"}
    assert left == {f"{name}.md" for name in "abcde"}
    assert not list((tmp_path / "cache").glob(".new-*"))
