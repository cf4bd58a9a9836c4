"""A price that a sentence puts at so many times the earnings, or the book value, per share of a year.

"Our price target of $105 is based on 30x our 2026 EPS estimate": the earnings stand in a table of the report.
Where the sentence speaks of others, or of adjusted earnings, nothing is asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

from tieout.equation import product, quotient, term
from tieout.extract.aimed import AIM
from tieout.extract.concepts import is_currency
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Fact, Grain, Relation, Report, Sentence, Severity
from tieout.model.claims import Claim
from tieout.relate.sameness import Key, period_key
from tieout.relate.valuation.ends import by_ends
from tieout.relate.valuation.measure import CURRENCIES, of_identity
from tieout.relate.valuation.named import Named, in_one_currency
from tieout.rulebook.book import Identity, Schemas
from tieout.slip import misprinted

Years = Mapping[Key, Mapping[str, Named]]

_BEHIND = r"^(?:\s|[FC]Y|'?\d{2,4}[AEF]?\b|{on_our_numbers})*+%s"
_BEFORE = r"%s(?:\s|{on_our_numbers}|{is_word}|{hedge_about})*+$"
_OF = {  # what a multiple is of: the identity, and its words behind and before the multiple
    "eps": ("pe", Phrase(_BEHIND % "{priced_on_earnings}"), Phrase(_BEFORE % "{priced_on_earnings}")),
    "book_value_per_share": (
        "pb",
        Phrase(_BEHIND % "{priced_on_book}"),
        Phrase(_BEFORE % "{priced_on_book}"),
    ),
}
_PRICE = Phrase(r"(?:{price_now}|{price_target}|{sold_at}(?=\s?$))[^.;。；\d]{0,24}$")
_OTHERS = Phrase(r"{priced_otherwise}")
_TARGET = AIM + "price"
_MOST = 4  # multiples of a sentence
_NEAR = 40  # characters before a figure that say what it is
_CLAIM = Claim(words=("names in full",), reading="a price at a multiple of a year")


def priced(report: Report, schemas: Schemas, tabled: Years) -> Iterator[Relation]:
    """Hold prices against the multiples that their sentences put them at.

    Args:
        report: with its sentences.
        schemas: the identities, and the words in force.
        tabled: what the tables of the report give, by year and concept.
    """
    for sentence in report.sentences:
        if sentence.row is not None:
            continue
        only = _price(sentence, schemas.lexicon)
        multiples = [fact for fact in sentence.facts if _is_multiple(fact)][:_MOST]
        for multiple, concept in itertools.product(multiples, _OF):
            price = only or _target(sentence, multiple)
            found = _held(sentence, price, multiple, concept, schemas, tabled) if price is not None else None
            if found is not None:
                yield found


def _held(
    sentence: Sentence, price: Fact, multiple: Fact, concept: str, schemas: Schemas, tabled: Years
) -> Relation | None:
    """A price held against a multiple, if that is of this concept in a year that a table gives it for."""
    name, behind, before = _OF[concept]
    year = _year(sentence, multiple, schemas.lexicon, behind, before)
    per_share = tabled.get(year, {}).get(concept) if year is not None else None
    if per_share is None:
        return None
    identity = next(identity for identity in schemas.identities if identity.name == name)
    times = term(multiple, name, strict=True)  # a house puts a price at 30 times, not at 26
    each = term(per_share.fact, concept.replace("_", " "), factor=per_share.factor)
    ranged = by_ends(identity, _facts(identity, concept, price, multiple, per_share))
    if ranged is not None:
        equation = ranged
    elif price.id > multiple.id:
        equation = product(term(price, "price"), (times, each))
    else:
        equation = quotient(times, term(price, "price"), each)
    computed, stated = equation.computed(), equation.stated.fact.figure.amount
    if equation.tie() is None or computed is None:
        return None
    cap = Severity.ERROR if ranged is not None or misprinted(stated, computed.point) else Severity.WARNING
    reason = "" if in_one_currency((per_share, per_share._replace(fact=price))) else CURRENCIES
    return of_identity(equation, identity, cap, reason, _CLAIM)


def _facts(
    identity: Identity, concept: str, price: Fact, multiple: Fact, per_share: Named
) -> dict[str, Named]:
    """The figures of a multiple by the concepts of its identity."""
    names = {name: price for name in identity.concepts if name != concept}
    named = {name: Named(name, fact, Fraction(1), None, None) for name, fact in names.items()}
    return {
        **named,
        identity.subject: Named(identity.subject, multiple, Fraction(1), None, None),
        concept: per_share,
    }


def _is_multiple(fact: Fact) -> bool:
    return fact.figure.quantity is not None and fact.figure.amount.unit.symbol == "x"


def _price(sentence: Sentence, lexicon: Lexicon) -> Fact | None:
    """The one amount of money of a sentence, if it is called a price and nothing else is compared there."""
    money = [fact for fact in sentence.facts if fact.figure.quantity is not None and _is_money(fact)]
    if len(money) != 1 or lexicon.pattern(_OTHERS).search(sentence.text) is not None:
        return None
    said = lexicon.pattern(_PRICE).search(sentence.before(money[0], _NEAR)) is not None
    return money[0] if said else None


def _target(sentence: Sentence, multiple: Fact) -> Fact | None:
    """The target price that a sentence names last before a multiple that is of one."""
    if multiple.concept is None or not multiple.concept.startswith(AIM):
        return None
    before = (fact for fact in reversed(sentence.facts) if fact.id < multiple.id)
    return next((fact for fact in before if fact.concept == _TARGET), None)


def _year(sentence: Sentence, multiple: Fact, lexicon: Lexicon, behind: Phrase, before: Phrase) -> Key | None:
    """The one year of what a multiple is of, told beside it."""
    start, end = multiple.figure.start - sentence.start, multiple.figure.end - sentence.start
    after = lexicon.pattern(behind).search(sentence.text[end:])
    ahead = lexicon.pattern(before).search(sentence.before(multiple, _NEAR))
    if after is None and ahead is None:
        return None
    low = max(start - _NEAR, 0)
    high = end + (after.end() if after is not None else _NEAR)
    years = {
        period_key(fact.figure.dates)
        for fact in sentence.facts
        if fact.figure.dates is not None and low <= fact.figure.start - sentence.start < high
        and fact.figure.dates.grain is Grain.YEAR
    }  # fmt: skip
    return years.pop() if len(years) == 1 else None


def _is_money(fact: Fact) -> bool:
    return any(is_currency(base) for base, _ in fact.figure.amount.unit.powers)
