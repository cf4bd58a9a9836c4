"""Amounts in Chinese capitals, as contracts and cheques write them beside the digits: 壹拾万元整."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tieout.extract.han_numerals import han_numerals
from tieout.lexicon import Lexicon
from tieout.quantity import power_of_ten


class Capitals(NamedTuple):
    """An amount in capitals: where it stands in a text, and its value in yuan."""

    start: int
    end: int
    value: Fraction


def amounts_in_capitals(text: str, words: Lexicon) -> Iterator[Capitals]:
    """All amounts of a text that are written out in capitals."""
    numerals = han_numerals(words)
    for match in numerals.money.finditer(text):
        whole = numerals.capitals(match["whole"])
        if whole is None:
            continue
        value = Fraction(whole.digits) * power_of_ten(whole.exponent)
        for name, exponent in (("tenths", -1), ("hundredths", -2)):
            digit = numerals.capitals(match[name]) if match[name] else None
            value += Fraction(digit.digits if digit else 0) * power_of_ten(exponent)
        yield Capitals(match.start(), match.end(), value)
