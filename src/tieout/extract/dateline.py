"""The date of a report: behind a label, or alone on a line near the top.

A date inside a sentence dates an event and is never taken. Labels that other things have too ("date") count
near the top only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain

from tieout.extract.passages import Passage
from tieout.lexicon import Lexicon, Name, Phrase, WordList
from tieout.model import BlockKind, Fact, Grain
from tieout.rulebook.book import Schemas

Dated = Mapping[tuple[int, int | None, int | None], Sequence[Fact]]

_FRONT_PASSAGES = 40
_FRONT_LENGTH = 3000
_LONGEST_LABELLED = 600  # characters of a passage searched for labels behind the front
_FOLLOWING = 2  # passages from a label that stands alone to its date
_LONE_REST = 20  # what else may stand on the line of a lone date
_LONGEST_LINE = 200  # characters on either side of a lone date, spaces included
_MONTH_REST = 8  # the same for a month, which is less likely to be the date of a report
_BEFORE = Phrase(r"(?:^|[\s|·•/◆●■,，;；。.（(【\[*>-]|{this_report})\Z")
_GAP = Phrase(r"[\s:：|*）)\]】]*(?:{is_word}|{on_date})?[\s:：|*]*")
_EVENT = Phrase(r"{released}|{foreseen}")  # a date beside it dates that
_OF_PRICES = Phrase(r"{market_data}\W*\Z")  # a date behind it is that of the prices
_AXIS = re.compile(r"[\d/.-]{8,}(?:[^\d/.-]|\Z)")  # the dates of a chart go on
_NEAR_END = 20
_FIELD = re.compile(r"[＃#]createTime\d?[＃#]\s?")
_FIRST_PAGES = 80  # passages
_HOUSE_BEHIND = Phrase(
    r"\s?(?:{broker_report}|[\u4e00-\u9fff]{0,8}{research_arm}[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{0,10}{issuer_suffix}|{kind_of_note}{0,3}{report_kind})"
)
_KIND_BEFORE = Phrase(r"(?:{kind_of_note}|{report_kind})\s?\Z")
_NO_SENTENCE = re.compile(r"[^\u4e00-\u9fff，。,]|\Z")
_PREPRINT = re.compile(r"arXiv:\d{4}\.\d{4,5}(?:v\d+)?\s+\[[\w.-]+\]\s+")
_CITY = re.compile(r"[A-Z][A-Z .'’-]{2,30}(?:,\s?[A-Z][\w. ]{1,24}){0,2}\s?[,–—-]{1,2}\s?")
_DASH = re.compile(r"\s?(?:[(（/][^()（）]{2,40}[)）/]\s?)?[-–—]")
_PARTED = re.compile(r"\s*[|｜·•◆\u3000]\s*")  # house | industry | kind of note | date
_PROSE = re.compile(r"[。；;！？!?]|[,，].*[,，]")


def read_date(
    read: Sequence[Passage], dates: Dated, cited: Set[int], schemas: Schemas
) -> tuple[Fact | None, bool]:
    """The fact that dates the report, and whether a label says so.

    Args:
        read: all passages in order.
        dates: facts that are days or months, by passage.
        cited: ids of facts that date other reports.
        schemas: word lists `report_date_label`, `front_date_label`, `released` and `foreseen`.
    """
    front = _front(read)
    labelled = chain(
        _marked(read, dates),
        _labelled(read[:front], dates, WordList.REPORT_DATE_LABEL, schemas),
        _labelled(read[:front], dates, WordList.FRONT_DATE_LABEL, schemas),
        _labelled(read[front:], dates, WordList.REPORT_DATE_LABEL, schemas),
    )
    date = next((fact for fact in labelled if fact.id not in cited), None)
    if date is not None:
        return date, True
    lone = [fact for fact in _lone(read[:front], dates, schemas) if fact.id not in cited]
    days = [fact for fact in lone if _is_day(fact)]
    days = days or [fact for fact in _beside_house(read, dates, schemas) if fact.id not in cited]
    return next(iter(days or lone), None), False


def _is_day(fact: Fact) -> bool:
    return fact.figure.dates is not None and fact.figure.dates.grain is Grain.DAY


def _front(read: Sequence[Passage]) -> int:
    """How many passages are the front matter."""
    length = 0
    for place, passage in enumerate(read[:_FRONT_PASSAGES]):
        length += len(passage.text)
        if length > _FRONT_LENGTH:
            return place + 1
    return min(len(read), _FRONT_PASSAGES)


def _labelled(read: Sequence[Passage], dates: Dated, name: Name, schemas: Schemas) -> Iterator[Fact]:
    """Dates that directly follow a label, on its line or in the next passages."""
    labels, before_date = schemas.words[name].pattern, schemas.lexicon.pattern(_GAP)
    for place, passage in enumerate(read):
        text = passage.text[:_LONGEST_LABELLED]
        for label in labels.finditer(text):
            if not _opens(text, label.start(), schemas.lexicon):
                continue
            gap = before_date.match(text, label.end())
            start = label.end() if gap is None else gap.end()
            if start == len(passage.text):
                yield from _next_date(read[place + 1 : place + 1 + _FOLLOWING], dates)
            elif start > label.end():
                yield from (fact for fact in dates.get(passage.place, ()) if fact.figure.start == start)


def _marked(read: Sequence[Passage], dates: Dated) -> Iterator[Fact]:
    """Dates in the field that a house's template keeps for them."""
    for passage in read:
        for field in _FIELD.finditer(passage.text):
            yield from (fact for fact in dates.get(passage.place, ()) if fact.figure.start == field.end())


