"""Every word of what was read stands at its place in the source."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import misplaced, read_source, texts

_word = st.text("abcXYZ0123456789增长收入亿元", min_size=1, max_size=8)
_marked = st.one_of(
    _word,
    _word.map("**{}**".format),
    _word.map("*{}*".format),
    _word.map("[{}](https://x.example/a_(b)?c=1)".format),
    _word.map("![{}](chart.png)".format),
    _word.map(r"\${}\%".format),
    _word.map("<b>{}</b>".format),
    _word.map("&nbsp;{}&amp;".format),
    _word.map("~~old~~{}".format),
    _word.map("`{}`".format),
    _word.map("$\\sim {}\\%$".format),
    _word.map("{}<!-- note 9 -->".format),
    _word.map("{}\u200b".format),
    st.sampled_from(["**", "*", "_", "[", "](", "<", "$", "`", "\\", "&", "](x", "~~"]),
)
_inline = st.lists(_marked, min_size=1, max_size=8).map(" ".join)
_cells = st.lists(_inline.map(lambda t: t.replace("|", "")), min_size=3, max_size=3)
_block = st.one_of(
    _inline,
    st.lists(_inline, min_size=2, max_size=4).map("\n".join),
    _inline.map("## {}".format),
    _inline.map("- {}".format),
    _inline.map("1. {}".format),
    _inline.map("> {}".format),
    _inline.map("图1：{}".format),
    st.lists(_cells, min_size=2, max_size=4).map(lambda r: "\n".join("\t".join(c) for c in r)),
    st.lists(_cells, min_size=2, max_size=4).map(
        lambda r: "\n".join(
            ["|" + "|".join(r[0]) + "|", "|-|-|-|", *("| " + " | ".join(c) + " |" for c in r[1:])]
        )
    ),
    st.just("```\ncode 1\n```"),
)
_documents = st.lists(_block, min_size=1, max_size=6).map("\n\n".join)


@settings(max_examples=200, deadline=None)
@given(_documents, st.sampled_from(["report.md", "report.txt"]))
def test_words_of_markdown_stand_at_their_places(source: str, name: str) -> None:
    assert misplaced(source, read_source(source, name)) == []


_tagged = st.one_of(
    _word,
    _word.map("<b>{}</b>".format),
    _word.map("<span style='font-weight:700'>\n{}</span>".format),
    _word.map("&nbsp;{}&#8217;".format),
    _word.map("<!-- 7 -->{}<br>".format),
    _word.map("  {}\n ".format),
    st.sampled_from(["<p>", "</div>", "<i>", "</b>", "<td>", "<li>", "</table>", "<", "&", "<h2>"]),
)
_html_inline = st.lists(_tagged, min_size=1, max_size=8).map(" ".join)
_html_block = st.one_of(
    _html_inline.map("<p>{}</p>".format),
    _html_inline.map("<ul><li>{}</ul>".format),
    _html_inline.map("<h1>{}</h1>".format),
    st.lists(st.tuples(_html_inline, _html_inline), min_size=1, max_size=3).map(
        lambda r: "<table>" + "".join(f"<tr><td>{a}</td>\n<td>{b}</td></tr>" for a, b in r) + "</table>"
    ),
)
_pages = st.lists(_html_block, min_size=1, max_size=5).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(_pages)
def test_words_of_html_stand_at_their_places(source: str) -> None:
    assert misplaced(source, read_source(source, "page.html")) == []


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300),
    st.sampled_from(["a.md", "a.txt", "a.html", "a.csv"]),
)
def test_anchors_ascend_whatever_is_read(source: str, name: str) -> None:
    for text in texts(read_source(source, name)):
        offsets = [anchor.offset for anchor in text.anchors]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text.content) for offset in offsets)


_fields = st.one_of(
    _word, _word.map(' "{}" '.format), st.just('"a ""b"" 1\n2 c"'), st.just(""), st.just("=SUM(A1:B2)")
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(_fields, min_size=2, max_size=4).map(",".join), min_size=2, max_size=5).map("\n".join)
)
def test_words_of_csv_stand_at_their_places(source: str) -> None:
    assert misplaced(source, read_source(source, "table.csv")) == []
