"""Reference figures: lists of facts that reports are held against, as documents with a table per entity.

    facts:
      - {entity: Marlow Tools, item: Revenue, unit: $ million, period: 2024, value: "1,284.6", source: 10-K}

A CSV or a sheet with these columns is such a list as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tieout.errors import ReadError
from tieout.model import Anchor, Block, BlockKind, Cell, Document, Place, Table, Text
from tieout.wording import say

FORMAT = "facts"
SUFFIXES = (".yaml", ".yml")
FIELDS = ("entity", "item", "period", "value", "unit", "source")
_NEEDED = FIELDS[:4]
_HINT = say("a list `facts:` of entries entity, item, period, value, with unit and source if there are any")

Entry = Mapping[str, Text]


def read_facts(data: bytes, name: str) -> Document:
    """Read a list of facts in YAML.

    Args:
        data: the file.
        name: what it is called in messages and results.

    Raises:
        ReadError: it is no YAML, or not such a list; the message says in which line.
    """
    import yaml

    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise ReadError(say("is not in UTF-8"), name, say("save it in UTF-8")) from error
    except yaml.YAMLError as error:
        raise ReadError(
            say("is no YAML: {names}", names=" ".join(str(error).split())), name, _HINT
        ) from error
    entries = [_entry(node, name) for node in _listed(root, name)]
    return Document(name, hashlib.sha256(data).hexdigest(), FORMAT, tuple(_blocks(entries)))


def as_reference(document: Document) -> Document:
    """A document whose tables list facts as a document of reference figures; any other as it is."""
    entries = [entry for block in document.blocks if block.table is not None for entry in _rows(block.table)]
    if not entries:
        return document
    return replace(document, format=FORMAT, blocks=tuple(_blocks(entries)))


def _listed(root: Any, name: str) -> Sequence[Any]:
    """The nodes of the entries."""
    import yaml

    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == "facts"), None)
    if not isinstance(root, yaml.SequenceNode):
        raise ReadError(say("has no list of facts"), name, _HINT)
    return list(root.value)


def _entry(node: Any, name: str) -> Entry:
    import yaml

    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode) or not all(
        isinstance(part, yaml.ScalarNode) for pair in node.value for part in pair
    ):
        raise ReadError(say("line {line}: an entry is no mapping of texts", line=line), name, _HINT)
    entry = {key.value: _text(value) for key, value in node.value}
    unknown = sorted(entry.keys() - set(FIELDS))
    missing = [field for field in _NEEDED if field not in entry]
    if unknown or missing:
        wrong = say("unknown key {key}", key=repr((unknown or [""])[0]))
        said = wrong if unknown else say("key {key} is missing", key=repr(missing[0]))
        raise ReadError(say("line {line}: {said}", line=line, said=said), name, _HINT)
    return entry


def _text(node: Any) -> Text:
    mark = node.start_mark
    quoted = 1 if node.style in ("'", '"') else 0
    return Text(node.value, (Anchor(0, Place(line=mark.line + 1, column=mark.column + 1 + quoted)),))


def _rows(table: Table) -> Iterator[Entry]:
    """The rows of a table whose header names the fields of a list of facts."""
    head = {cell.text.content.strip().lower(): cell.col for cell in table.cells if cell.row == 1}
    if not all(field in head for field in _NEEDED):
        return
    names = {col: name for name, col in head.items() if name in FIELDS}
    rows: dict[int, dict[str, Text]] = {}
    for cell in table.cells:
        if cell.row > 1 and cell.col in names and cell.text.content.strip():
            rows.setdefault(cell.row, {})[names[cell.col]] = cell.text
    yield from (row for row in rows.values() if all(field in row for field in _NEEDED))


def _blocks(entries: Iterable[Entry]) -> Iterator[Block]:
    """For every entity its name as a heading, and a table of its items by period."""
    entities: dict[str, list[Entry]] = {}
    for entry in entries:
        entities.setdefault(entry["entity"].content.strip(), []).append(entry)
    for number, told in enumerate(entities.values(), 1):
        yield Block(BlockKind.HEADING, told[0]["entity"], 1)
        yield Block(BlockKind.TABLE, Text(""), table=_table(told, number))


def _table(entries: Sequence[Entry], number: int) -> Table:
    periods = list(dict.fromkeys(entry["period"].content.strip() for entry in entries))
    items = list(dict.fromkeys(_label(entry).content for entry in entries))
    cells = [Cell(Text(text), 1, col, header=True) for col, text in enumerate(("", *periods), 1)]
    told: set[tuple[int, int]] = set()
    for entry in entries:
        label = _label(entry)
        row, col = items.index(label.content) + 2, periods.index(entry["period"].content.strip()) + 2
        if (row, 1) not in told:
            cells.append(Cell(label, row, 1))
        if (row, col) not in told:
            cells.append(Cell(entry["value"], row, col))
        told |= {(row, 1), (row, col)}
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Table(number, len(items) + 1, len(periods) + 1, tuple(cells))


def _label(entry: Entry) -> Text:
    """The item with its unit in brackets, as tables print it."""
    item, unit = entry["item"], entry.get("unit")
    said = item.content.strip()
    return Text(f"{said} ({unit.content.strip()})" if unit is not None else said, item.anchors)
