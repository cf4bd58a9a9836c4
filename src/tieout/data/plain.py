"""Values of the frames as plain ones: exact numbers as digits, texts without what could act."""

from __future__ import annotations

import re
from fractions import Fraction

from tieout.quantity import decimal_text
from tieout.render.view import printable

# What spreadsheets read as the beginning of a formula, in the wide forms of East Asian keyboards as well.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*%?")


def exact_text(value: Fraction) -> str:
    """An exact value as decimal digits, or as a fraction (1/3) where they would never end."""
    digits = decimal_text(value)
    return digits if Fraction(digits) == value else f"{value.numerator}/{value.denominator}"


def shown(text: str) -> str:
    """A text with whatever is not printable made visible; its lines stay lines."""
    return "\n".join(map(printable, text.split("\n")))


def harmless(text: str) -> str:
    """The same for a spreadsheet that guesses: an apostrophe goes before what it would take for a formula."""
    text = shown(text)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def writable(text: str) -> str:
    """A text whose lone surrogates, which UTF-8 cannot hold, are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
