"""A sentence as the forms of statements see it: figures, words with tags, and pauses, in order.

All else is words that name things; only their length counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from tieout.lexicon import WordList
from tieout.model import Fact, Sentence
from tieout.relate.prose.letter import letter
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import BRACKET, COLON, PAUSE, STOP

_KINDS = dict.fromkeys(":：", frozenset({PAUSE, COLON})) | dict.fromkeys(
    "()（）[]【】", frozenset({PAUSE, BRACKET})
)
_MASK = "\0"  # stands for every letter of a figure, so that no word is found in it; ASCII folds faster
_PAUSES = re.compile(r"[,，、:：()（）\[\]【】—–|]|\s-\s")
_STOPS = re.compile(r"[;；。!?！？]|(?<!\b[A-Z])\.(?=\s|$)")
_TO = frozenset({WordList.PROSE_TO})
_DATED = frozenset({WordList.PROSE_BASE_PERIOD, WordList.PROSE_YEAR_AGO})
_OPENS = "(（[【"
_EMPTY = frozenset({PAUSE, STOP, WordList.PROSE_FILLER, WordList.IS_WORD, WordList.PROSE_IDLE})
TIMES = frozenset({  # words that name a part of a year
    "first_quarter_word", "second_quarter_word", "third_quarter_word", "fourth_quarter_word", "half_word",
    "second_half_word", "nine_months_word", "year_word",
})  # fmt: skip
_NEAR = 16  # letters between "to" and its figure
_WIDE = 2  # a Chinese letter says as much as this many Latin ones


class Mark(NamedTuple):
    """A figure, a word or a pause where it stands in the text of a line; a slash between figures is a pause.

    `names` are the lists of a word, or `pause` or `stop`; `letter` and `fact` are those of a figure.
    """

    start: int
    end: int
    names: frozenset[str] = frozenset()
    letter: str = ""
    fact: Fact | None = None


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Line:
    """The marks of one sentence, or of several that go on from one another; `sentence` is the last.

    `names` is everything that stands in it.
    """

    text: str
    marks: tuple[Mark, ...]
    sentence: Sentence = field(repr=False, compare=False)
    names: frozenset[str] = field(init=False, repr=False, compare=False)
    _weights: list[int] = field(default_factory=list, repr=False, compare=False)  # of words up to an offset
    _places: dict[int, int] = field(default_factory=dict, repr=False, compare=False)  # of figures, by id

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset().union(*(mark.names for mark in self.marks)))

    def place(self, fact: Fact) -> int:
        """Which of the marks a figure is."""
        if not self._places:
            places = ((mark.fact.id, n) for n, mark in enumerate(self.marks) if mark.fact is not None)
            self._places.update(places)
        return self._places[fact.id]

    def mark(self, fact: Fact) -> Mark:
        """Where a figure stands."""
        return self.marks[self.place(fact)]

    def inside(self, start: int, end: int) -> list[Mark]:
        """The marks between two offsets."""
        first = bisect_left(self.marks, start, key=_start)
        return [
            mark for mark in self.marks[first : bisect_left(self.marks, end, key=_start)] if mark.end <= end
        ]

    def said(self, start: int, end: int, *names: str) -> bool:
        """Whether a word of one of these lists stands between two offsets."""
        return any(not mark.names.isdisjoint(names) for mark in self.inside(start, end))

    def names_before(self, fact: Fact) -> frozenset[str]:
        """Everything that stands before a figure."""
        return frozenset().union(*(mark.names for mark in self.marks[: self.place(fact)]))

    def names_behind(self, fact: Fact) -> frozenset[str]:
        """The lists of the word behind a figure."""
        place = self.place(fact) + 1
        return self.marks[place].names if place < len(self.marks) else frozenset()

    def is_whole_of_rate(self, fact: Fact) -> bool:
        """Whether a rate right behind a figure is of it: 预算113亿元的100.9%, of a budget."""
        place = self.place(fact)
        of, rate = self.marks[place + 1 : place + 3] if place + 2 < len(self.marks) else (None, None)
        if of is None or rate is None or of.names != {WordList.PROSE_FILLER} or rate.letter != "P":
            return False
        return of.start == self.marks[place].end and not self.words(of.end, rate.start)

    def is_told_again(self, fact: Fact) -> bool:
        """Whether a figure in a bracket right behind one of its kind is its value before: 4.6% (4.5%)."""
        place = self.place(fact)
        other, sign = self.marks[place - 2 : place] if place > 1 else (None, None)
        if other is None or sign is None or BRACKET not in sign.names or other.fact is None:
            return False
        return (
            other.letter == self.marks[place].letter and self.words(other.end, self.marks[place].start) == 0
        )

    def now(self, fact: Fact) -> Fact | None:
        """The figure that one in a bracket with a date is told beside: 14.2, up 4% (2024: 13.6)."""
        place, dated = self.place(fact), False
        for at in range(place - 1, 0, -1):
            mark = self.marks[at]
            if BRACKET in mark.names:
                near = self.words(mark.end, self.marks[place].start) <= _WIDE
                opens = near and dated and self.text[mark.start] in _OPENS
                return self._alike_before(at, fact) if opens else None
            date = mark.letter in ("D", "Z")
            if not date and not mark.names & (_DATED | _EMPTY):
                return None
            dated |= date or bool(mark.names & _DATED)
        return None

    def _alike_before(self, place: int, fact: Fact) -> Fact | None:
        """The last figure of one's kind and unit before a place."""
        unit, letter = fact.figure.amount.unit, self.mark(fact).letter
        before = (mark.fact for mark in reversed(self.marks[:place]) if mark.letter == letter)
        return next((one for one in before if one and one.figure.amount.unit.same_dimension(unit)), None)

    @property
    def is_flat(self) -> bool:
        """Whether figures follow one another without a sign, as in a table that has lost its cells."""
        marks = [mark for mark in self.marks if mark.letter and mark.letter not in "DZ"]
        torn = any(
            self.text[mark.end : mark.end + 2][:1] == "." and self.text[mark.end + 1 : mark.end + 2].isdigit()
            for mark in marks
        )
        return torn or any(one.end == other.start for one, other in pairwise(marks))

    @property
    def dates(self) -> tuple[Fact, ...]:
        """All dates of the line."""
        return tuple(mark.fact for mark in self.marks if mark.fact is not None and mark.letter in "DZ")

    def in_row(self, fact: Fact) -> bool:
        """Whether a slash parts a figure from others: 1.73/1.84/2.22."""
        mark = self.marks[self.place(fact)]
        before, behind = self.text[max(mark.start - 2, 0) : mark.start], self.text[mark.end : mark.end + 2]
        return (before.endswith("/") and before != "/") or (behind[:1] == "/" and behind[1:].isdigit())

    def words(self, start: int, end: int) -> int:
        """How much the words between two offsets say, marks apart: Latin letters, a Chinese one for two."""
        if not self._weights:
            plain = list(self.text)
            for mark in self.marks:
                plain[mark.start : mark.end] = " " * (mark.end - mark.start)
            weights = (0 if char.isspace() else 1 if char.isascii() else _WIDE for char in plain)
            self._weights.extend(accumulate(weights, initial=0))
        return max(self._weights[end] - self._weights[start], 0)

    def naming(self, start: int, end: int, read: Collection[Mark] = ()) -> int:
        """How much is named between two offsets: by words that are no dates, not `read` and not empty."""
        named = (
            mark
            for mark in self.inside(start, end)
            if not (mark.letter or mark.names & _EMPTY or mark in read)
        )
        return self.words(start, end) + sum(_weight(self.text[mark.start : mark.end]) for mark in named)


