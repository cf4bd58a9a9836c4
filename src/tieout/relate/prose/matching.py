"""Forms of statements tried on a line: every way to fill the slots of a form, the tightest first.

Between two places of a form may stand words that name things, dates, and words that say nothing; not another
figure, nor a word that would say something else, nor, where the form has none, a pause.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tieout.model import Fact
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import JOINT, LABEL, run, single
from tieout.relate.prose.match import Match
from tieout.rulebook.statements import NAME, PAUSE, SIGNS, Element, Statement

_REACH = 72  # Latin letters of words between two places of a form
_BEHIND = 4  # the same between a pause and a word of the form: further off it is told of something else
_MOST = 6  # ways to read one form at one place
_DATES = "DZ"
_NOWHERE = -1


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


@dataclass(frozen=True, slots=True)
class _State:
    place: int  # the mark after the last one that was taken
    end: int  # where the last one ended, -1 before the first
    loose: int
    slots: dict[str, tuple[Fact, ...]]
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
    search = _Search(line, passing)
    for statement in statements:
        if not search.worth(statement):
            continue
        latest = search.latest(statement.elements)
        if latest[0] == _NOWHERE:
            continue
        for start in search.starts(statement.elements[0], latest[0]):
            first = _State(start, -1, 0, {}, ())
            found = []
            for state in search.ways(statement.elements, latest, 0, first):
                found.append(state)
                if len(found) == _MOST:
                    break
            apart: dict[object, _State] = {}  # the tightest of those that say the same
            for state in sorted(found, key=lambda state: state.loose):
                apart.setdefault(state.says, state)
            for state in apart.values():
                yield Match(statement, state.slots, state.words, state.loose, line)


class _Search:
    """One line, with what is asked of its marks again and again."""

    def __init__(self, line: Line, passing: Passing) -> None:
        self._line, self._marks, self._over = line, line.marks, passing.over
        self._passed = [passing.over(mark) for mark in line.marks]
        self._places: dict[str, list[int]] = {}
        for place, mark in enumerate(line.marks):
            for name in mark.names or (mark.letter,):
                self._places.setdefault(name, []).append(place)

    def worth(self, statement: Statement) -> bool:
        """Whether all that a form cannot lack stands in the line."""
        known = self._places.keys()
        for names in statement.required:  # noqa: SIM110 - asked for every form and line
            if known.isdisjoint(names):
                return False
        return True

    def _known(self, element: Element) -> Iterator[Sequence[int]]:
        names = element.figures if element.slot else element.names
        return (self._places[name] for name in names if name in self._places)

    def starts(self, first: Element, latest: int) -> Sequence[int]:
        """The marks at which a form may begin."""
        found = {place for each in self._known(first) for place in each if place <= latest}
        return sorted(found)

    def latest(self, elements: Sequence[Element]) -> Sequence[int]:
        """For every element of a form the last mark where it, or if it is left out the next, may stand.

        The first of them is nowhere if the line lacks what the form has.
        """
        found = [len(self._marks)] * (len(elements) + 1)
        for number in range(len(elements) - 1, -1, -1):
            element, before = elements[number], found[number + 1]
            if element.optional:
                found[number] = before
                continue
            last = _NOWHERE
            for places in self._known(element):
                at = bisect_left(places, before) - 1
                last = max(last, places[at] if at >= 0 else _NOWHERE)
            if last == _NOWHERE:
                return (_NOWHERE,)
            found[number] = last
        return found

    def ways(
        self, elements: Sequence[Element], latest: Sequence[int], number: int, state: _State
    ) -> Iterator[_State]:
        """All ways to go on from a state with the elements from a number on."""
        if number == len(elements):
            yield state
            return
        if state.place > latest[number]:
            return
        if NAME in elements[number].names:
            yield from self.ways(elements, latest, number + 1, replace(state, paused=False))
            return
        for after in self._taken(elements[number], latest[number], state):
            yield from self.ways(elements, latest, number + 1, after)
        if elements[number].optional:
            yield from self.ways(elements, latest, number + 1, state)

    def _taken(self, element: Element, latest: int, state: _State) -> Iterator[_State]:
        """The places where an element may stand after what is taken."""
        line, marks, names, figures = self._line, self._marks, element.names, element.figures
        reach = _BEHIND if state.paused and names else _REACH
        for place in range(state.place, min(latest + 1, len(marks))):
            mark = marks[place]
            gap = 0 if state.end < 0 else line.words(state.end, mark.start)
            if gap > reach:
                return
            if figures:
                if mark.letter and mark.letter in figures:
                    yield from self._filled(element, place, state, gap)
            elif not names.isdisjoint(mark.names):
                last = self._pauses(place) if PAUSE in names else place
                words, paused = (*state.words, mark), PAUSE in names
                yield _State(last + 1, marks[last].end, state.loose + gap, state.slots, words, paused)
            if state.end < 0 or not self._passed[place]:
                return

    def _filled(self, element: Element, place: int, state: _State, gap: int) -> Iterator[_State]:
        """A slot filled with the figure at a place, or with the list that begins there."""
        mark = self._marks[place]
        if not element.is_list:
            if single(mark) and mark.fact is not None:
                slots = {**state.slots, element.slot: (mark.fact,)}
                yield _State(place + 1, mark.end, state.loose + gap, slots, state.words)
            return
        places = self._run(element, place) if self._opens(element, place) else []
        facts = tuple(fact for at in places if (fact := self._marks[at].fact) is not None)
        for count in range(len(places), 1, -1):
            last = places[count - 1]
            slots = {**state.slots, element.slot: facts[:count]}
            yield _State(last + 1, self._marks[last].end, state.loose + gap, slots, state.words)

    def _run(self, element: Element, place: int, most: int | None = None) -> list[int]:
        reach = LABEL if element.kind == "labelled" else JOINT
        return run(self._line, place, reach, self._over, most)

    def _opens(self, element: Element, place: int) -> bool:
        """Whether a figure is the first of its list."""
        same = self._places[self._marks[place].letter]
        before = bisect_left(same, place) - 1
        return before < 0 or place not in self._run(element, same[before], most=2)

    def _pauses(self, place: int) -> int:
        """The last of the pauses that stand side by side: the end of a bracket and a comma are one."""
        while place + 1 < len(self._marks) and PAUSE in self._marks[place + 1].names:
            if self._line.words(self._marks[place].end, self._marks[place + 1].start):
                break
            place += 1
        return place
