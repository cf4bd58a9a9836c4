"""Lines of tables keep to one scale."""

from __future__ import annotations

import pytest
from stating import failing, report, stated

from tieout.model import Relation
from tieout.relate.scale import scales


def table(*rows: str) -> list[Relation]:
    width = rows[0].count("|") - 1
    return list(scales(report("\n".join((rows[0], "|---" * width + "|", *rows[1:])) + "\n")))


@pytest.mark.parametrize(
    ("entry", "cause"),
    [
        ("4,510", "10 times too large"),
        ("44.8", "10 times too small"),
        ("0.0455", "10,000 times too small"),
    ],
)
def test_a_figure_a_power_of_ten_from_its_series(entry: str, cause: str) -> None:
    (found,) = failing(
        table("| GWh | 2020 | 2021 | 2022 | 2023 |", f"| Output | 412 | 430 | {entry} | 462 |")
    )
    assert (stated([found]), found.cause) == ([entry], cause)


def test_a_series_in_rows() -> None:
    found = table(
        "| 年份 | 收入（亿元） |",
        "| 2020年 | 12.4 |",
        "| 2021年 | 13.1 |",
        "| 2022年 | 145 |",
        "| 2023年 | 15.2 |",
    )
    assert stated(failing(found)) == ["145"]


@pytest.mark.parametrize(
    "rows",
    [
        ("| GWh | 2020 | 2021 | 2022 | 2023 |", "| Output | 412 | 430 | 451 | 462 |"),
        ("| GWh | 2020 | 2021 | 2022 | 2023 |", "| Output | 4.1 | 43 | 451 | 46 |"),  # no close series
        ("| GWh | 2020 | 2021 | 2022 |", "| Output | 412 | 4,300 | 451 |"),  # too short to tell
        ("| Searches | Jan | Titles | Total |", "| 2002 | 5,133 | 808 | 8,280 |"),  # not one thing in time
    ],
)
def test_what_keeps_its_scale_or_has_none(rows: tuple[str, ...]) -> None:
    assert not failing(table(*rows))


def test_proportions_under_per_cent() -> None:
    parts = ("| North | 0.42 |", "| South | 0.33 |", "| East | 0.25 |")
    (found,) = failing(table("| Region | Share (%) |", *parts, "| Total | 1.00 |"))
    assert stated([found]) == ["1.00"]
    assert not failing(table("| Region | Share |", *parts, "| Total | 1.00 |"))
    assert not failing(
        table("| Region | Share (%) |", "| a | 42 |", "| b | 33 |", "| c | 25 |", "| Total | 100 |")
    )
