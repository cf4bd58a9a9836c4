"""The expectations: exact arithmetic on the columns of the frames, row by row.

Exact values cross Great Expectations as texts ("0.25", "1/3"), for what it keeps and shows has to be JSON.
Each class is one kind of check; a suite has one of them for every rule, which picks its rows by a condition.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)

from tieout.gx.rendering import Rendering
from tieout.quantity import Interval, Tie

MEASURES = ("gap", "slack", "closed")
ENDS = ("low", "high", "low_closed", "high_closed")
DAYS = ("day", "not_after")
DOMAIN = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")


def _exact(text: str) -> Fraction | None:
    return Fraction(text) if text else None


class TieMetric(MulticolumnMapMetricProvider):
    """Whether rounding explains the gap of a row."""

    condition_metric_name = "multicolumn_values.tieout.tie"
    condition_domain_keys = DOMAIN
    condition_value_keys = ()

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:  # noqa: N805
        rows = zip(*(column_list[name] for name in MEASURES), strict=True)
        told = [Tie(Fraction(gap), Fraction(slack), bool(closed)).holds for gap, slack, closed in rows]
        return pd.Series(told, index=column_list.index, dtype=bool)


class WithinMetric(MulticolumnMapMetricProvider):
    """Whether a figure may stand for a value of a range."""

    condition_metric_name = "multicolumn_values.tieout.within"
    condition_domain_keys = DOMAIN
    condition_value_keys = ("least", "most")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, least: str, most: str, **_: Any) -> pd.Series:  # noqa: N805
        allowed = Interval(_exact(least), _exact(most))
        ends = zip(*(column_list[name] for name in ENDS), strict=True)
        told = [
            allowed.meets(Interval(_exact(low), _exact(high), bool(first), bool(last)))
            for low, high, first, last in ends
        ]
        return pd.Series(told, index=column_list.index, dtype=bool)


class InOrderMetric(MulticolumnMapMetricProvider):
    """Whether a day does not lie after the one that it must not lie after."""

    condition_metric_name = "multicolumn_values.tieout.in_order"
    condition_domain_keys = DOMAIN
    condition_value_keys = ()

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:  # noqa: N805
        return column_list["day"] <= column_list["not_after"]


class ExpectRelationsToTie(Rendering, MulticolumnMapExpectation):
    """The evaluated relations of a rule tie: rounding explains their gaps."""

    rule: str
    column_list: list[str] = ["expression", *MEASURES]  # noqa: RUF012  (pydantic copies it)

    map_metric: ClassVar[str] = TieMetric.condition_metric_name
    args_keys = ("rule",)


class ExpectFiguresWithin(Rendering, MulticolumnMapExpectation):
    """Figures may stand for a value between two ends, in base units; an empty end is unbounded."""

    rule: str
    least: str = ""
    most: str = ""
    column_list: list[str] = ["text", *ENDS]  # noqa: RUF012  (pydantic copies it)

    map_metric: ClassVar[str] = WithinMetric.condition_metric_name
    success_keys: ClassVar[tuple[str, ...]] = ("least", "most", "mostly")
    args_keys = ("rule", "least", "most")


class ExpectDatesInOrder(Rendering, MulticolumnMapExpectation):
    """No date lies after the one that it must not lie after."""

    rule: str
    column_list: list[str] = ["text", *DAYS]  # noqa: RUF012  (pydantic copies it)

    map_metric: ClassVar[str] = InOrderMetric.condition_metric_name
    args_keys = ("rule",)
