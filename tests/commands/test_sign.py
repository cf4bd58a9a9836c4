"""`tieout sign`: what is signed stands while it and its operands do, and the next draft says what lapsed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import Command

from tieout.commands.known import SIGNED

REPORT = """# Shipments

Table 1: Shipments (thousand units)

| Region | 2022 | 2023 | 2024 |
|---|---|---|---|
| North | 3,817 | 4,121 | 4,408 |
| South | 2,632 | 2,946 | 3,339 |
| Coast | 3,271 | 3,458 | 3,673 |
| Total | 9,720 | 10,525 | 11,420 |

The weather in March was 17 degrees, and the coast had 12 storms.
"""
SIGN = ("--by", "M. Lindqvist", "--as-of", "2026-11-26")


@pytest.fixture
def report(project: Path) -> Path:
    path = project / "a.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def draft(report: Path, old: str, new: str) -> None:
    report.write_text(report.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_sign_off_says_who_when_and_on_what(command: Command, report: Path) -> None:
    done = command("sign", "a.md:10,525", *SIGN, "--evidence", "Annual report, page 12")
    assert (done.code, done.out) == (0, f"+ a.md: Total / 2023: 10,525\n{SIGNED}: +1\n")
    head, row = map(json.loads, (report.parent / SIGNED).read_text(encoding="utf-8").splitlines())
    assert head == {"format": "tieout-signed", "format_version": 1}
    assert (row["by"], row["on"], row["evidence"]) == ("M. Lindqvist", "2026-11-26", "Annual report, page 12")
    assert [expression for _, expression in row["bound"]] == ["4,121 + 2,946 + 3,458 = 10,525"]


def test_it_stands_when_text_moves_or_another_figure_changes(command: Command, report: Path) -> None:
    command("sign", "a.md:10,525", "a.md:17", *SIGN)
    draft(report, "# Shipments", "# Shipments\n\nA new paragraph.")
    draft(report, "3,817", "3,800")
    done = command("sign")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "2 in force, 0 lapsed"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("10,525", "10,535", "it is 10,535 now"),
        ("4,121", "4,131", "what it was held against changed: 4,121 + 2,946 + 3,458 = 10,525"),
        (
            "| Total |",
            "| Everything |",
            "it does not stand there any more: its sentence or its labels changed",
        ),
    ],
)
def test_it_lapses_with_the_reason(command: Command, report: Path, old: str, new: str, why: str) -> None:
    command("sign", "a.md:10,525", *SIGN)
    draft(report, old, new)
    done = command("sign")
    assert done.code == 1
    first, second, *_ = done.out.splitlines()
    assert re.fullmatch(r"- a\.md(:10:19)?: Total / 2023: 10,525 \(M\. Lindqvist, 2026-11-26\)", first)
    assert second == f"    {why}"


def test_a_check_of_the_new_draft_says_so_too_and_does_not_fail_for_it(
    command: Command, report: Path
) -> None:
    command("sign", "a.md:17", *SIGN)
    draft(report, "17 degrees", "18 degrees")
    done = command("check", "a.md", "--output", "json")
    assert done.code == 0
    (problem,) = [one for one in json.loads(done.out)["problems"] if one["code"] == "signed/lapsed"]
    assert "M. Lindqvist on 2026-11-26" in problem["message"]
    assert "it is 18 now" in problem["message"]


def test_a_finding_is_signed_and_lapses_when_it_is_mended(command: Command, report: Path) -> None:
    draft(report, "10,525", "10,255")
    found = json.loads(command("check", "a.md", "--output", "json").out)["findings"]
    fingerprint = found[0]["fingerprint"]
    assert command("sign", fingerprint, "--in", "a.md", *SIGN).code == 0
    assert command("sign").out.endswith("1 in force, 0 lapsed\n")
    assert command("check", "a.md").code == 1  # a sign-off is no waiver
    draft(report, "10,255", "10,525")
    assert "it is not found any more" in command("sign").out


def test_a_report_is_signed_as_a_whole_and_follows_its_name(command: Command, report: Path) -> None:
    done = command("sign", "a.md", *SIGN)
    assert done.out.endswith(": +14\n")
    report.rename(report.with_name("b.md"))
    assert command("sign", "--in", "b.md").out.endswith("14 in force, 0 lapsed\n")


def test_a_whole_report_leaves_the_sign_offs_that_stand(command: Command, report: Path) -> None:
    command("sign", "a.md:17", *SIGN, "--evidence", "The weather service")
    assert command("sign", "a.md", "--by", "N. Other").out.endswith(": +13\n")
    assert "The weather service" in command("sign").out


def test_what_lapsed_is_taken_out_when_asked(command: Command, report: Path) -> None:
    command("sign", "a.md:17", "a.md:12", *SIGN)
    draft(report, "17 degrees", "18 degrees")
    command("sign", "--prune")
    assert command("sign").out.endswith("1 in force, 0 lapsed\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.md:17",), "nobody signs"),
        (("c.md", *SIGN), "names no report, no figure and no finding"),
        (("a.md:99,999", *SIGN), "no figure stands at"),
        (("tieout1:0123456789", "--in", "a.md", *SIGN), "no finding of these reports has this fingerprint"),
        ((), "nothing was signed"),
    ],
)
def test_what_cannot_be_signed_is_said(
    command: Command, report: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = command("sign", *arguments)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    "text", ["", "{}\n", '{"format": "tieout-signed", "format_version": 1}\n{"by": 1}\n']
)
def test_a_damaged_file_is_said(command: Command, report: Path, text: str) -> None:
    (report.parent / SIGNED).write_text(text, encoding="utf-8")
    done = command("sign")
    assert done.code == 2
    assert SIGNED in done.err


def test_what_is_signed_steers_no_terminal(command: Command, report: Path) -> None:
    draft(report, "Total", "Total \u202e")
    done = command("sign", "a.md:10,525", "--by", "x\x1b]0;t\x07", "--evidence", "p. 12\n  b.md: all is well")
    listed = command("sign")
    assert (done.code, listed.code) == (0, 0)
    assert (done.out + listed.out).replace("\n", "").isprintable()
    assert "    p. 12   b.md: all is well\n" in listed.out


MIXED = """# Lindmark Retail

