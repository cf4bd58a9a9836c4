"""Reports by URL: listed and read through fsspec, in processes of their own, and the same as by path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Command

from tieout.model import Problem
from tieout.read import Limits
from tieout.reading import loaded
from tieout.storage import stored_sources, url_of

fsspec = pytest.importorskip("fsspec")
WRONG = b"Revenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"


@pytest.fixture
def memory() -> str:
    """A folder of reports in the memory of this process, which its forks see."""
    system = fsspec.filesystem("memory")
    for name in ("b.md", "a.md", "deep/c.md", ".hidden/d.md", "e.exe"):
        system.pipe(f"/reports/{name}", WRONG)
    return "memory://reports"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("s3://bucket/reports", "s3://bucket/reports"),
        ("memory://reports/a.md", "memory://reports/a.md"),
        ("file:///tmp/reports", "file:///tmp/reports"),
        ("reports/a.md", ""),
        ("/tmp/a:b/c.md", ""),
        ("c:/reports", ""),
    ],
)
def test_a_url_is_known_though_paths_lose_a_slash(path: str, url: str) -> None:
    assert url_of(Path(path)) == url


def test_a_file_that_is_called_so_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memory:").mkdir()
    (tmp_path / "memory:" / "a.md").write_text("x")
    assert url_of(Path("memory://a.md")) == ""


def test_reports_are_listed_in_order_and_hidden_ones_are_not(memory: str) -> None:
    found = stored_sources([memory, f"{memory}/a.md"], [".md"])
    assert [one.name.removeprefix("memory://").lstrip("/") for one in found.sources] == [
        "reports/a.md", "reports/b.md", "reports/deep/c.md",
    ]  # fmt: skip
    assert loaded(found.sources[0], Limits()) == WRONG


def test_what_is_too_large_is_not_read_whole(memory: str) -> None:
    found = stored_sources([memory], [".md"])
    problem = loaded(found.sources[0], Limits(bytes=10))
    assert isinstance(problem, Problem)
    assert "bytes" in problem.message


def test_check_by_url_finds_what_check_by_path_finds(project: Path, command: Command) -> None:
    (project / "a.md").write_bytes(WRONG)
    here = json.loads(command("check", "a.md", "-o", "json").out)["findings"]
    there = json.loads(command("check", f"file://{project}/a.md", "-o", "json").out)["findings"]
    assert [one["message"] for one in there] == [one["message"] for one in here]
    assert there[0]["report"] == f"file://{project}/a.md"


@pytest.mark.parametrize(
    ("url", "said"),
    [("memory://nothing", "holds no report"), ("nosuch://a/b.md", "Protocol not known"),
     ("file:///no/such/folder", "holds no report")],
)  # fmt: skip
def test_what_is_not_there_is_said(project: Path, command: Command, url: str, said: str) -> None:
    done = command("check", url)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
