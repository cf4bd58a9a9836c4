"""Figures that two reports speak of in words alike, at least one of them in a sentence.

What two reports say of one thing is paired by what agrees first: equal figures with a word in common. Of what
is left over, two figures are one fact gone wrong if they have the same words and nothing else in either report
has them; where one of them is said with more words, only digits that slipped show that both are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tieout.model import Fact, Grain, Report, Status
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.facts import judged
from tieout.relate.across.labels import split
from tieout.relate.across.links import Link, Unlinked
from tieout.relate.across.reports import Known
from tieout.relate.across.saying import Sayings
from tieout.relate.across.sentences import UNDATED
from tieout.relate.across.sheets import Sheet, is_alone
from tieout.relate.across.spoken import NARROWER
from tieout.relate.across.whom import COMPARED, Whom
from tieout.relate.retold import says_enough
from tieout.relate.sameness import period_key
from tieout.rulebook.book import Schemas
from tieout.slip import exchanged, significant, slipped

_MOST = 8  # other reports that one report is held against
_COMMON = 48  # figures of one report with a word, beyond which it proposes nothing
_HAN = 7, 10  # the part of the shorter one's pairs of characters that names have in common
_SURE = 4  # digits with which few words, or none in another language, will do
_Done = Callable[[Fact, Fact], bool]


class Alike(IntEnum):
    """How the words of two figures go together."""

    OTHER = 0
    SHARED = 1  # some word
    WITHIN = 2  # one of them says more
    SAME = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of known whom, and what is said of it; Chinese by pairs of characters.

    `beside` are words of its sentence that stand further away.
    """

    fact: Fact
    words: frozenset[str]
    han: frozenset[str]
    beside: frozenset[str]
    spoken: bool
    thing: bool  # of what does not change with time

    @property
    def tokens(self) -> frozenset[str]:
        """By what it is found."""
        return self.words | self.han

    @property
    def digits(self) -> str:
        """By what it is found if it agrees: its first digits."""
        return str(abs(self.fact.figure.amount.numeral.digits))[:2]

    def alike(self, other: _Told) -> Alike:
        """Compare what is said."""
        own, theirs = self.fact.concept, other.fact.concept
        if own is not None and theirs is not None and (own != theirs or self.fact.scope == other.fact.scope):
            return Alike.SAME if own == theirs else Alike.OTHER
        numbered = {word for word in self.words ^ other.words if any(map(str.isdigit, word))}
        common = self.han & other.han
        if not (self.words & other.words or common) or numbered:
            return Alike.OTHER
        within = self.words <= other.words or self.words >= other.words
        if not within or len(common) * _HAN[1] < min(len(self.han), len(other.han)) * _HAN[0]:
            return Alike.SHARED
        most = max(len(self.han), len(other.han))
        same = self.words == other.words and len(common) * _HAN[1] >= most * _HAN[0]
        return Alike.SAME if same else Alike.WITHIN

    def covers(self, other: _Told) -> bool:
        """Whether its whole sentence has all words of the other."""
        said = self.words | self.beside
        return says_enough(other.words) and other.words <= said and not other.han

    def foreign(self, other: _Told) -> bool:
        """Whether they are told in two languages, without a word in common."""
        own, theirs = self.fact.concept, other.fact.concept
        return bool(self.han) != bool(other.han) and (None in (own, theirs) or own == theirs)

    def enough(self, other: _Told) -> bool:
        """Whether the words that both have say of what they are."""
        common = (self.words | self.beside) & (other.words | other.beside)
        return says_enough(common) or bool(self.han & other.han)


def linked(
    reports: Sequence[Report],
    known: Sequence[Known],
    whom: Whom,
    sheets: Sequence[Sheet],
    schemas: Schemas,
    done: _Done,
) -> Iterator[Link | Unlinked]:
    """Figures of sentences beside what other reports say in words alike.

    Args:
        reports: all of them.
        known: what is known of each.
        whom: of whom figures are.
        sheets: the tables of all reports.
        schemas: the words in force.
        done: whether one of two figures is held against the other's report already.
    """
    by_path = {one.path: one for one in known}
    of: dict[str, dict[int, list[_Told]]] = {}
    for who, number, told in _Reader(known, whom, Sayings.of(schemas)).all(reports, sheets):
        of.setdefault(who, {}).setdefault(number, []).append(told)
    for group in of.values():
        numbers = sorted(group)
        for at, number in enumerate(numbers[1:], 1):
            for other in numbers[max(at - _MOST, 0) : at]:
                yield from _between(group[number], group[other], by_path, done)


def _between(
    mine: Sequence[_Told], theirs: Sequence[_Told], known: Mapping[str, Known], done: _Done
) -> Iterator[Link | Unlinked]:
    """What two reports say of one thing: what agrees, then what is left over and does not."""
    taken: set[int] = set()
    by_digits = _by(theirs, lambda told: (told.digits,))
    for told in mine:
        found = list(_agreeing(told, by_digits.get(told.digits, ()), taken, done))
        best = max(found, default=None, key=_surest)
        if best is not None and (best[0] or len(found) == 1):
            taken |= {id(told), id(best[2])}
            yield Link(best[1])
    left = [told for told in mine if id(told) not in taken]
    others = [told for told in theirs if id(told) not in taken]
    by_token, back = _by(others, _tokens), _by(left, _tokens)
    for told in left:
        other = _only(told, by_token)
        if other is None or _only(other, back) is not told or done(told.fact, other.fact):
            continue
        held = hold(told.fact, other.fact)
        if held.apart:
            yield _apart(told, other, held, known)


