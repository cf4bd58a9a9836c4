"""Surprises: a figure that beat, or missed, what was expected of it."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import Sign, order, term
from tieout.lexicon import WordList
from tieout.model import Relation
from tieout.relate.prose.measure import akin, bare
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.wording import say

_UP = ("beats_expectation", WordList.PROSE_ABOVE)
_DOWN = ("misses_expectation", WordList.PROSE_BELOW)
_UNSURE = (WordList.PROSE_THRESHOLDS, WordList.PROSE_LOWER_BETTER, "loss_word", WordList.PROSE_RESPECTIVELY)


def surprise(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a figure as larger, or smaller, than the one that was expected.

    The two stand alone among the other figures: what is said of them, the words before, between and behind
    them say, and they say one thing.
    """
    if claim.letter not in "AP" or _is_expected(passage, claim) or passage.is_step(claim):
        return
    for expected in passage.around(claim, claim.letter):
        if not (_is_expected(passage, expected) and _compared(passage, claim, expected)):
            continue
        start, end = _reach(passage, claim, expected)
        up, down = (passage.line.said(start, end, *names) for names in (_UP, _DOWN))
        if up == down or passage.line.said(start, end, *_UNSURE):
            continue
        said = order(
            term(claim.fact, "part"), Sign.ABOVE if up else Sign.BELOW, term(expected.fact, "compared with")
        )
        told = say("the text says higher") if up else say("the text says lower")
        found = Relation.of(said, kind="comparison", shape="words", detail=told if said.fails else "")
        yield Way(found, 0)


def _is_expected(passage: Passage, told: Told) -> bool:
    return said_in((*told.own, *passage.own_behind(told)), ("expectation",))


def _compared(passage: Passage, one: Told, other: Told) -> bool:
    amounts = one.fact.figure.amount, other.fact.figure.amount
    return (
        passage.are_neighbours(one, other) and passage.joined(one, other) and akin(one.fact, other.fact)
        and bare(amounts[0]) == bare(amounts[1]) and min(amount.value for amount in amounts) > 0
    )  # fmt: skip


def _reach(passage: Passage, one: Told, other: Told) -> tuple[int, int]:
    """Where the words about two neighbouring figures stand: up to the figures before and behind them."""
    first, last = sorted((one.mark, other.mark))
    marks = [mark for mark in passage.line.marks if mark.letter and mark.letter not in "DZ"]
    start = max((mark.end for mark in marks if mark.end <= first.start), default=0)
    end = min((mark.start for mark in marks if mark.start >= last.end), default=len(passage.line.text))
    begins = [each for each in passage.starts if each <= first.start]
    ends = [each for each in passage.starts if each >= last.end]
    return max(start, *begins[-1:], 0), min(end, *ends[:1], len(passage.line.text))
