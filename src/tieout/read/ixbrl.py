"""Values of inline XBRL tags: the figure as filed, with scale and sign applied (Inline XBRL 1.1, part 1)."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NOTHING = ("zerodash", "numdash", "fixed-zero", "fixedzero")


def tagged_value(text: str, transformation: str, scale: str, sign: str) -> str | None:
    """The value of an `ix:nonFraction` element.

    Args:
        text: what is printed inside the tag.
        transformation: its `format`, such as `ixt:num-dot-decimal`.
        scale: the power of ten that the printed figure is multiplied with.
        sign: `-` if the value is the negative of what is printed.

    Returns:
        A plain decimal number, or None if the tag cannot be read.
    """
    kind = transformation.rsplit(":", 1)[-1].lower()
    if kind in _NOTHING:
        return "0"
    digits = re.sub(r"[\s\xa0]", "", text)
    comma = "comma" in kind and "decimal" in kind and not kind.startswith("numcommadot")
    digits = digits.replace(".", "").replace(",", ".") if comma else digits.replace(",", "")
    if _NUMBER.fullmatch(digits) is None or not re.fullmatch(r"-?\d{1,2}", scale or "0"):
        return None
    value = _shifted(digits, int(scale or "0"))
    return f"-{value}" if sign == "-" and value.strip("0.") else value


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
