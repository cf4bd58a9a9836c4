"""Sums inside tables: which lines are totals of which other lines, and where they miss.

The lines of a table have their roles (`extract/table`). Patterns of one target line and its part lines are
proposed, by the form of the table (`natural`, `flows`) and by their figures (`search`, `groups`), measured on
every crossing line (`pattern`) and read by the bits that they hold with (`claims`); those that go together
are chosen (`rivals`, `choose`) and written as a reader would (`subtotals`, `nil_lines`). Totals that no
reading explains are claims all the same (`unread`, `whole_line`), and `signs` say how bad a miss may be.
"""
