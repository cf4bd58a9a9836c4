"""A place of a report as people name it: `a.md:38`, `a.md:38:12`, `b.xlsx:Results!C6`, `a.md:972.9`.

Every place that an output prints can be pasted back, and so can the text of a figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import UsageError, did_you_mean
from tieout.model import Fact, Place, Report
from tieout.render.view import Location, View, anchor, printable
from tieout.wording import SEMICOLON, joined, say

_LINE = re.compile(r"(?:([a-z]+) )?(\d+)(?::(\d+))?")
_KINDS = (None, "page", "paragraph")
_NUMBER = re.compile(r"\d(?:[\d,，.．]*\d)?")
MOST_NAMED = 8  # places named where a text is that of several figures
_NEARBY = 3  # places named where nothing stands at the one that was asked for


@dataclass(frozen=True, slots=True)
class Request:
    """A report and what was asked of it: a place in it, or the text of a figure."""

    path: Path
    where: str


def asked_place(target: str) -> Request | None:
    """The report and the place that a target names; None if it is no such thing.

    Raises:
        UsageError: it looks like one, but there is no such report.
    """
    for at, char in enumerate(target):
        if char == ":" and Path(target[:at]).is_file():
            return Request(Path(target[:at]), target[at + 1 :].strip())
    path = Path(target)
    if path.is_file():
        raise UsageError(
            say("no place in it is named"),
            target,
            say("{target}:LINE or {target}:FIGURE, for example", target=target),
        )
    name, colon, _ = target.partition(":")
    if colon and (Path(name).suffix or "/" in name):
        beside = Path(name).parent
        known = tuple(sorted(one.as_posix() for one in beside.iterdir())) if beside.is_dir() else ()
        raise UsageError(say("there is no such report"), name, did_you_mean(name, known))
    return None


def figures_at(view: View, report: Report, where: str, *, one: bool = False) -> list[Fact]:
    """The figures that stand at a place of a report, or are printed so, or have this number in them.

    Args:
        view: what was checked.
        report: the report.
        where: the place, the text of a figure, or its number alone.
        one: whether a text has to single one figure out; a place may hold several.

    Raises:
        UsageError: there are none (the nearest are named), or several where one is wanted (all are).
    """
    quoted = len(where) > 1 and where[0] == where[-1] == '"'
    placed = [] if quoted else [fact for fact in report.facts if _stands(view, report, fact, where)]
    if placed:
        return placed
    text = where.strip('"')
    found = _called(report.facts, text) or _numbered(report.facts, text)
    if one and len(found) > 1:
        named = (f"{report.path}:{_rest(report, view.place(report, fact.figure))}" for fact in found)
        told = [f"{place} ({fact.figure.text})" for place, fact in zip(named, found, strict=True)]
        said = say(
            "{count} figures are {where!r}: name one by its place", count=len(found), where=printable(text)
        )
        raise UsageError(said, report.path, _some([printable(one) for one in told]))
    if found:
        return found
    raise UsageError(
        say("no figure stands at {where}", where=repr(printable(where))),
        report.path,
        _hint(view, report, where),
    )


def _stands(view: View, report: Report, fact: Fact, where: str) -> bool:
    place = view.place(report, fact.figure)
    if where in (_rest(report, place), place.cell and f"{place.sheet or ''}!{place.cell}", place.cell):
        return True
    match = _LINE.fullmatch(where)
    if match is None:
        return False
    kind, number, column = match.groups()
    if kind not in _KINDS:
        return False
    if column is not None and (place.column or 0) > int(column):
        return False
    if column is not None and place.end_line == place.line and (place.end_column or 0) < int(column):
        return False
    return int(number) == _number(place, kind)


def _number(place: Place, kind: str | None) -> int | None:
    """The line, or where there are none the page or paragraph."""
    if kind is not None:
        return place.page if kind == "page" else place.paragraph
    return next((at for at in (place.line, place.page, place.paragraph) if at is not None), None)


def _rest(report: Report, place: Place) -> str:
    return anchor(Location(report.path, "", place)).removeprefix(f"{report.path}:")


def _called(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Figures printed so; white space does not count."""
    wanted = "".join(text.split())
    return [fact for fact in facts if wanted and "".join(fact.figure.text.split()) == wanted]


def _numbered(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Figures that have this number in their text: 513.8 in $513.8 million."""
    wanted = _plain_number(text.strip())
    return [fact for fact in facts if wanted in map(_plain_number, _NUMBER.findall(fact.figure.text))]


def _plain_number(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "")


def _some(named: Sequence[str]) -> str:
    """The first of many, and how many more there are."""
    more = len(named) - MOST_NAMED
    rest = [say("… {count} more", count=more)] if more > 0 else []
    return joined([*named[:MOST_NAMED], *rest], SEMICOLON)


def _hint(view: View, report: Report, where: str) -> str:
    """Where the nearest figures stand, or what those that look like it are."""
    match = _LINE.fullmatch(where)
    if match is not None and match[1] in _KINDS:
        lines = {_number(view.place(report, fact.figure), match[1]) for fact in report.facts} - {None}
        near = sorted((abs(line - int(match[2])), line) for line in lines if line is not None)[:_NEARBY]
        named = sorted(line for _, line in near)
        if not named:
            return say("no figures were found in it")
        return say("the nearest figures stand at {lines}", lines=named)
    known = tuple(dict.fromkeys((*(fact.figure.text for fact in report.facts), *_cells(view, report))))
    return did_you_mean(where, known) or say("tieout facts lists its figures")


def _cells(view: View, report: Report) -> Iterator[str]:
    for fact in report.facts:
        place = view.place(report, fact.figure)
        if place.cell is not None:
            yield f"{place.sheet or ''}!{place.cell}"
