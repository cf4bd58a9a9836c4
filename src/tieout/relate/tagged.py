"""Agreement of printed figures with their inline XBRL tags (shape `tagged` of kind `agree`).

A tag repeats the digits it encloses, so that digits cannot differ: what can is the scale, that of the tag
against the one that stands beside the figure or above its table. Signs are left alone, for costs and losses
are printed with either sign. Figures in prose without a scale of their own, and those in the labels of a
table, may take it from elsewhere: where they differ, nothing is said. In a table, a difference is sure only
if other figures of the row and of the column agree with their tags; a line that differs as a whole may be
misread, and is one note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Number, Term, same
from tieout.model import Evidence, Fact, Relation, Report, Severity, Tag, Text
from tieout.quantity import Interval, Tie, Unit, compare, decimal_text
from tieout.wording import say

_PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?")
_DIGIT = re.compile(r"\d")
_SCALED = re.compile(r"\d\s?(?:[^\W\d]|[%％‰])")  # a scale word, a unit or a per cent sign behind the digits
_DURATIONS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "h"}  # measures of tags, our symbols
_FARTHEST = 12  # powers of ten by which a scale can be wrong
_MISREAD = say("other figures of its line differ from their tags as well")
_ELSEWHERE = say("the scale of the figure may stand elsewhere")


@dataclass(frozen=True, slots=True)
class _Check:
    """A figure held against its tag."""

    fact: Fact
    value: Fraction  # of the tag, with the sign that is printed
    tie: Tie
    scaled: bool  # whether the table's scale is in it: rates have none

    @property
    def lines(self) -> tuple[tuple[int, str, int | None], tuple[int, str, int | None]]:
        """Its row and its column of a table."""
        figure = self.fact.figure
        return (figure.block, "row", figure.row), (figure.block, "column", figure.col)


def confirmed(report: Report) -> Iterator[Relation]:
    """Hold every tagged figure of a report against its tag."""
    checks = list(_checks(report))
    whole = {fact.id for grid in report.grids for fact in grid.facts.values()}
    agreeing = [check for check in checks if check.tie.holds and check.value and check.fact.id in whole]
    tied = {line for check in agreeing if check.scaled for line in check.lines}
    noted: set[int] = set()
    for check in checks:
        block = check.fact.figure.block
        if (
            check.tie.holds
            or (tied.issuperset(check.lines) and check.fact.id in whole)
            or _scaled(check.fact)
        ):
            yield _relation(check, Severity.ERROR)
        elif check.fact.id in whole and block not in noted:
            noted.add(block)
            yield _relation(check, Severity.NOTE)
        else:
            reason = _MISREAD if check.fact.id in whole else _ELSEWHERE
            yield Relation("agree", "tagged", Evidence.STATED, _said(check), check.fact, reason=reason)


def _scaled(fact: Fact) -> bool:
    """Whether a figure in prose has a scale of its own."""
    return fact.figure.row is None and _SCALED.search(fact.figure.text) is not None


def _checks(report: Report) -> Iterator[_Check]:
    tags = report.document.tags
    texts = _texts(report) if tags else {}
    for fact in report.facts if tags else ():
        figure = fact.figure
        digit = _DIGIT.search(figure.text)
        if figure.quantity is None or digit is None:
            continue
        start = figure.start + digit.start()
        place = texts[figure.block, figure.row, figure.col].place(start, start + 1)
        tag = tags.get((place.line or 0, place.column or 0))
        if tag is not None and _PLAIN.fullmatch(tag.value):
            exact = abs(Fraction(tag.value)) * _measure(tag, figure.quantity.unit)
            exact *= -1 if figure.quantity.value < 0 else 1
            tie = compare(figure.quantity.strict, figure.quantity.value, Interval.point(exact), exact)
            yield _Check(fact, exact, tie, tag.unit != "pure")


def _measure(tag: Tag, unit: Unit) -> Fraction:
    """What the value of a tag is multiplied with to stand in base units: 12 years are no 12 months."""
    return unit.factor if _DURATIONS.get(tag.unit) == unit.symbol else Fraction(1)


def _texts(report: Report) -> Mapping[tuple[int, int | None, int | None], Text]:
    """The texts of blocks and cells, by block, row and column."""
    found: dict[tuple[int, int | None, int | None], Text] = {}
    for number, block in enumerate(report.document.blocks):
        found[number, None, None] = block.text
        for cell in block.table.cells if block.table is not None else ():
            found[number, cell.row, cell.col] = cell.text
    return found


def _relation(check: _Check, cap: Severity) -> Relation:
    times = "" if check.tie.holds else _times(check)
    own = check.fact.figure.amount
    equation = same(Term(check.fact, own.strict, own.value), Number(check.value))
    return Relation.of(
        equation,
        kind="agree",
        shape="tagged",
        expression=_said(check),
        cap=cap,
        detail="" if check.tie.holds else _told(check, times),
        cause=say("scale of the tag or of the figure, {times}", times=times) if times else "",
    )


def _told(check: _Check, times: str) -> str:
    value = decimal_text(check.value)
    if times:
        return say("its inline XBRL tag says {value}, {times}", value=value, times=times)
    return say("its inline XBRL tag says {value}", value=value)


def _said(check: _Check) -> str:
    return say(
        "{figure} = {value} (its inline XBRL tag)",
        figure=check.fact.figure.text,
        value=decimal_text(check.value),
    )


def _times(check: _Check) -> str:
    """By which power of ten the two differ, in words."""
    printed = check.fact.figure.amount.value
    if not printed or not check.value:
        return ""
    for power in range(1, _FARTHEST + 1):
        for factor in (Fraction(10**power), Fraction(1, 10**power)):
            if printed * factor == check.value:
                if factor > 1:
                    return say("{times:,} times above what is printed", times=10**power)
                return say("{times:,} times below what is printed", times=10**power)
    return ""
