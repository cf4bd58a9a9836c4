"""Rows that what a sentence reckons is of: that of the level beside a figure, else those named before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.lexicon import Matcher, Phrase, WordList
from tieout.model import Fact, Grid
from tieout.model.lines import Role
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line, stem
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import tied
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.letter import kind
from tieout.rulebook.book import Schemas
from tieout.slip import significant

_CLAUSE = re.compile(r"[,，;；。:：(（]|\.\s|\s(?:–|—)\s")
_CLOSES = re.compile(r"^[^(（]*[)）]")
_RATE = Phrase(r"{prose_rate_of_rise}|{prose_rate_of_fall}")  # revenue growth is another thing than revenue
_IDLE = 24  # letters behind a name in which a word that ends it stands
_MOST_WORDS = 4  # of a name in part
_TELLING = 4  # digits of a level that is one cell of a report only
_LISTS = (
    WordList.PROSE_RISE, WordList.PROSE_FALL, WordList.PROSE_CHANGE, WordList.MOVES, WordList.PROSE_SHARE,
    WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_BASE_PERIOD, WordList.PROSE_FILLER, WordList.PROSE_AGAINST,
    WordList.OVER_A_YEAR, WordList.OVER_A_QUARTER, WordList.MOVE_VERB, WordList.BESIDE_MOVE,
    WordList.SHARE_VERB, WordList.LINE_FOLLOWS, WordList.SUBJECT_LINK, "noise/label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A row that a figure is of; the cell beside it, if there is one; whether its name is whole."""

    line: Line
    now: Fact | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds the rows that figures reckoned from cells are of."""

    direct: Direct
    wording: Wording
    idle: Matcher  # words between a name and a change of it that name nothing else
    grids: Mapping[int, Grid]  # by cell
    cells: Mapping[int, Sequence[Fact]]  # by their digits

    @staticmethod
    def of(direct: Direct, wording: Wording, schemas: Schemas) -> Subjects:
        """Read the lists once."""
        words = (word for name in _LISTS if name in schemas.words for word in schemas.words[name].words)
        grids = {cell.id: grid for grid in direct.report.grids for cell in grid.facts.values()}
        cells: dict[int, list[Fact]] = defaultdict(list)
        for grid in direct.report.grids:
            for cell in grid.facts.values():
                if cell.figure.quantity is not None:
                    cells[cell.figure.amount.numeral.digits].append(cell)
        return Subjects(direct, wording, Matcher(words, plural=False), grids, cells)

    def find(
        self,
        speech: Speech,
        spots: Sequence[Spot],
        fact: Fact,
        links: Mapping[int, Linked],
        steps: Collection[int],
    ) -> list[Subject]:
        """The rows that a figure may be of.

        Args:
            speech: the sentence.
            spots: where it names lines.
            fact: the figure.
            links: the figures that are known to be cells.
            steps: ids of the figures that are changes or shares, which stand between a level and the next.
        """
        beside = self._beside(speech, fact, links, steps)
        if beside is not None:
            return [beside]
        return list(self._named(speech, spots, fact)) or list(self._named_in_part(speech, fact))

    def _named(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Iterator[Subject]:
        start = speech.start(fact)
        before = [spot for spot in spots if spot.end <= start and not _is_counted(speech, spot)]
        seen = set()
        for line in self.direct.names.near(before[-1].name, speech.sentence.block) if before else ():
            if line.is_row and line.key not in seen:
                seen.add(line.key)
                spot = before[-1]
                whole = self._is_whole(speech, spot, line) and not self.wording.ahead(
                    speech, spot.start, line.context
                )
                yield Subject(line, None, whole and not self.between(speech, spot.end, start, line.context))

    def _named_in_part(self, speech: Speech, fact: Fact) -> Iterator[Subject]:
        """The one row of the tables of a section that has all words of the name before a figure."""
        start = speech.start(fact)
        opens = max((mark.end() for mark in _CLAUSE.finditer(speech.sentence.text, 0, start)), default=0)
        said = frozenset(map(stem, self.between(speech, opens, start, "").split()))
        if not 0 < len(said) <= _MOST_WORDS:
            return
        rows = [
            Line(grid, number, is_row=True)
            for grid in self.direct.report.grids
            if grid.headings == speech.sentence.headings
            for number, path in enumerate(grid.row_labels, 1)
            if number > grid.header_rows
            and path
            and said <= self.direct.names.labels.words_of(path[-1].lower())
        ]
        totals = [row for row in rows if row.role is Role.TOTAL]
        rows = totals if len(rows) > 1 else rows
        yield from (Subject(row, None, whole=False) for row in rows if len(rows) == 1)

    def _is_whole(self, speech: Speech, spot: Spot, line: Line) -> bool:
        """Whether nothing but words of change, and of what stands over its table, stands around a name."""
        if spot.narrowing and spot.narrowing not in line.context:
            return False
        if (
            not spot.runs_on
            or line.is_called(spot.after)
            or stem(spot.after) in map(stem, line.context.split())
        ):
            return True
        behind = speech.sentence.text[spot.end : spot.end + _IDLE].lstrip()
        if speech.lexicon.pattern(_RATE).match(behind):
            return False
        return any(not word.start for word in self.idle.find(behind)[:1])

    def _beside(
        self, speech: Speech, fact: Fact, links: Mapping[int, Linked], steps: Collection[int]
    ) -> Subject | None:
        """The row of the level right before a figure, or that it leads to: 1,238, up 11.6%; 29.5% to 619."""
        at = speech.quantities.index(fact)
        start, end = speech.start(fact), fact.figure.end - speech.sentence.start
        told = (other for other in speech.quantities[:at] if other.id not in steps)
        levels = [other for other in told if not _is_aside(speech, other, start)][-1:]
        behind = [other for other in speech.quantities[at + 1 :] if other.id not in steps][:1]
        for other in (*levels, *behind):
            cell = self._cell(other, links)
            if cell is None:
                continue
            line = Line(self.grids[cell.id], cell.figure.row or 1, is_row=True)
            before = speech.start(other) < start
            first = other.figure.end - speech.sentence.start if before else end
            last = start if before else speech.start(other)
            if self.direct.is_change(line, cell):
                continue
            if not before and not speech.line.said(first, last, WordList.PROSE_TO):
                continue
            if not before and _CLAUSE.search(speech.sentence.text, first, last):
                continue
            if not self.between(speech, first, last, line.context):
                return Subject(line, cell, whole=True)
        return None

    def _cell(self, level: Fact, links: Mapping[int, Linked]) -> Fact | None:
        """The cell that a level is known to be, or the only one of the report that it can be by its value."""
        link = links.get(level.id)
        if link is not None:
            return link.cells[0] if link.tie.holds and len(link.cells) == 1 else None
        own = level.figure.amount
        if significant(own) < _TELLING or kind(own) != "A":
            return None
        alike = self.cells.get(own.numeral.digits, ())
        cells = [cell for cell in alike if (tie := tied(own, cell.figure.amount)) is not None and tie.holds]
        labels = {(cell.figure.row, self.grids[cell.id].number) for cell in cells}
        return cells[0] if len(labels) == 1 == len(cells) else None

    def between(self, speech: Speech, start: int, end: int, context: str) -> str:
        """The words between a name and its figure that make it the figure of something else."""
        foreign = self.wording.foreign(speech, start, end, context)
        parts, last = [], 0
        for spot in self.idle.find(foreign):
            parts.append(foreign[last : spot.start])
            last = spot.end
        return " ".join(" ".join([*parts, foreign[last:]]).split())


def _is_counted(speech: Speech, spot: Spot) -> bool:
    """Whether a name is what the figure right before it counts: 1,842 thousand guests."""
    ends = (other.figure.end - speech.sentence.start for other in speech.quantities)
    return any(not speech.sentence.text[end : spot.start].strip() for end in ends if end <= spot.start)


def _is_aside(speech: Speech, level: Fact, start: int) -> bool:
    """Whether a level stands in a bracket that is closed before a figure: 2,633 (2024: 2,567), up 2.6%."""
    behind = speech.sentence.text[level.figure.end - speech.sentence.start : start]
    return _CLOSES.search(behind) is not None