def _beside_house(read: Sequence[Passage], dates: Dated, schemas: Schemas) -> Iterator[Fact]:
    """Days with the issuing department, or the kind of document, right behind them."""
    behind, before = schemas.lexicon.pattern(_HOUSE_BEHIND), schemas.lexicon.pattern(_KIND_BEFORE)
    for passage in read[:_FIRST_PAGES]:
        for fact in dates.get(passage.place, ()):
            start, end = fact.figure.start, fact.figure.end
            kind = before.search(passage.text[max(start - _NEAR_END, 0) : start])
            if _is_day(fact) and (
                behind.match(passage.text, end) or (kind and _NO_SENTENCE.match(passage.text, end))
            ):
                yield fact


def _opens(text: str, start: int, words: Lexicon) -> bool:
    """Whether a label opens a line or a part of one; Chinese labels may follow a space."""
    before = text[max(start - 3, 0) : start]
    if text[start].isascii():
        before = before.rstrip(" *")
    return words.pattern(_BEFORE).search(before) is not None


def _next_date(following: Sequence[Passage], dates: Dated) -> Iterator[Fact]:
    """The date that opens one of the passages after a label without value."""
    for passage in following:
        for fact in dates.get(passage.place, ()):
            if not passage.text[: fact.figure.start].strip(" *|:："):
                yield fact
                return


def _lone(read: Sequence[Passage], dates: Dated, schemas: Schemas) -> Iterator[Fact]:
    """Dates that have a line nearly to themselves."""
    event, of_prices = schemas.lexicon.pattern(_EVENT), schemas.lexicon.pattern(_OF_PRICES)
    for place, passage in enumerate(read):
        if place and of_prices.search(read[place - 1].text[-_NEAR_END:]) is not None:
            continue
        if place + 1 < len(read) and _AXIS.match(read[place + 1].text) is not None:
            continue
        if passage.row is not None or passage.kind in (BlockKind.CAPTION, BlockKind.ITEM):
            continue
        for fact in dates.get(passage.place, ()):
            if _stamped(passage.text, fact.figure.start, fact.figure.end):
                yield fact
                continue
            rest = _rest_of_line(passage.text, fact.figure.start, fact.figure.end)
            if rest is None:
                continue
            told = event.search(rest) or of_prices.search(passage.text[: fact.figure.start].rstrip(" |｜·•"))
            allowed = (
                _LONE_REST if fact.figure.dates and fact.figure.dates.grain is Grain.DAY else _MONTH_REST
            )
            if len(rest.strip()) <= allowed and not _PROSE.search(rest) and told is None:
                yield fact


def _stamped(text: str, start: int, end: int) -> bool:
    """Whether a date is that of a preprint's stamp, or opens a release: "SEATTLE, May 25, 2023 -- ..."."""
    if _PREPRINT.fullmatch(text, 0, start) is not None:
        return not text[end:].strip()
    return _CITY.fullmatch(text, 0, start) is not None and _DASH.match(text, end) is not None


def _rest_of_line(text: str, start: int, end: int) -> str | None:
    """What else stands on the line of a date; None if the line is long (a text may be one line of dates)."""
    before = text[max(start - _LONGEST_LINE, 0) : start]
    after = text[end : end + _LONGEST_LINE]
    if ("\n" not in before and start > _LONGEST_LINE) or (
        "\n" not in after and end + _LONGEST_LINE < len(text)
    ):
        return None
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    if _PROSE.search(before + after):
        return before + after
    return _PARTED.split(before)[-1] + _PARTED.split(after)[0]
