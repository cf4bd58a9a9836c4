"""Which figure is at fault: the smallest change that makes the failed relations hold.

Failed relations that share figures are explained together, strongest case first, so that one wrong figure
gives one finding. Only failed relations and their neighbours are looked at.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tieout.judge.evidence import Case, Line, build_case, lines_of
from tieout.judge.inverse import Key, key_of
from tieout.judge.neighbours import Neighbours
from tieout.judge.swaps import Swap, find_swaps
from tieout.model import Fact, Outcome, Relation, Report, Suspect, Verdict
from tieout.slip import Slip, Wanted, slips

_MOST_TIED = 60  # figures compared digit by digit when nothing else decides
_MOST_OTHERS = 3  # figures named beside the suspect
_LEAST_SHARE = 0.1  # of the likelihood that such a figure has
_STATED = 0.3  # log likelihood of the stated side, over a part
_KNOWN = 0.05  # likelihood of a cause that is no slip of digits
_UNKNOWN = 1e-9
# no other digits mend a wrong unit or a formula: such a failure stands for itself
_NO_SLIP = frozenset({"dimension", "extent", "typed-over"})


@dataclass(frozen=True, slots=True)
class Root:
    """Failed outcomes with one cause, or a single one that only just holds (rounding drift)."""

    suspect: Suspect | None
    outcomes: tuple[Outcome, ...]


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
        elif relation.subject is not None and relation.shape not in _NO_SLIP:
            scopes.setdefault(_scope(relation), []).append(outcome)
        elif outcome.verdict is Verdict.FAILS:
            roots.append(Root(None, (outcome,)))
        if outcome.grade == "drift":
            roots.append(Root(None, (outcome,)))
    for scoped in scopes.values():
        if any(outcome.verdict is Verdict.FAILS for outcome in scoped):
            roots.extend(_explain(lines_of(scoped), neighbours))
    return roots


def _scope(relation: Relation) -> str:
    """The report, or nothing for relations between reports."""
    subject = relation.subject
    home = subject.report if subject else relation.report
    return home if all(operand.fact.report == home for operand in relation.operands) else ""


def _explain(lines: Sequence[Line], neighbours: Neighbours) -> Iterator[Root]:
    """Cells that changed places first; then the strongest case until every failed line is explained."""
    swaps = list(find_swaps(lines))
    yield from (_swapped(swap) for swap in swaps)
    exchanged = {id(line) for swap in swaps for line in swap.lines}
    lines = [line for line in lines if id(line) not in exchanged]
    facts = {key_of(fact): fact for line in lines if line.fails for fact in line.facts}
    index = _index(lines, facts)
    still_open = {id(line) for line in lines if line.fails}
    heap = [
        entry
        for number, key in enumerate(facts)
        if (entry := _entry(facts, index, still_open, number, key)) is not None
    ]
    heapq.heapify(heap)
    merged: dict[Key, list[list[_Ranked]]] = {}
    while still_open and heap:
        ranked = _strongest(heap, facts, index, still_open, neighbours)
        if not ranked:
            break
        case = ranked[0].case
        merged.setdefault(key_of(case.fact), []).append(ranked)
        still_open.difference_update(id(line) for line in case.repaired)
    for found in merged.values():
        outcomes = tuple(o for ranked in found for line in ranked[0].case.repaired for o in line.outcomes)
        yield Root(_weighed(found[0]), outcomes)
    for line in lines:
        if id(line) in still_open:  # nothing speaks for a repair; it is reported all the same
            yield Root(None, tuple(line.outcomes))


def _swapped(swap: Swap) -> Root:
    outcomes = tuple(outcome for line in swap.lines for outcome in line.outcomes)
    first, second = swap.first.figure.text, swap.second.figure.text
    return Root(Suspect(swap.first, f"{first} and {second} have changed places", second), outcomes)


_Entry = tuple[tuple[int, int, int], int, Key]  # rank negated, number in order of appearance, figure


class _Ranked(NamedTuple):
    """A case with its log likelihood among cases of equal rank."""

    likelihood: float
    case: Case


def _index(lines: Sequence[Line], facts: Mapping[Key, Fact]) -> dict[Key, list[Line]]:
    index: dict[Key, list[Line]] = {key: [] for key in facts}
    for line in lines:
        for key in {key_of(fact) for fact in line.facts} & facts.keys():
            index[key].append(line)
    return index


def _entry(
    facts: Mapping[Key, Fact], index: Mapping[Key, list[Line]], still_open: set[int], number: int, key: Key
) -> _Entry | None:
    case = build_case(facts[key], index[key], still_open)
    if case is None:
        return None
    score, repaired, doubts = case.rank
    return (-score, -repaired, -doubts), number, key


def _strongest(
    heap: list[_Entry],
    facts: Mapping[Key, Fact],
    index: Mapping[Key, list[Line]],
    still_open: set[int],
    neighbours: Neighbours,
) -> list[_Ranked]:
    """The cases that are strongest now, the likeliest first, which alone is done with.

    The ranks in the heap may be out of date, but were never too low.
    """
    tied: list[_Entry] = []
    while heap and len(tied) < _MOST_TIED:
        old = heapq.heappop(heap)
        if tied and old[0] > tied[0][0]:
            heapq.heappush(heap, old)
            break
        new = _entry(facts, index, still_open, old[1], old[2])
        if new is None:
            continue
        best_left = min([entry[0] for entry in (*heap[:1], *tied[:1])], default=new[0])
        if new[0] <= best_left:
            tied.append(new)
        else:
            heapq.heappush(heap, new)
    cases = [(entry, build_case(facts[entry[2]], index[entry[2]], still_open)) for entry in tied]
    ranked = [
        (_likelihood(case, neighbours), -entry[1], entry, case) for entry, case in cases if case is not None
    ]
    ranked.sort(key=lambda item: item[:2], reverse=True)
    for _, _, entry, _ in ranked[1:]:
        heapq.heappush(heap, entry)
    return [_Ranked(likelihood, case) for likelihood, _, _, case in ranked]


def _likelihood(case: Case, neighbours: Neighbours) -> float:
    """What decides between equal cases: how likely the slip is, and whether its repair fits in better."""
    stated, found = _stated_in(case), _slips(case)
    known = any(line.relation.cause or _missed_part(line.relation) for line in stated)
    likelihood = sum(slip.likelihood for slip in found) + (_KNOWN if known else _UNKNOWN)
    closer = neighbours.improvement(case.fact, found[0].value) if found else 0.0
    return math.log(likelihood) + closer + _STATED * len(stated)


def _stated_in(case: Case) -> list[Line]:
    """The repaired lines whose stated side the figure is."""
    key = key_of(case.fact)
    return [
        line
        for line in case.repaired
        if line.relation.subject is not None and key_of(line.relation.subject) == key
    ]


def _slips(case: Case) -> tuple[Slip, ...]:
    """The ways from a value that its relations allow to the figure as printed, the likeliest first."""
    needs = sorted((need for need in case.needs if need.equates), key=lambda need: not need.is_sum)
    if not needs:
        return ()
    need = next((need for need in needs if case.values.contains(need.point)), needs[0])
    stated = any(line.relation.kind == "total" for line in _stated_in(case))
    return slips(case.fact.figure, Wanted(case.values, need.point, need.is_sum, stated))


def _weighed(ranked: Sequence[_Ranked]) -> Suspect:
    """The likeliest suspect, with what it has of all likelihood and who else may have been it."""
    weights = [math.exp(one.likelihood - ranked[0].likelihood) for one in ranked]
    whole = sum(weights)
    others = tuple(
        _suspect(one.case)
        for one, weight in zip(ranked[1 : _MOST_OTHERS + 1], weights[1:], strict=False)
        if weight >= _LEAST_SHARE * whole
    )
    return replace(_suspect(ranked[0].case), certainty=round(100 / whole), others=others)


def _suspect(case: Case) -> Suspect:
    """A cause that a kind knows comes first; a value only where one is better than all others."""
    slip, stated = next(iter(_slips(case)), None), _stated_in(case)
    cause = next((line.relation.cause for line in stated if line.relation.cause), "")
    suggestion = next((line.relation.suggestion for line in stated if line.relation.suggestion), "")
    if slip is None:
        return Suspect(case.fact, cause or _plain_cause(case, stated), suggestion)
    if not slip.cause:
        return Suspect(case.fact, cause or _plain_cause(case, stated), suggestion or slip.text)
    return Suspect(case.fact, cause or slip.cause, slip.text)


def _plain_cause(case: Case, stated: Sequence[Line]) -> str:
    """Without a slip of the digits: what else may have happened."""
    for line in stated:
        part = _missed_part(line.relation)
        if part:
            return part
    kinds = {line.relation.kind for line in case.repaired}
    if len(case.repaired) > 1:
        return f"{len(case.repaired)} relations fail at this figure, and one value would settle them"
    if kinds & {"agree", "contradict", "restatement"}:
        return "one of the two was not updated"
    if kinds == {"total"} and stated:
        return "a part may have been changed without the total"
    return ""


def _missed_part(relation: Relation) -> str:
    """Whether a sum misses its total by exactly one of its parts."""
    if relation.kind != "total" or relation.computed is None or relation.subject is None:
        return ""
    gap = relation.subject.figure.amount.value - relation.computed
    for operand in relation.operands:
        figure = operand.fact.figure
        if figure.quantity is None or not figure.quantity.value:
            continue
        if gap == -operand.weight * figure.quantity.value:
            return f"{figure.text} seems to be left out"
        if gap == operand.weight * figure.quantity.value:
            return f"{figure.text} seems to be counted twice"
    return ""
