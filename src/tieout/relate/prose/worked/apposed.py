"""Figures in apposition: set off by signs, with no word of their own, they say again what stands before them.

A percentage behind an amount (53 (25%); some 11,040 of them, 60%, ...) is what that amount is of the only
larger one of its kind. It may be a change as well, which then holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import change, term
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, relation, together
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import of_one_kind
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.kinship import of_other_times
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.rulebook.statements import COLON, PAUSE, STOP

_ENDS = (".", "。", "!", "！", "?", "？")
_SIGNED = "+-−"  # a percentage with a sign is a change
_ELSEWHERE = 1  # bits: the whole stands in the sentence before
_OTHER = 2  # bits: another amount could be the whole as well
_CHANGE = 3  # bits: it is a change that no word tells of
_MEASURED = (
    WordList.PROSE_FROM, WordList.PROSE_AGAINST, WordList.PROSE_TO, WordList.PROSE_ABOVE,
    WordList.PROSE_BELOW, WordList.PROSE_RISE, WordList.PROSE_FALL,
)  # fmt: skip
_AGAIN = frozenset({WordList.PROSE_FILLER, "restated_as", "that_makes", WordList.IS_WORD})


def is_apposed(passage: Passage, claim: Told) -> bool:
    """Whether signs set a figure off, and nothing but words such as "or" stands beside it."""
    marks, line = passage.line.marks, passage.line
    opened = claim.place - 1
    while opened >= 0 and marks[opened].names and marks[opened].names & _AGAIN and not marks[opened].letter:
        opened -= 1
    if opened < 0 or PAUSE not in marks[opened].names or line.words(marks[opened].end, claim.mark.start):
        return False
    closes = marks[claim.place + 1 : claim.place + 2]
    end = closes[0].start if closes else len(line.text)
    ends = line.text[claim.mark.end : end].rstrip().endswith(_ENDS)  # of the last sentence nothing is a mark
    return line.words(claim.mark.end, end) <= ends and (not closes or bool(closes[0].names & {PAUSE, STOP}))


def apposed_shares(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a percentage in apposition as what the amount before it is of a larger one."""
    if claim.letter != "P" or claim.fact.figure.text[0] in _SIGNED or not is_apposed(passage, claim):
        return
    if COLON in passage.line.marks[claim.place - 1].names:
        return  # what stands before the colon names it: Upside: 27%
    before = [each for each in passage.around(claim, "APOX") if each.place < claim.place][-1:]
    if not before or before[0].letter != "A" or before[0].sentence != claim.sentence:
        return
    part = before[0]
    if said_in(part.own, _MEASURED) or passage.is_step(part):
        return
    wholes = [
        each for each in passage.around(claim, "A") if each is not part and _is_larger(passage, part, each)
    ]
    for whole in wholes:
        bits = _ELSEWHERE * (whole.sentence != claim.sentence) + _OTHER * (len(wholes) - 1)
        found = share_of(part.fact, whole.fact, claim.fact)
        if found is not None:
            yield Way(found, bits)
            top, bottom = together(part.fact, whole.fact)
            if bottom.interval.is_positive():
                said = Reading(change(term(claim.fact, "rate", strict=True), bottom, top))
                yield Way(relation("growth", said), bits + _CHANGE)


def _is_larger(passage: Passage, part: Told, whole: Told) -> bool:
    """Whether an amount may be what another is a part of."""
    if passage.is_step(whole) or said_in(whole.own, _MEASURED) or of_other_times(part.fact, whole.fact):
        return False
    less = part.fact.figure.amount.value < whole.fact.figure.amount.value
    return less and of_one_kind(part.fact, whole.fact)
