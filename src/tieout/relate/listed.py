"""Amounts told one to an item of a list add up to the amount that leads the list in (shape `prose`).

A lead-in or a heading claims the sum where a word for a total stands beside its amount, or where it counts
the items and there are as many. Without such a word a list that adds up ties; one that does not may be of
something else, and speaks where neither lead-in nor items have any other figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.equation import total
from tieout.extract.counted import spelled
from tieout.lexicon import Phrase, WordList
from tieout.model import Block, BlockKind, Evidence, Fact, Relation, Report, Severity
from tieout.relate.prose.letter import letter
from tieout.relate.prose.line import Line
from tieout.relate.prose.lines import lines
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.told import added_up, by_a_slip, of_one_kind
from tieout.rulebook.book import Schemas

_LEAST, _MOST = 2, 20  # items
_UNSAID = 3  # items of a list that adds up though no word says so
_NEAR = Fraction(6, 5)  # a sum that misses by a larger factor is of other things, unless by a slip
_CHINESE = Phrase(r"(?P<number>{chinese_number})(?:{classifiers})")
_ENDS = (":", "：")
_TOTALS = (WordList.PROSE_TOTAL, WordList.IN_ALL, "whole_told", "sums_to", "proceeds")
_NO_SUM = (
    WordList.PROSE_OF_WHICH, WordList.AVERAGES, WordList.PROSE_RISE, WordList.PROSE_FALL,
    WordList.PROSE_FROM, "selects_word", "net_of",
)  # fmt: skip


def listed(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """The amounts of lists held against the one that leads each in."""
    of_block: dict[int, list[int]] = {}
    for place, sentence in enumerate(report.sentences):
        if sentence.row is None:
            of_block.setdefault(sentence.block, []).append(place)
    for lead, items in _lists(report.document.blocks):
        if lead in of_block and _LEAST <= len(items) <= _MOST:
            yield from _held(
                _List(report, schemas, of_block[lead], [of_block.get(item, ()) for item in items])
            )


@dataclass(frozen=True, slots=True)
class _List:
    """The sentences of a lead-in and those of each of its items, by their places."""

    report: Report
    schemas: Schemas
    lead: Sequence[int]
    items: Sequence[Sequence[int]]

    def figures(self, places: Sequence[int]) -> list[Fact]:
        """The figures of sentences that are no dates."""
        facts = (fact for place in places for fact in self.report.sentences[place].facts)
        return [fact for fact in facts if letter(fact) not in "DZ"]

    def parts(self, whole: Fact) -> list[Fact]:
        """The only amount of each item that is of the kind of the whole; none if an item has not just one."""
        own = [[fact for fact in self.figures(item) if _is_part(fact, whole)] for item in self.items]
        return [each[0] for each in own] if all(len(each) == 1 for each in own) else []

    @property
    def alone(self) -> bool:
        """Whether there is no figure but one of the lead-in and one of each item."""
        return len(self.figures(self.lead)) == 1 and all(len(self.figures(item)) == 1 for item in self.items)

    def counted(self, lead: Sequence[Line]) -> bool:
        """Whether the lead-in says of how many things it speaks, and the list has as many items."""
        return any(_counts(line, len(self.items), self.schemas) for line in lead)


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[int, list[int]]]:
    """The lists of a document: the block that leads each in, and its items."""
    index = 0
    while index < len(blocks):
        items: list[int] = []
        while index < len(blocks) and blocks[index].kind is BlockKind.ITEM:
            items.append(index)
            index += 1
        lead = items[0] - 1 if items else -1
        if lead >= 0 and _leads(blocks[lead]):
            columns = [blocks[item].text.place(0, 1).column or 0 for item in items]
            if len(set(columns)) == 1:  # an item within an item is a part of that
                yield lead, items
        index += 1


def _leads(block: Block) -> bool:
    if block.table is not None:
        return False
    return block.kind is BlockKind.HEADING or block.text.content.rstrip().endswith(_ENDS)


def _is_part(fact: Fact, whole: Fact) -> bool:
    amount = fact.figure.amount
    return letter(fact) == "A" and amount.upper is None and amount.value > 0 and of_one_kind(fact, whole)


def _counts(line: Line, items: int, schemas: Schemas) -> bool:
    """Whether a lead-in says of how many things it speaks, and the list has as many items."""
    counted = schemas.lexicon.pattern(_CHINESE).finditer(line.text)
    if any(spelled(found["number"], schemas.lexicon) == items for found in counted):
        return True
    for mark in line.marks:
        text = line.text[mark.start : mark.end]
        if WordList.SMALL_NUMBER in mark.names and spelled(text, schemas.lexicon) == items:
            return True
        if mark.letter == "A" and mark.fact is not None:
            amount = mark.fact.figure.amount
            if amount.value == items and (amount.unit.counts or not amount.unit.powers):
                return True
    return False


def _held(told: _List) -> Iterator[Relation]:
    known = lines(told.report, told.schemas)
    lead = [known.own(place) for place in told.lead]
    for line in lead:
        for whole in (fact for fact in told.figures(told.lead) if fact in line.sentence.facts):
            alike = [fact for fact in told.figures(told.lead) if _is_part(fact, whole)]
            parts = (
                told.parts(whole) if alike == [whole] and line.names_before(whole).isdisjoint(_NO_SUM) else []
            )
            if parts and all(part.figure.amount.value < whole.figure.amount.value for part in parts):
                beside = line.names_before(whole) | line.names_behind(whole)
                said = told.counted(lead) or not beside.isdisjoint(_TOTALS)
                yield from sum_of_items(whole, parts, said=said, alone=told.alone)


def sum_of_items(whole: Fact, parts: Sequence[Fact], *, said: bool, alone: bool) -> Iterator[Relation]:
    """What items make held against their whole: `said` if words claim it, `alone` if nothing else is told."""
    stated, *terms = added_up([whole, *parts])
    found = relation("prose", Reading(total(stated, terms)), kind_name="total")
    if found.holds and (said or len(parts) >= _UNSAID):
        yield found if said else replace(found, evidence=Evidence.SUPPORTED)
    elif found.fails and found.computed is not None:
        off = found.computed / whole.figure.amount.value
        slipped = by_a_slip(found)
        if said and (slipped or 1 / _NEAR <= off <= _NEAR):
            yield found if slipped else replace(found, cap=Severity.WARNING)
        elif alone and (slipped or 1 / _NEAR <= off <= _NEAR) and len(parts) >= _UNSAID:
            yield replace(found, cap=Severity.WARNING)
