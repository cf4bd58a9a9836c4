"""What a line of a table may be derived from: proposals from its most telling entries.

For every target, pairs of lines nearby are tried as ratio and as change, its neighbours as the terms of an
average, and one line with one of its own figures as the whole that shares are of. Floats only propose here;
whatever is proposed is measured exactly on every crossing line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from tieout.relate.derived.forms import Form, Gap, Number, Scale, mean
from tieout.relate.tables.matrix import SHARE_KIND
from tieout.relate.tables.pattern import Axis
from tieout.relate.tables.search import telling

REACH = 10  # active lines to either side in which terms are sought
LONGEST = 200  # terms of an average
LEAST_TERMS = 3  # of an average that no label announces
FACTORS = (Fraction(1), Fraction(100), Fraction(1, 100))
TRIED = tuple(
    (form, k, float(k), shift) for form, shift in ((Form.RATIO, 0.0), (Form.CHANGE, 1.0)) for k in FACTORS
)
WITNESSES = 3
FALSE_STARTS = 3  # misses beyond the hits after which a recipe is given up
MOST_FAILED = 5, 10  # share of entries beyond which a recipe is given up
LINE_BITS = 14  # one entry alone never says more than this
CHANCE_BITS = 2  # what an entry tells below this may be chance
ROUNDED = 1 + 1e-9  # what floats lose, so that nothing exact is lost with it


class Recipe(NamedTuple):
    """How a target line is derived; `whole` is the crossing line of the figure that shares are of."""

    target: int
    form: Form
    terms: tuple[int, ...]
    k: Fraction = FACTORS[0]
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A recipe on all crossing lines: the gap by line, how many hold and fail, what the holding ones tell."""

    recipe: Recipe
    gaps: dict[int, Gap]
    held: int
    failed: int
    bits: int
    derived: int  # entries whose own rounding explains their gap
    distinct: int  # different figures among those that hold


def proposals(axis: Axis, target: int, reach: int, *, called: bool) -> Iterator[Recipe]:
    """Recipes that nearly give the most telling entries of a line.

    Args:
        axis: the table.
        target: the line.
        reach: how far the terms of ratios and changes are sought.
        called: whether its label calls the line an average.
    """
    crossing = telling(axis, target) or _filled(axis, target)
    if crossing:
        yield from _pairs(axis, target, crossing, reach)
        yield from _shares(axis, target)
        yield from _averages(axis, target, crossing, called=called)


def _filled(axis: Axis, target: int) -> list[int]:
    return [line for line, value in enumerate(axis.values(target)) if value][:4]


def _pairs(axis: Axis, target: int, crossing: Sequence[int], reach: int) -> Iterator[Recipe]:
    """Ratios and changes of two lines that give most of the telling entries, as far as rounding lets tell.

    For a base and the first entry, the top must be one of a few values, so it is looked up.
    """
    values, halves, kinds = axis.matrix.values, axis.matrix.halves, axis.matrix.kinds
    step = float(axis.matrix.step)
    heard = crossing[:WITNESSES]
    near = _near(axis, target, reach)
    for pivot in heard[:2]:
        stated, half = (values[target][pivot] or 0) * step, halves[target][pivot] * step
        tops = sorted(
            (value, line)
            for line in near
            if (value := values[line][pivot]) is not None and kinds[line][pivot] != SHARE_KIND
        )
        widest = max((halves[line][pivot] for _, line in tops), default=0)
        for b in near:
            base = values[b][pivot]
            if not base or kinds[b][pivot] == SHARE_KIND:
                continue
            for form, k, size, shift in TRIED:
                ratio = stated / size + shift
                margin = abs(base) * half / size + halves[b][pivot] * (abs(ratio) + half / size) + widest
                for value, a in tops[bisect_left(tops, (base * ratio - margin,)) :]:
                    if value > base * ratio + margin:
                        break
                    if a != b and _agree(axis, target, a, b, (size, shift), heard):
                        yield Recipe(target, form, (a, b), k)


def _agree(
    axis: Axis, target: int, a: int, b: int, factor: tuple[float, float], heard: Sequence[int]
) -> bool:
    """Whether all telling entries but one are what two lines give, by their rounding."""
    values, halves, step = axis.matrix.values, axis.matrix.halves, float(axis.matrix.step)
    k, shift = factor
    right = wrong = 0
    for line in heard:
        t, top, base = values[target][line], values[a][line], values[b][line]
        if t is None or top is None or not base:
            continue
        ratio, half = t * step / k + shift, halves[target][line] * step / k
        slack = abs(base) * half + halves[b][line] * (abs(ratio) + half) + halves[a][line]
        if abs(top - base * ratio) <= slack * ROUNDED:
            right += 1
        else:
            wrong += 1
    return right >= 1 and wrong <= 1


