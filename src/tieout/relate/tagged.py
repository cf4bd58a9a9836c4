"""Agreement of printed cells with their inline XBRL tags (shape `tagged` of kind `agree`).

A tag repeats the digits it encloses, so that digits cannot differ: what can is the scale, that of the tag
against the one the table declares. Signs are left alone, for tables print costs with either sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tieout.model import Evidence, Fact, Grid, Relation, Report, Severity
from tieout.quantity import Interval, Tie, compare, decimal_text

_PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?")
_FARTHEST = 12  # powers of ten by which a scale can be wrong


@dataclass(frozen=True, slots=True)
class _Check:
    """A cell held against its tag."""

    fact: Fact
    row: int
    value: Fraction  # of the tag, with the sign that is printed
    tie: Tie


def confirmed(report: Report) -> Iterator[Relation]:
    """Hold every tagged cell of a report against its tag."""
    for grid in report.grids:
        checks = list(_checks(grid))
        tied = {check.row for check in checks if check.tie.holds}
        for check in checks:
            yield _relation(check, _cap(check, tied))


def _checks(grid: Grid) -> Iterator[_Check]:
    for (row, col), value in grid.tagged.items():
        fact = grid.facts.get((row, col))
        if fact is None or fact.figure.quantity is None or not _PLAIN.fullmatch(value):
            continue
        quantity = fact.figure.quantity
        printed = quantity.strict
        exact = abs(Fraction(value)) * (-1 if quantity.value < 0 else 1)
        tie = compare(printed, quantity.value, Interval.point(exact), exact)
        yield _Check(fact, row, exact, tie)


def _cap(check: _Check, tied: set[int]) -> Severity:
    """Sure if another cell of the row agrees; a line or table that differs as a whole may be misread."""
    if check.row in tied:
        return Severity.ERROR
    return Severity.WARNING if tied else Severity.NOTE


def _relation(check: _Check, cap: Severity) -> Relation:
    times = "" if check.tie.holds else _times(check)
    return Relation(
        kind="agree",
        shape="tagged",
        evidence=Evidence.STATED,
        expression=f"{check.fact.figure.text} = {decimal_text(check.value)} (its inline XBRL tag)",
        subject=check.fact,
        tie=check.tie,
        computed=check.value,
        cap=cap,
        detail=f"its inline XBRL tag says {decimal_text(check.value)}{times}" if not check.tie.holds else "",
        cause=f"scale of the tag or of the table{times}" if times else "",
    )


def _times(check: _Check) -> str:
    """By which power of ten the two differ, in words."""
    printed = check.fact.figure.amount.value
    if not printed or not check.value:
        return ""
    for power in range(1, _FARTHEST + 1):
        for factor in (Fraction(10**power), Fraction(1, 10**power)):
            if printed * factor == check.value:
                side = "above" if factor > 1 else "below"
                return f", {10**power:,} times {side} what is printed"
    return ""
