"""Lines whose label names the two lines that they are made of: net capital / net assets, diluted earnings
per share over the diluted shares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tieout.lexicon import WordList
from tieout.model.lines import Line, Role
from tieout.rulebook.book import Schemas

_STROKE = re.compile(r"\s*[/／÷]\s*")
_REMARK = re.compile(r"[(（][^()（）]*[)）]|[\s:：]")
_WORD = re.compile(r"[a-z]+|[\u4e00-\u9fff]")
_QUALIFIERS = ("scope/basic", "scope/diluted")  # a share count of the other kind is another line's


def with_named(lines: Sequence[Line], schemas: Schemas) -> list[Line]:
    """The same lines; those that name two others know them."""
    places: dict[str, list[int]] = {}
    for line in lines:
        if line.own:
            places.setdefault(_bare(line.own), []).append(line.position)
    return [_ratio(line, places) or _per_share(line, lines, schemas) for line in lines]


def _bare(label: str) -> str:
    """A label without remarks such as its unit, and without spaces."""
    return _REMARK.sub("", label).casefold()


def _ratio(line: Line, places: Mapping[str, Sequence[int]]) -> Line | None:
    """A line called A / B under lines called A and B."""
    parts = [_bare(part) for part in _STROKE.split(line.own)]
    if len(parts) != 2 or not all(part in places for part in parts):
        return None
    above, below = (_nearest(places[part], line.position) for part in parts)
    if len({above, below, line.position}) < 3:
        return None
    return replace(
        line, role=Role.RATIO, reason="its label divides one line by another", named=(above, below)
    )


def _nearest(positions: Sequence[int], target: int) -> int:
    """The nearest line, one before the target if there is any."""
    return min(positions, key=lambda position: (position > target, abs(position - target)))


def _per_share(line: Line, lines: Sequence[Line], schemas: Schemas) -> Line:
    """Earnings per share name the earnings above them, and the shares of their kind."""
    if line.role is not Role.PRICE or "per_share" not in line.tags:
        return line
    own = _qualifiers(line, schemas)
    count = schemas.words[WordList.SHARE_COUNT]
    shares = [
        other.position
        for other in lines
        if other.role is not Role.PRICE and count.search(_path(other)) and _qualifiers(other, schemas) == own
    ]
    earned = [other.position for other in lines[: line.position] if other.role in (Role.RESULT, Role.TOTAL)]
    if not shares or not earned:
        return line
    words = set(_WORD.findall(_path(line).casefold()))
    # "from continuing operations" is said of the earnings as well; the last of those that share as much
    amount = max(earned, key=lambda at: (len(words & set(_WORD.findall(lines[at].own.casefold()))), at))
    return replace(line, named=(amount, _nearest(shares, line.position)))


def _path(line: Line) -> str:
    return " ".join(line.label[-2:])


def _qualifiers(line: Line, schemas: Schemas) -> frozenset[str]:
    return frozenset(name for name in _QUALIFIERS if schemas.words[name].search(_path(line)))
