"""Table cells that are one figure, and the units that captions and headers declare for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tieout.extract.numerals import LONGEST, western
from tieout.extract.readings import Reader, Reading
from tieout.extract.units import UnitReader
from tieout.lexicon import Phrase
from tieout.quantity import PERCENT, PLAIN, Numeral, Quantity, Unit

_NUMBER = (
    r"\d{1,3}(?:,\s?\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: \d{3})+(?![\d ])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
)
_CELL = re.compile(rf"\s*(?P<lead>[^\d.]{{0,12}}?)(?P<number>{_NUMBER})(?P<tail>\D.*)?", re.DOTALL)
_FOOTNOTES = re.compile(r"(?:\s*(?:\((?:\d{1,2}|[a-z])\)|\[(?:\d{1,2}|[a-z])\]|[*†‡§¹²³#]))+\s*$")
_LEADING_MARK = re.compile(r"[*†‡§#]+\s*")
_NO_SIGN = re.compile(r"[()\s]")
_LEADING_ZERO = re.compile(r"0\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUALITY = re.compile(r"[Er](?![A-Za-z])")  # marks of statistical offices: estimated or uncertain, revised

_YEAR_FIRST = Phrase(r"(?i:^\s*(?:FY\s?)?(?:19|20)\d\d[AEF]?)(?:\s?{year_word})?\s")  # 2023 $ million

_UNIT_LINE = Phrase(r"{=unit_colon}\s?[::]?\s?(?P<unit>[^()。;；\s][^()。;；]{0,24})")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]{1,160})[)\]】]")
_IN = Phrase(r"(?i:(?:^|[\s,;(])((?:[A-Za-z$€£¥.]+\s)?{=in_unit}\s(?P<unit>[^()]{1,60})))")
_SHARE = re.compile(r"^\s*%(?!\w)|(?:^|[^\d\s])\s?%\s*$")
_GLUED = re.compile(r"(?:^|[\s(])([A-Z]{3}|[A-Z]{0,2}[$€£¥])\s?((?!t\b)[A-Za-z]{1,8})\)?\s*$")  # Total EURbn
_LONGEST_HEADER = 60
_CUT = Phrase(r"[,，;；]|\s+{=currency_label}|\s{=unit_ends}\b|{except_word}")
_SKIP = Phrase(r"\s+|{unit_idle}|[:'’.]")
_OTHER_MONEY = re.compile(r"[A-Z]{2,3}\.?(?![A-Za-z])")  # of a currency that the schemas lack: million ATS
_THOUSANDS = Phrase(
    r"['’]000(?:['’]?s)?(?!\d)|(?<![\d,.])000(?:['’]?s)?(?!\d)|{=thousand_sign}(?={=thousand_of})"
)
_SHARED_SCALE = Phrase(r"(?i:\bin\s({=plural_scale})\b)")
_EXCEPTED = Phrase(r"(?i:\b{=excepts}\b.*|\bshares\s(?:are\s)?in\s.*)")
_PER_SHARE = re.compile(r"(?i:per[-\s](?:\w+\s)?shares?\b)")
_SHARES = re.compile(r"(?i:\bshares?\b)")
_INVERSE = re.compile(r"\s*1\s?/")  # (1/km)
_ALTERNATIVES = Phrase(r"[/、,，;；&]|{and_word}")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a caption or header says of the figures under it.

    `shares` is the power of ten of lines that count shares, where the declaration excepts them.
    """

    unit: Unit | None
    exponent: int
    shares: int | None = None


