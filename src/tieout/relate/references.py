"""References to tables, figures, sections and articles that are there (shape `reference` of kind `order`).

    As Table 7 shows (and the last table is Table 5); 依照本合同第8条 (and the contract has seven articles)

A reference is held only where the report's own numbers run from 1 without a gap: then none was missed. What
names another document (Section 13 of the Act, 《…法》第8条, Table S7) points out of the report; where it
speaks of Section 13(a), sections are those of laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tieout.extract.han_numerals import han_numerals
from tieout.extract.passages import Passage, passages
from tieout.lexicon import Lexicon, Phrase
from tieout.model import BlockKind, Evidence, Mention, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate.numbering import captions
from tieout.rulebook.book import Schemas
from tieout.wording import say

_CAPTIONED = Phrase(r"(?P<series>{=caption_series})\s?(?P<number>\d{1,3})(?![\w.\-–:：(（/]?[\w(])")
_NUMBERED = Phrase(r"(?P<series>{numbered_part})\s(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?![\w(（-]|\.\w)")
_ARTICLE = Phrase(
    r"{=ordinal_word}\s?(?P<number>\d{1,3}|{chinese_number}{1,6})\s?(?P<series>{=article_mark})(?!\d|{chinese_number})"
)
_OPENS = re.compile(r"[#*\s]*(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})[.、)）]?\s+\S")
_ELSEWHERE = Phrase(r"\s?(?:{points_out})(?!\s?{own_document})")
_LAW = Phrase(r"{names_law}[^。；;]{0,40}\Z")
_OWN = Phrase(r"{own_document}[^。；;，,]{0,12}\Z")
_NAMED = re.compile(  # what is named before a reference is what it points into
    r"(?<=[a-z,;\d)] )[A-Z][\w.&’'-]*\s\Z|\b[A-Z][a-z]{5,}\s\Z|[》)）’']s?\s?\Z"
    r"|\b(?:19|20)\d\d[a-z]?[),;:]{0,2}\s\Z"
)
_LEADS = Phrase(r"(?:^|[、（(，,。；;：:“\s—]|{=refers})\Z")
_STATUTE = Phrase(r"{numbered_part}s?\s\d+[a-z]*(?:\s\w+\s\d+[a-z]*)?\(")
_REACH = 60  # letters before a reference that may say whose it is
_FEWEST = 2  # numbers that make a series
_FAR = 10  # beyond the last number: what lies further is a number of something else


class Reference(NamedTuple):
    """A number that a text points to: `number` has the parts of 9.4."""

    series: str
    number: tuple[int, ...]
    mention: Mention


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold every reference against what the report numbers."""
    words = schemas.lexicon
    there = _captions(report, words) | _parts(report, words)
    if not there:
        return
    for passage in passages(report.document):
        if passage.row is None and passage.kind is not BlockKind.HEADING:
            for reference in _references(passage, words):
                numbers = there.get(reference.series)
                if numbers is not None and reference.number[0] <= max(numbers)[0] + _FAR:
                    yield from _held(reference, numbers)


def _captions(report: Report, words: Lexicon) -> dict[str, frozenset[tuple[int, ...]]]:
    """The numbers of captions, by their series."""
    found: dict[str, set[tuple[int, ...]]] = {}
    for caption in captions(report, words):
        found.setdefault(caption.series, set()).add((caption.number,))
    return {series: frozenset(numbers) for series, numbers in found.items() if _complete(numbers)}


def _parts(report: Report, words: Lexicon) -> dict[str, frozenset[tuple[int, ...]]]:
    """The numbers of articles and of sections, each by what references call them."""
    found: dict[str, set[tuple[int, ...]]] = {}
    numbered, articled = words.pattern(_NUMBERED), words.pattern(_ARTICLE)
    laws = any(words.pattern(_STATUTE).search(passage.text) for passage in passages(report.document))
    for block in report.document.blocks:
        text = block.text.content[:_REACH]
        if (article := articled.match(text)) is not None:
            found.setdefault(article["series"], set()).add(_number(article["number"], words))
        elif (part := numbered.match(text)) is not None and not text[part.end() :].lstrip()[:1].islower():
            found.setdefault(part["series"].lower(), set()).add(_number(part["number"], words))
        elif not laws and block.kind is BlockKind.HEADING and (section := _OPENS.match(text)) is not None:
            found.setdefault("section", set()).add(_number(section["number"], words))
    return {series: frozenset(numbers) for series, numbers in found.items() if _complete(numbers)}


def _complete(numbers: set[tuple[int, ...]]) -> bool:
    """Whether the numbers run from 1 without a gap, so that none was missed."""
    tops = {number[0] for number in numbers}
    return len(tops) >= _FEWEST and tops == set(range(1, max(tops) + 1))


def _references(passage: Passage, words: Lexicon) -> Iterator[Reference]:
    """What a text points to inside its report."""
    text, elsewhere = passage.text, words.pattern(_ELSEWHERE)
    for phrase in (_CAPTIONED, _NUMBERED, _ARTICLE):
        for found in words.pattern(phrase).finditer(text):
            before = text[max(found.start() - _REACH, 0) : found.start()]
            if not before.strip() or elsewhere.match(text, found.end()):
                continue
            series = found["series"]
            if not (_of_no_law if phrase is _ARTICLE else _bare)(before, series, words):
                continue
            name = series.lower() if phrase is _NUMBERED else series
            yield Reference(name, _number(found["number"], words), passage.mention(*found.span()))


def _of_no_law(before: str, series: str, words: Lexicon) -> bool:
    """Whether nothing before an article names the law it is of, or the report names itself."""
    own = words.pattern(_OWN).search(before)
    return own is not None or words.pattern(_LAW).search(before) is None


def _bare(before: str, series: str, words: Lexicon) -> bool:
    """Whether no name before a reference says into what it points."""
    if series[0].isascii():
        return _NAMED.search(before) is None
    return words.pattern(_LEADS).search(before) is not None


def _number(text: str, words: Lexicon) -> tuple[int, ...]:
    """The parts of a number: 9.4, or 八."""
    if text[0].isdigit():
        return tuple(int(part) for part in text.split("."))
    read = han_numerals(words).value(text)
    return (0,) if read is None else (int(read.value),)


def _missing(name: str, last: int | None) -> str:
    if last is None:
        return say("there is no {name}", name=name)
    return say("there is no {name}: the last is {last}", name=name, last=last)


def _held(reference: Reference, numbers: frozenset[tuple[int, ...]]) -> Iterator[Relation]:
    """Whether the number is there; nothing where those of its section were not all read."""
    *above, own = reference.number
    depth = len(above)
    within = [number for number in numbers if number[:depth] == tuple(above)]
    beside = {number[depth] for number in within if len(number) > depth}
    if within and (not beside or beside != set(range(1, len(beside) + 1))):
        return
    detail = "" if own in beside else _missing(reference.mention.text, max(beside, default=None))
    yield Relation(
        "order", "reference", Evidence.STATED, reference.mention.text, mention=reference.mention,
        tie=Tie(Fraction(1 if detail else 0), Fraction(0)), detail=detail, cap=Severity.WARNING,
    )  # fmt: skip
