"""The rulebook as suites of expectations, and the frames as Great Expectations takes them.

`relations_suite` has an expectation for every rule and `facts_suite` one for every range of `schemas/`, so a
suite is as large as the rulebook, never as the reports. Both are made from the rulebook alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import pandas as pd
from great_expectations import ExpectationSuite
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.row_conditions import Column

from tieout.data.plain import exact_text, shown
from tieout.frames.rules import DATES, PERCENTAGES, RANGE
from tieout.gx.expectations import ExpectDatesInOrder, ExpectFiguresWithin, ExpectRelationsToTie
from tieout.model import Place, Severity
from tieout.render.view import Location, anchor
from tieout.rulebook.book import Rulebook

RELATIONS, FACTS = "relations", "facts"
SEVERITIES = {
    Severity.ERROR: FailureSeverity.CRITICAL,
    Severity.WARNING: FailureSeverity.WARNING,
    Severity.NOTE: FailureSeverity.INFO,
}
WARNING = FailureSeverity.WARNING
PLACED = {"line", "column", "page", "sheet", "cell", "paragraph", "table", "row", "col"}


def relations_suite(
    book: Rulebook, name: str = RELATIONS, not_evaluated: Mapping[str, int] | None = None
) -> ExpectationSuite:
    """The suite over `batch_of(frames.relations)`: an expectation for every rule, as severe as the rule.

    Args:
        book: the rulebook.
        name: of the suite.
        not_evaluated: how many relations of each rule could not be evaluated, for the pages to say.
    """
    unknown = not_evaluated or {}
    expectations: list[Expectation] = [
        ExpectRelationsToTie(
            rule=rule.id,
            row_condition=(Column("rule") == rule.id) & (Column("evaluated") == True),  # noqa: E712
            severity=SEVERITIES[rule.severity],
            meta={
                "summary": str(rule.summary),
                "why": str(rule.why),
                "fix": str(rule.fix),
                "not_evaluated": int(unknown.get(rule.id, 0)),
            },
        )
        for rule in book.rules
    ]
    return ExpectationSuite(name=name, expectations=expectations)


def facts_suite(book: Rulebook, name: str = FACTS) -> ExpectationSuite:
    """The suite over `batch_of(frames.facts)`: one expectation a range, percentages, dates in order."""
    return ExpectationSuite(name=name, expectations=[*_ranges(book), _portions(), _dates()])


def batch_of(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of `tieout.frames` with its index as a column and every value one that JSON has."""
    plain = {
        name: frame[name] if frame[name].dtype != object else _texts(frame[name]) for name in frame.columns
    }
    batch = pd.DataFrame(plain)
    if set(frame.columns) >= PLACED:
        batch["place"] = [anchor(Location("", "", place)).lstrip(":") for place in _places(frame)]
    batch.insert(0, str(frame.index.name), frame.index)
    return batch.reset_index(drop=True)


def _places(frame: pd.DataFrame) -> Iterator[Place]:
    names = sorted(PLACED)
    told = frame[names].astype(object).where(frame[names].notna(), None)
    for row in told.itertuples(index=False):
        yield Place(**{name: value or None for name, value in zip(names, row, strict=True)})


def _texts(column: pd.Series) -> pd.Series:
    missing = column.isna()
    texts = ["" if gone else _text(value) for value, gone in zip(column, missing, strict=True)]
    return pd.Series(texts, index=column.index, dtype=object)


def _text(value: object) -> str:
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return shown(value) if isinstance(value, str) else str(value)


def _ranges(book: Rulebook) -> Iterator[Expectation]:
    for name, concept in sorted(book.schemas.concepts.items()):
        if concept.low is None and concept.high is None:
            continue
        least, most = ("" if end is None else exact_text(end) for end in (concept.low, concept.high))
        yield ExpectFiguresWithin(
            rule=f"{RANGE}{name}",
            least=least,
            most=most,
            row_condition=(Column("concept") == name) & (Column("ranged") == True),  # noqa: E712
            severity=WARNING,
            meta={"summary": f"{concept.said} lies between {least or 'anything'} and {most or 'anything'}."},
        )


def _portions() -> Expectation:
    return ExpectFiguresWithin(
        rule=PERCENTAGES,
        least="0",
        most="1",
        row_condition=Column("portion") == True,  # noqa: E712
        severity=WARNING,
        meta={"summary": "A part of a whole lies between 0% and 100%."},
    )


def _dates() -> Expectation:
    return ExpectDatesInOrder(
        rule=DATES,
        row_condition=Column("not_after") != "",
        severity=WARNING,
        meta={"summary": "No date lies after one that it must not lie after."},
    )
