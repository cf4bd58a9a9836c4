"""An expectation for tables that name reports: each has to tie out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnMapMetricProvider,
    column_condition_partial,
)

from tieout.coverage import mark
from tieout.gate import Terms, held
from tieout.model import Severity
from tieout.read import SUFFIXES, Limits
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.sources import find_sources, report_name


class ReportMetric(ColumnMapMetricProvider):
    """Whether the report that a row names was read and checked, and no finding is too bad."""

    condition_metric_name = "column_values.tieout.report"
    condition_value_keys = ("fail_on", "rulebook")

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, fail_on: str, rulebook: list[str], **_: Any) -> pd.Series:  # noqa: N805
        worst, paths = Severity[fail_on.upper()], [Path(name) for name in column]
        sources = find_sources(paths, SUFFIXES)
        results = run(sources, load_rulebook([Path(root) for root in rulebook]), Limits())
        results = held(results, mark(results), Terms(worst))
        bad = {one.outcome.relation.report for one in results.findings if one.severity >= worst}
        bad |= {path for path, found in results.problems.items() if any(one.fatal for one in found)}
        read = {report.path for report in results.reports}
        names = [report_name(path) for path in paths]
        return pd.Series([name in read and name not in bad for name in names], index=column.index, dtype=bool)


class ExpectReportsToTieOut(ColumnMapExpectation):
    """The reports that a column names tie out, checked together: one that cannot be read does not.

    Args:
        column: the column of paths of reports.
        fail_on: the severity from which on a finding counts: error, warning or note.
        rulebook: folders of rulebooks that extend the built-in one.
    """

    fail_on: str = "error"
    rulebook: list[str] = []  # noqa: RUF012  (pydantic copies it)

    map_metric: ClassVar[str] = ReportMetric.condition_metric_name
    success_keys: ClassVar[tuple[str, ...]] = ("fail_on", "rulebook", "mostly")
    args_keys = ("column", "fail_on", "rulebook")
