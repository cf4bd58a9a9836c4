"""What git ignores is not walked into; what it tracks, and what is named, is checked whatever it ignores."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from running import Command

from tieout.repository import ignored_below

WRONG = "Revenue rose 12.4% from $318 million to $351.2 million in 2024.\n"
RIGHT = "Revenue rose 10.4% from $318 million to $351.2 million in 2024.\n"
REPORTS = ("a.md", "drafts/b.md", "drafts/deep/c.md", "kept/d.md", "old.bak.md")


@pytest.fixture
def repository(project: Path) -> Path:
    """One good report, and wrong ones that git ignores."""
    for name in REPORTS:
        path = project / "r" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WRONG if name != "a.md" else RIGHT, encoding="utf-8")
    (project / "r" / "x.hwp").write_bytes(b"\xd0\xcf")
    (project / ".gitignore").write_text("drafts/\n*.bak.md\n*.hwp\n", encoding="utf-8")
    (project / "r" / "kept" / ".gitignore").write_text("*\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], check=True)
    return project


def read(done: str) -> set[str]:
    return {line.partition(":")[0] for line in done.splitlines() if line.startswith("r/")}


def test_what_git_ignores_is_not_checked(repository: Path, command: Command) -> None:
    done = command("check", "r")
    assert done.code == 0, done.err
    assert "1 report " in done.err
    assert "git ignores" not in done.err


def test_verbose_says_what_git_ignores(repository: Path, command: Command) -> None:
    said = command("check", "r", "--verbose").err
    for name in ("r/drafts/", "r/kept/", "r/old.bak.md"):
        assert f"note: {name}: git ignores it, so it was not looked at" in said
    assert "x.hwp" not in said


def test_what_is_named_is_checked(repository: Path, command: Command) -> None:
    assert command("check", "r/old.bak.md").code == 1
    assert read(command("check", "r/drafts").out) == {"r/drafts/b.md", "r/drafts/deep/c.md"}
    assert read(command("check", "r/drafts/*.md").out) == {"r/drafts/b.md"}


def test_what_git_tracks_is_never_ignored(repository: Path, command: Command) -> None:
    subprocess.run(["git", "add", "--force", "r/drafts/b.md"], check=True)
    done = command("check", "r")
    assert done.code == 1
    assert read(done.out) == {"r/drafts/b.md"}


def test_a_folder_of_which_everything_is_ignored_does_not_pass(repository: Path, command: Command) -> None:
    (repository / "r" / "a.md").unlink()
    done = command("check", "r")
    assert done.code == 2
    assert "git ignores r/old.bak.md, r/drafts/b.md" in done.err
    assert "name it to have it checked" in done.err


def test_outside_of_a_repository_nothing_is_ignored(repository: Path, command: Command) -> None:
    (repository / ".git").rename(repository / "no-git")
    (repository / "r" / "x.hwp").unlink()
    assert read(command("check", "r").out) == {f"r/{name}" for name in REPORTS if name != "a.md"}


def test_without_git_nothing_is_ignored(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Path("r/drafts") in ignored_below(Path("r"))
    monkeypatch.setenv("PATH", str(repository))
    assert ignored_below(Path("r")) == frozenset()


def test_a_repository_cannot_have_a_program_run(repository: Path, command: Command) -> None:
    trap = repository / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {repository}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    subprocess.run(["git", "config", "core.fsmonitor", str(trap)], check=True)
    assert command("check", "r").code == 0
    assert not (repository / "sprung").exists()
