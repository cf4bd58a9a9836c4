"""Shares of one whole sum to 100%, give or take the rounding of each.

Only complete lists: a column or row headed as shares whose total says 100%, a list in prose that says of what
it is the whole or closes with a remainder, the probabilities of all scenarios. A list that comes close to
100% without saying that it is complete is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Number, Term
from tieout.equation import total as added_up
from tieout.lexicon import Phrase, WordList, compile_words
from tieout.model import Evidence, Fact, Grid, Relation, Report, Sentence, Severity
from tieout.quantity import PERCENT, Interval, Tie, compare, decimal_text
from tieout.relate import scenarios
from tieout.rulebook.book import Schemas

_WHOLE = Fraction(1)
_OF_WHICH = Phrase(r"{narrowing}\s(?:{determiner}\s)?\Z")
_NEAR = Fraction(5, 100)  # a list that misses by more was hardly meant as a whole
_GUESSED_NEAR = Fraction(2, 100)
_PARTS = 2
_GUESSED_PARTS = 3
_LIST = re.compile(
    r"(?:占比|比重|份额|比例)(?:约|大约|大致)?(?:分别|依次)(?:约|大约|达到|达|高达)?(?:为|是|占)?\s?(?:约|大约)?\s?\Z"
)
_PERIODS = re.compile(r"报告期|各期|历年|近[三四五3-5]年|各年|以来")
_SEPARATOR = re.compile(r"\s?(?:[、/，,；;和及与]|以及|and|, and)\s?(?:约|about )?\Z")
_REACH = 60  # characters from one share to the next
_ENDS = re.compile(
    r"[。；;]|\d|同比|环比|增|升|涨|降|跌|减|rose|fell|up|down|increas|decreas|grew|from \Z|至\Z|到\Z|to \Z"
)
_SHARED = re.compile(r"(?<!市)占(?!有)|股权|持股|出资|比例|份额|构成|比重|\bof\b|\bshare")
_ALL = re.compile(
    r"(?:分为|划分为|构成为|由.{1,30}(?:构成|组成)|split (?:into|between)|consists? of|made up of)"
)


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Lists of shares in prose and tables, and probabilities of scenarios."""
    for sentence in report.sentences:
        if "%" in sentence.text or "％" in sentence.text:
            listed = list(_listed(sentence, schemas))
            yield from listed
            if not listed and len(sentence.facts) >= _PARTS and _SHARED.search(sentence.text):
                yield from _spread(sentence, schemas)
    for grid in report.grids:
        yield from _tabled(grid, schemas)
    for parts, group, distinct in scenarios.find(report, schemas):
        parts = [part for part in parts if is_share(part)]
        tie = tie_of(parts) if len(parts) >= _PARTS else None
        if tie is not None and (tie.holds or distinct):
            yield shares_relation(parts, tie, Evidence.LABELLED, group)
        elif parts:
            yield shares_relation(parts, None, Evidence.LABELLED, group, reason="a scenario is named twice")


def is_share(fact: Fact | None) -> bool:
    """Whether a figure is a percentage that is not below zero."""
    return _is_percentage(fact) and fact is not None and fact.figure.amount.value >= 0


def _is_percentage(fact: Fact | None) -> bool:
    if fact is None or fact.figure.quantity is None:
        return False
    quantity = fact.figure.quantity
    return quantity.unit == PERCENT and quantity.upper is None


def _sum(parts: Sequence[Fact]) -> tuple[Interval, Fraction]:
    """The parts added up; the zeros of 40% were printed on purpose, as nobody rounds shares to tens."""
    interval, value = Interval.point(0), Fraction(0)
    for part in parts:
        interval, value = interval + part.figure.amount.hedged_strict, value + part.figure.amount.value
    return interval, value


def tie_of(parts: Sequence[Fact]) -> Tie:
    """The parts against the whole, which is 100% exactly."""
    interval, value = _sum(parts)
    return compare(Interval.point(_WHOLE), _WHOLE, interval, value)


def shares_relation(
    parts: Sequence[Fact],
    tie: Tie | None,
    evidence: Evidence,
    group: str,
    *,
    whole: Fact | None = None,
    cap: Severity = Severity.ERROR,
    reason: str = "",
) -> Relation:
    """That these parts make 100%: `whole` is the figure that says so, `tie` None if they were not added."""
    total = _sum(parts)[1]
    text = " + ".join(part.figure.text for part in parts)
    exactly: Number[Fact] = Number(_WHOLE, said="100%")
    terms = [Term(part, part.figure.amount.hedged_strict, part.figure.amount.value) for part in parts]
    if whole is not None:
        equation = added_up(Term(whole, Interval.point(_WHOLE), _WHOLE, "whole"), terms)
    else:
        equation = added_up(terms[-1], (exactly, *terms[:-1]), (1, *(-1 for _ in terms[:-1])))
    return Relation.of(
        equation, kind="partition", shape="shares", evidence=evidence,
        expression=f"{text} = {whole.figure.text if whole else '100%'}", reason=reason, cap=cap,
        detail="" if tie is None or tie.holds else f"the shares sum to {decimal_text(total * 100)}%",
        group=group,
    )  # fmt: skip


