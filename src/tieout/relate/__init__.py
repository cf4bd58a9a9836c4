"""Facts -> relations: one file per kind; the set is small and closed.

Kinds know how to find relations; which of them a project asks for, and how bad a failure is, stands in the
rulebook. May not import `read`: a relation cannot know which format a fact came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tieout.model import Relation, Report
from tieout.relate import (
    agree,
    comparison,
    contradict,
    formula,
    order,
    partition,
    pattern,
    presence,
    range,  # noqa: A004 - the kind is called range
    restatement,
    total,
)
from tieout.relate.claiming import claimed
from tieout.relate.kind import Kind
from tieout.relate.otherwise import unless_read_wrongly
from tieout.rulebook.book import Rule, Rulebook

KINDS: dict[str, Kind] = {
    "total": total.KIND,
    "formula": formula.KIND,
    "restatement": restatement.KIND,
    "comparison": comparison.KIND,
    "range": range.KIND,
    "order": order.KIND,
    "agree": agree.KIND,
    "contradict": contradict.KIND,
    "partition": partition.KIND,
    "presence": presence.KIND,
    "pattern": pattern.KIND,
}


def relate(report: Report, book: Rulebook) -> Iterator[Relation]:
    """Find the relations inside one report that the rulebook asks for."""
    for kind, rules in _asked(book):
        if kind.within is not None:
            found = unless_read_wrongly(report, kind.within(report, book.schemas, rules))
            yield from _ruled(found, rules, report.path)


def relate_across(reports: Sequence[Report], book: Rulebook) -> Iterator[Relation]:
    """Find the relations between reports that the rulebook asks for."""
    for kind, rules in _asked(book):
        if kind.across is not None:
            yield from _ruled(kind.across(reports, book.schemas, rules), rules, "")


def _asked(book: Rulebook) -> Iterator[tuple[Kind, tuple[Rule, ...]]]:
    for name, kind in KINDS.items():
        rules = tuple(rule for rule in book.rules if rule.kind == name)
        if rules:
            yield kind, rules


def _ruled(relations: Iterable[Relation], rules: Sequence[Rule], path: str) -> Iterator[Relation]:
    """Match relations to the rules that claim them; one that nobody claims is dropped.

    A rule without shapes that describes what to look for by itself claims that, and nothing else.
    """
    shared = [rule for rule in rules if rule.shapes or not rule.describes]
    for relation in relations:
        report = relation.report or (relation.subject.report if relation.subject else "") or path
        if relation.rule:
            yield replace(relation, report=report)
            continue
        for rule in shared:
            taken = claimed(rule, relation)
            if taken is not None:
                yield replace(taken, rule=rule.id, report=report)


__all__ = ["KINDS", "Kind", "relate", "relate_across"]
