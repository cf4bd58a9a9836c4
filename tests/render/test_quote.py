"""Quotes: one line per line of the source, marks under the figures, whatever the width of the characters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tieout.model import Anchor, Block, BlockKind, Document, Mention, Metadata, Place, Report, Results, Text
from tieout.render.quote import COLUMNS, Marked, Quote, quotes, width
from tieout.render.view import View, view
from tieout.rulebook.book import Rulebook


def report_of(content: str) -> Report:
    block = Block(BlockKind.PARAGRAPH, Text(content, (Anchor(0, Place(line=1, column=1)),)))
    return Report(Document("r.md", "", "markdown", (block,)), Metadata(), (), (), ())


@pytest.fixture
def empty(results: Results, book: Rulebook) -> View:
    return view(replace(results, reports=(), outcomes=(), findings=(), problems={}), book)


def quoted(empty: View, content: str, *words: str) -> list[Quote]:
    report = report_of(content)
    items = [Mention(word, 0, content.index(word), content.index(word) + len(word)) for word in words]
    return quotes(empty, [Marked(report, item, f"role {at}") for at, item in enumerate(items)])


def under(quote: Quote) -> str:
    """What stands above the marks, column by column."""
    columns: list[str] = []
    for char in quote.line:
        columns += [char] + [""] * (width(char) - 1)
    marks = quote.marks.split(" role")[0]
    return "".join(char for char, mark in zip(columns, marks, strict=False) if mark == "^")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("Revenue was 5 million.", "5 million"),
        ("训练成本仅 557.6 万美元，性能相当。", "557.6 万美元"),
        ("全角１２３亿元", "１２３亿元"),
        ("x" * 400 + " 12.5% " + "y" * 400, "12.5%"),
        ("涨" * 400 + "12.5%" + "跌" * 400, "12.5%"),
        ("first line\n12.5%\nlast line", "12.5%"),
        ("12.5%", "12.5%"),
    ],
)
def test_marks_stand_under_the_figure(empty: View, content: str, word: str) -> None:
    (quote,) = quoted(empty, content, word)
    assert under(quote) == word
    assert width(quote.line) <= COLUMNS + 10
    assert "\n" not in quote.line


def test_figures_of_one_line_share_a_quote(empty: View) -> None:
    (quote,) = quoted(empty, "从 3,180 百万美元增至 3,512 百万美元，增长 12.4%", "3,512", "3,180", "12.4%")
    assert under(quote) == "3,1803,51212.4%"
    assert quote.marks.endswith("role 1, role 0, role 2")


def test_distant_figures_are_quoted_apart(empty: View) -> None:
    first, second = quoted(empty, "17 " + "word " * 80 + "23", "17", "23")
    assert (under(first), under(second)) == ("17", "23")


def test_figures_of_different_lines_are_quoted_apart(empty: View) -> None:
    assert [quote.line for quote in quoted(empty, "a 17\nb 23", "17", "23")] == ["a 17", "b 23"]


def test_ellipses_only_where_something_was_left_out(empty: View) -> None:
    (short,) = quoted(empty, "rose 12% in May", "12%")
    assert short.line == "rose 12% in May"
    (long,) = quoted(empty, "x" * 200 + " 12% " + "y" * 200, "12%")
    assert long.line.startswith("… ")
    assert long.line.endswith(" …")
