"""A sentence reduced to what its patterns need: every figure and every cue word is one letter.

The rest of the text is kept in lower case without white space, so a pattern is a short regular expression
with bounded gaps and never cares about spacing, full-width punctuation or the length of a number. Figures:
A amount, P percentage, O percentage points, X multiple, D date or period, Z years (which may be a date cut
short: 18年). Cue words: the letters of `CUES`,
whose word lists stand in `schemas/prose_words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tieout.extract.once import once
from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Report, Sentence
from tieout.relate.prose.letter import dates_of, letter
from tieout.rulebook.book import Schemas

FIGURES = "APOXDZ"
# The longest word wins; of one word in two lists, the list that comes first here.
CUES = {
    "N": "prose_idle",  # words that only look like cues: 由于, 至少, 增值税
    "C": "prose_compound",
    "Y": "prose_yearly",
    "G": "prose_rate_of_rise",
    "H": "prose_rate_of_fall",
    "J": "prose_fold",
    "B": "prose_base_period",
    "Q": "prose_year_on_year",
    "S": "prose_share",
    "W": "prose_respectively",
    "I": "prose_of_which",
    "L": "prose_composed",
    "U": "prose_total",
    "K": "prose_against",
    "R": "prose_rise",
    "F": "prose_fall",
    "V": "prose_change",
    "M": "prose_from",
    "T": "prose_to",
    "E": "prose_filler",
}
# pieces of the patterns of folds and orders
WORDS = "[^A-DF-Z,;:()]{0,24}"  # words of one clause, without figures and cues
UNIT = "[^A-Z,;:()]{0,8}"  # what may be left of a unit
DATED = f"(?:{WORDS}[DBZ]){{0,3}}{WORDS}"
_NEAR = "(?:(?:(?!and)[^A-DF-Z,;:()]){0,24}[DBZ]){0,3}(?:(?!and)[^A-DF-Z,;:()]){0,24}"
FROM_M, FROM_K = f"M{_NEAR}", f"K{_NEAR}"
X, Y = "(?P<x>[AP])", "(?P<y>[AP])"
TO = "T(?:[EDBTZ]|[^A-Z,;:()]){0,8}"
_ALSO = (("W", "prose_spread"),)  # values of several things, no movement: 12.5%至50%不等
_IDLE = "N"
_DENSE = 4  # Latin letters that say as much as a Chinese one
_OPENING = 24  # characters in which a sentence says that it goes on
_FIGURE = re.compile(f"[{FIGURES}]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARKS = {letter: chr(0xE000 + i) for i, letter in enumerate(FIGURES)}
_LETTERS = {ord(mark): letter for letter, mark in _MARKS.items()}
_FINAL = _LETTERS | str.maketrans(
    {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "【": "(", "】": ")", "［": "(", "］": ")"}
    | {"[": "(", "]": ")", "。": ";", "—": ",", "–": ",", "“": None, "”": None, '"': None, "*": "×"}
    | dict.fromkeys(" \t\r\n\u00a0\u3000\u2009\u202f", None)
)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The letters of a sentence, and the fact behind each letter that stands for a figure.

    `earlier` are the quantities of the sentence before, where this one goes on from it: after a semicolon, or
    as `refers` says, with 其中, of this, of these.
    """

    sentence: Sentence
    text: str
    places: dict[int, Fact]
    earlier: tuple[Fact, ...] = ()
    refers: bool = False

    @property
    def english(self) -> bool:
        """Whether the words between the figures are English."""
        latin = sum("a" <= char <= "z" for char in self.text)
        return latin > _DENSE * sum("一" <= char <= "鿿" for char in self.text)

    def named(self, match: re.Match[str], group: str) -> Fact | None:
        """The fact that a group of one letter matched, if it did."""
        known = group in match.re.groupindex
        return self.places.get(match.start(group)) if known else None

    def facts(self, start: int, end: int, letters: str = FIGURES) -> list[Fact]:
        """The facts of these letters between two offsets of the skeleton."""
        return [self.places[i] for i in range(start, end) if self.text[i] in letters]

    def dates(self, start: int, end: int) -> list[Dates]:
        """The dates and periods between two offsets of the skeleton, years cut short (18年) included."""
        dates = (dates_of(fact) for fact in self.facts(max(start, 0), min(end, len(self.text)), "DZ"))
        return [known for known in dates if known is not None]


def skeletons(report: Report, schemas: Schemas) -> Sequence[Skeleton]:
    """The skeletons of all sentences with at least two quantities."""
    return _reader(schemas)(report)


