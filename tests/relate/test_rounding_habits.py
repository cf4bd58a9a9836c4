"""A house that says how it rounds is not told of its last places; other misses stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tieout.errors import RulebookError
from tieout.extract import extract
from tieout.model import Relation
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.relate.evidence import HABIT
from tieout.rulebook import load_rulebook

TABLE = """
| In $ million | 2023 | 2024 | Growth |
|---|---|---|---|
| Tickets | 310.4 | 355.7 | 14.5% |
| Freight | 128.1 | 119.9 | (6.4)% |
| Kiosks | 21.6 | 26.4 | 22.2% |
| Total revenue | 460.4 | 502.0 | 9.0% |
"""


def house(folder: Path, schema: str) -> tuple[Path]:
    (folder / "schemas").mkdir()
    (folder / "schemas" / "house.yaml").write_text(schema, "utf-8")
    return (folder,)


def stated(text: str, roots: tuple[Path, ...] = ()) -> dict[str, Relation]:
    book = load_rulebook(roots)
    relations = relate(extract(read_bytes(text.encode(), "report.md"), book.schemas), book)
    return {
        one.subject.figure.text: one for one in relations if one.kind in ("total", "formula") and one.subject
    }


@pytest.mark.parametrize("habit", ["truncated", "made_to_sum"])
def test_last_places_are_the_habit_of_a_house_that_says_so(tmp_path: Path, habit: str) -> None:
    plain, known = stated(TABLE), stated(TABLE, house(tmp_path, f"rounding: [{habit}]\n"))
    for figure in ("460.4", "14.5%"):
        assert plain[figure].tie is not None
        tie = plain[figure].tie
        assert tie is not None
        assert not tie.holds
        assert known[figure].reason == HABIT


def test_what_misses_by_more_is_still_said(tmp_path: Path) -> None:
    wrong = TABLE.replace("460.4", "469.4")
    found = stated(wrong, house(tmp_path, "rounding: [truncated]\n"))["469.4"]
    assert found.tie is not None
    assert not found.tie.holds
    assert found.reason == ""


def test_a_habit_that_nobody_has_is_a_mistake_of_its_author(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="truncated"):
        load_rulebook(house(tmp_path, "rounding: [trunkated]\n"))
