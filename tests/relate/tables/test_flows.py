"""Sums over time: bridges from year to year, movements of either sign, brackets."""

from __future__ import annotations

import pytest
from asking import failing, report, schemas

from tieout.model import Severity
from tieout.relate.total import find


def loud(text: str, least: Severity = Severity.ERROR) -> list[str]:
    """The stated figures of the sums that fail so loudly."""
    found = [r for r in failing(list(find(report(text), schemas(), ()))) if r.cap >= least]
    return [r.subject.figure.text for r in found if r.subject is not None]


BRIDGE = """| Step | $m |
|---|---|
| Operating profit 2023 | 412 |
| Volume | 38 |
| Price | 61 |
| Costs | (73) |
| Operating profit 2024 | {} |
"""


@pytest.mark.parametrize(("closing", "wrong"), [("438", 0), ("483", 1)])
def test_a_bridge_from_a_line_of_one_year_to_that_of_another(closing: str, wrong: int) -> None:
    assert len(loud(BRIDGE.format(closing), Severity.WARNING)) == wrong


def test_lines_of_two_years_in_turn_are_no_bridge() -> None:
    text = """| Item | $m |
|---|---|
| Revenue 2023 | 412 |
| Costs 2023 | 380 |
| Tax 2023 | 6 |
| Revenue 2024 | 455 |
"""
    assert loud(text, Severity.WARNING) == []


STAFF = """| Function | Start of year | Hired | Left | End of year |
|---|---|---|---|---|
| Engineering | 412 | 96 | 41 | 467 |
| Sales | 238 | 52 | 60 | 230 |
| Support | 175 | 33 | 28 | {} |
"""


@pytest.mark.parametrize(("closing", "wrong"), [("180", 0), ("190", 1)])
def test_movements_without_a_sign_are_taken_as_other_lines_take_them(closing: str, wrong: int) -> None:
    assert len(loud(STAFF.format(closing))) == wrong


STOCK = """| | Units |
|---|---|
| Opening stock | 14,230 |
| Purchases | 52,180 |
| Sold | (49,875) |
| Written off | {} |
| Closing stock | 16,223 |
"""


@pytest.mark.parametrize(("written", "wrong"), [("(312)", 0), ("(936)", 1)])
def test_brackets_tell_the_sign_of_a_movement(written: str, wrong: int) -> None:
    assert len(loud(STOCK.format(written))) == wrong


QUARTERS = """| | Q1 | Q2 | H1 | Q3 | Q4 | H2 | Full year |
|---|---|---|---|---|---|---|---|
| North | 112 | 121 | 233 | 130 | 127 | 257 | 490 |
| West | 64 | 71 | {} | 68 | 78 | 146 | {} |
"""
CHINESE = """| 部门 | 一季度 | 二季度 | 上半年 | 三季度 | 前三季度 | 四季度 | 全年 |
|---|---|---|---|---|---|---|---|
| 零售 | 312.4 | 335.8 | 648.2 | 341.2 | 989.4 | 355.0 | 1,344.4 |
| 批发 | 208.6 | 214.3 | {} | 220.9 | 643.8 | 231.1 | {} |
"""


@pytest.mark.parametrize(
    ("text", "figures", "wrong"),
    [
        (QUARTERS, ("135", "281"), []),
        (QUARTERS, ("135", "291"), ["291"]),
        (QUARTERS, ("153", "281"), ["153"]),
        (CHINESE, ("422.9", "874.9"), []),
        (CHINESE, ("432.9", "874.9"), ["432.9"]),
        (CHINESE, ("422.9", "847.9"), ["847.9"]),
    ],
)
def test_quarters_and_halves_that_name_no_year_tile_it(
    text: str, figures: tuple[str, str], wrong: list[str]
) -> None:
    told = loud(text.format(*figures))
    assert told == [] if not wrong else wrong[0] in told


def test_months_alone_tile_nothing() -> None:
    assert loud("| | Jan | Feb | Mar |\n|---|---|---|---|\n| A | 1 | 2 | 9 |\n| B | 4 | 4 | 8 |\n") == []


RESULT = """| Item | 2021 | 2022 | 2023 |
|---|---|---|---|
| Fees | 42,301 | 46,816 | 50,581 |
| Grants | 48,415 | 54,378 | 57,862 |
| Total income | 90,716 | 101,194 | 108,443 |
| Staff | 55,450 | 60,381 | 64,158 |
| Other costs | 36,774 | 42,131 | 46,340 |
| Total costs | 92,224 | 102,512 | 110,498 |
| Sale of land | | | {} |
| Deficit | -1,508 | -1,318 | {} |
"""


@pytest.mark.parametrize(
    ("land", "deficit", "wrong"), [("600", "-1,455", 0), ("", "-2,055", 0), ("", "-2,505", 1)]
)
def test_a_line_of_one_year_fills_what_two_totals_leave(land: str, deficit: str, wrong: int) -> None:
    assert len(loud(RESULT.format(land, deficit))) == wrong


def test_a_dash_that_became_a_year_is_no_movement() -> None:
    text = """| | 2018 | 2017 |
|---|---|---|
| Beginning balance | $ 172,945 | $ 178,413 |
| Increases | 16,191 | 3,680 |
| Settlements | 2014 | -3,876 |
| Lapses | -45,922 | -5,272 |
| Ending balance | $ 143,214 | $ 172,945 |
"""
    assert loud(text, Severity.WARNING) == []
