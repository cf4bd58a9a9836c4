"""Slips in the digits of a printed number, whatever stands around them."""

from __future__ import annotations

import random
import re
from itertools import pairwise

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def digit(text: str, dice: random.Random) -> str:
    """Another digit, not in the last place where there are more."""
    places = [i for i, char in enumerate(text) if char.isdigit()]
    at = dice.choice(places[: max(len(places) - 1, 1)])
    other = dice.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def transposed(text: str, dice: random.Random) -> str:
    """Two neighbouring digits in each other's place."""
    places = [i for i, char in enumerate(text) if char.isdigit()]
    pairs = [(a, b) for a, b in pairwise(places) if text[a] != text[b] and text[b] != "0"]
    if not pairs:
        return text
    a, b = dice.choice(pairs)
    swapped = list(text)
    swapped[a], swapped[b] = swapped[b], swapped[a]
    return "".join(swapped)


def tenfold(text: str, dice: random.Random) -> str:
    """Ten times as much, with as many places as before."""
    return NUMBER.sub(lambda match: _tenfold(match[0]), text, count=1)


def _tenfold(digits: str) -> str:
    whole, _, places = digits.replace(",", "").partition(".")
    return f"{int(whole + places[:1]):,}.{places[1:]}0" if places else f"{int(whole) * 10:,}"
