"""Stored results of formulas against what the formulas give."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from asking import failing, holding, schemas
from hypothesis import given
from hypothesis import strategies as st

from tieout.example_source import source
from tieout.extract import extract
from tieout.model import Relation
from tieout.read import read_bytes
from tieout.relate.workbook import recalculated
from tieout.relate.workbook.syntax import UnreadError, parsed, relative
from tieout.relate.workbook.values import readable


def checked(*lines: str) -> list[Relation]:
    data, name = source("sheet:\n| Item | 2024 | 2025 | Change |\n" + "\n".join(lines), 1)
    return list(recalculated(extract(read_bytes(data, name), schemas())))


def test_sums_differences_and_ratios_hold() -> None:
    found = checked(
        "| A | 10.5 | 12.25 | 1.75 =C2-B2 |",
        "| B | 20.25 | 22.5 | 0.1111111111111111 =C3/B3-1 |",
        "| Total | 30.75 =SUM(B2:B3) | 34.75 =C2+C3 | 0.130081300813008 =(C4-B4)/B4 |",
    )
    assert len(found) == len(holding(found)) == 5


def test_a_total_that_its_formula_does_not_give() -> None:
    found = failing(checked("| A | 10 | 1 | 2 |", "| B | 20 | 1 | 2 |", "| Total | 31 =SUM(B2:B3) | 2 | 4 |"))
    assert [relation.computed for relation in found] == [Fraction(30)]
    assert [operand.fact.figure.text for operand in found[0].operands] == ["10", "20"]


def test_what_floating_point_leaves_is_no_difference() -> None:
    assert holding(checked("| A | 0.1 | 0.2 | 0.30000000000000004 =B2+C2 |", "| B | 1 | 2 | 3 |"))
    assert holding(checked("| A | 0.30000000000000004 | 0.3 | 0 =B2-C2 |", "| B | 1 | 2 | 3 |"))


def test_texts_and_empty_cells_count_nothing() -> None:
    found = checked("| A | 10 | n.a. | 10 =SUM(B2:C2) |", "| B | 20 | 5 | 25 =SUM(B3:C3) |")
    assert len(holding(found)) == 2


@pytest.mark.parametrize(
    "formula",
    [
        "OFFSET(A2,0,1)",
        "SUM(Other!B2:B3)",
        "SUM([1]Sheet1!B2:B3)",
        "SUM(Table1[Item])",
        "SUM(B2:B3*2)",
        "SUM(B2:D3)",
        "B2/E9",
        "A2+1",
        'IF(B2>1,"n.a.",C2)',
        "B2:B3*2",
        "Undefined+1",
        "SUM(B2",
        "IF()",
    ],
)
def test_formulas_that_cannot_be_evaluated_are_counted(formula: str) -> None:
    found = checked("| A | 10 | 1 | 2 |", f"| B | 20 | 1 | 2 ={formula} |")
    assert len(found) == 1
    assert found[0].tie is None
    assert found[0].reason


def test_references_are_told_from_where_they_stand() -> None:
    assert relative("SUM(B2:$B$5)*Rate", 6, 2) == relative("SUM(C2:$B$5) * Rate", 6, 3)
    assert relative("B2+1", 3, 2) != relative("B2+1", 4, 2)
    assert relative("'A 1'!B2", 3, 2) != relative("'A 2'!B2", 3, 2)


@given(st.text("SUM(B2:),+-*/%.0 ABx'!$=<>&\"#", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadError):
        parsed(text, "S")


@pytest.mark.parametrize("value", ["1E+400", "nan", "1e999999", "", "x"])
def test_values_without_measure_are_refused(value: str) -> None:
    assert not readable(value)