def read_cell(
    reader: Reader, text: str, unit: Unit | None, exponent: int
) -> tuple[int, int, Quantity] | None:
    """Read a cell that is sign, money, digits, scale and unit and nothing else but footnote marks."""
    match = _CELL.fullmatch(text.rstrip())
    if match is None or len(match["number"]) > LONGEST or _LEADING_ZERO.match(match["number"]):
        return None
    lead, tail = match["lead"], match["tail"] or ""
    if _QUALITY.match(tail) and not _YEAR.fullmatch(match["number"]):
        tail = f" {tail[1:]}"
    footnotes = _FOOTNOTES.search(tail)
    if footnotes is not None:
        tail = tail[: footnotes.start()]
    closing = ")" in tail
    negative = "(" in lead and closing
    if ("(" in lead) != closing:
        return None
    mark = _LEADING_MARK.match(lead)
    start = mark.end() if mark is not None else 0
    sign = _NO_SIGN.sub("", lead[start:])
    money = None
    if before := sign.strip("+-–"):
        found = reader.units.money_before(before, len(before))
        if found is None or found[0]:
            return None
        money = found[1]
    negative = negative != ("-" in sign or "–" in sign)
    end = match.end("number")
    rest = tail.replace(")", " ", 1) if closing else tail
    reading = Reading(0, 1, western(match["number"].replace(" ", "")))
    if rest.strip() or money is not None:
        reading = reader.with_words(f"0{rest}", 0, 1, reading.numeral, money)
    if rest[reading.end - 1 :].strip() or reading.hedge is not None:
        return None
    printed = tail[: max(reading.end - 1, tail.find(")") + 1)].rstrip()
    numeral = reading.numeral
    power = reading.scale or 0
    if reading.scale is None and (reading.unit is None or _reaches(reader.units, reading, unit)):
        power = exponent
    digits = -numeral.digits if negative else numeral.digits
    own = reading.unit if reading.unit is not None else unit
    begin = match.start("lead") + start
    decimals = max(-numeral.exponent, numeral.decimals)
    scaled = Numeral(digits, numeral.exponent + power, decimals)
    return begin, end + len(printed), Quantity(scaled, own or PLAIN)


def inheriting(quantity: Quantity, unit: Unit | None, exponent: int) -> Quantity:
    """A quantity in a cell that has more than digits, ~32 or 30-35, with what a header declares for it."""
    ends = [numeral for numeral in (quantity.numeral, quantity.upper) if numeral is not None]
    if quantity.unit != PLAIN or any(-numeral.exponent != numeral.decimals for numeral in ends):
        return quantity
    first, *rest = (replace(n, exponent=n.exponent + exponent) for n in ends)
    return replace(quantity, numeral=first, upper=rest[0] if rest else None, unit=unit or PLAIN)


def _reaches(units: UnitReader, reading: Reading, inherited: Unit | None) -> bool:
    """Whether a declared power of ten reaches a cell with a unit of its own: $350 under "in millions"."""
    if reading.money:
        return inherited is None or units.is_money(inherited)
    own = reading.unit
    return inherited is not None and own is not None and own.powers == inherited.powers and bool(own.powers)


def read_declared(units: UnitReader, text: str) -> Declared | None:
    """The first declaration of a caption or header that can be read as a whole."""
    line = units.form(_UNIT_LINE).search(text)
    if line is not None:
        found = _segment(units, line["unit"])
        if found is not None:
            return found
    for part in reversed(_BRACKETS.findall(text)):
        found = _segment(units, part)
        if found is not None:
            return replace(found, shares=_shares(units, part))
    if _SHARE.search(text) or _in_percent(units, text):
        return Declared(PERCENT, 0)
    found = _glued(units, text)
    if found is not None:
        return found
    phrase = units.form(_IN).search(text)
    if phrase is not None:
        found = _segment(units, phrase[1]) or _amount(units, phrase["unit"])
        if found is not None:
            return replace(found, shares=_shares(units, text))
    return _short(units, text)


def _amount(units: UnitReader, text: str) -> Declared | None:
    """What stands behind "in" if it is money or has a scale: turnover in FFr millions, not rise in hours."""
    found = _segment(units, text)
    return found if found is not None and (found.exponent or units.is_money(found.unit)) else None


def _in_percent(units: UnitReader, text: str) -> bool:
    """Whether a header begins with the word for per cent: Percent, Percent of items."""
    word = units.one(text.lower(), 0) if len(text) <= _LONGEST_HEADER else None
    return word is not None and word[1] == PERCENT and text[word[0] : word[0] + 1] in ("", " ")


