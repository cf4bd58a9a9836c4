"""The command line, run in a folder of its own as a user would."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from running import Command, Done

import tieout
from tieout import cli

# How long an example takes says nothing here: speed is measured by the benchmarks, never by a test.
settings.register_profile("tieout", deadline=None)
settings.load_profile("tieout")


@pytest.fixture(autouse=True, scope="session")
def no_surroundings() -> Iterator[None]:
    """Nothing is left in the cache of whoever runs the tests, and their locale says nothing.

    The thread that watches progress bars outlives them, and beside threads no report is read apart.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tqdm.tqdm.monitor_interval", 0)
        patch.setenv("TIEOUT_CACHE", "")
        patch.setenv("LC_ALL", "C")
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project that is the working folder."""
    (tmp_path / "tieout.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process; `stdin` is what it reads from standard input."""

    def start(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr("sys.argv", ["tieout", *arguments])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as done:
            cli.main()
        out, err = capfd.readouterr()
        assert isinstance(done.value.code, int)
        return Done(done.value.code, out, err)

    return start


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A command called `tieout`, and a cache that all runs share."""
    folder = tmp_path_factory.mktemp("command")
    shim = folder / "tieout"
    source = Path(tieout.__file__).parents[1]
    shim.write_text(
        f'#!/bin/sh\nPYTHONPATH={source} exec {sys.executable} -m tieout "$@"\n', encoding="utf-8"
    )
    shim.chmod(stat.S_IRWXU)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept, "PATH": f"{folder}:{os.environ['PATH']}", "TIEOUT_CACHE": str(folder / "cache"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }  # fmt: skip
