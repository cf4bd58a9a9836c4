"""What a figure prints when it goes wrong."""

from __future__ import annotations

import pytest
from printed_facts import fact

from tieout.slip import Sort, changes


def printed(text: str, sort: Sort) -> list[str]:
    return [change.text for change in changes(fact(1, text).figure) if change.sort is sort]


@pytest.mark.parametrize(
    ("text", "sort", "expected"),
    [
        ("213", Sort.DROPPED, ["13", "23", "21"]),
        ("213", Sort.NEIGHBOURS, ["123", "231"]),
        ("213", Sort.EXCHANGED, ["312"]),
        ("213", Sort.ADDED, ["2213", "2113", "2133"]),
        ("213", Sort.TENFOLD, ["2130", "21.3"]),
        ("2.1", Sort.TENFOLD, ["21", "0.21"]),
        ("0.45%", Sort.TENFOLD, ["4.5%", "0.045%"]),
        ("1,200", Sort.NEIGHBOURS, ["2,100", "1,020"]),
        ("100", Sort.NEIGHBOURS, []),  # nobody prints 010
        ("-7.5", Sort.SIGN, ["7.5"]),
        ("(7.5)", Sort.SIGN, ["7.5"]),
        ("7.5", Sort.SIGN, []),  # in a sentence, words say the sign
        ("5.6亿", Sort.SCALE_WORD, ["5.6万", "5.6万亿"]),
    ],
)
def test_what_is_printed(text: str, sort: Sort, expected: list[str]) -> None:
    assert printed(text, sort) == expected


def test_every_digit_is_changed_to_every_other() -> None:
    assert len(printed("213", Sort.DIGIT)) == 8 + 9 + 9


def test_a_figure_of_the_year_before_is_stale() -> None:
    found = changes(fact(1, "213.0").figure, [fact(2, "198.5").figure, fact(3, "12%").figure])
    assert [change.text for change in found if change.sort is Sort.STALE] == ["198.5"]


def test_no_two_read_alike() -> None:
    found = [(change.quantity.value, change.quantity.quantum) for change in changes(fact(1, "11.10").figure)]
    assert len(found) == len(set(found))
