"""Averages that words claim over one block of a few rows, of which too few hold to prove anything.

A row called average, and nothing else, under a block of rows is the average of these; weighted or not, it
lies among them. Where another column holds to the last place, it is the plain one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tieout.lexicon import WordList
from tieout.model import Severity
from tieout.model.claims import Claim
from tieout.model.lines import Role
from tieout.relate.derived.forms import Form, Number
from tieout.relate.derived.judging import UNSURE, Ruling
from tieout.relate.derived.measure import Entry, Measured, Meter
from tieout.relate.derived.runs import blocks, mean_of, runs
from tieout.relate.derived.side import Side
from tieout.rulebook.book import Schemas
from tieout.wording import say

FEWEST, MOST = 3, 24  # rows of a block
TELLING = 4  # bits with which another column must hold
CLEAR = 10  # times its rounding by which it must miss: averages are taken of finer figures than are printed
FAR = 2  # an average so many times as large, or as small, is one of something else
OUTSIDE = say("an average lies among the figures that it is of")
_SIGNS = " :：*()（）"


def named_average(side: Side, target: int, schemas: Schemas) -> tuple[Measured, Mapping[int, Ruling]] | None:
    """A row called average as the plain mean of the block above it, and what becomes of its figures.

    Args:
        side: the rows of a table.
        target: one of them.
        schemas: with the words for averages.
    """
    line = side.lines[target]
    called = schemas.words[WordList.AVERAGE].pattern.fullmatch(line.own.strip(_SIGNS).casefold())
    if not side.down or line.role is not Role.AVERAGE or called is None:
        return None
    block = _without_medians(side, next(blocks(side, target), ()))
    labels = {side.lines[row].own for row in block}
    if not FEWEST <= len(block) <= MOST or len(labels) < len(block) or min(block) > target:
        return None
    if any(side.lines[row].role is not Role.AVERAGE for row in side.active if max(block) < row < target):
        return None
    meter = Meter(side, target)
    found = meter.measured(mean_of(target, block))
    above = _without_medians(side, runs(side, target)[0])
    if meter.measured(mean_of(target, above)).held > found.held:
        return None  # a page broke the block, and its header stands in the midst of it
    full = {at: entry for at, entry in found.entries.items() if _full(side, target, block, at)}
    return found, {at: _ruling(side, target, block, at, entry, found) for at, entry in full.items()}


def _without_medians(side: Side, rows: Sequence[int]) -> Sequence[int]:
    """The rows of a block but for its median, which is a rate by its name where the others are none."""
    plain = [row for row in rows if side.lines[row].role is not Role.RATE]
    return plain or rows


def _full(side: Side, target: int, block: Sequence[int], at: int) -> bool:
    """Whether all rows have a figure of one kind there."""
    rows = (*block, target)
    there = all(side.number(row, at) is not None for row in rows)
    return there and len({side.matrix.kinds[row][at] for row in rows}) == 1


def _ruling(side: Side, target: int, block: Sequence[int], at: int, entry: Entry, found: Measured) -> Ruling:
    claim = Claim(words=(str(Form.MEAN),), reading=found.reading.named(down=side.down))
    if not entry.misses:
        return Ruling(claim, Severity.NOTE, entry.reason)
    if _is_outside(side, target, block, at):
        return Ruling(claim, detail=OUTSIDE)
    beside = [bits for other, bits in found.told.items() if other != at and bits >= TELLING]
    clear = entry.gap is not None and abs(entry.gap.gap) > CLEAR * entry.gap.slack
    sure = clear and bool(beside) and len(found.missed) <= len(beside)
    return Ruling(claim, reason="" if sure else UNSURE)


def _is_outside(side: Side, target: int, block: Sequence[int], at: int) -> bool:
    """Whether an average is clearly below or above all its figures, and may still be meant to be of them."""
    stated = side.number(target, at)
    parts = [number for row in block if (number := side.number(row, at)) is not None]
    assert stated is not None
    low, high = min(part.value - part.half for part in parts), max(part.value + part.half for part in parts)
    among = low <= stated.value + stated.half and stated.value - stated.half <= high
    return not among and low > 0 and _comparable(stated, parts)


def _comparable(stated: Number, parts: Sequence[Number]) -> bool:
    whole = sum(part.value for part in parts)
    return whole <= FAR * stated.value * len(parts) and stated.value * len(parts) <= FAR * whole
