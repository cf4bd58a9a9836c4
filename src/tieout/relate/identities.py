"""Identities of the schemas, held against the figures of a report (shape `identity` of kind formula).

In a table the concepts stand one under the other (or side by side) and an identity is checked in every
line; a line that breaks what the other lines keep is the strongest finding. In prose the facts of one
subject are bound: a figure fails only if no binding explains it, and is then held against its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from tieout.extract.subjects import is_version
from tieout.lexicon import WordList
from tieout.model import Fact, Relation, Report, Severity
from tieout.quantity import PERCENT
from tieout.relate.binding import Bound, bindings, measured, narrow, relation, solved
from tieout.relate.lines import in_table
from tieout.relate.sameness import Key, pairs, period_key, timeless
from tieout.rulebook.book import Concept, Identity, Schemas
from tieout.slip import misprinted

_MANY = 3
_SCOPE = "scope/"  # opens the names of lists of words that narrow what a figure is of
_PRODUCT = 2  # parts of the key of a product's facts
Concepts = Mapping[str, Concept]


def identities(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold every identity against the tables and the prose of a report."""
    for grid in report.grids:
        yield from in_table(grid, schemas)
    yield from _in_prose(report, schemas)


# --- prose --------------------------------------------------------------------------------------------


def _in_prose(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Bind the facts of one subject; figures stated together that no binding explains are at odds."""
    used = {name for identity in schemas.identities for name in (identity.subject, *identity.concepts)}
    lasting = timeless(schemas)
    stages = frozenset(name.removeprefix(_SCOPE) for name in schemas.words if name.startswith(_SCOPE))
    opinions, now = (frozenset(schemas.words[name].words) for name in (WordList.OPINIONS, WordList.OF_NOW))
    cells = frozenset(fact.id for grid in report.grids for fact in grid.facts.values())
    subjects: dict[Key, dict[str, list[Fact]]] = {}
    for fact in report.facts:
        if fact.concept in used and fact.figure.quantity is not None and "compared from" not in fact.scope:
            key = _subject(fact, lasting)
            if fact.id not in cells or len(key) == _PRODUCT:
                subjects.setdefault(key, {}).setdefault(fact.concept or "", []).append(fact)
    beside: dict[int, list[Fact]] = {}
    for fact in report.facts:
        if fact.figure.quantity is not None and fact.figure.row is None:
            beside.setdefault(fact.figure.block, []).append(fact)
    known: dict[str, list[Fact]] = {}
    for fact in report.facts:
        if fact.concept in used and fact.figure.quantity is not None and fact.period is not None:
            known.setdefault(fact.concept or "", []).append(fact)
    for facts in subjects.values():
        stated = [
            identity
            for identity in schemas.identities
            if _is_stated(identity, facts) and not _is_of_opinion(identity, opinions, now)
        ]
        if not stated:
            continue
        varied = set() if is_version_bound(facts) else {name for name in facts if _ambiguous(facts[name])}
        for identity in stated:
            if varied.isdisjoint((identity.subject, *identity.concepts)):
                found = _of_subject(identity, facts, schemas.concepts, cells, beside, stages)
                yield from (
                    one
                    for one, bound in found
                    if one.holds or not _holds_of_all(bound, known, schemas.concepts)
                )


def _is_stated(identity: Identity, facts: Mapping[str, Sequence[Fact]]) -> bool:
    """Whether every concept of an identity has a figure."""
    return identity.subject in facts and all(name in facts for name in identity.concepts)


def _is_of_opinion(identity: Identity, opinions: Set[str], now: Set[str]) -> bool:
    """Whether what may be worked out at the price of today would be held against a target value."""
    return identity.subject not in opinions | now and not opinions.isdisjoint(identity.concepts)


def _subject(fact: Fact, lasting: frozenset[str]) -> Key:
    """What facts must share to be bound: a product for good; a company in one section and period."""
    if fact.concept in lasting and fact.entity is not None and is_version(fact.entity):
        return (fact.entity, fact.basis)
    return (fact.entity, fact.basis, fact.figure.block)


def _of_subject(
    identity: Identity,
    facts: Mapping[str, Sequence[Fact]],
    concepts: Concepts,
    cells: frozenset[int],
    beside: Mapping[int, Sequence[Fact]],
    stages: Set[str],
) -> Iterator[tuple[Relation, Bound]]:
    found = [
        bound
        for bound in bindings(identity, facts, concepts)
        if not all(fact.id in cells for fact in bound.facts.values()) and _of_one_period(bound)
    ]
    holding = [bound for bound in found if bound.tie.holds]
    strictly = {fact.id for bound in holding if bound.strict for fact in bound.facts.values()}
    for bound in holding:
        if bound.strict or any(fact.id not in strictly for fact in bound.facts.values()):
            yield relation(bound, Severity.ERROR), bound
    explained = {fact.id for bound in holding for fact in bound.facts.values()}
    told: set[int] = set()
    for bound in sorted(found, key=lambda bound: (not bound.strict, bound.tie.gap)):
        odd = _odd(bound, explained | told)
        if odd is None or (not bound.strict and _otherwise_explained(bound, odd, explained)):
            continue
        if any(_has_its_place(other, bound, odd) for other in holding):
            continue
        own = {word for fact in bound.facts.values() for word in narrow(fact)} - stages
        if not bound.strict and any(map(str.isascii, own)):
            continue  # a word of its own makes it a part: passenger revenue
        turned = solved(bound, odd, concepts)
        if turned is None or turned.tie.holds or _misses_by_another(turned, beside):
            continue
        if _is_of_another(bound, beside, concepts):
            continue
        told.update(fact.id for fact in bound.facts.values() if _beside(fact, bound.facts[odd]))
        yield relation(turned, Severity.ERROR if bound.strict or not holding else Severity.WARNING), bound


def is_version_bound(facts: Mapping[str, Sequence[Fact]]) -> bool:
    """Whether the facts are of one product, whose figures of all stages may be bound."""
    first = next(iter(facts.values()))[0]
    return first.entity is not None and any(char.isdigit() for char in first.entity)


def _ambiguous(facts: Sequence[Fact]) -> bool:
    """Whether a passage gives one concept several values: then it is told of several things or periods."""
    values = {fact.figure.amount.value for fact in facts}
    if len(values) < 2:
        return False
    return len(values) > _MANY or any(not pair.tie.holds for pair in pairs(facts))


def _of_one_period(bound: Bound) -> bool:
    """Whether no two facts of a binding name different periods or different status."""
    periods = {period_key(fact.period) for fact in bound.facts.values()} - {None}
    return len(periods) <= 1


def _odd(bound: Bound, explained: set[int]) -> str | None:
    """The figure of a failing binding that nothing explains, stated in one sentence with another of it."""
    if bound.tie.holds:
        return None
    for name, fact in sorted(bound.facts.items(), key=lambda item: -item[1].id):
        if fact.id in explained:
            continue
        if any(_beside(fact, other) for other in bound.facts.values() if other is not fact):
            return name
    return None


def _otherwise_explained(bound: Bound, odd: str, explained: set[int]) -> bool:
    """Whether all figures but the odd one have another partner that ties: then it is none of theirs."""
    return all(fact.id in explained for name, fact in bound.facts.items() if name != odd)


def _misses_by_another(bound: Bound, beside: Mapping[int, Sequence[Fact]]) -> bool:
    """Whether a miss is another figure of the paragraph, which takes part: less capex and tax of 9.9."""
    own = {fact.id for fact in bound.facts.values()}
    unit, gap = bound.subject.figure.amount.unit, abs(bound.tie.gap)
    return any(
        fact.id not in own
        and fact.figure.amount.unit.same_dimension(unit)
        and unit.powers
        and abs(abs(fact.figure.amount.value) - gap) <= bound.tie.slack
        for fact in beside.get(bound.subject.figure.block, ())
    )


def _is_of_another(bound: Bound, beside: Mapping[int, Sequence[Fact]], concepts: Concepts) -> bool:
    """Whether a ratio is of another figure of the paragraph, unnamed: 50.4 in full, 37.8 used."""
    stated = bound.subject.figure
    own = {fact.id for fact in bound.facts.values()}
    if stated.amount.unit != PERCENT:
        return False
    for name in bound.identity.concepts:
        unit = bound.facts[name].figure.amount.unit
        for fact in beside.get(stated.block, ()):
            if fact.id in own or fact.figure.start > stated.start or fact.figure.amount.unit != unit:
                continue
            other = measured(bound.identity, {**bound.facts, name: fact}, concepts)
            if other is not None and other.tie.holds:
                return True
    return False


def _holds_of_all(bound: Bound, known: Mapping[str, Sequence[Fact]], concepts: Concepts) -> bool:
    """Whether a larger operand told elsewhere, of the same time, ties: then the other is of a part."""
    for name in bound.identity.concepts:
        own = bound.facts[name]
        for fact in known.get(name, ()):
            if fact.period != own.period or fact.entity not in (own.entity, None) or fact.basis != own.basis:
                continue
            whole = fact.figure.amount.value
            if whole <= own.figure.amount.value or misprinted(own.figure.amount, whole):
                continue
            other = measured(bound.identity, {**bound.facts, name: fact}, concepts)
            if other is not None and other.tie.holds:
                return True
    return False


def _has_its_place(other: Bound, bound: Bound, odd: str) -> bool:
    """Whether another figure stands where the odd one would, beside the very same figures: it is of more."""
    return all(other.facts.get(name) is fact for name, fact in bound.facts.items() if name != odd)


def _beside(a: Fact, b: Fact) -> bool:
    """Whether two facts stand in one block (and cell) and are of one scope."""
    first, second = a.figure, b.figure
    return (first.block, first.row, first.col) == (second.block, second.row, second.col) and narrow(
        a
    ) == narrow(b)
