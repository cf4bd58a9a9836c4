"""What the sentences of a report tell of measures: levels, growth and points, each of its period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from tieout.extract.remembered import remembering
from tieout.extract.vocabulary import vocabulary
from tieout.lexicon import Role, WordList
from tieout.model import Fact, Report
from tieout.relate.prose.line import Line
from tieout.relate.prose.lines import Lines, lines
from tieout.relate.prose.measure import bare
from tieout.relate.prose.told import in_points
from tieout.relate.series.measures import Measure, Namer
from tieout.relate.series.nature import BASES, Nature, direction, moves, nature
from tieout.relate.series.periods import UNNAMED, Period, by_quarters, dealt, times
from tieout.relate.series.runs import Run, runs
from tieout.rulebook.book import Schemas

_FORMER = f"{Role.TOLD}/former"
_NEAR = 3  # marks before a figure among which a word for a base stands
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, the measure and the period that it is of, and what it says of it.

    `direction` is 1 for words of a rise, -1 for those of a fall, 0 where its sign says so. `former` marks a
    forecast that was replaced. `aside` stands in a bracket, or behind a word for what is compared.
    """

    fact: Fact
    measure: Measure
    period: Period
    nature: Nature
    direction: int = 0
    former: bool = False
    dated: bool = False  # the period is named with it
    aside: bool = False
    sentence: int = 0
    listed: tuple[int, int] = (1, 0)  # figures of its list, and its place there


def told(report: Report, schemas: Schemas) -> Sequence[Sequence[Told]]:
    """What every paragraph tells, in reading order; read once for all kinds that ask."""
    return _paragraphs(schemas)(report)


@remembering
def _paragraphs(schemas: Schemas) -> Callable[[Report], Sequence[Sequence[Told]]]:
    reader = _Reader(schemas, Namer(schemas, vocabulary(schemas)))
    return remembering(lambda report: tuple(_read(report, lines(report, schemas), reader)))


def _read(report: Report, known: Lines, reader: _Reader) -> Iterator[Sequence[Told]]:
    home: tuple[int, int | None, int | None] | None = None
    passage = _Passage()
    for place, sentence in enumerate(report.sentences):
        at = sentence.block, sentence.row, sentence.col
        if at != home:
            yield from passage.ended()
            home, passage = at, _Passage()
        if sentence.row is None and any(fact.figure.quantity is not None for fact in sentence.facts):
            reader.read(known.own(place), place, passage)
    yield from passage.ended()


@dataclass(frozen=True, slots=True)
class _Heard:
    """A list of figures with all but their measures; `pattern` is all that they share."""

    facts: Sequence[Fact]
    periods: Sequence[Period]
    pattern: Told

    def told(self, measures: Sequence[Measure]) -> list[Told]:
        """The figures with their measures; none where two of them would be one fact."""
        count, pattern = len(self.facts), self.pattern
        of = list(zip(measures, self.periods, strict=False))
        open_list = pattern.nature is not Nature.LEVEL and not pattern.dated  # the levels beside it tell
        if len(of) != count or not (len(set(of)) == count or open_list):
            return []
        return [
            replace(pattern, fact=fact, measure=measure, period=period, listed=(count, at))
            for at, (fact, (measure, period)) in enumerate(zip(self.facts, of, strict=True))
        ]


