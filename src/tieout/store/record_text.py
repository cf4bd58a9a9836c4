"""Records as JSON and back, for what is kept for years and may have been written by somebody else.

Only the records of a report are written and read, by their names and fields; nothing in a store can run code.
Each record is written once and referred to by its number. `FORM` names the fields of all of them: a text of
another form was written by another version, and is not read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from tieout.errors import ReadError
from tieout.model import (
    Anchor,
    Block,
    BlockKind,
    Cell,
    Dates,
    Document,
    Fact,
    Figure,
    Grain,
    Grid,
    Mention,
    Metadata,
    Place,
    RatingScale,
    Report,
    Sentence,
    Status,
    Table,
    Text,
)  # fmt: skip
from tieout.model.lines import Line, Lines, Role
from tieout.quantity import Quantity, Unit
from tieout.quantity.numeral import Numeral
from tieout.quantity.printed import Hedge
from tieout.wording import say

_RECORDS: tuple[type, ...] = (
    Anchor, Block, Cell, Dates, Document, Fact, Figure, Grid, Line, Lines, Mention, Metadata, Numeral, Place,
    Quantity, RatingScale, Report, Sentence, Table, Text, Unit,
)  # fmt: skip
_ENUMS: tuple[type[Enum], ...] = (BlockKind, Grain, Hedge, Role, Status)


def _names(record: type) -> tuple[str, ...]:
    """The fields that make a record."""
    if is_dataclass(record):
        return tuple(field.name for field in fields(record) if field.init)
    named: tuple[str, ...] = record._fields  # type: ignore[attr-defined]
    return named


_BY_NAME = {record.__name__: record for record in _RECORDS}
_FIELDS = {record: _names(record) for record in _RECORDS}
_ENUM_BY_NAME = {one.__name__: one for one in _ENUMS}
FORM = hashlib.sha256(
    repr(
        [(record.__name__, _FIELDS[record]) for record in _RECORDS]
        + [(one.__name__, list(one)) for one in _ENUMS]
    ).encode()
).hexdigest()[:16]


def written(report: Report) -> str:
    """A report as text; the same report gives the same bytes."""
    writer = _Writer()
    root = writer.node(report)
    return json.dumps([writer.pool, root], ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Report:
    """The report in a text.

    Raises:
        ReadError: it is no report of this form.
    """
    try:
        pool, root = json.loads(text)
        found = _Reader(pool).value(root)
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RecursionError) as error:
        raise ReadError(say("is no stored report: {error}", error=error)) from error
    if not isinstance(found, Report):
        raise ReadError(say("is no stored report"))
    return found


class _Writer:
    """Writes values as JSON: records into a pool, everything else in place."""

    def __init__(self) -> None:
        self.pool: list[list[Any]] = []
        self._numbers: dict[int, int] = {}  # of records by their identity
        self._held: list[object] = []  # so that no identity is used twice

    def node(self, value: object) -> Any:
        """A value: plain ones as they are, the others as an object of one key."""
        if value is None or type(value) in (bool, int, str):
            return value
        if isinstance(value, Enum):
            return {"e": [type(value).__name__, value.value]}
        if type(value) in _FIELDS:
            return {"r": self._record(value)}
        if isinstance(value, str):
            return str(value)
        if isinstance(value, Fraction):
            return {"q": f"{value.numerator}/{value.denominator}"}
        if isinstance(value, frozenset):
            return {"s": sorted((self.node(one) for one in value), key=json.dumps)}
        if isinstance(value, Mapping):
            return {"m": [[self.node(key), self.node(one)] for key, one in value.items()]}
        if isinstance(value, tuple | list):
            return [self.node(one) for one in value]
        raise TypeError(f"{type(value).__name__} is no record of a report")

    def _record(self, value: object) -> int:
        number = self._numbers.get(id(value))
        if number is None:
            names = _FIELDS[type(value)]
            entry = [type(value).__name__, *(self.node(getattr(value, name)) for name in names)]
            number = self._numbers[id(value)] = len(self.pool)
            self.pool.append(entry)
            self._held.append(value)
        return number


class _Reader:
    """Reads what a `_Writer` wrote; a record stands in the pool before whatever refers to it."""

    def __init__(self, pool: list[list[Any]]) -> None:
        self._records: list[object] = []
        for name, *given in pool:
            record = _BY_NAME[name]
            if len(given) != len(_FIELDS[record]):
                raise ValueError(f"{name} has other fields")
            self._records.append(record(*map(self.value, given)))

    def value(self, node: Any) -> Any:
        """The value of a node."""
        if isinstance(node, list):
            return tuple(self.value(one) for one in node)
        if not isinstance(node, dict):
            return node
        ((sort, held),) = node.items()
        match sort:
            case "r":
                return self._records[held]
            case "q":
                return Fraction(held)
            case "e":
                return _ENUM_BY_NAME[held[0]](held[1])
            case "s":
                return frozenset(map(self.value, held))
            case "m":
                return {self.value(key): self.value(one) for key, one in held}
        raise ValueError(f"unknown sort {sort!r}")
