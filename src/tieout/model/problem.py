"""What could not be read or done: nothing is dropped in silence, and what goes unread has a kind.

The kinds are few and closed, for a configuration names them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tieout.model.place import NOWHERE, Place


class Unread(StrEnum):
    """The kinds of content that a reader passes over; `allow-unread` of a configuration names them.

    Up to `TEXT` they are parts of a report, then files and folders that could hold one. `CODE` (scripts and
    styles) is what nobody sees: it never counts and is said in `--verbose` only.
    """

    IMAGES = "images"  # pictures and scanned pages: there may be figures in them, there is no text
    DRAWINGS = "drawings"  # outlines, charts and vector graphics whose texts or values were not read
    OBJECTS = "objects"  # documents inside a document: OLE, altChunk, attachments, frames
    ROTATED = "rotated"  # text that runs in another direction
    HIDDEN = "hidden"  # what the document itself does not show: display none, <template>, hidden sheets
    MARKUP = "markup"  # text swallowed by markup without an end: a comment, a quote, a tag
    CONTROLS = "controls"  # navigation and forms
    FURNITURE = "furniture"  # what repeats on pages and was taken for running headers and footers
    NOTES = "notes"  # comments, speaker notes, deleted text of tracked changes
    DAMAGED = "damaged"  # streams and parts that cannot be decoded
    TEXT = "text"  # text passed over for any other reason
    FOLDERS = "folders"  # a folder that cannot be opened
    LINKS = "links"  # a link that leads nowhere or out of the folder that was named
    HIDDEN_FILES = "hidden-files"  # documents whose name, or whose folder's name, begins with a dot
    FORMATS = "formats"  # documents of a format without a reader
    SPECIAL_FILES = "special-files"  # FIFOs, sockets and devices with the name of a document
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, and where; never silently dropped.

    `fatal` problems make the verdict untrustworthy (exit code 2); the others are counted and said. A problem
    with `unread` says that content was passed over: `count` parts of it (the message says of what: pictures,
    pages, characters) with `numbers` numbers in them, None where nobody can know (a picture). Readers make
    these with `passed_over` and leave `fatal` to the gate, which sets it unless the configuration allows the
    kind, or no number was passed over.
    """

    code: str
    message: str
    place: Place = NOWHERE
    fatal: bool = False
    unread: Unread | None = None
    count: int = 0
    numbers: int | None = None


def passed_over(
    kind: Unread, message: str, place: Place = NOWHERE, *, count: int = 1, text: str | None = None
) -> Problem:
    """The problem of content that was not read; every reader accounts for all that it passes over.

    Args:
        kind: what it is; one problem per kind and place (a page, a part), not one per piece.
        message: what was passed over and how much, in words: "3 pictures: figures inside them were not read".
        place: where the first piece stands.
        count: how many pieces.
        text: what stands in them, to count the numbers; None if it cannot be known.
    """
    numbers = None if text is None else numbers_in(text)
    return Problem(f"unread/{kind}", message, place, unread=kind, count=count, numbers=numbers)


def numbers_in(text: str) -> int:
    """How many numbers stand in a text: digits of any script, a fraction (½), two numerals or more (二十)."""
    return sum(run[0].isdecimal() or len(run) > 1 or _is_fraction(run) for run in _numeric_runs(text))


def _is_fraction(char: str) -> bool:
    return unicodedata.decomposition(char).startswith("<fraction>")


def _numeric_runs(text: str) -> Iterator[str]:
    """Stretches of numerals; points and commas join what they stand between."""
    run = ""
    for place, char in enumerate(text):
        if char.isnumeric() or (run and char in ".,．，" and text[place + 1 : place + 2].isnumeric()):
            run += char
        elif run:
            yield run
            run = ""
    if run:
        yield run
