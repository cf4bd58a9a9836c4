"""Between which cells of a row a change runs: those of now, and those of the time it is compared with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tieout.lexicon import Lexicon, Phrase
from tieout.model import Block, Dates, Fact, Grain, Report, Status
from tieout.relate.linking.arithmetic import is_year_before
from tieout.relate.linking.belief import Step
from tieout.relate.linking.cells import is_compared_with, is_of
from tieout.relate.linking.line import has_han
from tieout.relate.linking.link import Linked
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.times import Times, is_led
from tieout.relate.periods_before import WEEK, is_right_before
from tieout.relate.prose.letter import kind

_YEAR = 366
_YEARLY = Phrase(r"{prose_year_ago}|{over_a_year}")
_ON_YEAR = Phrase(r"{prose_year_on_year}")  # or on the period before, where that is said
_SEQUENCE = Phrase(r"{prose_in_sequence}|{over_a_quarter}")
_WITHIN = Phrase(r"{over_a_quarter}")
_ORDINALS = (
    Phrase(r"{first_quarter_word}"), Phrase(r"{second_quarter_word}"),
    Phrase(r"{third_quarter_word}"), Phrase(r"{fourth_quarter_word}"),
)  # fmt: skip
_FROM = Phrase(r"(?:{prose_against}|{compared_from})\s*(?:{level_about}\s*)?$")
_TO = Phrase(r"{level_at}\s*(?:{level_about}\s*)?$")
_MARK = re.compile(r"[,，;；。]|\.\s")
_STOP = re.compile(r"[;；。]|\.\s")


@dataclass(frozen=True, slots=True)
class Bases:
    """Finds the cells that a change runs between; `now` is when the undated figures of a report are."""

    now: int | None
    blocks: Sequence[Block]
    times: Times

    @staticmethod
    def of(report: Report, times: Times, links: Iterable[Linked]) -> Bases:
        """Learn from the figures that are cells which time the report speaks of."""
        ends: Counter[int] = Counter()
        for link in links:
            cell = link.cells[0]
            undated = link.fact.period is None and not is_compared_with(link.fact)
            if link.tie.holds and len(link.cells) == 1 and undated and cell.status is Status.ACTUAL:
                ends.update(() if cell.period is None else (cell.period.last,))
        most = ends.most_common(1)
        now = most[0][0] if most and most[0][1] * 2 > ends.total() else None
        return Bases(now, report.document.blocks, times)

    def goes(self, speech: Speech, fact: Fact, cell: Fact) -> bool:
        """Whether a cell is of the time of a figure, if a sentence says one."""
        behind, before = _times(speech, fact, bases=False)
        told = behind[:1] or before[-1:]
        return not told or cell.period is None or is_of(told[0], cell)

    def are_told(self, speech: Speech, fact: Fact) -> bool:
        """Whether a sentence says of which time a figure is."""
        behind, before = _times(speech, fact, bases=False)
        return len(behind[:1] or before) == 1

    def ends(self, speech: Speech, fact: Fact, levels: Sequence[Fact]) -> list[Fact]:
        """The cells of a row at the time that a change leads to."""
        if any(fact in run for run in speech.lists()) or speech.line.in_row(fact):
            period = self.times.period(speech, fact)
            return [cell for cell in levels if period is not None and is_of(period, cell)]
        behind, before = _times(speech, fact, bases=False)
        told = behind[:1] or before
        if told:
            return [cell for cell in levels if is_of(told[0], cell)] if len(told) == 1 else []
        if speech.sentence.block in self.times.between:
            return []
        headed = self.times.headed.get(speech.sentence.block)
        if headed is not None and any(cell.period is not None for cell in levels):
            return [cell for cell in levels if is_of(headed, cell)]
        known = [cell for cell in levels if cell.period is not None and cell.status is Status.ACTUAL]
        last = max((cell.period.last for cell in known if cell.period is not None), default=0)
        return self._ending(self.now, known) or self._ending(last, known)

    def _ending(self, day: int | None, cells: Sequence[Fact]) -> list[Fact]:
        """The cells of a time that ends about a day."""
        return [
            cell
            for cell in cells
            if day is not None and cell.period is not None and abs(cell.period.last - day) <= WEEK
        ]

    def at(self, speech: Speech, fact: Fact, levels: Sequence[Fact]) -> list[Fact]:
        """The cells of a row at the time of a figure, or at that with which another is compared."""
        nows = self.ends(speech, fact, levels)
        if not is_base(speech, fact) or _times(speech, fact, bases=False)[0]:
            return nows
        return [cell for now in nows for cell in self.starts(speech, fact, now, levels)[0]]

    def starts(
        self, speech: Speech, fact: Fact, now: Fact, levels: Sequence[Fact]
    ) -> tuple[list[Fact], bool]:
        """The cells that a change may begin with, and whether its words say which."""
        others = [cell for cell in levels if cell is not now and cell.period is not None]
        behind, before = _times(speech, fact, bases=True)
        times = behind[:1] or before
        if times:
            return [cell for cell in others if len(times) == 1 and is_of(times[0], cell)], True
        if now.period is None:
            return (others, False) if len(levels) <= len(("base", "now")) else ([], False)
        for text in _around(speech, fact):
            said = _Said.of(text, speech.lexicon)
            if said.within and _Said.of(_undated(speech), speech.lexicon).yearly:
                said = replace(said, within=False)
            if said.any:
                return [cell for cell in others if said.goes(cell, now.period)], True
        said = _Said.of(_undated(speech), speech.lexicon)
        if said.any:
            return [cell for cell in others if said.goes(cell, now.period)] if said.alone else [], False
        if now.period.grain is Grain.YEAR:
            if any(kind(other.figure.amount) == "Z" for other in speech.quantities):
                return [], False  # up 12.4 points in three years
            return [cell for cell in others if is_year_before(cell.period, now.period)], True
        if len(others) == 1:
            return others, True
        said = _Said.of(self.blocks[speech.sentence.block].text.content.lower(), speech.lexicon)
        return [cell for cell in others if not said.alone or said.goes(cell, now.period)], False


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says that something is compared with: a year before, the period before, a quarter."""

    yearly: bool
    in_sequence: bool
    within: bool  # `in the quarter`, which says no more than of which a figure is where it is no balance
    ordinals: tuple[int, ...]

    @staticmethod
    def of(text: str, lexicon: Lexicon) -> _Said:
        """Look for the words."""
        yearly, on_year, in_sequence, within = (
            lexicon.pattern(phrase).search(text) is not None
            for phrase in (_YEARLY, _ON_YEAR, _SEQUENCE, _WITHIN)
        )
        numbers = (n for n, phrase in enumerate(_ORDINALS, 1) if lexicon.pattern(phrase).search(text))
        return _Said(yearly or (on_year and not in_sequence), in_sequence, within, tuple(numbers))

    @property
    def any(self) -> bool:
        """Whether it says anything."""
        return self.yearly or self.in_sequence or bool(self.ordinals)

    @property
    def alone(self) -> bool:
        """Whether it says but one thing."""
        return self.yearly + self.in_sequence + len(self.ordinals) == 1

    def goes(self, cell: Fact, now: Dates) -> bool:
        """Whether a cell is of that time."""
        then = cell.period
        if then is None:
            return False
        if self.yearly:
            return is_year_before(then, now)
        if self.ordinals:
            return any(_is_quarter(then, number, now) for number in self.ordinals[:1])
        if is_right_before(then, now):
            return True
        return self.within and now.grain is Grain.QUARTER and is_year_before(then, now)


