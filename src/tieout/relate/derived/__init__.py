"""Derived lines of a table: growth, shares, margins, averages, prices, as columns and as rows.

The role of a line claims what it is; its readings (`growth`, `ratios`, `runs`, `byvalue`) say which figures
are its operands; they are measured (`forms`, `measure`), chosen by the bits they hold with to spare
(`choose`), held against known `mistakes`, judged (`judging`) and written as `relations`.
"""

from tieout.relate.derived.find import derived
from tieout.relate.derived.words import changes_in_words

__all__ = ["changes_in_words", "derived"]
