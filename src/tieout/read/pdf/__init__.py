"""PDF reports: characters and rules from PDFium, everything above them by geometry.

`words` -> `lines` -> (`ruled`, `columns`, `unruled`) -> `layout` -> `paragraphs` -> a document. Tables that
go on over a page break are joined; what a person sees on a page and nobody read is said (`unread`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tieout.errors import ReadError
from tieout.model import Block, BlockKind, Document, Place, Problem, Unread, passed_over
from tieout.read.grid import Tables, table_block, with_tables
from tieout.read.limits import Limits
from tieout.read.pdf import ocr
from tieout.read.pdf import unread as unread_parts
from tieout.read.pdf.annotations import attached
from tieout.read.pdf.continued import continued, whole
from tieout.read.pdf.grid import PdfTable
from tieout.read.pdf.layout import furniture_of, page_items
from tieout.read.pdf.paragraphs import Passage, passages, text_of
from tieout.read.pdf.words import Page, read_page
from tieout.read.signature import refuse_other
from tieout.read.wrapped import with_wrapped
from tieout.wording import say


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF.

    Raises:
        ReadError: the file is encrypted, damaged, empty, too long, or has no text at all.
    """
    found, damage = _pages(data, name, limits)
    pages, recognised = _recognised(found, data)
    unread = [page for page in pages if unread_parts.scanned(page) and page.number not in recognised]
    if len(unread) == len(pages) and not any(page.words for page in pages):
        raise ReadError(
            say("no page has a text layer: the report is a scan"),
            name,
            say("install tieout[ocr] to have it recognised, or check the document it was printed from"),
        )
    parts, heads = _parts(pages)
    tables = Tables(name, limits)
    blocks = with_tables(with_wrapped([_block(part, tables) for part in continued(parts)]))
    digest = hashlib.sha256(data).hexdigest()
    problems = [
        Problem(
            "page-recognised",
            say("page {page} was read by text recognition: check its digits", page=n),
            Place(page=n),
        )
        for n in recognised
    ]
    problems += [*damage, *unread_parts.of_pages(pages, recognised), *unread_parts.of_file(data, found)]
    return Document(name, digest, "pdf", (*blocks, *heads), tuple(problems))


def _parts(pages: Sequence[Page]) -> tuple[list[Passage | PdfTable], list[Block]]:
    """The passages and tables of all pages in reading order, and their running heads and feet."""
    turned = [view for page in pages for view in page.turned]
    furniture = {False: furniture_of(pages), True: furniture_of(turned)}
    parts: list[Passage | PdfTable] = []
    heads: list[Block] = []
    for page in pages:
        for view in (page, *page.turned):
            items, margins = page_items(view, furniture[view is not page])
            parts += passages(items, view)
            heads += [Block(BlockKind.FURNITURE, text_of(line.words, page.number)) for line in margins]
    return parts, heads


def _pages(data: bytes, name: str, limits: Limits) -> tuple[list[Page], list[Problem]]:
    """The pages of a file, and what goes with it unread: attachments, pages that cannot be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(say("the PDF is encrypted"), name, say("save it without a password")) from None
        if not data.startswith(b"%PDF"):
            refuse_other(data, name, say("a PDF"))
        raise ReadError(
            say("not a readable PDF ({error})", error=error), name, say("check or export the file again")
        ) from None
    pages: list[Page] = []
    damaged: list[int] = []
    try:
        limits.check("pages", len(document), name)
        attachments = list(attached(document))
        for index in range(len(document)):
            try:
                pages.append(read_page(document, index))
            except pypdfium2.PdfiumError:
                damaged.append(index + 1)
    finally:
        document.close()
    if not pages:
        raise ReadError(say("the PDF has no page that can be opened"), name, say("export the file again"))
    if not damaged:
        return pages, attachments
    told = f"{len(damaged)} of {len(damaged) + len(pages)} pages, from page {damaged[0]} on, cannot be opened"
    lost = passed_over(Unread.DAMAGED, told, Place(page=damaged[0]), count=len(damaged))
    return pages, [*attachments, lost]


def _recognised(pages: list[Page], data: bytes) -> tuple[list[Page], list[int]]:
    """Have scanned pages read by text recognition where it is installed; the numbers of those that were."""
    scans = [page.number for page in pages if unread_parts.scanned(page)]
    if not scans or not ocr.available():
        return pages, []
    recognise = ocr.recogniser(data)
    return [recognise(page) if page.number in scans else page for page in pages], scans


def _block(part: Passage | list[PdfTable], tables: Tables) -> Block:
    if isinstance(part, Passage):
        return Block(part.kind, part.text, part.level)
    return table_block(tables.cells(*whole(part)))
