"""Lines whose label names the two lines that they are made of: net capital / net assets, the change 2024 vs.
2023, diluted earnings per share over the diluted shares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tieout.extract.table.roles import QUALIFIERS
from tieout.lexicon import WordList
from tieout.model.lines import Line, Role
from tieout.rulebook.book import Schemas

_STROKE = re.compile(r"\s*[/／÷]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_REMARK = re.compile(r"[(（][^()（）]*[)）]|[\s:：]")
_WORD = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]")
_EARNED = frozenset({Role.AMOUNT, Role.RESULT, Role.TOTAL})


def with_named(lines: Sequence[Line], schemas: Schemas) -> list[Line]:
    """The same lines; those that name two others know them."""
    places: dict[str, list[int]] = {}
    for line in lines:
        if line.own:
            places.setdefault(_bare(line.own), []).append(line.position)
    years: dict[frozenset[str], list[int]] = {}
    for line in lines:
        if line.role is Role.AMOUNT:
            years.setdefault(_years(line), []).append(line.position)
    return [
        _ratio(line, places, schemas) or _change(line, years) or _per_share(line, lines, schemas)
        for line in lines
    ]


def _bare(label: str) -> str:
    """A label without remarks such as its unit, without spaces, and of one thing: nodes count per node."""
    return _REMARK.sub("", label).casefold().removesuffix("s")


def _ratio(line: Line, places: Mapping[str, Sequence[int]], schemas: Schemas) -> Line | None:
    """A line called A / B or A per B beside lines called A and B."""
    parts = [_bare(part) for part in _STROKE.split(line.own)]
    if len(parts) == 1:
        parts = [_bare(part) for part in schemas.words[WordList.FOR_ONE].pattern.split(line.own.casefold())]
    if len(parts) != 2 or not all(part in places for part in parts):
        return None
    above, below = (_nearest(places[part], line.position) for part in parts)
    if len({above, below, line.position}) < 3:
        return None
    return replace(
        line, role=Role.RATIO, reason="its label divides one line by another", named=(above, below)
    )


def _change(line: Line, years: Mapping[frozenset[str], Sequence[int]]) -> Line | None:
    """A line of changes one of whose labels names two years, of each of which there is one line."""
    own = max((sorted(set(_YEAR.findall(label))) for label in line.label), key=len, default=[])
    if line.role not in (Role.GROWTH, Role.RATE) or len(own) != 2:
        return None
    earlier, later = (years.get(frozenset({year}), ()) for year in own)
    if len(earlier) != 1 or len(later) != 1:
        return None
    return replace(line, role=Role.GROWTH, named=(later[0], earlier[0]))


def _years(line: Line) -> frozenset[str]:
    return frozenset(_YEAR.findall(" ".join(line.label)))


def _nearest(positions: Sequence[int], target: int) -> int:
    """The nearest line, one before the target if there is any."""
    return min(positions, key=lambda position: (position > target, abs(position - target)))


def _per_share(line: Line, lines: Sequence[Line], schemas: Schemas) -> Line:
    """Earnings per share name the earnings above them, and the shares of their kind."""
    if line.role is not Role.PRICE or "per_share" not in line.tags:
        return line
    count = schemas.words[WordList.SHARE_COUNT]
    counts = {
        other.position: _qualifiers(other, schemas)
        for other in lines
        if other.role is not Role.PRICE and count.search(_path(other))
    }
    own = _qualifiers(line, schemas)
    alike = [at for at, kind in counts.items() if kind == own]
    plain = [at for at, kind in counts.items() if not kind]
    shares = alike or plain * (len(plain) == 1)  # one count for either
    before = lines[: line.position]
    earned = [one.position for one in before if one.role in _EARNED and one.position not in counts]
    if not shares or not earned:
        return line
    words = _words(_path(line))

    def likely(at: int) -> tuple[int, bool, int]:
        """What it is earned from is said of the earnings as well; of those alike the last result."""
        return len(words & _words(lines[at].own)), lines[at].role is Role.RESULT, at

    return replace(line, named=(max(earned, key=likely), _nearest(shares, line.position)))


def _words(label: str) -> set[str]:
    return set(_WORD.findall(label.casefold()))


def _path(line: Line) -> str:
    return " ".join(line.label[-2:])


def _qualifiers(line: Line, schemas: Schemas) -> frozenset[str]:
    return frozenset(name for name in QUALIFIERS if schemas.words[name].search(_path(line)))
