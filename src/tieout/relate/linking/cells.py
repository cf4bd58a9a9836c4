"""Which cells of a named line a figure of the text may be: those of its dimension and its period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from tieout.lexicon import Lexicon
from tieout.model import Dates, Fact, Grain
from tieout.model.lines import Role
from tieout.quantity import Quantity, power_of_ten
from tieout.relate.linking.line import Labels, Line
from tieout.relate.linking.measured import is_unsigned, scale_of
from tieout.relate.linking.speech import BASES, Speech, base_of
from tieout.relate.periods_before import WEEK
from tieout.relate.prose.letter import kind
from tieout.relate.sameness import comparable

_COMPARED_WITH = frozenset({"compared from", "prior"})  # in the scope of a figure
_DAYS = 360  # that a fiscal year of a name may begin before the calendar year
_HALF = Fraction(1, 2)
_FINER = 2  # decimals that an amount with a scale word is printed with
_LATE = 62  # days into the next year in which a fiscal year may end


class Fit(IntEnum):
    """How surely a cell is the one a figure speaks of."""

    OPEN = 1  # nothing speaks against it
    IMPLIED = 2  # its line has no other of the kind
    ANCHORED = 3  # it stands in the column that the report speaks of where it says no time
    NAMED = 4  # its period or its other label is that of the figure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that a figure of the text may be."""

    cell: Fact
    line: Line
    fit: Fit


def candidates(
    fact: Fact, period: Dates | None, line: Line, cells: Iterable[Fact], said: SentenceText, row: str = ""
) -> Iterator[Candidate]:
    """The cells of a line that a figure may be.

    Args:
        fact: a figure of the text.
        period: of which it is, if that is said.
        line: a line that its sentence names.
        cells: those of the line that are levels, or those that are changes, as the figure is.
        said: what the sentence says beside the name of the line.
        row: the name of another line right before that of this one, which crosses it.
    """
    quantity = fact.figure.amount
    found = [cell for cell in cells if like(quantity, cell) and _of_its_size(quantity, cell.figure.amount)]
    amounts = [cell for cell in found if cell.figure.amount.unit.powers] if quantity.unit.powers else []
    found = amounts or found  # a plain number is an amount only where the line has no amounts
    left = [cell for cell in found if _periods(period, cell.period) is not None]
    named = [cell for cell in found if row and said.label(line, cell) == row]
    named = named or [cell for cell in found if said.names(line, cell, fact)]
    dated = any(_periods(period, cell.period) is Fit.NAMED for cell in found)
    partly = said.partly(line, found, fact) if line.is_row and not (named or dated) else []
    for cell in found:
        periods = _periods(period, cell.period)
        if periods is None or _of_others(fact, cell):
            continue
        alone = len(left) == 1
        by_period = alone and period is not None and cell.period is not None
        if dated and periods is not Fit.NAMED:
            sure = False
        elif line.is_row:
            own = cell in named or (not named and alone) or len(_of_period(found, cell)) == 1
            sure = own if dated else by_period or (cell.period is None and cell in named)
        else:  # a column goes over many things: which one must be said
            sure = cell in named and (dated or cell.period is None)
        implied = alone or (cell.period is None and cell in partly)
        yield Candidate(cell, line, Fit.NAMED if sure else Fit.IMPLIED if implied else Fit.OPEN)


@dataclass(frozen=True, slots=True)
class SentenceText:
    """The text of a sentence in small letters, and whether it speaks of a total."""

    text: str
    total: bool
    labels: Labels
    ends: Mapping[int, int]  # by fact: where the figure behind it begins
    starts: Mapping[int, tuple[int, int]]  # by fact: where the figure before it ends, and where it begins

    @staticmethod
    def of(speech: Speech, labels: Labels) -> SentenceText:
        """What a sentence says."""
        starts = [speech.start(fact) for fact in speech.quantities]
        ends = [*starts[1:], len(speech.sentence.text)]
        until = {fact.id: end for fact, end in zip(speech.quantities, ends, strict=True)}
        behind = [0, *(fact.figure.end - speech.sentence.start for fact in speech.quantities)]
        spans = {
            fact.id: (end, speech.start(fact)) for fact, end in zip(speech.quantities, behind, strict=False)
        }
        return SentenceText(speech.sentence.text.lower(), speech.total, labels, until, spans)

    def names(self, line: Line, cell: Fact, fact: Fact | None = None) -> bool:
        """Whether it says the label that tells a cell of a line from the others.

        What it says behind the figure that follows a `fact` is of that: 6,842, 0.8% above our estimate.
        """
        if self.total and line.crossing(cell) is Role.TOTAL:
            return True
        name = self.label(line, cell)
        end = len(self.text) if fact is None else self.ends.get(fact.id, len(self.text))
        return len(name) > 1 and not name.isdigit() and name in self.text[:end]

    def partly(self, line: Line, cells: Sequence[Fact], fact: Fact) -> list[Fact]:
        """The cells of the one label of which a figure's clause says half or more, and of others less."""
        labels = {cell.id: self.labels.words_of(self.label(line, cell)) for cell in cells}
        common = (
            frozenset[str]().union(*labels.values()).intersection(*labels.values())
            if len(labels) > 1
            else frozenset[str]()
        )
        start, end = self.starts.get(fact.id, (0, 0))
        said = self.labels.words_of(self.text[start:end])
        shares = {
            name: Fraction(len(own & said), len(own))
            for name in set(labels.values())
            if (own := name - common)
        }
        best = max(shares, key=lambda name: shares[name], default=None)
        if best is None or shares[best] < _HALF:
            return []
        others = [share for name, share in shares.items() if name is not best]
        clear = all(share * 2 <= shares[best] for share in others)
        return [cell for cell in cells if clear and labels[cell.id] == best]

    def label(self, line: Line, cell: Fact) -> str:
        """The label that tells a cell of a line from the others, as a name."""
        labels = line.across(cell)
        return self.labels.plain(labels[-1]) if labels else ""


