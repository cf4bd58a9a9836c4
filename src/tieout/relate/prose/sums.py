"""Sums in sentences that the arithmetic bears out: T (a, b and c); T, of which a in X and, up 4%, b in Y.

What stands between the figures of such a list is too free to be told beforehand, so a sum counts only where
it adds up. A list that does not is read only where one slip of a digit would make it add up and its figures
are so long that chance would not: a selection of parts misses its whole by anything, a typing mistake by a
digit times a power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, takewhile

from tieout.equation import Term, read, total
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.quantity import Hedge, Quantity, power_of_ten
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.relate.prose.skeleton import Skeleton
from tieout.slip import digit_apart

_OPENS = re.compile(r"[IL:(]|包括|包含|分为|madeup|consist|with|分别|W")
_LEAVES = re.compile(
    r"差额|差距|相差|盈利|亏损|净额|净流[入出]|结余|剩余|余下|其余|尚需|尚余|缺口|difference|gap|remaining|therest|left|shortfall|surplus"
)
_FARTHEST = 90  # letters from one figure of a list to the next
_MOST = 12  # parts
_REACH = 3 * _MOST  # figures, among which the parts stand
_ADDED = (None, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST)
_LIMITS = (Hedge.AT_LEAST, Hedge.AT_MOST)
_TWO = 2
_LOOSE = Fraction(1, 50)  # a sum whose rounding allows more says too little


def borne_out(skeleton: Skeleton, known: set[frozenset[int]]) -> Iterator[Relation]:
    """Wholes before and behind their parts, as far as they are not among the `known` sums."""
    places = [place for place in skeleton.places if skeleton.text[place] in "AP"]
    for whole in skeleton.earlier[-_MOST:] if skeleton.refers else ():
        parts = _going_on(skeleton, whole, places[:_REACH])
        yield from _new(known, _borne_out(skeleton, whole, parts))
    for i, place in enumerate(places):
        if len(places) - i > _TWO:
            yield from _kept(skeleton, known, place, places[i + 1 : i + _REACH], opening=True)
        if i >= _TWO and _closes(skeleton, places[i - 1], place):
            yield from _kept(skeleton, known, place, places[max(i - _REACH, 0) : i][::-1], opening=False)
        if i >= _TWO and _LEAVES.search(skeleton.text, places[i - 1] + 1, place):
            yield from _left(skeleton, known, places[i - 2 : i + 1])


def _kept(
    skeleton: Skeleton, known: set[frozenset[int]], place: int, others: Sequence[int], *, opening: bool
) -> Iterator[Relation]:
    parts = _run(skeleton, place, others, opening=opening)
    whole = skeleton.places[place]
    if frozenset((whole.id, *(part.id for part in parts))) not in known:
        yield from _new(known, _borne_out(skeleton, whole, parts))


def _new(known: set[frozenset[int]], found: Relation | None) -> Iterator[Relation]:
    """A sum that is not known yet; now it is."""
    if found is None or found.subject is None:
        return
    figures = frozenset((found.subject.id, *(operand.fact.id for operand in found.operands)))
    if figures not in known:
        known.add(figures)
        yield found


def _going_on(skeleton: Skeleton, whole: Fact, places: Sequence[int]) -> list[Fact]:
    """The figures of a sentence that may be parts of one of the sentence before."""
    if not places or not alike(skeleton.places[places[0]].figure.amount, whole.figure.amount, bound=False):
        return []
    first = skeleton.places[places[0]]
    return (
        [first, *_run(skeleton, places[0], places[1:], opening=False)]
        if first.figure.amount.upper is None
        else []
    )


def _left(skeleton: Skeleton, known: set[frozenset[int]], places: Sequence[int]) -> Iterator[Relation]:
    """What one amount leaves of another, said behind both: a spent of T, b remaining."""
    one, other, rest = (skeleton.places[place] for place in places)
    facts = (one, other, rest)
    between = skeleton.text[places[0] : places[-1]]
    if ";" in between or len(between) > 2 * _FARTHEST:
        return
    if any(fact.figure.amount.upper is not None for fact in facts) or not all(
        alike(one.figure.amount, fact.figure.amount, bound=False) for fact in facts[1:]
    ):
        return
    whole, part = (one, other) if one.figure.amount.value >= other.figure.amount.value else (other, one)
    yield from _new(known, _borne_out(skeleton, whole, (part, rest)))


def _closes(skeleton: Skeleton, before: int, place: int) -> bool:
    """Whether a total word leads to a figure: 合计罚没A, for a total of A."""
    return "U" in skeleton.text[before + 1 : place]


def _run(skeleton: Skeleton, place: int, others: Sequence[int], *, opening: bool) -> list[Fact]:
    """The figures on one side that may be parts: of one dimension, none above the whole, no total between."""
    whole, last = skeleton.places[place].figure.amount, place
    parts: list[Fact] = []
    for other in others:
        between = skeleton.text[min(last, other) + 1 : max(last, other)]
        if ";" in between or len(between) > _FARTHEST or len(parts) == _MOST:
            break
        if skeleton.text[other] != skeleton.text[place]:
            continue
        fact = skeleton.places[other]
        if not alike(fact.figure.amount, whole, bound=False) or fact.figure.amount.upper is not None:
            break
        if abs(fact.figure.amount.value) > abs(whole.value):
            break
        if not parts and opening and _OPENS.search(between) is None:
            break
        if parts and "U" in between:
            break
        parts.append(fact)
        last = other
    return parts


def _borne_out(skeleton: Skeleton, whole: Fact, parts: Sequence[Fact]) -> Relation | None:
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
    if len(parts) >= _TWO and kind(whole.figure.amount) == "A" and "W" not in skeleton.text:
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
