"""How loudly a relation would speak of another value of one of its figures: missed is not yet believed.

What a claim rests on decides. Words that name all figures speak whatever the value; a sum or a derived line
rests on its other entries; figures of a text that are held against a table or a form of words are taken for
one fact only while they look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tieout.guard.belief import Belief, Entry
from tieout.guard.stake import Stake
from tieout.judge import severity_of
from tieout.model import Evidence, Fact, Outcome, Severity, Status, Verdict
from tieout.relate.derived.judging import LAST_PLACES, SLIGHT, TWICE
from tieout.relate.derived.mistakes import SLIPS
from tieout.relate.prose.told import NEAR as CLOSE
from tieout.relate.shares import NEAR as WHOLE_NEAR
from tieout.relate.tables.signs import NEAR, SLIP_DIGITS
from tieout.rulebook import Rule
from tieout.slip import PLAIN, Change, Sort, sort_of

_BY_FORM = frozenset({"share", "multiple", "average", "prose", "product"})  # shapes of one statement
_ANOTHER_SCALE = (Sort.TENFOLD, Sort.SCALE_WORD)


@dataclass(frozen=True, slots=True)
class Witness:
    """A relation that a figure stands in, and how loudly it can speak of it at most."""

    stake: Stake
    most: Severity
    belief: Belief | None = None

    @staticmethod
    def of(
        outcome: Outcome, fact: Fact, rules: Mapping[str, Rule], beliefs: Mapping[Entry, Belief]
    ) -> Witness | None:
        """The relation as a witness for a figure; None where nothing can be worked out for it."""
        stake = Stake.of(outcome, fact)
        if stake is None:
            return None
        if outcome.verdict is Verdict.FAILS:
            return Witness(stake, severity_of(outcome, rules))
        belief = beliefs.get((outcome.relation.group, stake.stated.id))
        rests = belief is not None or outcome.relation.shape == "table-table"  # not on what it is now
        cap = Severity.ERROR if rests else outcome.relation.cap
        missed = replace(outcome, verdict=Verdict.FAILS, relation=replace(outcome.relation, cap=cap))
        return Witness(stake, severity_of(missed, rules), belief)

    def beside(self, others: int) -> Witness:
        """The same where so many other entries of its line have the figure as well."""
        return self if self.belief is None else replace(self, belief=self.belief.with_others(others))

    def spoken(self, change: Change) -> Severity | None:
        """How loudly it speaks of a change; None if it still holds, or is not believed any more."""
        if self.stake.holds(change):
            return None
        return self._voice(self, change)

    @property
    def _voice(self) -> Callable[[Witness, Change], Severity | None]:
        relation, stated = self.stake.outcome.relation, self.stake.stated
        if relation.fails:
            return _plainly
        if self.belief is not None:
            return _by_entries
        if relation.kind == "agree" and (stated.figure.row is None or relation.shape == "table-table"):
            return _of_one_fact
        if relation.group.startswith("valuation"):
            return _at_a_price
        if stated.figure.row is None and relation.shape in _BY_FORM:
            return _by_form
        return _of_a_whole if relation.shape == "shares" and stated.figure.row is not None else _plainly


def _plainly(witness: Witness, change: Change) -> Severity | None:
    """Its words name all figures."""
    return witness.most


def _by_entries(witness: Witness, change: Change) -> Severity | None:
    """Other entries of its line speak for it; houses round last places in their own ways."""
    stake, belief = witness.stake, witness.belief
    assert belief is not None
    needed, own = stake.halves(change)
    if stake.outcome.relation.kind == "total":
        total = change.quantity.value if stake.own else stake.stated.figure.amount.value
        mistake = change.sort in PLAIN and abs(change.quantity.numeral.digits) >= SLIP_DIGITS
        slight = needed + own > 0 and stake.gap(change) <= needed + 3 * own
        near = stake.gap(change) * NEAR <= abs(total)
    else:
        most = needed + 2 * LAST_PLACES * own if stake.own else (1 + 2 * SLIGHT) * needed + own
        slight, near = stake.gap(change) <= max(TWICE * (needed + own), most), False
        mistake = stake.own and _mistaken(stake, change)
        turned = change.quantity.value < 0 < stake.term.fact.figure.amount.value
        slight |= turned and not stake.own  # houses sign the change of a loss as they like
    found = None if slight else belief.severity(mistake=mistake, near=near)
    return None if found is None else min(witness.most, found)


def _mistaken(stake: Stake, change: Change) -> bool:
    """Whether one slip leads from what a derived figure should be to what it is."""
    nearest = round(stake.needed.point / change.quantity.quantum)
    digits = change.quantity.numeral.digits
    slips = any(sort_of(digits, near) in SLIPS for near in (nearest - 1, nearest, nearest + 1))
    return slips or change.sort is Sort.TENFOLD


def _of_one_fact(witness: Witness, change: Change) -> Severity | None:
    """Two statements are taken for one fact while they look alike."""
    return witness.most if witness.stake.slipped(change) else None


def _by_form(witness: Witness, change: Change) -> Severity | None:
    """The figures of a statement are near one another, or a slip apart; where words are loose, both."""
    close, slipped = witness.stake.close(change, CLOSE), witness.stake.slipped(change)
    if not (close or slipped):
        return None
    sure = witness.stake.outcome.relation.evidence is not Evidence.SUPPORTED or (close and slipped)
    return witness.most if sure else min(witness.most, Severity.WARNING)


def _at_a_price(witness: Witness, change: Change) -> Severity | None:
    """A past year may have been valued at the price of its time, unless its figure is a slip away."""
    if change.quantity.value < 0:
        return None  # losses have no multiples
    slipped = witness.stake.slipped(change) if witness.stake.own else change.sort in _ANOTHER_SCALE
    return witness.most if slipped or witness.stake.stated.status is not Status.ACTUAL else None


def _of_a_whole(witness: Witness, change: Change) -> Severity | None:
    """The 100% makes figures of a table the parts of one whole, as long as they come near it."""
    far = witness.stake.gap(change) > WHOLE_NEAR
    return None if far or witness.stake.own else witness.most
