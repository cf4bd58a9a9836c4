"""Two tables laid over each other: which rows and which columns are the same, by labels and by equal cells.

Rows are first paired by what they are called, columns as well; then each axis is paired again by name and by
how many cells agree over the other, so that of several lines of one name the one is taken that agrees, and
lines whose labels are in two languages find each other by their figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from tieout.relate.across.cells import Held, hold
from tieout.relate.across.labels import Likeness, Name, likeness
from tieout.relate.across.sheets import Place, Sheet

_LEAST = 2  # cells that must agree for lines of different names to be one
_IN_PLACE = 3  # different telling figures that agree cell by cell in two tables of one shape
_MOST = 2, 3  # of the cells of such tables
_FEWEST = 4  # cells of a table that is held against another one cell by cell
_Pairs = dict[tuple[int, int], Likeness]
_WEIGHT = {Likeness.SAME: 2, Likeness.LACKING: 1}  # cells that a name stands for


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two lines taken for one; `first` and `second` are their positions in the two tables."""

    first: int
    second: int
    likeness: Likeness


@dataclass(frozen=True)
class Alignment:
    """Two tables with their lines paired; the second may have been turned."""

    a: Sheet
    b: Sheet
    rows: Sequence[Pairing]
    cols: Sequence[Pairing]
    held: Mapping[tuple[Pairing, Pairing], Held] = field(default_factory=dict)
    aside: Sequence[Held] = ()  # the first cells of lines of one name in different settings
    in_place: bool = False  # both are of one shape, and each cell is held against the one in its place

    @property
    def agreeing(self) -> int:
        """How many cells agree."""
        return sum(one.agrees for one in self.held.values())

    @property
    def telling(self) -> int:
        """How many different figures with digits enough agree."""
        return len(
            {abs(one.fact.figure.amount.value) for one in self.held.values() if one.agrees and one.telling}
        )

    @property
    def alike_in_place(self) -> bool:
        """Whether both are one table by their shape and by what most of their cells say."""
        most = self.agreeing * _MOST[1] >= self.compared * _MOST[0]
        return self.in_place and most and self.telling >= _IN_PLACE

    @property
    def complete(self) -> bool:
        """Whether both tables have the same lines and no others."""
        a, b = self.a, self.b
        lines = ((self.rows, a.rows, b.rows), (self.cols, a.cols, b.cols))
        return all(
            len(pairs) == len(mine) == len(theirs) and all(one.likeness is Likeness.SAME for one in pairs)
            for pairs, mine, theirs in lines
        )

    @property
    def compared(self) -> int:
        """How many cells could be compared."""
        return sum(one.tie is not None for one in self.held.values())

    def of_row(self, row: Pairing) -> list[Held]:
        """The cells of a row."""
        return [one for (mine, _), one in self.held.items() if mine == row]

    def of_col(self, col: Pairing) -> list[Held]:
        """The cells of a column."""
        return [one for (_, mine), one in self.held.items() if mine == col]


def align(a: Sheet, b: Sheet) -> Alignment | None:
    """Lay one table over another, turned if more of it agrees so; None if they share no lines."""
    tried = [lay(a, other) for other in (b, b.turned) for lay in (_aligned, _in_place)]
    found = [one for one in tried if one is not None]
    return max(found, key=lambda one: (one.agreeing, one.in_place, one.compared), default=None)


def _in_place(a: Sheet, b: Sheet) -> Alignment | None:
    """Two tables of one shape, line by line; their labels may be in two languages.

    Lines that one language calls by two names are one only if their figures agree.
    """
    if len(a.rows) != len(b.rows) or len(a.cols) != len(b.cols) or len(a.cells) < _FEWEST:
        return None
    rows, cols = _in_turn(a.rows, b.rows), _in_turn(a.cols, b.cols)
    found = Alignment(a, b, rows, cols, _cells(a, b, rows, cols), in_place=True)
    if found.agreeing < _LEAST or found.agreeing * 2 < found.compared:
        return None
    rows = [row for row in rows if _one_line(a.rows, b.rows, row, found.of_row(row))]
    cols = [col for col in cols if _one_line(a.cols, b.cols, col, found.of_col(col))]
    return Alignment(a, b, rows, cols, _cells(a, b, rows, cols), in_place=True)


def _in_turn(mine: Mapping[int, Name], theirs: Mapping[int, Name]) -> list[Pairing]:
    both = zip(sorted(mine), sorted(theirs), strict=True)
    return [Pairing(first, second, likeness(mine[first], theirs[second])) for first, second in both]


def _one_line(
    mine: Mapping[int, Name], theirs: Mapping[int, Name], line: Pairing, cells: Sequence[Held]
) -> bool:
    own, other = mine[line.first], theirs[line.second]
    if line.likeness > Likeness.CONFLICT or not (own and other) or own.is_latin != other.is_latin:
        return True
    compared = [one for one in cells if one.tie is not None]
    return sum(one.agrees for one in compared) * 2 > len(compared)


def _cells(
    a: Sheet, b: Sheet, rows: Sequence[Pairing], cols: Sequence[Pairing]
) -> dict[tuple[Pairing, Pairing], Held]:
    """The cells that two tables have where their lines cross."""
    return {
        (row, col): hold(a.cells[row.first, col.first], b.cells[row.second, col.second])
        for row, col in product(rows, cols)
        if (row.first, col.first) in a.cells and (row.second, col.second) in b.cells
    }


