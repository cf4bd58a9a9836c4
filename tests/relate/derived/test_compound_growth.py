"""Columns and rows of compound growth beside the values of the years that they span."""

from __future__ import annotations

import pytest
from deriving import failing, reasons, said

from tieout.model import Severity

MARKETS = "Market,2020,2023,{}\nEurope,120.4,161.3,10.2%\nAmericas,210.7,268.9,8.5%\nAsia,95.2,148.6,{}\n"


@pytest.mark.parametrize("head", ["CAGR 2020-23", "CAGR", "2020-2023年复合增长率"])
def test_a_column_beside_its_years(head: str) -> None:
    assert "(148.6 / 95.2)^(1/3) - 1 = 16.0%" in said(MARKETS.format(head, "16.0%"), holds=True)
    (found,) = failing(MARKETS.format(head, "18.7%"))
    assert found.cap is Severity.ERROR
    assert found.subject is not None
    assert found.subject.figure.text == "18.7%"


def test_the_years_that_the_label_names_among_others() -> None:
    table = "Market,2019,2020,2023,CAGR 2020-23\nEurope,99.1,120.4,161.3,10.2%\nAsia,90.3,95.2,148.6,{}\n"
    assert not failing(table.format("16.0%"))
    assert len(failing(table.format("19.4%"))) == 1


def test_a_line_of_which_nothing_holds_is_computed_from_elsewhere() -> None:
    table = "Market,2020,2023,CAGR 2023-30\nEurope,120.4,161.3,6.1%\nAsia,95.2,148.6,7.4%\n"
    assert not failing(table)
    assert {"6.1%", "7.4%"} <= reasons(table).keys()
