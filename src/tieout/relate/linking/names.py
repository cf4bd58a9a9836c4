"""Lines of tables by their names, and where sentences name them.

A name is a row's label, or a column's, less its brackets and numbering. A Chinese one is looked for letter
by letter; an English one is named where all of its telling words stand close together. Names are found from
their rarest word, so the cost grows with the text and not with the tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tieout.lexicon import Matcher, Phrase, WordList
from tieout.model import Grid, Report
from tieout.model.lines import Role
from tieout.relate.linking.line import Labels, Line, has_han, stem
from tieout.relate.valuation.labels import ConceptLabels, concept_labels
from tieout.rulebook.book import Schemas

_NEAREST = 8  # tables that are tried for one name
_MOST_CELLS = 80  # of a line that a text speaks of; longer ones are data
_SPREAD = 20  # characters that words of an English name may stand apart beyond its own length
_KIND = 2  # letters of a Chinese word for what lines are
_BEFORE = 10  # characters before a name that may narrow it
_WORD = re.compile(r"[a-z0-9]+(?:[-.&’'][a-z0-9]+)*")
_NUMBERED = re.compile(r"\d+[aefp]?$")
_HAN_END = re.compile(r"[一-鿿]*$")
_SENTENCE_END = re.compile(r"[;；。]|\.\s")
_LAST_CLAUSE = re.compile(r"[^,，.;；。(（]*$")
_JOINT = Phrase(r"\s*(?:[、,，&/]|,?\s?{and_word})?\s*")
_FOLLOWS = "line_follows"
_NOISE = "noise/label"
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sentence names lines: the word before that narrows the name, and whether the name runs on."""

    start: int
    end: int
    name: str
    narrowing: str = ""
    runs_on: bool = False
    after: str = ""  # the word that it runs on with
    listed: bool = False  # whether it goes on a list of names with their figures: A 240、B 240

    @property
    def whole(self) -> bool:
        """Whether nothing around makes it the name of something narrower."""
        return not self.narrowing and not self.runs_on

    def names(self, line: Line, before: int = 0) -> bool:
        """Whether it is the name of this line: what narrows it may stand in the headings over the line.

        Behind a figure, which ends `before`, it says what is counted, and other words may follow. It may run
        on with what the heading calls the lines of its table: the north region, of a column of regions.
        """
        if before and self.start >= before:
            return not self.narrowing
        if self.runs_on and not line.is_called(self.after):
            return False
        return not self.narrowing or self.narrowing in line.context


