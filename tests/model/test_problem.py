"""What was passed over is counted, and the gate stops on it unless it is allowed or holds no number."""

from __future__ import annotations

import pytest

from tieout.gate import Terms, weighed
from tieout.model import Unread, numbers_in, passed_over


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Menu", 0),
        ("1,200.5 and 3%", 2),
        ("up 3.5, then 4.", 2),
        ("１２３ 和 ٤٥", 2),
        ("增长二十万，进一步", 1),
        ("2019-2023", 2),
        ("½, of ② and 一", 1),
    ],
)
def test_numbers_are_counted_in_any_script(text: str, count: int) -> None:
    assert numbers_in(text) == count


@pytest.mark.parametrize(
    ("kind", "text", "allowed", "stops"),
    [
        (Unread.IMAGES, None, (), True),
        (Unread.IMAGES, None, (Unread.IMAGES,), False),
        (Unread.IMAGES, None, (Unread.ROTATED,), True),
        (Unread.MARKUP, "Sales 12", (), True),
        (Unread.CONTROLS, "Home, About", (), False),
        (Unread.CODE, "x = 12", (), False),
    ],
)
def test_the_gate_stops_on_what_a_person_would_see(
    kind: Unread, text: str | None, allowed: tuple[Unread, ...], stops: bool
) -> None:
    (problem,) = weighed([passed_over(kind, "something", text=text)], Terms(allow_unread=frozenset(allowed)))
    assert problem.fatal is stops
    assert problem.code == f"unread/{kind}"
    assert ("allowed by the configuration" in problem.message) is bool(kind in allowed)