def _listed(sentence: Sentence, schemas: Schemas) -> Iterator[Relation]:
    """A list of shares behind words such as 占比分别为."""
    facts = sentence.facts
    start = 0
    while start < len(facts):
        if not is_share(facts[start]) or not _LIST.search(sentence.before(facts[start], 16)):
            start += 1
            continue
        end = start + 1
        while end < len(facts) and is_share(facts[end]):
            if not _SEPARATOR.fullmatch(sentence.between(facts[end - 1], facts[end])):
                break
            end += 1
        parts = facts[start:end]
        before = sentence.before(parts[0], 120)
        clause = before[max(before.rfind(mark) for mark in "。；;") + 1 :]
        if _PERIODS.search(clause) or sum(fact.figure.dates is not None for fact in facts[:start]) > 1:
            start = end  # one share over several periods
            continue
        closed = schemas.words["remainder"].search(clause) or _ALL.search(clause)
        yield from _judged(parts, closed is not None, f"shares in block {sentence.block}")
        start = end


def _spread(sentence: Sentence, schemas: Schemas) -> Iterator[Relation]:
    """Shares told one by one: 甲占60%，乙占40%; 65% from A, 25% from B and 10% from C.

    They count where they fill the whole; or where the last is said to be the rest, and they nearly do.
    """
    run: list[Fact] = []
    for fact in (*sentence.facts, None):
        if fact is not None and is_share(fact) and (not run or _goes_on(sentence.between(run[-1], fact))):
            run.append(fact)
            continue
        if len(run) >= _PARTS and _SHARED.search(sentence.before(run[0], _REACH) + sentence.text_of(run)):
            between = sentence.between(run[-2], run[-1])
            tie, rest = tie_of(run), _rest(between, schemas)
            halves = len(run) > _PARTS and any(share.figure.amount.value == _WHOLE / 2 for share in run)
            if tie.holds and tie.gap == 0 and not halves:  # a half may be the sum of the others
                yield shares_relation(run, tie, Evidence.SUPPORTED, f"shares in block {sentence.block}")
            elif (
                len(run) == _PARTS and tie.gap <= _NEAR and _halves(sentence.before(run[0]), between, schemas)
            ):
                yield shares_relation(run, tie, Evidence.STATED, f"shares in block {sentence.block}")
            elif rest and tie.gap <= _NEAR:
                yield shares_relation(
                    run, tie, Evidence.STATED, f"shares in block {sentence.block}", cap=Severity.WARNING
                )
        run = [fact] if fact is not None and is_share(fact) else []


def _rest(between: str, schemas: Schemas) -> bool:
    """Whether words before a share make it the rest; `of the other landlords` is another whole."""
    rest = schemas.words["remainder"].search(between)
    return rest is not None and schemas.lexicon.pattern(_OF_WHICH).search(between[: rest.start()]) is None


def _halves(before: str, between: str, schemas: Schemas) -> bool:
    """Whether two shares are of the two kinds that a whole has: women and men."""
    ones, others = (schemas.lexicon.words(name) for name in (WordList.ONE_HALF, WordList.OTHER_HALF))
    kinds = [(compile_words([one]), compile_words([other])) for one, other in zip(ones, others, strict=True)]
    return any(
        (one.search(before) and other.search(between)) or (other.search(before) and one.search(between))
        for one, other in kinds
    )


def _goes_on(between: str) -> bool:
    return len(between) <= _REACH and not _ENDS.search(between)


def _judged(parts: Sequence[Fact], closed: bool, group: str) -> Iterator[Relation]:
    """A list that says it is complete is held to 100%; one that comes near it may be meant to be."""
    if len(parts) < _PARTS:
        return
    tie = tie_of(parts)
    if tie.holds or (closed and tie.gap <= _NEAR):
        yield shares_relation(parts, tie, Evidence.STATED if closed else Evidence.GUESSED, group)
    elif tie.gap <= _GUESSED_NEAR and len(parts) >= _GUESSED_PARTS:
        yield shares_relation(parts, tie, Evidence.GUESSED, group, cap=Severity.NOTE)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a line of shares: the other axis' label, how deep that is nested, and what is printed."""

    label: str
    depth: int
    text: str
    fact: Fact | None
    at: tuple[int, int]