@dataclass(slots=True)
class Names:
    """All lines of a report's tables by name."""

    labels: Labels
    noise: tuple[str, ...] = ()  # words before a name that narrow nothing
    follows: frozenset[str] = frozenset()  # words after a name that do not belong to it
    lines: dict[str, list[Line]] = field(default_factory=dict)
    growing: set[tuple[int, bool, int]] = field(default_factory=set)  # lines of growth rates
    _blocks: dict[str, list[int]] = field(default_factory=dict)
    _words: dict[str, frozenset[str]] = field(default_factory=dict)
    _rarest: dict[str, list[str]] = field(default_factory=dict)
    _matcher: Matcher | None = None

    @staticmethod
    def of(report: Report, schemas: Schemas) -> Names:
        """Look through all tables once."""
        months = schemas.words.get("month")
        noise, follows = schemas.words.get(_NOISE), schemas.words.get(_FOLLOWS)
        linking = schemas.words.get("subject_link")
        link_words = () if linking is None else filter(str.isascii, linking.words)
        labels = Labels(schemas.lexicon)
        names = Names(
            labels,
            (
                *(word.lower() for word in (noise.words if noise is not None else ())),
                *link_words,
                *schemas.lexicon.words(WordList.BEFORE_NAME),
            ),
            frozenset(follows.words) if follows is not None else frozenset(),
        )
        concepts = concept_labels(schemas)
        for grid in report.grids:
            names.growing.update(_growing(grid, concepts))
            for line, name in _named(grid, labels, concepts):
                timeless = name if months is None else months.pattern.sub(" ", name)
                if timeless != name and not labels.telling(labels.plain(timeless)):
                    continue
                names.lines.setdefault(name, []).append(line)
                names._blocks.setdefault(name, []).append(grid.block)
        names._words = {
            name: frozenset() if has_han(name) else labels.telling_words(name) for name in names.lines
        }
        common = Counter(word for words in names._words.values() for word in words)
        for name, words in names._words.items():
            if words:
                rarest = min(words, key=lambda word: (common[word], word))
                names._rarest.setdefault(rarest, []).append(name)
        chinese = [name for name, words in names._words.items() if not words]
        names._matcher = Matcher(chinese, plural=False) if chinese else None
        return names

    def near(self, name: str, block: int, most: int = _NEAREST) -> Sequence[Line]:
        """The lines of a name, those of the nearest tables."""
        lines = self.lines[name]
        if len(lines) <= most:
            return lines
        at = bisect_left(self._blocks[name], block) - most // 2
        first = min(max(at, 0), len(lines) - most)
        return lines[first : first + most]

    def find(self, text: str) -> list[Spot]:
        """Where a text names lines, in order; a name within a longer one is left out."""
        lowered = text.lower()
        if len(lowered) != len(text):
            return []
        spots = [*self._chinese(lowered), *self._english(lowered)]
        spots = [spot for spot in spots if _SENTENCE_END.search(lowered, spot.start, spot.end) is None]
        spots.sort(key=lambda spot: (spot.start, -spot.end, -len(spot.name)))
        kept: list[Spot] = []
        for spot in spots:
            if not kept or spot.end > kept[-1].end:
                kept.append(spot)
        kept = self._with_wholes(text, kept)
        for index, (left, right) in enumerate(pairwise(kept)):
            if right.start == left.end:  # a row and its column, one behind the other
                kept[index] = replace(kept[index], runs_on=False)
            between = lowered[left.end : right.start]
            if self.joins(between) and (not between.isspace() or self._cross(left, right)):
                # what narrows one narrows both
                kept[index + 1] = replace(right, narrowing=kept[index].narrowing)
        return kept

    def _cross(self, one: Spot, other: Spot) -> bool:
        """Whether one name is that of rows and the other that of columns: units analysed."""
        rows = [{line.is_row for line in self.lines[spot.name][:_NEAREST]} for spot in (one, other)]
        return rows[0].isdisjoint(rows[1])

    def _with_wholes(self, text: str, spots: Sequence[Spot]) -> list[Spot]:
        """Names of rows that run on with that of their total: subscription revenue, of a table of revenue."""
        found: list[Spot] = []
        for spot in spots:
            last = found[-1] if found else None
            if last is not None and text[last.end : spot.start] == " " and self._is_total_of(spot, last):
                found[-1] = replace(last, end=spot.end, runs_on=spot.runs_on, after=spot.after)
            else:
                found.append(spot)
        return found

    def _is_total_of(self, whole: Spot, part: Spot) -> bool:
        """Whether a name is that of a total of the table in which another one is the name of a row."""
        grids = {line.grid.number for line in self.lines[part.name] if line.is_row}
        return any(
            line.is_row
            and line.grid.number in grids
            and line.grid.lines is not None
            and line.grid.lines.rows[line.number - 1].role is Role.TOTAL
            for line in self.lines[whole.name][:_NEAREST]
        )

    def joins(self, between: str) -> bool:
        """Whether nothing but a comma or `and` stands between two names."""
        return self.labels.lexicon.pattern(_JOINT).fullmatch(between) is not None

    def _chinese(self, text: str) -> Iterator[Spot]:
        if self._matcher is not None and has_han(text):
            for start, end, (name, *_) in self._matcher.find(text):
                narrowing, after = self._narrowing(text, start), text[end : end + _KIND]
                listed = text[start - 1 : start] == "、"
                yield Spot(start, end, name, narrowing, self._runs_on(after[:1]), after, listed)

    def _english(self, text: str) -> Iterator[Spot]:
        places: dict[str, list[_Span]] = {}
        for match in _WORD.finditer(text):
            places.setdefault(stem(match.group()), []).append(match.span())
        for word, spans in places.items():
            for name in self._rarest.get(word, ()):
                if all(other in places for other in self._words[name]):
                    for start, end in _windows(name, spans, [places[w] for w in self._words[name]]):
                        after = _WORD.match(text, end + 1)
                        said = after.group() if after is not None else ""
                        yield Spot(start, end, name, self._narrowing(text, start), self._runs_on(said), said)

    def _runs_on(self, after: str) -> bool:
        """Whether a name goes on: 研发费用 in 研发费用率, revenue in revenue growth."""
        runs = bool(after) and after[0].isalpha() and after not in self.follows
        return runs and not self.labels.is_unit(after)

    def _narrowing(self, text: str, start: int) -> str:
        """What narrows a name right before it: services in services revenue, cost in cost of revenue."""
        if text[start - 1 : start] in (" ", "-"):
            clause = _LAST_CLAUSE.search(text[max(start - 2 * _BEFORE, 0) : start])
            words = _WORD.findall(clause.group()) if clause is not None else []
            if words and words[-1] in self.labels.lexicon.words(WordList.OF_WORD):
                words.pop()
                if words and self._is_idle(words[-1], counts=True):
                    words.clear()  # 43% of revenue
            elif words and (words[-1] in self.noise or self._is_idle(words[-1])):
                words.clear()
            if words:
                return str(words[-1])
        run = _HAN_END.search(text[max(start - _BEFORE, 0) : start])
        left = run.group() if run is not None else ""
        while left:
            idle = next((word for word in self.noise if left.endswith(word)), "")
            if not idle:
                return left
            left = left.removesuffix(idle)
        return ""

    def _is_idle(self, word: str, counts: bool = False) -> bool:
        """Whether a word before a name is a number or a time: 2027E revenue, FY26 EPS."""
        rest = _NUMBERED.sub("", word)
        return word.isdigit() or (
            rest != word and (not rest or rest in self.noise) and (counts or len(word) > 3)
        )


