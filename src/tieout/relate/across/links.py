"""Which cells of two aligned tables state one fact, and how sure that is.

Two tables are one table printed twice if most of what they share agrees, in figures enough that chance cannot
have made them, or under the very same labels in reports whose titles share a word. Else a cell needs a name
for what it is about: the reports are about one company and both cells of one period, or its line names one
product in one version and other cells of its row or column agree. Everything else is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.model import Severity, Status
from tieout.relate.across.alignment import Alignment, Pairing
from tieout.relate.across.cells import Held, letters_of
from tieout.relate.across.labels import Likeness, period_name
from tieout.relate.across.reports import Kinship, Known, foreseen
from tieout.relate.across.sheets import is_alone
from tieout.relate.across.whole_lines import SLID, wholly_apart
from tieout.wording import say

_TELLING = 5  # different figures that agree: with fewer, two tables may be alike by chance
_REPEATED = 12  # such figures in all tables of two reports, that show one to be a version of the other
_FEW = 2  # cells that agree in a table of such reports
_NEARLY_ALL = 3, 4


@dataclass(frozen=True, slots=True)
class Link:
    """Two statements of one fact, in two reports."""

    held: Held
    cap: Severity = Severity.WARNING
    doubt: str = ""  # why it may be two facts after all


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Cells that were not compared, or not judged, with the reason; one stands for all of its line."""

    held: Held
    reason: str


SETTINGS = say("the labels name different settings")
OPINION = say("forecasts and targets are opinions of their houses")
RAGGED = say("its row has not as many cells as the others, so that their columns are not known")
TOGETHER = say("told with the first figure of its line")
PRICED = say("prices and their multiples are those of their day")
ROUGH = say("they agree only because a word widens one of them")
FAR = say("they are too far apart to be one fact gone wrong")
AMBIGUOUS = say("several lines of a table have its name")
STRANGERS = say("nothing shows that both are of one thing")
UNITS = say("their units cannot be compared")


