"""Kind `range`: a value lies where such values can lie.

Shares and probabilities lie between nothing and the whole, the low end of a printed range is not above its
high end, a concept has the dimension and the range that its schema gives, a line of a table keeps its scale,
the entries of a list lie within the bounds given above it.
Growth has no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Number, Sign, order, term
from tieout.lexicon import Lexicon, Phrase, WordList
from tieout.model import Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import Quantity, Tie
from tieout.relate.bounded import bounded
from tieout.relate.kind import Kind
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import alike, bare
from tieout.relate.scale import scales
from tieout.rulebook.book import Concept, Rule, Schemas
from tieout.wording import say

_REACH = 24  # characters before a figure that can name it
_CLAUSE = re.compile(r"[,，;；。:：、()（）]")
_NO_PART = Phrase(r"{no_part}")
_BETWEEN = Phrase(r"{between}\s*{hedge_about}?\s*$")
_DASH = Phrase(r"\s*(?:[-–—~～]|{through})\s*")
_AND = Phrase(r"\s*(?:{and_word}|{through})\s*")
_FORESEEN = Phrase(r"{stated_as_range}")
_DOWNWARDS = Phrase(r"{runs_down}|[-−]$")
_SHARES = Phrase(r"{prose_share_labels}[^0-9%]{0,8}$")  # nothing but small words up to the figure
_COUNTED = {
    "parameter": Phrase(r"{prose_parameter_labels}[^0-9%]{0,8}$"),
    "token": Phrase(r"{prose_token_labels}[^0-9%]{0,8}$"),
}
_CLOSE = 4  # letters between a name and its figure
_WIDEST = 3  # times that the upper end of a range is at most of its lower one


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the figures whose kind says where they can lie."""
    words = schemas.lexicon
    counted = {base: words.pattern(names) for base, names in _COUNTED.items()}
    for sentence in report.sentences:
        for fact in sentence.facts:
            quantity = fact.figure.quantity
            if quantity is not None:
                yield from _alone(sentence, fact, quantity, words)
                yield from _dimension(sentence, fact, quantity, counted)
        for left, right in pairwise(sentence.facts):
            yield from _bounds(sentence, left, right, words)
    yield from _concepts(report.facts, schemas)
    yield from scales(report)
    yield from bounded(report, schemas)


def _ratios(sentence: Sentence) -> bool:
    """Whether several percentages of a sentence exceed the whole: what is compared there is no part of it."""
    quantities = (fact.figure.quantity for fact in sentence.facts)
    above = [each for each in quantities if each is not None and kind(each) == "P" and each.value > 1]
    return len(above) > 1


def _alone(sentence: Sentence, fact: Fact, quantity: Quantity, words: Lexicon) -> Iterator[Relation]:
    if quantity.upper is not None:
        yield _inside(fact, quantity)
    if kind(quantity) == "P" and quantity.hedge is None and quantity.upper is None:
        clause = _CLAUSE.split(sentence.before(fact, _REACH))[-1]
        named = words.pattern(_SHARES).search(clause)
        parts = words.pattern(_NO_PART).search(sentence.before(fact, _REACH)) is None
        if named is not None and parts and not (quantity.value > 1 and _ratios(sentence)):
            yield _percentage(fact, quantity, clause[named.start() :])


def _dimension(
    sentence: Sentence, fact: Fact, quantity: Quantity, counted: dict[str, re.Pattern[str]]
) -> Iterator[Relation]:
    """A count of one thing under the name of another: a parameter count of 8.1 trillion tokens."""
    unit = dict(quantity.unit.powers)
    if len(unit) != 1 or not unit.keys() <= counted.keys():
        return
    clause = _CLAUSE.split(sentence.before(fact, _REACH))[-1]
    for base, names in counted.items():
        found = names.search(clause)
        if found is not None:
            fits = base in unit
            yield Relation(
                kind="range",
                shape="dimension",
                evidence=Evidence.STATED,
                expression=f"{clause[found.start() :].strip()} {fact.figure.text}",
                subject=fact,
                tie=Tie(Fraction(0) if fits else Fraction(1), Fraction(0)),
                detail=""
                if fits
                else say(
                    "named a count of {base}s, printed as {unit}s", base=base, unit=quantity.unit.symbol
                ),
            )


def _percentage(fact: Fact, quantity: Quantity, label: str) -> Relation:
    """A share is at least nothing and at most the whole."""
    over = quantity.value > 0
    side: Number[Fact] = Number(Fraction(1 if over else 0), said="100%" if over else "0%")
    equation = order(term(fact, "share", strict=True), Sign.AT_MOST if over else Sign.AT_LEAST, side)
    return Relation.of(
        equation,
        kind="range",
        shape="percentage",
        expression=f"0% <= {fact.figure.text} <= 100%",
        detail=say("{label} cannot lie outside 0% to 100%", label=label.strip()) if equation.fails else "",
    )


