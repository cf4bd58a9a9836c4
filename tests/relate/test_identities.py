from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stating import bound, failing, stated

from tieout.equation import Term
from tieout.model import Fact, Figure, Severity
from tieout.quantity import Interval
from tieout.relate.expression import Part, UnlikeError, build, solve

TRAINING = """# Aurora

表1：Aurora-2 训练成本

| 训练成本 | 预训练 | 后训练 | 合计 |
|---|---|---|---|
| GPU 小时 | 1800K | 100K | 1900K |
| 美元 | $3.60M | $0.20M | $3.80M |

"""


def table(*rows: tuple[str, ...]) -> str:
    width = len(rows[0])
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]]) + "\n"


BALANCE = (
    ("项目", "2022年", "2023年", "2024年"),
    ("资产总计", "318.4", "352.9", "390.0"),
    ("负债合计", "141.7", "160.2", "180.5"),
)


def test_balance_holds() -> None:
    found = bound(table(*BALANCE, ("所有者权益合计", "176.7", "192.7", "209.5")))
    assert len(found) == 3
    assert not failing(found)


def test_one_line_breaks_what_the_others_keep() -> None:
    found = failing(bound(table(*BALANCE, ("所有者权益合计", "176.7", "197.2", "209.5"))))
    assert [relation.cap for relation in found] == [Severity.ERROR]
    assert found[0].computed == Fraction("357.4")


def test_all_lines_broken_is_another_meaning() -> None:
    found = bound(table(*BALANCE, ("所有者权益合计", "150.1", "160.7", "170.5")))
    assert not failing(found)
    assert all(relation.reason for relation in found)


MARGINS = (
    ("", "2023", "2022", "2021"),
    ("Net sales", "$ 6,207", "$ 5,742", "$ 5,363"),
    ("Cost of sales", "4,499", "4,139", "4,128"),
    ("Gross profit", "1,708", "1,603", "1,235"),
)


def test_a_ratio_with_one_meaning_is_asked_for_in_every_line() -> None:
    right = ("Gross margin", "27.5%", "27.9%", "23.0%")
    assert not failing(bound(table(*MARGINS, right)))
    of_costs = ("Gross margin", "38.0%", "38.7%", "29.9%")
    found = failing(bound(table(*MARGINS, of_costs)))
    assert [relation.cap for relation in found] == [Severity.ERROR] * 3


def test_margins_of_several_segments_under_one_label_are_left_alone() -> None:
    segments = (
        ("", "2023", "2022"),
        ("Software revenue", "$ 900", "$ 800"),
        ("Gross margin", "80.1%", "79.4%"),
        ("Services revenue", "500", "450"),
        ("Gross margin", "30.2%", "29.7%"),
        ("Total revenue", "$ 1,400", "$ 1,250"),
        ("Total gross profit", "$ 872", "$ 769"),
    )
    assert not failing(bound(table(*segments)))


def test_the_currency_of_the_first_line_is_that_of_all() -> None:
    rows = (("", "2023", "2022"), ("Net sales", "$ 742.8", "$ 701.2"), ("Cost of sales", "245.1", "230.4"))
    assert not failing(bound(table(*rows, ("Gross profit", "$ 497.7", "$ 470.8"))))
    found = failing(bound(table(*rows, ("Gross profit", "$ 497.7", "$ 480.8"))))
    assert [relation.computed for relation in found] == [Fraction("470.8")]


@pytest.mark.parametrize(
    ("head", "right", "wrong"),
    [
        (("年份", "产能（吨）", "产量（吨）", "产能利用率"), "87.93%", "89.73%"),
        (("Year", "Capacity (MWh)", "Production (MWh)", "Capacity utilisation"), "87.93%", "78.93%"),
        (("Year", "Available seat miles", "Revenue passenger miles", "Load factor"), "87.93%", "88.93%"),
    ],
)
def test_ratios_of_amounts_in_any_unit(head: tuple[str, ...], right: str, wrong: str) -> None:
    rows = (head, ("2022", "12,321", "10,561", "85.72%"))
    assert not failing(bound(table(*rows, ("2023", "15,433", "13,571", right))))
    assert len(failing(bound(table(*rows, ("2023", "15,433", "13,571", wrong))))) == 1


