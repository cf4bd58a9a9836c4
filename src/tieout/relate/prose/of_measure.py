"""Shares of a measure that a sentence only names: 44% of revenue, or $8.2 million; 出口3.1亿元，占营收的36%.

The measure's figure stands elsewhere in the report, in the text or a table, and is one of the period that the
sentence speaks of, or that was spoken of last under the same heading. Any that fits will do; a share fails
where all that may be meant are one value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tieout.extract.vocabulary import Vocabulary, vocabulary
from tieout.lexicon import WordList
from tieout.model import Dates, Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.relate.prose.line import Line, line
from tieout.relate.prose.measure import unmeasured
from tieout.relate.prose.share import share_of
from tieout.relate.prose.skeleton import kind
from tieout.relate.prose.statements import tagged
from tieout.relate.prose.told import NEAR, by_a_slip
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import PAUSE

NO_WHOLE = "the report gives no such whole for its period"
_NEAREST = 60  # figures of the measure before and behind a part
_CLOSE = 4  # letters between a part and its share, apart from what they are of
_PASSED = frozenset({PAUSE, WordList.PROSE_FILLER, WordList.PROSE_SHARE, WordList.RESTATED_AS})


class _Share(NamedTuple):
    """A part, its share, and the concept that the share is of."""

    part: Fact
    share: Fact
    concept: str


def shares_of_measures(report: Report, schemas: Schemas, known: Collection[int]) -> Iterator[Relation]:
    """The shares of named measures, without those of shares that are known otherwise."""
    words, names = vocabulary(schemas), tagged(schemas)
    measures = _measures(report)
    spoken: tuple[tuple[str, ...], Dates | None] = ((), None)
    for sentence in report.sentences:
        if spoken[0] != sentence.headings:
            spoken = sentence.headings, None
        if any(
            fact.figure.quantity is not None and kind(fact.figure.amount) == "P" for fact in sentence.facts
        ):
            for told in _told(line((sentence,), schemas, names), words):
                if told.share.id not in known:
                    yield _held(sentence, told, _wholes(measures, told), spoken[1])
        periods = [fact.period for fact in sentence.facts if fact.period is not None]
        spoken = sentence.headings, periods[-1] if periods else spoken[1]


def _measures(report: Report) -> Mapping[str, Sequence[Fact]]:
    """The figures of every concept that nothing narrows, in reading order."""
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if fact.concept is not None and not fact.scope and fact.figure.quantity is not None:
            found.setdefault(fact.concept, []).append(fact)
    return found


def _told(own: Line, words: Vocabulary) -> Iterator[_Share]:
    """Shares; one of nothing named is of what the one before is of, or what its part is one of."""
    if WordList.PROSE_RESPECTIVELY in own.names:
        return  # shares of several periods or things, each of its own whole
    last = ""
    for place, mark in enumerate(own.marks):
        if mark.fact is None or mark.letter != "P":
            continue
        behind = _named_behind(own, place, words)
        before = _named_before(own, place, words)
        if behind is not None:
            last, end = behind
            part = _beside(own, place - 1, mark.start, -1) or _restated(own, place, end)
        elif before is not None:
            concept, at = before
            part = _beside(own, at - 1, own.marks[at].start, -1)
            last = concept or last or _of_its_kind(part)
        else:
            continue
        if part is not None and last:
            yield _Share(part, mark.fact, last)


def _of_its_kind(part: Fact | None) -> str:
    """The concept of a part that is narrower than the whole of it: revenue of one product."""
    return part.concept or "" if part is not None and part.scope else ""


def _named_behind(own: Line, place: int, words: Vocabulary) -> tuple[str, int] | None:
    """What a share is of, told behind it, and where its name ends: 44% of revenue."""
    mark = own.marks[place]
    behind = own.marks[place + 1] if place + 1 < len(own.marks) else None
    if behind is None or WordList.OF_WORD not in behind.names or own.words(mark.end, behind.start):
        return None
    end = next((m.start for m in own.marks[place + 1 :] if m.fact or PAUSE in m.names), len(own.text))
    return _concept(own.text, behind.end, end, words)


def _named_before(own: Line, place: int, words: Vocabulary) -> tuple[str, int] | None:
    """What a share is of, told before it (占营业收入的36%), and the place of the word that says so.

    Empty where nothing is named: 占36%.
    """
    for at in range(place - 1, -1, -1):
        mark = own.marks[at]
        if mark.fact is not None or PAUSE in mark.names:
            return None
        if WordList.PROSE_SHARE in mark.names:
            start = own.marks[place].start
            found = _concept(own.text, mark.end, start, words)
            if found is None and own.words(mark.end, start):
                return None
            return ("" if found is None else found[0], at)
    return None


def _concept(text: str, start: int, end: int, words: Vocabulary) -> tuple[str, int] | None:
    """The one concept that a stretch of text names, with nothing that narrows it."""
    tags = words.tags(text[start:end])
    if len(tags.concepts) != 1 or len(tags.concepts[0].values) != 1 or tags.scopes or tags.changes:
        return None
    tag = tags.concepts[0]
    idle = words.noise(text[start : start + tag.start])
    left = "".join(
        char for at, char in enumerate(text[start : start + tag.start])
        if char.isalnum() and not any(low <= at < high for low, high in idle)
    )  # fmt: skip
    return None if left else (tag.values[0], start + tag.end)


def _beside(own: Line, place: int, at: int, step: int) -> Fact | None:
    """The amount next to an offset, with nothing but signs and words that say nothing between."""
    while 0 <= place < len(own.marks):
        mark = own.marks[place]
        if mark.fact is not None:
            low, high = sorted(((mark.start, mark.end), (at, at)))
            close = own.words(low[1], high[0]) <= _CLOSE
            return mark.fact if mark.letter == "A" and close else None
        if not mark.names & _PASSED:
            return None
        place += step
    return None


def _restated(own: Line, place: int, end: int) -> Fact | None:
    """The amount behind a share and what it is of, where a word says that both are one."""
    behind = [at for at in range(place + 1, len(own.marks)) if own.marks[at].start >= end][:2]
    names = [own.marks[at].names for at in behind]
    if len(names) == 2 and PAUSE in names[0] and WordList.RESTATED_AS in names[1]:
        return _beside(own, behind[1], own.marks[behind[0]].end, 1)
    return None


def _held(sentence: Sentence, told: _Share, wholes: Sequence[Fact], spoken: Dates | None) -> Relation:
    """The share of the whole that fits; else of the only one that it may be of, if it is near enough."""
    part, share = told.part, told.share
    tried = [found for whole in wholes if (found := share_of(part, whole, share, Evidence.SUPPORTED))]
    holding = next((found for found in tried if found.holds), None)
    if holding is not None:
        return holding
    period = part.period or share.period or spoken
    dated = [found for found in tried if period is not None and found.operands[-1].fact.period == period]
    values = {found.operands[-1].fact.figure.amount.value for found in dated}
    if len(values) == 1 and _near(dated[0]):
        return dated[0] if by_a_slip(dated[0]) else replace(dated[0], cap=Severity.WARNING)
    text = sentence.text_of(sorted((part, share), key=lambda fact: fact.figure.start))
    return unmeasured("share", share, (part,), text, NO_WHOLE)


def _near(found: Relation) -> bool:
    stated = found.subject.figure.amount.value if found.subject is not None else Fraction(0)
    return found.computed is not None and abs(stated - found.computed) <= NEAR * max(stated, found.computed)


def _wholes(measures: Mapping[str, Sequence[Fact]], told: _Share) -> Sequence[Fact]:
    """The nearest figures of the measure that are no less than the part."""
    part, known = told.part, measures.get(told.concept, ())
    at = bisect_left(known, part.id, key=lambda fact: fact.id)
    return [
        fact for fact in known[max(at - _NEAREST, 0) : at + _NEAREST]
        if fact.id != part.id and fact.entity == part.entity
        and fact.figure.amount.value >= part.figure.amount.value
        and fact.figure.amount.unit.same_dimension(part.figure.amount.unit)
    ]  # fmt: skip
