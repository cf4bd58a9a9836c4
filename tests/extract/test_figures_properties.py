"""Whatever is printed is read back exactly, wherever it stands."""

from __future__ import annotations

import string

from figure_reading import scanner
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import Printed, chinese, printed

from tieout.extract.figures import fold
from tieout.extract.han_numerals import han_numerals
from tieout.quantity import Numeral, Quantity
from tieout.rulebook import load_rulebook

SURROUNDINGS = [
    ("营业收入为", "元，同比改善"),
    ("其中研发投入（", "元）占比"),
    ("costs came to $", ", it said"),
    ("of which RMB ", "; the rest"),
]
WORDS = """
12.5% 3亿 2024年 1-9月 -5 ( ) $ , 、 / 至 到 - ~ 约 超 余 Q3 FY24 H800 GPT-4 to and from Note 5 图1 百分之
三成 数十 两个月 每百万 token 1,234 0.5 . : ： per million bn 元 个 12 月 https://a.b/1 `x1` ± + ( 5 ) %
"""
PIECES = st.sampled_from(WORDS.split())


@given(printed(), st.sampled_from(SURROUNDINGS))
def test_a_printed_amount_reads_back_to_the_same_interval(number: Printed, around: tuple[str, str]) -> None:
    before, after = around
    found = [item for item in scanner().scan(before + number.text + after) if item.quantity is not None]
    assert len(found) == 1
    quantity = found[0].quantity
    assert quantity is not None
    assert quantity.numeral == number.numeral
    assert quantity.interval == Quantity(number.numeral, quantity.unit).interval
    assert number.text in (before + number.text + after)[found[0].start : found[0].end]


@given(printed())
def test_a_cell_reads_what_prose_reads(number: Printed) -> None:
    assume(not (number.numeral.exponent == 0 and 1900 <= number.numeral.digits < 2100))
    found = scanner().cell(number.text, years=False)
    assert found is not None
    assert found.quantity is not None
    assert found.quantity.numeral == number.numeral
    negative = scanner().cell(f"({number.text})", years=False)
    assert negative is not None
    assert negative.quantity is not None
    assert negative.quantity.value == -found.quantity.value


@given(st.integers(1, 10**8 - 1))
def test_chinese_numerals_read_back(number: int) -> None:
    read = han_numerals(load_rulebook().schemas.lexicon).value(chinese(number))
    assert read is not None
    assert read.value == number


@given(st.integers(1, 9999), st.integers(1, 999))
@example(1800, 100)
def test_ranges_keep_both_ends(low: int, width: int) -> None:
    (found,) = scanner().scan(f"投入{low}-{low + width}亿元")
    assert found.quantity is not None
    assert found.quantity.numeral == Numeral(low, 8)
    assert found.quantity.upper == Numeral(low + width, 8)


@given(st.lists(PIECES, max_size=12), st.booleans())
def test_finds_are_in_order_and_do_not_overlap(pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    end = 0
    for found in scanner().scan(text):
        assert end <= found.start < found.end <= len(text)
        assert (found.quantity is None) != (found.dates is None)
        assert any(char.isalnum() for char in text[found.start : found.end])
        end = found.end


@given(st.text())
def test_any_text_can_be_scanned(text: str) -> None:
    scanner().scan(text)
    scanner().cell(text)
    scanner().declared(text)
    assert len(fold(text)) == len(text)


def test_hostile_runs_are_read_in_one_pass() -> None:
    for piece in (
        "9",
        "一",
        "一万",
        "1/",
        "1-",
        "1,",
        ".",
        "% ",
        "(1) ",
        "2024年",
        "至",
        "$",
        "每",
        " ",
        "-",
        "[1]",
        "12月",
    ):
        text = piece * 4_000
        scanner().scan(text)
        scanner().cell(text)
        scanner().declared(text)


@given(st.text(alphabet=string.ascii_letters, min_size=1), st.integers(0, 9999))
def test_a_number_glued_to_a_word_without_unit_is_a_name(word: str, number: int) -> None:
    assume(
        not word.endswith(("Q", "H", "FY", "M", "RMB", "USD", "EUR", "Rs", "Rmb")) and not word[-3:].isupper()
    )
    assert scanner().scan(f"the {word}{number} model") == []
