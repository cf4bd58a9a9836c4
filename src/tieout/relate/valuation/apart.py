"""Ratios whose terms stand apart: the expenses beside the ratio, the revenue in another paragraph or a table.

Only identities that are the only meaning of their words are asked for so, in a report about one company, and
of figures of one year: a segment's margin may be told of like the company's, so that one that differs speaks
only where its paragraph gives a term as well, and never as an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tieout.model import Fact, Relation, Report, Severity
from tieout.model.claims import Claim
from tieout.relate.sameness import Key, period_key
from tieout.relate.things import is_about_one
from tieout.relate.valuation.measure import held_apart, is_slip_of_one, left_open, same
from tieout.relate.valuation.named import Named
from tieout.rulebook.book import Identity, Schemas

_CLAIM = Claim(words=("names in full",), reading="a term of the same year elsewhere")
Years = Mapping[Key, Mapping[str, Named]]


def apart(report: Report, schemas: Schemas, tabled: Years) -> Iterator[Relation]:
    """Hold closed ratios of a paragraph with the one term that it leaves to another, or to a table.

    Args:
        report: with its figures.
        schemas: the identities.
        tabled: what the tables of the report give, by year and concept.
    """
    if not is_about_one(report):
        return
    passages = _passages(report)
    everywhere = _by_year(named for passage in passages.values() for named in passage)
    going_on = [_by_year(passage) for passage in _going_on(report, passages).values()]
    for identity in schemas.identities:
        if not identity.closed or schemas.concepts[identity.subject].powers != ():
            continue
        for passage in passages.values():
            yield from _of_passage(identity, _by_year(passage), everywhere, tabled)
        for undated in going_on:
            for relation in _of_passage(identity, undated, everywhere, tabled):
                yield relation if relation.holds or is_slip_of_one(relation) else left_open(relation)


def _of_passage(identity: Identity, own: Years, everywhere: Years, tabled: Years) -> Iterator[Relation]:
    for year, facts in own.items():
        here = [name for name in identity.concepts if name in facts]
        if identity.subject not in facts or not here or len(here) == len(identity.concepts):
            continue
        known = {**tabled.get(year, {}), **everywhere.get(year, {}), **facts}
        if all(name in known for name in identity.concepts):
            entry = {name: known[name] for name in (identity.subject, *identity.concepts)}
            yield from held_apart(identity, entry, Severity.WARNING, _CLAIM)


def _passages(report: Report) -> Mapping[int, Sequence[Named]]:
    """The figures of every paragraph that are of a year, of nobody else, and of all that they name."""
    house = {fact.entity for fact in report.facts} - {None}
    blocks: dict[int, list[Named]] = {}
    for fact in report.facts:
        if _is_plain(fact) and (len(house) < 2 or fact.entity is None):
            one = Named(fact.concept or "", fact, Fraction(1), None, period_key(fact.period), sure=False)
            blocks.setdefault(fact.figure.block, []).append(one)
    return blocks


def _going_on(report: Report, passages: Mapping[int, Sequence[Named]]) -> Mapping[int, Sequence[Named]]:
    """Paragraphs that name no time, as of the year told last under their heading."""
    sections = {sentence.block: sentence.headings for sentence in report.sentences if sentence.row is None}
    told: dict[tuple[str, ...], Key | None] = {}
    undated: dict[int, list[Named]] = {}
    for fact in report.facts:
        block = fact.figure.block
        section = sections.get(block)
        if section is None or fact.figure.row is not None:
            continue
        if fact.period is not None and block in passages:
            told[section] = period_key(fact.period)
        elif fact.period is None and _is_named(fact) and block not in passages and told.get(section):
            one = Named(fact.concept or "", fact, Fraction(1), None, told[section], sure=False)
            undated.setdefault(block, []).append(one)
    return undated


def _is_plain(fact: Fact) -> bool:
    return fact.period is not None and _is_named(fact)


def _is_named(fact: Fact) -> bool:
    told = fact.concept is not None and fact.figure.quantity is not None
    return told and fact.figure.row is None and not fact.scope and fact.basis is None


def _by_year(found: Iterator[Named] | Sequence[Named]) -> Years:
    """Figures by year and concept; one that is told in two ways is left out."""
    several: dict[Key, dict[str, list[Named]]] = {}
    for one in found:
        if one.year is not None:
            several.setdefault(one.year, {}).setdefault(one.concept, []).append(one)
    return {
        year: {
            name: facts[0]
            for name, facts in named.items()
            if all(same(facts[0], other) for other in facts[1:])
        }
        for year, named in several.items()
    }
