"""Derived columns and rows: found by words and by arithmetic, and the figure that misses is named."""

from __future__ import annotations

from fractions import Fraction

import pytest
from deriving import failing, relations, said

from tieout.model import Severity

RATES = ["20.6%", "21.1%", "21.5%", "16.9%", "22.2%", "17.5%", "22.8%", "23.1%"]
GROWTH = """Product,2023,2024,Growth
Pumps,"4,120","5,356",{pumps}
Valves,"1,850","1,998",8.0%
Service,760,973,{service}
Hoses,515,402,(21.9)%
"""


def test_a_growth_column_is_verified_figure_by_figure() -> None:
    assert said(GROWTH.format(pumps="30.0%", service="28.0%"), holds=True) == {
        "5,356 / 4,120 - 1 = 30.0%",
        "1,998 / 1,850 - 1 = 8.0%",
        "973 / 760 - 1 = 28.0%",
        "402 / 515 - 1 = (21.9)%",
    }


def test_one_wrong_rate_among_right_ones_is_an_error() -> None:
    failed = [
        r for r in relations(GROWTH.format(pumps="30.0%", service="38.0%")) if r.tie and not r.tie.holds
    ]
    assert [(r.expression, r.cap) for r in failed] == [("973 / 760 - 1 = 38.0%", Severity.ERROR)]


def test_two_misses_in_a_line_that_holds_improbably_are_errors() -> None:
    rows = "".join(f"Item {n},{100 + 7 * n},{120 + 9 * n},{rate}\n" for n, rate in enumerate(RATES, 1))
    failed = [r for r in relations(f"Item,2023,2024,Growth\n{rows}") if r.tie and not r.tie.holds]
    assert [r.expression for r in failed] == ["156 / 128 - 1 = 16.9%", "174 / 142 - 1 = 17.5%"]
    assert all(r.cap is Severity.ERROR for r in failed)


def test_a_miss_in_the_last_place_is_a_note() -> None:
    failed = [
        r for r in relations(GROWTH.format(pumps="30.1%", service="28.0%")) if r.tie and not r.tie.holds
    ]
    assert [r.cap for r in failed] == [Severity.NOTE]


def test_shares_of_a_total_are_verified_against_it() -> None:
    table = """Product,2024,Share
Pumps,"5,356",64.3%
Valves,"1,998",24.0%
Service,973,11.7%
Total,"8,327",100.0%
"""
    assert said(table, holds=True) == {
        "5,356 / 8,327 = 64.3%",
        "1,998 / 8,327 = 24.0%",
        "973 / 8,327 = 11.7%",
    }


def test_percentages_without_a_sign_and_fractions_under_a_percent_header() -> None:
    plain = "Lab,Score,Of,%\nA,117,120,97.50\nB,113,120,94.17\nC,91,120,75.83\nD,64,120,53.33\n"
    assert "113 / 120 = 94.17" in said(plain, holds=True)
    fractions = "Lab,Score,Of,% right\nA,117,120,0.9750\nB,113,120,0.9417\nC,91,120,0.7583\nD,64,120,0.5333\n"
    assert "113 / 120 = 0.9417" in said(fractions, holds=True)


def test_a_percent_sign_in_the_first_row_only_is_meant_for_all() -> None:
    table = """Item,2024,Of revenue
Revenue,"8,327",100%
Cost,"5,356",64
Gross profit,"2,971",36
Staff,"1,998",24
Profit,973,{profit}
"""
    held = said(table.format(profit="12%"), holds=True)
    assert {"1,998 / 8,327 = 24", "973 / 8,327 = 12%"} <= held
    (failed,) = [r for r in relations(table.format(profit="17%")) if r.tie and not r.tie.holds]
    assert failed.computed is not None
    assert round(failed.computed, 3) == Fraction(117, 1000)


def test_an_average_is_found_though_its_first_figure_is_wrong() -> None:
    quarters = "Q1,10.5,7.1,3.0\nQ2,12.3,9.4,4.2\nQ3,11.1,8.8,3.5\nQ4,14.2,6.3,2.9\n"
    table = f"Quarter,A,B,C\n{quarters}Average,21.0,7.9,3.4\n"
    assert "(10.5 + 12.3 + 11.1 + 14.2) / 4 = 21.0" in said(table, holds=False)


def test_a_margin_row_is_verified_against_the_rows_above() -> None:
    table = """,2021,2022,2023,2024
Revenue,"3,512","3,884","4,410","4,630"
Gross profit,"1,254","1,413","1,632","1,759"
Gross margin,35.7%,36.4%,37.0%,38.0%
"""
    assert "1,759 / 4,630 = 38.0%" in said(table, holds=True)


