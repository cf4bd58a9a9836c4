"""What the figures say: figures, facts, sentences, grids and what a report says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from tieout.model.document import Document
from tieout.model.place import Place
from tieout.model.problem import Problem
from tieout.quantity import Interval, Quantity

if TYPE_CHECKING:
    from tieout.model.lines import Lines


class Grain(StrEnum):
    """How finely a date or period is given."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"  # any other stretch of days: 2019-2023, first nine months


@dataclass(frozen=True, slots=True)
class Dates:
    """A date or period as its first and last day (proleptic ordinals, `date.toordinal`)."""

    first: int
    last: int
    grain: Grain
    fiscal: bool = False

    @property
    def interval(self) -> Interval:
        """The days it may mean."""
        return Interval(Fraction(self.first), Fraction(self.last))


class Status(StrEnum):
    """Whether a figure is known or foreseen."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number, date or period and where it stands: a block and, in a table, a cell.

    `start` and `end` are offsets into the text of the block or of the cell. Exactly one of `quantity`
    and `dates` is set.
    """

    text: str
    block: int
    start: int
    end: int
    quantity: Quantity | None = None
    dates: Dates | None = None
    row: int | None = None
    col: int | None = None

    @property
    def amount(self) -> Quantity:
        """The quantity of a figure known to have one.

        Raises:
            ValueError: the figure is a date or period.
        """
        if self.quantity is None:
            raise ValueError(f"{self.text!r} is a date, not a quantity")
        return self.quantity


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its meaning.

    `id` counts facts of one report in reading order from 0; `report` is that report's path. `label` is
    the path to the figure, outermost first: headings, caption, row label, column label or, in prose, the
    words it belongs to. `scope` holds what else narrows the meaning, in alphabetical order: a stage
    (pre-training), a region, a share type, a comparison base (year-on-year); facts whose scopes differ are
    different facts. In a table the last `heads` labels are those over its column.
    """

    id: int
    figure: Figure
    report: str = ""
    label: tuple[str, ...] = ()
    concept: str | None = None
    entity: str | None = None
    period: Dates | None = None
    status: Status = Status.ACTUAL
    basis: str | None = None
    source: str | None = None
    as_of: Dates | None = None
    scope: tuple[str, ...] = ()
    heads: int = 0

    @property
    def place(self) -> tuple[str, ...]:
        """The end of its path: in a table its row's own label and the two nearest over its column."""
        rows = len(self.label) - self.heads
        return (*self.label[:rows][-1:], *self.label[rows:][-2:]) if self.heads else self.label[-2:]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or clause list) with the facts in it; `start` is its offset in the block or cell text.

    `headings` is the path of headings above it. `row` and `col` are set for the prose inside a table cell.
    """

    text: str
    block: int
    start: int
    facts: tuple[Fact, ...]
    headings: tuple[str, ...] = ()
    row: int | None = None
    col: int | None = None

    def between(self, left: Fact, right: Fact) -> str:
        """The words between two facts of this sentence."""
        return self.text[left.figure.end - self.start : right.figure.start - self.start]

    def before(self, fact: Fact, reach: int = 40) -> str:
        """Up to `reach` characters before a fact of this sentence."""
        offset = fact.figure.start - self.start
        return self.text[max(offset - reach, 0) : offset]

    def text_of(self, facts: Sequence[Fact]) -> str:
        """The text from the first to the last of several facts of this sentence."""
        return self.text[facts[0].figure.start - self.start : facts[-1].figure.end - self.start]

    def after(self, fact: Fact, reach: int = 40) -> str:
        """Up to `reach` characters after a fact of this sentence."""
        offset = fact.figure.end - self.start
        return self.text[offset : offset + reach]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as relations see it: header paths, and the fact of every cell that is one figure.

    `rows` and `cols` are its size. `texts` holds every cell's plain text by position, spans filled in.
    `header_rows` are the first lines that label columns, `label_cols` the first columns that label rows.
    `row_labels` and `col_labels` are header paths by position (index 0 is row or column 1); `row_depths`
    is the indent or nesting depth of a row's label. `dashes` are cells printed as nil (-, n.a.; not blanks).
    """

    number: int
    block: int
    rows: int
    cols: int
    texts: tuple[tuple[str, ...], ...]
    facts: Mapping[tuple[int, int], Fact]
    header_rows: int
    label_cols: int
    row_labels: tuple[tuple[str, ...], ...]
    col_labels: tuple[tuple[str, ...], ...]
    row_depths: tuple[int, ...]
    dashes: frozenset[tuple[int, int]] = frozenset()
    caption: str = ""
    headings: tuple[str, ...] = ()
    lines: Lines | None = None  # set when its figures have their meaning


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of text that says something about the report, and where (offsets as in `Figure`)."""

    text: str
    block: int
    start: int
    end: int
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The grades that a report defines, and of what: "company", "sector", or nothing."""

    subject: str
    grades: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself; None or empty where it does not say.

    `certificates` are analyst certificate numbers in the order printed, `holders` says whose they are where
    that can be told, `scales` are the grades that its rating definitions list.
    """

    language: str = "en"  # "zh" or "en", by the characters of the text
    title: Mention | None = None
    issuer: Mention | None = None
    date: Fact | None = None
    date_labelled: bool = False  # the date stands behind a label, not merely on a line of its own
    analysts: tuple[Mention, ...] = ()
    certificates: tuple[Mention, ...] = ()
    holders: tuple[tuple[Mention, Mention], ...] = ()  # certificate and analyst
    rating: Mention | None = None
    scales: tuple[RatingScale, ...] = ()
    cited: tuple[Fact, ...] = ()  # days of related reports
    sources: tuple[Fact, ...] = ()  # days of what a list of sources names


@dataclass(frozen=True, slots=True)
class Report:
    """A document with everything extraction found in it."""

    document: Document
    metadata: Metadata
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()
    beside: bool = False  # others are held against it; it is not judged itself

    @property
    def path(self) -> str:
        """The path of the document, as given."""
        return self.document.path

    def place(self, item: Figure | Mention) -> Place:
        """Where a figure or a mention stands in the source."""
        block = self.document.blocks[item.block]
        if item.row is None or item.col is None or block.table is None:
            return block.text.place(item.start, item.end)
        cell = next(c for c in block.table.cells if (c.row, c.col) == (item.row, item.col))
        return block.table.placed(cell.text.place(item.start, item.end), item.row, item.col)
