"""Series: what sentences tell of a named measure, period by period, in lists or one by one.

A level of a year and its growth, the level of the year before, a margin and its points, the quarters of a
year: each is told with its measure and its period, or takes them from the figures before it in the passage.
What is named so is held against the figures of the same measure, wherever the passage tells them. Whoever
asks lets a miss speak only where a slip explains it: else it is rather of another measure of a like name.
"""

from tieout.relate.series.moved import growths
from tieout.relate.series.parts import whole_periods
from tieout.relate.series.told import Told, told

__all__ = ["Told", "growths", "told", "whole_periods"]