def test_an_average_row_is_verified() -> None:
    table = "Quarter,A,B\nQ1,10.5,7.1\nQ2,12.3,9.4\nQ3,11.1,8.8\nQ4,14.2,6.3\nAverage,12.0,7.9\n"
    assert "(10.5 + 12.3 + 11.1 + 14.2) / 4 = 12.0" in said(table, holds=True)


@pytest.mark.parametrize(
    "table",
    [
        "Item,A,B,C\nx,1,1,1\ny,1,1,1\nz,1,1,1\n",  # everything divides everything
        "Item,2023,2024,Change\nx,46.0%,47.0%,100 bps\ny,43.2%,44.2%,100 bps\nz,50.2%,46.0%,(420) bps\n",
        "Item,Price,Score\nx,100,100\ny,100,98\nz,100,97\n",
    ],
)
def test_coincidences_and_differences_of_percentages_are_no_ratios(table: str) -> None:
    assert not [r for r in relations(table) if r.tie is not None]


def test_rates_without_a_sign_stand_outside_the_scale_of_the_table() -> None:
    table = """Segment (in millions),2024,2023,Percent change
Rail,"$4,142","$3,645",13.6%
Road,"2,866","2,360",21.4
Sea,"1,275","1,285",(0.8)
Air,"7,311","6,904",{air}
"""
    assert "2,866 / 2,360 - 1 = 21.4" in said(table.format(air="5.9"), holds=True)
    assert said(table.format(air="9.5"), holds=False) == {"7,311 / 6,904 - 1 = 9.5"}


def test_coarse_growth_of_periods_in_order_needs_few_lines() -> None:
    lines = 'Media,"15,864","14,216",12%\nPrint,275,300,(8)%\nWeb,"5,366","4,893",10%\n'
    table = f"Segment,2024,2023,% Change\n{lines}"
    assert "275 / 300 - 1 = (8)%" in said(table, holds=True)
    assert not said(table.replace("% Change", "Score"), holds=True)


def test_a_change_of_shares_may_be_given_in_points() -> None:
    table = """Item,2024,2023,Percent/margin change
Revenue,"4,142","3,645",13.6%
Services,"2,866","2,360",21.4
Licences,"1,275","1,285",(0.8)
Margin,30.2%,28.6%,1.6
"""
    assert not said(table, holds=False)
    held = said(table, holds=True)
    assert "30.2% - 28.6% = 1.6" in held
    assert len(held) == 4


def test_several_misses_in_the_last_places_are_one_note() -> None:
    lines = [(1000 + 70 * n, 1200 + 90 * n) for n in range(12)]
    held = "".join(f"Item,{a},{b},{100 * (b - a) / a:.1f}%\n" for a, b in lines)
    table = f"Item,2023,2024,Growth\n{held}Odd,2210,2142,(2.9)%\nEnd,2222,2140,(3.4)%\n"
    misses = [r for r in relations(table) if r.tie is not None and not r.tie.holds]
    assert [(r.expression, r.cap) for r in misses] == [
        ("2142 / 2210 - 1 = (2.9)%", Severity.NOTE),
    ]


def test_of_two_pairs_that_explain_a_line_the_nearer_is_meant() -> None:
    table = "Year,Trade,Within,Share,Trade (constant),Within (constant)\n" + "".join(
        f"{2010 + n},{889 + 31 * n},{233 + 9 * n},{share},{889 + 31 * n},{233 + 9 * n}\n"
        for n, share in enumerate(["26.2%", "26.3%", "26.4%", "26.5%"])
    )
    assert {r.operands[0].fact.label[-1] for r in relations(table) if r.tie and r.tie.holds} == {"Within"}


def test_an_average_that_nothing_announces_holds_improbably() -> None:
    block = "Ann,84.37,71.02,63.11\nBob,92.45,66.18,77.92\nCem,70.08,91.45,58.37\n"
    after = "All three,82.30,76.22,66.47\n"
    for before in ("", "Eve,31.92,22.41,40.03\n"):
        held = said(f"Name,A,B,C\n{before}{block}{after}", holds=True)
        assert "(84.37 + 92.45 + 70.08) / 3 = 82.30" in held


def test_figures_carried_forward_are_told_by_a_word_alone() -> None:
    months = "月份,装机（GW）,{}\n1月,12.4,12.4\n2月,9.8,22.2\n3月,20.2,42.4\n4月,45.2,87.6\n"
    months += "5月,92.9,{}\n6月,14.4,194.9\n"
    assert not failing(months.format("累计（GW）", "180.5"))
    assert {found.expression for found in failing(months.format("累计（GW）", "170.5"))} == {
        "87.6 + 92.9 = 170.5",
        "170.5 + 14.4 = 194.9",
    }
    assert not failing(months.format("累计折旧（亿元）", "170.5"))
