"""What a line of a table is called, so that another report's line can be known for the same.

A label has a name, qualifiers (what stands in brackets, what several lines share and has a digit: 5-shot,
BF16) and a group (other words that several lines share: English, Maths). Groups weigh nothing; where
qualifiers differ, the lines are of different settings; a qualifier that one of them lacks leaves a doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cached_property

from tieout.lexicon import Lexicon, WordList
from tieout.model import Dates, Grain
from tieout.relate.told_of import stem

_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_SPLIT = re.compile(r"\d+(?:\.\d+)*[a-z]{0,3}(?![a-z])|[a-z]?\d+(?:\.\d+)*(?![a-z0-9])|[a-z]+|[^\W\d_a-z]+")
_DAY = re.compile(r"(?<![\w.])(\d\d)-(\d\d)(?![\w.-])")  # 10-22 and 1022 are one version
_MONEY = re.compile(r"[(\[][$€£¥][^()\[\]]{0,4}[)\]]")  # a unit that the lexicon leaves: ($B)
_SHORTENED = 3  # letters of a word cut short: Inst. is Instruct
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]")
_SAID = re.compile(r"\w")
_TAKEN_AWAY = re.compile(r"[-–—−]\s+(?=\w)")  # before what a line does without: - mask


class Likeness(IntEnum):
    """How surely two lines are one by what they are called."""

    OTHER = 0
    CONFLICT = 1  # one name, in different settings
    NARROWER = 2  # one name says more than the other
    LACKING = 3  # one of them lacks a qualifier
    SAME = 4


@dataclass(frozen=True)
class Name:
    """The words of a line's name and of its qualifiers; `text` is the name written as one word.

    `concept` is what a schema knows it for; lines of one concept have one name in any language. `without`
    says that its qualifiers leave something out, which is another setting than that of a name without them;
    `priced` that it is a price or a multiple of one.
    """

    words: frozenset[str]
    qualifiers: frozenset[str] = frozenset()
    text: str = ""
    concept: str | None = None
    without: bool = False
    priced: bool = False
    settings: tuple[frozenset[str], ...] = ()  # its qualifiers, each by itself
    sizes: frozenset[str] = frozenset()  # that stand in a column of their own: Llama | 70B

    @cached_property
    def all(self) -> frozenset[str]:
        """Name and qualifiers together."""
        return self.words | self.qualifiers

    @cached_property
    def keys(self) -> frozenset[str]:
        """By what a line of another table is found that may be the same."""
        known = () if self.concept is None else (f"= {self.concept}",)
        return self.words.union(known, (self.text,) if self.text else ())

    @property
    def is_thing(self) -> bool:
        """Whether it names one thing among all there are: a product and its version."""
        return any(word.isalpha() for word in self.words) and any(map(_has_digit, self.words))

    @property
    def is_latin(self) -> bool:
        """Whether all of its words are in Latin letters."""
        return all(map(str.isascii, self.words))

    def __bool__(self) -> bool:
        return bool(self.words)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def is_size(word: str) -> bool:
    """Whether a word is the size of a model, as the names of models have it: 70b."""
    return _SIZE.fullmatch(word) is not None


def words_of(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a label: letters and digits apart (Qwen2.5 and Qwen 2.5), sizes kept whole (72b, 4o)."""
    return tuple(_SPLIT.findall(_DAY.sub(r"\1\2", lexicon.label(text).text)))


def split(words: Iterable[str]) -> frozenset[str]:
    """Words with letters and digits apart and without their endings, as sentences and labels share them."""
    return frozenset(stem(part) for word in words for part in _SPLIT.findall(word))


def names_of(paths: Sequence[Sequence[str]], lexicon: Lexicon) -> list[Name]:
    """The names of all lines of one axis.

    Args:
        paths: for every line the texts that label it, in columns of labels or rows of headers; blank ones
            are empty. A column that tells all lines apart has their names; what stands beside narrows them.
        lexicon: knows units and footnote marks, which are no words of a name.
    """
    levels = min(map(len, paths), default=0)
    telling = [level for level in range(levels) if _tells_apart([path[level] for path in paths])]
    if telling:
        first = telling[0]
        return [_name((path[first],), [*path[:first], *path[first + 1 :]], lexicon) for path in paths]
    shared = Counter(part for path in paths for part in dict.fromkeys(path))
    names = []
    for path in paths:
        own = [part for part in dict.fromkeys(path) if part and shared[part] == 1]
        aside = [part for part in dict.fromkeys(path) if part and shared[part] > 1]
        names.append(_name(own, aside, lexicon) if own else _name(aside, (), lexicon))
    return names


