"""Kind `range`: a value lies where such values can lie.

Shares and probabilities lie between nothing and the whole, the low end of a printed range is not above its
high end, a concept has the dimension and the range that its schema gives. Growth has no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from tieout.equation import Number, Sign, order, term
from tieout.model import Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import Quantity, Tie
from tieout.relate.kind import Kind
from tieout.relate.prose.measure import alike, bare
from tieout.relate.prose.skeleton import kind
from tieout.rulebook.book import Concept, Rule, Schemas
from tieout.rulebook.kinds import SHAPES

_COUNTED = {"parameter": "prose_parameter_labels", "token": "prose_token_labels"}
_REACH = 24  # characters before a figure that can name it
_CLAUSE = re.compile(r"[,，;；。:：、()（）]")
_CHANGES = re.compile(
    r"增|升|涨|降|跌|减|变|同比|环比|提高|超额|完成|相当于|超过|计划|目标|比上年|较|利润|现金|净额|收益"
    r"|growth|grew|ris|rose|increas|decreas|chang|\b(?:up|down)\b|of plan|target",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\bbetween|介于|\brange of|\branging from)\s*(?:约|about)?\s*$", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—~～]|至|到|to)\s*")
_FORESEEN = re.compile(
    r"预计|区间|范围|预告|指引|有望|\b(?:guid\w+|range|expect\w*|outlook|forecast\w*|estimate\w*)\b",
    re.IGNORECASE,
)
_DOWNWARDS = re.compile(
    r"从|由|自|降|减|亏|跌|缩|收窄|回落|下滑|-$|−$|\b(?:from|loss\w*|fall\w*|declin\w*|decreas\w*|drop\w*|down|low\w*|cut)\b",
    re.IGNORECASE,
)
_WIDEST = 3  # times that the upper end of a range is at most of its lower one
_AND = re.compile(r"\s*(?:and|和|与|至|到|to)\s*")


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the figures whose kind says where they can lie."""
    shares = _shares(_words(schemas, "prose_share_labels"))
    counted = {base: _shares(_words(schemas, name)) for base, name in _COUNTED.items()}
    for sentence in report.sentences:
        for fact in sentence.facts:
            quantity = fact.figure.quantity
            if quantity is not None:
                yield from _alone(sentence, fact, quantity, shares)
                yield from _dimension(sentence, fact, quantity, counted)
        for left, right in pairwise(sentence.facts):
            yield from _bounds(sentence, left, right)
    yield from _concepts(report.facts, schemas)


def _alone(sentence: Sentence, fact: Fact, quantity: Quantity, shares: re.Pattern[str]) -> Iterator[Relation]:
    if quantity.upper is not None:
        yield _inside(fact, quantity)
    if kind(quantity) == "P" and quantity.hedge is None and quantity.upper is None:
        clause = _CLAUSE.split(sentence.before(fact, _REACH))[-1]
        named = shares.search(clause)
        if named is not None and _CHANGES.search(sentence.before(fact, _REACH)) is None:
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
                detail="" if fits else f"named a count of {base}s, printed as {quantity.unit.symbol}s",
            )


def _percentage(fact: Fact, quantity: Quantity, label: str) -> Relation:
    """A share is at least nothing and at most the whole."""
    over = quantity.value > 0
    side: Number[Fact] = Number(Fraction(1 if over else 0), said="100%" if over else "0%")
    equation = order(term(fact, "share", strict=True), Sign.AT_MOST if over else Sign.AT_LEAST, side)
    tie = equation.tie()
    return Relation.of(
        equation,
        kind="range",
        shape="percentage",
        expression=f"0% <= {fact.figure.text} <= 100%",
        detail="" if tie is None or tie.holds else f"{label.strip()} cannot lie outside 0% to 100%",
    )


def _inside(fact: Fact, quantity: Quantity) -> Relation:
    """The two ends of one printed range."""
    low, high = quantity.strict.low, quantity.strict.high
    gap = Fraction(0) if low is None or high is None else max(low - high, Fraction(0))
    return Relation(
        kind="range",
        shape="bounds",
        evidence=Evidence.STATED,
        expression=f"low <= high in {fact.figure.text}",
        subject=fact,
        tie=Tie(gap, Fraction(0)),
        detail="the range runs downwards" if gap else "",
    )


def _bounds(sentence: Sentence, left: Fact, right: Fact) -> Iterator[Relation]:
    """between x and y, 介于x和y: x is not above y."""
    a, b = left.figure.quantity, right.figure.quantity
    if a is None or b is None or not alike(a, b, bound=False):
        return
    words = sentence.between(left, right)
    stated = _AND.fullmatch(words) is not None and _BETWEEN.search(sentence.before(left, 16)) is not None
    if not stated and not _reversed(sentence, left, right):
        return
    said = order(term(left, "part"), Sign.AT_MOST, term(right, "upper bound"))
    tie = said.tie()
    yield Relation.of(
        said,
        kind="range",
        shape="bounds",
        detail="the lower bound is above the upper one" if tie is not None and not tie.holds else "",
        cap=Severity.ERROR if stated else Severity.WARNING,
    )


def _reversed(sentence: Sentence, left: Fact, right: Fact) -> bool:
    """Whether what is said to be a range is printed with its upper end first: 预计3.8-3.2亿元."""
    a, b = left.figure.amount, right.figure.amount
    if a.value <= b.value or b.value <= 0 or a.value > b.value * _WIDEST or kind(a) not in "AP" or bare(b):
        return False
    if _DASH.fullmatch(sentence.between(left, right)) is None:
        return False
    ahead = sentence.before(left, 40)
    return _FORESEEN.search(ahead) is not None and _DOWNWARDS.search(ahead) is None


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
        if concept.powers and bare(quantity) and quantity.numeral.exponent <= 0:
            continue  # nor does a small one without its unit say that it counts this
        if concept.low is not None or concept.high is not None:
            yield _plausible(fact, quantity, concept)


def _plausible(fact: Fact, quantity: Quantity, concept: Concept) -> Relation:
    name = concept.name.replace("_", " ")
    over = concept.high is not None and (concept.low is None or quantity.value > concept.high)
    bound: Number[Fact] = Number((concept.high if over else concept.low) or Fraction(0))
    equation = order(term(fact, "value"), Sign.AT_MOST if over else Sign.AT_LEAST, bound)
    tie = equation.tie()
    return Relation.of(
        equation,
        kind="range",
        shape="concept",
        evidence=Evidence.DECLARED,
        expression=f"{fact.figure.text} as {name}",
        detail="" if tie is None or tie.holds else f"outside the range of {name}",
        cap=Severity.WARNING,
    )


@lru_cache(maxsize=4)
def _shares(pattern: str) -> re.Pattern[str]:
    """A share's name, followed by nothing but small words up to the figure."""
    return re.compile(rf"(?:{pattern})[^0-9%]{{0,8}}$", re.DOTALL)


def _words(schemas: Schemas, name: str) -> str:
    known = schemas.words.get(name)
    return "(?!)" if known is None else known.source


KIND = Kind("range", SHAPES["range"], within=find)
