"""A file with the suffix of another format is said to be what it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from tieout.errors import ReadError
from tieout.read import read_bytes

ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w") as _archive:
    _archive.writestr("a.txt", "x")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"%PDF-1.4\n", "expected an Office document, found a PDF"),
        ("a.xlsx", b"\n<!DOCTYPE html><html>", "expected an Office document, found a web page"),
        ("a.docx", b"", "the file is empty"),
        ("a.pdf", b"", "the file is empty"),
        ("a.pdf", ARCHIVE.getvalue(), "expected a PDF, found a ZIP archive"),
        ("a.md", b"{\\rtf1", "expected text, found an RTF file"),
        ("a.csv", ARCHIVE.getvalue(), "expected text, found a ZIP archive"),
        ("a.pptx", b"no such thing", "damaged or no Office document"),
        ("a.docx", ARCHIVE.getvalue(), "no document in it"),
    ],
)
def test_what_it_is_instead_is_said(name: str, data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as refused:
        read_bytes(data, name)
    assert refused.value.hint


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_markup_is_text(name: str) -> None:
    assert read_bytes(b"<html><body><p>Rent was 12 in 2024.</p></body></html>", name).blocks
