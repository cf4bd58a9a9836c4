"""Sentences that two reports on one company word alike: figure by figure they state the same facts.

Days and years are part of the wording. A sentence without any does not say when its figures held: they tie if
they agree, and are no contradiction if they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Fact, Report, Sentence, Severity, Status
from tieout.relate.across.cells import hold
from tieout.relate.across.links import OPINION, Link, Unlinked
from tieout.relate.across.reports import Known
from tieout.slip import near
from tieout.wording import say

_ENOUGH = 4  # letters of a wording
UNDATED = say("nothing says that both are of one time")


def linked(reports: Sequence[Report], known: Sequence[Known]) -> Iterator[Link | Unlinked]:
    """The figures of sentences worded alike, each report's held against the first one's."""
    groups: dict[tuple[str, str], dict[int, list[Sentence]]] = {}
    for number, report in enumerate(reports):
        for sentence in report.sentences if known[number].subjects else ():
            wording = worded(sentence)
            if sum(map(str.isalpha, wording)) >= _ENOUGH:
                for subject in known[number].subjects:
                    groups.setdefault((subject, wording), {}).setdefault(number, []).append(sentence)
    for (_, wording), group in groups.items():
        once = [sentences[0] for sentences in group.values() if len(sentences) == 1]
        dated = any(map(str.isdigit, wording))
        for sentence in once[1:]:
            yield from _held(sentence, once[0], dated=dated)


def worded(sentence: Sentence) -> str:
    """The letters and digits of a sentence, its quantities left out and its dates kept."""
    return "#".join("".join(filter(str.isalnum, part)).casefold() for part in between(sentence))


def between(sentence: Sentence) -> list[str]:
    """What stands before, between and behind the quantities of a sentence."""
    parts, position = [], 0
    for fact in quantities(sentence):
        parts.append(sentence.text[position : fact.figure.start - sentence.start])
        position = fact.figure.end - sentence.start
    return [*parts, sentence.text[position:]]


def quantities(sentence: Sentence) -> list[Fact]:
    """The figures of a sentence that are no dates, each behind the end of the one before."""
    found: list[Fact] = []
    for fact in sentence.facts:
        if fact.figure.quantity is not None and (not found or fact.figure.start >= found[-1].figure.end):
            found.append(fact)
    return found


def _held(sentence: Sentence, first: Sentence, *, dated: bool) -> Iterator[Link | Unlinked]:
    for fact, other in zip(quantities(sentence), quantities(first), strict=True):
        held = hold(fact, other)
        if held.agrees:
            yield Link(held)
        elif held.apart and not fact.status is other.status is Status.ACTUAL:
            yield Unlinked(held, OPINION)
        elif held.apart and dated:
            close = near(fact.figure.amount, other.figure.amount)
            yield Link(held, Severity.WARNING if close else Severity.NOTE)
        elif held.apart:
            yield Unlinked(held, UNDATED)
