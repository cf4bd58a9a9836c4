"""CSV and TSV: one table; its row and column numbers are the record and field numbers of the file.

The delimiter is the one that splits the first records most evenly. Formulas stay text.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import PurePath

from tieout.errors import ReadError
from tieout.model import Anchor, Document, Place, Text
from tieout.read.decode import decode
from tieout.read.grid import Tables, numbered, table_block
from tieout.read.limits import Limits

_DELIMITERS = ",;\t|"
_SAMPLE = 50  # records that choose the delimiter


def read_delimited(data: bytes, name: str, limits: Limits) -> Document:
    """Read a table of delimited values. Raises `ReadError` for binary content and above the limits."""
    text, problems = decode(data, name)
    delimiter = "\t" if PurePath(name).suffix.lower() == ".tsv" else _delimiter(text)
    rows: list[list[Text]] = []
    cells = 0
    for number, line, record in _records(text, delimiter, name):
        cells += len(record)
        limits.check("columns", len(record), name)
        limits.check("cells", cells, name)
        rows.append([_text(field, line, number, col) for col, field in enumerate(record, start=1)])
    blocks = numbered([table_block(Tables(name, limits).rows(rows))]) if rows else ()
    return Document(name, hashlib.sha256(data).hexdigest(), "csv", blocks, problems)


def _text(field: str, line: int, row: int, col: int) -> Text:
    return Text(field.strip(), (Anchor(0, Place(line=line, row=row, col=col)),))


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, int, list[str]]]:
    """Number, first line and fields of every record."""
    csv.field_size_limit(max(len(text) + 1, 1))
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    try:
        for number, record in enumerate(reader, start=1):
            yield number, line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError(f"line {line}: {error}", name, "check the quotes around that line") from error


def _delimiter(text: str) -> str:
    """The delimiter that gives the most fields in the most records alike; a comma if none does."""
    head = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])[:100_000]
    best, score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        sizes = [len(record) for record in csv.reader(io.StringIO(head), delimiter=delimiter) if record]
        if not sizes:
            continue
        common = max(set(sizes), key=sizes.count)
        alike = sizes.count(common) if common > 1 else 0
        if (alike, common) > score:
            best, score = delimiter, (alike, common)
    return best
