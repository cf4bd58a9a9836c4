"""A table as a grid: header paths, units inherited from caption and headers, one fact per figure.

Assumes that spans have been resolved to positions by the reader. Prose inside cells stays text: its
sentences are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from tieout.extract.exceptions import Exceptions
from tieout.extract.figures import Scanner
from tieout.extract.headers import Layout, column_paths, read_layout, row_depths, row_paths
from tieout.extract.inherited import InheritedUnits, TableReader, mere_unit, of_one_column, table_unit
from tieout.extract.natures import Nature, decimal_comma, plain, pointed_apart
from tieout.extract.spread import Sheet, spread
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Cell, Dates, Fact, Figure, Grid, Table, Tag
from tieout.quantity import PERCENT, PLAIN, Numeral, Quantity, Unit
from tieout.rulebook.book import Schemas

_DIGIT = re.compile(r"\d")
_HUNDREDTHS = -2  # the scale of a tag around what is printed in per cent
_MANY_HEADS = 3  # a number beside its sign, or over a blank column, lies under fewer
_ENDED = Phrase(r"(?:{for_period} )?\w+(?: \w+)? {time_span} {period_ended} \w+ \d{1,2},?\s*:?")


def read_grid(
    table: Table,
    block: int,
    caption: str,
    headings: tuple[str, ...],
    scanner: Scanner,
    ids: Iterator[int],
    report: str,
    schemas: Schemas,
    tags: Mapping[tuple[int, int], Tag] = MappingProxyType({}),
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
        tags: the inline XBRL tags of the document, by place.

    Returns:
        The grid; its facts are the body cells that are one figure each.
    """
    sheet = spread(table, schemas.lexicon)
    layout = read_layout(sheet.texts, sheet.natures, sheet.flagged, schemas.lexicon)
    figures = [
        text
        for texts, natures in zip(sheet.texts, sheet.natures, strict=True)
        for text, kind in zip(texts, natures, strict=True)
        if kind is Nature.FIGURE
    ]
    reader = TableReader(scanner, decimal_comma(figures), schemas.lexicon)
    cols = _columns(sheet, layout, reader)
    depths = row_depths(sheet.raw, layout)
    rows = row_paths(sheet.texts, layout, depths)
    place = _Place(block, report, caption, headings, tags)
    lines = Exceptions(schemas)
    cents = lines.per_share((caption,)) and pointed_apart(figures)
    units = InheritedUnits(reader, lines, table_unit(reader, sheet, layout, caption), rows, cols, cents)
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


def _columns(sheet: Sheet, layout: Layout, reader: TableReader) -> list[tuple[str, ...]]:
    """The header paths of columns, without cells that say a unit and nothing else."""
    kept = [
        [not mere_unit(reader, text) or of_one_column(reader, row, index, layout) for text in row]
        for index, row in enumerate(sheet.texts[: layout.header_rows])
    ]
    return column_paths(sheet.texts, layout, kept, reader.spreads, reader.dated)


@dataclass(frozen=True, slots=True)
class _Place:
    block: int
    report: str
    caption: str
    headings: tuple[str, ...]
    tags: Mapping[tuple[int, int], Tag]


def _facts(
    table: Table, sheet: Sheet, layout: Layout, units: InheritedUnits, place: _Place, ids: Iterator[int]
) -> Iterator[tuple[tuple[int, int], Fact]]:
    context = (*place.headings[-1:], place.caption) if place.caption else place.headings[-1:]
    counts = sheet.counts(layout)
    corner = _corner(units.cols[: layout.label_cols], units.reader.words)
    cache: dict[tuple[str, Unit | None, int], tuple[Quantity | None, Dates | None] | None] = {}
    for cell in table.cells:
        row, col = cell.row - 1, cell.col - 1
        if row < layout.header_rows or col < layout.label_cols or row in layout.head_rows:
            continue
        if sheet.natures[row][col] not in (Nature.FIGURE, Nature.YEAR):
            continue
        text = sheet.beside(row, col)
        unit, exponent = _pure(cell, place.tags) or units.of(row, col, text)
        key = (text, unit, exponent)
        if key not in cache:
            cache[key] = _scanned(units.reader, *key)
        scanned = cache[key]
        if sheet.natures[row][col] is Nature.YEAR and col in counts:
            scanned = _as_number(sheet.texts[row][col], unit, exponent), None
        if scanned is None or not any(scanned):
            continue
        head = _head(units.cols[col : col + cell.colspan])
        label = (*context, *units.rows[row], *head)
        period = units.reader.period(head, corner) or units.reader.period(units.rows[row])
        figure = _figure(cell, place.block, *scanned)
        yield (
            (cell.row, cell.col),
            Fact(next(ids), figure, place.report, label, period=period, heads=len(head)),
        )


def _head(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The header path of a cell; one that lies under many headers has what they share: the line of a form."""
    distinct = list(dict.fromkeys(path for path in paths if path))
    if len(distinct) < _MANY_HEADS:
        return paths[0]
    return tuple(
        same[0] for same in takewhile(lambda each: len(set(each)) == 1, zip(*distinct, strict=False))
    )


def _pure(cell: Cell, tags: Mapping[tuple[int, int], Tag]) -> tuple[Unit, int] | None:
    """The unit of a cell whose tag says that it is a rate: no caption gives those a currency or a scale."""
    digit = _DIGIT.search(cell.text.content) if tags else None
    if digit is None:
        return None
    place = cell.text.place(digit.start(), digit.end())
    tag = tags.get((place.line or 0, place.column or 0))
    if tag is None or tag.unit != "pure":
        return None
    return (PERCENT if tag.scale == _HUNDREDTHS else PLAIN), 0


def _corner(paths: Sequence[tuple[str, ...]], words: Lexicon) -> str:
    """What the corner says of the periods under it, if it leaves the year to them."""
    ended = words.pattern(_ENDED)
    for path in paths:
        for text in path:
            if ended.fullmatch(text):
                return text.rstrip(" :：")
    return ""


def _scanned(
    reader: TableReader, text: str, unit: Unit | None, exponent: int
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
