"""One finding per fact: who says what, which is the newest, what rounds what, and what is no verdict."""

from __future__ import annotations

import pytest
from stating import contradictions, failing

TITLE = "# Alder Mills (ALDM): {}\n\nDate: {}\n\n"
FIRST = TITLE.format("annual results", "2025-03-04") + "Alder Mills' revenue was {} in 2024."
SECOND = TITLE.format("a second look", "2025-05-06") + "In 2024, revenue of Alder Mills was {}."
THIRD = TITLE.format("a third look", "2025-06-07") + "Alder Mills had revenue of {} in 2024."


def test_a_rounded_figure_stands_with_the_one_that_it_rounds() -> None:
    texts = FIRST.format("$1,284.6 million"), SECOND.format("$1.28 billion"), THIRD.format("$1,248.6 million")
    (found,) = failing(contradictions(*texts))
    assert found.subject is not None
    assert found.subject.figure.text == "$1,248.6 million"
    assert "$1,284.6 million in report-0.md, report-1.md" in found.detail
    assert "$1,248.6 million in report-2.md (newest)" in found.detail


@pytest.mark.parametrize("told", ["about $1,290 million", "$1,290 million"])
def test_a_tie_by_a_word_is_no_tie(told: str) -> None:
    found = contradictions(FIRST.format("$1,284.6 million"), SECOND.format(told))
    assert bool(failing(found)) == (told[0] == "$")
    assert not any(relation.holds for relation in found)
    assert {relation.reason for relation in found if relation.tie is None} <= {
        "they agree only because a word widens one of them"
    }


def test_a_report_that_says_it_revises_is_a_note() -> None:
    text = SECOND.replace("a second look", "revised results")
    (found,) = failing(contradictions(FIRST.format("$1,284.6 million"), text.format("$1,248.6 million")))
    assert found.cap.label == "note"


def test_what_ends_after_its_report_is_no_fact() -> None:
    first, second = FIRST.replace("in 2024", "in 2025"), SECOND.replace("In 2024", "In 2025")
    found = contradictions(first.format("$1,384.6 million"), second.format("$1,348.6 million"))
    assert not failing(found)
    assert {relation.reason for relation in found} == {"forecasts and targets are opinions of their houses"}


def test_names_of_one_code_are_one_company_in_two_languages() -> None:
    english = (
        "# Lumen Optics (688731) results 2024\n\nLumen Optics reported revenue of RMB 4.72 billion in 2024."
    )
    chinese = "# 流明光学（688731）年报点评\n\n2024年公司实现营业收入{}亿元。"
    assert [found.holds for found in contradictions(english, chinese.format("47.2"))] == [True]
    assert len(failing(contradictions(english, chinese.format("42.7")))) == 1
    assert not contradictions(english, chinese.replace("688731", "688732").format("42.7"))
