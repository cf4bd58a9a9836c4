"""Which lines of a table can be operands of a derived one, and in which unit its own figures are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tieout.model.lines import RATES, Role
from tieout.relate.derived.readings import Unit
from tieout.relate.derived.side import CHANGES, Side

NO_OPERANDS = CHANGES | {Role.LABEL, Role.SHARE}
IN_PERCENT = re.compile(r"[(（]\s?[%％]\s?[)）]")  # a header that gives the unit of what stands under it
SMALL = 2  # bare rates that all are smaller, with two places, are rather fractions


def amounts(side: Side, target: int, before: int, after: int) -> list[int]:
    """The lines nearest to a target that hold values: so many before it, then so many after."""
    near = [line for line in side.near(target) if side.lines[line].role not in NO_OPERANDS]
    upper = [line for line in near if line < target][:before]
    return [*upper, *[line for line in near if line > target][:after]]


def values(side: Side, target: int, before: int, after: int) -> list[int]:
    """Those of them that are no rates themselves."""
    near = amounts(side, target, 2 * before, 2 * after)
    return [line for line in near if not _rates(side, line)][: before + after]


def _rates(side: Side, line: int) -> bool:
    """Whether a line is one of rates, by its words or because all of its figures are percentages."""
    return side.lines[line].role in RATES or all(side.is_share(line, at) for at in side.entries(line))


def named_first(side: Side, target: int, lines: Sequence[int]) -> list[int]:
    """Lines whose label the target's label repeats before others; else in their order."""
    label = side.lines[target].own.casefold()

    def names(line: int) -> bool:
        own = side.lines[line].own.casefold()
        return bool(own) and own in label

    return sorted(lines, key=lambda line: -len(side.lines[line].own) if names(line) else 0)


def bare_units(side: Side, target: int) -> Sequence[Unit]:
    """How the bare numbers of a line of rates may be read."""
    if side.signed(target) or any(IN_PERCENT.search(part) for part in side.lines[target].label):
        return (Unit.PERCENT,)
    figures = [side.fact(target, at).figure.amount.numeral for at in side.entries(target)]
    small = all(abs(figure.digits) < SMALL * 10**figure.decimals for figure in figures)
    fine = any(figure.decimals >= 2 for figure in figures)
    return (Unit.FRACTION, Unit.PERCENT) if small and fine else (Unit.PERCENT, Unit.FRACTION)


def totals(side: Side) -> Iterator[int]:
    """The crossing lines that are totals, the last first."""
    return (at for at in reversed(side.filled) if side.across[at].role is Role.TOTAL)
