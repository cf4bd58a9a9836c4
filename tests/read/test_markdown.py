"""Blocks of Markdown and of plain text written in its manner."""

from __future__ import annotations

import pytest
from reading import contents, read_source, rows, table

from tieout.model import BlockKind


def kinds(source: str, name: str = "report.md") -> list[tuple[str, str]]:
    return [
        (b.kind.value + (str(b.level) if b.level else ""), b.text.content)
        for b in read_source(source, name).blocks
        if b.table is None
    ]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("收入 **120** 亿元", "收入 120 亿元"),
        ("费用*5%*下降", "费用5%下降"),
        ("2048*55*24 = 2.7M", "2048*55*24 = 2.7M"),
        ("10**6 users", "10**6 users"),
        (r"\$5.328M and 7\%", "$5.328M and 7%"),
        ("$5.3M and $6M", "$5.3M and $6M"),
        ("Revenue ($M) = EPS ($/share)", "Revenue ($M) = EPS ($/share)"),
        (r"$14.8\mathrm{T}$ tokens", "14.8T tokens"),
        (r"$\sim 5\%$ of $10^{6}$", "~5% of 10^6"),
        (r"\(37\,\mathrm{B}\) parameters (5)", "37 B parameters (5)"),
        ("see [note 3](https://a.example/x_(2024)) here", "see note 3 here"),
        ("![chart 2024](c.png) shown", "shown"),
        ("[![alt 7](i.png)](https://a.example) rest", "rest"),
        ("unbalanced key:** 5.6", "unbalanced key: 5.6"),
        ("`600519.SH` rose `5.3%` by `run --top 5`", "600519.SH rose 5.3% by run --top #"),
        ("now ~~$5.3M~~ $5.6M", "now  $5.6M"),
        ("about ~15% or 2~3 亿", "about ~15% or 2~3 亿"),
        ("revenue<sup>2</sup> of 5 m<sup>2</sup> and 10<sup>6</sup>", "revenue of 5 m² and 10^6"),
        ("CO<sub>2</sub> &amp; <b>fees</b>&nbsp;5", "CO2 & fees\xa05"),
        ("p<0.05 and x<y>3", "p<0.05 and x<y>3"),
        ("claim[^1] holds", "claim holds"),
        ("57\u200b6 \u202edollars", "576 dollars"),
        ("snake_case_5 and _soft_ word", "snake_case_5 and soft word"),
    ],
)
def test_inline_markup_is_taken_out(raw: str, plain: str) -> None:
    assert contents(read_source(raw)) == [plain]


def test_headings_of_all_kinds() -> None:
    source = "# One\n\nTwo\n===\n\n### ◆ Three ###\n\n**四、风险提示：**\n\n## Five"
    assert kinds(source) == [
        ("heading1", "One"),
        ("heading1", "Two"),
        ("heading3", "Three"),
        ("heading4", "四、风险提示："),
        ("heading2", "Five"),
    ]


def test_a_rule_below_a_sentence_makes_no_heading() -> None:
    assert kinds("Revenue rose 5%.\n---\nNext.") == [
        ("paragraph", "Revenue rose 5%."),
        ("paragraph", "Next."),
    ]


def test_a_bold_label_before_text_is_part_of_the_text() -> None:
    assert kinds("**运营情况：**\n产量 65 万吨。") == [("paragraph", "运营情况：\n产量 65 万吨。")]


def test_items_notes_sources_and_captions() -> None:
    source = (
        "图1：成本\n\n- **Cost:** $5.6 million\n1) 第一点 5%\n-纽约 7\n- [x] done\n\n"
        "资料来源：公司公告\n\n[^1]: A note.\n[id]: https://a.example/2024"
    )
    assert kinds(source) == [
        ("caption", "图1：成本"),
        ("item", "Cost: $5.6 million"),
        ("item", "第一点 5%"),
        ("item", "纽约 7"),
        ("item", "done"),
        ("footnote", "资料来源：公司公告"),
        ("footnote", "A note."),
    ]


def test_wrapped_lines_are_joined_and_deliberate_breaks_kept() -> None:
    wrapped = "Revenue of the group rose in every region of the country\nand reached 5.6 million dollars."
    assert contents(read_source(wrapped)) == [wrapped.replace("\n", " ")]
    chinese = "公司的营业收入在全国各地区均有所增长并且在本年度达到了新的历史最高水平共\n计五十亿元。"
    assert contents(read_source(chinese)) == [chinese.replace("\n", "")]
    assert contents(read_source("收入为 5 百万\n元，增长 6%。")) == ["收入为 5 百万元，增长 6%。"]
    assert contents(read_source("远帆证券研究所\n储能行业组")) == ["远帆证券研究所\n储能行业组"]
    labels = "**日期**：2026年4月26日\n**代码**：300308"
    assert contents(read_source(labels)) == ["日期：2026年4月26日\n代码：300308"]
    assert contents(read_source("one 1  \ntwo 2")) == ["one 1\ntwo 2"]


