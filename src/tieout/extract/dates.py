"""Dates and periods where a digit or a month name stands: which forms are tried there, and what they say.

A month or quarter without a year takes the year mentioned before it in the text; a day or a Chinese month
takes that of the report's date if there is none. Else it is no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tieout.extract.date_forms import (
    DAY_MONTH,
    FIRST_MONTHS,
    LETTER_FORMS,
    MONTH_DAY,
    SEPARATED_FORMS,
    SUFFIXED_FORMS,
    US_FORMS,
    WHOLE_DAYS,
    ZH_FISCAL,
    ZH_FORMS,
    ZH_MONTH,
    ZH_MONTHS,
    ZH_YEARS,
    Form,
    month_number,
)
from tieout.extract.periods import day
from tieout.extract.remembered import remembering
from tieout.lexicon import Lexicon, Role, WordList
from tieout.model import Dates

_MONTHS, _DAYS = 12, 31
_DASHES, _SEPARATES, _SUFFIXES = "-–—~", "-/.", "QHAEFP12349"


def from_digits(text: str, start: int, known: int | None, words: Lexicon) -> tuple[int, Dates] | None:
    """The date or period that begins with the digits at `start`: where it ends, and what it says.

    `known` is the year mentioned last, if any.
    """
    length, follow = _lead(text, start)
    forms = _leads(words).forms(length, follow) if follow else ()
    return _read(forms, text, start, known, words)


def from_letters(text: str, start: int, known: int | None, words: Lexicon) -> tuple[int, Dates] | None:
    """The date or period that begins with a month name, Q, H, FY or CY at `start`."""
    return _read(LETTER_FORMS, text, start, known, words)


def undated(
    text: str, start: int, words: Lexicon, today: int | None = None
) -> tuple[int, Dates | None] | None:
    """A month or day whose year nobody says: where it ends, and the date if the report's own tells the year.

    What a report tells of without a year is of its year, unless it was still to come on the report's date.

    Args:
        text: a folded text.
        start: where the digits or the name of the month begin.
        words: those in force.
        today: the day of the report's date, as an ordinal; None if it is not known.
    """
    length, follow = _lead(text, start) if text[start].isdigit() else (0, "")
    if length > 2 or (length and follow not in _leads(words).to_month):
        return None
    for form, reading in (ZH_MONTHS, ZH_MONTH, DAY_MONTH) if length else (MONTH_DAY,):
        match = words.pattern(form).match(text, start)
        if match is not None:
            dates = None if today is None else reading(match, date.fromordinal(today).year, words)
            past = dates is not None and today is not None and dates.first <= today
            return match.end(), dates if past else None
    return None


_OF_YEAR = ("/", "-", ".")  # what leads from a year, or another number, to a month, beside the word for year
_SPACED = 3  # characters before a day that may be spaces


def undated_days(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where days and Chinese months stand whose year the same words do not say: 10月8日, March 5, 5 March."""
    of_year = (*_OF_YEAR, *words.words(WordList.YEAR_SIGN))
    for form, _ in (ZH_MONTH, MONTH_DAY, DAY_MONTH):
        for match in words.pattern(form).finditer(text):
            before = text[max(match.start() - _SPACED, 0) : match.start()].rstrip()
            if not match.groupdict().get("y") and not before.endswith(of_year):
                yield match.span()


def impossible_days(text: str, words: Lexicon) -> Iterator[tuple[int, int, bool]]:
    """Days that no calendar has: 31 June, 30 February, month 13; where they stand.

    The third value says whether they can be nothing but days: in digits alone 2024.13.05 may be a code.
    """
    for form in WHOLE_DAYS:
        for match in words.pattern(form).finditer(text):
            named = match.groupdict()
            month = month_number(match["name"], words) if named.get("name") else int(match["m"])
            years = (int(match["y"]) % 100 + 1, month + 1) == (month, int(match["d"]))  # 2020/21/22
            if not years and day(int(match["y"]), month, int(match["d"])) is None:
                plain = named.get("sep") == "-" and month <= _MONTHS and int(match["d"]) <= _DAYS
                yield match.start(), match.end(), plain or "sep" not in named


def _lead(text: str, start: int) -> tuple[int, str]:
    """How many digits stand at `start`, and the character after them and a space."""
    end = start + 1
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return end - start, text[end + 1 : end + 2] if text[end : end + 1] == " " else text[end : end + 1]


@dataclass(frozen=True, slots=True)
class _Leads:
    """By what follows digits, which forms they can begin; of words their first characters."""

    year: str
    fiscal: str
    month: str
    to: str  # dashes, and words that stand for one
    parts: str  # of a year
    signs: str  # of a part or of the kind of a year
    names: str  # of months
    to_day: str  # of months, and of what stands between a day and its month

    @property
    def to_month(self) -> str:
        """What may follow the digits of a day or a Chinese month."""
        return self.month + self.names + self.to

    def forms(self, length: int, follow: str) -> tuple[Form, ...]:
        """The forms that so many digits can begin, by what follows them."""
        if length == 3 or length > 4:
            return ()
        if follow in self.year:
            return ZH_FORMS
        if follow in self.fiscal:
            return (ZH_FISCAL,)
        if length == 4:
            if follow in _SEPARATES or follow in self.to:
                return ZH_FORMS + SEPARATED_FORMS
            if follow in self.signs:
                return SUFFIXED_FORMS
            return ZH_FORMS if follow in self.parts else ()
        if follow in self.month:
            return ZH_MONTHS, ZH_MONTH
        if follow in "QHM":
            return (*SUFFIXED_FORMS, DAY_MONTH)
        if follow == "/":
            return US_FORMS
        if follow in self.to:
            return (*((FIRST_MONTHS,) if length == 1 else ZH_YEARS), ZH_MONTHS, DAY_MONTH)
        return (DAY_MONTH,) if follow in self.to_day else ()


@remembering
def _leads(words: Lexicon) -> _Leads:
    """The characters by which forms are told, with the words in force."""

    def firsts(*lists: Iterable[str]) -> str:
        return "".join(dict.fromkeys(word[0] for one in lists for word in one))

    of, role = words.words, words.valued
    names = firsts(role(f"{Role.MONTH}/"))
    return _Leads(
        firsts(of(WordList.YEAR_SIGN)),
        firsts(of(WordList.FISCAL_YEAR_WORD)),
        firsts(of(WordList.MONTH_WORD)),
        _DASHES + firsts(of(WordList.RANGE_HAN)),
        firsts(role(f"{Role.YEAR_PART}/"), role(f"{Role.QUARTER_NUMBER}/"), of(WordList.ORDINAL_WORD)),
        _SUFFIXES + firsts(of(WordList.YEAR_TAIL)),
        names,
        names + firsts(of(WordList.ORDINAL_END), of(WordList.OF_MONTH)),
    )


def _read(
    forms: tuple[Form, ...], text: str, start: int, known: int | None, words: Lexicon
) -> tuple[int, Dates] | None:
    """The first form that reads at `start`."""
    for form, reading in forms:
        match = words.pattern(form).match(text, start)
        if match is not None:
            found = reading(match, known, words)
            if found is not None:
                return match.end(), found
    return None
