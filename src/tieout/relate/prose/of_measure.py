"""Shares and multiples of a measure that a sentence only names: 44% of revenue, or $8.2 million; 占营收的36%.

A margin is a share too: of what the schemas divide such a profit by.

The measure's figure stands elsewhere in the report, in the text or a table, and is one of the period that the
sentence speaks of, or that was spoken of last under the same heading. Any that fits will do; a share fails
where all that may be meant are one value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from tieout.equation import quotient, term
from tieout.extract.vocabulary import Vocabulary, vocabulary
from tieout.lexicon import WordList
from tieout.model import Dates, Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line
from tieout.relate.prose.lines import lines
from tieout.relate.prose.measure import Reading, alike, relation, unmeasured
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import NEAR, by_a_slip
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import BRACKET, PAUSE, STOP
from tieout.wording import say

NO_WHOLE = say("the report gives no such whole for its period")
_NEAREST = 60  # figures of the measure before and behind a part
_FEW = 3  # figures one of which a slip may fit by itself
_CLOSE = 4  # letters between a part and its share, apart from what they are of
_RATIOS = "PX"
_CLOSING = ")）]】"
_OF_WHAT = frozenset({WordList.PROSE_SHARE, WordList.RESTATED_AS})
_PASSED = frozenset(
    {PAUSE, WordList.AND_WORD, WordList.PROSE_FILLER, WordList.PROSE_SHARE, WordList.RESTATED_AS}
)


class _Share(NamedTuple):
    """A part, its share, and the concept that the share is of."""

    part: Fact
    share: Fact
    concept: str


def shares_of_measures(report: Report, schemas: Schemas, known: Collection[int]) -> Iterator[Relation]:
    """The shares and multiples of named measures, without those of figures that are known otherwise."""
    reader = _Reader(vocabulary(schemas), _divided(schemas))
    known_lines, measures = lines(report, schemas), _measures(report)
    spoken: tuple[tuple[str, ...], Dates | None] = ((), None)
    beside: dict[int, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        beside[fact.figure.block].append(fact)
    for place, sentence in enumerate(report.sentences):
        if spoken[0] != sentence.headings:
            spoken = sentence.headings, None
        quantities = [fact.figure.quantity for fact in sentence.facts if fact.figure.quantity is not None]
        if len(quantities) > 1 and any(kind(quantity) in _RATIOS for quantity in quantities):
            for told in reader.told(known_lines.own(place)):
                if told.share.id not in known:
                    wholes = _wholes(measures, told)
                    yield _held(sentence, told, wholes, spoken[1], beside[sentence.block])
        periods = [
            fact.period for fact in sentence.facts if fact.period and "compared from" not in fact.scope
        ]
        spoken = sentence.headings, periods[-1] if periods else spoken[1]


def _divided(schemas: Schemas) -> Mapping[str, str]:
    """What the schemas divide a concept by: revenue for every profit that has a margin."""
    quotients = (each for each in schemas.identities if len(each.concepts) == 2)
    return {
        each.concepts[0]: each.concepts[1] for each in quotients
        if each.expression == f"{each.concepts[0]} / {each.concepts[1]}"
    }  # fmt: skip


def _measures(report: Report) -> Mapping[str, Sequence[Fact]]:
    """The figures of every concept that nothing narrows, in reading order."""
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if fact.concept is not None and not fact.scope and fact.figure.quantity is not None:
            found.setdefault(fact.concept, []).append(fact)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds what a sentence says is of a measure; `divided` gives what a profit's margin is of."""

    words: Vocabulary
    divided: Mapping[str, str]

    def told(self, own: Line) -> Iterator[_Share]:
        """Shares; one of nothing named is of what the one before is of, or what its part is one of."""
        if WordList.PROSE_RESPECTIVELY in own.names:
            return  # shares of several periods or things, each of its own whole
        last = ""
        for place, mark in enumerate(own.marks):
            if mark.fact is None or mark.letter not in _RATIOS:
                continue
            behind = _named_behind(own, place, self.words)
            before = _named_before(own, place, self.words)
            margin = self._margin(own, place)
            part: Fact | None = None
            if margin is not None:
                yield margin
            elif behind is not None:
                last, end = behind
                part = _beside(own, place - 1, mark.start, -1) or _restated(own, place, end)
            elif before is not None:
                concept, at = before
                part = _beside(own, at - 1, own.marks[at].start, -1)
                last = concept or last or _of_its_kind(part)
            if part is not None and last:
                yield _Share(part, mark.fact, last)

    def _margin(self, own: Line, place: int) -> _Share | None:
        """A margin of the profit told before it, whatever stands between them in brackets."""
        mark, word = own.marks[place], own.marks[place - 1] if place else None
        if mark.fact is None or word is None or WordList.MARGIN_WORD not in word.names:
            return None
        if mark.letter != "P" or own.words(word.end, mark.start):
            return None
        depth = 0
        for other in reversed(own.marks[: place - 1]):
            if BRACKET in other.names:
                depth += 1 if own.text[other.end - 1] in _CLOSING else -1
            elif STOP in other.names:
                return None
            elif other.fact is not None and depth == 0 and other.letter == "A":
                whole = self.divided.get(other.fact.concept or "")
                return None if whole is None else _Share(other.fact, mark.fact, whole)
        return None


