"""The registered checks, in a model of somebody's own."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pandera.pandas as pa
import pytest

from tieout.frames import checks


class Margins(pa.DataFrameModel):
    """A table that somebody else's script makes."""

    margin: float = pa.Field(tieout_within="gross_margin", nullable=True)
    share: object = pa.Field(tieout_percentage={"whole": 100}, nullable=True)
    first: object = pa.Field(nullable=True)
    last: object = pa.Field(nullable=True)

    class Config:
        """The check of two columns."""

        tieout_in_order = {"first": "first", "last": "last"}  # noqa: RUF012  (as pandera has it)


GOOD = {"margin": 0.42, "share": Fraction(1, 3), "first": date(2024, 1, 1), "last": date(2024, 12, 31)}


def validated(**changed: object) -> set[str]:
    row = {**GOOD, **changed}
    frame = pd.DataFrame({name: pd.Series([value], dtype=float if name == "margin" else object)
                          for name, value in row.items()})  # fmt: skip
    try:
        Margins.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return {str(error.check.name) for error in errors.schema_errors}
    return set()


def test_good_values_and_missing_ones_pass() -> None:
    assert validated() == set()
    assert validated(margin=None, share=None, first=None, last=None) == set()
    assert validated(last=date(2024, 1, 1)) == set()


@pytest.mark.parametrize(
    ("changed", "check"),
    [
        ({"margin": 1.01}, "tieout_within"),
        ({"share": 101}, "tieout_percentage"),
        ({"share": Fraction(-1, 10**20)}, "tieout_percentage"),
        ({"last": date(2023, 12, 31)}, "tieout_in_order"),
    ],
)
def test_what_cannot_be_is_named(changed: dict[str, object], check: str) -> None:
    assert validated(**changed) == {check}


def test_a_concept_that_the_rulebook_does_not_know_is_said() -> None:
    with pytest.raises(ValueError, match="no range for 'gross_marign'"):
        checks.tieout_within(pd.Series([0.1]), concept="gross_marign")


def test_numbers_are_taken_as_printed() -> None:
    assert checks.exact(0.1) == Fraction(1, 10)
    assert checks.exact("2.50") == Fraction(5, 2)
    with pytest.raises(ValueError):
        checks.exact("12%")
