"""A day of the week is the one its date falls on."""

from __future__ import annotations

import pytest
from asking import ask

from tieout.relate import order


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The drill is on Thursday, 26 November 2026.", True),
        ("The drill is on Monday, 26 November 2026.", False),
        ("The drill was held on Thursday November 26, 2026.", True),
        ("On 26 November 2026 (Fri) the pumps stand still.", False),
        ("演练定于2026年11月26日（星期四）。", True),
        ("演练定于2026年11月26日（周一）。", False),
        ("演练定于星期日，2026年11月29日。", True),
        ("演练定于2026年11月29日星期天。", True),
    ],
)
def test_a_weekday_is_held_against_its_date(text: str, holds: bool) -> None:
    (found,) = ask(order.find, text, "weekday")
    assert found.holds is holds


@pytest.mark.parametrize(
    "text",
    [
        "The drill on Monday cost more than on 26 November 2026.",
        "The drill is on Monday, 26 November.",
        "2026年11月26日，周转率上升。",
        "On 26 November 2026 Monday's order was sent.",
    ],
)
def test_other_days_are_left_alone(text: str) -> None:
    assert not [found for found in ask(order.find, text, "weekday") if found.fails]


def test_the_message_names_the_right_day() -> None:
    (found,) = ask(order.find, "The drill is on Monday, 26 November 2026.", "weekday")
    assert found.detail == "26 November 2026 is a Thursday, not a Monday"
