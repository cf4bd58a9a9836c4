"""Word lists: whole English words in any case, Chinese ones anywhere, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.lexicon import compile_words

LIST = ("total", "total  assets", "GPU hours", "合计", "合", "%", "K", "U.S.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The TOTAL was", "TOTAL"),
        ("Total\nassets rose", "Total\nassets"),
        ("total asset", "total"),
        ("the gpu  hours", "gpu  hours"),
        ("小合计", "合计"),
        ("5%", "%"),
        ("合计total", "合计"),
        ("总total额", "total"),
        ("the u.s. dollar", "u.s."),
    ],
)
def test_finds_the_longest_word(text: str, found: str) -> None:
    match = compile_words(LIST).search(text)
    assert match is not None
    assert match.group() == found


@pytest.mark.parametrize("text", ["subtotal", "totals", "5K", "Kb", "GPUhours", ""])
def test_never_matches_inside_a_word(text: str) -> None:
    assert compile_words(LIST).search(text) is None


def test_empty_list_never_matches() -> None:
    assert compile_words(()).search("anything") is None


@given(st.lists(st.text("ab 合计", min_size=1, max_size=4), max_size=6), st.text("aAbB 合计.", max_size=12))
def test_agrees_with_the_plain_alternation(words: list[str], text: str) -> None:
    kept = {" ".join(word.split()) for word in words} - {""}
    match = compile_words(words).search(text)
    found = _plain_search(kept, text)
    assert (match and match.span()) == found


def _plain_search(words: set[str], text: str) -> tuple[int, int] | None:
    """Try every word at every place, longest first."""
    for start in range(len(text)):
        for word in sorted(words, key=len, reverse=True):
            body = r"\s+".join(re.escape(part) for part in word.split(" "))
            before = r"(?<![A-Za-z0-9])" if word[0].isascii() else ""
            after = r"(?![A-Za-z0-9])" if word[-1].isascii() else ""
            match = re.compile(before + body + after, re.IGNORECASE).match(text, start)
            if match:
                return match.span()
    return None
