"""Compound growth of a line that a sentence names, between the two years that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Equation, Number, Root, less
from tieout.model import Dates, Fact, Grain
from tieout.relate.linking.arithmetic import Given, over
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.letter import kind

_LONGEST = 30  # years of compound growth


@dataclass(frozen=True, slots=True)
class Compounded:
    """Holds the compound rates of sentences against the lines that they name."""

    direct: Direct
    wording: Wording

    def links(self, speech: Speech, spots: Sequence[Spot], known: Mapping[int, Linked]) -> Iterator[Linked]:
        """The links of the compound rates of a sentence that are not linked yet."""
        for fact in speech.quantities:
            if fact.id in known or fact.figure.amount.upper is not None or kind(fact.figure.amount) != "P":
                continue
            link = self._compound(speech, spots, fact) if speech.nature(fact) is Nature.COMPOUND else None
            if link is not None:
                yield link

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


def _of_year(cell: Fact, dates: Dates) -> bool:
    return cell.period is not None and (cell.period.first, cell.period.last) == (dates.first, dates.last)


def _linked(equation: Equation[Fact], line: Line, *, closed: bool) -> Linked | None:
    tie = equation.tie()
    return None if tie is None else Linked(equation, tie, line.grid.number, closed=closed, sure=closed)
