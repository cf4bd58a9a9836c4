"""Identities of the schemas, held against the figures of a report (shape `identity` of kind formula).

In a table the concepts stand one under the other (or side by side) and an identity is checked in every
line; a line that breaks what the other lines keep is the strongest finding. In prose the facts of one
subject are bound: a figure fails only if no binding explains it, and is then held against its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tieout.model import Evidence, Fact, Grid, Operand, Relation, Report, Severity
from tieout.relate.binding import Bound, bindings, narrow, solved
from tieout.relate.sameness import Key, period_key, timeless
from tieout.rulebook.book import Concept, Identity, Schemas

NEAR = 20  # a gap of one part in so many of the whole is a slip rather than another meaning
_OTHERS = "holds in no line of the table: other items may belong to it"
Concepts = Mapping[str, Concept]


def identities(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold every identity against the tables and the prose of a report."""
    for grid in report.grids:
        for identity in schemas.identities:
            for along in (_by_column, _by_row):
                yield from _in_table(grid, identity, schemas.concepts, along)
    yield from _in_prose(report, schemas)


# --- tables -------------------------------------------------------------------------------------------

Along = Callable[[tuple[int, int]], int]


def _by_column(at: tuple[int, int]) -> int:
    return at[1]


def _by_row(at: tuple[int, int]) -> int:
    return at[0]


def _in_table(grid: Grid, identity: Identity, concepts: Concepts, along: Along) -> Iterator[Relation]:
    """Check an identity in every line; what breaks in all of them is another meaning of the words."""
    names = frozenset((identity.subject, *identity.concepts))
    lines: dict[Key, dict[str, list[Fact]]] = {}
    for at, fact in grid.facts.items():
        if fact.concept in names and fact.figure.quantity is not None:
            key = (along(at), fact.entity, period_key(fact.period), fact.status, fact.basis)
            lines.setdefault(key, {}).setdefault(fact.concept or "", []).append(fact)
    best = [bound for facts in lines.values() if (bound := _closest(identity, facts, concepts)) is not None]
    failing = [bound for bound in best if not bound.tie.holds]
    for bound in best:
        if bound.tie.holds:
            yield _relation(bound, Severity.ERROR, grid)
    yield from (_broken(bound, len(best) - len(failing), len(failing), grid) for bound in failing)


def _closest(identity: Identity, facts: Mapping[str, Sequence[Fact]], concepts: Concepts) -> Bound | None:
    """The binding that holds, else the one with the smallest gap."""
    found = list(bindings(identity, facts, concepts))
    return min(found, key=lambda bound: (not bound.tie.holds, bound.tie.gap), default=None)


def _broken(bound: Bound, kept: int, broken: int, grid: Grid) -> Relation:
    """A line that breaks the identity: how sure that is depends on the other lines and on the gap."""
    if kept > broken:
        return _relation(bound, Severity.ERROR, grid)
    if _is_slip(bound):
        return _relation(bound, Severity.ERROR if kept >= broken else Severity.WARNING, grid)
    return _relation(
        bound, Severity.NOTE, grid, reason="holds in no line of the table: other items may belong to it"
    )


def _is_slip(bound: Bound) -> bool:
    """Whether the gap is that of a slip: small against the whole, or a sign, or a power of ten."""
    stated = bound.subject.figure.amount
    if abs(bound.tie.gap) * NEAR <= abs(stated.value):
        return True
    ratio = None if bound.computed.value == 0 else stated.value / bound.computed.value
    return ratio is not None and (ratio == -1 or abs(ratio) in (10, 100, 1000))


# --- prose --------------------------------------------------------------------------------------------


def _in_prose(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Bind the facts of one subject; figures stated together that no binding explains are at odds."""
    used = {name for identity in schemas.identities for name in (identity.subject, *identity.concepts)}
    lasting = timeless(schemas)
    subjects: dict[Key, dict[str, list[Fact]]] = {}
    for fact in report.facts:
        if fact.concept in used and fact.figure.quantity is not None and "compared from" not in fact.scope:
            key = _subject(fact, report, lasting)
            subjects.setdefault(key, {}).setdefault(fact.concept or "", []).append(fact)
    cells = frozenset(fact.id for grid in report.grids for fact in grid.facts.values())
    for facts in subjects.values():
        for identity in schemas.identities:
            yield from _of_subject(identity, facts, schemas.concepts, cells)


def _subject(fact: Fact, report: Report, lasting: frozenset[str]) -> Key:
    """What facts must share to be bound: a product for good; a company in one section and period."""
    if fact.concept in lasting and fact.entity is not None and any(map(str.isdigit, fact.entity)):
        return (fact.entity, fact.basis)
    return (fact.entity, fact.basis, fact.figure.block)


def _of_subject(
    identity: Identity, facts: Mapping[str, Sequence[Fact]], concepts: Concepts, cells: frozenset[int]
) -> Iterator[Relation]:
    found = [
        bound
        for bound in bindings(identity, facts, concepts)
        if not all(fact.id in cells for fact in bound.facts.values()) and _of_one_period(bound)
    ]
    holding = [bound for bound in found if bound.tie.holds]
    strictly = {fact.id for bound in holding if bound.strict for fact in bound.facts.values()}
    for bound in holding:
        if bound.strict or any(fact.id not in strictly for fact in bound.facts.values()):
            yield _relation(bound, Severity.ERROR)
    explained = {fact.id for bound in holding for fact in bound.facts.values()}
    told: set[int] = set()
    for bound in sorted(found, key=lambda bound: (not bound.strict, bound.tie.gap)):
        odd = _odd(bound, explained | told)
        if odd is None:
            continue
        turned = solved(bound, odd, concepts)
        if turned is None or turned.tie.holds:
            continue
        told.update(fact.id for fact in bound.facts.values() if _beside(fact, bound.facts[odd]))
        yield _relation(turned, Severity.ERROR if bound.strict or not holding else Severity.WARNING)


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


def _beside(a: Fact, b: Fact) -> bool:
    """Whether two facts stand in one block (and cell) and are of one scope."""
    first, second = a.figure, b.figure
    return (first.block, first.row, first.col) == (second.block, second.row, second.col) and narrow(
        a
    ) == narrow(b)


# --- the relation -------------------------------------------------------------------------------------


def _relation(bound: Bound, cap: Severity, grid: Grid | None = None, reason: str = "") -> Relation:
    subject = bound.subject
    operands = tuple(Operand(bound.facts[name], name.replace("_", " ")) for name in bound.identity.concepts)
    return Relation(
        kind="formula",
        shape="identity",
        evidence=Evidence.DECLARED,
        expression=_expression(bound),
        subject=subject,
        operands=operands,
        tie=None if reason else bound.tie,
        computed=bound.computed.value,
        reason=reason,
        cap=cap,
        group=f"identities of table {grid.number}" if grid is not None else "",
    )


def _expression(bound: Bound) -> str:
    """The equation with the figures as printed."""
    text = bound.identity.expression
    for name in sorted(bound.identity.concepts, key=len, reverse=True):
        text = text.replace(name, bound.facts[name].figure.text)
    return f"{bound.subject.figure.text} = {text}"