class Judge:
    """Judges the cells of one alignment."""

    def __init__(self, found: Alignment, known: tuple[Known, Known]) -> None:
        self.found, self._known_of, self._kin = found, known, Kinship.of(*known)
        self._rows = {row: found.of_row(row) for row in found.rows}
        self._cols = {col: found.of_col(col) for col in found.cols}
        self._whole = {
            id(one): (one is cells[0], cause) for _, cells, cause in wholly_apart(found) for one in cells
        }
        self.mostly = found.agreeing * 2 >= found.compared
        alike = (
            found.telling >= _TELLING or found.alike_in_place or (found.complete and self._kin.titles_share)
        )
        self.twice = self.mostly and alike
        self.repeats = False  # whether the two reports repeat much of each other in tables

    def among(self, telling: int) -> None:
        """Know how many telling figures agree in tables that the two reports print twice.

        Reports that repeat much of each other print their small tables twice as well.
        """
        self.repeats = telling >= _REPEATED
        if self.repeats and self.mostly and self.found.agreeing >= _FEW:
            self.twice = True

    @property
    def reports(self) -> tuple[int, int]:
        """The numbers of the two reports."""
        return self.found.a.report, self.found.b.report

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The surest alignments come first; what they link no other one links again."""
        return self.twice, self.found.agreeing, -self.found.compared

    def cells(self) -> Iterator[Link | Unlinked]:
        """All cells that both tables have; of those not judged, one stands for all of its row."""
        said: set[tuple[Pairing, str]] = set()
        yield from (Unlinked(held, SETTINGS) for held in self.found.aside)
        yield from (Unlinked(held, RAGGED) for held in self._ragged())
        for (row, col), held in self.found.held.items():
            first, cause = self._whole.get(id(held), (True, ""))
            reason = self._reason(row, col, held) or ("" if first else TOGETHER)
            if not reason and cause and letters_of(held.fact) != letters_of(held.other):
                reason = UNITS
            if cause == SLID:
                reason = RAGGED
            doubt = cause or self._doubt(row, col)
            if not reason:
                yield Link(held, self._cap(row, col, held), doubt)
            elif (row, reason) not in said:
                said.add((row, reason))
                yield Unlinked(held, reason)

    def _ragged(self) -> Iterator[Held]:
        """The first figure of every row whose columns are not known, beside one of the other table."""
        a, b = self.found.a, self.found.b
        for mine, theirs in ((a, b), (b, a)):
            other = next(iter(theirs.cells.values()), None)
            for row in sorted(mine.ragged):
                cells = (fact for (at, _), fact in mine.grid.facts.items() if at == row)
                fact = next((one for one in cells if one.figure.quantity is not None), None)
                if fact is not None and other is not None:
                    yield Held(fact, other, None)

    def _reason(self, row: Pairing, col: Pairing, held: Held) -> str:
        """Why a cell is not judged."""
        if not held.agrees and self._priced(row, col) and not self._kin.one_vintage:
            return PRICED
        if held.tie is None:
            return UNITS
        if Likeness.CONFLICT in (row.likeness, col.likeness) and held.apart:
            return SETTINGS
        if self._foreseen(held) and not (self.twice and (self._kin.one_vintage or self._only_dated(held))):
            return OPINION
        if held.apart and not self.twice and self._ambiguous(row, col):
            return AMBIGUOUS
        if held.apart and held.other_size and not (self.twice or self._kin.primary or self._kin.versions):
            return FAR
        return "" if self._known(row, col, held) else STRANGERS

    def _priced(self, row: Pairing, col: Pairing) -> bool:
        """Whether a line is of a price or a multiple of one."""
        a, b = self.found.a, self.found.b
        lines = a.rows[row.first], a.cols[col.first], b.rows[row.second], b.cols[col.second]
        return any(line.priced for line in lines)

    def _foreseen(self, held: Held) -> bool:
        return foreseen(held.fact, self._known_of[0]) or foreseen(held.other, self._known_of[1])

    def _only_dated(self, held: Held) -> bool:
        """Whether nothing but a time to come says that figures of two versions are foreseen: due by 2030."""
        return self._kin.versions and held.fact.status is held.other.status is Status.ACTUAL

    def _ambiguous(self, row: Pairing, col: Pairing) -> bool:
        """Whether others of its table have the name of a line, and its cells do not show which one it is."""
        a, b = self.found.a, self.found.b
        for pairing, cells, mine, theirs in (
            (row, self._rows[row], a.rows, b.rows),
            (col, self._cols[col], a.cols, b.cols),
        ):
            alone = is_alone(pairing.first, mine) and is_alone(pairing.second, theirs)
            compared = [one for one in cells if one.tie is not None]
            if not alone and sum(one.agrees for one in compared) * 2 < len(compared):
                return True
        return False

    def _known(self, row: Pairing, col: Pairing, held: Held) -> bool:
        """Whether something shows that both cells are of one thing."""
        if self.twice:
            return True
        things = self._things(row, col)
        if held.agrees and held.telling and things:
            return True
        if min(row.likeness, col.likeness) < Likeness.LACKING:
            return False
        if self._kin.one_subject and _one_period(held):
            return True
        return any(self._shown(thing, row, col) for thing in things) and self._alike(row, col)

    def _things(self, row: Pairing, col: Pairing) -> list[Pairing]:
        """The lines of a cell that name one thing, in both tables."""
        a, b = self.found.a, self.found.b
        names = ((row, a.rows[row.first], b.rows[row.second]), (col, a.cols[col.first], b.cols[col.second]))
        return [line for line, mine, theirs in names if mine.is_thing and theirs.is_thing]

    def _shown(self, thing: Pairing, row: Pairing, col: Pairing) -> bool:
        """Whether other cells show the thing to be one: its own, or those beside if its names are equal."""
        cells = self._rows[row] if thing is row else self._cols[col]
        beside = cells if thing.likeness is Likeness.LACKING else (*self._rows[row], *self._cols[col])
        return any(one.agrees and one.telling for one in beside)

    def _alike(self, row: Pairing, col: Pairing) -> bool:
        """Whether lines of which one lacks a qualifier are alike in most cells."""
        for pairing, cells in ((row, self._rows[row]), (col, self._cols[col])):
            compared = [one for one in cells if one.tie is not None]
            close = sum(one.close for one in compared)
            if pairing.likeness is Likeness.LACKING and len(compared) > 1 and close * 2 < len(compared):
                return False
        return True

    def _cap(self, row: Pairing, col: Pairing, held: Held) -> Severity:
        """The worst a contradiction can be, by what shows that the cells state one fact."""
        if self._kin.primary:
            return Severity.NOTE if Likeness.LACKING in (row.likeness, col.likeness) else Severity.ERROR
        if self._kin.restated or self._kin.other_houses:
            return Severity.NOTE
        if self._unsaid(row, col):
            return Severity.NOTE
        if self.twice:
            share = self.found.agreeing * _NEARLY_ALL[1] >= self.found.compared * _NEARLY_ALL[0]
            return Severity.ERROR if share and self._kin.one_title else Severity.WARNING
        return Severity.WARNING if self._kin.one_subject and held.near else Severity.NOTE

    def _unsaid(self, row: Pairing, col: Pairing) -> bool:
        """Whether one says a setting that the other does not, and nothing shows that it is the same."""
        if self._kin.versions:
            return False
        lines = ((row, self._rows[row]), (col, self._cols[col]))
        lacking = [cells for line, cells in lines if line.likeness is Likeness.LACKING]
        return bool(lacking) and not (self.twice and all(map(_mostly_agree, lacking)))

    def _doubt(self, row: Pairing, col: Pairing) -> str:
        return "one of them says more of what it is" if self._unsaid(row, col) else ""


def _mostly_agree(cells: Sequence[Held]) -> bool:
    compared = [one for one in cells if one.tie is not None]
    return sum(one.agrees for one in compared) * 2 >= len(compared)


def _one_period(held: Held) -> bool:
    """Whether both cells are of one stretch of time, years by the year in which they end."""
    first, second = held.fact.period, held.other.period
    return first is not None and second is not None and period_name(first) == period_name(second)
