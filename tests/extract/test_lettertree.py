"""Words found in one pass: the longest wins, letters do not run on, Latin and Chinese may stand apart."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tieout.extract.lettertree import LetterTree


def spans(text: str, *words: str, plural: bool = False, inside: bool = True) -> list[str]:
    return [text[start:end] for start, end, _ in LetterTree(words, plural=plural).find(text, inside=inside)]


def test_the_longest_word_wins_and_falls_back_to_a_shorter_one() -> None:
    assert spans("net income of net", "net", "net income") == ["net income", "net"]
    assert spans("net incomings", "net", "net income") == ["net"]


def test_a_latin_word_does_not_run_on() -> None:
    assert spans("gpus gpu2 gpu", "gpu") == ["gpu"]
    assert spans("gpus gpu2 gpu", "gpu", plural=True) == ["gpus", "gpu"]


def test_words_inside_others_only_where_asked_for() -> None:
    assert spans("unrevenue", "revenue") == ["revenue"]
    assert spans("unrevenue", "revenue", inside=False) == []


def test_a_space_may_stand_between_latin_and_chinese_letters() -> None:
    assert spans("gpu 小时和gpu小时", "gpu小时") == ["gpu 小时", "gpu小时"]


def test_any_white_space_stands_for_a_space_and_the_word_is_told_as_given() -> None:
    assert LetterTree(["gpt 4"]).find("a gpt\n 4 b") == [(2, 8, "gpt 4")]


def test_no_words_find_nothing() -> None:
    assert LetterTree([]).find("anything") == []


@given(st.lists(st.text("营收利", min_size=1, max_size=4), min_size=1), st.text("营收利润", max_size=20))
def test_chinese_words_are_found_as_by_a_pattern_of_all_of_them(words: list[str], text: str) -> None:
    longest_first = "|".join(sorted(set(words), key=len, reverse=True))
    assert spans(text, *words) == re.findall(longest_first, text)
