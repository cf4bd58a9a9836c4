"""Figures in table cells of words: "up 4.32 points", 增加4.32个百分点."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tieout.model import Fact, Report, Sentence
from tieout.relate.derived.side import Spot
from tieout.rulebook.book import Schemas


def changes_in_words(report: Report, schemas: Schemas) -> Mapping[int, Mapping[Spot, Fact]]:
    """The only figure of a cell where it is a change in points, by block and by row and column from 0."""
    found: dict[int, dict[Spot, Fact]] = {}
    for sentence in report.sentences:
        if sentence.row is not None and sentence.col is not None and len(sentence.facts) == 1:
            fact = _signed(sentence, schemas)
            if fact is not None:
                found.setdefault(sentence.block, {})[sentence.row - 1, sentence.col - 1] = fact
    return found


def _signed(sentence: Sentence, schemas: Schemas) -> Fact | None:
    """The change with the sign that its words give; None if it is something else."""
    (fact,) = sentence.facts
    quantity = fact.figure.quantity
    if (
        quantity is None
        or quantity.upper is not None
        or not any(base == "point" for base, _ in quantity.unit.powers)
    ):
        return None
    falls = schemas.words["decrease"].search(sentence.before(fact)) is not None
    if not falls or quantity.numeral.digits < 0:
        return fact
    numeral = replace(quantity.numeral, digits=-quantity.numeral.digits)
    return replace(fact, figure=replace(fact.figure, quantity=replace(quantity, numeral=numeral)))
