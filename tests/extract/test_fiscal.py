"""Fiscal years are those of the report: it says when they end, and what bears their number."""

from __future__ import annotations

from datetime import date

import pytest

from tieout.extract import extract
from tieout.extract.dates import impossible_days
from tieout.extract.fiscal import FiscalYear, fiscal_year
from tieout.read import read_bytes
from tieout.rulebook import load_rulebook


def periods(text: str) -> dict[str, str]:
    """Every date and period of a report, by what is printed, from its first day to its last."""
    report = extract(read_bytes(text.encode(), "report.md"), load_rulebook().schemas)
    return {
        fact.figure.text: f"{date.fromordinal(dates.first)}/{date.fromordinal(dates.last)}"
        for fact in report.facts
        if (dates := fact.figure.dates) is not None
    }


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Our fiscal year ends on June 30.", FiscalYear(6)),
        ("The fiscal years ended September 28, 2024 and September 30, 2023.", FiscalYear(9)),
        ("The year ended 30 June 2024 was good.", FiscalYear(6)),
        (
            "Fiscal year 2022 is the 52 weeks ended January 28, 2023. The year ended January 28, 2023.",
            FiscalYear(1, 1),
        ),
        ("The fiscal year ended January 28, 2023.", None),
        ("The fiscal year ended October 1, 2023.", FiscalYear(9)),
        ("The year ended December 31, 2023.", None),
        (
            "Our fiscal year ends on June 30; that of the group ends in the year ended December 31, 2023.",
            None,
        ),
        ("The three months ended June 30, 2024.", None),
        ("截至2024年6月30日止年度，收入为12亿元。", FiscalYear(6)),
        ("The fiscal year runs from July to June.", FiscalYear(6)),
        ("Our fiscal year runs from October 1 through September 30.", FiscalYear(9)),
        ("The first quarter of fiscal 2026 ends on September 30, 2025.", None),
        ("公司财年自4月1日起至次年3月31日止，2025财年截至2025年3月31日止年度。", None),
        ("公司财年为7月至6月。", FiscalYear(6)),
    ],
)
def test_the_end_of_the_year_is_what_the_report_says(text: str, year: FiscalYear | None) -> None:
    assert fiscal_year([text], load_rulebook().schemas.lexicon) == year


def test_fiscal_periods_are_the_months_that_they_cover() -> None:
    found = periods(
        "Our fiscal year ends on June 30.\n\nSales rose in fiscal 2024, in Q1 FY25, in the second half of "
        "fiscal 2024, and in the third fiscal quarter of 2024; in 2023 they fell."
    )
    assert found == {
        "fiscal 2024": "2023-07-01/2024-06-30",
        "Q1 FY25": "2024-07-01/2024-09-30",
        "second half of fiscal 2024": "2024-01-01/2024-06-30",
        "third fiscal quarter of 2024": "2024-01-01/2024-03-31",
        "2023": "2023-01-01/2023-12-31",
    }


def test_a_year_named_by_its_beginning_is_taken_so() -> None:
    found = periods(
        "These are for the fiscal year ended January 28, 2023. Fiscal 2022 ended January 28, 2023."
    )
    assert found["Fiscal 2022"] == "2022-02-01/2023-01-31"


def test_without_a_word_on_it_a_fiscal_year_is_the_calendars() -> None:
    assert periods("Sales rose in fiscal 2024.") == {"fiscal 2024": "2024-01-01/2024-12-31"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("13 weeks ended January 28, 2023", "2022-10-30"),
        ("thirteen weeks ended January 28, 2023", "2022-10-30"),
        ("fifty-two-week period (“fiscal year”) ended January 28, 2023", "2022-01-30"),
        ("36 weeks ended January 28, 2023", "2022-05-22"),
    ],
)
def test_weeks_end_on_their_day(text: str, first: str) -> None:
    assert periods(f"Sales for the {text} rose.") == {text: f"{first}/2023-01-28"}


def test_the_same_weeks_and_years_of_the_year_before() -> None:
    found = periods("The 13 weeks ended January 28, 2023 and January 29, 2022 were good.")
    assert list(found.values()) == ["2022-10-30/2023-01-28", "2021-10-31/2022-01-29"]
    found = periods("The years ended June 30, 2024 and 2023 were good.")
    assert list(found.values()) == ["2023-07-01/2024-06-30", "2022-07-01/2023-06-30"]


@pytest.mark.parametrize(
    "text",
    [
        "The 2019 Plan",
        "The 2019 Equity Incentive Plan",
        "The 2020 Notes",
        "2019年股票期权激励计划",
        "GPT-4o-2024-11-20",
    ],
)
def test_a_year_in_a_name_is_no_period(text: str) -> None:
    assert not periods(f"{text} reserved shares.")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31 April 2024", [True]),
        ("February 30, 2024", [True]),
        ("2025年6月31日", [True]),
        ("Printed on 2024-09-31.", [True]),
        ("2025.6.31", [False]),
        ("2024-13-05", [False]),
        ("30 April 2024, 2024-02-29, 2025.6.30", []),
        ("v2024.13.5, 2024.9.31.2", []),
    ],
)
def test_days_that_no_month_has(text: str, days: list[bool]) -> None:
    assert [sure for _, _, sure in impossible_days(text, load_rulebook().schemas.lexicon)] == days