def test_fences_and_formulas_are_code_and_a_fence_without_end_is_text() -> None:
    document = read_source("```py\nx = 5\n```\n\n$$\ny = 6\n$$\n\n```\nz 7")
    assert contents(document, BlockKind.CODE) == ["x = 5", "$$\ny = 6\n$$"]
    assert contents(document, BlockKind.PARAGRAPH) == ["z 7"]
    assert [(p.code, p.place.line) for p in document.problems] == [
        ("fence", 9),
        ("unread/code", 1),
        ("unread/text", 5),
    ]


def test_text_glued_to_a_fence_is_read_if_the_fence_has_no_end() -> None:
    document = read_source("| Total | 6\n```7%. We expect 8.\nAnd 9.")
    assert contents(document, BlockKind.PARAGRAPH)[-1] == "7%. We expect 8.\nAnd 9."
    assert contents(read_source("```EPS3.5 rose.\nX 7."), BlockKind.PARAGRAPH) == ["EPS3.5 rose.\nX 7."]


def test_a_report_inside_a_markdown_fence_is_read() -> None:
    assert kinds("```markdown\n# Title\n\nFive 5.\n```") == [("heading1", "Title"), ("paragraph", "Five 5.")]


def test_comments_are_no_text_and_break_no_table() -> None:
    document = read_source("Sum <!-- 99\n98 --> 5\n\n|a|b|\n|-|-|\n|1|2|\n<!-- 7 -->\n|3|4|")
    assert contents(document) == ["Sum\n5"]
    assert rows(document.blocks[1].table) == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert contents(read_source("five <!-- never closed 6")) == ["five <!-- never closed 6"]


def test_front_matter_gives_the_title() -> None:
    document = read_source('---\ntitle: "Aurora"\ndate: 2025-01-01\n---\nText 5.')
    assert document.title == "Aurora"
    assert contents(document) == ["Text 5."]
    assert contents(read_source("---\nFive. And six.\n---\nSeven.")) == ["Five. And six.", "Seven."]


def test_quotes_lose_their_marks() -> None:
    assert kinds("> [!NOTE]\n> Five 5.\n\n> - item 6") == [("paragraph", "Five 5."), ("item", "item 6")]


def test_headings_of_plain_text() -> None:
    source = (
        "一、公司概况\n\n公司成立于 2001 年，总部位于上海，主要从事储能系统业务。\n\n"
        "● 投资建议\n\n建议关注储能行业的长期发展机会，首次覆盖给予买入评级。\n\n"
        "RISK FACTORS\n\nRents may rise faster than sales in 2025.\n\n行业评级: 增持\n\n2025-02-05"
    )
    assert [k for k in kinds(source, "report.txt") if k[0].startswith("heading")] == [
        ("heading2", "一、公司概况"),
        ("heading5", "投资建议"),
        ("heading4", "RISK FACTORS"),
    ]
    assert not any(k.startswith("heading") for k, _ in kinds(source, "report.md"))


def test_page_numbers_are_furniture_and_cut_paragraphs_are_joined() -> None:
    first = "The board proposed a dividend for the year that ended in December of five hundred and"
    source = f"{first}\n\nPage 3 of 20\n\nsixty million dollars in total.\n\nNext."
    document = read_source(source, "report.txt")
    assert contents(document, BlockKind.FURNITURE) == ["Page 3 of 20"]
    assert contents(document, BlockKind.PARAGRAPH) == [f"{first} sixty million dollars in total.", "Next."]


def test_captions_go_to_their_tables() -> None:
    body = "|a|b|\n|-|-|\n|1|2|\n"
    before = f"表1：收入\n单位：万元\n\n{body}\n表2：成本\n\n{body}"
    assert [b.table.caption for b in read_source(before).blocks if b.table] == [
        "表1：收入 单位：万元",
        "表2：成本",
    ]
    after = f"{body}\nTable 1 | Revenue\n\nText.\n\n{body}\nTable 2 | Costs\n"
    assert [b.table.caption for b in read_source(after).blocks if b.table] == [
        "Table 1 | Revenue",
        "Table 2 | Costs",
    ]
    assert table(f"Key data (RMB million):\n{body}").caption == "Key data (RMB million):"
    assert table(f"Revenue rose.\n\n{body}").caption is None
    note = "[In thousands (1.2 represents 1,200). " + "Counted by those who say what they count. " * 5 + "]"
    assert table(f"Table 3. Arrests\n\n{note}\n\n{body}").caption == "Table 3. Arrests In thousands"
    assert table(f"Revenue rose.\n\n{note}\n\n{body}").caption != "In thousands"
    assert kinds("Table 2 Revenue grew 5% in 2024.")[0][0] == "paragraph"
    assert kinds("Table 2 Summary of results.")[0][0] == "caption"
    sentence = "Table 1 shows that revenue rose 5%."
    assert kinds(f"{sentence}\n\n{body}") == [("paragraph", sentence)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sales <a b='of $5 million rose> 3%.", "Sales <a b='of $5 million rose> 3%."),
        ("Sales <b class='x'>of $5 million</b> rose 3%.", "Sales of $5 million rose 3%."),
        ("收入<span title='增长5%>为7亿元", "收入<span title='增长5%>为7亿元"),
    ],
)
def test_a_tag_whose_quote_has_no_end_is_text(text: str, read: str) -> None:
    assert contents(read_source(f"{text}\n")) == [read]
