"""The four frames as pandera models: what every column holds, and what must be true of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Index

from tieout.coverage import Tick
from tieout.frames import checks  # noqa: F401  (registers the checks that the fields name)
from tieout.frames.checks import in_order
from tieout.model import Evidence, Grain, KnownBy, Severity, Status, Unread, Verdict
from tieout.quantity import Tie
from tieout.rulebook.kinds import KINDS

GRADES = ("exact", "rounding", "drift", "unexplained")


class Holds(StrEnum):
    """What an object column holds; stands in the metadata of its field under `holds`."""

    TEXT = "text"
    EXACT = "exact"  # whole numbers and fractions
    DAY = "day"
    ROWS = "rows"  # a tuple of row numbers of another frame


def _text(description: str) -> Any:
    return pa.Field(tieout_text=(), description=description, metadata={"holds": Holds.TEXT})


def _one_of(words: Iterable[str], description: str, *, or_none: bool = False) -> Any:
    """A field of texts from a closed list; `or_none` also takes the empty one."""
    known = [*map(str, words), *([""] if or_none else [])]
    return pa.Field(isin=known, description=description, metadata={"holds": Holds.TEXT})


def _exact(description: str) -> Any:
    return pa.Field(tieout_exact=(), nullable=True, description=description, metadata={"holds": Holds.EXACT})


def _day(description: str) -> Any:
    return pa.Field(nullable=True, description=description, metadata={"holds": Holds.DAY})


def _rows(description: str) -> Any:
    return pa.Field(description=description, metadata={"holds": Holds.ROWS})


def _number(description: str) -> Any:
    return pa.Field(nullable=True, ge=0, description=description)


def _row(description: str) -> Any:
    return pa.Field(check_name=True, unique=True, ge=0, description=description)


def _labels(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in kind)


class Placed(pa.DataFrameModel):
    """Where something stands in its report: what applies to the format; all count from 1."""

    report: object = _text("path of the report")
    line: pd.Int64Dtype = _number("line of the source")
    column: pd.Int64Dtype = _number("column in the line")
    page: pd.Int64Dtype = _number("page")
    sheet: object = _text("sheet of a workbook")
    cell: object = _text("cell of a sheet, as B7")
    paragraph: pd.Int64Dtype = _number("paragraph")
    table: pd.Int64Dtype = _number("table of the report")
    row: pd.Int64Dtype = _number("row of the table")
    col: pd.Int64Dtype = _number("column of the table")

    class Config:
        """No column is unknown, none is missing."""

        strict = True


class Figures(Placed):
    """What is printed: one row for every number, date and period, in reading order."""

    figure: Index[int] = _row("number of the figure in this run, from 0")
    text: object = _text("as printed")
    value: object = _exact("value in base units (5% is 1/20); none of a date")
    low: object = _exact("the least value that it may stand for; none is unbounded")
    high: object = _exact("the greatest value; below the least of a range that runs down")
    low_closed: bool = pa.Field(description="whether the least value is one of them")
    high_closed: bool = pa.Field(description="whether the greatest value is one of them")
    unit: object = _text("unit as printed in messages")
    dimension: object = _text("powers of base units: USD, gpu hour^-1")
    hedge: object = _text("word that widens it: about, over, at least")
    first: object = _day("first day of a date or period")
    last: object = _day("last day of a date or period")
    grain: object = _one_of(_labels(Grain), "how finely a date is given", or_none=True)
    tick: object = _one_of(_labels(Tick), "tick mark")
    plausible: bool = pa.Field(description="whether an uncovered one holds in a relation that ties nothing")
    reason: object = _text("why it is uncovered")

    @pa.dataframe_check
    @classmethod
    def days_in_order(cls, frame: pd.DataFrame) -> pd.Series:
        """No first day after the last."""
        return in_order(frame, "first", "last")

    @pa.dataframe_check
    @classmethod
    def one_of_both(cls, frame: pd.DataFrame) -> pd.Series:
        """Either a quantity or a date."""
        return frame["value"].isna() != frame["first"].isna()

    @pa.dataframe_check
    @classmethod
    def says_why_uncovered(cls, frame: pd.DataFrame) -> pd.Series:
        """Every uncovered figure has its reason, and no other has one."""
        return (frame["tick"] == Tick.UNCOVERED.value) == (frame["reason"] != "")


class Facts(pa.DataFrameModel):
    """What is meant: one row for every figure, under the same number."""

    fact: Index[int] = _row("number of its figure")
    report: object = _text("path of the report")
    label: object = _text("path to the figure, outermost first: headings, caption, row, column, words")
    concept: object = _text("concept of the schemas")
    entity: object = _text("whose it is")
    first: object = _day("first day of its period")
    last: object = _day("last day of its period")
    grain: object = _one_of(_labels(Grain), "how finely the period is given", or_none=True)
    status: object = _one_of(_labels(Status), "known or foreseen")
    basis: object = _text("adjusted, GAAP")
    source: object = _text("source named in the report")
    as_of: object = _day("last day of the date that it was taken at")
    scope: object = _text("what else narrows it: stage, region, base of a comparison")
    text: object = _text("as printed")
    value: object = _exact("value in base units (5% is 1/20); none of a date")
    low: object = _exact("the least value that it may stand for")
    high: object = _exact("the greatest value that it may stand for")
    low_closed: bool = pa.Field(description="whether the least value is one of them")
    high_closed: bool = pa.Field(description="whether the greatest value is one of them")
    unit: object = _text("unit")
    ranged: bool = pa.Field(description="whether the rulebook holds it against the range of its concept")
    portion: bool = pa.Field(description="whether the rulebook takes it for a part of a whole: 0 to 100%")
    day: object = _day("first day, of a figure that is a date")
    not_after: object = _day("the day that the rulebook wants it not to lie after")

    class Config:
        """No column is unknown, none is missing."""

        strict = True

    @pa.dataframe_check
    @classmethod
    def days_in_order(cls, frame: pd.DataFrame) -> pd.Series:
        """No first day after the last."""
        return in_order(frame, "first", "last")


class Relations(Placed):
    """What must hold, measured: one row for every outcome, in the order of the verdict."""

    relation: Index[int] = _row("number of the relation in this run, from 0")
    rule: object = _text("id of the rule that asked for it")
    kind: object = _one_of(KINDS, "kind of relation")
    shape: object = _text("form within the kind")
    evidence: object = _one_of(_labels(Evidence), "why it is believed to have to hold")
    expression: object = _text("the statement, with the figures as printed")
    stated: object = _text("the stated side, as printed")
    computed: object = _exact("the value that the operands give, in base units")
    evaluated: bool = pa.Field(description="whether it could be measured")
    gap: object = _exact("distance between the stated and the computed side")
    slack: object = _exact("the gap that rounding can explain")
    closed: bool = pa.Field(description="whether a gap equal to the slack still holds")
    verdict: object = _one_of(_labels(Verdict), "what became of it, by the engine")
    grade: object = _one_of(GRADES, "how well it holds", or_none=True)
    reason: object = _text("why it was not evaluated")
    subject: pd.Int64Dtype = _number("number of the stated figure")
    operands: object = _rows("numbers of the other figures, a tuple")
    spare_bits: pd.Int64Dtype = pa.Field(nullable=True, description="bits that the reading has to spare")
    odds: pd.Int64Dtype = pa.Field(nullable=True, description="odds of a miss being a mistake, in bits / 10")

    @pa.dataframe_check
    @classmethod
    def measured_if_evaluated(cls, frame: pd.DataFrame) -> pd.Series:
        """What was evaluated has gap and slack, what was not has a reason."""
        measured = frame["gap"].notna() & frame["slack"].notna()
        return (measured & frame["evaluated"]) | (~frame["evaluated"] & (frame["reason"] != ""))

    @pa.dataframe_check
    @classmethod
    def verdict_of_the_gap(cls, frame: pd.DataFrame) -> pd.Series:
        """The engine's verdict is what gap and slack say, worked out again."""
        told = {True: Verdict.HOLDS.value, False: Verdict.FAILS.value, None: Verdict.NOT_EVALUATED.value}
        return pd.Series([told[one] for one in holds(frame)], index=frame.index) == frame["verdict"]


