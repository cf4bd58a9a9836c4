"""The numbers cached in an embedded chart, as a table: categories down, series across."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tieout.model import Anchor, Block, BlockKind, Place, Table, Text
from tieout.read.docx_text import A, C
from tieout.read.grid import Tables, table_block
from tieout.read.number_format import displayed


def chart_table(root: etree._Element, place: Place, tables: Tables) -> Table | None:
    """The table of a chart part; None if it has no cached numbers. Its title becomes the caption."""
    series = [_Series(element) for element in root.iter(f"{C}ser")]
    series = [one for one in series if one.values]
    if not series:
        return None
    categories: dict[int, str] = {}
    for one in series:
        categories |= {**one.categories, **categories}
    indices = sorted({index for one in series for index in one.values})
    rows = [["", *(one.name for one in series)]]
    rows += [[categories.get(i, str(i + 1)), *(one.values.get(i, "") for one in series)] for i in indices]
    anchors = (Anchor(0, place),)
    table = tables.rows([[Text(cell, anchors) for cell in row] for row in rows], 1)
    title = root.find(f"{C}chart/{C}title")
    caption = "".join(node.text or "" for node in title.iter(f"{A}t")).strip() if title is not None else ""
    return Table(table.number, table.rows, table.cols, table.cells, caption or None)


def chart_blocks(table: Table) -> Iterator[Block]:
    """The blocks of a chart: its title, if there are figures in it, and the table of its numbers."""
    block = table_block(table)
    if table.caption is not None and any(map(str.isdigit, table.caption)):
        yield Block(BlockKind.PARAGRAPH, Text(table.caption, block.text.anchors))
    yield block


class _Series:
    """Name, categories and values of one series, by index."""

    def __init__(self, element: etree._Element) -> None:
        self.name = next(iter(_points(element.find(f"{C}tx")).values()), "")
        self.categories = _points(element.find(f"{C}cat")) or _points(element.find(f"{C}xVal"))
        values = element.find(f"{C}val")
        self.values = _points(values if values is not None else element.find(f"{C}yVal"))


def _points(element: etree._Element | None) -> dict[int, str]:
    """The cached points, numbers as displayed by their format."""
    if element is None:
        return {}
    default = element.findtext(f".//{C}formatCode") or "General"
    found: dict[int, str] = {}
    for point in element.iter(f"{C}pt"):
        text = (point.findtext(f"{C}v") or "").strip()
        parent = point.getparent()
        numeric = parent is not None and parent.tag == f"{C}numCache"
        index = point.get("idx", "")
        if index.isdigit():
            found[int(index)] = displayed(text, point.get("formatCode") or default) if numeric else text
    return found
