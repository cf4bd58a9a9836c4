"""What other gates do wrong, each with the real command in a shell: linters, test runners, validators.

They pass what they did not look at, answer a broken set-up like a finding, and lose track of findings.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = "# Sales\n\nThe shops did well.\n\nRevenue rose {} from $3,180 million to $3,512 million in 2024.\n"
CLEAN, WRONG = TEXT.format("10.4%"), TEXT.format("12.4%")
COSTS = "\nCosts rose 18.4% from $2,180 million to $2,512 million in 2024.\n"
SETTINGS = 'select = ["percentages/*"]\n'
WAIVER = """\
waivers:
  - {rule: percentages/growth, at: Revenue rose, reason: At constant currency., owner: Quality}
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tieout(project: Path, environment: dict[str, str]) -> Run:
    """The command as a shell finds it, in a folder with a report that ties out and one that does not."""
    (project / "tieout.toml").write_text(SETTINGS, encoding="utf-8")
    (project / "clean.md").write_text(CLEAN, encoding="utf-8")
    (project / "wrong.md").write_text(WRONG, encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["tieout", *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False,
            timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run


def configure(more: str) -> None:
    Path("tieout.toml").write_text(more + SETTINGS, encoding="utf-8")


def fingerprints(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [one["fingerprint"] for one in json.loads(done.stdout)]


def test_a_path_that_does_not_exist_is_2_and_named(tieout: Run) -> None:
    done = tieout("check", "gone.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "gone.md" in done.stderr


def test_a_folder_with_nothing_to_check_is_2_unless_allowed(tieout: Run) -> None:
    Path("void").mkdir()
    assert tieout("check", "void").returncode == 2
    assert tieout("check", "void", "--allow-empty").returncode == 0


def test_an_excluded_report_that_is_named_is_noted_and_not_checked(tieout: Run) -> None:
    configure('exclude = ["wrong.md"]\n')
    done = tieout("check", "clean.md", "wrong.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert "note: wrong.md" in done.stderr


def test_what_cannot_be_read_is_2_and_the_others_are_checked(tieout: Run) -> None:
    Path("broken.docx").write_bytes(b"PK\x03\x04 and no more")
    done = tieout("check", "broken.docx", "wrong.md")
    assert done.returncode == 2
    assert "broken.docx" in done.stderr
    assert "wrong.md:5" in done.stdout


def test_a_report_over_the_limit_is_2_and_in_every_result(tieout: Run) -> None:
    Path("tieout.toml").write_text(f"{SETTINGS}[limits]\nbytes = 150\n", encoding="utf-8")
    Path("large.md").write_text(CLEAN + "x" * 999, encoding="utf-8")
    done = tieout("check", "large.md", "clean.md", "-o", "json")
    assert done.returncode == 2
    problems = json.loads(done.stdout)["problems"]
    assert any(one["path"] == "large.md" and "150 bytes" in one["message"] for one in problems)


def test_a_finding_is_1_without_any_option(tieout: Run) -> None:
    assert tieout("check", "wrong.md").returncode == 1


def test_a_warning_is_0_unless_warnings_fail(tieout: Run) -> None:
    configure('severity = {"percentages/*" = "warning"}\n')
    assert tieout("check", "wrong.md").returncode == 0
    assert tieout("check", "wrong.md", "--fail-on", "warning").returncode == 1


@pytest.mark.parametrize("text", ["fail_on = 'error'\n", "fail-on =\n", 'rulebook = ["gone"]\n'])
def test_a_broken_configuration_is_no_finding(tieout: Run, text: str) -> None:
    Path("tieout.toml").write_text(text, encoding="utf-8")
    done = tieout("check", "wrong.md")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_missing_report_is_2_a_failing_one_is_1_at_its_place(tieout: Run) -> None:
    assert tieout("check", "gone.md").returncode == 2
    done = tieout("check", "wrong.md")
    assert done.returncode == 1
    assert done.stdout.startswith("wrong.md:5:14: ")


def test_a_finding_keeps_its_identity_when_the_one_before_is_mended(tieout: Run) -> None:
    Path("wrong.md").write_text(WRONG + COSTS, encoding="utf-8")
    before = fingerprints(tieout("check", "wrong.md", "-o", "gitlab"))
    Path("wrong.md").write_text(CLEAN + COSTS, encoding="utf-8")
    after = fingerprints(tieout("check", "wrong.md", "-o", "gitlab"))
    assert len(before) == 2
    assert after == before[1:]


def test_a_line_put_on_top_changes_no_identity(tieout: Run) -> None:
    before = fingerprints(tieout("check", "wrong.md", "-o", "gitlab"))
    Path("wrong.md").write_text(f"<!-- a comment -->\n\n{WRONG}", encoding="utf-8")
    assert fingerprints(tieout("check", "wrong.md", "-o", "gitlab")) == before


def test_sarif_has_fingerprints_of_its_own_and_needs_no_extra(tieout: Run) -> None:
    done = tieout("check", "wrong.md", "-o", "sarif")
    (result,) = json.loads(done.stdout)["runs"][0]["results"]
    assert result["partialFingerprints"]["tieout/v1"].startswith("tieout1:")
    assert "primaryLocationLineHash" not in result["partialFingerprints"]


@pytest.mark.parametrize("more", [["--statistics"], ["--verbose"], ["--statistics", "--verbose", "-j", "2"]])
def test_json_is_json_whatever_else_is_asked_for(tieout: Run, more: list[str]) -> None:
    done = tieout("check", "wrong.md", "clean.md", "-o", "json", *more)
    assert len(json.loads(done.stdout)["findings"]) == 1


def test_an_unused_waiver_is_a_warning_and_1_when_strict(tieout: Run) -> None:
    configure('paths = ["clean.md"]\n')
    Path("tieout.waivers.yaml").write_text(WAIVER, encoding="utf-8")
    done = tieout("check")
    assert done.returncode == 0
    assert "waivers/unused" in done.stderr
    assert tieout("check", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("settings", "said"),
    [("[limits]\nbytes = 0\n", "0 bytes"), ("[limits]\nseconds = 0\n", "more than 0 seconds")],
)
def test_a_parameter_of_0_is_one(tieout: Run, settings: str, said: str) -> None:
    Path("tieout.toml").write_text(SETTINGS + settings, encoding="utf-8")
    done = tieout("check", "clean.md")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_baseline_of_no_days_holds_nothing_for_longer_than_its_day(tieout: Run) -> None:
    assert tieout("baseline", "create", "wrong.md", "--as-of", "2026-01-01").returncode == 0
    configure("baseline-days = 0\n")
    assert tieout("check", "wrong.md", "--as-of", "2026-01-01").returncode == 0
    assert tieout("check", "wrong.md", "--as-of", "2026-01-02").returncode == 1


def test_mending_what_was_waived_or_in_the_baseline_blocks_nobody(tieout: Run) -> None:
    configure('paths = ["wrong.md"]\n')
    Path("tieout.waivers.yaml").write_text(WAIVER, encoding="utf-8")
    assert tieout("check").returncode == 0
    Path("wrong.md").write_text(CLEAN, encoding="utf-8")
    done = tieout("check")
    assert done.returncode == 0
    assert "waivers/unused" in done.stderr
    Path("tieout.waivers.yaml").unlink()
    Path("wrong.md").write_text(WRONG, encoding="utf-8")
    assert tieout("baseline", "create").returncode == 0
    Path("wrong.md").write_text(CLEAN, encoding="utf-8")
    assert tieout("check").returncode == 0


def test_order_and_processes_change_no_byte(tieout: Run) -> None:
    names = []
    for number in range(6):
        names.append(f"{number}.md")
        Path(names[-1]).write_text(WRONG.replace("12.4", f"1{number + 3}.4"), encoding="utf-8")
    one = tieout("check", *names, "-o", "json", "-j", "1", "--no-cache")
    other = tieout("check", *names[::-1], "-o", "json", "-j", "8", "--no-cache")
    again = tieout("check", *names, "-o", "json", "-j", "8")
    assert one.returncode == 1
    assert one.stdout == other.stdout == again.stdout
    assert one.stderr == other.stderr == again.stderr