@once
def _reader(schemas: Schemas) -> Callable[[Report], Sequence[Skeleton]]:
    """Reduces the sentences of a report once, for all kinds that ask."""
    cues = _cues(schemas)
    goes_on = schemas.lexicon.words(WordList.PROSE_GOES_ON)

    def reduced(report: Report) -> Sequence[Skeleton]:
        return tuple(
            _reduced(sentence, cues, before, goes_on)
            for before, sentence in pairwise((None, *report.sentences))
            if sentence is not None and _telling(sentence)
        )

    return once(reduced)


def skeleton(sentence: Sentence, schemas: Schemas) -> Skeleton:
    """Reduce one sentence."""
    return _reduced(sentence, _cues(schemas))


def cue_letters(text: str, schemas: Schemas) -> frozenset[str]:
    """The letters of the cue words in a text without figures, such as a header."""
    cues = _cues(schemas)
    return frozenset(cues.replace(match) for match in cues.pattern.finditer(_plain(text))) & CUES.keys()


def _quantities(sentence: Sentence | None) -> tuple[Fact, ...]:
    facts = () if sentence is None else sentence.facts
    return tuple(fact for fact in facts if fact.figure.quantity is not None)


def _telling(sentence: Sentence) -> bool:
    return len(_quantities(sentence)) > 1


def _reduced(
    sentence: Sentence, cues: _Cues, before: Sentence | None = None, goes_on: tuple[str, ...] = ()
) -> Skeleton:
    refers = sentence.text[:_OPENING].lower().startswith(goes_on)
    near = before is not None and (before.block, before.row, before.col) == (
        sentence.block, sentence.row, sentence.col,
    )  # fmt: skip
    follows = near and before is not None and (refers or before.text.endswith(("；", ";")))
    pieces, offset = [], 0
    for fact in sentence.facts:
        start, end = fact.figure.start - sentence.start, fact.figure.end - sentence.start
        pieces += [_plain(sentence.text[offset:start]), _MARKS[letter(fact)]]
        offset = end
    pieces.append(_plain(sentence.text[offset:]))
    text = cues.pattern.sub(cues.replace, "".join(pieces)).translate(_FINAL)
    places = [match.start() for match in _FIGURE.finditer(text)]
    known = dict(zip(places, sentence.facts, strict=True))
    return Skeleton(sentence, text, known, _quantities(before) if follows else (), refers)


def _plain(text: str) -> str:
    """Lower case, and nothing that could be taken for the letter of a figure."""
    lowered = text.lower()
    return lowered if lowered.isascii() else _PRIVATE.sub("", lowered)


@dataclass(frozen=True, slots=True)
class _Cues:
    """All cue words in one pattern, and the letter of each."""

    pattern: re.Pattern[str]
    letters: dict[str, str]

    def replace(self, match: re.Match[str]) -> str:
        word = match.group()
        known = self.letters.get(word) or self.letters[" ".join(word.split())]
        return word if known == _IDLE else known


def _cues(schemas: Schemas) -> _Cues:
    lists = ((letter, schemas.words.get(name)) for letter, name in (*CUES.items(), *_ALSO))
    return _compile(tuple((letter, words.words) for letter, words in lists if words is not None))


@lru_cache(maxsize=4)
def _compile(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> _Cues:
    """One pattern for all lists, the longest word first; a word of two lists belongs to the first."""
    letters: dict[str, str] = {}
    for letter_, words in lists:
        for word in words:
            letters.setdefault(word.lower(), letter_)
    by_first: dict[str, list[str]] = {}
    for word in sorted(letters, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word)
    latin = [_branch(first, words) for first, words in by_first.items() if _is_latin(first)]
    others = [_branch(first, words) for first, words in by_first.items() if not _is_latin(first)]
    # any first letter, then at once whether a Latin word begins there: most letters begin none
    begins = f"(?<=[a-z])(?<![a-z0-9].)(?:{'|'.join(latin) or '(?!)'})"
    begins += f"|(?<![a-z])(?:{'|'.join(others) or '(?!)'})"
    firsts = "".join(map(re.escape, by_first))
    return _Cues(re.compile(f"[{firsts}](?:{begins})" if by_first else "(?!)", re.DOTALL), letters)


def _branch(first: str, words: list[str]) -> str:
    """What follows one first letter; Latin words match whole."""
    rests = (re.escape(word[1:]).replace(r"\ ", r"\s+") for word in words)
    after = "(?![a-z0-9])" if _is_latin(first) else ""
    return f"(?<={re.escape(first)})(?:{'|'.join(rests)}){after}"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
