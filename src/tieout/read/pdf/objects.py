"""Objects that stand in a PDF and that its list of objects leads past: PDFium leaves out what they draw.

The list is the cross-reference table of the PDF standard (ISO 32000-1, 7.5.4): entries of 20 bytes. If the
first entry leads nowhere, PDFium makes the list anew and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TABLE = re.compile(rb"(?<!start)xref[ \t]*\r?\n")
SECTION = re.compile(rb"\s*(\d{1,10}) (\d{1,7})[ \t]*\r?\n")
ENTRY = re.compile(rb"(\d{10}) \d{5} n")
FREE = re.compile(rb".{17}f", re.DOTALL)
OBJECT = re.compile(rb"(?<![^\s])(\d{1,10})\s+\d{1,5}\s+obj\b")
WIDTH = 20  # bytes of an entry


def lost_objects(data: bytes) -> list[int]:
    """The numbers of the objects that the file holds and that none of its lists leads to, in order."""
    wrong: set[int] = set()
    right: set[int] = set()
    for table in TABLE.finditer(data):
        listed = list(_listed(data, table.end()))
        if listed and not listed[0][1]:
            return []
        for number, leads in listed:
            (right if leads else wrong).add(number)
    lost = wrong - right
    return sorted(lost & {int(match[1]) for match in OBJECT.finditer(data)}) if lost else []


def _listed(data: bytes, at: int) -> Iterator[tuple[int, bool]]:
    """The objects that a table lists as in use, and whether its entry leads to them."""
    while (section := SECTION.match(data, at)) is not None:
        at = section.end()
        for number in range(int(section[1]), int(section[1]) + min(int(section[2]), len(data) // WIDTH)):
            entry = data[at : at + WIDTH]
            at += WIDTH
            if not FREE.match(entry):
                yield number, _leads(data, number, entry)


def _leads(data: bytes, number: int, entry: bytes) -> bool:
    offset = ENTRY.match(entry)
    found = None if offset is None else OBJECT.match(data, int(offset[1]))
    return found is not None and int(found[1]) == number
