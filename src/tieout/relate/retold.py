"""One fact told twice in the text: figures whose words say the same thing of them.

What a figure is of is said by the words before it in its clause and by what is counted behind it, link words
and times left out. Two figures with the same words are one fact if nothing tells them apart: another time,
another heading for each, a list, a word of change. How far they are apart says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from tieout.extract.remembered import remembering
from tieout.lexicon import Matcher, Phrase, WordList
from tieout.model import BlockKind, Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import Quantity, Tie
from tieout.relate.sameness import UNLIKE, Key, period_key, tie_of, told_twice
from tieout.rulebook.book import Schemas
from tieout.slip import distinctive, exchanged, significant, slipped

_BOUNDARY = re.compile(r"[,，;；。!！?？(（)）\[\]【】\"“”|]|[:：](?!\s*$)|\.\s|\n")
_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:[-.&’'][a-z0-9]+)*|[一-鿿]{2,}|(?<=[^\d])[一-鿿]")
_SUFFIXES = ("ing", "ed", "es", "s", "e")
_BEHIND, _COUNTED = 3, 4  # English words and Chinese characters that may say what is counted
_DEFINITE = Phrase(r"{definite}\s?$")
_NEAR = 12  # characters before a figure in which such a word stands
_SURE = 4  # digits of figures that a slip apart are hardly two things
_LEAST = 2  # words without which a figure is of nothing in particular
_LEAST_HAN = 2  # Chinese characters that say as much
_FEW = 9  # things; so few are many a thing
_VARIED = 3  # values that are too many for one fact
_FIGURES = 6  # of a sentence; one with more is a list


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is said to be of."""

    fact: Fact
    sentence: Sentence
    words: frozenset[str]
    counted: frozenset[str]  # what is counted, where it says so
    around: frozenset[str]  # all words before and behind it in its clause
    head: tuple[str, ...]  # the last word before it
    definite: bool  # whether it speaks of something told before: the 31 tables


def retold(report: Report, schemas: Schemas, done: frozenset[int]) -> Iterator[Relation]:
    """Hold the figures of the text whose words are the same against the first of them.

    Args:
        report: the report.
        schemas: the words in force.
        done: ids of facts that are compared by their attributes already.
    """
    known = reader(schemas)
    same: dict[Key, list[Subject]] = {}
    headed: dict[Key, list[Subject]] = {}
    counted: dict[Key, list[Subject]] = {}
    equal: dict[Key, list[Subject]] = {}
    for sentence in report.sentences:
        if sentence.row is None and sum(f.figure.quantity is not None for f in sentence.facts) <= _FIGURES:
            for subject in known.subjects(sentence):
                if subject.fact.id in done:
                    continue
                value = subject.fact.figure.amount.value
                equal.setdefault((value, *_attributes(subject)), []).append(subject)
                if says_enough(subject.words):
                    same.setdefault((subject.words, *_attributes(subject)), []).append(subject)
                if subject.counted:
                    attributes = (subject.counted, *_attributes(subject))
                    counted.setdefault(attributes, []).append(subject)
                    headed.setdefault((subject.head, *attributes), []).append(subject)
    held: set[frozenset[int]] = set()
    yield from (relation for group in equal.values() for relation in _equal(group, held))
    for groups, told in ((same, _one_slip), (headed, _within), (counted, _referred)):
        for group in groups.values():
            for first, other in _pairs(group, report):
                pair = frozenset({first.fact.id, other.fact.id})
                if pair not in held:
                    held.add(pair)
                    yield from told(first, other)


def _attributes(subject: Subject) -> Key:
    """What must be equal for two figures to be one fact, words apart."""
    fact, unit = subject.fact, subject.fact.figure.amount.unit
    time = period_key(fact.period)
    return unit.powers, unit.factor == 1, time, fact.entity, fact.status, fact.basis, fact.scope


def _pairs(group: Sequence[Subject], report: Report) -> Iterator[tuple[Subject, Subject]]:
    """The figures of one subject beside the first; none if they are several things."""
    if len(group) < 2 or len({one.fact.figure.amount.value for one in group}) >= _VARIED:
        return
    if not any(_told_apart(a, b, report) for a, b in combinations(group[:_FIGURES], 2)):
        yield from ((group[0], other) for other in group[1:])


