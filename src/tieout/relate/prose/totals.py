"""Totals in sentences: 合计T，其中a、b; T, of which a; a and b, for a total of T.

A part is not above its whole. A sum is expected only where the words say that the list is complete (a list
followed by its total, "comprising"), or where the list does add up; a list after 其中 may be a selection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Sign, order, term, total
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Report, Severity
from tieout.relate.prose.bridge import bridges
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.lines import lines
from tieout.relate.prose.measure import Reading, alike, bare, relation, shares_unit
from tieout.relate.prose.sums import borne_out
from tieout.relate.prose.told import added_up
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import BRACKET, COLON, PAUSE, SIGNS, STOP
from tieout.wording import say

_UNIT = 16  # letters between a whole and the word for its parts
_LABEL = 60  # letters that name a part
_CLAUSE = 48  # letters before a whole in which a change or a net may be said
_NEAR = Fraction(1, 5)  # a total further off than this is the total of something else
_TWO = 2
_COUNTED = re.compile(
    r"[\d\u4e07\u4ebf\u5343\u767e]\s?(?![\u4e07\u4ebf\u5343\u767e])([\u4e00-\u9fff])"
)  # 万亿千百
_COUNTED_THINGS = re.compile(r"\s([a-z]{3,}s)\b")
_MOVES = frozenset({
    WordList.PROSE_RISE, WordList.PROSE_FALL, WordList.PROSE_CHANGE, WordList.PROSE_FROM,
    WordList.PROSE_AGAINST, WordList.PROSE_RATE_OF_RISE, WordList.PROSE_RATE_OF_FALL, WordList.PROSE_COMPOUND,
    WordList.PROSE_YEAR_ON_YEAR,
})  # fmt: skip
_NO_SUM = _MOVES | {"net_of", "leaves", WordList.PROFIT_WORD, WordList.AVERAGES, "takes"}
_NO_PART = _MOVES | {
    STOP, COLON, BRACKET, WordList.PROSE_OF_WHICH, WordList.PROSE_TOTAL, WordList.PROSE_SHARE,
    WordList.PROSE_COMPOSED,
}  # fmt: skip
_MEASURES = frozenset({"measure_word", WordList.PROFIT_WORD})
_HOLDS = frozenset({WordList.PROSE_OF_WHICH, WordList.PROSE_COMPOSED})


def prose_totals(report: Report, schemas: Schemas, known: Iterable[Relation] = ()) -> Iterator[Relation]:
    """Relations of kind `total`, shapes `prose` and `part-of-whole`, that sentences state; not the known."""
    sums = {relation.figures for relation in known}
    for line, earlier in lines(report, schemas):
        found = (*_wholes(line), *bridges(line))
        stated = [relation for relation in found if relation.figures not in sums]
        yield from stated
        sums |= {relation.figures for relation in stated}
        refers = line.marks[0].start == 0 and WordList.PROSE_GOES_ON in line.marks[0].names
        yield from borne_out(line, earlier if refers else (), sums)


def _wholes(line: Line) -> Iterator[Relation]:
    """T, of which a, b and c."""
    for place, word in enumerate(line.marks):
        own = _whole(line, place) if word.names & _HOLDS else None
        if own is None or own.fact is None or _moves(line, own) or line.in_row(own.fact):
            continue
        whole = own.fact
        parts, pure = _parts(line, whole, place)
        if not parts or _offset(line, whole, parts):
            continue
        tried = [_sum(whole, parts[:count]) for count in range(len(parts), 1, -1)]
        sums = next((each for each in tried if each.tie.holds), _sum(whole, parts))
        if len(parts) >= _TWO and sums.tie.holds:
            yield _total(sums, Evidence.SUPPORTED)
        elif WordList.PROSE_COMPOSED in word.names and pure and len(parts) >= _TWO and _near(sums):
            yield _total(sums, Evidence.STATED)
        elif _one_measure(line, whole, parts[0]) and not _other_whole(line, whole, parts[0]):
            yield _within(whole, parts[0])
            if pure and len(parts) >= _TWO and sums.points[1] > sums.points[0] and _near(sums):
                yield from _above(line, whole, parts, sums)


def _whole(line: Line, place: int) -> Mark | None:
    """The figure right before the word for its parts, growth between them apart."""
    for at in range(place - 1, -1, -1):
        mark = line.marks[at]
        then = mark.fact is not None and mark.letter == "A" and line.now(mark.fact) is not None
        if mark.letter and mark.letter in "AP" and not then and not _is_growth(line, at):
            return mark if line.words(mark.end, line.marks[place].start) <= _UNIT else None
        if mark.names & {STOP, COLON, WordList.PROSE_TOTAL, WordList.PROSE_SHARE, WordList.PROSE_FROM}:
            return None
    return None


def _is_growth(line: Line, place: int) -> bool:
    """Whether a percentage is growth: behind a word of change, or in brackets with its sign."""
    before = line.marks[max(place - 2, 0) : place]
    return line.marks[place].letter == "P" and any(mark.names & _MOVES for mark in before)


def _above(line: Line, whole: Fact, parts: list[Fact], sums: Reading) -> Iterator[Relation]:
    """Parts that add up to a little more than their whole; figures of other measures are no parts."""
    marks = [line.mark(fact) for fact in (whole, *parts)]
    named = {_measure(line, a.end, b.start) for a, b in pairwise(marks)}
    if len(named) == 1 and WordList.PROSE_RESPECTIVELY not in line.names:
        yield replace(
            _total(sums, Evidence.GUESSED), shape="part-of-whole", cap=Severity.WARNING,
            detail=say("the parts are more than the whole"),
        )  # fmt: skip


def _measure(line: Line, start: int, end: int) -> str:
    """The first word for a measure between two offsets."""
    said = (mark for mark in line.inside(start, end) if mark.names & _MEASURES)
    found = next(said, None)
    return "" if found is None else line.text[found.start : found.end]


def _one_measure(line: Line, whole: Fact, part: Fact) -> bool:
    """Whether a part and its whole count the same, by unit or classifier; a share may be one of a share."""
    if kind(whole.figure.amount) == "P":
        return False
    if not bare(whole.figure.amount) or not bare(part.figure.amount):
        return True
    counted = {_classifier(line, fact) for fact in (whole, part)}
    return len(counted) == 1 and None not in counted


def _classifier(line: Line, fact: Fact) -> str | None:
    """The word for what a bare number counts: 种 of 5种, 瓶 of 8万瓶, stores of 640 stores."""
    behind = line.sentence.after(fact, 24)
    found = _COUNTED.search(fact.figure.text + behind.strip()[:1]) or _COUNTED_THINGS.match(behind)
    return None if found is None else found.group(1)


def _parts(line: Line, whole: Fact, place: int) -> tuple[list[Fact], bool]:
    """The amounts listed behind a word, and whether nothing but labels and separators joins them."""
    parts: list[Fact] = []
    end, pure, between = line.marks[place].end, True, list[Mark]()
    for at, mark in enumerate(line.marks[place + 1 :], place + 1):
        if mark.letter and mark.letter in "AP":
            fact = mark.fact
            if fact is None or not shares_unit(fact, whole):
                break
            if line.words(end, mark.start) > _LABEL or fact.figure.amount.upper is not None:
                break
            separators = [one for one in between if PAUSE in one.names or WordList.AND_WORD in one.names]
            pure = pure and len(separators) <= _TWO and not any(one.letter for one in between)
            parts.append(fact)
            end, between = mark.end, []
        elif mark.names & _MOVES:
            # what follows is told with a sign of its own: losses of a and b, and gains of c
            pure = pure and not any(one.letter and one.letter in "AP" for one in line.marks[at:])
            break
        elif mark.names & _NO_PART:
            break
        else:
            between.append(mark)
    return parts, pure


def _other_whole(line: Line, whole: Fact, part: Fact) -> bool:
    """Whether a part larger than what stands before it is one of an earlier whole.

    Of 13 stations 11 are open, 2 are ready, of which 6 are new.
    """
    amount = part.figure.amount
    before = [fact for fact in line.sentence.facts if fact.id < whole.id and fact.figure.quantity is not None]
    return amount.value > whole.figure.amount.value and any(
        alike(fact.figure.amount, amount, bound=False) and fact.figure.amount.value >= amount.value
        for fact in before
    )


def _moves(line: Line, whole: Mark) -> bool:
    """Whether an amount is a change or a net of things: its parts may be larger than it is."""
    before = line.inside(max(whole.start - _CLAUSE, 0), whole.start)
    opens = max((mark.end for mark in before if mark.names & SIGNS), default=0)
    return any(mark.names & _NO_SUM for mark in before if mark.start >= opens)


def _offset(line: Line, whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether something is taken off behind the parts: a loss of charges, offset by tax benefits."""
    end = line.mark(parts[-1]).end
    return line.said(line.mark(whole).end, end + _CLAUSE, "net_of", "takes")


def _sum(whole: Fact, parts: list[Fact]) -> Reading:
    stated, *terms = added_up([whole, *parts])
    return Reading(total(stated, terms))


def _near(sums: Reading) -> bool:
    return sums.tie.gap <= _NEAR * max(map(abs, sums.points))


def _total(sums: Reading, evidence: Evidence) -> Relation:
    return relation("prose", sums, kind_name="total", evidence=evidence)


def _within(whole: Fact, part: Fact) -> Relation:
    within = order(term(part, "part"), Sign.AT_MOST, term(whole, "whole"))
    detail = say("a part is larger than its whole") if within.fails else ""
    return Relation.of(within, kind="total", shape="part-of-whole", detail=detail)
