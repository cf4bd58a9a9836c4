"""Sums inside tables: which lines are totals of which other lines, and where they miss.

A grid becomes scaled integers (`matrix`), its lines get roles from their labels (`roles`, `outline`) and
figures (`rates`). Patterns of one target line and its part lines are proposed, by the form of the table
(`natural`, `flows`) and by their figures (`search`, `groups`), measured on every crossing line (`pattern`)
and believed by the bits of evidence they carry (`belief`); those that go together are chosen (`rivals`,
`choose`) and written as a reader would (`folding`, `filling`). Labelled totals left over are `asked` about,
and `trust` says how bad a miss may be.
"""