def says_base(speech: Speech, fact: Fact) -> bool:
    """Whether the words right behind a figure say of which time it is compared with."""
    said = _Said.of(next(iter(_around(speech, fact))), speech.lexicon)
    return said.any or bool(_times(speech, fact, bases=True)[0])


def is_base(speech: Speech, fact: Fact) -> bool:
    """Whether a figure is what another one is compared with, or came from."""
    before = speech.sentence.before(fact).lower()
    return speech.begins_change(fact) or speech.lexicon.pattern(_FROM).search(before) is not None


def step_of(then: Fact, now: Fact) -> Step:
    """From which time a change between two cells is."""
    if then.period is None or now.period is None:
        return Step.NONE
    if is_year_before(then.period, now.period):
        return Step.YEAR
    return Step.PERIOD if is_right_before(then.period, now.period) else Step.NONE


def _is_quarter(period: Dates, number: int, now: Dates) -> bool:
    """Whether a period is, or ends with, the last quarter of this number before another."""
    if period.grain not in (Grain.QUARTER, Grain.DAY) or not 0 < now.last - period.last < _YEAR:
        return False
    return (date.fromordinal(period.last - WEEK).month - 1) // 3 + 1 == number


def _around(speech: Speech, fact: Fact) -> Iterator[str]:
    """The words behind a figure, those behind the level it leads to, and those its sentence opens with."""
    text, end = _undated(speech), fact.figure.end - speech.sentence.start
    ended = _STOP.search(text, end)
    stop = len(text) if ended is None else ended.start()
    if has_han(text):  # 同比下降 8.1%
        yield text[max((_end(speech, one) for one in speech.quantities if one.id < fact.id), default=0) : end]
    cuts = [speech.start(other) for other in speech.quantities if end <= speech.start(other) < stop] + [stop]
    yield text[end : cuts[0]]
    if len(cuts) > 1 and speech.lexicon.pattern(_TO).search(text, end, cuts[0]):
        yield text[end : cuts[1]]
    yield text[: min(map(speech.start, speech.quantities))]


def _undated(speech: Speech) -> str:
    """The text of a sentence with blanks for the times that are read already."""
    text = speech.sentence.text.lower()
    for time in speech.sentence.facts:
        if time.figure.dates is not None:
            start, end = speech.start(time), time.figure.end - speech.sentence.start
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _end(speech: Speech, fact: Fact) -> int:
    return fact.figure.end - speech.sentence.start


def _times(speech: Speech, fact: Fact, *, bases: bool) -> tuple[list[Dates], list[Dates]]:
    """The times behind a figure and before it that it is compared with, or those that it is of."""
    start, end = speech.start(fact), fact.figure.end - speech.sentence.start
    behind: list[Dates] = []
    before: list[Dates] = []
    for time in speech.sentence.facts:
        dates, at = time.figure.dates, speech.start(time)
        if dates is None or is_led(speech, time, dates) is not bases:
            continue
        between = [
            other for other in speech.quantities if min(at, end) <= speech.start(other) < max(at, start)
        ]
        if at >= end and not between and not _MARK.search(speech.sentence.text, end, at):
            behind.append(dates)
        elif at < start and not (bases and between) and dates not in before:
            before.append(dates)
    return behind, before
