"""What is said of a figure, of whom and when, in a sentence or by the lines of its table; how alike it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tieout.lexicon import Role, WordList, letter_pairs
from tieout.lexicon.lists import Name
from tieout.model import Fact, Report, Status
from tieout.relate.across.labels import split
from tieout.relate.across.reports import Known
from tieout.relate.across.saying import Sayings
from tieout.relate.across.sheets import Sheet, is_alone
from tieout.relate.across.whom import COMPARED, Whom
from tieout.relate.told_of import says_enough
from tieout.slip import significant

_HAN = 7, 10  # the part of the shorter one's pairs of characters that names have in common


class Alike(IntEnum):
    """How the words of two figures go together."""

    OTHER = 0
    SHARED = 1  # some word
    WITHIN = 2  # one of them says more
    SAME = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of known whom, and what is said of it; Chinese by pairs of characters.

    `beside` are words of its sentence that stand further away.
    """

    fact: Fact
    words: frozenset[str]
    han: frozenset[str]
    beside: frozenset[str]
    spoken: bool
    thing: bool  # of what does not change with time
    scopes: frozenset[str]  # those that the schemas know: overseas, diluted

    @property
    def tokens(self) -> frozenset[str]:
        """By what it is found."""
        return self.words | self.han

    @property
    def digits(self) -> str:
        """By what it is found if it agrees: its first digits."""
        return str(abs(self.fact.figure.amount.numeral.digits))[:2]

    def alike(self, other: Told) -> Alike:
        """Compare what is said."""
        own, theirs = self.fact.concept, other.fact.concept
        if own is not None and theirs is not None and (own != theirs or self.fact.scope == other.fact.scope):
            return Alike.SAME if own == theirs else Alike.OTHER
        if own is not None and own == theirs and self.scopes != other.scopes:
            return Alike.OTHER  # revenue, and overseas revenue: one is a part of the other
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

    def covers(self, other: Told) -> bool:
        """Whether its whole sentence has all words of the other."""
        said = self.words | self.beside
        return says_enough(other.words) and other.words <= said and not other.han

    def foreign(self, other: Told) -> bool:
        """Whether they are told in two languages, without a word in common."""
        own, theirs = self.fact.concept, other.fact.concept
        return bool(self.han) != bool(other.han) and (None in (own, theirs) or own == theirs)

    def enough(self, other: Told) -> bool:
        """Whether the words that both have say of what they are."""
        common = (self.words | self.beside) & (other.words | other.beside)
        return says_enough(common) or bool(self.han & other.han)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what is said of figures."""

    known: Sequence[Known]
    whom: Whom
    sayings: Sayings

    def all(self, reports: Sequence[Report], sheets: Sequence[Sheet]) -> Iterator[tuple[str, int, Told]]:
        """Of whom, in which report, and what is said; cells only of whom sentences speak as well."""
        spoken = [one for number, report in enumerate(reports) for one in self._spoken(report, number)]
        yield from spoken
        speaking = {who for who, _, _ in spoken}
        for sheet in sheets:
            for at, fact in sheet.cells.items():
                who = self.whom.of_fact(fact, self.known[sheet.report])
                if who in speaking and who is not None and _known(fact) and not self._priced(fact):
                    told = self._cell(sheet, at, fact, who)
                    if told is not None:
                        yield who, sheet.report, told

    def _spoken(self, report: Report, number: int) -> Iterator[tuple[str, int, Told]]:
        known = self.known[number]
        for sentence in report.sentences:
            for said in self.sayings.of_sentence(sentence) if sentence.row is None else ():
                fact = self.whom.dated(said.fact, known)
                who = self.whom.of_fact(fact, known, sentence.text[: fact.figure.start - sentence.start])
                if who is not None and _known(fact) and not self._priced(fact):
                    own = said.before - split(self.whom.called(who))  # Marlow Tools had 12.8 million users
                    words = own if says_enough(own) else said.around
                    words |= self._counted(fact)
                    yield who, number, self._told(fact, words, who, said.others | said.around)

    def _priced(self, fact: Fact) -> bool:
        """Whether it is a price, or a multiple of one: another one every day."""
        text = " ".join(fact.label[-1:] if fact.figure.row is None else fact.label[-2:])
        return bool(self.sayings.lexicon.tags(text, WordList.PRICED))

    def _counted(self, fact: Fact) -> frozenset[str]:
        """What is counted, by the words of the figure itself."""
        unit = fact.figure.amount.unit
        if unit.factor != 1 or not unit.counts:
            return frozenset()
        return self.sayings.words(fact.figure.text)

    def _cell(self, sheet: Sheet, at: tuple[int, int], fact: Fact, who: str) -> Told | None:
        if not (is_alone(at[0], sheet.rows) and is_alone(at[1], sheet.cols)):
            return None
        names = (sheet.rows.get(at[0]), sheet.cols.get(at[1]))
        words = {word for name in names if name for word in name.all if " " not in word}  # no period
        return self._told(fact, self.sayings.words(" ".join(sorted(words))), who)

    def _told(
        self, fact: Fact, words: frozenset[str], who: str, beside: frozenset[str] | None = None
    ) -> Told:
        called = split(self.whom.called(who))
        latin = frozenset(word for word in words if word.isascii() and word not in called)
        han = frozenset(
            pair
            for word in words
            if not word.isascii()
            for pair in letter_pairs(_without(word, self.whom.called(who)))
        )
        aside = frozenset(word for word in beside or () if word.isascii() and word not in called)
        scopes = frozenset(scope for scope in fact.scope if self.sayings.lexicon.words(_scope(scope)))
        return Told(fact, latin, han, aside, beside is not None, self.whom.is_thing(who), scopes)


def _scope(value: str) -> Name:
    """The list of words that say a scope."""
    return Name(f"{Role.SCOPE}/{value}")


def _without(word: str, names: frozenset[str]) -> str:
    for name in names:
        word = word.replace(name, "")
    return word


def _known(fact: Fact) -> bool:
    """Whether a figure is of what is known, at a time of its own if it is only compared with."""
    quantity = fact.figure.quantity
    if quantity is None or quantity.upper is not None or fact.status not in (Status.ACTUAL, Status.ESTIMATE):
        return False
    return significant(quantity) > 1 and not (fact.period is None and COMPARED in fact.scope)
