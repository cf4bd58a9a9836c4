"""A simple reading of figures in prose and in cells, so that cases do not depend on what the tool recognises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "千": 3, "万": 4, "百万": 6, "亿": 8, "万亿": 12,
}  # fmt: skip
_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
MENTION = re.compile(
    r"(?<![\d.,A-Za-z/])(?P<money>(?:US)?\$\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?!\d)"
    rf"(?:\s?(?P<scale>{_WORDS})(?![a-z]))?(?P<percent>\s?[%％])?",
)
CELL = re.compile(r"^\s*[(（]?-?\s*\$?\s*([\d,]*\d(?:\.\d+)?)\s*([%％]?)\s*[)）]?\s*(?:\(\d\)|\*)?$")
_DECLARED = re.compile(
    r"(?i:\bin\s+(?:\S+\s+){0,3}?(?P<en>thousand|million|billion)s?\b)|['’]000s?\b"
    r"|(?:单位|金额)[^。；]{0,8}?(?P<zh>百万|千|万|亿)?(?:元|股|吨|美元)|[(（](?P<head>百万|千|万|亿)元[)）]"
)


@dataclass(frozen=True)
class Mention:
    """A number of the prose in base units, and where it stands."""

    start: int
    end: int
    text: str
    value: Decimal
    quantum: Decimal
    percent: bool
    digits: int  # significant ones


def mentions(text: str) -> Iterator[Mention]:
    """The numbers of a text that say what they count: money, percentages, scales, or thousands."""
    for match in MENTION.finditer(text):
        digits = match["digits"].rstrip(",")
        if not (match["money"] or match["scale"] or match["percent"] or "," in digits or "." in digits):
            continue
        number = Decimal(digits.replace(",", ""))
        power = Decimal(10) ** SCALES.get(match["scale"] or "", 0)
        exponent = int(number.as_tuple().exponent)
        end = match.end() if len(digits) == len(match["digits"]) else match.start("digits") + len(digits)
        yield Mention(
            match.start(), end, text[match.start() : end], number * power, Decimal(10) ** exponent * power,
            match["percent"] is not None, len(digits.replace(",", "").replace(".", "").strip("0")),
        )  # fmt: skip


def scale(rows: Sequence[Sequence[str]], before: Sequence[str]) -> Decimal:
    """The power of ten that a table declares in its header or in the lines right above it."""
    for line in (*(" ".join(row) for row in rows[:3]), *reversed(before[-2:])):
        match = _DECLARED.search(line)
        if match is not None:
            word = match["en"] or match["zh"] or match["head"]
            thousands = word is None and "000" in match[0]
            return Decimal(10) ** (3 if thousands else SCALES.get((word or "").lower(), 0))
    return Decimal(1)


def cell(text: str) -> tuple[Decimal, bool] | None:
    """The size of a cell that is one number as printed, and whether it is a percentage."""
    match = CELL.match(text)
    return (Decimal(match[1].replace(",", "")), bool(match[2])) if match else None