def on_base(cells: Sequence[Fact], line: Line, base: str, words: Lexicon) -> Sequence[Fact]:
    """Of the changes of a line those on the period that is said, else those that leave it open."""
    if not base:
        return cells
    labels = [" ".join(line.across(cell)) for cell in cells]
    bases = [base_of({tag.name for tag in words.tags(label, *BASES)}) for label in labels]
    told = list(zip(cells, bases, strict=True))
    return [cell for cell, own in told if own == base] or [cell for cell, own in told if not own]


def follows(level: Fact, change: Fact, line: Line) -> bool:
    """Whether a change stands right behind a level in the same row: in the column that its own leads to."""
    own, other = level.figure, change.figure
    if not line.is_row or own.block != other.block or own.row != other.row or own.col is None:
        return False
    between = [cell for cell in line.cells() if own.col < (cell.figure.col or 0) < (other.col or 0)]
    return own.col < (other.col or 0) and all(
        cell.figure.amount.unit == other.amount.unit for cell in between
    )


def _of_period(cells: Sequence[Fact], cell: Fact) -> list[Fact]:
    return [other for other in cells if other.period == cell.period]


def like(quantity: Quantity, cell: Fact) -> bool:
    """Whether a cell has the dimension of a figure and is a rate where that is one."""
    other = cell.figure.quantity
    if other is None or other.upper is not None:
        return False
    if is_unsigned(quantity, other):
        return True
    if not comparable(quantity, other):
        return False
    return kind(quantity) == kind(other) or {kind(quantity), kind(other)} == {"A", "X"}


def _of_its_size(quantity: Quantity, cell: Quantity) -> bool:
    """Whether an amount with a scale word may be one printed without: 1.85bn is none of 13.72 a parcel."""
    scale = scale_of(quantity)
    same = bool(quantity.unit.powers) and quantity.unit.same_dimension(cell.unit)
    return not same or scale <= 0 or scale_of(cell) > 0 or abs(cell.value) >= power_of_ten(scale - _FINER)


def within(fact: Fact, period: Dates | None, cell: Fact) -> bool:
    """Whether neither period nor entity speaks against a figure of that period being a cell."""
    return _periods(period, cell.period) is not None and not _of_others(fact, cell)


def is_of(period: Dates | None, cell: Fact) -> bool:
    """Whether a cell is of just this period."""
    if period is None or cell.period is None:
        return False
    balance = Grain.DAY in (period.grain, cell.period.grain)
    return _periods(period, cell.period) is Fit.NAMED or (balance and _end_together(period, cell.period))


def _of_others(fact: Fact, cell: Fact) -> bool:
    """Whether both name what they belong to, and not the same."""
    own, other = fact.entity, cell.entity
    return own is not None and other is not None and own != other and not _is_short_for(own, other)


def _is_short_for(own: str, other: str) -> bool:
    """Whether one name is the beginning of the other: Meridian of Meridian Air; versions have digits."""
    short, long = sorted((own, other), key=len)
    return long.startswith(short + " ") and not any(map(str.isdigit, long))


def is_compared_with(fact: Fact) -> bool:
    """Whether a figure is what another one is compared with."""
    return not _COMPARED_WITH.isdisjoint(fact.scope)


def spoken_of(fact: Fact) -> Dates | None:
    """The period of a figure as far as it is sure: what another is compared with is of another time."""
    return None if is_compared_with(fact) else fact.period


def _periods(period: Dates | None, other: Dates | None) -> Fit | None:
    """How two periods go together; None if they do not."""
    if period is None or other is None:
        return Fit.OPEN
    if (period.first, period.last) == (other.first, other.last):
        return Fit.NAMED
    if period.grain is other.grain is Grain.YEAR:
        # a fiscal year by its name, and by its first and last day: that of 2021 may end in January 2022
        ends = {_year(period), _year(period, _LATE)}, {_year(other), _year(other, _LATE)}
        return Fit.OPEN if ends[0] & ends[1] else None
    if period.grain is other.grain and (period.fiscal or other.fiscal):
        # a fiscal year may end up to a year before the calendar year of its name
        return Fit.OPEN if abs(period.first - other.first) < _DAYS else None
    if _end_together(period, other) and (period.fiscal or other.fiscal):
        return Fit.OPEN if Grain.DAY in (period.grain, other.grain) else None
    short, long = (period, other) if period.grain is Grain.DAY else (other, period)
    if short.grain is not Grain.DAY or long.grain is Grain.DAY:
        return None
    within = long.first <= short.first <= long.last
    return Fit.OPEN if within and (long.grain is Grain.YEAR or short.last == long.last) else None


def _end_together(period: Dates | None, other: Dates | None) -> bool:
    """Whether two periods end together; a fiscal year of a name may be another one than that of its end."""
    return period is not None and other is not None and abs(period.last - other.last) < WEEK


def _year(period: Dates, before: int = 0) -> int:
    return date.fromordinal(period.last - before).year