def _glued(units: UnitReader, text: str) -> Declared | None:
    """Money and its scale at the end of a header: Total EURbn."""
    glued = _GLUED.search(text)
    found = _whole(units, f"{glued[1]} {glued[2]}") if glued is not None else None
    return found if found is not None and found.exponent and units.is_money(found.unit) else None


def _short(units: UnitReader, text: str) -> Declared | None:
    """A short header that is nothing but a unit, or ends in one behind a comma."""
    bare = units.form(_EXCEPTED).sub("", text).rstrip(" ,，")  # USD millions, except per-share
    if len(bare) <= 24:
        found = _whole(units, units.form(_YEAR_FIRST).sub("", bare))
        if found is not None and _says_so(units, found, text):
            return found
    last = re.split(r"[,，/]", text)[-1]
    if last != text and len(last) <= 12 and not any(char.isdigit() for char in text):
        found = _whole(units, last)
        if found is not None and _says_so(units, found, last):
            return found
    return None


def _shares(units: UnitReader, text: str) -> int | None:
    """The power of ten of shares where a declaration excepts them: except share data, shares in thousands."""
    excepted = units.form(_EXCEPTED).search(text)
    those = _PER_SHARE.sub("", excepted[0]) if excepted is not None else ""
    if not _SHARES.search(those):
        return None
    scale = units.form(_SHARED_SCALE).search(those)
    return units.scales.exponent(scale[1]) if scale is not None else 0


def _says_so(units: UnitReader, found: Declared, text: str) -> bool:
    """Whether a text without brackets declares: a word like "year" alone is a label, "$M" is not."""
    if found.exponent or units.is_money(found.unit) or text.lower().startswith("in "):
        return True
    return found.unit is not None and bool(found.unit.powers) and "/" in found.unit.symbol


def _segment(units: UnitReader, segment: str) -> Declared | None:
    """A segment as a whole, then up to its first comma or exception, then its first alternative."""
    cut = units.form(_CUT).split(segment, maxsplit=1)[0]
    for part in (segment, cut):
        found = _whole(units, part)
        if found is not None:
            return found
    if _INVERSE.match(cut):
        return None
    shared = units.form(_SHARED_SCALE).search(cut)  # dollars and shares in millions
    for part in units.form(_ALTERNATIVES).split(cut):
        found = _whole(units, part)
        if found is not None:
            if shared is not None and not found.exponent:
                return Declared(found.unit, units.scales.exponent(shared[1]))
            return found
    return None if shared is None else Declared(None, units.scales.exponent(shared[1]))


def _whole(units: UnitReader, part: str) -> Declared | None:
    """Read all of a part as money, scale and unit in any order."""
    unit: Unit | None = None
    exponent: int | None = None
    short, other = False, None
    position = 0
    text = part.strip()
    while position < len(text):
        thousands = units.form(_THOUSANDS).match(text, position)
        if thousands is not None and exponent is None:
            exponent, position = 3, thousands.end()
            continue
        word = units.declared(text, position)
        if word is not None and unit is None:
            position, unit = word
            continue
        scale = units.scales.of_money.match(text, position)
        if scale is not None and exponent is None:
            exponent, position = units.scales.exponent(scale[0]), scale.end()
            short = len(scale[0].strip()) == 1 and scale[0].strip().isascii()
            continue
        if word is not None and unit is not None and word[1].powers == unit.powers:
            position = word[0]
            continue
        skip = units.form(_SKIP).match(text, position)
        if skip is None and unit is None and not other:
            skip = other = _OTHER_MONEY.match(text, position)
        if skip is None:
            return None
        position = skip.end()
    footnote = len(text) == 1 and "a" <= text < "x"
    if (unit is None and exponent is None) or (short and unit is None) or footnote or (other and unit):
        return None
    return Declared(unit, exponent or 0)
