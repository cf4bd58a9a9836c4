"""Ranked lists: 份额最大的依次为甲（24.8%）、乙（16.1%）; the top three are A (24%), B (16%) and C (12%).

A list that names its ranking runs downwards (upwards for the lowest). Only lists that say they are in order
(依次, in order) bind; of the others an odd one out is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tieout.equation import Sign, order
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.relate.prose.line import Line
from tieout.relate.prose.measure import alike, together
from tieout.rulebook.statements import BRACKET, SIGNS
from tieout.wording import say

_FEWEST = 3
_LABEL = 48  # letters that name an item of the list
_LED = 40  # letters before the first item in which the list may say that it is in order
_RANKS = frozenset({"ranks_downwards", "ranks_upwards"})
_ENDS = _RANKS | {WordList.IS_WORD, WordList.PROSE_TO}


def ranked(line: Line) -> Iterator[Relation]:
    """Every step of a ranked list."""
    for place, word in enumerate(line.marks):
        facts = _items(line, place) if word.names & _RANKS else ()
        if len(facts) < _FEWEST or not all(_comparable(a, b) for a, b in pairwise(facts)):
            continue
        upwards = "ranks_upwards" in word.names
        upwards ^= all(fact.figure.amount.value < 0 for fact in facts)  # the largest fall comes first
        first = line.mark(facts[0]).start
        in_order = line.said(first - _LED, first, "in_order")
        steps = [_step(a, b, upwards, in_order) for a, b in pairwise(facts)]
        if sum(step.fails for step in steps) <= 1:  # a list with several is sorted by something else
            yield from steps


def _items(line: Line, place: int) -> Sequence[Fact]:
    """The figures in brackets of a list that begins behind a word, each behind its name."""
    found, end = list[Fact](), line.marks[place].end
    for at in range(place + 1, len(line.marks)):
        mark = line.marks[at]
        if mark.fact is None or mark.letter == "D":
            continue
        beside = (line.marks[at - 1], *line.marks[at + 1 : at + 2])
        bracketed = len(beside) == 2 and all(BRACKET in one.names for one in beside)
        joined = not found or any(
            one.names & (SIGNS | {WordList.AND_WORD}) and BRACKET not in one.names
            for one in line.inside(end, mark.start)
        )
        if (
            line.said(end, mark.start, *(_ENDS if found else _RANKS))
            or not bracketed
            or not joined
            or mark.letter not in "AP"
            or line.words(end, mark.start) > _LABEL
        ):
            break
        found.append(mark.fact)
        end = mark.end
    return found


def _comparable(left: Fact, right: Fact) -> bool:
    a, b = left.figure.amount, right.figure.amount
    return a.upper is None and b.upper is None and alike(a, b, bound=False)


def _step(left: Fact, right: Fact, upwards: bool, in_order: bool) -> Relation:
    one, other = together(right, left, None, ("part", "ranked before"))
    said = order(one, Sign.ABOVE if upwards else Sign.BELOW, other)
    return Relation.of(
        said, kind="comparison", shape="superlative",
        evidence=Evidence.STATED if in_order else Evidence.GUESSED,
        expression=f"{left.figure.text} {'<=' if upwards else '>='} {right.figure.text}",
        cap=Severity.ERROR if in_order else Severity.NOTE,
        detail=say("the list says it is ranked") if said.fails else "",
    )  # fmt: skip
