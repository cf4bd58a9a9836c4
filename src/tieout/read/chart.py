"""The numbers cached in an embedded chart, as a table: categories down, series across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from tieout.model import Anchor, Block, BlockKind, Place, Table, Text, Unread
from tieout.read.docx_text import A, C
from tieout.read.grid import Tables, table_block
from tieout.read.number_format import displayed
from tieout.read.tally import Tally
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
    table = tables.rows(_rows(shown, place), 1)
    yield table_block(Table(table.number, table.rows, table.cols, table.cells, caption or None))
    left = " ".join(_left(root, series))
    if any(map(str.isdigit, left)):
        tally.add(Unread.DRAWINGS, say("chart with values beside its series"), place, text=left)


def chart_texts(root: etree._Element) -> Iterator[str]:
    """The texts that are written on a chart: its title, those of its axes, labels that were typed."""
    for paragraph in root.iter(f"{A}p"):
        yield "".join(node.text or "" for node in paragraph.iter(f"{A}t")).strip()


def _rows(series: Sequence[_Series], place: Place) -> list[list[Text]]:
    categories: dict[int, str] = {}
    for one in series:
        categories |= {**one.categories, **categories}
    indices = sorted({index for one in series for index in one.values})
    rows = [["", *(one.name for one in series)]]
    rows += [[categories.get(i, str(i + 1)), *(one.values.get(i, "") for one in series)] for i in indices]
    return [[Text(cell, (Anchor(0, place),)) for cell in row] for row in rows]


def _left(root: etree._Element, series: Sequence[_Series]) -> Iterator[str]:
    """Values of a chart that its series as read do not hold: sizes of bubbles, what stands there twice."""
    read = {id(point) for one in series for point in one.read}
    for value in root.iter(f"{C}v"):
        parent = value.getparent()
        if parent is not None and parent.tag == f"{C}pt" and id(parent) not in read:
            yield value.text or ""


class _Series:
    """Name, categories and values of one series, by index; `read` are the points they come from."""

    def __init__(self, element: etree._Element) -> None:
        self.read: list[etree._Element] = []
        named = self._points(element.find(f"{C}tx"))
        self.name = next(iter(named.values()), element.findtext(f"{C}tx/{C}v") or "")
        self.categories = self._points(element.find(f"{C}cat")) or self._points(element.find(f"{C}xVal"))
        values = element.find(f"{C}val")
        self.values = self._points(values if values is not None else element.find(f"{C}yVal"))

    def _points(self, element: etree._Element | None) -> dict[int, str]:
        """The cached points, numbers as displayed by their format."""
        if element is None:
            return {}
        default = element.findtext(f".//{C}formatCode") or "General"
        points = {
            int(index): point
            for point in element.iter(f"{C}pt")
            if (index := point.get("idx", "")).isascii() and index.isdigit()
        }
        self.read += points.values()
        return {index: _shown(point, default) for index, point in points.items()}


def _shown(point: etree._Element, default: str) -> str:
    text = (point.findtext(f"{C}v") or "").strip()
    parent = point.getparent()
    numeric = parent is not None and parent.tag == f"{C}numCache"
    return displayed(text, point.get("formatCode") or default) if numeric else text
