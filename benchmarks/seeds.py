"""What the fuzzer begins with: the reports of this repository, and small ones of every format.

The small ones hold what most easily goes unread: tracked changes, text boxes, notes, comments, fields, hidden
sheets, merged cells, charts, rotated text, remarks on a page.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.material import en_prose, zh_prose

HERE = Path(__file__).resolve().parents[1]
_ROWS = (
    ("Item", "2023", "2024", "Growth"), ("North", "60", "66", "10%"), ("South", "45", "54", "20%"),
    ("Total", "105", "120", "14.3%"),
)  # fmt: skip
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES = (
    f'xmlns:r="{_OFFICE}" xmlns:a="{_DRAWING}/main" xmlns:c="{_DRAWING}/chart" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:s="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_Relations = Mapping[str, tuple[str, str]]  # by identifier: the kind and the part


def seeds() -> dict[str, list[bytes]]:
    """The seeds by their suffix."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((HERE / "reports").iterdir()):
        if path.is_file():
            found.setdefault(path.suffix, []).append(path.read_bytes())
    pipes = "\n".join("| " + " | ".join(row) + " |" for row in [_ROWS[0], ["---"] * 4, *_ROWS[1:]])
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
    aligned = "\n".join("".join(f"{cell:<12}" for cell in row).rstrip() for row in _ROWS)
    prose = f"{en_prose(random.Random(1), 700)}\n\n{zh_prose(random.Random(2), 700)}"
    page = f"<html><head><title>Note</title></head><body><h1>Note 2024</h1><p>{prose}</p>"
    for suffix, data in (
        (".md", f"# Note\n\n{prose}\n\n{pipes}\n".encode()),
        (".txt", f"NOTE\n\n{prose}\n\n{aligned}\n".encode()),
        (".csv", "\n".join(",".join(row) for row in _ROWS).encode()),
        (".csv", b'"Item, of all","2023\nrestated","2024"\nNorth,"6,000","7,1\n00"\n'),
        (".html", f"{page}<table>{cells}</table></body></html>".encode()),
        (".html", (HERE / "tests" / "documents" / "zh-lanting-2024.html").read_bytes()),
        (".docx", _word()),
        (".xlsx", _workbook()),
        (".pptx", _slides(prose[:600])),
        (".pdf", _pdf()),
    ):
        found.setdefault(suffix, []).append(data)
    return found


def _parts(parts: Mapping[str, str], related: Mapping[str, _Relations]) -> bytes:
    """A package of these parts; `related` are the relations of each, "" those of the package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
        for name, relations in related.items():
            folder, _, file = name.rpartition("/")
            entries = "".join(
                f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="/{target}"/>'
                for key, (kind, target) in relations.items()
            )
            text = f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'
            archive.writestr(zipfile.ZipInfo(f"{folder}/_rels/{file}.rels".lstrip("/")), text)
    return out.getvalue()


def _chart() -> str:
    """The chart of the table's last row."""

    def points(kind: str, texts: tuple[str, ...]) -> str:
        values = "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts))
        return f"<c:{kind}Ref><c:{kind}Cache>{values}</c:{kind}Cache></c:{kind}Ref>"

    series = (
        f"<c:tx>{points('str', ('Total',))}</c:tx><c:cat>{points('str', ('2023', '2024'))}</c:cat>"
        f"<c:val>{points('num', ('105', '120'))}</c:val>"
    )
    plot = f"<c:plotArea><c:barChart><c:ser>{series}</c:ser></c:barChart></c:plotArea>"
    return f"<c:chartSpace {_NAMES}><c:chart>{plot}</c:chart></c:chartSpace>"


