"""What figures of sentences are of: the words before them in their clause and what is counted behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tieout.extract.remembered import remembering
from tieout.lexicon import Matcher, Phrase, WordList
from tieout.model import Fact, Sentence
from tieout.quantity import PERCENT, Quantity
from tieout.rulebook.book import Schemas

_BOUNDARY = re.compile(r"[,，;；。!！?？(（)）\[\]【】\"“”|]|[:：](?!\s*$)|\.\s|\n")
_ENDED = re.compile(r"[;；。]")
_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:[-.&’'][a-z0-9]+)*|[一-鿿]{2,}|(?<=[^\d])[一-鿿]")
_SUFFIXES = ("ing", "ed", "es", "s", "e")
_BEHIND, _COUNTED = 3, 4  # English words and Chinese characters that may say what is counted
_DEFINITE = Phrase(r"{definite}\s?$")
_NEAR = 12  # characters before a figure in which such a word stands
_LEAST_HAN = 2  # Chinese characters that say as much
_FEW = 9  # things; so few are many a thing
LEAST = 2  # words without which a figure is of nothing in particular


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
            if fact.figure.quantity is not None and is_plain(fact.figure.quantity):
                marks = [mark.end() for mark in _BOUNDARY.finditer(sentence.text[:start], last)]
                before = sentence.text[marks[-1] if marks else last : start]
                if self.moves.search(before) is None:
                    said = self.words(before)
                    counted = self._counted(sentence, end) if is_count(fact.figure.quantity) else ()
                    definite = self.definite.search(before[-_NEAR:]) is not None
                    words = frozenset((*said, *counted))
                    around = words | frozenset(self._behind(sentence, end))
                    yield Subject(fact, sentence, words, frozenset(counted), around, said[-1:], definite)
            last = end

    def rates(self, sentence: Sentence) -> Iterator[tuple[Subject, Fact, tuple[str, ...]]]:
        """The rates of change of a sentence, with the amount before them that has changed and their words."""
        levels = {subject.fact.id: subject for subject in self.subjects(sentence)}
        level: Subject | None = None
        last = 0
        for fact in sentence.facts:
            start, end = fact.figure.start - sentence.start, fact.figure.end - sentence.start
            before = sentence.text[last:start]
            if _ENDED.search(before) is not None:
                level = None
            quantity = fact.figure.quantity
            if quantity is not None and is_plain(quantity):
                if quantity.unit != PERCENT and fact.id in levels:
                    level = levels[fact.id]
                elif level is not None and quantity.unit == PERCENT and self.moves.search(before) is not None:
                    yield level, fact, self.words(_last_clause(before))
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


def _last_clause(text: str) -> str:
    """The words of a text behind its last mark."""
    marks = [mark.end() for mark in _BOUNDARY.finditer(text)]
    return text[marks[-1] :] if marks else text


def _by(edges: Iterable[str], place: int) -> Mapping[str, tuple[str, ...]]:
    """Link words by their first or last character, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for edge in edges:
        found[edge[place]] = (*found.get(edge[place], ()), edge)
    return found


def _rest(sentence: Sentence, end: int) -> str:
    """The text behind a figure, up to a mark or the next figure."""
    following = bisect_left(sentence.facts, end + sentence.start, key=lambda fact: fact.figure.start)
    behind = sentence.facts[following : following + 1]
    stop = behind[0].figure.start - sentence.start if behind else len(sentence.text)
    mark = _BOUNDARY.search(sentence.text, end, stop)
    return sentence.text[end : stop if mark is None else mark.start()]


def is_plain(quantity: Quantity) -> bool:
    """Whether a figure is one value that no word widens."""
    return quantity.upper is None and quantity.hedge is None


def is_count(quantity: Quantity) -> bool:
    """Whether it counts things one by one, more than a handful."""
    numeral = quantity.numeral
    whole = numeral.exponent == 0 and not numeral.decimals and quantity.unit.factor == 1
    return whole and quantity.value > _FEW


def says_enough(words: Iterable[str]) -> bool:
    """Whether words say of what a figure is, and not only that it is of something."""
    han = sum(len(word) for word in words if not word.isascii())
    return han >= _LEAST_HAN or sum(1 for word in words if word.isascii()) + han // 2 >= LEAST


def stem(word: str) -> str:
    """An English word without its ending."""
    if not word.isascii():
        return word
    return next((word.removesuffix(end) for end in _SUFFIXES if word.endswith(end) and len(word) > 4), word)
