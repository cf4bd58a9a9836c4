"""Wholes told before their parts: a total that "of which" or "of the" opens, with all that it is made of.

A list that names what remains (the rest, others) is complete, and parts above their whole are wrong in any
case. Any other list may be a selection: it speaks only where a slip explains the miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from tieout.equation import total
from tieout.lexicon import WordList
from tieout.model import Relation
from tieout.relate.prose.line import Mark
from tieout.relate.prose.measure import Reading, alike, bare, relation
from tieout.relate.prose.told import added_up, by_digits_turned_round, counts_things
from tieout.relate.prose.worked.choosing import CLOSE, SUMMED, Way
from tieout.relate.prose.worked.kinship import of_another_whole
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.rests import is_of_a_part
from tieout.rulebook.statements import COLON, PAUSE, STOP

_LEAST, _MOST = 2, 12
_SELECTED = 3  # bits: nothing says that the list is complete (5 of 61 are not)
# (one less where the whole is said to be all there are, and three or more are listed)
_AFTER = 1  # bits: the parts stand in a sentence of their own
_OPENS = (WordList.PROSE_OF_WHICH, WordList.PROSE_COMPOSED, "among_word")
_STOCKS = ("stock_opens", "opens_bridge")  # what something began with is no whole of what came and went
_LISTING = "、"
_NEAR = 24  # letters between a whole and the word for its parts
_SELECTS = ("selects_word",)
_OF_BOTH = ("of_the_whole",)  # took 38 between them: 22 and 16
_REMAINS = ("remainder_word", "leaves")
_MOVES = (
    WordList.PROSE_RISE,
    WordList.PROSE_FALL,
    WordList.PROSE_FROM,
    WordList.PROSE_AGAINST,
    WordList.PROSE_TO,
)


def wholes(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the whole of those behind it."""
    if claim.letter != "A" or passage.is_step(claim) or passage.is_base(claim) or claim.said(*_STOCKS):
        return
    behind = [each for each in passage.around(claim, "APO") if each.place > claim.place]
    parts = [each for each in behind if each.letter == claim.letter and not passage.in_bracket(each)]
    if not parts or not (opens := _opened(passage, claim, parts[0])):
        return
    first, ends = parts[0], parts[0].sentence
    listed = [parts[0]] if _is_part(passage, claim, parts[0], first=True) else []
    listed += takewhile(
        lambda each: (
            passage.joined(each, first)
            and _is_part(passage, claim, each)
            and not of_another_whole(passage, each, claim)
        ),
        parts[len(listed) :],
    )
    listed = list(_of_one_list(passage, listed))
    if not _LEAST <= len(listed) <= _MOST or ends > claim.sentence + 1:
        return
    if not _ends_before_others(passage, listed[-1]):
        return
    if any(map(is_of_a_part, listed)):
        return
    if any(each.fact.figure.amount.value >= claim.fact.figure.amount.value for each in listed):
        return  # the whole once more
    found = _sum(claim, listed)
    complete = listed[-1].said(*_REMAINS) or _exceeds(found) or claim.followed(*_OF_BOTH)
    selects = len(listed) <= _LEAST or said_in(passage.line.marks[claim.place : parts[0].place], _SELECTS)
    pair = len(listed) == _LEAST and opens > 1
    if not complete and selects and not found.holds and not pair:
        if by_digits_turned_round(found):
            yield Way(found, _SELECTED, guarded=True)
        return
    selected = _SELECTED - (claim.said(WordList.IN_ALL) and len(listed) > _LEAST)
    bits = opens - 1 + _AFTER * (ends != claim.sentence) + selected * (not complete and opens == 1)
    bits += pair and not complete
    yield Way(found, bits, CLOSE if listed[-1].said(*_REMAINS) or claim.followed(*_OF_BOTH) else SUMMED)


def _of_one_list(passage: Passage, parts: Sequence[Told]) -> Iterator[Told]:
    """The parts up to the comma that ends a Chinese list, whose own sign is another one: a、b，c."""
    enumerated = False
    for one, other in zip((None, *parts), parts, strict=False):
        if one is not None:
            between = passage.line.text[one.mark.end : other.mark.start]
            if enumerated and _LISTING not in between:
                return
            enumerated |= _LISTING in between
        yield other


