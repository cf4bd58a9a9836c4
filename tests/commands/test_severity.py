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


BY_SIZE = """\
pack: house
edition: "2026.1"
rules:
  - id: house/growth
    kind: formula
    shapes: [growth]
    severity: warning
    error_when: relative_gap > 10%
    summary: Growth follows from its values.
    why: Readers recalculate it.
    fix: Recalculate it.
    cannot_detect: Growth without values.
    examples:
      pass: [{report: "Revenue rose 10.4% from $318 million to $351.2 million."}]
      fail: [{report: "Revenue rose 12.4% from $318 million to $351.2 million."}]
"""


@pytest.fixture
def by_size(project: Path) -> Path:
    (project / "own" / "checks").mkdir(parents=True)
    (project / "own" / "checks" / "house.yaml").write_text(BY_SIZE, encoding="utf-8")
    return project


@pytest.mark.parametrize(("stated", "severity"), [("10.9%", "warning"), ("12.4%", "error")])
@pytest.mark.parametrize("graded", [False, True])
def test_a_rule_may_be_worse_the_further_off_a_figure_is(
    stated: str, severity: str, graded: bool, by_size: Path, command: Command
) -> None:
    asked = 'rulebook = ["own"]\nselect = ["house/*"]\n'
    configure(by_size, f'{asked}severity = {{"house/*" = "warning"}}\n' if graded else asked)
    (by_size / "a.md").write_text(WRONG.replace("12.4%", stated), encoding="utf-8")
    done = command("check", "a.md")
    assert f": {'warning' if graded else severity} house/growth " in done.out
    assert done.code == (1 if severity == "error" and not graded else 0)


def test_an_escalation_is_explained_and_its_mistakes_are_named(by_size: Path, command: Command) -> None:
    configure(by_size, 'rulebook = ["own"]\n')
    assert "relative_gap > 10%" in command("explain", "house/growth").out
    pack = by_size / "own" / "checks" / "house.yaml"
    pack.write_text(BY_SIZE.replace("relative_gap > 10%", "gap > 10"), encoding="utf-8")
    done = command("check", "a.md")
    assert done.code == 2
    assert "house.yaml:8:17: error_when is written `relative_gap > 1%`, not 'gap > 10'" in done.err
