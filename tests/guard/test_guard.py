"""The guard rate: what it says of single figures, and that planting the changes for real says the same."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.guard.planting import checked, planted
from tieout.guard import Guards, Standing, guarded
from tieout.model import Fact, Results, Severity
from tieout.read import Limits, read_bytes
from tieout.rulebook import load_rulebook
from tieout.slip import Sort

REPORTS = Path(__file__).parents[2] / "reports"
TABLE = """
Table 1: Shipments (thousand units)

| Region | 2022 | 2023 | 2024 |
|---|---|---|---|
| North | 3,817 | 4,121 | 4,408 |
| South | 2,632 | 2,946 | 3,339 |
| Coast | 3,271 | 3,458 | 3,673 |
| Total | 9,720 | 10,525 | 11,420 |

The weather in March was 17 degrees.
"""


def walked(text: str) -> tuple[Results, Guards]:
    book = load_rulebook()
    results = checked(read_bytes(text.encode(), "a.md", Limits()), book)
    return results, guarded(results, book)


def figure(results: Results, text: str) -> Fact:
    return next(fact for fact in results.reports[0].facts if fact.figure.text == text)


def test_a_part_of_a_sum_is_guarded_and_a_lone_figure_is_not() -> None:
    results, guards = walked(TABLE)
    part = guards.of(figure(results, "4,121"))
    assert part.sorts[Sort.TENFOLD] == (2, 2)
    assert part.sorts[Sort.SIGN] == (1, 1)
    assert part.rate is not None
    assert part.rate > Fraction(9, 10)
    alone = guards.of(figure(results, "17"))
    assert (alone.rate, alone.standing) == (0, Standing.OPEN)
    assert alone.why == "no relation found"


def test_what_rounding_hides_is_not_noticed() -> None:
    """In a total of figures in tenths, a last place that is off by one may be rounding."""
    results, guards = walked(TABLE.replace(",", ".").replace("thousand", "million"))
    part = guards.of(figure(results, "4.121"))
    noticed, ways = part.sorts[Sort.DIGIT]
    assert 0 < noticed < ways
    assert part.standing is Standing.PARTLY
    assert "one digit is wrong" in part.why


def test_a_figure_that_fails_is_not_tried_and_its_report_says_so() -> None:
    results, guards = walked(TABLE.replace("10,525", "10,255"))
    assert guards.of(figure(results, "10,255")).standing is Standing.FAILING
    rate = guards.rate(results.reports[0])
    assert rate.counts[Standing.FAILING] == 4
    assert guards.of(figure(results, "10,255")).rate is None


def test_a_warning_counts_where_it_is_asked_for() -> None:
    results, _ = walked(TABLE)
    book = load_rulebook()
    strict, loose = (guarded(results, book, least) for least in (Severity.ERROR, Severity.WARNING))
    report = results.reports[0]
    assert (strict.rate(report).mean or 0) <= (loose.rate(report).mean or 0)


def test_rates_of_tables_and_sections() -> None:
    results, guards = walked("# First\n" + TABLE + "\n# Second\n\nRevenue was $5 million.\n")
    report = results.reports[0]
    ((number, caption, rate),) = guards.tables(report)
    assert (number, caption) == (1, "Table 1: Shipments (thousand units)")
    assert rate.mean is not None
    assert dict(guards.sections(report)).keys() == {"First", "Second"}


@pytest.mark.parametrize("name", ["en-harbor-retail-fy2024.md", "en-northgate-q3-2025.md"])
def test_planting_says_the_same(name: str) -> None:
    """The whole of it is measured by `benchmarks.guard`; docs/guard.md has the numbers."""
    made = [one for one in planted(REPORTS / name, load_rulebook(), every=3) if one.found is not None]
    assert len(made) > 20
    agreeing = sum(one.said == one.was for one in made)
    assert agreeing >= 0.9 * len(made)


def test_figures_of_a_table_that_is_data_are_not_tried() -> None:
    rows = [
        f"| r{row} | " + " | ".join(str(1000 + 7 * row + col) for col in range(30)) + " |"
        for row in range(40)
    ]
    head = "| id |" + " x |" * 30
    _, found = walked("\n".join([head, "|" + "---|" * 31, *rows]) + "\n")
    standings = {guard.standing for guard in found.figures.values()}
    assert standings == {Standing.APART}
