"""Extremes: a figure called the highest, or the lowest, of those listed with it."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import Sign, order, term
from tieout.lexicon import WordList
from tieout.model import Relation
from tieout.relate.prose.listing import bare_lists
from tieout.relate.prose.measure import akin, bare
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told
from tieout.wording import say

_LEAST = 3  # figures beside it
_UP, _DOWN = ("peak_word",), ("low_word",)


def extreme(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a figure as the largest, or the smallest, of its like."""
    up = claim.said(*_UP) or claim.followed(*_UP)
    if (
        up == (claim.said(*_DOWN) or claim.followed(*_DOWN))
        or claim.letter not in "AP"
        or passage.is_step(claim)
    ):
        return
    listed = [each for each in bare_lists(passage.line, claim.letter) if claim.mark not in each]
    own = {
        mark.fact.id for marks in listed if len(marks) >= _LEAST for mark in marks if mark.fact is not None
    }
    others = [
        each for each in passage.around(claim, claim.letter)
        if each.sentence == claim.sentence and each.fact.id in own and akin(each.fact, claim.fact)
        and bare(each.fact.figure.amount) == bare(claim.fact.figure.amount)
    ]  # fmt: skip
    dealt = WordList.PROSE_RESPECTIVELY in passage.line.names
    if dealt or len(others) < _LEAST or any(each.said(*_UP, *_DOWN) for each in others):
        return
    values = [each.fact.figure.amount.value for each in others]
    nearest = others[values.index(max(values) if up else min(values))]
    said = order(
        term(claim.fact, "part"), Sign.AT_LEAST if up else Sign.AT_MOST, term(nearest.fact, "compared with")
    )
    detail = say("another figure of the list is beyond it") if said.fails else ""
    found = Relation.of(said, kind="comparison", shape="superlative", detail=detail)
    yield Way(found, 0)
