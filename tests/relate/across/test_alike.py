"""Figures told in words alike: whom and what time they are of, and when two of them are one."""

from __future__ import annotations

import pytest
from stating import contradictions, failing

HEAD = "# Pellworm Logistics Trust: notes\n\n"
SAID = HEAD + "Pellworm Logistics Trust has in 2024 dock space of {} hectares.\n"
TABLE = "# Pellworm Logistics Trust: data\n\n| Item | 2023 | 2024 |\n|---|---|---|\n| {} | 388.1 | {} |\n"


def figures(*texts: str) -> list[list[str]]:
    return [
        sorted(fact.figure.text for fact in (found.subject, *(one.fact for one in found.operands)) if fact)
        for found in failing(contradictions(*texts))
    ]


def test_a_name_that_only_titles_show_is_known_by_a_sentence_that_speaks_of_it() -> None:
    assert figures(SAID.format("412.6"), TABLE.format("Dock space (hectares)", "421.6")) == [
        ["412.6 hectares", "421.6"]
    ]
    silent = SAID.format("412.6").replace("Pellworm Logistics Trust has", "It has")
    assert not figures(silent, TABLE.format("Dock space (hectares)", "421.6"))


def test_one_with_more_words_needs_digits_that_slipped() -> None:
    assert figures(SAID.format("412.6"), TABLE.format("Leased dock space", "421.6"))
    assert not figures(SAID.format("412.6"), TABLE.format("Leased dock space", "398.3"))


def test_words_that_two_figures_have_name_neither() -> None:
    twice = TABLE.format("Dock space", "421.6") + "| Dock space in use | 377.0 | 416.2 |\n"
    assert figures(SAID.format("412.6"), twice) == [["412.6 hectares", "421.6"]]
    both = TABLE.format("Dock space in use", "421.6") + "| Dock space let | 377.0 | 416.2 |\n"
    assert not figures(SAID.format("412.6"), both)


def test_a_sentence_without_a_time_is_of_the_year_that_its_title_names() -> None:
    text = SAID.replace(": notes", ": results for 2024").replace("has in 2024", "has")
    table = TABLE.format("Dock space", "421.6")
    assert figures(text.format("412.6"), table)
    assert not figures(text.format("412.6").replace(" for 2024", ""), table)
    assert not figures(text.format("412.6").replace("has", "has in the last quarter"), table)


@pytest.mark.parametrize("loss", ["(11.62)", "-11.62"])
def test_a_loss_in_words_and_one_by_its_sign_are_one(loss: str) -> None:
    text = HEAD + "Pellworm Logistics Trust had a net loss of $11.62 million in 2024.\n"
    assert not figures(text, TABLE.format("Net loss ($ million)", loss))


def test_names_in_two_languages_are_of_one_company() -> None:
    one = "# 晴川新能（Qingchuan New Energy）2024年点评\n\n晴川新能2024年实现营业收入28.47亿元。\n"
    other = (
        "# Qingchuan New Energy: 2024\n\nQingchuan New Energy reported revenue of RMB2.874 billion in 2024.\n"
    )
    assert figures(one, other)
    assert not figures(one.replace("（Qingchuan New Energy）", ""), other)


def test_cells_of_another_size_are_two_lines_of_one_name() -> None:
    table = "# Marlow Tools Inc: results\n\n| Item | 2023 | 2024 |\n|---|---|---|\n| Loans | {} | {} |\n"
    rows = table.format("100.3", "105.2"), table.format("97.4", "842.7") + "| Cash | 55.1 | 56.2 |\n"
    assert [one.reason for one in contradictions(*rows) if one.tie is None] == [
        "they are too far apart to be one fact gone wrong"
    ]
