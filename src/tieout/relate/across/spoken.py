"""Figures of sentences against cells of other reports' tables, by what both say they are of.

A cell is of a thing or a company, by one of its lines or by its report; of a measure, by the other line; and
in some setting, by what stands in brackets and beside the names (Pass@1, 5-shot, Int4). A figure of a
sentence is that cell's if it is of the same, at the same time, and its sentence says the measure: by a
concept of the schemas, or by the words of the label right before or behind it. A setting that is said must
be the cell's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tieout.extract.vocabulary import Vocabulary, vocabulary
from tieout.model import Fact, Report, Severity
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.labels import Name, split, words_of
from tieout.relate.across.links import FAR, PRICED, SETTINGS, Link, Unlinked
from tieout.relate.across.reports import Kinship, Known, foreseen
from tieout.relate.across.saying import Said, Sayings
from tieout.relate.across.sheets import Sheet, is_alone
from tieout.relate.across.whom import Whom
from tieout.relate.sameness import Key, period_key, timeless
from tieout.rulebook.book import Schemas
from tieout.slip import near
from tieout.wording import say

OPEN = say("its words leave more than one cell of the other report")
NARROWER = say("its words say more than the labels of the other report")
_MOST = 8  # other reports that one figure is held against


class Fit(NamedTuple):
    """How surely a figure is of a cell: whether all settings of the cell are said, and how many."""

    whole: bool
    heard: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by what a sentence would have to say of it."""

    fact: Fact
    report: int
    who: str
    concept: str | None
    measure: frozenset[str]
    settings: Sequence[frozenset[str]]
    priced: bool = False  # another one every day

    @property
    def keys(self) -> Iterator[Key]:
        """By what it is looked up: whom it is of, and its concept or the longest word of its measure."""
        if self.concept is not None:
            yield self.who, self.concept, True
        if self.measure:
            yield self.who, max(self.measure, key=lambda word: (len(word), word)), False

    @property
    def words(self) -> frozenset[str]:
        """All words of its labels."""
        return self.measure.union(*self.settings)


class Cells:
    """The cells of all tables."""

    def __init__(self, sheets: Iterable[Sheet], known: Sequence[Known], whom: Whom, schemas: Schemas) -> None:
        reader = _Reader(known, whom, vocabulary(schemas), timeless(schemas), Sayings.of(schemas))
        self._found: dict[Key, dict[int, list[Cell]]] = {}
        for sheet in sheets:
            for at, fact in sheet.cells.items():
                cell = reader.cell(sheet, at, fact)
                if cell is not None:
                    for key in cell.keys:
                        self._found.setdefault(key, {}).setdefault(sheet.report, []).append(cell)

    def like(self, said: Said, who: str, apart_from: int) -> Mapping[int, Sequence[Cell]]:
        """The cells of other reports that a figure may be of, by report."""
        keys: list[Key] = [(who, said.fact.concept, True)] if said.fact.concept is not None else []
        keys += [(who, word, False) for word in sorted(said.around)]
        found: dict[int, dict[int, Cell]] = {}
        for key in keys:
            for report, cells in self._found.get(key, {}).items():
                if report != apart_from:
                    found.setdefault(report, {}).update((cell.fact.id, cell) for cell in cells)
        return {report: list(found[report].values()) for report in sorted(found)[:_MOST]}


def linked(
    reports: Sequence[Report], known: Sequence[Known], whom: Whom, sheets: Sequence[Sheet], schemas: Schemas
) -> Iterator[Link | Unlinked]:
    """The figures of sentences that other reports have in a table."""
    cells, sayings = Cells(sheets, known, whom, schemas), Sayings.of(schemas)
    judge = _Judge(known, {one.path: one for one in known}, whom, timeless(schemas), sayings)
    for number, report in enumerate(reports):
        for sentence in report.sentences:
            if sentence.row is not None:
                continue
            for said in sayings.of_sentence(sentence):
                who = whom.of_fact(said.fact, known[number])
                for found in cells.like(said, who, number).values() if who is not None else ():
                    one = judge.held(said, found, who or "")
                    if one is not None:
                        yield one


