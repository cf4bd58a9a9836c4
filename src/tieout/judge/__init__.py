"""Relations -> outcomes and findings: the verdict, the suspect, the message, the identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tieout.crash import crashed
from tieout.judge.diagnosis import Root, diagnose
from tieout.judge.identity import Anchors, identities
from tieout.judge.messages import calculation, message
from tieout.judge.verdict import decide
from tieout.model import Evidence, Finding, Mention, Outcome, Problem, Relation, Report, Severity, Verdict
from tieout.rulebook.book import Rule, Rulebook

_STRENGTH = tuple(Evidence)  # strongest first


class Judgement(NamedTuple):
    """What became of all relations; `problems` are checks that could not be run (never findings)."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()


def judge(
    relations: Sequence[Relation],
    reports: Sequence[Report],
    book: Rulebook,
) -> Judgement:
    """Give relations their verdict, and failed ones their suspect, message and identity.

    Args:
        relations: in any order, each with its rule and report.
        reports: the reports they are about.
        book: the rules in force; a relation of a rule that is not in it is an error if it fails.

    Returns:
        Outcomes and findings sorted by report, position, rule and content, whatever the order given.
    """
    ordered = sorted(relations, key=position)
    outcomes = decide(ordered)
    problems: tuple[Problem, ...] = ()
    rules = {rule.id: rule for rule in book.rules}
    try:
        roots = diagnose(outcomes, reports)
    except Exception as error:  # suspects are a help: without them every failure stands for itself
        problems = (crashed("diagnosis", error),)
        roots = [Root(None, (outcome,)) for outcome in outcomes if outcome.verdict is Verdict.FAILS]
    chosen = [_primary(root, rules) for root in roots]
    chosen.sort(key=lambda entry: position(entry[0].relation))
    former = {rule.id: rule.aliases for rule in book.rules}
    known = identities([outcome.relation for outcome, _, _ in chosen], Anchors.of(reports), former)
    findings = tuple(
        Finding(
            identity.fingerprint,
            severity_of(outcome, rules),
            message(outcome),
            calculation(outcome.relation),
            outcome,
            root.suspect,
            consequences,
            former=identity.former,
            content=identity.content,
        )
        for (outcome, consequences, root), identity in zip(chosen, known, strict=True)
    )
    return Judgement(outcomes, findings, problems)


def severity_of(outcome: Outcome, rules: Mapping[str, Rule]) -> Severity:
    """The rule's severity, capped by the relation and by its evidence: a guess is never an error."""
    relation = outcome.relation
    most = Severity.WARNING if relation.evidence is Evidence.GUESSED else Severity.ERROR
    if outcome.verdict is Verdict.HOLDS:
        most = Severity.NOTE
    rule = rules.get(relation.rule)
    asked = Severity.ERROR if rule is None or _is_far_off(relation, rule) else rule.severity
    return min(asked, relation.cap, most)


def _is_far_off(relation: Relation, rule: Rule) -> bool:
    """Whether a miss is so large, as a part of the stated figure, that its rule calls it an error."""
    tie, fact = relation.tie, relation.subject
    if rule.error_when is None or tie is None or fact is None or fact.figure.quantity is None:
        return False
    return tie.gap > rule.error_when * abs(fact.figure.amount.value)


def _primary(root: Root, rules: Mapping[str, Rule]) -> tuple[Outcome, tuple[Outcome, ...], Root]:
    """The outcome that stands for a root cause: the worst, then the best founded, then the first."""

    def order(outcome: Outcome) -> tuple[object, ...]:
        relation = outcome.relation
        mine = (
            root.suspect is not None
            and relation.subject is not None
            and relation.subject == root.suspect.fact
        )
        return (
            -severity_of(outcome, rules),
            _STRENGTH.index(relation.evidence),
            not mine,
            *position(relation),
        )

    first, *rest = sorted(root.outcomes, key=order)
    return first, tuple(sorted(rest, key=lambda outcome: position(outcome.relation))), root


def position(relation: Relation) -> tuple[str | int, ...]:
    """Report, place in it, rule, and what the relation says: a total order of relations."""
    place: Mention | None = relation.mention
    subject = relation.subject
    where = (-1, -1, -1, -1)
    if subject is not None:
        figure = subject.figure
        where = (figure.block, figure.row or 0, figure.col or 0, figure.start)
    elif place is not None:
        where = (place.block, place.row or 0, place.col or 0, place.start)
    others = ",".join(f"{operand.fact.report}#{operand.fact.id}" for operand in relation.operands)
    measured = f"{relation.computed} {relation.tie} {relation.evidence} {int(relation.cap)} {relation.reason}"
    return (relation.report, *where, relation.rule, relation.shape, relation.expression, others, measured)
