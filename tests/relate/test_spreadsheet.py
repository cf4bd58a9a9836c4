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
from tieout.relate.cells import readable
from tieout.relate.formula_text import Area, UnreadError, parsed
from tieout.relate.spreadsheet import recalculated


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
        "VLOOKUP(A2,B:C,2)",
        "SUM(Other!B2:B3)",
        "SUM(B2:B3*2)",
        "B2^2",
        "IF(B2>1,B2,C2)",
        "SUM(B2:D3)",
        "B2/E9",
    ],
)
def test_formulas_beyond_arithmetic_are_counted(formula: str) -> None:
    found = checked("| A | 10 | 1 | 2 |", f"| B | 20 | 1 | 2 ={formula} |")
    assert len(found) == 1
    assert found[0].tie is None
    assert found[0].reason


def test_formulas_take_names_in_order() -> None:
    formula = parsed("=SUM($B$2:B5,B7)/C3 - 'Own sheet'!D4", "Own sheet")
    assert formula.expression == "x0 / x1 - x2"
    assert formula.names[0][1] == (Area(2, 2, 2, 5), Area(2, 7, 2, 7))
    assert formula.negative == {"x2"}


@given(st.text("SUM(B2:),+-*/%.0 ABx'!$=", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadError):
        assert compile(parsed(text, "S").expression, "formula", "eval")


@pytest.mark.parametrize("value", ["1E+400", "nan", "1e999999", "", "x"])
def test_values_without_measure_are_refused(value: str) -> None:
    assert not readable(value)
