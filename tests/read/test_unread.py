"""Nothing is passed over in silence: what, of which kind, where, and how many numbers."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from reading import contents, read_source, rows, table
from test_docx import document as word
from test_docx import p, r, wrapped
from test_pptx import package as slides
from test_pptx import paragraph, shape

from tieout.errors import ReadError
from tieout.model import Document, Unread
from tieout.read import read_bytes

PAGES = [  # a page, what of it is read, what is said
    ("<p>a 1</p><!-- x <table><tr><td>5</td></tr></table>", ["a 1"], (Unread.MARKUP, 1)),
    ("<p>a 1</p><!-- x <p>5 6</p> <!-- note --><p>b 2</p>", ["a 1", "b 2"], (Unread.MARKUP, 2)),
    ("<p>a 1</p><!-- <p>5</p> -->", ["a 1"], (Unread.HIDDEN, 1)),
    ("<p>a 1</p><!-- build 5 -->", ["a 1"], (Unread.CODE, 1)),
    ("<!--> a 7 <!-- x -->", ["a 7"], (Unread.CODE, 0)),
    ("<svg><text>5</text></svg>", [], (Unread.DRAWINGS, 1)),
    (f"<svg>{'<path/>' * 50}</svg>", [], (Unread.DRAWINGS, None)),
    ("<nav>7 8</nav>", [], (Unread.CONTROLS, 2)),
    ("<noscript>3</noscript>", [], (Unread.HIDDEN, 1)),
    ("<select><option>5<option>6</select>", [], (Unread.CONTROLS, 2)),
    ("<select><option>5<p>6 7", [], (Unread.MARKUP, 3)),
    ("<template><p>4</p></template>", [], (Unread.HIDDEN, 1)),
    ("<object>5</object>", [], (Unread.OBJECTS, None)),
    ("<iframe src=x></iframe>", [], (Unread.OBJECTS, None)),
    ("<textarea>5</textarea>", [], (Unread.CONTROLS, 1)),
    ("<textarea>5<p>6", [], (Unread.MARKUP, 2)),
    ("<textarea><td10-K<h2>x", [], (Unread.MARKUP, 1)),
    ("<p>a 1</p><p4</p><p>b 5</p>", ["a 1", "b 5"], (Unread.MARKUP, 1)),
    ("<p>a 1</p><tdFY2024>b 5</p>", ["a 1", "b 5"], (Unread.MARKUP, 1)),
    ("<p>a 1</p></t778</p><p>b 5</p>", ["a 1", "b 5"], (Unread.MARKUP, 1)),
    ("<title>x<p>5", [], (Unread.MARKUP, 1)),
    ("<title>x\n<p>5</p>\n</title>", [], (Unread.MARKUP, 1)),
    (f"<p>a 1</p><title>b {'of these ' * 40} 5 <html><title>6</title>", ["a 1"], (Unread.MARKUP, 2)),
    (f"<p>a 1</p><title>b {'of these ' * 40} 5</title>", ["a 1"], (Unread.MARKUP, 1)),
    ("<title>x<title><titl\nremains at $1123.8bn and 13 quarters e><title>", [], (Unread.MARKUP, 2)),
    ("<style>\n<p>5 6</p>\n</style>", [], (Unread.MARKUP, 2)),
    ("<script>\n<td>5</td>\n</script>", [], (Unread.MARKUP, 1)),
    ("<script>var x = 5", [], (Unread.MARKUP, 1)),
    ("<script>var x = 5</script>", [], (Unread.CODE, 1)),
    ("<p style='display:none'>5</p>", [], (Unread.HIDDEN, 1)),
    ("<p hidden>5</p>", [], (Unread.HIDDEN, 1)),
    ("<p>a <s>5</s> 6</p>", ["a 6"], (Unread.NOTES, 1)),
    ("<p>a 1</p><img src=chart.png>", ["a 1"], (Unread.IMAGES, None)),
    ("<input value='5'>", [], (Unread.CONTROLS, 1)),
    ("<![CDATA[ 5 ]]>", [], (Unread.MARKUP, 1)),
    ("<p>a 1</tle 2: costs | 5 | 6 |></p>", ["a 1"], (Unread.MARKUP, 3)),
    ('<p>a 1</p><p class="x\n\nb 5 and 6"\n\n<p>c 2</p>', ["a 1", "c 2"], (Unread.MARKUP, 2)),
    ("<pre><code>x = 5</code></pre>", [], (Unread.TEXT, 1)),
    ("<pre><code class='language-py'>x = 5</code></pre>", [], (Unread.CODE, 1)),
    ("<ix:header>0001 2024</ix:header><p>a 1</p>", ["a 1"], (Unread.CODE, 2)),
]

LISTINGS = [  # what stands behind the marks of a fence, what is said of a listing with one number in it
    ("", (Unread.TEXT, 1)),
    ("text", (Unread.TEXT, 1)),
    ("python", (Unread.CODE, 1)),
    ("{r, fig.width=5}", (Unread.CODE, 1)),
    ('c++ title="fig 1" {1,3} a.cpp', (Unread.CODE, 1)),
    ("同比增长12.3%", (Unread.TEXT, 2)),
    ("7%. It was 8", (Unread.TEXT, 3)),
    ("revenue rose 12.3%", (Unread.TEXT, 2)),
    ("python\n```Revenue of 4", (Unread.TEXT, 2)),
]


def said(document: Document) -> list[tuple[Unread | None, int | None]]:
    return [(problem.unread, problem.numbers) for problem in document.problems if problem.unread is not None]


@pytest.mark.parametrize(("source", "read", "unread"), PAGES, ids=[page[0][:40] for page in PAGES])
def test_what_a_page_passes_over_is_said(
    source: str, read: list[str], unread: tuple[Unread, int | None]
) -> None:
    document = read_source(source, "page.html")
    assert contents(document) == read
    assert said(document) == [unread]


READ = [  # pages that hide nothing
    '<p class="a hidden b">a 5</p>',
    "<p title=don't>a 5</p>",
    '<p title="1 < 2 > 0">a 5</p>',
    "<head><title>Note 2024</title><body>a 5",
    "<head><p>a 5</p>",
    "<head>a 5",
    "<p>a 5</p><img src=bullet.png width=8 height=8>",
    f"<p>a 5</p><svg>{'<path/>' * 5}</svg>",
]


@pytest.mark.parametrize("source", READ)
def test_what_hides_nothing_is_read(source: str) -> None:
    document = read_source(source, "page.html")
    assert contents(document) == ["a 5"]
    assert said(document) == []


def test_a_quote_without_an_end_costs_no_figure_and_is_said() -> None:
    source = '<table><tr><td class="num>105</td><td class="num">106</td><td>7</td><td>8</td></tr></table>'
    assert rows(table(source, "page.html")) == [["105", "106", "7", "8"]]
    assert said(read_source(source, "page.html")) == [(Unread.MARKUP, 1)]


def test_what_stands_between_the_cells_of_a_table_is_read() -> None:
    document = read_source("<table>a 105<tr><td>1<td>2<tr><td>3<td>4</table>", "page.html")
    assert contents(document) == ["a 105"]
    nested = read_source("<table><tr><table><tr><td>a 5</td></tr></table></table>", "page.html")
    assert contents(nested) == ["a 5"]
    captioned = read_source(
        "<table><caption>Of 105 shops</caption><tr><td>1<td>2<tr><td>3<td>4</table>", "a.html"
    )
    assert contents(captioned) == ["Of 105 shops"]


def test_text_as_typed_is_read_with_its_tables() -> None:
    rows_ = "Item          2023     2024\nNorth           60       66\nSouth           45       54\n"
    document = read_source(f"<pre>\nSales of 105 shops &amp; more.\n\n{rows_}</pre>", "page.html")
    assert contents(document) == ["Sales of 105 shops & more."]
    found = next(block.table for block in document.blocks if block.table is not None)
    assert rows(found)[1] == ["North", "60", "66"]
    assert found.cells[4].text.place(0, 2).line == 5


def test_a_lone_number_is_read_unless_it_counts_pages() -> None:
    assert contents(read_source("<h1>Shops</h1><div>105</div>", "page.html")) == ["Shops", "105"]
    document = read_source("<p>One.</p><p>7</p><p>Two.</p><p>8</p>", "page.html")
    assert [block.kind.value for block in document.blocks] == [
        "paragraph", "furniture", "paragraph", "furniture",
    ]  # fmt: skip


MARKDOWN = [
    ("a 1 ![chart](chart.png)", (Unread.IMAGES, None)),
    ("a 1 ~~5~~", (Unread.NOTES, 1)),
    ("```\nNorth 60\n```", (Unread.TEXT, 1)),
    ("```python\nx = 60\n```", (Unread.CODE, 1)),
    ("$$\ny = \\frac{6}{7}\n$$", (Unread.TEXT, 2)),
    ("a 1\n\n<!-- | b | 5 | -->", (Unread.HIDDEN, 1)),
    ("a 1\n\n<!-- <td>5</td> -->", (Unread.HIDDEN, 1)),
    ("<table><tr><td>1<td>2<tr><td>3<td style='display:none'>4</table>", (Unread.HIDDEN, 1)),
]


@pytest.mark.parametrize(("source", "unread"), MARKDOWN)
def test_what_markdown_passes_over_is_said(source: str, unread: tuple[Unread, int | None]) -> None:
    assert said(read_source(source)) == [unread]


def test_lines_do_not_drift_behind_comments_inside_a_table() -> None:
    first, last = "<tr><td>a</td><td>1</td></tr>", "<tr><td>b</td><td>25</td></tr>"
    source = f"<table>\n{first}\n<!-- x -->\n<!-- y -->\n{last}</table>"
    cell = table(source).cells[-1]
    assert cell.text.content == "25"
    assert cell.text.place(0, 2).line == 5


CHOICE = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="104"/><w:listEntry w:val="105"/></w:ddList>'
ROW = f"<w:tr><w:tc>{p('x 2')}</w:tc></w:tr>"
WORD = [
    (
        wrapped(
            "p",
            wrapped(
                "r", "<w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/></w:object>"
            ),
        ),
        (Unread.OBJECTS, None),
    ),
    ('<w:altChunk r:id="x"/>', (Unread.OBJECTS, None)),
    (p("a 1") + wrapped("p", wrapped("r", "<w:pict><v:imagedata/></w:pict>")), (Unread.IMAGES, None)),
    (wrapped("p", r("a ") + "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>"), (Unread.NOTES, 1)),
    (p("5 6", run="<w:vanish/>"), (Unread.HIDDEN, 2)),
    (p("5 6", run="<w:strike/>"), (Unread.NOTES, 2)),
    (
        wrapped("p", f"{r('of ')}<w:r><w:fldChar><w:ffData>{CHOICE}</w:ffData></w:fldChar></w:r>"),
        (Unread.CONTROLS, 1),
    ),
    (
        f"{p('a 1')}<w:tbl>{ROW}<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('5')}</w:tc></w:tr></w:tbl>",
        (Unread.NOTES, 1),
    ),
    (wrapped("p", wrapped("r", '<w:pict><v:textpath string="DRAFT 5"/></w:pict>')), (Unread.DRAWINGS, 1)),
]


@pytest.mark.parametrize(("body", "unread"), WORD)
def test_what_a_word_document_passes_over_is_said(body: str, unread: tuple[Unread, int | None]) -> None:
    assert said(word(body)) == [unread]


def test_comments_and_amounts_in_headers_of_a_word_document_are_said() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    comments = f"<w:comments {names}><w:comment>{p('check 105')}</w:comment></w:comments>"
    header = f"<w:hdr {names}>{p('Target $12.50')}</w:hdr>"
    parts = {"comments.xml": ("comments", comments), "header1.xml": ("header", header)}
    assert said(word(p("a 1"), parts)) == [(Unread.FURNITURE, 1), (Unread.NOTES, 1)]


def test_what_notes_hide_and_parts_that_nothing_leads_to_are_said() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    gone = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> of 22</w:t></w:r>"
    notes = f"<w:footnotes {names}><w:footnote><w:p>{r('In 7 towns')}{gone}</w:p></w:footnote></w:footnotes>"
    assert said(word(p("a 1"), {"footnotes.xml": ("footnotes", notes)})) == [(Unread.HIDDEN, 1)]
    assert said(word(p("a 1"), {"footnotes.xml": ("unheard-of", notes)})) == [(Unread.HIDDEN, 2)]
    assert said(word(p("a 1"), {"styles2.xml": ("unheard-of", f"<w:styles {names}/>")})) == []


def test_values_of_a_chart_beside_its_series_are_said_and_texts_on_it_are_read() -> None:
    def points(*values: int) -> str:
        given = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
        return f"<c:numRef><c:numCache>{given}</c:numCache></c:numRef>"

    sizes = f"<c:bubbleSize>{points(7, 8)}</c:bubbleSize>"
    label = f"<c:dLbls><c:dLbl><c:tx><c:rich>{paragraph('105 in all')}</c:rich></c:tx></c:dLbl></c:dLbls>"
    plotted = f"<c:tx><c:v>Of 2024</c:v></c:tx>{label}<c:val>{points(60, 45)}</c:val>"
    frame = '<p:graphicFrame><c:chart r:id="c1"/></p:graphicFrame>'
    plain = read_bytes(slides(frame, chart=f"<c:ser>{plotted}</c:ser>"), "talk.pptx")
    assert said(plain) == []
    assert contents(plain)[-1] == "105 in all"
    assert rows(next(block.table for block in plain.blocks if block.table is not None)) == [
        ["", "Of 2024"], ["1", "60"], ["2", "45"],
    ]  # fmt: skip
    bubbles = read_bytes(slides(frame, chart=f"<c:ser>{plotted}{sizes}</c:ser>"), "talk.pptx")
    assert said(bubbles) == [(Unread.DRAWINGS, 2)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_package_that_holds_a_part_twice_is_refused() -> None:
    out = io.BytesIO(slides(shape(paragraph("a 1"))))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("ppt/slides/slide1.xml", "<x/>")
    with pytest.raises(ReadError, match=r"slide1\.xml twice"):
        read_bytes(out.getvalue(), "talk.pptx")


def test_an_amount_on_the_layout_of_slides_is_said() -> None:
    data = slides(shape(paragraph("a 1")))
    out = io.BytesIO(data)
    names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    names += 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    drawn = shape(paragraph("Revenue of $105 million")) + shape(paragraph("Click 7%"), holder="body")
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("ppt/slideLayouts/slideLayout1.xml", f"<p:sldLayout {names}>{drawn}</p:sldLayout>")
    assert said(read_bytes(out.getvalue(), "talk.pptx")) == [(Unread.FURNITURE, 1)]


def test_text_under_a_merged_cell_of_a_slide_is_said() -> None:
    cells = "".join(
        f"<a:tc {merged}><a:txBody>{paragraph(text)}</a:txBody></a:tc>"
        for merged, text in (('gridSpan="2"', "Sales"), ('hMerge="1"', "105"), ("", "7"))
    )
    table = f"<a:tbl><a:tr>{cells}</a:tr></a:tbl>"
    frame = f"<p:graphicFrame><a:graphic><a:graphicData>{table}</a:graphicData></a:graphic></p:graphicFrame>"
    assert said(read_bytes(slides(frame), "talk.pptx")) == [(Unread.HIDDEN, 1)]


def test_what_a_slide_passes_over_is_said() -> None:
    picture = "<p:pic/>"
    group = f"<p:grpSp>{shape(paragraph('a 1'))}</p:grpSp>"
    found = read_bytes(slides(f"{group}{picture}"), "talk.pptx")
    assert contents(found)[-1] == "a 1"
    assert said(found) == [(Unread.IMAGES, None)]
    ole = "<p:graphicFrame><p:oleObj/></p:graphicFrame>"
    assert said(read_bytes(slides(ole), "talk.pptx")) == [(Unread.OBJECTS, None)]


def test_slides_that_are_not_shown_are_said() -> None:
    data = slides(shape(paragraph("a 1")))
    assert said(read_bytes(_without(data, "p:sldIdLst"), "talk.pptx")) == [(Unread.HIDDEN, 1)]


def _without(data: bytes, tag: str) -> bytes:
    """A presentation that lists no slides."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            content = archive.read(name).decode()
            changed.writestr(name, re.sub(rf"<{tag}>.*</{tag}>", "", content))
    return out.getvalue()


