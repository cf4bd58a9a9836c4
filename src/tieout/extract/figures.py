"""Figures and dates of a text: where they stand and what they say.

One pass: a pattern stops at every character that can begin a figure or a date, small readers decide there.
What is not read as a figure (names, codes, references) is passed over as a whole. Offsets are those of the
text given; full-width characters are folded one to one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tieout.extract import dates as forms
from tieout.extract.cells import Declared, read_cell, read_declared
from tieout.extract.chinese import read_chinese
from tieout.extract.joined import DIGIT, LINK, joins, settle
from tieout.extract.not_figures import code_end, enumerates, name_end
from tieout.extract.periods import whole_year
from tieout.extract.readings import Reader, Reading
from tieout.model import Dates
from tieout.quantity import Quantity, Unit
from tieout.rulebook.book import Schemas

_FULL = "０１２３４５６７８９．％＋－（）／：＄￥−﹣～〜｜\u00a0\u2009\u202f\u3000‑‐"
_HALF = "0123456789.%+-()/:$¥--~~|    --"
_FOLD = str.maketrans(_FULL, _HALF)

_START = re.compile(
    r"[0-9.QHFJMASONDf一二两三四五六七八九十百千数几](?:"
    r"(?<=[0-9])|(?<=\.)(?<![\w.]\.)(?=[0-9])"
    r"|(?<=[JFMASOND])(?<![A-Za-z0-9].)(?=[aepuco][nbrylgptvc]|[AEPUCO][NBRYLGPTVC])"
    r"|(?<=[QH])(?<![A-Za-z0-9].)(?=[1-4])|(?<=F)(?<![A-Za-z0-9].)(?=Y|iscal)|(?<=f)(?<![A-Za-z0-9].)(?=iscal)"
    r"|(?<=[二两三四五六七八九])(?=[十百千万亿点成分倍个天年周家人元小吨美港〇零○])|(?<=十)(?=[一二三四五六七八九万亿余多倍个天年周家元])"
    r"|(?<=一)(?=[百千万亿十成〇零○九])|(?<=[数几])(?=[十百千万亿])|(?<=[百千])(?=分之))"
)
_YEARS_LISTED = re.compile(r"(?:(?:19|20)\d\d|\d\d)(?:[/、](?:(?:19|20)\d\d|\d\d))+\s?年")
_BARE_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_SURROUND = re.compile(
    r"(?:[\s~≈<>≥≤*†‡§+()\[\]]|\([a-z\d]{1,2}\)|\[[a-z\d]{1,2}\]|[约近超逾达]|超过|大约|不足|左右|以上|以下|以内|至少|至多|最多"
    r"|(?i:about|approximately|over|nearly|up to|at least|more than|less than|or more))*"
)
_YEAR_SAID = re.compile(
    r"(?i:\b(?:in|of|since|by|from|until|till|during|through|for|year|years|fiscal|calendar|late|early|mid|end|and|or|before"
    r"|after|between|to|vs|ended))[\s-]$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure or a date of a text, from `start` up to `end`; exactly one of the two is set."""

    start: int
    end: int
    quantity: Quantity | None = None
    dates: Dates | None = None


def fold(text: str) -> str:
    """Full-width digits and signs as plain ones, character by character."""
    return text if text.isascii() else text.translate(_FOLD)


