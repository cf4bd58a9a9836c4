"""Where several repairs would settle as much, the one that fits its line of the table best is named."""

from __future__ import annotations

from functools import cache

import pytest

from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Suspect
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import Rulebook, load_rulebook


@cache
def book() -> Rulebook:
    return load_rulebook()


def suspect(rows: list[str]) -> Suspect:
    """The suspect of the one finding about a table, whose first row is its header."""
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + "---|" * (rows[0].count("|") + 1))
    report = extract(read_bytes("\n".join(lines).encode(), "report.md"), book().schemas)
    (finding,) = judge(list(relate(report, book())), [report], book()).findings
    assert finding.suspect is not None
    return finding.suspect


# 2023 misses by 60: one digit of Hoses, of Valves or of the total would mend it
STEADY = """| 2023 | 2024
Pumps | 1,208 | 1,221
Valves | 2,641 | 2,713
Hoses | {} | 1,852
Total | {} | 5,786"""


@pytest.mark.parametrize(
    ("hoses", "total", "named", "meant"),
    [("1,834", "5,623", "5,623", "5,683"), ("1,894", "5,683", "1,894", "1,834")],
)
def test_a_figure_out_of_line_with_the_other_year_is_named(
    hoses: str, total: str, named: str, meant: str
) -> None:
    found = suspect(STEADY.format(hoses, total).splitlines())
    assert (found.fact.figure.text, found.suggestion) == (named, meant)


def test_lines_that_all_grow_alike_are_in_line() -> None:
    """Everything doubles but the services: they are nearer to the other year as printed."""
    rows = [
        "| 2023 | 2024",
        "Pumps | 1,104 | 2,212",
        "Valves | 2,311 | 4,601",
        "Service | 3,222 | 3,435",
        "Hoses | 1,508 | 3,021",
        "Total | 8,145 | 16,269",
    ]
    found = suspect(rows)
    assert (found.fact.figure.text, found.suggestion) == ("3,435", "6,435")


def test_who_else_may_have_been_wrong_is_said() -> None:
    found = suspect(["| 2024", "Pumps | 1,204", "Valves | 2,311", "Hoses | 1,418", "Total | 4,953"])
    assert found.certainty < 60
    assert {other.fact.figure.text for other in found.others} | {found.fact.figure.text} > {"4,953"}


def test_a_single_way_to_mend_is_certain() -> None:
    rows = ["| A | B | Total", "Pumps | 12 | 13 | 25", "Valves | 14 | 19 | 38", "Total | 26 | 37 | 63"]
    found = suspect(rows)
    assert (found.fact.figure.text, found.certainty, found.others) == ("19", 100, ())


def test_a_rate_is_not_expected_near_the_rates_beside_it() -> None:
    rows = [
        "指标 | 2023年 | 2024年E | 2025年E",
        "营业收入（亿元） | 118 | 165 | 224",
        "同比增速 | 31% | 45% | 36%",
    ]
    rows += ["净利润（亿元） | 14.5 | 21 | 31", "同比增速 | 28% | 45% | 48%"]
    found = suspect(rows)
    assert (found.fact.figure.text, found.suggestion) == ("45%", "40%")


def test_a_total_that_was_missed_tells_no_trend_of_its_parts() -> None:
    found = suspect(
        [
            "| 2023 | 2022",
            "Interest income | 412 | 388",
            "Interest expense | (151) | (139)",
            "Net | 271 | 249",
        ]
    )
    assert (found.fact.figure.text, found.suggestion) == ("271", "261")


def test_a_figure_that_repeats_the_one_above_it_is_named() -> None:
    rows = ["| 2023 | 2024", "Licences | 1,204 | 1,398", "Services | 811 | 902", "Hardware | 329 | 902"]
    found = suspect([*rows, "Support | 517 | 566", "Total | 2,861 | 3,213"])
    assert (found.fact.figure.row, found.cause) == (4, "it repeats the figure above")
    assert found.suggestion == "347"
