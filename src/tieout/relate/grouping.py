"""Thousands grouped as nobody groups them (shape `grouping` of kind `agree`): 4,3500 in a report with 41,200.

The report itself shows how it writes numbers: where commas stand before decimals, or most commas stand where
no thousands end, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tieout.extract.numerals import MISGROUPED
from tieout.extract.passages import LONGEST_NUMBER, NUMBER, Passage, passages
from tieout.lexicon import Lexicon
from tieout.model import Evidence, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.wording import say

_REGULAR = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}\s?(?:%|€|EUR\b|Mio|Mrd)|(?<![\d.])\d{1,3}(?:\.\d{3})+,\d")


def grouping(report: Report, words: Lexicon) -> Iterator[Relation]:
    """Numbers whose commas stand where neither thousands nor lakhs can end."""
    regular = sum(fact.figure.row is not None and _regular(fact.figure.text) for fact in report.facts)
    first: tuple[Passage, re.Match[str]] | None = None
    odd: list[tuple[Passage, re.Match[str]]] = []
    for passage in (*passages(report.document), *_unread(report)):
        if "," not in passage.text:
            continue
        if _DECIMAL_COMMA.search(passage.text):
            return
        regular += _regular(passage.text)
        if first is None and (match := _REGULAR.search(passage.text)) is not None:
            first = passage, match
        odd += ((passage, match) for match in words.pattern(MISGROUPED).finditer(passage.text))
    if first is not None and not odd:
        yield _relation(*first)
    for passage, match in odd if len(odd) <= regular else ():
        relation = _relation(passage, match)
        detail = say("no thousands end at the commas of {number}", number=match[0])
        yield replace(relation, tie=Tie(Fraction(1), Fraction(0)), detail=detail)


def _relation(passage: Passage, match: re.Match[str]) -> Relation:
    """That the commas of a number part its thousands; one speaks for all where all do."""
    mention = passage.mention(*match.span())
    tie = Tie(Fraction(0), Fraction(0))
    return Relation(
        "agree", "grouping", Evidence.STATED, match[0], mention=mention, tie=tie, cap=Severity.WARNING
    )


def _regular(text: str) -> int:
    """How many numbers of a text have their thousands parted by commas."""
    return sum(1 for _ in _REGULAR.finditer(text))


def _unread(report: Report) -> Iterator[Passage]:
    """Cells that look like one number and are none, which passages leave out."""
    for grid in report.grids:
        table = report.document.blocks[grid.block].table
        for cell in table.cells if table is not None else ():
            text = cell.text.content
            short = len(text.strip()) <= LONGEST_NUMBER and NUMBER.fullmatch(text) is not None
            if short and (cell.row, cell.col) not in grid.facts:
                yield Passage(text, grid.block, cell.row, cell.col)
