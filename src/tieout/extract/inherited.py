"""What cells inherit: unit and power of ten from captions, headers and labels, periods from header paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tieout.extract.cells import Declared
from tieout.extract.exceptions import Exceptions
from tieout.extract.figures import Scanner
from tieout.extract.headers import REMARK, Layout
from tieout.extract.natures import large, plain
from tieout.extract.periods import whole_year
from tieout.extract.readings import DURATIONS
from tieout.extract.spread import Sheet
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Dates
from tieout.quantity import Unit

_LONGEST_LABEL = 200
_FOUR_DIGITS = re.compile(r"\d,?\d{3}")
_SHORT_SCALE = Phrase(r"(?:[\w&.]+\s){0,3}?{line_of_accounts}\s?[(\[](?P<scale>[KMBT])[)\]]")
_ACCOUNTS = Phrase(r"(?:[\w&.]+\s){0,3}?[\u4e00-\u9fff]{0,6}?{line_of_accounts}")
_LETTER = re.compile(r"[(\[]([A-Z])[)\]]\W*$")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class TableReader:
    """Reads the texts of one table; the same header or label is scanned once."""

    scanner: Scanner
    comma: bool
    words: Lexicon
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

    def dated(self, text: str) -> bool:
        """Whether a header names a period."""
        return self.period((text,)) is not None

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
        if not named and _BARE_YEAR.fullmatch(path[-1]):  # of a series: 1962, 2000
            return whole_year(int(path[-1]))
        own = self.scanner.cell(plain(path[-1], comma=False)) if path else None
        return own.dates if own is not None and not named else None


@dataclass(frozen=True)
class InheritedUnits:
    """The unit and power of ten of every line: a column's or row's own before that of the table."""

    reader: TableReader
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
            measured = col - 1 if col and self.lines.measures_error(self.cols[col]) else col
            self._cols[col] = self._line(self.cols[measured]) or self._beside(self.cols[col])
        if row not in self._rows:
            *above, own = self.rows[row] or ("",)
            self._rows[row] = self._line((*(label for label in above if label.endswith((":", "："))), own))
        declared = self._rows[row] or self._cols[col] or self.table
        wide = self.table[1] or any(map(self._scaling, (*self.rows[row][:-1], *self.cols[col][:-1])))
        paths = self._telling(self.rows[row]), self._telling(self.cols[col])
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
        if (
            declared[0] is not None
            and declared[0] == self.table[0]
            and self.lines.counts_shares(self.rows[row])
        ):
            return None, declared[1]  # the row says how many zeros, not how much money
        if wide and not large(text) and (apart or self.lines.per_share(*paths)):
            return declared[0], 0
        return declared

    def _scaling(self, label: str) -> bool:
        """Whether a label declares a power of ten."""
        declared = self.reader.declared(label)
        return declared is not None and declared.exponent != 0

    def _telling(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The labels that tell what a line is: no heading that says which lines its scale leaves out."""
        return (*(label for label in path[:-1] if not self._scaling(label)), *path[-1:])

    @property
    def table(self) -> tuple[Unit | None, int]:
        """What is declared for the whole table."""
        return self.declared.unit, self.declared.exponent

    def _line(self, path: tuple[str, ...]) -> tuple[Unit | None, int] | None:
        found: Declared | None = None
        for label in reversed(path):
            declared = self.reader.declared(label) or self._short_scale(label)
            if found is not None and declared is not None and _scales(declared, found):
                return self._within_table(replace(found, exponent=declared.exponent))
            found = found or declared
        return None if found is None else self._within_table(found)

    def _beside(self, path: tuple[str, ...]) -> tuple[Unit | None, int] | None:
        """The unit that all other columns declare, for a line of accounts without one: FCF (RMB m), PV."""
        named = self.reader.words.pattern(_ACCOUNTS)
        if self.table != (None, 0) or not path or named.fullmatch(path[-1].strip()) is None:
            return None
        said = {self._line(other) for other in self.cols if other != path} - {None}
        units = {declared for declared in said if declared is not None and declared[1]}
        return units.pop() if len(units) == len(said) == 1 else None

    def _short_scale(self, label: str) -> Declared | None:
        """The power of ten of a single letter behind a line of accounts: Revenue (M). Or they name lines."""
        if not self._letters.isdisjoint("ACDEFGHIJ"):
            return None
        found = self.reader.words.pattern(_SHORT_SCALE).fullmatch(label)
        declared = None if found is None else self.reader.declared(f"${found['scale']}")
        return None if declared is None else replace(declared, unit=None)

    @cached_property
    def _letters(self) -> frozenset[str]:
        """The capital letters that stand alone in brackets at the end of its labels."""
        found = (_LETTER.search(label) for path in (*self.rows, *self.cols) for label in path)
        return frozenset(letter[1] for letter in found if letter is not None)

    def _within_table(self, declared: Declared) -> tuple[Unit | None, int]:
        unit, exponent = self.table
        if declared.unit is None:
            return unit, declared.exponent
        same = unit is not None and declared.unit.same_dimension(unit) and bool(unit.powers)
        return declared.unit, declared.exponent or (exponent if same else 0)


