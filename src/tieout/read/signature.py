"""What a file is by its first bytes, for those that have the suffix of another format."""

from __future__ import annotations

from tieout.errors import ReadError
from tieout.wording import say

_MAGIC = {
    b"%PDF-": say("a PDF"), b"PK\x03\x04": say("a ZIP archive (DOCX, XLSX ...)"),
    b"\x89PNG": say("a PNG image"), b"\xff\xd8\xff": say("a JPEG image"),
    b"\xd0\xcf\x11\xe0": say("an old Office file"), b"\x1f\x8b": say("a gzip file"),
    b"GIF8": say("a GIF image"), b"7z\xbc\xaf": say("a 7z archive"), b"\x7fELF": say("a program"),
    b"PAR1": say("a Parquet file"), b"{\\rtf": say("an RTF file"),
}  # fmt: skip
_WEB = (b"<!doctype html", b"<html")
_HEAD = 256


def refuse_other(data: bytes, name: str, expected: str) -> None:
    """Refuse a file that is plainly of another format.

    Args:
        data: the file, or its beginning.
        name: its name, for messages.
        expected: what its suffix promises.

    Raises:
        ReadError: it is empty, or something else that can be named.
    """
    if not data:
        raise ReadError(say("the file is empty"), name, say("export the report again"))
    other = next((said for magic, said in _MAGIC.items() if data.startswith(magic)), "")
    if not other and data[:_HEAD].lstrip().lower().startswith(_WEB):
        other = say("a web page")
    if other:
        said = say("expected {what}, found {other}", what=expected, other=other)
        raise ReadError(said, name, say("give the file the suffix of its format"))
