"""Figures that a label names in full: rows and columns of tables, and lines of a sidebar.

Brackets behind a label hold its unit or a remark; idle words (diluted, latest) change nothing. What else
stands in a label makes it one of something else, which is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tieout.extract.cells import read_declared
from tieout.extract.remembered import remembering
from tieout.extract.units import UnitReader
from tieout.lexicon import Phrase, WordList
from tieout.model import BlockKind, Fact, Grid, Report, Sentence
from tieout.relate.prose.measure import bare, scale
from tieout.relate.sameness import Key, period_key
from tieout.rulebook.book import Schemas

_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NARROW = str.maketrans("（）", "()")
_LEADING = 40  # characters before a figure in which its label stands
_YEAR = re.compile(r"^(?:FY)?(?:19|20)\d\d[AEF]?")  # before the name of a row: 2025E net income
_SIGNS = re.compile(r"[\s:：%％=*]+")
GROWTH = "_growth"  # ends the name of a concept that is the growth of another one
_LINK = Phrase(r"(?:\s|{prose_respectively}|{is_word}|{hedge_about}|[:：])*\Z")  # label to list
_BETWEEN = Phrase(r"(?:\s|{and_word}|{amount_scale}|[/、,，xX%])*")  # in a list
_OPENS = re.compile(r"(?:^|[^\w]|\d)\Z")
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


def named(report: Report, schemas: Schemas, of_now: Collection[str]) -> Iterator[Named]:
    """All figures of a report that a label names in full; what is of now may be named in a sentence."""
    labels = _Labels(schemas)
    cells: set[int] = set()
    for grid in report.grids:
        cells.update(fact.id for fact in grid.facts.values())
        yield from _in_table(grid, labels)
    for sentence in report.sentences:
        if sentence.row is None:
            listed = list(_listed(sentence, labels, schemas))
            cells.update(one.fact.id for one in listed)
            yield from listed
    for fact in report.facts:
        figure = fact.figure
        block = report.document.blocks[figure.block]
        if (
            fact.id in cells
            or figure.quantity is None
            or figure.row is not None
            or block.kind is BlockKind.HEADING
        ):
            continue
        before = block.text.content[max(figure.start - _LEADING, 0) : figure.start]
        line = before.rpartition("\n")[2]
        concept, label = labels.ending(line)
        if concept:
            yield Named(concept, fact, labels.factor(label, fact), None, None)
        elif fact.concept in of_now and fact.concept is not None:
            yield Named(fact.concept, fact, Fraction(1), None, None, sure=False)
        elif fact.concept is None and (each := labels.each(line)):
            yield Named(each, fact, Fraction(1), None, period_key(fact.period), sure=False)


def _listed(sentence: Sentence, labels: _Labels, schemas: Schemas) -> Iterator[Named]:
    """Figures of lists that a label opens: EPS of 1.00/1.25/1.60, and their multiples 46/37/29."""
    link, between = schemas.lexicon.pattern(_LINK), schemas.lexicon.pattern(_BETWEEN)
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
    for label, facts in lists:
        concept = label or _meant(facts)
        for place, fact in enumerate(facts):
            if concept and len(facts) > 1 and fact.figure.quantity is not None:
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


def _in_table(grid: Grid, labels: _Labels) -> Iterator[Named]:
    for (row, col), fact in grid.facts.items():
        if fact.figure.quantity is None:
            continue
        across = grid.row_labels[row - 1][-1:]
        concept = labels.whole(across[0]) if across else ""
        if concept:
            yield Named(concept, fact, Fraction(1), (grid.block, 0), period_key(fact.period))
            continue
        for label in reversed(grid.col_labels[col - 1]):
            concept = labels.whole(label)
            if concept:
                yield Named(concept, fact, Fraction(1), (grid.block, row), period_key(fact.period))
                break


class _Labels:
    """The labels of all concepts, as they are looked up."""

    def __init__(self, schemas: Schemas) -> None:
        self._concepts = _concepts(schemas)
        self._longest = max(map(len, self._concepts), default=0)
        self._ends = frozenset(label[-2:] for label in self._concepts)
        idle = sorted(schemas.words[WordList.VALUATION_IDLE].words, key=len, reverse=True)
        self._idle = re.compile("|".join(re.escape(_folded(word)) for word in idle))
        grown = sorted(map(_close, schemas.words[WordList.GROWTH].words), key=len, reverse=True)
        self._grown = re.compile(rf"(?:{'|'.join(map(re.escape, grown))})+[(（]?%?[)）]?\Z")
        self._link = schemas.lexicon.pattern(_LINK)
        self._each = frozenset(
            name for name, concept in schemas.concepts.items() if ("share", -1) in (concept.powers or ())
        )
        self._growths = frozenset(name for name in schemas.concepts if name.endswith(GROWTH))
        self._units = UnitReader(schemas)

    def whole(self, label: str) -> str:
        """The concept that a label names and nothing else, or the growth of one; empty if there is none."""
        text = _close(_YEAR.sub("", label))
        growth = self._grown.search(text)
        if growth is None:
            return self._named(_BRACKETS.sub("", text))
        found = self._named(_BRACKETS.sub("", text[: growth.start()]).rstrip("(（%-—")) + GROWTH
        return found if found in self._growths else ""

    def _named(self, label: str) -> str:
        """The concept that a label without brackets names, idle words left out."""
        text = _folded(label)
        for candidate in (text, self._idle.sub("", text)):
            found = self._concepts.get(candidate) or self._twice(candidate)
            if found:
                return found
        return ""

    def _twice(self, text: str) -> str:
        """The concept that two labels in a row name: a word and its abbreviation."""
        if len(text) > 2 * self._longest:
            return ""
        for cut in range(2, len(text) - 1):
            first = self._concepts.get(text[:cut])
            if first and first == self._concepts.get(text[cut:]):
                return first
        return ""

    def ending(self, text: str, *, run_on: bool = False) -> tuple[str, str]:
        """The concept that a text names right before a figure, and the label with its bracket.

        Words may stand before it in a sentence (`run_on`), but not in a line of a sidebar.
        """
        text = text.rstrip(" \t:：=")
        bare = _BRACKETS.sub("", text) if text.endswith((")", "）")) else text
        start = len(bare)
        folded = bare.lower()
        last = _folded(folded[-self._longest :])
        if not self._ends.intersection((last[-2:], last[-1:])):
            return "", ""  # most words before a figure end no label
        left, first = len(last), max(start - self._longest, 0)
        for at in range(first, start - 1):
            if left and folded[at] == last[-left]:
                concept = self._concepts.get(last[-left:])
                left -= 1
                if concept and (run_on or _OPENS.search(folded[:at]) is not None):
                    return concept, text[at:]
        return "", ""

    def each(self, text: str) -> str:
        """The amount per share that a sentence names right before a figure: its unit is that of money."""
        link = self._link.search(text)
        concept, _ = self.ending(text[: link.start() if link else None], run_on=True)
        return concept if concept in self._each else ""

    def factor(self, label: str, fact: Fact) -> Fraction:
        """What a figure without unit is multiplied by: the scale in the bracket of its label."""
        if fact.figure.amount.unit.powers:
            return Fraction(1)
        said = read_declared(self._units, label.translate(_NARROW))
        return Fraction(10) ** said.exponent if said is not None else Fraction(1)


@remembering
def _concepts(schemas: Schemas) -> Mapping[str, str]:
    """Label -> concept, of those that identities hold against one another."""
    used = {name for identity in schemas.identities for name in (identity.subject, *identity.concepts)}
    return {
        _folded(word): name
        for name, concept in schemas.concepts.items()
        if name in used
        for word in concept.labels.words
    }


def _close(text: str) -> str:
    """A text without white space, in lower case."""
    return "".join(text.split()).lower()


def _folded(text: str) -> str:
    return _SIGNS.sub("", text).lower()