def _scales(declared: Declared, inner: Declared) -> bool:
    """Whether a header says how many of the unit below it: millions over euro; rates are not counted so."""
    counted = inner.unit is not None and not inner.exponent and [n for _, n in inner.unit.powers] == [1]
    return counted and declared.unit is None and declared.exponent > 0


def mere_unit(reader: TableReader, text: str) -> bool:
    """Whether a header cell says a unit and nothing else, such as "(in millions)"."""
    return reader.words.pattern(REMARK).match(text) is not None and reader.declared(text) is not None


def of_one_column(reader: TableReader, row: Sequence[str], index: int, layout: Layout) -> bool:
    """Whether what stands alone in the last header row is of its column: no mere unit, or in the last one."""
    words = [text for text in row if text]
    if len(words) != 1 or not 0 < index == layout.header_rows - 1:
        return False
    return not mere_unit(reader, words[0]) or (bool(row[-1]) and len(row) > layout.label_cols + 1)


def _names_labels(reader: TableReader, corner: str) -> bool:
    """Whether a corner says what the labels below it are: Age (years)."""
    declared = reader.declared(corner)
    timed = declared is not None and declared.unit is not None and declared.unit.powers in DURATIONS
    return timed and not mere_unit(reader, corner)


def _bracketed(title: str) -> bool:
    """Whether a title ends in its unit: Concentration ratios (%)."""
    return title.endswith((")", "）", "]"))


def _amounts(sheet: Sheet, layout: Layout) -> bool:
    """Whether figures are printed that are too large for shares."""
    body = (row[layout.label_cols :] for row in sheet.texts[layout.header_rows :])
    return any(_FOUR_DIGITS.search(text) for row in body for text in row)


def table_unit(reader: TableReader, sheet: Sheet, layout: Layout, caption: str) -> Declared:
    """What caption, corner and header lines that span the table declare for all of it."""
    lines: list[str] = [caption]
    titles = {caption}  # of all figures, so that a unit behind them in brackets is their unit
    for index, row in enumerate(sheet.texts[: layout.header_rows]):
        words = [text for text in row if text]
        corners = row[: max(layout.label_cols, 1)]
        lines.extend(corner for corner in corners if not _names_labels(reader, corner))
        titles.update(corners)
        if len(set(words)) == 1 and not of_one_column(reader, row, index, layout):
            lines.append(words[0])
    for line in lines:
        for part in map(str.strip, line.splitlines() or [line]):
            declared = reader.declared(part)
            if declared is None:
                continue
            shares = line in titles and _bracketed(part) and not _amounts(sheet, layout)
            if shares or reader.spreads(part) or mere_unit(reader, part):
                return declared
    return Declared(None, 0)
