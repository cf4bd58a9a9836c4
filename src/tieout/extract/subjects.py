"""Whom or what a figure of a sentence belongs to, who said so, and whether it is known or foreseen."""

from __future__ import annotations

import re

from tieout.extract.clauses import Reading
from tieout.extract.entities import Name
from tieout.extract.vocabulary import Role
from tieout.model import Status

_SOURCE = re.compile(
    r"(?:据|根据|依据)\s?([^，,。；：:（(]{2,20}?)(?:的?(?:数据|统计|报道|测算|显示|披露|介绍|公告|预测)|，|,)"
    r"|[Aa]ccording to (?:the )?([A-Za-z][\w&.\- ]{1,40}?)(?=[,.;)]|$)"
)
_COMPARED = re.compile(
    r"(?:相比|对比|相较于?|较|比|高于|低于|超过|超越|对标|媲美|比肩|仅次于|优于|不及|强于|弱于|达到与|与|than|versus|vs\.?"
    r"|compared (?:to|with)|against|beats?|over|rival(?:s|ing)?)\s?(?:[\w一-鿿]{0,6}(?:的|['’]s))?\s*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[()（）]")


def entity_of(reading: Reading, index: int) -> str | None:
    """The name a figure belongs to: the nearest before it in its clause, else the subject before it."""
    start = reading.spans[index][0]
    clause = reading.clause(start)
    quantity = reading.facts[index].figure.quantity
    multiple = quantity is not None and quantity.unit.symbol == "x"
    for name in reversed(reading.names):
        if name.end > start or _in_closed_bracket(reading.text[name.end : start]):
            continue
        compared = is_compared(reading.text, name)
        if name.start >= clause and not multiple:
            return name.entity
        if not compared:
            return name.entity
    return None


def _in_closed_bracket(following: str) -> bool:
    """Whether what follows a name closes a bracket before it opens one: the name stood in brackets."""
    mark = _BRACKET.search(following)
    return mark is not None and mark.group() in ")）"


def is_compared(text: str, name: Name) -> bool:
    """Whether a name is what something is compared with, and not what a sentence is about."""
    return _COMPARED.search(text[max(name.start - 16, 0) : name.start]) is not None


def released(reading: Reading, index: int) -> str | None:
    """The product that a date is about: the first one with a version behind it, else the last before it."""
    end = reading.spans[index][1]
    until = next(
        (reading.spans[i][0] for i in range(index + 1, len(reading.facts)) if reading.facts[i].figure.dates),
        len(reading.text),
    )
    versions = [name for name in reading.names if any(char.isdigit() for char in name.entity)]
    behind = [name for name in versions if end <= name.start < until]
    before = [name for name in versions if name.end <= reading.spans[index][0]]
    if behind and not before:
        return behind[0].entity
    return before[-1].entity if before else None


def status_of(reading: Reading, index: int) -> Status:
    """What the words before a figure say; a target is one only in its own clause."""
    start = reading.spans[index][0]
    found = nearest(reading, Role.STATUS, 0, start)
    if found == Status.TARGET:
        found = nearest(reading, Role.STATUS, reading.clause(start), start)
    return Status(found) if found is not None else Status.ACTUAL


def nearest(reading: Reading, role: Role, begin: int, end: int) -> str | None:
    """The value in one role of the last word before a figure."""
    for tag in reversed(reading.tags):
        if begin <= tag.start and tag.end <= end:
            values = tag.values(role)
            if values:
                return values[0]
    return None


def source_of(text: str) -> str | None:
    """The source a sentence names: 据 X, according to X."""
    match = _SOURCE.search(text) if "据" in text or "ccording" in text else None
    if match is None:
        return None
    return next(group for group in match.groups() if group).strip().lower()
