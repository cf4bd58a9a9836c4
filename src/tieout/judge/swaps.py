"""Two cells that changed places, parts or totals: their sums miss by the same amount, one too high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import key_of
from tieout.judge.evidence import Line
from tieout.model import Fact


@dataclass(frozen=True, slots=True)
class Swap:
    """Two figures of one row or column that stand in each other's place, and the sums that show it."""

    first: Fact
    second: Fact
    lines: tuple[Line, Line]


def find_swaps(lines: Sequence[Line]) -> Iterator[Swap]:
    """Pairs of failed sums that tie once one part of each, or their totals, change places; each sum once."""
    by_gap: dict[Fraction, list[Line]] = {}
    for line in lines:
        gap = _gap(line) if line.fails else None
        if gap is None:
            continue
        partner = next((other for other in by_gap.get(-gap, ()) if _swapped_pair(line, other, gap)), None)
        if partner is None:
            by_gap.setdefault(gap, []).append(line)
            continue
        by_gap[-gap].remove(partner)
        pair = _swapped_pair(line, partner, gap)
        if pair is not None:
            first, second = sorted(pair, key=lambda fact: fact.id)
            yield Swap(first, second, (partner, line))


def _gap(line: Line) -> Fraction | None:
    """How far a plain sum in a table is off, with its sign; None for anything else."""
    relation = line.relation
    subject = relation.subject
    if not line.is_sum or relation.computed is None or subject is None or subject.figure.row is None:
        return None
    if subject.figure.quantity is None or any(operand.weight != 1 for operand in relation.operands):
        return None
    return subject.figure.quantity.value - relation.computed


def _swapped_pair(line: Line, other: Line, gap: Fraction) -> tuple[Fact, Fact] | None:
    """What would have to change places, if it is two cells of one row or column of one table."""
    totals = _swapped_totals(line, other, gap)
    if totals is not None:
        return totals
    theirs = {key_of(operand.fact): operand.fact for operand in other.relation.operands}
    by_value: dict[Fraction, list[Fact]] = {}
    for fact in theirs.values():
        if fact.figure.quantity is not None:
            by_value.setdefault(fact.figure.quantity.value, []).append(fact)
    for operand in line.relation.operands:
        figure = operand.fact.figure
        if figure.quantity is None or key_of(operand.fact) in theirs:
            continue
        for fact in by_value.get(figure.quantity.value + gap, ()):
            if _beside(operand.fact, fact):
                return operand.fact, fact
    return None


def _swapped_totals(line: Line, other: Line, gap: Fraction) -> tuple[Fact, Fact] | None:
    """The same for what is stated."""
    mine, theirs = line.relation.subject, other.relation.subject
    if mine is None or theirs is None or not _beside(mine, theirs):
        return None
    return (mine, theirs) if mine.figure.amount.value - gap == theirs.figure.amount.value else None


def _beside(one: Fact, other: Fact) -> bool:
    """Whether two facts are cells of one row or column of one table."""
    mine, theirs = one.figure, other.figure
    same_line = theirs.row == mine.row or theirs.col == mine.col
    return theirs.block == mine.block and same_line and one.report == other.report
