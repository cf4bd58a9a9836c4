"""Whom or what a figure of a sentence belongs to, who said so, and whether it is known or foreseen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.extract.clauses import Reading, before
from tieout.extract.entities import Name
from tieout.extract.vocabulary import Tag
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Status

_SOURCE = Phrase(
    r"{source_opens}\s?([^，,。；：:（(]{2,20}?)(?:{possessive}?{source_closes}|，|,)"
    r"|{according_to} ([A-Za-z][\w&.\- ]{1,40}?)(?=[,.;)]|$)"
)
_COMPARED = Phrase(r"{compared_with}\s?(?:\w{0,6}(?:{possessive}|['’]s))?\s*$")
_REACH = 400  # characters before a figure in which its subject is sought
_BRACKET = re.compile(r"[()（）]")


def entity_of(reading: Reading, index: int) -> str | None:
    """The name a figure belongs to: the nearest before it in its clause, else the subject before it."""
    start = reading.spans[index][0]
    clause = reading.clause(start)
    quantity = reading.figures[index].quantity
    multiple = quantity is not None and quantity.unit.symbol == "x"
    for name in reading.names_before(start, _REACH):
        if _in_closed_bracket(reading.text[name.end : start]):
            continue
        compared = is_compared(reading.text, name, reading.vocabulary.lexicon)
        if name.start >= clause and not multiple:
            return name.entity
        if not compared:
            return name.entity
    return None


def _in_closed_bracket(following: str) -> bool:
    """Whether what follows a name closes a bracket before it opens one: the name stood in brackets."""
    mark = _BRACKET.search(following)
    return mark is not None and mark.group() in ")）"


def is_compared(text: str, name: Name, words: Lexicon) -> bool:
    """Whether a name is what something is compared with, and not what a sentence is about."""
    return words.pattern(_COMPARED).search(text[max(name.start - 16, 0) : name.start]) is not None


def released(reading: Reading, index: int) -> str | None:
    """The product that a date is about: the first one with a version behind it, else the last before it."""
    start, end = reading.spans[index]
    for name in reading.names_before(start, _REACH):
        if is_version(name.entity):
            return name.entity
    following = index + 1
    while following < len(reading.figures) and reading.figures[following].dates is None:
        following += 1
    until = reading.spans[following][0] if following < len(reading.spans) else len(reading.text)
    for name in reversed(list(reading.names_before(min(until, end + _REACH), _REACH))):
        if name.start >= end and is_version(name.entity):
            return name.entity
    return None


def is_version(entity: str) -> bool:
    """Whether an entity is one product in one version, and not a company or a family."""
    return any(char.isdigit() for char in entity)


def status_of(reading: Reading, index: int) -> Status:
    """What the words before a figure say; a target is one only in its own clause."""
    start = reading.spans[index][0]
    found = nearest(reading.tags.statuses, 0, start)
    if found == Status.TARGET:
        found = nearest(reading.tags.statuses, reading.clause(start), start)
    return Status(found) if found is not None else Status.ACTUAL


def nearest(tags: Sequence[Tag], begin: int, end: int) -> str | None:
    """What the last of these words before a figure says."""
    index = before(tags, end) - 1
    return tags[index].values[0] if index >= 0 and tags[index].start >= begin else None


def source_of(text: str, words: Lexicon) -> str | None:
    """The source a sentence names: 据 X, according to X."""
    match = words.pattern(_SOURCE).search(text)
    if match is None:
        return None
    return next(group for group in match.groups() if group).strip().lower()