class Scanner:
    """Finds figures and dates with the units and words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._reader = Reader(schemas)

    def scan(self, text: str) -> list[Found]:
        """All figures and dates of a prose text, in order."""
        plain = fold(text)
        found: list[Found] = []
        masked = self._reader.names.masked(plain)
        position = 0
        while (match := _START.search(plain, position)) is not None:
            start = match.start()
            while masked and masked[0][1] <= start:
                masked.pop(0)
            if masked and masked[0][0] <= start:
                position = masked[0][1]
                continue
            position = self._at(plain, start, found)
        return found

    def cell(self, text: str, unit: Unit | None = None, exponent: int = 0, *, years: bool = True) -> Found | None:
        """A table cell that is one figure or date as a whole, or None.

        Args:
            text: the cell's text.
            unit: unit inherited from caption or header, used where the cell prints none.
            exponent: power of ten inherited with it, used where the cell prints no scale of its own.
            years: whether a bare 2024 is a year where no unit is inherited (header cells), not a number.
        """
        plain = fold(text)
        bare_year = years and unit is None and not exponent and _BARE_YEAR.fullmatch(plain) is not None
        if not bare_year and "年" not in plain and "月" not in plain:
            cell = read_cell(self._reader, plain, unit, exponent)
            if cell is not None:
                return Found(*cell)
        found = self.scan(text)
        if len(found) != 1 or not _around(plain[: found[0].start], plain[found[0].end :]):
            return None
        only = found[0]
        if only.dates is not None and not years and _BARE_YEAR.fullmatch(plain):
            return None
        return only

    def declared(self, text: str) -> Declared | None:
        """The unit and power of ten that a caption or header declares: in millions, 单位：万元, (%)."""
        return read_declared(self._reader.units, fold(text))

    def _at(self, text: str, start: int, found: list[Found]) -> int:
        """Read what begins at `start`, append it, and return where to go on."""
        char = text[start]
        if char in "0123456789":
            return self._digits(text, start, found)
        if char == ".":
            return self._numbers(text, start, found)
        if char.isascii():
            dated = forms.read_forms(forms.LETTER_FORMS, text, start, _known(found))
            return start + 1 if dated is None else _append_dates(text, start, *dated, found)
        reading = read_chinese(self._reader, text, start)
        if reading is None:
            return start + 1
        found.append(Found(*reading))
        return reading[1]

    def _digits(self, text: str, start: int, found: list[Found]) -> int:
        before = text[start - 1] if start else " "
        if before.isascii() and (before.isalpha() or before == "_") or (
            before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha()
        ):
            if self._reader.units.money_before(text, start) is None:
                return name_end(text, start)
        dated = self._dates(text, start, found)
        if dated is not None:
            return dated
        end = enumerates(text, start) or code_end(text, start)
        return self._numbers(text, start, found) if end is None else end

    def _dates(self, text: str, start: int, found: list[Found]) -> int | None:
        """Append the date or period that begins with the digits at `start`; where it ends, or None."""
        end = start + 1
        while end < len(text) and text[end] in "0123456789":
            end += 1
        length = end - start
        if length > 4 or length == 3:
            return None
        follow = text[end + 1 : end + 2] if text[end : end + 1] == " " else text[end : end + 1]
        if not follow:
            return None
        listed = _YEARS_LISTED.match(text, start) if follow in "/、" else None
        if listed is not None:
            done = _append_listed(text, listed, found)
            if done is not None:
                return done
        dated = forms.read_forms(_forms(length, follow), text, start, _known(found))
        if dated is not None:
            return _append_dates(text, start, *dated, found)
        if length <= 2 and follow == "月":
            alone = forms.ZH_FORMS_ALONE[-1][0].match(text, start)
            return None if alone is None else alone.end()
        return None

    def _numbers(self, text: str, start: int, found: list[Found]) -> int:
        """Append the number at `start` with those joined to it."""
        first = self._reader.western(text, start)
        if first is None:
            return name_end(text, start)
        if first.bare and _is_year(text, start, first):
            year = whole_year(first.numeral.digits)
            assert year is not None
            return _append_dates(text, start, first.end, year, found)
        chain: list[tuple[Reading, str]] = []
        reading = first
        while True:
            link = LINK.match(text, reading.end)
            following = self._next(text, link) if link is not None and joins(text, reading, link) else None
            if link is None or following is None:
                chain.append((reading, ""))
                break
            chain.append((reading, "list" if link["list"] else "range"))
            reading = following
        for begin, end, quantity in settle(chain):
            found.append(Found(begin, end, quantity))
        return chain[-1][0].end

    def _next(self, text: str, link: re.Match[str]) -> Reading | None:
        digit = DIGIT.match(text, link.end())
        if digit is None:
            return None
        start = digit.end()
        if self._dates(text, start, []) is not None or code_end(text, start) is not None:
            return None
        reading = self._reader.western(text, start)
        return None if reading is None or (reading.bare and _is_year(text, start, reading)) else reading


def _around(before: str, after: str) -> bool:
    """Whether nothing but hedges, brackets and footnote marks stands around a cell's figure."""
    return _SURROUND.fullmatch(before) is not None and _SURROUND.fullmatch(after) is not None


def _forms(length: int, follow: str) -> tuple[forms.Form, ...]:
    """The date forms that digits of this length can begin, by what follows them."""
    if follow == "年":
        return forms.ZH_FORMS
    if length == 4:
        if follow in "-/.–—~至到":
            return forms.ZH_FORMS + forms.SEPARATED_FORMS
        if follow in "QHAEFP12349度":
            return forms.SUFFIXED_FORMS
        return forms.ZH_FORMS if follow in "上下前半第一二三四中全" else ()
    if follow == "月":
        return forms.ZH_FORMS_ALONE
    if follow in "QH" or (length == 1 and follow == "M"):
        return forms.SUFFIXED_FORMS
    if follow == "/":
        return forms.US_FORMS
    if follow in "-–—~至到":
        return (forms.ZH_FORMS[2], *forms.ZH_FORMS_ALONE[:1], *forms.DAY_MONTH_FORMS)
    return forms.DAY_MONTH_FORMS if follow in "JFMASONDsntro" else ()


def _known(found: list[Found]) -> int | None:
    """The year mentioned last."""
    for item in reversed(found):
        if item.dates is not None:
            return date.fromordinal(item.dates.last).year
    return None


def _append_dates(text: str, start: int, end: int, dates: Dates, found: list[Found]) -> int:
    start, dates = forms.widen(text, start, dates)
    before = found[-1] if found else None
    if before is not None and before.dates is not None and text[before.end : start] in (" and ", ", and ", " or "):
        dates = forms.like(before.dates, dates)
    found.append(Found(start, end, None, dates))
    return end


def _append_listed(text: str, match: re.Match[str], found: list[Found]) -> int | None:
    """Years listed with one 年: 24/25/26年."""
    parts = list(re.finditer(r"\d+", match[0]))
    years = [int(part[0]) + (0 if len(part[0]) == 4 else 2000) for part in parts]
    if any(late - early != 1 for early, late in zip(years, years[1:], strict=False)):
        return None
    for part, year in zip(parts, years, strict=True):
        begin = match.start() + part.start()
        found.append(Found(begin, begin + len(part[0]), None, whole_year(year)))
    return match.end()


def _is_year(text: str, start: int, reading: Reading) -> bool:
    """Whether a bare number of four digits is a year: a likely one, or one that a word before says to be."""
    digits = reading.numeral.digits
    if reading.numeral.exponent or reading.end - start != 4 or reading.start != start or not 1900 <= digits < 2100:
        return False
    if reading.hedge is not None and text[start - 1 : start] != " ":
        return False
    if 1990 <= digits < 2040 and digits != 2000:
        return True
    return _YEAR_SAID.search(text, max(0, start - 12), start) is not None


__all__ = ["Declared", "Found", "Scanner", "fold"]