def test_an_item_between_that_fills_the_gap_is_a_term() -> None:
    rows = (
        ("Item", "FY2024"),
        ("Income from operations", "7,205"),
        ("Losses on strategic investments", "(121)"),
        ("Other income (expense)", "354"),
        ("Income before provision for income taxes", "7,438"),
    )
    assert not failing(bound(table(*rows)))


@pytest.mark.parametrize("cost", ["(245.1)", "245.1", "-245.1"])
def test_costs_are_printed_with_either_sign(cost: str) -> None:
    rows = (("", "FY2024"), ("Revenue", "742.8"), ("Cost of revenue", cost), ("Gross profit", "497.7"))
    found = bound(table(*rows))
    assert found
    assert not failing(found)


def test_labels_beside_the_concept_are_not_it() -> None:
    rows = (
        ("", "FY2024"),
        ("Other revenue", "42.8"),
        ("Cost of revenue", "245.1"),
        ("Gross profit", "497.7"),
    )
    assert not bound(table(*rows))


def test_days_that_fit_neither_stage_nor_whole() -> None:
    text = TRAINING + "Aurora-2 的预训练在 1024 块 GPU 组成的集群上运行 {} 天完成。"
    assert not failing(bound(text.format(73)))
    found = failing(bound(text.format(85)))
    assert stated(found) == ["85 天"]
    assert found[0].computed is not None
    assert round(found[0].computed / 24, 1) == round(Fraction(1_800_000, 1024 * 24), 1)


def test_upside_follows_from_target_and_price() -> None:
    text = "目标价 32.94 元，现价 26.10 元，上行空间 {}。"
    assert bound(text.format("26.2%"))
    assert not failing(bound(text.format("26.2%")))
    assert stated(failing(bound(text.format("62.2%")))) == ["62.2%"]


def test_solved_for_each_term() -> None:
    assert solve("a", "b - c", "c") == "(b) - (a)"
    assert solve("a", "b / c", "c") == "(b) / (a)"
    assert solve("a", "b * b", "b") is None


def part(number: int, value: Fraction, powers: tuple[tuple[str, int], ...] = ()) -> Part:
    figure = Figure(str(value), 0, number, number + 1)
    return Part(Term(Fact(number, figure), Interval.point(value), value), powers)


NUMBERS = st.fractions(min_value=1, max_value=1000)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["x + y * z", "x - y / z", "(x - y) * z", "x / y / z"]))
def test_solving_turns_the_equation_round(x: Fraction, y: Fraction, z: Fraction, expression: str) -> None:
    terms = {"x": part(1, x), "y": part(2, y), "z": part(3, z)}
    result = build(expression, terms)
    solved = solve("r", expression, "x")
    assert solved is not None
    assert build(solved, {**terms, "r": result}).expression.value().point == x


def test_sums_of_unlike_dimensions_are_refused() -> None:
    money, hours = part(1, Fraction(1), (("USD", 1),)), part(2, Fraction(1), (("hour", 1),))
    with pytest.raises(UnlikeError):
        build("x + y", {"x": money, "y": hours})


def test_units_cancel() -> None:
    hours = part(1, Fraction(48), (("hour", 1),))
    price = part(2, Fraction(2), (("USD", 1), ("hour", -1)))
    assert build("x * y", {"x": hours, "y": price}).powers == (("USD", 1),)


@pytest.mark.parametrize(("hours", "wrong"), [("30,720", 0), ("37,020", 1)])
def test_a_stage_in_the_row_does_not_rename_what_the_column_counts(hours: str, wrong: int) -> None:
    rows = (
        ("Stage", "GPUs", "Number of days", "GPU hours"),
        ("Pre-training", "2,048", "54", "2,654,208"),
        ("Long context", "2,048", "3", "147,456"),
        ("Post-training", "256", "5", hours),
    )
    found = bound(table(*rows))
    assert len(found) == 3
    assert len(failing(found)) == wrong
