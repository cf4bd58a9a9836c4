"""Which figures an identity with something of now is held over, and how each of them comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from tieout.lexicon import WordList
from tieout.model import Dates, Grain, Relation, Report
from tieout.relate.sameness import Key, period_key, year_before
from tieout.relate.valuation.apart import apart
from tieout.relate.valuation.each_share import each_share
from tieout.relate.valuation.gathered import one_of, passages, undated
from tieout.relate.valuation.labels import GROWTH
from tieout.relate.valuation.measure import by_year, measured, stated_together
from tieout.relate.valuation.named import LISTS, Line, Named, named
from tieout.relate.valuation.priced import priced
from tieout.relate.valuation.shared import by_one_term
from tieout.relate.valuation.telling import Entry
from tieout.rulebook.book import Identity, Schemas

Years = Mapping[Key, Mapping[str, Named]]
_SHARES = (("share", 1),)
BEFORE = "_before"  # ends the name of a concept that is another one of the year before


def valued(report: Report, schemas: Schemas, known: Collection[int]) -> Iterator[Relation]:
    """Hold every identity with something of now against the figures of a report.

    Identities of one subject are ways to it: what one of them explains, the others do not miss.

    Args:
        report: with its figures and tables.
        schemas: the identities, and the concepts that are `of_now`.
        known: ids of figures that an identity of their own line explains already.
    """
    relations = by_one_term(list(_valued(report, schemas, known)))
    told: set[int] = set(known)  # of figures, by what holds first, then by what misses, then by what is open
    for one in sorted(relations, key=lambda one: (not one.holds, not one.fails)):
        if one.subject is None or one.subject.id not in told:
            yield one
        if one.subject is not None:
            told.add(one.subject.id)


def _valued(report: Report, schemas: Schemas, known: Collection[int]) -> Iterator[Relation]:
    """What became of every identity; figures that one of them holds of are not asked about again."""
    now = frozenset(schemas.words[WordList.OF_NOW].words)
    found = list(named(report, schemas, now))
    stated = {name: _stated(found, name) for name in now}
    lines = _lines(found, now)
    told: set[int] = set(known)
    dated = report.metadata.date.figure.dates if report.metadata.date is not None else None
    today = None if dated is None else dated.last
    together, opinions = _all_tables(lines), frozenset(schemas.words[WordList.OPINIONS].words)
    told_years = {**_list_years(found), **together}
    prices = list(_untold(priced(report, schemas, told_years), known))
    yield from prices
    told.update(fact.id for relation in prices for fact in relation.facts if fact.figure.row is None)
    together_told = [*passages(report, found), *undated(found)]
    for identity in schemas.identities:
        of_now = [name for name in (identity.subject, *identity.concepts) if name in now]
        if len(of_now) == len(identity.concepts) + 1:
            for facts in _together(identity, found, stated):
                if facts[identity.subject].fact.id not in told:
                    yield from stated_together(identity, facts)
            continue
        if of_now or _is_loose(identity, schemas):
            of_years = told_years if opinions.issuperset(of_now) else {}
            for facts in _side_by_side(identity, together_told, stated, of_years):
                if facts[identity.subject].fact.id not in told:
                    yield from _heard(stated_together(identity, facts), told)
        if not of_now:
            loose = _is_loose(identity, schemas)
            for entries in _in_tables(identity, lines, together, loose=loose):
                yield from _heard(by_year(identity, entries, schemas), told)
        elif len(of_now) == 1 and of_now[0] not in opinions:
            for line, years in lines.items():
                entries = _entries(identity, of_now[0], years)
                own = _own(found, of_now[0], line) if line[1] > 0 else stated[of_now[0]]
                yield from _heard(measured(identity, of_now[0], own, entries, schemas, today), told)
    yield from _untold(each_share(report, stated.get("shares_outstanding"), schemas), told)
    yield from _untold(apart(report, schemas, told_years), told)


def _untold(relations: Iterable[Relation], told: Collection[int]) -> Iterator[Relation]:
    """Relations of figures that nothing else has told of."""
    yield from (one for one in relations if one.subject is not None and one.subject.id not in told)


def _in_tables(
    identity: Identity, lines: Mapping[Line, Years], together: Years, *, loose: bool
) -> Iterator[list[Entry]]:
    """The years of each table where lines need not hold it, then of all tables together.

    What one table gives in full is held there.
    """
    for years in lines.values() if loose else ():
        yield _entries(identity, "", years)
    names = {identity.subject, *identity.concepts}
    whole = {
        year
        for years in lines.values()
        for year, facts in years.items()
        if not loose and names <= facts.keys()
    }
    apart = {year: facts for year, facts in together.items() if year not in whole}
    yield _entries(identity, "", apart)


def _heard(relations: Iterable[Relation], told: set[int]) -> Iterator[Relation]:
    """Relations; what they explain is told of then."""
    for relation in relations:
        if relation.holds and relation.subject is not None:
            told.add(relation.subject.id)
        yield relation


def _is_loose(identity: Identity, schemas: Schemas) -> bool:
    """Whether lines of a table do not hold an identity by units: amounts per share, or of the year before."""
    names = (identity.subject, *identity.concepts)
    per_share = any(("share", -1) in (schemas.concepts[name].powers or ()) for name in names)
    earlier = any(name.endswith(BEFORE) for name in names) and not identity.subject.endswith(GROWTH)
    return per_share or earlier


def _side_by_side(
    identity: Identity,
    passages: Sequence[Mapping[str, Named]],
    stated: Mapping[str, Named | None],
    of_years: Years,
) -> Iterator[Mapping[str, Named]]:
    """Passages that give all that an identity holds together; what is of now may stand elsewhere.

    So may the earnings of the year that a target multiple is of, in a table.
    """
    names = (identity.subject, *identity.concepts)
    for passage in passages:
        periods = {period_key(one.fact.period) for name in names if (one := passage.get(name)) is not None}
        year = periods.pop() if len(periods) == 1 else None
        tabled = of_years.get(year, {}) if year is not None else {}
        facts = {
            name: one
            for name in names
            if (one := passage.get(name) or stated.get(name) or tabled.get(name)) is not None
        }
        if len(facts) == len(names) and sum(name in passage for name in names) > 1:
            yield facts


def _stated(found: Sequence[Named], name: str) -> Named | None:
    """What the report says of now: in a line of its own, else in the row of a company, else in a sentence."""
    said = [one for one in found if one.concept == name and one.year is None]
    sure = [one for one in said if one.sure]
    own = [one for one in sure if one.line is None or one.line[1] <= 0]
    return one_of(own) or one_of(sure) or one_of(said)


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


def _own(found: Sequence[Named], name: str, line: Line) -> Named | None:
    """What a row of one company says of now in a column of its own."""
    return next((one for one in found if one.concept == name and one.line == line), None)


def _lines(found: Sequence[Named], now: Collection[str]) -> Mapping[Line, Years]:
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
    for known in lines.values():
        before = {year: known.get(_before(year), {}) for year in known}
        for year, earlier in before.items():
            known[year] = {**known[year], **{name + BEFORE: one for name, one in earlier.items()}}
    return lines


def _all_tables(lines: Mapping[Line, Years]) -> Years:
    """The years of all tables with named rows, in one; a figure that they give in two ways is left out."""
    found: dict[Key, dict[str, list[Named]]] = {}
    for line, years in lines.items():
        for year, facts in years.items() if line[1] == 0 else ():
            for name, one in facts.items():
                found.setdefault(year, {}).setdefault(name, []).append(one)
    return {
        year: {name: chosen for name, several in facts.items() if (chosen := one_of(several)) is not None}
        for year, facts in found.items()
    }


def _list_years(found: Sequence[Named]) -> Years:
    """The figures of lists in sentences by their years: lists of a paragraph run over the same ones."""
    lists: dict[Line, dict[Key, list[Named]]] = {}
    for one in found:
        if one.line is not None and one.line[1] == LISTS and one.year is not None:
            lists.setdefault(one.line, {}).setdefault(one.year, []).append(one)
    years: dict[Key, dict[str, list[Named]]] = {}
    for places in lists.values():
        for length in {place[0] for place in places}:
            own = {place: entries for place, entries in places.items() if place[0] == length}
            dated = [{period_key(one.fact.period) for one in entries} - {None} for entries in own.values()]
            for place, entries, periods in zip(own, own.values(), dated, strict=True):
                if place[1] == len(own) - 1:
                    continue  # the year told last goes on to what follows, which may be of another
                others = set().union(*(known for known in dated if known is not periods))
                left = [period for period in periods - others if period is not None]
                for one in entries if len(left) == 1 else ():
                    years.setdefault(left[0], {}).setdefault(one.concept, []).append(one)
    return {
        year: {name: chosen for name, several in facts.items() if (chosen := one_of(several)) is not None}
        for year, facts in years.items()
    }


def _before(year: Key) -> Key:
    """The key of the year before; in a list that names no years, of the place before."""
    first, last, *rest = year
    if not rest:
        return (first, last - 1) if isinstance(last, int) else year
    if not (isinstance(first, int) and isinstance(last, int) and isinstance(rest[0], Grain)):
        return year
    return period_key(year_before(Dates(first, last, rest[0]))) or year


def _entries(identity: Identity, of_now: str, years: Years) -> list[Entry]:
    """The years in which all but what is of now stands, what they give not at zero, and factors above it."""
    names = [name for name in (identity.subject, *identity.concepts) if name != of_now]
    summed = {"*", "/"}.isdisjoint(identity.expression)
    return [
        {name: facts[name] for name in names}
        for facts in years.values()
        if all(name in facts for name in names)
        and facts[names[0]].fact.figure.amount.value
        and (summed or all(facts[name].fact.figure.amount.value > 0 for name in names[1:]))
    ]
