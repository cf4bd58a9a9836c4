"""CSV and TSV."""

from __future__ import annotations

import pytest
from reading import read_source, rows, table

from tieout.model import Unread


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    source = "\n".join(delimiter.join(row) for row in (["a", "b", "c"], ["1.5", "2", "3"], ["4", "5", "6"]))
    assert rows(table(source, "t.csv")) == [["a", "b", "c"], ["1.5", "2", "3"], ["4", "5", "6"]]


def test_decimal_commas_do_not_hide_semicolons() -> None:
    assert rows(table("a;b\n1,5;2,5\n3,5;4\n", "t.csv"))[1] == ["1,5", "2,5"]


def test_quotes_newlines_formulas_and_ragged_rows() -> None:
    source = 'name,"a, ""b"""\n"two\nlines",=SUM(A1:A2)\nshort\nx,y,z,\n'
    assert rows(table(source, "t.csv")) == [
        ["name", 'a, "b"', "", ""],
        ["two\nlines", "=SUM(A1:A2)", "", ""],
        ["short", "", "", ""],
        ["x", "y", "z", ""],
    ]


def test_rows_are_the_records_of_the_file() -> None:
    found = table("a,b\n\n1,2\n", "t.csv")
    assert [(c.row, c.col) for c in found.cells if c.text.content == "2"] == [(3, 2)]
    place = next(c for c in found.cells if c.text.content == "2").text.place(0, 1)
    assert (place.line, place.column) == (3, 3)


def test_a_quote_that_is_never_closed_is_a_character() -> None:
    assert rows(table('a,b\n"c,d\n', "t.csv")) == [["a", "b"], ['"c', "d"]]


@pytest.mark.parametrize(
    ("field", "read", "column"),
    [
        ('""14.3%', "14.3%", 5),
        ('"" 14.3%', "14.3%", 6),
        ('"1,234" million', "1,234 million", 4),
        ('"up ""14.3"""%', 'up "14.3"%', 4),
        ('"14.3%"  ', "14.3%", 4),
    ],
)
def test_what_stands_behind_a_quoted_field_belongs_to_it(field: str, read: str, column: int) -> None:
    found = table(f"a,b\n1,{field}\n2,3\n", "t.csv").cells
    assert [cell.text.content for cell in found] == ["a", "b", "1", read, "2", "3"]
    assert found[3].text.place(0, 1).column == column
    assert found[-1].text.place(0, 1).line == 3 + field.count("\n")


def test_tsv_is_split_at_tabs_only() -> None:
    assert rows(table("a,b\t1\nc,d\t2", "t.tsv")) == [["a,b", "1"], ["c,d", "2"]]


@pytest.mark.parametrize("source", ["", "\n\n"])
def test_an_empty_file_has_no_table(source: str) -> None:
    assert read_source(source, "t.csv").blocks == ()


def test_empty_fields_have_no_place_but_the_table_has_one() -> None:
    found = table(',,7\n," ",8\n', "figures.csv")
    assert [bool(cell.text.anchors) for cell in found.cells] == [True, False, True, False, False, True]
    place = found.cells[5].text.place(0, 1)
    assert (place.line, place.column) == (2, 6)


@pytest.mark.parametrize(
    ("source", "read", "numbers"),
    [
        ('"North\nEast",60\nSouth,45\n', ["North\nEast", "60", "South", "45"], None),
        ('"Note: ""see\nbelow""",5\nb,6\n', ['Note: "see\nbelow"', "5", "b", "6"], None),
        ('a,"5\nb,"8"\n', ["a", '"5', "b", "8"], 1),
        ('"North",60\n"South,45\nEast,7\n', ["North", "60", '"South', "45", "East", "7"], 1),
        ('"a\nb"14.3%,5\n', ['"a', 'b"14.3%', "5"], 0),
        ('x,"1,000\ny,"2,000\n', ["x", '"1', "000", "y", '"2', "000"], 2),
    ],
)
def test_a_quote_over_lines_holds_if_the_field_ends_with_it(
    source: str, read: list[str], numbers: int | None
) -> None:
    document = read_source(source, "t.csv")
    cells = [cell.text.content for block in document.blocks if block.table for cell in block.table.cells]
    assert [cell for cell in cells if cell] == read
    said = [problem.numbers for problem in document.problems if problem.unread is Unread.MARKUP]
    assert said == ([] if numbers is None else [numbers])


def test_the_indent_of_a_label_is_kept_and_no_other_space() -> None:
    assert rows(table("Item, 2024\n  Fuel, 12\n", "a.csv")) == [["Item", "2024"], ["  Fuel", "12"]]
