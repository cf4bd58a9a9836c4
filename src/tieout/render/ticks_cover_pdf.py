"""The cover of a marked PDF: a page before the first with every finding, linked to its place; and bookmarks.

Letters outside Latin are set in a font of the Adobe-GB1 collection that every reader brings along, so that
none has to be embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tieout.model import Box
from tieout.render.ticks_cover import Cover, Entry

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject, Fit

    Places = Mapping[int, tuple[PageObject, Box]]

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 56.0  # A4, in points
LEADING = 1.45
_WIDE = "\u2e7f"  # letters behind this one are as wide as they are high
_LATIN = 0.52  # the usual width of a letter of Helvetica, of its size
_MOST = 90  # characters of a bookmark


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the cover, and the finding that it leads to."""

    text: str
    size: float
    entry: Entry | None = None
    gap: float = 0


def put_cover(writer: PdfWriter, cover: Cover, places: Places) -> None:
    """Put the cover before the first page, and a bookmark for every finding.

    Args:
        writer: the copy.
        cover: what it says.
        places: the page and the box of figures, by fact id.
    """
    from pypdf.generic import Fit

    sheets = list(_sheets(_lines(cover)))
    for number in range(len(sheets)):
        writer.insert_blank_page(WIDTH, HEIGHT, number)
    made = [writer.pages[number] for number in range(len(sheets))]
    for page, lines in zip(made, sheets, strict=True):
        _write(writer, page, lines, places)
    parent = writer.add_outline_item(title=cover.title[:_MOST], page_number=made[0], bold=True)
    for entry in cover.entries:
        place = None if entry.fact is None else places.get(entry.fact.id)
        said = f"{entry.severity}: {entry.message}"[:_MOST]
        page, fit = (made[0], Fit.fit()) if place is None else (place[0], _fit(place[1]))
        writer.add_outline_item(title=said, page_number=page, parent=parent, fit=fit)


def _fit(box: Box) -> Fit:
    """A view of a figure, with some of what is around it."""
    from pypdf.generic import Fit

    left, _, _, top = box
    return Fit.xyz(left=max(left - 60, 0), top=top + 60)


def _lines(cover: Cover) -> Iterator[_Line]:
    yield from (_Line(text, 15) for text in _wrapped(cover.title, 15))
    yield _Line(cover.told, 10, gap=4)
    for entry in cover.entries:
        for number, text in enumerate(_wrapped(f"{entry.severity}: {entry.message}", 9.5)):
            yield _Line(text, 9.5, entry, gap=0 if number else 9)
        for told in entry.suspicion:
            yield from (_Line(f"    {text}", 8.5, entry) for text in _wrapped(told, 9))


def _wrapped(text: str, size: float) -> Iterator[str]:
    """A text in lines of the page's width, broken at blanks and between wide letters."""
    line, width, room = "", 0.0, (WIDTH - 2 * MARGIN) / size
    for piece in _pieces(text):
        wide = sum(_width(char) for char in piece)
        if line and width + wide > room:
            yield line.rstrip()
            line, width = "", 0.0
            piece = piece.lstrip()
        line, width = line + piece, width + wide
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Words with the blank behind them, and single wide letters."""
    word = ""
    for char in " ".join(text.split()):
        if char > _WIDE:
            yield from ((word, char) if word else (char,))
            word = ""
        elif char == " ":
            yield f"{word} "
            word = ""
        else:
            word += char
    if word:
        yield word


def _width(char: str) -> float:
    return 1.0 if char > _WIDE else _LATIN


def _sheets(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    """Lines as pages take them."""
    sheet: list[_Line] = []
    left = HEIGHT - 2 * MARGIN
    for line in lines:
        need = line.size * LEADING + line.gap
        if need > left:
            yield sheet
            sheet, left = [], HEIGHT - 2 * MARGIN
        sheet.append(line)
        left -= need
    yield sheet


def _write(writer: PdfWriter, page: PageObject, lines: Sequence[_Line], places: Places) -> None:
    from pypdf.annotations import Link
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

    parts, at = [], HEIGHT - MARGIN
    for line in lines:
        at -= line.size * LEADING + line.gap
        place = None if line.entry is None or line.entry.fact is None else places.get(line.entry.fact.id)
        colour = "0.05 0.25 0.6" if place is not None and line.size > 9 else "0.1 0.1 0.1"
        parts.append(f"{colour} rg BT {MARGIN:.1f} {at:.1f} Td {_shown(line)} ET")
        if place is not None:
            target, box = place
            rect = (MARGIN, at - 2, WIDTH - MARGIN, at + line.size)
            link = Link(rect=rect, target_page_index=0)
            fit = _fit(box)
            link[NameObject("/Dest")] = ArrayObject(
                [target.indirect_reference, NameObject(fit.fit_type), *fit.fit_args]
            )
            held = page.get("/Annots")
            kept = [] if held is None else list(held.get_object())
            page[NameObject("/Annots")] = ArrayObject([*kept, writer._add_object(link)])
    stream = StreamObject()
    stream.set_data("\n".join(parts).encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): _fonts()})


def _shown(line: _Line) -> str:
    """A line as text operators: Latin letters in one font, all others in the other."""
    runs = []
    for wide, run in groupby(line.text, lambda char: char > "\x7e"):
        text = "".join(run)
        if wide:
            runs.append(f"/F2 {line.size} Tf <{text.encode('utf-16-be', 'replace').hex()}> Tj")
        else:
            escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            printable = "".join(char if char >= " " else " " for char in escaped)
            runs.append(f"/F1 {line.size} Tf ({printable}) Tj")
    return " ".join(runs)


def _fonts() -> DictionaryObject:
    """Helvetica, and a font of Adobe-GB1 whose codes are UTF-16."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
    from pypdf.generic import TextStringObject as String

    def name(text: str) -> NameObject:
        return NameObject(f"/{text}")

    latin = DictionaryObject(
        {name("Type"): name("Font"), name("Subtype"): name("Type1"), name("BaseFont"): name("Helvetica")}
    )
    system = DictionaryObject(
        {
            name("Registry"): String("Adobe"),
            name("Ordering"): String("GB1"),
            name("Supplement"): NumberObject(4),
        }
    )
    descendant = DictionaryObject(
        {
            name("Type"): name("Font"),
            name("Subtype"): name("CIDFontType0"),
            name("BaseFont"): name("STSong-Light"),
            name("CIDSystemInfo"): system,
            name("DW"): NumberObject(1000),
        }
    )
    wide = DictionaryObject(
        {
            name("Type"): name("Font"),
            name("Subtype"): name("Type0"),
            name("BaseFont"): name("STSong-Light-UniGB-UTF16-H"),
            name("Encoding"): name("UniGB-UTF16-H"),
            name("DescendantFonts"): ArrayObject([descendant]),
        }
    )
    return DictionaryObject({name("F1"): latin, name("F2"): wide})
