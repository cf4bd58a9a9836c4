"""Facts from figures as they are printed."""

from __future__ import annotations

import re

from tieout.model import Fact, Figure
from tieout.quantity import PERCENT, PLAIN, Numeral, Quantity

REPORT = "reports/a.md"
_SCALES = {"M": 6, "K": 3, "万": 4, "亿": 8, "million": 6, "billion": 9}


def fact(number: int, text: str, report: str = REPORT, label: tuple[str, ...] = ()) -> Fact:
    """A fact from a figure such as -1,234.50, (12), 5.6M, 557.6万 or 12.5%."""
    match = re.search(r"([0-9][0-9,]*)(?:\.([0-9]+))?\s*([A-Za-z万亿%]*)", text)
    assert match is not None
    whole, decimals, scale = match.group(1).replace(",", ""), match.group(2) or "", match.group(3)
    digits = int(whole + decimals) * (-1 if text[0] in "(-" else 1)
    unit = PERCENT if scale == "%" else PLAIN
    numeral = Numeral(digits, _SCALES.get(scale, 0) - len(decimals))
    figure = Figure(text, 0, number * 20, number * 20 + len(text), Quantity(numeral, unit))
    return Fact(number, figure, report, label or (f"row {number}",))
