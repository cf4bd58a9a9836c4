"""Lines of compound growth: CAGR 2020-23 beside the values of 2020 and of 2023.

The span that the label names, or else the first and the last year of the table, gives the two values and the
years between them. Where no entry of a line holds, it may be computed from values that do not stand here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.lexicon import WordList
from tieout.model import Dates, Relation, Severity
from tieout.model.lines import RATES
from tieout.relate.derived.judging import NOTHING_HOLDS
from tieout.relate.derived.side import CHANGES, Side
from tieout.relate.prose.compound import compounded
from tieout.relate.prose.movement import Movement
from tieout.relate.prose.years import years_between
from tieout.rulebook.book import Schemas


def compound_lines(side: Side, schemas: Schemas) -> dict[int, list[Relation]]:
    """The lines that are called compound growth and have their two values in the table, figure by figure."""
    words = schemas.words[WordList.PROSE_COMPOUND]
    dated = [line for line in side.active if _yearly(side, line)]
    found = {}
    for target in side.active:
        if any(words.search(label) for label in side.lines[target].label):
            measured = list(_measured(side, target, [line for line in dated if line != target]))
            if measured:
                found[target] = _ruled(measured)
    return found


def _yearly(side: Side, line: int) -> bool:
    """Whether a line has the values of one year, or of a day in it."""
    role = side.lines[line].role
    return side.lines[line].period is not None and role not in RATES and role not in CHANGES


def _measured(side: Side, target: int, dated: Sequence[int]) -> Iterator[Relation]:
    ends = _ends(side, target, dated)
    if ends is None:
        return
    first, last, years = ends
    for at in side.entries(target):
        if side.number(first, at) is not None and side.number(last, at) is not None:
            base, result, rate = side.fact(first, at), side.fact(last, at), side.fact(target, at)
            yield from compounded(Movement(base, result, (rate,), 1, (years,)))


def _ends(side: Side, target: int, dated: Sequence[int]) -> tuple[int, int, int] | None:
    """The lines of the first and the last year, and the years between them."""
    span = side.lines[target].period
    known = {line: period for line in dated if (period := side.lines[line].period) is not None}
    if len(known) < 2:
        return None
    if span is None or span in known.values():
        first = min(known, key=lambda line: known[line].first)
        last = max(known, key=lambda line: known[line].last)
    else:
        opening = [line for line in known if known[line].first == span.first]
        closing = [line for line in known if known[line].last == span.last]
        if len(opening) != 1 or len(closing) != 1:
            return None
        first, last = opening[0], closing[0]
    years = _years(known[first], known[last])
    return (first, last, years) if years is not None and years > 1 else None


def _years(first: Dates, last: Dates) -> int | None:
    return years_between(first, last) if first.grain is last.grain else None


def _ruled(measured: Sequence[Relation]) -> list[Relation]:
    """The figures of one line: where few hold, a miss is told less loudly, where none does, not at all."""
    held = sum(relation.holds for relation in measured)
    missed = sum(relation.fails for relation in measured)
    if not held:
        return [replace(one, tie=None, reason=one.reason or NOTHING_HOLDS) for one in measured]
    cap = Severity.ERROR if held > missed else Severity.WARNING if held == missed else Severity.NOTE
    return [replace(one, cap=min(one.cap, cap)) for one in measured]
