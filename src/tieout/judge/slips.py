"""The ways in which figures go wrong between the source and the page.

A slip is a small change of the printed digits that would make a figure fit. It is evidence only where it is
the single one of its sort that fits: in a wide window some digit can always be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.judge.style import Style
from tieout.model import Figure
from tieout.quantity import HALF, Interval, power_of_ten

_WIDEST = 25  # quanta; a window this wide is hit by chance
_TO_THE_POINT = 2
_SCALES = {  # power of ten -> scale words that differ by it
    3: (("thousand", "million"), ("million", "billion"), ("billion", "trillion"), ("K", "M"), ("k", "m"),
        ("M", "B"), ("m", "bn"), ("mn", "bn"), ("B", "T"), ("bn", "tn")),
    4: (("万", "亿"), ("亿", "万亿"), ("元", "万元"), ("萬", "億")),
    6: (("thousand", "billion"), ("million", "trillion"), ("K", "B"), ("k", "bn")),
    8: (("万", "万亿"), ("元", "亿元")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have happened, how telling it is (more is better), and what should have been printed."""

    rank: int
    cause: str
    text: str


def slips(figure: Figure, need: Interval, point: str = "") -> tuple[Slip, ...]:
    """The slips that turn a figure into one that its relations allow, the most telling first.

    Args:
        figure: the figure under suspicion.
        need: the values its relations allow.
        point: what it would read if the other figures were not rounded; a slip from there tells more.
    """
    style = Style.of(figure)
    if style is None or need.low is None or need.high is None:
        return ()
    low, high = need.low / style.quantum - HALF, need.high / style.quantum + HALF
    digits = figure.amount.numeral.digits
    if low <= digits <= high:
        return ()
    if high - low > max(_WIDEST, abs(digits) // 10):
        return tuple(_scaled(figure, style, need))

    def fits(value: int) -> bool:
        return low <= value <= high

    found = [
        *_scaled(figure, style, need),
        *_single(5, "the sign is reversed", style, (-digits,), fits),
        *_single(4, "two digits are transposed", style, _transposed(digits), fits),
        *_single(3, "one digit is wrong", style, _one_digit(digits), fits),
        *_single(2, "a digit is missing", style, _longer(digits), fits),
        *_single(2, "a digit is printed twice or too many", style, _shorter(digits), fits),
    ]
    found = [replace(slip, rank=slip.rank + _TO_THE_POINT) if slip.text == point else slip for slip in found]
    return tuple(sorted(found, key=lambda slip: -slip.rank))


def _single(
    rank: int, cause: str, style: Style, candidates: Iterable[int], fits: Callable[[int], bool]
) -> Iterator[Slip]:
    hits = {digits for digits in candidates if fits(digits)}
    if len(hits) == 1:
        yield Slip(rank, cause, style.text(hits.pop()))


def _scaled(figure: Figure, style: Style, need: Interval) -> Iterator[Slip]:
    """The same digits at another power of ten, with the precision that they would have there."""
    digits = figure.amount.numeral.digits
    if not digits or need.contains(0):
        return
    for power in (1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8):
        quantum = style.quantum * power_of_ten(power)
        if need.meets(Interval((digits - HALF) * quantum, (digits + HALF) * quantum)):
            yield _rescaled(figure, style, Fraction(digits) * power_of_ten(power), power)


def _rescaled(figure: Figure, style: Style, value: Fraction, power: int) -> Slip:
    times = f"{10 ** abs(power):,} times too {'small' if power > 0 else 'large'}"
    for pair in _SCALES.get(abs(power), ()):
        printed, meant = pair if power > 0 else pair[::-1]
        after = _other_scale(style.after, printed, meant)
        if after is not None:
            text = replace(style, after=after, minus_after=after).text(figure.amount.numeral.digits)
            return Slip(6, f"{times}: {printed} for {meant}", text)
    rank = 1 if abs(figure.amount.numeral.digits) < 10 else 5 if abs(power) in _SCALES else 4
    return Slip(rank, times, style.finer(value * style.quantum, max(-power, 0)))


def _other_scale(after: str, printed: str, meant: str) -> str | None:
    """The text after the digits with another scale word; None if it does not begin with this one."""
    body = after.lstrip()
    if not body.startswith(printed):
        return None
    rest = body[len(printed) :]
    runs_on = rest[:1] in ("万", "亿", "萬", "億") or (
        printed.isascii() and rest[:1].isascii() and rest[:1].isalnum()
    )
    return None if runs_on else after[: len(after) - len(body)] + meant + rest


def _transposed(digits: int) -> Iterator[int]:
    text, sign = str(abs(digits)), -1 if digits < 0 else 1
    for i in range(len(text)):
        for j in range(i + 1, len(text)):
            if text[i] != text[j]:
                yield sign * int(text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :])


def _one_digit(digits: int) -> Iterator[int]:
    text, sign = str(abs(digits)), -1 if digits < 0 else 1
    for i, old in enumerate(text):
        for new in "0123456789":
            if new != old:
                yield sign * int(text[:i] + new + text[i + 1 :])


def _longer(digits: int) -> Iterator[int]:
    text, sign = str(abs(digits)), -1 if digits < 0 else 1
    for i in range(len(text) + 1):
        for new in "0123456789":
            yield sign * int(text[:i] + new + text[i:])


def _shorter(digits: int) -> Iterator[int]:
    text, sign = str(abs(digits)), -1 if digits < 0 else 1
    for i in range(len(text)):
        if len(text) > 1:
            yield sign * int(text[:i] + text[i + 1 :])
