"""Dated events that a report tells: something was released, announced or published on a day or in a month.

An event is past unless a word puts it into the future ("will", 将, 预计). What was brought out is known by
its maker and a name with a figure in it (DeepSeek V3); only such names are compared between statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tieout.lexicon import Phrase, WordList
from tieout.model import Fact, Grain, Report, Sentence
from tieout.rulebook.book import Schemas

_AHEAD = 60  # characters after a date in which its event is named
_BEHIND = 40
_CELL_REST = 4  # what else the cell of a date may hold
_STOP = re.compile(r"[。；;！!？?\n]|\.\s")
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n（）()]|\.\s")
_ON = Phrase(r"{on_date}\s{0,2}\Z")
_NAME = re.compile(
    r"(?<![A-Za-z0-9_.-])(?:(?P<maker>[A-Za-z]{2,})[ -])?(?P<name>(?=[\w.]*\d)[A-Za-z][\w.]*(?:-[\w.]+)*)"
)
_FULL_NAME = re.compile(r"^[A-Za-z]{3}[\w.]*-(?:[\w.]*-)*\d")  # of a maker's own series: Heron2-20B
_MAKER = re.compile(r"[A-Za-z]{3,}")
_GRAINS = (Grain.DAY, Grain.MONTH)
_RELEASE_DATE = Phrase(r"{launched}\s?{date_word}\s?{is_word}?[:：]?\s?\Z")
_DATE_WORD = Phrase(r"{date_word}")


@dataclass(frozen=True, slots=True)
class Event:
    """A date with what it dates: whether told as past, and the thing brought out, if it can be named."""

    fact: Fact
    past: bool
    thing: str = ""


def find(report: Report, schemas: Schemas) -> Iterator[Event]:
    """All events in reading order: those of prose, then those of tables."""
    for sentence in report.sentences:
        if sentence.row is None and any(_is_date(fact) for fact in sentence.facts):
            yield from _told(sentence, schemas)
    yield from _tabled(report, schemas)


def _is_date(fact: Fact) -> bool:
    return fact.figure.dates is not None and fact.figure.dates.grain in _GRAINS


def _told(sentence: Sentence, schemas: Schemas) -> Iterator[Event]:
    released, foreseen = schemas.words[WordList.RELEASED], schemas.words[WordList.FORESEEN]
    dates = [fact for fact in sentence.facts if _is_date(fact)]
    for place, fact in enumerate(dates):
        start = fact.figure.start - sentence.start
        end = fact.figure.end - sentence.start
        nearest = dates[place - 1].figure.end - sentence.start if place else 0
        before = sentence.text[max(start - _BEHIND, nearest, 0) : start]
        following = (
            dates[place + 1].figure.start - sentence.start if place + 1 < len(dates) else len(sentence.text)
        )
        after = sentence.text[end : min(end + _AHEAD, following)]
        stop = _STOP.search(after)
        after = after if stop is None else after[: stop.start()]
        verb = released.search(after)
        if verb is None:
            dated = schemas.lexicon.pattern(_RELEASE_DATE).search(before) is not None
            on_day = schemas.lexicon.pattern(_ON).search(before) is not None
            if not dated and (not on_day or released.search(before) is None):
                continue
            told = before
        else:
            told = f"{before} {after[: verb.start()]}"
        past = foreseen.search(told) is None and not _in_calendar(sentence, schemas)
        yield Event(fact, past, _thing(before, after, schemas))


def _thing(before: str, after: str, schemas: Schemas) -> str:
    """The one thing that a clause next to the date brings out."""
    launched, variant = schemas.words[WordList.LAUNCHED], schemas.words[WordList.VARIANT]
    verb = launched.search(after)
    if verb is None and schemas.lexicon.pattern(_RELEASE_DATE).search(before) is not None:
        names = list(_NAME.finditer(before))
        return _name(names[0]["maker"], names[0]["name"]) if len(names) == 1 else ""
    if verb is None:
        return ""
    cuts = [0, *(cut.end() for cut in _CLAUSE.finditer(after)), len(after) + 1]
    first = max(cut for cut in cuts if cut <= verb.start())
    last = min(cut for cut in cuts if cut > verb.start())
    clause = after[first:last]
    if variant.search(clause):
        return ""
    names = list(_NAME.finditer(clause)) or list(_NAME.finditer(before))
    if len(names) != 1:
        return ""
    maker = names[0]["maker"] or _before(clause, names[0].start())
    return _name(maker, names[0]["name"])


def _before(clause: str, end: int) -> str:
    makers = _MAKER.findall(clause[:end])
    return makers[-1] if makers else ""


def _in_calendar(sentence: Sentence, schemas: Schemas) -> bool:
    """Whether the section lists what is to come."""
    return (
        bool(sentence.headings) and schemas.words[WordList.CALENDAR].search(sentence.headings[-1]) is not None
    )


def _tabled(report: Report, schemas: Schemas) -> Iterator[Event]:
    """Dates in lines of a table whose label says that they are release dates."""
    grids = {grid.block: grid for grid in report.grids}
    date_word = schemas.lexicon.pattern(_DATE_WORD)
    for fact in report.facts:
        grid, row, col = grids.get(fact.figure.block), fact.figure.row, fact.figure.col
        if grid is None or row is None or col is None or not _is_date(fact):
            continue
        if len(grid.texts[row - 1][col - 1].strip()) > len(fact.figure.text) + _CELL_REST:
            continue
        across, down = grid.texts[row - 1][0], grid.texts[0][col - 1]
        label, other = (across, down) if schemas.words[WordList.RELEASED].search(across) else (down, across)
        if schemas.words[WordList.RELEASED].search(label) is None or date_word.search(label) is None:
            continue
        names = list(_NAME.finditer(other))
        thing = _name(names[0]["maker"], names[0]["name"]) if len(names) == 1 else ""
        yield Event(fact, schemas.words[WordList.FORESEEN].search(f"{label} {other}") is None, thing)


def _name(maker: str | None, name: str) -> str:
    """A thing by maker and name, in small letters; nothing without a maker, but for names like Heron2-20B."""
    full = f"{maker} {name}" if maker else name if _FULL_NAME.search(name) else ""
    return full.lower()
