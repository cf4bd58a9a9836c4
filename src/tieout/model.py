"""The records that walk down the street: read -> extract -> relate -> judge -> settle -> render.

All are frozen; a stage takes some and returns others. Positions in tables, lines and columns count from 1,
offsets into texts from 0.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import reduce

from tieout.quantity import Interval, Quantity, Tie

# --- documents: what was read -------------------------------------------------------------------------

Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the top left of a page


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source; only what applies to the format is set."""

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None  # of the last character, inclusive
    page: int | None = None
    bbox: Box | None = None
    sheet: str | None = None
    cell: str | None = None  # "B7" in a sheet
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """From this offset of a text on, the source is at this place (columns advance with the text)."""

    offset: int
    place: Place


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text without markup, with anchors back into the source in ascending order."""

    content: str
    anchors: tuple[Anchor, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to, not including, `end`."""
        if not self.anchors:
            return Place()
        first = self._anchor(start)
        last = self._anchor(max(end - 1, start))
        a, z = first.place, last.place
        column = None if a.column is None else a.column + start - first.offset
        end_column = None if z.column is None else z.column + max(end - 1, start) - last.offset
        return Place(
            a.line, column, z.line, end_column, a.page, self._bbox(start, end), a.sheet, a.cell,
            a.paragraph, a.table, a.row, a.col,
        )  # fmt: skip

    def _anchor(self, offset: int) -> Anchor:
        index = bisect.bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1
        return self.anchors[max(index, 0)]

    def boxes(self, start: int, end: int) -> list[tuple[int | None, Box]]:
        """The boxes of the characters from `start` up to `end`, one per line, each with its page."""
        low = max(bisect.bisect_right(self.anchors, start, key=lambda anchor: anchor.offset) - 1, 0)
        high = bisect.bisect_left(self.anchors, max(end, start + 1), key=lambda anchor: anchor.offset)
        lines: list[tuple[int | None, Box]] = []
        for index in range(low, high):
            place, box = self.anchors[index].place, self._narrowed(index, start, end)
            if box is None:
                continue
            if lines and lines[-1][0] == place.page and _on_one_line(lines[-1][1], box):
                lines[-1] = place.page, _union(lines[-1][1], box)
            else:
                lines.append((place.page, box))
        return lines

    def _narrowed(self, index: int, start: int, end: int) -> Box | None:
        """The part of an anchored piece's box that these characters take, by their usual widths."""
        anchor, box = self.anchors[index], self.anchors[index].place.bbox
        if box is None:
            return None
        after = self.anchors[index + 1].offset if index + 1 < len(self.anchors) else len(self.content)
        piece = self.content[anchor.offset : after].rstrip()
        first, last = max(start - anchor.offset, 0), min(end - anchor.offset, len(piece))
        if not piece or (first == 0 and last == len(piece)):
            return box
        width = (box[2] - box[0]) / _width(piece)
        return box[0] + width * _width(piece[:first]), box[1], box[0] + width * _width(piece[:last]), box[3]

    def _bbox(self, start: int, end: int) -> Box | None:
        """The union of the boxes on the page of the first."""
        lines = self.boxes(start, end)
        return reduce(_union, (box for page, box in lines if page == lines[0][0])) if lines else None


def _width(text: str) -> float:
    """The width of a text in letters; Chinese characters are nearly two wide."""
    return sum(1.75 if char > "\u2e7f" else 1.0 for char in text)


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _on_one_line(a: Box, b: Box) -> bool:
    """Whether two boxes share at least half the height of the lower one."""
    return 2 * (min(a[3], b[3]) - max(a[1], b[1])) >= min(a[3] - a[1], b[3] - b[1]) and b[0] >= a[0]


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    TABLE = "table"
    CODE = "code"
    FURNITURE = "furniture"  # running headers and footers, page numbers


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table at its top left position; spans say how far it reaches.

    `tagged` is the value an inline XBRL tag or a spreadsheet gives for the cell, scale and sign applied;
    `formula` is a spreadsheet formula.
    """

    text: Text
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    tagged: str | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; positions covered by a span have no cell of their own."""

    number: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table ... in reading order. `level` is a heading's depth, from 1."""

    kind: BlockKind
    text: Text
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, and where; never silently dropped.

    `fatal` problems make the verdict untrustworthy (exit code 2); the others are counted and said.
    """

    code: str
    message: str
    place: Place = Place()
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read. `path` is as given, with forward slashes; `title` only if the format declares one."""

    path: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    title: str | None = None