def _word() -> bytes:
    """A Word document with changes, a box, a field, notes, a comment, a header and a table in a table."""

    def run(text: str, kind: str = "t") -> str:
        return f"<w:r><w:{kind}>{text}</w:{kind}></w:r>"

    def line(inner: str) -> str:
        return f"<w:p>{inner}</w:p>"

    def table(rows: tuple[tuple[str, ...], ...], last: str = "") -> str:
        cells = ["".join(f"<w:tc>{line(run(text))}</w:tc>" for text in row) for row in rows]
        return (
            f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in [*cells, *([last] if last else [])])}</w:tbl>"
        )

    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{line(run("Shops of 2024"))}</w:tc>'
    nested = f"<w:tc>{table((('of which', '12'), ('new', '7')))}{line(run('19'))}</w:tc>"
    box = f"<w:pict><w:txbxContent>{line(run('Target price 12.50'))}</w:txbxContent></w:pict>"
    field = f'<w:fldSimple w:instr="= 1 + 2">{run("3")}</w:fldSimple>'
    held = f"<w:sdt><w:sdtContent>{run(' held 31')}</w:sdtContent></w:sdt>"
    changed = f"{run('Sales were ')}<w:del>{run('104', 'delText')}</w:del><w:ins>{run('105')}</w:ins>"
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    body = (
        line(f"{changed}{held}{field}{marks}")
        + line(f"<w:r>{box}</w:r>")
        + table(_ROWS, wide + nested)
        + line('<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="chart"/></a:graphicData></a:graphic>'
               "</w:drawing></w:r>")
    )  # fmt: skip
    noted = f'<w:footnote w:id="2">{line(run("Of 22 shops in 7 towns."))}</w:footnote>'
    said = f'<w:comment w:id="1">{line(run("Was 104 in March."))}</w:comment>'
    parts = {
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_NAMES}>{noted}</w:footnotes>",
        "word/comments.xml": f"<w:comments {_NAMES}>{said}</w:comments>",
        "word/header1.xml": f"<w:hdr {_NAMES}>{line(run('Note of 15 March 2024'))}</w:hdr>",
        "word/charts/chart1.xml": _chart(),
    }
    inside = {
        "notes": ("footnotes", "word/footnotes.xml"), "said": ("comments", "word/comments.xml"),
        "head": ("header", "word/header1.xml"), "chart": ("chart", "word/charts/chart1.xml"),
    }  # fmt: skip
    main = {"r1": ("officeDocument", "word/document.xml")}
    return _parts(parts, {"": main, "word/document.xml": inside})


def _workbook() -> bytes:
    """A workbook with formulas, merged cells, a hidden row, a hidden sheet and a comment."""

    def cells(number: int, texts: tuple[str, ...]) -> Iterator[str]:
        for letter, text in zip("ABCD", texts, strict=True):
            if text.isdigit():
                formula = f"<s:f>SUM({letter}2:{letter}3)</s:f>" if texts[0] == "Total" else ""
                yield f'<s:c r="{letter}{number}">{formula}<s:v>{text}</s:v></s:c>'
            else:
                yield f'<s:c r="{letter}{number}" t="inlineStr"><s:is><s:t>{text}</s:t></s:is></s:c>'

    def sheet(rows: tuple[tuple[str, ...], ...], rest: str = "", hidden: int = 0) -> str:
        lines = "".join(
            f'<s:row r="{number}" hidden="{int(number == hidden)}">{"".join(cells(number, row))}</s:row>'
            for number, row in enumerate(rows, start=1)
        )
        return f"<s:worksheet {_NAMES}><s:sheetData>{lines}</s:sheetData>{rest}</s:worksheet>"

    merged = '<s:mergeCells><s:mergeCell ref="A6:B6"/></s:mergeCells>'
    shown = (*_ROWS, ("", "", "", ""), ("Shops at the end of 2024", "22", "19", "3"))
    said = '<s:comment ref="B2"><s:text><s:t>was 61 in March</s:t></s:text></s:comment>'
    parts = {
        "xl/workbook.xml": f'<s:workbook {_NAMES}><s:sheets><s:sheet name="Sales" sheetId="1" r:id="s1"/>'
        '<s:sheet name="Old" sheetId="2" state="hidden" r:id="s2"/></s:sheets></s:workbook>',
        "xl/worksheets/sheet1.xml": sheet(shown, merged, hidden=3),
        "xl/worksheets/sheet2.xml": sheet(_ROWS[:2]),
        "xl/comments1.xml": f"<s:comments {_NAMES}><s:commentList>{said}</s:commentList></s:comments>",
    }
    sheets = {
        "s1": ("worksheet", "xl/worksheets/sheet1.xml"),
        "s2": ("worksheet", "xl/worksheets/sheet2.xml"),
    }
    related = {
        "": {"r1": ("officeDocument", "xl/workbook.xml")}, "xl/workbook.xml": sheets,
        "xl/worksheets/sheet1.xml": {"c1": ("comments", "xl/comments1.xml")},
    }  # fmt: skip
    return _parts(parts, related)


