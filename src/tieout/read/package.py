"""Office Open XML packages (DOCX, XLSX, PPTX): parts of a ZIP archive, parsed without trusting them.

Nothing is written to disk, sizes are counted while unpacking, document types (and with them entities) are
refused.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections import Counter

from lxml import etree

from tieout.errors import ReadError
from tieout.read.limits import Limits
from tieout.read.signature import refuse_other
from tieout.wording import say

_CHUNK = 1 << 20
_HEAD = 4_096  # bytes in which the root element of a part begins
_BROKEN = (  # what a damaged archive raises, wherever the damage is
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, NotImplementedError, EOFError,
    ValueError, OverflowError, OSError,
)  # fmt: skip
_OLD, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_KINDS = {"word": say("a Word document"), "xl": say("a workbook"), "ppt": say("a presentation")}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a package by path; `unpacked` counts the bytes read so far, `opened` are the parts read.

    Raises:
        ReadError: the data is no package, is encrypted, or a limit is exceeded.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.unpacked = 0
        self.opened: set[str] = set()
        if data.startswith(_OLD):
            raise ReadError(
                say("the file is protected by a password, or in the format before Office 2007"),
                name,
                say("save it without a password as .docx, .xlsx or .pptx"),
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            if not data.startswith(_ZIP):
                refuse_other(data, name, say("an Office document"))
            raise ReadError(
                say("the file is damaged or no Office document"), name, say("open and save it again")
            ) from error
        names = self._archive.namelist()
        self.parts = frozenset(names)
        if len(names) > len(self.parts):
            twice = next(name for name, count in Counter(names).items() if count > 1)
            raise ReadError(
                say("it holds {twice} twice, so that programs read different documents", twice=twice),
                name,
                say("open and save it again"),
            )

    def read(self, part: str) -> bytes:
        """The bytes of a part; empty if there is none."""
        if part not in self.parts:
            return b""
        self.opened.add(part)
        pieces = []
        try:
            with self._archive.open(part) as source:
                while piece := source.read(_CHUNK):
                    self.unpacked += len(piece)
                    self.limits.check("unpacked", self.unpacked, self.name)
                    pieces.append(piece)
        except _BROKEN as error:
            raise ReadError(
                say("{part} cannot be unpacked: {error}", part=part, error=error),
                self.name,
                say("open and save it again"),
            ) from error
        return b"".join(pieces)

    def head(self, part: str) -> bytes:
        """The first bytes of a part, which is not taken for read; empty if it cannot be unpacked."""
        try:
            with self._archive.open(part) as source:
                return source.read(_HEAD)
        except _BROKEN:
            return b""

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; None if there is no such part."""
        data = self.read(part)
        if not data:
            return None
        self.limits.check("elements", data.count(b"<") - data.count(b"</"), self.name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(
                say("{part} is damaged: {msg}", part=part, msg=error.msg),
                self.name,
                say("open and save it again"),
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError(
                say("{part} declares a document type, which Office never does", part=part), self.name
            )
        return root

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Type (its last word) and target part of every internal relation of a part, by id."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def main(self, kind: str) -> str:
        """The path of the main part. Raises `ReadError` if the package is of another kind."""
        for relation, path in self.relations("").values():
            if relation == "officeDocument" and path in self.parts:
                if path.startswith(f"{kind}/"):
                    return path
                found = path.partition("/")[0]
                said = say("expected {what}, found {other}", what=_KINDS[kind], other=_KINDS.get(found, path))
                raise ReadError(said, self.name, say("give the file the suffix of its format"))
        raise ReadError(say("the package has no document in it"), self.name, say("open and save it again"))

    def title(self) -> str | None:
        """The title in the document's properties."""
        root = self.xml("docProps/core.xml")
        found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
        return (found.text or "").strip() or None if found is not None else None
