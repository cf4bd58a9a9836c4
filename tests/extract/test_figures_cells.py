"""Cells that are one figure, and declarations of units in captions and headers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from figure_reading import said, scanner, value

from tieout.extract.natures import plain
from tieout.quantity import Unit

CNY = Unit("CNY", (("CNY", 1),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25,028", "25028e0"),
        ("(25,028)", "-25028e0"),
        ("$(25.5)", "-255e-1 USD"),
        ("($ 25.5)", "-255e-1 USD"),
        ("(25.3)%", "-253e-1 %"),
        ("(25.3%)", "-253e-1 %"),
        ("−5.2", "-52e-1"),
        ("－５．２％", "-52e-1 %"),
        ("+3.5pp", "35e-1 pp"),
        ("15.3x", "153e-1 x"),
        ("2664K", "2664e3"),
        (r"\$5.328M", "5328e3 USD"),
        ("1,234(1)", "1234e0"),
        ("1,234 *", "1234e0"),
        ("*1,234", "1234e0"),
        ("**–0.3", "-3e-1"),
        (".48", "48e-2"),
        ("1 234 567", "1234567e0"),
        ("约 3.5亿", "35e7 (about)"),
        ("45-47%", "45e0..47e0 %"),
        ("57 days", "57e0 day"),
        ("2024年", "2024-01-01/2024-12-31 year"),
        ("FY24", "2024-01-01/2024-12-31 year fiscal"),
        ("2024", "2024-01-01/2024-12-31 year"),
        ("2025-01-20", "2025-01-20 day"),
    ],
)
def test_cells(text: str, expected: str) -> None:
    found = scanner().cell(text)
    assert found is not None
    assert said(found) == expected


@pytest.mark.parametrize(
    "text", ["", "—", "-", "N/A", "n.m.", "10-K", "H800", "000300", "收入", "5 of 7", "3人、5人", "1)"]
)
def test_cells_that_are_no_figure(text: str) -> None:
    assert scanner().cell(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "exponent", "expected"),
    [
        ("25,028", CNY, 4, "250280000"),
        ("25,028", None, 6, "25028000000"),
        ("$350", None, 6, "350000000"),
        ("*1,581", None, 3, "1581000"),
        ("25.3%", CNY, 4, "0.253"),
        ("3.5亿", CNY, 4, "350000000"),
        ("3.5元", CNY, 4, "35000"),
        ("15.3x", CNY, 6, "15.3"),
        ("37.5", Unit("%", (), Fraction(1, 100)), 0, "0.375"),
        ("2024", None, 3, "2024000"),
    ],
)
def test_units_are_inherited_where_the_cell_prints_none(
    text: str, unit: Unit | None, exponent: int, expected: str
) -> None:
    assert value(scanner().cell(text, unit, exponent)) == expected


def test_a_bare_year_is_a_number_on_request() -> None:
    assert value(scanner().cell("2024", years=False)) == "2024"


@pytest.mark.parametrize(
    ("text", "symbol", "exponent"),
    [
        ("in millions", None, 6),
        ("Turnover (FFr bn.)", "FRF", 9),
        ("Turnover (DM m)", "DEM", 6),
        ("SEK million", "SEK", 6),
        ("(in thousands, except per share data)", None, 3),
        ("(Dollars in millions, except per share amounts)", "USD", 6),
        ("(Dollars and shares in millions)", "USD", 6),
        ("$ in millions", "USD", 6),
        ("$M", "USD", 6),
        ("$000s", "USD", 3),
        ("RMB'000", "CNY", 3),
        ("(in thousands of dollars)", "USD", 3),
        ("millions of euros", "EUR", 6),
        ("Revenue (US$ million)", "USD", 6),
        ("RMB mn", "CNY", 6),
        ("in USD", "USD", 0),
        ("in A900 GPU Hours", "GPU hour", 0),
        ("Price (¥/1M Tokens)", "CNY/1e6 token", 0),
        ("(%)", "%", 0),
        ("YoY %", "%", 0),
        ("% change", "%", 0),
        ("单位：万元", "CNY", 4),
        ("单位：元 币种：人民币", "CNY", 0),
        ("单位：千美元", "USD", 3),
        ("人民币亿元", "CNY", 8),
        ("云业务收入与同比预测（百万元/%）", "CNY", 6),
        ("单价（元/吨）", "CNY/t", 0),
        ("销量（万吨）", "t", 4),
        ("市盈率(倍)", "x", 0),
        ("元/股", "CNY/share", 0),
        ("Total EURbn", "EUR", 9),
        ("Signed loans (EURm)", "EUR", 6),
        ("Net sales $m", "USD", 6),
    ],
)
def test_declarations(text: str, symbol: str | None, exponent: int) -> None:
    found = scanner().declared(text)
    assert found is not None
    assert (found.unit and found.unit.symbol, found.exponent) == (symbol, exponent)


@pytest.mark.parametrize(
    "text",
    [
        "Total",
        "Year",
        "2024",
        "7,000",
        "$546,000",
        "(unaudited)",
        "(c)",
        "(B)",
        "(Class A)",
        "合计",
        "占比",
        "2024E",
        "Employees",
        "KI (1/km)",
        "Price EUR t",
        "Population m",
    ],
)
def test_labels_declare_nothing(text: str) -> None:
    assert scanner().declared(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [("128k", "128000"), ("$2.5k", "2500"), ("3m", "3000000"), ("12a", "12"), ("12 p", "12")],
)
def test_a_scale_is_no_mark_of_a_note(text: str, read: str) -> None:
    assert value(scanner().cell(plain(text, comma=False))) == read


def test_a_multiple_is_no_mark_of_a_note() -> None:
    found = scanner().cell(plain("38x", comma=False))
    assert found is not None
    assert found.quantity is not None
    assert found.quantity.unit.symbol == "x"
