"""Word documents, from parts written by hand so that nothing a library would leave out is missing."""

from __future__ import annotations

import io
import zipfile

import pytest
from reading import contents, rows

from tieout.errors import ReadError
from tieout.model import BlockKind, Document
from tieout.read import Limits, read_bytes

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def related(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


def package(body: str, parts: dict[str, tuple[str, str]] | None = None) -> bytes:
    """A document; `parts` are relation types and contents by file name."""
    parts = parts or {}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", related({"r1": ("officeDocument", "word/document.xml")}))
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        targets = {f"p{i}": (kind, file) for i, (file, (kind, _)) in enumerate(parts.items())}
        archive.writestr("word/_rels/document.xml.rels", related(targets))
        for file, (_, content) in parts.items():
            archive.writestr(f"word/{file}", content)
    return stream.getvalue()


def document(body: str, parts: dict[str, tuple[str, str]] | None = None) -> Document:
    return read_bytes(package(body, parts), "report.docx")


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def wrapped(tag: str, content: str) -> str:
    return f"<w:{tag}>{content}</w:{tag}>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'


def control(content: str) -> str:
    return wrapped("sdt", wrapped("sdtContent", content))


def test_everything_printed_is_read() -> None:
    box = wrapped("txbxContent", p("box 5"))
    choice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = (
        p("body 1")
        + wrapped(
            "p", wrapped("ins", r("inserted 2")) + wrapped("del", "<w:r><w:delText>9</w:delText></w:r>")
        )
        + control(p("control 3"))
        + wrapped("p", r("before") + control(r(" inline 4")))
        + wrapped("p", wrapped("r", f"<mc:AlternateContent>{choice}</mc:AlternateContent>"))
        + p("hidden 9", run="<w:vanish/>")
        + wrapped("p", r("6") + "<w:r><w:noBreakHyphen/><w:t>7</w:t><w:br/><w:t>next</w:t></w:r>")
    )
    separator = f'<w:footnote w:type="separator">{p("9")}</w:footnote>'
    notes = f'<w:footnotes {NAMES}>{separator}<w:footnote w:id="2">{p("note 8")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {NAMES}>{p('Research 2025')}</w:hdr>"
    found = document(body, {"footnotes.xml": ("footnotes", notes), "header1.xml": ("header", header)})
    printed = ["body 1", "inserted 2", "control 3", "before inline 4", "box 5", "6-7\nnext", "note 8"]
    assert contents(found) == ["Research 2025", *printed]
    assert contents(found, BlockKind.FURNITURE) == ["Research 2025"]
    assert contents(found, BlockKind.FOOTNOTE) == ["note 8"]
    assert [problem.code for problem in found.problems] == [
        "tracked-changes",
        "unread/hidden",
        "unread/notes",
    ]
    assert "2 tracked changes" in found.problems[0].message
    assert [b.text.place(0, 1).paragraph for b in found.blocks[1:5]] == [1, 2, 3, 4]


def test_styles_make_headings_items_and_captions() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="Cap"><w:name w:val="caption"/></w:style></w:styles>'
    )
    body = (
        p("Costs", '<w:pStyle w:val="Mine"/>')
        + p("Outline", '<w:outlineLvl w:val="3"/>')
        + p("point 1", "<w:numPr/>")
        + p("Revenue by region", '<w:pStyle w:val="Cap"/>')
        + p("Source: company")
        + p("Risks", run="<w:b/>")
        + p("loose", '<w:pStyle w:val="Loop"/>', '<w:b w:val="0"/>')
    )
    found = document(body, {"styles.xml": ("styles", styles)})
    assert [(b.kind.value, b.level) for b in found.blocks] == [
        ("heading", 2), ("heading", 4), ("item", 0), ("caption", 0), ("footnote", 0),
        ("heading", 5), ("paragraph", 0),
    ]  # fmt: skip


def test_merged_and_nested_tables() -> None:
    inner = wrapped("tbl", tr(tc(p("in 1")), tc(p("in 2"))))
    restart, goes_on, double = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = p("表1：收入") + wrapped(
        "tbl",
        tr(tc(p("Item"), restart), tc(p("Year"), double), properties="<w:tblHeader/>")
        + tr(tc(p(""), goes_on), tc(p("2023")), tc(p("2024")))
        + tr(tc(p("gone")), tc(p("9")), tc(p("9")), properties="<w:del/>")
        + control(tr(tc(p("Revenue") + inner), tc(p("5") + p("6")), tc(p("7")))),
    )
    found = document(body)
    outer, nested = (b.table for b in found.blocks if b.table is not None)
    assert outer is not None
    assert nested is not None
    assert rows(outer) == [["Item", "Year", ""], ["", "2023", "2024"], ["Revenue", "5\n6", "7"]]
    assert [(c.rowspan, c.colspan, c.header) for c in outer.cells[:2]] == [(2, 1, True), (1, 2, True)]
    assert outer.caption == "表1：收入"
    assert rows(nested) == [["in 1", "in 2"]]
    last = outer.cells[-1].text.place(0, 1)
    assert (last.row, last.col) == (3, 3)


def test_footnote_marks_go_and_powers_stay() -> None:
    body = wrapped("p", r("5 m") + r("2", RAISED) + r(" cost 7") + r("1", RAISED))
    assert contents(document(body)) == ["5 m² cost 7"]


def test_tracked_changes_of_paragraphs_and_cells_are_accepted() -> None:
    joined = p("in the first half 5", "<w:rPr><w:del/></w:rPr>") + p("0 stores opened")
    row = tr(tc(p("Stores")), tc(p("40"), "<w:cellDel/>"), tc(p("50")))
    found = document(joined + wrapped("tbl", tr(tc(p("Item")), tc(p("2024"))) + row))
    assert contents(found) == ["in the first half 50 stores opened"]
    table = found.blocks[1].table
    assert table is not None
    assert rows(table) == [["Item", "2024"], ["Stores", "50"]]
    assert "2 tracked changes" in found.problems[0].message


