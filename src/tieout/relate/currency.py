"""Amounts of money that do not say in which currency.

Only plain cases of prose: a word for money directly before a large number with a scale word and no unit. In
tables captions and headers give the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tieout.lexicon import Phrase, WordList
from tieout.model import Evidence, Fact, Mention, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.rulebook.book import Schemas
from tieout.wording import say

_SCALE = Phrase(r"{large_scale}\s*\Z")
_CODE = 3  # letters of a currency's code
_BEFORE = 14  # characters between the word for money and the number
_LINK = Phrase(r"(?:\s|{money_link})*\Z")
_FREE = Phrase(r"\s*(?:[，,。；;、）)”\"]|$|\.(?:\s|$)|{money_goes_on})")


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Amounts without a currency fail, one by one; the first that has one stands for all that have."""
    money, words = schemas.words[WordList.MONEY_WORD].pattern, schemas.lexicon
    scale, link, free = words.pattern(_SCALE), words.pattern(_LINK), words.pattern(_FREE)
    said = next((fact for fact in report.facts if fact.figure.row is None and _has_currency(fact)), None)
    if said is not None:
        figure = said.figure
        mention = Mention(figure.text, figure.block, figure.start, figure.end)
        yield Relation(
            "presence",
            "currency",
            Evidence.STATED,
            say("currency of {figure}", figure=figure.text),
            mention=mention,
            tie=Tie(Fraction(0), Fraction(0)),
        )
    for sentence in report.sentences:
        if sentence.row is not None:
            continue
        for fact in sentence.facts:
            if not _is_bare(fact, scale) or not free.match(sentence.after(fact, 8)):
                continue
            before = sentence.before(fact, _BEFORE + 8)
            named = list(money.finditer(before))
            if named and link.fullmatch(before[named[-1].end() :]):
                yield Relation(
                    "presence",
                    "currency",
                    Evidence.GUESSED,
                    fact.figure.text,
                    fact,
                    tie=Tie(Fraction(1), Fraction(0)),
                    cap=Severity.NOTE,
                    detail=say(
                        "{name} of {figure} without a currency",
                        name=named[-1].group(),
                        figure=fact.figure.text,
                    ),
                )


def _is_bare(fact: Fact, scale: re.Pattern[str]) -> bool:
    quantity = fact.figure.quantity
    return quantity is not None and not quantity.unit.powers and scale.search(fact.figure.text) is not None


def _has_currency(fact: Fact) -> bool:
    quantity = fact.figure.quantity
    return quantity is not None and any(
        len(base) == _CODE and base.isupper() and power == 1 for base, power in quantity.unit.powers
    )
