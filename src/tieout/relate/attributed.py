"""Statements of one fact by what is known of it: concept, entity, period, status, basis and scope.

Figures that share all of it are held against one another, two and two; pairs that differ speak only where
nothing suggests that they are of two things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.extract.subjects import is_version
from tieout.extract.vocabulary import Vocabulary, vocabulary
from tieout.lexicon import Lexicon, WordList
from tieout.model import BlockKind, Fact, Relation, Report, Status
from tieout.relate.linking.growth import GROWTH
from tieout.relate.linking.line import Labels
from tieout.relate.sameness import (
    Key,
    Pair,
    attributes,
    in_unit_of,
    of_things,
    pairs,
    same_digits,
    timeless,
)
from tieout.relate.siblings import Siblings
from tieout.relate.things import by_thing, is_about_one
from tieout.relate.valuation.labels import ConceptLabels, concept_labels
from tieout.relate.worded import told_alike
from tieout.rulebook.book import Schemas
from tieout.slip import near, of_one_size, significant, slipped

_OPENING = 2  # characters in which a paragraph begins: a bracket, a space
_SURE = 4  # digits of figures that a slip apart are hardly of two companies
_TELLING = 3  # digits of amounts that are the same in all that is known of them, and yet far apart
Tables = frozenset[int | None]  # numbers of tables; None is the text


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which facts take part in the comparison by attributes."""

    report: Report
    timeless: frozenset[str]
    of_things: frozenset[str]
    rows: Mapping[int, str]  # the name of the row of every cell
    repeated: frozenset[int]  # cells of rows whose name other rows of their table have as well
    concepts: frozenset[str]
    idle: frozenset[str]  # words beside the name of a concept that change nothing
    lexicon: Lexicon
    about_one: bool  # whether what names nobody is of the one that the report is about
    words: Vocabulary

    def key(self, fact: Fact) -> Key | None:
        """What must be equal; None where too little is known of the fact."""
        if fact.concept is None or fact.concept in self.of_things or "compared from" in fact.scope:
            return None
        if fact.period is None and fact.as_of is None and fact.concept not in self.timeless:
            return None
        return attributes(fact, self.timeless, self.lexicon)

    def called(self, fact: Fact) -> Fact:
        """A fact with its concept, which the label of its row may name in full with a remark in brackets."""
        name = self.rows.get(fact.id)
        if name not in self.concepts or fact.concept not in (None, name):
            told = fact.concept is not None and fact.figure.row is None and self.is_ahead(fact)
            return replace(fact, status=Status.FORECAST) if told else fact
        scope = tuple(word for word in fact.scope if word not in self.idle)
        status = Status.FORECAST if self.is_ahead(fact) else fact.status
        return replace(fact, concept=name, scope=scope, status=status)

    def is_ahead(self, fact: Fact) -> bool:
        """Whether the period of a figure ends after the day of the report, so that it is foreseen."""
        own = self.report.metadata.date
        if own is None or own.figure.dates is None or fact.period is None:
            return False
        return fact.period.last > own.figure.dates.last

    def speaks(self, relation: Relation) -> bool:
        """Whether figures of nobody that differ are of one company, or of too many digits to be of two."""
        facts = (relation.subject, *(one.fact for one in relation.operands))
        return not relation.fails or self.about_one or _sure(fact for fact in facts if fact is not None)

    def told_alike(self, fact: Fact, reference: Fact) -> bool:
        """Whether two figures of the text are told with the same words."""
        return told_alike(fact, reference, self.words)

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


def comparable_in(report: Report, schemas: Schemas) -> Comparable:
    """What the comparison of a report's facts goes by."""
    lexicon = schemas.lexicon
    rows, repeated = _row_names(report, Labels(lexicon), concept_labels(schemas))
    concepts, about_one = frozenset(schemas.concepts), is_about_one(report)
    idle = frozenset(schemas.words[WordList.VALUATION_IDLE].words)
    return Comparable(
        report,
        timeless(schemas),
        of_things(schemas),
        rows,
        repeated,
        concepts,
        idle,
        lexicon,
        about_one,
        vocabulary(schemas),
    )


def attributed(comparable: Comparable) -> list[tuple[Pair, Tables]]:
    """Statements of one fact by what is known of it, with the tables that they stand in; those that speak.

    Args:
        comparable: the facts of a report, as `comparable_in` gives it.
    """
    report = comparable.report
    groups: dict[Key, list[Fact]] = {}
    for fact in map(comparable.called, report.facts):
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


def _row_names(
    report: Report, labels: Labels, concepts: ConceptLabels
) -> tuple[dict[int, str], frozenset[int]]:
    """The concept that the label of every cell's row names in full, or the label; and whose recur."""
    names: dict[int, str] = {}
    repeated: set[int] = set()
    for grid in report.grids:
        own = [_name(path[-1], labels, concepts) if path else "" for path in grid.row_labels]
        count = Counter(own[row - 1] for row in {row for row, _ in grid.facts})
        names.update((fact.id, own[row - 1]) for (row, _), fact in grid.facts.items())
        repeated.update(fact.id for (row, _), fact in grid.facts.items() if count[own[row - 1]] > 1)
    return names, frozenset(repeated)


def _name(label: str, labels: Labels, concepts: ConceptLabels) -> str:
    concept = "" if concepts.is_narrower(label) else concepts.whole(label)
    return concept or labels.plain(label)


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
    if not comparable.repeated.isdisjoint((pair.fact.id, pair.reference.id)):
        return False  # a margin under each of several products
    of_rows = len(tables - {None}) > 1 and comparable.of_one_row(pair.fact, pair.reference)
    if of_rows and (siblings.alone_in_its_row(pair) or siblings.alone_in_its_table(pair)):
        return True
    return _meant_alike(pair, comparable) and (None in tables or siblings.odd_one_out(pair))


def _meant_alike(pair: Pair, comparable: Comparable) -> bool:
    """Whether a difference is one between statements of one fact, and not between two facts."""
    fact, reference = pair.fact, pair.reference
    if fact.figure.quantity is None or reference.figure.quantity is None:
        return fact.concept in comparable.timeless and fact.entity is not None
    quantities = fact.figure.quantity, reference.figure.quantity
    if fact.concept in comparable.timeless and fact.entity is not None and is_version(fact.entity):
        return of_one_size(fact.figure.quantity, in_unit_of(fact, reference))
    told = all(comparable.names(each) for each in (fact, reference))
    if slipped(*quantities):
        return comparable.about_one or told or _sure((fact, reference))
    if comparable.about_one and _told_in_full(fact, reference) and comparable.told_alike(fact, reference):
        return not _is_growth(fact)
    # merely close: only if the words leave no doubt that it is one thing
    told = told and comparable.of_one_row(fact, reference)
    return told and not _is_growth(fact) and near(*quantities)


def _told_in_full(*facts: Fact) -> bool:
    """Whether figures of the text have a time and digits enough to be compared however far they are apart."""
    return all(
        fact.period is not None and fact.figure.row is None and significant(fact.figure.amount) >= _TELLING
        for fact in facts
    )


def _sure(facts: Iterable[Fact]) -> bool:
    """Whether figures have so many digits that a slip between them is no chance."""
    return min(significant(fact.figure.amount) for fact in facts) >= _SURE


def _is_growth(fact: Fact) -> bool:
    return fact.concept is not None and fact.concept.endswith(GROWTH)
