"""Shares, margins, prices, multiples and what is relative to a base."""

from __future__ import annotations

from deriving import failing, said

from tieout.model import Severity

SHARES = "Answer,Riders,Share\nDaily,49,{}\nWeekly,62,29%\nRarely,103,48%\n"
IMPLIED = "Holder,Paid in,Share\nA,575,11.50%\nB,425,{}\nC,250,5.00%\nD,106,2.12%\nE,750,15.00%\n"


def test_shares_of_the_number_in_the_lead() -> None:
    lead = "How often do you ride? (n = 214)"
    assert "49 / 214 = 23%" in said(SHARES.format("23%"), holds=True, lead=lead)
    (found,) = failing(SHARES.format("24%"), lead)
    assert found.cap is Severity.ERROR


def test_shares_of_one_whole_that_stands_elsewhere() -> None:
    assert not failing(IMPLIED.format("8.50%"))
    (found,) = failing(IMPLIED.format("8.15%"))
    assert found.subject is not None
    assert found.subject.figure.text == "8.15%"


def test_a_margin_is_what_costs_leave() -> None:
    table = "产品,营业收入,营业成本,毛利率\n甲,4120.55,3008.00,27.00%\n乙,1986.40,1251.43,37.00%\n"
    assert "1 - 3008.00 / 4120.55 = 27.00%" in said(table, holds=True)


def test_a_margin_wrong_in_every_row_is_not_evaluated_unless_one_mistake_explains_it() -> None:
    table = "产品,营业收入,营业成本,毛利率\n甲,4120.55,3008.00,17.00%\n乙,1986.40,1251.43,35.00%\n"
    assert not failing(table)


def test_count_times_price() -> None:
    table = 'Ward,Beds,Cost per bed,Cost per day\nMedical,6,$140.00,{}\nSurgical,5,$215.00,"$1,075.00"\n'
    assert "6 × $140.00 = $840.00" in said(table.format("$840.00"), holds=True)
    (found,) = failing(table.format('"$1,120.00"'))
    assert found.cap is Severity.ERROR


def test_relative_to_the_first_row() -> None:
    table = "Engine,Rows,Relative to A\nA,1203,1.0x\nB,3489,2.9x\nC,7940,{}\nD,10466,8.7x\n"
    assert "7940 / 1203 = 6.6x" in said(table.format("6.6x"), holds=True)
    (found,) = failing(table.format("5.6x"))
    assert found.cap is Severity.ERROR


def test_earnings_per_share_are_no_share() -> None:
    quarters = '"$0.23","$(0.02)","$(0.02)","$0.33"'
    table = f"Item,Q1,Q2,Q3,Q4\nProfit,8511,-854,-522,11263\nEarnings per diluted share,{quarters}\n"
    assert not failing(table)


FLEET = "Region,Nodes,GPUs per node,GPUs\nUS,120,8,960\nEU,85,8,680\nAPAC,60,8,{}\n"


def test_a_line_called_a_per_b_is_the_one_line_over_the_other() -> None:
    assert not failing(FLEET.format(480))
    (wrong,) = failing(FLEET.format(540))
    assert wrong.expression == "60 × 8 = 540"
