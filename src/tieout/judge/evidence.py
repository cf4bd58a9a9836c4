"""What speaks for and against a figure being the one that is wrong.

A repair of a figure is a set of values that makes its failed relations hold; it is the better, the more of
them it repairs and the fewer relations that hold now it would break.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tieout.equation import Key, Value, key_of
from tieout.model import Evidence, Fact, Outcome, Relation, Verdict
from tieout.quantity import Interval

_MOST_NEEDS = 40  # of one figure; beyond that more relations say nothing new
EVERYWHERE = Interval(None, None)


@dataclass(slots=True)
class Line:
    """A relation once, however many rules asked for it, with all its outcomes."""

    relation: Relation
    fails: bool
    facts: tuple[Fact, ...]
    outcomes: list[Outcome] = field(default_factory=list)
    _needs: dict[Key, Value | None] = field(default_factory=dict)  # asked for again with every case

    @property
    def weight(self) -> int:
        """What it counts for: a guess counts half."""
        return 1 if self.relation.evidence is Evidence.GUESSED else 2

    @property
    def is_sum(self) -> bool:
        """Whether it only adds up."""
        return self.relation.equation is not None and self.relation.equation.is_sum

    def need(self, fact: Fact) -> Value | None:
        """What it asks of a figure; None if it cannot be solved for it."""
        key, equation = key_of(fact), self.relation.equation
        if key not in self._needs:
            self._needs[key] = None if equation is None else equation.solve(fact)
        return self._needs[key]

    def states(self, fact: Fact) -> bool:
        """Whether a figure is its stated side."""
        return self.relation.subject is not None and key_of(self.relation.subject) == key_of(fact)


@dataclass(frozen=True, slots=True)
class Case:
    """The case against one figure.

    `repaired` are the failed lines that its repair makes hold, `values` the repair, `needs` what every line
    of the figure asks of it, those that hold included. `score` weighs the repaired lines against those that
    the repair would break; `doubts` counts lines that hold and might be broken.
    """

    fact: Fact
    values: Interval
    repaired: tuple[Line, ...]
    solved: tuple[tuple[Line, Value], ...]
    needs: tuple[Value, ...]
    score: int
    doubts: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The higher, the stronger."""
        return self.score, sum(line.weight for line in self.repaired), -self.doubts

    @property
    def stated(self) -> list[Line]:
        """The repaired lines whose stated side the figure is."""
        return [line for line in self.repaired if line.states(self.fact)]


def lines_of(outcomes: Iterable[Outcome]) -> list[Line]:
    """All evaluated relations with figures, each once."""
    lines: dict[tuple[object, ...], Line] = {}
    for outcome in outcomes:
        relation = outcome.relation
        if outcome.verdict is Verdict.NOT_EVALUATED or relation.subject is None:
            continue
        facts = (relation.subject, *(operand.fact for operand in relation.operands))
        keys = tuple(key_of(fact) for fact in facts)
        identity = (relation.kind, relation.shape, relation.computed, outcome.verdict, keys)
        line = lines.get(identity)
        if line is None:
            line = lines[identity] = Line(relation, outcome.verdict is Verdict.FAILS, facts)
        line.outcomes.append(outcome)
    return list(lines.values())


def components(lines: Iterable[Line]) -> list[list[Line]]:
    """Failed lines in groups that share figures; what is in two groups says nothing of each other."""
    home: dict[Key, int] = {}
    groups: dict[int, list[Line]] = {}
    for number, line in enumerate(lines):
        keys = {key_of(fact) for fact in line.facts}
        joined = sorted({home[key] for key in keys if key in home})
        group = groups.setdefault(joined[0] if joined else number, [])
        for other in joined[1:]:
            moved = groups.pop(other)
            group += moved
            home.update((key_of(fact), joined[0]) for each in moved for fact in each.facts)
        group.append(line)
        home.update(dict.fromkeys(keys, joined[0] if joined else number))
    return list(groups.values())


def index_of(lines: Iterable[Line]) -> Mapping[Key, list[Line]]:
    """The lines that every figure stands in."""
    index: dict[Key, list[Line]] = {}
    for line in lines:
        for key in dict.fromkeys(key_of(fact) for fact in line.facts):
            index.setdefault(key, []).append(line)
    return index


def build_case(fact: Fact, lines: Sequence[Line], open_lines: Collection[int]) -> Case | None:
    """Weigh a figure against the lines it stands in.

    Args:
        fact: the figure under suspicion.
        lines: every line it stands in.
        open_lines: ids of failed lines that nothing has explained yet.

    Returns:
        None if it explains no open line.
    """
    failed = [line for line in lines if line.fails and id(line) in open_lines][:_MOST_NEEDS]
    solved = [(line, need) for line in failed if (need := line.need(fact)) is not None]
    values, chosen = _overlap(solved)
    touched = [line for line in failed if line.need(fact) is None]
    repaired = [line for line, _ in chosen] + touched
    if not repaired:
        return None
    score = sum(line.weight for line, _ in chosen) + len(touched) // 2 + (not chosen)
    doubts, needs = 0, [need for _, need in chosen]
    for line in [line for line in lines if not line.fails][:_MOST_NEEDS]:
        need = line.need(fact)
        if need is None:
            doubts += line.relation.equation is not None
            continue
        needs.append(need)
        narrowed = values.intersect(need.interval)
        score -= 0 if narrowed is not None else line.weight
        values = narrowed or values
    return Case(fact, values, tuple(repaired), tuple(chosen), tuple(needs), score, doubts)


def _overlap(solved: Sequence[tuple[Line, Value]]) -> tuple[Interval, list[tuple[Line, Value]]]:
    """The largest set of needs that one value can meet."""
    best: tuple[int, Interval, list[tuple[Line, Value]]] = (0, EVERYWHERE, [])
    for _, first in solved:
        values, met = first.interval, []
        for line, need in solved:
            both = values.intersect(need.interval)
            if both is not None:
                values = both
                met.append((line, need))
        weight = sum(line.weight for line, _ in met)
        if weight > best[0]:
            best = (weight, values, met)
        if len(met) == len(solved):
            break
    return best[1], best[2]
