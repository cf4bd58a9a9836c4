"""Word lists compiled to one pattern each, quick to search and quick to compile.

English words match whole and in any case, with any white space between them; Chinese ones match anywhere.
The longest word wins. The pattern starts with the class of all first letters, so that most of a text is
skipped without trying a word, and branches as a tree, so that no letter is looked at twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_EDGE = "(?-i:[A-Za-z0-9])"  # in any case as it stands: folding the class anew costs more than the words
_NOT_INSIDE = f"(?<!{_EDGE}.)"  # asked one character in
_NOT_RUN_ON = f"(?<!{_EDGE}(?={_EDGE}))"  # asked once behind all words: for each it costs more


@dataclass(slots=True)
class _Branch:
    """A node of the tree of words: where it leads, and whether a word ends here."""

    below: dict[str, _Branch] = field(default_factory=dict)
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A named list of words: English ones match whole words in any case, Chinese ones anywhere.

    The pattern is compiled when it is first used; most runs need few of the lists.
    """

    name: str
    words: tuple[str, ...]  # as written, so that lists can be joined into one scan
    _source: str | None = field(default=None, init=False, repr=False, compare=False)
    _compiled: re.Pattern[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def source(self) -> str:
        """The text of the pattern, to be joined into others (with DOTALL); to compile it costs far more."""
        if self._source is None:
            object.__setattr__(self, "_source", words_pattern(self.words))
        assert self._source is not None
        return self._source

    @property
    def pattern(self) -> re.Pattern[str]:
        """All words as one pattern, the longest first."""
        if self._compiled is None:
            object.__setattr__(self, "_compiled", re.compile(self.source, re.DOTALL))
        assert self._compiled is not None
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        """The first word of the list in a text."""
        return self.pattern.search(text)


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a list of words; an empty list never matches."""
    return re.compile(words_pattern(words), re.DOTALL)


def words_pattern(words: Iterable[str]) -> str:
    """The text of a pattern for a list of words, to be joined into others; it needs DOTALL."""
    tree = _Branch()
    for word in words:
        branch = tree
        for char in " ".join(word.lower().split()):
            branch = branch.below.setdefault(char, _Branch())
        branch.ends = branch is not tree
    if not tree.below:
        return r"(?!)"
    firsts = "".join(_either_case(char) for char in tree.below)
    alone = [char for char, branch in tree.below.items() if not (branch.below or _is_edge(char))]
    if len(alone) == len(tree.below):
        return f"[{firsts}]"
    latin = [_behind(char, branch) for char, branch in tree.below.items() if _is_edge(char)]
    longer = ((char, branch) for char, branch in tree.below.items() if branch.below and not _is_edge(char))
    others = [_behind(char, branch) for char, branch in longer]
    branches = ([f"{_NOT_INSIDE}(?:{'|'.join(latin)})"] if latin else []) + others
    if alone:
        branches.append(f"(?<=[{''.join(map(re.escape, alone))}])")
    return f"[{firsts}](?i:{'|'.join(branches)}){_NOT_RUN_ON}"


def exact_pattern(words: Iterable[str]) -> str:
    """The text of a pattern for words exactly as they are written, wherever they stand, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _behind(first: str, branch: _Branch) -> str:
    """What may follow the first letter of a word, one character in."""
    return f"(?<={re.escape(first)}){_pattern(branch)}"


def _pattern(branch: _Branch) -> str:
    """What may follow a letter, longer words first."""
    follow = [
        (r"\s+" if char == " " else re.escape(char)) + _pattern(below) for char, below in branch.below.items()
    ]
    if branch.ends:
        follow.append("")
    return follow[0] if len(follow) == 1 else f"(?:{'|'.join(follow)})"


def _is_edge(char: str) -> bool:
    """Whether it is a letter or figure that may not run on into another one."""
    return char.isascii() and char.isalnum()


def _either_case(char: str) -> str:
    return re.escape(char) if char.upper() == char else re.escape(char.upper()) + re.escape(char)
