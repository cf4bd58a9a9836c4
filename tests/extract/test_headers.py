"""Which rows of a table are headers, and which are titles of parts or lines left empty."""

from __future__ import annotations

import pytest

from tieout.extract import extract
from tieout.model import Grid
from tieout.read import read_bytes
from tieout.rulebook import load_rulebook


def grid(page: str) -> Grid:
    rows = "".join(f"<tr>{row}</tr>" for row in page.split("\n"))
    document = read_bytes(f"<table>{rows}</table>".encode(), "report.html")
    return extract(document, load_rulebook().schemas).grids[0]


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def across(text: str, width: int) -> str:
    return f"<td colspan={width}>{text}</td>"


def test_titles_of_parts_are_no_column_heads() -> None:
    head = cells("Line", "2024", "Share")
    trades = (across("By trade", 3), head, cells("Rail", "60", "60%"), cells("Road", "40", "40%"))
    regions = (across("By region", 3), head, cells("North", "70", "70%"), cells("South", "30", "30%"))
    found = grid("\n".join((*trades, *regions)))
    assert found.col_labels == (("Line",), ("2024",), ("Share",))
    assert found.row_labels[2] == ("By trade", "Rail")
    assert found.row_labels[6] == ("By region", "North")


def test_a_title_alone_stays_a_head() -> None:
    found = grid(
        "\n".join((across("By trade", 2), cells("Line", "2024"), cells("Rail", "60"), cells("Road", "40")))
    )
    assert found.col_labels[1] == ("By trade", "2024")


def test_lines_of_a_form_that_were_left_empty_are_no_headings() -> None:
    empty = [cells(name, "", "") for name in ("1. Shares", "2. Options", "3. Grants")]
    lines = (
        cells("Opening", "10", "12"),
        *empty[:1],
        cells("Profit", "5", "6"),
        cells("Closing", "15", "18"),
    )
    found = grid("\n".join((cells("Item", "2024", "2023"), *lines)))
    assert found.row_labels[3] == ("1. Shares", "Profit")  # one such line may be a heading
    found = grid("\n".join((cells("Item", "2024", "2023"), lines[0], *empty, *lines[2:])))
    assert found.row_labels[5] == ("Profit",)


def test_a_figure_with_its_share_is_no_head() -> None:
    rows = (cells("Arts", "63 (18.5%)", "597 (16.4%)"), cells("Law", "277 (81.5%)", "3043 (83.6%)"))
    found = grid("\n".join((cells("Faculty", "Sample", "Population"), *rows, cells("Total", "340", "3640"))))
    assert found.col_labels[1:] == (("Sample",), ("Population",))


@pytest.mark.parametrize("head", ["LDA 1997", "HBS 1996"])
def test_a_source_and_its_year_is_a_head(head: str) -> None:
    rows = (cells("", head, "Average"), cells("Austria", "79", "73.3"), cells("Belgium", "57", "60.9"))
    assert grid("\n".join(rows)).col_labels[1] == (head,)


def test_a_margin_of_error_has_the_unit_of_what_it_measures() -> None:
    head = cells("Category (numbers in thousands)", "Number", "Margin of error", "Percent", "Margin of error")
    rows = (cells("All", "54,425", "894", "18.7", "0.3"), cells("Severe", "34,947", "601", "12.0", "0.2"))
    facts = grid("\n".join((head, *rows))).facts
    assert facts[2, 3].figure.amount.value == 894_000
    assert facts[2, 5].figure.amount.unit.symbol == "%"


def test_columns_of_codes_hold_no_figures() -> None:
    rows = (cells("Early", "1a", "10"), cells("Early", "1b", "29"), cells("Late", "2a", "9"))
    facts = grid("\n".join((cells("Stage", "Category", "Projects"), *rows))).facts
    assert {col for _, col in facts} == {3}
    noted = (cells("Early", "12a", "10"), cells("Late", "29", "9"), cells("Never", "31", "8"))
    assert len(grid("\n".join((cells("Stage", "Sites", "Projects"), *noted))).facts) == 6


def test_a_cell_under_many_heads_has_none_of_them() -> None:
    head = cells("Debtor", "Sum", "Begins", "Ends", "Kind")
    rows = (
        cells("Alder", "70", "2018", "2020", "lease"),
        "<td>Granted in the year</td><td colspan=4>200</td>",
    )
    facts = grid("\n".join((head, *rows))).facts
    assert "Sum" in facts[2, 2].label
    assert facts[3, 2].label == ("Granted in the year",)