def _of_its_kind(part: Fact | None) -> str:
    """The concept of a part that is narrower than the whole of it: revenue of one product."""
    return part.concept or "" if part is not None and part.scope else ""


def _named_behind(own: Line, place: int, words: Vocabulary) -> tuple[str, int] | None:
    """What a ratio is of, told behind it, and where its name ends: 44% of revenue, 1.07 times revenue."""
    mark = own.marks[place]
    end = next((m.start for m in own.marks[place + 1 :] if m.fact or PAUSE in m.names), len(own.text))
    if mark.letter == "X":
        return _concept(own.text, mark.end, end, words)
    behind = own.marks[place + 1] if place + 1 < len(own.marks) else None
    if behind is None or WordList.OF_WORD not in behind.names or own.words(mark.end, behind.start):
        return None
    return _concept(own.text, behind.end, end, words)


def _named_before(own: Line, place: int, words: Vocabulary) -> tuple[str, int] | None:
    """What a share is of, told before it (占营业收入的36%), and the place of the word that says so.

    Empty where nothing is named: 占36%.
    """
    for at in range(place - 1, -1, -1):
        mark = own.marks[at]
        if mark.fact is not None or PAUSE in mark.names:
            return None
        if mark.names & _OF_WHAT:
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


def _held(
    sentence: Sentence, told: _Share, wholes: Sequence[Fact], spoken: Dates | None, beside: Sequence[Fact]
) -> Relation:
    """The share of the whole that fits; else of the only one that it may be of, if it is near enough.

    `beside` are the figures of its paragraph.
    """
    part, share = told.part, told.share
    tried = [found for whole in wholes if (found := _measured(part, whole, share)) is not None]
    holding = next((found for found in tried if found.holds), None)
    if holding is not None:
        return holding
    own = {fact.id for fact in sentence.facts}
    if any(_is_of(each, part, share) for each in beside if each.id < share.id or each.id in own):
        return unmeasured("share", share, (part,), share.figure.text, NO_WHOLE)
    period = part.period or share.period or spoken
    dated = [found for found in tried if found.operands[-1].fact.period == period]
    values = {found.operands[-1].fact.figure.amount.value for found in dated}
    slipped = [found for found in dated if by_a_slip(found)]
    if len(values) == 1 and _near(dated[0]):
        return dated[0] if slipped and period is not None else replace(dated[0], cap=Severity.WARNING)
    if len(slipped) == 1 and len(dated) <= _FEW:
        return replace(slipped[0], cap=Severity.WARNING)
    text = sentence.text_of(sorted((part, share), key=lambda fact: fact.figure.start))
    return unmeasured("share", share, (part,), text, NO_WHOLE)


def _is_of(other: Fact, part: Fact, ratio: Fact) -> bool:
    """Whether a ratio is of another amount of its sentence, whatever that is called: 37.8 of 50.4 in use."""
    if other.id == part.id or other.figure.quantity is None or kind(ratio.figure.amount) != "P":
        return False
    found = share_of(part, other, ratio) if alike(part.figure.amount, other.figure.amount) else None
    return found is not None and found.holds


def _measured(part: Fact, whole: Fact, ratio: Fact) -> Relation | None:
    if kind(ratio.figure.amount) == "P":
        return share_of(part, whole, ratio, Evidence.SUPPORTED)
    below = term(whole, "whole")
    if not below.interval.is_positive():
        return None
    said = quotient(term(ratio, "multiple"), term(part, "part"), below)
    return relation("multiple", Reading(said), evidence=Evidence.SUPPORTED)


def _near(found: Relation) -> bool:
    stated = found.subject.figure.amount.value if found.subject is not None else Fraction(0)
    return found.computed is not None and abs(stated - found.computed) <= NEAR * max(stated, found.computed)


def _wholes(measures: Mapping[str, Sequence[Fact]], told: _Share) -> Sequence[Fact]:
    """The nearest figures of the measure; a share is of no less than the part."""
    part, known = told.part, measures.get(told.concept, ())
    at = bisect_left(known, part.id, key=lambda fact: fact.id)
    return [
        fact for fact in known[max(at - _NEAREST, 0) : at + _NEAREST]
        if fact.id != part.id and fact.entity == part.entity
        and (fact.figure.amount.value >= part.figure.amount.value or kind(told.share.figure.amount) == "X")
        and fact.figure.amount.unit.same_dimension(part.figure.amount.unit)
    ]  # fmt: skip
