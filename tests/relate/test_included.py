"""Rows that their label or place makes part of the row above."""

from __future__ import annotations

from stating import report

from tieout.model import Relation
from tieout.relate.included import included

DEBT = """表 1：有息负债（万元）

| 项目 | 2021年 | 2022年 | 2023年 | 2024年 |
|---|---|---|---|---|
| 现金 | 310.5 | 298.0 | 305.4 | 333.8 |
| 银行借款 | 1,450.2 | 1,622.8 | 1,700.4 | 1,810.6 |
| 其中：短期借款 | 450.2 | 622.8 | {short} | 810.6 |
"""

ONLY = """| Item | 2023 | 2024 |
|---|---|---|
| Capital reserve | | |
| Share premium | 7,777.4 | {premium} |
| Total | 7,777.4 | 8,115.8 |
"""


def found(text: str) -> list[Relation]:
    return [relation for grid in report(text).grids for relation in included(grid)]


def test_a_row_called_of_which_is_within_the_row_above() -> None:
    held = found(DEBT.format(short="700.4"))
    assert [r.expression for r in held][2] == "700.4 <= 1,700.4"
    assert all(r.tie is not None and r.tie.holds and r.shape == "part-of-whole" for r in held)


def test_one_part_above_its_whole_is_found() -> None:
    failed = [r for r in found(DEBT.format(short="7,004")) if r.tie is not None and not r.tie.holds]
    assert [r.expression for r in failed] == ["7,004 <= 1,700.4"]


def test_a_net_whole_may_be_below_its_parts() -> None:
    net = """| 项目（万元） | 2023年 | 2024年 |
|---|---|---|
| 财务费用 | 190.3 | 374.5 |
| 其中：利息费用 | 248.5 | 431.3 |
"""
    assert [(r.tie, bool(r.reason)) for r in found(net)] == [(None, True), (None, True)]


def test_a_total_equals_the_only_item_over_it() -> None:
    held = found(ONLY.format(premium="8,115.8"))
    assert [r.expression for r in held] == ["7,777.4 = 7,777.4", "8,115.8 = 8,115.8"]
    assert not found(ONLY.format(premium="8,000.1"))  # a row may be lost


def test_a_total_over_several_items_is_a_sum() -> None:
    assert not found("| Item | 2024 |\n|---|---|\n| A | 12.5 |\n| B | 12.5 |\n| Total | 12.5 |\n")
