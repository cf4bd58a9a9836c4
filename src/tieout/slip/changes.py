"""What a figure would print if it had gone wrong: every slip of one hand, in the figure's own style.

The way there, from what was meant to what is printed; `repair` is the way back. A sort that can happen in
many ways to a figure gives one change for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from tieout.model import Figure
from tieout.quantity import Numeral, Quantity
from tieout.slip.likelihood import Sort
from tieout.slip.repair import SCALE_WORDS, other_scale
from tieout.slip.style import Style

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure gone wrong: how, what it prints then, and what is read from that."""

    sort: Sort
    text: str
    quantity: Quantity


def changes(figure: Figure, others: Iterable[Figure] = ()) -> Iterator[Change]:
    """The ways in which a figure can go wrong by one slip.

    Args:
        figure: as printed. Of a date, a range or a number in words there are none.
        others: figures whose value may stand in its place (the year before).

    Returns:
        No two that read alike, and none that leaves the value as it is: 20% for 20.0% misleads nobody.
    """
    style = Style.of(figure)
    if style is None:
        return
    printed = figure.amount
    seen: set[tuple[Fraction, Fraction]] = set()
    signed = figure.row is not None or printed.numeral.digits < 0  # in a sentence words say it
    turned = _turned(style, printed) if signed else ()
    stale = _stale(style, printed, others)
    for change in (*_of_digits(style, printed), *turned, *_scaled(style, printed), *stale):
        read = change.quantity.value, change.quantity.quantum
        if read not in seen and change.quantity.value != printed.value:
            seen.add(read)
            yield change


def _of_digits(style: Style, printed: Quantity) -> Iterator[Change]:
    digits = str(abs(printed.numeral.digits)).rjust(style.decimals + 1, "0")
    whole = len(digits) - style.decimals
    for at, own in enumerate(digits):
        for other in _DIGITS:
            yield from _made(style, printed, Sort.DIGIT, digits[:at] + other + digits[at + 1 :], whole)
        shorter = whole - (at < whole)
        yield from _made(style, printed, Sort.DROPPED, digits[:at] + digits[at + 1 :], shorter)
        longer = whole + (at < whole)
        yield from _made(style, printed, Sort.ADDED, digits[:at] + own + digits[at:], longer)
    for at, other_at in combinations(range(len(digits)), 2):
        swapped = list(digits)
        swapped[at], swapped[other_at] = swapped[other_at], swapped[at]
        sort = Sort.NEIGHBOURS if other_at == at + 1 else Sort.EXCHANGED
        yield from _made(style, printed, sort, "".join(swapped), whole)
    larger = (digits, whole + 1) if style.decimals else (f"{digits}0", whole + 1)
    zeros = min(len(larger[0]) - len(larger[0].lstrip("0")), larger[1] - 1)
    yield from _made(style, printed, Sort.TENFOLD, larger[0][zeros:], larger[1] - zeros)
    smaller = digits if whole > 1 else f"0{digits}"
    yield from _made(style, printed, Sort.TENFOLD, smaller, max(whole - 1, 1))


def _made(style: Style, printed: Quantity, sort: Sort, digits: str, whole: int) -> Iterator[Change]:
    """The change to these digits, of which so many stand before the point; none where nobody prints so."""
    if whole < 1 or (whole > 1 and digits[0] == "0") or not digits.strip("0"):
        return
    more = len(digits) - whole - style.decimals
    numeral = printed.numeral
    value = -int(digits) if numeral.digits < 0 else int(digits)
    changed = Numeral(value, numeral.exponent - more, max(numeral.decimals + more, 0))
    yield Change(sort, style.places(more).text(value), replace(printed, numeral=changed))


def _turned(style: Style, printed: Quantity) -> Iterator[Change]:
    """The same with the other sign."""
    if printed.numeral.digits:
        numeral = replace(printed.numeral, digits=-printed.numeral.digits)
        yield Change(Sort.SIGN, style.text(numeral.digits), replace(printed, numeral=numeral))


def _scaled(style: Style, printed: Quantity) -> Iterator[Change]:
    """Another scale word behind the same digits."""
    for power, pairs in SCALE_WORDS.items():
        for small, large in pairs:
            for word, other, shift in ((small, large, power), (large, small, -power)):
                after = other_scale(style.after, word, other)
                if after is not None:
                    numeral = replace(printed.numeral, exponent=printed.numeral.exponent + shift)
                    text = replace(style, after=after, minus_after=after).text(printed.numeral.digits)
                    yield Change(Sort.SCALE_WORD, text, replace(printed, numeral=numeral))


def _stale(style: Style, printed: Quantity, others: Iterable[Figure]) -> Iterator[Change]:
    """What another figure prints, where both print alike."""
    for other in others:
        quantity = other.quantity
        if quantity is not None and quantity.quantum == printed.quantum and quantity.unit == printed.unit:
            numeral = replace(printed.numeral, digits=quantity.numeral.digits)
            yield Change(Sort.STALE, style.text(numeral.digits), replace(printed, numeral=numeral))
