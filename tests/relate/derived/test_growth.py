"""Growth as columns and as rows under their values, in either order of the periods."""

from __future__ import annotations

import pytest
from deriving import failing, reasons, said

from tieout.model import Severity
from tieout.relate.derived.measure import NEGATIVE, NO_BASE

COLUMN = "Depot,2022,2023,Growth\nNorth,310.4,372.6,20.0%\nSouth,84.7,97.3,{}\nWest,150.2,139.1,-7.4%\n"
ROW = "EUR million,2021,2022,2023,2024\nNet sales,71.8,80.4,97.6,103.1\nGrowth,4.1%,12.0%,{},5.6%\n"
BACKWARDS = "EUR million,2024,2023,2022,2021\nNet sales,103.1,97.6,80.4,71.8\nGrowth,5.6%,{},12.0%,4.1%\n"
CHINESE = "项目,2021年,2022年,2023年,2024年\n营业收入,71.8,80.4,97.6,103.1\n同比(%),4.1,12.0,{},5.6\n"


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        (COLUMN, "14.9%", "24.9%"),
        (ROW, "21.4%", "31.4%"),
        (BACKWARDS, "21.4%", "31.4%"),
        (CHINESE, "21.4", "31.4"),
    ],
)
def test_one_wrong_rate_is_an_error_and_the_right_one_holds(table: str, right: str, wrong: str) -> None:
    assert not failing(table.format(right))
    assert any(expression.endswith(f"= {right}") for expression in said(table.format(right), holds=True))
    (found,) = failing(table.format(wrong))
    assert found.subject is not None
    assert (found.subject.figure.text, found.cap) == (wrong, Severity.ERROR)


def test_the_first_rate_of_a_row_has_no_base() -> None:
    assert reasons(ROW.format("21.4%")) == {"4.1%": NO_BASE}


def test_a_change_from_below_nothing_is_signed_in_two_ways() -> None:
    table = "Item,2022,2023,Growth\nA,310.4,372.6,20.0%\nB,84.7,97.3,14.9%\nC,-50.0,25.0,{}\n"
    assert not failing(table.format("150.0%"))
    assert not failing(table.format("-150.0%"))
    assert reasons(table.format("90.0%")) == {"90.0%": NEGATIVE}


def test_the_sign_of_a_single_rate() -> None:
    (found,) = failing("Item,2023,2022,% change\nProfit,-1212.50,250.00,585.00\n")
    assert found.cause.startswith("its sign is wrong")


def test_a_rate_beside_a_difference_is_of_the_same_two_lines() -> None:
    rows = [("Plant", 16657.97, 18101.09), ("Works", 4730.10, 4911.35), ("Rights", 762.91, 850.09)]

    def text(of_later: bool) -> str:
        lines = ["项目,账面价值,评估价值,增减值,增值率%"]
        for name, book, value in rows:
            rate = 100 * (value - book) / (value if of_later else book)
            lines.append(f"{name},{book:.2f},{value:.2f},{value - book:.2f},{rate:.2f}")
        return "\n".join(lines) + "\n"

    assert not failing(text(of_later=False))
    wrong = failing(text(of_later=True))
    assert [found.cause for found in wrong] == ["it is computed on the later figure, in the whole line"] * 3


def test_what_is_left_of_a_budget_is_told_in_percent_of_it() -> None:
    rows = "Centre,Budget,Actual,Variance,Variance %\nStaff,1250.0,1318.4,(68.4),(5.5)%\n"
    rows += "Rent,410.0,402.7,7.3,1.8%\nEnergy,188.0,231.9,(43.9),(23.4)%\nTravel,96.0,71.2,24.8,25.8%\n"
    assert not failing(rows)
    (wrong,) = failing(rows.replace("(23.4)%", "(32.4)%"))
    assert wrong.expression == "1 - 231.9 / 188.0 = (32.4)%"


@pytest.mark.parametrize("head", ["Change (pp)", "变动（个百分点）"])
@pytest.mark.parametrize(("change", "wrong"), [("0.7", 0), ("1.7", 1)])
def test_a_header_says_that_changes_are_in_points(head: str, change: str, wrong: int) -> None:
    table = f"Metric,2023,2024,{head}\nGross margin,41.2%,43.5%,2.3\nOperating margin,18.7%,17.9%,-0.8\n"
    found = failing(f"{table}Net margin,12.4%,13.1%,{change}\n")
    assert len(found) == wrong
    assert all(relation.shape == "points" for relation in found)
