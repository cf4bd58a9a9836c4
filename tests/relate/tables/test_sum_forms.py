"""Sums that the form of a table asks for, and evidence that must not count twice."""

from __future__ import annotations

import pytest
from asking import failing, holding, report, schemas

from tieout.model import Relation, Severity
from tieout.relate.total import find


def relations(text: str) -> list[Relation]:
    return list(find(report(text), schemas(), ()))


def sums(text: str) -> set[str]:
    return {relation.expression for relation in holding(relations(text))}


def test_numbered_labels_tell_what_is_part_of_what() -> None:
    text = """\
| Function | EUR million |
|---|---|
| F.1 Schools | 40,711 |
| F.1.1 Primary | 22,304 |
| F.1.2 Secondary | 11,095 |
| F.1.3 Vocational | 7,312 |
| F.2 Universities | 18,233 |
| F.2.1 Teaching | 12,140 |
| F.2.2 Research | 6,093 |
"""
    assert {"22,304 + 11,095 + 7,312 = 40,711", "12,140 + 6,093 = 18,233"} <= sums(text)


def test_a_change_leads_from_one_column_to_the_other() -> None:
    text = """\
| Party | Seats 2029 | Seats 2024 | Change |
|---|---|---|---|
| Blue | 31 | 38 | -7 |
| Green | 27 | 16 | 11 |
| Amber | 19 | 24 | -5 |
| Grey | 12 | 11 | 1 |
"""
    assert {"38 + -7 = 31", "16 + 11 = 27", "24 + -5 = 19", "11 + 1 = 12"} <= sums(text)


def test_noughts_of_a_block_are_among_its_parts() -> None:
    text = """\
| Item | 2022 | 2023 | 2024 |
|---|---|---|---|
| Leases | 0 | 0 | 0 |
| Loans | 1,411 | 1,634 | 1,722 |
| Bonds | 629 | 733 | 904 |
| Total | 2,040 | 2,367 | 2,626 |
"""
    assert {"0 + 1,411 + 629 = 2,040", "0 + 1,722 + 904 = 2,626"} <= sums(text)


def test_counts_rounded_to_fives_foot_within_fives() -> None:
    rows = [(1840, 905), (735, 1210), (2065, 485), (310, 655), (1125, 1435), (590, 245), (975, 810)]
    lines = "\n".join(
        f"| Area {i} | {a:,} | {b:,} | {a + b + (5, 0, -5)[i % 3]:,} |" for i, (a, b) in enumerate(rows)
    )
    text = f"| Area | Men | Women | Total |\n|---|---|---|---|\n{lines}\n"
    found = relations(text)
    assert not failing(found)
    assert len([r for r in holding(found) if r.shape == "cross-footing"]) == len(rows)


def test_rows_in_proportion_say_nothing_of_each_other() -> None:
    """Three hourly rates over eight years, raised alike each year: 17 + 23 = 40 only once, by chance."""
    rates = [(17, "Clerk"), (23, "Typist"), (40, "Engineer"), (31, "Driver")]
    years = [100, 102, 104, 106, 108, 110, 112, 114]
    lines = "\n".join(
        f"| {who} | {' | '.join(f'{rate * year / 100:.2f}' for year in years)} |" for rate, who in rates
    )
    head = "| Grade | " + " | ".join(f"Year {i}" for i in range(1, 9)) + " |\n|" + "---|" * 9
    assert not sums(f"{head}\n{lines}\n")


def test_growth_columns_without_a_sign_are_told_by_their_figures() -> None:
    """The total of a growth column is no sum, and the columns beside it still foot."""
    text = """\
| Brand | H1 2025 | H1 2024 | Development | Volume | Price |
|---|---|---|---|---|---|
| Arbor | 621 | 587 | 5.8 | 4.1 | 1.7 |
| Birch | 309 | 305 | 1.3 | 2.0 | -0.7 |
| Cedar | 484 | 631 | -23.3 | -20.1 | -3.2 |
| Dogwood | 932 | 892 | 4.5 | 1.2 | 3.3 |
| Total brands | 2,346 | 2,415 | -2.9 | -4.0 | 1.1 |
"""
    found = relations(text)
    assert not failing(found)
    assert "621 + 309 + 484 + 932 = 2,346" in sums(text)


def test_a_stake_in_a_name_does_not_make_a_ratio() -> None:
    text = """\
| Assets | 2023 | 2024 |
|---|---|---|
| Plant | 5,112 | 5,407 |
| Associate (45%) | 1,284 | 1,330 |
| 4.5% notes held | 706 | 718 |
| Total assets | 7,102 | 7,455 |
"""
    assert {"5,112 + 1,284 + 706 = 7,102", "5,407 + 1,330 + 718 = 7,455"} <= sums(text)


def test_marks_of_uncertain_and_revised_figures_are_no_units() -> None:
    text = """\
| Island | 2023 | 2024 |
|---|---|---|
| Northern | 1,218 | 1,305E |
| Southern | 902r | 877 |
| All islands | 2,120 | 2,182 |
"""
    assert len(sums(text)) == 2


@pytest.mark.parametrize(("total", "severity"), [("12.6", Severity.NOTE), ("13.4", Severity.ERROR)])
def test_a_dash_may_stand_for_what_rounds_to_nothing(total: str, severity: Severity) -> None:
    text = f"""\
| Offence | 2021 | 2022 | 2023 |
|---|---|---|---|
| Fraud | 7.3 | 8.1 | 7.9 |
| Arson | 0.2 | – | 0.4 |
| Theft | 4.9 | 4.3 | 5.2 |
| Forgery | 0.3 | – | 0.1 |
| Total | 12.7 | {total} | 13.6 |
"""
    (missed,) = failing(relations(text))
    assert missed.cap is severity


TWO_EXTENSIONS = """\
| Stage | 2023 | 2024 |
|---|---|---|
| Pre-training | 4,120 | 8,240 |
| Extension | 318 | 636 |
| Extension | 318 | 636 |
| Tuning | 57 | 114 |
| Total | {} | {} |
"""


def test_a_line_printed_twice_is_named() -> None:
    text = TWO_EXTENSIONS.format("4,495", "8,990")
    found = relations(text)
    (missed,) = failing(found)
    assert missed.cap is Severity.ERROR
    assert missed.culprit is not None
    assert (missed.culprit.figure.text, missed.culprit.figure.row) == ("636", 4)
    assert {"4,120 + 318 + 57 = 4,495", "8,240 + 636 + 114 = 8,990"} <= sums(text)


def test_equal_lines_that_both_count_are_no_copies() -> None:
    text = TWO_EXTENSIONS.format("4,813", "9,626")
    assert not failing(relations(text))
