"""Figures that words say are reckoned from the cells of rows: changes, shares and ratios."""

from __future__ import annotations

import pytest
from stating import agreements

from tieout.model import Relation, Severity

BANK = """# Larkfield Bank: third quarter

| EUR million | Q3 2026 | Q2 2026 | Q3 2025 |
|---|---:|---:|---:|
| Net interest income | 842 | 835 | 806 |
| Net fees | 316 | 322 | 291 |
| Total income | 1,158 | 1,157 | 1,097 |
| Operating costs | -438 | -441 | -429 |
| Profit before tax | 720 | 716 | 668 |

Net fees were 8.6% higher than in the third quarter of 2025. Profit before tax increased by 7.8% y/y.
Net interest income accounts for 73% of total income.

"""


def holds(relation: Relation | None) -> bool | None:
    """Whether a figure agrees with the table; None if nothing is measured."""
    return None if relation is None or relation.tie is None else relation.tie.holds


def about(text: str, figure: str) -> Relation | None:
    """What the table says of a figure of a sentence behind the report."""
    found = [one for one in agreements(BANK + text, "text-table") if one.expression.split(" = ")[0] == figure]
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Net interest income grew {} year on year.", "4.5%", "5.4%"),
        ("Total income rose by {} over the year.", "EUR 61 million", "EUR 16 million"),
        ("Operating costs were {} higher than a year earlier.", "2.1%", "4.8%"),
        ("Net interest income grew 0.8% q/q and {} y/y.", "4.5%", "5.4%"),
        ("Net fees make up {} of total income.", "27.3%", "24.3%"),
        ("Net fees fell by {} from the second quarter.", "1.9%", "3.9%"),
        ("Total income of EUR 1,158 million is {} more than a year ago.", "5.6%", "6.5%"),
    ],
)
def test_words_that_leave_one_reading(sentence: str, right: str, wrong: str) -> None:
    assert holds(about(sentence.format(right), right)) is True
    missed = about(sentence.format(wrong), wrong)
    assert holds(missed) is False
    assert missed is not None
    assert missed.cap is Severity.ERROR


@pytest.mark.parametrize(
    "sentence",
    [
        "Net interest income has grown 9.3% a year since 2023.",
        "Net interest income grew 9.3% organically.",
        "Net interest income from mortgages grew 9.3%.",
        "We raise our forecast of net interest income by 9.3%.",
        "Net interest income was 9.3% above our estimate.",
        "Net interest income rose 4.5% on 9.3% more customers.",
    ],
)
def test_words_of_something_else_claim_nothing(sentence: str) -> None:
    assert holds(about(sentence, "9.3%")) is not False


def test_a_ratio_is_believed_where_another_of_its_name_holds() -> None:
    text = "The cost-to-income ratio was {}, against 39.1% a year earlier."
    assert holds(about(text.format("37.8%"), "37.8%")) is True
    assert holds(about(text.format("38.7%"), "38.7%")) is False
    assert holds(about("The cost-to-income ratio was 38.7%.", "38.7%")) is None
