"""The way in which a claim is read: the cheapest that holds; else, if words leave one, the one that fails.

A way costs bits: what its words name costs none, every figure that could have been meant instead some. A
holding way ties where it is cheap. Where none holds, the cheapest speaks if a slip explains the miss: as an
error if it is closed (it costs next to nothing, and the next one clearly more), else as a warning. (Without
one, all 7 misses on 79 pages of filings were of other figures than the words meant.) A way that leaves no
figure of its sentences over needs no slip: in 10,000 texts 78 such hold, and the one that misses by less than
half without a slip was written by a machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.model import Evidence, Relation, Severity
from tieout.model.claims import Claim
from tieout.relate.prose.told import by_a_slip, by_a_telling_slip
from tieout.slip import close, tenfold
from tieout.wording import say

CLOSED = 1  # bits that a way may cost to be the one that the words name
LEAD = 2  # bits by which it must be cheaper than the next
SLIPPED = 3  # bits that a way may cost where a slip explains its miss
ALONE = 2  # the same where it leaves no figure of its sentences over
SUMMED = Fraction(6, 5)  # a miss of a sum by a larger factor is no miss of these figures
CLOSE = Fraction(8, 5)  # the same of a list
SLIPPED_FROM = Fraction(2)  # the same of anything else
NAMED_FROM = Fraction(3)  # where everything is named and nothing is left over
FARTHEST = Fraction(10)  # where nothing else can be meant: a slip explains it, or it is a product
_TURNED = Fraction(1, 20)  # what is as large as the change the other way is told of that
_MOVED = Fraction(1, 2)  # a change the other way that is larger is of other things
_GROWTH = "growth"
_PRODUCT = "product"
MOST = 6  # bits beyond which a way is not tried
OPEN = say("its operands are not named clearly enough")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a claim: the relation that it makes, and what it costs.

    `near` is the factor by which a miss may be off, where that is its own; `size` what a miss is measured by,
    where it is not the claim: a small rest of a large whole. What is `guarded` speaks where a slip that is
    hardly a chance explains the miss, as a warning.
    """

    relation: Relation
    bits: int
    near: Fraction | None = None
    size: Fraction | None = None
    guarded: bool = False


def once(ways: Iterable[Way]) -> Iterable[Way]:
    """The ways that say something else than one that costs no more."""
    said: dict[str, Way] = {}
    for way in ways:
        known = said.setdefault(way.relation.expression, way)
        if way.bits < known.bits:
            said[way.relation.expression] = way
    return said.values()


def chosen(ways: Iterable[Way], words: str, alone: Callable[[Relation], bool]) -> Relation | None:
    """The relation of a claim; None where it cannot be measured in any way.

    Args:
        ways: to read it.
        words: what claims it, for the record.
        alone: whether a relation leaves no figure of its sentences over.
    """
    tried = sorted((way for way in ways if way.bits <= MOST), key=lambda way: way.bits)
    measured = [way for way in tried if way.relation.tie is not None]
    if not measured:
        return None
    holding = next((way for way in measured if way.relation.holds), None)
    best = holding or measured[0]
    found = best.relation if holding is not None else _missed(measured, alone)
    if holding is not None and best.bits > CLOSED:
        found = replace(found, evidence=Evidence.SUPPORTED)
    return replace(found, claim=Claim((words,), reading=found.expression, tried=len(tried) - 1))


def _missed(ways: list[Way], alone: Callable[[Relation], bool]) -> Relation:
    """What becomes of a claim that holds in no way."""
    best = ways[0]
    lead = ways[1].bits - best.bits if len(ways) > 1 else MOST
    slip = by_a_telling_slip if best.guarded else by_a_slip
    slipped, closes = slip(best.relation), alone(best.relation)
    if best.guarded and not (slipped and closes):
        return replace(best.relation, tie=None, computed=None, reason=OPEN)
    if _related(best, slipped, closes) and lead >= 1:
        closed = best.bits <= CLOSED and lead >= LEAD
        if (slipped and closes and best.bits <= SLIPPED) or (closed and (slipped or closes)):
            return best.relation
        most = SLIPPED if slipped else ALONE if closes else -1
        if best.bits <= most:
            return replace(best.relation, cap=min(Severity.WARNING, best.relation.cap))
    return replace(best.relation, tie=None, computed=None, reason=OPEN)


def _related(way: Way, slipped: bool, closes: bool) -> bool:
    """Whether what is stated and what is computed are of one size: else the figure is told of others."""
    stated, computed = way.relation.subject, way.relation.computed
    if stated is None or computed is None or not computed:
        return False
    value, most = stated.figure.amount.value, way.near or SLIPPED_FROM
    if closes and not way.bits and _runs_the_other_way(way.relation, value, computed):
        return True
    if way.size and way.size + value > computed:
        value, computed = way.size + value - computed, way.size
    if slipped and way.near is not None:
        most = SLIPPED_FROM if closes else max(CLOSE, way.near)
    elif closes and (slipped or (way.near is None and not way.bits)):
        # two digits of 720 exchanged make 270; parts are never so far from their sum
        far = slipped or way.relation.shape == _PRODUCT
        most = FARTHEST if far else NAMED_FROM
    return 1 / most <= value / computed <= most or tenfold(value, computed)


def _runs_the_other_way(relation: Relation, stated: Fraction, computed: Fraction) -> bool:
    """Whether a rise is stated of what fell, by another rate, or a fall of what rose."""
    if relation.shape != _GROWTH or stated * computed > 0 or abs(computed) > _MOVED:
        return False
    return not close(stated, computed, _TURNED)
