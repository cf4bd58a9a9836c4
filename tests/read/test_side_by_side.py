"""Statements that share a table are read one by one, and keep the places of their cells."""

from __future__ import annotations

import pytest

from tieout.extract import extract
from tieout.read import read_bytes
from tieout.read.side_by_side import with_parted
from tieout.rulebook import load_rulebook

STATEMENTS = """# Forestspring Technology

| $ million | 2023A | 2024E | | Income statement | 2023A | 2024E |
|---|---|---|---|---|---|---|
| Current assets | 3,011 | 3,488 | | Revenue | 4,120 | 4,893 |
| Other assets | 3,199 | 3,522 | | Cost of revenue | 2,401 | 2,799 |
| Total assets | 6,210 | 7,010 | | Gross profit | 1,719 | 2,094 |
"""
ONE_TABLE = {
    "group and company": (
        "| Item | 2023 | 2024 | 2023 | 2024 |\n|---|---|---|---|---|\n"
        "| Cash | 1 | 2 | 1 | 2 |\n| Debt | 1 | 2 | 1 | 2 |\n"
    ),
    "numbers of notes": (
        "| 附注 | 2023 | 2024 | 附注 | 2023 | 2024 |\n|---|---|---|---|---|---|\n"
        "| 五、1 | 1 | 2 | 七、1 | 1 | 2 |\n| 五、2 | 1 | 2 | 七、2 | 1 | 2 |\n"
    ),
    "other periods": (
        "| Item | 2023 | 2024 | Remark | 2024 | 2025 |\n|---|---|---|---|---|---|\n"
        "| Cash | 1 | 2 | as stated | 2 | 3 |\n| Debt | 1 | 2 | as stated | 2 | 3 |\n"
    ),
}


def tables(text: str) -> list[tuple[int, int, int, tuple[str, ...]]]:
    """Number, columns left of it, columns and labels of each table."""
    document = read_bytes(text.encode(), "report.md")
    return [
        (
            table.number, table.left, table.cols,
            tuple(cell.text.content for cell in table.cells if cell.col == 1),
        )
        for block in document.blocks
        if (table := block.table) is not None
    ]  # fmt: skip


def test_each_statement_is_a_table() -> None:
    left, right = tables(STATEMENTS)
    assert left == (1, 0, 4, ("$ million", "Current assets", "Other assets", "Total assets"))
    assert right == (1, 4, 3, ("Income statement", "Revenue", "Cost of revenue", "Gross profit"))


@pytest.mark.parametrize("name", sorted(ONE_TABLE))
def test_what_only_looks_so_stays_one(name: str) -> None:
    assert len(tables(ONE_TABLE[name])) == 1


def test_a_place_is_that_of_the_source() -> None:
    report = extract(read_bytes(STATEMENTS.encode(), "report.md"), load_rulebook().schemas)
    (revenue,) = (fact.figure for fact in report.facts if fact.figure.text == "4,893")
    place = report.place(revenue)
    assert (place.table, place.row, place.col) == (1, 2, 7)


def test_blocks_without_tables_are_left_alone() -> None:
    blocks = read_bytes(b"One paragraph.\n\nAnother one.\n", "report.md").blocks
    assert with_parted(blocks) == list(blocks)
