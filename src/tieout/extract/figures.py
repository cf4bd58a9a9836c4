"""Figures and dates of a text: where they stand and what they say.

One pass: a pattern stops at every character that can begin a figure or a date, small readers decide there.
What is not read as a figure (names, codes, references) is passed over as a whole. Offsets are those of the
text given; full-width characters are folded one to one.
"""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from typing import NamedTuple

from tieout.extract.beside import Beside
from tieout.extract.cells import Declared, inheriting, read_cell, read_declared
from tieout.extract.chinese import read_chinese
from tieout.extract.date_context import is_year, like, listed_years, programme_end, widen
from tieout.extract.dates import from_digits, from_letters, undated
from tieout.extract.fiscal import FiscalYear
from tieout.extract.joined import Links, settle
from tieout.extract.not_figures import enumerates, heads_section, is_index, name_end, numbers_page
from tieout.extract.numerals import MISGROUPED, WESTERN, with_thousands
from tieout.extract.periods import whole_year
from tieout.extract.readings import Reader, Reading
from tieout.extract.remembered import remembering
from tieout.lexicon import Lexicon
from tieout.model import Dates, Grain
from tieout.quantity import Quantity, Unit
from tieout.rulebook.book import Schemas

_FULL = "０１２３４５６７８９．％＋－（）／：＄￥−﹣～〜｜\u00a0\u2009\u202f\u3000‑‐"
_HALF = "0123456789.%+-()/:$¥--~~|    --"
_AND = (" and ", ", and ", " or ")
_FOLD = str.maketrans(_FULL, _HALF)

_START = re.compile(
    r"[0-9.QHFCJMASONDf一二两三四五六七八九十百千数几](?:"
    r"(?<=[0-9])|(?<=\.)(?<![\w.]\.)(?=[0-9])"
    r"|(?<=[JFMASOND])(?<![A-Za-z0-9].)(?=[aepuco][nbrylgptvc]|[AEPUCO][NBRYLGPTVC])"
    r"|(?<=[QH])(?<![A-Za-z0-9].)(?=[1-4])|(?<=F)(?<![A-Za-z0-9].)(?=Y|iscal)|(?<=[CH])(?<![A-Za-z0-9].)(?=Y)|(?<=f)(?<![A-Za-z0-9].)(?=iscal)"
    r"|(?<=[二两三四五六七八九])(?=[十百千万亿点成分倍个天年周家人元小吨美港〇零○])|(?<=十)(?=[一二三四五六七八九万亿余多倍个天年周家元])"
    r"|(?<=一)(?=[百千万亿十成〇零○九])|(?<=[数几])(?=[十百千万亿])|(?<=[百千])(?=分之))"
)
_GLUE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.@")
_LONGEST_CELL = 120
_BARE_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")


class Found(NamedTuple):
    """A figure or a date of a text, from `start` up to `end`; exactly one of the two is set."""

    start: int
    end: int
    quantity: Quantity | None = None
    dates: Dates | None = None


def fold(text: str) -> str:
    """Full-width digits and signs as plain ones, character by character."""
    return text if text.isascii() else text.translate(_FOLD)


class _Finds:
    """What was found so far in a text, and the year that it mentioned last."""

    __slots__ = ("items", "words", "year", "years")

    def __init__(self, years: FiscalYear | None, words: Lexicon) -> None:
        self.words = words
        self.items: list[Found] = []
        self.year: int | None = None
        self.years = years

    def add_dates(self, text: str, start: int, end: int, dates: Dates) -> int:
        """Add a date with the words that belong to it; where it ends."""
        day = dates.grain is Grain.DAY
        start, dates = widen(text, start, dates, self.words)
        if dates.fiscal and self.years is not None and not day:
            dates = self.years.of(dates)
        while self.items and self.items[-1].start >= start:  # the 13 of "13 weeks ended"
            self.items.pop()
        before = self.items[-1] if self.items else None
        if before is not None and before.dates is not None and text[before.end : start] in _AND:
            dates = like(before.dates, dates, ended="ended" in text[before.start : before.end].lower())
        self.items.append(Found(start, end, None, dates))
        self.year = date.fromordinal(dates.last).year
        return end


