"""The fellows of a figure whose words name a cell: its list, what it may be, what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.quantity import PERCENT, Quantity
from tieout.relate.linking.cells import Candidate, Fit
from tieout.relate.linking.link import Linked, Unlinked
from tieout.relate.linking.measured import tied
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Speech
from tieout.slip import misprinted, tenfold
from tieout.wording import say

NARROWER = say("its words name something narrower than the line")
OPEN = say("its words leave more than one cell")
_FAR = 1 << 30
_FEW = 5  # figures that any sentence may have
_LETTERS = 5  # for every figure of a sentence of more


def is_slip(quantity: Quantity, cell: Quantity) -> bool:
    """Whether a figure is a cell with a digit wrong, or tenfold; with one less it is as often another."""
    if not misprinted(quantity, cell.value):
        return False
    digits = str(abs(round(cell.value / quantity.quantum)))
    return len(digits) == len(str(abs(quantity.numeral.digits))) or tenfold(quantity.value, cell.value)


def is_misplaced(claimed: Linked | Unlinked) -> bool:
    """Whether a figure is another one than the one cell that it is named with in full."""
    return isinstance(claimed, Linked) and claimed.closed and not claimed.tie.holds


def as_sure(link: Linked, claimed: Linked | Unlinked) -> Linked:
    """A cell that a figure is, with what words alone say for it: another value would be weighed by that."""
    if isinstance(claimed, Unlinked) or claimed.cells != link.cells:
        return replace(link, sure=False, closed=False)
    return replace(link, sure=claimed.sure, closed=claimed.closed)


def is_told(speech: Speech) -> bool:
    """Whether a sentence tells of figures, and is no row of a table that was not read as one."""
    figures = len(speech.quantities)
    return figures <= _FEW or sum(map(str.isalpha, speech.sentence.text)) >= _LETTERS * figures


@dataclass(frozen=True, slots=True)
class Fellows:
    """A figure's fellows: the list it is one of, the cells it may be, links and names of its sentence."""

    run: Sequence[Fact]
    found: Sequence[Candidate]
    linked: Mapping[int, Linked]
    spots: Sequence[Spot]

    def next_name(self, end: int) -> int:
        """Where the next name behind a figure begins; behind everything if it is none, or one of a list."""
        following = next((spot for spot in self.spots if spot.start >= end), None)
        return _FAR if following is None or following.listed else following.start

    @property
    def held(self) -> bool:
        """Whether another figure of its list is a cell."""
        return any(fact.id in self.linked and self.linked[fact.id].tie.holds for fact in self.run)

    def taken(self, chosen: Candidate) -> bool:
        """Whether another figure of its list is the cell already."""
        links = (self.linked[fact.id] for fact in self.run if fact.id in self.linked)
        return any(cell.id == chosen.cell.id for link in links if link.tie.holds for cell in link.cells)

    def told(self, chosen: Candidate) -> bool:
        """Whether another figure of the sentence is the cell already."""
        links = (link for link in self.linked.values() if link.tie.holds)
        return any(cell.id == chosen.cell.id for link in links for cell in link.cells)

    def cells_of(self, fact: Fact) -> Sequence[Fact]:
        """The cells that a figure of the sentence is known to be."""
        link = self.linked.get(fact.id)
        return link.cells if link is not None and link.tie.holds else ()

    def in_column(self, chosen: Candidate) -> bool:
        """Whether another figure of the sentence is a cell of the same line across."""
        own = chosen.cell.figure
        held = (cell.figure for link in self.linked.values() if link.tie.holds for cell in link.cells)
        return any(
            cell.block == own.block and (cell.col == own.col if chosen.line.is_row else cell.row == own.row)
            for cell in held
        )

    def beside(self, named: Sequence[Candidate]) -> Candidate | None:
        """The one of these cells that stands in the column of another figure of the sentence."""
        own = [one for one in named if one.line.is_row and self.in_column(one) and not self.told(one)]
        return replace(own[0], fit=Fit.IMPLIED) if own and one_value(own) else None


def one_cell(speech: Speech, fact: Fact, found: Sequence[Candidate], spot: Spot) -> Candidate | str:
    """The one cell that words leave; or why there is none."""
    named = named_by(speech, fact, found, spot)
    if not named:
        return NARROWER
    if fact.figure.amount.unit.powers:  # plain numbers are amounts where there are no others
        named = [one for one in named if one.cell.figure.amount.unit.powers] or named
    best = max(candidate.fit for candidate in named)
    left = [candidate for candidate in named if candidate.fit is best]
    return left[0] if best > Fit.OPEN and one_value(left) else OPEN


def named_by(speech: Speech, fact: Fact, found: Sequence[Candidate], spot: Spot) -> list[Candidate]:
    """The cells whose line is named in full."""
    end = fact.figure.end - speech.sentence.start
    return [one for one in found if spot.names(one.line, end) or _goes_on_as_rate(speech, spot, one)]


def _goes_on_as_rate(speech: Speech, spot: Spot, candidate: Candidate) -> bool:
    """Whether a name goes on with the word for what its cells are: the cost/income ratio of 33.6%."""
    rate = candidate.cell.figure.amount.unit == PERCENT and not spot.narrowing
    return rate and spot.after in speech.lexicon.words(WordList.RATE)


def one_value(found: Sequence[Candidate]) -> bool:
    """Whether all cells have one value."""
    first = found[0].cell.figure.amount
    ties = (tied(first, candidate.cell.figure.amount) for candidate in found[1:])
    return all(tie is not None and tie.holds for tie in ties)
