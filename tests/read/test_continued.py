"""Tables in two pieces are one, where something says so."""

from __future__ import annotations

import pytest
from reading import read_source, rows

from tieout.model import BlockKind, Table

HEAD = "| Region | 2023 | 2024 |\n|---|---|---|\n"
UPPER = HEAD + "| North | 120 | 131 |\n| South | 85 | 92 |\n"
LOWER = "| West | 40 | 48 |\n| Total | 245 | 271 |\n"


def tables(source: str) -> list[Table]:
    return [b.table for b in read_source(source, "report.md").blocks if b.table is not None]


@pytest.mark.parametrize(
    "between",
    [
        "Table 1: Sales (continued)",
        "Table 1 (cont'd)\n\n(in millions)",
        "表1（续）\n\n单位：百万元",
        "续表1：销售",
    ],
)
def test_a_line_that_says_so_joins_them_and_is_no_caption(between: str) -> None:
    document = read_source(f"Table 1: Sales\n\n{UPPER}\n{between}\n\n{HEAD}{LOWER}", "report.md")
    [table] = [b.table for b in document.blocks if b.table is not None]
    assert [line[0] for line in rows(table)] == ["Region", "North", "South", "West", "Total"]
    assert [line[2] for line in rows(table)] == ["2024", "131", "92", "48", "271"]
    assert table.caption == "Table 1: Sales"
    assert [b.kind for b in document.blocks[2:]] == [BlockKind.FURNITURE] * len(between.split("\n\n"))
    assert table.cells[-1].text.place(0, 1).line is not None


def test_the_same_header_once_more_joins_them() -> None:
    page = "<table>{}</table><table>{}</table>"
    row = "<tr><td>{}</td><td>{}</td></tr>"
    head = row.format("Region", "2024")
    source = page.format(head + row.format("North", "120"), head + row.format("South", "85"))
    [table] = [b.table for b in read_source(source, "report.html").blocks if b.table is not None]
    assert rows(table) == [["Region", "2024"], ["North", "120"], ["South", "85"]]


@pytest.mark.parametrize(
    "source",
    [
        f"{UPPER}\nSales of the other segment:\n\n{HEAD}{LOWER}",
        f"{UPPER}| Total | 205 | 223 |\n\n<!-- -->\n\n{HEAD}{LOWER}",
        f"{UPPER}\n<!-- -->\n\n{HEAD}| North | 12 | 13 |\n| South | 8 | 9 |\n",
        f"{UPPER}\nTable 1 (continued)\n\n| Region | 2021 | 2022 |\n|---|---|---|\n| North | 100 | 110 |\n",
        f"{UPPER}\nTable 1 (continued)\n\n| Region | 2024 |\n|---|---|\n| West | 48 |\n",
        f"{UPPER}\n"
        "The table is continued below, with figures that nobody had audited when this report was signed."
        f"\n\n{HEAD}{LOWER}",
    ],
)  # fmt: skip
def test_other_tables_stay_apart(source: str) -> None:
    assert len(tables(source)) == 2