def _apart(told: _Told, other: _Told, held: Held, known: Mapping[str, Known]) -> Link | Unlinked:
    undated = told.fact.period is None and not (told.thing and other.thing)
    own, reference = told.fact.figure.amount, other.fact.figure.amount
    slip = slipped(own, reference) or exchanged(own, reference)
    few = not told.enough(other) and min(significant(own), significant(reference)) < _SURE
    if not slip and (told.alike(other) is not Alike.SAME or not told.enough(other)):
        return Unlinked(held, NARROWER)
    if few:
        return Unlinked(held, NARROWER)
    return Unlinked(held, UNDATED) if undated else judged(held, known)


def _agreeing(
    told: _Told, others: Sequence[_Told], taken: set[int], done: _Done
) -> Iterator[tuple[Alike, Held, _Told]]:
    """Figures that agree, and of which something alike is said."""
    for other in others:
        if id(other) in taken or not (told.spoken or other.spoken) or done(told.fact, other.fact):
            continue
        if not _at_once(told, other, open_too=True):
            continue
        held = hold(told.fact, other.fact)
        if not held.agrees or held.rough:
            continue
        alike = told.alike(other)
        if alike < Alike.WITHIN and (told.covers(other) or other.covers(told)):
            alike = Alike.WITHIN
        sure = held.telling or (alike >= Alike.WITHIN and told.enough(other))
        digits = min(significant(told.fact.figure.amount), significant(other.fact.figure.amount))
        if (alike and sure) or (told.foreign(other) and digits >= _SURE):
            yield alike, held, other


def _surest(one: tuple[Alike, Held, _Told]) -> tuple[Alike, int]:
    return one[0], -one[2].fact.id


def _only(told: _Told, by_token: Mapping[str, Sequence[_Told]]) -> _Told | None:
    """The only figure of the other report that is the same one by its words, time and unit."""
    found = {
        id(other): other
        for token in told.tokens
        if len(having := by_token.get(token, ())) <= _COMMON
        for other in having
    }
    ranked: dict[Alike, list[_Told]] = {}
    for other in found.values():
        spoken = told.spoken or other.spoken
        if spoken and _at_once(told, other, open_too=False) and hold(told.fact, other.fact).tie is not None:
            ranked.setdefault(told.alike(other), []).append(other)
    best = ranked.get(Alike.SAME) or ranked.get(Alike.WITHIN) or []
    return best[0] if len(best) == 1 else None


def _at_once(told: _Told, other: _Told, *, open_too: bool) -> bool:
    """Whether both are of one time; a day is also the end of a longer one."""
    own, theirs = told.fact.period, other.fact.period
    if own is None or theirs is None:
        return open_too or own is theirs
    if period_key(own) == period_key(theirs):
        return True
    return own.last == theirs.last and Grain.DAY in (own.grain, theirs.grain)


def _by(
    told: Sequence[_Told], keys: Callable[[_Told], Iterator[str] | Sequence[str]]
) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    for one in told:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return found


def _tokens(told: _Told) -> Sequence[str]:
    return sorted(told.tokens)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what is said of figures."""

    known: Sequence[Known]
    whom: Whom
    sayings: Sayings

    def all(self, reports: Sequence[Report], sheets: Sequence[Sheet]) -> Iterator[tuple[str, int, _Told]]:
        """Of whom, in which report, and what is said; cells only of whom sentences speak as well."""
        spoken = [one for number, report in enumerate(reports) for one in self._spoken(report, number)]
        yield from spoken
        speaking = {who for who, _, _ in spoken}
        for sheet in sheets:
            for at, fact in sheet.cells.items():
                who = self.whom.of_fact(fact, self.known[sheet.report])
                if who in speaking and who is not None and _known(fact):
                    told = self._cell(sheet, at, fact, who)
                    if told is not None:
                        yield who, sheet.report, told

    def _spoken(self, report: Report, number: int) -> Iterator[tuple[str, int, _Told]]:
        known = self.known[number]
        for sentence in report.sentences:
            for said in self.sayings.of_sentence(sentence) if sentence.row is None else ():
                fact = self.whom.dated(said.fact, known)
                who = self.whom.of_fact(fact, known, sentence.text[: fact.figure.start - sentence.start])
                if who is not None and _known(fact):
                    yield who, number, self._told(fact, said.around, who, said.others)

    def _cell(self, sheet: Sheet, at: tuple[int, int], fact: Fact, who: str) -> _Told | None:
        if not (is_alone(at[0], sheet.rows) and is_alone(at[1], sheet.cols)):
            return None
        names = (sheet.rows.get(at[0]), sheet.cols.get(at[1]))
        words = {word for name in names if name for word in name.all if " " not in word}  # no period
        return self._told(fact, self.sayings.words(" ".join(sorted(words))), who)

    def _told(
        self, fact: Fact, words: frozenset[str], who: str, beside: frozenset[str] | None = None
    ) -> _Told:
        called = split(who.split())
        latin = frozenset(word for word in words if word.isascii() and word not in called)
        han = frozenset(
            pair for word in words if not word.isascii() for pair in _pairs(word.replace(who, ""))
        )
        aside = frozenset(word for word in beside or () if word.isascii() and word not in called)
        return _Told(fact, latin, han, aside, beside is not None, self.whom.is_thing(who))


def _pairs(word: str) -> Iterator[str]:
    yield from (word[at : at + 2] for at in range(len(word) - 1))


def _known(fact: Fact) -> bool:
    """Whether a figure is of what is known, at a time of its own if it is only compared with."""
    quantity = fact.figure.quantity
    if quantity is None or quantity.upper is not None or fact.status not in (Status.ACTUAL, Status.ESTIMATE):
        return False
    return significant(quantity) > 1 and not (fact.period is None and COMPARED in fact.scope)
