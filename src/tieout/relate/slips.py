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
    return len(one) == len(other) and one_slip(one, other)


def one_slip(first: str, second: str) -> bool:
    """Whether digits of one length differ in one place, or in two neighbouring ones that are exchanged."""
    places = [i for i in range(len(first)) if first[i] != second[i]]
    if len(places) == 1:
        return True
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    i, j = places
    return first[i] == second[j] and first[j] == second[i]
