"""What cells of a line or column give: changes, multiples, compound growth, shares, sums, differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tieout.equation import Equation, Expression, Number, Quotient, Root, Term, added, grown, less, term
from tieout.lexicon import Phrase, WordList
from tieout.model import Dates, Fact, Grain
from tieout.relate.linking.line import Labels, Line
from tieout.relate.prose.letter import kind

_OPENS = Phrase(r"{whole_opens}")
_MOST_ROWS = 200  # of a table in whose columns totals are looked for
_YEAR = 366
_LONGEST = 30  # years of compound growth


@dataclass(frozen=True, slots=True)
class Given:
    """What cells give: a sum, a change, a share ..."""

    side: Expression[Fact]
    only: bool = False  # whether the words leave no other cells
    unit: Fraction = Fraction(1)  # of the figure, where its word was not read as one: points

    def equation(self, fact: Fact) -> Equation[Fact]:
        """A figure of the text against it: a change is told as a size, and the words carry its sign."""
        stated = term(fact, "stated", factor=self.unit)
        computed = Equation(stated, self.side).computed()
        against = computed is not None and computed.point * stated.point < 0
        return Equation(term(fact, "stated", factor=-self.unit) if against else stated, self.side)


def changes(fact: Fact, now: Fact, levels: Sequence[Fact]) -> Iterator[Given]:
    """The change to a cell from the neighbouring ones of its line: an amount, a rate, or points."""
    sorts = kind(fact.figure.amount), kind(now.figure.amount)
    if sorts not in (("A", "A"), ("P", "A"), ("O", "P")):
        return
    alike = _alike(now, levels)
    for then in _neighbours(now, alike):
        if then.period is not None and now.period is not None and then.period.first >= now.period.first:
            continue
        given = _growth(now, then) if sorts[0] == "P" else less(term_of(now), term_of(then))
        if given is not None:
            only = is_year_before(then.period, now.period) or (len(alike) == 2 and now.period is not None)
            yield Given(given, only)


def multiples(now: Fact, levels: Sequence[Fact]) -> Iterator[Given]:
    """How many times a neighbouring cell a cell is."""
    for then in _neighbours(now, _alike(now, levels)):
        given = over(now, then)
        if given is not None:
            yield Given(given)


def compound(fact: Fact, levels: Sequence[Fact]) -> Iterator[Given]:
    """The yearly growth from the first cell of a line to its last, or over the span the figure names."""
    dated = [cell for cell in levels if cell.period is not None and cell.period.grain is Grain.YEAR]
    dated.sort(key=lambda cell: cell.period.first if cell.period is not None else 0)
    span = fact.period
    if span is not None and span.grain is Grain.SPAN:
        dated = [c for c in dated if c.period and span.first <= c.period.first and c.period.last <= span.last]
    if len(dated) < 3 or not _alike(dated[0], [dated[-1]]):
        return
    first, last = dated[0], dated[-1]
    years = _year(last.period) - _year(first.period)
    ratio = over(last, first)
    if ratio is None or not 1 < years <= _LONGEST:
        return
    yield Given(less(Root(ratio, years), Number(Fraction(1))))


def shares(line: Line, part: Fact, named: frozenset[str], labels: Labels) -> Iterator[Given]:
    """The share of a cell in the totals of its column, and in the other rows that a sentence names.

    Where that is one row alone, the words leave no other whole.
    """
    grid = line.grid
    totals, opens = labels.lexicon.words(WordList.WHOLE_NAMED), labels.lexicon.pattern(_OPENS)
    if not line.is_row or grid.rows > _MOST_ROWS or kind(part.figure.amount) == "P":
        return
    found: list[Given] = []
    for row in range(1, grid.rows + 1):
        whole = grid.facts.get((row, part.figure.col or 0))
        if whole is None or whole is part or whole.figure.quantity is None or not _alike(part, [whole]):
            continue
        name = labels.plain(grid.row_labels[row - 1][-1]) if grid.row_labels[row - 1] else ""
        if name in totals or name in named or opens.match(name):
            given = over(part, whole)
            if given is not None:
                found.append(Given(given))
    yield from (replace(one, only=len(found) == 1) for one in found)


def combined(cells: Sequence[Fact], only: bool, *, difference: bool, unit: Fraction = Fraction(1)) -> Given:
    """The sum of cells, or the difference of two."""
    signs = (1, *(-1 if difference else 1 for _ in cells[1:]))
    return Given(added([term_of(cell) for cell in cells], signs), only, unit)


def term_of(cell: Fact) -> Term[Fact]:
    """A cell as it enters an equation: a table prints every digit on purpose."""
    return term(cell, "cell", strict=True)


def over(part: Fact, whole: Fact) -> Expression[Fact] | None:
    """One cell over another; None if that may be zero."""
    below = term_of(whole)
    return None if below.interval.holds_zero() else Quotient(term_of(part), below)


def is_year_before(then: Dates | None, now: Dates | None) -> bool:
    """Whether a period is the same one a year earlier."""
    if then is None or now is None or then.grain is not now.grain:
        return False
    return _year(then) == _year(now) - 1 and abs(now.last - then.last - _YEAR) < 10


def _alike(cell: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The cells of one sort and dimension with another."""
    own = cell.figure.amount
    return [
        other
        for other in others
        if other.figure.quantity is not None
        and other.figure.quantity.unit.same_dimension(own.unit)
        and kind(other.figure.quantity) == kind(own)
    ]


def _neighbours(cell: Fact, levels: Sequence[Fact]) -> list[Fact]:
    """The next cell of a line, where the year before mostly stands, and the one before."""
    at = next((index for index, other in enumerate(levels) if other.id == cell.id), None)
    return [] if at is None else [*levels[at + 1 : at + 2], *levels[max(at - 1, 0) : at]]


def _growth(now: Fact, then: Fact) -> Expression[Fact] | None:
    a, b = term_of(now), term_of(then)
    return None if a.point <= 0 or b.point <= 0 or b.interval.holds_zero() else grown(b, a)


def _year(period: Dates | None) -> int:
    return date.fromordinal(period.last).year if period is not None else 0
