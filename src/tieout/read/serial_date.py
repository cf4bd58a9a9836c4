"""Dates in spreadsheets: days since the end of 1899, shown by a format such as `d-mmm-yy`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_QUOTED = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]")
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<field>y+|m+|d+|h+|s+(?:\.0+)?|AM/PM|A/P)|(?P<other>.)",
    re.IGNORECASE,
)
_EPOCH = date(1899, 12, 30)
_LAST = (date(9999, 12, 31) - _EPOCH).days
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SECONDS = 86_400


def is_date_format(section: str) -> bool:
    """Whether a number format shows a date or time."""
    bare = _QUOTED.sub("", section).lower()
    return (
        any(letter in bare for letter in "ymdhs")
        and not any(sign in bare for sign in "#0?")
        and bare != "general"
    )


def displayed_date(digits: int, exponent: int, section: str) -> str:
    """What a cell shows for a serial date.

    Args:
        digits: the serial number times ten to the power of minus `exponent`.
        exponent: the power of ten of the last digit.
        section: the format.
    """
    unit = 10 ** max(-exponent, 0)
    value = digits * 10 ** max(exponent, 0)
    days, rest = divmod(value, unit)
    second = (2 * rest * _SECONDS + unit) // (2 * unit)
    days, second = days + second // _SECONDS, second % _SECONDS
    if days > _LAST:
        return str(days)
    day = _EPOCH + timedelta(days=days)
    shown = []
    after_hour = False
    for match in _TOKEN.finditer(section.split(";")[0]):
        if match["field"] is None:
            shown.append(match["quoted"] or match["escaped"] or match["other"] or "")
            continue
        field = match["field"].lower()
        minutes = field in ("m", "mm") and (after_hour or section[match.end() :].lower().startswith(":s"))
        shown.append(f"{second // 60 % 60:02d}" if minutes else _field(field, day, second))
        after_hour = field[0] == "h"
    return "".join(shown).strip()


def _field(field: str, day: date, second: int) -> str:
    kind, size = field[0], len(field)
    if kind == "y":
        return f"{day.year:04d}" if size > 2 else f"{day.year % 100:02d}"
    if kind == "m":
        month = _MONTHS[day.month - 1]
        return (str(day.month), f"{day.month:02d}", month[:3], month)[min(size, 4) - 1]
    if kind == "d":
        name = _DAYS[day.weekday()]
        return (str(day.day), f"{day.day:02d}", name[:3], name)[min(size, 4) - 1]
    if kind == "h":
        return f"{second // 3600:0{min(size, 2)}d}"
    if kind == "s":
        return f"{second % 60:0{min(size, 2)}d}"
    return "AM" if second < _SECONDS // 2 else "PM"
