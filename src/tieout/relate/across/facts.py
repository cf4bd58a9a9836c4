"""Facts that a schema knows: figures of one concept, entity, period, status, basis and scope in two reports.

A missing attribute is no wildcard. An entity that is not named is whom the report is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.extract.entities import spelled
from tieout.lexicon import Lexicon, WordList
from tieout.model import Fact, Report, Severity, Status
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.links import Link, Unlinked
from tieout.relate.across.reports import Known, short_name
from tieout.relate.across.sentences import UNDATED
from tieout.relate.sameness import Key, attributes, of_things, tie_of, timeless
from tieout.rulebook.book import Schemas
from tieout.slip import near
from tieout.wording import say

TORN = say("one of the reports is at odds with itself")


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which facts take part: concepts without a period must be of the timeless ones."""

    timeless: frozenset[str]
    opinions: frozenset[str]
    priced: frozenset[str]  # of a price, which is another one every day
    lexicon: Lexicon

    @staticmethod
    def of(schemas: Schemas) -> Comparable:
        """Read the lists once."""
        opinions = frozenset(schemas.lexicon.words(WordList.OPINIONS))
        priced = frozenset(schemas.lexicon.words(WordList.PRICED_CONCEPTS))
        return Comparable(timeless(schemas), opinions | of_things(schemas), priced, schemas.lexicon)

    def dated(self, fact: Fact) -> bool:
        """Whether it is known when a fact held, or it holds at all times."""
        return fact.period is not None or fact.concept in self.timeless

    def key(self, fact: Fact, known: Known) -> Key | None:
        """What must be equal, or None where too little is known of the fact to compare it."""
        entity = spelled(fact.label[0]) if known.primary and fact.label else fact.entity
        if entity is None:
            entity = min(known.subjects, default=None)
        if fact.concept is None or entity is None or fact.status is not Status.ACTUAL:
            return None
        if fact.concept in self.opinions or fact.concept in self.priced:
            return None
        return attributes(replace(fact, entity=short_name(entity, self.lexicon)), self.timeless)


def linked(reports: Sequence[Report], known: Sequence[Known], schemas: Schemas) -> Iterator[Link | Unlinked]:
    """Facts stated in two reports or more, each held against the first of them."""
    comparable = Comparable.of(schemas)
    by_path = {one.path: one for one in known}
    groups: dict[Key, dict[int, list[Fact]]] = {}
    for number, report in enumerate(reports):
        for fact in report.facts:
            key = comparable.key(fact, known[number])
            if key is not None:
                groups.setdefault(key, {}).setdefault(number, []).append(fact)
    for group in groups.values():
        if len(group) > 1:
            for one in _across(group, by_path):
                undated = isinstance(one, Link) and one.held.apart and not comparable.dated(one.held.fact)
                yield Unlinked(one.held, UNDATED) if undated else one


def _across(group: Mapping[int, Sequence[Fact]], known: Mapping[str, Known]) -> Iterator[Link | Unlinked]:
    """Links between reports; a report at odds with itself is no witness."""
    witnesses: list[Fact] = []
    torn: list[Fact] = []
    for facts in group.values():
        finest = min(facts, key=_coarse)
        ties = [tie_of(fact, finest) for fact in facts if fact is not finest]
        (witnesses if all(tie is not None and tie.holds for tie in ties) else torn).append(finest)
    for fact in torn:
        other = next(one for one in (*witnesses, *torn) if one is not fact)
        yield Unlinked(Held(fact, other, None), TORN)
    for other in witnesses[1:]:
        yield Link(_held(other, witnesses[0]), _cap(other, witnesses[0], known))


def _held(fact: Fact, other: Fact) -> Held:
    """Figures are held as cells of tables are, dates by their days."""
    if fact.figure.quantity is None or other.figure.quantity is None:
        return Held(fact, other, tie_of(fact, other))
    return hold(fact, other)


def _cap(fact: Fact, other: Fact, known: Mapping[str, Known]) -> Severity:
    """Against a list of facts, or of one source: an error; of different ones: a note; none: a warning."""
    if known[fact.report].primary or known[other.report].primary:
        return Severity.ERROR
    if fact.entity is None or other.entity is None:
        return Severity.NOTE  # whom the report is about stands for whom the figure is of
    if fact.source is not None and other.source is not None:
        return Severity.ERROR if fact.source == other.source else Severity.NOTE
    return Severity.WARNING if _near(fact, other) else Severity.NOTE


def _near(a: Fact, b: Fact) -> bool:
    """Whether one may be the other gone wrong; values further apart are rather two facts than one."""
    own, reference = a.figure.quantity, b.figure.quantity
    return own is None or reference is None or near(own, reference)


def _coarse(fact: Fact) -> tuple[Fraction, int]:
    quantity = fact.figure.quantity
    if quantity is not None:
        return quantity.quantum, fact.id
    dates = fact.figure.dates
    return Fraction(dates.last - dates.first if dates is not None else 0), fact.id
