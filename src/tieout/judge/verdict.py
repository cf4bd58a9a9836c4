"""The verdict: the rulebook compiled to one pandera schema over the frame of relations.

There is one check per rule, named by its id; a failure case is a failed relation. It fails closed: a check
that raises decides nothing, its relations are not evaluated and the engine says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tieout.judge.frames import relations_frame, relations_schema
from tieout.model import Outcome, Problem, Relation, Verdict
from tieout.quantity import drift

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

CRASHED = "engine/check-crashed"
DRIFT_PARTS = 3  # with two parts, three standard deviations of rounding are the worst case itself


@dataclass(frozen=True, slots=True)
class Failures:
    """What validation found: numbers of failed relations, and the rules whose check raised."""

    failed: frozenset[int]
    crashed: tuple[tuple[str, str], ...] = ()  # rule and what was raised; rule is empty for the frame itself


def validate(relations: Sequence[Relation]) -> Failures:
    """Which relations break the rule that asked for them; looks at nothing but their columns in the frame."""
    rules = tuple(dict.fromkeys(relation.rule for relation in relations if relation.tie is not None))
    return _validate(relations_frame(relations), compile_rules(rules))


Validate = Callable[[Sequence[Relation]], Failures]


def decide(
    relations: Sequence[Relation], validate: Validate = validate
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Give every relation its verdict and grade.

    Args:
        relations: in any order.
        validate: finds those that fail; it may do so in another process.

    Returns:
        One outcome per relation, in the same order, and the problems of checks that raised.
    """
    if all(relation.tie is None for relation in relations):
        return tuple(Outcome(relation, Verdict.NOT_EVALUATED) for relation in relations), ()
    failures = validate(relations)
    crashed = {rule for rule, _ in failures.crashed}
    outcomes = tuple(
        Outcome(replace(relation, reason="its check stopped"), Verdict.NOT_EVALUATED)
        if "" in crashed or relation.rule in crashed
        else _outcome(relation, number in failures.failed)
        for number, relation in enumerate(relations)
    )
    problems = tuple(
        Problem(CRASHED, f"the check of {rule or 'the relations frame'} stopped: {error}", fatal=True)
        for rule, error in failures.crashed
    )
    return outcomes, problems


def compile_rules(rules: Sequence[str]) -> pa.DataFrameSchema:
    """The one schema that decides: a check for each of these rules."""
    import pandera.pandas as pa

    return relations_schema(
        [
            pa.Check(_check(rule), name=rule, error=f"{rule}: the gap is larger than rounding explains")
            for rule in rules
        ]
    )


def _check(rule: str) -> Callable[[pd.DataFrame], pd.Series]:
    def ties(frame: pd.DataFrame) -> pd.Series:
        """Which rows do not break the rule: those of others, those not evaluated, those that tie."""
        import numpy as np
        import pandas as pd

        mine = np.flatnonzero(frame["evaluated"].to_numpy() & (frame["rule"].to_numpy() == rule))
        gap, slack, closed = (frame[name].to_numpy() for name in ("gap", "slack", "closed"))
        holds = np.ones(len(frame), dtype=bool)
        holds[mine] = [gap[i] < slack[i] or (gap[i] == slack[i] and closed[i]) for i in mine]
        return pd.Series(holds, index=frame.index)

    return ties


def _validate(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> Failures:
    from pandera.errors import SchemaErrorReason, SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        failed: set[int] = set()
        crashed: list[tuple[str, str]] = []
        for error in errors.schema_errors:
            rule = str(error.check.name) if hasattr(error.check, "name") else ""
            if error.reason_code is SchemaErrorReason.DATAFRAME_CHECK:
                failed.update(int(number) for number in error.failure_cases["index"])
            else:
                crashed.append((rule, str(error.failure_cases)))
        return Failures(frozenset(failed), tuple(crashed))
    return Failures(frozenset())


def _outcome(relation: Relation, failed: bool) -> Outcome:
    if relation.tie is None:
        return Outcome(relation, Verdict.NOT_EVALUATED)
    if failed:
        return Outcome(relation, Verdict.FAILS, "unexplained")
    if relation.tie.gap == 0:
        return Outcome(relation, Verdict.HOLDS, "exact")
    return Outcome(relation, Verdict.HOLDS, "drift" if _drifts(relation) else "rounding")


def _drifts(relation: Relation) -> bool:
    """Whether a sum holds only because many roundings may all have gone the same way."""
    subject, tie = relation.subject, relation.tie
    if relation.kind != "total" or len(relation.operands) < DRIFT_PARTS or subject is None or tie is None:
        return False
    figures = [(1, subject.figure), *((part.weight, part.fact.figure) for part in relation.operands)]
    quantities = [(weight, figure.quantity) for weight, figure in figures if figure.quantity is not None]
    if any(quantity.hedge is not None or quantity.upper is not None for _, quantity in quantities):
        return False
    return drift(
        tie.gap, (weight * quantity.quantum for weight, quantity in quantities if not quantity.exact)
    )
