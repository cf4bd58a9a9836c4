"""Sums in tables: footing, cross-footing, subtotals, roll-forwards, periods; and what must stay silent."""

from __future__ import annotations

import pytest
from asking import failing, holding, report, schemas
from stating import stated

from tieout.model import Evidence, Relation, Severity
from tieout.relate.total import find


def relations(text: str) -> list[Relation]:
    return list(find(report(text), schemas(), ()))


def loud(found: list[Relation]) -> list[Relation]:
    return [r for r in failing(found) if r.cap >= Severity.WARNING]


def said(found: list[Relation]) -> list[tuple[str, str]]:
    return sorted((r.shape, r.expression) for r in found)


SALES = """\
| Region | 2022 | 2023 | 2024 |
|---|---|---|---|
| North | 1,411 | 1,634 | 1,722 |
| South | 629 | 733 | 904 |
| Coast | 1,834 | 1,936 | 2,018 |
| Total | 3,874 | 4,303 | {total} |
"""


def test_columns_that_foot_are_tied() -> None:
    found = relations(SALES.format(total="4,644"))
    assert not failing(found)
    assert said(holding(found)) == [
        ("footing", "1,411 + 629 + 1,834 = 3,874"),
        ("footing", "1,634 + 733 + 1,936 = 4,303"),
        ("footing", "1,722 + 904 + 2,018 = 4,644"),
    ]
    assert {r.evidence for r in found} == {Evidence.LABELLED}


@pytest.mark.parametrize("total", ["4,944", "4,464", "-4,644", "46,440"])
def test_one_slip_in_a_total_is_an_error(total: str) -> None:
    (wrong,) = loud(relations(SALES.format(total=total)))
    assert (wrong.subject and wrong.subject.figure.text) == total
    assert wrong.computed == 4644
    assert wrong.cap is Severity.ERROR


def test_a_slip_in_a_table_of_two_columns_is_an_error() -> None:
    text = """\
| Segment | 2023 | 2024 |
|---|---|---|
| Licences | 1,204 | 1,398 |
| Services | 811 | 902 |
| Hardware | 329 | 347 |
| Total | 2,344 | 2,747 |
"""
    (wrong,) = loud(relations(text))
    assert wrong.expression == "1,398 + 902 + 347 = 2,747"
    assert wrong.cap is Severity.ERROR


ASSETS = """\
| Item | Amount |
|---|---|
| Land | 4,120 |
| Buildings | 9,377 |
| Machines | 2,264 |
| Total | {total} |
"""


@pytest.mark.parametrize(
    ("total", "severity"),
    [("15,671", Severity.ERROR), ("15,203", Severity.ERROR), ("48,300", Severity.WARNING)],
    ids=["slip", "near", "far off"],
)
def test_a_single_total_is_an_error_near_its_parts_and_a_warning_far_off(
    total: str, severity: Severity
) -> None:
    (wrong,) = loud(relations(ASSETS.format(total=total)))
    assert wrong.cap is severity


def test_a_total_that_ties_in_the_other_columns_is_wrong_without_a_slip() -> None:
    (wrong,) = loud(relations(SALES.format(total="5,207")))
    assert (wrong.computed, wrong.cap) == (4644, Severity.ERROR)


def test_rounding_is_no_failure() -> None:
    assert not failing(relations(SALES.format(total="4,646")))


def test_totals_of_totals_and_rows() -> None:
    text = """\
| Item | Asia | Europe | World |
|---|---|---|---|
| Phones | 1,340 | 2,251 | 3,591 |
| Laptops | 866 | 1,207 | 2,073 |
| Subtotal devices | 2,206 | 3,458 | 5,664 |
| Cloud | 733 | 1,942 | 2,675 |
| Support | 208 | 415 | 623 |
| Subtotal services | 941 | 2,357 | 3,298 |
| Total | 3,147 | 5,815 | 8,962 |
"""
    found = relations(text)
    assert not failing(found)
    expressions = {r.expression for r in holding(found)}
    assert {"1,340 + 866 = 2,206", "2,206 + 941 = 3,147", "1,340 + 2,251 = 3,591"} <= expressions


