"""The relations as a frame, and the rulebook as a pandera schema over it, for anybody's own checks.

The engine's verdict is its own and needs no frame; a test holds that both name the same failing rows.
One row per relation, indexed by its number in the order found. `gap` and `slack` are exact fractions in
object columns, never floats: a float would have lost the verdict. Both are None where nothing was evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tieout.model import Relation

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

COLUMNS: dict[str, str] = {
    "rule": "id of the rule that asked for the relation",
    "kind": "kind of relation",
    "shape": "form within the kind",
    "report": "path of the report it is about",
    "evidence": "why it is believed to have to hold",
    "expression": "the statement, with the figures as printed",
    "evaluated": "whether it could be measured",
    "gap": "distance between the stated and the computed side, as an exact fraction",
    "slack": "the gap that rounding can explain, as an exact fraction",
    "closed": "whether a gap equal to the slack still holds",
    "reason": "why it was not evaluated",
}


def relations_frame(relations: Sequence[Relation]) -> pd.DataFrame:
    """The frame of these relations, in the order given (import of pandas: about half a second)."""
    import pandas as pd

    ties = [relation.tie for relation in relations]
    columns: dict[str, pd.Series] = {
        name: pd.Series([str(getattr(relation, name)) for relation in relations], dtype=object)
        for name in ("rule", "kind", "shape", "report", "evidence", "expression", "reason")
    }
    columns["evaluated"] = pd.Series([tie is not None for tie in ties], dtype=bool)
    columns["gap"] = pd.Series([tie and tie.gap for tie in ties], dtype=object)
    columns["slack"] = pd.Series([tie and tie.slack for tie in ties], dtype=object)
    columns["closed"] = pd.Series([tie is not None and tie.closed for tie in ties], dtype=bool)
    frame = pd.DataFrame({name: columns[name] for name in COLUMNS})
    frame.index.name = "relation"
    return frame


def relations_schema(checks: Sequence[pa.Check] = ()) -> pa.DataFrameSchema:
    """The pandera schema of the frame, with further checks on whole rows."""
    import pandera.pandas as pa

    dtypes: dict[str, type] = {"evaluated": bool, "closed": bool}
    columns = {
        name: pa.Column(dtypes.get(name, object), nullable=name in ("gap", "slack"), description=text)
        for name, text in COLUMNS.items()
    }
    return pa.DataFrameSchema(
        columns, checks=list(checks), index=pa.Index(int, unique=True, name="relation"), strict=True
    )


def rules_schema(rules: Sequence[str]) -> pa.DataFrameSchema:
    """The schema of the frame with a check for each of these rules, named by its id."""
    import pandera.pandas as pa

    return relations_schema(
        [
            pa.Check(_check(rule), name=rule, error=f"{rule}: the gap is larger than rounding explains")
            for rule in rules
        ]
    )


def failing(relations: Sequence[Relation]) -> frozenset[int]:
    """The numbers of the relations that pandera says break the rule that asked for them.

    Raises:
        pandera.errors.SchemaErrors: the frame is not as declared, or a check raised.
    """
    from pandera.errors import SchemaErrorReason, SchemaErrors

    rules = tuple(dict.fromkeys(relation.rule for relation in relations if relation.tie is not None))
    try:
        rules_schema(rules).validate(relations_frame(relations), lazy=True)
    except SchemaErrors as errors:
        failed: set[int] = set()
        for error in errors.schema_errors:
            if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK:
                raise
            failed.update(int(number) for number in error.failure_cases["index"])
        return frozenset(failed)
    return frozenset()


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