def test_struck_text_is_gone_and_signs_of_the_symbol_font_stay() -> None:
    minus = '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>'
    bullet = '<w:r><w:sym w:font="Wingdings" w:char="F02D"/></w:r>'
    body = wrapped("p", bullet + r("Price ") + r("120", "<w:strike/>") + r("100, margin ") + minus + r("3%"))
    assert contents(document(body)) == ["Price 100, margin -3%"]


def test_figures_set_as_symbols_are_read() -> None:
    def sign(font: str, char: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'

    body = wrapped("p", r("of ") + sign("Symbol", "F031") + sign("Arial", "0032") + sign("Wingdings", "F033"))
    assert contents(document(body)) == ["of 12"]
    odd = wrapped("p", r("of 5") + sign("Symbol", "") + sign("Arial", "D800") + sign("Arial", "0000"))
    assert contents(document(odd)) == ["of 5"]


def test_formulas_in_a_line_are_read_and_built_up_ones_are_said() -> None:
    line = "<m:oMath><m:r><m:t>3 + 4 = 7</m:t></m:r></m:oMath>"
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    fraction = f"<m:oMath><m:f>{part.format('num', 3)}{part.format('den', 4)}</m:f></m:oMath>"
    found = document(wrapped("p", r("so ") + line) + wrapped("p", r("and ") + fraction))
    assert contents(found) == ["so 3 + 4 = 7", "and"]
    assert [problem.message for problem in found.problems] == [
        "not read: 1 formula with fractions, roots or powers, with 2 numbers"
    ]


def test_pictures_are_counted_once() -> None:
    both = "<mc:Choice><pic:pic/></mc:Choice><mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback>"
    old = wrapped("p", wrapped("r", "<w:pict><v:imagedata/></w:pict>"))
    new = wrapped("p", wrapped("r", f"<mc:AlternateContent>{both}</mc:AlternateContent>"))
    assert [problem.message for problem in document(old + new).problems] == ["not read: 2 pictures"]


def test_cached_numbers_of_a_chart_are_a_table() -> None:
    def cache(kind: str, values: list[str], code: str = "") -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{v}</c:v></c:pt>' for i, v in enumerate(values))
        code = f"<c:formatCode>{code}</c:formatCode>" if code else ""
        return f"<c:{kind}>{code}{points}</c:{kind}>"

    series = (
        f"<c:ser><c:tx><c:strRef>{cache('strCache', ['Revenue'])}</c:strRef></c:tx>"
        f"<c:cat><c:strRef>{cache('strCache', ['2023', '2024'])}</c:strRef></c:cat>"
        f"<c:val><c:numRef>{cache('numCache', ['0.125', '0.5'], '0.0%')}</c:numRef></c:val></c:ser>"
    )
    plot = f"<c:plotArea><c:barChart>{series}</c:barChart></c:plotArea>"
    chart = f"<c:chartSpace {NAMES}><c:chart>{plot}</c:chart></c:chartSpace>"
    body = '<w:p><w:r><w:drawing><c:chart r:id="p0"/></w:drawing></w:r></w:p>' + p("图1：收入增速")
    found = document(body, {"chart1.xml": ("chart", chart)})
    table = found.blocks[0].table
    assert table is not None
    assert rows(table) == [["", "Revenue"], ["2023", "12.5%"], ["2024", "50.0%"]]


def test_pasted_markdown_is_read_as_what_it_means() -> None:
    body = "".join(
        p(text)
        for text in (
            "**1. 摘要**", "---", "- **需求**：增长**41.2%**", "- 供给 5", "**小结**：稳定",
            "| 指标 | 2024 |", "|---|---|", "| 收入 | 5.6 |", "> **注**：略",
        )
    )  # fmt: skip
    found = document(body)
    assert [(b.kind.value, b.text.content) for b in found.blocks] == [
        ("heading", "1. 摘要"), ("item", "需求：增长41.2%"), ("item", "供给 5"),
        ("paragraph", "小结：稳定"), ("table", ""), ("footnote", "注：略"),
    ]  # fmt: skip
    table = found.blocks[4].table
    assert table is not None
    assert rows(table) == [["指标", "2024"], ["收入", "5.6"]]
    assert table.cells[-1].text.place(0, 1).paragraph == 8


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        (package("<w:p>")[:-40], "damaged"),
        (package("<w:p>"), "document.xml is damaged"),
    ],
)
def test_damaged_and_protected_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "report.docx")
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_bomb_is_refused_while_it_unpacks() -> None:
    data = package(p("x" * 3_000_000))
    assert len(data) < 100_000
    with pytest.raises(ReadError, match=r"more than 1,000,000 unpacked"):
        read_bytes(data, "report.docx", Limits(unpacked=1_000_000))


def test_too_many_elements_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(ReadError, match=r"more than 1,000 elements"):
        read_bytes(package("<w:p/>" * 1_001), "report.docx", Limits(elements=1_000))


def test_entities_are_refused() -> None:
    stream = io.BytesIO(package(p("1")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("docProps/core.xml", '<!DOCTYPE a [<!ENTITY e "boom">]><a>&e;</a>')
    with pytest.raises(ReadError, match="document type"):
        read_bytes(stream.getvalue(), "report.docx")


def test_deep_nesting_is_refused() -> None:
    body = "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300
    with pytest.raises(ReadError):
        read_bytes(package(body), "report.docx")
