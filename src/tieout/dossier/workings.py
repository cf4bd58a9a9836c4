"""The relations that a report's figures stand in, each worked through once, and which figures they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tieout.coverage import facts_of
from tieout.dossier.names import Links
from tieout.judge.messages import calculation, label
from tieout.model import Fact, Outcome, Relation, Verdict
from tieout.render.html_text import GRADES, SIGNS
from tieout.render.view import View
from tieout.wording import say, translated

MOST_ELSEWHERE = 12  # figures of other reports that one relation names
ORDER = (Verdict.FAILS, Verdict.HOLDS, Verdict.NOT_EVALUATED)


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of another report in a relation: how it is printed, its part, what it is, where it stands."""

    text: str
    role: str
    label: str
    href: str
    report: str


@dataclass(frozen=True, slots=True)
class Working:
    """A relation worked through, with the figures of the page that stand in it, and some of other reports.

    Nothing is written for the figures of the page but their numbers: a large sheet has tens of thousands of
    relations.
    """

    id: str
    verdict: str
    sign: str
    rule: str
    said: str
    lines: tuple[str, ...]
    figures: tuple[int, ...]
    stated: int | None
    elsewhere: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Workings:
    """All workings of a page, and the names of those of every figure, failing ones first."""

    every: tuple[Working, ...]
    of_figure: Mapping[int, tuple[str, ...]]
    of_outcome: Mapping[int, Working]  # by the outcome's `id`


def by_report(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes that the figures of each report stand in, failing ones first, or that are about it."""
    found: dict[str, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda one: ORDER.index(one.verdict)):
        reports = [fact.report for fact in facts_of(outcome.relation)] or [outcome.relation.report]
        for path in dict.fromkeys(reports):
            found.setdefault(path, []).append(outcome)
    return found


def workings_of(view: View, path: str, outcomes: Iterable[Outcome], links: Links) -> Workings:
    """Work the relations of one report through; those that are about no figure are left to their findings."""
    every: list[Working] = []
    names: dict[int, list[str]] = {}
    made: dict[int, Working] = {}
    language = view.language(path)
    for outcome in outcomes:
        facts = list(facts_of(outcome.relation))
        if not facts:
            continue
        working = _working(outcome, f"w{len(every)}", path, facts, links, language)
        every.append(working)
        made[id(outcome)] = working
        for number in working.figures:
            names.setdefault(number, []).append(working.id)
    return Workings(tuple(every), {key: tuple(found) for key, found in names.items()}, made)


def _working(
    outcome: Outcome, name: str, path: str, facts: list[Fact], links: Links, language: str
) -> Working:
    relation = outcome.relation
    here = tuple(dict.fromkeys(fact.id for fact in facts if fact.report == path))
    subject = relation.subject
    return Working(
        name,
        outcome.verdict.value,
        SIGNS[outcome.verdict],
        relation.rule,
        translated(GRADES.get(outcome.grade) or relation.reason, language),
        tuple(translated(calculation(relation), language).splitlines()),
        here,
        subject.id if subject is not None and subject.report == path else None,
        elsewhere(relation, path, links, language),
    )


def elsewhere(relation: Relation, path: str, links: Links, language: str) -> tuple[Operand, ...]:
    """The figures of a relation that stand in other reports than the one of a page."""
    parts = [(one.fact, one.role) for one in relation.operands]
    if relation.subject is not None:
        parts.insert(0, (relation.subject, say("stated")))
    return tuple(
        Operand(fact.figure.text, translated(role, language), label(fact), links.figure(fact), fact.report)
        for fact, role in parts
        if fact.report != path
    )[:MOST_ELSEWHERE]
