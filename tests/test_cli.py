"""What the commands print where: results on stdout, remarks on stderr, files whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Command

WRONG = (
    "# Sales\n\nThe shops did well.\n\nRevenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"
)
RATES = ("--select", "percentages/*")


@pytest.fixture
def wrong(project: Path) -> Path:
    path = project / "wrong.md"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_a_pipe_gets_concise_lines_and_the_summary_goes_to_stderr(wrong: Path, command: Command) -> None:
    done = command("check", "wrong.md", *RATES)
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["wrong.md"]
    assert "1 report" in done.err


def test_several_outputs_in_one_run(wrong: Path, command: Command) -> None:
    done = command(
        "check", "wrong.md", *RATES, "-o", "text", "-o", "json:out.json", "--output", "sarif:out.sarif"
    )
    assert done.out.startswith("ERROR percentages/growth")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["format_version"] == 2
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_json_on_stdout_is_json_whatever_else_is_said(wrong: Path, command: Command) -> None:
    done = command("check", "wrong.md", "gone.md", "-o", "json", "--verbose")
    assert json.loads(done.out)["summary"]["reports"] == 1
    assert "gone.md" in done.err


def test_an_output_file_is_replaced_whole_and_leaves_nothing_behind(wrong: Path, command: Command) -> None:
    target = Path("out.json")
    target.write_text("old", encoding="utf-8")
    command("check", "wrong.md", "-o", "json:out.json")
    assert json.loads(target.read_text(encoding="utf-8"))
    assert sorted(path.name for path in Path().iterdir()) == ["out.json", "tieout.toml", "wrong.md"]


def test_select_and_ignore_choose_rules(wrong: Path, command: Command) -> None:
    chosen = command("check", "wrong.md", "--select", "disclosure/*", "-o", "json")
    rules = {outcome["rule"] for outcome in json.loads(chosen.out)["outcomes"]}
    assert rules
    assert all(rule.startswith("disclosure/") for rule in rules)
    without = command("check", "wrong.md", "--ignore", "disclosure/*", "-o", "json")
    assert not any(o["rule"].startswith("disclosure/") for o in json.loads(without.out)["outcomes"])


def test_facts_show_value_interval_unit_and_label(project: Path, command: Command) -> None:
    (project / "r.md").write_text("Revenue was $5.576 million in 2024.\n", encoding="utf-8")
    page = command("facts", "r.md").out
    assert "5,576,000" in page
    assert "[5,575,500, 5,576,500]" in page
    facts = json.loads(command("facts", "r.md", "--output", "json").out)["facts"]
    (fact,) = [fact for fact in facts if fact["kind"] == "quantity"]
    assert (fact["low"], fact["high"], fact["line"]) == ("5575500", "5576500", 1)


def test_facts_of_control_sequences_are_escaped(project: Path, command: Command) -> None:
    (project / "r.md").write_text("Units\x1b[31m were 105 pieces.\n", encoding="utf-8")
    assert "\x1b" not in command("facts", "r.md").out


def test_rules_as_json_have_their_reasons(project: Path, command: Command) -> None:
    rules = json.loads(command("rules", "--output", "json").out)["rules"]
    assert all(rule["why"] and rule["fix"] for rule in rules)
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)


def test_explain_shows_reason_and_an_example_each_way(project: Path, command: Command) -> None:
    page = command("explain", "arithmetic/total-equals-parts").out
    for heading in ("Why", "How to fix", "Cannot detect", "Fails", "Holds"):
        assert f"\n{heading}\n" in page


def test_explain_an_ambiguous_beginning_lists_the_candidates(project: Path, command: Command) -> None:
    done = command("explain", "arithmetic/")
    assert done.code == 2
    assert "arithmetic/total-equals-parts" in done.err


def test_a_closed_pipe_is_no_traceback(
    wrong: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("tieout.cli.commands.deliver", closed)
    monkeypatch.setattr("tieout.cli.drop_stdout", lambda: None)
    done = command("check", "wrong.md")
    assert "Traceback" not in done.err


def test_a_report_has_one_name_and_one_fingerprint_from_wherever_it_is_checked(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "r" / "q1").mkdir(parents=True)
    (project / "r" / "q1" / "wrong.md").write_text(WRONG, encoding="utf-8")
    seen = set()
    named = {".": "r/q1/wrong.md", "r": "q1", "r/q1": "./../q1/wrong.md", "r/": str(project / "r/q*/*.md")}
    for folder, path in named.items():
        monkeypatch.chdir(project / folder)
        (finding,) = json.loads(command("check", path, *RATES, "-o", "json").out)["findings"]
        seen.add((finding["report"], finding["fingerprint"]))
    assert {report for report, _ in seen} == {"r/q1/wrong.md"}
    assert len(seen) == 1


def test_what_is_plausible_is_counted_apart_from_what_is_checked(project: Path, command: Command) -> None:
    (project / "r.md").write_text(f"{WRONG}\n公司毛利率为 41.5%。\n", encoding="utf-8")
    done = command("check", "r.md", "-o", "json")
    (report,) = json.loads(done.out)["reports"]
    assert (report["checked"], report["plausible"]) == (3, 1)
    assert report["checked"] + len(report["uncovered"]) == report["figures"]
    (margin,) = [one for one in report["uncovered"] if one["text"] == "41.5%"]
    assert margin["reason"] == "only found plausible"
    assert "(1 of them plausible)" in done.err


RENAMED = """\
pack: rates
edition: "2026.1"
rules:
  - id: rates/footing
    aliases: [rates/sums]
    kind: total
    severity: warning
    summary: Sums add up.
    why: Readers add.
    fix: Add again.
    cannot_detect: Nothing.
    examples: {pass: [{report: "1"}], fail: [{report: "2"}]}
"""


def test_a_renamed_rule_answers_to_its_former_name(project: Path, command: Command, wrong: Path) -> None:
    (project / "own" / "checks").mkdir(parents=True)
    (project / "own" / "checks" / "rates.yaml").write_text(RENAMED, encoding="utf-8")
    config = 'rulebook = ["own"]\nseverity = {"rates/sums" = "note"}\n'
    (project / "tieout.toml").write_text(config, encoding="utf-8")
    assert command("explain", "rates/sums").out.startswith("rates/footing  (note)")
    done = command("check", "wrong.md", "--select", "rates/sums", "--select", "percentages/*", "-o", "json")
    assert done.code == 1
    assert command("check", "wrong.md", "--select", "rates/sum").code == 2


def test_statistics_count_by_rule_and_by_report(project: Path, wrong: Path, command: Command) -> None:
    (project / "more.md").write_text(WRONG.replace("12.4", "13.4") + WRONG, encoding="utf-8")
    done = command("check", ".", *RATES, "--statistics")
    said = [line.removeprefix("tieout: ").split() for line in done.err.splitlines()]
    at = said.index(["by", "rule"])
    assert said[at:] == [
        ["by", "rule"], ["3", "percentages/growth"], ["by", "report"], ["2", "more.md"], ["1", "wrong.md"],
    ]  # fmt: skip
    assert len(done.out.splitlines()) == 3, "results stay as they are"


def test_quiet_says_results_and_errors_only(wrong: Path, command: Command) -> None:
    done = command("check", "wrong.md", *RATES, "--quiet")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("wrong.md:5")
    assert "gone.md" in command("check", "wrong.md", "gone.md", "-q").err
