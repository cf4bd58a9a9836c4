"""A cell as printed: what number it shows, and how another number would be printed in its place.

An independent reading: nothing here asks the tool what a cell means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

NIL = re.compile(r"^\s*(?:US)?[$€£¥]?\s*[-–—―]+\s*%?\s*$")
_DIGITS = {  # by the decimal mark
    ".": r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+",
    ",": r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?|,\d+",
}


@cache
def _pattern(point: str) -> re.Pattern[str]:
    digits = _DIGITS[point]
    return re.compile(
        r"^(?P<lead>\s*(?P<open>[(（])?\s*(?:US)?[$€£¥￥]?\s*(?P<minus>[-–−])?\s*[$€£¥￥]?\s*(?P<open2>[(（])?)"
        rf"(?P<digits>{digits})"
        r"(?P<tail>\s*(?P<percent>[%％])?\s*(?P<close>[)）])?\s*(?P<percent2>[%％])?)"
        rf"(?P<again>\s*\(\s*(?:{digits})\s*%?\s*\))?(?P<note>\s*(?:\(\d\)|\*+))?\s*$"
    )


Rows = list[list[str]]
Spot = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class Cell:
    """A printed number; `step` is the unit of its last place."""

    text: str
    value: Decimal
    step: Decimal
    percent: bool
    point: str

    @property
    def digits(self) -> str:
        """Its digits without separators."""
        return "".join(char for char in _pattern(self.point).match(self.text)["digits"] if char.isdigit())  # type: ignore[index]

    def rounded(self, value: Decimal) -> Decimal:
        """A value to the places that this cell prints."""
        return value.quantize(self.step, ROUND_HALF_UP)

    def printed(self, value: Decimal) -> str:
        """How this cell would print a value; a minus as it writes one, else brackets for amounts."""
        match = _pattern(self.point).match(self.text)
        assert match is not None
        size = f"{abs(self.rounded(value)):,f}"
        mark = next((char for char in ", ." if char != self.point and char in match["digits"]), "")
        whole, _, places = size.partition(".")
        if not mark and (self.point == "," or len(self.digits) > 3):
            whole = whole.replace(",", "")  # this table sets no thousands apart
        size = whole.replace(",", mark or ",") + (self.point + places if places else "")
        lead, tail = match["lead"], match["tail"]
        if match["again"]:  # `-32 ( 32 )`, `8.1% ( 8.1 % )`
            lead = lead if value < 0 else lead.replace("-", "")
            again = f" ( {size} {'%' if self.percent else ''})" if value < 0 or self.percent else ""
            return lead + size + tail.rstrip() + again
        if (value < 0) != (self.value < 0) and value != 0:
            if value < 0 and (self.percent or self.point == ","):
                lead += "-"
            elif value < 0:
                lead, tail = lead + "(", tail.rstrip() + ")"
            else:
                lead, tail = (re.sub(r"[-–−(（)）]", "", part) for part in (lead, tail))
        return lead + size + tail + (match["note"] or "")


Line = list[Cell | Decimal | None]  # a row or a column; Decimal: a dash that stands for nothing


def read(text: str, point: str = ".") -> Cell | None:
    """The one number of a cell; None for words and for several numbers."""
    match = _pattern(point).match(text)
    if match is None:
        return None
    plain = re.sub(r"[^\d" + re.escape(point) + "]", "", match["digits"]).replace(point, ".")
    size = Decimal(plain)
    minus = bool(match["minus"] or match["open"] or match["open2"])
    if match["close"] and not minus:
        return None
    if match["again"] and re.sub(r"[\s()%]", "", match["again"]) != match["digits"]:
        return None
    step = Decimal(1).scaleb(int(size.as_tuple().exponent))
    return Cell(text, -size if minus else size, step, bool(match["percent"] or match["percent2"]), point)


def is_nil(text: str) -> bool:
    """A dash that stands for nothing."""
    return bool(NIL.match(text))
