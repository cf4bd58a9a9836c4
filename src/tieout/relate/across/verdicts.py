"""One verdict per fact: all statements that links bring together, held against the best supported one.

Who is linked with whom is decided elsewhere; here the statements of each fact are gathered, whatever their
number, and one relation says whether all of them can be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.equation import Equation
from tieout.model import Evidence, Fact, Operand, Relation, Severity
from tieout.quantity import Tie
from tieout.relate.across.cells import equation_of, hold
from tieout.relate.across.links import Link, Unlinked
from tieout.relate.across.reports import Known
from tieout.relate.sameness import tie_of
from tieout.wording import COMMA, SEMICOLON, joined, say

_At = tuple[str, int]
_MOST_NAMED = 6  # values spelled out in a message
ROLE = "other report"


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of one fact, those of equal value together, the best supported value first."""

    values: Sequence[Sequence[Fact]]
    cap: Severity
    doubt: str = ""

    @property
    def all(self) -> list[Fact]:
        """Every statement."""
        return [fact for group in self.values for fact in group]


def gathered(links: Iterable[Link], known: Mapping[str, Known]) -> Iterator[Statements]:
    """Facts brought together by links."""
    parents: dict[_At, _At] = {}
    facts: dict[_At, Fact] = {}
    failing: list[Link] = []

    def root(at: _At) -> _At:
        while parents[at] != at:
            parents[at] = at = parents[parents[at]]
        return at

    for link in links:
        ends = []
        for fact in (link.held.fact, link.held.other):
            at = fact.report, fact.id
            parents.setdefault(at, at)
            facts.setdefault(at, fact)
            ends.append(root(at))
        first, second = sorted(ends)
        parents[second] = first
        if link.held.apart:
            failing.append(link)
    groups: dict[_At, list[Fact]] = {}
    for at in sorted(facts):
        groups.setdefault(root(at), []).append(facts[at])
    caps: dict[_At, list[Link]] = {}
    for link in failing:
        caps.setdefault(root((link.held.fact.report, link.held.fact.id)), []).append(link)
    for at, group in groups.items():
        told = caps.get(at, [])
        worst = max((link.cap for link in told), default=Severity.NOTE)
        doubt = next((link.doubt for link in told if link.cap == worst), "")
        yield Statements(_by_value(group, known), worst, doubt)


def _by_value(group: Sequence[Fact], known: Mapping[str, Known]) -> list[list[Fact]]:
    """Statements of equal value together, those of the reports held against first.

    Then come most statements, then the finest, then the first.
    """
    values: list[list[Fact]] = []
    for fact in sorted(group, key=lambda fact: (not known[fact.report].beside, *_fineness(fact))):
        alike = next((value for value in values if not _apart(fact, value[0])), None)
        if alike is None:
            values.append([fact])
        else:
            alike.append(fact)
    return sorted(
        values,
        key=lambda value: (
            not known[value[0].report].beside,
            -len({fact.report for fact in value}),
            _fineness(value[0]),
        ),
    )


def _fineness(fact: Fact) -> tuple[object, ...]:
    quantity = fact.figure.quantity
    quantum = quantity.quantum if quantity is not None else 0
    return quantum, fact.report, fact.id


def _apart(fact: Fact, other: Fact) -> bool:
    tie = _tie(fact, other)
    return tie is not None and not tie.holds


def _tie(fact: Fact, other: Fact) -> Tie | None:
    if fact.figure.quantity is None or other.figure.quantity is None:
        return tie_of(fact, other)
    return hold(fact, other).tie


def relation_of(statements: Statements, known: Mapping[str, Known]) -> Relation:
    """What all statements of one fact come to: it holds if they agree, else the odd one is held up."""
    reference = statements.values[0][0]
    apart = [value[0] for value in statements.values[1:]]
    own = [fact for fact in (apart or statements.all) if not known[fact.report].beside]
    subject = next((fact for fact in own or apart if fact is not reference), statements.all[-1])
    others = [fact for fact in statements.all if fact is not subject and fact is not reference]
    operands = (Operand(reference, ROLE), *(Operand(fact, ROLE) for fact in others))
    detail = _told(statements, known) if apart else ""
    text = f"{subject.figure.text} = {reference.figure.text}"
    equation = _equation(subject, reference)
    if equation is None:
        tie = _tie(subject, reference)
        return Relation(
            "contradict", "fact", Evidence.STATED, text, subject, operands, tie, cap=statements.cap,
            detail=detail, report=subject.report,
        )  # fmt: skip
    relation = Relation.of(
        equation, kind="contradict", shape="fact", evidence=Evidence.STATED, expression=text,
        cap=statements.cap, detail=detail,
    )  # fmt: skip
    return replace(relation, operands=operands, equation=equation if not others else None)


def _equation(fact: Fact, other: Fact) -> Equation[Fact] | None:
    if fact.figure.quantity is None or other.figure.quantity is None:
        return None
    return equation_of(fact, other, ROLE) if hold(fact, other).tie is not None else None


def _told(statements: Statements, known: Mapping[str, Known]) -> str:
    """Which report says what, and which is the newest."""
    days = {path: one.day for path, one in known.items() if one.day is not None}
    dated = {days[fact.report] for fact in statements.all if fact.report in days}
    newest = max(dated) if len(dated) > 1 else None
    parts = [
        say("{figure} in {reports}", figure=value[0].figure.text, reports=_where(value, days, newest))
        for value in statements.values[:_MOST_NAMED]
    ]
    more = len(statements.values) - _MOST_NAMED
    parts += [say("{count} other values", count=more)] if more > 0 else []
    return joined([part for part in (joined(parts, COMMA), statements.doubt) if part], SEMICOLON)


def _where(value: Sequence[Fact], days: Mapping[str, int], newest: int | None) -> str:
    paths = dict.fromkeys(fact.report for fact in value)
    told = [
        say("{report} (newest)", report=path) if days.get(path) == newest is not None else path
        for path in paths
    ]
    return joined(told, COMMA)


def not_judged(one: Unlinked) -> Relation:
    """Cells that were found and not judged, so that they are counted with the reason."""
    fact, other = one.held.fact, one.held.other
    text = f"{fact.figure.text} = {other.figure.text}"
    operands = (Operand(other, ROLE),)
    return Relation(
        "contradict", "fact", Evidence.LABELLED, text, fact, operands, reason=one.reason, report=fact.report
    )
