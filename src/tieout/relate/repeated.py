"""Sentences that a report repeats but for one figure: a summary and its detail, updated apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tieout.lexicon import Phrase
from tieout.model import Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.relate.sameness import tie_of, told_twice
from tieout.rulebook.book import Schemas
from tieout.slip import misprinted, near

_STEP = Phrase(r"(?:{moves}|{prose_rise}|{prose_fall})\s?(?:{level_at})?\s?\Z")
_RECORD = re.compile(r'"[^"]{1,30}"\s?:.*"[^"]{1,30}"\s?:')  # keys and values, as of JSON
_ENOUGH_WORDS = 8
_MANY_WORDS = 20
_MOST = 8  # sentences of one wording beyond this are a form, not a repetition


def repeated(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold sentences of the same wording against the first of them, if all figures but one are equal."""
    steps = schemas.lexicon.pattern(_STEP)
    groups: dict[str, list[Sentence]] = {}
    for sentence in report.sentences:
        if sentence.row is not None or _RECORD.search(sentence.text):
            continue  # rows of a table are worded alike, and so are records
        wording = _wording(sentence)
        if len(wording) >= _ENOUGH_WORDS:
            groups.setdefault(wording, []).append(sentence)
    for wording, group in groups.items():
        if 1 < len(group) <= _MOST:
            for sentence in group[1:]:
                yield from _held(sentence, group[0], len(wording), steps)


def _wording(sentence: Sentence) -> str:
    """The words of a sentence with its figures and everything but letters left out."""
    parts, position = [], 0
    for fact in sentence.facts:
        start = fact.figure.start - sentence.start
        parts.append(sentence.text[position:start])
        position = fact.figure.end - sentence.start
    parts.append(sentence.text[position:])
    return "#".join("".join(filter(str.isalpha, part)).lower() for part in parts)


def _held(sentence: Sentence, first: Sentence, words: int, steps: re.Pattern[str]) -> Iterator[Relation]:
    pairs = list(zip(sentence.facts, first.facts, strict=False))
    if len(sentence.facts) != len(first.facts):
        return
    ties = [tie_of(fact, other) for fact, other in pairs]
    if any(_is_range(fact) or _is_range(other) for fact, other in pairs):
        return
    if any(_other_period(fact, other) for fact, other in pairs):
        return  # told of the quarter, then of the half-year
    apart = [index for index, tie in enumerate(ties) if tie is None or not tie.holds]
    if apart and steps.search(sentence.before(sentence.facts[apart[0]])):
        return  # a thing can rise twice, to other levels
    if len(apart) > 1 or (apart and not _one_statement(sentence, first, apart[0], words)):
        return
    for (fact, other), tie in zip(pairs, ties, strict=True):
        if fact.concept is not None and tie is not None and tie.holds:
            continue  # compared by its attributes elsewhere
        yield told_twice(
            fact, other, tie, kind="agree", shape="text", role="stated elsewhere",
            evidence=Evidence.STATED, cap=_cap(sentence, first),
        )  # fmt: skip


def _cap(sentence: Sentence, first: Sentence) -> Severity:
    """Under one heading like sentences are told of one trial or period after the other."""
    if sentence.headings != first.headings:
        return Severity.ERROR
    return Severity.NOTE if sentence.headings[1:] or not _is_slip(sentence, first) else Severity.WARNING


def _is_slip(sentence: Sentence, first: Sentence) -> bool:
    """Whether sentences of one figure differ as by a misprint."""
    figure, other = sentence.facts[0].figure, first.facts[0].figure
    if len(sentence.facts) > 1 or figure.quantity is None or other.quantity is None:
        return True
    return misprinted(figure.quantity, other.quantity.value)


def _is_range(fact: Fact) -> bool:
    return fact.figure.quantity is not None and fact.figure.quantity.upper is not None


def _other_period(fact: Fact, other: Fact) -> bool:
    """Whether two periods overlap and are not the same."""
    first, second = fact.figure.dates, other.figure.dates
    return first is not None and second is not None and first.grain is not second.grain


def _one_statement(sentence: Sentence, first: Sentence, index: int, words: int) -> bool:
    """Whether the odd figure is in one statement made twice: other figures tie it, or many words do."""
    quantity, other = sentence.facts[index].figure.quantity, first.facts[index].figure.quantity
    if quantity is None or other is None or not near(quantity, other):
        return False
    return words >= _MANY_WORDS and (len(sentence.facts) > 1 or sentence.headings == first.headings)
