"""Folds in sentences: 实现3倍的提升，达到y(旧版为x); y是x的n倍; doubled from x to y.

"Three times more" is used for both three and four times: where an increase is stated both are tried, and it
fails only if neither fits. "n times x" has one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.equation import Equation, Number, Term, change, product, quotient, term
from tieout.model import Fact, Relation
from tieout.quantity import Hedge, Interval, Numeral, Quantity, Unit
from tieout.relate.prose.measure import Reading, alike, best, relation
from tieout.relate.prose.movement import pairs
from tieout.relate.prose.skeleton import DATED, TO, UNIT, WORDS, Skeleton, X, Y

Pair = tuple[Term[Fact], Term[Fact]]  # base and result

# an increase by n, to y (x before)
_INCREASE = re.compile(
    rf"(?P<n>X)E{{0,2}}[RV],?[ET]{{0,3}}{WORDS}{Y}{UNIT}\({WORDS}[TME]{{0,2}}{WORDS}{X}{UNIT}\)"
)
# y is n times x
_TIMES = re.compile(rf"{Y}{UNIT},?[TE]{{1,3}}{DATED}{X}{UNIT}E(?P<n>X)")
_OF = re.compile(rf"{Y}{UNIT}[,(]E{{0,3}}(?P<n>X)E{{0,3}}{WORDS}{X}")
# doubled from x to y; from x to y, doubled
_DOUBLED = re.compile(
    rf"J{WORDS},?E?M{DATED}{X}{WORDS},?{DATED}{TO}{Y}"
    rf"|M{DATED}(?P<a>A){WORDS},?{DATED}[RFV]?E?{TO}(?P<b>A){WORDS},?[EQ]*J"
    rf"|M{DATED}(?P<c>A){WORDS},?{DATED}J{TO}(?P<d>A)"  # from x doubled to y
    # y, against x doubled
    rf"|(?:^|[,;:(])[^A-CF-Z,;:()]{{0,30}}(?P<h>A){UNIT}(?:\(A\))?{WORDS},?K{DATED}(?P<g>A){UNIT}E?J"
    rf"|J{TO}(?P<f>A){DATED},?M{DATED}(?P<e>A)"  # doubled to y from x
)
_WORD = re.compile(
    r"(?P<hedge>(?:more than|nearly|almost|over|close to)\s+|(?:超过|近|接近)?)"
    r"(?P<word>doubl|tripl|quadrupl|halv|(?:two|three|four|five|ten)-?fold|翻了?一?番|翻了?一?倍|翻了?两番|减半|增[长加]一倍|提[升高]一倍)[a-z]*",
    re.IGNORECASE,
)
_FACTORS = {
    "doubl": 2, "tripl": 3, "quadrupl": 4, "halv": Fraction(1, 2), "减半": Fraction(1, 2),
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10,
}  # fmt: skip
_HEDGES = {
    "more than": Hedge.OVER, "over": Hedge.OVER, "超过": Hedge.OVER, "nearly": Hedge.UNDER,
    "almost": Hedge.UNDER, "close to": Hedge.UNDER, "近": Hedge.UNDER, "接近": Hedge.UNDER,
}  # fmt: skip


def folds(skeleton: Skeleton) -> Iterator[Relation]:
    """Every multiple of one figure that a sentence says another one is."""
    if "X" in skeleton.text:
        for pattern in (_INCREASE, _TIMES, _OF):
            for match in pattern.finditer(skeleton.text):
                found = _multiple(skeleton, match, increase=pattern is _INCREASE)
                if found is not None:
                    yield found
    if "J" in skeleton.text:
        for match in _DOUBLED.finditer(skeleton.text):
            found = _doubled(skeleton, match)
            if found is not None:
                yield found


def _multiple(skeleton: Skeleton, match: re.Match[str], *, increase: bool) -> Relation | None:
    times, base, result = (skeleton.named(match, name) for name in "nxy")
    if times is None or base is None or result is None:
        return None
    if match.re is _TIMES and not skeleton.sentence.before(times, 2).strip().endswith("的"):
        return None
    if match.re is _OF and re.search(r"\b(?:of|the)\b|的", skeleton.sentence.between(times, base)) is None:
        return None
    ratios = list(pairs(base, result)) if alike(base.figure.amount, result.figure.amount) else []
    if not ratios:
        return None
    stated = term(times, "multiple")
    readings = [Reading(quotient(stated, high, low)) for low, high in ratios]
    if increase:
        readings += [Reading(change(stated, *pair), "read as 'n times more'") for pair in ratios]
    text = f"{result.figure.text} / {base.figure.text} = {times.figure.text}"
    return _fold(readings, ratios, text)


def _doubled(skeleton: Skeleton, match: re.Match[str]) -> Relation | None:
    base = next((found for name in "xaceg" if (found := skeleton.named(match, name)) is not None), None)
    result = next((found for name in "ybdfh" if (found := skeleton.named(match, name)) is not None), None)
    if base is None or result is None:
        return None
    said = _fold_word(skeleton, base, result)
    ratios = list(pairs(base, result)) if alike(base.figure.amount, result.figure.amount) else []
    if said is None or not ratios:
        return None
    times, word = said
    text = f"{result.figure.text} / {base.figure.text}: {word}"
    readings = [Reading(_times(pair, times)) for pair in ratios]
    if word.lower().endswith("fold"):
        more: Number[Fact] = Number(times.point + 1, times.value().interval + Interval.point(1), word)
        readings += [Reading(_times(pair, more), "read as 'n times more'") for pair in ratios]
    return _fold(readings, ratios, text)


def _fold(readings: Sequence[Reading], ratios: Sequence[Pair], text: str) -> Relation:
    chosen, (low, high) = best(readings) or readings[0], ratios[0]
    detail = ""
    if not chosen.tie.holds and low.value().point:
        detail = f"it is {hundredths(high.value().point / low.value().point)} times"
    return relation("fold", chosen, kind_name="comparison", expression=text, detail=detail)


def _times(pair: Pair, times: Number[Fact]) -> Equation[Fact]:
    low, high = pair
    return product(high, (low, times))


def _fold_word(skeleton: Skeleton, base: Fact, result: Fact) -> tuple[Number[Fact], str] | None:
    """What a word such as "more than doubled" allows the ratio to be: its factor to half a unit."""
    first, last = sorted((base, result), key=lambda fact: fact.id)
    sentence = skeleton.sentence
    text = f"{sentence.between(first, last)} {sentence.before(first, 60)} {sentence.after(last, 24)}"
    found = _WORD.search(text)
    if found is None:
        return None
    word = found["word"].lower()
    factor = 4 if "两番" in word else _FACTORS.get(word.replace("-", ""), 2)
    hedge = _HEDGES.get(found["hedge"].strip().lower())
    numeral = Numeral(factor, 0) if isinstance(factor, int) else Numeral(5, -1)
    times = Quantity(numeral, Unit("x"), hedge=hedge)
    return Number(times.value, times.interval, found.group().strip()), found.group().strip()


def hundredths(ratio: Fraction) -> str:
    """A ratio to two places."""
    whole, rest = divmod(round(abs(ratio) * 100), 100)
    return f"{whole}.{rest:02}"
