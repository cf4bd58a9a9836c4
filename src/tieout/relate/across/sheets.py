"""Tables as they are held against those of other reports: cells, and the names of their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tieout.lexicon import Lexicon
from tieout.model import Fact, Grid, Report
from tieout.relate.across.labels import Name, is_size, names_of, period_name
from tieout.relate.sameness import timeless
from tieout.rulebook.book import Schemas
from tieout.slip import distinctive, significant

_MOST_LINES = 400  # of a table that people read; longer ones are data
_MOST_CELLS = 6000
_GAPS = 4  # one row in so many without a label makes a column of labels one of headings
_TELLING = 4  # digits of a figure that is looked for in other tables
_FEW_CELLS = 48  # of a table that is also looked for by two figures that stand side by side
Place = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One table of one report. Positions count from 1; only lines with figures have a name.

    `report` is the report's number among those compared. `ragged` are rows whose cells may stand in the
    wrong columns: they have more or fewer than the others.
    """

    report: int
    grid: Grid
    rows: Mapping[int, Name]
    cols: Mapping[int, Name]
    cells: Mapping[Place, Fact]
    ragged: frozenset[int] = frozenset()

    @cached_property
    def turned(self) -> Sheet:
        """The same with rows and columns exchanged."""
        cells = {(col, row): fact for (row, col), fact in self.cells.items()}
        return replace(self, rows=self.cols, cols=self.rows, cells=cells)

    @cached_property
    def row_figures(self) -> Mapping[int, frozenset[str]]:
        """The figures of each row that has any, as printed without signs of grouping."""
        figures: dict[int, set[str]] = {}
        for (row, _), fact in self.cells.items():
            figures.setdefault(row, set()).add(digits_of(fact))
        return {row: frozenset(printed) for row, printed in figures.items()}


def sheets_of(report: Report, number: int, schemas: Schemas) -> Iterator[Sheet]:
    """The tables of a report that can be compared."""
    reader = _Reader(schemas.lexicon, timeless(schemas))
    for grid in report.grids:
        cells = {at: fact for at, fact in grid.facts.items() if fact.figure.quantity is not None}
        if not cells or max(grid.rows, grid.cols) > _MOST_LINES or len(cells) > _MOST_CELLS:
            continue
        ragged = _ragged(report, grid)
        whole = {at: fact for at, fact in cells.items() if at[0] not in ragged}
        if whole:
            rows, cols = reader.named(grid, whole, True), reader.named(grid, whole, False)
            yield Sheet(number, grid, rows, cols, whole, ragged)


def _ragged(report: Report, grid: Grid) -> frozenset[int]:
    """Rows that have another number of cells than most, by the table as read."""
    table = report.document.blocks[grid.block].table
    if table is None or any(cell.rowspan > 1 for cell in table.cells):
        return frozenset()
    widths = Counter[int]()
    for cell in table.cells:
        widths[cell.row] += cell.colspan
    rows = Counter(widths.values())
    usual = max(rows, key=lambda width: (rows[width], width), default=0)
    return frozenset(row for row, width in widths.items() if width != usual)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the names of lines. Benchmarks and the like are known by their own names, not as concepts."""

    lexicon: Lexicon
    timeless: frozenset[str]

    def named(self, grid: Grid, cells: Mapping[Place, Fact], is_row: bool) -> dict[int, Name]:
        """The names of all lines of one axis that have figures."""
        side = 0 if is_row else 1
        positions = sorted({at[side] for at in cells})
        names = names_of([_labels(grid, position, is_row) for position in positions], self.lexicon)
        lines: dict[int, list[Fact]] = {position: [] for position in positions}
        for at, fact in cells.items():
            lines[at[side]].append(fact)
        concepts = [_shared(lines[position], self._concept) for position in positions]
        apart = len(set(concepts)) > 1 or len(positions) == 1
        named = {}
        for position, name, concept in zip(positions, names, concepts, strict=True):
            period = _line_period(grid, position, is_row)
            if period is not None:
                named[position] = replace(period, qualifiers=name.qualifiers & period.qualifiers)
            else:
                printed = (fact.figure.text.lower() for fact in lines[position])
                sizes = frozenset(text for text in printed if is_size(text))
                named[position] = replace(name, concept=concept if apart else None, sizes=sizes)
        return named

    def _concept(self, fact: Fact) -> str | None:
        return None if fact.concept in self.timeless else fact.concept


def _line_period(grid: Grid, position: int, is_row: bool) -> Name | None:
    """A line that a period alone tells from the others is called by it."""
    if grid.lines is None:
        return None
    lines = grid.lines.rows if is_row else grid.lines.cols
    line = lines[position - 1]
    same = sum(other.period == line.period for other in lines)
    return period_name(line.period) if line.period is not None and same == 1 else None


def _labels(grid: Grid, position: int, is_row: bool) -> Sequence[str]:
    """What labels a line: its cells in the columns of labels, or the path of its headers.

    Columns of labels that are blank in some rows hold headings, unless a row has no other label.
    """
    if not is_row:
        return [text if _says(text) else "" for text in grid.col_labels[position - 1]]
    texts = [text if _says(text) else "" for text in grid.texts[position - 1][: grid.label_cols]]
    body = grid.texts[grid.header_rows :]
    full = [col for col in range(grid.label_cols) if sum(not row[col] for row in body) * _GAPS < len(body)]
    return [texts[col] for col in full] if any(texts[col] for col in full) else texts


def is_alone(position: int, names: Mapping[int, Name]) -> bool:
    """Whether no other line of an axis has the name of this one."""
    return sum(name.all == names[position].all for name in names.values()) == 1


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _shared(facts: Sequence[Fact], ask: Callable[[Fact], str | None]) -> str | None:
    answers = {ask(fact) for fact in facts}
    return answers.pop() if len(answers) == 1 else None


def digits_of(fact: Fact) -> str:
    """The digits of a figure, whatever its unit, scale and sign."""
    return f"#{abs(fact.figure.amount.numeral.digits)}"


def tokens_of(sheet: Sheet, subjects: Sequence[str]) -> set[str]:
    """By what a table is found from another one: its names' words, its telling figures.

    Words count once more together with whom the report is about.
    """
    words = {word for names in (sheet.rows, sheet.cols) for name in names.values() for word in name.all}
    concepts = {name.concept for names in (sheet.rows, sheet.cols) for name in names.values() if name.concept}
    told = words | concepts
    figures = {
        digits_of(fact) for fact in sheet.cells.values() if significant(fact.figure.amount) >= _TELLING
    }
    beside = _beside(sheet) if len(sheet.cells) <= _FEW_CELLS else set()
    return told | figures | beside | {f"{subject}|{word}" for subject in subjects for word in told}


def _beside(sheet: Sheet) -> set[str]:
    """Telling figures with the one to the right and the one below, whichever way the table is turned."""
    pairs = set()
    for (row, col), fact in sheet.cells.items():
        for at in ((row, col + 1), (row + 1, col)):
            other = sheet.cells.get(at)
            if other is not None and distinctive(fact.figure.amount) and distinctive(other.figure.amount):
                pairs.add("&".join(sorted((digits_of(fact), digits_of(other)))))
    return pairs
