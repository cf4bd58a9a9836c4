"""What is laid over the pages of a PDF: notes, typed-over text, form fields; and the files attached to it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from tieout.model import Place, Problem, Unread, passed_over
from tieout.wording import say

FORMS = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_XFAWIDGET}
TYPED = {pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}
PASSIVE = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
KINDS = {
    Unread.TEXT: "text typed over the page was not read",
    Unread.CONTROLS: "form fields were not read",
    Unread.NOTES: "comments were not read",
}


def laid_over(page: pypdfium2.PdfPage, number: int) -> Iterator[Problem]:
    """The annotations of a page that say something, one problem for each kind."""
    said: dict[Unread, list[str]] = {}
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        with _opened(page, index) as annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind in PASSIVE or pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN:
                continue
            text = _string(annotation, b"V" if kind in FORMS else b"Contents")
        if text:
            what = Unread.CONTROLS if kind in FORMS else Unread.TEXT if kind in TYPED else Unread.NOTES
            said.setdefault(what, []).append(text)
    for what, texts in said.items():
        told = f'page {number}: {KINDS[what]}: "{texts[0][:60]}"'
        yield passed_over(what, told, Place(page=number), count=len(texts), text=" ".join(texts))


def attached(document: pypdfium2.PdfDocument) -> Iterator[Problem]:
    """The files attached to a PDF."""
    count: int = pdfium.FPDFDoc_GetAttachmentCount(document.raw)
    if count > 0:
        one = say("1 attached file was not read")
        said = one if count == 1 else say("{count} attached files were not read", count=count)
        yield passed_over(Unread.OBJECTS, said, count=count)


@contextmanager
def _opened(page: pypdfium2.PdfPage, index: int) -> Iterator[object]:
    annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: object, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    held = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(held, ctypes.POINTER(pdfium.FPDF_WCHAR)), length
    )
    return held.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
