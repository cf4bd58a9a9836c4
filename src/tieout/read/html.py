"""HTML as a document: what a reader of the page sees, in order, with lines and columns of its source."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace

from tieout.model import Block, Document
from tieout.read.continued import with_continued
from tieout.read.decode import decode
from tieout.read.furniture import without_furniture
from tieout.read.grid import Tables, with_tables
from tieout.read.html_blocks import Builder
from tieout.read.html_stream import Stream
from tieout.read.ixbrl import measures
from tieout.read.limits import Limits
from tieout.read.lines import reduced
from tieout.read.runs import Lines
from tieout.read.tally import Tally

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)


def read_html(data: bytes, name: str, limits: Limits) -> Document:
    """Read a page. Raises `ReadError` if it is not text or a limit is exceeded."""
    text, problems = decode(_utf8(data), name)
    lines, tally = Lines.of(text), Tally()
    builder = Builder(Tables(name, limits), lines, tally, measures(text))
    for event in Stream(text, tally, lines, name, limits).events():
        builder.take(event)
    title = _TITLE.search(text[:100_000])
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="html",
        blocks=with_tables(with_continued(without_furniture(builder.finish()))),
        problems=(*problems, *tally.problems()),
        tags=builder.tags,
        title=" ".join(html.unescape(title[1]).split()) or None if title is not None else None,
    )


def html_blocks(source: str, line: int, tables: Tables, tally: Tally) -> list[Block]:
    """The blocks of a piece of HTML inside Markdown that begins on this line; its texts may be marked up."""
    lines = Lines.of(source, line)
    builder = Builder(tables, lines, tally)
    for event in Stream(source, tally, lines, tables.name, tables.limits).events():
        builder.take(event)
    return [_reduced(block) for block in builder.finish()]


def _reduced(block: Block) -> Block:
    if block.table is None:
        return replace(block, text=reduced(block.text))
    cells = tuple(cell._replace(text=reduced(cell.text)) for cell in block.table.cells)
    return replace(block, table=replace(block.table, cells=cells))


def _utf8(data: bytes) -> bytes:
    """The page in UTF-8 if it declares another encoding."""
    declared = _CHARSET.search(data[:4096])
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8"):
        return data
    encoding = {b"gb2312": "gb18030", b"gbk": "gb18030", b"iso-8859-1": "cp1252"}.get(
        declared[1].lower(), declared[1].decode("ascii")
    )
    try:
        return data.decode(encoding).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