def _slides(prose: str) -> bytes:
    """A presentation of a slide with a title, a text, a table and notes, and a hidden one with a chart."""

    def shape(kind: str, text: str) -> str:
        lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
        place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
        return f"<p:sp>{place}<p:txBody>{lines}</p:txBody></p:sp>"

    def cell(text: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    def frame(inner: str) -> str:
        drawn = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
        return f"<p:graphicFrame>{drawn}</p:graphicFrame>"

    def slide(inner: str, kind: str = "sld", rest: str = "") -> str:
        return f"<p:{kind} {_NAMES} {rest}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:{kind}>"

    rows = "".join("<a:tr>" + "".join(map(cell, row)) + "</a:tr>" for row in _ROWS)
    group = f"<p:grpSp>{shape('body', 'Of 22 shops 19 are old.')}</p:grpSp>"
    drawn = f"{shape('title', 'Results')}{shape('body', prose)}{group}{frame(f'<a:tbl>{rows}</a:tbl>')}"
    listed = '<p:sldIdLst><p:sldId id="256" r:id="s1"/><p:sldId id="257" r:id="s2"/></p:sldIdLst>'
    parts = {
        "ppt/presentation.xml": f"<p:presentation {_NAMES}>{listed}</p:presentation>",
        "ppt/slides/slide1.xml": slide(drawn),
        "ppt/slides/slide2.xml": slide(frame('<c:chart r:id="c1"/>'), rest='show="0"'),
        "ppt/notesSlides/notesSlide1.xml": slide(shape("body", "Say that 7 shops closed."), "notes"),
        "ppt/charts/chart1.xml": _chart(),
    }
    related = {
        "": {"r1": ("officeDocument", "ppt/presentation.xml")},
        "ppt/presentation.xml": {
            "s1": ("slide", "ppt/slides/slide1.xml"), "s2": ("slide", "ppt/slides/slide2.xml"),
        },
        "ppt/slides/slide1.xml": {"n1": ("notesSlide", "ppt/notesSlides/notesSlide1.xml")},
        "ppt/slides/slide2.xml": {"c1": ("chart", "ppt/charts/chart1.xml")},
    }  # fmt: skip
    return _parts(parts, related)


def _pdf() -> bytes:
    """Two pages whose streams can be changed: text, a drawn and an aligned table, slanted text, remarks."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=(420, 300))
    pdf.set_compression(False)
    pdf.set_creation_date(datetime(2024, 3, 15, tzinfo=UTC))
    for page in range(2):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        pdf.text(30, 30, f"Sales grew 14.3% to $120 million in 2024, from $105 million; part {page}.")
        pdf.text(30, 45, "Of 22 shops, 19 are older than 12 months.")
        for number, row in enumerate(_ROWS):
            for column, text in enumerate(row):
                pdf.text(30 + 80 * column, 80 + 14 * number, text)
                if not page:
                    pdf.rect(26 + 80 * column, 70 + 14 * number, 80, 14)
    with pdf.rotation(30, 200, 200):
        pdf.text(200, 200, "Draft of 7 May")
    pdf.text_annotation(x=30, y=200, text="was 104 in March")
    pdf.free_text_annotation(x=30, y=220, w=120, h=20, text="Target 12.50")
    return bytes(pdf.output())
