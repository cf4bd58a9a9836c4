"""The sums that a table claims: by words, by layout, or by other entries that add up too well for chance.

A reading says which lines are the parts. Each pays in bits for the others that could have been tried; what
its entries hold with beyond that speaks for it.
Values choose between readings; missing them is no reason to drop
a claim that words or layout make.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from tieout.model.claims import MOST_RIVALS, Rival
from tieout.relate.tables.axis import Axis, Pattern, undated
from tieout.relate.tables.pattern import Support, measure
from tieout.slip import mends
from tieout.wording import COMMA, joined, say

MISS_BITS = 6  # printed totals miss about once in 2^6 entries
WORD_BITS = 6  # what a total word is worth against other readings
RESULT_BITS = 3
LAYOUT_BITS = 3  # a line without label under a block
SPARE = 10  # bits with which siblings alone make a claim (1,499 unseen tables: four false of 26)
SHOWN = 2 * SPARE  # bits with which they do so beside another sum that holds
MOST_FAILED = 2  # entries that miss for each that holds where no word claims a sum
LEAST_BITS = 3  # that any claim holds with to be read off its values
CLOSED_COST = 1  # readings that owe no more leave no choice


@dataclass(frozen=True, slots=True)
class Reading:
    """A sum as it was read: what it owes for the choice of its parts, and how its entries come out.

    `words` are the lists by which its labels claim it, `layout` what its place does. `sole` says that no
    other reading of this line is as likely, `copy` which part is another one printed a second time.
    `miscounted` are the bits with which one part, left out or counted twice, explains all that miss; that it
    is `left_out` may be meant so, where no label names all parts. `exchanged` are the bits with which it
    holds once two cells of one line are back in their places.
    """

    support: Support
    cost: int
    words: tuple[str, ...]
    layout: str
    down: bool
    shape: str = ""
    sole: bool = True
    miscounted: int = 0
    left_out: bool = False
    exchanged: int = 0
    copy: int | None = None
    rivals: tuple[Rival, ...] = ()
    tried: int = 0  # other readings of the same total

    @property
    def pattern(self) -> Pattern:
        """Which lines it adds."""
        return self.support.pattern

    @property
    def spare(self) -> int:
        """The bits its entries hold with beyond what it owes."""
        return max(self.support.bits, self.exchanged) - self.cost

    @property
    def score(self) -> int:
        """How likely it is beside other readings of the same lines, in bits."""
        layout = LAYOUT_BITS if self.layout and not self.words else 0
        named = 0 if not self.words else RESULT_BITS if self.words == ("net_result",) else WORD_BITS
        return self.spare - MISS_BITS * self.support.failed + named + layout

    @property
    def believed(self) -> bool:
        """Whether enough of its entries hold, and improbably enough for what words and layout say of it."""
        support = self.support
        if not support.held or support.bits < LEAST_BITS:
            return False
        if self.words or self.layout:
            return self.score >= WORD_BITS or self.spare >= SPARE
        return self.spare >= SPARE and support.failed <= MOST_FAILED * support.held

    @property
    def proved(self) -> bool:
        """Whether other entries hold with bits to spare."""
        return self.support.held > 0 and self.spare >= SPARE

    @property
    def shown(self) -> bool:
        """Whether other entries show that it is meant, whatever else its total may be the sum of."""
        return self.support.held > self.support.failed and self.spare >= SHOWN

    @property
    def closed(self) -> bool:
        """Whether words or layout leave no choice about its parts."""
        return self.cost <= CLOSED_COST and self.sole

    @property
    def said(self) -> str:
        """Which lines it adds, counted from 1."""
        pairs = tuple(zip(self.pattern.parts, self.pattern.weights, strict=True))
        added = _spans([part for part, weight in pairs if weight > 0])
        taken = _spans([part for part, weight in pairs if weight < 0])
        if not added:
            return say("sum of {added}", added=self._lines(taken))
        if not taken:
            return say("sum of {added}", added=self._lines(added))
        return say("sum of {added} less {taken}", added=self._lines(added), taken=self._lines(taken))

    def _lines(self, spans: str) -> str:
        return say("rows {spans}", spans=spans) if self.down else say("columns {spans}", spans=spans)

    def beside(self, others: Iterable[Reading]) -> Reading:
        """The same reading with those of the same total that it was chosen from."""
        rivals = {other.pattern: other for other in others if other.pattern.parts != self.pattern.parts}
        best = nsmallest(MOST_RIVALS, rivals.values(), key=lambda other: (-other.score, other.pattern))
        told = tuple(Rival(one.said, one.support.held, one.support.failed, one.spare) for one in best)
        return replace(self, rivals=told, tried=len(rivals))

    @property
    def name(self) -> str:
        """What relations of this reading share: direction and total line, counted from 1."""
        return f"{'row' if self.down else 'column'} {self.pattern.target + 1}"


def read(axis: Axis, pattern: Pattern, cost: int, shape: str = "", layout: str = "") -> Reading | None:
    """Measure a reading; None where too little speaks for it.

    Words need little help from values; without them the entries that hold must do so improbably.
    """
    if not shape and of_other_times(axis, pattern):
        return None
    support = proved(axis, measure(axis, pattern))
    words = claimed(axis, pattern.target, shape)
    reading = Reading(support, cost, words, layout, axis.down, shape)
    if not support.held:
        return reading if words and cost <= CLOSED_COST and _lone(axis, support) else None
    return reading if reading.believed else None


def of_other_times(axis: Axis, pattern: Pattern) -> bool:
    """Whether the labels of all lines of a sum differ in their year alone: one year is no sum of others."""
    names = {undated(axis.roles[line].own) for line in pattern.lines}
    return len(names) == 1 and names != {""}


def proved(axis: Axis, support: Support) -> Support:
    """The sum without the parts that are nil wherever it holds, if that holds on more lines.

    Nothing but the lines that hold says what belongs to a sum, and of such a part they say nothing. Where
    one slip in the total is all that keeps it from adding up, that comes first.
    """
    pattern, values = support.pattern, axis.matrix.values
    holding = [check.line for check in support.checks if check.holds]
    if not (holding and support.failed):
        return support
    kept = [at for at, part in enumerate(pattern.parts) if any(values[part][line] for line in holding)]
    if not 2 <= len(kept) < len(pattern.parts):
        return support
    parts, weights = (tuple(each[at] for at in kept) for each in (pattern.parts, pattern.weights))
    less = measure(axis, Pattern(pattern.target, parts, weights))
    better = less.failed < support.failed and less.held > support.held
    return less if better and not _misprinted(axis, support) else support


def _misprinted(axis: Axis, support: Support) -> bool:
    """Whether one slip in the total mends every line that misses."""
    target = support.pattern.target
    missed = [check for check in support.checks if not (check.holds or check.masked)]
    scales = [(2 * axis.matrix.halves[target][check.line], check) for check in missed]
    values = axis.values(target)
    return all(
        scale > 0 and mends((values[at.line] or 0) // scale, scale, (values[at.line] or 0) + at.gap, at.slack)
        for scale, at in scales
    )


def claimed(axis: Axis, target: int, shape: str) -> tuple[str, ...]:
    """The word lists by which the label of a line claims to be a sum."""
    line = axis.roles[target]
    if shape:
        return (shape,)
    if line.total:
        return ("total",)
    return ("net_result",) if line.result else ()


def _spans(lines: Sequence[int]) -> str:
    """Positions as a reader counts them: 2 to 5, 7."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    spans = [
        say("{first} to {last}", first=run[0] + 1, last=run[-1] + 1) if len(run) > 1 else f"{run[0] + 1}"
        for run in runs
    ]
    return joined(spans, COMMA)


def _lone(axis: Axis, support: Support) -> bool:
    """Whether a total equals the only figure of its block that is not nil, on every line."""
    parts = support.pattern.parts
    return len(parts) > 1 and not support.failed and not any(axis.roles[part].total for part in parts)
