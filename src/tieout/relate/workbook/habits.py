"""Slips that leave every formula right by itself (shapes `extent` and `typed-over` of kind `formula`).

A row inserted at the edge of a sum's range is left out of the sum; a formula replaced by a number stays
behind when the figures change. Both are seen only by what the neighbours do, so they are never errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tieout.model import Evidence, Fact, Held, HeldKind, Operand, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate.workbook.printed import Printed, Spot, printed
from tieout.relate.workbook.syntax import Area, Call, Reference, UnreadError, parsed, relative
from tieout.wording import say

_FEWEST = 3  # formulas alike that make a habit
_KEPT, _BROKEN = Tie(Fraction(0), Fraction(0)), Tie(Fraction(1), Fraction(0))
_STEPS = ((0, 1), (1, 0))  # along a row, down a column


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cell that is the sum of one range in its own row or column; `step` runs along the range."""

    spot: Spot
    area: Area
    step: tuple[int, int]

    @property
    def at(self) -> int:
        """Where the cell stands along the range."""
        return _along(self.spot[1:], self.step)

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last place of the range."""
        first, last = (self.area.top, self.area.left), (self.area.bottom, self.area.right)
        return _along(first, self.step), _along(last, self.step)

    def spot_at(self, place: int) -> Spot:
        """The cell at a place of the line."""
        sheet, row, col = self.spot
        return (sheet, place, col) if self.step == (1, 0) else (sheet, row, place)


def habits(report: Report) -> Iterator[Relation]:
    """Sums that leave out a figure beside their range, and numbers typed among formulas that are alike."""
    workbook = report.document.workbook
    if workbook is None:
        return
    facts = {spot: fact for spot, fact in printed(report).items() if fact.figure.quantity is not None}
    lines = _Lines(facts, {name: sheet.cells for name, sheet in workbook.sheets.items()})
    sums = {spot: found for spot in facts if (found := _sum(spot, lines.held(spot))) is not None}
    for found in sums.values():
        yield from _extent(found, lines, sums)
    for spot in facts:
        yield from _typed_over(spot, lines) if lines.constant(spot) else _copied(spot, lines)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The printed figures of a workbook and what stands behind them."""

    facts: Printed
    cells: Mapping[str, Mapping[tuple[int, int], Held]]
    forms: dict[Spot, str] = field(default_factory=dict)

    def held(self, spot: Spot) -> Held | None:
        """What a cell holds."""
        return self.cells[spot[0]].get(spot[1:])

    def constant(self, spot: Spot) -> bool:
        """Whether a printed figure was typed."""
        held = self.held(spot)
        return spot in self.facts and held is not None and held.kind is HeldKind.NUMBER and not held.formula

    def form(self, spot: Spot) -> str:
        """The formula of a printed figure told from where it stands; empty without one."""
        if spot not in self.forms:
            held = self.held(spot) if spot in self.facts else None
            try:
                self.forms[spot] = relative(held.formula, *spot[1:]) if held is not None else ""
            except UnreadError:
                self.forms[spot] = ""
        return self.forms[spot]

    def alike(self, one: Spot, other: Spot) -> bool:
        """Whether two printed figures are of one run: one unit, both typed or both by the same formula."""
        if one not in self.facts or other not in self.facts:
            return False
        if self.facts[one].figure.amount.unit != self.facts[other].figure.amount.unit:
            return False
        return (self.constant(one) and self.constant(other)) or self.form(one) == self.form(other) != ""


def _sum(spot: Spot, held: Held | None) -> _Sum | None:
    """The range that a cell is the sum of, if it is one range of two cells or more beside it in its line."""
    if held is None or not held.formula.upper().startswith("=SUM("):
        return None
    try:
        node = parsed(held.formula, spot[0])
    except UnreadError:
        return None
    match node:
        case Call(name="SUM", arguments=(Reference(sheet=sheet, area=area),)) if sheet == spot[0]:
            for step in _STEPS:
                across = 1 - step.index(1)
                line = (area.left, area.right) if across else (area.top, area.bottom)
                if line == (spot[1 + across], spot[1 + across]) and not area.single:
                    found = _Sum(spot, area, step)
                    return found if not found.ends[0] <= found.at <= found.ends[1] else None
    return None


def _along(position: tuple[int, int], step: tuple[int, int]) -> int:
    return position[0] * step[0] + position[1] * step[1]