def test_a_total_is_not_told_again_over_the_parts_of_its_subtotals() -> None:
    text = """\
| Shop | Stock | Held | Due | Total | East | West | Lent | Ordered |
|---|---|---|---|---|---|---|---|---|
| Quay | | 118 | 70 | 188 | 47 | 71 | 29 | 41 |
| Mill | | 263 | 83 | 346 | 155 | 108 | 36 | 47 |
| Gate | | 204 | 52 | 256 | 83 | 121 | 17 | 35 |
| Hill | | 351 | 149 | 500 | 162 | 189 | 58 | 91 |
"""
    expressions = {r.expression for r in holding(relations(text))}
    assert "118 + 70 = 188" in expressions
    assert "47 + 71 + 29 + 41 = 188" not in expressions


def test_deductions_count_negative() -> None:
    text = """\
| Item | 2023 | 2024 |
|---|---|---|
| Gross receivables | 8,412 | 9,377 |
| Less: allowance | 655 | 702 |
| Total receivables, net | 7,757 | 8,675 |
"""
    found = holding(relations(text))
    assert {r.expression for r in found} == {"8,412 - 655 = 7,757", "9,377 - 702 = 8,675"}


def test_an_opening_balance_rolls_forward_along_a_row() -> None:
    text = """\
| 项目 | 期初余额 | 本期增加 | 本期减少 | 期末余额 |
|---|---|---|---|---|
| 一号厂房 | 12,503 | 4,301 | 1,806 | 14,998 |
| 二号厂房 | 23,107 | 2,752 | 6,154 | 19,705 |
| 实验楼 | 8,451 | 962 | 1,207 | 8,260 |
"""
    (wrong,) = loud(relations(text))
    assert wrong.shape == "roll-forward"
    assert wrong.expression == "8,451 + 962 - 1,207 = 8,260"


def test_quarters_make_the_year() -> None:
    text = """\
| Item | 1Q24 | 2Q24 | 3Q24 | 4Q24 | 2024 |
|---|---|---|---|---|---|
| Cloud | 210 | 225 | 241 | 262 | 983 |
| Devices | 118 | 121 | 109 | 152 | 500 |
"""
    (wrong,) = loud(relations(text))
    assert (wrong.shape, wrong.computed) == ("periods", 938)


def test_shares_and_rates_are_not_summed() -> None:
    text = """\
| Product | Revenue | Gross margin | Growth |
|---|---|---|---|
| A | 1,204 | 31.2% | 4.1% |
| B | 2,377 | 28.4% | 7.7% |
| C | 845 | 40.3% | 1.9% |
| Total | 4,426 | 31.4% | 5.5% |
"""
    assert not failing(relations(text))


def test_lost_rows_say_nothing() -> None:
    text = """\
| 客户 | 2023年 | 2024年 |
|---|---|---|
| 甲公司 | 5,970.92 | 1,084.67 |
| 乙公司 | 1,874.57 | 967.03 |
| 合计 | 12,054.96 | 8,786.31 |
"""
    assert not loud(relations(text))


def test_a_subtotal_counted_beside_its_parts_says_nothing() -> None:
    text = """\
| 项目 | 2022 | 2023 | 2024 |
|---|---|---|---|
| 诊断产品 | 3,854.25 | 7,620.01 | 6,252.93 |
| 其中：试剂 | | | 3,510.96 |
| 药品 | 1,860.95 | 2,736.62 | 1,622.95 |
| 合计 | 5,715.20 | 10,356.63 | 7,875.88 |
"""
    assert not loud(relations(text))


STORES = (411, 629, 834, 275, 118, 342, 95, 566)


