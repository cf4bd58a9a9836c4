"""Spreadsheet number formats: what a cell shows for the value it holds (ECMA-376 part 1, 18.8.31).

Values stay decimal text; rounding is on integers, half away from zero as spreadsheets do. Formats beyond the
common ones (fractions, conditions on colours) fall back to the general format.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tieout.read.serial_date import displayed_date, is_date_format

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm",
    19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 49: "@",
}  # fmt: skip
_NUMBER = re.compile(r"([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?")
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|_(?P<skipped>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+,*)(?P<power>[eE][+-]0+)?|(?P<other>.)"
)
_SECTION = re.compile(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
_DIGITS_SHOWN = 11  # significant digits of the general format
_LARGEST = 400  # digits beyond which a value is left as it is


def displayed(value: str, code: str) -> str:
    """What a cell shows.

    Args:
        value: the value as a decimal number, such as `0.125` or `1E-3`.
        code: the number format, such as `0.0%`.

    Returns:
        The text shown; the value itself where it is no number or the format is none that is known.
    """
    match = _NUMBER.fullmatch(value.strip())
    if match is None or not (match[2] or match[3]):
        return value
    exponent = int(match[4] or "0") - len(match[3])
    if abs(exponent) > _LARGEST or len(value) > _LARGEST:
        return value
    digits = int(match[2] + match[3] or "0")
    negative = match[1] == "-" and digits != 0
    section, signed = _section(code, digits, negative)
    if not section and ";" in code:
        return ""
    if section.strip().lower() in ("", "general", "@"):
        return ("-" if negative else "") + _general(digits, exponent)
    if is_date_format(section):
        return displayed_date(digits, exponent, section) if not negative else value
    parts = _parse(section)
    if parts is None:
        return ("-" if negative else "") + _general(digits, exponent)
    shown = "".join(
        text if pattern is None else _number(digits, exponent, pattern, parts) for text, pattern in parts
    )
    zero = not any(character in "123456789" for character in shown)
    return ("-" if negative and not signed and not zero else "") + shown.strip()


def _section(code: str, digits: int, negative: bool) -> tuple[str, bool]:
    """The section of a format for a value, and whether it shows the sign itself."""
    sections = _SECTION.split(code)
    if digits == 0 and len(sections) > 2:
        return sections[2], False
    if negative and len(sections) > 1:
        return sections[1], True
    return sections[0], False


@lru_cache(maxsize=512)
def _parse(section: str) -> tuple[tuple[str, str | None], ...] | None:
    """Literal texts and digit patterns of a section in order; None for formats that are not known."""
    parts: list[tuple[str, str | None]] = []
    for match in _TOKEN.finditer(section):
        if match["digits"] is not None:
            parts.append(("", match["digits"] + (match["power"] or "")))
        elif match["quoted"] is not None or match["escaped"] is not None:
            parts.append((match["quoted"] or match["escaped"] or "", None))
        elif match["bracket"] is not None:
            bracket = match["bracket"]
            if bracket[:1] in ("<", ">", "="):
                return None
            parts.append((bracket[1:].split("-")[0] if bracket.startswith("$") else "", None))
        elif match["other"] is not None:
            if match["other"] == "/":
                return None
            parts.append((match["other"], None))
    patterns = [pattern for _, pattern in parts if pattern is not None]
    return tuple(parts) if len(patterns) <= 1 or not any("." in p for p in patterns[1:]) else None


def _number(digits: int, exponent: int, pattern: str, parts: tuple[tuple[str, str | None], ...]) -> str:
    """The digits of a value in a pattern such as `#,##0.0`."""
    exponent += 2 * sum(text.count("%") for text, other in parts if other is None)
    mantissa, _, power = pattern.replace("e", "E").partition("E")
    thousands = len(mantissa) - len(mantissa.rstrip(","))
    mantissa = mantissa.rstrip(",")
    exponent -= 3 * thousands
    whole_pattern, _, part_pattern = mantissa.partition(".")
    if power:
        return _scientific(digits, exponent, len(part_pattern))
    scaled = _rounded(digits, exponent, len(part_pattern))
    text = str(scaled).rjust(len(part_pattern) + 1, "0")
    whole, part = (text[: -len(part_pattern)], text[-len(part_pattern) :]) if part_pattern else (text, "")
    whole = whole.lstrip("0").rjust(whole_pattern.count("0"), "0")
    if "," in whole_pattern:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    optional = len(part_pattern) - len(part_pattern.rstrip("#?"))
    kept = part[: len(part) - optional] + part[len(part) - optional :].rstrip("0") if optional else part
    return f"{whole}.{kept}" if kept else whole


def _rounded(digits: int, exponent: int, places: int) -> int:
    """A number as an integer of units of the last place shown, rounded half away from zero."""
    shift = exponent + places
    if shift >= 0:
        return digits * int("1" + "0" * shift)
    unit = int("1" + "0" * -shift)
    return (2 * digits + unit) // (2 * unit)


def _scientific(digits: int, exponent: int, places: int) -> str:
    if digits == 0:
        return f"{0:0{1}d}" + ("." + "0" * places if places else "") + "E+00"
    power = len(str(digits)) - 1 + exponent
    scaled = _rounded(digits, exponent - power, places)
    if len(str(scaled)) > places + 1:
        scaled, power = scaled // 10, power + 1
    text = str(scaled)
    mantissa = f"{text[0]}.{text[1:]}" if places else text
    return f"{mantissa}E{'-' if power < 0 else '+'}{abs(power):02d}"


def _general(digits: int, exponent: int) -> str:
    """The general format: up to eleven significant digits, no zeros at the end."""
    if digits == 0:
        return "0"
    power = len(str(digits)) + exponent  # digits before the point
    places = max(_DIGITS_SHOWN - max(power, 1), 0)
    if power > _DIGITS_SHOWN + 9 or power < -8:
        return _scientific(digits, exponent, 5)
    text = str(_rounded(digits, exponent, places)).rjust(places + 1, "0")
    if not places:
        return text
    return f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")
