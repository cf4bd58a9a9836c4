"""What was to be filled in and was not: TBD, 【】, $XX million, lorem ipsum.

A rule of kind `pattern` names in `absent` what must not stand in a report. Words are looked for whole and in
the case given, signs as they stand; a letter repeated (XX) marks a blank only where a figure would stand:
beside a currency, a percent sign, a scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tieout.extract.passages import passages
from tieout.extract.scale_words import scale_words
from tieout.lexicon import Lexicon
from tieout.model import Mention, Report

_LETTERS = re.compile(r"([A-Za-z])\1+")
_CURRENCY = re.compile(r"(?:[$¥€£]|(?:19|20))\s?\Z")
_PERCENT = re.compile(r"\s?[%％]")


class Blank(NamedTuple):
    """A word or sign that marks a blank, and whether one was left there."""

    mention: Mention
    left: bool


def blanks(report: Report, absent: Sequence[str], words: Lexicon) -> Iterator[Blank]:
    """All places where one of the words or signs stands."""
    pattern, scale = _joined(tuple(absent)), scale_words(words).plain
    for passage in passages(report.document):
        text = passage.text
        for found in pattern.finditer(text):
            letters = _LETTERS.match(found[0]) is not None
            before, behind = text[max(found.start() - 2, 0) : found.start()], text[found.end() :]
            beside = _CURRENCY.search(before), _PERCENT.match(behind), scale.match(behind)
            figure = any(one is not None for one in beside)
            yield Blank(passage.mention(*found.span()), not letters or figure)


@lru_cache(maxsize=8)
def _joined(absent: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_form, absent)) or r"(?!)")


def _form(word: str) -> str:
    """How a word is looked for."""
    if _LETTERS.fullmatch(word):
        return rf"(?<![A-Za-z]){word[0]}{{{len(word)},5}}(?:[.,]{word[0]}{{1,3}})?(?![A-Za-z])"
    if not word.isascii() or not word[0].isalpha():
        return r"\s?".join(re.escape(char) for char in word)
    inside = r"\s+".join(map(re.escape, word.split()))
    return rf"(?<![\w-]){inside}(?![\w-])"