def _inside(fact: Fact, quantity: Quantity) -> Relation:
    """The two ends of one printed range."""
    low, high = quantity.strict.low, quantity.strict.high
    gap = Fraction(0) if low is None or high is None else max(low - high, Fraction(0))
    return Relation(
        kind="range",
        shape="bounds",
        evidence=Evidence.STATED,
        expression=say("low <= high in {range}", range=fact.figure.text),
        subject=fact,
        tie=Tie(gap, Fraction(0)),
        detail=say("the range runs downwards") if gap else "",
    )


def _bounds(sentence: Sentence, left: Fact, right: Fact, words: Lexicon) -> Iterator[Relation]:
    """between x and y, 介于x和y: x is not above y."""
    a, b = left.figure.quantity, right.figure.quantity
    if a is None or b is None or not alike(a, b, bound=False):
        return
    said_and = words.pattern(_AND).fullmatch(sentence.between(left, right)) is not None
    stated = said_and and words.pattern(_BETWEEN).search(sentence.before(left, 16)) is not None
    if not stated and not _reversed(sentence, left, right, words):
        return
    if a.value <= 0 and b.value < 0:
        return  # losses are named by their size: between -5% and -15%
    said = order(term(left, "part"), Sign.AT_MOST, term(right, "upper bound"))
    yield Relation.of(
        said,
        kind="range",
        shape="bounds",
        detail=say("the lower bound is above the upper one") if said.fails else "",
        cap=Severity.ERROR if stated else Severity.WARNING,
    )


def _reversed(sentence: Sentence, left: Fact, right: Fact, words: Lexicon) -> bool:
    """Whether what is said to be a range is printed with its upper end first: 预计3.8-3.2亿元."""
    a, b = left.figure.amount, right.figure.amount
    if a.value <= b.value or b.value <= 0 or a.value > b.value * _WIDEST or kind(a) not in "AP" or bare(b):
        return False
    if words.pattern(_DASH).fullmatch(sentence.between(left, right)) is None:
        return False
    ahead = sentence.before(left, 40)
    if words.pattern(_FORESEEN).search(ahead) is None:
        return False
    return words.pattern(_DOWNWARDS).search(ahead) is None


def _concepts(facts: Iterable[Fact], schemas: Schemas) -> Iterator[Relation]:
    for fact in facts:
        concept = schemas.concepts.get(fact.concept) if fact.concept else None
        quantity = fact.figure.quantity
        if concept is None or quantity is None:
            continue
        if concept.powers is not None and quantity.unit.powers and quantity.unit.powers != concept.powers:
            continue
        if not concept.powers and kind(quantity) == "A":
            continue  # a number without % or 倍 beside the name of a ratio counts something else
        named, small = _is_named(concept, fact), quantity.numeral.exponent <= 0
        outside = not concept.inside(quantity.value)
        unnamed = (small and bare(quantity)) or (outside and (small or bare(quantity)))
        if concept.powers and not named and unnamed:
            continue  # nor does a small one without its unit, or one out of all bounds, that it counts this
        if named and bare(quantity) and fact.figure.text.isdigit():
            continue
        if kind(quantity) == "X" and not schemas.lexicon.tags(
            " ".join(concept.labels.words), WordList.MULTIPLE
        ):
            continue  # 28倍 beside the name of a rate is a multiple of something else
        if fact.label and schemas.lexicon.tags(fact.label[-1][-_REACH:], WordList.LENGTH_WORD):
            continue
        if concept.low is not None or concept.high is not None:
            yield _plausible(fact, quantity, concept)


def _is_named(concept: Concept, fact: Fact) -> bool:
    """Whether the name of a concept stands right before a figure, or it has the unit of the concept."""
    label = fact.label[-1] if fact.label else ""
    found = list(concept.labels.pattern.finditer(label))
    return bool(found) and len(label) - found[-1].end() <= _CLOSE


def _plausible(fact: Fact, quantity: Quantity, concept: Concept) -> Relation:
    name = concept.said
    over = concept.high is not None and (concept.low is None or quantity.value > concept.high)
    bound: Number[Fact] = Number((concept.high if over else concept.low) or Fraction(0))
    equation = order(term(fact, "value"), Sign.AT_MOST if over else Sign.AT_LEAST, bound)
    return Relation.of(
        equation,
        kind="range",
        shape="concept",
        evidence=Evidence.DECLARED,
        expression=say("{figure} as {name}", figure=fact.figure.text, name=name),
        detail=say("outside the range of {name}", name=name) if equation.fails else "",
        cap=Severity.WARNING,
    )


KIND = Kind("range", within=find)
