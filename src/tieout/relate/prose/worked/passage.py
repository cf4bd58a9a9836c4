"""A sentence and those just before it as one passage, and what the words beside each of its figures say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from tieout.lexicon import WordList, letter_pairs
from tieout.model import Fact
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import single
from tieout.relate.prose.told import in_words
from tieout.relate.prose.worked import roles
from tieout.relate.prose.worked.units import in_unit
from tieout.rulebook.statements import BRACKET, PAUSE, SIGNS, STOP, EquationForm, NamedEquation

_SPAN, _FARTHEST = "Z", 14  # figures before a claim among which its operands may stand
_LED = 12  # letters between a word and the figure that it leads to
_NAMED = 40  # letters between a word and the figure that it names
_BESIDE = 28  # letters behind a figure in which a word may be told of it
_JOINTS = ";；"
_BY = frozenset({"differs_upwards", WordList.PROSE_FILLER})
_AT = frozenset({"unit_price", WordList.PROSE_FILLER})
_KEPT_APART = frozenset({
    "profit_word", "assets_word", "equity_word", "revenue_word", "liabilities_word", "market_value",
    "ebitda_word",
})  # fmt: skip
_LATIN, _CHINESE = re.compile(r"[a-z]{4,}"), re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a passage with the words that may be told of it.

    `own` are the words before it since the last sign or figure, in order; `far` those before that sign, since
    the last figure or stop; `behind` those up to the next sign or figure. `sentence` counts from 0.
    """

    fact: Fact
    mark: Mark
    place: int
    sentence: int
    own: tuple[Mark, ...]
    far: tuple[Mark, ...]
    behind: tuple[Mark, ...]

    @property
    def letter(self) -> str:
        """The sort of the figure; measured times are amounts."""
        if self.mark.letter == "A" and self.fact is not self.mark.fact:
            return kind(self.fact.figure.amount)
        return "A" if self.mark.letter == _SPAN else self.mark.letter

    def said(self, *names: str) -> bool:
        """Whether one of its own words is in these lists."""
        return said_in(self.own, names)

    def followed(self, *names: str) -> bool:
        """Whether a word right behind it is in these lists."""
        near = tuple(mark for mark in self.behind if mark.start - self.mark.end <= _BESIDE)
        return said_in(near, names)


def _is_date(marks: Sequence[Mark]) -> bool:
    """Whether there is a mark, and it is a date."""
    return any(mark.fact is not None and mark.letter in "DZ" for mark in marks)


def _is_change(mark: Mark) -> bool:
    return bool(mark.names & roles.STEPS) and not mark.names & (roles.REACHES | roles.COMPARES)


def _ends(mark: Mark) -> bool:
    """Whether a mark is a figure or the end of a sentence."""
    return STOP in mark.names or (mark.letter != "" and mark.letter not in "DZ")


def said_in(marks: Sequence[Mark], names: Sequence[str]) -> bool:
    """Whether a word of these lists is among some marks."""
    return any(not mark.names.isdisjoint(names) for mark in marks)