def _ends_before_others(passage: Passage, last: Told) -> bool:
    """Whether "respectively", if it is said, stands behind a list and leads to other figures: 占比分别为."""
    marks = passage.line.marks
    said = [at for at, mark in enumerate(marks) if WordList.PROSE_RESPECTIVELY in mark.names]
    for at in said:
        following = next((mark for mark in marks[at + 1 :] if mark.letter or STOP in mark.names), None)
        if at < last.place or following is None or not following.letter:
            return False
    return True


def _opened(passage: Passage, claim: Told, first: Told) -> int:
    """1 where words say that parts follow, 2 where a colon or "in all" hints at it, else 0."""
    marks = passage.line.marks
    between = marks[claim.place + 1 : first.place]
    if any(mark.letter and mark.letter not in "DZP" for mark in between):
        return 0
    for at, mark in enumerate(between):
        letter = mark.end - mark.start == 1  # 中, unless a pause follows, may be a part of any word
        opens = not mark.names.isdisjoint(_OPENS) and (
            not letter or any(PAUSE in other.names for other in between[at + 1 : at + 2])
        )
        if opens and mark.start - claim.mark.end <= _NEAR:
            return 1
    alone = not any(each.sentence == claim.sentence and each.place < claim.place for each in passage.told)
    led = [mark for mark in claim.own if alone and WordList.OF_WORD in mark.names]
    if (
        led
        and passage.line.words(led[0].end, claim.mark.start) <= 12
        and not passage.line.words(_start(passage, claim), led[0].start)
    ):
        return 1
    if first.sentence != claim.sentence:
        return 0
    if _leaves_its_things_out(passage, claim, first):
        return 2
    said = claim.said(WordList.PROSE_TOTAL, WordList.IN_ALL, "whole_told", "sums_to")
    return 2 if said or any(COLON in mark.names for mark in between) else 0


def _leaves_its_things_out(passage: Passage, whole: Told, first: Told) -> bool:
    """Whether a sign stands behind things that are counted, then numbers alone: 420 patients, 280 dosed."""
    marks = passage.line.marks[whole.place + 1 : first.place]
    return (
        whole.fact.figure.amount.unit.counts
        and bare(first.fact.figure.amount)
        and counts_things(first.fact.figure.amount)
        and any(PAUSE in mark.names for mark in marks)
        and first.place == whole.place + 1 + len(marks)
        and passage.line.words(whole.mark.end, first.mark.start) == 0
    )


def _start(passage: Passage, claim: Told) -> int:
    """Where the sentence of a figure begins, or goes on behind a semicolon."""
    stops = [mark.end for mark in passage.line.marks[: claim.place] if STOP in mark.names]
    return max([passage.starts[claim.sentence], *stops])


def _is_part(passage: Passage, whole: Told, part: Told, first: bool = False) -> bool:
    a, b = part.fact.figure.amount, whole.fact.figure.amount
    shared = (alike(a, b, bound=False) and bare(a) == bare(b)) or (
        b.unit.counts and bare(a) and counts_things(a)
    )
    if part.said(WordList.IN_ALL, WordList.PROSE_TOTAL, "sums_to"):
        return False
    if not passage.measures(part) <= passage.measures(whole):
        return False
    return (
        shared
        and not passage.is_step(part)
        and not passage.is_base(part)
        and not said_in(_moved(part), _MOVES)
        and (first or not part.said(*_OPENS))
    )


def _moved(part: Told) -> list[Mark]:
    """The words before a part but those that only say what it is: 为 leads on, or says no more than is."""
    return [mark for mark in part.own if WordList.IS_WORD not in mark.names]


def _sum(whole: Told, parts: Sequence[Told]) -> Relation:
    facts = [part.fact for part in parts]
    stated, *terms = added_up([whole.fact, *facts])
    said = total(stated, terms)
    return relation("prose", Reading(said), kind_name="total")


def _exceeds(found: Relation) -> bool:
    """Whether the parts are more than the whole."""
    stated = found.subject.figure.amount.value if found.subject is not None else None
    return (
        stated is not None
        and found.computed is not None
        and found.fails
        and stated < found.computed <= SUMMED * stated
    )
