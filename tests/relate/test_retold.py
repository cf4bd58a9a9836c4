from __future__ import annotations

import pytest
from stating import agreements, failing, stated

from tieout.model import Severity
from tieout.relate.sameness import UNLIKE


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("The mill employs {} people.", "At the end of the year the mill employed {} people.", "6,142"),
        ("公司在册职工{}人。", "截至年末，公司在册职工共{}人。", "6,142"),
    ],
)
def test_same_words_and_a_slip(first: str, second: str, wrong: str) -> None:
    right = agreements(f"{first.format('6,412')}\n\n{second.format('6,412')}", "text")
    assert right
    assert not failing(right)
    found = failing(agreements(f"{first.format(wrong)}\n\n{second.format('6,412')}", "text"))
    assert [relation.cap for relation in found] == [Severity.ERROR]


def test_same_words_and_no_slip_are_counted() -> None:
    text = "The mill employs 6,412 people.\n\nThe mill employs 2,950 people."
    assert [relation.reason for relation in agreements(text, "text")] == [UNLIKE]


def test_things_told_before() -> None:
    text = "The catalogue lists 31 deployed tables. The {} deployed tables are in the inventory."
    assert stated(failing(agreements(text.format(59), "text"))) == ["59"]
    assert not failing(agreements(text.format(31), "text"))


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 the mill employed 6,142 people.\n\nIn 2024 the mill employed 6,412 people.",  # other times
        "The mill employs 6,142 people and the mill employs 6,412 people.",  # told side by side
        "- The mill employs 6,142 people.\n- The mill employs 6,412 people.",  # a list
        "The mill employs about 6,142 people.\n\nThe mill employs 6,412 people.",
    ],
)
def test_told_apart(text: str) -> None:
    assert not failing(agreements(text, "text"))
