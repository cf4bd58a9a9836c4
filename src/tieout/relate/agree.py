"""Kind `agree`: two statements of one fact in one report agree.

Facts are grouped by everything that makes them one fact (concept or wording, entity, period, status, basis,
scope); inside a group every printing is held against the best supported one. Statements in text, in text and
table, and in two tables are shapes of their own. A missing attribute is no wildcard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.extract.subjects import is_version
from tieout.lexicon import Lexicon
from tieout.model import BlockKind, Evidence, Fact, Relation, Report, Severity
from tieout.relate import items
from tieout.relate.announced import announced
from tieout.relate.grouping import grouping
from tieout.relate.kind import Kind
from tieout.relate.linking import Linked, Unlinked, links
from tieout.relate.linking.growth import GROWTH
from tieout.relate.linking.line import Labels
from tieout.relate.ratings import ratings
from tieout.relate.released import one_release
from tieout.relate.repeated import repeated
from tieout.relate.retold import retold
from tieout.relate.sameness import (
    Key,
    Pair,
    attributes,
    in_unit_of,
    of_things,
    pairs,
    same_digits,
    timeless,
    told_twice,
)
from tieout.relate.siblings import Siblings
from tieout.relate.tagged import confirmed
from tieout.relate.things import by_thing, is_about_one
from tieout.rulebook.book import Rule, Schemas
from tieout.slip import misprinted, near, significant, slipped

_OPENING = 2  # characters in which a paragraph begins: a bracket, a space
_SURE = 4  # digits of figures that a slip apart are hardly of two companies
Tables = frozenset[int | None]  # numbers of tables; None is the text


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which facts take part in the comparison by attributes."""

    report: Report
    timeless: frozenset[str]
    of_things: frozenset[str]
    rows: Mapping[int, str]  # the name of the row of every cell
    lexicon: Lexicon
    about_one: bool  # whether what names nobody is of the one that the report is about

    def key(self, fact: Fact) -> Key | None:
        """What must be equal; None where too little is known of the fact."""
        if fact.concept is None or fact.concept in self.of_things or "compared from" in fact.scope:
            return None
        if fact.period is None and fact.as_of is None and fact.concept not in self.timeless:
            return None
        return attributes(fact, self.timeless, self.lexicon)

    def speaks(self, relation: Relation) -> bool:
        """Whether figures of nobody that differ are of one company, or of too many digits to be of two."""
        facts = (relation.subject, *(one.fact for one in relation.operands))
        return not relation.fails or self.about_one or _sure(fact for fact in facts if fact is not None)

    def of_one_row(self, fact: Fact, reference: Fact) -> bool:
        """Whether two cells stand in rows of one name; what is no cell has none."""
        names = {self.rows[each.id] for each in (fact, reference) if each.id in self.rows}
        return len(names) < 2

    def names(self, fact: Fact) -> bool:
        """Whether the paragraph of a figure says whose it is, or a table does; a far heading does not.

        The house that wrote the note signs its pages, and is not whom they tell of.
        """
        house = self.report.metadata.issuer
        if fact.entity is None or (house is not None and fact.entity in house.text.lower()):
            return False
        if fact.figure.row is not None:
            return True
        return fact.entity in self.report.document.blocks[fact.figure.block].text.content.lower()


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find facts that one report states more than once."""
    lexicon = schemas.lexicon
    rows = _row_names(report, Labels(lexicon))
    about_one = is_about_one(report)
    comparable = Comparable(report, timeless(schemas), of_things(schemas), rows, lexicon, about_one)
    found = _attributed(comparable)
    done = frozenset(
        fact.id
        for pair, tables in found
        if tables != {None} and pair.tie.holds
        for fact in (pair.fact, pair.reference)
    )
    told_of_tables = list(links(report, schemas, done))
    linked = [link for link in told_of_tables if isinstance(link, Linked)]
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
    attributed = frozenset(fact.id for pair, _ in found for fact in (pair.fact, pair.reference))
    yield from one_release(report, schemas, attributed)
    again = list(repeated(report, schemas))
    worded = frozenset(one.fact.id for relation in again for one in relation.operands)
    worded |= frozenset(relation.subject.id for relation in again if relation.subject is not None)
    yield from again
    yield from filter(comparable.speaks, retold(report, schemas, attributed | worded))
    yield from announced(report, schemas)
    yield from items.find(report, schemas)
    yield from ratings(report)
    yield from confirmed(report)
    yield from grouping(report)


def _attributed(comparable: Comparable) -> list[tuple[Pair, Tables]]:
    """Statements of one fact by what is known of it, with the tables that they stand in; those that speak."""
    report = comparable.report
    groups: dict[Key, list[Fact]] = {}
    for fact in report.facts:
        key = comparable.key(fact)
        if key is not None:
            groups.setdefault(key, []).append(fact)
    cells = {fact.id: grid.number for grid in report.grids for fact in grid.facts.values()}
    lists = _lists(report)
    compared = [
        statement
        for same in groups.values()
        if len(same) > 1
        for group in by_thing(same, report)
        if len(group) > 1
        for statement in _stated_again(group, cells, lists)
    ]
    siblings = Siblings(pair for pair, tables in compared if None not in tables)
    paragraphs = Siblings(pair for pair, tables in compared if tables == {None})
    return [
        (pair, tables)
        for pair, tables in compared
        if pair.tie.holds
        or (_speaks(pair, tables, comparable, siblings) and not paragraphs.tell_of_others(pair))
    ]


def _row_names(report: Report, labels: Labels) -> dict[int, str]:
    names: dict[int, str] = {}
    for grid in report.grids:
        own = [labels.plain(path[-1]) if path else "" for path in grid.row_labels]
        names.update((fact.id, own[row - 1]) for (row, _), fact in grid.facts.items())
    return names


def _stated_again(
    group: Sequence[Fact], cells: dict[int, int], lists: Sequence[int]
) -> Iterator[tuple[Pair, Tables]]:
    """The pairs of a group, and the tables they stand in."""
    if _list_of_others(group, cells, lists):
        return
    for pair in pairs(group):
        if not pair.tie.holds and _is_far_and_rough(pair.fact, pair.reference):
            continue
        if not pair.tie.holds and _heads_entry(pair.fact) and _heads_entry(pair.reference):
            continue  # [16 January] ... [25 March] ...: entries of a chronicle
        tables = {cells.get(pair.fact.id), cells.get(pair.reference.id)}
        if len(tables) == 1 and None not in tables:
            continue  # two cells of one table are two facts, whatever their labels
        if tables != {None} and not pair.tie.holds and _printed_alike(pair):
            continue
        yield pair, frozenset(tables)


def _is_far_and_rough(a: Fact, b: Fact) -> bool:
    """Whether one of two values is said to be about so much, and the other is nowhere near."""
    first, second = a.figure.quantity, b.figure.quantity
    if first is None or second is None or (first.hedge is None and second.hedge is None):
        return False
    return not near(first, in_unit_of(a, b))


def _heads_entry(fact: Fact) -> bool:
    """Whether a date opens its paragraph, as in a list of news."""
    return fact.figure.dates is not None and fact.figure.start <= _OPENING


def _printed_alike(pair: Pair) -> bool:
    """Whether the digits are the same: tables print costs with either sign, and units where they like."""
    fact, reference = pair.fact.figure, pair.reference.figure
    if fact.quantity is None or reference.quantity is None:
        return False
    return same_digits(fact.quantity, reference.quantity)


def _lists(report: Report) -> list[int]:
    """For each block the one that its list begins with, or itself."""
    first: list[int] = []
    for index, block in enumerate(report.document.blocks):
        item = block.kind is BlockKind.ITEM
        going_on = item and index and report.document.blocks[index - 1].kind is BlockKind.ITEM
        first.append(first[-1] if going_on else index)
    return first


def _list_of_others(group: Sequence[Fact], cells: dict[int, int], lists: Sequence[int]) -> bool:
    """Whether one list or one table gives several values for the key: then it names several things."""
    places: dict[tuple[int, int | None, int | None], Fact] = {}
    for fact in group:
        figure = fact.figure
        block = lists[figure.block]
        at = (block, figure.row, figure.col) if fact.id not in cells else (block, None, None)
        first = places.setdefault(at, fact)
        if first is not fact and _apart(first, fact):
            return True
    return False


def _apart(a: Fact, b: Fact) -> bool:
    first, second = a.figure.quantity, b.figure.quantity
    if first is not None and second is not None and first.value == second.value:
        return False
    return any(not pair.tie.holds for pair in pairs((a, b)))


def _speaks(pair: Pair, tables: Tables, comparable: Comparable, siblings: Siblings) -> bool:
    """Whether a pair that differs is of one fact: meant alike, or the only one that differs in its rows."""
    of_rows = len(tables - {None}) > 1 and comparable.of_one_row(pair.fact, pair.reference)
    if of_rows and (siblings.alone_in_its_row(pair) or siblings.alone_in_its_table(pair)):
        return True
    return _meant_alike(pair, comparable) and (None in tables or siblings.odd_one_out(pair))


def _meant_alike(pair: Pair, comparable: Comparable) -> bool:
    """Whether a difference is one between statements of one fact, and not between two facts."""
    fact, reference = pair.fact, pair.reference
    if fact.figure.quantity is None or reference.figure.quantity is None:
        return fact.concept in comparable.timeless and fact.entity is not None
    if fact.concept in comparable.timeless and fact.entity is not None and is_version(fact.entity):
        return True
    quantities = fact.figure.quantity, reference.figure.quantity
    told = all(comparable.names(each) for each in (fact, reference))
    if slipped(*quantities):
        return comparable.about_one or told or _sure((fact, reference))
    # merely close: only if the words leave no doubt that it is one thing
    told = told and comparable.of_one_row(fact, reference)
    return told and not _is_growth(fact) and near(*quantities)


def _sure(facts: Iterable[Fact]) -> bool:
    """Whether figures have so many digits that a slip between them is no chance."""
    return min(significant(fact.figure.amount) for fact in facts) >= _SURE


def _is_growth(fact: Fact) -> bool:
    return fact.concept is not None and fact.concept.endswith(GROWTH)


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
