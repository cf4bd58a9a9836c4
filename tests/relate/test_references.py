"""What a text points to is there."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.relate import order

TABLES = """Table 1: Prices

| Item | Price |
|---|---|
| Pen | 2 |

{}

Table 2: Weights

| Item | Weight |
|---|---|
| Pen | 9 |
"""
CONTRACT = "第一条 甲方供货。\n\n第二条 乙方付款，{}。\n\n第三条 争议由双方协商。\n"
SECTIONS = (
    "## 1 Aim\n\nWords.\n\n## 2 Method\n\n### 2.1 Wells\n\n### 2.2 Pumps\n\n{}\n\n## 3 Results\n\nWords.\n"
)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (TABLES, "Weights are in Table 2."),
        (CONTRACT, "逾期按第一条办理"),
        (CONTRACT, "逾期按本合同第3条办理"),
        (SECTIONS, "See Section 2.2 for the pumps."),
    ],
)
def test_what_is_there_holds(form: str, text: str) -> None:
    found = ask(order.find, form.format(text), "reference")
    assert holding(found)
    assert not failing(found)


@pytest.mark.parametrize(
    ("form", "text", "stated"),
    [
        (TABLES, "As Table 4 shows, pens are heavy.", "Table 4"),
        (CONTRACT, "逾期按第八条办理", "第八条"),
        (CONTRACT, "逾期按本合同第8条办理", "第8条"),
        (SECTIONS, "See Section 2.4 for the pumps.", "Section 2.4"),
        (SECTIONS, "The costs are in Section 5.", "Section 5"),
    ],
)
def test_what_is_not_there_fails(form: str, text: str, stated: str) -> None:
    (found,) = failing(ask(order.find, form.format(text), "reference"))
    assert found.mention is not None
    assert found.mention.text == stated


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (TABLES, "Their Table 4 of 2019 shows more; see Supplementary Table 5 and Table 7 in the annex."),
        (TABLES, "Miller (2019) Table 6 has other weights."),
        (CONTRACT, "逾期按《民法典》第八条办理"),
        (SECTIONS, "This follows Section 13 of the Wells Act and Section 9(a)."),
        (SECTIONS, "See Section 1.4 for the aim."),
    ],
)
def test_what_points_elsewhere_is_left_alone(form: str, text: str) -> None:
    assert not failing(ask(order.find, form.format(text), "reference"))


def test_a_series_with_gaps_is_left_alone() -> None:
    text = TABLES.replace("Table 2:", "Table 3:").format("Weights are in Table 2.")
    assert not ask(order.find, text, "reference")
