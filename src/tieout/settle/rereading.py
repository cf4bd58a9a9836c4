"""Claims held against what a person says they are to be held against; what came of that is judged again.

A reading is found by its words alone, never by whether it holds: a claim read so can fail as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tieout.equation import Equation, Quotient, Sign, Sum, Term, substituted, term
from tieout.gate import NOT_APPLICABLE, UNUSED
from tieout.judge.identity import Anchors
from tieout.model import Fact, Problem, Relation, Report, Results, Severity
from tieout.model.claims import Claim
from tieout.settle.given import Part, Reading
from tieout.settle.inline import Directive, directed_at
from tieout.settle.waivers import EXPIRED, Waiver, anchor_of, plain
from tieout.wording import say


class _UnreadableError(Exception):
    """Why a claim cannot be read as it is asked for."""


@dataclass(frozen=True, slots=True)
class Reread:
    """Claims read as given, by their place among the outcomes, and what is to be said of waivers by file."""

    relations: Mapping[int, Relation]
    problems: Sequence[tuple[str, Problem]]


def reread(
    results: Results,
    waivers: Sequence[Waiver],
    directives: Sequence[Directive],
    as_of: date,
    file: str = "",
    *,
    whole: bool = True,
) -> Reread:
    """Read claims as waivers say.

    Args:
        results: of a run.
        waivers: those of the file, `directives` those in the reports; the ones that give a reading count.
        directives: see above.
        as_of: the day that they are held against.
        file: the name of the waiver file.
        whole: whether all reports were checked.
    """
    checked = {report.path for report in results.reports}
    given: list[tuple[str, Waiver | Directive, bool]] = [
        *((file, one, one.concerns(checked, whole)) for one in waivers if one.reading is not None),
        *((one.report, one, one.report in checked) for one in directives if one.reading is not None),
    ]
    if not given:
        return Reread({}, ())
    matched = _matched(results, [one for _, one, _ in given])
    relations: dict[int, Relation] = {}
    problems: list[tuple[str, Problem]] = []
    reports = {report.path: report for report in results.reports}
    for number, (path, one, concerned) in enumerate(given):
        found = [at for at, which in matched.items() if which == number]
        problems += ((path, told) for told in _told(one, found, as_of, concerned=concerned))
        if one.expired(as_of):
            continue
        whys = []
        for at in found:
            relation = results.outcomes[at].relation
            try:
                relations[at] = _read_so(relation, one, reports)
            except _UnreadableError as why:
                whys.append(why.args[0])
        if whys and len(whys) == len(found):
            said = say(
                "{name} gives a reading that its claim does not have: {why}", name=one.name, why=whys[0]
            )
            problems.append((path, Problem(NOT_APPLICABLE, said, one.place)))
    return Reread(relations, problems)


def _matched(results: Results, given: Sequence[Waiver | Directive]) -> dict[int, int]:
    """Of the outcomes that readings are given for, which of them; the last one counts."""
    anchors = Anchors.of(results.reports)
    inside = directed_at([one for one in given if isinstance(one, Directive)], results.reports)
    found: dict[int, int] = {}
    for at, outcome in enumerate(results.outcomes):
        relation = outcome.relation
        for number, one in enumerate(given):
            if isinstance(one, Directive):
                if one in inside(relation, [relation.subject] if relation.subject is not None else []):
                    found[at] = number
            elif relation.rule == one.rule and one.speaks_of(relation, anchor_of(relation, anchors)):
                found[at] = number
    return found


def _told(
    one: Waiver | Directive, found: Sequence[int], as_of: date, *, concerned: bool
) -> Iterator[Problem]:
    """What is to be said of a waiver that lapsed, or that matches no claim though its report was checked."""
    if not found and concerned:
        yield Problem(UNUSED, say("{name} matches no claim: take it out", name=one.name), one.place)
    elif found and one.expired(as_of):
        said = say(
            "{name} expired on {day}: its claim is read by its own words again",
            name=one.name,
            day=one.expires,
        )
        yield Problem(EXPIRED, said, one.place)


def _read_so(relation: Relation, one: Waiver | Directive, reports: Mapping[str, Report]) -> Relation:
    """A claim read as a waiver says, and measured.

    Raises:
        _UnreadableError: it has no such part, or nothing, or more than one figure, is called so.
    """
    reading, equation = one.reading, relation.equation
    assert reading is not None
    if equation is None:
        raise _UnreadableError(say("it is no calculation"))
    read = _adjusted if reading.part is Part.ADJUSTED else _instead
    told = say("{reading}, as {name} says: {reason}", reading=reading.told, name=one.name, reason=one.told)
    made = Relation.of(
        read(equation, reading, reports[equation.stated.fact.report]),
        kind=relation.kind,
        shape=relation.shape,
        evidence=relation.evidence,
        detail=say("held against {reading}, as its waiver says", reading=reading.told),
        group=relation.group,
    )
    by = relation.claim or Claim()
    claim = Claim(by.words, by.layout, told, given=True)
    return replace(
        made, rule=relation.rule, report=relation.report, mention=relation.mention,
        identity=relation.identity, claim=claim, cap=max(relation.cap, Severity.ERROR),
    )  # fmt: skip


def _instead(equation: Equation[Fact], reading: Reading, report: Report) -> Equation[Fact]:
    """With another figure in the place of its base or its whole."""
    old = _part(equation, reading.part)
    fact = _called(reading.words, old.fact, equation, report)
    if fact == old.fact:
        return equation
    new = _like(fact, old)
    return replace(equation, side=substituted(equation.side, old.key, new))


def _adjusted(equation: Equation[Fact], reading: Reading, report: Report) -> Equation[Fact]:
    """With one figure more, or less."""
    fact = _called(reading.words, equation.stated.fact, equation, report)
    if fact in equation.facts:
        weighted = say("{figure} is part of it already", figure=fact.figure.text)
        raise _UnreadableError(weighted)
    new = _like(fact, equation.terms[0] if equation.terms else equation.stated)
    side = equation.side
    if isinstance(side, Sum):
        return replace(equation, side=Sum((*side.parts, new), (*side.weights, reading.sign)))
    return replace(equation, side=Sum((side, new), (1, reading.sign)))


def _part(equation: Equation[Fact], part: Part) -> Term[Fact]:
    """The figure that a change is measured from, or that a share is of."""
    named = [one for one in equation.terms if one.role == part.value]
    below = _divisors(equation.side)
    if equation.sign is not Sign.EQUAL and isinstance(equation.side, Term):
        below = [equation.side]
    found = named or below
    if len(found) != 1:
        raise _UnreadableError(say("it has no base") if part is Part.BASE else say("it has no whole"))
    return found[0]


def _divisors(expression: object) -> list[Term[Fact]]:
    """The figures that stand alone below a stroke."""
    if isinstance(expression, Quotient):
        return [expression.below] if isinstance(expression.below, Term) else []
    parts = expression.parts if isinstance(expression, Sum) else (getattr(expression, "base", None),)
    return [found for part in parts for found in _divisors(part)] if any(parts) else []


def _called(words: str, old: Fact, equation: Equation[Fact], report: Report) -> Fact:
    """The one figure that these words name: on the lines that cross at a figure, else beside the claim, else
    in the report.
    """
    stated = equation.stated.fact
    parts = [plain(part) for part in words.split(" / ")]
    crossing, beside, elsewhere = _crossing(old, report), _beside(stated, report), _elsewhere(stated, report)
    for candidates, whole in ((crossing, False), (beside, True), (elsewhere, False)):
        exact = [fact for names, fact in candidates if all(part in names for part in parts)]
        found = exact or [
            fact
            for names, fact in candidates
            if not whole and all(any(part in name for name in names) for part in parts)
        ]
        alike = [fact for fact in found if _fits(fact, old) and fact != stated]
        if len(alike) > 1:
            told = say("{count} figures are called {words!r}", count=len(alike), words=words)
            raise _UnreadableError(say("{told}: add another label, as in ROW / COLUMN", told=told))
        if alike:
            return alike[0]
    raise _UnreadableError(say("no figure that could stand there is called {words!r}", words=words))


def _crossing(fact: Fact, report: Report) -> list[tuple[list[str], Fact]]:
    """The figures of the row and the column of a figure in a table, by the labels of the lines that cross."""
    row, col = fact.figure.row, fact.figure.col
    grid = next((one for one in report.grids if one.block == fact.figure.block), None)
    if grid is None or row is None or col is None:
        return []
    return [
        (
            _names((
                *(grid.col_labels[at_col - 1] if at_row == row else ()),
                *(grid.row_labels[at_row - 1] if at_col == col else ()),
            )),
            one,
        )
        for (at_row, at_col), one in grid.facts.items()
        if at_row == row or at_col == col
    ]  # fmt: skip


def _beside(stated: Fact, report: Report) -> list[tuple[list[str], Fact]]:
    """The figures of the same paragraph, by their text."""
    same = (one for one in report.facts if one.figure.block == stated.figure.block)
    return [(_names([one.figure.text]), one) for one in same if one.figure.row == stated.figure.row]


def _elsewhere(stated: Fact, report: Report) -> list[tuple[list[str], Fact]]:
    """The figures of the report that may be of the same period, by all their labels."""
    same = (one for one in report.facts if stated.period is None or one.period in (None, stated.period))
    return [(_names(one.label), one) for one in same]


def _names(labels: Iterable[str]) -> list[str]:
    return [plain(label) for label in labels]


def _fits(fact: Fact, old: Fact) -> bool:
    """Whether a figure can stand where another stood."""
    new, was = fact.figure.quantity, old.figure.quantity
    return new is not None and was is not None and (not new.unit.powers or new.unit.same_dimension(was.unit))


def _like(fact: Fact, old: Term[Fact]) -> Term[Fact]:
    """A figure read as another one was: final zeros alike, its scale too where their units are the same."""
    same = fact.figure.amount.unit == old.fact.figure.amount.unit
    strict = old.strict is not None and old.interval == old.strict
    return term(fact, old.role, factor=old.factor if same else 1, strict=strict)
