"""Forms of statements tried on a line: every way to fill the slots of a form, the tightest first.

Between two places of a form may stand words that name things, dates, and words that say nothing; not another
figure, nor a word that would say something else, nor, where the form has none, a pause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.quantity import Quantity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.measure import alike, bare
from tieout.rulebook.statements import COLON, PAUSE, SIGNS, Element, Statement

_REACH = 72  # Latin letters of words between two places of a form
_BEHIND = 4  # the same between a pause and a word of the form: further off it is told of something else
_TIGHT = 24  # letters of words between all places of a form
_JOINT = 6  # letters between two figures of a list, "and" among them
_LABEL = 60  # letters that name a figure of a list
_MOST = 6  # ways to read one form at one place
_DATES = "DZ"


@dataclass(frozen=True, slots=True)
class Passing:
    """Which words may stand between two places of a form: none of `breaks` unless one of `passed` as well."""

    breaks: frozenset[str]
    passed: frozenset[str]

    def over(self, mark: Mark) -> bool:
        """Whether a mark is passed over."""
        if mark.letter:
            return mark.letter in _DATES
        if mark.names & SIGNS:
            return False
        return bool(mark.names & self.passed) or not mark.names & self.breaks


Slots = dict[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """A form with its slots filled: the figures of each, and the words that stood for its tags."""

    statement: Statement
    slots: Mapping[str, tuple[Fact, ...]]
    words: tuple[Mark, ...]
    loose: int  # letters between its places: the fewer, the likelier
    line: Line = field(repr=False)

    def one(self, slot: str) -> Fact:
        """The figure of a slot.

        Raises:
            KeyError: the form has no such slot, or it was left out.
        """
        return self.slots[slot][0]

    def get(self, slot: str) -> Fact | None:
        """The figure of a slot, if there is one."""
        facts = self.slots.get(slot)
        return facts[0] if facts else None

    def said(self, *names: str) -> bool:
        """Whether a word of one of these lists stands for a tag."""
        return any(mark.names.intersection(names) for mark in self.words)

    def of_another(self, ratio: Fact) -> bool:
        """Whether words behind a ratio say what it is of, not the form's: 19% of the company, 3x sales."""
        marks = self.line.marks
        place = self.line.place(ratio)
        own, behind = marks[place], marks[place + 1] if place + 1 < len(marks) else None
        if behind is None or behind in self.words:
            return False
        between = self.line.words(own.end, behind.start)
        return between > 0 if own.letter == "X" else WordList.OF_WORD in behind.names and between == 0

    def beside(self, fact: Fact) -> tuple[list[Mark], list[Mark]]:
        """The words for tags between a figure and the figures of other slots before and behind it."""
        figures = [mark for mark in self.line.marks if mark.fact is not None and mark.fact.id in self.facts]
        own = self.line.marks[self.line.place(fact)]
        opens = max((mark.end for mark in figures if mark.end <= own.start), default=0)
        ends = min((mark.start for mark in figures if mark.start >= own.end), default=len(self.line.text))
        before = [mark for mark in self.words if opens <= mark.start < own.start]
        return before, [mark for mark in self.words if own.end <= mark.start < ends]

    @property
    def straight(self) -> bool:
        """Whether behind each of its pauses the form goes on at once, and nothing else is named there."""
        figures = [mark for mark in self.line.marks if mark.fact is not None and mark.fact.id in self.facts]
        taken = sorted((*figures, *self.words), key=lambda mark: mark.start)
        paused = (pair for pair in pairwise(taken) if PAUSE in pair[0].names)
        return all(self.line.naming(one.end, other.start) <= _BEHIND for one, other in paused)

    @property
    def tight(self) -> bool:
        """Whether its words bind the figures so closely that little else can be meant."""
        return self.loose <= _TIGHT

    @property
    def amounts(self) -> tuple[Fact, ...]:
        """All figures of the line that are no dates."""
        marks = self.line.marks
        return tuple(mark.fact for mark in marks if mark.fact is not None and mark.letter not in _DATES)

    @property
    def facts(self) -> frozenset[int]:
        """The ids of its figures."""
        return frozenset(fact.id for facts in self.slots.values() for fact in facts)


@dataclass(frozen=True, slots=True)
class _State:
    place: int  # the mark after the last one that was taken
    end: int  # where the last one ended, -1 before the first
    loose: int
    slots: Slots
    words: tuple[Mark, ...]
    paused: bool = False  # whether the last one was a pause

    @property
    def says(self) -> tuple[object, ...]:
        """The figures of its slots, and the lists of its words."""
        figures = tuple((slot, *(fact.id for fact in facts)) for slot, facts in self.slots.items())
        return figures, frozenset().union(*(mark.names for mark in self.words)) - SIGNS


