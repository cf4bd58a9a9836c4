"""Amounts each with its share of one whole that is not named: A (55% of revenue), B (28%), C (17%).

The whole is what most of them agree on; at most one may stray, or the percentages are no shares of one whole.
Where no word says that they are shares (a bracket may as well hold growth), nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tieout.equation import Product, Term, quotient, term
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import bare_lists, listed_with
from tieout.relate.prose.measure import Reading, alike, relation, scale
from tieout.rulebook.statements import BRACKET, SIGNS, STOP
from tieout.slip import is_slip

Portion = tuple[Fact, Fact]  # an amount and its share

_BEFORE, _WITHIN, _BEHIND = 24, 32, 48  # letters before a bracket, in it before the share, and behind that
_LEAST = 3
_MOVES = frozenset({
    WordList.PROSE_RISE, WordList.PROSE_FALL, WordList.PROSE_CHANGE, WordList.PROSE_FROM,
    WordList.PROSE_AGAINST, WordList.PROSE_COMPOUND, WordList.PROSE_YEAR_ON_YEAR,
})  # fmt: skip


def portions(line: Line, claimed: set[int]) -> Iterator[Relation]:
    """The shares of a sentence whose whole is the same for all of them."""
    for group in (*_bracketed(line), *_listed(line)):
        if len({amount.period for amount, _ in group} - {None}) > 1:
            continue  # every year has a whole of its own
        if len(group) >= _LEAST and not claimed.intersection(share.id for _, share in group):
            found = _agreed(group)
            claimed.update(share.id for _, share in group if found)
            yield from found


def _bracketed(line: Line) -> Iterator[list[Portion]]:
    """Amounts with percentages in brackets, if the first says that it is a share, or they make a hundred."""
    places = [place for place in range(len(line.marks)) if _in_bracket(line, place) is not None]
    marks = [
        (line.marks[place], line.marks[at])
        for place in places
        if (at := _in_bracket(line, place)) is not None
    ]
    if len(marks) < _LEAST or line.said(marks[0][0].start, marks[-1][1].end, STOP):
        return
    group = [
        (one.fact, other.fact) for one, other in marks if one.fact is not None and other.fact is not None
    ]
    first, share = marks[0]
    closes = next(mark for mark in line.marks if mark.start >= share.end and BRACKET in mark.names)
    said = line.said(first.end, share.start, WordList.PROSE_SHARE) or line.said(
        share.end, closes.start, WordList.PROSE_SHARE, WordList.OF_WORD
    )
    if said or _make_all(group):
        yield group


def _in_bracket(line: Line, place: int) -> int | None:
    """The place of the percentage that follows an amount in brackets of its own."""
    amount, opened = line.marks[place], None
    if amount.letter != "A":
        return None
    for at in range(place + 1, len(line.marks)):
        mark = line.marks[at]
        if opened is None and BRACKET in mark.names and line.words(amount.end, mark.start) <= _BEFORE:
            opened = mark
        elif opened is not None and mark.letter == "P":
            behind = line.marks[at + 1 :]
            closes = next((one for one in behind if one.names & SIGNS or one.letter), None)
            closed = closes is not None and BRACKET in closes.names
            near = line.words(opened.end, mark.start) <= _WITHIN
            return (
                at if near and closed and closes and line.words(mark.end, closes.start) <= _BEHIND else None
            )
        elif mark.letter or mark.names & (SIGNS | _MOVES):
            return None
    return None


def _make_all(group: Sequence[Portion]) -> bool:
    """Whether shares make a hundred, or would but for one slip, which makes it a share of the same whole."""
    over = sum(share.figure.amount.value for _, share in group) - 1
    if over == 0:
        return True
    for amount, share in group:
        quantity = share.figure.amount
        need = round((quantity.value - over) / quantity.quantum)
        if need > 0 and is_slip(quantity.numeral.digits, need):
            mended = replace(quantity, numeral=replace(quantity.numeral, digits=need))
            meant = replace(share, figure=replace(share.figure, quantity=mended))
            others = (other for other in group if other[1] is not share)
            if all(_held((amount, meant), other).holds for other in others):
                return True
    return False


def _listed(line: Line) -> Iterator[list[Portion]]:
    """A list of amounts and the list of their shares, unless it runs over the years."""
    dates = [place for place, mark in enumerate(line.marks) if mark.letter == "D"]
    several = any(_joined(line, line.marks[one], line.marks[other]) for one, other in pairwise(dates))
    if several or line.names & {"over_time"}:
        return
    for amounts in bare_lists(line, "A"):
        for shares in bare_lists(line, "P"):
            between = line.inside(amounts[-1].end, shares[0].start)
            if len(amounts) == len(shares) and listed_with(between, WordList.PROSE_SHARE):
                yield [
                    (one.fact, other.fact) for one, other in zip(amounts, shares, strict=True)
                    if one.fact is not None and other.fact is not None
                ]  # fmt: skip


def _joined(line: Line, one: Mark, other: Mark) -> bool:
    """Whether two dates are those of one list."""
    between = line.inside(one.end, other.start)
    return line.words(one.end, other.start) <= _BEFORE and not any(mark.letter for mark in between)


def _agreed(group: Sequence[Portion]) -> list[Relation]:
    """Every share held against the one that most others agree with; nothing if two or more stray."""
    first = group[0][0]
    for amount, _ in group[1:]:
        if not alike(first.figure.amount, amount.figure.amount, bound=False) or scale(first) != scale(amount):
            return []
    if any(amount.figure.amount.value <= 0 or share.figure.amount.value <= 0 for amount, share in group):
        return []
    tried = [[_held(portion, other) for portion in group if portion is not other] for other in group]
    strays = [sum(r.fails for r in relations) for relations in tried]
    least = min(strays)
    return tried[strays.index(least)] if least <= 1 else []


def _held(portion: Portion, other: Portion) -> Relation:
    """A share is its amount times the other's share over the other's amount."""
    (amount, share), (base, known) = portion, other
    product = Product((_term(amount, "part"), _term(known, "share of another")))
    equation = quotient(_term(share, "share"), product, _term(base, "another part"))
    return relation("share", Reading(equation), evidence=Evidence.SUPPORTED)


def _term(fact: Fact, role: str) -> Term[Fact]:
    return term(fact, role, strict=True)
