"""Two values in one cell and what follows from them."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.relate.derived.in_cells import changes_in_cells

CELLS = """| Pass | Effect |
|---|---|
| parse | {} |
| sort | {} |
| save | {} |
"""


@pytest.mark.parametrize(
    ("cells", "failing"),
    [
        (("312 ms -> 13 ms (24x)", "915 ms -> 305 ms (3.0x)", "88 ms -> 40 ms (2.2x)"), []),
        (("312 ms -> 13 ms (24x)", "915 ms -> 305 ms (5.0x)", "88 ms -> 40 ms (2.2x)"), ["5.0x"]),
        (("20 → 25 (+25%)", "40 → 46 (+15%)", "80 → 64 (-20%)"), []),
        (("20 → 25 (+25%)", "40 → 46 (+51%)", "80 → 64 (-20%)"), ["+51%"]),
    ],
)
def test_the_cells_of_a_column_are_read_alike(cells: tuple[str, ...], failing: list[str]) -> None:
    found = list(changes_in_cells(report(CELLS.format(*cells)), schemas()))
    wrong = [r for r in found if r.tie is not None and not r.tie.holds]
    assert [r.subject and r.subject.figure.text for r in wrong] == failing
    assert len(found) == 3


def test_one_cell_alone_proves_nothing() -> None:
    cells = ("312 ms -> 13 ms (24x)", "fast", "915 ms -> 305 ms (5.0x)")
    found = list(changes_in_cells(report(CELLS.format(*cells)), schemas()))
    assert [bool(r.reason) for r in found] == [False, True]
