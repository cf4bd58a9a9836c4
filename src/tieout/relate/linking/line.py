"""A row or a column of a table, and what its label says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tieout.model import Fact, Grid
from tieout.model.lines import Role

_LONGEST = 60  # letters of a label that is a name
_SHORTEST = 2  # characters of a Chinese one
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]|[①-⑳*†‡§]")
_PREFIX = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、](?!\d)|"
    r"(?:其中|减|加|less|add|plus|of which)\s*[:：])+\s*"
)
_DATED = re.compile(
    r"(?:19|20)\d\d|全年|[上下]半年|[本当上去今]年|\d\s?(?:年|月|季)|\bq[1-4]\b|[1-4]q\b"
    r"|\b(?:ended|months|quarter)\b"
)
_UNIT = re.compile(
    r"[十百千万亿]*(?:元|美元|港元|人|吨|股|户|家|台|套|件|个|倍|次|天|平方米|公里|千瓦时|桶|辆)"
)
_WORD = re.compile(r"[a-z0-9]+(?:[-.&’'][a-z0-9]+)*")
_HAN = re.compile(r"[一-鿿]")
_HAN_RUN = re.compile(r"[一-鿿]{2,}")
_IDLE = frozenset(
    ("the", "a", "an", "of", "and", "or", "in", "for", "to", "on", "by", "at", "from", "with", "as", "per",
     "our", "its", "total", "all")
)  # fmt: skip
_GENERAL = frozenset(
    ("net", "amount", "value", "number", "change", "growth", "rate", "item", "items", "note", "notes",
     "average", "balance", "company", "percent", "group", "other", "others", "beginning", "ending",
     "合计", "其他", "总计", "小计", "同比", "环比", "项目", "公司", "本公司", "金额", "数量", "比例",
     "占比", "比重", "增长", "增长率", "增速", "变动", "变动比例", "单位", "名称", "类别", "指标", "年度",
     "时间", "余额", "期末", "期初", "说明", "备注", "序号", "地区", "行业", "产品", "数据")
)  # fmt: skip


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
    def context(self) -> str:
        """What stands over it: the sections it is in, caption and heading of its table."""
        above = (*self.own[:-1], self.grid.caption, *self.grid.headings[-1:])
        return " ".join(above).lower()

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


def has_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A label less brackets, numbering and the marks of footnotes."""
    return " ".join(_BRACKETS.sub(" ", _PREFIX.sub("", label.lower())).split()).strip(" :：.。-—")


def telling(name: str) -> bool:
    """Whether a name says enough to be recognised in a sentence."""
    if not name or len(name) > _LONGEST or name in _GENERAL or _DATED.search(name) or _UNIT.fullmatch(name):
        return False
    return len(name) >= _SHORTEST if has_han(name) else bool(telling_words(name))


def telling_words(name: str) -> frozenset[str]:
    """The words of an English name that tell it from others; none if they are all general."""
    words = frozenset(stem(word) for word in _WORD.findall(name)) - _IDLE
    telling = any(len(word) > _SHORTEST and word not in _GENERAL and not word.isdigit() for word in words)
    return words if telling else frozenset()


def words_of(text: str) -> frozenset[str]:
    """What a label or a sentence in small letters says: English words, pairs of Chinese characters."""
    english = frozenset(stem(word) for word in _WORD.findall(text) if not word[0].isdigit()) - _IDLE
    runs = _HAN_RUN.findall(text)
    return english | {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


def stem(word: str) -> str:
    """A word without its plural or possessive s."""
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
