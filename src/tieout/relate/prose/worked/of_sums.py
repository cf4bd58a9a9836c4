"""Shares of a whole that is told by its parts alone: 18.6 abroad, 24.4 at home, the former 43.3%.

And shares that the parts have together of a whole: 31 TWh and 19 TWh, together 40% of the 125 TWh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import quotient, share_beside, term
from tieout.equation.forms import added
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.told import of_one_kind
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.kinship import of_one_name, of_other_times
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.referred import referents

_LEAST, _MOST = 2, 8  # parts
_NAMED = 1  # bits: it is the words of a part that say which one is meant
_UNSAID = 1  # bits: nothing says that the parts are all
_TOGETHER = (WordList.IN_ALL, "of_the_whole", "counted_total", "sums_to", WordList.PROSE_TOTAL)
_OPENS = (WordList.PROSE_OF_WHICH, WordList.PROSE_COMPOSED, "among_word")
_WHOLES = (WordList.PROSE_TOTAL, "whole_told")


def shares_of_sums(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a percentage as what a part is of all parts, or what all parts are of a whole."""
    if claim.letter != "P" or passage.is_step(claim):
        return
    if claim.said(*_TOGETHER):
        yield from _of_a_whole(passage, claim)
    elif claim.said(WordList.PROSE_SHARE) and not claim.said(WordList.PROSE_RESPECTIVELY):
        yield from _of_a_part(passage, claim)


def _of_a_part(passage: Passage, claim: Told) -> Iterator[Way]:
    parts = _listed(passage, claim)
    if not parts or of_other_times(*(part.fact for part in parts)):
        return
    total = sum(part.fact.figure.amount.value for part in parts)
    if any(2 * part.fact.figure.amount.value >= total and part.said(*_WHOLES) for part in parts):
        return
    whole, name = passage.whole_of(claim)
    if any(of_one_name(whole, passage.subject(part)) for part in parts):
        return  # the words say of what it is a share
    meant = referents(passage, claim)
    if not meant:
        meant = [part for part in parts if of_one_name(name, passage.subject(part))]
    if len(meant) != 1 or meant[0] not in parts:
        return
    rest = [term(part.fact, "part", strict=True) for part in parts if part is not meant[0]]
    said = share_beside(
        term(claim.fact, "share", strict=True),
        term(meant[0].fact, "part", strict=True),
        rest[0] if len(rest) == 1 else added(rest),
    )
    bits = _UNSAID + _NAMED * (not referents(passage, claim))
    yield Way(relation("share", Reading(said)), bits)


def _of_a_whole(passage: Passage, claim: Told) -> Iterator[Way]:
    whole = passage.following(claim)
    if whole is None or whole.sentence != claim.sentence or not whole.said(WordList.OF_WORD):
        return
    if not said_in(passage.line.marks[claim.place + 1 : claim.place + 2], (WordList.OF_WORD,)):
        return
    parts = [part for part in _listed(passage, claim) if of_one_kind(part.fact, whole.fact)]
    if len(parts) >= _LEAST:
        above = added([term(part.fact, "part", strict=True) for part in parts])
        said = quotient(term(claim.fact, "share", strict=True), above, term(whole.fact, "whole", strict=True))
        yield Way(relation("share", Reading(said)), 0)


def _listed(passage: Passage, claim: Told) -> Sequence[Told]:
    """All amounts of one kind before a claim: those of its own sentence, else of the one before."""
    near = [each for each in passage.around(claim, "A") if each.place < claim.place]
    own = [each for each in near if each.sentence == claim.sentence]
    parts = own or near
    alike = all(of_one_kind(part.fact, parts[0].fact) for part in parts)
    steps = any(passage.is_step(part) or passage.is_base(part) for part in parts)
    opened = any(said_in((*part.far, *part.own), _OPENS) for part in parts[1:])  # the first is the whole
    return parts if _LEAST <= len(parts) <= _MOST and alike and not (steps or opened) else ()
