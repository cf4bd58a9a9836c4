"""What the words before a figure, or a list of them, name: measures, each with what narrows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.extract.vocabulary import Tag, Vocabulary
from tieout.lexicon import Role, WordList
from tieout.relate.prose.line import Line
from tieout.relate.series.runs import Run
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import PAUSE

_JOINS = "、/&"
_RATIOS = "POX"
_PROSE = "prose_"  # lists of words that say how figures are told
_EMPTY = frozenset({
    PAUSE, WordList.AND_WORD, WordList.OF_WORD, WordList.IS_WORD, WordList.IN_ALL, WordList.DIFFERS_UPWARDS,
    WordList.DEFINITE, "stands_at", "copula", "with_word", "than_others", "restated_as", "yields", "costs",
})  # fmt: skip
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’&-]*|[\u4e00-\u9fff]+")
_LATIN = 3  # words that may narrow a measure
_HAN = 12  # characters that may
_LEAST = 2  # characters of a name that is no label of a concept
_BREAK, _MARKS = re.compile(r"\|"), re.compile(r"[|\0]")


class Measure(NamedTuple):
    """A measure: its concept, or its name as printed where it is none, and what narrows it."""

    name: str
    narrowed: str = ""
    known: bool = True


class _Piece(NamedTuple):
    """A concept, or other words, between marks; `joined` if an "and" or a list mark leads to it."""

    start: int
    concept: str
    words: str
    joined: bool

    @property
    def measure(self) -> Measure:
        """What it names."""
        return Measure(self.concept, self.words)


class Namer:
    """Reads the measures that stretches of lines name."""

    def __init__(self, schemas: Schemas, words: Vocabulary) -> None:
        self._words = words
        self._schemas = schemas
        # lists whose words name nothing: forecasts, parts of a year, words for what was told
        roles = tuple(f"{role}/" for role in (Role.STATUS, Role.PART, Role.TOLD, Role.CHANGE))
        self._idle = tuple(name for name in schemas.words if name.startswith(roles))

    def measures(self, run: Run, *, rate: bool) -> list[Measure]:
        """The measures named last in a stretch: one for each of so many figures, or one for all of them.

        None where it names nothing, or says "they"; a rate goes on from what is told unless its own clause
        names something else.
        """
        line, start, end, count = run.line, run.since, run.first.start, run.count
        pieces = list(self._pieces(line, start, end, ratio=run.first.letter in _RATIOS))
        named = [place for place, piece in enumerate(pieces) if piece.concept]
        if not named:
            return self._unknown(line, start, end, rate)
        last = named[-1]
        group = [last]
        while group[0] > 0 and pieces[group[0]].joined and pieces[group[0] - 1].concept:
            group.insert(0, group[0] - 1)
        if count > 1 and len(group) >= count:
            return [pieces[place].measure for place in group[-count:]]
        return [pieces[last].measure] * count

    def _meant(self, tag: Tag, ratio: bool) -> str:
        """The concept of a label; of two with one label, the ratio where the figure is a rate."""
        concepts = self._schemas.concepts
        fitting = (name for name in tag.values if (concepts[name].powers == ()) == ratio)
        return next(fitting, tag.values[0])

    def _unknown(self, line: Line, start: int, end: int, rate: bool) -> list[Measure]:
        """What words name that are no label of a concept."""
        clauses = [self._narrowing(clause) for clause in _BREAK.split(self._blanked(line, start, end, ()))]
        words = clauses[-1] if rate else next((clause for clause in reversed(clauses) if clause), "")
        return [Measure(words, known=False)] if len(words) >= _LEAST else []

    def _pieces(self, line: Line, start: int, end: int, *, ratio: bool) -> Iterator[_Piece]:
        """The concepts of a stretch, each with the words before it that narrow it."""
        text = line.text
        concepts = [
            Tag(start + tag.start, start + tag.end, tag.values)
            for tag in self._words.tags(text[start:end]).concepts
        ]
        blank = self._blanked(line, start, end, concepts)
        at, joined = start, False
        for tag in concepts:
            before = blank[at - start : tag.start - start]
            joined = joined or "\0" in before
            yield _Piece(
                tag.start, self._meant(tag, ratio), self._narrowing(before), joined and "|" not in before
            )
            at, joined = tag.end, False

    def _narrowing(self, blank: str) -> str:
        """The words at the end of a text, without those that narrow nothing."""
        tail = _MARKS.split(blank)[-1]
        idle = self._words.noise(tail)
        plain = list(tail)
        for first, last in idle:
            plain[first:last] = " " * (last - first)
        edges = "".join(self._words.lexicon.words(WordList.PARTICLE))
        found = [
            word.strip(edges) if not word.isascii() else word.lower()
            for word in _WORDS.findall("".join(plain))
        ]
        found = [word[-_HAN:] for word in found if word]
        return " ".join(found[-_LATIN:])

    def _blanked(self, line: Line, start: int, end: int, concepts: Sequence[Tag]) -> str:
        """A stretch without dates and words of other lists; a pause is a bar, a mark of a list a nought."""
        held = [(tag.start, tag.end) for tag in concepts]
        plain = list(line.text[start:end])
        for tag in self._words.lexicon.tags(line.text[start:end], *self._idle):
            if not any(tag.start < last - start and first - start < tag.end for first, last in held):
                plain[tag.start : tag.end] = " " * (tag.end - tag.start)
        for mark in line.inside(start, end):
            if any(first < mark.end and mark.start < last for first, last in held):
                continue
            if not (
                mark.letter or mark.names & _EMPTY or any(name.startswith(_PROSE) for name in mark.names)
            ):
                continue
            sign = " "
            if PAUSE in mark.names:
                sign = "\0" if line.text[mark.start] in _JOINS else "|"
            elif WordList.AND_WORD in mark.names:
                sign = "\0"
            plain[mark.start - start : mark.end - start] = sign * (mark.end - mark.start)
        return "".join("\0" if char in _JOINS else char for char in plain)
