"""Checks for anybody's pandera models: exact values, ranges of concepts, percentages, dates in order.

They are registered with pandera when this module is imported, under names that begin with `tieout_`, and so
can be used as `pa.Check.tieout_within("gross_margin")` or `pa.Field(tieout_within="gross_margin")`. Missing
values pass, as with every check of pandera; `nullable` says whether they may be missing. Numbers are taken
as they would be printed (0.1 is a tenth), and compared as fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from numbers import Rational

import pandas as pd
from pandera.api.extensions import register_check_method

from tieout.rulebook import load_rulebook
from tieout.rulebook.book import Concept


def each(series: pd.Series, holds: Callable[[object], bool]) -> pd.Series:
    """Whether a predicate holds of each value that there is; missing ones pass."""
    missing = series.isna()
    told = [gone or holds(value) for value, gone in zip(series, missing, strict=True)]
    return pd.Series(told, index=series.index, dtype=bool)


def exact(value: object) -> Fraction:
    """The value that a number has as it is printed.

    Raises:
        ValueError: it is no number.
    """
    return value if isinstance(value, Fraction) else Fraction(str(value))


@register_check_method(supported_types=[pd.Series])  # type: ignore[untyped-decorator]
def tieout_exact(series: pd.Series) -> pd.Series:
    """Every value is a whole number or a fraction: a float would be another number than the printed."""
    return each(series, lambda value: isinstance(value, Rational) and not isinstance(value, bool))


@register_check_method(supported_types=[pd.Series])  # type: ignore[untyped-decorator]
def tieout_text(series: pd.Series) -> pd.Series:
    """Every value is a text."""
    return each(series, lambda value: isinstance(value, str))


@register_check_method(statistics=["concept"], supported_types=[pd.Series])  # type: ignore[untyped-decorator]
def tieout_within(series: pd.Series, *, concept: str) -> pd.Series:
    """Every value lies where those of a concept of the built-in rulebook can lie (in base units: 5% is 0.05).

    Raises:
        ValueError: there is no such concept, or it has no range.
    """
    known = _concepts().get(concept)
    if known is None or (known.low is None and known.high is None):
        raise ValueError(f"the rulebook gives no range for {concept!r}")
    return each(series, lambda value: known.inside(exact(value)))


@register_check_method(statistics=["whole"], supported_types=[pd.Series])  # type: ignore[untyped-decorator]
def tieout_percentage(series: pd.Series, *, whole: int) -> pd.Series:
    """Every value lies between nothing and the whole: 1 where 5% is 0.05, 100 where it is 5."""
    return each(series, lambda value: 0 <= exact(value) <= whole)


@register_check_method(statistics=["first", "last"], supported_types=[pd.DataFrame])  # type: ignore[untyped-decorator]
def tieout_in_order(frame: pd.DataFrame, *, first: str, last: str) -> pd.Series:
    """No day of one column lies after that of another, where both are given."""
    return in_order(frame, first, last)


def in_order(frame: pd.DataFrame, first: str, last: str) -> pd.Series:
    """Which rows have no value of one column above that of another; missing ones pass."""
    pairs = zip(frame[first], frame[last], frame[first].isna() | frame[last].isna(), strict=True)
    return pd.Series([gone or a <= b for a, b, gone in pairs], index=frame.index, dtype=bool)


@cache
def _concepts() -> dict[str, Concept]:
    return dict(load_rulebook().schemas.concepts)
