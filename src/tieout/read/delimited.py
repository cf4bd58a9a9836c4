"""CSV and TSV: one table; its row and column numbers are the record and field numbers of the file.

The delimiter is the one that splits the first records most evenly. Formulas stay text. What stands behind a
quote that closes in its line belongs to the field; over lines a quote holds if the field ends with it. One
that does neither is a character like any other, and said, for nobody knows what it was to hold together.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from tieout.model import Anchor, Document, Place, Text, Unread
from tieout.read.decode import decode
from tieout.read.grid import Tables, numbered, table_block
from tieout.read.limits import Limits
from tieout.read.lines import trim
from tieout.read.tally import Tally
from tieout.wording import say

_DELIMITERS = ",;\t|"
_SAMPLE = 50  # records that choose the delimiter
_SAMPLE_LENGTH = 100_000
_NOTHING = Text("")
_Span = tuple[int, int, bool]  # where a field begins and ends, and whether in quotes


def read_delimited(data: bytes, name: str, limits: Limits) -> Document:
    """Read a table of delimited values. Raises `ReadError` for binary content and above the limits."""
    text, problems = decode(data, name)
    delimiter = "\t" if PurePath(name).suffix.lower() == ".tsv" else _delimiter(text)
    rows: list[list[Text]] = []
    cells = 0
    line, last = 1, 0
    tally = Tally()
    for begin, spans in _records(text, delimiter, limits.columns + 1):
        cells += len(spans)
        limits.check("columns", len(spans), name)
        limits.check("cells", cells, name)
        line, last = line + text.count("\n", last, begin), begin
        rows.append(_texts(text, spans, line, begin))
        if any(_opens(text, span) for span in spans):
            whole = text[begin : spans[-1][1]]
            tally.add(Unread.MARKUP, say("unclosed quote"), Place(line=line), text=whole)
    blocks = numbered([table_block(Tables(name, limits).rows(rows))]) if any(rows) else ()
    return Document(name, hashlib.sha256(data).hexdigest(), "csv", blocks, (*problems, *tally.problems()))


def _field(delimiter: str) -> re.Pattern[str]:
    d = re.escape(delimiter)
    one_line = rf"[ ]*\"((?:[^\"\n]|\"\")*+)\"([^{d}\n]*)"
    lines = rf"[ ]*\"((?:[^\"]|\"\")*+)\"[ ]*(?=[{d}\n]|$)"
    return re.compile(rf"{one_line}|{lines}|[^{d}\n]*")


def _records(text: str, delimiter: str, most: int) -> Iterator[tuple[int, list[_Span]]]:
    """Where every record begins, and its fields, at most so many; an empty line has none."""
    field = _field(delimiter)
    position = begin = 0
    spans: list[_Span] = []
    while position < len(text):
        match = field.match(text, position)
        assert match is not None  # the bare alternative matches anything
        spans.append(_span(match))
        end = match.end()
        position = end + 1
        if end < len(text) and text[end] == delimiter:
            if position == len(text):
                spans.append((position, position, False))
            if len(spans) < most:
                continue
        yield begin, [] if len(spans) == 1 and not text[slice(*spans[0][:2])].strip() else spans
        begin, spans = position, []
    if spans:
        yield begin, spans


def _span(match: re.Match[str]) -> _Span:
    """Where a field stands, without its quotes unless something stands behind them."""
    if match[1] is not None:
        return match.start(1), match.end(2 if match[2].strip() else 1), True
    return (*match.span(3), True) if match[3] is not None else (*match.span(), False)


def _opens(text: str, span: _Span) -> bool:
    """Whether a field begins with a quote that holds nothing together."""
    start, end, quoted = span
    return not quoted and text[start:end].lstrip(" ").startswith('"')


def _texts(text: str, spans: Sequence[_Span], line: int, begin: int) -> list[Text]:
    """The fields of a record; an empty one has no place, unless it is the first, which is the table's."""
    texts = []
    for start, end, quoted in spans:
        raw = text[start:end]
        if start and (not raw or raw.isspace()):
            texts.append(_NOTHING)
        elif quoted and ("\n" in raw or '"' in raw):
            texts.append(_quoted(text, start, end, line, begin))
        else:
            kept = raw.strip() if texts else raw.rstrip()  # the indent of a label says what it is part of
            column = start - begin + raw.index(kept) + 1
            texts.append(Text(kept, (Anchor(0, Place(line=line, column=column)),)))
        if quoted and "\n" in raw:
            line, begin = line + raw.count("\n"), text.rindex("\n", start, end) + 1
    return texts


def _quoted(text: str, start: int, end: int, line: int, begin: int) -> Text:
    """A field of several lines or with quotes in it: doubled ones made single, others left out.

    Every line is anchored.
    """
    raw = text[start:end]
    kept = raw.strip()
    lead = raw.index(kept)
    start += lead
    line += raw.count("\n", 0, lead)
    begin = max(begin, text.rfind("\n", start - lead, start) + 1)
    content: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for match in re.finditer(r"[^\n\"]*(?:\n|\"\"|\"|$)", kept):
        piece = match.group().removesuffix('"')
        if piece:
            anchors.append(Anchor(length, Place(line=line, column=start + match.start() - begin + 1)))
        content.append(piece)
        length += len(piece)
        if piece.endswith("\n"):
            line, begin = line + 1, start + match.end()
    return trim("".join(content), anchors)


def _delimiter(text: str) -> str:
    """The delimiter that gives the most fields in the most records alike; a comma if none does."""
    head = text[:_SAMPLE_LENGTH]
    best, score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        sizes: Counter[int] = Counter()
        for number, (_, spans) in enumerate(_records(head, delimiter, _SAMPLE_LENGTH)):
            if number >= _SAMPLE:
                break
            sizes[len(spans)] += 1
        common, alike = max(sizes.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if common > 1 and (alike, common) > score:
            best, score = delimiter, (alike, common)
    return best