def _tells_apart(texts: Sequence[str]) -> bool:
    return len(set(texts)) == len(texts) and all(any(map(str.isalpha, text)) for text in texts)


def _name(own: Sequence[str], aside: Sequence[str], lexicon: Lexicon) -> Name:
    """The name in some labels; others qualify it if they have a digit."""
    words: list[str] = []
    settings: list[frozenset[str]] = []
    without = False
    for part in own:
        kept = _left_out(part, lexicon)
        without = without or kept != part
        bare, brackets = _parted(kept, lexicon)
        words += words_of(bare, lexicon)
        for text in brackets:
            settings.append(frozenset(words_of(text, lexicon)))
            without = without or bool(lexicon.tags(text, WordList.LEAVES_OUT))
    for part in aside:
        settings += [frozenset(words_of(part, lexicon))] if _has_digit(part) else []
    qualifiers = [word for setting in settings for word in sorted(setting)]
    if not words:
        words, qualifiers, settings = qualifiers, [], []
    priced = any(lexicon.tags(part, WordList.PRICED) for part in (*own, *aside))
    narrowing = frozenset(qualifiers).difference(words)
    told = tuple(dict.fromkeys(setting for setting in settings if setting))
    return Name(frozenset(words), narrowing, "".join(words), None, without, priced, told)


def _left_out(text: str, lexicon: Lexicon) -> str:
    """What a label leaves out, if it begins by saying so (w/o mask, - mask); else all of it."""
    told = text.lstrip()
    if (dash := _TAKEN_AWAY.match(told)) is not None:
        return told[dash.end() :]
    first = next((tag for tag in lexicon.tags(told, WordList.LEAVES_OUT) if tag.start == 0), None)
    return told[first.end :] if first is not None and _SAID.search(told, first.end) else text


def _parted(text: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """A label without its brackets, and what stands in them; one that is all bracket is its own name."""
    text = _MONEY.sub("", lexicon.label(text).text)
    bare = _BRACKETS.sub(" ", text)
    return (bare, _BRACKETS.findall(text)) if _SAID.search(bare) else (text, [])


def likeness(a: Name, b: Name) -> Likeness:
    """How surely two lines are one by their labels alone."""
    if not a or not b:
        return Likeness.OTHER
    if a.without != b.without:
        alike = likeness(replace(a, without=False), replace(b, without=False))
        return min(alike, Likeness.CONFLICT)
    if a.concept is not None and a.concept == b.concept:
        return _settings(a.qualifiers, b.qualifiers)
    first, second = _one_spelling(a, b)
    if first.all == second.all:
        return Likeness.SAME
    if first.words == second.words or (first.text and first.text == second.text):
        return _settings(first.qualifiers, second.qualifiers)
    if first.words <= second.all and second.words <= first.all:
        return _settings(first.all - second.all, second.all - first.all)
    if first.words < second.words or second.words < first.words:
        less, more = sorted((first, second), key=lambda name: len(name.words))
        rest = more.all - less.all
        if less.sizes and all(map(is_size, rest)) and not rest <= less.sizes:
            return Likeness.CONFLICT
        return Likeness.SAME if rest <= less.sizes else Likeness.NARROWER
    return Likeness.OTHER


def _settings(a: frozenset[str], b: frozenset[str]) -> Likeness:
    if a == b:
        return Likeness.SAME
    return Likeness.LACKING if a <= b or b <= a else Likeness.CONFLICT


def _one_spelling(a: Name, b: Name) -> tuple[Name, Name]:
    """Words that one of them cuts short are spelled as the other spells them."""
    mine, theirs = a.all - b.all, b.all - a.all
    return _respelled(a, _wholes(mine, theirs)), _respelled(b, _wholes(theirs, mine))


def _wholes(words: frozenset[str], others: frozenset[str]) -> dict[str, str]:
    return {
        word: whole
        for word in words
        for whole in others
        if word.isalpha() and len(word) > _SHORTENED and whole.startswith(word)
    }


def _respelled(name: Name, spelled: dict[str, str]) -> Name:
    if not spelled:
        return name
    words = frozenset(spelled.get(word, word) for word in name.words)
    qualifiers = frozenset(spelled.get(word, word) for word in name.qualifiers)
    return Name(words, qualifiers, sizes=name.sizes)


def period_name(period: Dates) -> Name:
    """A period as a name: years by the year in which they end, however the report's year runs."""
    if period.grain is Grain.YEAR:
        return Name(frozenset({f"year {date.fromordinal(period.last).year}"}))
    return Name(frozenset({f"{period.grain} {period.first} {period.last}"}))