class Findings(Placed):
    """What did not hold, or only just: one row for every finding."""

    finding: Index[int] = _row("number of the finding in this run, from 0")
    fingerprint: object = _text("what it is known by")
    severity: object = _one_of((one.label for one in Severity), "how bad it is")
    rule: object = _text("id of the rule")
    kind: object = _one_of(KINDS, "kind of relation")
    message: object = _text("what is wrong")
    calculation: object = _text("the sum worked through")
    relation: pd.Int64Dtype = pa.Field(ge=0, description="number of its relation")
    consequences: object = _rows("numbers of the relations that fail with it, a tuple")
    suspect: pd.Int64Dtype = _number("number of the figure most likely at fault")
    suspected: object = _text("that figure, as printed")
    cause: object = _text("how it probably went wrong")
    suggestion: object = _text("what would tie")
    certainty: pd.Int64Dtype = pa.Field(
        nullable=True, ge=0, le=100, description="share of the suspect in the likelihood of all, in percent"
    )
    known_by: object = _one_of(_labels(KnownBy), "what settles it", or_none=True)
    known: object = _text("why it is settled")

    @pa.dataframe_check
    @classmethod
    def one_fingerprint_each(cls, frame: pd.DataFrame) -> pd.Series:
        """No two findings are known by the same fingerprint."""
        return ~frame["fingerprint"].duplicated(keep=False) & (frame["fingerprint"] != "")


class Problems(Placed):
    """What could not be read or done: one row for every problem."""

    problem: Index[int] = _row("number of the problem in this run, from 0")
    code: object = _text("what kind of problem it is")
    message: object = _text("what happened")
    fatal: bool = pa.Field(description="whether the verdict cannot be trusted because of it")
    unread: object = _one_of(_labels(Unread), "kind of content that was passed over", or_none=True)
    count: pd.Int64Dtype = _number("how many parts of it")
    numbers: pd.Int64Dtype = _number("how many numbers stand in it, where that can be known")


def holds(frame: pd.DataFrame) -> list[bool | None]:
    """Whether rounding explains the gap of each row, exactly; None where nothing was measured."""
    rows = zip(frame["evaluated"], frame["gap"], frame["slack"], frame["closed"], strict=True)
    return [
        Tie(gap, slack, bool(closed)).holds if evaluated else None for evaluated, gap, slack, closed in rows
    ]
