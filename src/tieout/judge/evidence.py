"""What speaks for and against a figure being the one that is wrong.

A repair of a figure is a set of values that makes its failed relations hold; it is the better, the more of
them it repairs and the fewer relations that hold now it would break.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from tieout.judge.inverse import MEASURED, Form, Key, Need, invert, key_of
from tieout.judge.rates import rate_form
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
    _form: Form | None = None
    _inverted: bool = False
    _needs: dict[Key, Need | None] = field(default_factory=dict)  # asked for again with every case

    @property
    def weight(self) -> int:
        """What it counts for: a guess counts half."""
        return 1 if self.relation.evidence is Evidence.GUESSED else 2

    def need(self, key: Key) -> Need | None:
        """What it asks of a figure."""
        if not self._inverted:
            self._form, self._inverted = rate_form(self.relation) or invert(self.relation), True
        if key not in self._needs:
            self._needs[key] = None if self._form is None else self._form.need(key)
        return self._needs[key]


@dataclass(frozen=True, slots=True)
class Case:
    """The case against one figure.

    `repaired` are the failed lines that its repair makes hold, `values` the repair. `score` weighs them
    against the lines it would break; `doubts` counts lines that hold and might be broken.
    """

    fact: Fact
    values: Interval
    repaired: tuple[Line, ...]
    needs: tuple[Need, ...]
    score: int
    doubts: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The higher, the stronger."""
        return self.score, sum(line.weight for line in self.repaired), -self.doubts


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


def build_case(fact: Fact, lines: Sequence[Line], open_lines: Collection[int]) -> Case | None:
    """Weigh a figure against the lines it stands in.

    Args:
        fact: the figure under suspicion.
        lines: every line it stands in.
        open_lines: ids of failed lines that nothing has explained yet.

    Returns:
        None if it explains no open line.
    """
    key = key_of(fact)
    failed = [line for line in lines if line.fails and id(line) in open_lines][:_MOST_NEEDS]
    solved = [(line, need) for line in failed if (need := line.need(key)) is not None]
    values, chosen = _overlap(solved)
    touched = [line for line in failed if line.need(key) is None]
    repaired = [line for line, _ in chosen] + touched
    if not repaired:
        return None
    score = sum(line.weight for line, _ in chosen) + len(touched) // 2 + (not chosen)
    doubts = 0
    for line in [line for line in lines if not line.fails][:_MOST_NEEDS]:
        need = line.need(key)
        narrowed = None if need is None else values.intersect(need.interval)
        if need is None:
            doubts += line.relation.kind in MEASURED
        elif narrowed is None:
            score -= line.weight
        else:
            values = narrowed
    return Case(fact, values, tuple(repaired), tuple(need for _, need in chosen), score, doubts)


def _overlap(solved: Sequence[tuple[Line, Need]]) -> tuple[Interval, list[tuple[Line, Need]]]:
    """The largest set of needs that one value can meet."""
    best: tuple[int, Interval, list[tuple[Line, Need]]] = (0, EVERYWHERE, [])
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
