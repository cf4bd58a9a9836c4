"""The rulebook as pandera schemas: checks for its rules over the relations, for its ranges over the facts.

A check works out what it judges, exactly: rules from gap and slack, ranges and dates from the values and
`schemas/`. `broken` says which rows break which check; one that raises is an error, never a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrorReason, SchemaErrors

from tieout.frames.build import relation_rows
from tieout.frames.checks import in_order
from tieout.frames.models import Facts, Relations, holds
from tieout.quantity import Interval
from tieout.render.view import View
from tieout.rulebook.book import Concept, Rulebook

RANGE, PERCENTAGES, DATES = "facts/range/", "facts/percentages", "facts/dates-in-order"


def relations_schema(book: Rulebook) -> pa.DataFrameSchema:
    """The schema of the relations with a check for each rule, named by its id."""
    checks = [
        pa.Check(_ties(rule.id), name=rule.id, error=f"{rule.id}: {rule.summary}") for rule in book.rules
    ]
    return _with(Relations, checks)


def facts_schema(book: Rulebook) -> pa.DataFrameSchema:
    """The schema of the facts with a check for each range of `schemas/`, percentages and dates in order."""
    return _with(Facts, [*ranges(book), _portions(), _dates()])


def ranges(book: Rulebook) -> Iterator[pa.Check]:
    """A check for each concept that has a range: its name stands behind `RANGE`."""
    for name, concept in sorted(book.schemas.concepts.items()):
        if concept.low is not None or concept.high is not None:
            error = f"outside the range of {concept.said}"
            yield pa.Check(_inside(concept), name=f"{RANGE}{name}", error=error)


def broken_rules(view: View) -> dict[str, frozenset[int]]:
    """The relations that pandera says break each rule of the view's rulebook. Raises as `broken`."""
    return broken(relation_rows(view), relations_schema(view.book))


def broken(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> dict[str, frozenset[int]]:
    """The rows that break each check of whole rows, by the name of the check.

    Raises:
        pandera.errors.SchemaErrors: the frame is not as declared, or a check raised.
    """
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        found: dict[str, frozenset[int]] = {}
        for error in errors.schema_errors:
            if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK:
                raise
            found[str(error.check.name)] = frozenset(int(row) for row in error.failure_cases["index"])
        return found
    return {}


def _with(model: type[pa.DataFrameModel], checks: list[pa.Check]) -> pa.DataFrameSchema:
    schema = model.to_schema()
    return pa.DataFrameSchema(
        schema.columns, checks=[*schema.checks, *checks], index=schema.index, strict=True, name=model.__name__
    )


def _ties(rule: str) -> Callable[[pd.DataFrame], pd.Series]:
    def ties(frame: pd.DataFrame) -> pd.Series:
        """Which rows do not break the rule: those of others, those not evaluated, those that tie."""
        mine = frame[frame["rule"] == rule]
        failing = [row for row, one in zip(mine.index, holds(mine), strict=True) if one is False]
        return pd.Series(~frame.index.isin(failing), index=frame.index)

    return ties


def _inside(concept: Concept) -> Callable[[pd.DataFrame], pd.Series]:
    def inside(frame: pd.DataFrame) -> pd.Series:
        """Which rows do not leave the range: those of others, those that nobody asks, those inside."""
        asked = frame["ranged"] & (frame["concept"] == concept.name)
        return _meets(frame, asked, Interval(concept.low, concept.high))

    return inside


def _meets(frame: pd.DataFrame, asked: pd.Series, range_: Interval) -> pd.Series:
    """Which rows are not asked, or may stand for some value of the range."""
    ends = zip(asked, *(frame[name] for name in ("low", "high", "low_closed", "high_closed")), strict=True)
    told = [not one or range_.meets(Interval(*interval)) for one, *interval in ends]
    return pd.Series(told, index=frame.index, dtype=bool)


def _portions() -> pa.Check:
    def portions(frame: pd.DataFrame) -> pd.Series:
        """Which parts of a whole are nothing to all of it."""
        return _meets(frame, frame["portion"], Interval(Fraction(0), Fraction(1)))

    return pa.Check(portions, name=PERCENTAGES, error="a part of a whole lies outside 0% to 100%")


def _dates() -> pa.Check:
    def dates(frame: pd.DataFrame) -> pd.Series:
        """Which days do not lie after the one that they must not lie after."""
        return in_order(frame, "day", "not_after")

    return pa.Check(dates, name=DATES, error="a date lies after one that it must not lie after")
