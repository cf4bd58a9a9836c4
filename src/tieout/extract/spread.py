"""A table spread out: the text of every position, spans filled in, and what each text is by its shape.

Most sheets are mostly blank and repeat themselves: each text is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tieout.extract.headers import Layout
from tieout.extract.natures import Nature, Natures
from tieout.lexicon import Lexicon
from tieout.lexicon.fold import closed_up
from tieout.model import Table

_CODE = re.compile(r"\d{1,2}[a-h]")
_SPLIT_OFF = ("%", "％", ")%", "%)", ")")


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells by position (from 0), spans filled in."""

    raw: list[list[str]]
    texts: list[list[str]]
    natures: list[list[Nature]]
    flagged: list[list[bool]]

    def beside(self, row: int, col: int) -> str:
        """A cell's text with a percent sign or bracket that was split off into the next cell."""
        text = self.texts[row][col]
        following = self.texts[row][col + 1] if col + 1 < len(self.texts[row]) else ""
        return text + following if following in _SPLIT_OFF else text

    def counts(self, layout: Layout) -> frozenset[int]:
        """Columns of figures, in which 1998 is a count and no year."""
        columns = list(zip(*self.natures[layout.header_rows :], strict=True))
        return frozenset(
            col
            for col in range(layout.label_cols, len(columns))
            if columns[col].count(Nature.FIGURE) >= columns[col].count(Nature.YEAR) > 0
        )

    def dashes(self, layout: Layout) -> frozenset[tuple[int, int]]:
        """The cells of the body printed as nil, by position from 1."""
        return frozenset(
            (row + 1, col + 1)
            for row in range(layout.header_rows, len(self.natures))
            if Nature.DASH in self.natures[row]
            for col in range(layout.label_cols, len(self.natures[row]))
            if self.natures[row][col] is Nature.DASH
        )


def spread(table: Table, lexicon: Lexicon) -> Sheet:
    """The positions of a table, and what stands there by the words in force."""
    told = Natures(lexicon)
    raw = [[""] * table.cols for _ in range(table.rows)]
    flagged = [[False] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        content = cell.text.content
        if content or cell.header:
            for row in range(cell.row - 1, min(cell.row - 1 + cell.rowspan, table.rows)):
                for col in range(cell.col - 1, min(cell.col - 1 + cell.colspan, table.cols)):
                    raw[row][col] = content
                    flagged[row][col] = cell.header
    plainly = {text: closed_up(text) for text in set(chain.from_iterable(raw))}
    texts = [[plainly[text] for text in line] for line in raw]
    known = {text: told.of(text) for text in set(plainly.values())}
    natures = [[known[text] for text in line] for line in texts]
    for col in _coded(texts, natures):
        for row, line in enumerate(texts):
            if _CODE.fullmatch(line[col]):
                natures[row][col] = Nature.TEXT
    return Sheet(raw, texts, natures, flagged)


def _coded(texts: Sequence[Sequence[str]], natures: Sequence[Sequence[Nature]]) -> Iterator[int]:
    """Columns of codes, 1a, 1b and 2a: most figures there have a letter behind them, and not all the same."""
    for col, kinds in enumerate(zip(*natures, strict=True)):
        figures = [line[col] for kind, line in zip(kinds, texts, strict=True) if kind is Nature.FIGURE]
        codes = [text for text in figures if _CODE.fullmatch(text)]
        if len(codes) * 2 > len(figures) and len({text[-1] for text in codes}) > 1:
            yield col