@dataclass(slots=True)
class _Passage:
    """What a paragraph has told so far, and what it goes on speaking of."""

    told: list[Told] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)  # that were named last
    recent: list[Measure] = field(default_factory=list)  # in the order in which they were named
    periods: list[Period] = field(default_factory=list)
    waiting: _Heard | None = None  # growth told before its measure is named

    def named(self, measures: Sequence[Measure]) -> None:
        """It speaks of these now."""
        self.measures = list(measures)
        self.recent = [each for each in self.recent if each not in measures] + list(dict.fromkeys(measures))

    def ended(self) -> Iterator[Sequence[Told]]:
        """All that it has told; what names no year is of the one year that it names, if that is free."""
        years = {each.period.year for each in self.told if each.period.named and not each.aside}
        found = list(self.told)
        if len(years) == 1:
            year = next(iter(years))
            found = [
                each if each.period.named else replace(each, period=each.period.of(year)) for each in found
            ]
        levels = [(each.measure, each.period) for each in found if each.nature is Nature.LEVEL]
        if self.told:
            yield found if len(set(levels)) == len(levels) else self.told


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads lines run by run."""

    schemas: Schemas
    namer: Namer

    def read(self, line: Line, place: int, passage: _Passage) -> None:
        """Add what a sentence tells to what its paragraph has told."""
        passage.waiting = None
        for run in runs(line, self.schemas):
            self._take(run, place, passage)

    def _take(self, run: Run, place: int, passage: _Passage) -> None:
        near = [mark.names for mark in run.before[-_NEAR:]]
        rate = run.first.letter in "PO" and moves(run) is not None
        named = self.namer.measures(run, rate=rate)
        measures = named or self._again(run, passage)
        says = nature(run, bool(measures) and self._is_ratio(measures[0]), self.schemas.lexicon)
        level = says is Nature.LEVEL
        based = any(names & BASES for names in near)
        prior = run.prior or any(WordList.PROSE_BASE_PERIOD in mark.names for mark in run.before)
        left = prior or any(WordList.PROSE_FROM in names for names in near)
        dated, periods = self._periods(run, passage.periods, prior=level and left)
        if dated and not level and (based or prior):
            dated, periods = False, _fitting(passage.periods, run.count)  # the date is that of the base
        aside = level and (based or run.bracketed or prior)
        if named and not (aside and (passage.measures or not named[0].known)):
            passage.named(named)
        if periods and not aside and (level or dated):
            passage.periods = periods
        if says is None or (aside and not left and not dated):
            return  # beside something else than the year before: a forecast, a peer
        former = any(tag.name == _FORMER for tag in self.schemas.lexicon.tags(run.words, _FORMER))
        former |= run.line.is_whole_of_rate(run.facts[0])
        facts = [
            in_points(fact) if says is Nature.POINTS and bare(fact.figure.amount) else fact
            for fact in run.facts
        ]
        pattern = Told(
            facts[0], Measure(""), UNNAMED, says, direction(moves(run) or ()), former, dated, aside, place
        )
        heard = _Heard(facts, periods, pattern)
        if level and named and passage.waiting is not None:
            passage.told += passage.waiting.told(measures)
        passage.waiting = heard if not level and not measures else None
        passage.told += heard.told(measures)

    def _again(self, run: Run, passage: _Passage) -> list[Measure]:
        """The measures that a list goes on speaking of: one over its years, or the last of that number.

        What is no concept is not spoken of behind a stop.
        """
        measures = _fitting(passage.measures, run.count)
        if run.count > 1 and len(set(passage.measures)) == 1:
            own = run.behind or times(run.line, run.start, run.first.start, UNNAMED, self.schemas)
            years = dealt(own, run.count, None)
            if len(set(years)) < run.count and len(set(passage.periods)) < run.count <= len(passage.recent):
                measures = passage.recent[-run.count :]
        stopped = run.since > run.start and not all(measure.known for measure in measures)
        return [] if stopped else measures

    def _periods(self, run: Run, spoken: Sequence[Period], *, prior: bool) -> tuple[bool, list[Period]]:
        """Whether they are named beside the list, and the period of each figure.

        Else it is that spoken of, or the year before it.
        """
        last = spoken[-1] if spoken else UNNAMED
        own = times(run.line, run.since, run.first.start, last, self.schemas)
        quarterly = by_quarters(run.line, run.since, run.first.start, self.schemas)
        named = dealt(run.behind or own, run.count, last if quarterly else None)
        if named or own or run.behind:
            return True, named
        of = list(_fitting(spoken, run.count)) or [UNNAMED] * run.count
        return False, [period.before() for period in of] if prior else of

    def _is_ratio(self, measure: Measure) -> bool:
        concept = self.schemas.concepts.get(measure.name)
        return concept is not None and concept.powers == ()


def _fitting(known: Sequence[T], count: int) -> list[T]:
    """What was spoken of, for so many figures."""
    if len(known) == count:
        return list(known)
    return [known[-1]] * count if known and (count == 1 or len(set(known)) == 1) else []
