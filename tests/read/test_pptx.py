"""Presentations, from parts written by hand."""

from __future__ import annotations

import io
import zipfile

import pytest
from reading import contents, rows

from tieout.errors import ReadError
from tieout.model import BlockKind, Document, Unread
from tieout.read import Limits, read_bytes

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    f'xmlns:r="{OFFICE}"'
)


def related(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


def package(*slides: str, chart: str = "", attributes: str = "") -> bytes:
    stream = io.BytesIO()
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="s{n}"/>' for n in reversed(numbers))
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("_rels/.rels", related({"r1": ("officeDocument", "ppt/presentation.xml")}))
        shown = f"<p:presentation {NAMES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
        archive.writestr("ppt/presentation.xml", shown)
        targets = {f"s{n}": ("slide", f"slides/slide{n}.xml") for n in numbers}
        archive.writestr("ppt/_rels/presentation.xml.rels", related(targets))
        for n, slide in zip(numbers, slides, strict=True):
            tree = f"<p:cSld><p:spTree>{slide}</p:spTree></p:cSld>"
            archive.writestr(f"ppt/slides/slide{n}.xml", f"<p:sld {NAMES} {attributes}>{tree}</p:sld>")
            links = related({"c1": ("chart", "../charts/chart1.xml")})
            archive.writestr(f"ppt/slides/_rels/slide{n}.xml.rels", links)
        archive.writestr("ppt/charts/chart1.xml", f"<c:chartSpace {NAMES}>{chart}</c:chartSpace>")
    return stream.getvalue()


def read(*slides: str, **parts: str) -> Document:
    return read_bytes(package(*slides, **parts), "talk.pptx")


def paragraph(text: str, run: str = "") -> str:
    return f"<a:p><a:r><a:rPr {run}/><a:t>{text}</a:t></a:r></a:p>"


def shape(*paragraphs: str, holder: str = "") -> str:
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{holder}"/></p:nvPr></p:nvSpPr>' if holder else ""
    return f"<p:sp>{place}<p:txBody>{''.join(paragraphs)}</p:txBody></p:sp>"


def frame(inner: str) -> str:
    return f"<p:graphicFrame><a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></p:graphicFrame>"


def test_slides_come_in_the_order_shown_with_their_shapes() -> None:
    first = shape(paragraph("Results"), holder="title") + shape(paragraph("2 stores opened"), holder="body")
    group = f"<p:grpSp>{shape(paragraph('Source: company'))}</p:grpSp>"
    second = shape(paragraph("Sales were $5 million"), paragraph("")) + group
    found = read(second, first + shape(paragraph("7"), holder="sldNum"))
    assert [(b.kind, b.text.content) for b in found.blocks] == [
        (BlockKind.HEADING, "Results"),
        (BlockKind.ITEM, "2 stores opened"),
        (BlockKind.FURNITURE, "7"),
        (BlockKind.HEADING, "Slide 2"),
        (BlockKind.PARAGRAPH, "Sales were $5 million"),
        (BlockKind.FOOTNOTE, "Source: company"),
    ]
    assert found.blocks[4].text.place(0, 1).page == 2


def test_tables_with_merged_cells() -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f"<a:tc {attributes}><a:txBody>{paragraph(text)}</a:txBody></a:tc>"

    lines = (
        cell("Item", 'rowSpan="2"') + cell("Year", 'gridSpan="2"') + cell("", 'hMerge="1"'),
        cell("", 'vMerge="1"') + cell("2023") + cell("2024"),
        cell("Units") + cell("5") + cell("6"),
    )
    found = read(frame(f"<a:tbl>{''.join(f'<a:tr>{line}</a:tr>' for line in lines)}</a:tbl>"))
    table = found.blocks[1].table
    assert table is not None
    assert rows(table) == [["Item", "Year", ""], ["", "2023", "2024"], ["Units", "5", "6"]]
    assert [(c.rowspan, c.colspan) for c in table.cells[:2]] == [(2, 1), (1, 2)]


def test_cached_numbers_of_a_chart() -> None:
    points = '<c:numCache><c:formatCode>0.0%</c:formatCode><c:pt idx="0"><c:v>0.125</c:v></c:pt></c:numCache>'
    label = (
        '<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>2024</c:v></c:pt></c:strCache></c:strRef></c:cat>'
    )
    chart = f"<c:chart><c:ser>{label}<c:val><c:numRef>{points}</c:numRef></c:val></c:ser></c:chart>"
    table = read(frame('<c:chart r:id="c1"/>'), chart=chart).blocks[1].table
    assert table is not None
    assert rows(table) == [["", ""], ["2024", "12.5%"]]


def test_struck_text_and_marks_of_notes_go_and_powers_stay() -> None:
    text = (
        "<a:p><a:r><a:t>Price </a:t></a:r><a:r><a:rPr strike='sngStrike'/><a:t>120</a:t></a:r>"
        "<a:r><a:t>100</a:t></a:r><a:r><a:rPr baseline='30000'/><a:t>1</a:t></a:r>"
        "<a:r><a:t> for 5 m</a:t></a:r><a:r><a:rPr baseline='30000'/><a:t>2</a:t></a:r></a:p>"
    )
    assert contents(read(shape(text)))[1:] == ["Price 100 for 5 m²"]


def test_hidden_slides_and_pictures_are_said() -> None:
    found = read(f"{shape(paragraph('a 1'))}<p:pic/>", attributes='show="0"')
    assert [problem.code for problem in found.problems] == ["hidden-slide", "unread/images"]


def test_limits_and_other_packages() -> None:
    with pytest.raises(ReadError, match="more than 1 pages"):
        read_bytes(package(shape(), shape()), "talk.pptx", Limits(pages=1))
    with pytest.raises(ReadError, match="expected a Word document"):
        read_bytes(package(shape()), "talk.docx")
    with pytest.raises(ReadError, match="damaged"):
        read_bytes(b"PK", "talk.pptx")
    with pytest.raises(ReadError) as refused:
        read_bytes(b"", "old.xls")
    assert "save it as .xlsx" in refused.value.hint


def test_what_a_chart_holds_beside_its_table_is_said() -> None:
    def points(kind: str, *values: str) -> str:
        listed = "".join(f'<c:pt idx="{i}">{value}</c:pt>' for i, value in enumerate(values))
        return f"<c:{kind}><c:numRef><c:numCache>{listed}</c:numCache></c:numRef></c:{kind}>"

    def told(*series: str) -> list[tuple[Unread | None, int | None]]:
        chart = f"<c:chart>{''.join(f'<c:ser>{one}</c:ser>' for one in series)}</c:chart>"
        problems = read(frame('<c:chart r:id="c1"/>'), chart=chart).problems
        return [(problem.unread, problem.numbers) for problem in problems]

    years = points("cat", "<c:v>2023</c:v>", "<c:v>2024</c:v>")
    sales, costs = (points("val", f"<c:v>{a}</c:v>", f"<c:v>{b}</c:v>") for a, b in ((5, 6), (7, 8)))
    assert told(years + sales, years + costs) == []  # every series stores what stands below
    doubled = points("val", "<c:v>5</c:v><c:v>6</c:v>", "<c:v>7</c:v>")
    assert told(years + doubled) == [(Unread.DRAWINGS, 1)]
    others = points("cat", "<c:v>2021</c:v>", "<c:v>2024</c:v>")
    assert told(years + sales, others + costs) == [(Unread.DRAWINGS, 1)]


@pytest.mark.parametrize("size", ["²", "9" * 5_000, "x", "-1", ""])
def test_a_size_that_is_none_is_passed_over(size: str) -> None:
    cell = f'<a:tr><a:tc gridSpan="{size}">{paragraph("a 1")}</a:tc></a:tr>'
    picture = f'<p:pic><p:spPr><a:xfrm><a:ext cx="{size}"/></a:xfrm></p:spPr></p:pic>'
    slide = read(frame(f"<a:tbl>{cell}</a:tbl>") + picture)
    assert "a 1" in str(slide.blocks)
    assert [problem.unread for problem in slide.problems] == [Unread.IMAGES]
