"""Lists of figures dealt out to a list of names: A, B and C have 35, 43 and 40, respectively.

Names and figures stand in one order, as many of the one as of the other. The names are lines of one table;
which line across them is meant, its label says, the figures of the same kind in the table, or most of the
list itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tieout.model import Fact
from tieout.quantity import Tie
from tieout.relate.linking.cells import Candidate, Fit, SentenceText, like, within
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import tied
from tieout.relate.linking.names import Names, Spot
from tieout.relate.linking.speech import Speech

_MARK = re.compile("[，,；;。(（]")  # parts a list of names from figures that are not theirs
_BEHIND = 24  # characters between a list of figures and the names that follow it
_Dealt = list[tuple[Fact, Fact, Tie]]


def dealt(direct: Direct, speech: Speech, spots: Sequence[Spot], said: SentenceText) -> Iterator[Linked]:
    """The links of the lists of a sentence that names as many lines."""
    if not speech.respectively:
        return
    groups = list(_joined(direct.names, speech, spots))
    for run in speech.lists():
        group = next((names for names in groups if _belong(speech, names, run)), None)
        if group is None:
            continue
        best: _Dealt = []
        lines: list[Line] = []
        sure = False
        for first in direct.names.near(group[0].name, speech.sentence.block):
            rows = _rows(direct, first, group, speech.sentence.block)
            for pairs, named in _across(direct, speech, run, rows, said) if rows else ():
                if (named, _held(pairs)) > (sure, _held(best)):
                    best, lines, sure = pairs, rows, named
        if not _held(best) or not (sure or _held(best) * 2 > len(best)):
            continue  # a list of which nothing holds is one of something else
        for (fact, cell, tie), line in zip(best, lines, strict=True):
            candidate = Candidate(cell, line, Fit.NAMED)
            yield direct.linked(fact, candidate, tie, sure=sure, closed=sure)


def _joined(names: Names, speech: Speech, spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Names joined by nothing but commas and `and`."""
    text, group = speech.sentence.text.lower(), list(spots[:1])
    for left, right in pairwise(spots):
        if names.joins(text[left.end : right.start]):
            group.append(right)
        else:
            yield group
            group = [right]
    yield group


def _belong(speech: Speech, group: Sequence[Spot], run: Sequence[Fact]) -> bool:
    """Whether names lead to a list of as many figures, or follow it closely."""
    if len(group) != len(run):
        return False
    start, end = speech.start(run[0]), run[-1].figure.end - speech.sentence.start
    if group[0].start >= end:
        return group[0].start - end <= _BEHIND
    own = run[0].figure.amount.unit
    between = (
        other
        for other in speech.quantities
        if group[-1].end <= speech.start(other) < start and other.figure.amount.unit.same_dimension(own)
    )
    apart = _MARK.search(speech.sentence.text, group[-1].end, max(start, group[-1].end))
    return group[-1].end <= start and apart is None and next(between, None) is None


def _rows(direct: Direct, first: Line, group: Sequence[Spot], block: int) -> list[Line]:
    """The lines of these names that run beside the first in its table; none if one is missing."""
    rows = [first]
    for spot in group[1:]:
        same = (
            line
            for line in direct.names.near(spot.name, block)
            if line.grid is first.grid and line.is_row is first.is_row
        )
        found = next(same, None)
        if found is None:
            return []
        rows.append(found)
    return rows if len({row.number for row in rows}) == len(rows) else []


def _across(
    direct: Direct, speech: Speech, run: Sequence[Fact], rows: Sequence[Line], said: SentenceText
) -> Iterator[tuple[_Dealt, bool]]:
    """The cells of the rows line by line across, and whether words leave no other line."""
    columns: list[tuple[_Dealt, bool]] = []
    nature = speech.nature(run[0])
    for cell in direct.cells(rows[0], nature):
        at = cell.figure.col if rows[0].is_row else cell.figure.row
        places = [(row.number, at) if row.is_row else (at, row.number) for row in rows]
        cells = [rows[0].grid.facts.get((place[0] or 0, place[1] or 0)) for place in places]
        pairs = [
            (fact, other, tie)
            for fact, other in zip(run, cells, strict=True)
            if other is not None
            and other.figure.quantity is not None
            and like(fact.figure.amount, other)
            and within(fact, direct.times.period(speech, fact), other)
            and (tie := tied(fact.figure.amount, other.figure.quantity)) is not None
        ]
        if len(pairs) == len(run):
            columns.append((pairs, said.names(rows[0], cell)))
    if len(columns) == 1:
        yield columns[0][0], True
    yield from columns


def _held(pairs: _Dealt) -> int:
    return sum(tie.holds for _, _, tie in pairs)