def _lines(grid: Grid, schemas: Schemas) -> Iterator[tuple[list[_Cell], str]]:
    """Columns, then rows, that their header calls shares; each with the name of its structure."""
    share, never = schemas.words["share_header"], schemas.words["share_not"]
    rows = range(grid.header_rows + 1, grid.rows + 1)
    cols = range(grid.label_cols + 1, grid.cols + 1)
    for col in cols:
        header = " ".join(grid.col_labels[col - 1])
        if share.search(header) and not never.search(header):
            labels = [(" ".join(grid.row_labels[row - 1]), grid.row_depths[row - 1]) for row in rows]
            places = [(row, col) for row in rows]
            yield _cells(grid, labels, places), f"table {grid.number} column {col}"
    for row in rows:
        header = " ".join(grid.row_labels[row - 1])
        if share.search(header) and not never.search(header):
            labels = [(" ".join(grid.col_labels[col - 1]), 0) for col in cols]
            places = [(row, col) for col in cols]
            yield _cells(grid, labels, places), f"table {grid.number} row {row}"


def _cells(grid: Grid, labels: Sequence[tuple[str, int]], places: Sequence[tuple[int, int]]) -> list[_Cell]:
    return [
        _Cell(label, depth, grid.texts[row - 1][col - 1].strip(), grid.facts.get((row, col)), (row, col))
        for (label, depth), (row, col) in zip(labels, places, strict=True)
    ]


def _tabled(grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Lines of shares that a total of 100% closes or opens, or that end in the remainder."""
    total = schemas.words["total"]
    for line, group in _lines(grid, schemas):
        start, closed = 0, False
        for place, cell in enumerate(line):
            whole = cell.fact
            if not total.search(cell.label):
                continue
            closed = True
            if whole is not None and is_share(whole) and whole.figure.amount.value == _WHOLE:
                parts = line[start:place] or _until_total(line[place + 1 :], schemas)
                yield from _whole(grid, cell, parts, group, schemas)
            start = place + 1
        if not closed and line and schemas.words["remainder"].search(line[-1].label):
            yield from _whole(grid, None, line, group, schemas)


def _until_total(cells: Sequence[_Cell], schemas: Schemas) -> Sequence[_Cell]:
    total = schemas.words["total"]
    end = next((place for place, cell in enumerate(cells) if total.search(cell.label)), len(cells))
    return cells[:end]


def _whole(
    grid: Grid, total: _Cell | None, parts: Sequence[_Cell], group: str, schemas: Schemas
) -> Iterator[Relation]:
    """Hold the parts against their 100%, unless they are nested or not all read."""
    shares = [part.fact for part in parts if part.fact is not None and _is_percentage(part.fact)]
    if len(shares) < _PARTS or sum(share.figure.amount.value >= _WHOLE for share in shares) > 1:
        return  # rates that are 100% each, not parts of one whole
    whole = None if total is None else total.fact
    tie = tie_of(shares)
    if not tie.holds and tie_of(outer := _outermost(shares)).holds:
        shares, tie = outer, tie_of(outer)
    reason = ""
    if any(schemas.words["of_which"].search(part.label) for part in parts):
        reason = "one of the parts is said to contain another"
    elif len({part.depth for part in parts}) > 1:
        reason = "the parts are nested"
    elif any(part.text and part.at not in grid.dashes and part.fact is None for part in parts):
        reason = "not all parts were read as figures"
    elif not tie.holds and total is not None and _has_amounts(grid, total, parts):
        reason = "its shares are held against the amounts beside them"
    elif not tie.holds and tie.gap > _NEAR:
        reason = "the parts are too far from 100% to be taken for its parts"
    if tie.holds or not reason:
        yield shares_relation(shares, tie, Evidence.LABELLED, group, whole=whole)
    else:
        yield shares_relation(shares, None, Evidence.LABELLED, group, whole=whole, reason=reason)


def _outermost(shares: Sequence[Fact]) -> list[Fact]:
    """The shares without those that a share before them is the sum of."""
    kept: list[Fact] = []
    place = 0
    while place < len(shares):
        kept.append(shares[place])
        place += 1 + _contained(shares[place], shares[place + 1 :])
    return kept


def _contained(share: Fact, after: Sequence[Fact]) -> int:
    """How many of the shares that follow one are its parts."""
    for count in range(_PARTS, len(after) + 1):
        interval, value = _sum(after[:count])
        amount = share.figure.amount
        if compare(amount.hedged_strict, amount.value, interval, value).holds:
            return count
    return 0


def _has_amounts(grid: Grid, whole: _Cell, parts: Sequence[_Cell]) -> bool:
    """Whether another line of the table has amounts for all of these cells, of which they are shares."""
    vertical = all(part.at[1] == whole.at[1] for part in parts)
    reach = (
        range(grid.label_cols + 1, grid.cols + 1) if vertical else range(grid.header_rows + 1, grid.rows + 1)
    )
    for other in reach:
        places = [(cell.at[0], other) if vertical else (other, cell.at[1]) for cell in (whole, *parts)]
        facts = [grid.facts.get(place) for place in places]
        if all(fact is not None and fact.figure.quantity is not None for fact in facts) and not any(
            map(_is_percentage, facts)
        ):
            return True
    return False
