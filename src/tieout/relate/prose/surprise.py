"""Surprises: a figure that beat, or missed, what was expected of it.

"Revenue of $7.31 billion topped the consensus of $7.44 billion": two figures of one unit stand side by
side, one of them is called an expectation, and the words about the two say one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tieout.equation import Sign, order, term
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Fact, Relation, Report, Sentence
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import akin, bare
from tieout.rulebook.book import Schemas
from tieout.wording import say

_LED_TO = Phrase(r"{expectation}(?!\s{by_word})[^,;:，；：。\d]{0,24}[(（]?\s?$")
_TOLD_OF = Phrase(r"^[^,;:.，；：。()（）\d]{0,24}{expectation}")
_STEP = Phrase(r"(?:{prose_rise}|{prose_fall})\s?\Z")
_UP, _DOWN = Phrase(r"{beats_expectation}|{prose_above}"), Phrase(r"{misses_expectation}|{prose_below}")
_COMPARES = Phrase(r"{beats_expectation}|{misses_expectation}|{prose_above}|{prose_below}|{prose_against}")
_APART = Phrase(r"^\s*(?:{differs_upwards})")  # a distance: 0.8% above ours
_PART = Phrase(r"{prose_of_which}")  # of what was told before: another thing than that
_UNSURE = Phrase(r"{prose_thresholds}|{prose_lower_better}|{loss_word}|{prose_respectively}")


def surprises(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold figures of sentences against those that were expected."""
    for sentence in report.sentences:
        told = -1
        figures = [fact for fact in sentence.facts if fact.figure.quantity is not None]
        for place, (beside, other) in enumerate(pairwise(figures)):
            step = place > 0 and schemas.lexicon.pattern(_STEP).search(sentence.before(beside)) is not None
            one = figures[place - 1] if step else beside  # 3.86, up 0.18, above the 3.70 expected
            if one.id == told or not _of_one_sort(one, other):
                continue
            before = figures[place - 1].figure.end - sentence.start if place else 0
            told_before = sentence.text[before : other.figure.start - sentence.start]
            if schemas.lexicon.pattern(_PART).search(told_before) is not None:
                continue
            if any(_is_distance(sentence, fact, schemas.lexicon) for fact in (one, other)):
                continue
            behind = figures[place + 2] if place + 2 < len(figures) else None
            following = ((one, beside if step else other), (other, behind))
            expected = [
                fact for fact, then in following if _is_expected(sentence, fact, then, schemas.lexicon)
            ]
            sign = _said(sentence, figures, place, schemas.lexicon) if len(expected) == 1 else None
            if sign is not None:
                told = expected[0].id
                yield _surprise(one if expected[0] is other else other, expected[0], sign)


def _said(sentence: Sentence, figures: Sequence[Fact], place: int, lexicon: Lexicon) -> Sign | None:
    """What the words about two neighbours say: those before and between them, else those behind."""
    start = figures[place - 1].figure.end - sentence.start if place else 0
    middle = figures[place + 1].figure.start - sentence.start
    following = figures[place + 2 : place + 3]
    end = following[0].figure.start - sentence.start if following else len(sentence.text)
    sign = _direction(sentence.text[start:middle], lexicon)
    return sign or _direction(sentence.text[middle:end], lexicon)


def _of_one_sort(one: Fact, other: Fact) -> bool:
    amounts = one.figure.amount, other.figure.amount
    positive = min(amount.value for amount in amounts) > 0
    return positive and akin(one, other) and bare(amounts[0]) == bare(amounts[1])


def _is_distance(sentence: Sentence, fact: Fact, lexicon: Lexicon) -> bool:
    """Whether a rate is by how much something is above or below what was expected."""
    return kind(fact.figure.amount) == "P" and lexicon.pattern(_APART).match(sentence.after(fact)) is not None


def _is_expected(sentence: Sentence, fact: Fact, following: Fact | None, lexicon: Lexicon) -> bool:
    """Whether a word for what is expected leads to a figure, or is told of it and leads to no other one."""
    if lexicon.pattern(_LED_TO).search(sentence.before(fact)) is not None:
        return True
    found = lexicon.pattern(_TOLD_OF).search(sentence.after(fact))
    if found is None or lexicon.pattern(_COMPARES).search(found[0]) is not None:
        return False  # it missed expectations
    return following is None or lexicon.pattern(_LED_TO).search(sentence.before(following)) is None


def _direction(text: str, lexicon: Lexicon) -> Sign | None:
    """Where words put something beside what was expected; None where they say both, or neither."""
    up, down = (lexicon.pattern(words).search(text) is not None for words in (_UP, _DOWN))
    if up == down or lexicon.pattern(_UNSURE).search(text) is not None:
        return None
    return Sign.ABOVE if up else Sign.BELOW


def _surprise(actual: Fact, expected: Fact, sign: Sign) -> Relation:
    said = order(term(actual, "part"), sign, term(expected, "compared with"))
    told = say("the text says higher") if sign is Sign.ABOVE else say("the text says lower")
    return Relation.of(said, kind="comparison", shape="words", detail=told if said.fails else "")
