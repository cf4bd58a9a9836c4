"""A list has as many entries as the sentence before it says."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.relate.items import find

ITEMS = "{}\n\n- the roof was mended\n- the gate was painted\n- the well was dug\n\nThe rest can wait."


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The three jobs:", 0),
        ("Two jobs were made:", 1),
        ("We ask for the following 4 small repairs:", 1),
        ("本月完成三项工作：", 0),
        ("本月工作有以下两个方面：", 1),
    ],
)
def test_entries_are_counted(text: str, gap: int) -> None:
    (found,) = find(report(ITEMS.format(text)), schemas())
    assert found.tie is not None
    assert found.tie.gap == gap


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("There are two risks: (1) rain; (2) frost.", 0),
        ("There are two risks: (1) rain; (2) frost; (3) hail.", 1),
        ("主要有三点原因：（一）下雨；（二）霜冻。", 1),
    ],
)
def test_entries_within_a_sentence_are_counted(text: str, gap: int) -> None:
    (found,) = find(report(text), schemas())
    assert found.tie is not None
    assert found.tie.gap == gap


@pytest.mark.parametrize(
    "text",
    [
        "In the last two years:",
        "Done so far:",
        "Two masons who came on Monday said this:",
        "The 3 pm meeting agreed:",
    ],
)
def test_other_numbers_announce_nothing(text: str) -> None:
    assert not list(find(report(ITEMS.format(text)), schemas()))


def test_entries_of_entries_are_not_counted() -> None:
    text = "The two jobs:\n\n- the roof\n  - tiles\n  - gutters\n- the gate\n"
    (found,) = find(report(text), schemas())
    assert found.holds
