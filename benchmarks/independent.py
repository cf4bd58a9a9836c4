"""The numbers that a person sees in a document, counted by other readers than ours.

lxml's text of pages, openpyxl and plain XML for Office files, pypdf, pdftotext, and patterns for text: what
tieout read and what it says it passed over must account for them.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</h[1-6]\s*(?=<)")
_TITLE = re.compile(r"<title\b[^<>]*>(?:[^<]|<(?!/title)){0,300}</title>", re.IGNORECASE)
_UNSEEN = ("script", "style", "head", "sup", "sub", "ix:header")
_CODE = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_OPEN_CODE = re.compile(r"<(?:script|style)\b[^<>]*>", re.IGNORECASE)  # hides the rest of a page
_NOTE = re.compile(r"\[\^[^\[\]\s]*\]:?")  # the mark of a note, in what is typed as plain text
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# what Markdown drops or does not count: where links lead, addresses, code, tags, entities, front matter,
# marks of items and notes
_MARKDOWN = re.compile(
    r"\A---\n.*?\n(?:---|\.\.\.)\n|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>"
    r"|<su[pb]\b[^<>]*>[^<>]*</su[pb]>|\]\([^()\n]*\)|\[\^[^\[\]\s]*\]:?|https?://\S+|`[^`]*`|<[^<>]*>|&#?\w+;"
    r"|\$[^$\n]+\$|^[ \t>]*\d{1,3}[.)、）]|^[ \t>]*[（(]\d{1,2}[)）]|[①-⑳]|^\[[^\[\]\n]*\]:.*$"
    r"|^[ \t]*(?:```|~~~).*$",
    re.DOTALL | re.MULTILINE,
)


def numbers(suffix: str, data: bytes, text: str) -> Counter[str] | None:
    """The runs of digits that a person sees; None if this reader cannot open the document.

    Args:
        suffix: of the document.
        data: the document.
        text: its characters, for formats that are text.
    """
    try:
        texts = list(_READERS[suffix](data, text)) if suffix in _READERS else None
    except Exception:  # another reader may fail where ours does not
        return None
    return None if texts is None else digits(" ".join(texts))


def digits(text: str) -> Counter[str]:
    """The runs of digits of a text, signs of another width made plain; footnote marks are none."""
    plain = "".join(
        char if char in "¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉" or "①" <= char < "！" else unicodedata.normalize("NFKC", char)
        for char in text
    )
    return Counter(_DIGITS.findall(plain))


def missing(seen: Counter[str], read: Counter[str], heads: Collection[str] = ()) -> int:
    """How many numbers that are seen were not read, whether or not markup stands inside of them.

    A year, and what stands in the heads of tables, is read if it stands anywhere: a table that goes on
    repeats its header.
    """
    lost = seen - read
    runs = sum(
        count for run, count in lost.items() if not ((_YEAR.fullmatch(run) or run in heads) and read[run])
    )
    figures = (_characters(seen) - _characters(read)).total()
    return min(runs, figures)


def _characters(runs: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for run, count in runs.items():
        for digit in run:
            found[digit] += count
    return found


def _html(data: bytes, text: str) -> Iterator[str]:
    from lxml import html

    text = _OPEN_CODE.sub(" ", _CODE.sub(" ", text))
    text = _TITLE.sub("", text, count=1)
    root: Any = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    for element in list(root.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    yield from map(str, root.xpath("//text()[not(parent::comment()) and not(ancestor::pre)]"))
    for typed in root.xpath("//text()[not(parent::comment()) and ancestor::pre]"):
        yield _NOTE.sub(" ", str(typed))


def _plain(data: bytes, text: str) -> Iterator[str]:
    whole = _COMMENT.sub("", text)  # what a comment cuts in two is one tag or one number
    whole = _TAG.sub(" ", _CODE.sub(" ", whole))  # before formulas: a $ may stand in a tag
    yield _MARKDOWN.sub(" ", whole)


def _csv(data: bytes, text: str) -> Iterator[str]:
    yield text


def _docx(data: bytes, text: str) -> Iterator[str]:
    yield from _paragraphs(data, r"word/(?:document|footnotes|endnotes|comments)\.xml", _W)
    yield from set(_paragraphs(data, r"word/(?:header|footer)\d\.xml", _W))  # on every page the same
    yield from _charts(data)


def _xlsx(data: bytes, text: str) -> Iterator[str]:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets:
        for row in sheet.iter_rows():
            yield from (cell.value for cell in row if isinstance(cell.value, str))
            yield from (
                str(cell.value) for cell in row if type(cell.value) is int and cell.number_format == "General"
            )
            yield from (cell.comment.text for cell in row if cell.comment is not None)


def _pptx(data: bytes, text: str) -> Iterator[str]:
    yield from _paragraphs(data, r"ppt/(?:slides|notesSlides)/\w+\.xml", _A)
    yield from _charts(data)


def _paragraphs(data: bytes, parts: str, tag: str) -> Iterator[str]:
    """The texts of some parts of a package, paragraph by paragraph."""
    for root in _trees(data, parts):
        for paragraph in root.iter("{*}p"):
            inside = (node for node in paragraph.iter(tag) if next(node.iterancestors("{*}p")) is paragraph)
            yield "".join(node.text or "" for node in inside)


def _charts(data: bytes) -> Iterator[str]:
    """Names and values; what stands under them is stored with every series and drawn once."""
    for root in _trees(data, r"(?:word|ppt)/charts/chart\d\.xml"):
        below = {
            node
            for kind in ("cat", "xVal")
            for one in root.iter(f"{_C}{kind}")
            for node in one.iter(f"{_C}v")
        }
        yield from (node.text or "" for node in root.iter(f"{_C}v") if node not in below)
        yield from {node.text or "" for node in below}


def _trees(data: bytes, parts: str) -> Iterator[Any]:
    """Some parts of a package that another part leads to."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        relations = "".join(archive.read(name).decode() for name in names if name.endswith(".rels"))
        for name in names:
            if re.fullmatch(parts, name) and f'{name.rpartition("/")[2]}"' in relations:
                yield etree.fromstring(archive.read(name))


def _pdf(data: bytes, text: str) -> Iterator[str]:
    """The numbers that pypdf sees; where pdftotext is at hand and sees any on a page, those that both do.

    pypdf makes up numbers where the names of a font's letters are damaged, pdftotext sees nothing without a
    font.
    """
    from pypdf import PdfReader

    others = _pages(data)
    for number, page in enumerate(PdfReader(io.BytesIO(data), strict=True).pages):
        seen = digits(page.extract_text())
        other = digits(others[number]) if number < len(others) else Counter[str]()
        yield " ".join((seen & other if other else seen).elements())


def _pages(data: bytes) -> list[str]:
    """The pages as pdftotext reads them; none where it is not installed or gives up."""
    program = shutil.which("pdftotext")
    if program is None:
        return []
    command = [program, "-layout", "-enc", "UTF-8", "-", "-"]
    run = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    return run.stdout.decode("utf-8", "replace").split("\f")


_READERS = {
    ".html": _html, ".md": _plain, ".txt": _plain, ".csv": _csv, ".docx": _docx, ".xlsx": _xlsx,
    ".pptx": _pptx, ".pdf": _pdf,
}  # fmt: skip
