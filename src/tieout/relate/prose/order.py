"""Words that order two figures of a sentence: x，高于 B 的 y; x, above B's y; from x up to y.

Both figures must have one unit and stand on the two sides of the word with nothing else between. A word that
opens a number (超过 40%) is a hedge, one in a condition (不低于, if, must) a threshold: neither is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from tieout.equation import Sign, order
from tieout.lexicon import words_pattern
from tieout.model import Evidence, Fact, Relation, Sentence, Severity
from tieout.quantity import Hedge, Quantity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import alike, together
from tieout.relate.prose.skeleton import DATED, FROM_K, FROM_M, TO, UNIT, WORDS, Skeleton, X, Y
from tieout.rulebook.book import Schemas

_FARTHEST = 60  # characters between two figures that are compared
_BEFORE = re.compile(
    r"(?:(?!\band\b)[^,，;；。:：(（]){0,16}[,，]?\s*(?:也|均|且|仍|明显|is|was|which is|which was)?\s*"
)
_BEHIND = re.compile(r"[^,，;；。:：)）（(]{0,40}")
_BEHIND_STOPS = re.compile(r"\b(?:by|to|from)\b|至|到|了$|幅度", re.IGNORECASE)
_AND = re.compile(r"\s*(?:和|及|以及|与|、|and\b)\s?[^,，;；。:：()（）]{1,30}")
_LIST = 30  # letters before a figure in which others of a list stand
_INCOMPARABLE = 100  # times; figures further apart were not compared with each other
_METRIC = re.compile(r"([一-鿿]{2,4}?)(?:为|是|达|达到|约为|约)?\s*$")
_ARRIVES = re.compile(r"(?:提升|提高|升|增|增长|上升|上涨)(?:至|到)(?:了)?\s*$")
_FALLS = re.compile(r"(?:下降|降低|降|减少|下滑|跌|减)(?:至|到)(?:了)?\s*$")
_FROM_TO = (
    re.compile(rf"M{DATED}{X}{DATED},?{DATED}(?P<v>[RF])E?{TO}{Y}"),
    re.compile(rf"(?P<v>[RF])E?M{DATED}{X}{WORDS},?{DATED}{TO}{Y}"),
    re.compile(rf"D(?:[ETB]|[^A-Z;()]){{0,30}}{X}{UNIT},E?D[^A-Z,;:()]{{0,3}}(?P<v>[RF])E?{TO}{Y}"),
    _UP_FROM := re.compile(rf"{Y}{DATED}[,(]E?(?P<v>[RF])E?{FROM_M}{X}"),
    re.compile(rf"(?P<v>[RF])E?T[EDB]{{0,4}}{Y}{DATED},?{FROM_M}{X}"),
    re.compile(rf"(?P<v>[RF])E?T[EDB]{{0,4}}{Y}{DATED}[,(]?{FROM_K}{UNIT}{X}"),
    # lower costs of y versus x; higher than the other, y versus x
    re.compile(
        rf"(?:^|;)[^a-zA-Z;]{{0,4}}(?P<v>[RF])[^APOXRFKMT,;:()]{{3,70}}E{Y}{DATED}[,(]?K[EDB]{{0,4}}{X}"
    ),
    re.compile(
        rf"(?P<v>[RF])[^APOXRFKMT;()]{{0,60}}than[^APOXRFKMT;()]{{0,60}},E{{0,3}}{Y}{UNIT}K[EDB]{{0,4}}{X}"
    ),
)


def compared(sentence: Sentence, schemas: Schemas) -> Iterator[Relation]:
    """Figures on the two sides of a word that says which is larger."""
    words = _words(schemas)
    facts = sentence.facts
    for i, (left, right) in enumerate(pairwise(facts)):
        rises = _said(sentence, left, right, words)
        if rises is None:
            continue
        yield _ordered("words", left, right, rises, sentence.between(left, right))
        for further, other in pairwise(facts[i + 1 :]):
            between = sentence.between(further, other)
            if not _AND.fullmatch(between) or not _same(left, other) or _names_measure(between):
                break
            yield _ordered("words", left, other, rises, sentence.between(left, right))


def arrived(sentence: Sentence) -> Iterator[Relation]:
    """One measure named twice, the second time with where it rose or fell to: 准确率为71%，…提升至79%."""
    for left, right in pairwise(sentence.facts):
        if not 0 < right.figure.start - left.figure.end <= _FARTHEST:
            continue
        between = sentence.between(left, right)
        verb = _ARRIVES.search(between) or _FALLS.search(between)
        metric = _METRIC.search(sentence.before(left, 12)) if verb else None
        if verb is None or metric is None or not _same(left, right):
            continue
        if between[: verb.start()].endswith(metric.group(1)[-2:]) and _split_once(between):
            rises = verb.re is _ARRIVES
            yield replace(
                _ordered("direction", left, right, not rises, between),
                evidence=Evidence.GUESSED, cap=Severity.WARNING,
            )  # fmt: skip


def directed(skeleton: Skeleton) -> Iterator[Relation]:
    """From x up, or down, to y."""
    if not set(skeleton.text) & {"M", "K", "T"}:
        return
    seen = set()
    for pattern in _FROM_TO:
        for match in pattern.finditer(skeleton.text):
            base, result = skeleton.named(match, "x"), skeleton.named(match, "y")
            if (
                base is None
                or result is None
                or result.id in seen
                or not _same(*map(_unhedged, (base, result)))
            ):
                continue
            seen.add(result.id)
            if pattern is _UP_FROM and _listed(skeleton, match.start("y")):
                continue
            if base.figure.amount.value > 0 and result.figure.amount.value > 0:
                yield _ordered("direction", result, base, match["v"] == "R", "")


def _listed(skeleton: Skeleton, place: int) -> bool:
    """Whether a figure closes a list of its like: of 27% one, 4% other, up from 21%, any may be meant."""
    return skeleton.text[place] in skeleton.text[max(place - _LIST, 0) : place]


def _names_measure(between: str) -> bool:
    """Whether the words before a further figure name another measure: and revenue of $3bn."""
    return re.search(r"\b(?:of|was|were|is|reach\w*)\s*$|为$|达$", between) is not None


def _split_once(between: str) -> bool:
    return len(re.findall("[,，;；]", between)) <= 1 and "。" not in between


def _said(sentence: Sentence, left: Fact, right: Fact, words: _Words) -> bool | None:
    """True if the words between say that the left figure is larger, False if smaller, None if neither."""
    if right.figure.start - left.figure.end > _FARTHEST or not _same(left, right):
        return None
    between = sentence.between(left, right)
    if sentence.before(left, 1) in {"/", "-"}:
        return None
    found = words.either.search(between)
    if found is None or _BEFORE.fullmatch(between[: found.start()]) is None:
        return None
    rest = between[found.end() :]
    if not rest.strip() or _BEHIND.fullmatch(rest) is None or words.either.search(rest):
        return None
    around = sentence.before(left, 30) + between + sentence.after(right, 12)
    if words.threshold.search(around) or _BEHIND_STOPS.search(rest) or words.inverted.search(around):
        return None
    return found.lastgroup == "above"


def _same(left: Fact, right: Fact) -> bool:
    a, b = left.figure.quantity, right.figure.quantity
    if a is None or b is None or a.upper is not None or b.upper is not None or b.hedge is not None:
        return False
    if kind(a) not in "APX" or not alike(a, b, bound=False):
        return False
    low, high = sorted((abs(a.value), abs(b.value)))
    return high <= low * _INCOMPARABLE


def _ordered(shape: str, left: Fact, right: Fact, larger: bool, words: str) -> Relation:
    sides = (_without_bound(left.figure.amount), _without_bound(right.figure.amount))
    one, other = together(left, right, sides, ("part", "compared with"))
    said = order(one, Sign.ABOVE if larger else Sign.BELOW, other)
    tie, word = said.tie(), "higher" if larger else "lower"
    detail = f"the text says {word}" if tie is not None and not tie.holds else ""
    return Relation.of(said, kind="comparison", shape=shape, detail=detail)


def _unhedged(fact: Fact) -> Fact:
    """A figure said to be about so much, as if it were printed plainly."""
    quantity = fact.figure.quantity
    if quantity is None or quantity.hedge is not Hedge.ABOUT:
        return fact
    return replace(fact, figure=replace(fact.figure, quantity=replace(quantity, hedge=None)))


def _without_bound(quantity: Quantity) -> Quantity:
    """Without the words that bound it on one side; "about" leaves it as wide as it is."""
    return quantity if quantity.hedge is Hedge.ABOUT else replace(quantity, hedge=None)


class _Words:
    """The comparing words of the schemas, joined."""

    __slots__ = ("either", "inverted", "threshold")

    def __init__(self, either: str, threshold: str, inverted: str) -> None:
        self.either = re.compile(either, re.DOTALL)
        self.threshold, self.inverted = re.compile(threshold, re.DOTALL), re.compile(inverted, re.DOTALL)


def _words(schemas: Schemas) -> _Words:
    def words(name: str) -> tuple[str, ...]:
        known = schemas.words.get(name)
        return () if known is None else known.words

    return _joined(*(words(f"prose_{name}") for name in ("above", "below", "thresholds", "lower_better")))


@lru_cache(maxsize=4)
def _joined(*lists: tuple[str, ...]) -> _Words:
    """Asked for with every sentence, so even the texts of the patterns are made once."""
    above, below, threshold, inverted = map(words_pattern, lists)
    return _Words(f"(?P<above>{above})|{below}", threshold, inverted)
