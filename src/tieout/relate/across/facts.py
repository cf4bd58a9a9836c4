"""Facts that a schema knows: figures of one concept, entity, period, status, basis and scope in two reports.

A missing attribute is no wildcard. An entity that is not named is whom the report is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Grain, Report, Severity, Status
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.growths import with_growths
from tieout.relate.across.links import FAR, OPINION, Link, Unlinked
from tieout.relate.across.reports import Kinship, Known, foreseen
from tieout.relate.across.sentences import UNDATED
from tieout.relate.across.whom import COMPARED, Whom
from tieout.relate.sameness import GROWTH, Key, attributes, of_things, tie_of, timeless
from tieout.rulebook.book import Schemas
from tieout.slip import near
from tieout.wording import say

_CHANGE, _YEAR_ON_YEAR, _QUARTER = "change", "yoy", "quarter"  # scopes of facts
_BASIS = "basis/"  # lists of words for a basis, which are no scope
TORN = say("one of the reports is at odds with itself")


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which facts take part: concepts without a period must be of the timeless ones."""

    timeless: frozenset[str]
    views: frozenset[str]  # opinions, prices, which are others every day, and amounts of anything
    at_a_day: frozenset[str]  # of what is counted on a day, and not over a time
    whom: Whom

    @staticmethod
    def of(schemas: Schemas, whom: Whom) -> Comparable:
        """Read the lists once."""
        words = schemas.lexicon.words
        views = frozenset((*words(WordList.OPINIONS), *words(WordList.PRICED_CONCEPTS)))
        views |= of_things(schemas)
        return Comparable(timeless(schemas), views, frozenset(words(WordList.AT_A_DAY)), whom)

    def dated(self, fact: Fact) -> bool:
        """Whether it is known when a fact held, or it holds at all times."""
        return fact.period is not None or fact.concept in self.timeless

    def key(self, fact: Fact, known: Known) -> Key | None:
        """What must be equal, or None where too little is known of the fact to compare it.

        Cells of things that do not change with time are told apart by the lines of their tables.
        """
        who, concept = self.whom.of_fact(fact, known), fact.concept
        if concept is None or who is None or concept in self.views:
            return None
        if concept in self.timeless and fact.figure.row is not None and not known.primary:
            return None
        scope = self._scope(fact)
        status = Status.ACTUAL if fact.status is Status.ESTIMATE else fact.status
        told = replace(fact, entity=who, scope=scope, period=self._period(fact), status=status)
        return (*attributes(told, self.timeless, self.whom.lexicon), status)

    def _scope(self, fact: Fact) -> tuple[str, ...]:
        """What narrows a fact; the change of a year is one against the year before."""
        idle = {COMPARED, _QUARTER} if fact.period and fact.period.grain is Grain.QUARTER else {COMPARED}
        if (fact.concept or "").endswith(GROWTH) and fact.period and fact.period.grain is Grain.YEAR:
            idle |= {_CHANGE, _YEAR_ON_YEAR}
        told = (word for word in fact.scope if word not in idle)
        if fact.basis is None:
            return tuple(told)
        return tuple(word for word in told if not self.whom.lexicon.tags(word, f"{_BASIS}{fact.basis}"))

    def _period(self, fact: Fact) -> Dates | None:
        if fact.period is None or fact.concept not in self.at_a_day:
            return fact.period
        return Dates(fact.period.last, fact.period.last, Grain.DAY)


def linked(
    reports: Sequence[Report], known: Sequence[Known], whom: Whom, schemas: Schemas
) -> Iterator[Link | Unlinked]:
    """Facts stated in two reports or more, each held against the first of them."""
    comparable = Comparable.of(schemas, whom)
    groups: dict[Key, dict[int, list[Fact]]] = {}
    for number, report in enumerate(reports):
        for fact in (whom.dated(one, known[number]) for one in with_growths(report)):
            key = comparable.key(fact, known[number])
            if key is not None:
                groups.setdefault(key, {}).setdefault(number, []).append(fact)
    by_path = {one.path: one for one in known}
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
        yield judged(_held(other, witnesses[0]), known)


def judged(held: Held, known: Mapping[str, Known]) -> Link | Unlinked:
    """Two statements of one fact, and how bad it is if they differ; what houses foresee may differ."""
    fact, other = held.fact, held.other
    kin = Kinship.of(known[fact.report], known[other.report])
    if any(foreseen(one, known[one.report]) for one in (fact, other)):
        if held.agrees and {fact.status, other.status} <= {Status.ACTUAL, Status.ESTIMATE}:
            return Link(held)  # what was estimated came true
        dated = known[fact.report].day is not None or kin.versions
        if not (kin.one_vintage and dated):
            return Unlinked(held, OPINION)
    if held.apart and not (kin.primary or kin.versions) and held.far:
        return Unlinked(held, FAR)
    return Link(held, _cap(fact, other, kin))


def _held(fact: Fact, other: Fact) -> Held:
    """Figures are held as cells of tables are, dates by their days."""
    if fact.figure.quantity is None or other.figure.quantity is None:
        return Held(fact, other, tie_of(fact, other))
    return hold(fact, other)


def _cap(fact: Fact, other: Fact, kin: Kinship) -> Severity:
    """Against a list of facts, or of one source: an error; of different ones: a note; none: a warning."""
    if kin.primary:
        return Severity.ERROR
    if kin.restated or kin.other_houses:
        return Severity.NOTE
    if (fact.entity is None or other.entity is None) and not kin.versions:
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
