"""Tables of Markdown and plain text in the shapes they really come in."""

from __future__ import annotations

import pytest
from reading import read_source, rows, table


def test_pipes_with_and_without_outer_ones() -> None:
    expected = [["Item", "2024"], ["Revenue", "$5.328M"], ["Costs", "(3|4)"]]
    outer = "| **Item** | 2024 |\n|:--|--:|\n| Revenue | \\$5.328M |\n| <b>Costs</b> | (3\\|4) |"
    bare = "Item | 2024\n--- | ---\nRevenue | \\$5.328M\nCosts | (3\\|4)"
    assert rows(table(outer)) == expected
    assert rows(table(bare)) == expected


def test_a_table_needs_no_blank_line_before_it() -> None:
    document = read_source("Figures:\n|a|b|\n|-|-|\n|1|2|\nAfter.")
    assert [b.kind.value for b in document.blocks] == ["paragraph", "table", "paragraph"]


def test_rows_without_a_rule_are_a_table_if_pipes_stand_at_both_ends() -> None:
    assert rows(table("| a | 1 |\n| b | 2 |")) == [["a", "1"], ["b", "2"]]
    cover = "Close $148 | Target $165\nMoat: Narrow | Rating: Hold"
    assert all(b.table is None for b in read_source(cover).blocks)


def test_ragged_rows_are_padded() -> None:
    found = table("|a|b|c|\n|-|-|-|\n|1|\n|2|3|4|5|")
    assert rows(found) == [["a", "b", "c", ""], ["1", "", "", ""], ["2", "3", "4", "5"]]
    assert len(found.cells) == 12


def test_header_cells_are_marked() -> None:
    assert [c.header for c in table("|a|b|\n|-|-|\n|1|2|").cells] == [True, True, False, False]


def test_tabs_with_blank_leading_cells_and_lost_ones() -> None:
    source = "级别\t类别\t说明\n股票\t买入\t15% 以上\n\t增持\t5% 以上\n中性\t5% 以内\n"
    assert rows(table(source, "r.txt")) == [
        ["级别", "类别", "说明"],
        ["股票", "买入", "15% 以上"],
        ["", "增持", "5% 以上"],
        ["", "中性", "5% 以内"],
    ]


def test_rows_set_apart_by_blank_lines_are_one_table() -> None:
    source = "a\tb\tc\n\n1\t2\t3\n\t\t\n4\t5\t6\n\nText\twith tab."
    assert rows(table(source, "r.txt")) == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]


def test_numbers_followed_by_tabs_are_a_list() -> None:
    assert all(b.table is None for b in read_source("1.\tFirst 5\n2.\tSecond 6").blocks)


def test_columns_kept_apart_by_blanks() -> None:
    source = (
        "                     2023      2024\n"
        "Revenue             1,234     1,456\n"
        "Cost of revenue      (800)     (910)\n"
        "-----------------------------------\n"
        "Gross profit          434       546\n"
    )
    assert rows(table(source, "r.txt")) == [
        ["", "2023", "2024"],
        ["Revenue", "1,234", "1,456"],
        ["Cost of revenue", "(800)", "(910)"],
        ["Gross profit", "434", "546"],
    ]


def test_columns_of_chinese_text_are_as_wide_as_they_look() -> None:
    source = "项目          2023年    2024年\n营业收入      1,234     1,456\n净利润          434       546\n"
    assert rows(table(source, "r.txt"))[2] == ["净利润", "434", "546"]


def test_a_missing_value_leaves_its_column_empty() -> None:
    source = (
        "Item          2022      2023      2024\nRevenue      1,234     1,456     1,500\n"
        "Disposals                 12        15\n"
    )
    assert rows(table(source, "r.txt"))[2] == ["Disposals", "", "12", "15"]


def test_labels_and_figures_with_single_blanks() -> None:
    source = "Item 2023 2024\nRevenue $ 1,234 1,456\nCost of revenue (800) (910)\nTax rate 25% -\n\nAfter."
    found = table(source, "r.txt")
    assert rows(found) == [
        ["Item", "2023", "2024"],
        ["Revenue", "$ 1,234", "1,456"],
        ["Cost of revenue", "(800)", "(910)"],
        ["Tax rate", "25%", "-"],
    ]
    assert found.cells[0].header


def test_prose_that_ends_in_figures_is_no_table() -> None:
    source = "Revenue was 5 in 2023 2024\nand then 7 8\nand 9 in the end of 2025\nand 4"
    assert all(b.table is None for b in read_source(source, "r.txt").blocks)


def test_two_blanks_after_a_full_stop_make_no_table() -> None:
    prose = "Revenue rose 5%.  Costs fell 3%.\nMargins were 7%.  Cash was 9%."
    assert all(b.table is None for b in read_source(prose, "r.txt").blocks)


def test_html_tables_inside_markdown() -> None:
    source = (
        "# T\n表1：收入\n<table><tr><td rowspan=2>项目</td><td colspan=2>金额</td></tr>\n"
        "<tr><td>2023</td><td>2024</td></tr>\n<tr><td>收入</td><td>5</td><td>6</td></tr></table>\n\nAfter 7."
    )
    document = read_source(source)
    found = document.blocks[2].table
    assert found is not None
    assert found.caption == "表1：收入"
    assert rows(found) == [["项目", "金额", ""], ["", "2023", "2024"], ["收入", "5", "6"]]
    place = found.cells[-1].text.place(0, 1)
    assert (place.line, place.column) == (5, source.split("\n")[4].index("6") + 1)
    assert document.blocks[-1].text.content == "After 7."


def test_markup_in_cells_of_html_inside_markdown_is_taken_out() -> None:
    first = r"<tr><td>**Cost**</td><td>$\$5.328\mathrm{M}$</td></tr>"
    source = f"<table>{first}<tr><td>b</td><td>7\\%</td></tr></table>"
    found = table(source)
    assert rows(found) == [["Cost", "$5.328M"], ["b", "7%"]]
    place = found.cells[1].text.place(1, 6)
    assert source[(place.column or 0) - 1 : place.end_column] == "5.328"


@pytest.mark.parametrize("source", ["<table>\n" * 50, "| a |", "a\tb", "|-|-|", "a  1"])
def test_what_only_begins_like_a_table_is_none(source: str) -> None:
    assert all(b.table is None for b in read_source(source, "r.txt").blocks)


@pytest.mark.parametrize(
    ("head", "marked"),
    [
        ("Quarter       1      2      3      4", True),
        ("季度          1      2      3      4", True),
        ("Slate       120    131    142    155", False),
    ],
)
def test_numbers_over_a_rule_head_their_columns(head: str, marked: bool) -> None:
    rule = "-------------------------------------"
    source = f"{head}\n{rule}\nCoal ....   120    130    125    140\nOre          80     85     90     95\n"
    found = table(source, "a.txt")
    assert rows(found)[1] == ["Coal", "120", "130", "125", "140"]
    assert [cell.header for cell in found.cells] == [marked] * 5 + [False] * 10