def _aligned(a: Sheet, b: Sheet) -> Alignment | None:
    along, across = _Axis(a, b), _Axis(a.turned, b.turned)
    rows, cols = along.named, across.named
    if not rows and not cols:
        return None
    rows, cols = rows or along.paired(list(cols)), cols or across.paired(list(rows))
    for _ in range(2):
        rows = along.paired(list(cols))
        cols = across.paired(list(rows))
    held = _cells(a, b, _pairings(rows), _pairings(cols))
    aside = [*along.other_settings(rows, list(cols)), *across.other_settings(cols, list(rows))]
    return Alignment(a, b, _pairings(rows), _pairings(cols), held, aside) if held or aside else None


def _pairings(pairs: _Pairs) -> list[Pairing]:
    return [Pairing(first, second, alike) for (first, second), alike in sorted(pairs.items())]


class _Axis:
    """The rows of two tables, to be paired."""

    def __init__(self, a: Sheet, b: Sheet) -> None:
        self._a, self._b = a, b
        self._known: dict[tuple[Place, Place], Held | None] = {}
        self.named = _by_name(a.rows, b.rows)
        good = [pair for pair, alike in self.named.items() if alike >= Likeness.LACKING]
        named = {first for first, _ in good}, {second for _, second in good}
        alike = dict.fromkeys(_by_figures(a, b, named), Likeness.OTHER)
        self._candidates = alike | self.named

    def paired(self, crossing: Sequence[tuple[int, int]]) -> _Pairs:
        """Each row with at most one of the other table, the surest first.

        Args:
            crossing: the pairs of columns over which cells are looked at.
        """
        weighed = []
        for (first, second), alike in self._candidates.items():
            agreeing = sum(one.agrees for one in self._held(first, second, crossing))
            weight = _WEIGHT.get(alike, 0)
            if weight or self._by_cells(first, second, crossing):
                weighed.append((-(agreeing + weight), abs(first - second), first, second, alike))
        chosen: _Pairs = {}
        mine: set[int] = set()
        theirs: set[int] = set()
        for *_, first, second, alike in sorted(weighed):
            if first not in mine and second not in theirs:
                chosen[first, second] = alike
                mine.add(first)
                theirs.add(second)
        return chosen

    def other_settings(self, paired: _Pairs, crossing: Sequence[tuple[int, int]]) -> Iterator[Held]:
        """The first cells of rows that are of one name in different settings, and have no other partner."""
        mine, theirs = {first for first, _ in paired}, {second for _, second in paired}
        for (first, second), alike in self.named.items():
            if alike is Likeness.CONFLICT and first not in mine and second not in theirs:
                yield from self._held(first, second, crossing)[:1]

    def _by_cells(self, first: int, second: int, crossing: Sequence[tuple[int, int]]) -> bool:
        """Whether two lines are one by their figures: most agree, and they tell something unless unnamed."""
        held = [one for one in self._held(first, second, crossing) if one.tie is not None]
        agreeing = [one for one in held if one.agrees]
        if len(agreeing) < _LEAST or len(agreeing) * 2 < len(held):
            return False
        if not self._a.rows[first] and not self._b.rows[second]:
            return True
        return len({one.fact.figure.amount.value for one in agreeing if one.telling}) >= _LEAST

    def _held(self, first: int, second: int, crossing: Sequence[tuple[int, int]]) -> list[Held]:
        found = (self._cell((first, mine), (second, theirs)) for mine, theirs in crossing)
        return [one for one in found if one is not None]

    def _cell(self, mine: Place, theirs: Place) -> Held | None:
        key = mine, theirs
        if key not in self._known:
            fact, other = self._a.cells.get(mine), self._b.cells.get(theirs)
            self._known[key] = None if fact is None or other is None else hold(fact, other)
        return self._known[key]


def _by_name(a: Mapping[int, Name], b: Mapping[int, Name]) -> _Pairs:
    """All pairs of lines that can be one by their names."""
    holders: dict[str, list[int]] = {}
    for theirs, name in b.items():
        for key in name.keys:
            holders.setdefault(key, []).append(theirs)
    pairs = {
        (mine, theirs) for mine, name in a.items() for key in name.keys for theirs in holders.get(key, ())
    }
    found = {(mine, theirs): likeness(a[mine], b[theirs]) for mine, theirs in sorted(pairs)}
    return {pair: alike for pair, alike in found.items() if alike is not Likeness.OTHER}


def _by_figures(a: Sheet, b: Sheet, named: tuple[set[int], set[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of rows without a partner by name that share figures enough to be one all the same."""
    mine = {row: figures for row, figures in a.row_figures.items() if row not in named[0]}
    if not mine or len(named[1]) == len(b.rows):
        return
    holders: dict[str, list[int]] = {}
    for row, figures in b.row_figures.items():
        for figure in figures if row not in named[1] else ():
            holders.setdefault(figure, []).append(row)
    for row, figures in mine.items():
        shared = Counter(other for figure in figures for other in holders.get(figure, ()))
        yield from ((row, other) for other, count in sorted(shared.items()) if count >= _LEAST)
