"""Which of several things a figure is told of: Tern-Text-01 or Tern-Image-01, a company of an industry.

Facts know the family (Tern-01); where a report tells of several of it, the full name nearest before a figure
says which is meant: in its own paragraph, or in the line that leads to its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tieout.model import BlockKind, Fact, Report

_NAME = re.compile(
    r"(?<![A-Za-z0-9_.-])[A-Za-z]{3}[\w.]*-(?:[A-Za-z]{2}[\w.]*-)*[A-Za-z]{0,2}\d[\w.]*", re.ASCII
)

_SHORTEST = 3  # characters of a name in a title; shorter ones are words of every day


def by_thing(group: Sequence[Fact], report: Report) -> Iterator[list[Fact]]:
    """The facts of a group, parted by the full names they are told of, if there are several."""
    named: dict[str, list[Fact]] = {}
    for fact in group:
        named.setdefault(_thing(fact, report), []).append(fact)
    full = [name for name in named if name]
    apart = any(a not in b and b not in a for a in full for b in full)
    yield from [named[name] for name in full] if apart else [list(group)]


def _thing(fact: Fact, report: Report) -> str:
    """The last full name before a figure of the text, in small letters; nothing in tables."""
    if fact.figure.row is not None:
        return ""
    blocks = report.document.blocks
    at = fact.figure.block
    own = list(_NAME.finditer(blocks[at].text.content, 0, fact.figure.start))
    while not own and at and blocks[at].kind is BlockKind.ITEM:
        at -= 1
        own = list(_NAME.finditer(blocks[at].text.content)) if blocks[at].kind is not BlockKind.ITEM else []
    return own[-1].group().lower() if own else ""


def is_about_one(report: Report) -> bool:
    """Whether no names are in a report, or its title has one of them: a note on an industry tells of many."""
    names = {fact.entity for fact in report.facts if fact.entity is not None}
    title = report.metadata.title
    if not names or title is None:
        return True
    return any(len(name) >= _SHORTEST and name in title.text.lower() for name in names)
