"""A line computed on the figures of another year, beside one of the same name that is not."""

from __future__ import annotations

import pytest
from deriving import failing

INCOME = {"A": (10762, 10428), "B": (2625, 2609), "C": (1911, 2305)}
SALES = {"A": (29075, 28052), "B": (16561, 15778), "C": (8211, 9124)}


def table(years: tuple[int, int], name: str) -> str:
    """Income, sales and their ratio for two years, the ratios computed on the sales of these `years`."""
    rows = [f",Income,Income,Sales,Sales,{name},{name}", ",2025,2024,2025,2024,2025,2024"]
    for segment, income in INCOME.items():
        sales = SALES[segment]
        ratios = (f"{100 * income[at] / sales[years[at]]:.1f}%" for at in (0, 1))
        rows.append(",".join([segment, *map(str, (*income, *sales)), *ratios]))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("name", ["Percent of sales", "Ratio"])
@pytest.mark.parametrize(("years", "wrong"), [((0, 1), 0), ((1, 1), 3), ((0, 0), 3), ((1, 0), 0)])
def test_the_sales_of_another_year(name: str, years: tuple[int, int], wrong: int) -> None:
    told = failing(table(years, name))
    assert len(told) == wrong
    assert all("another period" in relation.cause for relation in told)
