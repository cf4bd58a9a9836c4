"""Shares told by the name of their part: online $36.4 million, shops $54.6 million, online made up 40%.

The part is the amount whose label holds the name; the whole is another amount of the sentence, or all amounts
of the part's list together. A share of none of these fails only where it misses the likeliest by a slip or by
little: what else it could be of is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import added, share_beside, term
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import NEAR, by_a_slip
from tieout.rulebook.statements import SIGNS, STOP

_SHARES = frozenset({WordList.PROSE_SHARE, "share_of_part"})
_LEAST, _MOST = 2, 12  # letters of the name of a part
_LABEL = 60  # letters before an amount that may name it
_FARTHEST = 12  # amounts before a share
_ARTICLES = frozenset({WordList.AND_WORD, WordList.PROSE_FILLER, WordList.DEFINITE})


def named_shares(line: Line, claimed: set[int]) -> Iterator[Relation]:
    """The shares of a sentence whose part is told again by its name, apart from those that are claimed."""
    for place, mark in enumerate(line.marks):
        if mark.letter != "P" or mark.fact is None or mark.fact.id in claimed:
            continue
        name = _name(line, place)
        if not name:
            continue
        amounts = [other for other in line.marks[:place] if other.letter == "A"][-_FARTHEST:]
        parts = [other for other in amounts if name in _label(line, other)]
        if len(parts) != 1 or line.said(parts[0].end, mark.start, STOP) or parts[0].fact is None:
            continue
        facts = [other.fact for other in amounts if other.fact is not None]
        found = _of_any(line, parts[0].fact, facts, mark.fact)
        if found is not None:
            claimed.add(mark.fact.id)
            yield found


def _name(line: Line, place: int) -> str:
    """The name of the part before a share and the word that says so; empty if there is none."""
    share, at = line.marks[place], place - 1
    while at >= 0 and not line.marks[at].names & _SHARES:
        if line.marks[at].letter or WordList.PROSE_FILLER not in line.marks[at].names:
            return ""
        at -= 1
    if at < 0 or line.words(line.marks[at].end, share.start):
        return ""
    before = [mark for mark in line.marks[:at] if mark.names & SIGNS or mark.letter]
    start, end = before[-1].end if before else 0, line.marks[at].start
    if line.said(start, end, WordList.PROSE_RESPECTIVELY) or not line.naming(start, end):
        return ""
    for mark in line.inside(start, end):
        start = mark.end if mark.names & _ARTICLES else start
    name = line.text[start:end].strip().casefold()
    return name if _LEAST <= len(name) <= _MOST else ""


def _label(line: Line, mark: Mark) -> str:
    """The words before an amount, up to the figure or sign before it."""
    return line.text[_label_start(line, mark) : mark.start].casefold()


def _label_start(line: Line, mark: Mark) -> int:
    assert mark.fact is not None
    before = line.marks[: line.place(mark.fact)]
    ends = [other.end for other in before if other.names & SIGNS or other.letter]
    return max(ends[-1] if ends else 0, mark.start - _LABEL)


def _of_any(line: Line, part: Fact, amounts: Sequence[Fact], share: Fact) -> Relation | None:
    """The share of the first whole that fits, else of the likeliest if it is nearly that."""
    others = [
        fact for fact in amounts
        if fact is not part and alike(fact.figure.amount, part.figure.amount, bound=False)
    ]  # fmt: skip
    if not others:
        return None
    larger = [fact for fact in others if fact.figure.amount.value >= part.figure.amount.value]
    tried = [
        (whole, found) for whole in larger
        if (found := share_of(part, whole, share, Evidence.SUPPORTED)) is not None
    ]  # fmt: skip
    together = _beside(part, others, share)
    for found in (*(found for _, found in tried), together):
        if found.holds:
            return found
    wholes = [found for whole, found in tried if _is_whole(line, whole)]
    if len(wholes) > 1 or (not wholes and len(others) > 1):
        return None
    likeliest = wholes[0] if wholes else together
    of_the_other = not wholes and _beside(others[0], [part], share).holds
    return likeliest if of_the_other or by_a_slip(likeliest) or _near(likeliest) else None


def _beside(part: Fact, others: Sequence[Fact], share: Fact) -> Relation:
    """The share of a part in itself and the others."""
    rest = added([term(fact, "part") for fact in others])
    return relation("share", Reading(share_beside(term(share, "share"), term(part, "part"), rest)))


def _is_whole(line: Line, fact: Fact) -> bool:
    """Whether the label of an amount says that it is a total."""
    mark = line.mark(fact)
    start = _label_start(line, mark)
    return line.said(start, mark.start, "whole_told", WordList.PROSE_TOTAL, WordList.IN_ALL)


def _near(found: Relation) -> bool:
    stated = found.subject.figure.amount.value if found.subject is not None else None
    if stated is None or found.computed is None:
        return False
    return abs(stated - found.computed) <= NEAR * max(stated, found.computed)
