"""Bridges: from a base by steps up and down to a result: base $6.50, plus $1.00, minus $0.20, yielding $7.30;
and what came less what went: 318 shops opened, 102 closed, net 216 more.

Every figure must say by its own words what it does; a step without words goes on with the sign of the step
before. Some bridges leave small steps out, so one that misses is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.equation import term, total
from tieout.lexicon import WordList
from tieout.model import Fact, Relation, Severity
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.relate.prose.told import counts_things, exactly
from tieout.rulebook.statements import PAUSE

_SIGNS = "+-−"
Step = tuple[Fact, int]  # and its sign
_LEAST, _MOST = 2, 8  # steps
_NEAR = 3  # a result more times off than this is that of something else
_NAMED = 40  # letters that may name a step that goes on with the sign of the one before
_JOINS = frozenset({PAUSE, WordList.AND_WORD})


def bridges(line: Line) -> Iterator[Relation]:
    """The bridge of a sentence, if it is one from its first amount on; and what is told to be left net."""
    figures = [mark for mark in line.marks if mark.letter and mark.letter in "AP"]
    if "net_change" in line.names:
        yield from _nets(line, figures)
    if "opens_bridge" not in line.names:
        return
    for index, mark in enumerate(figures[: -_LEAST - 1]):
        since = figures[index - 1].end if index else 0
        if line.said(since, mark.start, "opens_bridge"):
            found = _bridge(line, mark, figures[index + 1 :])
            if found is not None:
                yield found
            return


def _nets(line: Line, figures: Sequence[Mark]) -> Iterator[Relation]:
    """What was gained less what was lost, each told by a word before it, and the change that remains."""
    starts = [0, *(mark.end for mark in figures)]
    told = [
        (mark.fact, _own_words(line.inside(start, mark.start)))
        for start, mark in zip(starts, figures, strict=False)
    ]
    for (gained, came), (lost, went), (net, left) in zip(told, told[1:], told[2:], strict=False):
        if gained is None or lost is None or net is None:
            continue
        said = "gains" in came and "losses" in went and "net_change" in left
        if said and all(alike(gained.figure.amount, fact.figure.amount) for fact in (lost, net)):
            yield _left(gained, lost, net)


def _left(gained: Fact, lost: Fact, net: Fact) -> Relation:
    counted = all(counts_things(fact.figure.amount) for fact in (gained, lost, net))
    up, down, stated = (exactly(fact, counted) for fact in (gained, lost, net))
    sign = 1 if up.point >= down.point else -1
    return relation("prose", Reading(total(stated, (up, down), (sign, -sign))), kind_name="total")


def _own_words(between: Sequence[Mark]) -> frozenset[str]:
    """The words before a figure that are its own: behind the last pause or "and"."""
    found = frozenset[str]()
    for mark in reversed(between):
        if mark.names & _JOINS:
            break
        found |= mark.names
    return found


def _bridge(line: Line, start: Mark, others: Sequence[Mark]) -> Relation | None:
    base, sign, steps, last = start.fact, 0, list[Step](), start
    for mark in others:
        fact, between = mark.fact, line.inside(last.end, mark.start)
        if fact is None or base is None or fact.figure.amount.upper is not None:
            return None
        if not alike(base.figure.amount, fact.figure.amount):
            return None
        led = between[-1:] if between and not line.words(between[-1].end, mark.start) else []
        arrives = any("arrives" in one.names for one in between)
        if len(steps) >= _LEAST and (arrives or any(WordList.PROSE_TO in one.names for one in led)):
            return _relation(base, steps, fact)
        sign = _sign(line, between, led, fact, sign)
        if sign == 0 or len(steps) == _MOST:
            return None
        steps.append((fact, sign))
        last = mark
    return None


def _sign(line: Line, between: Sequence[Mark], led: Sequence[Mark], fact: Fact, before: int) -> int:
    """1 for a step up, -1 for a step down, 0 if the words do not say; a printed sign says it all."""
    if fact.figure.text[0] in _SIGNS:
        return 1
    said = [name for one in between for name in one.names] + [
        f"led {name}" for one in led for name in one.names
    ]
    own = _own_words(between)
    if "takes" in said or f"led {WordList.PROSE_FALL}" in said or "losses" in own:
        return -1
    if "adds" in said or f"led {WordList.PROSE_RISE}" in said or "gains" in own:
        return 1
    goes_on = any(PAUSE in one.names or WordList.AND_WORD in one.names for one in between)
    near = bool(between) and line.words(between[0].start, between[-1].end) <= _NAMED
    return before if goes_on and near else 0


def _relation(base: Fact, steps: list[Step], result: Fact) -> Relation | None:
    parts = [term(base, "base", strict=True), *(term(fact, "step", strict=True) for fact, _ in steps)]
    reading = Reading(total(term(result, "result"), parts, (1, *(sign for _, sign in steps))))
    stated, computed = reading.points
    if not Fraction(1, _NEAR) * computed < stated < _NEAR * computed:
        return None
    return relation("prose", reading, kind_name="total", cap=Severity.WARNING)
