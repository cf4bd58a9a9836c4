"""Days without a year: of the report's year if its date tells it, else counted."""

from __future__ import annotations

from datetime import date

import pytest

from tieout.extract import extract
from tieout.model import Report
from tieout.read import read_bytes
from tieout.rulebook import load_rulebook


def report(text: str) -> Report:
    return extract(read_bytes(text.encode(), "report.md"), load_rulebook().schemas)


def days(found: Report) -> dict[str, str]:
    """The dates of a report but its own, by their text."""
    dates = ((fact.figure.text, fact.figure.dates) for fact in found.facts)
    return {text: date.fromordinal(at.first).isoformat() for text, at in dates if at is not None}


@pytest.mark.parametrize(
    ("dated", "text", "day", "read"),
    [
        ("报告日期：2024年11月20日", "10月8日收盘价为12.5元。", "10月8日", "2024-10-08"),
        ("报告日期：2024年11月20日", "10月销量为12万辆。", "10月", "2024-10-01"),
        ("Date: 20 November 2024", "On October 8 it closed at $12.50.", "October 8", "2024-10-08"),
        ("Date: 20 November 2024", "On 8 October it closed at $12.50.", "8 October", "2024-10-08"),
    ],
)
def test_what_was_before_the_report_is_of_its_year(dated: str, text: str, day: str, read: str) -> None:
    found = report(f"# Harbor\n\n{dated}\n\n{text}\n")
    assert days(found)[day] == read
    assert found.problems == ()


@pytest.mark.parametrize(
    ("dated", "text", "day"),
    [
        ("报告日期：2024年11月20日", "12月8日召开股东会，共5项议案。", "12月8日"),
        ("Date: 20 November 2024", "It meets on December 8 to vote on 5 items.", "December 8"),
        ("", "10月8日收盘价为12.5元。", "10月8日"),
        ("", "On October 8 it closed at $12.50.", "October 8"),
    ],
)
def test_a_day_of_no_known_year_is_no_figure_and_counted(dated: str, text: str, day: str) -> None:
    found = report(f"# Harbor\n\n{dated}\n\n{text}\n")
    assert day not in days(found)
    assert [problem.code for problem in found.problems] == ["date/no-year"]
    assert day in found.problems[0].message


def test_the_year_said_before_comes_first() -> None:
    found = report("# 海港\n\n报告日期：2024年11月20日\n\n2023年9月1日停产，10月8日复产，共5天。\n")
    assert days(found)["10月8日"] == "2023-10-08"
