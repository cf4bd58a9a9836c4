"""Numbers as writers print them: a numeral and the many ways it can stand in a text."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tieout.quantity import Numeral

SCALES = {
    "": 0, "万": 4, " 万": 4, "亿": 8, "百万": 6, "万亿": 12, "K": 3, "M": 6, "B": 9, "bn": 9, " million": 6,
    " billion": 9, " thousand": 3, " trillion": 12,
}  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
CHINESE_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Printed:
    """A text and the numeral that it prints."""

    text: str
    numeral: Numeral


def grouped(digits: str) -> str:
    """Thousands set apart by commas."""
    return f"{int(digits):,}" if digits else digits


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """A western numeral with or without separators, decimals, full width and a scale word."""
    places = draw(st.integers(0, 4))
    digits = draw(st.integers(0, 10**9))
    whole, decimals = str(digits).zfill(places + 1), ""
    if places:
        whole, decimals = whole[:-places], whole[-places:]
    if draw(st.booleans()):
        whole = grouped(whole)
    scale = draw(st.sampled_from(sorted(SCALES)))
    text = f"{whole}.{decimals}" if decimals else whole
    if draw(st.booleans()) and "," not in text:
        text = text.translate(FULL_WIDTH)
    return Printed(text + scale, Numeral(digits, SCALES[scale] - places, places))


def chinese(number: int) -> str:
    """A whole number below a hundred million in Chinese numerals."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        joint = "零" if 0 < low < 1000 else ""
        return f"{chinese(high)}万{joint}{chinese(low) if low else ''}"
    text, pending = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if pending and text else "") + CHINESE_DIGITS[digit] + name
        pending = not digit
    return text or "零"


numerals = st.builds(Numeral, st.integers(-(10**6), 10**6), st.integers(-6, 6))
