"""Figures and tables are numbered without gap or repeat, each series on its own.

Only captions count: a line that opens with the series' name and a number. Lists of figures, which end in page
numbers or are cut short, and continued tables repeat numbers rightly. Series in another language than the
report's come with material quoted from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from tieout.lexicon import Lexicon, Phrase
from tieout.model import Block, BlockKind, Evidence, Mention, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.rulebook.book import Schemas
from tieout.wording import say

_CAPTION = Phrase(
    r"(?:^|\n|[^\S\n]{2,})[*#\s]{0,4}(?P<mark>(?P<series>{=caption_series})\s{0,2}"
    r"(?P<chapter>\d{1,3}\s?[.:–‑-]\s?(?=\d))?(?P<number>\d{1,3}))(?!\d)"
    r"(?P<end>[:：、|\u4e28｜—]|\.(?!\d{1,3}(?!\d))|\s(?![\d.])|$)(?P<rest>[^\n]{0,120})"
)
_ANYWHERE = Phrase(r"(?P<series>{=caption_series})\s{0,2}(?P<number>\d{1,3})[:：、|]")
_RUNNING = Phrase(r"\s?{caption_goes_on}")
_CONTINUED = Phrase(r"{goes_on_here}|[（(]\s*{continued}|{continued}\s*[:：]")
_CONTENTS = re.compile(r"(?:\.{3,}|…+|·{3,})\s?\d{1,3}\s*\Z|\s\d{1,3}\s*\Z")
_LONGEST = 300  # characters of a block that is a caption, or a few side by side


@dataclass(frozen=True, slots=True)
class Caption:
    """A numbered caption: its series (图, Figure, Table 8.), its number and its words."""

    series: str
    number: int
    words: str
    mention: Mention


def captions(report: Report, words: Lexicon) -> Iterator[Caption]:
    """All numbered captions in reading order, without those of a list of figures."""
    chinese = report.metadata.language == "zh"
    for index, block in enumerate(report.document.blocks):
        for caption in _of_block(block, index, words):
            if chinese != caption.series[0].isascii():
                yield caption


def _of_block(block: Block, index: int, words: Lexicon) -> Iterator[Caption]:
    if block.table is not None or block.kind in (BlockKind.CODE, BlockKind.FURNITURE):
        return
    text = block.text.content
    long = len(text) > _LONGEST and block.kind is not BlockKind.CAPTION
    continued, running = words.pattern(_CONTINUED), words.pattern(_RUNNING)
    for found in words.pattern(_CAPTION).finditer(text):
        if long and (found.start("mark") > 0 or found["end"].isspace()):
            return  # a caption can run on into its table, but opens the block
        rest = found["rest"].strip()
        listed = block.kind is not BlockKind.CAPTION and _CONTENTS.search(rest)
        if listed or continued.search(rest) or running.match(found["end"] + rest):
            continue
        if found["end"].isspace() and rest[:1].islower():
            continue  # "Table 2 also relates ..."
        series = found["series"] + (f" {found['chapter'].strip()}" if found["chapter"] else "")
        mention = Mention(found["mark"], index, found.start("mark"), found.end("mark"))
        yield Caption(series, int(found["number"]), rest, mention)


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Each caption follows the one before it in its series."""
    series: dict[str, list[Caption]] = {}
    for caption in captions(report, schemas.lexicon):
        series.setdefault(caption.series, []).append(caption)
    elsewhere = _elsewhere(report, schemas.lexicon)
    for name, listed in series.items():
        yield from _series(listed, elsewhere.get(name, set()))


def _elsewhere(report: Report, words: Lexicon) -> Mapping[str, set[int]]:
    """Numbers by series that stand before a colon anywhere: of captions that run on from another line."""
    found: dict[str, set[int]] = {}
    for block in report.document.blocks:
        for mark in words.pattern(_ANYWHERE).finditer(block.text.content):
            found.setdefault(mark["series"], set()).add(int(mark["number"]))
    return found


def _series(listed: Sequence[Caption], elsewhere: Set[int]) -> Iterator[Relation]:
    """Walk a series; a number that does not fit where the next one goes on is a slip.

    Where more than one number is missing the captions were rather not all read: such gaps are notes.
    """
    numbers = {caption.number for caption in listed}
    missing = max(numbers) - min(numbers) + 1 - len(numbers)
    words = {listed[0].number: listed[0].words}
    before, place = listed[0].number, listed[0].mention.block
    following = [caption.number for caption in listed[2:]]
    for caption, after in zip_longest(listed[1:], following):
        number, due = caption.number, before + 1
        name, detail, cap, suggestion = caption.series, "", Severity.WARNING, ""
        again = number == before and caption.mention.block - place <= 1  # one caption cut in two
        place = caption.mention.block
        if again or (number in words and _alike(words[number], caption.words)):  # or the same once more
            yield _relation(caption, "", cap, "")
            continue
        if number != due and after == due + 1:
            detail, suggestion = (
                say("{found} stands where {due} is due", found=_named(name, number), due=_named(name, due)),
                caption.mention.text.replace(str(number), str(due)),
            )
            number = due
        elif number in words:
            detail = say("{name} is there twice", name=_named(name, number))
        elif number > due and number - 1 not in numbers and number - 1 not in elsewhere:
            detail = say("there is no {name}", name=_named(name, number - 1))
            cap = Severity.NOTE if missing > 1 else Severity.WARNING
        elif number < before:
            detail, cap = (
                say("{name} comes after {before}", name=_named(name, number), before=_named(name, before)),
                Severity.NOTE,
            )
        yield _relation(caption, detail, cap, suggestion)
        words.setdefault(number, caption.words)
        before = number


def _alike(first: str, second: str) -> bool:
    """Whether two captions have the same words, as far as the shorter one goes: a list may cut them short."""
    short, long = sorted((first.rstrip(".…·。 "), second.rstrip(".…·。 ")), key=len)
    return long.startswith(short)


def _named(series: str, number: int) -> str:
    """Table 3, or Table 8.3 in a series of a chapter."""
    return f"{series} {number}" if series[-1].isalpha() else f"{series}{number}"


def _relation(caption: Caption, detail: str, cap: Severity, suggestion: str) -> Relation:
    return Relation(
        "order", "numbering", Evidence.SUPPORTED, _named(caption.series, caption.number),
        mention=caption.mention, tie=Tie(Fraction(1 if detail else 0), Fraction(0)), detail=detail, cap=cap,
        suggestion=suggestion, group=f"numbering of {caption.series}",
    )  # fmt: skip
