"""Which figures an identity with something of now is held over, and how each of them comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from tieout.lexicon import WordList
from tieout.model import Relation, Report
from tieout.relate.sameness import Key
from tieout.relate.valuation.measure import Entry, measured, same, stated_together
from tieout.relate.valuation.named import Line, Named, named
from tieout.rulebook.book import Identity, Schemas

_LEAST = 2  # years that say it, where nothing states it


def valued(report: Report, schemas: Schemas, known: Collection[int]) -> Iterator[Relation]:
    """Hold every identity with something of now against the figures of a report.

    Args:
        report: with its figures and tables.
        schemas: the identities, and the concepts that are `of_now`.
        known: ids of figures that an identity of their own line explains already.
    """
    now = frozenset(schemas.words[WordList.OF_NOW].words)
    found = list(named(report, schemas, now))
    stated = {name: _stated(found, name) for name in now}
    lines = _lines(found, now)
    told: set[int] = set(known)
    for identity in schemas.identities:
        of_now = [name for name in (identity.subject, *identity.concepts) if name in now]
        if len(of_now) == len(identity.concepts) + 1:
            for facts in _together(identity, found, stated):
                if facts[identity.subject].fact.id not in told:
                    yield from stated_together(identity, facts)
        elif len(of_now) == 1:
            for line, years in lines.items():
                entries = _entries(identity, of_now[0], years, told)
                own = _own(found, of_now[0], line) if line[1] > 0 else stated[of_now[0]]
                for relation in measured(identity, of_now[0], own, entries, schemas):
                    if not relation.reason and relation.subject is not None:
                        told.add(relation.subject.id)
                    yield relation


def _stated(found: Sequence[Named], name: str) -> Named | None:
    """What the report says of now: in a line of its own, else in a sentence or a table."""
    said = [one for one in found if one.concept == name and one.year is None]
    return _one([one for one in said if one.sure]) or _one(said)


def _together(
    identity: Identity, found: Sequence[Named], stated: Mapping[str, Named | None]
) -> Iterator[Mapping[str, Named]]:
    """Figures of now that an identity holds together: those of a row, what it lacks from elsewhere."""
    names = (identity.subject, *identity.concepts)
    rows: dict[Line | None, dict[str, Named]]
    rows = {one.line: {} for one in found if one.line is not None and one.concept == identity.subject}
    for one in found:
        if one.line is not None and one.line in rows and one.line[1] > 0 and one.concept in names:
            rows[one.line].setdefault(one.concept, one)
    for row in [*(row for row in rows.values() if len(row) > 1), {}]:
        facts = {name: there for name in names if (there := row.get(name) or stated[name]) is not None}
        if len(facts) == len(names):
            yield facts


def _one(found: Sequence[Named]) -> Named | None:
    """The figure that all printings agree with, the finest; None where they speak of several things."""
    finest = min(
        found, key=lambda one: (one.fact.figure.amount.quantum * one.factor, one.fact.id), default=None
    )
    if finest is None or not all(same(finest, other) for other in found):
        return None
    return finest


def _own(found: Sequence[Named], name: str, line: Line) -> Named | None:
    """What a row of one company says of now in a column of its own."""
    return next((one for one in found if one.concept == name and one.line == line), None)


def _lines(found: Sequence[Named], now: Collection[str]) -> Mapping[Line, Mapping[Key, Mapping[str, Named]]]:
    """Table (or row) -> year -> concept -> figure; a concept that a year has twice is left out there."""
    lines: dict[Line, dict[Key, dict[str, Named]]] = {}
    twice: set[tuple[Line, Key, str]] = set()
    for one in found:
        if one.line is None or one.year is None or one.concept in now:
            continue
        years = lines.setdefault(one.line, {}).setdefault(one.year, {})
        if one.concept in years:
            twice.add((one.line, one.year, one.concept))
        years.setdefault(one.concept, one)
    for line, year, name in twice:
        del lines[line][year][name]
    return lines


def _entries(
    identity: Identity, of_now: str, years: Mapping[Key, Mapping[str, Named]], told: Collection[int]
) -> list[Entry]:
    """The years in which everything but what is of now stands, the figures above zero."""
    names = [name for name in (identity.subject, *identity.concepts) if name != of_now]
    return [
        {name: facts[name] for name in names}
        for facts in years.values()
        if all(name in facts and facts[name].fact.figure.amount.value > 0 for name in names)
        and facts[names[0]].fact.id not in told
    ]
