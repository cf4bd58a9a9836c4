"""An amount in Chinese capitals beside the same in digits (shape `capitals` of kind `restatement`).

    人民币壹拾万元整（¥80,000.00）

The capitals are exact; the digits hold if they print the same amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tieout.extract.capitals import Capitals, amounts_in_capitals
from tieout.lexicon import Lexicon
from tieout.model import Evidence, Fact, Relation, Sentence
from tieout.quantity import Interval, compare, decimal_text
from tieout.wording import say

# what may stand between the two printings
_JOINS = re.compile(r"[^，。；,;\d]{0,8}(?:[（(：:\s]|[，,](?=[^，,]{0,4}[:：]))[^，。；,;\d]{0,6}")
_YUAN = (("CNY", 1),)


def in_capitals(sentence: Sentence, words: Lexicon) -> Iterator[Relation]:
    """Hold every amount in capitals against the digits beside it."""
    for said in amounts_in_capitals(sentence.text, words):
        beside = _beside(sentence, said)
        if beside is not None:
            yield _relation(sentence, said, beside)


def _beside(sentence: Sentence, said: Capitals) -> Fact | None:
    """The amount of money right behind the capitals, else the one right before."""
    for fact in sentence.facts:
        start, end = fact.figure.start - sentence.start, fact.figure.end - sentence.start
        joint = sentence.text[said.end : start] if start >= said.end else sentence.text[end : said.start]
        money = fact.figure.quantity is not None and fact.figure.quantity.unit.powers in (_YUAN, ())
        if money and _JOINS.fullmatch(joint) is not None:
            return fact
    return None


def _relation(sentence: Sentence, said: Capitals, fact: Fact) -> Relation:
    text = sentence.text[said.start : said.end]
    amount, value = fact.figure.amount, said.value
    tie = compare(amount.strict, amount.value, Interval.point(value), value)
    detail = "" if tie.holds else say("{text} is {value}", text=text, value=decimal_text(value))
    return Relation(
        "restatement", "capitals", Evidence.STATED, f"{text} = {fact.figure.text}", fact,
        tie=tie, computed=value, detail=detail,
    )  # fmt: skip