def _one_slip(first: Subject, other: Subject) -> Iterator[Relation]:
    """Figures of the same words that are equal, or a slip apart; others may be two things."""
    a, b = first.fact.figure.amount, other.fact.figure.amount
    tie = tie_of(other.fact, first.fact)
    if tie is None or not (distinctive(a) and distinctive(b)):
        return
    sure = min(significant(a), significant(b)) >= _SURE
    cap = Severity.ERROR if sure else Severity.WARNING
    yield _relation(first, other, tie, cap, one=tie.holds or _slip(a, b))


def _equal(group: Sequence[Subject], held: set[frozenset[int]]) -> Iterator[Relation]:
    """Equal figures of which much the same is said."""
    for first, other in pairwise(group):
        common = first.around & other.around
        tie = tie_of(other.fact, first.fact)
        if tie is None or first.sentence is other.sentence or not distinctive(first.fact.figure.amount):
            continue
        if len(common) >= _LEAST and says_enough(common):
            held.add(frozenset({first.fact.id, other.fact.id}))
            yield _relation(first, other, tie, Severity.WARNING, one=True)


def _within(first: Subject, other: Subject) -> Iterator[Relation]:
    """Counts of one thing, of which one is said with all the words of the other: equal, or a slip apart."""
    a, b = first.fact.figure.amount, other.fact.figure.amount
    tie = tie_of(other.fact, first.fact)
    within = first.words <= other.words or other.words <= first.words
    if (
        tie is not None
        and within
        and _is_count(a)
        and distinctive(a)
        and distinctive(b)
        and (tie.holds or _slip(a, b))
    ):
        yield _relation(first, other, tie, Severity.WARNING, one=True)


def _referred(first: Subject, other: Subject) -> Iterator[Relation]:
    """A count of things told before: lists 31 deployed tables ... the 59 deployed tables."""
    a, b = first.fact.figure.amount, other.fact.figure.amount
    tie = tie_of(other.fact, first.fact)
    refers = other.definite and not first.definite and says_enough(other.counted)
    if tie is not None and refers and _is_count(a) and _is_count(b):
        yield _relation(first, other, tie, Severity.WARNING, one=True)


def _slip(a: Quantity, b: Quantity) -> bool:
    """Whether digits are wrong in one place, or stand in another order."""
    return slipped(a, b) or exchanged(a, b)


def _relation(first: Subject, other: Subject, tie: Tie, cap: Severity, *, one: bool) -> Relation:
    relation = told_twice(
        other.fact, first.fact, tie, kind="agree", shape="text", role="stated elsewhere",
        evidence=Evidence.LABELLED, cap=cap,
    )  # fmt: skip
    return relation if one else replace(relation, tie=None, computed=None, reason=UNLIKE)


def _told_apart(a: Subject, b: Subject, report: Report) -> bool:
    """Whether two figures are told side by side, or of other times."""
    if a.sentence is b.sentence or _times(a.sentence) != _times(b.sentence):
        return True
    blocks = report.document.blocks
    near = range(min(a.sentence.block, b.sentence.block), max(a.sentence.block, b.sentence.block) + 1)
    return len(near) > 1 and all(blocks[at].kind is BlockKind.ITEM for at in near)


