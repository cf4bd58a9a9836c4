"""When two figures state one fact, and whether they agree.

The method for duplicates of XBRL Calculations 1.1: printings of the same precision must show the same
digits; printings of different precision must share a value. Words that widen a number (about, over) count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Grain
from tieout.quantity import PERCENT, Quantity, Tie, compare
from tieout.relate.slips import one_slip
from tieout.rulebook.book import Schemas

_ENDED = re.compile(
    r"(\w+[ -](?:weeks?|months?|quarters?|years?|days?))[ -](?:period )?end(?:ed|ing)\b", re.IGNORECASE
)
Key = tuple[object, ...]
_SCORE = "score_"  # concepts of benchmarks, printed as points or as percentages
_TOO_VARIED = 3
_NEAR = Fraction(1, 10)
_DAY_GRAINS = frozenset({Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.QUARTER, Grain.HALF})


@dataclass(frozen=True, slots=True)
class Pair:
    """A printing held against the one that most others support."""

    fact: Fact
    reference: Fact
    tie: Tie


def tie_of(fact: Fact, reference: Fact) -> Tie | None:
    """Measure two statements of one fact; None where they cannot be compared."""
    a, b = fact.figure, reference.figure
    if a.quantity is not None and b.quantity is not None:
        return tie_of_quantities(a.quantity, in_unit_of(fact, reference))
    if a.dates is not None and b.dates is not None:
        return _tie_of_dates(a.dates, b.dates)
    return None


def in_unit_of(fact: Fact, reference: Fact) -> Quantity:
    """A reference's quantity; a score printed without its percent sign (or with it) like the other one."""
    own, other = fact.figure.amount.unit, reference.figure.amount
    if fact.concept != reference.concept or not (fact.concept or "").startswith(_SCORE):
        return other
    if own.powers or other.unit.powers or own.factor == other.unit.factor or own.symbol == "x":
        return other
    return replace(other, unit=own) if {own.factor, other.unit.factor} == {1, PERCENT.factor} else other


def tie_of_quantities(a: Quantity, b: Quantity) -> Tie | None:
    """Measure two printings of one quantity; None where their units have different dimensions."""
    if not comparable(a, b):
        return None
    if a.quantum == b.quantum and a.hedge is None and b.hedge is None and a.value != b.value:
        precise = a.upper is None and b.upper is None and not (_rounded(a) or _rounded(b))
        if precise:
            return Tie(abs(a.value - b.value), Fraction(0))
    return compare(a.interval, a.value, b.interval, b.value)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities have one dimension; a plain number goes with a counted thing."""
    if a.unit.powers == b.unit.powers:
        return (a.unit.factor == 1) == (b.unit.factor == 1) or bool(a.unit.powers)
    return (not a.unit.powers or not b.unit.powers) and a.unit.factor == b.unit.factor == 1


def near(a: Quantity, b: Quantity) -> bool:
    """Whether two unequal values look like one value gone wrong: close, a slip of digits, a power of ten."""
    if a.value == 0 or b.value == 0:
        return False
    ratio = abs(a.value / b.value)
    if abs(ratio - 1) <= _NEAR or a.value == -b.value:
        return True
    return slipped(a, b) or _power_of_ten(ratio)


def same_digits(a: Quantity, b: Quantity) -> bool:
    """Whether two printings differ in sign and power of ten only, which tables often leave unsaid."""
    return _significant(a) == _significant(b)


def _significant(quantity: Quantity) -> str:
    return str(abs(quantity.numeral.digits)).rstrip("0")


def slipped(a: Quantity, b: Quantity) -> bool:
    """Whether the digits differ in one place, or in two that are swapped, and there are enough of them."""
    first, second = str(abs(a.numeral.digits)), str(abs(b.numeral.digits))
    if len(first) != len(second) or len(first) < 3 or a.numeral.exponent != b.numeral.exponent:
        return False
    return one_slip(first, second)


def pairs(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Hold every printing of a fact against the best supported one.

    Nothing is yielded where the printings differ in too many ways: then they are no printings of one fact.
    """
    printings = _printings(facts)
    if len(facts) < 2 or len(printings) > _TOO_VARIED * 4:
        return
    heads = [printing[0] for printing in printings]
    support = [
        sum(len(other) for head, other in zip(heads, printings, strict=True) if _agree(candidate, head))
        for candidate in heads
    ]
    best = max(range(len(heads)), key=lambda index: (support[index], -_coarseness(heads[index]), -index))
    reference = heads[best]
    apart = [head for head in heads if not _agree(head, reference)]
    if len(apart) >= _TOO_VARIED:
        return
    for fact in facts:
        if fact is reference:
            continue
        tie = tie_of(fact, reference)
        if tie is not None:
            yield Pair(fact, reference, tie)


def timeless(schemas: Schemas) -> frozenset[str]:
    """The concepts whose values do not change with time: a model's training, a benchmark's score."""
    words = schemas.words.get(WordList.TIMELESS)
    return frozenset(words.words) if words is not None else frozenset()


def period_key(period: Dates | None) -> Key | None:
    """A period with its grain; fiscal and calendar periods are different ones."""
    return None if period is None else (period.first, period.last, period.grain)


def attributes(fact: Fact, timeless: frozenset[str]) -> Key:
    """Everything that must be equal for two figures to state one fact, source and value apart."""
    if fact.concept in timeless:
        return fact.concept, fact.entity, fact.basis, fact.scope
    return (
        fact.concept,
        fact.entity,
        period_key(fact.period),
        fact.status,
        fact.basis,
        fact.scope,
        period_key(fact.as_of),
        _lasting(fact),
    )


def _lasting(fact: Fact) -> str:
    """How long a period is that only its last day is given of: the 13 of `13 weeks ended`."""
    if fact.period is None or fact.period.grain is not Grain.DAY:
        return ""
    found = (_ENDED.search(part) for part in reversed(fact.label))
    return next((match.group(1).lower() for match in found if match is not None), "")


def _printings(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts by the way they are printed; one of each suffices for comparing."""
    groups: dict[Key, list[Fact]] = {}
    for fact in facts:
        figure = fact.figure
        quantity = figure.quantity
        if quantity is not None:
            key: Key = (quantity.value, quantity.quantum, quantity.hedge, quantity.unit.powers)
        else:
            key = ("date", period_key(figure.dates))
        groups.setdefault(key, []).append(fact)
    return list(groups.values())


def _agree(a: Fact, b: Fact) -> bool:
    if a is b:
        return True
    tie = tie_of(a, b)
    return tie is not None and tie.holds


def _coarseness(fact: Fact) -> Fraction:
    quantity = fact.figure.quantity
    if quantity is None:
        dates = fact.figure.dates
        return Fraction(dates.last - dates.first) if dates is not None else Fraction(0)
    return quantity.quantum


def _tie_of_dates(a: Dates, b: Dates) -> Tie | None:
    """Two dates agree when one may lie in the other: 2024-12-26 in December 2024."""
    if a.grain not in _DAY_GRAINS or b.grain not in _DAY_GRAINS:
        return None
    gap = max(a.first - b.last, b.first - a.last, 0)
    return Tie(Fraction(gap), Fraction(0))


def _rounded(quantity: Quantity) -> bool:
    return quantity.numeral.trailing_zeros > 0


def _power_of_ten(ratio: Fraction) -> bool:
    if ratio < 1:
        ratio = 1 / ratio
    return ratio in (10, 100, 1000, 10000, 10**6, 10**8)
