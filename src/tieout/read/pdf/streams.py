"""Compressed streams of a PDF that cannot be unpacked: PDFium gives what comes before the damage, no error.

The file is searched for streams, not followed through its cross-references, so that what these leave out is
found too. Streams of pictures, fonts and colours are left alone: nothing is read from them.
"""

from __future__ import annotations

import base64
import io
import logging
import re
import zlib
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

STREAM = re.compile(rb"stream\r?\n")
OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
FILTER = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|(/\w+))")
NAME = re.compile(rb"/\w+")
NO_TEXT = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|/Length1\b|/N\s+[134]\b")
SHOWN = re.compile(rb"[)>\]]\s*(?:Tj|TJ|['\"])(?![A-Za-z])")
HEAD = 4_000  # bytes before a stream in which its dictionary stands
PIECE = 1_000_000  # bytes unpacked at a time
ENDED = b"%%EOF"
LAST = 2_048  # bytes in which a whole file says that it ends


def damaged_streams(data: bytes) -> list[int]:
    """The numbers of the objects whose streams hold text or layout and are damaged."""
    if b"/Encrypt" in data:
        return []  # encrypted streams are unpacked behind their decryption only
    return [number for number, packed in _packed(data) if not _unpacks(packed)]


def cut_short(data: bytes) -> bool:
    """Whether a file lacks its end mark: what came after may have held more pages."""
    return ENDED not in data[-LAST:]


def pages_of(data: bytes, objects: list[int]) -> dict[int, int]:
    """The page (from 1) on which each of these objects is drawn, as far as the page tree tells."""
    found: dict[int, int] = {}
    try:
        for number, page in enumerate(_opened(data).pages, start=1):
            contents = page.raw_get("/Contents") if "/Contents" in page else None
            target = contents.get_object() if contents is not None else None
            parts = [contents, *target] if isinstance(target, list) else [contents]
            for part in parts:
                at = getattr(part, "idnum", None)
                if at in objects:
                    found.setdefault(at, number)
    except Exception:  # of a broken file pypdf may raise anything: it does not say where its parts belong
        pass
    return found


def written_on(data: bytes, pages: Collection[int]) -> list[int]:
    """Those of some pages (from 1) that another reader finds text on, which was lost to PDFium."""
    return [number for number in pages if _written(data, number)]


def _written(data: bytes, number: int) -> bool:
    shown = False
    try:
        page = _opened(data).pages[number - 1]
        contents = page.get_contents()
        shown = contents is not None and SHOWN.search(contents.get_data()) is not None
        return shown and page.extract_text().strip() != ""
    except Exception:  # of a broken file pypdf may raise anything: what shows text is text that nobody read
        return shown


def _opened(data: bytes) -> PdfReader:
    """The file in another reader, which complains of damage where nobody asked."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return PdfReader(io.BytesIO(data))


def _packed(data: bytes) -> Iterator[tuple[int, memoryview | bytes]]:
    """Every compressed stream that is worth unpacking, with the number of its object."""
    view = memoryview(data)
    for match in STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        before = data[max(match.start() - HEAD, 0) : match.start()]
        heads = list(OBJECT.finditer(before))
        if not heads:
            continue
        described = before[heads[-1].end() :]
        filters = FILTER.search(described)
        names = NAME.findall(filters[1] or filters[2]) if filters is not None else []
        if NO_TEXT.search(described) or not names:
            continue
        end = data.find(b"endstream", match.end())
        packed: memoryview | bytes = view[match.end() : end if end >= 0 else len(data)]
        if names[0] == b"/ASCII85Decode" and names[1:] == [b"/FlateDecode"]:
            try:
                packed = base64.a85decode(bytes(packed).strip().removesuffix(b"~>"))
            except ValueError:
                packed = b""
        elif names != [b"/FlateDecode"]:
            continue
        yield int(heads[-1][1]), packed


def _unpacks(packed: memoryview | bytes) -> bool:
    """Whether all of a stream can be unpacked; a missing checksum at its end is no damage."""
    rest = bytes(packed)
    if not rest.strip():
        return True
    try:
        unpacker = zlib.decompressobj()
        while rest and not unpacker.eof:
            unpacker.decompress(rest, PIECE)
            rest = unpacker.unconsumed_tail
        if unpacker.eof:
            return True
        bare = zlib.decompressobj(wbits=-15)
        rest = bytes(packed[2:])
        while rest and not bare.eof:
            bare.decompress(rest, PIECE)
            rest = bare.unconsumed_tail
    except zlib.error:
        return False
    return bare.eof