class Scanner:
    """Finds figures and dates with the units and words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._words = schemas.lexicon
        self._reader, self._links = Reader(schemas), Links(schemas.lexicon)
        self._names, self._beside = self._reader.names, Beside(schemas.lexicon)
        self._years: FiscalYear | None = None
        self._today: int | None = None

    def of(self, years: FiscalYear | None, today: int | None = None) -> Scanner:
        """This scanner for a report with those fiscal years and the day (an ordinal) that it is of."""
        if years is None and today is None:
            return self
        other = copy(self)
        other._years, other._today = years, today
        return other

    def scan(self, text: str) -> list[Found]:
        """All figures and dates of a prose text, in order."""
        plain = with_thousands(fold(text), text, self._names.model)
        finds = _Finds(self._years, self._words)
        if numbers_page(plain):
            return finds.items
        masked = self._names.masked(plain)
        position = 0
        while (match := _START.search(plain, position)) is not None:
            start = match.start()
            while masked and masked[-1][1] <= start:
                masked.pop()
            hidden = bool(masked) and masked[-1][0] <= start
            position = masked[-1][1] if hidden else self._at(plain, start, finds)
        return finds.items

    def cell(
        self, text: str, unit: Unit | None = None, exponent: int = 0, *, years: bool = True
    ) -> Found | None:
        """A table cell that is one figure or date as a whole, or None.

        Args:
            text: the cell's text.
            unit: unit inherited from caption or header, used where the cell prints none.
            exponent: power of ten inherited with it, used where the cell prints no scale of its own.
            years: whether a bare 2024 is a year where no unit is inherited (header cells), not a number.
        """
        if len(text) > _LONGEST_CELL:
            return None
        plain = fold(text)
        bare_year = years and unit is None and not exponent and _BARE_YEAR.fullmatch(plain) is not None
        if not bare_year and not self._beside.may_be_date(plain):
            cell = read_cell(self._reader, plain, unit, exponent)
            if cell is not None:
                return Found(*cell)
        found = self.scan(text)
        around = (plain[: found[0].start], plain[found[0].end :]) if found else ()
        if len(found) != 1 or not all(map(self._beside.surround.fullmatch, around)):
            return None
        if found[0].dates is not None and not years and _BARE_YEAR.fullmatch(plain):
            return None
        quantity = found[0].quantity
        return (
            found[0] if quantity is None else found[0]._replace(quantity=inheriting(quantity, unit, exponent))
        )

    def declared(self, text: str) -> Declared | None:
        """The unit and power of ten that a caption or header declares: in millions, 单位：万元, (%)."""
        return read_declared(self._reader.units, fold(text))

    def _at(self, text: str, start: int, finds: _Finds) -> int:
        """Read what begins at `start`, add it, and return where to go on."""
        char = text[start]
        if char in "0123456789":
            return self._digits(text, start, finds)
        if char == ".":
            return self._numbers(text, start, finds)
        if char.isascii():
            dated = from_letters(text, start, finds.year, self._words)
            if dated is None:
                return self._undated(text, start, finds) or start + 1
            return finds.add_dates(text, start, *dated)
        reading = read_chinese(self._reader, text, start)
        if reading is None:
            return start + 1
        finds.items.append(Found(*reading))
        return reading[1]

    def _digits(self, text: str, start: int, finds: _Finds) -> int:
        glued = start > 0 and text[start - 1] in _GLUE and _is_glued(text, start)
        if (
            glued
            and self._beside.glued.match(text, start) is None
            and not self._reader.units.money_before(text, start)
        ):
            return name_end(text, start)
        named = self._names.phone_end(text, start) or self._names.model(text, start)
        if named is not None:
            return named
        misgrouped = self._words.pattern(MISGROUPED).match(text, start)
        if misgrouped is not None:
            return misgrouped.end()
        if self._beside.no_date.match(text, start):
            end = self._names.code_end(text, start)
            return self._numbers(text, start, finds) if end is None else end
        named = programme_end(text, start, self._words)
        if named is not None:
            return named
        years = listed_years(text, start, self._words)
        if years:
            finds.items.extend(Found(begin, end, None, dates) for begin, end, dates in years)
            finds.year = date.fromordinal(years[-1][2].last).year
            return years[-1][1] + 1
        dated = from_digits(text, start, finds.year, self._words)
        if dated is not None:
            return finds.add_dates(text, start, *dated)
        end = (
            self._undated(text, start, finds) or enumerates(text, start) or self._names.code_end(text, start)
        )
        return self._numbers(text, start, finds) if end is None else end

    def _undated(self, text: str, start: int, finds: _Finds) -> int | None:
        """Where a day without a year ends; it is added if the report's date tells the year."""
        found = undated(text, start, self._words, self._today)
        if found is not None and found[1] is not None:
            finds.items.append(Found(start, found[0], None, found[1]))
        return None if found is None else found[0]

    def _numbers(self, text: str, start: int, finds: _Finds) -> int:
        """Add the number at `start` with those joined to it."""
        first = self._reader.western(text, start)
        if first is None:
            number = WESTERN.match(text, start)
            return self._names.reference_end(
                text, max(name_end(text, start), start if number is None else number.end())
            )
        if first.bare and (
            heads_section(text, start, first.end)
            or is_index(text, start)
            or self._beside.is_version(text, start, first.end)
            or self._beside.document.match(text, first.end)
        ):
            return first.end
        chain = self._chain(text, first)
        year = self._year(text, start, first)
        if year is not None and self._names.programme(text, first.end):
            return first.end
        if year is not None and (
            self._beside.dating.search(text, max(start - 8, 0), start) or not _ends_an_amount(chain)
        ):
            return finds.add_dates(text, start, first.end, year)
        for begin, end, quantity in settle(chain):
            finds.items.append(Found(begin, end, quantity))
        return chain[-1][0].end

    def _chain(self, text: str, first: Reading) -> list[tuple[Reading, str]]:
        """A number and those linked to it, each with its connector: range, list or none."""
        chain: list[tuple[Reading, str]] = []
        reading = first
        while True:
            link = self._links.link.match(text, reading.end)
            kind = "" if link is None else self._links.joins(text, reading, link)
            following = self._next(text, link) if link is not None and kind else None
            if following is None:
                chain.append((reading, ""))
                return chain
            chain.append((reading, kind))
            reading = following

    def _next(self, text: str, link: re.Match[str]) -> Reading | None:
        digit = self._links.digit.match(text, link.end())
        if digit is None:
            return None
        start = digit.end()
        if from_digits(text, start, None, self._words) or undated(text, start, self._words):
            return None
        if self._names.code_end(text, start):
            return None
        reading = self._reader.western(text, start, link.end())
        return None if reading is None or self._year(text, start, reading) else reading

    def _year(self, text: str, start: int, reading: Reading) -> Dates | None:
        """The year that a bare number is, if it is one."""
        if not reading.bare or reading.start != start or (reading.hedge and text[start - 1 : start] != " "):
            return None
        named = is_year(text, start, reading.end, reading.numeral, self._words)
        return whole_year(reading.numeral.digits) if named else None


@remembering
def scanner(schemas: Schemas) -> Scanner:
    """The scanner of these schemas, built once for many documents."""
    return Scanner(schemas)


def _ends_an_amount(chain: list[tuple[Reading, str]]) -> bool:
    """Whether a number that could be a year is the lower end of an amount: 1990-2010亿元."""
    return chain[0][1] == "range" and chain[1][0].numeral.digits > chain[0][0].numeral.digits >= 1000


def _is_glued(text: str, start: int) -> bool:
    """Whether a number hangs on a word: H800, GPT-4, or the footnote mark of "estimates.2"."""
    before = text[start - 1]
    if before not in "-.":
        return True
    further = text[start - 2 : start - 1]
    return further.isascii() and (further.isalpha() or (before == "." and further in tuple(')"%')))
