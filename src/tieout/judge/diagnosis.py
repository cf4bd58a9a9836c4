"""Which figure is at fault: the smallest change that makes the failed relations hold.

Failed relations that share figures are explained together, strongest case first, so that one wrong figure
gives one finding; those that share none say nothing of each other. The relations that hold beside them are
witnesses: what would break them is no repair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from tieout.equation import Key, Term, key_of
from tieout.judge.evidence import Case, Line, build_case, components, index_of, lines_of
from tieout.judge.neighbours import Neighbours
from tieout.judge.swaps import Swap, find_swaps
from tieout.model import Fact, Outcome, Relation, Report, Suspect, Verdict
from tieout.rulebook.kinds import KINDS
from tieout.slip import Slip, Sort, Style, Wanted, common_slip, slips
from tieout.slip.likelihood import KNOWN, UNKNOWN
from tieout.wording import say

_MOST_TIED = 60  # figures compared digit by digit when nothing else decides
_MOST_OTHERS = 3  # figures named beside the suspect
_EACH = 8  # figures of a line gone wrong as one that are told one by one
_LEAST_SHARE = 0.1  # of the likelihood that such a figure has
_EXACT = -0.5  # log likelihood for every relation that holds to the last digit, and would by rounding only
_SAID_FIRST = 0.1  # the same of one of two figures that say the same thing
_STATED = 0.8  # log likelihood of the stated side, over a part


@dataclass(frozen=True, slots=True)
class Root:
    """Failed outcomes with one cause, or a single one that only just holds (drift, final zeros)."""

    suspect: Suspect | None
    outcomes: tuple[Outcome, ...]


class _Ranked(NamedTuple):
    """A case with its log likelihood among cases of equal rank."""

    likelihood: float
    case: Case
    slips: tuple[Slip, ...]


def diagnose(outcomes: Iterable[Outcome], reports: Iterable[Report] = ()) -> list[Root]:
    """Sort all failed outcomes by what they go back to; within a report, or between reports.

    Args:
        outcomes: all outcomes; those that hold speak for their figures.
        reports: where the figures stand, so that they can be compared with their neighbours.
    """
    neighbours = Neighbours.of(reports)
    scopes: dict[str, list[Outcome]] = {}
    roots: list[Root] = []
    for outcome in outcomes:
        relation = outcome.relation
        if outcome.verdict is Verdict.FAILS and relation.culprit is not None:
            known = Suspect(relation.culprit, relation.cause, relation.suggestion)
            roots.append(Root(known, (outcome,)))
        elif relation.subject is not None and relation.shape not in KINDS[relation.kind].unmended:
            scopes.setdefault(_scope(relation), []).append(outcome)
        elif outcome.verdict is Verdict.FAILS:
            roots.append(Root(None, (outcome,)))
        if outcome.grade == "drift" or just_holds(outcome):
            roots.append(Root(None, (outcome,)))
    for scoped in scopes.values():
        if any(outcome.verdict is Verdict.FAILS for outcome in scoped):
            roots.extend(_of_scope(lines_of(scoped), neighbours))
    return roots


def just_holds(outcome: Outcome) -> bool:
    """Whether arithmetic holds only if figures with final zeros stand for others than they print."""
    relation = outcome.relation
    if outcome.verdict is not Verdict.HOLDS or relation.equation is None:
        return False
    return KINDS[relation.kind].arithmetic and relation.equation.grade.startswith("only if")


def _scope(relation: Relation) -> str:
    """The report, or nothing for relations between reports."""
    subject = relation.subject
    home = subject.report if subject else relation.report
    return home if all(operand.fact.report == home for operand in relation.operands) else ""


def _of_scope(lines: Sequence[Line], neighbours: Neighbours) -> Iterator[Root]:
    """Cells that changed places and lines that went wrong as one first; then component by component."""
    done: set[int] = set()
    for swap in find_swaps(lines):
        done.update(id(line) for line in swap.lines)
        yield _swapped(swap)
    for cause, together in _whole_lines([line for line in lines if id(line) not in done]):
        done.update(id(line) for line in together)
        yield Root(Suspect(together[0].facts[0], cause), _outcomes(together))
    lines = [line for line in lines if id(line) not in done]
    index = index_of(lines)
    for component in components(line for line in lines if line.fails):
        yield from _explain(component, index, neighbours)


def _swapped(swap: Swap) -> Root:
    first, second = swap.first.figure.text, swap.second.figure.text
    return Root(
        Suspect(
            swap.first, say("{first} and {second} have changed places", first=first, second=second), second
        ),
        _outcomes(swap.lines),
    )


def _whole_lines(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Long structures all of whose relations fail, where one slip of all stated figures mends them.

    Of short ones every figure is told with the value that would tie.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.relation.group and line.relation.equation is not None:
            groups.setdefault(line.relation.group, []).append(line)
    for group in groups.values():
        needs = [(line.facts[0].figure.quantity, line.need(line.facts[0])) for line in group if line.fails]
        wanted = [(quantity, need.interval) for quantity, need in needs if quantity is not None and need]
        if len(wanted) == len(group) > _EACH and (cause := common_slip(wanted)):
            yield cause, group


def _explain(
    component: Sequence[Line], index: Mapping[Key, list[Line]], neighbours: Neighbours
) -> Iterator[Root]:
    """The strongest case again and again, until every failed line is explained."""
    facts = {key_of(fact): fact for line in component for fact in line.facts}
    still_open = {id(line): line for line in component}
    cases = {key: build_case(fact, index[key], still_open.keys()) for key, fact in facts.items()}
    merged: dict[Key, list[list[_Ranked]]] = {}
    while still_open:
        ranked = _strongest([case for case in cases.values() if case is not None], neighbours)
        if not ranked:
            break
        case = ranked[0].case
        merged.setdefault(key_of(case.fact), []).append(ranked)
        for line in case.repaired:
            still_open.pop(id(line), None)
        for key in {key_of(fact) for line in case.repaired for fact in line.facts}:
            cases[key] = build_case(facts[key], index[key], still_open.keys())
    for found in merged.values():
        repaired = [line for ranked in found for line in ranked[0].case.repaired]
        yield Root(_weighed(found[0]), _outcomes(repaired))
    for line in still_open.values():  # nothing speaks for a repair; it is reported all the same
        yield Root(None, tuple(line.outcomes))


def _strongest(cases: Sequence[Case], neighbours: Neighbours) -> list[_Ranked]:
    """The strongest case and those as strong that explain a line of it, the likeliest first."""
    first = max(cases, key=lambda case: case.rank, default=None)
    if first is None:
        return []
    lines = {id(line) for line in first.repaired}
    rivals = [case for case in cases if case.rank == first.rank and _shares(case, lines)]
    ranked = [_ranked(case, neighbours) for case in rivals[:_MOST_TIED]]
    return sorted(ranked, key=lambda one: -one.likelihood)


def _shares(case: Case, lines: set[int]) -> bool:
    return any(id(line) in lines for line in case.repaired)


def _ranked(case: Case, neighbours: Neighbours) -> _Ranked:
    """What decides between equal cases: how likely the slip is, and whether its repair fits in better."""
    stated, found = case.stated, _slips(case, neighbours)
    known = any(line.relation.cause for line in stated) or bool(_missed(case))
    likelihood = sum(slip.likelihood for slip in found) + (KNOWN if known else UNKNOWN)
    doubtful = {line.facts[0].figure.row or 0 for line in case.repaired}
    closer = neighbours.improvement(case.fact, found[0].value, doubtful) if found else 0.0
    exact = sum(need.point == case.fact.figure.amount.value for need in case.needs)
    told = sum(_SAID_FIRST if _says_the_same(line) else _STATED for line in stated)
    return _Ranked(math.log(likelihood) + closer + told + _EXACT * exact, case, found)


def _slips(case: Case, neighbours: Neighbours) -> tuple[Slip, ...]:
    """The ways to the figure as printed from values that read true in all its relations, likeliest first."""
    asked = sorted(case.solved, key=lambda each: not each[0].is_sum)
    asked = [each for each in asked if None not in (each[1].interval.low, each[1].interval.high)]
    if not asked:
        return ()
    line, need = next((each for each in asked if case.values.contains(each[1].point)), asked[0])
    otherwise = Sort.REPEATED if neighbours.repeated(case.fact) else _otherwise(case, line)
    found = slips(case.fact.figure, Wanted(case.values, need.point, line.is_sum, otherwise))
    if KINDS[line.relation.kind].parts:  # the parts of a whole are above nothing
        found = tuple(slip for slip in found if slip.value > 0)
    return tuple(slip for slip in found if all(each.interval.meets(slip.interval) for each in case.needs))


def _otherwise(case: Case, line: Line) -> Sort:
    """How a figure of an equation gets an arbitrary value; two statements of one fact lead to neither."""
    if line.relation.equation is None or _says_the_same(line):
        return Sort.OTHER
    return Sort.STALE if case.stated else Sort.REVISED


def _says_the_same(line: Line) -> bool:
    """Whether a relation only says that two figures are one: neither is worked out from the other."""
    return line.relation.equation is not None and isinstance(line.relation.equation.side, Term)


def _weighed(ranked: Sequence[_Ranked]) -> Suspect:
    """The likeliest suspect, with what it has of all likelihood and who else may have been it."""
    weights = [math.exp(one.likelihood - ranked[0].likelihood) for one in ranked]
    whole = sum(weights)
    others = tuple(
        replace(_suspect(one), certainty=round(100 * weight / whole))
        for one, weight in zip(ranked[1 : _MOST_OTHERS + 1], weights[1:], strict=False)
        if weight >= _LEAST_SHARE * whole
    )
    return replace(_suspect(ranked[0]), certainty=round(100 / whole), others=others)


def _suspect(ranked: _Ranked) -> Suspect:
    """A cause that a kind knows comes first; a value only where one is better than all others."""
    case, slip = ranked.case, next(iter(ranked.slips), None)
    stated = case.stated
    cause = next((line.relation.cause for line in stated if line.relation.cause), "")
    suggestion = next((line.relation.suggestion for line in stated if line.relation.suggestion), "")
    if slip is None:
        return Suspect(case.fact, cause or _plain_cause(case), suggestion or _with_all_parts(case))
    if not slip.cause:
        return Suspect(case.fact, cause or _plain_cause(case), suggestion or slip.text)
    return Suspect(case.fact, cause or slip.cause, suggestion or slip.text)


def _plain_cause(case: Case) -> str:
    """Without a slip of the digits: what else may have happened."""
    if missed := _missed(case):
        return missed
    kinds = {line.relation.kind for line in case.repaired}
    if len(case.repaired) > 1:
        return say(
            "{count} relations fail at this figure, and one value would settle them", count=len(case.repaired)
        )
    if kinds & {"agree", "contradict", "restatement"}:
        return say("one of the two was not updated")
    if kinds == {"total"} and case.stated:
        return say("a part may have been changed without the total")
    return ""


def _with_all_parts(case: Case) -> str:
    """What the parts give where one was left out, though what rests on the total was made with it."""
    style = Style.of(case.fact.figure)
    sums = (line.relation for line in case.stated if _missed_part(line.relation, case.fact))
    computed = next((relation.computed for relation in sums), None)
    return style.value(computed) if style is not None and computed is not None else ""


def _missed(case: Case) -> str:
    """What a sum says of a part that the figure, its whole, was made without or twice with."""
    return next((said for line in case.repaired if (said := _missed_part(line.relation, case.fact))), "")


def _missed_part(relation: Relation, whole: Fact) -> str:
    """Whether a sum misses its whole by exactly one of its parts.

    The whole is what is stated, or what all other operands are taken off to leave that.
    """
    equation, subject = relation.equation, relation.subject
    if equation is None or not equation.is_sum or subject is None or relation.computed is None:
        return ""
    gap = equation.stated.point - relation.computed
    parts = [(operand.fact, _size(operand.fact) * operand.weight) for operand in relation.operands]
    if key_of(subject) != key_of(whole):
        taken = [(fact, -size) for fact, size in parts if key_of(fact) != key_of(whole)]
        if len(taken) == len(parts) or any(size < 0 for _, size in taken):
            return ""
        gap, parts = -gap, [(subject, _size(subject)), *taken]
    for part, size in parts:
        if size and abs(gap) == abs(size):
            if (gap > 0) == (size > 0):
                return say("{part} seems to be counted twice", part=part.figure.text)
            return say("{part} seems to be left out", part=part.figure.text)
    return ""


def _size(fact: Fact) -> Fraction:
    return Fraction(0) if fact.figure.quantity is None else fact.figure.quantity.value


def _outcomes(lines: Iterable[Line]) -> tuple[Outcome, ...]:
    return tuple(outcome for line in lines for outcome in line.outcomes)
