"""Figures quoted from their reports: the line of text or the table row they stand in, marked underneath.

Figures of one line share a quote. Wide (Chinese) characters take two columns of a terminal, which the marks
have to follow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tieout.model import Figure, Mention, Place, Relation, Report
from tieout.render.names import named
from tieout.render.view import View, printable
from tieout.wording import listed, say, translated

COLUMNS = 100  # of a quoted line
LEAST = 12  # columns kept on either side of what is marked
ROW_CELLS = 9  # cells of a wide row: the label, and those next to what is marked


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure or mention to be marked, and what it is in the relation."""

    report: Report
    item: Figure | Mention
    role: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a report and the line of marks below it; `place` is that of the first mark."""

    path: str
    place: Place
    line: str
    marks: str


def marked(view: View, relation: Relation, language: str) -> Iterator[Marked]:
    """Everything that a relation is about, the stated side first; roles in the words of a language."""
    if relation.subject is not None:
        yield Marked(
            view.reports[relation.subject.report],
            relation.subject.figure,
            translated(say("stated"), language),
        )
    elif relation.mention is not None and relation.report in view.reports:
        yield Marked(view.reports[relation.report], relation.mention, translated(say("here"), language))
    for operand in relation.operands:
        role = named(operand.role, language, view)
        yield Marked(view.reports[operand.fact.report], operand.fact.figure, role)


def quotes(view: View, items: Iterable[Marked]) -> list[Quote]:
    """Quote figures in the order of the source, those of one line together."""
    ordered = sorted(
        {(one.report.path, *_position(one.item)): one for one in items}.items(), key=lambda entry: entry[0]
    )
    groups: list[list[Marked]] = []
    for _, one in ordered:
        if groups and _same_line(view, groups[-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_quote(view, group) for group in groups]


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _position(item: Figure | Mention) -> tuple[int, int, int, int]:
    return item.block, item.row or 0, item.col or 0, item.start


def _same_line(view: View, group: Sequence[Marked], one: Marked) -> bool:
    first, last = group[0], group[-1]
    here = (one.report.path, one.item.block, one.item.row)
    if here != (first.report.path, first.item.block, first.item.row):
        return False
    if one.item.col is not None and one.item.col != last.item.col:
        return True
    between = view.text(one.report, one.item).content[first.item.start : one.item.end]
    return "\n" not in between and width(between) <= COLUMNS - 2 * LEAST


def _quote(view: View, group: Sequence[Marked]) -> Quote:
    first = group[0]
    pieces = _prose(view, group) if first.item.col is None else _row(view, group)
    line = "".join(text for text, _ in pieces)
    marks = "".join(("^" if is_marked else " ") * width(text) for text, is_marked in pieces)
    roles = listed(dict.fromkeys(one.role for one in group), view.language(first.report.path))
    place = view.place(first.report, first.item)
    return Quote(first.report.path, place, line.rstrip(), f"{marks.rstrip()} {roles}")


def _prose(view: View, group: Sequence[Marked]) -> list[tuple[str, bool]]:
    """The marked pieces of a text with what stands between and around them."""
    text = view.text(group[0].report, group[0].item).content
    start, end = group[0].item.start, max(one.item.end for one in group)
    room = max((COLUMNS - width(text[start:end])) // 2, LEAST)
    pieces = [(_tail(text[:start], room), False)]
    at = start
    for one in group:
        if one.item.end > at:
            pieces.append((printable(text[at : one.item.start]), False))
            pieces.append((printable(text[max(one.item.start, at) : one.item.end]), True))
            at = one.item.end
    return [*pieces, (_head(text[end:], room), False)]


def _tail(text: str, room: int) -> str:
    """The end of the text before a figure: its own line, as far as there is room."""
    line = text[-room:].rsplit("\n", 1)[-1]
    kept = len(line)
    while kept and width(line[-kept:]) > room:
        kept -= 1
    shown = line[len(line) - kept :]
    return printable(
        shown.lstrip() if len(shown) == len(text) or "\n" in text[-room:] else f"… {shown.lstrip()}"
    )


def _head(text: str, room: int) -> str:
    line = text[:room].split("\n", 1)[0]
    kept = len(line)
    while width(line[:kept]) > room:
        kept -= 1
    whole = kept == len(line) and (len(line) == len(text) or text[len(line)] == "\n")
    return printable(line[:kept] if whole else f"{line[:kept].rstrip()} …")


def _row(view: View, group: Sequence[Marked]) -> list[tuple[str, bool]]:
    """The cells of a table's row; of a wide one, the label and those next to what is marked."""
    first = group[0]
    view.text(first.report, first.item)  # indexes the cells of the table
    cells = view.cells.get((first.report.path, first.item.block), {})
    line = sorted(col for row, col in cells if row == first.item.row)
    wanted = [one.item.col for one in group if one.item.col is not None]
    near = [
        at for at in line if at == line[0] or any(abs(at - col) <= ROW_CELLS // 2 for col in wanted)
    ]  # fmt: skip
    pieces: list[tuple[str, bool]] = []
    for before, at in zip([None, *near], near, strict=False):
        if before is not None:
            pieces.append((" | " if line.index(at) == line.index(before) + 1 else " | … | ", False))
        text = " ".join(cells[first.item.row or 0, at].text.content.split())
        if at in wanted:
            pieces.append((printable(text), True))
        else:
            pieces.append((_head(text, COLUMNS // 3), False))
    return pieces