def matches(statements: Sequence[Statement], line: Line, passing: Passing) -> Iterator[Match]:
    """All forms that fit a line, in the order of the forms.

    Args:
        statements: the forms.
        line: where they are looked for.
        passing: what may stand between the places of a form.
    """
    places: dict[str, list[int]] = {}
    for place, mark in enumerate(line.marks):
        for name in mark.names or (mark.letter,):
            places.setdefault(name, []).append(place)
    for statement in statements:
        if not any(map(places.keys().isdisjoint, statement.required)):
            for start in _starts(statement.elements[0], places):
                found = list(_ways(statement.elements, line, _State(start, -1, 0, {}, ()), passing))[:_MOST]
                apart: dict[object, _State] = {}  # the tightest of those that say the same
                for state in sorted(found, key=lambda state: state.loose):
                    apart.setdefault(state.says, state)
                for state in apart.values():
                    yield Match(statement, state.slots, state.words, state.loose, line)


def _starts(first: Element, places: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """The marks at which a form may begin, by the names and letters of all."""
    found = [places[name] for name in (first.figures if first.slot else first.names) if name in places]
    return found[0] if len(found) == 1 else sorted({place for each in found for place in each})


def _ways(elements: Sequence[Element], line: Line, state: _State, passing: Passing) -> Iterator[_State]:
    if not elements:
        yield state
        return
    element, rest = elements[0], elements[1:]
    for after in _taken(element, line, state, passing):
        yield from _ways(rest, line, after, passing)
    if element.optional:
        yield from _ways(rest, line, state, passing)


def _taken(element: Element, line: Line, state: _State, passing: Passing) -> Iterator[_State]:
    """The places where an element may stand after what is taken."""
    for place in range(state.place, len(line.marks)):
        mark = line.marks[place]
        gap = 0 if state.end < 0 else line.words(state.end, mark.start)
        if gap > (_BEHIND if state.paused and element.names else _REACH):
            return
        if element.names & mark.names:
            last = _pauses(line, place) if PAUSE in element.names else place
            words, paused = (*state.words, mark), PAUSE in element.names
            yield _State(last + 1, line.marks[last].end, state.loose + gap, state.slots, words, paused)
        elif element.is_list and mark.letter and mark.letter in element.figures:
            run = _run(element, line, place, passing) if _opens(element, line, place, passing) else []
            for count in range(len(run), 1, -1):
                last = run[count - 1]
                facts = tuple(fact for at in run[:count] if (fact := line.marks[at].fact) is not None)
                slots = {**state.slots, element.slot: facts}
                yield _State(last + 1, line.marks[last].end, state.loose + gap, slots, state.words)
        elif element.slot and not element.is_list and _fits(element, mark):
            assert mark.fact is not None
            slots = {**state.slots, element.slot: (mark.fact,)}
            yield _State(place + 1, mark.end, state.loose + gap, slots, state.words)
        if state.end < 0 or not passing.over(mark):
            return


def _fits(element: Element, mark: Mark) -> bool:
    if not mark.letter or mark.letter not in element.figures or mark.fact is None:
        return False
    quantity = mark.fact.figure.quantity
    return quantity is None or quantity.upper is None


def listed_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of a list are of one measure; the unit may be printed with the last one only."""
    return alike(one, other) or (kind(one) == kind(other) == "A" and (bare(one) or bare(other)))


def _pauses(line: Line, place: int) -> int:
    """The last of the pauses that stand side by side: the end of a bracket and a comma are one."""
    while place + 1 < len(line.marks) and PAUSE in line.marks[place + 1].names:
        if line.words(line.marks[place].end, line.marks[place + 1].start):
            break
        place += 1
    return place


def _opens(element: Element, line: Line, place: int, passing: Passing) -> bool:
    """Whether a figure is the first of its list."""
    before = [other for other in range(place) if line.marks[other].letter == line.marks[place].letter]
    return not before or place not in _run(element, line, before[-1], passing)


def _run(element: Element, line: Line, place: int, passing: Passing) -> list[int]:
    """The places of the figures of a list that begins at one of them."""
    first, run = line.marks[place], [place]
    reach = _LABEL if element.kind == "labelled" else _JOINT
    joined = False
    for other in range(place + 1, len(line.marks)):
        mark = line.marks[other]
        if mark.letter != first.letter or mark.fact is None or first.fact is None:
            joined = joined or PAUSE in mark.names or WordList.AND_WORD in mark.names
            if COLON not in mark.names and (PAUSE in mark.names or passing.over(mark)):
                continue
            break
        near = line.words(line.marks[run[-1]].end, mark.start) <= reach
        like = _fits(element, mark) and listed_alike(first.fact.figure.amount, mark.fact.figure.amount)
        if not (joined and near and like):
            break
        run.append(other)
        joined = False
    return run
