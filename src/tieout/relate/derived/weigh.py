"""What speaks for a recipe, in bits: what its entries tell, what labels add, what its choice owes.

The further away its terms, the more there were to choose from; a header that says what the line is, or whose
label that of a term begins, leaves few.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tieout.relate.derived.forms import Form
from tieout.relate.derived.search import Measured, Recipe
from tieout.relate.tables.matrix import PLAIN_KIND, SHARE_KIND
from tieout.relate.tables.pattern import Axis
from tieout.rulebook.book import Schemas

FORM_COST = 3  # bits owed for the choice of form
AVERAGE_COST = 9
HEADED = 6  # bits a header is worth that says ratio, change or average
ANNOUNCED = 6  # and one that also says of what
CALLED = 14  # and more if it calls the line an average
ENOUGH = 10  # bits that must remain
CALLED_SHARE = 5, 10  # of an average that is called one
ODD = 10  # an average that no label announces may miss in one of so many entries
FIRM = 7, 10  # share of entries that must hold, of them by their own rounding
LEAST_HELD = 3  # entries that must hold where nothing says that a line is derived
LEAST_DISTINCT = 3  # and different figures: 100, 100, 100 is no column of shares
CLOSE = 8, 10  # of the bits of the best recipe: those of another that explains a line as well


class Said(NamedTuple):
    """What a line's labels say of it: that it is derived, that it is an average, that it is a change."""

    derived: bool
    average: bool
    change: bool


def said(axis: Axis, line: int, own: Sequence[str], schemas: Schemas) -> Said:
    """What labels say of a line; `own` are those that belong to it alone."""
    role, words = axis.roles[line], schemas.words
    average = any(words["average"].search(label) for label in own)
    share = any(words["share_header"].search(label) for label in own)
    return Said(average or share or role.unsummed or role.change, average, role.change)


def looks_derived(axis: Axis, line: int, words: Said) -> bool:
    """Whether labels say so, or a percent sign in a line of a table that has other lines without."""
    if words.derived:
        return True
    kinds = axis.matrix.kinds
    return SHARE_KIND in kinds[line] and any(
        PLAIN_KIND in kinds[other] and SHARE_KIND not in kinds[other] for other in axis.active
    )


def likeliest(axis: Axis, scored: Sequence[tuple[int, Measured]]) -> Measured:
    """The recipe with the most bits, or the nearest of those that explain as many entries about as well."""
    _, best = max(scored, key=lambda pair: (pair[0], -len(pair[1].recipe.terms)))
    if best.recipe.form is Form.AVERAGE:
        return best
    rivals = [
        found
        for _, found in scored
        if found.recipe.form is best.recipe.form
        and (found.held, found.failed) == (best.held, best.failed)
        and found.bits * CLOSE[1] >= best.bits * CLOSE[0]
    ]
    return min(rivals, key=lambda found: (_cost(axis, found.recipe), -found.bits))


def score(axis: Axis, found: Measured, words: Said) -> int:
    """Bits that speak for a recipe; below zero where too few entries hold, or not by their own rounding."""
    headed = looks_derived(axis, found.recipe.target, words)
    averaged = found.recipe.form is Form.AVERAGE
    entries = found.held + found.failed
    share = CALLED_SHARE if averaged and words.average else FIRM
    if found.held < (1 if headed else LEAST_HELD) or found.held * share[1] < entries * share[0]:
        return -1
    if found.distinct < min(1 if headed else LEAST_DISTINCT, entries - found.failed):
        return -1
    if averaged:
        if not words.average and found.failed > found.held // ODD:
            return -1
        return found.bits - AVERAGE_COST + CALLED * words.average
    bits = found.bits - _cost(axis, found.recipe)
    if headed:
        return bits + HEADED + ANNOUNCED * _announced(axis, found.recipe, words)
    if found.recipe.form is Form.CHANGE or found.derived * FIRM[1] < found.held * FIRM[0]:
        return -1  # a change is never printed without a word or a sign
    return bits


def _announced(axis: Axis, recipe: Recipe, words: Said) -> bool:
    """Whether labels say what a ratio is taken of: of a period on one before, Sales and Sales %."""
    if recipe.whole is not None:
        return False
    a, b = recipe.terms
    if recipe.form is Form.CHANGE:
        later, earlier = axis.periods.get(a), axis.periods.get(b)
        return words.change and later is not None and earlier is not None and later.first > earlier.first
    label, part = axis.roles[recipe.target].label[-1:], axis.roles[a].label[-1:]
    return bool(label and part and part[0]) and label[0].lower().startswith(part[0].lower())


def _cost(axis: Axis, recipe: Recipe) -> int:
    """Bits owed for the choice of form and terms: the further away, the more there are to choose from.

    Most derived lines follow their terms.
    """
    active, target = axis.active, recipe.target
    place = bisect_left(active, target)
    return FORM_COST + sum(
        abs(bisect_left(active, term) - place).bit_length() + (term > target) for term in set(recipe.terms)
    )
