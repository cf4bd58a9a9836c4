"""Lists of figures along a line of a table: 12, 15 and 18 million in three years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tieout.model import Dates, Fact
from tieout.quantity import Tie
from tieout.relate.linking.cells import Candidate, Fit, like
from tieout.relate.linking.direct import Direct, spot_of
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import tied
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.sameness import comparable
from tieout.slip import distinctive, misprinted, near, significant

_LIST_DIGITS = 4  # of the others
_LONG = 4  # figures of a list of which all others are cells in a row: the last is the cell of its place
_TOLD = 6  # digits of the others
_LIST = 3  # figures of a list that show, but for one, which line it follows


def along(direct: Direct, speech: Speech, spots: Sequence[Spot], known: frozenset[int]) -> Iterator[Linked]:
    """The lists of a sentence along the lines that it names, but for those known."""
    for run in speech.lists():
        if run[0].id not in known:
            yield from _along(direct, speech, spots, run)


def _along(direct: Direct, speech: Speech, spots: Sequence[Spot], run: Sequence[Fact]) -> Iterator[Linked]:
    """A list of figures along a line; one that alone is not the cell of its place has gone wrong."""
    spot = spot_of(speech, spots, run[0])
    if spot is not None:
        lines = direct.names.near(spot.name, speech.sentence.block)
        years = [direct.times.period(speech, fact) for fact in run]
        yield from _follow(direct, run, lines, speech.nature(run[0]), years)


def left_over(direct: Direct, speech: Speech, linked: Sequence[Linked]) -> Iterator[Linked]:
    """The one figure of a list that is no cell where all others are cells of one row, by whatever words.

    Rows of a table may have cells in common (sales, total sales): the one most figures follow is meant.
    """
    known = {link.fact.id: link for link in linked if link.tie.holds and len(link.cells) == 1}
    for run in speech.lists():
        left = [fact for fact in run if fact.id not in known]
        if len(run) < _LIST or len(left) != 1:
            continue
        others = [known[fact.id] for fact in run if fact.id in known]
        if len({(link.table, link.cells[0].figure.row) for link in others}) == 1:
            grid = direct.grids[others[0].table]
            lines = (Line(grid, row, is_row=True) for row in sorted({row for row, _ in grid.facts}))
            yield from (link for link in _follow(direct, run, lines) if link.fact is left[0])


def _follow(
    direct: Direct,
    run: Sequence[Fact],
    lines: Iterable[Line],
    nature: Nature = Nature.LEVEL,
    years: Sequence[Dates | None] = (),
) -> Iterator[Linked]:
    """The figures of a list along the line that most of them are cells of; `years` are theirs."""
    best: list[tuple[Fact, Fact, Tie]] = []
    chosen: Line | None = None
    for line in lines:
        for cells in _sequences(direct.cells(line, nature), run):
            ties = [
                tied(fact.figure.amount, cell.figure.amount) for fact, cell in zip(run, cells, strict=True)
            ]
            pairs = [(f, c, t) for f, c, t in zip(run, cells, ties, strict=True) if t is not None]
            if len(pairs) == len(run) and _holds(pairs) > _holds(best):
                best, chosen = pairs, line
    missed = [pair for pair in best if not pair[2].holds]
    if chosen is None or not _follows(best, missed):
        return
    closed = bool(missed) and (
        _is_all(chosen, direct.cells(chosen, nature), best) or _of_its_years(best, years)
    )
    for fact, cell, tie in best:
        candidate = Candidate(cell, chosen, Fit.NAMED)
        if (
            tie.holds
            or closed
            or misprinted(fact.figure.amount, cell.figure.amount.value)
            or near(fact.figure.amount, cell.figure.amount)
        ):
            yield direct.linked(fact, candidate, tie, closed=closed and not tie.holds)


def _is_all(line: Line, cells: Sequence[Fact], pairs: Sequence[tuple[Fact, Fact, Tie]]) -> bool:
    """Whether a list goes along the whole of a line, or so far that all others are hardly so by chance."""
    alike = [cell for cell in cells if like(pairs[0][0].figure.amount, cell)]
    told = sum(significant(fact.figure.amount) for fact, _, tie in pairs if tie.holds)
    return told >= _TOLD and (len(pairs) >= _LONG or len(pairs) == len(alike))


def _of_its_years(pairs: Sequence[tuple[Fact, Fact, Tie]], years: Sequence[Dates | None]) -> bool:
    """Whether every figure of a list is of another year, which is that of its cell."""
    dated = len(years) == len(pairs) == len(set(years)) and None not in years
    return dated and all(year == cell.period for year, (_, cell, _) in zip(years, pairs, strict=True))


def _follows(pairs: Sequence[tuple[Fact, Fact, Tie]], missed: Sequence[tuple[Fact, Fact, Tie]]) -> bool:
    """Whether a list runs along a line: all of it, or all but one of three or more."""
    if not missed:
        return any(distinctive(fact.figure.amount) for fact, _, _ in pairs)
    others = {fact.figure.amount.value: fact.figure.amount for fact, _, tie in pairs if tie.holds}
    digits = sum(map(significant, others.values()))
    return len(missed) == 1 and len(others) >= _LIST - 1 and digits >= _LIST_DIGITS


def _holds(pairs: Sequence[tuple[Fact, Fact, Tie]]) -> int:
    return sum(tie.holds for _, _, tie in pairs)


def _sequences(cells: Sequence[Fact], run: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Neighbouring cells of the list's dimension, as many as it has figures, in either direction."""
    first = run[0].figure.amount
    alike = [c for c in cells if c.figure.quantity is not None and comparable(first, c.figure.quantity)]
    for start in range(len(alike) - len(run) + 1):
        window = alike[start : start + len(run)]
        yield window
        yield window[::-1]
