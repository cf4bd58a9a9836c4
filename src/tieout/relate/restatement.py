"""Kind `restatement`: one quantity said twice side by side: 14.8万亿（14800B）, 12 miles (19.3 km).

Assumes that a bracket restates only if it has the same dimension and the same leading digits, or is measured
in another system of measures; any other bracket says something else and is left alone. So a restatement
within one system can only be wrong by a power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Equation, read, same
from tieout.extract.scale_words import ScaleWords, scale_words
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Evidence, Fact, Relation, Report, Sentence
from tieout.quantity import Numeral, Quantity, power_of_ten
from tieout.relate.capitals import in_capitals
from tieout.relate.kind import Kind
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import bare, together
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import joined, say

_OPENS = Phrase(
    r"\s*{classifiers}?\s*(?:[（(\[]\s*(?:{=says_again}|=)?|[=＝]|[，,]?\s?{=that_is})\s*{hedge_about}?\s*"
)
_CLOSES = Phrase(r"\s*{restated_thing}?\s*(?:[）)\]]|$|[,，。;；、]|\.\s)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGITS = 2  # leading digits that must agree before a bracket is taken for a restatement
_FARTHEST = 6  # powers of ten by which a scale word can be wrong


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find figures that are printed twice side by side."""
    for sentence in report.sentences:
        for left, right in pairwise(sentence.facts):
            found = restated(sentence, left, right, schemas.lexicon)
            if found is not None:
                yield found
        yield from in_capitals(sentence, schemas.lexicon)


def restated(sentence: Sentence, left: Fact, right: Fact, words: Lexicon) -> Relation | None:
    """The relation between two neighbours of a sentence, if the second says the first again."""
    a, b = left.figure.quantity, right.figure.quantity
    if a is None or b is None or not words.pattern(_OPENS).fullmatch(sentence.between(left, right)):
        return None
    if kind(a) != "A" or kind(b) != "A" or not words.pattern(_CLOSES).match(sentence.after(right, 24) or "."):
        return None
    if (
        not (a.unit.same_dimension(b.unit) or bare(a) or bare(b))
        or a.upper is not None
        or b.upper is not None
    ):
        return None
    scales = scale_words(words)
    if a.unit.same_dimension(b.unit) and a.unit.system != b.unit.system:
        return _converted(left, right, scales)
    scaled = any(scales.plain.search(fact.figure.text) for fact in (left, right))
    if not scaled and a.unit.factor == b.unit.factor:
        return None  # 2024(2023): nothing was said in another scale
    shift = _shift(left, right, scales)
    return None if shift is None else _relation(_equated(left, right), left, right, scales, shift)


def _converted(left: Fact, right: Fact, scales: ScaleWords) -> Relation:
    """Both printings of a quantity in two systems of measures; final zeros as in any pair."""
    first, second = together(left, right)
    return _relation(same(second, replace(first, role="first printing")), left, right, scales)


def _shift(left: Fact, right: Fact, scales: ScaleWords) -> int | None:
    """The power of ten between two values of the same digits, None if the digits differ."""
    a, b = left.figure.amount, right.figure.amount
    if a.value <= 0 or b.value <= 0:
        return None
    for shift in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs):
        tie = _equated(left, right, shift).tie()
        if tie is not None and tie.holds:
            return shift if shift == 0 or _telling(left, right, scales) else None
    return None


def _telling(left: Fact, right: Fact, scales: ScaleWords) -> bool:
    """Whether equal digits cannot be chance: two digits each, or a Chinese scale beside a Western one."""
    figures = (left.figure, right.figure)
    if all(len(str(abs(figure.amount.numeral.digits)).rstrip("0")) >= _DIGITS for figure in figures):
        return True
    found = [scales.plain.search(figure.text) for figure in figures]
    return None not in found and len({scale.group().isascii() for scale in found if scale}) > 1


def _equated(left: Fact, right: Fact, shift: int = 0) -> Equation[Fact]:
    """Equal when the finer printing rounds to the coarser one; the right one a power of ten elsewhere."""
    a, b = left.figure.amount, _moved(right.figure.amount, shift)
    first, second = replace(a, hedge=None), replace(b, hedge=None)
    if b.quantum <= a.quantum:
        second = replace(second, exact=True)
    else:
        first = replace(first, exact=True)
    return same(read(right, second), read(left, first, "first printing"))


def _moved(quantity: Quantity, shift: int) -> Quantity:
    numeral = quantity.numeral
    return replace(quantity, numeral=Numeral(numeral.digits, numeral.exponent + shift))


def _relation(
    equation: Equation[Fact], left: Fact, right: Fact, scales: ScaleWords, shift: int = 0
) -> Relation:
    tie = equation.tie()
    fits = shift == 0 or (tie is not None and tie.holds)
    times = _times(shift)
    return Relation.of(
        equation,
        kind="restatement",
        shape="restatement",
        evidence=Evidence.STATED,
        expression=f"{left.figure.text} = {right.figure.text}",
        detail="" if fits else say("the digits agree, the scale is off by {times}", times=times),
        cause="" if fits else say("scale word: off by {times}", times=times),
        suggestion="" if fits else _suggestion(left, right, scales),
    )


def _times(shift: int) -> str:
    return say("a factor of {factor:,}", factor=10 ** abs(shift))


def _suggestion(left: Fact, right: Fact, scales: ScaleWords) -> str:
    """Either figure rewritten in its own scale with the other's value."""
    rewritten = (_rewritten(target, source, scales) for target, source in ((right, left), (left, right)))
    return joined([text for text in rewritten if text], say(" or "))


def _rewritten(target: Fact, source: Fact, scales: ScaleWords) -> str:
    """The target's text with the number that gives the source's value in the target's scale."""
    text = target.figure.text
    scale = scales.plain.search(text)
    exponent = 0 if scale is None else scales.exponent(scale.group())
    factor = target.figure.amount.unit.factor
    value = source.figure.amount.value / factor / power_of_ten(exponent)
    number = _NUMBER.search(text)
    return "" if number is None else text[: number.start()] + _plain(value) + text[number.end() :]


def _plain(value: Fraction) -> str:
    places = 0
    while (value * 10**places).denominator != 1 and places < _FARTHEST:
        places += 1
    digits = str(round(value * 10**places)).rjust(places + 1, "0")
    return digits if not places else f"{digits[:-places]}.{digits[-places:]}"


KIND = Kind("restatement", within=find)
