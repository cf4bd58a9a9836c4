"""A short run of the fuzzer: no crash, no hang, nothing unread without a word, the same bytes again."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import Depth, tried
from benchmarks.independent import digits, missing, numbers
from benchmarks.mutation import mutated
from benchmarks.seeds import seeds
from tieout.rulebook import load_rulebook

INPUTS = 120


def test_broken_reports_crash_nothing_and_hide_nothing() -> None:
    corpus, book = seeds(), load_rulebook()
    outcomes = [
        tried(number, corpus, book, Depth.EXTRACTED if number % 40 else Depth.WHOLE)
        for number in range(INPUTS)
    ]
    assert [outcome for outcome in outcomes if outcome.failure] == []


@pytest.mark.parametrize(
    ("suffix", "text", "seen"),
    [
        (".md", "a 5 <td colspan=1<!-- x -->000>6", "5 6"),
        (".html", "<p>a 5</p><style>\n<h2>6</h2>", "5 6"),  # a style without an end hides what comes after it
        (".html", "<p>a 5</p><style>x 6</style>", "5"),
        (".html", "<pre>a 5 [^1]: b</pre>", "5"),
        (".html", "<title>a 2024</titl</title><p>b 5</p>", "5"),
    ],
)
def test_what_another_reader_sees(suffix: str, text: str, seen: str) -> None:
    assert numbers(suffix, text.encode(), text) == digits(seen)


def test_an_input_is_decided_by_its_number() -> None:
    assert mutated(seeds(), 7) == mutated(seeds(), 7)


def test_a_number_that_is_not_read_is_missing() -> None:
    assert missing(digits("105 and 1,234"), digits("105 and 1,234")) == 0
    assert missing(digits("105 and 1,234"), digits("1,234")) == 1
    assert missing(digits("6 0"), digits("60")) == 0


def test_what_stands_in_a_header_may_be_repeated() -> None:
    assert missing(digits("Q3 2024 7 Q3 2024 8"), digits("Q3 2024 7 8")) == 1
    assert missing(digits("Q3 2024 7 Q3 2024 8"), digits("Q3 2024 7 8"), digits("Q3 2024")) == 0
    assert missing(digits("Q3 2024"), digits("2024"), digits("Q3 2024")) == 1


@pytest.mark.parametrize("number", range(0, 200, 10))
def test_every_input_is_of_a_format_that_is_read(number: int) -> None:
    suffix, data = mutated(seeds(), number)
    assert suffix.startswith(".")
    assert isinstance(data, bytes)