def line(sentence: Sentence, schemas: Schemas, names: Sequence[str]) -> Line:
    """One sentence as a line.

    Args:
        sentence: with its figures.
        schemas: with the words in force.
        names: the lists whose words are tagged.
    """
    return Line(sentence.text, tuple(_marks(sentence, schemas, names)), sentence)


def joined(lines: Sequence[Line]) -> Line:
    """Lines of sentences that follow one another as one."""
    if len(lines) == 1:
        return lines[0]
    text, marks = "", list[Mark]()
    for each in lines:
        if text:
            marks.append(Mark(len(text), len(text) + 1, frozenset({STOP})))
            text += " "
        marks += [_moved(mark, len(text)) for mark in each.marks]
        text += each.text
    return Line(text, tuple(marks), lines[-1].sentence)


def _moved(mark: Mark, by: int) -> Mark:
    return mark._replace(start=mark.start + by, end=mark.end + by) if by else mark


def _marks(sentence: Sentence, schemas: Schemas, names: Sequence[str]) -> list[Mark]:
    text = sentence.text
    figures = list(_figures(sentence))
    masked = text
    for figure in figures:
        masked = masked[: figure.start] + _MASK * (figure.end - figure.start) + masked[figure.end :]
    tags = schemas.lexicon.tags(masked, *names)
    words = [
        Mark(start, end, frozenset(tag.name for tag in group))
        for (start, end), group in groupby(tags, key=lambda tag: (tag.start, tag.end))
    ]
    stops = [Mark(*found.span(), frozenset({STOP})) for found in _STOPS.finditer(masked)]
    pauses = [
        Mark(*found.span(), _KINDS.get(found.group(), frozenset({PAUSE})))
        for found in _PAUSES.finditer(masked)
    ]
    words = [_led(word, figures, text) for word in words]
    known = sorted([*figures, *words])
    taken = {place for mark in known for place in range(mark.start, mark.end)}
    signs = [mark for mark in (*stops, *pauses) if mark.start not in taken and mark.end < len(text)]
    return sorted([*known, *signs])


def _led(word: Mark, figures: Sequence[Mark], text: str) -> Mark:
    """A word such as "to" leads to a figure right behind it; else it says nothing: it needs 12 s to fill."""
    if WordList.PROSE_TO not in word.names:
        return word
    behind = next((figure.start for figure in figures if figure.start >= word.end), len(text))
    return word if _weight(text[word.end : behind]) <= _NEAR else word._replace(names=word.names - _TO)


def _figures(sentence: Sentence) -> Iterator[Mark]:
    last = 0
    for fact in sentence.facts:
        start, end = fact.figure.start - sentence.start, fact.figure.end - sentence.start
        if start >= last:
            yield Mark(start, end, frozenset(), letter(fact), fact)
            last = end


def _weight(text: str) -> int:
    return sum((1 if char.isascii() else _WIDE) for char in text if not char.isspace())
