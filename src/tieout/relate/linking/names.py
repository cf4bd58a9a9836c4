"""Lines of tables by their names, and where sentences name them.

A name is a row's label, or a column's where the rows stand for periods, less its brackets and numbering.
A Chinese one is looked for letter by letter; an English one is named where all of its telling words stand
close together. Names are found from their rarest word, so the cost grows with the text and not with the
tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tieout.extract.lettertree import LetterTree
from tieout.model import Fact, Grid, Report

_LONGEST = 60  # letters of a label that is a name
_NEAREST = 12  # tables that are tried for one name
_MOST_CELLS = 80  # of a line that a text speaks of; longer ones are data
_SPREAD = 20  # characters that words of an English name may stand apart beyond its own length
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]|[①-⑳*†‡§]")
_PREFIX = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、](?!\d)|"
    r"(?:其中|减|加|less|add|plus|of which)\s*[:：])+\s*"
)
_DATED = re.compile(
    r"(?:19|20)\d\d|全年|[上下]半年|[本当上去今]年|\d\s?(?:年|月|季)|\bq[1-4]\b|[1-4]q\b|\b(?:ended|months|quarter)\b"
)
_WORD = re.compile(r"[a-z0-9]+(?:[-.&’'/][a-z0-9]+)*")
_HAN = re.compile(r"[一-鿿]")
_IDLE = frozenset(
    "the a an of and or in for to on by at from with as per our its total all beginning ending".split()
)
_GENERAL = frozenset(
    "net amount value number change growth rate item items note notes average balance company percent group 合计 其他 总计 小计 "
    "同比 环比 项目 公司 本公司 金额 数量 比例 占比 比重 增长 增长率 增速 变动 变动比例 单位 名称 类别 指标 年度 时间 余额 期末 期初 "
    "说明 备注 序号 地区 行业 产品 数据".split()
)
_JOINTS = "年度月日末中内的其和及与"  # Chinese characters that a name may follow without being part of it
_HAN_FOLLOWS = (
    '为达是约合共实同较比增下上减分占均仅总的金余额（(：:，,、。；;”" 和及与等在由从至到超近逾高低未'
)
_AFTER = frozenset(
    "of was were is are in for at to increased decreased rose fell grew totaled totalled reached by during as "
    "amounted up down declined compared and or on which that with from expense expenses under has have had".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a table: its name, and the cells of it that are figures."""

    grid: Grid
    number: int
    is_row: bool
    words: frozenset[str]

    def cells(self) -> Iterator[Fact]:
        """Its figures, in order."""
        grid, at = self.grid, self.number
        length = grid.cols if self.is_row else grid.rows
        places = ((at, i) if self.is_row else (i, at) for i in range(1, length + 1))
        yield from (grid.facts[place] for place in places if place in grid.facts)

    def across(self, cell: Fact) -> tuple[str, ...]:
        """The labels that tell a cell of it from the others."""
        row, col = cell.figure.row or 1, cell.figure.col or 1
        return self.grid.col_labels[col - 1] if self.is_row else self.grid.row_labels[row - 1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sentence names lines; `whole` if nothing around makes it the name of something narrower."""

    start: int
    end: int
    name: str
    whole: bool


@dataclass(slots=True)
class Names:
    """All lines of a report's tables by name."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    blocks: dict[str, list[int]] = field(default_factory=dict)
    _rarest: dict[str, list[str]] = field(default_factory=dict)
    _words: dict[str, frozenset[str]] = field(default_factory=dict)
    _tree: LetterTree | None = None

    @staticmethod
    def of(report: Report) -> Names:
        """Look through all tables once."""
        names = Names()
        for grid in report.grids:
            for line, name in _named(grid):
                names.lines.setdefault(name, []).append(line)
                names.blocks.setdefault(name, []).append(grid.block)
                names._words[name] = line.words
        common = Counter(word for name in names.lines for word in names._words[name])
        for name, words in names._words.items():
            if words:
                rarest = min(words, key=lambda word: (common[word], word))
                names._rarest.setdefault(rarest, []).append(name)
        chinese = [name for name, words in names._words.items() if not words]
        names._tree = LetterTree(chinese) if chinese else None
        return names

    def near(self, name: str, block: int) -> Sequence[Line]:
        """The lines of a name, those of the nearest tables."""
        lines, blocks = self.lines[name], self.blocks[name]
        if len(lines) <= _NEAREST:
            return lines
        first = min(max(bisect_left(blocks, block) - _NEAREST // 2, 0), len(lines) - _NEAREST)
        return lines[first : first + _NEAREST]

    def find(self, text: str) -> list[Spot]:
        """Where a text names lines, in order; a name within a longer one is left out."""
        lowered = text.lower()
        if len(lowered) != len(text):
            return []
        spots = [*self._chinese(lowered), *self._english(lowered)]
        spots.sort(key=lambda spot: (spot.start, -spot.end, -len(spot.name)))
        kept, reach = [], 0
        for spot in spots:
            if spot.end > reach:
                kept.append(spot)
                reach = spot.end
        return kept

    def _chinese(self, text: str) -> Iterator[Spot]:
        if self._tree is None or not _HAN.search(text):
            return
        for start, end, name in self._tree.find(text):
            before, after = text[start - 1 : start], text[end : end + 1]
            part = before.isalnum() and not before.isascii() and before not in _JOINTS
            yield Spot(start, end, name, not part and (not _runs_on(after)))

    def _english(self, text: str) -> Iterator[Spot]:
        places: dict[str, list[tuple[int, int]]] = {}
        for match in _WORD.finditer(text):
            places.setdefault(_stem(match.group()), []).append(match.span())
        for word, spans in places.items():
            for name in self._rarest.get(word, ()):
                if all(other in places for other in self._words[name]):
                    yield from _windows(text, name, spans, [places[w] for w in self._words[name]])


def _windows(
    text: str, name: str, spans: Sequence[tuple[int, int]], others: Sequence[Sequence[tuple[int, int]]]
) -> Iterator[Spot]:
    """The places around a word where all words of a name stand together."""
    last = -1
    for at in spans:
        chosen = [_nearest(places, at) for places in others]
        start, end = min(a for a, _ in chosen), max(b for _, b in chosen)
        if start > last and end - start <= len(name) + _SPREAD:
            last = end
            yield Spot(start, end, name, _alone(text, start, end))


def _nearest(places: Sequence[tuple[int, int]], at: tuple[int, int]) -> tuple[int, int]:
    index = bisect_left(places, at)
    return min(places[max(index - 1, 0) : index + 1], key=lambda place: abs(place[0] - at[0]))


def _runs_on(after: str) -> bool:
    """Whether a Chinese name goes on: 研发费用 in 研发费用率."""
    return bool(after) and after.isalnum() and not after.isdigit() and after not in _HAN_FOLLOWS


def _alone(text: str, start: int, end: int) -> bool:
    """Whether an English name is not part of a longer one: `revenue` in `services revenue growth`."""
    before = _WORD.findall(text[max(start - 24, 0) : start].rpartition(",")[2])
    after = _WORD.match(text, end + 1)
    narrowed = bool(before) and before[-1] not in _IDLE and before[-1] not in _BEFORE
    return not narrowed and (after is None or after.group() in _AFTER or after.group()[0].isdigit())


_BEFORE = frozenset(
    "consolidated reported recorded recognized had company's while as that where however quarter year fiscal months "
    "period was were is are increase decrease".split()
)


def _named(grid: Grid) -> Iterator[tuple[Line, str]]:
    """The lines of a table that have a name of their own."""
    if not grid.facts:
        return
    if grid.cols <= _MOST_CELLS:
        yield from _axis(grid, grid.row_labels, grid.header_rows, is_row=True)
    if grid.rows <= _MOST_CELLS:
        yield from _axis(grid, grid.col_labels, grid.label_cols, is_row=False)


def _axis(
    grid: Grid, labels: Sequence[tuple[str, ...]], first: int, *, is_row: bool
) -> Iterator[tuple[Line, str]]:
    for number, path in enumerate(labels, 1):
        if number > first and path:
            name = plain(path[-1])
            if telling(name):
                words = frozenset() if _HAN.search(name) else telling_words(name)
                yield Line(grid, number, is_row, words), name


def plain(label: str) -> str:
    """A label less brackets, numbering and the marks of footnotes."""
    return " ".join(_BRACKETS.sub(" ", _PREFIX.sub("", label.lower())).split()).strip(" :：.。-—")


def telling(name: str) -> bool:
    """Whether a name says enough to be recognised in a sentence."""
    if not name or len(name) > _LONGEST or name in _GENERAL or _DATED.search(name):
        return False
    return len(name) >= 2 if _HAN.search(name) else bool(telling_words(name))


def telling_words(name: str) -> frozenset[str]:
    """The words of an English name that tell it from others."""
    words = frozenset(_stem(word) for word in _WORD.findall(name)) - _IDLE
    return (
        words
        if any(len(word) > 2 and word not in _GENERAL and word.upper() != word for word in words)
        else frozenset()
    )


def _stem(word: str) -> str:
    """A word without its plural or possessive s."""
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
