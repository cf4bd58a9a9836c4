"""Rating definitions: the grades a report's own scale lists and the words that define each.

A scale is a run of grades, one per line, item or table row, that neither repeats a grade nor is broken by a
heading; where a page lists a scale for shares and one for industries these are two. Nothing is judged here:
what the definitions demand of the figures is a matter of relating them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tieout.extract.passages import Passage
from tieout.lexicon import WordList
from tieout.model import Block, BlockKind, Document, Mention, Table
from tieout.rulebook.book import Schemas

_Patterns = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]  # opening a segment, alone, rated

_REACH = 6  # blocks a scale may leave out between two of its grades
_LEAD = 8  # pieces of text remembered before a grade
_LONGEST = 400  # characters of a definition


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade of a rating scale and the text that defines it (empty for a bare grade)."""

    grade: Mention
    definition: Mention
    rated: bool = True  # False for "not rated" and the like


@dataclass(frozen=True, slots=True)
class Scale:
    """The grades of one scale in the order printed; `defined` if the report says that it is one."""

    grades: tuple[Graded, ...]
    defined: bool = False


@dataclass(frozen=True, slots=True)
class _Listed:
    """A graded line as it is come upon: in which block, and what stood between it and the one before."""

    block: int
    lead: str
    graded: Graded


def read_scales(document: Document, schemas: Schemas) -> tuple[Scale, ...]:
    """Every run of two or more defined grades in a document.

    Args:
        document: the report as read.
        schemas: word lists `rating_grade`, `no_rating`, `rating_definition` and `rated_subject`.
    """
    definition, subject = schemas.words[WordList.RATING_DEFINITION], schemas.words[WordList.RATED_SUBJECT]
    scales: list[Scale] = []
    run: list[Graded] = []
    last, named, defined = -_REACH, "", False
    for listed in _listed(document.blocks, schemas):
        far = listed.block - last > _REACH
        name = listed.lead if subject.search(listed.lead) or definition.search(listed.lead) else ""
        repeated = any(listed.graded.grade.text == known.grade.text for known in run)
        if run and (far or repeated or (name and name != named)):
            scales.extend(_closed(run, defined))
            run = []
        defined = (defined and not far) or definition.search(listed.lead) is not None
        run.append(listed.graded)
        last, named = listed.block, name or named
    return (*scales, *_closed(run, defined))


def _closed(run: list[Graded], defined: bool) -> tuple[Scale, ...]:
    return (Scale(tuple(run), defined),) if len(run) >= 2 else ()


def _listed(blocks: Sequence[Block], schemas: Schemas) -> Iterator[_Listed]:
    """All graded lines of a document in reading order, each with what stood since the one before."""
    patterns = _patterns(schemas)
    lead: deque[str] = deque(maxlen=_LEAD)
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.CODE, BlockKind.FURNITURE):
            continue
        if block.table is not None:
            graded = _in_table(block.table, index, patterns)
            lead.append(block.table.caption or "")
        else:
            graded = _in_text(Passage(block.text.content, index), patterns)
        for between, found in graded:
            lead.append(between[-_LONGEST:])
            if found is not None:
                yield _Listed(index, "\n".join(lead), found)
                lead.clear()


def _in_text(passage: Passage, patterns: _Patterns) -> Iterator[tuple[str, Graded | None]]:
    """Grades that open a segment of a text, each with the text before it; last, the text after them all."""
    opening, _, rated = patterns
    text, end = passage.text, 0
    found = list(opening.finditer(text))
    for place, match in enumerate(found):
        start = match.start("grade")
        line_end = text.find("\n", match.end())
        last = len(text) if line_end < 0 else line_end
        if place + 1 < len(found):
            last = min(last, found[place + 1].start("grade"))
        last = min(last, match.end() + _LONGEST)
        grade, definition = passage.mention(*match.span("grade")), passage.mention(match.end(), last)
        yield text[end:start], Graded(grade, definition, rated.fullmatch(grade.text) is not None)
        end = last
    yield text[end:], None


def _in_table(table: Table, index: int, patterns: _Patterns) -> Iterator[tuple[str, Graded | None]]:
    """The same for a table, where a grade may have a cell to itself and its definition the next one."""
    opening, whole, rated = patterns
    texts = {cell.text.content for cell in table.cells}
    if not any(whole.fullmatch(text) or opening.search(text) for text in texts):  # most tables grade nothing
        yield from ((cell.text.content, None) for cell in table.cells[-_LEAD:])
        return
    cells = [Passage(cell.text.content, index, cell.row, cell.col) for cell in table.cells]
    place = 0
    while place < len(cells):
        cell, right = cells[place], cells[place + 1] if place + 1 < len(cells) else None
        match = whole.fullmatch(cell.text)
        if match is None or right is None or right.row != cell.row or not right.text.strip():
            yield from _in_text(cell, patterns)
            place += 1
            continue
        grade, definition = cell.mention(*match.span("grade")), right.mention(0, len(right.text))
        yield "", Graded(grade, definition, rated.fullmatch(grade.text) is not None)
        place += 2


def _patterns(schemas: Schemas) -> _Patterns:
    names = ("rating_grade", "no_rating", "rated_subject")
    return _compiled(*(schemas.words[name].words for name in names))


def grades_pattern(schemas: Schemas) -> re.Pattern[str]:
    """A pattern for any grade of a rating, the longest first."""
    return _patterns(schemas)[2]


@lru_cache(maxsize=8)
def _compiled(
    grades: tuple[str, ...], unrated: tuple[str, ...], subjects: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for a grade that opens a segment, one alone in its cell, and one that is rated."""
    both = _either((*grades, *unrated))
    aside = r"(?:\s?[（(][^（）()\n]{0,30}[）)])?"
    quoted = r"[“”\"'‘’【\[「*]{0,2}"
    opening = (
        rf"(?:^|[\n\t;；。|•●◆·■▪:：]|\.\s)\s{{0,40}}+[-–—*•●◆·■▪]?\s{{0,40}}+"
        rf"(?:(?:{_either(subjects)})[ \t:：]{{1,3}})?{quoted}(?P<grade>{both}){quoted}"
        rf"(?:评级)?{aside}{quoted}\s?(?:[:：—–一=|\t]|--?|指|为|是|\s(?=相对|预期|预计|未来|股价|行业)|means|is\b)"
    )
    whole = rf"\s*{quoted}(?P<grade>{both}){quoted}{aside}\s*"
    return (
        re.compile(opening, re.IGNORECASE),
        re.compile(whole, re.IGNORECASE),
        re.compile(_either(grades), re.IGNORECASE),
    )


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
