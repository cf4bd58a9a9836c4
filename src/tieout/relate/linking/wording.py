"""What stands between a name and its figure: link words and times, or words that make it something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tieout.lexicon import Matcher, Phrase, WordList, Words
from tieout.model import Fact
from tieout.relate.linking.line import stem
from tieout.relate.linking.speech import Speech
from tieout.rulebook.book import Schemas

_BOUNDARY = re.compile(r"[,，;；。！？!?(（)）\[\]【】]|\.\s|\n")
_MARK = re.compile(r"[;；。]|[,，]\s*[a-z一-鿿]", re.IGNORECASE)
_ENDED = re.compile(r"[;；。]|\.\s")
_LEFT = re.compile(r"[^(（]*[)）]")  # a bracket that a name stands in, and its figure behind
_TOKEN = re.compile(r"[a-z]+(?:[-.&’'][a-z0-9]+)*|[一-鿿]+")
_SHORTEST = 2  # letters of a word that says something
_PREDICATE = Phrase(r"\s(?:{narrowing})\s[^,;:()]{1,40}\s(?:{is_word}|{level_at})\s?\Z")
_NOISE = "noise/label"
_GAP = 60  # characters that may stand between a name and its figure


@dataclass(frozen=True, slots=True)
class Wording:
    """Knows the words that link a name with its figure and say nothing of their own."""

    links: Matcher
    months: Words
    against: Words
    predicate: re.Pattern[str]

    @staticmethod
    def of(schemas: Schemas) -> Wording:
        """Read the lists once."""
        names = (_NOISE, WordList.LINE_FOLLOWS, WordList.SUBJECT_LINK, WordList.PROSE_TOTAL)
        words = (word for name in names if name in schemas.words for word in schemas.words[name].words)
        return Wording(
            Matcher(words, plural=False),
            schemas.words[WordList.MONTH],
            schemas.words[WordList.PROSE_AGAINST],
            schemas.lexicon.pattern(_PREDICATE),
        )

    def between(self, speech: Speech, start: int, end: int, context: str) -> str:
        """The words between two places of a sentence that neither link nor stand in a context.

        Args:
            speech: the sentence; its figures and dates say nothing here.
            start: where the words begin.
            end: where they end.
            context: labels, caption and headings of the table, in lower case.

        Returns:
            These words; empty if a name and its figure belong together.
        """
        chain = [other for other in speech.quantities if start <= speech.start(other) < end]
        if chain and self.compares(speech, chain[-1], end):
            start = chain[-1].figure.end - speech.sentence.start
            return self.foreign(speech, start, end, context)
        text = speech.sentence.text
        if end - start > _GAP or _MARK.search(text, start, end) or _LEFT.match(text, start, end):
            return speech.sentence.text[start:end]
        return self.foreign(speech, start, end, context)

    def foreign(self, speech: Speech, start: int, end: int, context: str) -> str:
        """The same, however far they are apart."""
        known = frozenset(map(stem, _TOKEN.findall(context)))
        rest = self._without_links(_without_figures(speech, start, end).lower())
        foreign = (word for word in _TOKEN.findall(rest) if len(word) >= _SHORTEST or not word.isascii())
        return " ".join(word for word in foreign if not _is_known(word, known, context))

    def compares(self, speech: Speech, fact: Fact, end: int) -> bool:
        """Whether what follows a figure, up to a place, is what it is compared with: 9 against 8 in 2023."""
        between = speech.sentence.text[fact.figure.end - speech.sentence.start : end]
        return _ENDED.search(between) is None and self.against.search(between) is not None

    def is_predicate(self, between: str) -> bool:
        """Whether words between a name and a figure say `of` something, and end in `is`."""
        return self.predicate.match(between) is not None

    def is_day(self, speech: Speech, fact: Fact) -> bool:
        """Whether a plain number stands behind a month, or between slashes."""
        if fact.figure.amount.unit.powers or not fact.figure.text.isdigit():
            return False
        before = speech.sentence.text[: speech.start(fact)].rstrip()
        if before.endswith("/") or speech.sentence.after(fact, 1) == "/":
            return True
        return any(match.end() == len(before) for match in self.months.pattern.finditer(before))

    def ahead(self, speech: Speech, start: int, context: str) -> str:
        """The words of a clause before a name, which make it the name of something else."""
        marks = [mark.end() for mark in _BOUNDARY.finditer(speech.sentence.text, 0, start)]
        return self.between(speech, marks[-1] if marks else 0, start, context)

    def behind(self, speech: Speech, fact: Fact, context: str, stop: int) -> str:
        """The words after a figure, up to the next mark, figure or name, that make it something else."""
        start = fact.figure.end - speech.sentence.start
        following = (speech.start(other) for other in speech.sentence.facts if speech.start(other) >= start)
        end = min(stop, *following, len(speech.sentence.text))
        mark = _BOUNDARY.search(speech.sentence.text, start, end)
        return self.between(speech, start, end if mark is None else mark.start(), context)

    def _without_links(self, text: str) -> str:
        parts, last = [], 0
        for spot in self.links.find(text):
            parts.append(text[last : spot.start])
            last = spot.end
        return " ".join([*parts, text[last:]])


def _without_figures(speech: Speech, start: int, end: int) -> str:
    text, parts, last = speech.sentence.text, [], start
    for fact in speech.sentence.facts:
        first, behind = speech.start(fact), fact.figure.end - speech.sentence.start
        if first >= last and behind <= end:
            parts.append(text[last:first])
            last = behind
    return " ".join([*parts, text[last:end]])


def _is_known(word: str, known: Iterable[str], context: str) -> bool:
    return stem(word) in known if word.isascii() else word in context
