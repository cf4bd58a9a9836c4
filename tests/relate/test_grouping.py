"""Thousands are grouped as the rest of the report groups them."""

from __future__ import annotations

import pytest
from asking import schemas

from tieout.extract import extract
from tieout.read import read_bytes
from tieout.relate.grouping import grouping


def said(text: str) -> list[str]:
    report = extract(read_bytes(text.encode(), "report.md"), schemas())
    return [
        relation.expression
        for relation in grouping(report, schemas().lexicon)
        if relation.tie is not None and not relation.tie.holds
    ]


def test_where_all_are_regular_one_speaks_for_them() -> None:
    report = extract(read_bytes(b"Of 58,250 crates 12,000 were new.", "report.md"), schemas())
    (relation,) = grouping(report, schemas().lexicon)
    assert relation.tie is not None
    assert relation.tie.holds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The depot stores 6,1400 crates, up from 58,250 crates.", ["6,1400"]),
        ("The ward has 4,00 more visits than in 2019; with the annex 4,250.", ["4,00"]),
        ("仓库存有6,1400箱，上年为58,250箱。", ["6,1400"]),
        ("Sales were 1,234,50 pounds; in the year before 1,187,250 pounds.", ["1,234,50"]),
        ("Sales rose from ₹2,41,000 to ₹3,13,300.", []),
        ("Sales were 4,00 € and 1.250,50 €; the index is 12,345.", []),
        ("The shares are 4,00 and 3,00; the index is 12,345.", []),
        ("On May 3,2024 the depot had 58,250 crates; see rows 3,12 and [4,1400].", []),
        ("Of 58,250 crates 12,000 were new.", []),
    ],
)
def test_commas_stand_where_thousands_end(text: str, found: list[str]) -> None:
    assert said(text) == found


def test_cells_are_looked_at_too() -> None:
    table = (
        "| Depot | 2023 | 2024 |\n|---|---|---|\n| North | 41,200 | 4,3500 |\n| South | 12,100 | 11,900 |\n"
    )
    assert said(table) == ["4,3500"]
    assert said(table.replace("4,3500", "43,500")) == []
