"""Dates and periods of prose, and bare numbers that are or are not years."""

from __future__ import annotations

import pytest
from figure_reading import read, read_texts

JAN_20 = ["2025-01-20 day"]
Q3 = ["2024-07-01/2024-09-30 quarter"]

DAYS = [
    "2025年1月20日", "2025 年 1 月 20 日", "25 年 1 月 20 日", "2025-01-20", "2025/1/20",
    "2025.01.20", "Jan.20,2025",
    "20 January 2025", "January 20, 2025", "Jan. 20, 2025", "JANUARY 20, 2025", "20th of January 2025",
    "1/20/2025", "二〇二五年一月二十日", "２０２５年１月２０日",
]  # fmt: skip
QUARTERS = [
    "2024Q3", "24Q3", "3Q24", "3Q2024", "Q3 2024", "Q3'24", "2024年三季度", "2024年第三季度",
    "2024 年 3 季度",
    "third quarter of 2024", "three months ended September 30, 2024", "quarter ended September 30, 2024",
    "September quarter 2024", "September quarter of 2024", "three months to 30 September 2024",
]  # fmt: skip
PERIODS = [
    ("2024年5月", "2024-05-01/2024-05-31 month"),
    ("Jan. 2025", "2025-01-01/2025-01-31 month"),
    ("2024年", "2024-01-01/2024-12-31 year"),
    ("2024年度", "2024-01-01/2024-12-31 year"),
    ("2025E", "2025-01-01/2025-12-31 year"),
    ("2023A", "2023-01-01/2023-12-31 year"),
    ("2024年末", "2024-12-31 day"),
    ("2024年6月末", "2024-06-30 day"),
    ("2024年上半年", "2024-01-01/2024-06-30 half"),
    ("2024H1", "2024-01-01/2024-06-30 half"),
    ("2H25", "2025-07-01/2025-12-31 half"),
    ("2024年前三季度", "2024-01-01/2024-09-30 span"),
    ("2024年1-9月", "2024-01-01/2024-09-30 span"),
    ("1-9M24", "2024-01-01/2024-09-30 span"),
    ("9M24", "2024-01-01/2024-09-30 span"),
    ("nine months ended September 30, 2024", "2024-01-01/2024-09-30 span"),
    ("first nine months of 2024", "2024-01-01/2024-09-30 span"),
    ("fiscal six months of 2024", "2024-01-01/2024-06-30 half fiscal"),
    ("year ended June 30, 2024", "2023-07-01/2024-06-30 year"),
    ("year ended January 31, 2024", "2023-02-01/2024-01-31 year fiscal"),
    ("FY24", "2024-01-01/2024-12-31 year fiscal"),
    ("fiscal 2024", "2024-01-01/2024-12-31 year fiscal"),
    ("Q2 FY25", "2025-04-01/2025-06-30 quarter fiscal"),
    ("2019-2023年", "2019-01-01/2023-12-31 span"),
    ("24-26年", "2024-01-01/2026-12-31 span"),
    ("FY2028–29", "2028-01-01/2029-12-31 span fiscal"),
    ("2012-13", "2012-01-01/2013-12-31 span"),
    ("2023/24", "2023-01-01/2024-12-31 span"),
    ("1880-2009", "1880-01-01/2009-12-31 span"),
    ("January–June 2023", "2023-01-01/2023-06-30 half"),
    ("Jan. to Mar. 2024", "2024-01-01/2024-03-31 quarter"),
    ("October 2022 through February 2023", "2022-10-01/2023-02-28 span"),
    ("October–February 2023", "2022-10-01/2023-02-28 span"),
    ("January 1 – June 30, 2023", "2023-01-01/2023-06-30 span"),
    ("Q1–Q3 2024", "2024-01-01/2024-09-30 span"),
]


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    assert read(f"截至{text}，") == JAN_20
    assert read_texts(f"as of {text} it") == [text]


@pytest.mark.parametrize("text", QUARTERS)
def test_quarters(text: str) -> None:
    assert read(text) == Q3
    assert read_texts(f"in the {text} it") == [text]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods(text: str, expected: str) -> None:
    assert read(f"{text}，") == [expected]


def test_a_month_takes_the_year_said_before_it_and_none_is_invented() -> None:
    assert read("2023年完成，12 月发布，1-4月交付")[1:] == [
        "2023-12-01/2023-12-31 month",
        "2023-01-01/2023-04-30 span",
    ]
    assert read("12 月发布，1-4月交付，July 29, due 5 June") == []


def test_further_years_repeat_the_day_or_the_period() -> None:
    assert read("as of September 30, 2024 and 2023") == ["2024-09-30 day", "2023-09-30 day"]
    assert read("the six months ended June 30, 2024 and 2023") == [
        "2024-01-01/2024-06-30 half",
        "2023-01-01/2023-06-30 half",
    ]


def test_years_that_share_one_year_sign() -> None:
    assert read("14-19年收入复合增长9%") == ["2014-01-01/2019-12-31 span", "9e0 %"]
    assert read("预计24/25/26年增长")[0] == "2024-01-01/2024-12-31 year"
    assert len(read("2024、2025年")) == 2
    assert read("cut 2025E/26E EPS") == ["2025-01-01/2025-12-31 year", "2026-01-01/2026-12-31 year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,048 customers", ["2048e0 person"]),
        ("2048 块 GPU", ["2048e0 GPU"]),
        ("a total of 2000 sites", ["2000e0"]),
        ("in 2000 and since 1987", ["2000-01-01/2000-12-31 year", "1987-01-01/1987-12-31 year"]),
        ("2024 revenue", ["2024-01-01/2024-12-31 year"]),
        ("$2024", ["2024e0 USD"]),
        ("2024%", ["2024e0 %"]),
        ("2024.5", ["20245e-1"]),
        ("过去5年，20年来", ["5e0 year", "20e0 year"]),
        ("24年净利润", ["2024-01-01/2024-12-31 year"]),
        ("replaced the H100 by the H200", []),
        ("13月31日", ["13e0 month", "31e0"][:1]),
    ],
)
def test_years_and_numbers_that_look_like_them(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_days_that_no_calendar_has_are_not_dates() -> None:
    assert "day" not in " ".join(read("2025-02-30 and 2025年13月45日"))
