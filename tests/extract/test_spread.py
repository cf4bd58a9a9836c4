"""Tables spread out over their positions."""

from __future__ import annotations

from tieout.extract.spread import spread
from tieout.model import Cell, Table, Text
from tieout.rulebook import load_rulebook

LEXICON = load_rulebook().schemas.lexicon


def test_spans_are_filled_in_and_blanks_stay_blank() -> None:
    cells = (
        Cell(Text("Units  sold"), 1, 1, colspan=2, header=True),
        Cell(Text("North"), 2, 1, rowspan=2),
        Cell(Text("12"), 2, 2),
        Cell(Text(""), 3, 2),
    )
    sheet = spread(Table(1, 3, 2, cells), LEXICON)
    assert sheet.texts == [["Units sold", "Units sold"], ["North", "12"], ["North", ""]]
    assert sheet.flagged == [[True, True], [False, False], [False, False]]


def test_a_sign_split_off_into_the_next_cell_belongs_to_the_figure() -> None:
    sheet = spread(
        Table(1, 1, 3, (Cell(Text("12"), 1, 1), Cell(Text("%"), 1, 2), Cell(Text("7"), 1, 3))), LEXICON
    )
    assert [sheet.beside(0, col) for col in range(3)] == ["12%", "%", "7"]