def _extent(found: _Sum, lines: _Lines, sums: Mapping[Spot, _Sum]) -> Iterator[Relation]:
    """A figure just before or after the range that is of one run with it.

    Between range and sum it is a slip by itself, unless it is the sum of the range once more; on the far side
    only if the sums beside this one take it.
    """
    first, last = found.ends
    below, held = found.at > last, True
    near, far = (last, first) if below else (first, last)
    outward = 1 if below else -1
    for edge, beyond in ((near, near + outward), (far, far - outward)):
        spot = found.spot_at(beyond)
        if beyond == found.at or not lines.alike(found.spot_at(edge), spot):
            continue
        taken = sum(beyond in range(other.ends[0], other.ends[1] + 1) for other in _beside(found, sums))
        if taken < 2 and (edge == far or _repeats(found, spot, lines)):
            continue
        held = False
        fact, missed = lines.facts[found.spot], lines.facts[spot]
        detail = say(
            "the sum of {cells} leaves out {figure} beside the range",
            cells=_name(found.area),
            figure=missed.figure.text,
        )
        yield _relation(
            "extent",
            fact,
            say("{detail}, which the sums beside it take", detail=detail) if taken > 1 else detail,
            (missed,),
            Severity.WARNING if taken > 1 else Severity.NOTE,
        )
    if held:
        yield _relation(
            "extent",
            lines.facts[found.spot],
            say("the sum of {cells} takes all of them", cells=_name(found.area)),
        )


def _beside(found: _Sum, sums: Mapping[Spot, _Sum]) -> Iterator[_Sum]:
    """The sums on both sides of this one that run the same way, as far as they stand side by side."""
    sheet, row, col = found.spot
    for direction in (1, -1):
        place = (sheet, row + direction * found.step[1], col + direction * found.step[0])
        while (other := sums.get(place)) is not None and other.step == found.step:
            yield other
            place = (sheet, place[1] + direction * found.step[1], place[2] + direction * found.step[0])


def _repeats(found: _Sum, spot: Spot, lines: _Lines) -> bool:
    """Whether a figure beside a range is the sum itself, typed."""
    one, other = lines.held(spot), lines.held(found.spot)
    return one is not None and other is not None and one.value == other.value


def _typed_over(spot: Spot, lines: _Lines) -> Iterator[Relation]:
    """A typed number between formulas that are copies of each other."""
    fact = lines.facts[spot]
    for step in _STEPS:
        before, after = _step(spot, step, -1), _step(spot, step, 1)
        form = lines.form(before)
        if not form or form != lines.form(after):
            continue
        run = [*_run(before, step, -1, lines, form), *_run(after, step, 1, lines, form)]
        if len(run) >= _FEWEST:
            detail = say(
                "{figure} is typed among formulas that are copies of one another", figure=fact.figure.text
            )
            yield _relation("typed-over", fact, detail, (), Severity.NOTE)
            return


def _copied(spot: Spot, lines: _Lines) -> Iterator[Relation]:
    """The beginning of a line of formulas that are copies of one another."""
    form = lines.form(spot)
    for step in _STEPS:
        begins = form and form != lines.form(_step(spot, step, -1))
        if begins and len(list(_run(spot, step, 1, lines, form))) == _FEWEST:
            yield _relation("typed-over", lines.facts[spot], say("the formulas from here on are copies"))


def _run(spot: Spot, step: tuple[int, int], direction: int, lines: _Lines, form: str) -> Iterator[Spot]:
    """Up to a few cells with one formula from here on."""
    for _ in range(_FEWEST):
        if lines.form(spot) != form:
            return
        yield spot
        spot = _step(spot, step, direction)


def _step(spot: Spot, step: tuple[int, int], direction: int) -> Spot:
    return spot[0], spot[1] + direction * step[0], spot[2] + direction * step[1]


def _name(area: Area) -> str:
    return say("{count} cells", count=area.bottom - area.top + area.right - area.left + 1)


def _relation(
    shape: str, fact: Fact, detail: str, others: tuple[Fact, ...] = (), cap: Severity | None = None
) -> Relation:
    """What is amiss, or where there is no cap, that nothing is."""
    return Relation(
        kind="formula",
        shape=shape,
        evidence=Evidence.GUESSED,
        expression=detail,
        subject=fact,
        operands=tuple(Operand(other, "left out") for other in others),
        tie=_KEPT if cap is None else _BROKEN,
        cap=cap or Severity.NOTE,
        detail=detail if cap is not None else "",
    )
