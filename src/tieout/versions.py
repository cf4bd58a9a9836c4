"""Two versions of one report: which figures changed, which should have changed with them, what broke.

Figures are matched by where they stand in the sense of the report: cells by their tables laid over each
other, figures of sentences by the wording around them. A figure is stale if it still prints what another
one printed before that one was changed, or if a relation of both is newly broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.judge.identity import blanked
from tieout.model import Fact, Finding, Report, Results, Sentence
from tieout.quantity import Quantity
from tieout.relate.across import cells_of_versions
from tieout.relate.sameness import tie_of
from tieout.rulebook.book import Schemas
from tieout.slip import distinctive


@dataclass(frozen=True, slots=True)
class Change:
    """A figure as it was and as it is."""

    old: Fact
    new: Fact


@dataclass(frozen=True, slots=True)
class Stale:
    """A figure of the new version that should have changed with another one."""

    fact: Fact
    change: Change


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version has and the other has not; `matched` counts the figures found in both."""

    matched: int
    changed: Sequence[Change]
    stale: Sequence[Stale]
    broken: Sequence[Finding]
    mended: Sequence[Finding]


def difference(old: Results, new: Results, schemas: Schemas) -> Difference:
    """Compare two versions.

    Args:
        old: the earlier version, judged alone.
        new: the later one, judged alone.
        schemas: the words in force.

    Raises:
        ValueError: one of them is not the results of exactly one report.
    """
    (before,), (after,) = old.reports, new.reports
    pairs = list(matched(before, after, schemas))
    changed = [Change(one, other) for one, other in pairs if _differ(one, other)]
    settled, standing = ({finding.content for finding in each.findings} for each in (old, new))
    broken = [finding for finding in new.findings if finding.content not in settled]
    mended = [finding for finding in old.findings if finding.content not in standing]
    stale = {
        one.fact.id: one
        for one in (
            *_rounded(pairs, changed),
            *_left_behind(pairs, changed),
            *_broken_with(pairs, changed, broken),
        )
    }
    return Difference(len(pairs), changed, [stale[key] for key in sorted(stale)], broken, mended)


def matched(old: Report, new: Report, schemas: Schemas) -> Iterator[tuple[Fact, Fact]]:
    """The figures of two versions that stand in the same place, each once."""
    yield from cells_of_versions(old, new, schemas)
    waiting: dict[str, list[Sentence]] = {}
    for sentence in new.sentences:
        waiting.setdefault(blanked(sentence), []).append(sentence)
    for sentence in old.sentences:
        alike = waiting.get(blanked(sentence))
        if alike:
            other = alike.pop(0)
            yield from zip(sentence.facts, other.facts, strict=False)


def _differ(old: Fact, new: Fact) -> bool:
    before, after = old.figure, new.figure
    if before.quantity is None or after.quantity is None:
        return before.dates != after.dates
    return _value(before.quantity) != _value(after.quantity)


def _value(quantity: Quantity) -> object:
    return quantity.value, quantity.upper, quantity.unit.powers


def _left_behind(pairs: Sequence[tuple[Fact, Fact]], changed: Sequence[Change]) -> Iterator[Stale]:
    """Figures that still print what a changed figure printed before."""
    gone: dict[object, Change] = {}
    for change in changed:
        quantity = change.old.figure.quantity
        if quantity is not None and distinctive(quantity):
            gone.setdefault(_value(quantity), change)
    for old, new in pairs:
        quantity = old.figure.quantity
        left = gone.get(_value(quantity)) if quantity is not None else None
        if left is not None and not _differ(old, new) and _may_be_one(old, left.old):
            yield Stale(new, left)


def _rounded(pairs: Sequence[tuple[Fact, Fact]], changed: Sequence[Change]) -> Iterator[Stale]:
    """Figures that told a changed one more roughly, of the same concept and time, and fit it no longer."""
    told: dict[object, list[Change]] = {}
    for change in changed:
        if change.old.concept is not None and change.old.period is not None:
            told.setdefault((change.old.concept, change.old.period), []).append(change)
    for old, new in pairs:
        for change in told.get((old.concept, old.period), ()) if not _differ(old, new) else ():
            before, after = tie_of(old, change.old), tie_of(new, change.new)
            if before is None or after is None or not _may_be_one(old, change.old):
                continue
            if before.holds and not after.holds:
                yield Stale(new, change)
                break


def _may_be_one(fact: Fact, other: Fact) -> bool:
    """Whether nothing known of two figures makes them two facts."""
    known = ((fact.concept, other.concept), (fact.entity, other.entity), (fact.period, other.period))
    return all(one is None or another is None or one == another for one, another in known)


def _broken_with(
    pairs: Sequence[tuple[Fact, Fact]], changed: Sequence[Change], broken: Sequence[Finding]
) -> Iterator[Stale]:
    """Figures of a newly broken relation that stayed as they were while another one of it changed."""
    changes = {change.new.id: change for change in changed}
    kept = {new.id for _, new in pairs} - changes.keys()
    for finding in broken:
        relation = finding.outcome.relation
        facts = [operand.fact for operand in relation.operands]
        facts += [relation.subject] if relation.subject is not None else []
        moved = [changes[fact.id] for fact in facts if fact.id in changes]
        if moved and relation.subject is not None and relation.subject.id in kept:
            yield Stale(relation.subject, moved[0])