def _windows(name: str, spans: Sequence[_Span], others: Sequence[Sequence[_Span]]) -> Iterator[_Span]:
    """The places around a word where all words of a name stand together."""
    last = -1
    for at in spans:
        chosen = [_nearest(places, at) for places in others]
        start, end = min(a for a, _ in chosen), max(b for _, b in chosen)
        if start > last and end - start <= len(name) + _SPREAD:
            last = end
            yield start, end


def _nearest(places: Sequence[_Span], at: _Span) -> _Span:
    index = bisect_left(places, at)
    return min(
        places[max(index - 1, 0) : index + 1], key=lambda place: max(place[0] - at[1], at[0] - place[1])
    )


def _named(grid: Grid, labels: Labels, concepts: ConceptLabels) -> Iterator[tuple[Line, str]]:
    """The lines of a table that have a name, and the other names of what rows are of."""
    if grid.facts and grid.cols <= _MOST_CELLS:
        yield from _axis(grid, labels, grid.row_labels, grid.header_rows, is_row=True)
        yield from _otherwise(grid, labels, concepts)
    if grid.facts and grid.rows <= _MOST_CELLS:
        yield from _axis(grid, labels, grid.col_labels, grid.label_cols, is_row=False)


def _otherwise(grid: Grid, labels: Labels, concepts: ConceptLabels) -> Iterator[tuple[Line, str]]:
    """Rows by the other labels of their concept; rows of growth by the names of what has grown."""
    above: tuple[str, ...] = ()
    for number, path in enumerate(grid.row_labels, 1):
        if number <= grid.header_rows or not path:
            continue
        own = labels.plain(path[-1])
        if concepts.is_bare_growth(path[-1]):
            names: tuple[str, ...] = above
        else:
            names = tuple(labels.plain(name) for name in concepts.also(path[-1]))
            above = above if concepts.is_growth(path[-1]) else (own, *names)
        for name in dict.fromkeys(names):
            if name != own and (labels.telling(name) or (name.isascii() and len(name) > 1)):
                yield Line(grid, number, is_row=True), name


def _growing(grid: Grid, concepts: ConceptLabels) -> Iterator[tuple[int, bool, int]]:
    for number, path in enumerate(grid.row_labels, 1):
        if path and number > grid.header_rows and concepts.is_growth(path[-1]):
            yield Line(grid, number, is_row=True).key


def _axis(
    grid: Grid, labels: Labels, paths: Sequence[tuple[str, ...]], first: int, *, is_row: bool
) -> Iterator[tuple[Line, str]]:
    for number, path in enumerate(paths, 1):
        if number > first and path:
            name = labels.plain(path[-1])
            if labels.telling(name):
                yield Line(grid, number, is_row), name
