"""Lines of tables laid over each other: turned, shifted, in another unit, ragged; facts told many times."""

from __future__ import annotations

from collections import Counter

import pytest
from stating import contradictions, failing

from tieout.model import Relation

TITLE = "# Marlow Tools: results\n\n"
ROWS = (
    ("Pumps", "700.41", "780.92", "861.33"),
    ("Valves", "472.54", "503.75", "534.96"),
    ("Seals", "218.17", "226.38", "234.59"),
    ("Motors", "391.62", "402.83", "413.04"),
)
HEAD = ("Line", "2022", "2023", "2024")


def table(rows: tuple[tuple[str, ...], ...] = ROWS, head: tuple[str, ...] = HEAD, title: str = TITLE) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
    return title + "\n".join(lines) + "\n"


def turned() -> str:
    columns = tuple(zip(HEAD, *ROWS, strict=True))
    return table(columns[1:], columns[0])


def changed(text: str, new: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(new if cell == text else cell for cell in row) for row in ROWS)


def told(found: Relation) -> list[str]:
    assert found.subject is not None
    return sorted(fact.figure.text for fact in (found.subject, *(one.fact for one in found.operands)))


def test_a_table_and_itself_turned_tie() -> None:
    found = contradictions(table(), turned())
    assert Counter(relation.holds for relation in found) == {True: 12}


def test_a_slip_is_found_in_the_turned_table() -> None:
    (found,) = failing(contradictions(table(changed("503.75", "507.35")), turned()))
    assert told(found) == ["503.75", "507.35"]


def test_rows_and_columns_may_stand_in_another_order() -> None:
    moved = table(ROWS[::-1])
    assert not failing(contradictions(table(), moved))
    assert len(failing(contradictions(table(changed("226.38", "266.38")), moved))) == 1


def test_a_row_in_another_unit_is_one_finding() -> None:
    thousands = ("Valves", "472,540", "503,750", "534,960")
    rows = tuple(thousands if row[0] == "Valves" else row for row in ROWS)
    (found,) = failing(contradictions(table(), table(rows)))
    assert "factor 1,000" in found.detail


def test_a_column_that_is_the_one_beside_is_one_finding() -> None:
    shifted = tuple((*row[:3], row[2]) for row in ROWS)
    (found,) = failing(contradictions(table(), table(shifted)))
    assert "in the line beside" in found.detail


def test_a_ragged_row_is_not_compared_and_said() -> None:
    ragged = table().replace("| Seals | 218.17 | 226.38 | 234.59 |", "| Seals | 226.38 | 234.59 |")
    found = contradictions(table(), ragged)
    assert not failing(found)
    assert any("not as many cells" in relation.reason for relation in found)


@pytest.mark.parametrize("others", [("781.92", "782.92"), ("781.92", "782.92", "783.92", "784.92")])
def test_many_values_of_one_fact_are_one_finding(others: tuple[str, ...]) -> None:
    texts = [table(), *(table(changed("780.92", other)) for other in others)]
    (found,) = failing(contradictions(*texts))
    assert told(found) == sorted(("780.92", *others))
    assert all(other in found.detail for other in others)


def test_the_value_that_most_reports_print_is_the_reference() -> None:
    (found,) = failing(contradictions(table(), table(changed("780.92", "789.02")), table()))
    assert found.subject is not None
    assert found.subject.figure.text == "789.02"


def test_the_newest_report_is_named() -> None:
    title = "# Marlow Tools: results\n\nDate: {}\n\n"
    first = table(title=title.format("2025-03-04"))
    second = table(changed("780.92", "789.02"), title=title.format("2025-05-06"))
    (found,) = failing(contradictions(first, second))
    assert "report-1.md (newest)" in found.detail


def test_tables_of_other_things_are_left_alone() -> None:
    other = tuple((row[0], *(f"{index}{place}9.5" for place in "234")) for index, row in enumerate(ROWS, 1))
    assert not failing(contradictions(table(), table(other, title="# Birch Motors: results\n\n")))
