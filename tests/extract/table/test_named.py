"""Lines whose label names the two lines that they are made of."""

from __future__ import annotations

from asking import report

from tieout.model.lines import Line, Role


def lines(table: str) -> tuple[list[Line], list[Line]]:
    (grid,) = report(table, "table.csv").grids
    assert grid.lines is not None
    return list(grid.lines.rows), list(grid.lines.cols)


def test_a_label_that_divides_two_others_names_them() -> None:
    rows, _ = lines("""指标,2023年末,2022年末
净资本（元）,"41,200,300","38,110,200"
净资产（元）,"103,000,750","95,275,500"
净资本/净资产,40.0%,40.0%
""")
    assert (rows[3].role, rows[3].named) == (Role.RATIO, (1, 2))


def test_a_stroke_between_other_words_names_nothing() -> None:
    rows, _ = lines('Item,2024,2023\nRetail/online,"1,204","1,180"\nOther,311,290\n')
    assert (rows[1].role, rows[1].named) == (Role.AMOUNT, None)


def test_a_change_names_two_years_of_which_there_is_one_column_each() -> None:
    _, cols = lines(
        'Item,2024,2023,2022,2024 vs. 2022\nHoses,"1,234","1,097",952,29.6%\nPumps,811,642,588,37.9%\n'
    )
    assert (cols[4].role, cols[4].named) == (Role.GROWTH, (1, 3))


SHARES = """Item,2024,2023
Income from continuing operations,405,377
Net income,412,381
Earnings per share:,,
Basic,$4.12,$3.85
Diluted,$4.04,$3.77
Diluted from continuing operations,$3.97,$3.73
Weighted-average shares:,,
Basic,100,99
Diluted,102,101
"""


def test_earnings_per_share_name_the_shares_of_their_kind() -> None:
    rows, _ = lines(SHARES)
    assert [rows[row].named for row in (4, 5)] == [(2, 8), (2, 9)]
