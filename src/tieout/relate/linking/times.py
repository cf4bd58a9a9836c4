"""Of which time figures of the text are: by their sentence, a list of times, their heading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tieout.model import BlockKind, Dates, Fact, Grain, Report
from tieout.relate.linking.cells import spoken_of
from tieout.relate.linking.speech import Speech

_PERIODS = (Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.SPAN)


@dataclass(frozen=True, slots=True)
class Times:
    """The period that the nearest heading over every block names; headings that name several say nothing."""

    headed: dict[int, Dates]

    @staticmethod
    def of(report: Report) -> Times:
        """Look through all headings once."""
        named = {sentence.block: _only_period(sentence.facts) for sentence in report.sentences}
        headed: dict[int, Dates] = {}
        last: Dates | None = None
        for index, block in enumerate(report.document.blocks):
            if block.kind is BlockKind.HEADING:
                last = named.get(index)
            elif last is not None:
                headed[index] = last
        return Times(headed)

    def period(self, speech: Speech, fact: Fact) -> Dates | None:
        """The period of a figure, if any is named for it."""
        own = spoken_of(fact)
        if own is not None or fact.scope or any(_is_dated(other) for other in speech.sentence.facts):
            return own or _dealt(speech, fact)
        return self.headed.get(speech.sentence.block)


def is_left_open(speech: Speech, fact: Fact) -> bool:
    """Whether a list of figures has times of its own, and this figure none of them."""
    run = _run(speech, fact)
    dated = any(_is_dated(other) for other in speech.sentence.facts)
    return speech.respectively and len(run) > 1 and dated and not (spoken_of(fact) or _dealt(speech, fact))


def is_misdated(speech: Speech, fact: Fact) -> bool:
    """Whether the time right behind a figure is another one than it was taken to be of."""
    facts = speech.sentence.facts
    behind = next(iter(facts[facts.index(fact) + 1 :]), None)
    if behind is None or behind.figure.dates is None or fact.period is None:
        return False
    own, named = fact.period, behind.figure.dates
    if own.last < named.first or named.last < own.first:
        return True
    return own.grain in _PERIODS and named.grain in _PERIODS and own.grain is not named.grain


def _dealt(speech: Speech, fact: Fact) -> Dates | None:
    """The last of a list is of the last time behind it: in the second quarter and first half of 2026."""
    run = _run(speech, fact)
    if not speech.respectively or fact is not run[-1] or any(spoken_of(one) for one in run):
        return None
    behind = [other for other in speech.sentence.facts if _is_dated(other) and other.id > fact.id]
    return behind[-1].figure.dates if behind else None


def _run(speech: Speech, fact: Fact) -> list[Fact]:
    return next((run for run in speech.lists() if fact in run), [fact])


def _is_dated(fact: Fact) -> bool:
    return fact.figure.dates is not None


def _only_period(facts: Iterable[Fact]) -> Dates | None:
    found = [fact.figure.dates for fact in facts if fact.figure.dates is not None]
    return found[0] if len(found) == 1 and found[0].grain in _PERIODS else None
