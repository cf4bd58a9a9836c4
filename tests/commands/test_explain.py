"""`tieout explain` says of any figure, finding or rule what was read and what became of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from running import Command

REPORTS = Path(__file__).parents[2] / "reports"
NOTE = """\
# Sales

Revenue rose 12.4% from $3,180 million to $3,512 million in 2024. The weather cost 17 days.

| Units | 2023 | 2024 |
|---|---|---|
| North | 1,204 | 1,377 |
| South | 3,561 | 3,998 |
| East | 2,218 | 2,431 |
| Total | 6,983 | 7,860 |
"""


@pytest.fixture
def note(project: Path) -> Path:
    path = project / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.splitlines()]


def test_a_failing_figure_shows_what_was_read_claimed_and_tried(note: Path, command: Command) -> None:
    done = command("explain", "note.md:10:19")
    assert (done.code, done.err) == (0, "")
    said = lines(done.out)
    assert said[0] == "note.md:10:19 7,860 FAILING"
    for entry in (
        "| Total | 6,983 | 7,860",
        "stands for [7,855, 7,865]",
        "strictly [7,859.5, 7,860.5]",
        "period 2024-01-01..2024-12-31",
        "row 5 Total (total: its label speaks of total)",
        "column 3 2024 (amount: nothing says otherwise)",
        "It is failing: the one claim it stands in fails.",
        "= 7,806 computed",
        "believed its labels say so",
        "claimed by words for total",
    ):
        assert entry in said, entry
    (reading,) = [line for line in said if line.startswith("reading ")]
    assert reading.startswith("reading sum of rows 2 to 4: ")
    assert reading.endswith(" bits to spare")
    assert any(line.startswith("odds ") and "bits for a mistake of the report" in line for line in said)


def test_a_tied_figure_says_by_what(note: Path, command: Command) -> None:
    said = lines(command("explain", "note.md:6,983").out)
    assert said[0] == "note.md:10:11 6,983 TIED"
    assert "It is tied: the one claim it stands in ties it." in said
    assert "measured as printed, without a gap" in said


def test_an_uncovered_figure_says_why(note: Path, command: Command) -> None:
    said = lines(command("explain", "note.md:17 days").out)
    assert said[0] == "note.md:3:84 17 days UNCOVERED"
    assert "It is uncovered: nothing was found that claims anything of it." in said


def test_a_consistent_figure_is_told_from_a_tied_one(project: Path, command: Command) -> None:
    (project / "r.md").write_text("公司毛利率为 41.5%。\n", encoding="utf-8")
    said = lines(command("explain", "r.md:41.5%", "--lang", "en").out)
    assert said[0].endswith("41.5% CONSISTENT")
    assert any("would hold for nearly any value" in line for line in said)
    chinese = lines(command("explain", "r.md:41.5%").out)
    assert chinese[0].endswith("41.5% 不矛盾")
    assert any("几乎任何数值都会相符" in line for line in chinese)


def test_a_line_shows_all_its_figures(note: Path, command: Command) -> None:
    heads = [line for line in command("explain", "note.md:7").out.splitlines() if line.startswith("note.md:")]
    assert [head.split()[1] for head in heads] == ["1,204", "1,377"]


@pytest.mark.parametrize(
    ("report", "where", "first"),
    [
        ("en-tidewater-fy2024.xlsx", "Results!C6", "en-tidewater-fy2024.xlsx:Results!C6  2,079.0  FAILING"),
        ("en-tidewater-fy2024.xlsx", "C6", "en-tidewater-fy2024.xlsx:Results!C6  2,079.0  FAILING"),
        ("zh-qinghe-2024.docx", "table 2, row 6, column 3", "527  不符"),
        ("zh-lanting-2024.pdf", '"960"', "zh-lanting-2024.pdf:page 1  960  不符"),
        ("zh-aurora-training-cost.md", "9.6万亿", "zh-aurora-training-cost.md:15:35  9.6 万亿  不符"),
    ],
)
def test_every_place_that_is_printed_can_be_asked_for(
    report: str, where: str, first: str, project: Path, command: Command
) -> None:
    shutil.copy(REPORTS / report, project)
    done = command("explain", f"{report}:{where}")
    assert done.code == 0
    assert first in done.out.splitlines()[0]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("note.md:5", "the nearest figures stand at 3, 7, 8"),
        ("note.md:7,806", "did you mean 7,860?"),
        ("notes.md:3", "did you mean note.md?"),
        ("note.md", "note.md:LINE"),
        ("tieout1:00000000", "no reports to look in"),
        ("percentages/grwth", "did you mean percentages/growth?"),
    ],
)
def test_what_cannot_be_found_is_2_and_says_what_is_near(
    target: str, hint: str, note: Path, command: Command
) -> None:
    done = command("explain", target)
    assert (done.code, done.out) == (2, "")
    assert hint in done.err


def fingerprint(command: Command, *arguments: str) -> str:
    findings = json.loads(command("check", "note.md", "-o", "json", *arguments).out)["findings"]
    (found,) = [one["fingerprint"] for one in findings if one["rule"] == "percentages/growth"]
    assert isinstance(found, str)
    return found


def test_a_finding_is_replayed_from_its_fingerprint(note: Path, command: Command) -> None:
    known = fingerprint(command)
    whole = command("explain", known, "note.md")
    assert whole.code == 0
    assert whole.out == command("explain", known[:16], "note.md").out
    said = lines(whole.out)
    assert said[0] == known
    assert said[1] == "ERROR percentages/growth note.md:3:14"
    assert "3,512 million note.md:3:43" in whole.out.replace("$", "").replace("  ", " ")
    assert any(line.startswith("measured 12.4% is stated") for line in said)
    assert said[-1].endswith("(tieout explain percentages/growth)")


def test_a_verdict_names_the_reports_of_a_finding(note: Path, command: Command) -> None:
    known = fingerprint(command)
    command("check", "note.md", "-o", "json:verdict.json")
    done = command("explain", known, "--verdict", "verdict.json")
    assert (done.code, done.out.splitlines()[0]) == (0, known)
    missing = command("explain", "tieout1:ffffffff", "--verdict", "verdict.json")
    assert missing.code == 2
    assert "the verdict has no finding" in missing.err
    assert command("explain", known, "--verdict", "note.md").code == 2


def test_a_finding_that_was_mended_is_not_found(note: Path, command: Command) -> None:
    known = fingerprint(command)
    note.write_text(NOTE.replace("12.4%", "10.4%"), encoding="utf-8")
    done = command("explain", known, "note.md")
    assert done.code == 2
    assert "no finding of these reports has this fingerprint" in done.err


def test_a_rule_shows_what_is_set_for_it_and_by_what(project: Path, command: Command) -> None:
    config = 'severity = {"disclosure/*" = "note"}\nignore = ["disclosure/issuer"]\n'
    (project / "tieout.toml").write_text(config, encoding="utf-8")
    page = command("explain", "disclosure/issuer").out
    origin = project / "tieout.toml"
    assert f'severity   note  (set by severity."disclosure/*" in {origin})' in page
    assert f'asked for  no  (ignored by "disclosure/issuer" in {origin})' in page
    assert "(set by checks/" in command("explain", "percentages/growth").out


def test_control_sequences_of_a_report_do_not_reach_the_terminal(project: Path, command: Command) -> None:
    (project / "r.md").write_text("Units\x1b[31m of the North were 105 pieces.\n", encoding="utf-8")
    assert "\x1b" not in command("explain", "r.md:1").out


def test_words_that_name_their_operands_need_no_bits(note: Path, command: Command) -> None:
    note.write_text(NOTE.replace("12.4%", "10.4%"), encoding="utf-8")
    said = lines(command("explain", "note.md:10.4%").out)
    assert said[0].endswith("10.4% TIED")
    (reading,) = [line for line in said if line.startswith("reading ")]
    assert "bit" not in reading


def test_in_chinese_names_of_the_schemas_are_chinese(project: Path, command: Command) -> None:
    text = (
        "# 某公司\n\n2024年海外营业收入为45.62亿元，其他业务收入为3.20亿元，同比增长8.2%。"
        "通过率达到40%，高于乙线的31%和丙线的33%。\n"
    )
    (project / "r.md").write_text(text, "utf-8")
    told = lines(command("explain", "r.md:3", "--lang", "zh").out)
    assert "含义 营业收入 (revenue)" in told
    assert any(line.startswith("范围") and "海外" in line for line in told)
    assert any(line.startswith("范围") and "其他业务" in line for line in told)
    assert not [line for line in told if "one-above" in line or "overseas" in line or "yoy" in line]
    assert "meaning revenue" in lines(command("explain", "r.md:3", "--lang", "en").out)
    assert "[营业收入 (revenue)]" in command("facts", "r.md", "--lang", "zh").out
