"""Derived lines of a table: columns and rows that are ratios, changes, shares or averages of others.

`forms` says what can be computed and measures it exactly, `search` proposes what a line may be, `find`
believes the best of the proposals and turns each of its cells into a relation.
"""

from tieout.relate.derived.find import derived

__all__ = ["derived"]
