"""A loss that becomes a profit, or the other way about: what lies between is both of them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tieout.equation import total
from tieout.lexicon import WordList
from tieout.model import Relation
from tieout.relate.misreckoned import LOSS_TAKEN_OFF
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.relate.prose.told import added_up
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told
from tieout.slip import Style

_LOSSES, _PROFITS = ("loss_word",), ("gain_word",)
_NO_CHANGE = (WordList.PROSE_TO, WordList.PROSE_SHARE, "leads_to")
_PAIR = 2
_UNNAMED = 1  # bits: nothing says which one is the base


def turned(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a change as a loss and a profit taken together, the only other amounts in reach."""
    changed = passage.is_step(claim) or claim.said(WordList.PROSE_CHANGE)
    if claim.letter != "A" or not changed or claim.said(*_LOSSES, *_NO_CHANGE):
        return
    for sentences in ((claim.sentence,), (claim.sentence, claim.sentence - 1)):
        levels = [
            each for each in passage.around(claim, "A")
            if each.sentence in sentences
            and alike(each.fact.figure.amount, claim.fact.figure.amount, bound=False)
        ]  # fmt: skip
        if levels:
            break
    if len(levels) != _PAIR or any(passage.is_step(each) for each in levels):
        return
    losses = [each for each in levels if each.said(*_LOSSES)]
    profits = [each for each in levels if each.said(*_PROFITS) and each not in losses]
    if len(losses) != 1 or len(profits) != 1 or any(each.fact.figure.amount.value <= 0 for each in levels):
        return
    stated, *terms = added_up([claim.fact, *(each.fact for each in levels)])
    bits = _UNNAMED * (not any(passage.is_base(each) for each in levels))
    yield Way(
        _with_its_mistake(relation("change", Reading(total(stated, terms))), losses[0], profits[0]), bits
    )


def _with_its_mistake(found: Relation, loss: Told, profit: Told) -> Relation:
    """What is stated though the loss was taken off the profit."""
    if found.holds or found.subject is None or found.computed is None:
        return found
    apart = abs(profit.fact.figure.amount.value - loss.fact.figure.amount.value)
    style = Style.of(found.subject.figure)
    if apart != found.subject.figure.amount.value or style is None:
        return found
    suggestion = style.value(found.computed)
    return replace(found, culprit=found.subject, cause=LOSS_TAKEN_OFF, suggestion=suggestion)
