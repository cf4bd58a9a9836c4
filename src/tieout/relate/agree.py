"""Kind `agree`: two statements of one fact in one report agree.

Facts are grouped by everything that makes them one fact (concept or wording, entity, period, status, basis,
scope); inside a group every printing is held against the best supported one. Statements in text, in text and
table, and in two tables are shapes of their own. A missing attribute is no wildcard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tieout.lexicon import WordList
from tieout.model import Evidence, Relation, Report, Severity
from tieout.relate import items
from tieout.relate.announced import announced
from tieout.relate.attributed import attributed, comparable_in
from tieout.relate.grouping import grouping
from tieout.relate.kind import Kind
from tieout.relate.linking import Linked, Unlinked, links
from tieout.relate.ratings import ratings
from tieout.relate.released import one_release
from tieout.relate.repeated import repeated
from tieout.relate.retold import retold
from tieout.relate.sameness import Pair, in_unit_of, told_twice
from tieout.relate.tagged import confirmed
from tieout.relate.valuation.today import of_today
from tieout.rulebook.book import Rule, Schemas
from tieout.slip import misprinted


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find facts that one report states more than once."""
    comparable = comparable_in(report, schemas)
    found = attributed(comparable)
    done = frozenset(
        fact.id
        for pair, tables in found
        if tables != {None} and pair.tie.holds
        for fact in (pair.fact, pair.reference)
    )
    told_of_tables = list(links(report, schemas, done))
    linked = [link for link in told_of_tables if isinstance(link, Linked) and not _is_aimed(link, schemas)]
    tied = {table for pair, tables in found if pair.tie.holds for table in tables}
    tied |= {link.table for link in linked if link.tie.holds}
    told = {link.fact.id for link in linked if link.tie.holds}
    alone = all(fact.entity is None for fact in report.facts)  # nobody else is spoken of
    for pair, tables in found:
        if not pair.tie.holds and told & {pair.fact.id, pair.reference.id}:
            continue  # another table has the figure
        sure = all(table is None or table in tied for table in tables)
        yield _relation(pair, _shape(tables), sure=sure and (pair.fact.entity is not None or alone))
    failed = {fact.id for pair, _ in found if not pair.tie.holds for fact in (pair.fact, pair.reference)}
    for link in linked:
        if link.tie.holds or link.fact.id not in failed:
            yield link.relation(tied=link.table in tied)
    yield from (link.relation() for link in told_of_tables if isinstance(link, Unlinked))
    compared = frozenset(fact.id for pair, _ in found for fact in (pair.fact, pair.reference))
    yield from one_release(report, schemas, compared)
    yield from of_today(report, schemas, compared)
    again = list(repeated(report, schemas))
    worded = frozenset(one.fact.id for relation in again for one in relation.operands)
    worded |= frozenset(relation.subject.id for relation in again if relation.subject is not None)
    yield from again
    yield from filter(comparable.speaks, retold(report, schemas, compared | worded))
    yield from announced(report, schemas)
    yield from items.find(report, schemas)
    yield from ratings(report)
    yield from confirmed(report)
    yield from grouping(report, schemas.lexicon)


def _is_aimed(link: Linked, schemas: Schemas) -> bool:
    """Whether a figure is a multiple at the price that a house aims at, which no line of prices has."""
    concept = link.fact.concept
    return concept in schemas.words[WordList.OPINIONS].words and link.fact.figure.amount.unit.symbol == "x"


def _is_slip(pair: Pair) -> bool:
    """Whether two values look like one misprinted; those that are merely close may be two facts."""
    fact, reference = pair.fact.figure.quantity, pair.reference.figure.quantity
    if fact is not None and reference is not None:
        reference = in_unit_of(pair.fact, pair.reference)
        if fact.strict.meets(reference.strict):
            return False  # only a word is at odds: over 86% for 85.5%
    if fact is None or reference is None or None in (pair.fact.period, pair.reference.period):
        return True  # a date, or a fact that does not change with time
    return misprinted(fact, reference.value) or misprinted(reference, fact.value)


def _shape(tables: Iterable[int | None]) -> str:
    kinds = {table is None for table in tables}
    if kinds == {True}:
        return "text"
    return "table-table" if kinds == {False} else "text-table"


def _relation(pair: Pair, shape: str, *, sure: bool) -> Relation:
    """The relation of a pair; `sure` if nothing suggests that they are of two things."""
    fact, reference = pair.fact, pair.reference
    sure = sure and _is_slip(pair)
    return told_twice(
        fact, reference, pair.tie, kind="agree", shape=shape, role="stated elsewhere",
        evidence=Evidence.LABELLED, cap=Severity.ERROR if sure else Severity.WARNING,
    )  # fmt: skip


KIND = Kind("agree", within=find)
