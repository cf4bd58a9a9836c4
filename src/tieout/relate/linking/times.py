"""Of which time figures of the text are: by the time behind them, their sentence, a list, their heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from tieout.lexicon import Phrase, WordList, Words
from tieout.model import BlockKind, Dates, Fact, Grain, Report, Sentence
from tieout.relate.linking.cells import spoken_of
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.prose.letter import kind
from tieout.rulebook.book import Schemas

_LED_TIME = r"\s*(?:{determiner}\s|{definite}\s)?(?:{in_period}\s)?(?:{determiner}\s|{definite}\s)?$"
_LED = Phrase(r"(?:{prose_against}|{compared_from})" + _LED_TIME)
_LED_LONG = Phrase(r"{base_lead}" + _LED_TIME)
_PERIODS = (Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.SPAN)
_LINE = 80  # characters of a line that heads what follows
_JOINT = 6  # characters between the times of a list
_LEADS = 3  # characters between a time and the amount that it leads to
_BEHIND = 40  # characters between a figure and the time that is said behind it
_APART = re.compile(r"[,，;；。(（]|\.\s")
_OPENS, _CLOSES = re.compile(r"[(（\[]\s*$"), re.compile(r"\s*[)）\]]")
_ENDED = re.compile(r"[;；。]|\.\s")


@dataclass(frozen=True, slots=True)
class Times:
    """The period that the nearest heading over every block names; headings that name several say nothing."""

    headed: dict[int, Dates]
    between: frozenset[int]  # blocks under a line that names two times: 2018 compared with 2017
    carried: dict[tuple[int, int], tuple[Dates, ...]]  # by sentence: the years of a list in one before it
    leads: Words  # words before a time that is said behind its figure: 9 million in 2024
    against: Words  # words before what a figure is compared with
    compared: Words  # the same, and words before where a change begins
    since: Words  # words before when a stretch up to now began

    @staticmethod
    def of(report: Report, schemas: Schemas) -> Times:
        """Look through all headings once."""
        named = {sentence.block: _only_period(sentence.facts) for sentence in report.sentences}
        comparing = {sentence.block for sentence in report.sentences if _compares_times(sentence)}
        headed: dict[int, Dates] = {}
        between: set[int] = set()
        last: Dates | None = None
        compares = False
        for index, block in enumerate(report.document.blocks):
            if block.kind is BlockKind.HEADING or index in comparing:
                last, compares = named.get(index), index in comparing
            elif compares:
                between.add(index)
            elif last is not None:
                headed[index] = last
        lists = (
            WordList.TIME_BEHIND, WordList.PROSE_AGAINST, WordList.COMPARED_FROM, WordList.SINCE_WORD,
        )  # fmt: skip
        words = (schemas.words[name] for name in lists)
        return Times(headed, frozenset(between), _carried(report.sentences), *words)

    def period(self, speech: Speech, fact: Fact) -> Dates | None:
        """The period of a figure, if any is named for it."""
        behind = self._behind(speech, fact) or _dealt(speech, fact) or self.carried_year(speech, fact)
        if behind is not None:
            return behind
        own = None if self._is_of_other(speech, fact) else spoken_of(fact)
        if own is not None or fact.scope or any(_is_dated(other) for other in speech.sentence.facts):
            compared = fact.scope and speech.nature(fact) is not Nature.CHANGE
            listed = speech.respectively and len(_run(speech, fact)) > 1
            return own or (None if compared or listed else self._only(speech, fact))
        return self.headed.get(speech.sentence.block)

    def is_unsaid(self, speech: Speech, fact: Fact) -> bool:
        """Whether nothing but a heading, if that, says of which time a figure is."""
        period, block = self.period(speech, fact), speech.sentence.block
        return fact.period is None and period in (None, self.headed.get(block)) and block not in self.between

    def carried_year(self, speech: Speech, fact: Fact) -> Dates | None:
        """The year of a figure of a list that goes over the years of one in a sentence before."""
        years = self.carried.get((speech.sentence.block, speech.sentence.start), ())
        run = _run(speech, fact)
        if len(run) != len(years) or not {other.period for other in run} <= {None, years[-1]}:
            return None
        return years[run.index(fact)]

    def _only(self, speech: Speech, fact: Fact) -> Dates | None:
        """The only time of a sentence, but for those behind words of comparison and those of others."""
        end = self._compared_at(speech)
        dated = (
            time
            for time in speech.sentence.facts
            if _is_dated(time)
            and speech.start(time) < end
            and not _opens_bracket(speech, time)
            and not self._begins(speech, time)
            and not _is_anothers(speech, time, fact)
            and not (time.figure.dates is not None and is_led(speech, time, time.figure.dates))
        )
        times = list(islice(dated, 2))
        return times[0].figure.dates if len(times) == 1 else None

    def _begins(self, speech: Speech, time: Fact) -> bool:
        """Whether a time is when a stretch up to now began: the highest since 2017."""
        before = speech.sentence.before(time).rstrip()
        return any(match.end() == len(before) for match in self.since.pattern.finditer(before))

    def _compared_at(self, speech: Speech) -> int:
        """Where a sentence begins to say what something is compared with, or where a change begins."""
        text = speech.sentence.text
        found = (words.search(text) for words in (self.against, self.compared))
        return min((match.start() for match in found if match is not None), default=len(text))

    def _is_of_other(self, speech: Speech, fact: Fact) -> bool:
        """Whether the period of a figure is that of what it is compared with: 5 compared to 4 in 2021."""
        later = (time for time in speech.sentence.facts if time.id > fact.id and _is_dated(time))
        time = next(later, None)
        if time is None or time.figure.dates != fact.period or fact.period is None:
            return False
        return self.against.search(speech.sentence.between(fact, time)) is not None

    def is_told(self, speech: Speech, fact: Fact) -> bool:
        """Whether the clause of a figure says of which time it is: no list, and nothing carried over."""
        if self._behind(speech, fact) is not None or _dealt(speech, fact) is not None:
            return True
        if self._only(speech, fact) is not None:
            return _ENDED.search(speech.sentence.text.rstrip(" .。;；")) is None
        own, facts = self.period(speech, fact), speech.sentence.facts
        at = facts.index(fact)
        for index in range(at - 1, -1, -1):
            dates = facts[index].figure.dates
            if dates is None:
                if kind(facts[index].figure.amount) == kind(fact.figure.amount):
                    return False
                continue
            between = speech.sentence.between(facts[index], fact)
            several = index > 0 and _is_dated(facts[index - 1]) and _is_listed(speech, index - 1)
            return own is not None and not several and not (_ENDED.search(between) or _are_apart(own, dates))
        return False

    def is_misdated(self, speech: Speech, fact: Fact) -> bool:
        """Whether the time right behind a figure is another one than it is taken to be of."""
        behind, own = _next_time(speech, fact), self.period(speech, fact)
        if behind is None or behind.figure.dates is None or own is None:
            return False
        between = speech.sentence.between(fact, behind)
        if _ENDED.search(between) or self.against.search(between) is not None:
            return False  # of the next clause, or what it is compared with
        if speech.respectively and len(_run(speech, fact)) > 1 and spoken_of(fact) is not None:
            return False  # dealt out of a list of times
        return _are_apart(own, behind.figure.dates)

    def is_dated(self, speech: Speech) -> bool:
        """Whether a sentence names a time other than when a stretch up to now began."""
        return any(_is_dated(fact) and not self._begins(speech, fact) for fact in speech.sentence.facts)

    def is_behind(self, speech: Speech, fact: Fact, cell: Fact) -> bool:
        """Whether the period of a cell is said right behind a figure."""
        behind = self._behind(speech, fact)
        return behind is not None and behind == cell.period

    def _behind(self, speech: Speech, fact: Fact) -> Dates | None:
        """The period that is said right behind a figure: 9 million for the year ended 31 March 2024."""
        behind = _next_time(speech, fact)
        if behind is None or (speech.respectively and len(_run(speech, fact)) > 1):
            return None
        between = speech.sentence.between(fact, behind)
        if (
            len(between) > _BEHIND
            or _is_listed(speech, speech.sentence.facts.index(behind))
            or _APART.search(between)
            or self.against.search(between) is not None
        ):
            return None
        return behind.figure.dates if self.leads.pattern.match(between.lstrip()) is not None else None


def _carried(sentences: Iterable[Sentence]) -> dict[tuple[int, int], tuple[Dates, ...]]:
    """For every sentence that names no time, the years of the last list of its paragraph that is dated."""
    found: dict[tuple[int, int], tuple[Dates, ...]] = {}
    years: tuple[Dates, ...] = ()
    block = -1
    for sentence in sentences:
        if sentence.block != block or any(map(_is_dated, sentence.facts)):
            block, years = sentence.block, _years_of_a_list(sentence.facts)
        elif years:
            found[block, sentence.start] = years
    return found


def _years_of_a_list(facts: Sequence[Fact]) -> tuple[Dates, ...]:
    """The years that figures beside one another are of, each another one; of several lists the last."""
    runs: list[list[Dates]] = [[]]
    for fact in facts:
        period = None if _is_dated(fact) else spoken_of(fact)
        if period is None or period.grain is not Grain.YEAR or period in runs[-1]:
            runs.append([])
        if period is not None and period.grain is Grain.YEAR:
            runs[-1].append(period)
    return next((tuple(run) for run in reversed(runs) if len(run) > 1), ())


def is_left_open(speech: Speech, fact: Fact) -> bool:
    """Whether a list of figures has times of its own, and this figure none of them."""
    run = _run(speech, fact)
    dated = any(_is_dated(other) for other in speech.sentence.facts)
    return speech.respectively and len(run) > 1 and dated and not (spoken_of(fact) or _dealt(speech, fact))


def _next_time(speech: Speech, fact: Fact) -> Fact | None:
    """The time that follows a figure before any other figure."""
    facts = speech.sentence.facts
    behind = next(iter(facts[facts.index(fact) + 1 :]), None)
    return behind if behind is not None and _is_dated(behind) else None


def _is_listed(speech: Speech, at: int) -> bool:
    """Whether a time, by its place among the facts, is followed by another that is dealt out with it."""
    facts = speech.sentence.facts
    if at + 1 >= len(facts) or not _is_dated(facts[at + 1]):
        return False
    return len(speech.sentence.between(facts[at], facts[at + 1])) <= _JOINT


def _are_apart(own: Dates, named: Dates) -> bool:
    if own.last < named.first or named.last < own.first:
        return True
    return own.grain in _PERIODS and named.grain in _PERIODS and own.grain is not named.grain


def _dealt(speech: Speech, fact: Fact) -> Dates | None:
    """The time of a figure among as many behind it as there are figures: 5 and 3 in 2018 and 2017."""
    if not speech.respectively:
        return None
    facts = speech.sentence.facts
    at = facts.index(fact)
    first = next((index for index in range(at + 1, len(facts)) if _is_dated(facts[index])), len(facts))
    times = list(facts[first : first + 1])
    while times and _is_listed(speech, first + len(times) - 1):
        times.append(facts[first + len(times)])
    before = next((index for index in range(at, -1, -1) if _is_dated(facts[index])), -1)
    dealt = facts[before + 1 : first]
    if len(times) == 1 and fact is _run(speech, fact)[-1] and len(dealt) > 1 and spoken_of(dealt[0]) is None:
        return times[0].figure.dates  # in the second quarter and first half of 2026
    if len(times) < 2 or len(dealt) != len(times):
        return None
    return times[at - before - 1].figure.dates


def _is_anothers(speech: Speech, time: Fact, fact: Fact) -> bool:
    """Whether a time opens a later clause and leads to the amount right behind it: 8, 2024 年为 7."""
    facts = speech.sentence.facts
    behind = next(iter(facts[facts.index(time) + 1 :]), None)
    if speech.start(time) <= speech.start(fact) or behind is None or behind.figure.quantity is None:
        return False
    opens = _APART.search(speech.sentence.before(time, _JOINT).rstrip()[-1:]) is not None
    return opens and len(speech.sentence.between(time, behind)) <= _LEADS


def _opens_bracket(speech: Speech, time: Fact) -> bool:
    """Whether a time is that of what stands behind it in a bracket: 642 (FY2024: 592)."""
    opens = _OPENS.search(speech.sentence.before(time)) is not None
    return opens and _CLOSES.match(speech.sentence.after(time)) is None


def _run(speech: Speech, fact: Fact) -> list[Fact]:
    return next((run for run in speech.lists() if fact in run), [fact])


def _is_dated(fact: Fact) -> bool:
    return fact.figure.dates is not None


def _compares_times(sentence: Sentence) -> bool:
    """Whether a sentence is but a line of two times that heads what follows: 2018 compared with 2017."""
    times = [fact.figure.dates for fact in sentence.facts if fact.figure.dates is not None]
    alone = len(times) == len(sentence.facts) and len(sentence.text) <= _LINE
    return len(times) > 1 and alone and all(time.grain in _PERIODS for time in times)


def _only_period(facts: Iterable[Fact]) -> Dates | None:
    found = [fact.figure.dates for fact in facts if fact.figure.dates is not None]
    return found[0] if len(found) == 1 and found[0].grain in _PERIODS else None


def is_led(speech: Speech, time: Fact, dates: Dates) -> bool:
    """Whether words of comparison stand before a time."""
    before = speech.sentence.text[: speech.start(time)].lower()
    stretch = dates.grain in (*_PERIODS[:3], Grain.MONTH)
    phrases = (_LED, _LED_LONG) if stretch else (_LED,)
    return any(speech.lexicon.pattern(phrase).search(before) for phrase in phrases)
