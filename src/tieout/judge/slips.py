"""The ways in which figures go wrong between the source and the page, and how likely each is.

The likelihood of a slip is that of its sort, over the slips of that sort that could have happened to the
value before it, times the chance of that value given the other figures: sums are mostly exact, and rounding
makes values near the computed one likelier than those at the ends of what is allowed. True figures also obey
Benford's law (low leading digits are frequent), which wrong digits do not know. The shares of the sorts are a
convention; they only rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from tieout.judge.style import Style
from tieout.model import Figure
from tieout.quantity import HALF, Interval, power_of_ten

_DIGIT, _SWAP, _SIGN, _SCALE_WORD, _SCALE, _TENFOLD, _DROPPED, _ADDED, _ANY = (
    0.35, 0.15, 0.1, 0.1, 0.05, 0.1, 0.03, 0.02, 0.1,
)  # fmt: skip
_STALE, _REVISED = 0.1, 0.005  # a total left as it was when a part changed; a part changed at will
_EXACT_SUMS = 0.85  # of published sums that tie; measured in the relations of tables
_LEAST = 0.02  # chance at the ends of what is allowed, against that of the computed value
_ZEROS = 10  # how much likelier "too large" becomes if the figure ends in the zeros that this would add
_MOST_DIGITS = 7  # beyond that an arbitrary value is no less likely
_SCALES = {  # power of ten -> scale words that differ by it
    3: (("thousand", "million"), ("million", "billion"), ("billion", "trillion"), ("K", "M"), ("k", "m"),
        ("M", "B"), ("m", "bn"), ("mn", "bn"), ("B", "T"), ("bn", "tn")),
    4: (("万", "亿"), ("亿", "万亿"), ("元", "万元"), ("萬", "億")),
    6: (("thousand", "billion"), ("million", "trillion"), ("K", "B"), ("k", "bn")),
    8: (("万", "万亿"), ("元", "亿元")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have happened, its likelihood, the value that was meant and how it prints."""

    likelihood: float
    cause: str
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the other figures ask of one: allowed values and the computed one, in base units.

    `is_sum` says that they ask by adding up; such relations are mostly exact as printed. `stated` says that
    the figure is what they lead to.
    """

    allowed: Interval
    point: Fraction
    is_sum: bool = False
    stated: bool = False

    def printed(self, quantum: Fraction) -> range:
        """The digits whose printing, to half a quantum, has values that are allowed."""
        low, high = self.allowed.low, self.allowed.high
        assert low is not None
        assert high is not None
        first, last = low / quantum - HALF, high / quantum + HALF
        return range(
            ceil(first) if self.allowed.low_closed else floor(first) + 1,
            floor(last) + 1 if self.allowed.high_closed else ceil(last),
        )

    def fits(self, digits: int, quantum: Fraction) -> bool:
        """Whether values that print so are allowed: `printed` for one number only."""
        low, high = self.allowed.low, self.allowed.high
        assert low is not None
        assert high is not None
        half, twice = quantum.numerator, 2 * quantum.denominator  # of half a quantum, as whole numbers
        above = (2 * digits + 1) * half * low.denominator - twice * low.numerator
        below = twice * high.numerator - (2 * digits - 1) * half * high.denominator
        reached = above > 0 or (above == 0 and self.allowed.low_closed)
        return reached and (below > 0 or (below == 0 and self.allowed.high_closed))

    @property
    def vague(self) -> bool:
        """Whether values of different scales are allowed: above 20%, at most 5."""
        low, high = self.allowed.low, self.allowed.high
        return low is None or high is None or low * 10 <= high

    def chance(self, digits: int, quantum: Fraction) -> float:
        """How likely the printing is, against the likeliest."""
        value, half = digits * quantum, quantum / 2
        end = self.allowed.high if value > self.point else self.allowed.low
        reach = half if end is None else abs(end - self.point) + half
        near = max(1 - float(abs(value - self.point) / reach), _LEAST)
        exact = _EXACT_SUMS if self.is_sum else 0.0
        return exact * (abs(value - self.point) <= half) + (1 - exact) * near


def slips(figure: Figure, wanted: Wanted) -> tuple[Slip, ...]:
    """The ways from an allowed value to the figure as printed, the likeliest first.

    An arbitrary change is one of them and has no cause. Empty if the figure's digits cannot be told.
    """
    style = Style.of(figure)
    if style is None or wanted.allowed.low is None or wanted.allowed.high is None:
        return ()
    digits, length = figure.amount.numeral.digits, _length(figure.amount.numeral.digits)
    pairs = max(length * (length - 1) // 2, 1)
    sorts: tuple[tuple[str, float, Iterable[int]], ...] = (
        ("the sign is reversed", _SIGN, (-digits,)),
        ("two digits are transposed", _SWAP / pairs, _swapped(digits)),
        ("one digit is wrong", _DIGIT / (9 * length), _one_digit(digits)),
        ("a digit is missing", _DROPPED / (length + 1), _longer(digits)),
        ("a digit is printed too many", _ADDED / (10 * length), _shorter(digits)),
    )
    allowed = wanted.printed(style.quantum)
    found = [
        Slip(
            share * wanted.chance(n, style.quantum) * _frequency(n, digits),
            cause,
            n * style.quantum,
            style.text(n),
        )
        for cause, share, candidates in sorts
        for n in set(candidates)
        if n in allowed
    ]
    found += _scaled(figure, style, wanted)
    anything = _anything(digits, style.digits(wanted.point), wanted)
    found.append(Slip(anything, "", wanted.point, style.value(wanted.point)))
    return tuple(sorted(found, key=lambda slip: (-slip.likelihood, slip.text)))


def _anything(printed: int, meant: int, wanted: Wanted) -> float:
    """The likelihood of an arbitrary value; a sum rather lags behind a revised part, by any amount."""
    if not wanted.is_sum:
        return _ANY / float(10 ** min(_length(printed), _MOST_DIGITS))
    return (_STALE if wanted.stated else _REVISED) / float(10 ** min(_length(meant - printed), _MOST_DIGITS))


def _frequency(meant: int, printed: int) -> float:
    """How frequent the meant digits are, over the printed ones: figures are evenly spread over magnitudes."""
    return max(abs(printed), 1) / max(abs(meant), 1)


def _scaled(figure: Figure, style: Style, wanted: Wanted) -> Iterator[Slip]:
    """The same digits at another power of ten, with the precision that they would have there."""
    digits = figure.amount.numeral.digits
    if not digits or wanted.allowed.contains(0):
        return
    if not wanted.vague:
        for zeros in (1, 2, 3):
            fewer, rest = divmod(digits, 10**zeros)
            if not rest and wanted.fits(fewer, style.quantum):
                likelihood = _TENFOLD / 2 * _ZEROS * wanted.chance(fewer, style.quantum)
                times = f"{10**zeros:,} times too large"
                yield Slip(likelihood, times, fewer * style.quantum, style.text(fewer))
    for power in (1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8):
        quantum = style.quantum * power_of_ten(power)
        if wanted.fits(digits, quantum):
            yield _rescaled(figure, style, power, wanted.chance(digits, quantum))


def _rescaled(figure: Figure, style: Style, power: int, chance: float) -> Slip:
    digits = figure.amount.numeral.digits
    value = digits * power_of_ten(power) * style.quantum
    times = f"{10 ** abs(power):,} times too {'small' if power > 0 else 'large'}"
    for pair in _SCALES.get(abs(power), ()):
        printed, meant = pair if power > 0 else pair[::-1]
        after = _other_scale(style.after, printed, meant)
        if after is not None:
            text = replace(style, after=after, minus_after=after).text(digits)
            return Slip(_SCALE_WORD / 2 * chance, f"{times}: {printed} for {meant}", value, text)
    share = _SCALE if abs(power) in _SCALES else _TENFOLD
    return Slip(share / 2 * chance, times, value, style.finer(value, max(-power, 0)))


def _other_scale(after: str, printed: str, meant: str) -> str | None:
    """The text after the digits with another scale word; None if it does not begin with this one."""
    body = after.lstrip()
    if not body.startswith(printed):
        return None
    rest = body[len(printed) :]
    glued = printed.isascii() and rest[:1].isascii() and rest[:1].isalnum()
    return None if glued or rest[:1] in tuple("万亿萬億") else after[: len(after) - len(body)] + meant + rest


def _length(digits: int) -> int:
    return len(str(abs(digits)))


def _swapped(digits: int) -> Iterator[int]:
    """Neighbouring digits exchanged, or any two."""
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
