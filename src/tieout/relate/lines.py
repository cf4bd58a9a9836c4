"""Identities in the lines of a table: the concepts stand one under the other, or side by side.

A line that breaks what the other lines keep is the strongest finding there is. A sum that breaks in all lines
has rather another meaning: other items belong to it, or the total is one of something else. The schemas
say which identities leave no such doubt. (On 3,300 published tables these held in every line of 22 tables and
were broken in every line of none.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.lexicon import WordList, Words
from tieout.model import Fact, Grid, Relation, Severity
from tieout.relate.binding import Bound, bindings, distinct, relation
from tieout.relate.sameness import Key, period_key
from tieout.rulebook.book import Identity, Schemas
from tieout.slip import tenfold
from tieout.wording import say

NEAR = 20  # a gap of one part in so many of the whole is a slip rather than another meaning
_OTHERS = say("holds in no line of the table: other items may belong to it")
Position = tuple[int, int]
Line = dict[str, list[Fact]]


@dataclass(frozen=True, slots=True)
class Direction:
    """How lines run: `line` is the same for all cells of one, `across` tells its cells apart."""

    line: Callable[[Position], int]
    across: Callable[[Position], int]
    labels: Callable[[Grid], Sequence[tuple[str, ...]]]


DOWN = Direction(lambda at: at[1], lambda at: at[0], lambda grid: grid.row_labels)
ACROSS = Direction(lambda at: at[0], lambda at: at[1], lambda grid: grid.col_labels)


def in_table(grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Check every identity in every line of a table."""
    used = {name for identity in schemas.identities for name in (identity.subject, *identity.concepts)}
    for direction in (DOWN, ACROSS):
        lines: dict[Key, Line] = {}
        for at, fact in grid.facts.items():
            if fact.concept in used and fact.figure.quantity is not None:
                key = (direction.line(at), fact.entity, period_key(fact.period), fact.status, fact.basis)
                lines.setdefault(key, {}).setdefault(fact.concept or "", []).append(fact)
        if not lines:
            continue
        for family in _families(schemas.identities):
            yield from _family(family, list(lines.values()), schemas, grid, direction)


def _families(identities: Sequence[Identity]) -> list[list[Identity]]:
    """Identities that are other ways to the same subject: net-margin, net-margin-of-attributable."""
    families: dict[str, list[Identity]] = {}
    for identity in sorted(identities, key=lambda identity: identity.name):
        stem = next((name for name in families if identity.name.startswith(f"{name}-")), identity.name)
        families.setdefault(stem, []).append(identity)
    return list(families.values())


def _family(
    family: Sequence[Identity],
    lines: Sequence[Line],
    schemas: Schemas,
    grid: Grid,
    direction: Direction,
) -> Iterator[Relation]:
    """Hold the best way to the subject in every line; all are other names of one equation."""
    found = [(line, bound) for line in lines if (bound := _closest(family, line, schemas)) is not None]
    best = [bound for _, bound in found]
    group = f"identities of table {grid.number}"
    failing = [bound for bound in best if not bound.tie.holds]
    for bound in best:
        if bound.tie.holds:
            yield relation(bound, Severity.ERROR, group)
    for line, bound in found:
        if bound.tie.holds:
            continue
        between = _between(bound, grid, direction, schemas.words[WordList.OF_WHICH])
        sure = None
        if not any(_fills(fact, bound) for fact in between):
            sure = _sure(bound, len(best) - len(failing), len(failing), not between)
            if _leaves_no_doubt(bound, line):
                sure = Severity.ERROR
        yield relation(bound, sure or Severity.NOTE, group, "" if sure is not None else _OTHERS)


def _closest(
    family: Sequence[Identity], line: Mapping[str, Sequence[Fact]], schemas: Schemas
) -> Bound | None:
    """The binding of one scope that holds, else the one with the smallest gap."""
    found = [
        bound for identity in family for bound in bindings(identity, line, schemas.concepts) if bound.strict
    ]
    return min(found, key=lambda bound: (not bound.tie.holds, bound.tie.gap), default=None)


def _sure(bound: Bound, kept: int, broken: int, gapless: bool) -> Severity | None:
    """How bad a broken line may be; None where the words may mean something else.

    Args:
        bound: the broken line.
        kept: lines of the table that keep the identity.
        broken: lines that do not.
        gapless: whether no other figure stands between those of the identity.
    """
    if broken > max(kept, 1):
        return None
    if kept > broken or gapless:
        return Severity.ERROR
    return Severity.WARNING if _is_slip(bound) else None


def _leaves_no_doubt(bound: Bound, line: Line) -> bool:
    """Whether the schemas say that nothing else can be meant, and each of its figures stands there once."""
    return bound.identity.closed and all(len(distinct(line[name])) == 1 for name in bound.facts)


def _is_slip(bound: Bound) -> bool:
    """Whether the gap is that of a slip: small against the whole, or a sign, or a power of ten."""
    stated = bound.subject.figure.amount
    if abs(bound.tie.gap) * NEAR <= abs(stated.value) or stated.value == -bound.computed:
        return True
    return tenfold(stated.value, bound.computed)


def _between(bound: Bound, grid: Grid, direction: Direction, of_which: Words) -> list[Fact]:
    """The figures of the line between the first and the last bound one, those `of which` left out."""
    places = {(fact.figure.row or 0, fact.figure.col or 0) for fact in bound.facts.values()}
    line = direction.line(next(iter(places)))
    bound_to = {direction.across(at) for at in places}
    labels = direction.labels(grid)
    return [
        fact
        for at, fact in grid.facts.items()
        if direction.line(at) == line
        and direction.across(at) not in bound_to
        and min(bound_to) < direction.across(at) < max(bound_to)
        and not any(of_which.pattern.match(text) for text in labels[direction.across(at) - 1])
    ]


def _fills(fact: Fact, bound: Bound) -> bool:
    """Whether a figure that is not part of the identity accounts for its gap: then it is one of the terms."""
    quantity = fact.figure.quantity
    if quantity is None or quantity.value == 0:
        return False
    return abs(abs(quantity.value) - bound.tie.gap) <= bound.tie.slack + quantity.quantum
