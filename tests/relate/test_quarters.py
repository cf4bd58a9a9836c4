"""Quarters in one table and the year in another."""

from __future__ import annotations

import pytest
from asking import report

from tieout.relate.quarters import quarters

TABLES = """单位：万元

|  | 第一季度 | 第二季度 | 第三季度 | 第四季度 |
|---|---|---|---|---|
| 营业收入 | 212,440.15 | 198,305.27 | 240,118.90 | 251,730.44 |

| 科目 | 2023年 |
|---|---|
| 营业收入 | {} |
"""


@pytest.mark.parametrize(
    ("year", "holds"), [("902,594.76", True), ("909,594.76", False), ("811,230.05", None)]
)
def test_four_quarters_make_the_year_of_another_table(year: str, holds: bool | None) -> None:
    """A year that is no slip away from their sum may be another one."""
    (found,) = quarters(report(TABLES.format(year)))
    assert (None if found.tie is None else found.tie.holds) is holds
