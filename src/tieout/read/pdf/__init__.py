"""PDF reports: characters and rules from PDFium, everything above them by geometry.

`words` -> `lines` -> (`ruled`, `columns`, `unruled`) -> `layout` -> `paragraphs` -> a document. Tables that
go on over a page break are joined; pages without a text layer are said to be unread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tieout.errors import ReadError
from tieout.model import Block, BlockKind, Document, Place, Problem
from tieout.read.captions import with_captions
from tieout.read.grid import Tables, numbered, table_block
from tieout.read.limits import Limits
from tieout.read.pdf import ocr
from tieout.read.pdf.continued import continued, whole
from tieout.read.pdf.grid import PdfTable
from tieout.read.pdf.layout import furniture_of, page_items
from tieout.read.pdf.paragraphs import Passage, passages, text_of
from tieout.read.pdf.words import Page, read_page

FEW_CHARS = 12  # a page with fewer characters and an image is a scan


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF.

    Raises:
        ReadError: the file is encrypted, damaged, empty, too long, or has no text at all.
    """
    pages, recognised = _recognised(_pages(data, name, limits), data)
    furniture = furniture_of(pages)
    parts: list[Passage | PdfTable] = []
    heads: list[Block] = []
    for page in pages:
        items, margins = page_items(page, furniture)
        parts += passages(items, page)
        heads += [Block(BlockKind.FURNITURE, text_of(line.words, page.number)) for line in margins]
    unread = [page.number for page in pages if _scanned(page)]
    if len(unread) == len(pages):
        raise ReadError(
            "no page has a text layer: the report is a scan",
            name,
            "install tieout[ocr] to have it recognised, or check the document it was printed from",
        )
    tables = Tables(name, limits)
    blocks = numbered(with_captions([_block(part, tables) for part in continued(parts)]))
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, "pdf", (*blocks, *heads), tuple(_problems(pages, unread, recognised)))


def _pages(data: bytes, name: str, limits: Limits) -> list[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("the PDF is encrypted", name, "save it without a password") from None
        raise ReadError(f"not a readable PDF ({error})", name, "check or export the file again") from None
    try:
        limits.check("pages", len(document), name)
        if not len(document):
            raise ReadError("the PDF has no pages", name, "export the file again")
        return [read_page(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"a page of the PDF is damaged ({error})", name, "export the file again") from None
    finally:
        document.close()


def _recognised(pages: list[Page], data: bytes) -> tuple[list[Page], list[int]]:
    """Have scanned pages read by text recognition where it is installed; the numbers of those that were."""
    scans = [page.number for page in pages if _scanned(page)]
    if not scans or not ocr.available():
        return pages, []
    recognise = ocr.recogniser(data)
    return [recognise(page) if page.number in scans else page for page in pages], scans


def _scanned(page: Page) -> bool:
    return page.images > 0 and sum(len(word.text) for word in page.words) < FEW_CHARS


def _problems(pages: Sequence[Page], unread: Sequence[int], recognised: Sequence[int]) -> list[Problem]:
    problems = [
        Problem("page-recognised", f"page {n} was read by text recognition: check its digits", Place(page=n))
        for n in recognised
        if n not in unread
    ]
    problems += [
        Problem("page-unread", f"page {n} is an image without a text layer and was not read", Place(page=n))
        for n in unread
    ]
    rotated = sum(page.rotated for page in pages)
    if rotated:
        place = Place(page=next(page.number for page in pages if page.rotated))
        problems.append(Problem("text-rotated", f"{rotated} characters of rotated text were not read", place))
    return problems


def _block(part: Passage | list[PdfTable], tables: Tables) -> Block:
    if isinstance(part, Passage):
        return Block(part.kind, part.text, part.level)
    return table_block(tables.cells(*whole(part)))
