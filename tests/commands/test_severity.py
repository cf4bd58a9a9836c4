"""How bad a failure is, as a project says: by rule, by pack, in the reports of some paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Command

WRONG = "Revenue rose 12.4% from $318 million to $351.2 million.\n"
SUMS = (
    "# Costs of 2024\n\n| $ million | 2024 |\n|---|---|\n| Rent | 12.0 |\n| Pay | 31.5 |\n| Total | 45.3 |\n"
)


@pytest.fixture
def reports(project: Path) -> Path:
    """The same mistakes in two folders, and a cache as users have one."""
    for folder in ("annual", "legal"):
        (project / folder).mkdir()
        (project / folder / "growth.md").write_text(WRONG, encoding="utf-8")
        (project / folder / "sums.md").write_text(SUMS, encoding="utf-8")
    return project


def severities(command: Command, *arguments: str) -> dict[tuple[str, str], str]:
    """How bad each finding is, by report and rule."""
    done = command("check", "annual", "legal", "--output", "json", *arguments)
    found = json.loads(done.out)["findings"]
    return {(one["report"], one["rule"]): one["severity"] for one in found}


def configure(project: Path, text: str) -> None:
    (project / "tieout.toml").write_text(text, encoding="utf-8")


GROWTH, TOTAL = "percentages/growth", "arithmetic/total-equals-parts"


def test_what_a_project_says_of_a_rule_holds_in_the_reports_it_names(reports: Path, command: Command) -> None:
    before = severities(command)
    assert set(before.values()) == {"error"}
    assert set(before) == {
        (f"{folder}/{name}.md", rule)
        for folder in ("annual", "legal")
        for name, rule in (("growth", GROWTH), ("sums", TOTAL))
    }
    configure(reports, '[per-file]\n"legal/*.md" = {"*" = "note", "percentages/growth" = "off"}\n')
    after = dict(before)
    del after["legal/growth.md", GROWTH]
    assert severities(command) == {**after, ("legal/sums.md", TOTAL): "note"}


def test_the_last_that_matches_counts_and_paths_come_after_all(reports: Path, command: Command) -> None:
    configure(
        reports, 'severity = {"*" = "off", arithmetic = "note"}\nper-file = {"annual" = {"*" = "warning"}}\n'
    )
    assert severities(command) == {
        ("annual/growth.md", GROWTH): "warning",
        ("annual/sums.md", TOTAL): "warning",
        ("legal/sums.md", TOTAL): "note",
    }


def test_off_is_off_and_its_figures_are_not_said_to_be_checked(reports: Path, command: Command) -> None:
    configure(reports, 'severity = {percentages = "off"}\n')
    done = command("check", "annual/growth.md", "--output", "json")
    assert GROWTH not in {one["rule"] for one in json.loads(done.out)["outcomes"]}
    assert "percentages/growth" not in command("rules").out
    assert "arithmetic/total-equals-parts" in command("rules").out


def test_the_exit_code_follows(reports: Path, command: Command) -> None:
    configure(reports, 'per-file = {"legal/*" = {"*" = "warning"}}\n')
    assert command("check", "legal").code == 0
    assert command("check", "legal", "annual").code == 1


def test_an_answer_that_is_kept_is_not_that_of_another_severity(
    reports: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIEOUT_CACHE", str(reports / "kept"))
    assert severities(command)["legal/sums.md", TOTAL] == "error"
    configure(reports, 'per-file = {"legal" = {"arithmetic" = "warning"}}\n')
    assert severities(command)["legal/sums.md", TOTAL] == "warning"
    assert severities(command)["annual/sums.md", TOTAL] == "error"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('severity = {"percentges" = "off"}', "did you mean percentages?"),
        ('severity = {"percentages/grwth" = "off"}', "did you mean percentages/growth?"),
        ('per-file = {"legal" = {"percentages/grwth" = "note"}}', "did you mean percentages/growth?"),
    ],
)
def test_a_rule_that_is_not_there_is_named(reports: Path, command: Command, text: str, said: str) -> None:
    configure(reports, text)
    done = command("check", "annual")
    assert done.code == 2
    assert said in done.err


def test_explain_says_what_set_it(reports: Path, command: Command) -> None:
    configure(
        reports, 'severity = {percentages = "off"}\nper-file = {"legal" = {"percentages/growth" = "note"}}\n'
    )
    page = " ".join(command("explain", "percentages/growth").out.split())
    where = reports / "tieout.toml"
    assert f'severity off (set by severity."percentages" in {where})' in page
    assert f'in legal note (set by per-file."legal"."percentages/growth" in {where})' in page
    assert f"asked for no (it is off in {where})" in page
