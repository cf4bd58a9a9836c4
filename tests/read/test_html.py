"""Pages: what is seen, tables of filings, inline XBRL."""

from __future__ import annotations

import pytest
from reading import contents, read_source, rows, table

from tieout.model import BlockKind, Tag
from tieout.read.ixbrl import tagged


def page(body: str) -> str:
    return f"<html><head><title>A &amp; B</title><style>p{{}}</style></head><body>{body}</body></html>"


def test_only_what_is_seen_is_read() -> None:
    document = read_source(
        page(
            "<script>var a = 1;</script><p>Five&nbsp;5 &lt; 6</p><!-- 7 -->"
            "<div style='display: none'>8<p>9</p></div><p hidden>10</p><ix:header><p>11</p></ix:header>"
            "<nav>12</nav><p>thir<b>teen</b> 13<br>next</p>"
            "<p>now <s>14</s> 15</p>"
        ),
        "page.html",
    )
    assert document.title == "A & B"
    assert contents(document) == ["Five 5 < 6", "thirteen 13\nnext", "now  15".replace("  ", " ")]


def test_blocks_headings_items_and_captions() -> None:
    body = (
        "<h2>Costs</h2><p>Five.<ul><li>one 1<li>two <i>2</i></ul>"
        "<div><span style='font-weight:700'>Item 2. Risks</span></div><p>Rents.</p><pre>x = 5</pre>"
        "<p><b>(unaudited)</b></p><figcaption>Figure 1: Costs</figcaption><p>Source: company</p>"
    )
    blocks = read_source(page(body), "page.html").blocks
    assert [(b.kind.value, b.level, b.text.content) for b in blocks] == [
        ("heading", 2, "Costs"),
        ("paragraph", 0, "Five."),
        ("item", 0, "one 1"),
        ("item", 0, "two 2"),
        ("heading", 3, "Item 2. Risks"),
        ("paragraph", 0, "Rents."),
        ("paragraph", 0, "x = 5"),
        ("paragraph", 0, "(unaudited)"),
        ("caption", 0, "Figure 1: Costs"),
        ("footnote", 0, "Source: company"),
    ]


def test_spans_and_headers() -> None:
    found = table(
        "<table><caption>Table 1</caption><thead><tr><th rowspan=2>Item<th colspan=2>Year</thead>"
        "<tr><td>2023<td>2024<tr><td>Revenue<td>5<td>6</table>",
        "page.html",
    )
    assert found.caption == "Table 1"
    assert rows(found) == [["Item", "Year", ""], ["", "2023", "2024"], ["Revenue", "5", "6"]]
    spans = [(c.rowspan, c.colspan, c.header) for c in found.cells[:3]]
    assert spans == [(2, 1, True), (1, 2, True), (1, 1, False)]


FILING = (
    "<table><tr><td colspan=3></td><td colspan=3></td><td colspan=3></td></tr>"
    "<tr><td colspan=3></td><td colspan=3>Year&nbsp;ended<br>2024</td><td colspan=3>2023</td></tr>"
    "<tr><td colspan=3>Revenue</td><td>$</td><td>1,234</td><td></td><td>$</td><td>1,100</td><td></td></tr>"
    "<tr><td colspan=3>Loss</td><td colspan=2>(56</td><td>)</td><td colspan=2>—</td><td></td></tr>"
    "<tr><td colspan=3>Margin</td><td colspan=2>12.5</td><td>%</td><td colspan=2>(3.1</td><td>)%</td></tr>"
    "<tr><td colspan=3>Balance</td><td>$</td><td>(9</td><td>)</td><td>$</td><td>—</td><td></td></tr></table>"
)


def test_signs_in_cells_of_their_own_join_their_figure() -> None:
    assert rows(table(FILING, "page.html")) == [
        ["", "Year ended 2024", "2023"],
        ["Revenue", "$1,234", "$1,100"],
        ["Loss", "(56)", "—"],
        ["Margin", "12.5%", "(3.1)%"],
        ["Balance", "$(9)", "$—"],
    ]


def test_joined_cells_know_where_their_pieces_stand() -> None:
    cell = next(c for c in table(FILING, "page.html").cells if c.text.content == "(3.1)%")
    place = cell.text.place(0, len(cell.text.content))
    assert place.column == FILING.index("(3.1") + 1
    assert place.end_column == FILING.index(")%") + 2


