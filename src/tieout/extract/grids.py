"""A table as a grid: header paths, units inherited from caption and headers, one fact per figure.

Assumes that spans have been resolved to positions by the reader. Prose inside cells stays text: its
sentences are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tieout.extract.exceptions import Exceptions
from tieout.extract.figures import Declared, Scanner
from tieout.extract.headers import Layout, column_paths, read_layout, row_depths, row_paths
from tieout.extract.natures import Nature, decimal_comma, large, plain, pointed_apart
from tieout.extract.spread import Sheet, spread
from tieout.model import Cell, Dates, Fact, Figure, Grid, Table
from tieout.quantity import PLAIN, Numeral, Quantity, Unit
from tieout.rulebook.book import Schemas

_LONGEST_LABEL = 200
_ENDED = re.compile(
    r"(?:for the )?\w+(?: \w+)? (?:months?|weeks?|quarters?|years?) ended \w+ \d{1,2},?\s*:?", re.IGNORECASE
)


@dataclass(slots=True)
class _Reader:
    """Reads the texts of one table; the same header or label is scanned once."""

    scanner: Scanner
    comma: bool
    declarations: dict[str, Declared | None] = field(default_factory=dict)
    periods: dict[tuple[str, ...], Dates | None] = field(default_factory=dict)

    def declared(self, text: str) -> Declared | None:
        """The unit and power of ten a header or label declares."""
        if text not in self.declarations:
            readable = bool(text) and len(text) <= _LONGEST_LABEL
            self.declarations[text] = self.scanner.declared(text) if readable else None
        return self.declarations[text]

    def spreads(self, text: str) -> bool:
        """Whether a header may reach over the columns beside it; one that declares a share does not."""
        declared = self.declared(text) if text else None
        return declared is None or declared.unit is None or bool(declared.unit.powers)

    def period(self, path: tuple[str, ...], corner: str = "") -> Dates | None:
        """The one period a header path names, or None where it names several or none.

        A corner may say what its years are short for: three months ended June 30 over 2025 and 2024.
        """
        if corner and path:
            path = (corner, *path)
        if path not in self.periods:
            self.periods[path] = self._period(path)
        return self.periods[path]

    def _period(self, path: tuple[str, ...]) -> Dates | None:
        joined = " ".join(path)
        if not any(char.isdigit() for char in joined) or len(joined) > _LONGEST_LABEL:
            return None
        named = {found.dates for found in self.scanner.scan(joined) if found.dates is not None}
        if len(named) == 1:
            return named.pop()
        own = self.scanner.cell(plain(path[-1], comma=False)) if path else None
        return own.dates if own is not None and not named else None


def read_grid(
    table: Table,
    block: int,
    caption: str,
    headings: tuple[str, ...],
    scanner: Scanner,
    ids: Iterator[int],
    report: str,
    schemas: Schemas,
) -> Grid:
    """Read a table.

    Args:
        table: the cells as read.
        block: index of the table's block in its document.
        caption: caption and unit line of the table, empty if none.
        headings: path of headings above it.
        scanner: reads the figures.
        ids: gives every fact its number.
        report: path of the report.
        schemas: word lists.

    Returns:
        The grid; its facts are the body cells that are one figure each.
    """
    sheet = spread(table)
    layout = read_layout(sheet.texts, sheet.natures, sheet.flagged)
    figures = [
        text
        for texts, natures in zip(sheet.texts, sheet.natures, strict=True)
        for text, kind in zip(texts, natures, strict=True)
        if kind is Nature.FIGURE
    ]
    reader = _Reader(scanner, decimal_comma(figures))
    kept = [[not _mere_unit(reader, text) for text in row] for row in sheet.texts[: layout.header_rows]]
    cols = column_paths(sheet.texts, layout, kept, reader.spreads)
    depths = row_depths(sheet.raw, layout)
    rows = row_paths(sheet.texts, layout, depths)
    place = _Place(block, report, caption, headings)
    lines = Exceptions(schemas)
    cents = lines.per_share((caption,)) and pointed_apart(figures)
    units = _Units(reader, lines, _table_unit(reader, sheet, layout, caption), rows, cols, cents)
    facts = dict(_facts(table, sheet, layout, units, place, ids))
    return Grid(
        number=table.number,
        block=block,
        rows=table.rows,
        cols=table.cols,
        texts=tuple(tuple(row) for row in sheet.texts),
        facts=facts,
        header_rows=layout.header_rows,
        label_cols=layout.label_cols,
        row_labels=tuple(rows),
        col_labels=tuple(cols),
        row_depths=tuple(depths),
        dashes=sheet.dashes(layout),
        caption=caption,
        headings=headings,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    block: int
    report: str
    caption: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Units:
    """The unit and power of ten of every line: a column's or row's own before that of the table."""

    reader: _Reader
    lines: Exceptions
    declared: Declared
    rows: Sequence[tuple[str, ...]]
    cols: Sequence[tuple[str, ...]]
    cents: bool  # amounts per share, which the scale leaves out, are told by their decimals
    _rows: dict[int, tuple[Unit | None, int] | None] = field(default_factory=dict)
    _cols: dict[int, tuple[Unit | None, int] | None] = field(default_factory=dict)

    def of(self, row: int, col: int, text: str) -> tuple[Unit | None, int]:
        """Unit and exponent a cell inherits; one printed large is no amount per share, whatever its label."""
        if col not in self._cols:
            self._cols[col] = self._line(self.cols[col])
        if row not in self._rows:
            *above, own = self.rows[row] or ("",)
            self._rows[row] = self._line((*(label for label in above if label.endswith((":", "："))), own))
        declared = self._rows[row] or self._cols[col] or self.table
        paths = self.rows[row], self.cols[col]
        if (
            declared == self.table
            and declared[0] is not None
            and self.lines.counts_things(self.rows[row][-1:])
        ):
            return None, 0
        if self.table[1] and self.lines.counts_shares(*paths) and declared == self.table:
            shares = self.declared.shares
            return None, self.table[1] if shares is None else shares
        apart = self.cents and "." in text and "%" not in text
        if self.table[1] and not large(text) and (apart or self.lines.per_share(*paths)):
            return declared[0], 0
        return declared

    @property
    def table(self) -> tuple[Unit | None, int]:
        """What is declared for the whole table."""
        return self.declared.unit, self.declared.exponent

    def _line(self, path: tuple[str, ...]) -> tuple[Unit | None, int] | None:
        for label in reversed(path):
            declared = self.reader.declared(label)
            if declared is not None:
                return self._within_table(declared)
        return None

    def _within_table(self, declared: Declared) -> tuple[Unit | None, int]:
        unit, exponent = self.table
        if declared.unit is None:
            return unit, declared.exponent
        same = unit is not None and declared.unit.same_dimension(unit) and bool(unit.powers)
        return declared.unit, declared.exponent or (exponent if same else 0)


def _mere_unit(reader: _Reader, text: str) -> bool:
    """Whether a header cell says a unit and nothing else, such as "(in millions)"."""
    if not text.startswith(("(", "（", "单位", "in ", "In ")):
        return False
    return reader.declared(text) is not None


def _table_unit(reader: _Reader, sheet: Sheet, layout: Layout, caption: str) -> Declared:
    """What caption, corner and header lines that span the table declare for all of it."""
    lines: list[str] = [caption]
    for row in sheet.texts[: layout.header_rows]:
        words = {text for text in row if text}
        lines.extend(row[: max(layout.label_cols, 1)])
        if len(words) == 1:
            lines.extend(words)
    for line in lines:
        for part in line.splitlines() or [line]:
            declared = reader.declared(part.strip())
            if declared is not None and (reader.spreads(part.strip()) or _mere_unit(reader, part.strip())):
                return declared
    return Declared(None, 0)


def _facts(
    table: Table, sheet: Sheet, layout: Layout, units: _Units, place: _Place, ids: Iterator[int]
) -> Iterator[tuple[tuple[int, int], Fact]]:
    context = (*place.headings[-1:], place.caption) if place.caption else place.headings[-1:]
    counts = sheet.counts(layout)
    corner = _corner(units.cols[: layout.label_cols])
    cache: dict[tuple[str, Unit | None, int], tuple[Quantity | None, Dates | None] | None] = {}
    for cell in table.cells:
        row, col = cell.row - 1, cell.col - 1
        if row < layout.header_rows or col < layout.label_cols or row in layout.head_rows:
            continue
        if sheet.natures[row][col] not in (Nature.FIGURE, Nature.YEAR):
            continue
        text = sheet.beside(row, col)
        unit, exponent = units.of(row, col, text)
        key = (text, unit, exponent)
        if key not in cache:
            cache[key] = _scanned(units.reader, *key)
        scanned = cache[key]
        if sheet.natures[row][col] is Nature.YEAR and col in counts:
            scanned = _as_number(sheet.texts[row][col], unit, exponent), None
        if scanned is None or not any(scanned):
            continue
        label = (*context, *units.rows[row], *units.cols[col])
        period = units.reader.period(units.cols[col], corner) or units.reader.period(units.rows[row])
        figure = _figure(cell, place.block, *scanned)
        yield (cell.row, cell.col), Fact(next(ids), figure, place.report, label, period=period)


def _corner(paths: Sequence[tuple[str, ...]]) -> str:
    """What the corner says of the periods under it, if it leaves the year to them."""
    for path in paths:
        for text in path:
            if _ENDED.fullmatch(text):
                return text.rstrip(" :：")
    return ""


def _scanned(
    reader: _Reader, text: str, unit: Unit | None, exponent: int
) -> tuple[Quantity | None, Dates | None] | None:
    """The quantity of a cell, or the dates it names."""
    found = reader.scanner.cell(plain(text, comma=reader.comma), unit, exponent)
    return None if found is None else (found.quantity, found.dates)


def _as_number(text: str, unit: Unit | None, exponent: int) -> Quantity | None:
    """A count that looks like a year."""
    digits = text.split(".")[0]
    return Quantity(Numeral(int(digits), exponent), unit or PLAIN) if digits.isdecimal() else None


def _figure(cell: Cell, block: int, quantity: Quantity | None, dates: Dates | None) -> Figure:
    content = cell.text.content
    start = len(content) - len(content.lstrip())
    text = content.strip()
    return Figure(text, block, start, start + len(text), quantity, dates, cell.row, cell.col)
