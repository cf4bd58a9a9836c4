"""Entries of a sum that are no figures of their own: torn-off digits, footnotes, years that were dashes."""

from __future__ import annotations

from collections.abc import Callable

from tieout.extract.date_context import likely_year
from tieout.model import Figure
from tieout.model.lines import Line
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.pattern import Check

SINGLE = 10
FOOTNOTE_DIGITS, _YEAR_DIGITS = 2, 4


def is_fragment(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether what stands there is no figure of its own: torn-off single digits, footnotes, or years."""
    return (
        _torn(axis, reading, check)
        or _ties_without(axis, reading, check, _bare_year)
        or _ties_without(axis, reading, check, _footnote)
    )


def _ties_without(axis: Axis, reading: Reading, check: Check, stray: Callable[[Figure, Line], bool]) -> bool:
    """Whether it ties without the parts that are no amounts."""
    facts, values = axis.matrix.facts, axis.matrix.values
    rest, found = check.gap, False
    for part, weight in zip(reading.pattern.parts, check.weights, strict=True):
        fact, value = facts.get((part, check.line)), values[part][check.line]
        if fact is not None and value is not None and stray(fact.figure, axis.roles[part]):
            rest, found = rest - weight * value, True
    return found and abs(rest) <= check.slack + axis.matrix.halves[reading.pattern.target][check.line]


def _footnote(figure: Figure, line: Line) -> bool:
    """The number of a footnote in a cell of its own, in a column without a header or with a number as one."""
    headless = not line.own or line.own.isdecimal()
    return headless and figure.text.isdecimal() and len(figure.text) <= FOOTNOTE_DIGITS


def _bare_year(figure: Figure, line: Line) -> bool:
    """A dash that lost its escape (2014)."""
    digits = figure.text[-4:]
    plain = digits.isdecimal() and not figure.text[:-4].rstrip("$€£¥ ")
    return plain and len(digits) == _YEAR_DIGITS and likely_year(int(digits))


def _torn(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether an entry has single digits only where others have many: the torn-off ends of other figures."""
    matrix = axis.matrix

    def digits(line: int) -> int:
        facts = (matrix.facts.get((part, line)) for part in reading.pattern.lines)
        return max((abs(fact.figure.amount.numeral.digits) for fact in facts if fact is not None), default=0)

    others = [digits(other.line) for other in reading.support.checks if other.holds]
    return digits(check.line) < SINGLE and bool(others) and min(others) >= SINGLE**2
