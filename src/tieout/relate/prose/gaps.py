"""Forms that say by how much two figures differ, or which day is before another: measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import Equation, change, less, term
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Operand, Relation
from tieout.quantity import Tie
from tieout.relate.prose.letter import kind
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, alike, bare, together
from tieout.relate.prose.told import in_points, told
from tieout.wording import say

_DIFFERS = frozenset({"differs_by", "differs_upwards"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def gap(match: Match) -> Iterator[Relation]:
    """`gap` is by how much `one` and `other` differ, in whichever direction."""
    one, other, stated = match.one("one"), match.one("other"), match.one("gap")
    if not match.said(*_DIFFERS):
        return
    if not alike(one.figure.amount, other.figure.amount, bound=False):
        return
    if kind(one.figure.amount) == "P" and match.said("point_word") and bare(stated.figure.amount):
        stated = in_points(stated)
    of, by = kind(one.figure.amount), kind(stated.figure.amount)
    if (of, by) not in (("P", "O"), ("P", "P"), ("A", "A")):
        return
    if by == "A" and not alike(stated.figure.amount, one.figure.amount, bound=False):
        return
    high, low = sorted((one, other), key=lambda fact: fact.figure.amount.value, reverse=True)
    top, bottom = together(high, low)
    behind = match.line.said(match.line.mark(other).end, match.line.mark(stated).end, *_DIFFERS)
    if not (behind or by == "O" or match.line.names_behind(stated) & _DIFFERS):
        return
    shape = "points" if of == "P" else "change"
    said = Equation(term(stated, "difference"), less(top, bottom))
    yield told(match, shape, Reading(said), of=high.figure.amount.value)


def apart(match: Match) -> Iterator[Relation]:
    """`result` is above, or below, `base` by `change`, a percentage of it."""
    base, result, stated = match.one("base"), match.one("result"), match.one("change")
    if not alike(base.figure.amount, result.figure.amount, bound=False) or stated.figure.amount.value < 0:
        return
    low, high = together(base, result)
    if low.interval.is_positive():
        size = term(stated, "rate", factor=-1 if match.said(WordList.PROSE_BELOW) else 1)
        yield told(match, "growth", Reading(change(size, low, high)))


def stretch(match: Match) -> Iterator[Relation]:
    """What begins on the day `first` does not end before it, on the day `last`."""
    first, last = match.one("first"), match.one("last")
    a, b = first.figure.dates, last.figure.dates
    if a is None or b is None or not match.tight or _has_year(first) != _has_year(last):
        return
    gap = max(a.first - b.last, 0)
    yield Relation(
        "order", "period", Evidence.STATED, f"{first.figure.text} <= {last.figure.text}", last,
        (Operand(first, "start"),), Tie(Fraction(gap), Fraction(0)), report=last.report,
        detail=say("what begins on {day} ends before it", day=first.figure.text) if gap else "",
    )  # fmt: skip


def _has_year(fact: Fact) -> bool:
    return _YEAR.search(fact.figure.text) is not None
