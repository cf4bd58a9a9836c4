"""Tables as grids: header rows, label columns, paths, units, dashes, figures."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import count

import pytest

from tieout.extract.figures import Scanner
from tieout.extract.grids import read_grid
from tieout.model import Cell, Grid, Table, Text
from tieout.rulebook import Schemas, load_rulebook


@cache
def schemas() -> Schemas:
    return load_rulebook().schemas


def grid(rows: list[list[str]], caption: str = "") -> Grid:
    cells = tuple(
        Cell(Text(text), row, col)
        for row, texts in enumerate(rows, 1)
        for col, text in enumerate(texts, 1)
        if text
    )
    table = Table(1, len(rows), max(len(row) for row in rows), cells, caption or None)
    return read_grid(table, 0, caption, (), Scanner(schemas()), count(), "r.csv", schemas())


def values(found: Grid) -> dict[tuple[int, int], str]:
    return {at: str(fact.figure.amount.value) for at, fact in found.facts.items() if fact.figure.quantity}


def test_years_head_columns_and_words_label_rows() -> None:
    found = grid([["", "2023", "2024"], ["Sales", "1,204", "1,398"], ["Costs", "(811)", "(902)"]])
    assert (found.header_rows, found.label_cols) == (1, 1)
    assert found.col_labels[1:] == (("2023",), ("2024",))
    assert values(found) == {(2, 2): "1204", (2, 3): "1398", (3, 2): "-811", (3, 3): "-902"}
    assert found.facts[2, 3].label[-2:] == ("Sales", "2024")


def test_a_period_in_the_header_is_the_period_of_its_figures() -> None:
    found = grid([["", "2023", "2024"], ["Sales", "1,204", "1,398"]])
    first, second = found.facts[2, 2].period, found.facts[2, 3].period
    assert first is not None
    assert second is not None
    assert first.last + 1 == second.first


def test_a_bare_year_of_any_series_is_the_period_of_its_row() -> None:
    found = grid([["", "GDP", "Debt"], ["1962", "60", "31"], ["2000", "66", "35"]])
    years = [date.fromordinal(found.facts[row, 2].period.first).year for row in (2, 3)]  # type: ignore[union-attr]
    assert years == [1962, 2000]


def test_corner_says_what_the_years_are_short_for() -> None:
    found = grid([["For the three months ended June 30:", "2025", "2024"], ["Sales", "1,204", "1,398"]])
    period = found.facts[2, 2].period
    assert period is not None
    assert (date.fromordinal(period.first), date.fromordinal(period.last)) == (
        date(2025, 4, 1),
        date(2025, 6, 30),
    )


def test_years_down_the_side_are_labels() -> None:
    found = grid([["Year", "Calls", "Change, %"], ["2002", "1,324", ""], ["2003", "1,647", "24.3"]])
    assert found.label_cols == 1
    assert set(values(found)) == {(2, 2), (3, 2), (3, 3)}


def test_upper_headers_reach_over_the_blanks_beside_them() -> None:
    found = grid(
        [["", "Asia", "", "Europe", ""], ["", "2023", "2024", "2023", "2024"], ["Units", "1", "2", "3", "4"]]
    )
    assert found.header_rows == 2
    assert found.col_labels[1:] == (
        ("Asia", "2023"), ("Asia", "2024"), ("Europe", "2023"), ("Europe", "2024"),
    )  # fmt: skip


def test_a_label_does_not_reach_under_the_next_one_above() -> None:
    head = [["", "Debt", "Deflator", "Ratio", "Growth"], ["", "spliced", "2000=100", "", ""]]
    found = grid([*head, ["", "", "", "", "(%)"], ["1962", "6", "5.1", "3.5", "4.1"]])
    assert found.col_labels[1:4] == (("Debt", "spliced"), ("Deflator", "2000=100"), ("Ratio",))
    assert found.facts[4, 3].period is not None
    assert found.facts[4, 3].period.first == date(1962, 1, 1).toordinal()


def test_headings_inside_the_body_and_indents_lead_to_a_row() -> None:
    found = grid(
        [["", "2024"], ["Assets:", ""], ["Current", "30"], ["  Cash", "10"], ["  Stock", "20"], ["Land", "5"]]
    )
    assert found.row_labels[3] == ("Assets:", "Current", "Cash")
    assert found.row_labels[5] == ("Assets:", "Land")
    assert found.row_depths[2:] == (0, 1, 1, 0)


def test_rows_that_leave_out_a_label_shared_with_the_row_above_are_no_parts_of_it() -> None:
    found = grid(
        [
            ["Region", "Site", "2024"], ["North", "Alder", "431"], ["", "Birch", "250"],
            ["South", "", "231"], ["", "Dorn", "104"], ["", "Elm", "127"],
        ]
    )  # fmt: skip
    assert found.row_labels[1:3] == (("North", "Alder"), ("North", "Birch"))
    assert found.row_depths[1:] == (0, 0, 0, 1, 1)


def test_a_dash_in_the_corner_is_no_figure() -> None:
    found = grid([["-", "Paid", "Fees", "Total"], ["in cash", "11", "2", "13"]])
    assert (found.header_rows, found.label_cols) == (1, 1)


def test_units_come_from_the_caption_and_a_column_may_have_its_own() -> None:
    found = grid([["项目", "2024年", "占比（%）"], ["云服务", "1,250", "62.5"]], "单位：万元")
    assert values(found) == {(2, 2): "12500000", (2, 3): "5/8"}


def test_a_caption_in_per_cent_measures_shares_but_no_amounts() -> None:
    rows = [["", "1996", "1993"], ["Austria", "59", "54"], ["Spain", "32", "22"]]
    caption = "Table 7.4: Concentration ratios (%)"
    units = {fact.figure.amount.unit.symbol for fact in grid(rows, caption).facts.values()}
    assert units == {"%"}
    amounts = [*rows, ["Sales", "1,200", "1,100"]]
    units = {fact.figure.amount.unit.symbol for fact in grid(amounts, caption).facts.values()}
    assert units == {""}


def test_shares_in_thousands_are_no_thousands_of_dollars() -> None:
    rows = [
        ["", "2023", "2022"], ["Revenue", "163,351", "154,863"], ["Net income", "4,133", "3,976"],
        ["Shares used in calculation (000s):", "", ""], ["Basic", "443,843", "443,567"],
    ]  # fmt: skip
    found = grid(rows, "(dollars in millions, except per share data)")
    shares, revenue = (found.facts[row, 2].figure.amount for row in (5, 2))
    assert (revenue.unit.symbol, revenue.value) == ("USD", 163_351_000_000)
    assert (shares.unit.symbol, shares.value) == ("", 443_843_000)


def test_a_corner_that_measures_the_labels_does_not_measure_the_figures() -> None:
    def symbols(corner: str) -> set[str]:
        found = grid([[corner, "Men", "Women"], ["1-2", "1,204", "1,398"], ["3-5", "811", "902"]])
        return {fact.figure.amount.unit.symbol for fact in found.facts.values()}

    assert symbols("Age (years)") == symbols("年龄（岁）") == {""}
    assert symbols("(days)") == {"day"}
    assert symbols("Item ($)") == {"USD"}


def test_per_share_lines_are_left_out_of_the_scale() -> None:
    found = grid(
        [["(in millions, except per share)", "2024"], ["Income", "1,250"], ["Earnings per share", "2.35"]]
    )
    assert values(found) == {(2, 2): "1250000000", (3, 2): "47/20"}


@pytest.mark.parametrize(
    ("caption", "shares"),
    [
        (
            "(in millions, except number of shares, which are reflected in thousands, and per-share amounts)",
            3,
        ),
        ("(in millions, except share and per share data)", 0),
        ("(in millions, except per share data)", 6),
        ("(in millions; shares in thousands)", 3),
    ],
)
def test_counts_of_shares_have_the_scale_the_caption_leaves_them(caption: str, shares: int) -> None:
    found = grid(
        [
            ["", "2024"], ["Net income", "1,250"], ["Earnings per share: basic", "2.35"],
            ["Dividends paid ($0.16 per share)", "85"],
            ["Shares used in computing earnings per share:", ""], ["Basic", "531"],
        ],
        caption,
    )  # fmt: skip
    assert values(found) == {
        (2, 2): "1250000000", (3, 2): "47/20", (4, 2): "85000000", (6, 2): str(531 * 10**shares),
    }  # fmt: skip


def test_dashes_are_nil_and_blanks_are_not() -> None:
    found = grid([["", "2023", "2024"], ["A", "—", "3"], ["B", "", "n.a."], ["C", "7", "8"]])
    assert found.dashes == frozenset({(2, 2), (3, 3)})


def test_a_decimal_comma_is_seen_by_its_neighbours() -> None:
    found = grid([["Year", "Messages", "Change"], ["A", "1 324 668", "24,3"], ["B", "1 647 218", "5,2"]])
    assert values(found)[2, 2] == "1324668"
    assert values(found)[2, 3] == "243/10"


def test_footnote_marks_are_not_figures() -> None:
    found = grid([["", "2024"], ["A", "5,344(1)"], ["B", "812*"]])
    assert values(found) == {(2, 2): "5344", (3, 2): "812"}


def test_a_count_that_looks_like_a_year_is_a_figure() -> None:
    found = grid([["", "Rooms", "Beds"], ["A", "1,204", "3,398"], ["B", "1998", "2,011"]])
    assert values(found)[3, 2] == "1998"


def test_prose_in_cells_is_no_figure() -> None:
    found = grid([["Risk", "Score"], ["Demand falls by 12% in 2025 and prices follow", "3"]])
    assert set(found.facts) == {(2, 2)}


def test_merged_cells_are_read_once() -> None:
    cells = (
        Cell(Text(""), 1, 1), Cell(Text("2024"), 1, 2, colspan=2), Cell(Text("A"), 2, 1),
        Cell(Text("15"), 2, 2, colspan=2),
    )  # fmt: skip
    found = read_grid(Table(1, 2, 3, cells), 0, "", (), Scanner(schemas()), count(), "r", schemas())
    assert set(found.facts) == {(2, 2)}
    assert found.texts[1] == ("A", "15", "15")


def test_lines_that_count_leave_out_the_money_of_their_table() -> None:
    found = grid(
        [
            ["(Dollars in millions)", "2023", "2024"],
            ["Net sales", "3,226.8", "2,729.4"],
            ["Store openings", "12", "6"],
        ]
    )
    assert values(found)[2, 2] == "3226800000"
    assert values(found)[3, 2] == "12"
    fact = found.facts[3, 2]
    assert not fact.figure.amount.unit.powers


def test_a_row_of_one_cell_below_the_headers_heads_the_rows_that_follow() -> None:
    rows = [
        ["Age", "Closing balance"],
        ["Within a year", "Within a year"],
        ["Subtotal", "2,372"],
        ["1 to 2 years", "1,210"],
    ]
    found = grid(rows)
    assert found.col_labels[1] == ("Closing balance",)
    assert found.row_labels[2] == ("Within a year", "Subtotal")
