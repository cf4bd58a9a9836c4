"""What figures of tables have from what stands above them: units, scales, periods, however it is written."""

from __future__ import annotations

import pytest
from test_grids import grid, values


@pytest.mark.parametrize(
    ("head", "cells", "read"),
    [
        ("营收（亿元）", ["~32", "约38", "超45", "52"], [3200000000, 3800000000, 4500000000, 5200000000]),
        ("Sales ($ million)", ["~32", "≈ 38", ">45", "52"], [32000000, 38000000, 45000000, 52000000]),
        ("Share (%)", ["~32", "≈38", "<45", "52"], ["8/25", "19/50", "9/20", "13/25"]),
        ("Units", ["~32", "38", "45万", "5"], [32, 38, 450000, 5]),
        ("Sales ($ million)", ["~32%", "~300bn", "4", "5"], ["8/25", 300000000000, 4000000, 5000000]),
    ],
)
def test_a_hedged_figure_has_the_unit_of_its_header(head: str, cells: list[str], read: list[object]) -> None:
    found = grid([["Quarter", head], *([f"Q{n}", text] for n, text in enumerate(cells, 1))])
    assert list(values(found).values()) == list(map(str, read))


@pytest.mark.parametrize(
    ("heads", "value", "unit"),
    [
        (["GDP", "millions", "euro"], 5_000_000, "EUR"),
        (["产值", "百万", "欧元"], 5_000_000, "EUR"),
        (["Paid", "millions", "per cent"], "1/20", "%"),
        (["Debt", "", "million ATS"], 5_000_000, ""),
        (["Debt", "", "US GAAP"], 5, ""),
    ],
)
def test_a_scale_over_a_unit_is_of_that_unit(heads: list[str], value: object, unit: str) -> None:
    found = grid([*(["", "Staff", head] for head in heads), ["North", "7", "5"], ["South", "8", "6"]])
    figure = found.facts[4, 3].figure.amount
    assert (str(figure.value), figure.unit.symbol) == (str(value), unit)


def test_a_label_may_say_in_what_its_row_is_counted() -> None:
    rows = [["Product", "Roast", "Instant"], ["Turnover in FFr. millions", "75", "25"]]
    assert list(values(grid(rows)).values()) == ["75000000", "25000000"]
    rows = [["Item", "2023", "2024"], ["Rise in hours", "75", "25"]]
    assert list(values(grid(rows)).values()) == ["75", "25"]


def test_a_unit_right_over_one_column_is_of_that_column() -> None:
    heads = [["", "GDP", "Debt"], ["", "nominal", "spliced"], ["", "euro", ""]]
    found = grid([*heads, ["1990", "60", "31"], ["1991", "66", "35"]])
    assert found.facts[4, 2].figure.amount.unit.symbol == "EUR"
    assert found.facts[4, 3].figure.amount.unit.symbol == ""


@pytest.mark.parametrize(
    ("heads", "counted", "paid"),
    [
        ([["Period", "Shares", "Dollars left"], ["", "", "(in thousands)"]], "784964", "12000"),
        ([["Period", "Rent", "Wages"], ["", "(in thousands)", ""]], "784964000", "12000"),
        ([["", "", "单位：万元"], ["期间", "租金", "工资"]], "7849640000", "120000"),
    ],
)
def test_a_unit_below_the_last_header_is_of_that_column(
    heads: list[list[str]], counted: str, paid: str
) -> None:
    found = grid([*heads, ["April", "784,964", "12"], ["May", "390,471", "15"]])
    assert (values(found)[3, 2], values(found)[3, 3]) == (counted, paid)


def test_a_source_and_its_year_in_a_header_is_no_figure() -> None:
    found = grid([["", "GDP", "GDP"], ["", "own", "WEO, 2006"], ["1990", "60", "31"], ["1991", "66", "35"]])
    assert found.header_rows == 2
    assert found.col_labels[2] == ("GDP", "WEO, 2006")


@pytest.mark.parametrize(
    ("upper", "lower"), [(["2023", "2024"], ["Goodwill", "Brands"]), (["本期", "上期"], ["商誉", "商标"])]
)
def test_a_label_is_of_its_whole_group_wherever_it_stands(upper: list[str], lower: list[str]) -> None:
    top = ["", "", upper[0], "", upper[1]]
    found = grid([top, ["", *lower, *lower], ["North", "5", "6", "7", "8"], ["South", "1", "2", "3", "4"]])
    assert found.col_labels[1:] == tuple((above, below) for above in upper for below in lower)


def test_a_label_over_one_of_several_columns_is_of_that_alone() -> None:
    found = grid([["", "", "2024"], ["", "Rank", "Sales"], ["North", "5", "60"], ["South", "1", "20"]])
    assert found.col_labels[1:] == (("Rank",), ("2024", "Sales"))


@pytest.mark.parametrize(("unit", "period"), [("In millions of CHF", "2024"), ("单位：万元", "2024年")])
def test_a_period_at_the_end_of_the_line_with_the_unit_is_of_all_columns(unit: str, period: str) -> None:
    top = [unit, "", "", period]
    found = grid([top, ["", "Sales", "Costs", "Rest"], ["North", "50", "40", "10"], ["South", "9", "5", "4"]])
    assert [label[0] for label in found.col_labels[1:]] == [period] * 3
