"""Exact quantities: a printed number stands for every value that could have been printed so.

The only package that knows exact arithmetic. Values are integers times powers of ten as printed, and
fractions once they meet in a relation; no float ever decides. The method is that of XBRL
Calculations 1.1 (REC 2023-02-22): an interval per printing, sums of intervals, and a relation that
holds when both sides share a value.
"""

from tieout.quantity.interval import Interval
from tieout.quantity.irrational import enclosed
from tieout.quantity.numeral import HALF, Numeral, Rounding, power_of_ten
from tieout.quantity.printed import Hedge, Quantity
from tieout.quantity.text import decimal_text, grouped
from tieout.quantity.tie import Tie, at_most, compare, drift
from tieout.quantity.unit import PERCENT, PLAIN, Unit

__all__ = [
    "HALF",
    "PERCENT",
    "PLAIN",
    "Hedge",
    "Interval",
    "Numeral",
    "Quantity",
    "Rounding",
    "Tie",
    "Unit",
    "at_most",
    "compare",
    "decimal_text",
    "drift",
    "enclosed",
    "grouped",
    "power_of_ten",
]
