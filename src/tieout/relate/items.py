"""A list that says how many entries it has (shape `items` of kind `agree`): two changes, over three bullets.

The number belongs to the list if nothing but the counted thing and words that announce stand between it and
the colon. Entries are the items that follow, or the ordinals behind the colon: (1) ... (2) ...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.extract.counted import spelled
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Block, BlockKind, Evidence, Mention, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.rulebook.book import Schemas
from tieout.wording import say

_ENGLISH = Phrase(
    r"(?<![\w,.$€£-])(?P<said>(?P<number>{small_number}|\d{1,2})\s(?:[a-z-]+\s){0,2}[a-z-]+s)(?:\s{announces}){0,2}\s?:(?P<rest>.*)\Z"
)
_CHINESE = Phrase(
    r"(?:^|[，。；、])[^，。；：\d]{0,16}?(?P<said>(?P<number>{chinese_number}|\d{1,2})(?:{classifiers}|{counted_aspect})"
    r"[^，。；：]{0,3})(?:{announces}){0,2}[：:](?P<rest>.*)\Z"
)
_TIME = Phrase(r"{time_span}\Z")
_LEAST = 2  # entries of a list
_ORDINALS = (
    Phrase(r"[（(](\d{1,2}|{chinese_number})[)）]"),
    Phrase(r"([①-⑩])"),
    Phrase(r"(?:^|[；;。.，,]\s?)(\d{1,2}|{chinese_number})(?:、|\.\s|{is_word})"),
)
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩"
_CIRCLED = ord("①") - 1


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold every announced number against the entries that follow."""
    words = schemas.lexicon
    blocks = report.document.blocks
    for index, block in enumerate(blocks):
        text = block.text.content
        if block.table is not None or block.kind is BlockKind.CODE or not (":" in text or "：" in text):
            continue
        for phrase in (_ENGLISH, _CHINESE):
            found = words.pattern(phrase).search(text)
            number = spelled(found["number"], words) if found is not None else 0
            if found is None or number < _LEAST or words.pattern(_TIME).search(found["said"]):
                continue
            count = _ordinals(found["rest"], words) if found["rest"].strip() else _entries(blocks, index)
            if count >= _LEAST:
                yield _relation(report, Mention(found["said"], index, *found.span("said")), number, count)
                break


def _entries(blocks: Sequence[Block], index: int) -> int:
    """The items right behind a block; those further in than the first belong to an item."""
    following = []
    for block in blocks[index + 1 :]:
        if block.kind is not BlockKind.ITEM:
            break
        following.append(block.text.place(0, 1).column or 0)
    return sum(column <= following[0] for column in following)


def _ordinals(rest: str, words: Lexicon) -> int:
    """How many entries are numbered from one on in a text."""
    for pattern in _ORDINALS:
        numbers = [
            ord(found[1]) - _CIRCLED if found[1] in _CIRCLES else spelled(found[1], words)
            for found in words.pattern(pattern).finditer(rest)
        ]
        if numbers[:_LEAST] == [1, 2] and numbers == list(range(1, len(numbers) + 1)):
            return len(numbers)
    return 0


def _relation(report: Report, said: Mention, number: int, count: int) -> Relation:
    gap = abs(number - count)
    return Relation(
        "agree",
        "items",
        Evidence.STATED,
        say("{said}: {count} entries", said=said.text, count=count),
        mention=said,
        report=report.path,
        tie=Tie(Fraction(gap), Fraction(0)),
        cap=Severity.WARNING,
        detail=say("the list has {count} entries", count=count) if gap else "",
    )
