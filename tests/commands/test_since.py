"""`--since REF`: only what a change did, told by identity; the work tree is left as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from running import Command

OLD = "Revenue rose 12.4% from $318 million to $351.2 million in 2024.\n"
RIGHT = "Orders rose 10.0% from $201.3 million to $221.4 million in 2024.\n"
NEW = "Orders rose 13.0% from $201.3 million to $221.4 million in 2024.\n"
SUMS = "| $ million | 2024 |\n|---|---|\n| Rent | 12.0 |\n| Pay | 31.5 |\n| Total | 45.3 |\n"


def git(*arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(said: str) -> str:
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", said)
    return git("rev-parse", "HEAD")


@pytest.fixture
def repository(project: Path) -> Path:
    """A repository with two known mistakes on its main branch, and a branch for the change."""
    (project / "tieout.toml").write_text('paths = ["reports"]\n', encoding="utf-8")
    (project / "reports").mkdir()
    (project / "reports" / "notes.md").write_text(f"# Notes\n\n{OLD}\n{RIGHT}", encoding="utf-8")
    (project / "reports" / "成本.md").write_text(f"# Costs\n\n{SUMS}", encoding="utf-8")
    git("init", "--quiet", "--initial-branch=main")
    commit("as it was")
    git("switch", "--quiet", "--create", "change")
    return project


def test_what_stood_before_does_not_fail_and_is_counted(repository: Path, command: Command) -> None:
    assert command("check").code == 1
    done = command("check", "--since", "main")
    assert (done.code, done.out) == (0, "")
    assert "2 of them there before this change" in done.err


def test_a_new_mistake_fails_and_is_the_only_one_named(repository: Path, command: Command) -> None:
    (repository / "reports" / "notes.md").write_text(
        f"# Notes\n\nA line of its own.\n\n{OLD}\n{NEW}", encoding="utf-8"
    )
    for _ in range(2):  # uncommitted, then committed
        done = command("check", "--since", "main")
        assert done.code == 1
        assert [line.partition(" ")[0] for line in done.out.splitlines()] == ["reports/notes.md:7:13:"]
        commit("the change")


def test_a_known_one_stays_in_machine_formats(repository: Path, command: Command) -> None:
    head = git("rev-parse", "main")[:10]
    done = command("check", "--since", "main", "--output", "json", "--output", "sarif:out.sarif")
    reason = f"stands at main already ({head})"
    known = [one["known"] for one in json.loads(done.out)["findings"]]
    assert known == [{"by": "base", "reason": reason, "days": None}] * 2
    results = json.loads((repository / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {one["suppressions"][0]["justification"] for one in results} == {reason}


def test_a_wrong_figure_that_became_another_wrong_one_is_new(repository: Path, command: Command) -> None:
    (repository / "reports" / "notes.md").write_text(OLD.replace("12.4", "14.2"), encoding="utf-8")
    assert command("check", "--since", "main").code == 1


def test_a_renamed_report_brings_its_findings_along(repository: Path, command: Command) -> None:
    git("mv", "reports/notes.md", "reports/letter.md")
    assert command("check", "--since", "main").code == 0
    assert command("check", "reports/letter.md", "--since", "main").code == 1  # the rest was not asked for


def test_what_others_did_since_is_not_held_against_the_change(repository: Path, command: Command) -> None:
    git("switch", "--quiet", "main")
    (repository / "reports" / "notes.md").write_text("# Notes\n\nNothing in 2024.\n", encoding="utf-8")
    commit("mended elsewhere")
    git("switch", "--quiet", "change")
    assert command("check", "--since", "main").code == 0


def test_the_work_tree_and_the_index_are_left_as_they_are(repository: Path, command: Command) -> None:
    (repository / "reports" / "notes.md").write_text(NEW, encoding="utf-8")
    (repository / "reports" / "成本.md").unlink()
    (repository / "reports" / "more.md").write_text(RIGHT, encoding="utf-8")
    before = git("status", "--porcelain"), (repository / ".git" / "index").read_bytes()
    assert command("check", "--since", "main").code == 1
    assert (git("status", "--porcelain"), (repository / ".git" / "index").read_bytes()) == before


def test_the_answer_that_is_kept_is_that_of_its_base(
    repository: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIEOUT_CACHE", str(repository / ".git" / "kept"))
    first = git("rev-parse", "HEAD")
    (repository / "reports" / "notes.md").write_text(f"{OLD}\n{NEW}", encoding="utf-8")
    commit("the change")
    assert [command("check", "--since", first).code, command("check", "--since", "HEAD").code] == [1, 0]
    assert [command("check").code, command("check", "--since", first).code] == [1, 1]


def test_a_report_from_stdin_is_held_against_the_one_it_is_called(repository: Path, command: Command) -> None:
    asked = ("check", "-", "--stdin-filename", "reports/notes.md", "--since", "main")
    assert command(*asked, stdin=f"An aside.\n\n{OLD}".encode()).code == 0
    assert command(*asked, stdin=NEW.encode()).code == 1


@pytest.mark.parametrize(("ref", "said"), [("mian", "did you mean main?"), ("-x", "git fetch")])
def test_an_unknown_commit_is_2(repository: Path, command: Command, ref: str, said: str) -> None:
    done = command("check", "--since", ref)
    assert done.code == 2
    assert f"git knows no commit {ref!r}" in done.err
    assert said in done.err


def test_without_a_repository_it_is_2(project: Path, command: Command) -> None:
    (project / "a.md").write_text(OLD, encoding="utf-8")
    done = command("check", "a.md", "--since", "main")
    assert done.code == 2
    assert "--since needs a git repository" in done.err
    assert "tieout baseline create" in done.err


def test_without_git_it_is_2(repository: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    done = command("check", "--since", "main")
    assert done.code == 2
    assert "git is not installed" in done.err


def test_a_repository_without_commits_says_so(project: Path, command: Command) -> None:
    git("init", "--quiet", "--initial-branch=main")
    (project / "r.md").write_text(OLD, "utf-8")
    for ref in ("HEAD", "main"):
        done = command("check", "r.md", "--since", ref, "--lang", "en")
        assert done.code == 2
        assert "no commit yet: there is nothing to compare with" in done.err
        assert "known:" not in done.err
    assert "尚无任何提交" in command("check", "r.md", "--since", "HEAD", "--lang", "zh").err