# --- facts: what the figures say ----------------------------------------------------------------------


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
    different facts.
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

    def after(self, fact: Fact, reach: int = 40) -> str:
        """Up to `reach` characters after a fact of this sentence."""
        offset = fact.figure.end - self.start
        return self.text[offset : offset + reach]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a spreadsheet holds behind a cell: its place there, the exact number, the formula if any."""

    sheet: str
    row: int
    col: int
    value: str
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as relations see it: header paths, and the fact of every cell that is one figure.

    `rows` and `cols` are its size. `texts` holds every cell's plain text by position, spans filled in.
    `header_rows` are the first lines that label columns, `label_cols` the first columns that label rows.
    `row_labels` and `col_labels` are header paths by position (index 0 is row or column 1); `row_depths`
    is the indent or nesting depth of a row's label. `dashes` are cells printed as nil (-, n.a.; not blanks).
    `tagged` are the values that inline XBRL tags give for cells, `stored` what a spreadsheet has behind them.
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
    tagged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    stored: Mapping[tuple[int, int], Stored] = field(default_factory=dict)


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
class Metadata:
    """What a report says of itself; None or empty where it does not say.

    `certificates` are analyst certificate numbers in the order printed, `scale` the grades its rating
    definition lists.
    """

    language: str = "en"  # "zh" or "en", by the characters of the text
    title: Mention | None = None
    issuer: Mention | None = None
    date: Fact | None = None
    date_labelled: bool = False  # the date stands behind a label, not merely on a line of its own
    analysts: tuple[Mention, ...] = ()
    certificates: tuple[Mention, ...] = ()
    rating: Mention | None = None
    scale: tuple[Mention, ...] = ()
    cited: tuple[Fact, ...] = ()  # dates of cited reports


@dataclass(frozen=True, slots=True)
class Report:
    """A document with everything extraction found in it."""

    document: Document
    metadata: Metadata
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str:
        """The path of the document, as given."""
        return self.document.path

    def place(self, item: Figure | Mention) -> Place:
        """Where a figure or a mention stands in the source."""
        block = self.document.blocks[item.block]
        if item.row is None or block.table is None:
            return block.text.place(item.start, item.end)
        cell = next(c for c in block.table.cells if (c.row, c.col) == (item.row, item.col))
        found = cell.text.place(item.start, item.end)
        return Place(
            found.line, found.column, found.end_line, found.end_column, found.page, found.bbox,
            found.sheet, found.cell, found.paragraph, block.table.number, item.row, item.col,
        )  # fmt: skip


# --- relations: what must hold ------------------------------------------------------------------------


class Evidence(StrEnum):
    """Why a relation is believed to have to hold; only a guess cannot be an error."""

    STATED = "stated"  # the text says so
    LABELLED = "labelled"  # a row called total
    SUPPORTED = "supported"  # sibling rows or columns obey it
    DECLARED = "declared"  # an identity of a schema
    GUESSED = "guessed"


class Severity(IntEnum):
    """How bad a failure is, in ascending order."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in rulebooks and output."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Operand:
    """A fact in a relation. `weight` is its factor in a sum; `role` names it in messages."""

    fact: Fact
    role: str = "part"
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about figures that must hold, measured.

    `shape` is the form within the kind (footing, growth, ...); rules select by kind and shape, and
    `rule` is filled in then. `tie` is None when the relation was not evaluated, and `reason` says why.
    `subject` is the stated side; where nothing printed is at fault (something is missing), `mention` or
    nothing. `expression` is the statement with the figures as printed, `computed` the value that the
    operands give. `cap` limits the severity below the rule's own.
    """

    kind: str
    shape: str
    evidence: Evidence
    expression: str
    subject: Fact | None = None
    operands: tuple[Operand, ...] = ()
    tie: Tie | None = None
    computed: Fraction | None = None
    reason: str = ""
    cap: Severity = Severity.ERROR
    mention: Mention | None = None
    detail: str = ""  # what the message adds in words: "the text says higher"
    cause: str = ""  # the likely cause, where the kind itself knows it
    suggestion: str = ""  # the text that would tie, where the kind itself knows it
    group: str = ""  # relations of one structure (a table's footing) share it: root causes are sought inside
    rule: str = ""
    report: str = ""  # path of the report it is about; operands may stand in others


# --- findings: what did not hold ----------------------------------------------------------------------


class Verdict(StrEnum):
    """What became of a relation."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_EVALUATED = "not_evaluated"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation with its verdict and grade (`exact`, `rounding`, `drift`, `unexplained`)."""

    relation: Relation
    verdict: Verdict
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """The figure most likely at fault, why, and what would tie (empty where not unique)."""

    fact: Fact
    cause: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed outcome with its identity; `consequences` failed because of the same figure."""

    fingerprint: str
    severity: Severity
    message: str
    calculation: str
    outcome: Outcome
    suspect: Suspect | None = None
    consequences: tuple[Outcome, ...] = ()
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything a renderer needs: reports in order, outcomes and findings sorted, problems by path."""

    reports: Sequence[Report]
    outcomes: Sequence[Outcome]
    findings: Sequence[Finding]
    problems: Mapping[str, tuple[Problem, ...]]
