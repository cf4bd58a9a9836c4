"""A table that a script is about to publish, checked as it is printed."""

from __future__ import annotations

import inspect
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest

import tieout
import tieout.pandera
from tieout.api.printed import page, text_of
from tieout.api.tables import Options

SALES = pd.DataFrame(
    {"2023": [1204.5, 880.1, 455.0, 2539.6], "2024": [1310.2, 901.3, 470.9, 2682.4]},
    index=pd.Index(["North", "South", "West", "Total"], name="Region"),
)


def wrong(frame: pd.DataFrame = SALES, value: Any = 2862.4) -> pd.DataFrame:
    changed = frame.copy()
    changed.iloc[-1, -1] = value
    return changed


def test_a_table_that_foots_passes() -> None:
    checked = tieout.assert_ties(SALES, caption="Revenue, in millions")
    assert checked.coverage.percent == 100
    assert (checked.relations["verdict"] == "holds").sum() == 2


def test_a_total_that_does_not_foot_is_named_with_row_and_column() -> None:
    with pytest.raises(AssertionError, match=r"row 'Total', column '2024': error: .*the parts give 2682.4"):
        tieout.assert_ties(wrong())
    checked = tieout.check_frame(wrong())
    assert checked.findings[["suspected", "suggestion"]].to_numpy().tolist() == [["2862.4", "2682.4"]]
    assert (checked.findings["row"].iloc[0], checked.findings["col"].iloc[0]) == (5, 3)
    assert "row &#x27;Total&#x27;, column &#x27;2024&#x27;" in checked._repr_html_()


def test_labels_may_stand_in_a_column_of_their_own() -> None:
    with pytest.raises(AssertionError, match="row 3, column '2024'"):
        tieout.assert_ties(wrong().reset_index())


def test_floats_are_checked_with_the_places_that_they_are_printed_with() -> None:
    thirds = pd.DataFrame({"Share": [100 / 3] * 3 + [100.0]}, index=["a", "b", "c", "Total"])
    tieout.assert_ties(thirds, decimals=1)  # 33.3 three times, 100.0: rounding explains it
    tieout.assert_ties(thirds, decimals={"Share": 1})
    noise = pd.DataFrame({"Sales": [0.1, 0.2, 0.1 + 0.2]}, index=["a", "b", "Total"])
    tieout.assert_ties(noise)


def test_texts_keep_the_precision_that_they_have() -> None:
    rows = {"Sales": ["1,204.5", "880.1", "2,084.6"], "Growth": ["8.8%", "2.4%", ""]}
    tieout.assert_ties(pd.DataFrame(rows, index=["North", "South", "Total"]))
    rows["Sales"][2] = "2,804.6"
    with pytest.raises(AssertionError, match=r"the parts give 2,084\.6"):
        tieout.assert_ties(pd.DataFrame(rows, index=["North", "South", "Total"]))


def test_a_table_of_which_nothing_can_be_checked_does_not_pass() -> None:
    words = pd.DataFrame({"Name": ["a", "b"]})
    with pytest.raises(AssertionError, match="no figures were found"):
        tieout.assert_ties(words)
    assert tieout.check_frame(words).verdict == "cannot be trusted"
    assert tieout.assert_ties(words, allow_unchecked=True).ok


def test_what_only_reports_must_have_is_not_asked() -> None:
    assert tieout.check_frame(SALES, fail_on="note").findings.empty


def test_levels_of_heads_and_labels() -> None:
    columns = pd.MultiIndex.from_product([["Group"], ["2023", "2024"]])
    index = pd.MultiIndex.from_product([["Sales"], SALES.index])
    frame = pd.DataFrame(wrong().to_numpy(), columns=columns, index=index)
    with pytest.raises(AssertionError, match=r"row \('Sales', 'Total'\), column \('Group', '2024'\)"):
        tieout.assert_ties(frame)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1310.20, "1310.2"), (10.0, "10.0"), (0.1 + 0.2, "0.3"), (1e18, "1" + "0" * 18),
        (1.5e-7, "0.00000015"),
        (np.float64(2.5), "2.5"), (np.int64(7), "7"), (Fraction(1, 2), "1/2"), (True, "True"), ("12%", "12%"),
        (None, ""), (np.nan, ""), (pd.NA, ""), (pd.NaT, ""), (date(2024, 3, 1), "2024-03-01"),
        (pd.Timestamp("2024-03-01"), "2024-03-01"),
    ],
)  # fmt: skip
def test_values_are_printed_as_people_print_them(value: object, text: str) -> None:
    assert text_of(value) == text


def test_decimals_are_printed_in_full() -> None:
    from decimal import Decimal

    assert [text_of(Decimal(text)) for text in ("1E+3", "2.50")] == ["1000", "2.50"]
    assert text_of(2.675, 2) == "2.67"  # the float is below; as any print of it


def test_what_a_table_says_is_no_markup() -> None:
    frame = pd.DataFrame({"<b>": ["</td><script>x</script>"]}, index=["&"])
    assert "<script>" not in page(frame, "<i>", None)
    assert "<b>" not in page(frame, "<i>", None)


def test_as_a_pandera_check_it_names_the_rows() -> None:
    schema = pa.DataFrameSchema(checks=pa.Check.tieout_ties(caption="Revenue, in millions", decimals=1))
    assert schema.validate(SALES) is not None
    with pytest.raises(pa.errors.SchemaErrors) as errors:
        schema.validate(wrong(), lazy=True)
    assert set(errors.value.failure_cases["index"]) == {"Total"}
    with pytest.raises(pa.errors.SchemaErrors, match="none of the 0 figures of the table"):
        schema.validate(pd.DataFrame({"Name": ["a"]}), lazy=True)


def test_it_goes_into_a_model_of_ones_own() -> None:
    class Published(pa.DataFrameModel):
        """What the desk publishes."""

        sales: float

        class Config:
            """It must foot."""

            tieout_ties = {"caption": "Sales", "decimals": 1}  # noqa: RUF012  (as pandera has it)

    good = pd.DataFrame({"sales": [1.5, 2.5, 3.5, 7.5]}, index=["a", "b", "c", "Total"])
    assert Published.validate(good) is not None
    with pytest.raises(pa.errors.SchemaError):
        Published.validate(wrong(good, 8.5))


def test_a_rule_can_be_left_out_or_chosen() -> None:
    assert tieout.check_frame(wrong(), ignore="arithmetic/total-equals-parts").findings.empty
    assert not tieout.check_frame(wrong(), select=["arithmetic/total-equals-parts"]).ok


def test_both_take_the_same_arguments() -> None:
    given = list(inspect.signature(tieout.check_frame).parameters)
    assert given[1:] == list(Options.__annotations__)
