"""Days of what a report cites: its list of related reports, and its list of sources.

A list of related reports follows a heading or short line that says so, and holds the days of former reports
of the house. A list of sources follows a heading such as "References". Of its entries count the days of what
they cite, not those in a title, nor the day on which somebody looked it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tieout.lexicon import Phrase, WordList
from tieout.model import Block, BlockKind, Document, Fact, Grain
from tieout.rulebook.book import Schemas

ByPlace = Mapping[tuple[int, int | None, int | None], Sequence[Fact]]

_SHORT = 40  # characters of a heading or line that announces related reports
_LONGEST = 40  # blocks of a list of related reports
_QUOTED = re.compile(r"[《“]|^\W*\d{1,2}[.、)）]")
_LISTS = re.compile(r"[\s:：]*(?:\d{1,2}\s?[.,、，)）]?\s?|[《“【])")  # a list begins behind the label
_SOURCES = Phrase(r"^[\W\d]{0,8}{sources_heading}[\W\d]{0,4}$")
_REACH = 40  # characters before a day that may say that it was looked up then
_ENTRY = re.compile(r"\s*(?:\[\d{1,3}\]|[(（]?\d{1,3}[.、)）])")  # numbered as a source is
_TITLE = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|《[^《》]*》|「[^「」]*」")
_LOOKED_UP = Phrase(r"(?:{looked_up}[^\n;；]{0,12}|\[)$")  # 引用日期 stands in square brackets


def related(document: Document, dates: ByPlace, schemas: Schemas) -> Iterator[Fact]:
    """Days in the lists that follow a heading or short line such as "related reports", in the order printed.

    Args:
        document: the report as read.
        dates: its dates by block, row and column.
        schemas: the word lists of `schemas/disclosure.yaml`.
    """
    named = schemas.words[WordList.RELATED_REPORTS]
    listed, waits = -1, True  # the block that opens a list, and whether an entry still waits for its date
    by_block = _days(dates)
    for index, block in enumerate(document.blocks):
        text = block.text.content.strip()
        days = by_block.get(index, [])
        label = None if block.table is not None else named.search(text)
        if label is not None and (len(text) <= _SHORT or _LISTS.match(text, label.end())):
            listed, waits = index, not days
            yield from (day for day in days if day.figure.start >= label.end())
            continue
        if listed < 0:
            continue
        own = bool(days) and waits is False and not days[0].figure.start and _QUOTED.search(text) is None
        if block.kind is BlockKind.HEADING or index - listed > _LONGEST or (text and not days) or own:
            listed = -1
        waits = False
        yield from days if listed >= 0 else ()


def sources(document: Document, dates: ByPlace, schemas: Schemas) -> Iterator[Fact]:
    """Days of the entries under a heading such as "References", none of a title or of a look-up.

    Args:
        document: the report as read.
        dates: its dates by block, row and column.
        schemas: the word lists of `schemas/disclosure.yaml`.
    """
    heading, looked_up = schemas.lexicon.pattern(_SOURCES), schemas.lexicon.pattern(_LOOKED_UP)
    by_block, listed = _days(dates), False
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            listed = heading.search(block.text.content.strip()) is not None
        elif listed and _is_entry(block):
            text = _TITLE.sub(lambda title: " " * len(title[0]), block.text.content)
            for day in by_block.get(index, []):
                start = day.figure.start
                if not text[start].isspace() and not looked_up.search(text[max(0, start - _REACH) : start]):
                    yield day


def _is_entry(block: Block) -> bool:
    return block.kind in (BlockKind.ITEM, BlockKind.FOOTNOTE) or _ENTRY.match(block.text.content) is not None


def _days(dates: ByPlace) -> Mapping[int, list[Fact]]:
    """Whole days by the block they stand in."""
    days: dict[int, list[Fact]] = {}
    for place, found in dates.items():
        days.setdefault(place[0], []).extend(
            fact for fact in found if fact.figure.dates and fact.figure.dates.grain is Grain.DAY
        )
    return days