@dataclass(frozen=True, slots=True)
class _Judge:
    known: Sequence[Known]
    by_path: Mapping[str, Known]
    whom: Whom
    timeless: frozenset[str]
    sayings: Sayings

    def held(self, said: Said, cells: Sequence[Cell], who: str) -> Link | Unlinked | None:
        """A figure against the cell of one report that it is of, if there is one."""
        of_it = [cell for cell in cells if self._is_of(said, cell)]
        fits = [(fit, cell) for cell in of_it if (fit := _fit(said, cell)) is not None]
        if not fits:
            return Unlinked(hold(said.fact, of_it[0].fact), SETTINGS) if of_it else None
        best = max(fit for fit, _ in fits)
        held = [hold(said.fact, cell.fact) for fit, cell in fits if fit == best]
        held = [one for one in held if one.tie is not None] or held
        tied = next((one for one in held if one.agrees and one.telling), None)
        values = {one.other.figure.amount.value for one in held}
        if tied is not None or (len(values) == 1 and held[0].agrees):
            return Link(tied or held[0])
        if held[0].tie is None or len(values) > 1:
            return Unlinked(held[0], OPEN)
        cell = next(cell for _, cell in fits if cell.fact is held[0].other)
        if self.sayings.narrows(said, cell.words, who, whole=best.whole):
            return Unlinked(held[0], NARROWER)
        return self._link(held[0], best, cell)

    def _is_of(self, said: Said, cell: Cell) -> bool:
        """Whether a sentence names the measure of a cell, at its time."""
        fact, other = said.fact, cell.fact
        if fact.concept is not None and cell.concept is not None:
            if fact.concept != cell.concept or fact.concept not in self.timeless:
                return False  # concepts of a time are compared as facts
        elif not said.names(cell.measure):
            return False
        if foreseen(fact, self.by_path[fact.report]) or foreseen(other, self.known[cell.report]):
            return False
        if fact.concept in self.timeless or cell.concept in self.timeless:
            return True
        if other.period is None:
            return self.whom.is_thing(cell.who)
        return period_key(self.whom.dated(fact, self.by_path[fact.report]).period) == period_key(other.period)

    def _link(self, held: Held, fit: Fit, cell: Cell) -> Link | Unlinked:
        kin = Kinship.of(self.by_path[held.fact.report], self.known[cell.report])
        if cell.priced and not kin.one_vintage:
            return Unlinked(held, PRICED)
        if held.far and not (kin.primary or kin.versions):
            return Unlinked(held, FAR)
        doubt = "one of them says more of what it is" if not fit.whole else ""
        if kin.primary and not doubt:
            return Link(held, Severity.ERROR)
        other = kin.restated or kin.other_houses or not (kin.one_subject or kin.titles_share)
        alike = near(held.fact.figure.amount, held.other.figure.amount)
        return Link(held, Severity.NOTE if doubt or other or not alike else Severity.WARNING, doubt)


def _fit(said: Said, cell: Cell) -> Fit | None:
    """How the settings of a cell go with a sentence; None if it says another one."""
    whole, count = True, 0
    for setting in cell.settings:
        heard = setting & said.sentence_words
        missing = setting - heard
        if heard and any(map(_has_digit, missing)):
            return None  # 5-shot, where the label says 0-shot
        whole, count = whole and not missing, count + bool(heard)
    return Fit(whole, count)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what cells are of."""

    known: Sequence[Known]
    whom: Whom
    vocabulary: Vocabulary
    timeless: frozenset[str]
    sayings: Sayings

    def cell(self, sheet: Sheet, at: tuple[int, int], fact: Fact) -> Cell | None:
        """What a cell is of; None where its lines do not say it."""
        who = self.whom.of_fact(fact, self.known[sheet.report])
        paths = sheet.grid.row_labels[at[0] - 1], sheet.grid.col_labels[at[1] - 1]
        lines = [
            (name, " ".join(path[-1:]))
            for name, path in zip((sheet.rows.get(at[0]), sheet.cols.get(at[1])), paths, strict=True)
            if name and not any(" " in word for word in name.words)  # no period
        ]
        if not (is_alone(at[0], sheet.rows) and is_alone(at[1], sheet.cols)):
            return None
        entity = "".join((fact.entity or "").split())
        thing = next((name for name, _ in lines if entity and _names(name, entity)), None)
        measures = [(name, text) for name, text in lines if name is not thing]
        if who is None or not measures:
            return None
        words = frozenset(word for name, _ in measures for word in name.words)
        settings = [setting for name, _ in measures for setting in name.settings]
        if thing is not None:
            settings += [frozenset({word for word in thing.words if word not in entity}), *thing.settings]
        concept = fact.concept
        if concept is None and len(measures) == 1:
            concept, beside = self._within(measures[0][1])
            settings += [beside] if concept is not None else []
        told = tuple(setting for setting in dict.fromkeys(settings) if setting)
        measure = self.sayings.words(" ".join(sorted(words))) or split(words)
        priced = any(name.priced for name, _ in measures)
        return Cell(fact, sheet.report, who, concept, measure, told, priced)

    def _within(self, label: str) -> tuple[str | None, frozenset[str]]:
        """The only thing without a time that a label names beside other words, and these: MATH Pass@1."""
        tags = self.vocabulary.tags(label).concepts
        if len(tags) != 1 or len(tags[0].values) != 1 or tags[0].values[0] not in self.timeless:
            return None, frozenset()
        rest = f"{label[: tags[0].start]} {label[tags[0].end :]}"
        return tags[0].values[0], frozenset(words_of(rest, self.vocabulary.lexicon))


def _names(name: Name, entity: str) -> bool:
    """Whether a line is called by a thing: all letters of the thing stand in its name."""
    told = [word for word in name.all if word in entity]
    return sum(map(len, told)) >= len(entity)
