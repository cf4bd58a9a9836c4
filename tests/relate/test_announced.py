"""The number of rows that a sentence announces is that of the table."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.model import Severity
from tieout.relate.announced import announced

ROWS = """{}

| Customer | Sales |
|---|---|
| Alder | 412.5 |
| Birch | 233.1 |
| Cedar | 118.4 |
| Elm | 97.2 |
{}"""


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("The four largest customers are listed below.", 0),
        ("The five largest customers are listed below.", 1),
        ("The top 4 customers are as follows.", 0),
        ("前四大客户如下表所示。", 0),
        ("前五大客户如下表所示。", 1),
        ("前5名客户如下表所示。", 1),
    ],
)
@pytest.mark.parametrize("total", ["", "| Total | 861.2 |\n"])
def test_rows_are_counted_without_their_total(text: str, gap: int, total: str) -> None:
    (found,) = announced(report(ROWS.format(text, total)), schemas())
    assert found.tie is not None
    assert found.tie.gap == gap
    assert found.cap is Severity.WARNING


@pytest.mark.parametrize("text", ["The table below covers five years.", "The five largest customers grew."])
def test_other_numbers_announce_nothing(text: str) -> None:
    assert not list(announced(report(ROWS.format(text, "")), schemas()))
