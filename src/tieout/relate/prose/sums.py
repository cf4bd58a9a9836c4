"""Sums in sentences that the arithmetic bears out: T (a, b and c); T, of which a in X and, up 4%, b in Y.

What stands between the figures of such a list is too free to be told beforehand, so a sum counts only where
it adds up. A list that does not is read only where one slip of a digit would make it add up and its figures
are so long that chance would not: a selection of parts misses its whole by anything, a typing mistake by a
digit times a power of ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, takewhile

from tieout.equation import Term, read, total
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.quantity import Hedge, Quantity, power_of_ten
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.rulebook.statements import BRACKET, COLON, STOP
from tieout.slip import digit_apart

_OPENS = (
    WordList.PROSE_OF_WHICH, WordList.PROSE_COMPOSED, WordList.PROSE_RESPECTIVELY,
    "holds_parts", COLON, BRACKET,
)  # fmt: skip
_FARTHEST = 110  # characters from one figure of a list to the next
_MOST = 12  # parts
_REACH = 3 * _MOST  # figures, among which the parts stand
_ADDED = (None, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST)
_LIMITS = (Hedge.AT_LEAST, Hedge.AT_MOST)
_TWO = 2
Told = Sequence[Fact]
_LOOSE = Fraction(1, 50)  # a sum whose rounding allows more says too little


def borne_out(line: Line, told: Told, known: set[frozenset[int]]) -> Iterator[Relation]:
    """Wholes before and behind their parts, as far as they are not among the `known` sums.

    `told` are the figures of the sentence before that this one refers to.
    """
    figures = [mark for mark in line.marks if mark.letter and mark.letter in "AP"]
    for whole in told[-_MOST:]:
        parts = _going_on(line, whole, figures[:_REACH])
        yield from _new(known, _borne_out(line, whole, parts))
    for i, mark in enumerate(figures):
        if len(figures) - i > _TWO:
            yield from _kept(line, known, mark, figures[i + 1 : i + _REACH], opening=True)
        if i >= _TWO and line.said(figures[i - 1].end, mark.start, WordList.PROSE_TOTAL):
            yield from _kept(line, known, mark, figures[max(i - _REACH, 0) : i][::-1], opening=False)
        if i >= _TWO and line.said(figures[i - 1].end, mark.start, "leaves"):
            yield from _left(line, known, figures[i - 2 : i + 1])


def _kept(
    line: Line, known: set[frozenset[int]], mark: Mark, others: Sequence[Mark], *, opening: bool
) -> Iterator[Relation]:
    parts, whole = _run(line, mark, others, opening=opening), _fact(mark)
    if frozenset((whole.id, *(part.id for part in parts))) not in known:
        yield from _new(known, _borne_out(line, whole, parts))


def _new(known: set[frozenset[int]], found: Relation | None) -> Iterator[Relation]:
    """A sum that is not known yet; now it is."""
    if found is None or found.subject is None:
        return
    figures = frozenset((found.subject.id, *(operand.fact.id for operand in found.operands)))
    if figures not in known:
        known.add(figures)
        yield found


def _going_on(line: Line, whole: Fact, figures: Sequence[Mark]) -> list[Fact]:
    """The figures of a sentence that may be parts of one of the sentence before."""
    first = _fact(figures[0]) if figures else None
    if first is None or first.figure.amount.upper is not None:
        return []
    if not alike(first.figure.amount, whole.figure.amount, bound=False):
        return []
    return [first, *_run(line, figures[0], figures[1:], opening=False)]


def _left(line: Line, known: set[frozenset[int]], marks: Sequence[Mark]) -> Iterator[Relation]:
    """What one amount leaves of another, said behind both: a spent of T, b remaining."""
    one, other, rest = facts = [_fact(mark) for mark in marks]
    start, end = marks[0].end, marks[-1].start
    if line.said(start, end, STOP) or end - start > 2 * _FARTHEST:
        return
    if any(fact.figure.amount.upper is not None for fact in facts) or not all(
        alike(one.figure.amount, fact.figure.amount, bound=False) for fact in facts[1:]
    ):
        return
    whole, part = (one, other) if one.figure.amount.value >= other.figure.amount.value else (other, one)
    yield from _new(known, _borne_out(line, whole, (part, rest)))


def _fact(mark: Mark) -> Fact:
    assert mark.fact is not None
    return mark.fact


def _run(line: Line, own: Mark, others: Sequence[Mark], *, opening: bool) -> list[Fact]:
    """The figures on one side that may be parts: of one dimension, none above the whole, no total between."""
    whole, last = _fact(own).figure.amount, own
    parts: list[Fact] = []
    for other in others:
        before, behind = sorted((last, other))
        start, end = before.end, behind.start
        if line.said(start, end, STOP) or end - start > _FARTHEST or len(parts) == _MOST:
            break
        if other.letter != own.letter:
            continue
        fact = _fact(other)
        if not alike(fact.figure.amount, whole, bound=False) or fact.figure.amount.upper is not None:
            break
        if abs(fact.figure.amount.value) > abs(whole.value):
            break
        if not parts and opening and not line.said(start, end, *_OPENS):
            break
        if parts and line.said(start, end, WordList.PROSE_TOTAL):
            break
        parts.append(fact)
        last = other
    return parts


def _borne_out(line: Line, whole: Fact, parts: Sequence[Fact]) -> Relation | None:
    """The longest list that adds up; else all of it, if it misses the whole by one slip."""
    if len(parts) < _TWO or not _closed(whole):
        return None
    parts = list(takewhile(_closed, parts))
    stated = whole.figure.amount.value
    gaps = [abs(sum_ - stated) for sum_ in accumulate(part.figure.amount.value for part in parts)]
    for count in range(len(parts), 1, -1):
        if gaps[count - 1] > _LOOSE * abs(stated):
            continue
        sums = _sum(whole, parts[:count])
        if not all(abs(part.figure.amount.value) > sums.tie.slack for part in parts[:count]):
            continue
        if sums.tie.holds and (sums.tie.slack <= _LOOSE * abs(sums.points[0]) or _counts((whole, *parts))):
            return _relation(sums, Severity.ERROR)
    if (
        len(parts) >= _TWO
        and kind(whole.figure.amount) == "A"
        and WordList.PROSE_RESPECTIVELY not in line.names
    ):
        return _slipped(whole, parts)
    return None


def _slipped(whole: Fact, parts: Sequence[Fact]) -> Relation | None:
    """A sum whose gap is a digit times a power of ten, where chance makes few such gaps."""
    figures = [fact.figure.amount for fact in (whole, *parts)]
    quantum = max(max(figure.quantum for figure in figures), min(_last_place(figure) for figure in figures))
    size = max(abs(figure.value) for figure in figures)
    sums = _sum(whole, parts)
    if not digit_apart(sums.tie.gap, sums.tie.slack, size, quantum):
        return None
    return _relation(sums, Severity.WARNING)


def _closed(fact: Fact) -> bool:
    """Whether a figure can be added up: a limit can ("up to 5"), a range or "more than 5" cannot."""
    return fact.figure.amount.upper is None and fact.figure.amount.hedge in _ADDED


def _last_place(quantity: Quantity) -> Fraction:
    """What one in the last place that is not zero is worth, zeros after the point included."""
    digits = str(abs(quantity.numeral.digits))
    return quantity.quantum * power_of_ten(len(digits) - len(digits.rstrip("0")))


def _counts(facts: Sequence[Fact]) -> bool:
    """Whether figures count single things, which nobody rounds."""
    return all(f.figure.amount.numeral.exponent == 0 and f.figure.amount.quantum == 1 for f in facts)


def _sum(whole: Fact, parts: Sequence[Fact]) -> Reading:
    exact = _counts((whole, *parts))
    ordered = sorted(parts, key=lambda part: part.id)
    return Reading(total(_term(whole, exact), [_term(part, exact) for part in ordered]))


def _term(fact: Fact, exact: bool) -> Term[Fact]:
    quantity = fact.figure.amount
    if quantity.hedge in _LIMITS:
        quantity = replace(quantity, hedge=None)
    plain = exact and quantity.hedge is None
    return read(fact, replace(quantity, exact=True) if plain else quantity, strict=True)


def _relation(sums: Reading, cap: Severity) -> Relation:
    return relation("prose", sums, kind_name="total", evidence=Evidence.SUPPORTED, cap=cap)
