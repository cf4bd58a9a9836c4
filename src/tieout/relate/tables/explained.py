"""What explains the gap of a sum without a mistake: rounding, a unit, a figure withheld or passed over."""

from __future__ import annotations

import re
from fractions import Fraction

from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.pattern import Check

_DECIMALS = re.compile(r"\.(\d+)")
_TELLING = 10  # units of the last place: a smaller gap is the size of many figures


def rounded_away(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether parts printed as a dash explain the gap: a dash also stands for what rounds to nothing."""
    pattern = reading.pattern
    nils = sum((part, check.line) in axis.matrix.nils for part in pattern.parts)
    return abs(check.gap) <= check.slack + nils * axis.matrix.halves[pattern.target][check.line]


def in_the_last_place(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether amounts are off by one more in the last place than rounding explains: a habit of the house."""
    half = axis.matrix.halves[reading.pattern.target][check.line]
    return check.slack > 0 and abs(check.gap) <= check.slack + 2 * half


def misread(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the digits as printed tie: some figure was given a unit or scale that is not its own.

    What counts for nearly nothing may have got either sign. A scale word behind a figure is its own.
    """
    pattern, halves = reading.pattern, axis.matrix.halves
    own, other, slack = Fraction(0), Fraction(0), Fraction(0)
    facts = (axis.matrix.facts.get((line, check.line)) for line in pattern.lines)
    amounts = [fact.figure.amount for fact in facts if fact is not None]
    if len({(each.unit.factor, each.numeral.exponent + each.numeral.decimals) for each in amounts}) == 1:
        return False
    for line, weight in ((pattern.target, -1), *zip(pattern.parts, check.weights, strict=True)):
        if axis.matrix.values[line][check.line] is None:
            continue
        figure = axis.matrix.facts[line, check.line].figure
        if figure.text[-1:].isalpha():
            return False
        decimals = _DECIMALS.search(figure.text)
        unit = Fraction(1, 10 ** len(decimals[1])) if decimals else Fraction(1)
        digits = weight * figure.amount.numeral.digits * unit
        slack += unit / 2
        if halves[line][check.line] == halves[pattern.target][check.line]:
            own += digits
        else:
            other += digits
    return other != 0 and min(abs(own + other), abs(own - other)) <= slack


def withheld(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a part, or a line amid the parts, has a text for a figure that would fill the gap."""
    first, *_, last = sorted(reading.pattern.lines)
    return check.gap < 0 and any(first <= line <= last for line, at in axis.matrix.unread if at == check.line)


def passed_over(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a line amid the sum that is none of its parts, or the next cell of its total, has the gap."""
    pattern = reading.pattern
    first, *_, last = sorted(pattern.lines)
    between = (line for line in axis.active if first < line < last)
    amid = [axis.values(line)[check.line] for line in between if not stays_out(axis, reading, line)]
    own = [axis.values(line)[check.line] for line in pattern.lines]
    total = axis.values(pattern.target)
    around = (*total[max(check.line - 1, 0) : check.line], *total[check.line + 1 : check.line + 2])
    gap = abs(check.gap)
    aside = [abs(value or 0) for value in amid].count(gap) > [abs(value or 0) for value in own].count(gap)
    beside = gap in (abs(value or 0) for value in around) and gap in (abs(value or 0) for value in own)
    return gap >= _TELLING * 2 * axis.matrix.halves[pattern.target][check.line] and (aside or beside)


def stays_out(axis: Axis, reading: Reading, line: int) -> bool:
    """Whether other entries prove a sum that does without a line which has figures there: it is no part."""
    holding = [one for one in reading.support.checks if one.holds and not one.masked]
    told = [one for one in holding if abs(axis.values(line)[one.line] or 0) > one.slack]
    return reading.proved and line not in reading.pattern.lines and len(told) > 1
