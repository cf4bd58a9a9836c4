"""Amounts told again per share: net cash of 58.4, or 4.56 per share, on the shares that the report counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tieout.equation import quotient, term
from tieout.extract.concepts import is_currency
from tieout.lexicon import Phrase
from tieout.model import Evidence, Fact, Relation, Report, Severity
from tieout.relate.valuation.measure import ELSEWHERE
from tieout.relate.valuation.named import Named
from tieout.rulebook.book import Schemas
from tieout.slip import misprinted, significant

_AGAIN = Phrase(
    r"\s?[,，]?\s?[（(]?\s?(?:{restated_as}|{hedge_about})\s?(?:{hedge_about}\s?)?(?:{each_share}\s?)?"
)
_EACH = (("share", -1),)
_DIGITS = 3  # of a figure per share that is no other by chance


def each_share(report: Report, shares: Named | None, schemas: Schemas) -> Iterator[Relation]:
    """Hold amounts per share against the amount before them and the number of shares.

    Args:
        report: with its sentences.
        shares: the number of shares that the report gives, if it gives one.
        schemas: the words in force.
    """
    if shares is None:
        return
    again = schemas.lexicon.pattern(_AGAIN)
    for sentence in report.sentences:
        for amount, each in pairwise(sentence.facts):
            if _are_of_one(amount, each) and again.fullmatch(sentence.between(amount, each)) is not None:
                relation = _held(amount, each, shares)
                if relation is not None:
                    yield relation


def _are_of_one(amount: Fact, each: Fact) -> bool:
    """Whether the first is an amount of money and the second one per share, in one currency."""
    if amount.figure.quantity is None or each.figure.quantity is None:
        return False
    whole, part = dict(amount.figure.amount.unit.powers), dict(each.figure.amount.unit.powers)
    money = [base for base, power in whole.items() if is_currency(base) and power == 1]
    return len(whole) == 1 and len(money) == 1 and part == {money[0]: 1, **dict(_EACH)}


def _held(amount: Fact, each: Fact, shares: Named) -> Relation | None:
    stated = term(each, "per share", strict=True)
    equation = quotient(stated, term(amount, "amount"), term(shares.fact, "shares", factor=shares.factor))
    tie, computed = equation.tie(), equation.computed()
    if tie is None or computed is None:
        return None
    figure = each.figure.amount
    slip = significant(figure) >= _DIGITS and misprinted(figure, computed.point)
    return Relation.of(
        equation, kind="formula", shape="average", evidence=Evidence.STATED,
        reason="" if tie.holds or slip else ELSEWHERE, cap=Severity.WARNING,
    )  # fmt: skip