@dataclass(frozen=True)
class Passage:
    """Sentences that follow one another, as one line.

    `starts` are where each of them begins in it, `equations` those that the schemas name, `small` the words
    for numbers from two on.
    """

    line: Line
    starts: Sequence[int]
    equations: Sequence[NamedEquation] = ()
    small: Sequence[str] = ()

    @cached_property
    def told(self) -> Sequence[Told]:
        """Its figures that are no dates, ranges apart; stretches of time only where it tells nothing else."""
        told, times = tuple(self._told("DZ")), tuple(self._told("D"))
        alike = len({each.fact.figure.amount.unit for each in times}) == 1
        return times if alike and not told else told

    @cached_property
    def ratios(self) -> Sequence[str]:
        """The lists of words that name a ratio, whatever it is of."""
        named = [each.called for each in self.equations if each.form is EquationForm.QUOTIENT]
        return sorted(roles.RATIOS.union(*named))

    @cached_property
    def _order(self) -> Mapping[int, int]:
        """Which figure of the passage stands at a place of its line."""
        return {each.place: number for number, each in enumerate(self.told)}

    @cached_property
    def _brackets(self) -> Sequence[int]:
        """How many brackets stand before each place of the line."""
        return tuple(accumulate((BRACKET in mark.names for mark in self.line.marks), initial=0))

    @cached_property
    def ranges(self) -> Sequence[Fact]:
        """Its ranges: from so much to so much."""
        return tuple(mark.fact for mark in self.line.marks if mark.fact is not None and not single(mark))

    def _told(self, passed: str) -> Iterator[Told]:
        marks, last = self.line.marks, -1
        places = [place for place, mark in enumerate(marks) if mark.letter and mark.letter not in passed]
        places = [place for place in places if (fact := marks[place].fact) is None or not in_words(fact)]
        for number, place in enumerate(places):
            mark = marks[place]
            end = places[number + 1] if number + 1 < len(places) else len(marks)
            if mark.fact is not None and single(mark):
                own, far = self._before(last, place)
                behind = tuple(self._until_sign(place + 1, end))
                sentence = sum(start <= mark.start for start in self.starts) - 1
                yield Told(in_unit(self.line, mark.fact, place), mark, place, sentence, own, far, behind)
            last = place

    def _before(self, last: int, place: int) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """The words between a figure and the one before it: those since the last sign, and those before."""
        own: list[Mark] = []
        far: list[Mark] = []
        signs = 0
        for mark in reversed(self.line.marks[last + 1 : place]):
            if STOP in mark.names:
                break
            if PAUSE in mark.names:
                signs += 1
            else:
                (far if signs else own).append(mark)
        return tuple(reversed(own)), tuple(reversed(far))

    def _until_sign(self, start: int, end: int) -> Iterator[Mark]:
        for mark in self.line.marks[start:end]:
            if mark.names & {PAUSE, STOP}:
                return
            yield mark

    def around(self, claim: Told, letters: str) -> Sequence[Told]:
        """The figures of these sorts in reach of a claim, itself apart."""
        at = self._order[claim.place]
        near = self.told[max(at - _FARTHEST, 0) : at + _FARTHEST]
        return [each for each in near if each is not claim and each.letter in letters]

    def joined(self, one: Told, other: Told) -> bool:
        """Whether two figures stand in one sentence, or in some that semicolons join."""
        low, high = sorted((one.sentence, other.sentence))
        ends = (self.line.text[: self.starts[each]].rstrip()[-1:] for each in range(low + 1, high + 1))
        return all(end and end in _JOINTS for end in ends)

    def are_neighbours(self, one: Told, other: Told) -> bool:
        """Whether no figure stands between two."""
        return abs(self._order[one.place] - self._order[other.place]) == 1

    def measures(self, told: Told) -> frozenset[str]:
        """What the words before a figure say that it measures, of what statements of accounts keep apart."""
        return frozenset(name for mark in (*told.far, *told.own) for name in mark.names & _KEPT_APART)

    def following(self, told: Told) -> Told | None:
        """The next amount behind a figure."""
        behind = islice(self.told, self._order[told.place] + 1, None)
        return next((each for each in behind if each.letter == "A"), None)

    def before(self, told: Told) -> Told | None:
        """The next amount before a figure."""
        before = (self.told[at] for at in range(self._order[told.place] - 1, -1, -1))
        return next((each for each in before if each.letter == "A"), None)

    def is_base(self, told: Told) -> bool:
        """Whether words beside a figure say that it is what another is measured against."""
        if self.is_step(told):
            return False
        for mark in reversed(told.own):
            if WordList.AND_WORD in mark.names or (
                mark.names & roles.SUMS and not said_in(told.own, roles.MEASURED)
            ):
                break  # last year's total is no base
            if mark.names & roles.BASES and self.line.words(mark.end, told.mark.start) <= _NAMED:
                return True
        opened = self.in_bracket(told) and not told.own  # (prior year: 50), (2023: 50)
        if opened and (said_in(told.far[-1:], (WordList.PROSE_BASE_PERIOD,)) or _is_date(told.far[-1:])):
            return True
        followed = told.followed(WordList.PROSE_BASE_PERIOD) and not self._leads_on(told)
        return followed or self.line.now(told.fact) is not None or self._opens_earlier(told)

    def _opens_earlier(self, told: Told) -> bool:
        """Whether its sentence opens with an earlier time, set off by a sign: a year before, it was 50."""
        ahead = [mark for mark in told.far if not _is_date((mark,))]
        if len(ahead) != 1 or WordList.PROSE_BASE_PERIOD not in ahead[0].names:
            return False
        marks = self.line.marks[: told.place]
        before = next((mark for mark in reversed(marks) if mark.start < ahead[0].start), None)
        opens = before is None or STOP in before.names
        return opens and not self.line.words(before.end if before else 0, ahead[0].start)

    def _leads_on(self, told: Told) -> bool:
        """Whether the words behind a figure lead to the next one rather than being told of it."""
        following = list(islice(self.told, self._order[told.place] + 1, self._order[told.place] + 2))
        return bool(following and told.behind) and told.behind[-1] in following[0].own

    def own_behind(self, told: Told) -> Sequence[Mark]:
        """The words right behind a figure, unless they lead to the next one."""
        near = [mark for mark in told.behind if mark.start - told.mark.end <= _BESIDE]
        return () if self._leads_on(told) else near

    def touching(self, told: Told) -> Sequence[Mark]:
        """The word that stands right behind a figure, though it may lead to the next one."""
        return [mark for mark in told.behind[:1] if not self.line.words(told.mark.end, mark.start)]

    def is_step(self, told: Told) -> bool:
        """Whether words beside a figure say that it is what another has changed by."""
        if told.own and told.own[-1].names >= _BY:
            return True
        if self._stands_at(told) or (told.said("loss_word") and told.said("net_change")):
            return False  # a net loss of so much money
        said = [mark for mark in told.own if not mark.names & roles.EMPTY or mark.names & roles.REACHES]
        if (
            len(said) > 1
            and told.letter != "A"
            and said[-1].names & roles.REACHES
            and said[-2].names & roles.RATES
        ):
            said = said[:-1]
        was = [mark for mark in told.own if not mark.names & roles.EMPTY or mark.names & roles.COPULAS]
        if len(was) > 1 and was[-1].names & roles.COPULAS and _is_change(was[-2]):
            return self.line.words(was[-2].end, told.mark.start) == 0  # the increase was so much
        if said and _is_change(said[-1]):
            return self.line.words(said[-1].end, told.mark.start) <= _LED
        nearest = next((mark for mark in told.behind if not mark.names & roles.EMPTY), None)
        tells = nearest is not None and _is_change(nearest) and not self._leads_on(told)
        return tells and nearest is not None and self.line.words(told.mark.end, nearest.start) == 0

    def _stands_at(self, told: Told) -> bool:
        """Whether a figure is where something stands, not how far it went: up at 71.5, higher at 12.4%."""
        if len(told.own) <= 1 or not told.own[-1].names >= _AT:
            return False
        return told.letter == "A" or "comparative" in told.own[-2].names

    def subject(self, told: Told) -> frozenset[str]:
        """What the words before a figure name since the last figure or stop, as tokens."""
        return self.tokens(self._begins(told, frozenset()), told.mark.start)

    def clause(self, told: Told) -> frozenset[str]:
        """What the words before a figure name since the last sign, as tokens."""
        return self.tokens(self._begins(told, SIGNS), told.mark.start)

    def _begins(self, told: Told, signs: frozenset[str]) -> int:
        """Where the words before a figure begin: behind the last figure, stop, or one of some signs."""
        marks = (self.line.marks[place] for place in range(told.place - 1, -1, -1))
        return next((mark.end for mark in marks if _ends(mark) or not mark.names.isdisjoint(signs)), 0)

    def whole_of(self, told: Told) -> tuple[frozenset[str], frozenset[str]]:
        """What is named between a word for shares and its figure, as tokens; and what before that word."""
        shares = [mark for mark in told.own if WordList.PROSE_SHARE in mark.names]
        if not shares:
            return frozenset(), frozenset()
        signs = [mark.end for mark in self.line.marks[: told.place] if _ends(mark) or mark.names & SIGNS]
        start = max((end for end in signs if end <= shares[0].start), default=0)
        return self.tokens(shares[-1].end, told.mark.start), self.tokens(start, shares[0].start)

    def tokens(self, start: int, end: int) -> frozenset[str]:
        """What is named between two offsets, without what is said of figures."""
        blank = list(self.line.text[start:end])
        for mark in self.line.inside(start, end):
            if mark.letter or mark.names & roles.SAID:
                blank[mark.start - start : mark.end - start] = " " * (mark.end - mark.start)
        text = "".join(blank).casefold()
        pairs = (pair for run in _CHINESE.findall(text) for pair in letter_pairs(run))
        return frozenset((*_LATIN.findall(text), *pairs))

    def in_bracket(self, told: Told) -> bool:
        """Whether a figure stands in brackets."""
        return self._brackets[told.place] % 2 == 1
