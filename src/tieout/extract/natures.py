"""What a single table cell is, from its text alone, and its digits in the one style the scanner reads.

Spreadsheets and statistical tables print numbers in several styles (1 234,5 and 1,234.5), mark them with
footnotes and revision letters, and split brackets and signs over neighbouring cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from tieout.lexicon import Lexicon, Phrase

_LONGEST = 40  # characters of a cell that is one figure
_PER_SHARE = 5  # digits before the point that an amount per share may have


class Nature(IntEnum):
    """What the text of a cell is."""

    BLANK = 0
    DASH = 1  # printed as nil: -, n.a., 不适用
    FIGURE = 2
    YEAR = 3  # a bare year, which may be a label or a figure
    TEXT = 4
    PAIR = 5  # a figure and its share: 63 (18.5%)


_DASH = Phrase(
    r"[$€£¥￥(]*\s*(?:[-‐‑‒–—―−－─]{1,4}|\.{2,3}|…|[*]{1,3}|(?i:n\.?/?a\.?|n\.?m\.?|{=nil_word})|/)\s*[%％)]*"
)
_YEAR = Phrase(
    r"(?i:(?:FY)?\s*(?:19|20)\d\d(?:\.0+)?\s*(?:{=year_word}|[AEFP])?(?:\s*\(?[0-9a-z][)]|\s?[(（][^\d()（）]{1,12}[)）])?)"
)
_DAY = re.compile(r"\d{2,4}\.\d{1,2}\.\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}")  # 2019.12.31
_FIGURE = Phrase(
    r"{=rough_sign}?[^\dA-Za-z\u4e00-\u9fff]{0,4}(?:[A-Z]{1,3}\s?(?=[$€£¥])|[A-Z]{3}\s?|Rs\.?\s?)?"
    r"[^\dA-Za-z\u4e00-\u9fff]{0,6}[.]?\d[\d,.'’   \s]*"
    r"(?:%|％|[A-Za-z]{1,7}[.]?|{=unit_sign}{1,4})?\s*[)）]?\s*%?\s*"
    r"(?:[*†‡§#]{1,3}|\(\w{1,2}\)|\[\w{1,2}\]|\d\))?"
)
_CODED_YEAR = re.compile(
    r"[A-Z]{3}(?:,\s?|\s)(?:19|20)\d\d[AEFP]?"
)  # a source or measure and its year: LDA 1997, EPS 2025A
_PAIR = re.compile(r"[$€£¥]?\d[\d,. ]{0,20}\s?[(（]\s?[-−]?\d[\d.]{0,8}\s?[%％]\s?[)）]")
_SCALE_WORD = Phrase(r"(?<=\d)\s?(?i:{=scale_behind})\b")
_MARK = re.compile(
    r"(?<=[\d%)])\s*(?:[*†‡§#^]{1,3}|\s?\([a-z\d]{1,2}\)|\[\w{1,2}\]|\s\d\)|\s?[a-z](?<![kmtx])|\s[rpe])\s*$"
)
_AGAIN = re.compile(r"(?P<first>.*?(?P<digits>\d[\d,.]*)\s?%?)\s*\(\s*(?P=digits)\s?%?\s*\)\s*")  # -32 ( 32 )
_CITED = re.compile(r"(?<=[\d%)])(?:\s*\((?:[a-z\d-]{1,60}\.){1,5}[a-z]{2,8}\))+$")  # 6.15 (ir.example.com)
_SPACED = re.compile(r"(?<!\d)(\d{1,3}(?:[   ']\d{3})+)(?!\d)")
_COMMA_DECIMAL = re.compile(r"(?:^|[^\d,.])\d{1,3}(?:[ . ]?\d{3})*,(?:\d{1,2}|\d{4,})(?:\D*$)")
_GROUPED = re.compile(r"\d,\d{3}\D*$")
_POINT_DECIMAL = re.compile(r"\d\.(?:\d{1,2}|\d{4,})\D*$|\d,\d{3}\.\d|\d,\d{3},\d{3}")


class Natures:
    """Tells what cells are by shape, with the words in force; the scanner has the last word on figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._dash, self._year = lexicon.pattern(_DASH), lexicon.pattern(_YEAR)
        self._figure, self._scale = lexicon.pattern(_FIGURE), lexicon.pattern(_SCALE_WORD)

    def of(self, text: str) -> Nature:
        """What a cell is."""
        if not text:
            return Nature.BLANK
        if not any(map(str.isdigit, text)):
            return Nature.DASH if self._dash.fullmatch(text) else Nature.TEXT
        if self._year.fullmatch(text):
            return Nature.YEAR
        if _DAY.fullmatch(text) or _CODED_YEAR.fullmatch(text):
            return Nature.TEXT
        if len(text) <= _LONGEST:
            bare = self._scale.sub("", once_only(text))
            if self._figure.fullmatch(bare) and _mostly_digits(bare):
                return Nature.FIGURE
        return Nature.PAIR if _PAIR.fullmatch(text) else Nature.TEXT


def once_only(text: str) -> str:
    """A figure without its repetition in brackets, -32 ( 32 ), or the site that it is cited from."""
    text = _CITED.sub("", text)
    twice = _AGAIN.fullmatch(text) if len(text) <= 2 * _LONGEST else None
    return twice["first"] if twice else text


def decimal_comma(texts: Iterable[str]) -> bool:
    """Whether a table writes 24,3 for what others write 24.3; a list such as 2,3 among thousands does not."""
    comma = point = grouped = 0
    for text in texts:
        if "," in text and _COMMA_DECIMAL.search(text):
            comma += 1
        elif _POINT_DECIMAL.search(text):
            point += 1
        elif _GROUPED.search(text):
            grouped += 1
    return comma > max(4 * point, grouped)


def plain(text: str, *, comma: bool) -> str:
    """A cell's text in the style the scanner reads: footnote marks gone, 1 234,5 written 1,234.5."""
    text = _MARK.sub("", once_only(text))
    text = _SPACED.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    if comma:
        text = re.sub(r"(?<=\d)\.(?=\d{3})", "", text).replace(",", ".")
    if text.count("(") > text.count(")") and not text.endswith(")"):
        text += ")"
    return text


def _mostly_digits(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= sum(map(str.isalpha, text))


def pointed_apart(figures: Sequence[str]) -> bool:
    """Whether so few amounts have decimals that those are of another kind: per share, not in millions."""
    amounts = [text for text in figures if not text.endswith(("%", "％"))]
    pointed = sum("." in text for text in amounts)
    return 0 < pointed * 3 < len(amounts)


def large(text: str) -> bool:
    """Whether a figure has more digits before its point than an amount per share."""
    return sum(map(str.isdigit, text.partition(".")[0])) > _PER_SHARE
