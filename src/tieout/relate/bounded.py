"""The entries of a list lie within the bounds that the line above it gives.

"Tier 1 (annual output above 100 kt):" and under it "Beta: annual output of about 75 kt". The line above says
a measure and its bounds, an entry says the same measure; where it does so twice, nobody knows which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tieout.lexicon import Lexicon, Phrase
from tieout.model import Block, BlockKind, Evidence, Fact, Operand, Relation, Report, Severity
from tieout.quantity import Hedge, Tie, compare
from tieout.rulebook.book import Schemas
from tieout.wording import say

_LEADS = re.compile(r"[:：]\W*$")
_CLAUSE = re.compile(r"[,，;；。:：、()（）|]")
_IDLE = Phrase(
    r"{hedge_over}|{hedge_under}|{hedge_at_least}|{hedge_at_most}|{hedge_about}|{of_word}|{is_word}|\W"
)
_BOUNDS = frozenset({Hedge.OVER, Hedge.UNDER, Hedge.AT_LEAST, Hedge.AT_MOST})
_REACH = 60  # characters before a figure in which its measure is named
_NAMED = 2  # letters of a measure's name


def bounded(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold the entries of lists against the bounds given above them."""
    blocks = report.document.blocks
    figures: dict[int, list[Fact]] = {}
    for fact in report.facts:
        if fact.figure.quantity is not None and fact.figure.row is None:
            figures.setdefault(fact.figure.block, []).append(fact)
    for index, block in enumerate(blocks[:-1]):
        bounds = [fact for fact in figures.get(index, ()) if _leads(block) and _is_bound(fact)]
        if len(bounds) == 1 and blocks[index + 1].kind is BlockKind.ITEM:
            yield from _of_list(blocks, index, bounds[0], figures, schemas.lexicon)


def _leads(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or _LEADS.search(block.text.content) is not None


def _is_bound(fact: Fact) -> bool:
    quantity = fact.figure.amount
    return bool(quantity.unit.powers) and (quantity.hedge in _BOUNDS or quantity.upper is not None)


def _of_list(
    blocks: Sequence[Block], lead: int, bound: Fact, figures: Mapping[int, Sequence[Fact]], lexicon: Lexicon
) -> Iterator[Relation]:
    """The entries of the list under a line that say its measure once."""
    measure = _measure(blocks[lead], bound, lexicon)
    ties: list[tuple[Fact, Tie]] = []
    for index in range(lead + 1, len(blocks)):
        if blocks[index].kind is not BlockKind.ITEM or len(measure) < _NAMED:
            break
        own = [
            fact for fact in figures.get(index, ())
            if fact.figure.amount.unit.same_dimension(bound.figure.amount.unit)
            and measure in _measure(blocks[index], fact, lexicon)
        ]  # fmt: skip
        ties += [(own[0], _within(own[0], bound))] if len(own) == 1 else []
    held = any(tie.holds for _, tie in ties)
    said = _said(blocks[lead], bound)
    for fact, tie in ties:
        expression = say("{figure} within {bound}", figure=fact.figure.text, bound=said)
        yield Relation(
            "range",
            "list",
            Evidence.STATED,
            expression,
            fact,
            (Operand(bound, "bound"),),
            tie,
            cap=Severity.ERROR if held else Severity.WARNING,
            detail="" if tie.holds else say("the line above the list gives other bounds"),
        )


def _measure(block: Block, fact: Fact, lexicon: Lexicon) -> str:
    """The name right before a figure, as letters only: what bounds it and what says nothing left out."""
    start = fact.figure.start
    before = _CLAUSE.split(block.text.content[max(start - _REACH, 0) : start])[-1]
    return lexicon.pattern(_IDLE).sub("", before).casefold()


def _said(block: Block, bound: Fact) -> str:
    """A bound as its line prints it, with the sign or word that makes it one."""
    text = block.text.content[: bound.figure.end]
    return _CLAUSE.split(text)[-1].strip()


def _within(fact: Fact, bound: Fact) -> Tie:
    own, other = fact.figure.amount, bound.figure.amount
    return compare(own.interval, own.value, other.hedged_strict, other.value)
