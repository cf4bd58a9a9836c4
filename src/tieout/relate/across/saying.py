"""What sentences say of their figures, in the words that labels of tables have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.lexicon import Lexicon, Phrase
from tieout.model import Fact, Sentence
from tieout.relate.across.labels import split, words_of
from tieout.relate.told_of import Reader, reader
from tieout.rulebook.book import Schemas

_BOUNDARY = re.compile(r"[,，;；。!！?？(（)）]|[:：]|\.\s|\n")
_OF_LAST = Phrase(r"\s?(?:[A-Za-z][\w@.-]*\s){0,2}?{=narrowing}\s")  # 83.4 on MMLU and 61.2: MMLU is of 83.4
_FIGURES = 20  # of a sentence; one with more is a list
_FOREIGN = 2  # words of a sentence beside, with which it still says no other setting


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a sentence, and the words before and behind it in its clause."""

    fact: Fact
    before: frozenset[str]
    behind: frozenset[str]
    sentence_words: frozenset[str]  # all of the sentence, as labels have them
    others: frozenset[str]  # the same of its clause and what stands before, link words and figures left out
    called: str  # the letters of its sentence

    @property
    def around(self) -> frozenset[str]:
        """The words before and behind it."""
        return self.before | self.behind

    def names(self, measure: frozenset[str]) -> bool:
        """Whether the words on one side of it name a measure."""
        return bool(measure) and (_says(self.before, measure) or _says(self.behind, measure))


def _says(said: frozenset[str], measure: frozenset[str]) -> bool:
    """Whether all words of a measure are said; a Chinese one may stand in a longer run."""
    return all(
        word in said or (not word.isascii() and any(word in other for other in said)) for word in measure
    )


@dataclass(frozen=True, slots=True)
class Sayings:
    """Reads sentences."""

    reader: Reader
    lexicon: Lexicon
    of_last: re.Pattern[str]

    @staticmethod
    def of(schemas: Schemas) -> Sayings:
        """Read the lists once."""
        return Sayings(reader(schemas), schemas.lexicon, schemas.lexicon.pattern(_OF_LAST))

    def of_sentence(self, sentence: Sentence) -> Iterator[Said]:
        """The figures of a sentence that are no ranges, with their words."""
        facts = sorted(sentence.facts, key=lambda fact: fact.figure.start)
        if not 0 < len(facts) <= _FIGURES:
            return
        text = sentence.text
        spans = [(fact.figure.start - sentence.start, fact.figure.end - sentence.start) for fact in facts]
        marks = [mark.span() for mark in _BOUNDARY.finditer(text)]
        all_words = split(words_of(text, self.lexicon))
        called = "".join(filter(str.isalnum, text.lower()))
        for index, fact in enumerate(facts):
            if fact.figure.quantity is None or fact.figure.quantity.upper is not None:
                continue
            start, end = spans[index]
            told = (span for span, other in zip(spans[:index], facts, strict=False) if other.figure.quantity)
            last = max((span[1] for span in told), default=0)
            opens = max((mark for _, mark in marks if last <= mark <= start), default=last)
            following = spans[index + 1][0] if index + 1 < len(facts) else len(text)
            ends = min((mark for mark, _ in marks if end <= mark <= following), default=following)
            dates = [span for span in spans[:index] if opens <= span[0] and span[1] <= start]
            of_last = self.of_last.match(text, opens, start) if last and opens == last else None
            timed = next((span[1] for span in dates if of_last and span[0] == of_last.end()), None)
            opens = timed or opens  # 88.4 in 2024 and a subsidy of 41.2
            before = "" if of_last and timed is None else _without(text[:start], dates, opens)
            others = self.words(_without(text[:ends], spans, _begin(facts, spans, index)))
            yield Said(fact, self.words(before), self.words(text[end:ends]), all_words, others, called)

    def narrows(self, said: Said, known: frozenset[str], who: str, *, whole: bool) -> bool:
        """Whether a sentence says of a figure what the labels of a cell do not.

        Args:
            said: the figure.
            known: the words of the cell's measure and settings.
            who: whom it is of.
            whole: whether it says all settings; if not, or if it leaves out who, it may hardly say more.
        """
        scopes = (word for scope in said.fact.scope for word in split(words_of(scope, self.lexicon)))
        if any(word not in known and word not in who for word in scopes):
            return True
        if whole and "".join(who.split()) in said.called:
            return False
        beside = [word for word in said.others if word not in known and word not in who]
        return sum(not any(map(str.isdigit, word)) for word in beside) > _FOREIGN

    def words(self, text: str) -> frozenset[str]:
        """The words of a text that say something, as labels and sentences share them."""
        return split(self.reader.words(text))


def _begin(facts: Sequence[Fact], spans: Sequence[tuple[int, int]], index: int) -> int:
    """Where the words of a figure begin: behind the last one of its unit."""
    unit = facts[index].figure.amount.unit
    for other in range(index - 1, -1, -1):
        quantity = facts[other].figure.quantity
        if quantity is not None and quantity.unit == unit:
            return spans[other][1]
    return 0


def _without(text: str, spans: Sequence[tuple[int, int]], begin: int) -> str:
    """A text from some place on without its figures."""
    parts, last = [], begin
    for start, end in spans:
        if last <= start <= end <= len(text):
            parts.append(text[last:start])
            last = end
    return " ".join([*parts, text[last:]])
