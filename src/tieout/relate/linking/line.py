"""A row or a column of a table, and what its label says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tieout.lexicon import Lexicon, Phrase, WordList, letter_pairs
from tieout.model import Fact, Grid
from tieout.model.lines import Role

_LONGEST = 60  # letters of a label that is a name
_SHORTEST = 2  # characters of a Chinese one
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]|[①-⑳*†‡§]")
_PREFIX = Phrase(
    r"^\s*(?:{chinese_digit}{1,3}[、.]|[（(](?:{chinese_digit}|\d){1,3}[）)]|\d{1,2}[.、](?!\d)|{=line_opens}\s*[:：])+\s*"
)
_DATED = Phrase(r"(?:19|20)\d\d|\d\s?{date_mark}|{dated_label}")
_UNIT = Phrase(r"{scale_label}*{unit_label}")
_WORD = re.compile(r"[a-z0-9]+(?:[-.&’'][a-z0-9]+)*")
_HAN = re.compile(r"[一-鿿]")
_HAN_RUN = re.compile(r"[一-鿿]{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row or a column of a table, by its number."""

    grid: Grid
    number: int
    is_row: bool

    @property
    def key(self) -> tuple[int, bool, int]:
        """What tells it from all others of a report."""
        return self.grid.number, self.is_row, self.number

    @property
    def own(self) -> tuple[str, ...]:
        """Its labels, outermost first."""
        return (self.grid.row_labels if self.is_row else self.grid.col_labels)[self.number - 1]

    @property
    def role(self) -> Role:
        """What it is in its table."""
        lines = self.grid.lines
        return (
            Role.AMOUNT
            if lines is None
            else (lines.rows if self.is_row else lines.cols)[self.number - 1].role
        )

    @property
    def context(self) -> str:
        """What stands over it: the sections it is in, caption and heading of its table."""
        above = (*self.own[:-1], *self._corner, self.grid.caption, *self.grid.headings[-1:])
        return " ".join(above).lower()

    @property
    def _corner(self) -> tuple[str, ...]:
        """What heads the labels of the rows."""
        return self.grid.col_labels[0] if self.is_row and self.grid.col_labels else ()

    def is_called(self, word: str) -> bool:
        """Whether the heading of the labels says what such lines are: a region, a product."""
        return len(word) > 1 and any(word in _words(label) for label in self._corner)

    def cells(self) -> Iterator[Fact]:
        """Its figures, in order."""
        grid, at = self.grid, self.number
        length = grid.cols if self.is_row else grid.rows
        places = ((at, i) if self.is_row else (i, at) for i in range(1, length + 1))
        yield from (
            grid.facts[place]
            for place in places
            if place in grid.facts and grid.facts[place].figure.quantity is not None
        )

    def crossing(self, cell: Fact) -> Role:
        """What the line is that crosses it in a cell."""
        lines = self.grid.lines
        if lines is None:
            return Role.AMOUNT
        row, col = (cell.figure.row or 1) - 1, (cell.figure.col or 1) - 1
        return lines.cols[col].role if self.is_row else lines.rows[row].role

    def across(self, cell: Fact) -> tuple[str, ...]:
        """The labels that tell a cell of it from the others."""
        row, col = cell.figure.row or 1, cell.figure.col or 1
        return self.grid.col_labels[col - 1] if self.is_row else self.grid.row_labels[row - 1]


def _words(label: str) -> frozenset[str]:
    """The English words of a label, and its last two Chinese characters: 区域 of 销售区域."""
    return frozenset(
        (*map(stem, _WORD.findall(label.lower())), *(run[-2:] for run in _HAN_RUN.findall(label)))
    )


def has_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


class Labels:
    """Reads labels as names; what they say goes by the words of the schemas."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._prefix, self._dated, self._unit = map(lexicon.pattern, (_PREFIX, _DATED, _UNIT))
        self._idle = frozenset(lexicon.words(WordList.SMALL_WORD))
        self._general = frozenset(lexicon.words(WordList.GENERAL_LABEL))
        self.plain = lru_cache(maxsize=4096)(self._plain)

    def _plain(self, label: str) -> str:
        """A label less brackets, numbering and the marks of footnotes."""
        name = _BRACKETS.sub(" ", self._prefix.sub("", label.lower()))
        return " ".join(name.split()).strip(" :：.。-—")

    def is_general(self, name: str) -> bool:
        """Whether too many lines are called so for one to be meant: a share, a change."""
        return name in self._general

    def is_unit(self, word: str) -> bool:
        """Whether a word is that of a unit: a currency before its amount."""
        return self._unit.fullmatch(word) is not None

    def telling(self, name: str) -> bool:
        """Whether a name says enough to be recognised in a sentence."""
        if not name or len(name) > _LONGEST or name in self._general:
            return False
        if self._dated.search(name) or self._unit.fullmatch(name):
            return False
        return len(name) >= _SHORTEST if has_han(name) else bool(self.telling_words(name))

    def telling_words(self, name: str) -> frozenset[str]:
        """The words of an English name that tell it from others; none if they are all general."""
        words = frozenset(stem(word) for word in _WORD.findall(name)) - self._idle
        telling = (word for word in words if word not in self._general and not word.isdigit())
        return words if any(len(word) > _SHORTEST for word in telling) else frozenset()

    def words_of(self, text: str) -> frozenset[str]:
        """What a label or a sentence in small letters says: English words, pairs of Chinese characters."""
        english = frozenset(stem(word) for word in _WORD.findall(text) if not word[0].isdigit()) - self._idle
        runs = _HAN_RUN.findall(text)
        return english | {pair for run in runs for pair in letter_pairs(run)}


def stem(word: str) -> str:
    """A word without its plural or possessive s."""
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
