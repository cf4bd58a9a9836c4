"""Numbers with their shares in one cell, of a whole that the header gives: 198 (55.0%) under (n=360).

The cells of a column are siblings. A cell that misses is wrong only where most others hold, where it is no
share of another number of its column (of those who responded, say), and where no other misses or a slip
explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tieout.equation import Equation, Number, Quotient, read
from tieout.model import Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import PERCENT
from tieout.relate.derived.in_cells import PROVEN, UNSURE, by_column, only_figures
from tieout.relate.prose.letter import kind
from tieout.slip import misprinted
from tieout.wording import say

VALUES = 2  # a number and its share
NESTED = say("it may be a share of another number of its column")
_WHOLE = re.compile(r"(?<![A-Za-z])[nN]\s?[=＝]\s?(\d[\d,]*)(?![\d.])")
_BRACKET = re.compile(r"\s?[(（]\s?")


class _Cell(NamedTuple):
    number: Fact
    share: Fact


def shares_of_columns(report: Report) -> Iterator[Relation]:
    """The share of every number of a column in the whole that its header gives."""
    headers = {grid.block: grid for grid in report.grids}
    for (block, col), cells in by_column(report, _cell).items():
        grid = headers.get(block)
        header = " ".join(texts[col - 1] for texts in grid.texts[: grid.header_rows]) if grid and col else ""
        whole = _WHOLE.search(header)
        if whole is not None:
            number: Number[Fact] = Number(Fraction(whole[1].replace(",", "")), said=whole[1])
            yield from _column(cells, number, f"block {block}: column {col}, shares of its whole")


def _cell(sentence: Sentence) -> _Cell | None:
    """A cell of a number and, in brackets, a percentage."""
    facts = only_figures(sentence, VALUES)
    if not facts:
        return None
    count, share = facts
    if kind(count.figure.amount) != "A" or share.figure.amount.unit != PERCENT:
        return None
    return _Cell(count, share) if _BRACKET.fullmatch(sentence.between(count, share)) else None


def _column(cells: Sequence[_Cell], whole: Number[Fact], group: str) -> Iterator[Relation]:
    equations = [_share(cell, whole) for cell in cells]
    held = sum(equation.holds for equation in equations)
    for cell, equation in zip(cells, equations, strict=True):
        reason = ""
        if not equation.holds:
            sure = held >= PROVEN and held >= 2 * (len(cells) - held)
            alone = held == len(cells) - 1 or _is_slip(cell, equation)
            reason = UNSURE if not sure else NESTED if _is_nested(cell, cells) or not alone else ""
        yield Relation.of(
            equation,
            kind="formula",
            shape="share",
            evidence=Evidence.LABELLED,
            reason=reason,
            cap=Severity.ERROR,
            group=group,
        )


def _share(cell: _Cell, whole: Number[Fact]) -> Equation[Fact]:
    number = cell.number.figure.amount
    share = read(cell.share, cell.share.figure.amount, "share", strict=True)
    return Equation(share, Quotient(read(cell.number, replace(number, exact=True), "part"), whole))


def _is_slip(cell: _Cell, equation: Equation[Fact]) -> bool:
    """Whether a slip in the number or in its share explains the miss."""
    share, number = equation.computed(), equation.solve(cell.number)
    return (share is not None and misprinted(cell.share.figure.amount, share.point)) or (
        number is not None and misprinted(cell.number.figure.amount, number.point)
    )


def _is_nested(cell: _Cell, cells: Sequence[_Cell]) -> bool:
    """Whether a share is one of another number of the column."""
    others = (other.number.figure.amount.value for other in cells if other is not cell)
    return any(value and _share(cell, Number(value)).holds for value in others)
