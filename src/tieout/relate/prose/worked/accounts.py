"""All the amounts of a sentence in one account: what came, what went, and what that makes.

Each amount says by its own words which way it went; the first may be what there was before. Where no word
says which way any went, the last is the sum of all others, if a word says that it is of all, or follows from
them. Every amount of the sentence is in it: a miss is believed where a slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tieout.equation import total
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.told import added_up, of_one_kind
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.kinship import is_shown
from tieout.relate.prose.worked.ledger import way_of
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_LEAST, _MOST = 2, 8  # amounts besides the last
_TRUSTED = 3  # bits: nothing but the figures says that the account is complete
_MAKES = (
    "concludes", "that_makes", "of_the_whole", "year_word", "half_word", "whole_told", "counted_total",
    "in_all", "arrives", "makes_all", WordList.PROSE_TOTAL,
)  # fmt: skip
_CLOSES = (
    "net_change", "net_amount", "left_word", "leaves", "remainder_word", "rest_word", "now_word",
    "stock_closes", "stands_at",
)  # fmt: skip


def accounts(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read the last amount of a sentence as what all before it make."""
    if claim.letter != "A" or passage.is_base(claim) or passage.ranges:
        return
    near = [each for each in passage.around(claim, "A") if of_one_kind(each.fact, claim.fact)]
    own = [each for each in near if passage.joined(each, claim)]
    if len(own) < _LEAST:
        own = [each for each in near if abs(each.sentence - claim.sentence) <= 1]
    if not _LEAST <= len(own) <= _MOST or any(each.place > claim.place for each in own):
        return
    if not all(is_shown(each, claim) for each in own):
        return
    signs = _signs(passage, claim, own)
    if not signs:
        return
    stated, *terms = added_up([claim.fact, *(each.fact for each in own)])
    reading = Reading(total(stated, terms, signs))
    yield Way(relation("prose", reading, kind_name="total"), _TRUSTED, guarded=True)


def _signs(passage: Passage, claim: Told, own: Sequence[Told]) -> Sequence[int]:
    """Which way each amount counts; none where that is not said."""
    ways = [way_of(each) or way_behind(passage, each) for each in own]
    told = (*claim.own, *passage.own_behind(claim))
    if -1 not in ways:
        joint = any(map(_is_joined_on, own[1:]))
        made = joint or said_in(told, _MAKES) or (all(ways[1:]) and said_in(told, _CLOSES))
        largest = max(each.fact.figure.amount.value for each in own)
        above = claim.fact.figure.amount.value > largest and (joint or passage.joined(own[0], claim))
        return [1] * len(own) if made and above else ()
    one_way = ways[0] and len(set(ways)) < len((1, -1))
    if not said_in(told, (*_MAKES, *_CLOSES)) or 0 in ways[1:] or one_way:
        return ()
    signs = [ways[0] or 1, *ways[1:]]
    net = sum(sign * each.fact.figure.amount.value for sign, each in zip(signs, own, strict=True))
    return signs if net >= 0 else [-sign for sign in signs]


def _is_joined_on(told: Told) -> bool:
    """Whether words before an amount join it to those before: together with 94, plus 94."""
    pairs = pairwise(told.own)
    led = any("in_all" in one.names and "with_word" in other.names for one, other in pairs)
    return led or said_in(told.own, ("adds",))


def way_behind(passage: Passage, told: Told) -> int:
    """Which way an amount went, by the words right behind it."""
    return way_of(told, passage.own_behind(told))