Revenue reached $513.8 million in 2024, and the shops sold 17 kinds of tea.

| $ million | 2023 | 2024 |
|---|---|---|
| Stores | 324.9 | 363.9 |
| Online | 150.0 | 150.0 |
"""


def test_a_figure_is_found_by_its_number_alone(command: Command, report: Path) -> None:
    report.write_text(MIXED, encoding="utf-8")
    done = command("sign", "a.md:513.8", *SIGN)
    assert done.code == 0
    assert "$513.8 million" in done.out
    assert done.out.endswith(": +1\n")


def test_a_text_that_is_that_of_several_figures_names_their_places(command: Command, report: Path) -> None:
    report.write_text(MIXED, encoding="utf-8")
    done = command("sign", "a.md:150.0", *SIGN)
    assert done.code == 2
    assert "2 figures are '150.0': name one by its place (a.md:8:12 (150.0); a.md:8:20 (150.0))" in done.err
    assert command("sign", "a.md:8:20", *SIGN).out.startswith("+ a.md: Online / 2024: 150.0\n")


def test_a_list_is_in_the_order_of_the_report_whatever_was_signed_first(
    command: Command, report: Path
) -> None:
    for target in ("a.md:11,420", "a.md:17", "a.md:3,817"):
        command("sign", target, *SIGN)
    listed = [line.split(": ")[0].strip() for line in command("sign").out.splitlines()[:3]]
    assert listed == ["a.md:7:11", "a.md:10:28", "a.md:12:26"]


def test_pruning_says_what_it_took_out(command: Command, report: Path) -> None:
    command("sign", "a.md:17", "a.md:11,420", *SIGN)
    draft(report, "17 degrees", "18 degrees")
    done = command("sign", "--prune")
    assert done.code == 0
    assert done.out.startswith("- a.md:12:26: ")
    assert done.out.endswith(f"    it is 18 now\n{SIGNED}: -1, 1 left\n")


PACK = """\
pack: house
edition: "2026.1"
rules:
  - id: {id}
    kind: total
    severity: error
    shapes: [footing]
    summary: s
    why: w
    fix: f
    cannot_detect: c
    examples:
      pass: [{{report: "| A | B |\\n|---|---|\\n| North | 20 |\\n| South | 44 |\\n| Total | 64 |"}}]
      fail: [{{report: "| A | B |\\n|-|-|\\n| North | 20 |\\n| South | 44 |\\n| West | 6 |\\n| Total | 9 |"}}]
"""


def test_it_stands_when_a_rule_gets_another_name(command: Command, report: Path) -> None:
    pack = report.parent / "own" / "checks" / "house.yaml"
    pack.parent.mkdir(parents=True)
    house = ("--rulebook", "own")
    pack.write_text(PACK.format(id="house/sums"), encoding="utf-8")
    assert command("sign", "a.md:10,525", *SIGN, *house).code == 0
    pack.write_text(PACK.format(id="house/footing"), encoding="utf-8")
    assert command("sign", *house).out.endswith("0 in force, 1 lapsed\n")
    pack.write_text(PACK.format(id="house/footing\n    aliases: [house/sums]"), encoding="utf-8")
    assert command("sign", *house).out.endswith("1 in force, 0 lapsed\n")
