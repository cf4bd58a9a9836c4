"""What the figures of a line say where its words leave open what it is, and where they contradict them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tieout.extract.table.roles import tags_of
from tieout.model.lines import Line, Matrix, Role
from tieout.rulebook.book import Schemas

_GROUPED = re.compile(r"\d[,\s'’]\d{3}")  # nobody groups the digits of a number that only counts lines
HUNDRED = 100
_MOST_NOTES = 200  # numbers of notes and pages below this may repeat and come in any order
_SIGNS = "(（+-−–. \u00a0"  # what stands before the digits of a plain number
_WITHIN = frozenset({Role.SHARE, Role.MARGIN, Role.REDUCTION})  # of a whole, which none exceeds unsigned
_FEWEST_SHARES = 3  # figures of a line of which one is the whole


def told_by_figures(lines: Sequence[Line], matrix: Matrix, share_kind: int, schemas: Schemas) -> list[Line]:
    """Lines whose words say nothing of a rate though all of their figures are percentages.

    Args:
        lines: the rows of the matrix, by their words.
        matrix: the figures.
        share_kind: the kind that percentages have in it.
        schemas: with the words of headings.
    """
    told = list(lines) if matrix.shares else [_told(line, matrix, share_kind, schemas) for line in lines]
    first = min((line for line, _ in matrix.facts), default=None)
    if first is not None and told[first].blank and _numbers_others(matrix, first):
        told[first] = _as(told[first], Role.LABEL, "its figures number the lines that cross it")
    return told


def _numbers_others(matrix: Matrix, position: int) -> bool:
    """Whether the figures of a line count up by one, as over columns that are numbered."""
    values = [value * matrix.step for value in matrix.values[position] if value is not None]
    steps = {after - before for before, after in pairwise(values)}
    return len(values) >= _FEWEST_SHARES and steps == {1} and 0 < values[0] < HUNDRED


def _told(line: Line, matrix: Matrix, share_kind: int, schemas: Schemas) -> Line:
    entries = zip(matrix.kinds[line.position], matrix.values[line.position], strict=True)
    kinds = {kind for kind, value in entries if value is not None}
    open_rate = line.role is Role.RATE and not line.tags & {"rate", "median"}
    if kinds == {share_kind} and (line.added or open_rate):
        return _of_percentages(line, matrix, schemas)
    plain = kinds and share_kind not in kinds
    if plain and line.role is Role.MARGIN and "net_result" in line.tags:
        return _as(line, Role.RESULT, "its figures are no percentages")
    if line.role is Role.LABEL and not _counts_up(matrix, line.position):
        return _as(line, Role.AMOUNT, "its figures are no numbering")
    if plain and line.role in _WITHIN and _beyond(matrix, line.position, share_kind):
        return _as(line, Role.AMOUNT, "its figures are no percentages")
    mixed = len(kinds) > 1 and share_kind in kinds
    if mixed and line.role is Role.RATE and _beyond(matrix, line.position, share_kind):
        return _as(line, Role.AMOUNT, "beside percentages it has amounts")  # tax at the statutory rate
    return line


def _of_percentages(line: Line, matrix: Matrix, schemas: Schemas) -> Line:
    """A line of percentages: what the heading above it says they are, or that one of them is the whole."""
    if line.change:
        return _as(line, Role.GROWTH, "its figures are percentages")
    heading = tags_of(line.label[-2], schemas) if len(line.label) > 1 else frozenset[str]()
    if "share" in heading:
        return _as(line, Role.SHARE, "the heading above it speaks of shares")
    if _has_whole(matrix, line.position):
        return _as(line, Role.SHARE, "its figures are percentages, the first or last of them 100%")
    return _as(line, Role.RATE, "its figures are percentages")


def _has_whole(matrix: Matrix, position: int) -> bool:
    """Whether the first or last figure is 100% and none is more."""
    cells = ((position, col) for col in range(matrix.cols))
    numerals = [matrix.facts[at].figure.amount.numeral for at in cells if at in matrix.facts]
    hundreds = [HUNDRED * 10**numeral.decimals - abs(numeral.digits) for numeral in numerals]
    return len(hundreds) >= _FEWEST_SHARES and min(hundreds) == 0 and 0 in (hundreds[0], hundreds[-1])


def _counts_up(matrix: Matrix, position: int) -> bool:
    """Whether the figures of a line may number its entries: whole, ungrouped, and each once or in order."""
    cells = ((position, col) for col in range(matrix.cols))
    figures = [matrix.facts[at].figure for at in cells if at in matrix.facts]
    if any(figure.amount.numeral.decimals or _GROUPED.search(figure.text) for figure in figures):
        return False
    digits = [abs(figure.amount.numeral.digits) for figure in figures]
    return max(digits, default=0) < _MOST_NOTES or len(set(digits)) == len(digits) or digits == sorted(digits)


def _beyond(matrix: Matrix, position: int, share_kind: int) -> bool:
    """Whether figures of a line that are no percentages are too large for shares, or have a currency sign."""
    figures = (
        fact.figure
        for (row, col), fact in matrix.facts.items()
        if row == position and matrix.kinds[row][col] != share_kind
    )
    return any(
        abs(figure.amount.numeral.digits) > HUNDRED * 10**figure.amount.numeral.decimals
        or not figure.text.lstrip(_SIGNS)[:1].isdigit()
        for figure in figures
    )


def _as(line: Line, role: Role, reason: str) -> Line:
    return replace(line, role=role, reason=reason)
