"""Totals that add up, but not over the lines that stand there: one is left out, a subtotal counted again.

A sum that does without one line of its block in every entry was made without it; words and layout say what
the block is. (On 1,300 published tables no total did without a line between its first and itself that belongs
to it; the first line of a block may belong to something else, so nothing is said of it, unless the table
begins with it and the total says no more than that line.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import CLOSED_COST, Reading
from tieout.relate.tables.dilution import DILUTED, diluted
from tieout.relate.tables.flows import flows
from tieout.relate.tables.natural import BLANK, laid_out, natural, under
from tieout.relate.tables.pattern import measure
from tieout.relate.tables.search import Proposal
from tieout.relate.tables.whole_line import Miscount, counted_again, is_within, without_a_line

_COUNTS = frozenset({"things", "share_count"})  # a line of these is no amount


def as_meant(axis: Axis, amounts: Sequence[int], chosen: Sequence[Reading]) -> list[Reading]:
    """The readings that hold, as words and layout mean them: over all lines of their blocks, each once.

    Args:
        axis: the table.
        amounts: its lines that add up.
        chosen: the readings as they hold.
    """
    meant = [_as_meant(axis, amounts, choice, chosen) for choice in chosen]
    wrong = [one for one, choice in zip(meant, chosen, strict=True) if one is not choice]
    return [_each_once(axis, one, wrong) for one in meant]


def _each_once(axis: Axis, choice: Reading, wrong: Sequence[Reading]) -> Reading:
    """A total over one that should have had a line in it does not add that line beside it."""
    parts = dict(zip(choice.pattern.parts, choice.pattern.weights, strict=True))
    inner = {line for one in wrong if one.pattern.target in parts for line in one.pattern.parts}
    kept = {line: weight for line, weight in parts.items() if line not in inner}
    if len(kept) in (len(parts), 0) or choice in wrong:
        return choice
    less = Pattern(choice.pattern.target, tuple(kept), tuple(kept.values()))
    bits = min(one.miscounted for one in wrong if one.pattern.target in parts)
    return replace(choice, support=measure(axis, less, patient=True), miscounted=bits)


def _as_meant(axis: Axis, amounts: Sequence[int], choice: Reading, chosen: Sequence[Reading]) -> Reading:
    if choice.support.failed or not choice.support.held or choice.copy is not None:
        return choice
    inner = {
        line for one in chosen if one.pattern.target in choice.pattern.parts for line in one.pattern.parts
    }
    block, wrong = _wrong(axis, [line for line in amounts if line not in inner], choice)
    if wrong is None:
        return choice
    shape, layout = (choice.shape, choice.layout) if block is None else (block.shape, block.layout)
    words = (shape,) if shape else choice.words
    meant = replace(choice, support=wrong.support, words=words, shape=shape, layout=layout or choice.layout)
    inside = _may_be_inside(axis, choice.pattern.parts, wrong)
    return replace(meant, miscounted=wrong.bits, left_out=inside)


def _may_be_inside(axis: Axis, parts: Sequence[int], wrong: Miscount) -> bool:
    """Whether a row that was left out may be a part of the row right above it, which no word says.

    Germany under Europe: it is no larger in any entry. Columns stand so only where a header says it, and
    what is numbered, dated or named in the same form stands beside what is before it.
    """
    place = bisect_left(axis.active, wrong.part)
    above = axis.active[place - 1] if place else wrong.part
    label, before = axis.roles[wrong.part].own, axis.roles[above].own
    free = axis.down and not wrong.twice and above in parts and not label[:1].isdigit()
    return free and not _same_form(label, before) and is_within(axis, wrong.part, above, wrong.support.checks)


def _same_form(one: str, other: str) -> bool:
    """Whether two labels are of as many words, or signs that are words, and have some in common."""
    first, second = (
        label.casefold().split() if " " in label or label.isascii() else [*label] for label in (one, other)
    )
    return len(first) == len(second) and not set(first).isdisjoint(second)


def _wrong(axis: Axis, amounts: Sequence[int], choice: Reading) -> tuple[Proposal | None, Miscount | None]:
    pattern = choice.pattern
    asked = [block for block in _asked(axis, amounts, choice) if block.pattern.target == pattern.target]
    if not any(block.pattern.parts == pattern.parts for block in asked):
        for block in asked:
            named = _names_all(block) or _covers_all(axis, block.pattern)
            wrong = without_a_line(axis, pattern, block.pattern, named=named)
            if wrong is not None and not _within_another(axis, choice, block, wrong):
                return block, wrong
    claimed = choice.words and choice.words != ("net_result",)
    return None, counted_again(axis, pattern) if claimed or choice.layout == BLANK else None


def _asked(axis: Axis, amounts: Sequence[int], choice: Reading) -> list[Proposal]:
    """The sums that the labels of a total name, or its place leaves no choice about; across only by word."""
    target = choice.pattern.target
    flow = () if axis.roles[target].blank else flows(axis, target)
    named = [block for block in flow if not block.cost and {*block.pattern.parts} <= {*amounts}]
    named += diluted(axis, target)
    total = axis.roles[target].total and (axis.down or _bare(axis.roles[target].own))
    total |= laid_out(axis, target)
    if named or not total:
        return named or (list(under(axis, amounts, target)) if axis.down else [])
    closed = natural(axis, amounts, target)
    return [block for block in closed if block.cost <= CLOSED_COST and block.pattern.side > 0]


def _names_all(block: Proposal) -> bool:
    """Whether labels name all parts of a sum, from its first to its last."""
    return bool(block.shape) or block.layout == DILUTED


def _covers_all(axis: Axis, block: Pattern) -> bool:
    """Whether a total closes a block that the table begins with, and says no more than its first line."""
    own, first = axis.roles[block.target], axis.roles[block.parts[0]]
    counts = not first.tags.isdisjoint(_COUNTS) and own.tags.isdisjoint(_COUNTS)
    if not axis.down or block.parts[0] != axis.active[0] or counts:
        return False
    words, named = own.own.casefold().split(), first.own.casefold().split()
    return "bare_total" in own.tags or (len(words) == 2 and not set(words).isdisjoint(named))


def _bare(label: str) -> bool:
    """Whether a label is hardly more than the word: one that says more may say what is left out."""
    words = label.split()
    return len(words) <= 2 and all(map(str.isalpha, words))


def _within_another(axis: Axis, choice: Reading, block: Proposal, wrong: Miscount) -> bool:
    """Whether a line that was left out is said to be part of another, or may be part of a whole movement.

    Where other lines of the block have their parts behind them, so may a larger one before it.
    """
    part, parts = wrong.part, choice.pattern.parts
    before = max((line for line in parts if line < part), default=part)
    if any("of_which" in axis.roles[line].tags for line in range(before + 1, part + 1)):
        return True
    wholes = (axis.roles[line] for line in parts[1:])
    if block.shape:
        return any(role.total or role.result or role.change for role in wholes)
    apart = any(line in axis.active for line in range(parts[0] + 1, part) if line not in block.pattern.parts)
    return apart and before != part and is_within(axis, part, before, wrong.support.checks)
