"""Shares told one to an item of a list sum to 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tieout.model import BlockKind, Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.relate.shares import is_share, shares_relation, tie_of
from tieout.rulebook.book import Schemas

NEAR = Fraction(15, 100)  # the items of a list that names the rest belong together
FEWEST = 3  # items
_BRACKET = re.compile(r"[(（][^()（）\d]{0,12}\Z")
_CLOSES = re.compile(r"\s?[)）]")


def itemised(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Shares in brackets, one to an item of a list: what the last item calls the rest makes it complete."""
    shares: dict[int, list[Fact]] = {}
    last: dict[int, Sentence] = {}
    for sentence in report.sentences:
        if report.document.blocks[sentence.block].kind is BlockKind.ITEM:
            shares.setdefault(sentence.block, []).extend(_bracketed(sentence))
            last[sentence.block] = sentence
    run: list[int] = []
    for block in (*sorted(shares), -1):
        if run and block != run[-1] + 1:
            yield from _list(run, shares, last[run[-1]], schemas)
            run = []
        run.append(block)


def _bracketed(sentence: Sentence) -> Iterator[Fact]:
    """The shares that stand in brackets, with hardly a word before them."""
    for fact in sentence.facts:
        if is_share(fact) and _BRACKET.search(sentence.before(fact)) and _CLOSES.match(sentence.after(fact)):
            yield fact


def _list(
    run: Sequence[int], shares: Mapping[int, Sequence[Fact]], last: Sentence, schemas: Schemas
) -> Iterator[Relation]:
    """The items of one list, if each has just one share."""
    if len(run) < FEWEST or any(len(shares[block]) != 1 for block in run):
        return
    parts = [shares[block][0] for block in run]
    tie, group = tie_of(parts), f"shares in items from block {run[0]}"
    if tie.holds and tie.gap == 0:
        yield shares_relation(parts, tie, Evidence.LABELLED, group)
    elif schemas.words["remainder"].search(last.text) and tie.gap <= NEAR:
        yield shares_relation(parts, tie, Evidence.LABELLED, group, cap=Severity.WARNING)
