"""CSV and TSV: one table; its row and column numbers are the record and field numbers of the file.

The delimiter is the one that splits the first records most evenly. Formulas stay text. A quote that is never
closed is a character like any other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from tieout.model import Anchor, Document, Place, Text
from tieout.read.decode import decode
from tieout.read.grid import Tables, numbered, table_block
from tieout.read.limits import Limits

_DELIMITERS = ",;\t|"
_SAMPLE = 50  # records that choose the delimiter
_SAMPLE_LENGTH = 100_000


def read_delimited(data: bytes, name: str, limits: Limits) -> Document:
    """Read a table of delimited values. Raises `ReadError` for binary content and above the limits."""
    text, problems = decode(data, name)
    delimiter = "\t" if PurePath(name).suffix.lower() == ".tsv" else _delimiter(text)
    rows: list[list[Text]] = []
    cells = 0
    for record in _records(text, delimiter, limits.columns + 1):
        cells += len(record)
        limits.check("columns", len(record), name)
        limits.check("cells", cells, name)
        rows.append(record)
    blocks = numbered([table_block(Tables(name, limits).rows(rows))]) if any(rows) else ()
    return Document(name, hashlib.sha256(data).hexdigest(), "csv", blocks, problems)


def _field(delimiter: str) -> re.Pattern[str]:
    d = re.escape(delimiter)
    return re.compile(rf"[ ]*\"(?P<quoted>(?:[^\"]|\"\")*+)\"(?P<rest>[^{d}\n]*)|(?P<bare>[^{d}\n]*)")


def _records(text: str, delimiter: str, most: int) -> Iterator[list[Text]]:
    """The fields of every record, at most so many; an empty line is a record without fields."""
    field = _field(delimiter)
    position = begin = 0  # offset of the field, and of the start of its line
    line = 1
    record: list[Text] = []
    while position < len(text):
        match = field.match(text, position)
        assert match is not None  # the bare alternative matches anything
        group = "quoted" if match["quoted"] is not None else "bare"
        record.append(_text(text, match.start(group), match.end(group), line, begin, group == "quoted"))
        breaks = text.count("\n", position, match.end())
        if breaks:
            line += breaks
            begin = text.rindex("\n", position, match.end()) + 1
        position = match.end() + 1
        if match.end() < len(text) and text[match.end()] == delimiter:
            if position == len(text):
                record.append(Text(""))
            if len(record) < most:
                continue
        yield [] if len(record) == 1 and not record[0].content else record
        record = []
        line, begin = line + 1, position
    if record:
        yield record


def _text(text: str, start: int, end: int, line: int, begin: int, quoted: bool) -> Text:
    """A field without the blanks around it, doubled quotes made single, every line anchored."""
    raw = text[start:end]
    kept = raw.strip()
    start += raw.index(kept) if kept else 0
    if quoted:
        lead = len(raw) - len(raw.lstrip())
        line += raw.count("\n", 0, lead)
        begin = max(begin, text.rfind("\n", start - lead, start) + 1)
    if not quoted or ("\n" not in kept and '"' not in kept):
        return Text(kept, (Anchor(0, Place(line=line, column=start - begin + 1)),))
    content: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for match in re.finditer(r"[^\n\"]*(?:\n|\"\"|\"|$)", kept):
        piece = match.group().replace('""', '"')
        anchors.append(Anchor(length, Place(line=line, column=start + match.start() - begin + 1)))
        content.append(piece)
        length += len(piece)
        if piece.endswith("\n"):
            line, begin = line + 1, start + match.end()
    return Text("".join(content), tuple(anchors))


def _delimiter(text: str) -> str:
    """The delimiter that gives the most fields in the most records alike; a comma if none does."""
    head = text[:_SAMPLE_LENGTH]
    best, score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        sizes: Counter[int] = Counter()
        for number, record in enumerate(_records(head, delimiter, _SAMPLE_LENGTH)):
            if number >= _SAMPLE:
                break
            sizes[len(record)] += 1
        common, alike = max(sizes.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if common > 1 and (alike, common) > score:
            best, score = delimiter, (alike, common)
    return best
