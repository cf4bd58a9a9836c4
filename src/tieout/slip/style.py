"""A figure's own way of printing: its sign, separators, decimals, scale and unit, for other values.

A suggestion has to be something the author could have typed in the same place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.model import Figure
from tieout.quantity import HALF, Quantity, decimal_text, power_of_ten

_TOKEN = re.compile(r"[0-9](?:[0-9,， \u00a0\u2009']*[0-9])?(?:\.[0-9]+)?|\.[0-9]+")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_MINUS = "-−–﹣－"
_AGAIN = "\0"  # where the digits of a figure stand a second time: -32 ( 32 )


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure prints: the text around its digits, the separator, and what one last digit is worth.

    `point` is the sign before the decimals, a comma where a table is written so.
    """

    before: str
    after: str
    minus_before: str
    minus_after: str
    separator: str
    decimals: int
    quantum: Fraction  # in base units
    point: str = "."

    @staticmethod
    def of(figure: Figure) -> Style | None:
        """The style of a figure, or None where its digits cannot be told (三成, a range, a date)."""
        quantity = figure.quantity
        if quantity is None or quantity.upper is not None:
            return None
        text = figure.text.translate(_WIDE)
        token = _digits(text, quantity)
        if token is None:
            return None
        printed = token.group()
        point = _point(printed, quantity)
        whole, _, part = printed.rpartition(point) if point in printed else (printed, "", "")
        separator = next((char for char in whole if not char.isdigit()), "")
        before, after = text[: token.start()], _repeating(text[token.end() :], printed)
        around = (before, after, f"-{before}", after)
        if quantity.numeral.digits < 0:
            signless = _without_sign(before, after)
            if signless is None:
                return None
            around = (*signless, before, after)
        return Style(*around, separator, len(part), quantity.quantum, point)

    def digits(self, value: Fraction) -> int:
        """The value as a whole number of quanta, rounded to the nearest."""
        return (value / self.quantum + HALF).__floor__()

    def text(self, digits: int) -> str:
        """Print that many quanta."""
        figures = str(abs(digits)).rjust(self.decimals + 1, "0")
        whole, part = (
            (figures[: -self.decimals], figures[-self.decimals :]) if self.decimals else (figures, "")
        )
        if self.separator:
            whole = f"{int(whole):,}".replace(",", self.separator)
        before, after = (self.minus_before, self.minus_after) if digits < 0 else (self.before, self.after)
        number = f"{whole}{self.point if part else ''}{part}"
        return f"{before}{number}{after.replace(_AGAIN, number)}"

    def value(self, value: Fraction) -> str:
        """Print a value, rounded to the figure's own precision."""
        return self.text(self.digits(value))

    def finer(self, value: Fraction, places: int = 2) -> str:
        """Print a value with up to so many more decimals, as few as it needs."""
        digits = self.places(places).digits(value)
        while places and digits % 10 == 0:
            digits, places = digits // 10, places - 1
        return self.places(places).text(digits)

    def coarser(self, value: Fraction, places: int) -> str:
        """Print a value with up to so many decimals less than the figure has."""
        return self.places(-min(places, self.decimals)).value(value)

    def places(self, more: int) -> Style:
        """The same with so many more decimals, or fewer."""
        return replace(self, decimals=self.decimals + more, quantum=self.quantum * power_of_ten(-more))


def plain(value: Fraction, quantity: Quantity) -> str:
    """A value in the unit of a quantity, without its scale word."""
    unit = quantity.unit
    return f"{decimal_text(value / unit.factor)}{' ' if unit.symbol[:1].isalpha() else ''}{unit.symbol}"


def _repeating(text: str, printed: str) -> str:
    """The text behind a figure, with a mark where its digits are printed once more."""
    again = next((token for token in _TOKEN.finditer(text) if token.group() == printed), None)
    return text if again is None else f"{text[: again.start()]}{_AGAIN}{text[again.end() :]}"


def _point(printed: str, quantity: Quantity) -> str:
    """What stands before the decimals of a figure."""
    places = quantity.numeral.decimals
    comma = "." not in printed and places > 0 and printed[-places - 1 : -places] == ","
    return "," if comma else "."


def _digits(text: str, quantity: Quantity) -> re.Match[str] | None:
    wanted = str(abs(quantity.numeral.digits))
    for token in _TOKEN.finditer(text):
        digits = re.sub(r"[^0-9]", "", token.group()).lstrip("0") or "0"
        if digits == wanted:
            return token
    return None


def _without_sign(before: str, after: str) -> tuple[str, str] | None:
    """The text around a negative number's digits, its sign taken away; None if the sign is a word."""
    for char in before:
        if char in _MINUS:
            return before.replace(char, "", 1), after
    if "(" in before and ")" in after:
        return before.replace("(", "", 1), after.replace(")", "", 1)
    if "（" in before and "）" in after:
        return before.replace("（", "", 1), after.replace("）", "", 1)
    return None
