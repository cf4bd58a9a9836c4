"""The figures of a line, one by one or in lists, with the words before them and the dates behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from tieout.lexicon import Phrase, WordList
from tieout.model import Fact
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import run
from tieout.relate.prose.measure import borrowed, scale
from tieout.relate.series.periods import Time, times
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import BRACKET, STOP

_LETTERS = frozenset("APOX")
_IDLE = frozenset({WordList.PROSE_FILLER, WordList.AND_WORD, WordList.PROSE_IDLE, WordList.OF_WORD})
_JOINT = 4  # letters between two figures of a list: "and" counts for three
_BEHIND = Phrase(r"\s?[（(]?\s?(?:{in_period}|{of_word})?\s?(?:{determiner}\s)?")
_GOES_ON = Phrase(r"[\s,，、/-]*(?:{and_word}|{through})?\s*")
_OPENS = "(（"


@dataclass(frozen=True, slots=True)
class Run:
    """A figure, or a list of them.

    `start` is where the words begin that lead to it, `since` where those begin that speak of it: behind a
    stop or a closed bracket. `behind` are the periods named right behind it; `prior` says that they put
    it into the year before.
    """

    line: Line
    marks: Sequence[Mark]
    start: int
    since: int
    behind: Sequence[Time]
    prior: bool

    @property
    def first(self) -> Mark:
        """The first figure."""
        return self.marks[0]

    @property
    def count(self) -> int:
        """How many figures there are."""
        return len(self.marks)

    @property
    def before(self) -> list[Mark]:
        """The marks of the words that speak of it."""
        return self.line.inside(self.since, self.first.start)

    @property
    def words(self) -> str:
        """The words that lead to it."""
        return self.line.text[self.start : self.first.start]

    @property
    def bracketed(self) -> bool:
        """Whether its own words open a bracket that it stands in."""
        brackets = [mark for mark in self.before if BRACKET in mark.names]
        return sum(1 if self.line.text[mark.start] in _OPENS else -1 for mark in brackets) > 0

    @property
    def following(self) -> Mark | None:
        """The mark right behind it, with nothing between."""
        place = self.line.place(self.facts[-1]) + 1
        mark = self.line.marks[place] if place < len(self.line.marks) else None
        return (
            mark if mark is not None and not self.line.text[self.marks[-1].end : mark.start].strip() else None
        )

    @property
    def facts(self) -> list[Fact]:
        """The figures, with the scale that a list prints once: $54.8/$78.8/$110.8 million."""
        facts = [mark.fact for mark in self.marks if mark.fact is not None]
        owner = facts[-1]
        unit = owner.figure.amount.unit
        joints = (self.line.text[one.end : other.start].strip() for one, other in pairwise(self.marks))
        shared = scale(owner) and not any(scale(fact) for fact in facts[:-1])
        if not shared or set(joints) != {"/"} or any(fact.figure.amount.unit != unit for fact in facts):
            return facts
        return [_scaled(fact, owner) for fact in facts[:-1]] + [owner]


def _scaled(fact: Fact, owner: Fact) -> Fact:
    return replace(fact, figure=replace(fact.figure, quantity=borrowed(fact, owner)))


def runs(line: Line, schemas: Schemas) -> Iterator[Run]:
    """The lists of a line and the figures between them."""
    start, passed = 0, -1
    for place, mark in enumerate(line.marks):
        if place <= passed or mark.letter not in _LETTERS:
            continue
        places = run(line, place, _JOINT, lambda each: bool(each.names & _IDLE))
        passed = places[-1]
        behind = _behind(line, passed, schemas)
        prior = None if behind else _prior(line, passed, schemas)
        marks = [line.marks[each] for each in places]
        yield Run(line, marks, start, _since(line, start, mark.start), behind, prior is not None)
        start = prior or (behind[-1].end if behind else marks[-1].end)


def _since(line: Line, start: int, end: int) -> int:
    """Where the words begin that speak of a figure: behind a stop, and behind a bracket that closes."""
    depth = 0
    for mark in line.inside(start, end):
        if STOP in mark.names:
            start, depth = mark.end, 0
        elif BRACKET in mark.names and line.text[mark.start] in _OPENS:
            depth += 1
        elif BRACKET in mark.names:
            start, depth = (start, depth - 1) if depth else (mark.end, 0)
    return start


def _behind(line: Line, place: int, schemas: Schemas) -> Sequence[Time]:
    """The periods named right behind a figure (in 2024, 2025 and 2026), unless they are of what follows."""
    end = line.marks[place].end
    figures = (mark.start for mark in line.marks[place + 1 :] if mark.letter in _LETTERS)
    found: list[Time] = []
    for time in times(line, end, next(figures, len(line.text)), None, schemas):
        between = line.text[found[-1].end if found else end : time.start]
        if schemas.lexicon.pattern(_GOES_ON if found else _BEHIND).fullmatch(between) is None:
            break
        found.append(time)
    if not found or _is_of_next(line, found[-1], line.text[end : found[0].start]):
        return ()
    return found


def _is_of_next(line: Line, last: Time, opening: str) -> bool:
    """Whether a date in a bracket, or before a colon, is of the figure behind it: (2023: $5m)."""
    following = line.text[last.end :].lstrip()[:1]
    return following in (":", "：") or (opening.strip() in (*_OPENS,) and following not in (")", "）"))


def _prior(line: Line, place: int, schemas: Schemas) -> int | None:
    """Where words end that put the figure before them into the year before: $5m a year earlier."""
    end = line.marks[place].end
    behind = (line.marks[n] for n in range(place + 1, len(line.marks)))
    own = takewhile(lambda mark: mark.fact is None, behind)
    base = next((mark for mark in own if WordList.PROSE_BASE_PERIOD in mark.names), None)
    if base is None or not line.text[base.start].isascii():
        return None
    between = line.text[end : base.start]
    near = schemas.lexicon.pattern(_BEHIND).fullmatch(between) is not None
    return base.end if near and not between.strip().startswith((*_OPENS,)) else None
