"""When two figures state one fact, and whether they agree.

The method for duplicates of XBRL Calculations 1.1: printings of the same precision must show the same
digits; printings of different precision must share a value. Words that widen a number (about, over) count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tieout.equation import Equation, read, same
from tieout.extract.concepts import AMOUNT
from tieout.lexicon import Lexicon, Phrase, WordList
from tieout.model import Dates, Evidence, Fact, Grain, Operand, Relation, Severity
from tieout.quantity import PERCENT, Quantity, Tie, compare
from tieout.rulebook.book import Schemas
from tieout.wording import say

_ENDED = Phrase(r"(\w+[ -]{time_span})[ -](?:{period_noun} )?{period_ended}")
Key = tuple[object, ...]
UNLIKE = say("the words are the same, and nothing shows that both are one fact")
GROWTH = " growth"  # behind the concept whose rate of change a figure is
_SCORE = "score_"  # concepts of benchmarks, printed as points or as percentages
_TOO_VARIED = 3
_DAY_GRAINS = frozenset({Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.QUARTER, Grain.HALF})


@dataclass(frozen=True, slots=True)
class Pair:
    """A printing held against the one that most others support."""

    fact: Fact
    reference: Fact
    tie: Tie


def equated(fact: Fact, reference: Fact, role: str = "stated elsewhere") -> Equation[Fact] | None:
    """What `tie_of` measures, as an equation; None for dates, ranges apart and what is not comparable."""
    own, other = fact.figure.quantity, reference.figure.quantity
    if own is None or other is None:
        return None
    other = in_unit_of(fact, reference)
    if not comparable(own, other) or _are_ranges_apart(own, other):
        return None
    if equally_fine(own, other):
        own, other = replace(own, exact=True), replace(other, exact=True)
    return same(read(fact, own), read(reference, other, role))


def tie_of(fact: Fact, reference: Fact) -> Tie | None:
    """Measure two statements of one fact; None where they cannot be compared."""
    a, b = fact.figure, reference.figure
    if a.quantity is not None and b.quantity is not None:
        return tie_of_quantities(a.quantity, in_unit_of(fact, reference))
    if a.dates is not None and b.dates is not None:
        return _tie_of_dates(a.dates, b.dates)
    return None


def in_unit_of(fact: Fact, reference: Fact) -> Quantity:
    """A reference's quantity; a score printed without its percent sign (or with it) like the other one.

    So is any other rate that is told by its name, but for a bare number below one: that may be a fraction.
    """
    own, other = fact.figure.amount.unit, reference.figure.amount
    if fact.concept != reference.concept or fact.concept is None:
        return other
    bare = other if own == PERCENT else fact.figure.amount
    if not fact.concept.startswith(_SCORE) and abs(bare.value) < 1:
        return other
    if own.powers or other.unit.powers or own.factor == other.unit.factor or own.symbol == "x":
        return other
    return replace(other, unit=own) if {own.factor, other.unit.factor} == {1, PERCENT.factor} else other


def tie_of_quantities(a: Quantity, b: Quantity) -> Tie | None:
    """Measure two printings of one quantity; None where their units have different dimensions."""
    if not comparable(a, b):
        return None
    if a.upper is not None and b.upper is not None:
        ties = [tie_of_quantities(low, other) for low, other in zip(ends(a), ends(b), strict=True)]
        return max((tie for tie in ties if tie is not None), key=lambda tie: (not tie.holds, tie.gap))
    if equally_fine(a, b):
        return Tie(abs(a.value - b.value), Fraction(0))
    return compare(a.interval, a.value, b.interval, b.value)


def ends(quantity: Quantity) -> tuple[Quantity, Quantity]:
    """The lower and the upper end of a range, each as a quantity of its own; a single one is both of them."""
    low = replace(quantity, upper=None)
    return low, low if quantity.upper is None else replace(low, numeral=quantity.upper)


def _are_ranges_apart(a: Quantity, b: Quantity) -> bool:
    """Whether two ranges have not both ends in common."""
    tie = tie_of_quantities(a, b) if a.upper is not None and b.upper is not None else None
    return tie is not None and not tie.holds


def equally_fine(a: Quantity, b: Quantity) -> bool:
    """Whether two values that differ are printed to the same place, so that their digits had to be equal."""
    if a.quantum != b.quantum or a.value == b.value or a.hedge is not None or b.hedge is not None:
        return False
    return a.upper is None and b.upper is None and not (_rounded(a) or _rounded(b))


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities have one dimension; a plain number goes with a counted thing."""
    if a.unit.powers == b.unit.powers:
        return (a.unit.factor == 1) == (b.unit.factor == 1) or bool(a.unit.powers)
    return (not a.unit.powers or not b.unit.powers) and a.unit.factor == b.unit.factor == 1


def same_digits(a: Quantity, b: Quantity) -> bool:
    """Whether two printings differ in sign and power of ten only, which tables often leave unsaid."""
    return _significant(a) == _significant(b)


def _significant(quantity: Quantity) -> str:
    return str(abs(quantity.numeral.digits)).rstrip("0")


def are_one(facts: Sequence[Fact]) -> bool:
    """Whether all printings of a fact agree."""
    return len(facts) == 1 or all(pair.tie.holds for pair in pairs(facts))


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


def told_twice(
    fact: Fact, reference: Fact, tie: Tie | None, *, kind: str, shape: str, role: str, evidence: Evidence,
    cap: Severity,
) -> Relation:  # fmt: skip
    """The relation that two statements of one fact are; dates are compared, but in no equation."""
    text = f"{fact.figure.text} = {reference.figure.text}"
    equation = equated(fact, reference, role)
    if equation is not None:
        return Relation.of(equation, kind=kind, shape=shape, evidence=evidence, expression=text, cap=cap)
    return Relation(kind, shape, evidence, text, fact, (Operand(reference, role),), tie, cap=cap)


def timeless(schemas: Schemas) -> frozenset[str]:
    """The concepts whose values do not change with time: a model's training, a benchmark's score."""
    words = schemas.words.get(WordList.TIMELESS)
    return frozenset(words.words) if words is not None else frozenset()


def of_things(schemas: Schemas) -> frozenset[str]:
    """The concepts counted in whatever unit: of which things, output for one, only the table at hand says."""
    return frozenset(name for name, concept in schemas.concepts.items() if concept.powers == AMOUNT)


def period_key(period: Dates | None) -> Key | None:
    """A period with its grain; fiscal and calendar periods are different ones."""
    return None if period is None else (period.first, period.last, period.grain)


def year_before(period: Dates) -> Dates:
    """The same days of the year before."""
    first, last = (_back(date.fromordinal(day)).toordinal() for day in (period.first, period.last))
    return Dates(first, last, period.grain, period.fiscal)


def _back(day: date) -> date:
    leap = day.month == 2 and day.day >= 28
    return day.replace(year=day.year - 1, day=28) if leap else day.replace(year=day.year - 1)


def attributes(fact: Fact, timeless: frozenset[str], lexicon: Lexicon) -> Key:
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
        _lasting(fact, lexicon),
    )


def _lasting(fact: Fact, lexicon: Lexicon) -> str:
    """How long a period is that only its last day is given of: the 13 of `13 weeks ended`."""
    if fact.period is None or fact.period.grain is not Grain.DAY:
        return ""
    ended = lexicon.pattern(_ENDED)
    found = (ended.search(part) for part in reversed(fact.label))
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