def _near(axis: Axis, target: int, reach: int) -> list[int]:
    """The lines around a target, and the first one of the table: a change may span all of it."""
    active = axis.active
    at = bisect_left(active, target)
    around = active[max(at - reach, 0) : at + reach + 1]
    return [line for line in dict.fromkeys((*active[:1], *around)) if line != target]


def _shares(axis: Axis, target: int) -> Iterator[Recipe]:
    """The target is a share of the figure that stands, in another line, where the target says 100%."""
    values, step = axis.matrix.values, axis.matrix.step
    for k in FACTORS:
        whole = k / step
        if whole.denominator > 1:
            continue
        printed = whole.numerator
        places = [line for line, value in enumerate(values[target]) if value == printed]
        for line in (places[0], places[-1]) if len(places) > 1 else places:
            yield from (
                Recipe(target, Form.RATIO, (a, a), k, line)
                for a in _near(axis, target, REACH)
                if values[a][line]
            )


def _averages(axis: Axis, target: int, crossing: Sequence[int], *, called: bool) -> Iterator[Recipe]:
    """Runs of lines that touch the target, or the one next to it; whole blocks where no label announces it.

    The middle of two figures is common, and so is a figure amid others like it.
    """
    values = axis.matrix.values
    at = bisect_left(axis.active, target)
    before = axis.active[max(at - LONGEST, 0) : at][::-1]
    after = axis.active[at + 1 : at + 1 + LONGEST]
    for run in dict.fromkeys((before, before[1:], after, after[1:])):
        ends = range(2, len(run) + 1) if called else _block_ends(axis, run)
        for pivot in crossing[:2] if ends else ():
            stated, half = values[target][pivot] or 0, axis.matrix.halves[target][pivot]
            sums = (*accumulate((values[line][pivot] or 0 for line in run), initial=0),)
            counts = (*accumulate((values[line][pivot] is not None for line in run), initial=0),)
            for end in ends:
                count = counts[end]
                if count >= 2 and abs(sums[end] - stated * count) <= (half + 1) * count * 2:
                    yield Recipe(target, Form.AVERAGE, tuple(sorted(run[:end])))


def _block_ends(axis: Axis, run: Sequence[int]) -> list[int]:
    """The lengths at which a run reaches an empty line or the edge of the table."""
    edges = {axis.active[0], axis.active[-1]}
    return [
        end
        for end in range(LEAST_TERMS, len(run) + 1)
        if run[end - 1] in edges or (end < len(run) and abs(run[end] - run[end - 1]) > 1)
    ]


def measure(axis: Axis, recipe: Recipe) -> Measured:
    """Evaluate a recipe on every crossing line."""
    scale = Scale.of(axis.matrix.step, recipe.k)
    gaps: dict[int, Gap] = {}
    held = failed = bits = own = 0
    seen: set[tuple[int | None, ...]] = set()
    entries = [(line, value) for line, value in enumerate(axis.values(recipe.target)) if value is not None]
    for line, value in entries:
        if failed * MOST_FAILED[1] > len(entries) * MOST_FAILED[0] or failed > held + FALSE_STARTS:
            failed = len(entries)
            break  # it cannot be believed any more
        gap = _gap(axis, scale, recipe, line)
        if gap is None:
            continue
        gaps[line] = gap
        if not gap.holds:
            failed += 1
        elif line != recipe.whole and value and not _trivial(axis, recipe, line):
            held += 1
            own += gap.derived
            terms = (value, *(axis.values(term)[line] for term in recipe.terms[:3]))
            bits += max(min(gap.bits, LINE_BITS) - CHANCE_BITS, 0) if terms not in seen else 0
            seen.add(terms)
    return Measured(recipe, gaps, held, failed, bits, own, len({terms[0] for terms in seen}))


def _trivial(axis: Axis, recipe: Recipe, line: int) -> bool:
    """Whether a figure merely repeats its term, as if divided by one: that says nothing."""
    same = axis.values(recipe.target)[line] == axis.values(recipe.terms[0])[line]
    return same and recipe.form is not Form.AVERAGE and recipe.k == 1


def _gap(axis: Axis, scale: Scale, recipe: Recipe, line: int) -> Gap | None:
    target = _number(axis, recipe.target, line)
    if target is None:
        return None
    if recipe.form is Form.AVERAGE:
        terms = [n for term in recipe.terms if (n := _number(axis, term, line)) is not None]
        if len(terms) < 2:
            return None
        return mean(target, terms)
    a = _number(axis, recipe.terms[0], line)
    b = _number(axis, recipe.terms[1], line if recipe.whole is None else recipe.whole)
    if a is None or b is None:
        return None
    return scale.ratio(target, a, b) if recipe.form is Form.RATIO else scale.change(target, a, b)


def _number(axis: Axis, line: int, crossing: int) -> Number | None:
    value = axis.matrix.values[line][crossing]
    return None if value is None else Number(value, axis.matrix.halves[line][crossing])
