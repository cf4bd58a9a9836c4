"""Rating definitions: the grades a report's own scale lists and the words that define each.

A scale is a run of grades, one per line, item or table row, that neither repeats a grade nor is broken by a
heading; where a page lists a scale for shares and one for industries these are two. Nothing is judged here:
what the definitions demand of the figures is a matter of relating them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tieout.extract.passages import Passage
from tieout.extract.remembered import remembering
from tieout.lexicon import WordList
from tieout.model import Block, BlockKind, Document, Mention, Table
from tieout.rulebook.book import Schemas

_Patterns = tuple[re.Pattern[str], ...]  # a grade opening a segment, alone, rated; the heading of a scale
_PARTS = ("head", "run_on", "grade")  # of the beginning of a definition, the first that is there
COMPANY, SECTOR = "company", "sector"  # what a scale is for

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
    """The grades of one scale in the order printed; `defined` if the report says that it is one.

    `subject` says what it grades, companies or sectors; empty if the report does not say.
    """

    grades: tuple[Graded, ...]
    defined: bool = False
    subject: str = ""


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
        schemas: word lists of ratings: the grades, what they are for, and what stands around them.
    """
    return _reader(schemas)(document)


@remembering
def _reader(schemas: Schemas) -> Callable[[Document], tuple[Scale, ...]]:
    return remembering(lambda document: _scales(document, schemas))


def _scales(document: Document, schemas: Schemas) -> tuple[Scale, ...]:
    definition = schemas.words[WordList.RATING_DEFINITION]
    scales: list[Scale] = []
    run: list[Graded] = []
    last, subject, defined = -_REACH, "", False
    for listed in _listed(document.blocks, schemas):
        far = listed.block - last > _REACH
        named = _subject(listed.lead, schemas)
        opens = (named and named != subject) or (not named and definition.search(listed.lead) is not None)
        repeated = any(listed.graded.grade.text == known.grade.text for known in run)
        if run and (far or repeated or opens):
            scales.extend(_closed(run, defined, subject))
            run = []
        if far or (opens and not named):
            subject = ""
        defined = (defined and not far) or bool(named) or definition.search(listed.lead) is not None
        run.append(listed.graded)
        last, subject = listed.block, named or subject
    return (*scales, *_closed(run, defined, subject))


def _subject(lead: str, schemas: Schemas) -> str:
    """What the words before a grade say that it grades: those that stand last."""
    found = {
        name: max((match.end() for match in schemas.words[words].pattern.finditer(lead)), default=0)
        for name, words in ((COMPANY, WordList.RATED_COMPANY), (SECTOR, WordList.RATED_SECTOR))
    }
    name = max(found, key=lambda name: found[name])
    return name if found[name] else ""


def _closed(run: list[Graded], defined: bool, subject: str) -> tuple[Scale, ...]:
    return (Scale(tuple(run), defined, subject),) if len(run) >= 2 else ()


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
    opening, _, rated, heading = patterns
    text, end = passage.text, 0
    found = list(opening.finditer(text))
    for place, match in enumerate(found):
        start = match.start("grade")
        line_end = text.find("\n", match.end())
        last = len(text) if line_end < 0 else line_end
        if place + 1 < len(found):
            follower = found[place + 1]
            last = min(last, follower.start(next(name for name in _PARTS if follower[name] is not None)))
        last = min(last, match.end() + _LONGEST)
        other = heading.search(text, match.end(), last)  # the scale that follows says what it grades
        last = last if other is None else other.start()
        grade, definition = passage.mention(*match.span("grade")), passage.mention(match.end(), last)
        yield text[end:start], Graded(grade, definition, rated.fullmatch(grade.text) is not None)
        end = last
    yield text[end:], None


def _in_table(table: Table, index: int, patterns: _Patterns) -> Iterator[tuple[str, Graded | None]]:
    """The same for a table, where a grade may have a cell to itself and its definition the next one."""
    opening, whole, rated, _ = patterns
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
    names = (
        "rating_grade", "no_rating", "rated_company", "rated_sector", "rating_definition",
        "grade_means", "grade_opens", "grade_behind", "rating_label",
    )  # fmt: skip
    return _compiled(*(schemas.words[name].words for name in names))


def grades_pattern(schemas: Schemas) -> re.Pattern[str]:
    """A pattern for any grade of a rating, the longest first."""
    return _patterns(schemas)[2]


@lru_cache(maxsize=8)
def _compiled(
    grades: tuple[str, ...],
    unrated: tuple[str, ...],
    companies: tuple[str, ...],
    sectors: tuple[str, ...],
    definitions: tuple[str, ...],
    means: tuple[str, ...],
    opens: tuple[str, ...],
    behind: tuple[str, ...],
    labels: tuple[str, ...],
) -> _Patterns:
    """Patterns for a grade that opens a segment, one alone in its cell, a rated one, and what is graded.

    A grade opens a segment behind a sign, behind the heading of its scale (run on or on its line), or, where
    print had cells, behind the band of the grade before if its own definition begins right behind it.
    """
    both, heads = _either((*grades, *unrated)), _either((*companies, *sectors, *definitions))
    aside = r"(?:\s?[（(][^（）()\n]{0,30}[）)])?"
    quoted = r"[“”\"'‘’【\[「*]{0,2}"
    sign = r"(?:^|[\n\t;；。|•●◆·■▪:：]|\.\s|(?<=[\u4e00-\u9fff])[ \u3000])\s{0,40}+"
    sign += r"(?:[-–—*•●◆·■▪]|\d{1,2}[、.)）])?\s{0,40}+"
    run_on, head = (rf"(?P<{name}>{heads})[ \t\u3000:：|】]{{0,40}}+" for name in ("run_on", "head"))
    after = "|".join(rf"(?<={re.escape(word)})" for word in (*behind, "%", "％"))
    said = rf"\s?(?:[:：—–=|\t]|--?|(?:{_either(means)})(?![a-z]))|\s{{0,40}}+(?=(?:{_either(opens)}))"
    opening = (
        rf"(?:{sign}(?:{head})?|{run_on}|{after})"
        rf"{quoted}(?P<grade>{both}){quoted}(?:{_either(labels)})?{aside}{quoted}(?:{said})"
    )
    whole = rf"\s*{quoted}(?P<grade>{both}){quoted}{aside}\s*"
    return (
        re.compile(opening, re.IGNORECASE),
        re.compile(whole, re.IGNORECASE),
        re.compile(_either(grades), re.IGNORECASE),
        re.compile(_either((*companies, *sectors)), re.IGNORECASE),
    )


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
