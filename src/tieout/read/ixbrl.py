"""Inline XBRL tags: the figure as filed, with scale and sign applied (Inline XBRL 1.1, part 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tieout.model import Tag

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNIT = re.compile(r"<(?:\w+:)?unit\s(?:[^<>]{0,200}?\s)?id\s?=\s?[\"']([^\"'<>]{1,200})[\"'][^<>]{0,200}>")
_UNIT_END = re.compile(r"</(?:\w+:)?unit>")
_MEASURE = re.compile(r"<(?:\w+:)?measure>\s{0,20}(?:[\w-]{1,40}:)?([\w-]{1,40})\s{0,20}<")
_LONGEST_UNIT = 1000  # characters
_NOTHING = ("zerodash", "numdash", "fixed-zero", "fixedzero")


def measures(source: str) -> Mapping[str, str]:
    """What the units of a page measure, by id: the local name of a measure, `USD/shares` for a ratio."""
    found: dict[str, str] = {}
    for unit in _UNIT.finditer(source):
        end = _UNIT_END.search(source, unit.end(), unit.end() + _LONGEST_UNIT)
        if end is not None:
            found[unit[1]] = "/".join(_MEASURE.findall(source, unit.end(), end.start()))
    return found


def tagged(text: str, transformation: str, scale: str, sign: str, unit: str) -> Tag | None:
    """What an `ix:nonFraction` element says.

    Args:
        text: what is printed inside the tag.
        transformation: its `format`, such as `ixt:num-dot-decimal`.
        scale: the power of ten that the printed figure is multiplied with.
        sign: `-` if the value is the negative of what is printed.
        unit: what it is measured in.

    Returns:
        The tag, or None if it cannot be read.
    """
    kind = transformation.rsplit(":", 1)[-1].lower()
    if kind in _NOTHING:
        return Tag("0", unit)
    digits = re.sub(r"[\s\xa0]", "", text)
    comma = "comma" in kind and "decimal" in kind and not kind.startswith("numcommadot")
    digits = digits.replace(".", "").replace(",", ".") if comma else digits.replace(",", "")
    if _NUMBER.fullmatch(digits) is None or not re.fullmatch(r"-?\d{1,2}", scale or "0"):
        return None
    power = int(scale or "0")
    value = _shifted(digits, power)
    return Tag(f"-{value}" if sign == "-" and value.strip("0.") else value, unit, power)


def _shifted(digits: str, power: int) -> str:
    """A decimal number times a power of ten, as text."""
    whole, _, part = digits.partition(".")
    if power >= 0:
        part = part.ljust(power, "0")
        whole, part = whole + part[:power], part[power:]
    else:
        whole = whole.rjust(1 - power, "0")
        whole, part = whole[:power], whole[power:] + part
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole
