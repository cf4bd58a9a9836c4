"""What slip of a hand, if any, turns one whole number into another; fast, as tables work on whole numbers."""

from __future__ import annotations

from tieout.slip.likelihood import SHARES, Sort

PLAIN = frozenset({Sort.DIGIT, Sort.NEIGHBOURS, Sort.SIGN, Sort.TENFOLD})  # so few that a fit is no chance
_CANDIDATES = 12  # values that rounding allows are tried up to this many


def sort_of(printed: int, meant: int) -> Sort | None:
    """How a number became another one by one slip; None if no slip does it, or they are equal."""
    if printed == meant:
        return None
    if printed == -meant:
        return Sort.SIGN
    if (printed < 0) != (meant < 0):
        return None
    first, second = str(abs(printed)), str(abs(meant))
    if len(first) == len(second):
        return _changed(first, second) or (Sort.DOUBLED if printed == 2 * meant else None)
    if 10 * min(abs(printed), abs(meant)) == max(abs(printed), abs(meant)):
        return Sort.TENFOLD
    if _one_more(second, first):
        return Sort.DROPPED
    if _one_more(first, second):
        return Sort.ADDED
    if len(first) > len(second) and first[0] != "0":  # the first digit should be a nought
        return Sort.DIGIT if first[1:].lstrip("0") == second else _doubled(printed, meant)
    return _doubled(printed, meant)


def likelihood(printed: int, meant: int, sort: Sort) -> float:
    """The share of a sort, over the ways in which it could have happened to the number that was meant."""
    length = len(str(abs(printed)))
    pairs = max(length * (length - 1) // 2, 1)
    ways = {
        Sort.DIGIT: 9 * length,
        Sort.NEIGHBOURS: pairs,
        Sort.EXCHANGED: pairs,
        Sort.TWO_DIGITS: 81 * pairs,
        Sort.DROPPED: length + 1,
        Sort.ADDED: 10 * length,
        Sort.TENFOLD: 2,
    }
    # true figures are spread evenly over magnitudes (Benford), which wrong digits do not know
    return SHARES[sort] / ways.get(sort, 1) * max(abs(printed), 1) / max(abs(meant), 1)


def is_slip(printed: int, meant: int) -> bool:
    """Whether one plain slip turns one number into the other: a digit, neighbours, the sign, a tenfold."""
    return sort_of(printed, meant) in PLAIN


def one_slip(first: str, second: str) -> bool:
    """Whether digits of one length differ in one place, or in two neighbouring ones that are exchanged."""
    return _changed(first, second) in PLAIN


def mends(digits: int, scale: int, needed: int, slack: int) -> bool:
    """Whether a plain slip leads from a printed figure to a value that makes its sum hold.

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
    return any(is_slip(digits, meant) for meant in range(low, high + 1))


def _changed(first: str, second: str) -> Sort | None:
    """What happened to digits of which none came or went."""
    if len(first) != len(second):
        return None
    places = [i for i in range(len(first)) if first[i] != second[i]]
    if len(places) == 1:
        return Sort.DIGIT
    if len(places) != 2:
        return None
    i, j = places
    if first[i] != second[j] or first[j] != second[i]:
        return Sort.TWO_DIGITS
    return Sort.NEIGHBOURS if j == i + 1 else Sort.EXCHANGED


def _one_more(longer: str, shorter: str) -> bool:
    """Whether digits are others with one put in."""
    if len(longer) != len(shorter) + 1:
        return False
    same = next((i for i in range(len(shorter)) if longer[i] != shorter[i]), len(shorter))
    return longer[same + 1 :] == shorter[same:]


def _doubled(printed: int, meant: int) -> Sort | None:
    return Sort.DOUBLED if printed == 2 * meant else None