def book(*lines: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for line in lines:
        sheet.append(list(line))
    return workbook, sheet


def read_book(workbook: Workbook) -> Document:
    stream = io.BytesIO()
    workbook.save(stream)
    return read_bytes(stream.getvalue(), "model.xlsx")


def test_hidden_sheets_and_comments_of_a_workbook_are_said() -> None:
    workbook, sheet = book(("a", 1), ("b", 3))
    sheet["B2"].comment = Comment("was 4 in March", "x")
    hidden = workbook.create_sheet("Secret")
    hidden.append(("x", 9, 8))
    hidden.sheet_state = "hidden"
    assert said(read_book(workbook)) == [(Unread.NOTES, 1), (Unread.HIDDEN, 2)]


def test_cells_that_show_nothing_are_said() -> None:
    workbook, sheet = book(("a", 1), ("b", 3))
    sheet["B2"].number_format = ";;;"
    assert said(read_book(workbook)) == [(Unread.HIDDEN, 1)]


def test_a_chart_of_cells_that_are_read_hides_nothing_and_one_of_a_hidden_sheet_does() -> None:
    workbook, sheet = book(("a", 1), ("b", 3))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "D2")
    assert said(read_book(workbook)) == []


def test_formulas_without_results_are_unread() -> None:
    workbook, _ = book(("a", 1), ("b", "=B1*2"))
    found = read_book(workbook)
    assert [(problem.code, problem.unread) for problem in found.problems] == [("no-result", Unread.TEXT)]


@pytest.mark.parametrize(("info", "unread"), LISTINGS)
def test_a_listing_is_code_only_if_its_fence_names_a_language(info: str, unread: tuple[Unread, int]) -> None:
    assert said(read_source(f"a 1\n\n```{info}\nx = 5\n```\n\nb 2")) == [unread]
