"""Figures that a label names in full: rows and columns of tables, and lines of a sidebar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from tieout.extract.concepts import is_currency
from tieout.lexicon import Phrase
from tieout.model import BlockKind, Fact, Grain, Grid, Report, Sentence
from tieout.relate.prose.measure import bare, scale
from tieout.relate.sameness import Key, period_key
from tieout.relate.valuation.labels import LINK, ConceptLabels, concept_labels
from tieout.rulebook.book import Schemas

_LEADING = 40  # characters before a figure in which its label stands
_BETWEEN = Phrase(r"(?:\s|{and_word}|{amount_scale}|[/、,，xX%])*")  # in a list
Line = tuple[int, int]  # block, and the row whose columns name what stands in it (0: rows; below: lists)
LISTS = -1


class Named(NamedTuple):
    """A figure and the concept that its label names; `factor` is of a unit that only the label says."""

    concept: str
    fact: Fact
    factor: Fraction
    line: Line | None  # None: in no table
    year: Key | None
    sure: bool = True  # a label names it, not a sentence


def in_one_currency(figures: Iterable[Named]) -> bool:
    """Whether all amounts of money that say their currency are in one."""
    powers = (power for one in figures for power, _ in one.fact.figure.amount.unit.powers)
    return len({power for power in powers if is_currency(power)}) < 2


def named(report: Report, schemas: Schemas, of_now: Collection[str]) -> Iterator[Named]:
    """All figures of a report that a label names in full; what is of now may be named in a sentence."""
    labels = concept_labels(schemas)
    cells: set[int] = set()
    for grid in report.grids:
        cells.update(fact.id for fact in grid.facts.values())
        yield from _in_table(grid, labels, of_now)
    for sentence in report.sentences:
        if sentence.row is None:
            listed = list(_listed(sentence, labels, schemas))
            cells.update(one.fact.id for one in listed)
            yield from listed
    for fact in report.facts:
        figure = fact.figure
        block = report.document.blocks[figure.block]
        if fact.id in cells or figure.quantity is None or figure.row is not None:
            continue
        before = block.text.content[max(figure.start - _LEADING, 0) : figure.start]
        line = before.rpartition("\n")[2]
        concept, label = labels.ending(line)
        if block.kind is BlockKind.HEADING and (concept or fact.concept) not in of_now:
            continue  # a title and the line under it say what is of now, and else name what follows
        if concept:
            yield Named(concept, fact, labels.factor(label, fact), None, None)
        elif fact.concept in of_now and fact.concept is not None:
            yield Named(fact.concept, fact, Fraction(1), None, None, sure=False)
        elif fact.concept is None and (each := labels.each(line)):
            yield Named(each, fact, Fraction(1), None, period_key(fact.period), sure=False)


def _is_day(fact: Fact) -> bool:
    """Whether a figure is of one day, as the price is that a report is written at."""
    return fact.period is not None and fact.period.grain is Grain.DAY


def _listed(sentence: Sentence, labels: ConceptLabels, schemas: Schemas) -> Iterator[Named]:
    """Figures of lists that a label opens: EPS of 1.00/1.25/1.60, and their multiples 46/37/29."""
    link, between = schemas.lexicon.pattern(LINK), schemas.lexicon.pattern(_BETWEEN)
    lists: list[tuple[str, list[Fact]]] = []
    end = 0
    for fact in sentence.facts:
        start = fact.figure.start - sentence.start
        gap, end = sentence.text[end:start], fact.figure.end - sentence.start
        if lists and lists[-1][1] and between.fullmatch(gap) is not None:
            lists[-1][1].append(fact)
            continue
        tail = link.search(gap)
        concept = labels.ending(gap[: tail.start() if tail else None], run_on=True)[0]
        lists.append((concept, [fact] if concept or fact.concept else []))
    for label, told in lists:
        facts = [fact for fact in told if fact.figure.quantity is not None]  # a year is none of the list
        concept = label or _meant(facts)
        for place, fact in enumerate(facts):
            if concept and len(facts) > 1:
                factor = _shared(fact, facts[-1])
                yield Named(concept, fact, factor, (sentence.block, LISTS), (len(facts), place))


def _meant(facts: Sequence[Fact]) -> str:
    """The concept that all figures of a list have by the words of their sentence."""
    concepts = {fact.concept for fact in facts}
    return concepts.pop() or "" if len(concepts) == 1 else ""


def _shared(fact: Fact, last: Fact) -> Fraction:
    """What a bare figure of a list is multiplied by: the scale that is printed once, behind the last."""
    if last.figure.quantity is None or not bare(fact.figure.amount) or bare(last.figure.amount):
        return Fraction(1)
    return Fraction(10) ** (scale(last) if scale(fact) == 0 else 0)


def _in_table(grid: Grid, labels: ConceptLabels, of_now: Collection[str]) -> Iterator[Named]:
    for (row, col), fact in grid.facts.items():
        if fact.figure.quantity is None:
            continue
        across = grid.row_labels[row - 1][-1:]
        concept = labels.whole(across[0]) if across else ""
        if concept:
            year = None if concept in of_now and _is_day(fact) else period_key(fact.period)
            yield Named(concept, fact, Fraction(1), (grid.block, 0), year)
            continue
        for label in reversed(grid.col_labels[col - 1]):
            concept = labels.whole(label)
            if concept:
                yield Named(concept, fact, Fraction(1), (grid.block, row), period_key(fact.period))
                break