def test_tables_that_lay_out_the_page_become_what_they_hold() -> None:
    body = (
        "<table><tr><td><p>Left 1</p></td></tr><tr><td>"
        "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table></td></tr></table>"
        "<table><tr><td>•</td><td>Point 3</td></tr><tr><td>•</td><td>Point 4</td></tr></table>"
        "<table><tr><td>One</td><td>row of words</td></tr></table>"
    )
    document = read_source(page(body), "page.html")
    assert [b.kind.value for b in document.blocks] == [
        "paragraph",
        "table",
        "item",
        "item",
        "paragraph",
        "paragraph",
    ]
    assert [b.table.number for b in document.blocks if b.table is not None] == [1]


def test_footnote_marks_go_and_powers_stay() -> None:
    body = (
        "<p>Revenue<sup>(1)</sup> 5 m<sup>2</sup>, 3 x 10<sup>6</sup>, 2<sup>nd</sup>"
        " and 7<span style='vertical-align: super'>a</span></p>"
    )
    assert contents(read_source(page(body), "page.html")) == ["Revenue 5 m², 3 x 10^6, 2nd and 7"]


def test_inline_xbrl_gives_the_filed_value_where_its_first_digit_stands() -> None:
    tag = "<ix:nonFraction format='ixt:num-dot-decimal' scale='3' sign='-' name='x'>{}</ix:nonFraction>"
    cell = f"<tr><td>Loss</td><td>({tag.format('&#160;1,234')}</td><td>)</td></tr>"
    source = f"<p>A loss of {tag.format('7')} thousand.</p>\n<table>{cell}</table>"
    assert read_source(source, "page.html").tags == {
        (1, source.index("7<") + 1): Tag("-7000", "", 3),
        (2, source.split("\n")[1].index("1,234") + 1): Tag("-1234000", "", 3),
    }


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("1,234.5", "ixt:num-dot-decimal", "6", ""), "1234500000"),
        (("12.5", "", "-2", ""), "0.125"),
        (("1.234,5", "ixt:num-comma-decimal", "0", ""), "1234.5"),
        (("—", "ixt:fixed-zero", "3", ""), "0"),
        (("0", "", "3", "-"), "0"),
        (("five", "", "0", ""), None),
        (("5", "", "million", ""), None),
    ],
)
def test_tagged_values(arguments: tuple[str, str, str, str], value: str | None) -> None:
    tag = tagged(*arguments, "USD")
    assert (None if tag is None else tag.value) == value


def test_running_headers_are_furniture_and_the_sentence_goes_on() -> None:
    header = "<div>Table of Contents</div>"
    body = header.join([f"<p>Page text {word}.</p>" for word in ("one", "two", "three")])
    body += f"<p>Deferred revenue was $1,234</p><div>12</div>{header}<p>million in 2025.</p>{header}"
    document = read_source(page(body), "page.html")
    assert "Deferred revenue was $1,234 million in 2025." in contents(document, BlockKind.PARAGRAPH)
    assert contents(document, BlockKind.FURNITURE).count("Table of Contents") == 4


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    body = "<p>one <b>1<p>two</b> 2</div></td><table><tr><td>a<td>3<tr><td>b<td>4"
    document = read_source(page(body), "page.html")
    assert contents(document) == ["one 1", "two 2"]
    assert rows(document.blocks[-1].table) == [["a", "3"], ["b", "4"]]


def test_a_comment_without_an_end_is_said() -> None:
    document = read_source("<p>one 1</p><!-- <p>two 2</p>", "page.html")
    assert contents(document) == ["one 1"]
    assert [(p.code, p.place.column) for p in document.problems] == [("unread/markup", 13)]


def test_declared_encodings_are_used() -> None:
    from tieout.read import read_bytes

    source = "<meta charset=gb2312><p>收入 5 亿元</p>".encode("gb18030")
    assert contents(read_bytes(source, "page.html")) == ["收入 5 亿元"]


def test_a_bold_cell_with_nothing_but_a_table_lays_it_out() -> None:
    table = "<table><tr><td><b><table><tr><td>North sales</td></tr></table></b></td></tr></table>"
    document = read_source(f"{table}<p>Units: 12.</p>", "a.html")
    assert contents(document) == ["North sales", "Units: 12."]
