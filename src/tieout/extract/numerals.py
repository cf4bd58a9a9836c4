"""Numerals and scale words as printed, to exact digits and powers of ten.

Knows western digits with separators, Chinese numerals (二十万亿, 十二点五) and the words that multiply
(万, 亿, K, bn, million). Texts are expected with full-width characters already folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tieout.quantity import Numeral

APART = "\u2009"  # between thousands of folded texts; no other space is part of a number
_LAKHS = r"\d{1,2}(?:,\d{2})+,\d{3}"
_GROUPED = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{APART}\d{{3}})+|{_LAKHS})(?!\d)"
_POINT = rf"\.\d+(?:{APART}\d{{3}})*"
WESTERN = re.compile(rf"{_GROUPED}(?:{_POINT})?|\d+(?:{_POINT})?|\.\d+")
# a comma where neither thousands nor lakhs can end: 4,3500 or 3,00 entries; 61,2436个月 is two numbers
MISGROUPED = re.compile(
    r"(?<![\w.,(\[–-])\d{1,3}(?:,\d{3})*,"
    r"(?:(?!(?:19|20)\d\d(?!\d))\d{4,6}|00|(?<=\d,\d{3},)\d\d)(?![\w,/–-]|\.\d|\s?%|\s?个?[月周年天日])",
    re.ASCII,
)

LONGEST = 40  # characters; what is longer is no number anybody printed to be read
BEYOND = re.compile(rf"\d(?:[,.]?\d){{{LONGEST},}}")  # numbers of more digits than that
CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CHINESE_TENS = {"十": 1, "百": 2, "千": 3}
CHINESE_MYRIADS = {"万": 4, "亿": 8}
CHINESE = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿]{1,40}(?:点[零〇一二三四五六七八九]{1,20}[万亿]{0,2})?"
)

CAPITALS = (
    "零壹贰叁肆伍陆柒捌玖拾佰仟万亿萬億貳陸弍"  # as amounts of money are written out, beside the digits
)
_AS_PLAIN = str.maketrans(CAPITALS, "零一二三四五六七八九十百千万亿万亿二六二")
CAPITAL_MONEY = re.compile(
    rf"(?P<whole>[{CAPITALS}]{{1,30}})[元圆](?:零?(?P<tenths>[{CAPITALS}])角)?(?:零?(?P<hundredths>[{CAPITALS}])分)?[整正]?"
)

_CHINESE_SCALES = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "万亿": 12,
}  # fmt: skip
_GLUED_SCALES = {
    "k": 3, "m": 6, "mn": 6, "mm": 6, "mil": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12,
    "trn": 12,
}  # fmt: skip
_SPACED = re.compile(r"(?<![\w.,/:-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\d:/]| ?\d|,\d)", re.ASCII)
_MILLIONS = re.compile(r"(?: 000){2,}$")  # no numbers of their own
_MILLIONTHS = re.compile(r"(?<![\d.,])0\.000(?: \d{3})+(?![\d.,]?\d)", re.ASCII)
_OTHERWISE = re.compile(r"\d,\d{3}(?!\d)|(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d{4}")
_BEHIND_A_WORD = re.compile(r"(?:[a-z,($¥€£\u4e00-\u9fff] ?|^)$")
_BEFORE_A_WORD = re.compile(r" ?[A-Za-z%$€£\u4e00-\u9fff]|[,.;)，。；）]")
_UNBREAKABLE = frozenset("\u00a0\u2009\u202f")
_WRITTEN_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}

_CHINESE_SCALE = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![克米瓦卡伏赫字焦禧])|百(?![分度货])"
_WRITTEN_SCALE = r"(?i:hundred|thousand|million|billion|trillion)s?(?![A-Za-z])"
SCALE = re.compile(
    rf"\s?(?:{_CHINESE_SCALE})|[\s-]?{_WRITTEN_SCALE}"
    r"|(?:\s?(?:bn|mn|mln|bln|trn|tn|Bn|Mn|BN|MN|TN)|[KkMmBbT])(?![A-Za-z0-9])"
)
# after a currency sign the short ones may stand apart, and t and mm are amounts too
MONEY_SCALE = re.compile(
    rf"\s?(?:{_CHINESE_SCALE})|[\s-]?{_WRITTEN_SCALE}"
    r"|\s?(?:bn|mn|mm|MM|mil|mln|bln|trn|tn|Bn|Mn|BN|MN|TN|[KkMmBbTt])(?![A-Za-z0-9])"
)


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
    for match in _SPACED.finditer(text):
        spaces = {printed[at] for at in range(*match.span()) if text[at] == " "}
        sure = spaces <= _UNBREAKABLE or _MILLIONS.search(match[0]) is not None
        if sure or (
            _among_words(text, *match.span()) and named(text, text.index(" ", match.start()) + 1) is None
        ):
            parts += text[done : match.start()], match[0].replace(" ", APART)
            done = match.end()
    return "".join((*parts, text[done:])) if parts else text


def _among_words(text: str, start: int, end: int) -> bool:
    before = _BEHIND_A_WORD.search(text, max(0, start - 2), start)
    return before is not None and _BEFORE_A_WORD.match(text, end) is not None and not _OTHERWISE.search(text)


def scale_exponent(word: str) -> int:
    """The power of ten of a scale word, spaces and hyphens around it allowed.

    Raises:
        KeyError: it is none.
    """
    bare = word.strip().strip("-").strip()  # white space of any kind, as the patterns allow it
    if bare in _CHINESE_SCALES:
        return _CHINESE_SCALES[bare]
    lower = bare.lower()
    return _GLUED_SCALES[lower] if lower in _GLUED_SCALES else _WRITTEN_SCALES[lower.rstrip("s")]


@lru_cache(maxsize=1024)
def chinese(text: str) -> Numeral | None:
    """Read a Chinese numeral: 二十万亿 is 20 at exponent 12, 十二点五 is 125 at -1; None if it is none."""
    if len(text) > LONGEST:
        return None
    body, exponent = _split_myriads(text)
    whole, _, decimals = body.partition("点")
    value = _section(whole)
    if value is None:
        return None
    for digit in decimals:
        value = value * 10 + CHINESE_DIGITS[digit]
    return Numeral(value, exponent - len(decimals))


def capitals(text: str) -> Numeral | None:
    """Read a numeral in capitals, 壹拾万; None if it is none, or none of its characters is a capital."""
    plain = text.translate(_AS_PLAIN)
    return None if plain == text else chinese(plain)


def _split_myriads(text: str) -> tuple[str, int]:
    """Take off the 万 and 亿 that end a numeral; they multiply all of it."""
    body, exponent = text, 0
    while len(body) > 1 and body[-1] in CHINESE_MYRIADS:
        exponent += CHINESE_MYRIADS[body[-1]]
        body = body[:-1]
    return body, exponent


def _section(text: str) -> int | None:
    """The value of a whole numeral: digits one by one (二〇二四), or with tens, hundreds, 万 and 亿."""
    if not text:
        return None
    if len(text) > 1 and all(char in CHINESE_DIGITS for char in text):
        return int("".join(str(CHINESE_DIGITS[char]) for char in text))
    for myriad, exponent in (("亿", 8), ("万", 4)):
        if myriad in text:
            head, _, tail = text.partition(myriad)
            high, low = _section(head), _section(tail) if tail else 0
            return None if high is None or low is None else high * 10**exponent + low
    total, digit = 0, None
    for char in text:
        if char in CHINESE_DIGITS:
            if digit:
                return None
            digit = CHINESE_DIGITS[char]
        else:
            total += (1 if digit is None else digit) * 10 ** CHINESE_TENS[char]
            digit = None
    return total + (digit or 0)
