"""Rates whose words name the lines they are reckoned from, so that another value is a mistake.

A share names its part and its whole (rent was 12% of revenue), compound growth its line and both years, a
change its line, or it stands beside the level that it led to. Which columns are meant, that level says, or
the time that is told; where nothing says so, any column ties, and the latest is missed by a warning at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Equation, Number, Root, grown, less
from tieout.lexicon import Phrase, WordList
from tieout.model import Dates, Fact, Grain, Status
from tieout.relate.linking.arithmetic import Given, is_year_before, over, term_of
from tieout.relate.linking.cells import within
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.letter import kind
from tieout.slip import misprinted, significant

_OF = Phrase(r"\s*{as_share_of}\s")
_LEADS = 24  # letters between a share and the name of its whole
_ONE_CELL = 8  # columns in one of which a share may hold where no time is told
_LONGEST = 30  # years of compound growth
_BESIDE = 12  # letters between a change and the level it leads to
_CLAUSE = re.compile(r"[,，;；。:：(（]|\.\s|\s[-–—]\s|\.?$")
_Pair = tuple[Fact, Fact]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Holds the rates of sentences against what the lines give that they name."""

    direct: Direct
    wording: Wording

    def links(self, speech: Speech, spots: Sequence[Spot], known: Mapping[int, Linked]) -> Iterator[Linked]:
        """The links of the rates of a sentence that are not linked yet."""
        for fact in speech.quantities:
            if fact.id in known or fact.figure.amount.upper is not None or kind(fact.figure.amount) != "P":
                continue
            nature = speech.nature(fact)
            if nature is Nature.SHARE:
                link = self._share(speech, spots, fact)
            elif nature is Nature.COMPOUND:
                link = self._compound(speech, spots, fact)
            else:
                changed = nature is Nature.CHANGE and not speech.revised(fact)
                link = self._change(speech, fact, known) if changed else None
                if link is None and changed:
                    link = self._named_change(speech, spots, fact)
            if link is not None:
                yield link

    # --- a share of a named whole ---

    def _share(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Linked | None:
        part, whole = self._part(speech, spots, fact), self._whole(speech, spots, fact)
        if part is None or whole is None or part.name == whole.name:
            return None
        block = speech.sentence.block
        period = self.direct.times.period(speech, fact)
        pairs: list[tuple[Line, _Pair]] = []
        for line in self.direct.names.near(part.name, block):
            for other in self.direct.names.near(whole.name, block):
                named = line.is_row and other.is_row and part.names(line) and whole.names(other)
                if named and not self.wording.ahead(speech, part.start, line.context):
                    pairs += [(line, pair) for pair in self._columns(fact, period, line, other)]
        told = period is not None and self.direct.times.is_told(speech, fact)
        return _chosen(fact, pairs, closed=told) if len(pairs) <= _ONE_CELL or told else None

    def _part(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Spot | None:
        """The name before a share, with nothing but links between."""
        before = [spot for spot in spots if spot.end <= speech.start(fact)]
        if not before:
            return None
        block, start = speech.sentence.block, speech.start(fact)
        lines = self.direct.names.near(before[-1].name, block)
        known = (*(line.context for line in lines), *speech.lexicon.words(WordList.PROSE_SHARE))
        goes_on = [
            mark.end for mark in speech.line.inside(before[-1].end, start) if WordList.AND_WORD in mark.names
        ]  # the fastest of all and now 24% of sales
        since = max((before[-1].end, *goes_on))
        return None if self.wording.between(speech, since, start, " ".join(known)) else before[-1]

    def _whole(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Spot | None:
        """The name that a share is said to be of."""
        end = fact.figure.end - speech.sentence.start
        text = speech.sentence.text
        leads = speech.lexicon.pattern(_OF).match(text, end)
        behind = next((spot for spot in spots if spot.start >= end), None)
        if leads is None or behind is None or behind.start - leads.end() > _LEADS:
            return None
        if self.wording.foreign(speech, leads.end(), behind.start, "") or any(
            end <= speech.start(other) < behind.start for other in speech.quantities
        ):
            return None
        return None if self._runs_on(speech, behind) else behind

    def _runs_on(self, speech: Speech, spot: Spot) -> bool:
        """Whether words behind the name of a whole make it that of less: of revenue in the cloud segment."""
        text = speech.sentence.text
        starts = (speech.start(other) for other in speech.sentence.facts if speech.start(other) >= spot.end)
        mark = _CLAUSE.search(text, spot.end)
        end = min(min(starts, default=len(text)), mark.start() if mark is not None else len(text))
        return bool(self.wording.foreign(speech, spot.end, end, ""))

    def _columns(self, fact: Fact, period: Dates | None, part: Line, whole: Line) -> Iterator[_Pair]:
        """The cells of both lines of one column, or of one time where they stand in two tables."""
        for cell in self.direct.cells(part):
            for other in self.direct.cells(whole):
                together = (
                    cell.figure.col == other.figure.col
                    if part.grid is whole.grid
                    else cell.period is not None and cell.period == other.period
                )
                alike = kind(cell.figure.amount) == kind(other.figure.amount) == "A"
                dimension = cell.figure.amount.unit.same_dimension(other.figure.amount.unit)
                if together and alike and dimension and within(fact, period, cell):
                    yield cell, other

    # --- compound growth between two years ---

    def _compound(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Linked | None:
        named = [
            other.figure.dates for other in speech.sentence.facts
            if other.figure.dates is not None and other.figure.dates.grain is Grain.YEAR
        ]  # fmt: skip
        before = [spot for spot in spots if spot.end <= speech.start(fact)]
        if len(named) != len(("first", "last")) or not before:
            return None
        first, last = sorted(named, key=lambda dates: dates.first)
        for line in self.direct.names.near(before[-1].name, speech.sentence.block):
            if (
                not line.is_row
                or not before[-1].names(line)
                or self._is_apart(speech, before[-1], fact, line)
            ):
                continue
            levels = self.direct.cells(line)
            ends = [[cell for cell in levels if _of_year(cell, dates)] for dates in (first, last)]
            years = (last.last - first.last + 183) // 365
            if not all(len(cells) == 1 for cells in ends) or not 1 < years <= _LONGEST:
                continue
            ratio = over(ends[1][0], ends[0][0])
            if ratio is not None and ends[0][0].figure.amount.value > 0 < ends[1][0].figure.amount.value:
                side = less(Root(ratio, years), Number(Fraction(1)))
                return _linked(Given(side).equation(fact), line, closed=True)
        return None

    def _is_apart(self, speech: Speech, spot: Spot, fact: Fact, line: Line) -> bool:
        """Whether words make the name of a line that of something else, or the rate."""
        between = self.wording.foreign(speech, spot.end, speech.start(fact), line.context)
        return bool(between or speech.otherwise(fact, line.context))

    # --- a change to the level beside it ---

    def _change(self, speech: Speech, fact: Fact, known: Mapping[int, Linked]) -> Linked | None:
        """A change right before the level it leads to, from the same time a year before."""
        level = next((other for other in speech.quantities if speech.start(other) > speech.start(fact)), None)
        link = known.get(level.id) if level is not None else None
        if level is None or link is None or not link.tie.holds or len(link.cells) != 1:
            return None
        marks = speech.line.inside(speech.line.mark(fact).end, speech.line.mark(level).start)
        leads = any(WordList.PROSE_TO in mark.names for mark in marks)
        told = speech.lexicon.tags(speech.sentence.between(fact, level), WordList.PROSE_YEAR_ON_YEAR)
        near = len(speech.sentence.between(fact, level)) - sum(tag.end - tag.start for tag in told) <= _BESIDE
        line = self.direct.line_of.get(link.cells[0].id) or self._row_of(link)
        if not leads or not near or line is None or not line.is_row or speech.otherwise(fact):
            return None
        now = link.cells[0]
        levels = [
            c for c in self.direct.cells(line) if kind(c.figure.amount) == kind(now.figure.amount) == "A"
        ]
        base = [cell for cell in levels if is_year_before(cell.period, now.period)]
        yearly = now.period is not None and now.period.grain is Grain.YEAR
        alone = yearly or bool(told) or len(levels) == len((base, now))
        if len(base) != 1 or not alone or base[0].figure.amount.value <= 0:
            return None
        side = grown(term_of(base[0]), term_of(now))
        given = Given(side).equation(fact)
        return _linked(given, line, closed=not self._told_otherwise(line, now, given))

    def _row_of(self, link: Linked) -> Line | None:
        """The row of a cell that a figure is by its value."""
        grid = next((grid for grid in self.direct.report.grids if grid.number == link.table), None)
        row = link.cells[0].figure.row
        return None if grid is None or row is None else Line(grid, row, is_row=True)

    def _named_change(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Linked | None:
        """A change of a named line: at the time that is told, or of the latest if it looks like theirs."""
        spot = self._part(speech, spots, fact)
        if spot is None or not spot.whole or speech.otherwise(fact) or self._goes_on(speech, fact):
            return None
        if speech.led_by(fact, WordList.PROSE_AGAINST) and any(
            mark.letter == "D" for mark in speech.lead(fact)
        ):
            return None  # on a year that is named, which need not be the one before
        period = self.direct.times.period(speech, fact)
        told = period is not None and self.direct.times.is_told(speech, fact)
        found: list[Linked] = []
        for line in self.direct.names.near(spot.name, speech.sentence.block):
            if not line.is_row or self.wording.ahead(speech, spot.start, line.context):
                continue
            levels = [cell for cell in self.direct.cells(line) if kind(cell.figure.amount) == "A"]
            for now in levels:
                base = [cell for cell in levels if is_year_before(cell.period, now.period)]
                if not within(fact, period, now) or len(base) != 1 or not _are_positive(base[0], now):
                    continue
                given = Given(grown(term_of(base[0]), term_of(now))).equation(fact)
                link = _linked(given, line, closed=told)
                if link is not None and not self._told_otherwise(line, now, given):
                    found.append(link)
        held = next((link for link in found if link.tie.holds and significant(fact.figure.amount) > 1), None)
        if held is not None or told:
            return held or (found[0] if len(found) == 1 else None)
        latest = _latest(found)
        computed = latest.equation.computed() if latest is not None else None
        return latest if computed is not None and misprinted(fact.figure.amount, computed.point) else None

    def _goes_on(self, speech: Speech, fact: Fact) -> bool:
        """Whether a change is told of another time than the year before, or says since when."""
        times = {other.figure.dates for other in speech.sentence.facts if other.figure.dates is not None}
        if "compared from" in fact.scope or len(times) > 1:
            return True
        around = speech.sentence.before(fact, 40) + speech.sentence.after(fact, 40)
        return bool(speech.lexicon.tags(around, WordList.PROSE_IN_SEQUENCE))

    def _told_otherwise(self, line: Line, now: Fact, given: Equation[Fact]) -> bool:
        """Whether the table itself gives a change of the line that its cells do not: on another basis."""
        computed = given.computed()
        rates = [cell for cell in self.direct.cells(line, Nature.CHANGE) if kind(cell.figure.amount) == "P"]
        return computed is not None and any(
            abs(abs(cell.figure.amount.value) - abs(computed.point)) > cell.figure.amount.quantum
            for cell in rates
        )


def _are_positive(base: Fact, now: Fact) -> bool:
    """Whether both are above nothing, so that one is a growth of the other."""
    return base.figure.amount.value > 0 < now.figure.amount.value


def _of_year(cell: Fact, dates: Dates) -> bool:
    return cell.period is not None and (cell.period.first, cell.period.last) == (dates.first, dates.last)


def _linked(equation: Equation[Fact], line: Line, *, closed: bool) -> Linked | None:
    tie = equation.tie()
    return None if tie is None else Linked(equation, tie, line.grid.number, closed=closed, sure=closed)


def _chosen(fact: Fact, pairs: Sequence[tuple[Line, _Pair]], *, closed: bool) -> Linked | None:
    """The pair that a share ties to; if none does, the only one, or the last where no time is told."""
    found: list[Linked] = []
    for line, (part, whole) in pairs:
        side = over(part, whole)
        link = None if side is None else _linked(Given(side).equation(fact), line, closed=closed)
        if link is not None:
            found.append(link)
    holding = next((link for link in found if link.tie.holds and significant(fact.figure.amount) > 1), None)
    if holding is not None:
        return holding
    if closed or len(found) == 1:
        return found[0] if len(found) == 1 else None
    return _latest(found)


def _latest(found: Sequence[Linked]) -> Linked | None:
    """Of several columns that of the latest time, which a sentence without a time speaks of."""
    known = [
        (link.cells[0].period.last, link)
        for link in found
        if link.cells[0].period is not None and link.cells[0].status is Status.ACTUAL
    ]
    last = max((time for time, _ in known), default=None)
    latest = [link for time, link in known if time == last]
    return latest[0] if latest and all(link.cells[0].period is not None for link in found) else None
