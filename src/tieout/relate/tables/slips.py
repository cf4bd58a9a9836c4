"""The ways a printed figure goes wrong by one slip of a hand, and whether one of them mends a sum.

One digit, two neighbouring digits swapped, the sign, a factor of ten.
"""

from __future__ import annotations

_CANDIDATES = 12  # values that rounding allows are tried up to this many


def mends(digits: int, scale: int, needed: int, slack: int) -> bool:
    """Whether a slip leads from a printed figure to a value that makes its sum hold.

    Args:
        digits: the digits as printed.
        scale: value of one in the last printed place, in steps.
        needed: the value that would tie exactly, in steps.
        slack: what rounding allows around it.
    """
    if scale == 0:
        return False
    low, high = -(-(needed - slack) // scale), (needed + slack) // scale
    if high - low > _CANDIDATES:
        middle = needed // scale
        low, high = middle - _CANDIDATES // 2, middle + _CANDIDATES // 2
    return any(is_slip(digits, meant) for meant in range(low, high + 1) if meant != digits)


def is_slip(printed: int, meant: int) -> bool:
    """Whether one slip turns one number into the other."""
    if printed == -meant or printed == 10 * meant or meant == 10 * printed:
        return True
    if (printed < 0) != (meant < 0):
        return False
    one, other = str(abs(printed)), str(abs(meant))
    if len(one) != len(other):
        return False
    differing = [index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        first, second = differing
        return one[first] == other[second] and one[second] == other[first]
    return len(differing) == 1
