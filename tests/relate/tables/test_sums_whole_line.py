"""A total wrong in every column: one part left out of it, or counted twice, in all of them."""

from __future__ import annotations

import pytest
from asking import failing, report, schemas

from tieout.model import Severity
from tieout.relate.total import find

COSTS = """| Item | 2024 | 2023 |
|---|---|---|
| Wages | 12,071 | 11,458 |
| Fuel | 8,953 | 9,307 |
| Rent | 4,543 | 2,359 |
| Power | 1,849 | 2,649 |
| Total | {} | {} |
"""
ALL = (27416, 25773)


def loud(text: str, least: Severity = Severity.ERROR) -> list[str]:
    found = [r for r in failing(list(find(report(text), schemas(), ()))) if r.cap >= least]
    return [r.subject.figure.text for r in found if r.subject is not None]


@pytest.mark.parametrize(
    ("totals", "wrong"),
    [
        (ALL, 0),
        ((ALL[0] + 8953, ALL[1] + 9307), 2),  # fuel twice
        ((ALL[0] + 1849, ALL[1] + 2649), 2),  # power twice
        ((ALL[0] - 4543, ALL[1] - 2359), 0),  # rent may be contained in fuel
        ((ALL[0] + 1367, ALL[1] + 3258), 0),  # nothing known fits
    ],
)
def test_one_mistake_in_every_column(totals: tuple[int, int], wrong: int) -> None:
    assert len(loud(COSTS.format(*(f"{total:,}" for total in totals)))) == wrong


def test_a_line_amid_its_block_was_left_out() -> None:
    text = COSTS.replace("| Rent | 4,543 | 2,359 |", "| Rent | 14,543 | 13,359 |")
    totals = [f"{total:,}" for total in (12071 + 8953 + 1849, 11458 + 9307 + 2649)]
    assert loud(text.format(*totals)) == totals


def test_a_subtotal_without_a_name_was_not_left_out() -> None:
    text = COSTS.replace("| Power |", "| Both | 13,496 | 11,666 |\n| Power |")
    assert loud(text.format("27,416", "25,773")) == []


STORES = """| | 2024 | 2023 | 2022 |
|---|---|---|---|
| Opening stores | 3,369 | 3,264 | 3,243 |
| Opened | 95 | 110 | 75 |
| Closed | (4) | (5) | (54) |
| Closing stores | {} | {} | {} |
"""


@pytest.mark.parametrize(("closing", "wrong"), [(("3,460", "3,369", "3,264"), 0), (("91", "105", "21"), 3)])
def test_an_opening_balance_left_out_of_every_year(closing: tuple[str, ...], wrong: int) -> None:
    assert len(loud(STORES.format(*closing))) == wrong


ASSETS = """| $ millions | 2022 | 2023 | 2024 |
|---|---|---|---|
| Financial assets | {} | {} | {} |
| Cash on hand | 36,752 | 40,961 | 42,803 |
| Receivables | 34,771 | 38,814 | 42,958 |
| Advances | 106,209 | 104,195 | 104,614 |
| Securities | 155,435 | 166,064 | 189,730 |
| Liabilities | 1,136,142 | 1,152,148 | 1,180,178 |
"""
SUMS = (333167, 350034, 380105)


@pytest.mark.parametrize(
    ("again", "wrong"),
    [
        ((0, 0, 0), 0),
        ((36752, 40961, 42803), 3),  # cash twice
        ((155435, 166064, 189730), 3),  # securities twice
        ((155435, 166064, 189741), 0),  # and one apart: nothing fits
        ((-34771, -38814, -42958), 0),  # left out of what nothing calls a sum
    ],
)
def test_a_line_that_nothing_calls_a_sum_counts_one_of_its_parts_twice(
    again: tuple[int, ...], wrong: int
) -> None:
    totals = [f"{total + more:,}" for total, more in zip(SUMS, again, strict=True)]
    assert loud(ASSETS.format(*totals)) == (totals if wrong else [])


def test_a_part_that_stands_again_elsewhere_may_be_added_twice() -> None:
    held = "| Cash held for others | 36,752 | 40,961 | 42,803 |"
    again = ASSETS.replace("| Liabilities", f"{held}\n| Liabilities")
    totals = (f"{total + more:,}" for total, more in zip(SUMS, (36752, 40961, 42803), strict=True))
    assert loud(again.format(*totals)) == []


REGIONS = """| Product | Americas | Europe | Asia | Total |
|---|---|---|---|---|
| Equity | 94,805 | 53,140 | 16,803 | {} |
| Fixed income | 121,640 | 11,444 | 5,341 | {} |
| Mixed | 76,714 | 9,538 | 4,374 | {} |
"""


@pytest.mark.parametrize(
    ("totals", "wrong"),
    [
        (("164,748", "138,425", "90,626"), 0),
        (("147,945", "133,084", "86,252"), 3),  # without Asia
        (("111,608", "126,981", "81,088"), 3),  # without Europe
        (("69,943", "16,785", "13,912"), 0),  # the first may be something else
    ],
)
def test_a_column_left_out_of_a_total_column(totals: tuple[str, ...], wrong: int) -> None:
    assert len(loud(REGIONS.format(*totals))) == wrong
