"""Where something stands in the source of a report: the one type of position."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the top left of a page


class Place(NamedTuple):
    """Where something stands in the source; only what applies to the format is set."""

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None  # of the last character, inclusive
    page: int | None = None
    bbox: Box | None = None
    sheet: str | None = None
    cell: str | None = None  # "B7" in a sheet
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


NOWHERE = Place()
