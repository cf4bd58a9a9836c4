"""What extraction passes over and says: numbers beyond measure, days whose year nobody tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.extract.dates import undated_days
from tieout.extract.numerals import BEYOND, LONGEST
from tieout.extract.passages import passages
from tieout.lexicon import Lexicon
from tieout.model import Document, Fact, Mention, Problem, Report

_SHOWN = 20  # characters of a number beyond measure


class Passed(NamedTuple):
    """What is passed over: numbers beyond measure, and days without a year."""

    beyond: Sequence[Mention]
    yearless: Sequence[Mention]


def passed(document: Document, words: Lexicon) -> Passed:
    """Look for both in the texts of a document, code and running headers left out."""
    beyond: list[Mention] = []
    yearless: list[Mention] = []
    for passage in passages(document):
        beyond += [passage.mention(*match.span()) for match in BEYOND.finditer(passage.text)]
        yearless += (passage.mention(*span) for span in undated_days(passage.text, words))
    return Passed(beyond, yearless)


def told(found: Passed, report: Report) -> Iterator[Problem]:
    """The problems of what was passed over, each kind once; days that were read are none."""
    if found.beyond:
        first = found.beyond[0]
        said = f"of more than {LONGEST} digits taken for no figure: {first.text[:_SHOWN]}…"
        yield Problem("number/too-long", f"{_counted(found.beyond, 'number')} {said}", report.place(first))
    read = {at for fact in report.facts if fact.figure.dates is not None for at in _places(fact)}
    unread = [day for day in found.yearless if (day.block, day.row, day.col, day.start) not in read]
    if unread:
        said = f'without a year not read, for no date of the report tells it: "{unread[0].text}"'
        yield Problem("date/no-year", f"{_counted(unread, 'date')} {said}", report.place(unread[0]))


def _places(fact: Fact) -> Iterator[tuple[int, int | None, int | None, int]]:
    """Every character of a date, for a longer one may hold the words of a day: from 5 to 8 March 2024."""
    figure = fact.figure
    return ((figure.block, figure.row, figure.col, at) for at in range(figure.start, figure.end))


def _counted(found: Sequence[Mention], what: str) -> str:
    return f"{len(found)} {what}{'' if len(found) == 1 else 's'}"
