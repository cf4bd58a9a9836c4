"""A sentence cut at the signs of written equations: what computes, what equals, what ends an equation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tieout.extract.numerals import LONGEST
from tieout.lexicon.lookup import is_latin
from tieout.model import Fact, Sentence

EQUAL, ABOUT = "=", "≈"
EQUALS = dict.fromkeys("=＝", EQUAL) | dict.fromkeys("≈≒≅≃→⇒~～", ABOUT)
TIMES, OVER, PLUS, MINUS, POWER = "×", "/", "+", "-", "^"
_SIGNS = (
    dict.fromkeys("×✕╳*＊∗∙·⋅xX", TIMES)
    | dict.fromkeys("÷/／", OVER)
    | dict.fromkeys("+＋", PLUS)
    | dict.fromkeys("-−–—－", MINUS)
    | {"^": POWER}
)
_OPENS, _CLOSES = frozenset("(（[［"), frozenset(")）]］")
_NEVER = frozenset(',，;；:：。!?！？、\n|<>"“”±√∑')  # no equation goes across these
_PLAIN_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
_LETTERS = frozenset("xX·⋅")  # signs only between figures or brackets
_NAMES = frozenset("-–—/／*＊·⋅")  # join the parts of a name as well


class Token(NamedTuple):
    """A piece of an equation.

    `kind` is a sign of it, "(" or ")", "n" for a figure, "w" for words, "" for its end.
    """

    kind: str
    start: int
    end: int
    fact: Fact | None = None
    value: Fraction | None = None


def tokens(sentence: Sentence) -> Iterator[Token]:
    """The tokens of a sentence; a token without a kind ends what stands before it."""
    last = 0
    for fact in sentence.facts:
        start, end = fact.figure.start - sentence.start, fact.figure.end - sentence.start
        if start < last:
            continue
        yield from _between(sentence.text, last, start)
        last = end
        if fact.figure.quantity is None:
            yield Token("w", start, end)
            continue
        yield Token("n", start, end, fact)
    yield from _between(sentence.text, last, len(sentence.text))


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    place = start
    while place < end:
        char = text[place]
        if (space := _SPACE.match(text, place, end)) is not None:
            place = space.end()
        elif char in EQUALS:
            yield Token(EQUALS[char], place, place + 1)
            place += 1
        elif char in _SIGNS and _is_sign(text, place, start, end):
            yield Token(_SIGNS[char], place, place + 1)
            place += 1
        elif char in _OPENS or char in _CLOSES:
            function = char == "(" and place > start and is_latin(text[place - 1])
            yield Token("w" if function else "(" if char in _OPENS else ")", place, place + 1)
            place += 1
        elif char in _NEVER or (char == "." and not text[place + 1 : place + 2].isalnum()):
            yield Token("", place, place + 1)
            place += 1
        elif (number := _PLAIN_NUMBER.match(text, place, end)) is not None:
            value = Fraction(number[0].replace(",", "")) if len(number[0]) <= LONGEST else None
            yield Token("" if value is None else "n", place, number.end(), None, value)
            place = number.end()
        else:
            word = place + 1
            while word < end and not _stops(text, word, start, end):
                word += 1
            yield Token("w", place, word)
            place = word


def _stops(text: str, place: int, start: int, end: int) -> bool:
    """Whether a stretch of words ends here."""
    char = text[place]
    if char.isspace() or char in EQUALS or char in _OPENS or char in _CLOSES or char in _NEVER:
        return True
    return char in _SIGNS and _is_sign(text, place, start, end)


def _is_sign(text: str, place: int, start: int, end: int) -> bool:
    """Whether a letter is a sign here, and no part of a name: the x of capex, the hyphen of price-to-book."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    names = place > start and before.isalpha(), place + 1 < end and after.isalpha()
    if char in _LETTERS:
        return not any(names)
    return not (char in _NAMES and all(names))