def _times(sentence: Sentence) -> frozenset[tuple[int, int]]:
    dates = (fact.figure.dates for fact in sentence.facts)
    return frozenset((one.first, one.last) for one in dates if one is not None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds what figures are of."""

    links: Matcher
    edges: tuple[str, ...]  # link words that are cut off the ends of Chinese
    closing: Mapping[str, tuple[str, ...]]  # the same by the character they end with
    opening: Mapping[str, tuple[str, ...]]  # longer ones, cut off its beginning, by the one they begin with
    possessive: re.Pattern[str]
    moves: re.Pattern[str]
    definite: re.Pattern[str]

    @staticmethod
    def of(schemas: Schemas) -> Reader:
        """Read the lists once."""
        names = ("noise/label", WordList.LINE_FOLLOWS, WordList.SUBJECT_LINK, WordList.SAID_TOTAL)
        words = [word for name in names if name in schemas.words for word in schemas.words[name].words]
        edges = tuple(word for word in words if not word.isascii())
        return Reader(
            Matcher(filter(str.isascii, words), plural=False),
            edges,
            _by(edges, -1),
            _by((edge for edge in edges if len(edge) > 1), 0),
            schemas.words[WordList.POSSESSIVE].pattern,
            schemas.words[WordList.MOVES].pattern,
            schemas.lexicon.pattern(_DEFINITE),
        )

    def subjects(self, sentence: Sentence) -> Iterator[Subject]:
        """The figures of a sentence and what they are of; amounts of change are left out."""
        last = 0
        for fact in sentence.facts:
            start, end = fact.figure.start - sentence.start, fact.figure.end - sentence.start
            if fact.figure.quantity is not None and _is_plain(fact.figure.quantity):
                marks = [mark.end() for mark in _BOUNDARY.finditer(sentence.text[:start], last)]
                before = sentence.text[marks[-1] if marks else last : start]
                if self.moves.search(before) is None:
                    said = self.words(before)
                    counted = self._counted(sentence, end) if _is_count(fact.figure.quantity) else ()
                    definite = self.definite.search(before[-_NEAR:]) is not None
                    words = frozenset((*said, *counted))
                    around = words | frozenset(self._behind(sentence, end))
                    yield Subject(fact, sentence, words, frozenset(counted), around, said[-1:], definite)
            last = end

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text without those that link."""
        lowered = self.possessive.sub(" ", text.lower())
        parts, last = [], 0
        for spot in self.links.find(lowered):
            parts.append(lowered[last : spot.start])
            last = spot.end
        words = (self._bare(word) for word in _TOKEN.findall(" ".join([*parts, lowered[last:]])))
        return tuple(stem(word) for word in words if word)

    def _bare(self, word: str) -> str:
        """A Chinese word without the link words at its ends."""
        while not word.isascii():
            if end := next(filter(word.endswith, self.closing.get(word[-1], ())), ""):
                word = word.removesuffix(end)
            elif start := next(filter(word.startswith, self.opening.get(word[0], ())), ""):
                word = word.removeprefix(start)
            else:
                break
        return word

    def _behind(self, sentence: Sentence, end: int) -> tuple[str, ...]:
        """The words behind a figure, up to a mark or the next figure."""
        return self.words(_rest(sentence, end))

    def _counted(self, sentence: Sentence, end: int) -> tuple[str, ...]:
        """What is counted behind a figure: the words up to a mark, a link word, a plural or a figure."""
        rest = _rest(sentence, end).lower()
        link = next(iter(self.links.find(rest)), None)
        words = _TOKEN.findall(rest if link is None else rest[: link.start])[:_BEHIND]
        plural = next((at for at, word in enumerate(words) if word.isascii() and word.endswith("s")), _BEHIND)
        return tuple(stem(word) for word in words[: plural + 1] if self._is_thing(word))

    def _is_thing(self, word: str) -> bool:
        """Whether a word behind a figure may be what is counted."""
        return word.isascii() or (len(word) <= _COUNTED and not word.startswith(self.edges))


reader = remembering(Reader.of)


def _by(edges: Iterable[str], place: int) -> Mapping[str, tuple[str, ...]]:
    """Link words by their first or last character, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for edge in edges:
        found[edge[place]] = (*found.get(edge[place], ()), edge)
    return found


def _rest(sentence: Sentence, end: int) -> str:
    """The text behind a figure, up to a mark or the next figure."""
    following = (fact.figure.start - sentence.start for fact in sentence.facts)
    stop = min((at for at in following if at >= end), default=len(sentence.text))
    mark = _BOUNDARY.search(sentence.text, end, stop)
    return sentence.text[end : stop if mark is None else mark.start()]


def _is_plain(quantity: Quantity) -> bool:
    return quantity.upper is None and quantity.hedge is None


def _is_count(quantity: Quantity) -> bool:
    """Whether it counts things one by one, more than a handful."""
    numeral = quantity.numeral
    whole = numeral.exponent == 0 and not numeral.decimals and quantity.unit.factor == 1
    return whole and quantity.value > _FEW


def says_enough(words: Iterable[str]) -> bool:
    """Whether words say of what a figure is, and not only that it is of something."""
    han = sum(len(word) for word in words if not word.isascii())
    return han >= _LEAST_HAN or sum(1 for word in words if word.isascii()) + han // 2 >= _LEAST


def stem(word: str) -> str:
    """An English word without its ending."""
    if not word.isascii():
        return word
    return next((word.removesuffix(end) for end in _SUFFIXES if word.endswith(end) and len(word) > 4), word)
