"""A place of a report as people name it: `a.md:38`, `a.md:38:12`, `b.xlsx:Results!C6`, `a.md:972.9`.

Every place that an output prints can be pasted back, and so can the text of a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import UsageError
from tieout.model import Fact, Place, Report
from tieout.render.view import Location, View, anchor, printable
from tieout.settings import did_you_mean

_LINE = re.compile(r"(?:([a-z]+) )?(\d+)(?::(\d+))?")
_KINDS = (None, "page", "paragraph")
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
        raise UsageError("no place in it is named", target, f"{target}:LINE or {target}:FIGURE, for example")
    name, colon, _ = target.partition(":")
    if colon and (Path(name).suffix or "/" in name):
        beside = Path(name).parent
        known = tuple(sorted(one.as_posix() for one in beside.iterdir())) if beside.is_dir() else ()
        raise UsageError("there is no such report", name, did_you_mean(name, known))
    return None


def figures_at(view: View, report: Report, where: str) -> list[Fact]:
    """The figures that stand at a place of a report.

    Raises:
        UsageError: there are none; the nearest are named.
    """
    quoted = len(where) > 1 and where[0] == where[-1] == '"'
    found = [] if quoted else [fact for fact in report.facts if _stands(view, report, fact, where)]
    found = found or _called(report.facts, where.strip('"'))
    if found:
        return found
    raise UsageError(f"no figure stands at {printable(where)!r}", report.path, _hint(view, report, where))


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


def _hint(view: View, report: Report, where: str) -> str:
    """Where the nearest figures stand, or what those that look like it are."""
    match = _LINE.fullmatch(where)
    if match is not None and match[1] in _KINDS:
        lines = {_number(view.place(report, fact.figure), match[1]) for fact in report.facts} - {None}
        near = sorted((abs(line - int(match[2])), line) for line in lines if line is not None)[:_NEARBY]
        named = ", ".join(str(line) for line in sorted(line for _, line in near))
        return f"the nearest figures stand at {named}" if named else "no figures were found in it"
    known = tuple(dict.fromkeys((*(fact.figure.text for fact in report.facts), *_cells(view, report))))
    return did_you_mean(where, known) or "tieout facts lists its figures"


def _cells(view: View, report: Report) -> Iterator[str]:
    for fact in report.facts:
        place = view.place(report, fact.figure)
        if place.cell is not None:
            yield f"{place.sheet or ''}!{place.cell}"
