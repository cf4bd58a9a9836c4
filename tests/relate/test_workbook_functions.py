"""What the functions of spreadsheets give, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tieout.model import Held, HeldKind, HeldSheet, Workbook
from tieout.relate.workbook.cells import Cells
from tieout.relate.workbook.evaluate import Evaluator
from tieout.relate.workbook.functions import FUNCTIONS
from tieout.relate.workbook.syntax import UnreadError, parsed
from tieout.relate.workbook.values import FaultError, Num, Value

#          A        B   C       D
ROWS = (
    ("North", 10, 0.1, "x"),
    ("South", 20, 0.2, None),
    ("North", 30, 0.3, ""),
    ("East", -5, 0.30000000000000004, "#N/A"),
)


def held(value: object) -> Held:
    text = str(value)
    if text.startswith("#"):
        return Held(text, HeldKind.ERROR)
    return Held(text, HeldKind.TEXT if isinstance(value, str) else HeldKind.NUMBER)


def sheet(rows: tuple[tuple[object, ...], ...], hides_rows: bool = False) -> HeldSheet:
    cells = {
        (row, col): held(value)
        for row, line in enumerate(rows, start=1)
        for col, value in enumerate(line, start=1)
        if value is not None
    }
    return HeldSheet(cells, hides_rows)


BOOK = Workbook(
    {"Data": sheet(ROWS), "Other sheet": sheet(((7,),)), "Cut": sheet(ROWS, hides_rows=True)},
    {"growth": "Data!$C$1", "loop": "loop+1"},
)


def value(formula: str, row: int = 9, col: int = 9) -> Value:
    return Evaluator(Cells(BOOK), FUNCTIONS, "Data", row, col).value(parsed(formula, "Data"))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1+2*3", "7"), ("(1+2)*3", "9"), ("2^3^2", "64"), ("-2^2", "4"), ("50%*4", "2"), ("2--1", "3"),
        ("10-4-3", "3"), ("1.5E2", "150"), ("2^-1", "1/2"), (".5+1", "3/2"),
        ("SUM(B1:B4)", "55"), ("SUM(B:B)", "55"), ("SUM(1:1)", "101/10"), ("SUM(B1,B2,3)", "33"),
        ("SUM('Other sheet'!A1:A9)+B1", "17"), ("Growth*10", "1"), ("SUM(A1:A4)", "0"),
        ("AVERAGE(B1:B4)", "55/4"), ("COUNT(A1:B4)", "4"), ("COUNTA(D1:D4)", "3"),
        ("MIN(B1:B4)", "-5"), ("MAX(B1:B4,100)", "100"), ("MEDIAN(B1:B4)", "15"), ("MEDIAN(B1:B3)", "20"),
        ("LARGE(B1:B4,2)", "20"), ("SMALL(B1:B4,2)", "10"), ("PRODUCT(B1:B2)", "200"),
        ("SUMPRODUCT(B1:B2,B3:B4)", "200"), ('SUMPRODUCT((A1:A4="north")*B1:B4)', "40"),
        ('SUMPRODUCT(--(B1:B4>5),B1:B4)', "60"), ("SUBTOTAL(9,B1:B4)", "55"), ("SUBTOTAL(101,B1:B2)", "15"),
        ("IF(B1>5,1,2)", "1"), ("IF(B1>50,1,2)", "2"), ("IF(B1>5,1,1/0)", "1"), ("IF(A1=\"NORTH\",3,4)", "3"),
        ("IF(AND(B1>5,B2<5),1,0)", "0"), ("IF(OR(B1>5,B2<5),1,0)", "1"), ("IF(NOT(B1>5),1,0)", "0"),
        ("IF(Z9=0,1,2)", "1"), ("IFERROR(1/0,7)", "7"), ("IFERROR(D4,8)", "8"), ("IFNA(D4,8)", "8"),
        ("IFERROR(B1,7)", "10"), ("IFS(B1>50,1,B1>5,2)", "2"), ("CHOOSE(2,B1,B2)", "20"),
        ("ROUND(2.5,0)", "3"), ("ROUND(-2.5,0)", "-3"), ("ROUND(1234.5678,2)", "123457/100"),
        ("ROUND(1234,-2)", "1200"), ("ROUNDUP(2.1,0)", "3"), ("ROUNDUP(-2.1,0)", "-3"),
        ("ROUNDDOWN(-2.9,0)", "-2"), ("INT(-2.1)", "-3"), ("TRUNC(-2.9)", "-2"), ("MROUND(7,5)", "5"),
        ("CEILING(7,5)", "10"), ("FLOOR(7,5)", "5"), ("ABS(B4)", "5"), ("SIGN(B4)", "-1"), ("MOD(-7,3)", "2"),
        ('COUNTIF(A1:A4,"North")', "2"), ('COUNTIF(A1:A4,"*th")', "3"), ('COUNTIF(B1:B4,">=20")', "2"),
        ("COUNTIF(B1:B4,20)", "1"), ('COUNTIF(A1:A4,"<>North")', "2"), ('COUNTIF(D1:D3,"")', "2"),
        ('SUMIF(A1:A4,"North",B1:B4)', "40"), ('SUMIF(B1:B4,">0")', "60"), ("SUMIF(A:A,A1,B:B)", "40"),
        ('SUMIFS(B1:B4,A1:A4,"North",B1:B4,">"&B1)', "30"), ('AVERAGEIF(A1:A4,"North",B1:B4)', "20"),
        ('COUNTIFS(A1:A4,"North",B1:B4,"<20")', "1"), ('AVERAGEIFS(B1:B4,A1:A4,"North")', "20"),
        ('VLOOKUP("south",A1:B4,2,FALSE)', "20"), ('HLOOKUP("North",A1:B4,2,0)', "0"),
        ("VLOOKUP(25,B1:C3,2)", "1/5"), ("MATCH(30,B1:B4,0)", "3"), ("MATCH(25,B1:B3)", "2"),
        ("INDEX(B1:B4,2)", "20"), ("INDEX(A1:C4,3,2)", "30"), ("SUM(INDEX(A1:C4,0,2))", "55"),
        ('INDEX(B1:B4,MATCH("East",A1:A4,0))', "-5"), ('XLOOKUP("East",A1:A4,B1:B4)', "-5"),
        ('XLOOKUP("West",A1:A4,B1:B4,0)', "0"), ("ROW(B3)", "3"), ("COLUMN()", "9"), ("ROWS(B1:B4)", "4"),
        ("POWER(4,2)", "16"), ("NPV(100%,4,8)", "4"),
    ],
)  # fmt: skip
def test_values(formula: str, expected: str) -> None:
    found = value(formula)
    if formula.startswith("HLOOKUP"):
        assert found == "South"
        return
    assert isinstance(found, Num)
    assert found.value == Fraction(expected)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    "formula",
    [
        "RAND()", "OFFSET(A1,1,1)", "loop", "nowhere", "B9:B10", "1/(C3-C4)", "SUMPRODUCT(B1:B2,B1:B3)",
        "A1*2",
        "IF(C3=C4,1,2)", "SUBTOTAL(9,Cut!B1:B4)", "MATCH(10,B1:B4)", 'COUNTIF(C:C,"")', "SUM(I1:I20)",
        "SUM(D1:D4)", 'COUNTIF(A1:A4,"*a*b*c*d*")', "0^0", "(-2)^0.5", "2^1000", "(9^60)^60^60",
        "(10^60)^0.5", "SUM(B1 B2)",
        "SUM(Missing!A1)", "IF(1)", "XLOOKUP(1,B1:B4,C1:C4,0,1)", "LN(0)", "MROUND(7,0)", "SUM(B1:B2",
        "ROUND(1,99)", "EXP(1000)", "2^100*" * 500 + "2",
    ],
)  # fmt: skip
def test_what_cannot_be_told_exactly_is_refused(formula: str) -> None:
    with pytest.raises(UnreadError):
        value(formula)


@pytest.mark.parametrize("formula", ["1/0", "D4+1", "#REF!", "VLOOKUP(1,B1:C4,9)", "MATCH(1,B1:B4,0)"])
def test_errors_are_errors(formula: str) -> None:
    with pytest.raises(FaultError):
        value(formula)


def test_roots_and_logarithms_are_enclosed() -> None:
    root = value("2^0.5")
    assert isinstance(root, Num)
    assert root.low**2 < 2 < root.high**2
    assert root.high - root.low < Fraction(1, 10**40)
    growth = value("(B2/B1)^(1/5)-1")
    assert isinstance(growth, Num)
    assert (1 + growth.low) ** 5 < 2 < (1 + growth.high) ** 5
    for formula in ("LN(EXP(2))", "LOG10(100)", "SQRT(4)"):
        found = value(formula)
        assert isinstance(found, Num)
        assert found.low <= 2 <= found.high


def test_rounding_near_its_limit_gives_both() -> None:
    found = value("ROUND(C1*25,0)")  # 2.5, or a little less
    assert isinstance(found, Num)
    assert (found.low, found.high) == (2, 3)


def test_what_floating_point_leaves_decides_no_condition() -> None:
    assert value("IF(C1=C1,1,2)") == Num.point(1)
    with pytest.raises(UnreadError):
        value("IF(C1+C2=C4,1,2)")
