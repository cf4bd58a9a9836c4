"""What a figure may have been before it went wrong: values that are wanted of it, ranked by the slips to it.

The likelihood of a repair is that of its slip, times the chance of its value given the other figures: sums
are mostly exact, and rounding makes values near the computed one likelier than those at the ends of what is
allowed. It only ranks; nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from tieout.model import Figure
from tieout.quantity import HALF, Interval, power_of_ten
from tieout.slip.digits import likelihood, sort_of
from tieout.slip.likelihood import EXACT_SUMS, FACTOR_DIGITS, LEAST_CHANCE, MOST_DIGITS, SHARES, ZEROS, Sort
from tieout.slip.style import Style
from tieout.wording import say

_WIDEST = 2000  # printings among which slips are looked for, those nearest to the computed value
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8)
SCALE_WORDS = {  # power of ten -> scale words that differ by it
    3: (("thousand", "million"), ("million", "billion"), ("billion", "trillion"), ("K", "M"), ("k", "m"),
        ("M", "B"), ("m", "bn"), ("mn", "bn"), ("B", "T"), ("bn", "tn")),
    4: (("万", "亿"), ("亿", "万亿"), ("元", "万元"), ("萬", "億")),
    6: (("thousand", "billion"), ("million", "trillion"), ("K", "B"), ("k", "bn")),
    8: (("万", "万亿"), ("元", "亿元")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have happened: its likelihood and cause, the value that was meant, how it prints and reads."""

    likelihood: float
    cause: str
    value: Fraction
    text: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the other figures ask of one: allowed values and the computed one, in base units.

    `is_sum` says that they ask by adding up; such relations are mostly exact as printed. `otherwise` is how
    the figure got an arbitrary value: what others lead to was not updated (STALE), a part of it was changed
    alone (REVISED), or it is the one above again (REPEATED); of two statements of one fact either is as good
    (OTHER).
    """

    allowed: Interval
    point: Fraction
    is_sum: bool = False
    otherwise: Sort = Sort.OTHER

    def printed(self, quantum: Fraction, half: Fraction = HALF) -> range:
        """The digits whose printing has values that are allowed; a count has no half to either side."""
        low, high = self.allowed.low, self.allowed.high
        assert low is not None
        assert high is not None
        first, last = low / quantum - half, high / quantum + half
        return range(
            ceil(first) if self.allowed.low_closed else floor(first) + 1,
            floor(last) + 1 if self.allowed.high_closed else ceil(last),
        )

    @property
    def vague(self) -> bool:
        """Whether values of different scales are allowed: above 20%, at most 5."""
        low, high = self.allowed.low, self.allowed.high
        return low is None or high is None or low * 10 <= high

    def chance(self, digits: int, quantum: Fraction) -> float:
        """How likely the printing is, against the likeliest."""
        return self.chances(quantum)(digits)

    def chances(self, quantum: Fraction) -> Callable[[int], float]:
        """How likely printings of one quantum are; in floats, for many are asked and it only ranks."""
        point = self.point / quantum
        below, above = (
            0.0 if end is None else float(abs(end / quantum - point))
            for end in (self.allowed.low, self.allowed.high)
        )
        whole = round(point)
        part = float(point - whole)
        exact = EXACT_SUMS if self.is_sum or not part else 0.0  # what comes out round is seldom a chance

        def chance(digits: int) -> float:
            off = digits - whole - part
            near = max(1 - abs(off) / ((above if off > 0 else below) + 0.5), LEAST_CHANCE)
            return exact * (abs(off) <= 0.5) + (1 - exact) * near

        return chance


def slips(figure: Figure, wanted: Wanted) -> tuple[Slip, ...]:
    """The ways from an allowed value to the figure as printed, the likeliest first.

    An arbitrary change is one of them and has no cause. Empty if the figure's digits cannot be told, or what
    is wanted is no value but a side to be on.
    """
    style = Style.of(figure)
    if style is None or wanted.allowed.low is None or wanted.allowed.high is None:
        return ()
    digits, half = figure.amount.numeral.digits, Fraction(0) if figure.amount.counts else HALF
    allowed = wanted.printed(style.quantum, half)
    if allowed.stop - allowed.start > _WIDEST:
        middle = style.digits(wanted.point)
        allowed = range(max(allowed.start, middle - _WIDEST), min(allowed.stop, middle + _WIDEST))
    chance = wanted.chances(style.quantum)
    found = [
        _slip(style, half, n, sort, likelihood(digits, n, sort) * chance(n))
        for n in allowed
        if (sort := sort_of(digits, n)) is not None and (sort is not Sort.DOUBLED or _fits(n, style, wanted))
        if sort is not Sort.TENFOLD
    ]
    found += _scaled(figure, style, half, wanted)
    meant = style.digits(wanted.point)
    anything = _anything(digits, meant, wanted)
    sort = Sort.REPEATED if wanted.otherwise is Sort.REPEATED else Sort.OTHER
    found.append(replace(_slip(style, half, meant, sort, anything), value=wanted.point))
    return tuple(sorted(found, key=lambda slip: (-slip.likelihood, slip.text)))


def _slip(style: Style, half: Fraction, digits: int, sort: Sort, likelihood: float) -> Slip:
    cause = Sort.NEIGHBOURS if sort is Sort.EXCHANGED else sort
    reach = Interval((digits - half) * style.quantum, (digits + half) * style.quantum)
    return Slip(likelihood, cause, digits * style.quantum, style.text(digits), reach)


def _fits(digits: int, style: Style, wanted: Wanted) -> bool:
    """Whether a printing is the computed value itself."""
    return abs(digits * style.quantum - wanted.point) <= style.quantum / 2


def _anything(printed: int, meant: int, wanted: Wanted) -> float:
    """The likelihood of an arbitrary value: over all of its length, in a sum over all gaps of that length.

    Factors are printed to as many digits as they happen to have, which says nothing of how they go wrong.
    """
    if wanted.otherwise is Sort.REPEATED:
        return SHARES[Sort.REPEATED]
    if wanted.otherwise is Sort.OTHER:
        length = _length(printed)
    else:
        length = _length(meant - printed) if wanted.is_sum else FACTOR_DIGITS
    return SHARES[wanted.otherwise] / float(10 ** min(length, MOST_DIGITS))


def _scaled(figure: Figure, style: Style, half: Fraction, wanted: Wanted) -> Iterator[Slip]:
    """The same digits at another power of ten, with the precision that they would have there."""
    digits = figure.amount.numeral.digits
    if not digits or wanted.allowed.contains(0):
        return
    allowed = wanted.printed(style.quantum, HALF)
    if not wanted.vague:
        for zeros in (1, 2, 3):
            fewer, rest = divmod(digits, 10**zeros)
            if not rest and fewer in wanted.printed(style.quantum, half):
                likely = SHARES[Sort.TENFOLD] / 2 * ZEROS * wanted.chance(fewer, style.quantum)
                cause = say("{times:,} times too large", times=10**zeros)
                yield replace(_slip(style, half, fewer, Sort.TENFOLD, likely), cause=cause)
    for power in _POWERS:
        if not _reaches(digits, power, allowed):
            continue
        quantum = style.quantum * power_of_ten(power)
        if digits in wanted.printed(quantum, half):
            reach = Interval((digits - half) * quantum, (digits + half) * quantum)
            yield _rescaled(figure, style, power, wanted.chance(digits, quantum), reach)


def _reaches(digits: int, power: int, allowed: range) -> bool:
    """Whether digits at another power of ten may be allowed: whole numbers are quick to refuse the others."""
    up, down = int(10 ** max(power, 0)), int(10 ** max(-power, 0))
    low, high = (allowed.start - 1) * down, (allowed.stop + 1) * down
    return low <= (digits + 1) * up and (digits - 1) * up <= high


def _rescaled(figure: Figure, style: Style, power: int, chance: float, reach: Interval) -> Slip:
    digits = figure.amount.numeral.digits
    value = digits * power_of_ten(power) * style.quantum
    times = off_by(power)
    for pair in SCALE_WORDS.get(abs(power), ()):
        printed, meant = pair if power > 0 else pair[::-1]
        after = other_scale(style.after, printed, meant)
        if after is not None:
            text = replace(style, after=after, minus_after=after).text(digits)
            cause = say("{times}: {printed} for {meant}", times=times, printed=printed, meant=meant)
            return Slip(SHARES[Sort.SCALE_WORD] / 2 * chance, cause, value, text, reach)
    share = SHARES[Sort.SCALE if abs(power) in SCALE_WORDS else Sort.TENFOLD]
    fraction = power > 0 and abs(digits * style.quantum) < 1  # 0.0189 for 1.89, but 21.3 for 213.0
    text = style.coarser(value, power) if fraction else style.finer(value, max(-power, 0))
    return Slip(share / 2 * chance, times, value, text, reach)


def off_by(power: int) -> str:
    """In words, that a figure has to be moved by a power of ten: it is too small where that is above zero."""
    if power > 0:
        return say("{times:,} times too small", times=10**power)
    return say("{times:,} times too large", times=10**-power)


def other_scale(after: str, printed: str, meant: str) -> str | None:
    """The text after the digits with another scale word; None if it does not begin with this one."""
    body = after.lstrip()
    if not body.startswith(printed):
        return None
    rest = body[len(printed) :]
    glued = printed.isascii() and rest[:1].isascii() and rest[:1].isalnum()
    return None if glued or rest[:1] in tuple("万亿萬億") else after[: len(after) - len(body)] + meant + rest


def _length(digits: int) -> int:
    return len(str(abs(digits)))
