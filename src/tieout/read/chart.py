"""The numbers cached in an embedded chart, as a table: categories down, series across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tieout.model import Anchor, Block, BlockKind, Place, Table, Text, Unread
from tieout.read.docx_text import A, C
from tieout.read.grid import Tables, table_block
from tieout.read.number_format import displayed
from tieout.read.tally import Tally
from tieout.read.whole import whole
from tieout.wording import say


def chart_blocks(root: etree._Element | None, place: Place, tables: Tables, tally: Tally) -> Iterator[Block]:
    """The blocks of a chart: texts on it with figures in them, and the table of its numbers.

    Args:
        root: of the part of the chart; None if the package does not hold it.
        place: where the chart stands.
        tables: makes the table.
        tally: counts what cannot be read.
    """
    series = [_Series(element) for element in root.iter(f"{C}ser")] if root is not None else []
    shown = [one for one in series if one.values]
    if root is None or not shown:
        tally.add(Unread.DRAWINGS, say("chart without stored values"), place)
        return
    title = root.find(f"{C}chart/{C}title")
    for text in chart_texts(root):
        if any(map(str.isdigit, text)):
            yield Block(BlockKind.PARAGRAPH, Text(text, (Anchor(0, place),)))
    caption = "".join(node.text or "" for node in title.iter(f"{A}t")).strip() if title is not None else ""
    categories = _categories(shown)
    table = tables.rows(_rows(shown, categories, place), 1)
    yield table_block(Table(table.number, table.rows, table.cols, table.cells, caption or None))
    left = " ".join(_left(root, shown, categories))
    if any(map(str.isdigit, left)):
        tally.add(Unread.DRAWINGS, say("chart with values beside its series"), place, text=left)


def chart_texts(root: etree._Element) -> Iterator[str]:
    """The texts that are written on a chart: its title, those of its axes, labels that were typed."""
    for paragraph in root.iter(f"{A}p"):
        yield "".join(node.text or "" for node in paragraph.iter(f"{A}t")).strip()


def _categories(series: Sequence[_Series]) -> dict[int, str]:
    """What stands beside the values of each index in their order, by the first series that says so."""
    indices = sorted({index for one in series for index in one.values})
    return {
        i: next((one.categories[i] for one in series if i in one.categories), str(i + 1)) for i in indices
    }


def _rows(series: Sequence[_Series], categories: Mapping[int, str], place: Place) -> list[list[Text]]:
    rows = [["", *(one.name for one in series)]]
    rows += [[text, *(one.values.get(i, "") for one in series)] for i, text in categories.items()]
    return [[Text(cell, (Anchor(0, place),)) for cell in row] for row in rows]


def _left(root: etree._Element, series: Sequence[_Series], categories: Mapping[int, str]) -> Iterator[str]:
    """Values of a chart that its table does not hold.

    These are sizes of bubbles, what stands in one place twice, and categories of one series alone.
    """
    read = {value for one in series for value in one.read(categories)}
    for value in root.iter(f"{C}v"):
        parent = value.getparent()
        if parent is not None and parent.tag == f"{C}pt" and value not in read:
            yield value.text or ""


class _Series:
    """Name, categories and values of one series, by index."""

    def __init__(self, element: etree._Element) -> None:
        named = list(_points(element.find(f"{C}tx")).values())[:1]
        self.name = _shown(*named[0]) if named else element.findtext(f"{C}tx/{C}v") or ""
        self._below = _points(element.find(f"{C}cat")) or _points(element.find(f"{C}xVal"))
        self.categories = {index: _shown(*point) for index, point in self._below.items()}
        values = element.find(f"{C}val")
        held = _points(values if values is not None else element.find(f"{C}yVal"))
        self.values = {index: _shown(*point) for index, point in held.items()}
        self._read = [*named, *held.values()]

    def read(self, categories: Mapping[int, str]) -> Iterator[etree._Element]:
        """The elements whose texts a table with these categories shows."""
        below = (p for i, p in self._below.items() if categories.get(i) == self.categories[i])
        for point, _ in (*self._read, *below):
            yield from point.iterfind(f"{C}v[1]")


def _points(element: etree._Element | None) -> dict[int, tuple[etree._Element, str]]:
    """The cached points by index, each with the number format of all."""
    if element is None:
        return {}
    default = element.findtext(f".//{C}formatCode") or "General"
    points = ((whole(point.get("idx"), -1), point) for point in element.iter(f"{C}pt"))
    return {index: (point, default) for index, point in points if index >= 0}


def _shown(point: etree._Element, default: str) -> str:
    """What a point shows: a number as its format displays it."""
    text = (point.findtext(f"{C}v") or "").strip()
    parent = point.getparent()
    numeric = parent is not None and parent.tag == f"{C}numCache"
    return displayed(text, point.get("formatCode") or default) if numeric else text
