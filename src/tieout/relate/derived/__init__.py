"""Derived lines of a table: growth, shares, margins, averages, prices, as columns and as rows."""

from tieout.relate.derived.find import derived

__all__ = ["derived"]
