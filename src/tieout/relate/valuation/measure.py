"""Measures years that say one figure of now, and figures of now that are stated together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tieout.equation import Equation, Term, term
from tieout.model import Evidence, Fact, Relation, Severity, Status
from tieout.model.claims import Claim, Signs
from tieout.quantity import Interval
from tieout.relate.evidence import odds, severity
from tieout.relate.expression import Part, build, solve
from tieout.relate.misprint import is_misprint_in
from tieout.relate.valuation.ends import by_ends
from tieout.relate.valuation.named import Named, in_one_currency
from tieout.relate.valuation.telling import Entry, is_rate_beside, is_told, leaves_out
from tieout.rulebook.book import Identity, Schemas
from tieout.slip import misprinted
from tieout.wording import say

PAST = say("a past year may be held against what it was worth then")
UNSURE = say("too few other years agree on one figure")
CURRENCIES = say("its figures are in different currencies")
ELSEWHERE = say("it may be computed from other figures than those here")
_AGREE = 2  # years that must agree before another one is wrong
_MANY = 3  # years that must agree where neither a price nor a slip tells which one is wrong
_SURE = 4  # digits of a term that is hardly a slip away from what the others give by chance
_FAR_OFF = 500  # times: a thousand or a million that nothing says
_GIVE = 3  # doublings by which two years agree by chance all the same


def same(a: Named, b: Named) -> bool:
    """Whether two figures print one value."""
    return a.fact.id == b.fact.id or _reach(a).meets(_reach(b))


def _reach(one: Named) -> Interval:
    return one.fact.figure.amount.interval.scaled(one.factor)


def stated_together(identity: Identity, facts: Entry) -> Iterator[Relation]:
    """An identity whose figures are all of now, each stated once in the report."""
    apart = by_ends(identity, facts)
    equation = apart or _equation(identity, {name: _part(name, one) for name, one in facts.items()}, facts)
    tie = equation.tie()
    if tie is None:
        return
    slipped = is_misprint_in(equation, facts[identity.subject].fact)
    term_slipped = any(is_misprint_in(equation, facts[name].fact, _SURE) for name in identity.concepts)
    beside = is_rate_beside(identity, facts)
    slipped = slipped and not leaves_out(identity, facts)
    told = apart is not None or slipped or term_slipped or is_told(identity, facts)
    reason = "" if tie.holds or told else ELSEWHERE
    if not tie.holds and not in_one_currency(facts.values()):
        reason = CURRENCIES
    cap = Severity.ERROR if slipped or beside else Severity.WARNING
    yield of_identity(equation, identity, cap, reason, Claim(words=("names in full",)))


def held_apart(identity: Identity, facts: Entry, cap: Severity, claim: Claim) -> Iterator[Relation]:
    """An identity whose figures stand in several places."""
    equation = _equation(identity, {name: _part(name, one) for name, one in facts.items()}, facts)
    if equation.tie() is not None:
        reason = "" if in_one_currency(facts.values()) else CURRENCIES
        yield of_identity(equation, identity, cap, reason, claim)


def is_slip_of_one(relation: Relation) -> bool:
    """Whether one of the figures of a relation is what the others give but for a slip."""
    if relation.equation is None or relation.reason:
        return False
    equation = relation.equation
    return any(is_misprint_in(equation, fact) for fact in equation.facts)


def left_open(relation: Relation) -> Relation:
    """A relation that may be of other figures than those that it was measured with."""
    return replace(relation, tie=None, computed=None, reason=relation.reason or ELSEWHERE)


def measured(
    identity: Identity,
    of_now: str,
    stated: Named | None,
    entries: Sequence[Entry],
    schemas: Schemas,
    today: int | None = None,
) -> Iterator[Relation]:
    """One relation for every year: it says the same figure of now as what is stated, or as the others.

    Years that ended before `today`, the day of the report, may be held against what it was worth then.
    """
    pivot = _pivot(identity, of_now, entries)
    ways: list[tuple[Part, list[Entry]]] = []
    known = [one for entry in entries for one in entry.values()]
    if stated is not None and in_one_currency([stated, *known]):
        ways.append((_part(of_now, stated), list(entries)))
    if pivot is not None:
        ways.append((_implied(identity, of_now, pivot), [entry for entry in entries if entry is not pivot]))
    best: tuple[int, list[Entry], list[Equation[Fact] | None]] = (0, [], [])
    for part, others in ways:
        found = [_year(identity, other, {of_now: part}) for other in others]
        held = sum(map(_holds, found))
        if held and held + 1 > best[0]:
            best = held + 1, others, found
    yield from _ruled(identity, best[1], best[2], best[0], schemas, _past(identity, entries, today))


def by_year(identity: Identity, entries: Sequence[Entry], schemas: Schemas) -> Iterator[Relation]:
    """One relation for every year, of figures that are all of that year or the one before.

    No year has a price of its own here: past ones speak like the others.
    """
    found = [_year(identity, entry, {}) for entry in entries]
    yield from _ruled(identity, entries, found, sum(map(_holds, found)), schemas, None)


def _ruled(
    identity: Identity,
    entries: Sequence[Entry],
    found: Sequence[Equation[Fact] | None],
    agreeing: int,
    schemas: Schemas,
    past: frozenset[int] | None,
) -> Iterator[Relation]:
    """What became of the years; `past` are the subjects that may have another price, None without prices."""
    spare = [_bits(equation) for equation in found if equation is not None and _holds(equation)]
    missed = sum(
        equation is not None
        and not _holds(equation)
        and not (past and entry[identity.subject].fact.id in past)
        for entry, equation in zip(entries, found, strict=True)
    )
    failing = [equation for equation in found if equation is not None and not _holds(equation)]
    of_one = past is None and _mended_by_one(failing)
    missed = 1 if of_one else missed
    for entry, equation in zip(entries, found, strict=True):
        if equation is None:
            continue
        reading = f"one {identity.name} over the years"
        if _holds(equation):
            claim = Claim(
                words=("names in full",), reading=reading, spare_bits=max(_bits(equation) - _GIVE, 0)
            )
            yield of_identity(equation, identity, Severity.ERROR, "", claim)
            continue
        subject, computed = entry[identity.subject].fact, equation.computed()
        amount = subject.figure.amount
        slipped = of_one or (computed is not None and misprinted(amount, computed.point))
        signs = Signs(
            "derived", words="words", closed=True, spare=max(sum(spare) - _GIVE, 0), held=agreeing,
            missed=max(missed - 1, 0), mistake=slipped,
        )  # fmt: skip
        cap, reason = severity(signs, schemas.evidence), ""
        if past and subject.id in past and not slipped:
            reason = PAST
        elif past is None and identity.closed and missed <= agreeing:
            cap = max(cap or Severity.WARNING, Severity.WARNING)  # its words have no other meaning
        elif cap is None or agreeing < _AGREE or missed >= agreeing:
            reason = UNSURE
        elif past is None and not slipped:
            reason = "" if missed == 1 and agreeing >= _MANY else UNSURE
        claim = Claim(
            ("names in full",), "", reading, spare_bits=0, odds=odds(signs, schemas.evidence), signs=signs
        )
        yield of_identity(equation, identity, cap or Severity.NOTE, reason, claim)


def _mended_by_one(failing: Sequence[Equation[Fact]]) -> bool:
    """Whether one other value of a figure that several years share makes all of them hold."""
    if len(failing) < 2:
        return False
    shared = [fact for fact in failing[0].facts if all(fact in other.facts for other in failing[1:])]
    for fact in shared:
        solved = [equation.solve(fact) for equation in failing]
        reach = [value.interval for value in solved if value is not None]
        if len(reach) == len(failing) and all(one.meets(other) for one, other in combinations(reach, 2)):
            return True
    return False


def _past(identity: Identity, entries: Sequence[Entry], today: int | None) -> frozenset[int]:
    """The subjects of years that were over on the day of the report.

    Of an undated report that is known of the years told as actual, and may be of the one behind them.
    """
    subjects = [entry[identity.subject].fact for entry in entries]
    actual = {fact.id for fact in subjects if fact.status is Status.ACTUAL}
    ends = {fact.id: fact.period.last for fact in subjects if fact.period is not None}
    if today is None:
        today = min((end for one, end in ends.items() if one not in actual), default=0) if actual else 0
    return frozenset(actual | {one for one, end in ends.items() if end <= today})


def _pivot(identity: Identity, of_now: str, entries: Sequence[Entry]) -> Entry | None:
    """The year with which most others agree, the finest of them; None where no two do."""
    best: tuple[int, Fraction] | None = None
    chosen = None
    for entry in entries:
        parts = {of_now: _implied(identity, of_now, entry)}
        agreed = sum(_holds(_year(identity, other, parts)) for other in entries if other is not entry)
        quanta = (one.fact.figure.amount for one in entry.values())
        rank = agreed, -sum((amount.quantum / abs(amount.value) for amount in quanta), Fraction(0))
        if agreed and (best is None or rank > best):
            best, chosen = rank, entry
    return chosen


def _implied(identity: Identity, of_now: str, entry: Entry) -> Part:
    """What a year says that the figure of now is."""
    expression = solve(identity.subject, identity.expression, of_now) or of_now
    return build(expression, {name: _part(name, one) for name, one in entry.items()})


def _year(identity: Identity, entry: Entry, known: Mapping[str, Part]) -> Equation[Fact] | None:
    if identity.subject not in entry or not in_one_currency(entry.values()):
        return None
    return _equation(identity, {**{name: _part(name, one) for name, one in entry.items()}, **known}, entry)


def _equation(identity: Identity, parts: Mapping[str, Part], facts: Entry) -> Equation[Fact]:
    stated = parts[identity.subject].expression
    assert isinstance(stated, Term)
    return Equation(stated, build(identity.expression, parts).expression)


def _part(name: str, one: Named) -> Part:
    """A figure as part of an identity; its name in full says its dimension, so that units need not."""
    return Part(term(one.fact, name.replace("_", " "), factor=one.factor), None)


def _holds(equation: Equation[Fact] | None) -> bool:
    tie = None if equation is None else equation.tie()
    return tie is not None and tie.holds


def _bits(equation: Equation[Fact]) -> int:
    """How improbable it is that two values of this size and precision meet by chance."""
    tie, computed = equation.tie(), equation.computed()
    if tie is None or computed is None or not computed.point:
        return 0
    width = tie.slack * 2
    return 16 if not width else max(int(abs(computed.point) / width).bit_length() - 1, 0)


def _is_unscaled(equation: Equation[Fact]) -> bool:
    """Whether a miss by so much is that of a bare count, whose label may say millions: shares (m)."""
    computed, stated = equation.computed(), abs(equation.stated.point)
    side = Fraction(0) if computed is None else abs(computed.point)
    if computed is None or (side * _FAR_OFF > stated and stated * _FAR_OFF > side):
        return False
    amounts = [fact.figure.amount for fact in equation.facts]
    return any(not one.unit.powers and one.unit.factor == 1 and one.numeral.exponent == 0 for one in amounts)


def of_identity(
    equation: Equation[Fact], identity: Identity, cap: Severity, reason: str, claim: Claim
) -> Relation:
    """An identity as a relation: one of the valuation with others of its name."""
    reason = reason or (UNSURE if _is_unscaled(equation) else "")
    made = Relation.of(
        equation, kind="formula", shape="identity", evidence=Evidence.DECLARED, reason=reason, cap=cap,
        group=f"valuation by {identity.name}",
    )  # fmt: skip
    return replace(made, claim=claim, identity=identity.name)