def cut(*lost: int) -> list[Relation]:
    """The sums of a table in whose columns cutting off the parts has lost so much."""
    columns = [[store + 17 * number for store in STORES] for number in range(len(lost))]
    lines = [
        f"| Store {row} | {' | '.join(map(str, parts))} |"
        for row, parts in enumerate(zip(*columns, strict=True))
    ]
    totals = " | ".join(str(sum(column) + more) for column, more in zip(columns, lost, strict=True))
    years = " | ".join(str(2018 + number) for number in range(len(lost)))
    rule = "|---" * (len(lost) + 1) + "|"
    return relations("\n".join([f"| Item | {years} |", rule, *lines, f"| Total | {totals} |"]))


def test_figures_that_were_cut_off_are_one_note() -> None:
    found = cut(3, 4, 6, 2, 4, 5)
    [note] = failing(found)
    assert note.cap is Severity.NOTE
    assert note.detail == "the sums of this table hold if its figures were cut off, not rounded"
    assert [r.reason for r in found if r.tie is None] == [note.detail]
    assert len(holding(found)) == 4


@pytest.mark.parametrize(
    "lost", [(3, 4, 6, 2, 4, -5), (0, 0, 6, 0, 0, 5), (3, 4, 6, 2, 4, 27), (3, 4, 2, 3, 4, 6)]
)
def test_sums_that_cutting_off_does_not_explain_stay_errors(lost: tuple[int, ...]) -> None:
    assert loud(cut(*lost))


CURRENT = """\
| | 2024 | 2023 |
|---|---|---|
| Cash | 28,162 | 29,943 |
| Receivables | 26,136 | 33,410 |
| Inventories | 6,269 | 7,286 |
| {label} | {first} | {second} |
"""


@pytest.mark.parametrize("label", ["Total current assets", "Gross current assets", ""])
def test_totals_that_changed_places_prove_their_sum(label: str) -> None:
    wrong = loud(relations(CURRENT.format(label=label, first="70,639", second="60,567")))
    assert [found.computed for found in wrong] == ([60567, 70639] if "Gross" not in label else [])


def test_a_line_called_net_or_gross_may_be_what_the_lines_above_it_come_to() -> None:
    for label in ("Gross lease receivables", "Net investment in leases"):
        found = relations(CURRENT.format(label=label, first="60,567", second="70,369"))
        assert stated(holding(found)) == ["60,567"]
        assert stated(loud(found)) == ["70,369"]
        assert not loud(relations(CURRENT.format(label=label, first="41,200", second="70,369")))


def test_a_line_net_of_another_repeats_the_label_of_the_line_it_begins_with() -> None:
    text = """\
| Other comprehensive income | 2024 | 2023 |
|---|---|---|
| Net income | 12,874 | 11,195 |
| Translation adjustments | (456) | 328 |
| Income tax effect | 17 | (33) |
| Translation adjustments, net of income tax | (439) | {second} |
"""
    assert stated(holding(relations(text.format(second="295")))) == ["(439)", "295"]


def test_a_part_by_which_a_sum_misses_belongs_to_it_where_the_sum_holds_with_it() -> None:
    text = """\
| Debtor | Balance | Allowance |
|---|---|---|
| Alder | 1,950,550.00 | 195,055.00 |
| Birch | 1,600,000.00 | 160,000.00 |
| Cedar | 676,694.25 | 67,669.43 |
| Total | 4,227,244.25 | 262,724.43 |
"""
    (wrong,) = loud(relations(text))
    assert wrong.computed is not None
    assert float(wrong.computed) == 422724.43
    assert wrong.cap is Severity.ERROR


def test_a_footnote_in_a_cell_of_its_own_is_no_part() -> None:
    text = """\
| | Level 1 | Level 2 | Netting | {} | Fair value |
|---|---|---|---|---|---|
| Securities | 1,727 | 188 | 85 | | 2,000 |
| Debt | 1,172 | 311 | 40 | | 1,523 |
| Loans | 604 | 97 | 12 | | 713 |
| Derivatives | 12 | 275 | (222) | 6 | 65 |
"""
    assert not loud(relations(text.format("4")))
    assert not loud(relations(text.format("")))
