"""A line wrong in every entry is found by the one mistake that fits all of it, and only then."""

from __future__ import annotations

import pytest
from deriving import failing, reasons

GROWTH = """Item,2024,2023,Growth
Hoses,"1,234","1,097",{}
Pumps,"2,418","2,633",{}
Seals,811,642,{}
Tanks,"3,052","2,518",{}
"""


@pytest.mark.parametrize(
    ("rates", "cause"),
    [
        (("11.1%", "-8.9%", "20.8%", "17.5%"), "it is computed on the later figure"),
        (("12.5%", "-8.2%", "26.3%", "21.2%"), ""),
        (("112.5%", "91.8%", "126.3%", "121.2%"), "it is the ratio, not the change"),
    ],
)
def test_one_mistake_in_all_of_a_line(rates: tuple[str, ...], cause: str) -> None:
    found = failing(GROWTH.format(*rates))
    assert {r.cause for r in found} == ({f"{cause}, in the whole line"} if cause else set())
    assert len(found) == (4 if cause else 0)


def test_small_changes_hold_on_either_base() -> None:
    """0.4% is 0.4% of either year; the others are those of the later one."""
    table = GROWTH.replace("Seals,811,642,{}", "Seals,811,808,{}")
    found = failing(table.format("11.1%", "-8.9%", "0.4%", "17.5%"))
    assert [r.subject and r.subject.figure.text for r in found] == ["11.1%", "-8.9%", "17.5%"]


def test_nothing_is_said_of_a_line_that_no_mistake_fits() -> None:
    rates = ("14.1%", "3.3%", "1.7%", "8.2%")
    assert not failing(GROWTH.format(*rates))
    assert set(rates) <= reasons(GROWTH.format(*rates)).keys()


MARGINS = """产品,营业收入,营业成本,毛利率
滤芯,"4,120.55","3,008.00",{}
水泵,"1,986.40","1,251.43",{}
阀门,702.30,484.59,{}
"""


@pytest.mark.parametrize(
    ("margins", "wrong"),
    [
        (("17.00%", "35.00%", "41.00%"), 3),  # each one digit off
        (("27.00%", "37.00%", "31.00%"), 0),
        (("16.20%", "33.40%", "42.80%"), 0),  # of something else
    ],
)
def test_a_digit_wrong_in_every_entry(margins: tuple[str, ...], wrong: int) -> None:
    assert len(failing(MARGINS.format(*margins))) == wrong


@pytest.mark.parametrize(
    ("header", "rates", "wrong"),
    [
        ("Change (%)", ("-0.0189", "0.0254"), 2),
        ("Change (%)", ("-1.89", "2.54"), 0),
        ("Change", ("-0.0189", "0.0254"), 0),
    ],
)
def test_a_header_in_percent_is_held_to_it(header: str, rates: tuple[str, str], wrong: int) -> None:
    table = 'Measure,Treated,Control,{}\nvisits,"4,812,300","4,905,200",{}\ndistance,"351,800","343,100",{}\n'
    assert len(failing(table.format(header, *rates))) == wrong


YEARS = """Item,2024,2023,2022,2024 vs. 2023
Hoses,"1,234","1,097",952,{}
Pumps,"2,418","2,633","2,207",{}
Seals,811,642,588,{}
"""


@pytest.mark.parametrize(
    ("rates", "wrong"), [(("12.5%", "-8.2%", "26.3%"), 0), (("29.6%", "9.6%", "37.9%"), 3)]
)
def test_a_change_between_years_that_are_named(rates: tuple[str, ...], wrong: int) -> None:
    assert len(failing(YEARS.format(*rates))) == wrong
