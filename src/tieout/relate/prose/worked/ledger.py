"""Accounts of a stock told in words: what it opened with, what came in, what went out, what it closed with.

Each figure between the first and the last must say by its own words which way it went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import total
from tieout.lexicon import WordList
from tieout.relate.prose.line import Mark
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.told import added_up, of_one_kind
from tieout.relate.prose.worked.choosing import SUMMED, Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_OPENS = ("stock_opens", "opens_bridge")
_CLOSES = ("stock_closes", "arrives", "stands_at")
_IN = ("comes_in", "gains", "adds", WordList.PROSE_RISE)
_OUT = ("goes_out", "losses", "takes", WordList.PROSE_FALL)
_LEAST, _MOST = 1, 6  # figures between
_ONE = 1  # bits: nothing but one change stands between
_FAR = 1  # bits: a word before the last sign says which way a figure went


def ledgers(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read an amount as what a stock closed with."""
    if claim.letter != "A" or not claim.said(*_CLOSES) or claim.said(*_OPENS) or passage.is_base(claim):
        return
    before = [
        each for each in passage.around(claim, "A")
        if each.place < claim.place and of_one_kind(each.fact, claim.fact)
    ]  # fmt: skip
    opened = [each for each in before if _opens(each)]
    if not opened:
        return
    steps = [each for each in before if each.place > opened[-1].place]
    ways = [way_of(each) for each in steps]
    if not _LEAST <= len(steps) <= _MOST or 0 in ways:
        return
    stated, *terms = added_up([claim.fact, opened[-1].fact, *(each.fact for each in steps)])
    said = Reading(total(stated, terms, (1, *ways)))
    bits = _ONE * (len(steps) == _LEAST) + _FAR * any(not each.said(*_IN, *_OUT) for each in steps)
    yield Way(relation("prose", said, kind_name="total"), bits, SUMMED)


def _opens(told: Told) -> bool:
    opened = told.said(*_OPENS) or said_in(told.far, _OPENS)
    return opened and not told.said(*_CLOSES, "adds", "takes")


def way_of(told: Told, *said: Sequence[Mark]) -> int:
    """1 for what came in, -1 for what went out, by the last word that says so; 0 where none does.

    Args:
        told: the amount.
        said: the words that may say so; if none are given, those before the amount.
    """
    for marks in said or (told.own, told.far):
        for mark in reversed(marks):
            comes, goes = (not mark.names.isdisjoint(names) for names in (_IN, _OUT))
            if comes != goes:
                return 1 if comes else -1
    return 0
