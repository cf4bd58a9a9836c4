"""Numerals in digits as printed, with their separators, to exact digits and powers of ten.

Texts are expected with full-width characters already folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tieout.lexicon import Phrase
from tieout.quantity import Numeral

APART = "\u2009"  # between thousands of folded texts; no other space is part of a number
_LAKHS = r"\d{1,2}(?:,\d{2})+,\d{3}"
_GROUPED = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{APART}\d{{3}})+|{_LAKHS})(?!\d)"
_POINT = rf"\.\d+(?:{APART}\d{{3}})*"
WESTERN = re.compile(rf"{_GROUPED}(?:{_POINT})?|\d+(?:{_POINT})?|\.\d+")
# a comma where neither thousands nor lakhs can end: 4,3500 or 3,00 entries; 61,2436个月 is two numbers
MISGROUPED = Phrase(
    r"(?a:(?<![\w.,(\[–-])\d{1,3}(?:,\d{3})*,(?:(?!(?:19|20)\d\d(?!\d))\d{4,6}|00|(?<=\d,\d{3},)\d\d)"
    r"(?![\w,/–-]|\.\d|\s?%|\s?{=one_counted}?{=time_unit_han}))"
)

LONGEST = 40  # characters; what is longer is no number anybody printed to be read
BEYOND = re.compile(rf"\d(?:[,.]?\d){{{LONGEST},}}")  # numbers of more digits than that
_SPACED = re.compile(r"(?<![\w.,/:-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\d:/]| ?\d|,\d)", re.ASCII)
_MILLIONS = re.compile(r"(?: 000){2,}$")  # no numbers of their own
_MILLIONTHS = re.compile(r"(?<![\d.,])0\.000(?: \d{3})+(?![\d.,]?\d)", re.ASCII)
_OTHERWISE = re.compile(r"\d,\d{3}(?!\d)|(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d{4}")
_BEHIND_A_WORD = re.compile(r"(?:[a-z,($¥€£\u4e00-\u9fff] ?|^)$")
_BEFORE_A_WORD = re.compile(r" ?[A-Za-z%$€£\u4e00-\u9fff]|[,.;)，。；）]")
_UNBREAKABLE = frozenset("\u00a0\u2009\u202f")


@lru_cache(maxsize=8192)
def western(text: str) -> Numeral:
    """Read western digits: 1,234.50 is digits 123450 and exponent -2."""
    whole, _, decimals = text.replace(",", "").replace(APART, "").partition(".")
    return Numeral(int(whole + decimals), -len(decimals))


def with_thousands(text: str, printed: str, named: Callable[[str, int], int | None]) -> str:
    """A folded text in which the spaces that part thousands are told from all others, one to one.

    A space that cannot break a line joins digits. Any other may stand between two numbers: it joins those
    among words, in a text that writes no thousands in another way.

    Args:
        text: the folded text, every space a plain one.
        printed: the same text before.
        named: where a number ends that is a name of its own: 45 737 MAX are no 45,737.
    """
    parts: list[str] = []
    done = 0
    if "0.000 " in text:
        text = _MILLIONTHS.sub(lambda small: small[0].replace(" ", APART), text)
    otherwise: bool | None = None  # asked once: the search goes over all of the text
    for match in _SPACED.finditer(text):
        spaces = {printed[at] for at in range(*match.span()) if text[at] == " "}
        sure = spaces <= _UNBREAKABLE or _MILLIONS.search(match[0]) is not None
        if not sure and _among_words(text, *match.span()):
            otherwise = bool(_OTHERWISE.search(text)) if otherwise is None else otherwise
            sure = not otherwise and named(text, text.index(" ", match.start()) + 1) is None
        if sure:
            parts += text[done : match.start()], match[0].replace(" ", APART)
            done = match.end()
    return "".join((*parts, text[done:])) if parts else text


def _among_words(text: str, start: int, end: int) -> bool:
    before = _BEHIND_A_WORD.search(text, max(0, start - 2), start)
    return before is not None and _BEFORE_A_WORD.match(text, end) is not None
